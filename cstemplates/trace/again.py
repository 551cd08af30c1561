"""Trace a document that lies there finished: from its side file, else by making it again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from cstemplates.findings import DocxLocation, Report, TemplateError, WorkspaceError, finding
from cstemplates.gate import OUTPUT, not_word, open_package
from cstemplates.messages import _
from cstemplates.produce.files import read_bytes
from cstemplates.produce.single import make_single
from cstemplates.publish.manifest import NAME, content_sha256
from cstemplates.trace.making import trace_findings
from cstemplates.trace.sidefile import SUFFIX, read_trace
from cstemplates.trace.tracer import Tracer
from cstemplates.workspace import COMPANY_FILES, load_company

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cstemplates.findings import Finding
    from cstemplates.trace.trace import Trace

_OUT = "out"


@dataclass(frozen=True, slots=True)
class Found:
    """The trace of a document as it lies there, and what is to be told about it."""

    trace: Trace
    data: bytes
    report: Report


def trace_file(file: Path, company: Path | None = None) -> Found:
    """Trace a finished document.

    Its side file is taken when it belongs to the document as it is; else the document is
    made again in memory from what the manifest above it says, and laid beside the file.

    Args:
        file: The document.
        company: The company folder; without it, the one beside ``out`` is tried.

    Raises:
        TemplateError: If the file is no Word document, damaged or has a password.
        WorkspaceError: If there is neither a side file nor a way to make it again.
        CatalogError: If the company's data have errors by now.
    """
    shown, data = file.as_posix(), read_bytes(file)
    if wrong := not_word(open_package(data, path=shown, profile=OUTPUT)):
        raise TemplateError(wrong)
    side = file.with_suffix(SUFFIX)
    kept = read_trace(read_bytes(side), side.as_posix()) if side.is_file() else None
    if kept and kept.content_sha256 == content_sha256(shown, data):
        return Found(kept, data, Report())
    made = _recorded(file)
    folder = company or (made.company if made else None)
    if made and folder:
        return _again(made, folder, data, shown)
    if kept:
        return Found(kept, data, Report.of([_stale(shown)]))
    raise WorkspaceError(_untraced(shown, is_recorded=made is not None))


@dataclass(frozen=True, slots=True)
class _Recorded:
    """What a manifest says of a document, and the company folder that it may be from."""

    row: Mapping[str, Any]
    as_of: str
    is_draft: bool
    company: Path | None


def _recorded(file: Path) -> _Recorded | None:
    """Look for the document in the manifests of the folders above it."""
    for folder in file.resolve().parents:
        manifest = folder / NAME
        if not manifest.is_file():
            continue
        path = file.resolve().relative_to(folder).as_posix()
        content = _content(manifest)
        rows = (row for row in content.get("files", ()) if row.get("path") == path)
        row = next(rows, None)
        if row is None:
            return None
        if not row.get("document"):
            raise WorkspaceError(_list_of_files(file.as_posix()))
        is_draft = bool(content.get("draft"))
        return _Recorded(row, str(content.get("as_of", "")), is_draft, _company_of(folder))
    return None


def _content(manifest: Path) -> dict[str, Any]:
    try:
        content = json.loads(manifest.read_bytes())
        rows = content["files"]
        return content if all(isinstance(row, dict) for row in rows) else {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def _company_of(folder: Path) -> Path | None:
    """Guess the company folder: ``pack NAME`` writes to ``out/NAME`` where NAME lies."""
    guess = folder.parent.parent / folder.name
    is_one = any((guess / name).is_file() for name in COMPANY_FILES)
    return guess if folder.parent.name == _OUT and is_one else None


def _again(made: _Recorded, company: Path, data: bytes, shown: str) -> Found:
    workspace = load_company(company)
    row = made.row
    one = make_single(
        workspace,
        str(row["document"]),
        role=_role(row),
        employee=str(row.get("employee", "")) or None,
        as_of=_day(made.as_of, shown),
        draft=made.is_draft,
    )
    trace = Tracer(one.press).trace(one.case, data, shown)
    differs = content_sha256(shown, one.data) != content_sha256(shown, data)
    findings = [*([_otherwise(shown)] if differs else []), *trace_findings(trace, shown)]
    return Found(trace, data, Report.of(findings))


def _role(row: Mapping[str, Any]) -> str | None:
    # A person's role is in the roster, where it may have changed since.
    return None if row.get("employee") else str(row.get("role", "")) or None


def _day(text: str, shown: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WorkspaceError(_untraced(shown, is_recorded=False)) from error


def _stale(shown: str) -> Finding:
    return finding(
        "CST037",
        _("The document was changed after its trace was written."),
        DocxLocation(shown),
        _("What follows is about the document as it was made; make it again with --trace."),
    )


def _otherwise(shown: str) -> Finding:
    return finding(
        "CST037",
        _("The document is not the one that catalogue and company data give now."),
        DocxLocation(shown),
        _("Sources are those of now; words that nothing gives any more have none."),
    )


def _list_of_files(shown: str) -> Finding:
    return finding(
        "CST036",
        _("This document is the list of the pack's files, made by the program itself."),
        DocxLocation(shown),
        _("Ask for a text of one of the files in the list."),
    )


def _untraced(shown: str, *, is_recorded: bool) -> Finding:
    hint = _("Make the document with --trace, or name the folder of its company with --company.")
    if not is_recorded:
        hint = _("Make the document with --trace: cstemplates render … --trace.")
    message = _("Nothing beside or above this document says how it was made.")
    return finding("CST036", message, DocxLocation(shown), hint)
