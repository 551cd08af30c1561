"""The second look at a document that failed, or that may have holes: everything at once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from jinja2.runtime import Context

from cstemplates.findings import DocxLocation, Finding, finding
from cstemplates.messages import _
from cstemplates.word.environment import MissingValue
from cstemplates.word.faults import (
    EmptyValueError,
    ForbiddenCharacterError,
    MissingFieldError,
    ResultTooLargeError,
    TemplateMarkError,
    UnprintableValueError,
)
from cstemplates.word.printing import PRINTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Lines = tuple[int, ...]

_POSITION = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Hole:
    """A value that was not there in a draft.

    Attributes:
        field: The field, with the position in every list, counted from 0.
        label: What stands in the document instead.
        location: The tag's place in the template.
    """

    field: str
    label: str
    location: DocxLocation


class CollectingContext(Context):
    """A context that carries the collector of one render."""

    collector: Collector


class _Noted:
    """Stands for a value whose fault has been noted, so that it is noted once."""

    __slots__ = ("text",)

    def __init__(self, text: bytes = b"") -> None:
        self.text = text

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __str__(self) -> str:
        return ""


@dataclass(slots=True)
class Collector:
    """Tries every expression of one part and notes what fails.

    Attributes:
        places: The tags' places by line of the compiled source, counted from 1.
        draft: Makes the label of a missing field; None when holes are faults.
        findings: What was found.
        holes: What was left open.
    """

    places: Callable[[int], DocxLocation]
    draft: Callable[[str], str] | None = None
    findings: list[Finding] = field(default_factory=list)
    holes: list[Hole] = field(default_factory=list)
    _turns: dict[int, int] = field(default_factory=dict)

    def turn(self, line: int) -> None:
        """Note that a loop begins its next turn."""
        self._turns[line] += 1

    def absent(self, name: str, data: Mapping[str, Any]) -> MissingValue:
        """Stand in for a field the data does not have at all."""
        return MissingValue(name=name, obj=dict(data))

    def item(self, obj: Any, key: Any, field: str, lines: Lines) -> Any:
        """Look an item up, remembering the whole field when it is not there."""
        if isinstance(obj, _Noted):
            return obj
        if isinstance(obj, MissingValue):
            raise MissingFieldError(obj.field or str(key), obj.known)
        try:
            return obj[key]
        except (KeyError, IndexError):
            missing = MissingValue(name=str(key), obj=obj)
            missing.field = self._placed(field, lines)
            return missing

    def printed(
        self, printer: str, get: Callable[[], Any], field: str, lines: Lines, line: int
    ) -> bytes:
        """Print a value, or what stands for it in a draft."""
        in_text = printer.startswith("text")
        try:
            value = get()
            if not isinstance(value, _Noted):
                return PRINTERS[printer](value)
        except Exception as error:  # noqa: BLE001  # an expression can raise whatever it likes
            value = self._note(error, field, lines, line, in_text=in_text)
        return value.text if in_text else b""

    def decide(self, get: Callable[[], Any], field: str, lines: Lines, line: int) -> bool:
        """Decide a condition; one that cannot be decided counts as not met."""
        return self.value(lambda: bool(get()), field, lines, line) is True

    def items(self, get: Callable[[], Any], field: str, lines: Lines, line: int) -> Any:
        """Return what a loop goes through; nothing when there is no list."""
        self._turns[line] = -1
        return list(self.value(lambda: list(get()), field, lines, line))

    def value(self, get: Callable[[], Any], field: str, lines: Lines, line: int) -> Any:
        """Return an expression's value, or a stand-in when it has none."""
        try:
            return get()
        except Exception as error:  # noqa: BLE001  # an expression can raise whatever it likes
            return self._note(error, field, lines, line)

    def _placed(self, field: str, lines: Lines) -> str:
        for line in lines:
            field = field.replace("[]", f"[{self._turns.get(line, 0)}]", 1)
        return field

    def _note(
        self, error: Exception, field: str, lines: Lines, line: int, *, in_text: bool = True
    ) -> _Noted:
        placed = self._placed(field, lines)
        if isinstance(error, MissingFieldError) and error.field:
            placed = error.field
        if self.draft and in_text and isinstance(error, (MissingFieldError, EmptyValueError)):
            label = self.draft(_POSITION.sub("[]", placed))
            mark = f"【待填：{label}】"
            self.holes.append(Hole(placed, label, self.places(line)))
            return _Noted(PRINTERS["text"](mark))
        self.findings.append(_fault(error, placed, self.places(line)))
        return _Noted()


def _fault(error: Exception, field: str, place: DocxLocation) -> Finding:
    if isinstance(error, MissingFieldError):
        return _missing(field, place, error.known)
    for kind, code, words in _FAULTS:
        if isinstance(error, kind):
            message, hint = words()
            return finding(code, message.format(field=field), place, hint)
    message = _("The expression with field “{field}” cannot be worked out.")
    hint = _("Check that numbers are numbers, lists are lists and nothing is divided by 0.")
    return finding("CST404", message.format(field=field), place, hint)


def _empty() -> tuple[str, str]:
    hint = _("Fill it in, put the tag inside {% if %}, or write |default(…).")
    return _("Field “{field}” is empty."), hint


def _forbidden() -> tuple[str, str]:
    message = _("Field “{field}” holds a character that no Word file can hold.")
    return message, _("Type the value again; a control character came with it.")


def _marked() -> tuple[str, str]:
    message = _("Field “{field}” holds a template mark such as two opening braces.")
    return message, _("Remove the braces from the value.")


def _unprintable() -> tuple[str, str]:
    message = _("Field “{field}” is a list or a group of fields, not a text.")
    return message, _("Print one of its fields, or go through it with a loop.")


def _huge() -> tuple[str, str]:
    message = _("The expression with field “{field}” grows beyond what a document can hold.")
    return message, _("Let the data hold the finished value.")


_FAULTS: tuple[tuple[type[Exception], str, Callable[[], tuple[str, str]]], ...] = (
    (EmptyValueError, "CST401", _empty),
    (ForbiddenCharacterError, "CST403", _forbidden),
    (TemplateMarkError, "CST406", _marked),
    (UnprintableValueError, "CST404", _unprintable),
    (ResultTooLargeError, "CST404", _huge),
)


def _missing(field: str, place: DocxLocation, known: tuple[str, ...]) -> Finding:
    message = _("Field “{field}” has no value.").format(field=field)
    near = get_close_matches(field.rpartition(".")[2], known, 1)
    hint = _("Did you mean “{name}”?").format(name=near[0]) if near else ""
    return finding("CST400", message, place, hint)
