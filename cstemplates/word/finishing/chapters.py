"""Chapter names in headers: one header a section, with the section's own name in it.

A STYLEREF field is worked out anew by Word on every page; other programs, and Word until
it has laid the page out, show the stored result, which would be the same in all sections.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cstemplates.word.assembly import kind_of
from cstemplates.word.field_results import instruction_words
from cstemplates.word.finishing.manuscript import office_kind, words_of, written
from cstemplates.word.namespaces import attribute, child, name
from cstemplates.word.style_names import style_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from cstemplates.word.finishing.manuscript import Manuscript, Numbered

FIELD = "STYLEREF"
_REFERENCES = {name("w:headerReference"): "header", name("w:footerReference"): "footer"}
_NUMBER_SWITCHES = frozenset({"\\n", "\\r", "\\w"})
_SECTION, _RUN, _MARK = name("w:sectPr"), name("w:r"), name("w:fldChar")
_CODE = name("w:instrText")

Values = tuple[str, ...]


def names_chapters(part: bytes) -> bool:
    """Tell whether a header or footer shows text of the body by its style."""
    return FIELD.encode() in part


def give_chapters(manuscript: Manuscript) -> None:
    """Let the headers of every section store that section's own chapter name."""
    _Chapters(manuscript).write()


@dataclass(slots=True)
class _Chapters:
    manuscript: Manuscript
    # What a section shows: by kind of reference and of page, the part as the template has it.
    shown: dict[tuple[str, str], str] = field(default_factory=dict)
    inherited: dict[tuple[str, str], str] = field(default_factory=dict)
    made: dict[str, dict[Values, str]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def write(self) -> None:
        """Go through the sections; each takes the headers of the one before it."""
        relations = self.manuscript.assembly.relationships[self.manuscript.assembly.main]
        parts = {r.id: r.target for r in relations if not r.external}
        self.ids = {r.target: r.id for r in relations if kind_of(r) in _REFERENCES.values()}
        sections = list(_sections(self.manuscript))
        for position, (section, _paragraphs) in enumerate(sections):
            for reference in [e for e in section if e.tag in _REFERENCES]:
                key = (str(reference.tag), attribute(reference, "w:type", "default"))
                self.shown[key] = parts.get(attribute(reference, "r:id"), "")
                self.inherited[key] = self.shown[key]
            for key, part in self.shown.items():
                if names_chapters(self.manuscript.assembly.parts.get(part, b"")):
                    self._name(section, key, part, _nearest(sections, position))

    def _name(
        self,
        section: etree._Element,
        key: tuple[str, str],
        part: str,
        paragraphs: list[Numbered],
    ) -> None:
        template = self.manuscript.tree(part)
        values = tuple(self._value(code, paragraphs) for code in _codes(template))
        own = self._part(part, values, template)
        if self.inherited[key] != own:
            self.inherited[key] = own
            self._refer(section, key, own)

    def _value(self, code: str, paragraphs: list[Numbered]) -> str:
        words = instruction_words(code)[1:]
        wanted = style_key(next((w for w in words if not w.startswith("\\")), ""))
        style_id = self.manuscript.style_id(wanted)
        numbered = not _NUMBER_SWITCHES.isdisjoint(words)
        for paragraph in paragraphs:
            if paragraph.style_id == style_id:
                return paragraph.number if numbered else words_of(paragraph.element)
        return ""

    def _part(self, part: str, values: Values, root: etree._Element) -> str:
        """Return the part that stores these values; the first ones go into the part itself."""
        versions = self.made.setdefault(part, {})
        if values not in versions:
            assembly = self.manuscript.assembly
            stem, suffix = posixpath.splitext(part)
            new = part if not versions else f"{stem}-{len(versions) + 1}{suffix}"
            versions[values] = new
            _store(root, values)
            assembly.parts[new] = written(root)
            assembly.types[new] = assembly.types[part]
            own = assembly.relationships.get(part, [])
            assembly.relationships[new] = [replace(relationship) for relationship in own]
        return versions[values]

    def _refer(self, section: etree._Element, key: tuple[str, str], part: str) -> None:
        tag, page_kind = key
        if part not in self.ids:
            self.ids[part] = self.manuscript.relate(office_kind(_REFERENCES[tag]), part)
        for reference in section.findall(tag):
            if attribute(reference, "w:type", "default") == page_kind:
                section.remove(reference)
        made = section.makeelement(tag)
        made.set(name("w:type"), page_kind)
        made.set(name("r:id"), self.ids[part])
        section.insert(sum(1 for e in section if e.tag in _REFERENCES), made)


def _sections(manuscript: Manuscript) -> Iterator[tuple[etree._Element, list[Numbered]]]:
    """Yield every page setup with the paragraphs of its section."""
    held: list[Numbered] = []
    for paragraph in manuscript.paragraphs():
        held.append(paragraph)
        section = child(paragraph.element, "w:pPr/w:sectPr")
        if section is not None:
            yield section, held
            held = []
    last = manuscript.body.find(_SECTION)
    if last is not None:
        yield last, held


def _nearest(
    sections: list[tuple[etree._Element, list[Numbered]]], position: int
) -> list[Numbered]:
    """Order paragraphs as Word looks for them: the section's own, back to the start, ahead."""
    own = sections[position][1]
    before = [p for _s, held in sections[:position] for p in held][::-1]
    after = [p for _s, held in sections[position + 1 :] for p in held]
    return [*own, *before, *after]


@dataclass(slots=True)
class _Field:
    """One field of a header: its code, and the runs of its stored result."""

    code: str = ""
    before: etree._Element | None = None
    results: list[etree._Element] = field(default_factory=list)


def _fields(root: etree._Element) -> list[_Field]:
    """Find the STYLEREF fields, in the order of the header."""
    found: list[_Field] = []
    for simple in root.iter(name("w:fldSimple")):
        code = attribute(simple, "w:instr")
        found.append(_Field(code, None, list(simple.iterchildren(_RUN))))
    found.extend(_complex_fields(root))
    return [each for each in found if each.code.split()[:1] == [FIELD]]


def _complex_fields(root: etree._Element) -> Iterator[_Field]:
    """Read fields that are spread over runs; those inside of others are not read."""
    now: _Field | None = None
    in_result = False
    for run in root.iter(_RUN):
        mark = run.find(_MARK)
        kind = "" if mark is None else attribute(mark, "w:fldCharType")
        if kind == "begin":
            now, in_result = _Field(), False
        elif now is None:
            continue
        elif kind == "separate":
            now.before, in_result = run, True
        elif kind == "end":
            yield now
            now = None
        elif in_result:
            now.results.append(run)
        else:
            now.code += "".join(code.text or "" for code in run.iter(_CODE))


def _codes(root: etree._Element) -> list[str]:
    return [each.code for each in _fields(root)]


def _store(root: etree._Element, values: Values) -> None:
    for each, text in zip(_fields(root), values, strict=True):
        _put(each, text)


def _put(each: _Field, text: str) -> None:
    """Write a result into the field's first run; the others go."""
    first = each.results[0] if each.results else None
    for run in each.results[1:]:
        parent = run.getparent()
        if parent is not None:
            parent.remove(run)
    if first is None and each.before is not None:
        first = each.before.makeelement(_RUN)
        each.before.addnext(first)
    if first is None:
        return
    for element in [e for e in first if e.tag != name("w:rPr")]:
        first.remove(element)
    words = first.makeelement(name("w:t"))
    words.text = re.sub(r"\s+", " ", text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    first.append(words)
