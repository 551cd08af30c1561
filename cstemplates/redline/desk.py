"""What the work on one story needs at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.word.namespaces import value

if TYPE_CHECKING:
    from lxml import etree

    from cstemplates.redline.carry import Carrier
    from cstemplates.redline.describe import Describer
    from cstemplates.redline.notes import Notes
    from cstemplates.redline.sheets import Sheets
    from cstemplates.redline.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Desk:
    """What the work on one story needs.

    Attributes:
        stamp: Makes the marks of changes.
        old: Describes elements of the old story.
        new: Describes elements of the new story.
        carrier: Brings elements of the old story into the new one.
        notes: The footnotes and endnotes of the file.
        sheets: The styles of both files.
    """

    stamp: Stamp
    old: Describer
    new: Describer
    carrier: Carrier
    notes: Notes
    sheets: Sheets

    def style_differs(self, old: etree._Element, new: etree._Element) -> bool:
        """Tell whether an old and a new paragraph have styles of different names."""
        before, after = value(old, "w:pPr/w:pStyle"), value(new, "w:pPr/w:pStyle")
        return (self.sheets.style(before, "paragraph") if before else "") != after
