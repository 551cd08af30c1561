"""The table of contents: entries with links, and page numbers once they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from cstemplates.gate import OUTPUT, open_package, parse_xml
from cstemplates.word.finishing.manuscript import words_of, written
from cstemplates.word.finishing.placing import CONTENTS, replace, slots_in
from cstemplates.word.namespaces import NAMESPACES, attribute, name
from cstemplates.word.slots import ContentsEntry
from cstemplates.word.writer import pack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml import etree

    from cstemplates.word.finishing.manuscript import Manuscript

DEPTH = 2
_INSTRUCTION = f'TOC \\o "1-{DEPTH}" \\h \\z \\u'
_BOOKMARK = "_Toc"
_NAMESPACE = f'xmlns:w="{NAMESPACES["w"]}"'
_CLOSED = ("、", "）", "．")


def write_contents(manuscript: Manuscript) -> tuple[ContentsEntry, ...]:
    """Replace the slot of the contents by its entries, without page numbers.

    A heading is a paragraph with an outline level; its number is put before its words.
    Without headings, or with nothing to list, the slot vanishes.

    Returns:
        The entries in the order of the document; none when it has no contents.
    """
    controls = [c for c, slot in slots_in(manuscript.body) if slot == CONTENTS]
    if not controls:
        return ()
    entries = tuple(_mark_headings(manuscript))
    for position, control in enumerate(controls):
        lines = _lines(manuscript, entries) if entries and position == 0 else []
        replace(control, lines)
    return entries


def with_contents_pages(data: bytes, pages: Mapping[str, int]) -> bytes:
    """Write page numbers into the contents of a finished document.

    Args:
        data: The document, as it was made.
        pages: The page by the bookmark of the entry; an entry without a page has none.

    Returns:
        The document with the numbers as results of its page references.

    Raises:
        TemplateError: The file is no Word file.
    """
    package = open_package(data, path="", profile=OUTPUT)
    main = package.main_document
    root = parse_xml(package.parts[main], path="", part=main, profile=OUTPUT)
    for link in root.iter(name("w:hyperlink")):
        bookmark = attribute(link, "w:anchor")
        if bookmark.startswith(_BOOKMARK):
            _number(link, bookmark, pages.get(bookmark))
    return pack({**package.parts, main: written(root)})


def _mark_headings(manuscript: Manuscript) -> list[ContentsEntry]:
    entries: list[ContentsEntry] = []
    for paragraph in manuscript.paragraphs():
        level = manuscript.outline_level(paragraph)
        words = words_of(paragraph.element)
        if level is None or level > DEPTH or not words:
            continue
        bookmark = f"{_BOOKMARK}{len(entries) + 1:09}"
        entries.append(ContentsEntry(bookmark, level, paragraph.number, words))
        _mark(paragraph.element, bookmark, len(entries))
    return entries


def _mark(paragraph: etree._Element, bookmark: str, position: int) -> None:
    """Put a bookmark around the words of a heading; ids are made unique later."""
    key = f"{bookmark}-{position}"
    start = paragraph.makeelement(
        name("w:bookmarkStart"), {name("w:id"): key, name("w:name"): bookmark}
    )
    end = paragraph.makeelement(name("w:bookmarkEnd"), {name("w:id"): key})
    has_properties = len(paragraph) > 0 and paragraph[0].tag == name("w:pPr")
    paragraph.insert(1 if has_properties else 0, start)
    paragraph.append(end)


def _lines(manuscript: Manuscript, entries: Sequence[ContentsEntry]) -> list[etree._Element]:
    lines = [_line(manuscript, entry) for entry in entries]
    begin = (_field_mark("begin"), _instruction(_INSTRUCTION), _field_mark("separate"))
    for offset, run in enumerate(_runs("".join(begin))):
        first = lines[0]
        first.insert(offset + _properties_of(first), run)
    lines[-1].extend(_runs(_field_mark("end")))
    return lines


def _line(manuscript: Manuscript, entry: ContentsEntry) -> etree._Element:
    style_id = manuscript.style_id(f"toc {entry.level}")
    style = f'<w:pPr><w:pStyle w:val="{escape(style_id)}"/></w:pPr>' if style_id else ""
    text = f'<w:r><w:t xml:space="preserve">{escape(_shown(entry))}</w:t></w:r>'
    link = f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{text}</w:hyperlink>'
    return _parsed(f"<w:p {_NAMESPACE}>{style}{link}</w:p>")


def _shown(entry: ContentsEntry) -> str:
    """Join number and words: 一、 stands close, 第一章 and 1.1 at a distance."""
    if not entry.number or entry.number.endswith(_CLOSED):
        return entry.number + entry.text
    return entry.number + (" " if entry.number[-1].isascii() else "　") + entry.text


def _number(link: etree._Element, bookmark: str, page: int | None) -> None:
    for run in list(link)[1:]:
        link.remove(run)
    if page is not None:
        link.extend(
            _runs(
                "<w:r><w:tab/></w:r>"
                + _field_mark("begin")
                + _instruction(f"PAGEREF {bookmark} \\h")
                + _field_mark("separate")
                + f"<w:r><w:t>{page}</w:t></w:r>"
                + _field_mark("end")
            )
        )


def _field_mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _instruction(code: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'


def _properties_of(paragraph: etree._Element) -> int:
    return 1 if paragraph[0].tag == name("w:pPr") else 0


def _runs(markup: str) -> list[etree._Element]:
    return list(_parsed(f"<w:p {_NAMESPACE}>{markup}</w:p>"))


def _parsed(markup: str) -> etree._Element:
    return parse_xml(markup.encode(), path="", part="", profile=OUTPUT)
