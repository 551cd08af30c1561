"""One file replaced as a whole, wherever its name points."""

from __future__ import annotations

from pathlib import Path

import pytest

from cstemplates.publish.atomic import replace_file, stage, staged_at


@pytest.mark.parametrize("name", ["岗位说明书.docx", "a/b.docx", "./c.docx"])
def test_a_relative_name_stays_in_its_folder(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path)

    waiting = stage(Path(name), b"new")
    stands = waiting.resolve().parent == Path(name).resolve().parent
    replace_file(Path(name), b"newer")

    assert stands
    assert Path(name).read_bytes() == b"newer"
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [Path(name).name]


def test_a_name_that_is_no_text_can_be_staged() -> None:
    assert staged_at("a/o\udcff.docx") != staged_at("a/o\udcfe.docx")


def test_a_name_as_long_as_a_name_may_be_can_be_replaced(tmp_path: Path) -> None:
    place = tmp_path / ("长" * 80 + ".docx")

    replace_file(place, b"whole")

    assert place.read_bytes() == b"whole"
