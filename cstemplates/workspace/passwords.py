"""The column of a roster that holds the passwords of people's files, and what a password must be."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.findings import Finding, TextLocation, finding
from cstemplates.messages import _

if TYPE_CHECKING:
    from cstemplates.model import Company

PASSWORD = "password"  # noqa: S105 - the name of a column
"""What `Workspace.roster_columns` says of the column; it is no field of an employee."""
MIN_LENGTH = 6
MAX_LENGTH = 40
"""A PDF takes 127 bytes, which is 42 Chinese characters."""


@dataclass(frozen=True, slots=True)
class PasswordColumn:
    """Which column, how many of its last characters (None for all), and who says so."""

    heading: str
    last: int | None
    asked_by: TextLocation

    def is_called(self, heading: str) -> bool:
        """Tell whether a heading of the roster is that of this column."""
        return plain_heading(heading) == plain_heading(self.heading)


def plain_heading(heading: str) -> str:
    """A heading without the star of a needed column, in small letters."""
    return heading.rstrip("*＊ ").casefold()


def password_column(
    option: str, company: Company | None, place_in_company: TextLocation
) -> PasswordColumn | None:
    """Find out which column holds the passwords; the option goes before the company's rule."""
    if option:
        return PasswordColumn(option, None, TextLocation("--password-column"))
    rule = company.password if company else None
    return PasswordColumn(rule.column, rule.last, place_in_company) if rule else None


def password_of(cell: str, last: int | None) -> str:
    """Read a password from its cell.

    Raises:
        ValueError: It is too short or too long, or cannot be typed with certainty; in words
            that do not repeat it.
    """
    text = unicodedata.normalize("NFC", cell)
    password = text if last is None else text[-last:]
    if len(password) < max(MIN_LENGTH, last or 0):
        message = _("The password has fewer than {number} characters.")
        raise ValueError(message.format(number=max(MIN_LENGTH, last or 0)))
    if len(password) > MAX_LENGTH:
        message = _("The password has more than {number} characters.")
        raise ValueError(message.format(number=MAX_LENGTH))
    if unicodedata.normalize("NFKC", password) != password or not password.isprintable():
        raise ValueError(_("The password holds full-width or invisible characters."))
    return password


def printed_column(column: PasswordColumn) -> Finding:
    """Refuse a column of ours as password: documents and file names print it."""
    return finding(
        "CST169",
        _("The column “{heading}” is printed in documents; it cannot hold passwords.").format(
            heading=column.heading
        ),
        column.asked_by,
        _("Add a column to the roster that holds nothing but the passwords."),
    )


def missing_column(column: PasswordColumn) -> Finding:
    """Report that the roster lacks the column of the passwords."""
    return finding(
        "CST153",
        _("The column “{header}” is missing.").format(header=column.heading),
        column.asked_by,
        _("Write the name of the column as it stands in the first row of the roster."),
    )
