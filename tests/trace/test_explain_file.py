"""``explain FILE.docx``: from a side file, from a manifest, or with a clear word why not."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.command import run_command
from support.reference import EXAMPLE
from support.validators import assert_valid
from support.wordfile import word

from cstemplates.word import project_text

if TYPE_CHECKING:
    import subprocess

DAY = "2026-01-15"
SCORECARD = ("annual_scorecard", "--employee", "0012")
PERSONAL = ("--employee", "0012", "--pack", "director", "--as-of", DAY)


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return run_command(*arguments, cwd=cwd, environment=os.environ | {"LC_ALL": "C.UTF-8"})


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example company, a traced document, and a pack without traces."""
    room = tmp_path_factory.mktemp("room")
    shutil.copytree(EXAMPLE, room / "xinghe")
    options = ("--company", "xinghe", "--as-of", DAY, "-o", "card.docx", "--trace")
    done = run("render", *SCORECARD, *options, cwd=room)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["card.docx", "card.trace.json"]
    done = run("pack", "xinghe", *PERSONAL, cwd=room)
    assert done.returncode == 0, done.stderr
    return room


@pytest.fixture
def copy(room: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(room, tmp_path / "room"))


def packed(room: Path) -> str:
    (file,) = (room / "out" / "xinghe").glob("*/0012*年度考核评分表.docx")
    return file.relative_to(room).as_posix()


def codes(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [w for line in done.stderr.splitlines() for w in line.split() if w.startswith("CST")]


def test_a_text_is_told_by_place_value_file_line_layer_and_what_it_replaced(room: Path) -> None:
    done = run("explain", "card.docx", "25%", cwd=room)

    assert done.returncode == 0, done.stderr
    lines = [line.strip() for line in done.stdout.splitlines()]
    at = lines.index("scorecards/cs_director_annual.parts.results.measures.satisfaction.weight")
    assert lines[at - 2].startswith("card.docx: table 2, row 6, cell ")
    assert lines[at - 1] == "“25%”"
    assert lines[at + 1].startswith("from overlay/scorecards/cs_director_annual.yaml:")
    assert lines[at + 1].endswith(", layer overlay")
    assert lines[at + 2] == "replaces “20”"
    assert lines[at + 3].startswith("from catalog/scorecards/cs_director_annual.yaml:")


def test_a_text_across_several_values_is_found_whatever_the_blanks(room: Path) -> None:
    done = run("explain", "card.docx", "总成绩＝ 业绩考核得分×70%", cwd=room)

    assert done.returncode == 0, done.stderr
    assert "scorecards/cs_director_annual.parts.results.title" in done.stdout
    assert "scorecards/cs_director_annual.parts.results.share" in done.stdout


def test_the_templates_own_words_name_template_and_place(room: Path) -> None:
    done = run("explain", "card.docx", "考核期间", cwd=room)

    assert "templates/docx/annual_scorecard.docx: table 1, row 3, cell 1" in done.stdout


def test_after_twenty_places_the_rest_is_counted(room: Path) -> None:
    done = run("explain", "card.docx", "分", cwd=room)

    places = [line for line in done.stdout.splitlines() if line.startswith("card.docx: ")]
    assert len(places) == 20
    assert done.stdout.splitlines()[-1].startswith("… and ")


def test_a_text_that_stands_twice_in_one_value_is_told_once(room: Path) -> None:
    done = run("explain", "card.docx", "客户", cwd=room)

    places = [
        line
        for line in done.stdout.splitlines()
        if line.startswith("card.docx: table 2, row 4, cell 4")
    ]
    assert len(places) == 1


def test_a_very_long_text_is_not_repeated_whole(room: Path) -> None:
    done = run("explain", "card.docx", "客户" * 5000, cwd=room)

    assert done.returncode == 1
    assert codes(done) == ["CST038"]
    assert len(done.stderr) < 400


def test_the_list_of_a_packs_files_says_what_it_is(room: Path) -> None:
    done = run("explain", "out/xinghe/00-目录.docx", "客户", cwd=room)

    assert done.returncode == 1
    assert codes(done) == ["CST036"]
    assert "list of the pack's files" in done.stderr


def test_a_text_that_is_not_there_is_named_with_the_nearest(room: Path) -> None:
    done = run("explain", "card.docx", "客户满意率", cwd=room)

    assert done.returncode == 1
    assert codes(done) == ["CST038"]
    assert "客户满意度" in done.stderr


def test_everything_is_said_in_chinese_too(room: Path) -> None:
    done = run("--lang", "zh", "explain", "card.docx", "王𠮷", cwd=room)

    assert done.returncode == 0, done.stderr
    assert "employees.csv:3" in done.stdout
    assert "姓名" in done.stdout


def test_a_file_of_a_pack_is_made_again_from_its_manifest(room: Path) -> None:
    done = run("explain", packed(room), "25%", cwd=room)

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "measures.satisfaction.weight" in done.stdout


def test_a_pack_that_was_moved_needs_the_company_folder(copy: Path) -> None:
    (copy / "xinghe").rename(copy / "other")
    asked = (packed(copy), "25%")

    without = run("explain", *asked, cwd=copy)
    named = run("explain", *asked, "--company", "other", cwd=copy)

    assert (without.returncode, codes(without)) == (1, ["CST036"])
    assert "--company" in without.stderr
    assert named.returncode == 0, named.stderr
    assert "measures.satisfaction.weight" in named.stdout


def test_what_has_changed_since_a_pack_was_made_is_told(copy: Path) -> None:
    overlay = copy / "xinghe" / "overlay" / "scorecards" / "cs_director_annual.yaml"
    text = overlay.read_text("utf-8")
    overlay.write_text(
        text.replace("weight: 25", "weight: 25 # 不变").replace("weight: 5\n", "weight: 5\n"),
        "utf-8",
    )
    same = run("explain", packed(copy), "25%", cwd=copy)
    company = copy / "xinghe" / "company.yaml"
    company.write_text(company.read_text("utf-8").replace("云川星河商务", "云川银河商务"), "utf-8")

    changed = run("explain", packed(copy), "25%", cwd=copy)

    assert (same.returncode, codes(same)) == (0, [])
    assert (changed.returncode, codes(changed)) == (0, ["CST037"])
    assert "measures.satisfaction.weight" in changed.stdout


def test_a_side_file_of_another_state_of_the_document_is_noticed(copy: Path) -> None:
    options = ("--company", "xinghe", "--as-of", "2026-02-02", "-o", "card.docx")
    assert run("render", "annual_scorecard", "--employee", "0131", *options, cwd=copy).returncode

    assert run("render", "attendance_policy", *options, cwd=copy).returncode == 0
    done = run("explain", "card.docx", "客户满意度", cwd=copy)

    assert done.returncode == 0
    assert codes(done) == ["CST037"]


def test_a_document_of_unknown_origin_says_how_to_make_it_traceable(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word("甲"))

    done = run("explain", "a.docx", "甲", cwd=tmp_path)

    assert (done.returncode, codes(done)) == (1, ["CST036"])
    assert "--trace" in done.stderr


def test_what_is_no_word_file_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"no")
    (tmp_path / "b.docx").mkdir()

    found = [
        codes(run("explain", name, "甲", cwd=tmp_path)) for name in ("a.docx", "b.docx", "c.docx")
    ]

    assert found == [["CST300"], ["CST100"], ["CST100"]]


@pytest.mark.parametrize(
    "arguments",
    [
        ("a.docx",),
        ("a.docx", " "),
        ("CST601", "text"),
        ("CST601", "--comments", "b.docx"),
        ("a.docx", "--comments", "b.doc"),
        ("a.docx", "--comments", "./a.docx"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert run("explain", *arguments, cwd=tmp_path).returncode == 2


def test_sources_are_written_as_comments_of_a_valid_file(copy: Path) -> None:
    done = run("explain", "card.docx", "--comments", "said.docx", cwd=copy)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["said.docx"]
    said, card = ((copy / name).read_bytes() for name in ("said.docx", "card.docx"))
    assert_valid(said)
    assert project_text(said) == project_text(card)
    from zipfile import ZipFile  # noqa: PLC0415

    comments = ZipFile(copy / "said.docx").read("word/comments.xml").decode()
    assert "measures.satisfaction.weight" in comments
    assert "from overlay/scorecards/cs_director_annual.yaml" in comments


def test_a_pack_has_a_side_file_beside_every_document_but_not_in_its_zip(copy: Path) -> None:
    pack = ("pack", "xinghe", *PERSONAL, "-o", "traced")
    before = {p.name: p.read_bytes() for p in (copy / "out/xinghe").rglob("*.docx")}

    done = run(*pack, "--trace", "--zip", cwd=copy)

    assert done.returncode == 0, done.stderr
    made = [p for p in (copy / "traced").rglob("*.docx") if not p.name.startswith("00-")]
    assert all(p.with_suffix(".trace.json").is_file() for p in made)
    assert {p.name: p.read_bytes() for p in (copy / "traced").rglob("*.docx")} == before
    from zipfile import ZipFile  # noqa: PLC0415

    assert not [n for n in ZipFile(copy / "traced.zip").namelist() if n.endswith(".json")]
    rows = json.loads((copy / "traced/manifest.json").read_bytes())["files"]
    assert len([r for r in rows if r["path"].endswith(".trace.json")]) == len(made)
    assert {oct(p.stat().st_mode & 0o777) for p in (copy / "traced").rglob("*.*")} == {"0o600"}

    assert run(*pack, cwd=copy).returncode == 0
    assert not list((copy / "traced").rglob("*.trace.json"))


def test_nothing_is_written_beside_a_file_that_opens_with_a_password(copy: Path) -> None:
    secret = ("--password-column", "工号码")
    roster = copy / "xinghe" / "employees.csv"
    head, *rows = roster.read_text("utf-8-sig").splitlines()
    text = "\n".join([f"{head},工号码", *(f"{row},secret{row[:4]}" for row in rows)])
    roster.write_text(f"{text}\n", "utf-8-sig")

    one = ("render", *SCORECARD, "--company", "xinghe", "--as-of", DAY, "-o", "p.docx", "--trace")
    done = run(*one, *secret, cwd=copy)
    pack = run("pack", "xinghe", *PERSONAL, "-o", "closed", "--trace", *secret, cwd=copy)

    assert (done.returncode, pack.returncode) == (0, 0), done.stderr + pack.stderr
    assert not (copy / "p.trace.json").exists()
    left = [p.name for p in (copy / "closed").rglob("*.trace.json")]
    assert not [name for name in left if name.startswith("0012")]
    assert codes(run("explain", "p.docx", "甲", cwd=copy)) == ["CST309"]


def test_a_draft_is_made_again_with_its_holes(copy: Path) -> None:
    roster = copy / "xinghe" / "employees.csv"
    roster.write_text(roster.read_text("utf-8-sig").replace("18000.00", ""), "utf-8-sig")
    options = ("--pack", "director", "--employee", "0012", "--as-of", DAY, "--draft")
    done = run("pack", "xinghe", *options, "-o", "out/xinghe", "--force", cwd=copy)
    assert done.returncode == 1, done.stderr
    (file,) = (copy / "out" / "xinghe").glob("*/0012*-目标责任协议书.docx")

    found = run("explain", str(file.relative_to(copy)), "待填：固定工资", cwd=copy)

    assert (found.returncode, codes(found)) == (0, [])
