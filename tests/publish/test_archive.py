"""The zip beside the folder: readable, equal, and never over somebody's own file."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from cstemplates.publish import OutputFile, archive_findings, archive_place, zip_files

if TYPE_CHECKING:
    from pathlib import Path

FILES = [OutputFile("01-夹/甲.docx", b"a"), OutputFile("b.docx", b"b")]


def test_a_zip_holds_the_files_in_order_and_is_equal_each_time(tmp_path: Path) -> None:
    place = tmp_path / "out.zip"
    place.write_bytes(zip_files(FILES))

    with zipfile.ZipFile(place) as archive:
        assert archive.testzip() is None
        assert [(name, archive.read(name)) for name in archive.namelist()] == [
            ("01-夹/甲.docx", b"a"),
            ("b.docx", b"b"),
        ]
    assert zip_files(FILES) == place.read_bytes()
    assert archive_findings(place) == []


def test_a_zip_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    place = tmp_path / "out.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("mine.txt", "x" * 200)

    assert [f.code for f in archive_findings(place)] == ["CST023"]


def test_our_own_zip_that_somebody_changed_is_not_replaced(tmp_path: Path) -> None:
    place = tmp_path / "out.zip"
    place.write_bytes(zip_files(FILES))
    with zipfile.ZipFile(place, "a") as archive:
        archive.writestr("mine.txt", "x")

    assert [f.code for f in archive_findings(place)] == ["CST023"]


@pytest.mark.parametrize("kind", ["empty", "short", "folder", "link"])
def test_whatever_else_has_the_name_of_the_zip_stays(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "out.zip"
    match kind:
        case "folder":
            place.mkdir()
        case "link":
            place.symlink_to("nowhere")
        case _:
            place.write_text("" if kind == "empty" else "mine")

    assert [f.code for f in archive_findings(place)] == ["CST023"]


def test_the_zip_stands_beside_its_folder_however_that_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a/b")

    assert archive_place(tmp_path / "out") == tmp_path / "out.zip"
    assert archive_place(type(tmp_path)(".")) == tmp_path / "a/b.zip"
    assert archive_place(type(tmp_path)("..")) == tmp_path / "a.zip"
    assert archive_place(type(tmp_path)("x")) == type(tmp_path)("x.zip")
