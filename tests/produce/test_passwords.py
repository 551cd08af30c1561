"""A company whose people's files have passwords: what is protected, and that no word of it leaks."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from pypdf import PdfReader

from cstemplates.findings import CatalogError
from cstemplates.produce.pack import PackOptions, PackResult, make_pack
from cstemplates.produce.selection import Selection
from cstemplates.publish import opens_with
from cstemplates.workspace import load_company

if TYPE_CHECKING:
    from pathlib import Path

CANARY = "Kanarienvogel密语"
OPTIONS = PackOptions(date(2026, 11, 21), Selection(("own",)), archive=True)
OWN = """\
$add: true
title: 自己的
items:
  - {id: one, $add: true, document: cs_director_target_agreement, folder: 协议}
  - {id: two, $add: true, document: onboarding_training_flow, folder: 流程}
"""
LETTER = "01-协议/0012-王𠮷-目标责任协议书"


@pytest.fixture
def guarded(company: Path) -> Path:
    """Give everybody of the roster a password in a column of its own."""
    folder = company / "overlay/packs"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "own.yaml").write_text(OWN, "utf-8")
    _write_passwords(company, [f"{CANARY}{number}" for number in range(100)])
    return company


def _write_passwords(company: Path, passwords: list[str]) -> None:
    roster = company / "employees.csv"
    with roster.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = csv.reader(stream)
    with roster.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([*head, "密码"])
        writer.writerows([*row, word] for row, word in zip(rows, passwords, strict=False))


def _pack(company: Path, options: PackOptions = OPTIONS, column: str = "密码") -> PackResult:
    workspace = load_company(company, password_column=column)
    return make_pack(workspace, company.parent / "out", options, shown="out")


def _password(company: Path, employee: str = "0012") -> str:
    return load_company(company, password_column="密码").passwords[employee]


def _rows(out: Path) -> dict[str, dict[str, str]]:
    return {row["path"]: row for row in json.loads((out / "manifest.json").read_bytes())["files"]}


def test_only_the_files_of_people_are_protected_and_hold_what_they_would_without(
    guarded: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    _pack(guarded, column="")
    plain = {path: (out / path).read_bytes() for path in _rows(out)}
    contents = {path: row["content_sha256"] for path, row in _rows(out).items()}

    result = _pack(guarded)

    changed = {path for path in plain if (out / path).read_bytes() != plain[path]}
    assert changed == {path for path, row in _rows(out).items() if row["employee"]}
    assert result.protected == len(changed) > 0
    assert contents == {path: row["content_sha256"] for path, row in _rows(out).items()}
    office = OOXMLFile(io.BytesIO((out / f"{LETTER}.docx").read_bytes()))
    office.load_key(password=_password(guarded))
    opened = io.BytesIO()
    office.decrypt(opened)
    assert opened.getvalue() == plain[f"{LETTER}.docx"]


def test_the_archive_holds_the_protected_files_and_a_second_run_changes_nothing(
    guarded: Path, tmp_path: Path
) -> None:
    _pack(guarded)
    archive = (tmp_path / "out.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        assert opens_with("a.docx", files.read(f"{LETTER}.docx"), _password(guarded))

    assert _pack(guarded).published.written == ()
    assert (tmp_path / "out.zip").read_bytes() == archive


@pytest.mark.slow
def test_the_pdfs_are_protected_and_the_one_of_all_leaves_them_out(
    guarded: Path, tmp_path: Path
) -> None:
    _pack(guarded, PackOptions(date(2026, 11, 21), Selection(("own",), (), ("0012",)), pdf=True))

    out = tmp_path / "out"
    assert opens_with("a.pdf", (out / f"{LETTER}.pdf").read_bytes(), _password(guarded))
    assert not PdfReader(out / "00-目录.pdf").is_encrypted
    joined = PdfReader(out / "00-全部文件.pdf")
    assert not joined.is_encrypted
    assert len(joined.pages) == len(PdfReader(out / "00-目录.pdf").pages)


def test_a_person_without_a_password_stops_the_pack_before_anything_is_written(
    guarded: Path, tmp_path: Path
) -> None:
    roster = guarded / "employees.csv"
    roster.write_text(roster.read_text("utf-8").replace(f"{CANARY}1\n", "\n"), "utf-8")

    with pytest.raises(CatalogError) as stopped:
        _pack(guarded)

    assert [f.code for f in stopped.value.report] == ["CST167"]
    assert not (tmp_path / "out").exists()


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    temporary = folder / "temporary"
    temporary.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-m", "cstemplates", "--debug", *arguments],
        capture_output=True, cwd=folder, check=False,
        env=os.environ | {"TMPDIR": str(temporary), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip


def _everything(folder: Path) -> bytes:
    places = [p for name in ("out", "temporary") for p in (folder / name).rglob("*")]
    return b"\n".join(
        [*(bytes(p) for p in places), *(p.read_bytes() for p in places if p.is_file())]
    )


def _leaks(data: bytes) -> bool:
    return any(CANARY[:8].encode(code) in data for code in ("utf-8", "utf-16-le", "utf-16-be"))


def test_no_word_of_a_password_is_printed_or_written(guarded: Path, tmp_path: Path) -> None:
    options = ("--pack", "own", "--employee", "0012", "--pdf", "--password-column", "密码")
    done = _run(tmp_path, "pack", "xinghe", "-o", "out", *options)

    assert done.returncode == 0, done.stderr
    assert not _leaks(done.stdout + done.stderr + _everything(tmp_path))
    assert _leaks((guarded / "employees.csv").read_bytes())


@pytest.mark.parametrize("command", [("lint", "--company"), ("pack",)])
def test_a_password_that_is_refused_is_not_printed_either(
    guarded: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    with (guarded / "company.yaml").open("a", encoding="utf-8") as stream:
        stream.write("password: {column: 密码, last: 40}\n")
    done = _run(tmp_path, *command, "xinghe")

    assert done.returncode == 1
    assert b"CST168" in done.stdout + done.stderr
    assert not _leaks(done.stdout + done.stderr)


def test_one_document_of_a_person_is_protected_too(guarded: Path, tmp_path: Path) -> None:
    options = ("--company", "xinghe", "--password-column", "密码", "-o", "a.docx")
    done = _run(tmp_path, "render", "cs_director_target_agreement", "--employee", "0012", *options)

    assert done.returncode == 0, done.stderr
    assert opens_with("a.docx", (tmp_path / "a.docx").read_bytes(), _password(guarded))
