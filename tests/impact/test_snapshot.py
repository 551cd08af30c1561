from __future__ import annotations

import json
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.checkout import ROOT

from cstemplates.compare import Kind, State
from cstemplates.compare.reports import render_text
from cstemplates.findings import CatalogError, WorkspaceError
from cstemplates.impact.fresh import check_snapshot, write_snapshot
from cstemplates.impact.snapshot import Recipe, pages_of
from cstemplates.impact.text_changes import text_changes
from cstemplates.publish import OutputFile, publish

if TYPE_CHECKING:
    from pathlib import Path

    from cstemplates.compare import Comparison

AS_OF = date(2027, 1, 1)
CARD = "快照/xinghe/考核评分表/demo-cs_director-年度考核评分表.txt"


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company and a snapshot of its pack for the director beside it."""
    folder = tmp_path_factory.mktemp("taken")
    shutil.copytree(ROOT / "examples/xinghe", folder / "xinghe")
    out = folder / "快照"
    recipe = Recipe.of(out, (folder / "xinghe",), as_of=AS_OF, packs=("director",))
    write_snapshot(out, recipe)
    return folder


@pytest.fixture
def folder(taken: Path, tmp_path: Path) -> Path:
    return shutil.copytree(taken, tmp_path / "moved elsewhere")


def differing(comparison: Comparison) -> list[tuple[str, State]]:
    return [(f.path, f.state) for f in comparison.files if f.state is not State.SAME]


def rename(folder: Path) -> None:
    """Let the company be called something else, which some documents print."""
    file = folder / "xinghe/company.yaml"
    file.write_text(file.read_text("utf-8").replace("云川星河商务", "云川银河商务"), "utf-8")


def test_a_snapshot_holds_the_text_of_every_document_and_what_it_is_made_of(taken: Path) -> None:
    facts = json.loads((taken / "快照/manifest.json").read_text("utf-8"))
    assert facts["as_of"] == "2027-01-01"
    assert facts["snapshot"] == {
        "companies": ["../xinghe"], "packs": ["director"], "with_roster": False
    }  # fmt: skip
    row = next(r for r in facts["files"] if r["document"] == "annual_scorecard")
    assert row["path"] == CARD.removeprefix("快照/")
    assert (row["role"], row["employee"]) == ("cs_director", "demo-cs_director")
    assert "客户满意度 | 25%" in (taken / CARD).read_text("utf-8")


def test_no_real_person_is_in_a_snapshot(taken: Path) -> None:
    for file in (taken / "快照").rglob("*.*"):
        text = file.read_text("utf-8")
        assert not [name for name in ("王𠮷", "苏映泉", "18000", "18,000") if name in text]


def test_nothing_differs_on_the_same_day_wherever_the_folder_is(folder: Path) -> None:
    comparison = check_snapshot(folder / "快照")
    assert differing(comparison) == []
    assert len(comparison.files) > 5


def test_a_change_is_shown_word_by_word_and_accepted_once(folder: Path) -> None:
    rename(folder)
    comparison = check_snapshot(folder / "快照", update=True)
    (file,) = [f for f in comparison.files if "目标责任协议书" in f.path]
    assert file.state is State.CHANGED
    pieces = {(p.kind, p.text) for c in file.changes for p in c.pieces if p.kind != "same"}
    assert pieces == {("gone", "星"), ("new", "银")}
    assert differing(check_snapshot(folder / "快照")) == []


def test_without_update_nothing_is_written(folder: Path) -> None:
    before = {p: p.read_bytes() for p in (folder / "快照").rglob("*.*")}
    rename(folder)
    assert check_snapshot(folder / "快照").differs
    assert before == {p: p.read_bytes() for p in (folder / "快照").rglob("*.*")}


def test_a_text_that_somebody_edited_or_removed_differs(folder: Path) -> None:
    card = folder / CARD
    card.write_text(
        card.read_text("utf-8").replace("客户满意度 | 25%", "客户满意度 | 20%"), "utf-8"
    )
    calendar = next((folder / "快照").rglob("*例行工作表.txt"))
    calendar.unlink()
    comparison = check_snapshot(folder / "快照")
    assert differing(comparison) == [
        (CARD.removeprefix("快照/"), State.CHANGED),
        (calendar.relative_to(folder / "快照").as_posix(), State.ADDED),
    ]


def test_line_ends_that_git_has_turned_are_no_difference(folder: Path) -> None:
    card = folder / CARD
    card.write_bytes(card.read_bytes().replace(b"\n", b"\r\n"))
    assert differing(check_snapshot(folder / "快照")) == []


def test_a_document_whose_words_are_the_same_only_looks_different(folder: Path) -> None:
    manifest = folder / "快照/manifest.json"
    facts = json.loads(manifest.read_text("utf-8"))
    facts["files"][0]["content_sha256"] = "0" * 64
    manifest.write_text(json.dumps(facts), "utf-8")
    comparison = check_snapshot(folder / "快照")
    assert differing(comparison) == [(facts["files"][0]["path"], State.LOOK)]
    assert render_text(comparison).startswith("Files: only looks different 1, the same ")


def test_a_document_that_is_no_longer_made_is_gone_after_an_update(folder: Path) -> None:
    manifest = folder / "快照/manifest.json"
    facts = json.loads(manifest.read_text("utf-8"))
    old = "xinghe/旧文件/旧.txt"
    place = folder / "快照" / old
    place.parent.mkdir()
    place.write_bytes(b"old\n")
    digest = "4d9dc6b1c0ff6a5c7b36c7aa2f1c3ba4eb6b1a5ad4ce1a4a3c4b1ab6d1d8b6b4"
    facts["files"].append(facts["files"][0] | {"path": old, "sha256": digest})
    manifest.write_text(json.dumps(facts), "utf-8")
    assert differing(check_snapshot(folder / "快照")) == [(old, State.REMOVED)]


def test_a_snapshot_is_replaced_as_a_whole(folder: Path) -> None:
    out = folder / "快照"
    recipe = Recipe.of(out, (folder / "xinghe",), as_of=date(2028, 1, 1), packs=("director",))
    (folder / CARD).write_text("edited", "utf-8")
    write_snapshot(out, recipe)
    assert differing(check_snapshot(out)) == []
    assert "2028年" in (folder / CARD).read_text("utf-8")


def test_files_that_are_not_ours_stop_a_snapshot(folder: Path) -> None:
    out = folder / "other"
    file = out / CARD.removeprefix("快照/")
    file.parent.mkdir(parents=True)
    file.write_text("mine", "utf-8")
    recipe = Recipe.of(out, (folder / "xinghe",), as_of=AS_OF, packs=("director",))
    with pytest.raises(WorkspaceError) as caught:
        write_snapshot(out, recipe)
    assert [f.code for f in caught.value.report] == ["CST023"]
    assert [p.name for p in out.rglob("*.*")] == [file.name]


def test_a_pack_is_not_replaced_by_a_snapshot(folder: Path) -> None:
    out = folder / "pack"
    publish(out, [OutputFile("甲.pdf", b"x")], facts={"as_of": "2027-01-01"}, shown="pack")
    recipe = Recipe.of(out, (folder / "xinghe",), as_of=AS_OF, packs=("director",))
    with pytest.raises(WorkspaceError) as caught:
        write_snapshot(out, recipe)
    (found,) = caught.value.report
    assert (found.code, str(found.location)) == ("CST023", f"{out.as_posix()}/manifest.json")
    assert (out / "甲.pdf").read_bytes() == b"x"


def test_a_file_where_the_folder_has_to_go_stops_a_snapshot(folder: Path) -> None:
    recipe = Recipe.of(folder / CARD, (folder / "xinghe",), as_of=AS_OF, packs=("director",))
    with pytest.raises(WorkspaceError) as caught:
        write_snapshot(folder / CARD, recipe)
    assert [f.code for f in caught.value.report] == ["CST020"]


def test_companies_of_one_name_have_folders_of_their_own(folder: Path) -> None:
    other = shutil.copytree(folder / "xinghe", folder / "second/xinghe")
    companies = (folder / "xinghe", other)
    recipe = Recipe.of(folder / "both", companies, as_of=AS_OF, packs=("director",))
    pages = pages_of(folder / "both", recipe)
    assert {page.path.partition("/")[0] for page in pages} == {"xinghe", "xinghe-2"}


def test_a_catalogue_with_errors_gives_no_snapshot(folder: Path) -> None:
    file = folder / "xinghe/company.yaml"
    file.write_text(
        file.read_text("utf-8").replace("packs: [director", "packs: [directors"), "utf-8"
    )
    out = folder / "other"
    with pytest.raises(CatalogError) as caught:
        write_snapshot(out, Recipe.of(out, (folder / "xinghe",), as_of=AS_OF))
    assert [f.code for f in caught.value.report] == ["CST011"]
    assert not out.exists()


@pytest.mark.parametrize("content", [None, "{", '{"files": []}', '{"files": 1, "as_of": "x"}'])
def test_a_missing_or_damaged_snapshot_is_named(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content, "utf-8")
    with pytest.raises(WorkspaceError) as caught:
        check_snapshot(tmp_path)
    assert [f.code for f in caught.value.report] == ["CST035"]


def test_lines_are_told_below_their_headings() -> None:
    old = "# 一、 总则\n[正文] 甲乙丙\n## 1. 范围\n[正文] 权重30%\n"
    new = "# 一、 总则\n## 1. 范围\n[正文] 权重35%\n"
    gone, changed = text_changes(old, new)
    assert (gone.kind, gone.where, gone.before) == (Kind.REMOVED, "一、 总则", "[正文] 甲乙丙")
    assert (changed.kind, changed.where) == (Kind.CHANGED, "一、 总则 › 1. 范围")
    assert [(p.kind, p.text) for p in changed.pieces][-2:] == [("gone", "30%"), ("new", "35%")]
