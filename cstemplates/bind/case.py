"""One document to make, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cstemplates.model import Employee


@dataclass(frozen=True, slots=True)
class Case:
    """One document to make, and for whom.

    Attributes:
        document_id: The document type.
        role_id: The subject's or the person's role.
        employee: The person, where the subject is one.
        content: Entries to print instead of the document's own content.
        included: Whether it becomes a part of another document, without title and signatures.
    """

    document_id: str
    role_id: str | None = None
    employee: Employee | None = None
    content: tuple[str, ...] = ()
    included: bool = False
