"""Limits by named profile: what kind of file may be how large."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Profile:
    """How large and how complex a package of one kind may be.

    Attributes:
        name: What the limits are for, in English.
        max_file: Bytes of the file itself.
        max_part: Bytes of one unpacked part.
        max_total: Bytes of all unpacked parts together.
        max_parts: How many parts.
        max_ratio: How many times larger a part may be than its packed form.
        ratio_floor: Parts up to this many bytes are never judged by their ratio.
        max_elements: XML elements in one part.
        max_depth: How deep XML elements may be nested.
    """

    name: str
    max_file: int
    max_part: int
    max_total: int
    max_parts: int
    max_ratio: int
    ratio_floor: int
    max_elements: int
    max_depth: int


TEMPLATE = Profile(
    name="template",
    max_file=25 * MIB,
    max_part=20 * MIB,
    max_total=100 * MIB,
    max_parts=2_000,
    max_ratio=200,
    ratio_floor=MIB,
    max_elements=300_000,
    max_depth=200,
)

SPREADSHEET = Profile(
    name="spreadsheet",
    max_file=100 * MIB,
    max_part=200 * MIB,
    max_total=400 * MIB,
    max_parts=2_000,
    max_ratio=200,
    ratio_floor=MIB,
    max_elements=10_000_000,
    max_depth=200,
)

OUTPUT = Profile(
    name="output",
    max_file=100 * MIB,
    max_part=64 * MIB,
    max_total=200 * MIB,
    max_parts=2_000,
    max_ratio=1_000,
    ratio_floor=MIB,
    max_elements=2_000_000,
    max_depth=200,
)
