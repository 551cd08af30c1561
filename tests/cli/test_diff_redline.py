"""cstemplates diff --redline: one file, or a folder with the change memo."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.bothways import marked
from support.command import run_command
from support.rawword import RawWord, cell, paragraph, row, table
from support.revisions import accept_all, reject_all
from support.validators import assert_valid

from cstemplates.publish import OutputFile, publish
from cstemplates.word import project_text

if TYPE_CHECKING:
    import subprocess

ROOT = Path(__file__).parents[2]
HEAD = row(cell("编号"), cell("考核项目"), cell("权重"), header=True)


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, on the 22nd of November 2026."""
    fixed = {"LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1795305600", "PYTHONPATH": str(ROOT)}
    return run_command(*map(str, arguments), cwd=cwd, environment=os.environ | fixed)


def _scorecard(weight: str, *, title: str = "客服总监考核评分表", more: str = "") -> bytes:
    rows = row(cell("A1"), cell("客户满意度"), cell(weight))
    body = paragraph(title, style="1") + table(HEAD, rows, columns=3) + paragraph("附注。")
    return RawWord(body + more).data()


def test_two_files_give_a_redline_and_the_differences_on_stdout(tmp_path: Path) -> None:
    (tmp_path / "old.docx").write_bytes(_scorecard("30%"))
    (tmp_path / "new.docx").write_bytes(_scorecard("35%"))

    done = run(
        "diff", "old.docx", "new.docx", "--format", "json", "--redline", "red.docx",
        "--author", "人力资源部", "--date", "2026-12-01", cwd=tmp_path,
    )  # fmt: skip

    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)
    assert done.stderr.splitlines()[-1] == "red.docx"
    made = (tmp_path / "red.docx").read_bytes()
    assert marked(made) == ["[-30%][+35%]"]
    assert project_text(accept_all(made)) == project_text(_scorecard("35%"))
    assert project_text(reject_all(made)) == project_text(_scorecard("30%"))


def test_without_options_the_changes_are_ours_and_of_today(tmp_path: Path) -> None:
    (tmp_path / "old.docx").write_bytes(_scorecard("30%"))
    (tmp_path / "new.docx").write_bytes(_scorecard("35%"))

    done = run("diff", "old.docx", "new.docx", "--redline", "a.docx", cwd=tmp_path)
    other = run(
        "diff", "old.docx", "new.docx", "--redline", "b.docx", "--as-of", "2026-11-22",
        "--author", "cstemplates", cwd=tmp_path,
    )  # fmt: skip

    assert done.returncode == other.returncode == 1
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        (folder / "02-考核").mkdir(parents=True)
        (folder / "附录.docx").write_bytes(RawWord(paragraph("不变")).data())
    for name in ("总监", "经理"):
        (old / f"02-考核/{name}.docx").write_bytes(_scorecard("30%"))
        (new / f"02-考核/{name}.docx").write_bytes(_scorecard("35%"))
    (new / "02-考核/总监.docx").write_bytes(_scorecard("35%", more=paragraph("考核结果当日反馈。")))
    (old / "旧制度.docx").write_bytes(RawWord(paragraph("作废")).data())
    (new / "新制度.docx").write_bytes(RawWord(paragraph("施行")).data())
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>外观</w:t></w:r></w:p>"
    (old / "外观.docx").write_bytes(RawWord(paragraph("外观")).data())
    (new / "外观.docx").write_bytes(RawWord(bold).data())
    return tmp_path


def test_two_folders_give_redlines_and_a_memo(packs: Path) -> None:
    done = run("diff", "old", "new", "--redline", "red", "--author", "人力资源部", cwd=packs)

    assert done.returncode == 1, done.stderr
    assert sorted(p.relative_to(packs / "red").as_posix() for p in (packs / "red").rglob("*")) == [
        "02-考核",
        "02-考核/总监.docx",
        "02-考核/经理.docx",
        "manifest.json",
        "变更说明.docx",
    ]
    memo = (packs / "red/变更说明.docx").read_bytes()
    assert_valid(memo)
    lines = project_text(memo).splitlines()
    assert "[Subtitle] 人力资源部　　2026年11月22日" in lines
    assert any("共比较6份文件，其中5份有变化，1份没有变化。" in line for line in lines)
    assert _rows(lines, "权重变化") == [
        "| 1 | 02-考核/总监.docx⏎02-考核/经理.docx | 客服总监考核评分表 › A1 客户满意度 › 权重 | 30% | 35%"
    ]
    assert [line.split(" | ")[1:4] for line in _rows(lines, "有变化的文件")] == [
        ["02-考核/总监.docx", "修改", "2"],
        ["02-考核/经理.docx", "修改", "1"],
        ["外观.docx", "仅外观", "—"],
        ["新制度.docx", "新增", "—"],
        ["旧制度.docx", "删除", "—"],
    ]
    assert [line.split(" | ")[3] for line in _rows(lines, "新增")] == ["考核结果当日反馈。"]
    assert [line.split(" | ")[1] for line in _rows(lines, "外观变化")] == ["外观.docx"]
    assert not any("删除内容" in line for line in lines)


def _rows(lines: list[str], heading: str) -> list[str]:
    """The rows of the table below a heading."""
    start = next(n for n, x in enumerate(lines) if x.startswith("# ") and f" {heading}" in x)
    end = next((n for n in range(start + 1, len(lines)) if lines[n].startswith("# ")), len(lines))
    return [line for line in lines[start:end] if line.startswith("| ")]


def test_a_redline_that_somebody_has_worked_on_is_not_overwritten(packs: Path) -> None:
    assert run("diff", "old", "new", "--redline", "red", cwd=packs).returncode == 1
    edited = packs / "red/02-考核/总监.docx"
    edited.write_bytes(edited.read_bytes() + b" ")

    done = run("diff", "old", "new", "--redline", "red", cwd=packs)

    assert done.returncode == 1
    assert "red/02-考核/总监.docx: error CST021" in done.stderr
    assert "name another place with --redline" in done.stderr
    assert edited.read_bytes().endswith(b" ")


def test_a_pack_is_not_replaced_by_redlines(packs: Path) -> None:
    publish(packs / "red", [OutputFile("甲.pdf", b"x")], facts={}, shown="red")

    done = run("diff", "old", "new", "--redline", "red", cwd=packs)

    assert done.returncode == 1
    assert "red/manifest.json: error CST023" in done.stderr
    assert "name another place with --redline" in done.stderr
    assert (packs / "red/甲.pdf").read_bytes() == b"x"


def test_a_damaged_file_is_named_and_the_others_go_on(packs: Path) -> None:
    (packs / "new/02-考核/总监.docx").write_bytes(b"no zip")

    done = run("diff", "old", "new", "--redline", "red", cwd=packs)

    assert done.returncode == 1
    assert "new/02-考核/总监.docx: error CST300" in done.stderr
    assert (packs / "red/02-考核/经理.docx").is_file()
    assert not (packs / "red/02-考核/总监.docx").exists()
    assert "无法读取" in project_text((packs / "red/变更说明.docx").read_bytes())


def test_a_redlined_file_that_somebody_has_worked_on_is_not_overwritten(packs: Path) -> None:
    order = ("diff", "old/02-考核/经理.docx", "new/02-考核/经理.docx", "--redline", "red.docx")
    assert run(*order, cwd=packs).returncode == 1
    assert run(*order, cwd=packs).returncode == 1
    (packs / "red.docx").write_bytes(b"reviewed")

    done = run(*order, cwd=packs)

    assert done.returncode == 1
    assert "red.docx: error CST023 " in done.stderr
    assert "name another place with --redline" in done.stderr
    assert (packs / "red.docx").read_bytes() == b"reviewed"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("old", "new", "--redline", "red.docx"), "the name of a folder"),
        (("old/附录.docx", "new/附录.docx", "--redline", "red"), "ends in .docx"),
        (("old/附录.docx", "new/附录.docx", "--redline", "new/附录.docx"), "would overwrite"),
        (("old", "new", "--redline", "./old"), "would overwrite"),
        (("old", "new", "--redline", "new/red"), "inside what is compared"),
        (("old", "new", "--redline", "red", "--author", "x\x01y"), "visible characters"),
        (("old", "new", "--redline", "red", "--author", "名" * 101), "visible characters"),
        (("old", "new", "--author", "x"), "go with --redline"),
        (("old", "new", "--date", "2026-01-01"), "go with --redline"),
        (("old", "new", "--redline", "red", "--catalog"), "two Word files or two folders"),
    ],
)
def test_options_that_cannot_be_meant_are_refused(
    packs: Path, arguments: tuple[str, ...], words: str
) -> None:
    done = run("diff", *arguments, cwd=packs)

    assert done.returncode == 2
    assert words in done.stderr
