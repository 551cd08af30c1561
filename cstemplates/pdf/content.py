"""What stands on a page, read from the drawing orders that LibreOffice writes.

A general reader of PDF takes about 20 ms a page for its text, more than half of what
LibreOffice takes to lay the page out. LibreOffice writes text in one way only (codes in
hexadecimal and a table from code to character for each font), so this one is enough here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pypdf import PageObject
    from pypdf.generic import DictionaryObject

_NUMBER = rb"-?\d*\.?\d+"
_ORDER = re.compile(
    rb"<(?P<codes>[0-9A-Fa-f]*)>\s*Tj"
    rb"|\[(?P<pieces>[^\]]*)\]\s*TJ"
    rb"|/(?P<font>[^\s/]+)\s+" + _NUMBER + rb"\s+Tf"
    rb"|\b(?P<place>cm|Tm|Td)\b"
    rb"|\b(?P<state>q|Q|BT)\b"
)
_SHOWN = re.compile(rb"/([^\s/]+)\s+" + _NUMBER + rb"\s+Tf|<([0-9A-Fa-f]+)>")
_TEXT = re.compile(rb"\bBT\b.*?\bET\b", re.DOTALL)
_PIECE = re.compile(rb"<([0-9A-Fa-f]*)>")
_TABLE = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_CODES = re.compile(rb"<([0-9A-Fa-f]+)>")
# Six numbers of a matrix with the spaces between them take no more.
_REACH = 120
_DRAWN = re.compile(
    rb"(?P<points>(?:" + _NUMBER + rb"\s+){2,6})(?P<path>re|m|l|c|cm)\b"
    rb"|\b(?P<paint>f\*?|S|s|B\*?|b\*?|n|Do)(?=\s)"
)
Characters = dict[bytes, str]
"""From a code of a font, in upper-case hexadecimal, to the characters it shows."""
_Matrix = tuple[float, float, float, float, float, float]
_UNIT: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Run(NamedTuple):
    """Characters shown in one go, with where on the page they begin, in points."""

    x: float
    y: float
    text: str


def page_runs(page: PageObject, known: dict[int, Characters]) -> list[Run]:
    """Read the text of a page in the order in which it is drawn.

    Args:
        page: The page.
        known: Tables of the fonts that earlier pages of this file used; it is added to.
    """
    content = _content(page)
    if b" cm" not in content:
        # Nothing outside them moves texts, so the lines of tables need not be read.
        content = b"\n".join(_TEXT.findall(content))
    return list(_runs(content, _fonts(page, known)))


def shown_text(content: bytes, tables: Mapping[bytes, bytes]) -> str:
    """Read the text of a page, wherever on it, in the order in which it is drawn.

    Args:
        content: The drawing orders.
        tables: The tables from code to character of the fonts, by the names used there.
    """
    shown: list[str] = []
    read: dict[bytes, Characters] = {}
    name = b""
    for font, codes in _SHOWN.findall(content):
        if font:
            name = font
            continue
        if name not in read:
            read[name] = _characters(tables.get(name, b""))
        shown.append(_decode(codes, read[name]))
    return "".join(shown)


def has_drawing(page: PageObject, low: float, high: float) -> bool:
    """Tell whether a line, an area or a picture reaches between two heights of a page."""
    heights: list[float] = []
    for found in _DRAWN.finditer(_content(page)):
        if found["path"]:
            heights += _heights(found["path"], [float(n) for n in found["points"].split()])
            continue
        if found["paint"] != b"n" and heights and max(heights) > low and min(heights) < high:
            return True
        heights.clear()
    return False


def _heights(order: bytes, numbers: list[float]) -> list[float]:
    match order:
        case b"re":
            return [numbers[1], numbers[1] + numbers[3]] if len(numbers) > 3 else []  # noqa: PLR2004
        case b"cm":
            return [numbers[5], numbers[5] + numbers[3]] if len(numbers) > 5 else []  # noqa: PLR2004
        case _:
            return numbers[1::2]


def _content(page: PageObject) -> bytes:
    content = page.get_contents()
    return b"" if content is None else content.get_data()


def _fonts(page: PageObject, known: dict[int, Characters]) -> dict[bytes, Characters]:
    resources = page.get("/Resources")
    fonts = resources.get_object().get("/Font") if resources is not None else None
    named = fonts.get_object().items() if fonts is not None else ()
    return {
        name[1:].encode("latin-1", "replace"): _known(font.get_object(), known)
        for name, font in named
    }


def _known(font: DictionaryObject, known: dict[int, Characters]) -> Characters:
    table = font.raw_get("/ToUnicode") if "/ToUnicode" in font else None
    if table is None:
        return {}
    number = table.idnum
    if number not in known:
        known[number] = _characters(table.get_object().get_data())
    return known[number]


def _characters(table: bytes) -> Characters:
    """Read a font's table from code, in upper-case hexadecimal, to characters."""
    characters: Characters = {}
    for kind, body in _TABLE.findall(table):
        codes = _CODES.findall(body)
        if kind == b"bfchar":
            for code, text in zip(codes[::2], codes[1::2], strict=False):
                characters[code.upper()] = _text(text)
            continue
        for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
            for step in range(int(last, 16) - int(first, 16) + 1):
                code = b"%0*X" % (len(first), int(first, 16) + step)
                characters[code] = _text(b"%0*X" % (len(text), int(text, 16) + step))
    return characters


def _text(codes: bytes) -> str:
    return bytes.fromhex(codes.decode()).decode("utf-16-be", "replace")


def _runs(content: bytes, fonts: Mapping[bytes, Characters]) -> Iterator[Run]:
    page, line = _UNIT, _UNIT
    kept: list[_Matrix] = []
    font: Characters = {}
    for found in _ORDER.finditer(content):
        codes, pieces = found["codes"], found["pieces"]
        if codes is not None or pieces is not None:
            shown = codes if codes is not None else b"".join(_PIECE.findall(pieces))
            place = line if page is _UNIT else _times(line, page)
            yield Run(place[4], place[5], _decode(shown, font))
        elif found["font"]:
            font = fonts.get(found["font"], {})
        elif found["place"]:
            before = content[max(0, found.start() - _REACH) : found.start()].split()
            page, line = _moved(found["place"], before, page, line)
        elif found["state"] == b"q":
            kept.append(page)
        elif found["state"] == b"Q":
            page = kept.pop() if kept else _UNIT
        else:
            line = _UNIT


def _decode(shown: bytes, font: Characters) -> str:
    width = len(next(iter(font), b"00"))
    shown = shown.upper()
    return "".join(font.get(shown[n : n + width], "") for n in range(0, len(shown), width))


def _moved(
    order: bytes, before: list[bytes], page: _Matrix, line: _Matrix
) -> tuple[_Matrix, _Matrix]:
    if order == b"Td":
        return page, _times((1.0, 0.0, 0.0, 1.0, float(before[-2]), float(before[-1])), line)
    a, b, c, d, e, f = map(float, before[-len(_UNIT) :])
    matrix = (a, b, c, d, e, f)
    return (_times(matrix, page), line) if order == b"cm" else (page, matrix)


def _times(left: _Matrix, right: _Matrix) -> _Matrix:
    a, b, c, d, e, f = left
    g, h, i, j, k, m = right
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
