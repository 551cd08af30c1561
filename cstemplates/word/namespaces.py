"""Names of WordprocessingML and its neighbours, as lxml spells them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = {
    "w": WORD,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
_PREFIXED = re.compile(r"\w+:\w+")
_OFF = frozenset({"0", "false", "off"})


@cache
def name(prefixed: str) -> str:
    """Turn ``w:p`` into the name lxml uses."""
    prefix, _colon, local = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def attribute(element: etree._Element, prefixed: str, default: str = "") -> str:
    """Read an attribute by its prefixed name; the default where it is missing."""
    return element.get(name(prefixed), default)


def child(element: etree._Element | None, path: str) -> etree._Element | None:
    """Find the first descendant along a path such as ``w:pPr/w:numPr``."""
    if element is None:
        return None
    return element.find(_long(path))


@cache
def _long(path: str) -> str:
    """Spell a path out, because lxml looks at all prefixes anew for every path with any."""
    return _PREFIXED.sub(lambda step: name(step[0]), path)


def value(element: etree._Element | None, path: str, default: str = "") -> str:
    """Read ``w:val`` of the first descendant along a path."""
    found = child(element, path)
    return default if found is None else attribute(found, "w:val", default)


def is_on(element: etree._Element | None, path: str) -> bool:
    """Tell whether a switch such as ``w:vanish`` is there and not turned off."""
    found = child(element, path)
    return found is not None and attribute(found, "w:val", "1") not in _OFF


def number(text: str, default: int = 0) -> int:
    """Read a whole number as Word does: a fraction is cut, nonsense is the default."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return default
