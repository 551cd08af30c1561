"""The house file: styles, theme, fonts, numbering, settings, page, header and footer for all.

A template keeps its body and the orientation of its sections; a house with sections of
both orientations has a header and a footer for each. A template whose header names the
chapter (STYLEREF) keeps its headers, and its footers if it has any, in the house's styles.
Styles are matched by name, because
Word in Chinese and WPS write ids such as ``1`` or ``a3``.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cstemplates.findings import Finding, TemplateError, finding
from cstemplates.gate import parse_xml
from cstemplates.messages import _
from cstemplates.word.assembly import kind_of
from cstemplates.word.letterhead import lettered
from cstemplates.word.namespaces import attribute, child, name, number, value
from cstemplates.word.shading import fills_of, reshade
from cstemplates.word.style_names import style_key
from cstemplates.word.where import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from cstemplates.gate import Package, Relationship
    from cstemplates.word.assembly import Assembly

_KEPT_KINDS = frozenset({"styles", "theme", "fontTable", "numbering", "settings"})
_PAGE_KINDS = frozenset({"header", "footer"})
HOUSE_KINDS = _KEPT_KINDS | _PAGE_KINDS
_STYLED = {
    name("w:pStyle"): "paragraph",
    name("w:rStyle"): "character",
    name("w:tblStyle"): "table",
}
_SECTION_ORDER = tuple(
    name(f"w:{tag}")
    for tag in (
        "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar",
        "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign",
        "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid",
    )
)  # fmt: skip
_OWN_OF_SECTION = frozenset(
    name(f"w:{tag}")
    for tag in ("footnotePr", "endnotePr", "type", "pgNumType", "cols", "formProt", "vAlign",
                "textDirection", "lnNumType", "titlePg")
)  # fmt: skip
_KIND_OF_REFERENCE = {name("w:headerReference"): "header", name("w:footerReference"): "footer"}
_REFERENCES = frozenset(_KIND_OF_REFERENCE)
_HEADER = name("w:headerReference")
_FIRST_PAGE = name("w:titlePg")
_CHAPTER_FIELD = b"STYLEREF"
_TEXTS = (".main+xml", ".footnotes+xml", ".endnotes+xml", ".header+xml", ".footer+xml")
_BEFORE_PROTECTION = frozenset(
    name(f"w:{tag}")
    for tag in (
        "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
        "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
        "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts",
        "embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins",
        "alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter",
        "gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle",
        "proofState", "formsDesign", "linkStyles", "stylePaneFormatFilter",
        "stylePaneSortMethod", "revisionView",
    )
)  # fmt: skip


class House:
    """A house file that has passed the gate."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = package.main_document
        body = self._tree(package, self._main)
        sections = list(body.iter(name("w:sectPr")))
        self._section = sections[-1] if sections else None
        self._turned = next((s for s in reversed(sections) if self._is_turned(s)), None)
        self._styles = _styles_by_key(_stylesheet(package))
        self._fills = fills_of(_stylesheet(package))
        self._kept: frozenset[str] = frozenset()

    def move_into(self, assembly: Assembly, template: Package) -> frozenset[str]:
        """Bring the house's parts into an assembly and dress the template's body in them.

        Args:
            assembly: The template's own parts, without those the house replaces.
            template: The template's package, for the names of its styles.

        Returns:
            The names of the parts that came from the house.

        Raises:
            TemplateError: CST340 for every style the house does not have.
        """
        own = set(assembly.parts)
        self._kept = frozenset(own_pages(template).values())
        references = self._bring_parts(assembly, self._models(template))
        sheet = _stylesheet(template)
        names = {
            (attribute(style, "w:type"), attribute(style, "w:styleId")): value(style, "w:name")
            for style in _style_elements(sheet)
        }
        findings: list[Finding] = []
        for part in [p for p in assembly.parts if p in own and _holds_text(assembly.types[p])]:
            root = self._tree(template, part)
            findings.extend(self._restyle(root, names, template.path, part))
            reshade(root, fills_of(sheet), self._fills)
            if part == assembly.main:
                self._repage(root, references)
            assembly.parts[part] = _written(root)
        if findings:
            raise TemplateError(*findings)
        self._settle(assembly, template)
        for part in own.intersection(assembly.parts):
            if assembly.types[part].endswith(".header+xml"):
                self._lend_letterhead(assembly, part, frozenset(own))
        return frozenset(assembly.parts) - own

    def _lend_letterhead(self, assembly: Assembly, part: str, own: frozenset[str]) -> None:
        """Put the words of a header that the template keeps into the house's header."""
        references = (
            [e for e in self._section if e.tag == _HEADER] if self._section is not None else []
        )
        used = {attribute(e, "r:id") for e in references if attribute(e, "w:type") == "default"}
        found = [r.target for r in self._package.relationships(self._main) if r.id in used]
        if not found or found[0] not in self._package.parts:
            return
        kept = parse_xml(assembly.parts[part], path=self._package.path, part=part)
        header = lettered(self._tree(self._package, found[0]), kept)
        if header is not None:
            assembly.parts[part] = _written(header)
            assembly.relationships[part] = [
                replace(relationship, target=_renamed(own, relationship.target))
                for relationship in self._package.relationships(found[0])
                if relationship.target in self._package.parts
            ]
            for relationship in self._package.relationships(found[0]):
                if relationship.target in self._package.parts:
                    new = _renamed(own, relationship.target)
                    assembly.add(self._package, relationship.target, name=new)

    def _models(self, template: Package) -> list[etree._Element]:
        """Return the house's sections that the template's sections need."""
        body = self._tree(template, template.main_document)
        needed = map(self._model, body.iter(name("w:sectPr")))
        return list(dict.fromkeys(model for model in needed if model is not None))

    def _model(self, section: etree._Element) -> etree._Element | None:
        turned = self._turned if self._is_turned(section) else None
        return self._section if turned is None else turned

    def _is_turned(self, section: etree._Element) -> bool:
        return self._section is not None and _is_landscape(section) != _is_landscape(self._section)

    def _bring_parts(self, assembly: Assembly, models: list[etree._Element]) -> dict[str, str]:
        """Add the house's parts; returns the new relationship id of each old one."""
        used = {attribute(e, "r:id") for model in models for e in model if e.tag in _REFERENCES}
        new_ids: dict[str, str] = {}
        taken = frozenset(assembly.parts)

        rename = partial(_renamed, taken)
        for index, relationship in enumerate(self._package.relationships(self._main), 1):
            if self._belongs(relationship, used):
                target = rename(relationship.target)
                new_ids[relationship.id] = f"rIdHouse{index}"
                assembly.relationships[assembly.main].append(
                    replace(relationship, id=f"rIdHouse{index}", target=target)
                )
                assembly.add(self._package, relationship.target, name=target, rename=rename)
        return new_ids

    def _belongs(self, relationship: Relationship, used: set[str]) -> bool:
        kind = kind_of(relationship)
        there = relationship.target in self._package.parts
        of_page = kind in _PAGE_KINDS - self._kept and relationship.id in used
        return there and (kind in _KEPT_KINDS or of_page)

    def _restyle(
        self,
        root: etree._Element,
        names: dict[tuple[str, str], str],
        path: str,
        part: str,
    ) -> Iterator[Finding]:
        places = Places(root, path, part)
        for element in list(root.iter(*_STYLED)):
            kind = _STYLED[str(element.tag)]
            style_id = attribute(element, "w:val")
            style_name = names.get((kind, style_id), style_id)
            new_id = self._styles.get((kind, style_key(style_name)))
            if new_id is not None:
                element.set(name("w:val"), new_id)
                continue
            message = _("The house file has no style “{style}”.").format(style=style_name)
            hint = _("Use a style of the house file, or add the style to it.")
            yield finding("CST340", message, places.of(element), hint)

    def _repage(self, root: etree._Element, references: dict[str, str]) -> None:
        before: etree._Element | None = None
        for position, section in enumerate(list(root.iter(name("w:sectPr")))):
            model = self._model(section)
            if model is None:
                return
            left_out = {_FIRST_PAGE} if position or self._kept else set()
            if model is before:
                left_out |= _REFERENCES
            self._dress(section, model, references, left_out)
            before = model

    def _dress(
        self,
        section: etree._Element,
        model: etree._Element,
        references: dict[str, str],
        left_out: set[str],
    ) -> None:
        """Give a section the house's page; its direction, columns and numbering are its own."""
        landscape = _is_landscape(section)
        kept = [e for e in section if e.tag in _OWN_OF_SECTION or self._is_kept(e)]
        own_tags = {e.tag for e in kept if e.tag not in _REFERENCES} | {name("w:type")} | left_out
        given = [copy.deepcopy(e) for e in model if e.tag not in own_tags and not self._is_kept(e)]
        for reference in [e for e in given if e.tag in _REFERENCES]:
            reference.set(name("r:id"), references.get(attribute(reference, "r:id"), ""))
            if self._kept and attribute(reference, "w:type") == "first":
                given.remove(reference)
        for element in list(section):
            section.remove(element)
        kept.extend(given)
        section.extend(sorted((e for e in kept if e.tag in _SECTION_ORDER), key=_order))
        if landscape != _is_landscape(section):
            _turn(section, landscape=landscape)

    def _is_kept(self, element: etree._Element) -> bool:
        """Tell whether an element of a page setup is a header or footer of the template's own."""
        return _KIND_OF_REFERENCE.get(str(element.tag)) in self._kept

    def _settle(self, assembly: Assembly, template: Package) -> None:
        """Fit the house's settings to the template: its notes, its protection for forms."""
        kinds = {kind_of(r) for r in assembly.relationships[assembly.main]}
        protection = _protection(template)
        for part in [p for p in assembly.parts if assembly.types[p].endswith(".settings+xml")]:
            root = parse_xml(assembly.parts[part], path=self._package.path, part=part)
            for notes, tag in (("footnotes", "w:footnotePr"), ("endnotes", "w:endnotePr")):
                found = child(root, tag)
                if found is not None and notes not in kinds:
                    root.remove(found)  # it would name separator notes that are not there
            if protection is not None:
                _protect(root, protection)
            assembly.parts[part] = _written(root)

    @staticmethod
    def _tree(package: Package, part: str) -> etree._Element:
        return parse_xml(package.parts[part], path=package.path, part=part)


def _renamed(taken: frozenset[str], part: str) -> str:
    """Give a part of the house a name of its own where the template has one of this name."""
    folder, _slash, base = part.rpartition("/")
    return f"{folder}/house-{base}" if part in taken else part


def _stylesheet(package: Package) -> etree._Element | None:
    return _related(package, "styles")


def _protection(package: Package) -> etree._Element | None:
    settings = _related(package, "settings")
    return child(settings, "w:documentProtection")


def _protect(settings: etree._Element, protection: etree._Element) -> None:
    own = child(settings, "w:documentProtection")
    if own is not None:
        settings.remove(own)
    before = [e for e in settings if e.tag in _BEFORE_PROTECTION]
    position = settings.index(before[-1]) + 1 if before else 0
    settings.insert(position, copy.deepcopy(protection))


def _related(package: Package, kind: str) -> etree._Element | None:
    for relationship in package.relationships(package.main_document):
        if kind_of(relationship) == kind and relationship.target in package.parts:
            part = relationship.target
            return parse_xml(package.parts[part], path=package.path, part=part)
    return None


def _style_elements(root: etree._Element | None) -> Iterator[etree._Element]:
    if root is not None:
        yield from root.iterchildren(name("w:style"))


def _styles_by_key(root: etree._Element | None) -> dict[tuple[str, str], str]:
    styles: dict[tuple[str, str], str] = {}
    for style in _style_elements(root):
        kind, style_id = attribute(style, "w:type"), attribute(style, "w:styleId")
        for alias in (value(style, "w:name"), *value(style, "w:aliases").split(",")):
            if alias.strip():
                styles.setdefault((kind, style_key(alias)), style_id)
    return styles


def own_pages(template: Package) -> dict[str, str]:
    """Return the headers and footers a template keeps, usually none: kind by relationship.

    A template keeps its headers when one of them names the chapter, and then its footers
    too, if it has any.
    """
    main = template.parts[template.main_document]
    related = [
        relationship
        for relationship in template.relationships(template.main_document)
        if kind_of(relationship) in _PAGE_KINDS and f'"{relationship.id}"'.encode() in main
    ]
    if not any(
        kind_of(r) == "header" and _CHAPTER_FIELD in template.parts.get(r.target, b"")
        for r in related
    ):
        return {}
    return {r.id: kind_of(r) for r in related}


def _holds_text(content_type: str) -> bool:
    return content_type.endswith(_TEXTS)


def _order(element: etree._Element) -> int:
    return _SECTION_ORDER.index(str(element.tag))


def _is_landscape(section: etree._Element) -> bool:
    size = child(section, "w:pgSz")
    if size is None:
        return False
    wider = number(attribute(size, "w:w")) > number(attribute(size, "w:h"))
    return wider or attribute(size, "w:orient") == "landscape"


def _turn(section: etree._Element, *, landscape: bool) -> None:
    size = child(section, "w:pgSz")
    if size is None:
        return
    width, height = attribute(size, "w:w"), attribute(size, "w:h")
    size.set(name("w:w"), height)
    size.set(name("w:h"), width)
    if landscape:
        size.set(name("w:orient"), "landscape")
    elif name("w:orient") in size.attrib:
        del size.attrib[name("w:orient")]


def _written(root: etree._Element) -> bytes:
    from lxml import etree  # noqa: PLC0415  (heavy; not every start needs it)

    return etree.tostring(root, encoding="utf-8")
