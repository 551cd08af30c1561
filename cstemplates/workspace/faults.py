"""Faults of the typed models as findings in plain words."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from cstemplates.findings import Finding, finding
from cstemplates.messages import _, listed
from cstemplates.stack import did_you_mean
from cstemplates.workspace.derived import derived_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cstemplates.findings import TextLocation
    from cstemplates.load import KeyPath, Node
    from cstemplates.model import Fault

    Locate = Callable[[KeyPath], TextLocation]
    Call = Callable[[KeyPath], str]

MAX_FINDINGS = 50
_OWN = "Value error, "
_QUOTED = re.compile(r"'([^']*)'")


def last_key(key_path: KeyPath) -> str:
    """Call a value by its key, as YAML files do."""
    return str(key_path[-1]) if key_path else ""


def fault_findings(
    model: type[BaseModel],
    faults: Iterable[Fault],
    root: Node,
    locate: Locate,
    call: Call = last_key,
) -> list[Finding]:
    """Say in findings what a model did not accept, each place once.

    Args:
        model: The model that read the data.
        faults: What it did not accept.
        root: The data with places.
        locate: The place of a key path, or of its nearest ancestor that exists.
        call: What people call the value at a key path.
    """
    faults = list(islice(faults, MAX_FINDINGS))
    plain = [f for f in faults if f.kind != "invalid"]
    expected: dict[KeyPath, list[str]] = defaultdict(list)
    for fault in faults:
        if fault.kind == "invalid":
            expected[_existing(root, fault.key_path)].append(fault.expected)
    below = {f.key_path for f in plain} | expected.keys()
    return [
        *(_absent_or_unknown(model, fault, locate, call) for fault in plain),
        *(
            _invalid(key_path, words, locate, call)
            for key_path, words in expected.items()
            if not (_counts_items(words) and _has_below(key_path, below))
        ),
    ]


def _existing(root: Node, key_path: KeyPath) -> KeyPath:
    """Cut off what the validator adds behind the keys of the file, such as a union's branch."""
    while key_path and not root.follow(key_path)[1]:
        key_path = key_path[:-1]
    return key_path


def _counts_items(words: list[str]) -> bool:
    return all("after validation" in text for text in words)


def _has_below(key_path: KeyPath, others: Iterable[KeyPath]) -> bool:
    # A list whose items are all faulty counts as empty for the validator; that is no news.
    depth = len(key_path)
    return any(len(other) > depth and other[:depth] == key_path for other in others)


def _absent_or_unknown(model: type[BaseModel], fault: Fault, locate: Locate, call: Call) -> Finding:
    *above, key = fault.key_path
    place = locate(fault.key_path)
    if fault.kind == "missing":
        return finding("CST111", _("“{key}” is missing.").format(key=call(fault.key_path)), place)
    if derived := derived_key(str(key)):
        message = _("“{key}” is worked out and cannot be typed.").format(key=key)
        return finding(derived.code, message, place, derived.hint())
    message = _("There is no key “{key}” here.").format(key=key)
    hint = did_you_mean(str(key), sorted(known_keys(model, tuple(above))))
    return finding("CST112", message, place, hint)


def _invalid(key_path: KeyPath, words: list[str], locate: Locate, call: Call) -> Finding:
    message = _("The value of “{key}” does not fit: {expected}").format(
        key=call(key_path),
        expected=expectation(words[0] if len(words) == 1 else ""),
    )
    return finding("CST110", message, locate(key_path))


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
    if words.startswith(_OWN):
        return words.removeprefix(_OWN)
    for sign, say in _EXPECTATIONS:
        if sign in words:
            return say(words)
    return _("it has not the form that is needed here.")


def _one_of(words: str) -> str:
    return _("it must be one of: {choices}.").format(choices=listed(_QUOTED.findall(words)))


def _one_of_tags(words: str) -> str:
    return _one_of(words.partition("expected tags")[2])


def _lacks_tag(words: str) -> str:
    return _("it lacks the key “{key}”.").format(key=_QUOTED.findall(words)[0])


# The validator speaks English only; the first sign found in its words decides.
_EXPECTATIONS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("valid string", lambda _words: _("text is needed; put numbers and dates in quotation marks.")),
    ("at least 1 character", lambda _words: _("it must not be empty.")),
    ("at least 1 item", lambda _words: _("at least one item is needed.")),
    ("'^[a-z][a-z0-9_]*$'", lambda _words: _("an id has small letters a–z, digits and “_” only.")),
    (
        "'^[a-z][a-z0-9_]*(-[a-z0-9_]+)*$'",
        lambda _words: _("the id of a pack has small letters a–z, digits, “_” and “-” only."),
    ),
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
    ("expected tags", _one_of_tags),
    ("Unable to extract tag", _lacks_tag),
)
