"""Places: in a text file or table by line and column, in a Word file by block and words."""

from __future__ import annotations

from dataclasses import dataclass

from cstemplates.messages import _


@dataclass(frozen=True, slots=True)
class TextLocation:
    """A place in a text file or in a roster, counted from 1.

    In a roster ``line`` is the row as Excel numbers it, ``column`` the column number
    and ``key_path`` the column's name.

    Attributes:
        path: The file, relative, with ``/``.
        line: Line or row; None when the finding is about the whole file.
        column: Column; None when the finding is about the whole line.
        key_path: Keys and list positions from the top of the file.
    """

    path: str
    line: int | None = None
    column: int | None = None
    key_path: tuple[str | int, ...] = ()

    def __str__(self) -> str:
        """Return ``path:line:column`` as compilers print it."""
        numbers = [str(n) for n in (self.line, self.column) if n is not None]
        return ":".join([self.path, *numbers])

    def sort_key(self) -> tuple[str, int, int, str]:
        """Order by file, then by place in the file."""
        return (self.path, self.line or 0, self.column or 0, key_text(self.key_path))


@dataclass(frozen=True, slots=True)
class DocxLocation:
    """A place in a Word file; the words around it are what an author searches for.

    Attributes:
        path: The Word file, relative, with ``/``.
        part: The package part, such as ``word/document.xml``; empty for the package.
        paragraph: Number of the body paragraph in its part, counted from 1.
        table: Number of the table in its part, counted from 1.
        row: Row in that table, counted from 1.
        cell: Cell in that row, counted from 1.
        excerpt: Some twenty characters around the place.
    """

    path: str
    part: str = ""
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    excerpt: str = ""

    def __str__(self) -> str:
        """Return the place in the words of a Word user."""
        place = [self.path]
        if self.part and self.part != "word/document.xml":
            place.append(self.part)
        if self.table is not None:
            place.append(
                _("table {table}, row {row}, cell {cell}").format(
                    table=self.table, row=self.row, cell=self.cell
                )
            )
        elif self.paragraph is not None:
            place.append(_("paragraph {number}").format(number=self.paragraph))
        text = ": ".join([place[0], ", ".join(place[1:])]) if len(place) > 1 else place[0]
        return f"{text} “{self.excerpt}”" if self.excerpt else text

    def sort_key(self) -> tuple[str, int, int, str]:
        """Order by file, part and block."""
        block = self.paragraph or 0
        in_table = (self.table or 0) * 1_000_000 + (self.row or 0) * 1_000 + (self.cell or 0)
        return (f"{self.path}\x00{self.part}", block, in_table, self.excerpt)


Location = TextLocation | DocxLocation


def key_text(key_path: tuple[str | int, ...]) -> str:
    """Write a key path as people type it: ``parts.0.measures.2.weight``."""
    return ".".join(str(key) for key in key_path)
