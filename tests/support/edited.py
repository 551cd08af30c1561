"""Finished Word files changed the way a person or another program would."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = "word/document.xml"


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, compression)
    return buffer.getvalue()


def swapped(data: bytes, old: str, new: str, *, part: str = BODY, count: int = 1) -> bytes:
    """Replace markup that occurs exactly ``count`` times in a part."""
    parts = unpacked(data)
    assert parts[part].count(old.encode()) == count, f"{old}: {parts[part].count(old.encode())}"
    parts[part] = parts[part].replace(old.encode(), new.encode())
    return packed(parts)


def edited(data: bytes, change: Callable[[etree._Element], None], *, part: str = BODY) -> bytes:
    """Change the tree of a part."""
    parts = unpacked(data)
    root = etree.fromstring(parts[part])
    change(root)
    parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(parts)


def saved_by_another_program(data: bytes) -> bytes:
    """The same document: other order, packing, ids, dates and runs, nothing a reader sees."""
    parts = unpacked(data)
    body = parts[BODY].decode()
    body = re.sub(r"<w:p>", '<w:p w:rsidR="00A1B2C3" w:rsidRDefault="00A1B2C3">', body)
    body = re.sub(r"(<w:t[^>]*>[^<])([^<]+</w:t>)", r"\1</w:t></w:r><w:r><w:t>\2", body, count=0)
    core = parts["docProps/core.xml"].decode()
    core = re.sub(r"\d{4}-\d\d-\d\dT", "2031-07-08T", core)
    parts |= {"docProps/core.xml": core.encode()}
    return packed(dict(reversed(parts.items())), zipfile.ZIP_STORED)


def paragraph_with(root: etree._Element, text: str) -> etree._Element:
    """Return the only paragraph that begins with a text."""
    found = [p for p in root.iter(f"{{{W}}}p") if text_of(p).startswith(text)]
    assert len(found) == 1, f"{text}: {len(found)}"
    return found[0]


def row_with(root: etree._Element, text: str) -> etree._Element:
    """Return the innermost row that has a cell with exactly this text; the first of several."""
    cell = next(c for c in root.iter(f"{{{W}}}tc") if text_of(c) == text)
    return next(cell.iterancestors(f"{{{W}}}tr"))


def text_of(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{{{W}}}t"))


def set_text(element: etree._Element, text: str) -> None:
    """Put a text into the first run and empty the others."""
    first, *others = element.iter(f"{{{W}}}t")
    first.text = text
    for other in others:
        other.text = ""


def first_cell(row: etree._Element) -> etree._Element:
    return next(row.iter(f"{{{W}}}tc"))


def drop(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def markup(xml: str) -> etree._Element:
    """Make an element of WordprocessingML."""
    return next(iter(etree.fromstring(f'<w:x xmlns:w="{W}">{xml}</w:x>')))
