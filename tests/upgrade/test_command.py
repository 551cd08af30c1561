"""cstemplates upgrade as a consultant meets it: words, exit codes, files."""

from __future__ import annotations

import json
import os
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from support.command import run_command
from upgrade.bases import (
    BASE,
    ITEMS,
    LAYERED,
    VALUES,
    edited,
    measure,
    write,
    write_catalogue,
    write_company,
)
from upgrade.changing import AGENT, CARD, POLICY, both, drop, put
from upgrade.scripted import EDITS

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from upgrade.bases import Files

TITLE = put(AGENT, "title", "接线员")
MEASURES = "parts/results/measures"
# 60 + 20 + 20 in the catalogue; with the customer's 50 and 40 it makes 110.
WEIGHTS = both(
    put(CARD, f"{MEASURES}/quick", measure("quick", "answer_rate", 20)),
    put(CARD, f"{MEASURES}/right", measure("right", "error_rate", 20)),
)


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return run_command(*arguments, cwd=cwd, environment=os.environ | {"LC_ALL": "C.UTF-8"})


def upgrade(room: Path, *more: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    """Upgrade the company of a room; the old catalogue is found beside it."""
    return run("--lang", lang, "upgrade", "--company", "firm", *more, cwd=room)


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A company with the values layer, and the catalogue it was written for beside it."""
    write_catalogue(tmp_path / "catalog-1.0", BASE)
    write_company(tmp_path / "firm", VALUES)
    return tmp_path


def new(room: Path, files: Files) -> tuple[str, str]:
    write_catalogue(room / "catalog-2.0", files)
    return "--to", "catalog-2.0"


def wheel(place: Path, files: Files, version: str) -> Path:
    source = write_catalogue(place / f"source-{version}", files)
    target = place / f"cstemplates-{version}-py3-none-any.whl"
    with zipfile.ZipFile(target, "w") as archive:
        for entry in sorted(source.rglob("*.yaml")):
            name = entry.relative_to(source).as_posix()
            archive.write(entry, f"cstemplates/data/catalog/{name}")
        head = f"cstemplates-{version}.dist-info/METADATA"
        archive.writestr(head, f"Metadata-Version: 2.4\nName: cstemplates\nVersion: {version}\n")
    return target


def test_nothing_to_do_exits_0(room: Path) -> None:
    done = upgrade(room, *new(room, BASE))

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "Catalogue 1.0 → 2.0"
    assert "Everything still applies." in done.stdout


def test_a_conflict_is_shown_by_file_and_line_and_exits_1(room: Path) -> None:
    done = upgrade(room, *new(room, edited(TITLE)))

    assert done.returncode == 1, done.stderr
    assert (
        "firm/overlay/roles/agent.yaml\n"
        "  2: conflict  roles/agent.title\n"
        "      yours: 客服专员\n"
        "      catalogue: 坐席 → 接线员\n"
        "  Still apply: 6\n"
    ) in done.stdout


def test_json_names_every_override_with_its_class(room: Path) -> None:
    done = upgrade(room, *new(room, edited(TITLE)), "--format", "json")

    report = json.loads(done.stdout)
    (conflict,) = (each for each in report["overrides"] if each["class"] == "conflict")
    assert (report["from"], report["to"], report["written"]) == ("1.0", "2.0", [])
    assert conflict == {
        "class": "conflict",
        "address": "roles/agent.title",
        "path": "firm/overlay/roles/agent.yaml",
        "line": 2,
        "column": 1,
        "key_path": "title",
        "ours": "客服专员",
        "old": "坐席",
        "new": "接线员",
        "renamed": "",
        "nearest": [],
        "mendable": False,
    }


def test_without_write_no_file_changes(room: Path) -> None:
    before = {p: p.read_bytes() for p in (room / "firm").rglob("*") if p.is_file()}

    upgrade(room, *new(room, edited(TITLE)))

    assert {p: p.read_bytes() for p in (room / "firm").rglob("*") if p.is_file()} == before


def test_write_settles_what_is_dead_and_the_next_run_finds_nothing(room: Path) -> None:
    catalogue = new(room, edited(put(AGENT, "title", "客服专员")))

    first = upgrade(room, *catalogue, "--write")
    second = upgrade(room, *catalogue, "--write")

    assert (first.returncode, second.returncode) == (0, 0), first.stdout
    assert "Written: firm/overlay/roles/agent.yaml" in first.stdout
    assert "As they were: firm/before-upgrade-1.0" in first.stdout
    assert "Nothing was left to write." in second.stdout
    assert 'catalog: "2.0"' in (room / "firm/company.yaml").read_text("utf-8")


def test_write_leaves_a_conflict_to_a_person_and_exits_1(room: Path) -> None:
    done = upgrade(room, *new(room, edited(TITLE)), "--write")

    text = (room / "firm/overlay/roles/agent.yaml").read_text("utf-8")
    assert done.returncode == 1
    assert (
        "# 升级 1.0→2.0：目录原为 坐席，现为 接线员，此处保留本公司的值\n"
        "title: 客服专员  # 董事会定\n"
    ) in text


def test_errors_that_lint_will_find_are_named_beforehand(room: Path) -> None:
    done = upgrade(room, *new(room, edited(WEIGHTS)))

    assert done.returncode == 1
    assert "Errors that lint will find with the new catalogue:" in done.stdout
    assert "CST601" in done.stdout
    assert "catalog/scorecards/agent_monthly.yaml" in done.stdout.partition("Errors that")[2]


def test_errors_of_the_new_catalogue_itself_are_left_out(room: Path) -> None:
    own_fault = drop("indicators/service.yaml", "error_rate")

    done = upgrade(room, *new(room, edited(own_fault)))

    assert "catalog/scorecards" not in done.stdout


def test_after_writing_lint_finds_only_what_the_report_named(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "catalog-1.0", BASE)
    write_company(tmp_path / "firm", ITEMS)
    edit = EDITS["an anchor taken out"][0]

    done = upgrade(tmp_path, *new(tmp_path, edited(edit)), "--write")

    assert "Errors that lint" not in done.stdout
    assert done.stdout.count("lost  roles/agent.responsibilities") == 2


def test_both_catalogues_may_be_wheels(room: Path) -> None:
    old, target = wheel(room, BASE, "1.0"), wheel(room, edited(TITLE), "2.0")

    done = upgrade(room, "--from", old.name, "--to", target.name)

    assert done.stdout.splitlines()[0] == "Catalogue 1.0 → 2.0"
    assert "conflict 1" in done.stdout


def test_the_old_wheel_is_found_beside_the_company(room: Path) -> None:
    (room / "catalog-1.0").rename(room / "elsewhere")
    wheel(room / "wheels", BASE, "1.0")

    done = upgrade(room, *new(room, edited(TITLE)))

    assert "conflict 1" in done.stdout, done.stderr


def test_an_old_catalogue_that_is_not_at_hand_says_what_to_give(room: Path) -> None:
    (room / "catalog-1.0").rename(room / "elsewhere")

    done = upgrade(room, *new(room, BASE))

    assert done.returncode == 1
    assert "firm/company.yaml:6:1: error CST034" in done.stderr
    assert "--from" in done.stderr


def test_a_version_cannot_lead_out_of_the_folders(room: Path) -> None:
    place = room / "firm/company.yaml"
    place.write_text(place.read_text("utf-8").replace('"1.0"', '"1.0/../../x"'), "utf-8")

    assert "CST034" in upgrade(room, *new(room, BASE)).stderr


@pytest.mark.parametrize("name", ["empty", "missing"])
def test_a_folder_without_a_catalogue_is_refused(name: str, room: Path) -> None:
    (room / "empty").mkdir()

    done = upgrade(room, "--to", name)

    assert (done.returncode, done.stdout) == (1, "")
    assert f"{name}: error CST034" in done.stderr


@pytest.mark.parametrize("data", [b"PK\x03\x04 no archive", b"text", b""])
def test_a_file_that_is_no_wheel_is_refused(data: bytes, room: Path) -> None:
    (room / "broken.whl").write_bytes(data)

    done = upgrade(room, "--to", "broken.whl")

    assert done.returncode == 1
    assert "broken.whl: error CST100" in done.stderr


def test_a_wheel_that_climbs_out_is_refused(room: Path) -> None:
    with zipfile.ZipFile(room / "bad.whl", "w") as archive:
        archive.writestr("cstemplates/data/catalog/roles/../../../../../out.yaml", "title: x\n")

    done = upgrade(room, "--to", "bad.whl")

    assert "bad.whl: error CST100" in done.stderr
    assert not list(room.rglob("out.yaml"))


def test_a_catalogue_with_faults_is_refused_with_its_place(room: Path) -> None:
    write(room / "faulty/roles/agent.yaml", "title: [\n")

    done = upgrade(room, "--to", "faulty")

    assert done.returncode == 1
    assert "catalog/roles/agent.yaml:2:1: error CST101" in done.stderr


def test_an_overlay_that_cannot_be_read_is_named_and_left_alone(room: Path) -> None:
    write(room / "firm/overlay/roles/lead.yaml", "title: [\n")

    done = upgrade(room, *new(room, edited(TITLE)), "--write")

    assert done.returncode == 1
    assert "firm/overlay/roles/lead.yaml:2:1: error CST101" in done.stderr
    assert not list((room / "firm").glob("before-upgrade*"))


def test_a_company_that_does_not_exist_is_a_finding(tmp_path: Path) -> None:
    done = upgrade(tmp_path)

    assert done.returncode == 1
    assert "firm/company.yaml: error CST010" in done.stderr


def test_a_fact_that_says_what_the_catalogue_has_always_said_stays_the_companys_word(
    room: Path,
) -> None:
    company = room / "firm/company.yaml"
    stated = company.read_text("utf-8") + "parameters:\n  attendance.late_max: 3\n"
    company.write_text(stated, "utf-8")

    done = upgrade(room, *new(room, BASE), "--write")

    assert done.returncode == 0, done.stdout
    assert "  attendance.late_max: 3\n" in company.read_text("utf-8")


def test_a_companys_workbook_is_judged_and_left_to_a_person(room: Path) -> None:
    (room / "firm/company.yaml").unlink()
    facts = ["公司全称", "公司简称", "品牌名", "法定代表人"]
    rows = [("项目", "内容"), *((fact, "甲乙") for fact in facts), ("目录版本", "1.0")]
    rows.append(("制度参数.attendance.late_max", "4"))
    with xlsxwriter.Workbook(room / "firm/公司资料.xlsx") as book:
        sheet = book.add_worksheet("公司资料")
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    before = (room / "firm/公司资料.xlsx").read_bytes()
    edit = put(POLICY, "parameters/attendance.late_max/value", 5)

    done = upgrade(room, *new(room, edited(edit)), "--write")

    assert done.returncode == 1
    assert "  7: conflict  parameters.attendance.late_max\n      yours: 4\n" in done.stdout
    assert "the version 2.0 into firm/公司资料.xlsx" in done.stdout
    assert (room / "firm/公司资料.xlsx").read_bytes() == before


def test_a_layer_file_written_unusually_is_named_and_left_as_it_is(room: Path) -> None:
    text = "responsibilities:\n- # 注\n  id: teach\n  text: 带教\n- id: record\n  text: 记录\n"
    write(room / "firm/overlay/roles/agent.yaml", text)
    edit = put(AGENT, "responsibilities/teach/text", "带教")

    done = upgrade(room, *new(room, edited(edit)), "--write")

    assert done.returncode == 1
    assert "written unusually: firm/overlay/roles/agent.yaml" in done.stdout
    assert (room / "firm/overlay/roles/agent.yaml").read_text("utf-8") == text


def test_the_roster_is_never_changed_and_its_people_are_never_named(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "catalog-1.0", BASE)
    write_company(tmp_path / "firm", LAYERED, "工号,姓名,岗位\n7,王𠮷,坐席\n")
    before = (tmp_path / "firm/employees.csv").read_bytes()

    done = upgrade(tmp_path, *new(tmp_path, edited(TITLE)), "--write")

    assert "firm/employees.csv\n  2: lost  roster\n      yours: 坐席\n" in done.stdout
    assert "王𠮷" not in done.stdout
    assert (tmp_path / "firm/employees.csv").read_bytes() == before
