"""Bring the blocks of a finished document into another one of the same house."""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.findings import RenderError, finding
from cstemplates.gate import OUTPUT, open_package, parse_xml
from cstemplates.messages import _
from cstemplates.word.assembly import kind_of
from cstemplates.word.namespaces import NAMESPACES, attribute, child, name, value
from cstemplates.word.style_names import style_key

if TYPE_CHECKING:
    from lxml import etree

    from cstemplates.gate import Package
    from cstemplates.word.finishing.manuscript import Manuscript
    from cstemplates.word.slots import Included

# What a style becomes inside of a manual, whose own headings stand two levels above.
_IN_MANUAL = {
    style_key(own): becomes
    for own, becomes in {
        "heading 1": "手册标题1",
        "heading 2": "手册标题2",
        "heading 3": "手册条款",
        "heading 4": "手册条款4",
        "条款": "手册条款",
        "条款（同页）": "手册条款",
        "条款4": "手册条款4",
        "数字标题": "手册标题1",
        "数字标题2": "手册标题2",
        "数字条款": "手册条款",
        "体系标题": "手册标题1",
        "体系条款": "手册条款",
    }.items()
}
_AFTER_TABLE = "表后"
_KINDS = {
    name("w:pStyle"): "paragraph",
    name("w:rStyle"): "character",
    name("w:tblStyle"): "table",
}
_REFERENCE = "{" + NAMESPACES["r"] + "}"
_SECTION, _TABLE, _PARAGRAPH = name("w:sectPr"), name("w:tbl"), name("w:p")
_CONTENT = tuple(map(name, ("w:r", "w:hyperlink", "w:sdt", "w:fldSimple")))
_NOTES = tuple(map(name, ("w:footnoteReference", "w:endnoteReference")))


def included_blocks(
    manuscript: Manuscript, included: Included, following: etree._Element | None
) -> list[etree._Element]:
    """Make the blocks of a document ready to stand in another one.

    The document's page setup stays behind; its paragraphs take the styles that a manual
    has for them; pictures and links come along.

    Args:
        manuscript: The document that takes the blocks in.
        included: The document they come from.
        following: The block that will stand behind them.

    Raises:
        RenderError: CST409 for a style the house does not have, and for notes.
    """
    package = open_package(included.data, path=manuscript.path, profile=OUTPUT)
    visit = _Visit(manuscript, package, _tree(package, package.main_document))
    visit.check()
    visit.restyle()
    visit.bring_relations()
    return visit.blocks(following)


@dataclass(slots=True)
class _Visit:
    """One included document."""

    manuscript: Manuscript
    package: Package
    root: etree._Element

    def check(self) -> None:
        """Refuse what cannot be moved into another document."""
        if next(self.root.iter(*_NOTES), None) is not None:
            message = _("An included document has footnotes, which cannot be taken over.")
            raise self._unfit(message)

    def restyle(self) -> None:
        """Give every paragraph, run and table the style of the same name, or its manual one."""
        names = self._style_names()
        for element in self.root.iter(*_KINDS):
            kind = _KINDS[str(element.tag)]
            own = attribute(element, "w:val")
            shown = names.get((kind, own), own)
            in_manual = _IN_MANUAL.get(style_key(shown), "") if kind == "paragraph" else ""
            found = self.manuscript.style_id(in_manual, kind) if in_manual else ""
            found = found or self.manuscript.style_id(shown, kind)
            if not found:
                message = _("An included document uses the style “{style}”, which is missing.")
                raise self._unfit(message.format(style=shown))
            element.set(name("w:val"), found)

    def bring_relations(self) -> None:
        """Take over what the blocks refer to: pictures, and addresses outside."""
        known = {r.id: r for r in self.package.relationships(self.package.main_document)}
        moved: dict[str, str] = {}
        for element in self.root.iter("*"):
            for key in [str(k) for k in element.attrib if str(k).startswith(_REFERENCE)]:
                old = element.get(key, "")
                relationship = known.get(old)
                if relationship is None or self._of_section(element):
                    continue
                if old not in moved:
                    target = relationship.target
                    if not relationship.external:
                        target = self._bring_part(target)
                    moved[old] = self.manuscript.relate(
                        relationship.type, target, external=relationship.external
                    )
                element.set(key, moved[old])

    def blocks(self, following: etree._Element | None) -> list[etree._Element]:
        """Return the blocks without page setups and without blank ones at the end."""
        body = child(self.root, "w:body")
        for section in list(self.root.iter(_SECTION)):
            _drop_section(section)
        blocks = [] if body is None else list(body)
        while blocks and is_blank(blocks[-1]):
            blocks.pop()
        if blocks and blocks[-1].tag == _TABLE and _joins_a_table(following):
            blocks.append(self._gap())
        return blocks

    def _gap(self) -> etree._Element:
        """Keep two tables, or a table and the end of the page, apart."""
        paragraph = self.root.makeelement(_PARAGRAPH)
        style_id = self.manuscript.style_id(_AFTER_TABLE)
        if style_id:
            properties = paragraph.makeelement(name("w:pPr"))
            style = properties.makeelement(name("w:pStyle"), {name("w:val"): style_id})
            properties.append(style)
            paragraph.append(properties)
        return paragraph

    def _bring_part(self, part: str) -> str:
        # Named by what it holds, so that a logo in twenty documents is there once.
        def rename(old: str) -> str:
            digest = hashlib.sha256(self.package.parts[old]).hexdigest()[:16]
            folder, base = posixpath.split(old)
            return f"{folder}/included-{digest}{posixpath.splitext(base)[1]}"

        new = rename(part)
        self.manuscript.assembly.add(self.package, part, name=new, rename=rename)
        return new

    @staticmethod
    def _of_section(element: etree._Element) -> bool:
        parent = element.getparent()
        return parent is not None and parent.tag == _SECTION

    def _style_names(self) -> dict[tuple[str, str], str]:
        for relationship in self.package.relationships(self.package.main_document):
            if kind_of(relationship) == "styles":
                styles = _tree(self.package, relationship.target).iterchildren(name("w:style"))
                return {
                    (attribute(s, "w:type"), attribute(s, "w:styleId")): value(s, "w:name")
                    for s in styles
                }
        return {}

    def _unfit(self, message: str) -> RenderError:
        hint = _("Make both documents from templates of the same house.")
        return RenderError(finding("CST409", message, self.manuscript.place, hint))


def _tree(package: Package, part: str) -> etree._Element:
    return parse_xml(package.parts[part], path=package.path, part=part, profile=OUTPUT)


def _drop_section(section: etree._Element) -> None:
    """Take out a page setup, and the paragraph that held nothing else."""
    parent = section.getparent()
    if parent is None:
        return
    parent.remove(section)
    paragraph = parent.getparent()
    if paragraph is not None and paragraph.tag == _PARAGRAPH and is_blank(paragraph):
        _remove(paragraph)


def is_blank(block: etree._Element) -> bool:
    """Tell whether a block is a paragraph in which nothing can be seen."""
    return block.tag == _PARAGRAPH and next(block.iter(*_CONTENT), None) is None


def _joins_a_table(following: etree._Element | None) -> bool:
    return following is None or following.tag in {_TABLE, _SECTION}


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
