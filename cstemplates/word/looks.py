"""How a Word file looks, in one value for each aspect: what the text projection leaves out.

Made for one question: do two files that read the same also look the same? Ids, the split
into runs, the order of attributes and what editors leave behind do not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cstemplates.word.namespaces import attribute, child, name, value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from lxml import etree

    from cstemplates.word.trees import Trees

_NOISE = re.compile(r"rsid|paraId|textId|durableId|}id$")
_WORDS = re.compile(rb"(?<=<w:t)(?: [^>]*)?>[^<]*|<w:listItem[^>]*>")
# Structure that the projection shows, and what editors leave behind.
_LEFT_OUT = frozenset(
    map(
        name,
        (
            *(
                "w:sectPr",
                "w:numPr",
                "w:pStyle",
                "w:tblStyle",
                "w:rStyle",
                "w:vMerge",
                "w:gridSpan",
            ),
            *("w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange"),
            *("w:sectPrChange", "w:ins", "w:del", "w:headerReference", "w:footerReference"),
            *("w:noProof", "w:lang", "w:cnfStyle", "w:tblLook"),
        ),
    )
)
_TEXT_TAGS = frozenset(map(name, ("w:t", "w:tab", "w:br", "w:sym", "w:drawing", "w:pict")))


@dataclass(frozen=True, slots=True)
class Look:
    """How one block looks.

    Attributes:
        text: What it says, to find it in the other file.
        aspects: Aspect → how it is; equal values look the same.
    """

    text: str
    aspects: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Looks:
    """How the blocks of a file look, its pages, and the styles they use."""

    blocks: tuple[Look, ...]
    pages: tuple[Look, ...]
    styles: Mapping[str, str] = field(hash=False)


def read_looks(old: Trees, new: Trees) -> tuple[Looks, Looks]:
    """Read how two opened Word files look, leaving out most of what is the same in both."""
    sheets = [_Sheet(old)]
    if sheets[0].data == _Sheet.data_of(new):
        # Equal sheets define the same looks; reading them would be the most work of all.
        sheets = [sheets[0].without_definitions()] * 2
    else:
        sheets.append(_Sheet(new))
    readers = _Reader(old, sheets[0]), _Reader(new, sheets[1])
    before, after = (reader.written() for reader in readers)
    shared: Collection[bytes] = ()
    if sheets[0].names == sheets[1].names:
        only_words_differ = list(map(_blanked, before)) == list(map(_blanked, after))
        shared = {*before, *after} if only_words_differ else before.keys() & after.keys()
    return readers[0].looks(before, shared), readers[1].looks(after, shared)


def _blanked(markup: bytes) -> bytes:
    """Leave the words out of an element, and what a list offers."""
    return _WORDS.sub(b"", markup)


class _Sheet:
    """The styles of a file: their names and definitions by id."""

    def __init__(self, trees: Trees) -> None:
        self.data, self.defaults = self.data_of(trees), ""
        self.names: dict[str, str] = {}
        self.definitions: dict[str, etree._Element] = {}
        if not self.data:
            return
        root = trees.root(trees.related("styles"))
        self.defaults = _written(child(root, "w:docDefaults"))
        for style in root.iterchildren(name("w:style")):
            style_id = attribute(style, "w:styleId")
            self.names[style_id] = value(style, "w:name", style_id)
            self.definitions[style_id] = style

    @staticmethod
    def data_of(trees: Trees) -> bytes:
        """Return the part as it is; empty when there is none."""
        part = trees.related("styles")
        return trees.package.parts[part] if part else b""

    def without_definitions(self) -> _Sheet:
        """Keep the names only."""
        self.definitions, self.defaults = {}, ""
        return self


class _Reader:
    def __init__(self, trees: Trees, sheet: _Sheet) -> None:
        self._trees, self._sheet = trees, sheet
        self._package, self._main = trees.package, trees.main
        self._used: set[str] = set()

    def written(self) -> dict[bytes, list[etree._Element]]:
        """Return the elements of body, headers and footers by their markup."""
        from lxml import etree  # noqa: PLC0415 - heavy

        body = child(self._main, "w:body")
        elements = [] if body is None else list(body)
        elements += [self._trees.root(part) for part in self._margins()]
        found: dict[bytes, list[etree._Element]] = {}
        for element in elements:
            found.setdefault(etree.tostring(element), []).append(element)
        return found

    def looks(
        self, written: Mapping[bytes, list[etree._Element]], shared: Collection[bytes]
    ) -> Looks:
        roots = [e for markup, found in written.items() if markup not in shared for e in found]
        blocks = tuple(look for root in roots for look in self._blocks(root))
        if self._sheet.definitions:
            self._used |= {attribute(e, "w:val") for e in self._main.iter(*_STYLE_MARKS)}
        sections = self._main.iter(name("w:sectPr"))
        breaks = sum(attribute(e, "w:type") == "page" for e in self._main.iter(name("w:br")))
        pages = (
            *(Look("", {"page": _written(section)}) for section in sections),
            Look("", {"page": f"{breaks} breaks"}),
        )
        return Looks(blocks, pages, dict(self._styles()))

    def _styles(self) -> Iterator[tuple[str, str]]:
        if self._sheet.defaults:
            yield "", self._sheet.defaults
        waiting = [style for style in self._used if style in self._sheet.definitions]
        seen: set[str] = set()
        while waiting:
            style_id = waiting.pop()
            if style_id in seen:
                continue
            seen.add(style_id)
            style = self._sheet.definitions[style_id]
            base = value(style, "w:basedOn")
            if base in self._sheet.definitions:
                waiting.append(base)
            parts = [_written(part) for part in style if part.tag in _STYLE_PARTS]
            yield self._sheet.names[style_id], "|".join((self._sheet.names.get(base, base), *parts))

    def _blocks(self, root: etree._Element) -> Iterator[Look]:
        for element in root.iter(name("w:p"), name("w:tbl"), name("wp:extent")):
            if element.tag == name("w:p"):
                yield self._paragraph(element)
            elif element.tag == name("w:tbl"):
                yield from self._table(element)
            else:
                yield Look("〔图〕", {"drawing": f"{element.get('cx')}×{element.get('cy')}"})

    def _style(self, element: etree._Element, path: str) -> str:
        style_id = value(element, path)
        self._used.add(style_id)
        return self._sheet.names.get(style_id, style_id)

    def _paragraph(self, element: etree._Element) -> Look:
        runs = list(self._runs(element))
        text = "".join(words for words, _look in runs)
        merged: list[tuple[int, str]] = []
        for words, look in runs:
            if merged and merged[-1][1] == look:
                merged[-1] = (merged[-1][0] + len(words), look)
            elif words:
                merged.append((len(words), look))
        shown = [look for _size, look in merged] if len(merged) == 1 else merged
        aspects = {
            "style": self._style(element, "w:pPr/w:pStyle"),
            "paragraph": _written(child(element, "w:pPr")),
            "font": str(shown),
        }
        return Look(text, aspects)

    def _runs(self, element: etree._Element) -> Iterator[tuple[str, str]]:
        for run in element.iter(name("w:r")):
            properties = child(run, "w:rPr")
            look = self._style(run, "w:rPr/w:rStyle") + _written(properties)
            for part in run:
                if part.tag in _TEXT_TAGS:
                    yield part.text or "\t" if part.tag == name("w:t") else "\t", look

    def _table(self, element: etree._Element) -> Iterator[Look]:
        first = next(element.iter(name("w:tr")), None)
        text = "" if first is None else "".join(t.text or "" for t in first.iter(name("w:t")))
        grid = child(element, "w:tblGrid")
        yield Look(
            f"〔表〕{text}",
            {
                "style": self._style(element, "w:tblPr/w:tblStyle"),
                "table": _written(child(element, "w:tblPr")),
                "width": _written(grid),
            },
        )
        for row in element.iterchildren(name("w:tr")):
            words = "".join(t.text or "" for t in row.iter(name("w:t")))
            cells = [_written(child(cell, "w:tcPr")) for cell in row.iter(name("w:tc"))]
            yield Look(f"〔行〕{words}", {"table": _written(child(row, "w:trPr")) + str(cells)})

    def _margins(self) -> Iterator[str]:
        for relation in self._package.relationships(self._package.main_document):
            is_margin = relation.type.endswith(("/header", "/footer"))
            if is_margin and relation.target in self._package.parts:
                yield relation.target


_RUN_LOOK, _PARAGRAPH_LOOK = name("w:rPr"), name("w:pPr")
_STYLE_MARKS = tuple(map(name, ("w:pStyle", "w:rStyle", "w:tblStyle")))
_STYLE_PARTS = frozenset(
    map(name, ("w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:tblStylePr"))
)


def _written(element: etree._Element | None) -> str:
    """Write properties so that equal ones are equal texts; order and noise do not count."""
    if element is None:
        return ""
    own = sorted(
        f"{_short(key)}={element.get(key, default='')}"
        for key in map(str, element.attrib)
        if not _NOISE.search(key)
    )
    inner = sorted(f"{_short(part.tag)}({_written(part)})" for part in element if _counts(part))
    return ";".join((*own, *inner))


def _counts(part: etree._Element) -> bool:
    if not isinstance(part.tag, str) or part.tag in _LEFT_OUT:
        return False
    parent = part.getparent()
    # The look of a paragraph's end mark shows nothing.
    return not (part.tag == _RUN_LOOK and parent is not None and parent.tag == _PARAGRAPH_LOOK)


def _short(tag: object) -> str:
    return str(tag).rpartition("}")[2]
