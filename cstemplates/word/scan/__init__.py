"""The scan: what a template holds and needs, before anything is compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cstemplates.word import fields
from cstemplates.word.fields import FieldUse
from cstemplates.word.scan.hygiene_review import review_looks
from cstemplates.word.scan.scanner import MAX_TAGS, Scan, excess, scan, scanned_parts
from cstemplates.word.tags import Tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cstemplates.findings import Finding

__all__ = [
    "MAX_TAGS",
    "FieldUse",
    "Scan",
    "Tag",
    "excess",
    "needed_schema",
    "review_looks",
    "scan",
    "scanned_parts",
    "unknown_fields",
]


def unknown_fields(scan: Scan, vocabulary: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Find the fields of a scanned template that the data never has.

    Args:
        scan: The scanned template.
        vocabulary: An example of the data. A list shows its items by its first element, an
            empty one says nothing about them; a key ``*`` accepts any key.

    Returns:
        CST335 with the place and the nearest known field.
    """
    return fields.unknown_fields(scan.fields, vocabulary)


def needed_schema(scan: Scan) -> dict[str, Any]:
    """Describe the data a scanned template needs as a JSON Schema, both branches of every if."""
    return fields.needed_schema(scan.fields)
