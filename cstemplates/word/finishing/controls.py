"""Content controls of a form: the items of their lists, the length of their tags."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr, unescape

from cstemplates.findings import DocxLocation, Finding, finding
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cstemplates.word.slots import Choice

MAX_TAG = 64
_PROPERTIES = re.compile(rb"<w:sdtPr>.*?</w:sdtPr>", re.DOTALL)
_TAG = re.compile(rb'<w:tag w:val="([^"]*)"/>')
_LIST = re.compile(rb"<w:(dropDownList|comboBox)\b[^>]*?(?:/>|>.*?</w:\1>)", re.DOTALL)
_ENTITIES = {"&quot;": '"', "&#10;": "\n", "&#9;": "\t", "&#13;": "\r"}


def has_list(content: bytes) -> bool:
    """Tell whether a control of the part offers items to choose from."""
    return b"<w:dropDownList" in content or b"<w:comboBox" in content


def has_computed_tag(content: bytes) -> bool:
    """Tell whether the tag of a control is made from the data."""
    return any(b"{{" in found[1] for found in _TAG.finditer(content))


def offer(content: bytes, choices: Mapping[str, Sequence[Choice]]) -> bytes:
    """Put the items into the lists of the controls whose tags have any.

    Args:
        content: A rendered part.
        choices: Items by tag; the list of any other control stays as it is.
    """

    def fill(properties: re.Match[bytes]) -> bytes:
        items = choices.get(_tag_of(properties[0]))
        if items is None:
            return properties[0]
        return _LIST.sub(lambda kind: _list(kind[1], items), properties[0])

    return _PROPERTIES.sub(fill, content) if choices else content


def control_faults(
    content: bytes, choices: Mapping[str, Sequence[Choice]], place: DocxLocation
) -> Iterator[Finding]:
    """Find controls that could not be read back from a filled form.

    Yields:
        CST408 for a tag that is too long, and for items of a list that are alike.
    """
    for properties in _PROPERTIES.finditer(content):
        tag = _tag_of(properties[0])
        if len(tag) > MAX_TAG:
            message = _("The tag of a control is longer than {limit} characters: {tag}")
            hint = _("Shorten the id it is made from.")
            yield finding("CST408", message.format(limit=MAX_TAG, tag=tag), place, hint)
        items = choices.get(tag, ())
        if _LIST.search(properties[0]) and _repeated(items):
            message = _("The control “{tag}” offers two items that are alike.").format(tag=tag)
            hint = _("Give every item a value and a text of its own.")
            yield finding("CST408", message, place, hint)


def _repeated(items: Sequence[Choice]) -> bool:
    values, texts = {item.value for item in items}, {item.text for item in items}
    return min(len(values), len(texts)) < len(items)


def _tag_of(properties: bytes) -> str:
    found = _TAG.search(properties)
    tag = found[1].decode() if found else ""
    return unescape(tag, _ENTITIES) if "&" in tag else tag


def _list(kind: bytes, items: Sequence[Choice]) -> bytes:
    rows = "".join(map(_item, items))
    return b"<w:%b>%b</w:%b>" % (kind, rows.encode(), kind)


@lru_cache(maxsize=4096)
def _item(item: Choice) -> str:
    """Write one item; the same ones are offered again and again."""
    return f"<w:listItem w:displayText={quoteattr(item.text)} w:value={quoteattr(item.value)}/>"
