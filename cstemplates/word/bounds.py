"""Operators and filters whose results could outgrow the machine, kept within bounds."""

from __future__ import annotations

import operator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined, pass_environment
from jinja2.filters import FILTERS, make_attrgetter

from cstemplates.word.faults import EmptyValueError, ResultTooLargeError
from cstemplates.word.printing import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2 import Environment

MAX_TEXT = 1_000_000
_MAX_BITS = 512
_MAX_PLACES = 12


def bounded_operation(symbol: str, left: Any, right: Any) -> Any:
    """Calculate ``+``, ``*``, ``%`` or ``**`` on numbers; ``+`` also joins texts and lists.

    Raises:
        ResultTooLargeError: The result would be huge.
        TypeError: The values do not go together.
    """
    for value in (left, right):
        if isinstance(value, Undefined):
            str(value)
    if symbol == "+" and type(left) in (str, list) and type(left) is type(right):
        return _checked(left + right)
    for value in (left, right):
        if not isinstance(value, (int, float, Decimal)):
            raise TypeError(symbol)
    if symbol == "**":
        raise ResultTooLargeError
    function = {"+": operator.add, "*": operator.mul, "%": operator.mod}[symbol]
    return _checked(function(left, right))


def joined(pieces: Iterable[Any], separator: str = "") -> str:
    """Join values as they would be printed; an empty text is allowed, a missing one not."""
    texts = ["" if piece == "" else words(piece) for piece in pieces]
    if sum(map(len, texts)) + len(separator) * len(texts) > MAX_TEXT:
        raise ResultTooLargeError
    return separator.join(texts)


def _checked(value: Any) -> Any:
    if isinstance(value, int):
        if value.bit_length() > _MAX_BITS:
            raise ResultTooLargeError
    elif isinstance(value, (str, list)) and len(value) > MAX_TEXT:
        raise ResultTooLargeError
    return value


@pass_environment
def _join(
    environment: Environment, value: Iterable[Any], d: str = "", attribute: str | None = None
) -> str:
    if attribute is not None:
        value = map(make_attrgetter(environment, attribute), value)
    return joined(value, d)


def _replace(s: Any, old: str, new: str, count: int = -1) -> str:
    text = words(s) if s != "" else ""
    if len(text) + text.count(old) * len(new) > MAX_TEXT:
        raise ResultTooLargeError
    return text.replace(old, new, count)


def _round(value: Any, precision: int = 0, method: str = "common") -> Any:
    if abs(precision) > _MAX_PLACES:
        raise ResultTooLargeError
    return FILTERS["round"](_given(value), precision, method)


def _default(value: Any, default_value: Any = "", boolean: bool = False) -> Any:  # noqa: FBT001, FBT002  # Jinja's signature
    absent = isinstance(value, Undefined) or value is None
    return default_value if absent or (boolean and not value) else value


def _given(value: Any) -> Any:
    if value is None:
        raise EmptyValueError
    if isinstance(value, Undefined):
        str(value)
    return value


def _of_given(name: str) -> Callable[..., Any]:
    """Make Jinja's filter refuse None, which it would print as the word None."""
    plain = FILTERS[name]

    def of_given(value: Any, *args: Any, **named: Any) -> Any:
        return plain(_given(value), *args, **named)

    return of_given


_OWN: dict[str, Callable[..., Any]] = {
    "d": _default,
    "default": _default,
    "join": _join,
    "replace": _replace,
    "round": _round,
}
BOUNDED_FILTERS = _OWN | {
    name: _of_given(name) for name in ("abs", "int", "lower", "string", "trim", "upper")
}
