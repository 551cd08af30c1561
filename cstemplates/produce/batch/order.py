"""What is asked of a batch, and what its workers are told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cstemplates.publish.sealing import new_key
from cstemplates.publish.standing import Choices

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

MIB = 1024 * 1024
LOCAL = "local"
GROUP = 50
"""How many people are handed to a worker at once."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost before its worker is killed.

    Attributes:
        seconds: By the clock.
        processor_seconds: Of computing.
        memory: Bytes of address space beyond what a worker has when it starts.
    """

    seconds: float = 120
    processor_seconds: float = 60
    memory: int = 1024 * MIB


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """What a person asks for; an empty part of the choice means everybody.

    Attributes:
        documents: The document types.
        company: The company folder.
        out: The folder for the results, and how findings name it.
        as_of: The date of the documents.
        roster: Another roster than the company folder's.
        departments: Only the people of these departments.
        roles: Only the people in these roles.
        employees: Only these people, by employee number.
        jobs: How many processes.
        executor: ``local``, or ``dask://ADDRESS`` of a scheduler.
        pdf: Whether PDFs are made too.
        choices: What becomes of files that are there.
        limits: What one document may cost.
        password_column: The roster's column with the passwords; goes before the company's rule.
        secret: The key under which passwords stand in the plan, which lies on a disk.
    """

    documents: tuple[str, ...]
    company: Path
    out: Path
    shown: str
    as_of: date
    roster: Path | None = None
    departments: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    employees: tuple[str, ...] = ()
    jobs: int = 1
    executor: str = LOCAL
    pdf: bool = False
    choices: Choices = field(default_factory=Choices)
    limits: Limits = field(default_factory=Limits)
    password_column: str = ""
    secret: bytes = field(default_factory=new_key, repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a worker must know of the run; the same for every group.

    Attributes:
        documents: The document types.
        company: The company folder.
        out: The folder for the results.
        as_of: The date of the documents.
        language: In which reasons are told.
        run: The hash of everything that all documents are made from; workers refuse to
            make documents from anything else.
        colleagues: Number, name and role of everybody, where a template shows teams.
        limits: What one document may cost.
        secret: The key under which passwords stand in the plan.
    """

    documents: tuple[str, ...]
    company: Path
    out: Path
    as_of: date
    language: str
    limits: Limits
    run: str
    colleagues: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)
    secret: bytes = field(default=b"", repr=False)
