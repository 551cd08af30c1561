"""Find what a part loads from outside by other ways than the kind of a relationship."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation, Finding, finding
from cstemplates.gate.markup import walk_xml
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.gate.package import Package

_LINKS = frozenset({"hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"})
_DATA_SOURCE = "mailMerge"
_RELATIONSHIPS = "/relationships "


def loaded_from_outside(package: Package) -> Iterator[Finding]:
    """Find pictures that borrow the address of a link, and sources of mail merges.

    An address that only a link may have is fetched when a picture names it, because
    readers look at its id and not at its kind. A mail merge opens the data source that
    its settings name, with no relationship at all.

    Args:
        package: A package that came through the gate.

    Yields:
        CST311, one for every such element.
    """
    for part, data in package.markup:
        ids = {
            r.id
            for r in package.relationships(part)
            if r.external and r.type.endswith("/hyperlink")
        }
        if not ids and _DATA_SOURCE.encode() not in data:
            continue
        walk = _Uses(ids)
        walk_xml(data, walk)
        for kind in walk.found:
            message = _("The file loads something from outside of it ({kind}).").format(kind=kind)
            hint = _("Remove the link, or paste the content itself.")
            yield finding("CST311", message, DocxLocation(package.path, part), hint)


@dataclass
class _Uses:
    """Notes the elements that use an outside address without being a link."""

    ids: set[str]
    found: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local == _DATA_SOURCE:
            self.found.append(local)
        elif local not in _LINKS and self.ids:
            named = (v for k, v in attributes.items() if _RELATIONSHIPS in k)
            if any(value in self.ids for value in named):
                self.found.append(local)

    def end(self, name: str) -> None:
        """Pass by: only the beginnings of elements say something."""

    def text(self, text: str) -> None:
        """Pass by: only the beginnings of elements say something."""
