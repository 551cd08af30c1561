"""Publishing into a folder: whole, never over a person's edits."""

import json
import os
from contextlib import suppress
from pathlib import Path

import pytest

from cstemplates.findings import EnvironmentFault, WorkspaceError
from cstemplates.publish import OutputFile, Published, publish
from cstemplates.publish.lock import lock

FACTS = {"inputs": [], "as_of": "2026-01-15", "versions": {}}


def _files(**contents: str) -> list[OutputFile]:
    return [OutputFile(f"01-夹/{n}.txt", text.encode()) for n, text in contents.items()]


def _publish(folder: Path, files: list[OutputFile], **choices: bool) -> Published:
    return publish(folder, files, facts=FACTS, shown="out", **choices)


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def _codes(error: WorkspaceError) -> list[str]:
    return [f"{f.code} {f.location}" for f in error.report]


def test_files_and_manifest_are_written_and_nothing_else(tmp_path: Path) -> None:
    _publish(tmp_path / "out", _files(a="甲", b="乙"))

    tree = _tree(tmp_path / "out")
    assert sorted(tree) == ["01-夹/a.txt", "01-夹/b.txt", "manifest.json"]
    manifest = json.loads(tree["manifest.json"])
    assert [row["path"] for row in manifest["files"]] == ["01-夹/a.txt", "01-夹/b.txt"]
    assert manifest["as_of"] == "2026-01-15"


def test_results_are_for_their_owner_only(tmp_path: Path) -> None:
    _publish(tmp_path / "out", _files(a="甲"))

    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "out/01-夹/a.txt").stat().st_mode & 0o777 == 0o600


def test_an_equal_run_changes_nothing(tmp_path: Path) -> None:
    _publish(tmp_path, _files(a="甲"))
    before = _tree(tmp_path)

    again = _publish(tmp_path, _files(a="甲"))

    assert again == Published((), ("01-夹/a.txt",), (), ())
    assert before == _tree(tmp_path)


def test_an_edited_file_stops_the_run_and_nothing_changes(tmp_path: Path) -> None:
    _publish(tmp_path, _files(a="甲", b="乙"))
    (tmp_path / "01-夹/a.txt").write_text("我改的")
    before = _tree(tmp_path)

    with pytest.raises(WorkspaceError) as caught:
        _publish(tmp_path, _files(a="新", b="新"))

    assert _codes(caught.value) == ["CST021 out/01-夹/a.txt"]
    assert before == _tree(tmp_path)


def test_keep_edited_leaves_the_file_and_goes_on(tmp_path: Path) -> None:
    _publish(tmp_path, _files(a="甲", b="乙"))
    (tmp_path / "01-夹/a.txt").write_text("我改的")

    done = _publish(tmp_path, _files(a="新", b="新"), keep_edited=True)

    assert done.kept == ("01-夹/a.txt",)
    assert (tmp_path / "01-夹/a.txt").read_text() == "我改的"
    assert (tmp_path / "01-夹/b.txt").read_text() == "新"
    with pytest.raises(WorkspaceError):
        _publish(tmp_path, _files(a="再新", b="新"))


def test_force_replaces_an_edited_file(tmp_path: Path) -> None:
    _publish(tmp_path, _files(a="甲"))
    (tmp_path / "01-夹/a.txt").write_text("我改的")

    _publish(tmp_path, _files(a="新"), force=True)

    assert (tmp_path / "01-夹/a.txt").read_text() == "新"


def test_a_file_no_longer_made_is_removed_only_if_unchanged(tmp_path: Path) -> None:
    _publish(tmp_path, _files(a="甲", b="乙", c="丙"))
    (tmp_path / "01-夹/b.txt").write_text("我改的")

    done = _publish(tmp_path, _files(c="丙"))

    assert done.removed == ("01-夹/a.txt",)
    assert sorted(_tree(tmp_path)) == ["01-夹/b.txt", "01-夹/c.txt", "manifest.json"]


def test_a_file_that_is_not_ours_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "01-夹").mkdir()
    (tmp_path / "01-夹/a.txt").write_text("别人的")

    with pytest.raises(WorkspaceError) as caught:
        _publish(tmp_path, _files(a="甲"))

    assert _codes(caught.value) == ["CST023 out/01-夹/a.txt"]
    assert (tmp_path / "01-夹/a.txt").read_text() == "别人的"


def test_a_file_open_in_word_is_a_finding(tmp_path: Path) -> None:
    _publish(tmp_path, _files(agreement="甲"))
    (tmp_path / "01-夹/~$reement.txt").write_text("")

    with pytest.raises(WorkspaceError) as caught:
        _publish(tmp_path, _files(agreement="新"))

    assert _codes(caught.value) == ["CST022 out/01-夹/agreement.txt"]


def test_a_target_that_is_a_file_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("文件")

    with pytest.raises(WorkspaceError) as caught:
        _publish(tmp_path / "out", _files(a="甲"))

    assert _codes(caught.value) == ["CST020 out"]
    assert (tmp_path / "out").read_text() == "文件"


@pytest.mark.parametrize("text", ["{", "[]", '{"files": [{"path": 1}]}', "null"])
def test_a_damaged_manifest_is_a_finding(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)

    with pytest.raises(WorkspaceError) as caught:
        _publish(tmp_path, _files(a="甲"))

    assert _codes(caught.value) == ["CST027 out/manifest.json"]


def test_a_manifest_cannot_lead_out_of_its_folder(tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("别人的")
    digest = __import__("hashlib").sha256(victim.read_bytes()).hexdigest()
    out = tmp_path / "out"
    out.mkdir()
    rows = [{"path": "../victim.txt", "sha256": digest}]
    (out / "manifest.json").write_text(json.dumps({"files": rows}))

    _publish(out, _files(a="甲"))

    assert victim.read_text() == "别人的"


def test_two_runs_in_one_folder_are_refused(tmp_path: Path) -> None:
    with lock(tmp_path, "out"), pytest.raises(WorkspaceError) as caught:
        _publish(tmp_path, _files(a="甲"))

    assert _codes(caught.value) == ["CST024 out"]


@pytest.mark.parametrize("call", range(1, 8))
def test_a_write_that_fails_leaves_whole_files_that_the_next_run_recognises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    _publish(tmp_path, _files(a="甲", b="乙"))
    count = 0
    real = os.fsync

    def failing(handle: int) -> None:
        nonlocal count
        count += 1
        if count == call:
            raise OSError(28, "No space left on device")
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr("cstemplates.publish.atomic.os.fsync", failing)
        with suppress(EnvironmentFault):
            _publish(tmp_path, _files(a="新甲", b="新乙", c="新丙"))
    for name, texts in {"a": ("甲", "新甲"), "b": ("乙", "新乙")}.items():
        assert (tmp_path / f"01-夹/{name}.txt").read_text() in texts

    _publish(tmp_path, _files(a="新甲", b="新乙", c="新丙"))

    assert sorted(_tree(tmp_path)) == [
        "01-夹/a.txt", "01-夹/b.txt", "01-夹/c.txt", "manifest.json",
    ]  # fmt: skip
    assert (tmp_path / "01-夹/a.txt").read_text() == "新甲"


def test_a_full_disk_is_the_machines_fault_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cstemplates.publish.atomic.os.fsync", full)

    with pytest.raises(EnvironmentFault) as caught:
        _publish(tmp_path / "out", _files(a="甲"))

    assert [f.code for f in caught.value.report] == ["CST025"]
    assert not [p for p in (tmp_path / "out").rglob("*") if p.is_file()]


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_in_a_files_place_and_a_file_in_a_folders_place_stop_the_run(
    tmp_path: Path, *, force: bool
) -> None:
    (tmp_path / "02-夹").write_text("mine")
    (tmp_path / "01-夹/a.txt").mkdir(parents=True)
    files = [*_files(a="甲", b="乙"), OutputFile("02-夹/c.txt", b"c")]

    with pytest.raises(WorkspaceError) as caught:
        _publish(tmp_path, files, force=force)

    assert _codes(caught.value) == ["CST028 out/01-夹/a.txt", "CST028 out/02-夹"]
    assert _tree(tmp_path) == {"02-夹": b"mine"}


def test_a_link_that_leads_nowhere_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "01-夹").mkdir()
    (tmp_path / "01-夹/a.txt").symlink_to(tmp_path / "nowhere")

    with pytest.raises(WorkspaceError) as caught:
        _publish(tmp_path, _files(a="甲"))

    assert _codes(caught.value) == ["CST023 out/01-夹/a.txt"]


def test_a_name_too_long_for_the_system_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError) as caught:
        _publish(tmp_path / ("x" * 300), _files(a="甲"))

    assert _codes(caught.value) == ["CST025 out"]


def test_a_link_to_nowhere_as_target_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("nowhere")

    with pytest.raises(WorkspaceError) as caught:
        _publish(tmp_path / "out", _files(a="甲"))

    assert _codes(caught.value) == ["CST020 out"]


@pytest.mark.parametrize("path", ["a\\u0000b", "\\ud800", ".", "a//b", "/etc/passwd", "../x"])
def test_a_manifest_cannot_lead_out_of_its_folder_or_crash_the_run(
    tmp_path: Path, path: str
) -> None:
    row = f'{{"path": "{path}", "sha256": "0"}}'
    (tmp_path / "manifest.json").write_text(f'{{"files": [{row}]}}')

    assert _publish(tmp_path, _files(a="甲")).removed == ()


def test_a_manifest_nested_without_end_is_a_damaged_one(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("[" * 200_000)

    with pytest.raises(WorkspaceError) as caught:
        _publish(tmp_path, _files(a="甲"))

    assert _codes(caught.value) == ["CST027 out/manifest.json"]


def test_a_run_interrupted_while_writing_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []

    def interrupt(handle: int) -> None:
        synced.append(handle)
        if len(synced) > 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        _publish(tmp_path / "out", _files(a="甲", b="乙"))

    assert not (tmp_path / "out").exists()
