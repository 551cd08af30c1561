"""Only plain data enters a template: no objects, nothing that can be called.

The check is by exact type, so a subclass with methods of its own does not pass either.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SCALARS = frozenset({str, int, bool, Decimal, dt.date, type(None)})
_ONLY_TEXT = frozenset({str})
_MOST_DEPTH = 40


class PlainCheck:
    """Tells whether data is plain; what many documents share is looked at once.

    Args:
        shared: Lists and maps by identity, held there and never changed any more.
    """

    def __init__(self, shared: Mapping[int, Any] = MappingProxyType({})) -> None:
        self._shared = shared
        self._plain: set[int] = set()

    def is_plain(self, data: Any, depth: int = _MOST_DEPTH) -> bool:
        """Tell whether data holds nothing but text, numbers, dates, lists and maps.

        Floats are not plain: scores and money are Decimal. Data nested deeper than forty
        levels, or containing itself, is not plain either.
        """
        identity, kind = id(data), type(data)
        if identity in self._plain:
            return True
        if kind is dict:
            if not _ONLY_TEXT.issuperset(map(type, data)):
                return False
            data = data.values()
        elif kind is not list and kind is not tuple:
            return kind in _SCALARS
        if not _SCALARS.issuperset(map(type, data)):
            if depth == 0:
                return False
            for value in data:  # a loop, because this runs on every value of every document
                if type(value) not in _SCALARS and not self.is_plain(value, depth - 1):
                    return False
        if identity in self._shared:
            self._plain.add(identity)
        return True


def unplain_paths(data: Any) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every value that is not plain, without the value itself."""
    yield from _walk(data, ())


def _walk(data: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if type(data) in _SCALARS:
        return
    if len(path) > _MOST_DEPTH or type(data) not in (dict, list, tuple):
        yield path
        return
    items = data.items() if type(data) is dict else enumerate(data)
    for key, value in items:
        if type(data) is dict and type(key) is not str:
            yield path
        else:
            yield from _walk(value, (*path, key))
