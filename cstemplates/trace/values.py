"""Values that name their origin wherever they are printed, and act like plain ones else.

Whatever looks at a text, such as a comparison or the test for a full stop at its end,
sees the text without marks; whatever puts texts together gets them with marks.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, SupportsIndex

from cstemplates.bind.worded import Sourced
from cstemplates.trace.marks import marked, unmarked

if TYPE_CHECKING:
    from cstemplates.trace.origins import Register


class TracedText(str):
    """A text with marks in it that compares and counts as if it had none."""

    __slots__ = ("plain",)
    plain: str

    def __new__(cls, text: str, plain: str | None = None) -> TracedText:  # noqa: PYI034  # final
        """Take a text with marks, and the same without them where it is known."""
        made = super().__new__(cls, text)
        made.plain = unmarked(text) if plain is None else plain
        return made

    def __eq__(self, other: object) -> bool:
        """Compare without marks."""
        return self.plain == (other.plain if isinstance(other, TracedText) else other)

    def __ne__(self, other: object) -> bool:
        """Compare without marks."""
        return not self == other

    def __hash__(self) -> int:
        """Hash like its equals of the same kind, and never like the plain text.

        What the program remembers of a plain text must not answer for this one, nor the
        other way round: a mark would get into a document.
        """
        return hash((TracedText, self.plain))

    def __len__(self) -> int:
        """Count without marks."""
        return len(self.plain)

    def __bool__(self) -> bool:
        """Tell whether there is any text beside the marks."""
        return bool(self.plain)

    def __contains__(self, part: object) -> bool:
        """Look for a part without marks."""
        return (part.plain if isinstance(part, TracedText) else str(part)) in self.plain

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        """Cut out of the plain text."""
        return self.plain[key]

    def startswith(self, *args: Any) -> bool:
        """Look at the plain beginning."""
        return self.plain.startswith(*args)

    def endswith(self, *args: Any) -> bool:
        """Look at the plain end."""
        return self.plain.endswith(*args)

    def _cut(self, plain: str) -> TracedText:
        """Give a part of the text the marks of the whole."""
        return TracedText(str.replace(self, self.plain, plain, 1)) if self.plain else self

    def strip(self, chars: str | None = None, /) -> TracedText:
        """Strip inside of the marks."""
        return self._cut(self.plain.strip(chars))

    def rstrip(self, chars: str | None = None, /) -> TracedText:
        """Strip inside of the marks."""
        return self._cut(self.plain.rstrip(chars))

    def removesuffix(self, suffix: str, /) -> TracedText:
        """Cut inside of the marks."""
        return self._cut(self.plain.removesuffix(suffix))

    def partition(self, sep: str, /) -> tuple[str, str, str]:
        """Cut at the first separator; every part keeps the marks of the whole."""
        before, at, after = self.plain.partition(sep)
        return self._cut(before), at, self._cut(after) if at else ""


class TracedKey(Sourced, str):
    """A key that chooses a label or an entry: plain when printed, named in its label."""

    __slots__ = ("number",)
    number: int

    def __new__(cls, text: str, number: int) -> TracedKey:  # noqa: PYI034  # final
        """Take a key and the number of its origin."""
        made = super().__new__(cls, text)
        made.number = number
        return made

    def name_in(self, text: str) -> str:
        """Mark a label as chosen by this key."""
        return marked(text, self.number)


class _Number(Sourced):
    """What whole numbers and decimals have in common: results name all that went in."""

    __slots__ = ()
    number: int
    register: Register

    def name_in(self, text: str) -> str:
        """Mark a text as made of this number."""
        return marked(text, self.number)

    def _with(self, result: Any, other: object) -> Any:
        if result is NotImplemented:
            return result
        numbers = (self.number, other.number) if isinstance(other, _Number) else (self.number,)
        number = self.register.derived(numbers) if len(numbers) > 1 else self.number
        kind = TracedInt if isinstance(result, int) else TracedDecimal
        return kind(result, number, self.register)

    def __str__(self) -> str:
        """Print with marks."""
        return marked(super().__str__(), self.number)

    def __add__(self, other: Any) -> Any:
        """Add, and name both."""
        return self._with(super().__add__(other), other)  # type: ignore[misc]  # a number's

    def __radd__(self, other: Any) -> Any:
        """Add, and name both."""
        return self._with(super().__radd__(other), other)  # type: ignore[misc]  # a number's

    def __sub__(self, other: Any) -> Any:
        """Subtract, and name both."""
        return self._with(super().__sub__(other), other)  # type: ignore[misc]  # a number's

    def __mul__(self, other: Any) -> Any:
        """Multiply, and name both."""
        return self._with(super().__mul__(other), other)  # type: ignore[misc]  # a number's


class TracedInt(_Number, int):
    """A whole number that names its origin."""

    def __new__(cls, value: int, number: int, register: Register) -> TracedInt:  # noqa: PYI034
        """Take a number and where it comes from."""
        made = super().__new__(cls, value)
        made.number, made.register = number, register
        return made


class TracedDecimal(_Number, Decimal):
    """A decimal that names its origin."""

    def __new__(cls, value: Decimal, number: int, register: Register) -> TracedDecimal:  # noqa: PYI034
        """Take a number and where it comes from."""
        made = super().__new__(cls, value)
        made.number, made.register = number, register
        return made


class TracedDate(Sourced, date):
    """A date that names its origin, and so does its year."""

    __slots__ = ("number", "register")
    number: int
    register: Register

    def __new__(cls, value: date, number: int, register: Register) -> TracedDate:  # noqa: PYI034
        """Take a date and where it comes from."""
        made = super().__new__(cls, value.year, value.month, value.day)
        made.number, made.register = number, register
        return made

    def name_in(self, text: str) -> str:
        """Mark a text as made of this date."""
        return marked(text, self.number)

    @property
    def year(self) -> int:
        """The year, which names the date."""
        return TracedInt(super().year, self.number, self.register)
