"""Shading that a template gives single cells, in the colours of the house.

A label cell in the middle of a table cannot take its shading from the table style. Where
it has the colour that its template's table styles have, it gets the house's instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.word.namespaces import attribute, child, name, value
from cstemplates.word.style_names import style_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

_PLAIN = frozenset({"", "auto"})


def fills_of(styles: etree._Element | None) -> dict[str, str]:
    """Return the first colour with which each table style shades cells, by style key."""
    fills: dict[str, str] = {}
    for style in () if styles is None else styles.iterchildren(name("w:style")):
        if attribute(style, "w:type") == "table" and (fill := next(_fills(style), "")):
            fills.setdefault(style_key(value(style, "w:name")), fill)
    return fills


def reshade(root: etree._Element, own: Mapping[str, str], new: Mapping[str, str]) -> None:
    """Give cells shaded in a colour of their template's table styles the one of the house.

    Args:
        root: A part of the template; changed in place.
        own: What `fills_of` says of the template.
        new: What `fills_of` says of the house.
    """
    colours = {own[key]: new[key] for key in sorted(own.keys() & new.keys(), reverse=True)}
    for cell in root.iter(name("w:tcPr")):
        shading = child(cell, "w:shd")
        if shading is not None and (fill := colours.get(attribute(shading, "w:fill"))):
            shading.set(name("w:fill"), fill)


def _fills(style: etree._Element) -> Iterator[str]:
    for shading in style.iter(name("w:shd")):
        fill = attribute(shading, "w:fill")
        if fill not in _PLAIN:
            yield fill
