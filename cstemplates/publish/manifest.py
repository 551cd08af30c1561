"""manifest.json: what a run wrote, from what, so that the next run knows what is ours."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cstemplates.findings import TextLocation, WorkspaceError, finding
from cstemplates.gate import OUTPUT, open_package
from cstemplates.messages import _
from cstemplates.publish.journal import journal_rows
from cstemplates.publish.names import safe_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "manifest.json"
JOURNAL = ".cstemplates-journal.json"


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One finished file and what it is; ``path`` is relative with ``/``.

    ``role`` and ``employee`` are ids, empty where the file is about neither. ``content``
    is the content's hash where it cannot be taken from ``data``: of an enciphered file.
    """

    path: str
    data: bytes
    document: str = ""
    role: str = ""
    employee: str = ""
    content: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the manifest's row of this file."""
        return {
            "path": self.path,
            "document": self.document,
            "role": self.role,
            "employee": self.employee,
            "sha256": sha256(self.data),
            "content_sha256": self.content or content_sha256(self.path, self.data),
        }


def sha256(data: bytes) -> str:
    """Hash bytes as the manifest writes it."""
    return hashlib.sha256(data).hexdigest()


def content_sha256(path: str, data: bytes) -> str:
    """Hash the uncompressed parts, so that machines with another deflater can compare."""
    if not path.endswith(".docx"):
        return sha256(data)
    parts = open_package(data, path=path, profile=OUTPUT).parts
    return content_hash({name: sha256(part) for name, part in parts.items()})


def content_hash(digests: Mapping[str, str]) -> str:
    """Hash a package by the hashes of its unpacked parts, so that each is hashed once."""
    lines = (f"{name}\0{digest}\n" for name, digest in sorted(digests.items()))
    return sha256("".join(lines).encode())


def manifest_bytes(rows: list[dict[str, Any]], facts: dict[str, Any]) -> bytes:
    """Write a manifest: rows in the order of the pack, then the facts of the run."""
    text = json.dumps({"files": rows} | facts, ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def recorded_hashes(folder: Path, shown: str) -> dict[str, set[str]]:
    """Return path → hashes that this tool wrote there, from manifest and journal.

    The journal stands only after a run that was stopped; what it had planned counts as ours.

    Raises:
        WorkspaceError: If a manifest is there and cannot be read.
    """
    return {
        path: {row["sha256"] for row in rows} for path, rows in recorded_rows(folder, shown).items()
    }


def recorded_rows(folder: Path, shown: str) -> dict[str, list[dict[str, str]]]:
    """Return path → rows of what this tool wrote there, the latest last; see above."""
    found: dict[str, list[dict[str, str]]] = {}
    for name in (NAME, JOURNAL):
        for row in _rows(folder / name, f"{shown}/{name}"):
            found.setdefault(row["path"], []).append(row)
    for row in journal_rows(folder):
        if isinstance(row.get("sha256"), str) and _inside(row["path"]):
            found.setdefault(row["path"], []).append(row)
    return found


def recorded_contents(folder: Path, shown: str) -> dict[str, dict[str, str]]:
    """Say what was in each file that earlier runs wrote: path, hash of the file, of its content.

    Raises:
        WorkspaceError: If a manifest is there and cannot be read.
    """
    contents: dict[str, dict[str, str]] = {}
    for name in (NAME, JOURNAL):
        for row in _rows(folder / name, f"{shown}/{name}"):
            contents.setdefault(row["path"], {})[row["sha256"]] = row.get("content_sha256", "")
    return contents


def _rows(file: Path, shown: str) -> list[dict[str, str]]:
    try:
        rows: list[dict[str, str]] = json.loads(file.read_bytes())["files"]
        if all(isinstance(r["path"], str) and isinstance(r["sha256"], str) for r in rows):
            return [r for r in rows if _inside(r["path"])]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    raise WorkspaceError(
        finding(
            "CST027",
            _("The list of files of the last run cannot be read."),
            TextLocation(shown),
            _("Move the folder away, or choose another one."),
        )
    )


def _inside(path: str) -> bool:
    # A manifest is a file that anybody can edit: never follow it out of its folder.
    return all(part == safe_name(part) for part in path.split("/"))
