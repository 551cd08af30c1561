"""The plan of a batch on disk: its head in memory, a line of JSON for every person.

The plan is made by a child process and read line by line, so that the process that holds
the folder stays as small with a hundred thousand people as with one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from cstemplates.findings import Finding

PEOPLE, FAULTS, CARRIED = "people.jsonl", "faults.jsonl", "carried.jsonl"


class Fault(NamedTuple):
    """Why there is no document: where in the roster, in which words; no personal value."""

    row: int
    column: str
    code: str
    reason: str
    employee: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What is known when a batch is planned.

    Attributes:
        columns: The headings of the roster, each with the column of ours it stands for.
        rows: How many rows were read.
        people: How many people get documents.
        others: How many were chosen, but none of the documents is for their role.
        faulty_rows: How many rows have faults.
        documents: Title and number of the documents of each type, by its id.
        notices: Findings that stop nothing.
        facts: The facts of the run for the manifest.
        run: The hash of everything that all documents are made from.
        colleagues: Number, name and role of everybody, where a template shows teams.
    """

    columns: tuple[tuple[str, str], ...]
    rows: int
    people: int
    others: int
    faulty_rows: int
    documents: Mapping[str, tuple[str, int]]
    notices: tuple[Finding, ...]
    facts: dict[str, Any]
    run: str
    colleagues: tuple[tuple[str, str, str], ...] = ()

    @property
    def total(self) -> int:
        """How many documents there are to make, those that are done included."""
        return sum(count for _title, count in self.documents.values())


def write_lines(path: Path, rows: Iterable[Any]) -> None:
    """Write rows as lines of JSON."""
    with path.open("wb") as stream:
        stream.writelines(line_of(row) + b"\n" for row in rows)


def line_of(row: Any) -> bytes:
    """Write one row as JSON without a line feed."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()


def lines(path: Path) -> Iterator[bytes]:
    """Read the lines of a file one by one, without their line feeds."""
    with path.open("rb") as stream:
        for line in stream:
            yield line.rstrip(b"\n")


def groups(path: Path, size: int) -> Iterator[tuple[bytes, ...]]:
    """Read lines in groups."""
    source = lines(path)
    while group := tuple(islice(source, size)):
        yield group


def read_faults(path: Path) -> Iterator[Fault]:
    """Read the faults of a file one by one."""
    return (Fault(*json.loads(line)) for line in lines(path))
