"""Accept or reject all tracked changes of a Word file, by the rules of WordprocessingML.

Written without a look at the program's own code, from what the standard says about each
mark, so that it can judge what the program writes:

* a run inside ``w:ins`` or ``w:del`` was put in or taken out;
* a mark in the properties of a paragraph's mark belongs to the mark: without it, what is
  left of the paragraph stands at the front of the next one, which keeps its properties;
* a mark in the properties of a row belongs to the whole row, and a table without rows
  is gone;
* a ``customXmlInsRange`` or ``DelRange`` around the beginning and the end of a content
  control belongs to the control, not to its content;
* ``w:pPrChange`` holds the properties from before.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable

_Tags = tuple[str, ...]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PUT_IN, _TAKEN_OUT = ("ins", "moveTo"), ("del", "moveFrom")
_BACK = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}


def accept_all(data: bytes) -> bytes:
    """The file after a reader has accepted everything."""
    return _decide(data, gone=_TAKEN_OUT, kept=_PUT_IN, restore=False)


def reject_all(data: bytes) -> bytes:
    """The file after a reader has rejected everything."""
    return _decide(data, gone=_PUT_IN, kept=_TAKEN_OUT, restore=True)


def characters(data: bytes) -> int:
    """Count the characters that are marked, put in or taken out, in the whole file."""
    total = 0

    def count(root: etree._Element) -> None:
        nonlocal total
        marks = [f"{W}{tag}" for tag in (*_PUT_IN, *_TAKEN_OUT)]
        for mark in root.iter(*marks):
            if next(mark.iterancestors(*marks), None) is not None:
                continue
            texts = mark.iter(f"{W}t", f"{W}delText")
            total += sum(len(text.text or "") for text in texts)

    _each_story(data, count)
    return total


def _decide(data: bytes, *, gone: _Tags, kept: _Tags, restore: bool) -> bytes:
    def settle(root: etree._Element) -> None:
        _rows(root, gone, kept)
        _controls(root, gone)
        for found in list(root.iter(*_names(gone))):
            if not _is_mark(found):
                _cut(found)
        for found in list(root.iter(*_names(kept))):
            if not _is_mark(found):
                _open(found)
        for found in list(root.iter(f"{W}hyperlink")):
            if len(found) == 0:
                _cut(found)
        for found in root.iter(*_BACK):
            found.tag = _BACK[found.tag]
        _properties(root, restore=restore)
        _marks(root, gone, kept)

    return _each_story(data, settle)


def _each_story(data: bytes, change: Callable[[etree._Element], None]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(content)
                change(root)
                content = etree.tostring(root)
            target.writestr(name, content)
    return buffer.getvalue()


def _names(tags: _Tags) -> tuple[str, ...]:
    return tuple(f"{W}{tag}" for tag in tags)


def _is_mark(found: etree._Element) -> bool:
    parent = found.getparent()
    return parent is not None and parent.tag in {f"{W}rPr", f"{W}trPr"}


def _cut(found: etree._Element) -> None:
    parent = found.getparent()
    assert parent is not None
    parent.remove(found)


def _open(found: etree._Element) -> None:
    parent = found.getparent()
    assert parent is not None
    at = parent.index(found)
    parent[at : at + 1] = list(found)


def _rows(root: etree._Element, gone: _Tags, kept: _Tags) -> None:
    for row in list(root.iter(f"{W}tr")):
        properties = row.find(f"{W}trPr")
        marks = [] if properties is None else list(properties)
        if any(mark.tag in _names(gone) for mark in marks):
            _cut(row)
        for mark in marks:
            if mark.tag in _names(kept):
                _cut(mark)
    for table in list(root.iter(f"{W}tbl")):
        if next(table.iter(f"{W}tr"), None) is None:
            _cut(table)


def _controls(root: etree._Element, gone: _Tags) -> None:
    kind = "Ins" if gone == _PUT_IN else "Del"
    for start in list(root.iter(f"{W}customXml{kind}RangeStart")):
        control = start.getnext()
        if control is not None and control.tag == f"{W}sdt":
            content = control.find(f"{W}sdtContent")
            assert content is not None
            at = control.getparent()
            assert at is not None
            position = at.index(control)
            at[position : position + 1] = list(content)
    for each in ("Ins", "Del"):
        for edge in ("Start", "End"):
            for found in list(root.iter(f"{W}customXml{each}Range{edge}")):
                _cut(found)


def _properties(root: etree._Element, *, restore: bool) -> None:
    for record in list(root.iter(f"{W}pPrChange")):
        properties = record.getparent()
        assert properties is not None
        _cut(record)
        if restore:
            before = record.find(f"{W}pPr")
            assert before is not None
            stay = [e for e in properties if e.tag in {f"{W}rPr", f"{W}sectPr"}]
            properties[:] = [*before, *stay]


def _marks(root: etree._Element, gone: _Tags, kept: _Tags) -> None:
    for paragraph in reversed(list(root.iter(f"{W}p"))):
        held = paragraph.find(f"{W}pPr/{W}rPr")
        if held is None:
            continue
        is_gone = any(mark.tag in _names(gone) for mark in held)
        for mark in list(held):
            if mark.tag in {*_names(gone), *_names(kept)}:
                held.remove(mark)
        if is_gone:
            _join(paragraph)


def _join(paragraph: etree._Element) -> None:
    left = [e for e in paragraph if e.tag != f"{W}pPr"]
    following = paragraph.getnext()
    if following is not None and following.tag == f"{W}p":
        start = int(len(following) > 0 and following[0].tag == f"{W}pPr")
        following[start:start] = left
        _cut(paragraph)
    elif not left and _has_other_blocks(paragraph):
        _cut(paragraph)


def _has_other_blocks(paragraph: etree._Element) -> bool:
    """A part needs a paragraph at its end: the last one stays, empty as it is."""
    following = paragraph.getnext()
    return following is not None and following.tag in {f"{W}tbl", f"{W}sdt", f"{W}p"}
