"""A folder that grows: journal first, names afterwards, and what a stop leaves behind."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from cstemplates.publish import sha256
from cstemplates.publish.growing import Grown, growing_folder, stage_file
from cstemplates.publish.journal import Journal, journal_rows
from cstemplates.publish.standing import Choices, State, look_at

if TYPE_CHECKING:
    from pathlib import Path

FACTS = {"as_of": "2026-01-15"}
RESUME = Choices(resume=True)


def _grown(path: str, data: bytes) -> Grown:
    row = {"path": path, "sha256": sha256(data), "key": f"key of {path}"}
    return Grown(path, json.dumps(row).encode())


def _stop_after(folder: Path, committed: list[str], staged: list[str]) -> None:
    """Leave a folder as a kill leaves it."""
    with suppress(KeyboardInterrupt), growing_folder(folder, "out") as growing:
        growing.begin()
        for path in [*committed, *staged]:
            stage_file(folder, path, path.encode())
        growing.commit([_grown(path, path.encode()) for path in committed])
        raise KeyboardInterrupt


def _names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_the_manifest_has_the_rows_in_order_and_the_journal_goes(tmp_path: Path) -> None:
    with growing_folder(tmp_path / "out", "out") as growing:
        growing.begin()
        for name in ("b", "a"):
            stage_file(tmp_path / "out", f"x/{name}", name.encode())
            growing.commit([_grown(f"x/{name}", name.encode())])
        growing.finish(FACTS, [b'{"path": "old"}'])

    assert _names(tmp_path / "out") == ["manifest.json", "x/a", "x/b"]
    manifest = json.loads((tmp_path / "out/manifest.json").read_bytes())
    assert [row["path"] for row in manifest["files"]] == ["x/b", "x/a", "old"]
    assert manifest["as_of"] == "2026-01-15"


def test_a_stop_leaves_whole_journalled_files_and_nothing_else(tmp_path: Path) -> None:
    _stop_after(tmp_path / "out", ["x/a"], ["x/b"])

    assert _names(tmp_path / "out") == [".cstemplates-journal.jsonl", "x/a"]


def test_a_folder_that_stayed_empty_goes_again(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), growing_folder(tmp_path / "out", "out"):
        raise KeyboardInterrupt

    assert not (tmp_path / "out").exists()


def test_an_unfinished_folder_asks_for_resume(tmp_path: Path) -> None:
    _stop_after(tmp_path / "out", ["x/a"], [])

    standing = look_at(tmp_path / "out", {"x/a": "key of x/a"}, Choices(), shown="out")

    assert [(f.code, str(f.location)) for f in standing.findings] == [("CST029", "out")]


def test_resume_takes_a_file_only_with_its_key_and_its_bytes(tmp_path: Path) -> None:
    out = tmp_path / "out"
    _stop_after(out, ["x/a", "x/b", "x/c"], [])
    (out / "x/c").unlink()
    wanted = {"x/a": "key of x/a", "x/b": "another key", "x/c": "key of x/c", "x/d": "k"}

    standing = look_at(out, wanted, RESUME, shown="out")

    states = {path: state for path, (state, _row) in standing.states.items()}
    assert states == {
        "x/a": State.DONE, "x/b": State.MAKE, "x/c": State.MAKE, "x/d": State.MAKE,
    }  # fmt: skip
    assert standing.findings == []


def test_a_file_that_somebody_else_put_there_is_named(tmp_path: Path) -> None:
    out = tmp_path / "out"
    _stop_after(out, ["x/a"], [])
    (out / "x/a").write_bytes(b"mine")
    (out / "x/b").write_bytes(b"mine too")

    standing = look_at(out, {"x/a": "k", "x/b": "k"}, RESUME, shown="out")

    found = sorted((f.code, str(f.location)) for f in standing.findings)
    assert found == [("CST021", "out/x/a"), ("CST023", "out/x/b")]


def test_half_a_line_of_a_journal_is_dropped(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append([b'{"path": "a", "sha256": "1"}\n', b'{"path": "b", "sha'])
    journal.close()

    again = Journal(tmp_path)
    again.append([b'{"path": "c", "sha256": "3"}\n'])
    rows = list(again.rows())
    again.close()

    assert rows == [b'{"path": "c", "sha256": "3"}']
    assert [row["path"] for row in journal_rows(tmp_path)] == ["a", "c"]


def test_the_journal_is_for_its_owner_only(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.close()

    assert os.stat(journal.path).st_mode & 0o777 == 0o600  # noqa: PTH116 - as the system says
