"""Blocks: what a reader sees in a Word file, as plain values to print and to compare."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Merge(StrEnum):
    """A cell's part in a vertical merge."""

    NONE = ""
    START = "start"
    CONTINUED = "continued"


class PageKind(StrEnum):
    """The pages a header or footer stands on."""

    DEFAULT = "default"
    FIRST = "first"
    EVEN = "even"


@dataclass(frozen=True, slots=True)
class Control:
    """A content control.

    Attributes:
        tag: Its tag; its title where it has no tag.
        kind: ``text``, ``rich``, ``checkbox``, ``dropdown``, ``combo``, ``date``,
            ``picture``, ``group``, ``repeat`` or ``gallery``.
        value: The text it holds.
        choices: What a list offers.
        blocks: Its content when it holds whole blocks, else empty.
    """

    tag: str
    kind: str
    value: str = ""
    choices: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""A paragraph that is no heading.

    Attributes:
        text: What is read, ``\n`` for a line break and ``\t`` for a tab.
        number: The computed number or bullet, apart from the text.
        style: The style's name; empty for the default style.
        controls: The content controls inside it, in order.
    """

    text: str
    number: str = ""
    style: str = ""
    controls: tuple[Control, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph with an outline level, as the navigation pane shows it.

    Attributes:
        level: 1 to 9.
        text: What is read.
        number: The computed number, apart from the text.
        style: The style's name.
        controls: The content controls inside it.
    """

    level: int
    text: str
    number: str = ""
    style: str = ""
    controls: tuple[Control, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, over one or more columns of the grid.

    Attributes:
        blocks: Its content; what a continued cell holds is not seen and left out.
        span: How many columns it covers.
        merge: Its part in a vertical merge.
    """

    blocks: tuple[Block, ...] = ()
    span: int = 1
    merge: Merge = Merge.NONE


@dataclass(frozen=True, slots=True)
class Row:
    """A table row.

    Attributes:
        cells: Its cells.
        header: Whether it is repeated on each page.
        before: Grid columns left out before the first cell.
        after: Grid columns left out after the last cell.
    """

    cells: tuple[Cell, ...]
    header: bool = False
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        rows: Its rows.
        columns: Columns of its grid.
        style: The table style's name; empty for the default style.
    """

    rows: tuple[Row, ...]
    columns: int = 0
    style: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture or drawing.

    Attributes:
        alternative: Its alternative text; its name where it has none.
        texts: The words inside its shapes, in order.
    """

    alternative: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a page."""


@dataclass(frozen=True, slots=True)
class Section:
    """The start of a section.

    Attributes:
        number: Counted from 1.
        width: Page width in millimetres.
        height: Page height in millimetres.
        continuous: Whether it goes on on the same page.
    """

    number: int
    width: int
    height: int
    continuous: bool = False

    @property
    def landscape(self) -> bool:
        """Whether its pages are wider than high."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Header:
    """A header that begins with a section; sections without one of their own inherit.

    Attributes:
        kind: The pages it stands on.
        section: The section it begins with.
        blocks: Its content.
    """

    kind: PageKind
    section: int
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Footer:
    """A footer that begins with a section; sections without one of their own inherit.

    Attributes:
        kind: The pages it stands on.
        section: The section it begins with.
        blocks: Its content.
    """

    kind: PageKind
    section: int
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote.

    Attributes:
        mark: How the text refers to it: ``^1``, for endnotes ``^^1``.
        blocks: Its content.
    """

    mark: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A document property that is filled, such as its title.

    Attributes:
        name: ``title``, ``subject``, ``creator``, ``keywords``, ``description``,
            ``category``, ``company``.
        value: Its text.
    """

    name: str
    value: str


Block = (
    Heading
    | Paragraph
    | Table
    | Control
    | Drawing
    | PageBreak
    | Section
    | Header
    | Footer
    | Note
    | Property
)
