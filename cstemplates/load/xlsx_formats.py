"""Number formats that change what a roster's cell says: percentages and leading zeros."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cstemplates.gate import SPREADSHEET, parse_xml

if TYPE_CHECKING:
    from cstemplates.gate import Package

_BUILT_IN_PERCENT = {"9", "10"}
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_ZEROS = re.compile(r"0{2,30}")


class NumberFormat(NamedTuple):
    """How Excel shows a number: as a percentage, or padded with zeros to a width."""

    percent: bool = False
    width: int = 0


def number_formats(package: Package) -> dict[str, NumberFormat]:
    """Return the formats that matter by style number, as cells refer to them."""
    arrows = package.relationships(package.main_document)
    part = next((arrow.target for arrow in arrows if arrow.type.endswith("/styles")), "")
    if part not in package.parts:
        return {}
    root = parse_xml(package.parts[part], path=package.path, part=part, profile=SPREADSHEET)
    codes = {
        str(rule.get("numFmtId")): str(rule.get("formatCode"))
        for rule in root.iterfind("{*}numFmts/{*}numFmt")
    }
    styles = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    formats = {str(i): _format(str(style.get("numFmtId")), codes) for i, style in styles}
    return {style: shown for style, shown in formats.items() if shown != NumberFormat()}


def _format(number: str, codes: dict[str, str]) -> NumberFormat:
    code = _LITERAL.sub("", codes.get(number, ""))
    if number in _BUILT_IN_PERCENT or "%" in code:
        return NumberFormat(percent=True)
    return NumberFormat(width=len(code) if _ZEROS.fullmatch(code) else 0)
