"""Faults of the typed models as findings in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from cstemplates.findings import Finding, finding
from cstemplates.messages import _
from cstemplates.stack import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cstemplates.findings import TextLocation
    from cstemplates.load import KeyPath
    from cstemplates.model import Fault

    Locate = Callable[[KeyPath], TextLocation]

_QUOTED = re.compile(r"'([^']*)'")


def fault_finding(model: type[BaseModel], fault: Fault, locate: Locate) -> Finding:
    """Say in a finding what a model did not accept.

    Args:
        model: The model that read the data.
        fault: What it did not accept.
        locate: The place of a key path, or of its nearest ancestor that exists.
    """
    place = locate(fault.key_path)
    key = str(fault.key_path[-1]) if fault.key_path else ""
    match fault.kind:
        case "missing":
            return finding("CST111", _("“{key}” is missing.").format(key=key), place)
        case "unknown":
            message = _("There is no key “{key}” here.").format(key=key)
            hint = did_you_mean(key, sorted(known_keys(model, fault.key_path[:-1])))
            return finding("CST112", message, place, hint)
        case _:
            message = _("The value of “{key}” does not fit: {expected}").format(
                key=key, expected=expectation(fault.expected)
            )
            return finding("CST110", message, place)


def known_keys(model: type[BaseModel], key_path: KeyPath) -> set[str]:
    """Return the keys a model knows at a key path; none where any key may stand."""
    shapes = [model]
    for key in key_path:
        if isinstance(key, str):
            shapes = [inner for shape in shapes for inner in _shapes_at(shape, key)]
    return {field.alias or name for shape in shapes for name, field in shape.model_fields.items()}


def _shapes_at(shape: type[BaseModel], key: str) -> Iterator[type[BaseModel]]:
    for name, field in shape.model_fields.items():
        if key == (field.alias or name):
            yield from _shapes_in(field.annotation)


def _shapes_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _shapes_in(part)


def expectation(words: str) -> str:
    """Put what the validator expected into words that HR people use."""
    for sign, say in _EXPECTATIONS:
        if sign in words:
            return say(words)
    return _("it has not the form that is needed here.")


def _one_of(words: str) -> str:
    return _("it must be one of: {choices}.").format(choices=", ".join(_QUOTED.findall(words)))


# The validator speaks English only; the first sign found in its words decides.
_EXPECTATIONS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("valid string", lambda _words: _("text is needed; put numbers and dates in quotation marks.")),
    ("at least 1 character", lambda _words: _("it must not be empty.")),
    ("at least 1 item", lambda _words: _("at least one item is needed.")),
    ("match pattern", lambda _words: _("an id has small letters a–z, digits and “_” only.")),
    ("valid date", lambda _words: _("a date such as 2026-01-15 is needed.")),
    ("valid boolean", lambda _words: _("“true” or “false” is needed.")),
    ("valid integer", lambda _words: _("a whole number is needed.")),
    ("valid decimal", lambda _words: _("a number is needed.")),
    ("should be a decimal", lambda _words: _("a number is needed.")),
    ("Decimal input", lambda _words: _("a number is needed.")),
    ("valid tuple", lambda _words: _("a list is needed.")),
    ("valid list", lambda _words: _("a list is needed.")),
    ("valid dictionary", lambda _words: _("keys with values (“key: value”) are needed.")),
    ("greater than", lambda _words: _("the number is too small.")),
    ("less than", lambda _words: _("the number is too large.")),
    ("Input should be '", _one_of),
)
