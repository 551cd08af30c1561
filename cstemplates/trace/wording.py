"""A source in words, for the screen and for comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.messages import _
from cstemplates.trace.origins import COMPANY, ROSTER, RUN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.findings import DocxLocation
    from cstemplates.trace.sources import Source


def source_lines(source: Source) -> Iterator[str]:
    """Say where a value comes from and what it replaced, a line each."""
    yield name_of(source)
    if place := _place(source):
        yield f"  {place}"
    for old in source.replaced:
        yield _("  replaces {value}").format(value=f"“{old.value}”" if old.value else "…")
        yield f"    {_layered(old.file, old.line, old.layer)}"


def name_of(source: Source) -> str:
    """Name a value: its address, a column of the roster, or the date of the run."""
    match source.kind:
        case kind if kind == ROSTER:
            return _("roster, column “{column}”").format(column=source.path)
        case kind if kind == RUN:
            return _("the date of the run (--as-of)")
        case kind if kind == COMPANY:
            return _("company data: {key}").format(key=source.path)
        case _:
            return source.address


def template_line(place: DocxLocation) -> str:
    """Say which paragraph of a template prints its own words."""
    return _("the template's own words: {place}").format(place=place)


def _place(source: Source) -> str:
    if source.is_default:
        return _("written nowhere; the default holds")
    return _layered(source.file, source.line, source.layer) if source.file else ""


def _layered(file: str, line: int, layer: str) -> str:
    place = f"{file}:{line}" if line else file
    if not layer:
        return _("from {place}").format(place=place)
    return _("from {place}, layer {layer}").format(place=place, layer=layer)
