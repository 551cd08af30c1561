"""The parts of an opened Word file as trees, each parsed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.gate import OUTPUT, parse_xml

if TYPE_CHECKING:
    from lxml import etree

    from cstemplates.gate import Package


class Trees:
    """Parses parts when they are asked for and keeps them; nobody may change them."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._roots: dict[str, etree._Element] = {}

    @property
    def main(self) -> etree._Element:
        """The document itself."""
        return self.root(self.package.main_document)

    def root(self, part: str) -> etree._Element:
        """Return the root of a part.

        Raises:
            TemplateError: It is no XML the gate lets through.
        """
        if part not in self._roots:
            data = self.package.parts[part]
            self._roots[part] = parse_xml(data, path=self.package.path, part=part, profile=OUTPUT)
        return self._roots[part]

    def related(self, kind: str) -> str:
        """Name the part the document refers to as its styles, numbering and so on; else empty."""
        for relation in self.package.relationships(self.package.main_document):
            if relation.type.endswith(f"/{kind}") and relation.target in self.package.parts:
                return relation.target
        return ""
