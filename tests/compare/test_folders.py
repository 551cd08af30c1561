from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from support.edited import swapped
from support.rawword import RawWord, paragraph

from cstemplates.compare import State, compare_folders, compare_paths
from cstemplates.findings import CstemplatesError

if TYPE_CHECKING:
    from pathlib import Path


def word(*texts: str) -> bytes:
    return RawWord("".join(map(paragraph, texts))).data()


def folder(path: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return path


def states(old: Path, new: Path) -> list[tuple[str, str, str]]:
    return [(f.path, f.state.value, f.old_path) for f in compare_folders(old, new).files]


def manifest(path: Path, rows: list[dict[str, str]]) -> None:
    whole = [
        {"document": "", "role": "", "employee": "", "content_sha256": ""}
        | {"sha256": hashlib.sha256((path / row["path"]).read_bytes()).hexdigest()}
        | row
        for row in rows
    ]
    (path / "manifest.json").write_text(json.dumps({"files": whole}), encoding="utf-8")


def test_files_belong_together_by_their_path(tmp_path: Path) -> None:
    old = folder(
        tmp_path / "old", {"甲.docx": word("一"), "下/乙.docx": word("二"), "去.docx": word("三")}
    )
    new = folder(
        tmp_path / "new", {"甲.docx": word("一"), "下/乙.docx": word("贰"), "来.docx": word("肆")}
    )

    assert states(old, new) == [
        ("下/乙.docx", "changed", ""),
        ("去.docx", "removed", ""),
        ("来.docx", "added", ""),
        ("甲.docx", "same", ""),
    ]


def test_equal_content_under_another_path_is_renamed(tmp_path: Path) -> None:
    old = folder(tmp_path / "old", {"旧名.docx": word("一"), "别.docx": word("二")})
    new = folder(tmp_path / "new", {"新名.docx": word("一"), "别.docx": word("二")})

    assert states(old, new) == [("别.docx", "same", ""), ("新名.docx", "renamed", "旧名.docx")]


def test_the_same_document_of_the_same_person_is_renamed_and_compared(tmp_path: Path) -> None:
    old = folder(tmp_path / "old", {"0012-王.docx": word("权重30%")})
    new = folder(tmp_path / "new", {"0012-汪.docx": word("权重35%")})
    row = {"document": "annual_scorecard", "role": "cs_director", "employee": "0012"}
    manifest(old, [{"path": "0012-王.docx", **row}])
    manifest(new, [{"path": "0012-汪.docx", **row}])

    (file,) = compare_folders(old, new).files

    assert (file.state, file.old_path, file.path) == (State.RENAMED, "0012-王.docx", "0012-汪.docx")
    assert [c.after for c in file.changes] == ["权重35%"]


def test_equal_hashes_of_the_content_are_not_opened(tmp_path: Path) -> None:
    # Enciphered files never have equal bytes and could not be opened here.
    old = folder(tmp_path / "old", {"密.docx": b"enciphered once"})
    new = folder(tmp_path / "new", {"密.docx": b"enciphered again"})
    for side in (old, new):
        manifest(side, [{"path": "密.docx", "content_sha256": "c0ffee"}])

    assert states(old, new) == [("密.docx", "same", "")]


def test_a_manifest_that_knows_another_version_is_not_believed(tmp_path: Path) -> None:
    old = folder(tmp_path / "old", {"甲.docx": word("一")})
    new = folder(tmp_path / "new", {"甲.docx": word("一")})
    for side in (old, new):
        manifest(side, [{"path": "甲.docx", "content_sha256": "c0ffee"}])
    folder(new, {"甲.docx": word("由人改过")})

    assert states(old, new) == [("甲.docx", "changed", "")]


@pytest.mark.parametrize(
    "text", ["", "[]", '{"files": [3]}', "{", '{"files": [{"path": "甲.docx"}]}']
)
def test_a_damaged_manifest_only_tells_less(tmp_path: Path, text: str) -> None:
    sides = [folder(tmp_path / name, {"甲.docx": word("一")}) for name in ("old", "new")]
    for side in sides:
        (side / "manifest.json").write_text(text, encoding="utf-8")

    assert states(*sides) == [("甲.docx", "same", "")]


def test_other_files_and_those_word_leaves_behind_do_not_count(tmp_path: Path) -> None:
    others = {
        "甲.pdf": b"1",
        "~$甲.docx": b"1",
        ".甲.docx": b"1",
        ".git/乙.docx": b"1",
        "丙.csv": b"",
    }
    old = folder(tmp_path / "old", {"甲.docx": word("一")} | others)
    new = folder(tmp_path / "new", {"甲.docx": word("一")})

    assert states(old, new) == [("甲.docx", "same", "")]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    old = folder(tmp_path / "old", {"坏.docx": b"PK\x03\x04", "甲.docx": word("一")})
    new = folder(tmp_path / "new", {"坏.docx": word("一"), "甲.docx": word("二")})

    comparison = compare_folders(old, new)

    assert [(f.path, f.state) for f in comparison.files] == [
        ("坏.docx", State.UNREADABLE),
        ("甲.docx", State.CHANGED),
    ]
    assert [(f.code, f.location.path) for f in comparison.findings] == [
        ("CST315", (old / "坏.docx").as_posix())
    ]


def test_several_processes_say_the_same_as_one(tmp_path: Path) -> None:
    old = folder(tmp_path / "old", {f"{n:02}.docx": word(f"第{n}号", "甲") for n in range(40)})
    new = folder(tmp_path / "new", {f"{n:02}.docx": word(f"第{n}号", "乙") for n in range(40)})

    assert compare_folders(old, new, jobs=2) == compare_folders(old, new)


def test_it_is_told_how_far_it_is(tmp_path: Path) -> None:
    old = folder(tmp_path / "old", {"甲.docx": word("一"), "乙.docx": word("一")})
    new = folder(tmp_path / "new", {"甲.docx": word("一"), "乙.docx": word("二")})
    seen: list[tuple[int, int]] = []

    compare_folders(old, new, tell=lambda done, total: seen.append((done, total)))

    assert seen == [(2, 2)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("side", "side/甲.docx", [("CST040", "side/甲.docx")]),
        ("side/甲.docx", "side", [("CST040", "side/甲.docx")]),
        ("side", "nowhere", [("CST100", "nowhere")]),
        ("nowhere.docx", "neither.docx", [("CST100", "neither.docx"), ("CST100", "nowhere.docx")]),
        ("side/甲.docx", "side/字.txt", [("CST300", "side/字.txt")]),
        ("side/表.docx", "side/甲.docx", [("CST300", "side/表.docx")]),
    ],
)
def test_what_cannot_be_compared_is_named(
    tmp_path: Path, old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    workbook = swapped(
        word("一"),
        "wordprocessingml.document.main",
        "spreadsheetml.sheet.main",
        part="[Content_Types].xml",
    )
    folder(tmp_path / "side", {"甲.docx": word("一"), "字.txt": "字".encode(), "表.docx": workbook})

    with pytest.raises(CstemplatesError) as caught:
        compare_paths(tmp_path / old, tmp_path / new)

    found = [(f.code, f.location.path) for f in caught.value.report]
    assert found == [(code, (tmp_path / path).as_posix()) for code, path in expected]
