"""A batch: whatever the number of processes, faulty rows, hand edits and earlier runs."""

from __future__ import annotations

import csv
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.staff import SCORECARD, staff

from cstemplates.findings import CstemplatesError
from cstemplates.produce.batch import BatchOrder, BatchResult, make_batch
from cstemplates.produce.batch.crew import crew_for
from cstemplates.produce.batch.order import Limits, Settings
from cstemplates.produce.batch.plan_file import PEOPLE, lines
from cstemplates.produce.batch.planning import plan_batch
from cstemplates.publish.standing import Choices

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 1, 15)


def _order(company: Path, out: Path, jobs: int = 1, **more: object) -> BatchOrder:
    return BatchOrder((SCORECARD,), company, out, "out", DAY, jobs=jobs, **more)  # type: ignore[arg-type]


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def _ends(result: BatchResult) -> dict[str, int]:
    return {str(end): count for end, count in result.counts[SCORECARD].items()}


def _failed(out: Path) -> list[dict[str, str]]:
    with (out / "failed.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _codes(error: CstemplatesError) -> list[str]:
    return [f"{f.code} {f.location}" for f in error.report]


@pytest.mark.slow
def test_two_processes_give_the_bytes_of_one(company: Path, tmp_path: Path) -> None:
    staff(company, 260)

    one = make_batch(_order(company, tmp_path / "one"))
    two = make_batch(_order(company, tmp_path / "two", jobs=2))

    assert _ends(one) == _ends(two) == {"make": 260}
    tree = _tree(tmp_path / "one")
    assert tree == _tree(tmp_path / "two")
    assert sorted(tree) == [
        "manifest.json",
        *(f"年度考核评分表/{n:04}-员工{n}-年度考核评分表.docx" for n in range(2, 262)),
    ]


def test_the_manifest_is_in_the_order_of_the_roster(company: Path, tmp_path: Path) -> None:
    staff(company, 120)

    make_batch(_order(company, tmp_path / "out", jobs=2))

    manifest = json.loads((tmp_path / "out/manifest.json").read_bytes())
    assert [row["employee"] for row in manifest["files"]] == [f"{n:04}" for n in range(2, 122)]
    assert manifest["files"][0]["role"] == "cs_director"
    assert manifest["as_of"] == "2026-01-15"
    assert len(manifest["files"][0]["content_sha256"]) == 64


def test_results_are_for_their_owner_only(company: Path, tmp_path: Path) -> None:
    staff(company, 1)

    make_batch(_order(company, tmp_path / "out"))

    for place in (tmp_path / "out", tmp_path / "out/年度考核评分表"):
        assert place.stat().st_mode & 0o777 == 0o700
    assert {p.stat().st_mode & 0o777 for p in (tmp_path / "out").rglob("*.*")} == {0o600}


def test_faulty_rows_are_named_and_everybody_else_is_made(company: Path, tmp_path: Path) -> None:
    rows = staff(company, 200)
    rows[10]["岗位"] = "没有这个岗位"
    rows[20]["任期起"] = "明年"
    rows[30]["工号"] = rows[29]["工号"]
    rows[40]["姓名"] = "王{{ 七 }}"
    staff(company, rows=rows)

    result = make_batch(_order(company, tmp_path / "out", jobs=2))

    assert _ends(result) == {"make": 196}
    assert result.failures == 4
    assert [(r["Row"], r["Column"], r["Code"]) for r in _failed(tmp_path / "out")] == [
        ("12", "岗位", "CST160"),
        ("22", "任期起", "CST157"),
        ("32", "工号", "CST158"),
        ("42", "姓名", "CST406"),
    ]
    assert "王" not in (tmp_path / "out/failed.csv").read_text(encoding="utf-8")


def test_more_than_fifty_faults_do_not_hide_the_people_after_them(
    company: Path, tmp_path: Path
) -> None:
    rows = staff(company, 80)
    for row in rows[1:71]:
        row["任期起"] = "明年"
    staff(company, rows=rows)

    result = make_batch(_order(company, tmp_path / "out"))

    assert _ends(result) == {"make": 10}
    assert result.failures == 70


def test_a_value_that_a_document_needs_is_asked_for_by_row_and_column(
    company: Path, tmp_path: Path
) -> None:
    rows = staff(company, 3)
    rows[2]["固定工资"] = ""
    staff(company, rows=rows)
    order = BatchOrder(("cs_director_target_agreement",), company, tmp_path / "out", "out", DAY)

    result = make_batch(order)

    assert result.counts["cs_director_target_agreement"] == {"make": 2, "failed": 1}
    failed = _failed(tmp_path / "out")
    assert [(r["Row"], r["Column"], r["Code"], r["Employee number"]) for r in failed] == [
        ("4", "固定工资", "CST400", "0003")
    ]


def test_a_fault_of_the_whole_roster_stops_the_batch_and_leaves_no_folder(
    company: Path, tmp_path: Path
) -> None:
    roster = company / "employees.csv"
    text = roster.read_text(encoding="utf-8-sig")
    roster.write_text(text.replace("工号", "号码", 1), encoding="utf-8")

    with pytest.raises(CstemplatesError) as caught:
        make_batch(_order(company, tmp_path / "out"))

    assert [code.split()[0] for code in _codes(caught.value)] == ["CST153"]
    assert not (tmp_path / "out").exists()


def test_headings_may_be_english_and_the_mapping_is_told(company: Path, tmp_path: Path) -> None:
    roster = tmp_path / "hr.csv"
    roster.write_text("Employee ID,Name,Role,Note\n7,员工甲,cs_director,x\n", encoding="utf-8")

    result = make_batch(_order(company, tmp_path / "out", roster=roster))

    assert result.head.columns == (
        ("Employee ID", "工号"),
        ("Name", "姓名"),
        ("Role", "岗位"),
        ("Note", ""),
    )
    assert _ends(result) == {"make": 1}


def test_resume_makes_only_what_is_missing_or_changed(company: Path, tmp_path: Path) -> None:
    rows = staff(company, 60)
    out = tmp_path / "out"
    make_batch(_order(company, out))
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*.docx")}
    gone = out / "年度考核评分表/0005-员工5-年度考核评分表.docx"
    gone.unlink()
    rows[9]["姓名"] = "改名"
    staff(company, rows=rows)

    result = make_batch(_order(company, out, choices=Choices(resume=True)))

    assert _ends(result) == {"done": 58, "make": 2}
    after = {p: p.stat().st_mtime_ns for p in out.rglob("*.docx")}
    renamed = out / "年度考核评分表/0010-改名-年度考核评分表.docx"
    assert {p for p, when in after.items() if before.get(p) != when} == {gone, renamed}


@pytest.mark.slow
def test_an_edited_file_stops_the_batch_or_is_kept_or_replaced(
    company: Path, tmp_path: Path
) -> None:
    staff(company, 3)
    out = tmp_path / "out"
    make_batch(_order(company, out))
    edited = out / "年度考核评分表/0003-员工3-年度考核评分表.docx"
    made = edited.read_bytes()
    edited.write_bytes(b"mine")

    with pytest.raises(CstemplatesError) as caught:
        make_batch(_order(company, out))
    kept = make_batch(_order(company, out, choices=Choices(keep_edited=True)))

    assert _codes(caught.value) == ["CST021 out/年度考核评分表/0003-员工3-年度考核评分表.docx"]
    assert _ends(kept) == {"make": 2, "kept": 1}
    assert edited.read_bytes() == b"mine"
    make_batch(_order(company, out, choices=Choices(force=True)))
    assert edited.read_bytes() == made


@pytest.mark.slow
def test_a_word_file_edited_by_hand_is_kept_when_only_its_pdf_is_missing(
    company: Path, tmp_path: Path
) -> None:
    staff(company, 2)
    out = tmp_path / "out"
    make_batch(_order(company, out))
    (out / "年度考核评分表/0003-员工3-年度考核评分表.docx").write_bytes(b"mine")

    plan_batch(_order(company, out, pdf=True, choices=Choices(keep_edited=True)), tmp_path, "en")

    people = [json.loads(line) for line in lines(tmp_path / PEOPLE)]
    assert [p["documents"][0].get("state") for p in people] == [None, "kept"]


@pytest.mark.slow
def test_a_second_batch_removes_nothing_and_still_knows_all_files(
    company: Path, tmp_path: Path
) -> None:
    staff(company, 3)
    out = tmp_path / "out"
    make_batch(_order(company, out))

    make_batch(_order(company, out, employees=("0002",)))

    manifest = json.loads((out / "manifest.json").read_bytes())
    assert [row["employee"] for row in manifest["files"]] == ["0002", "0003", "0004"]
    assert len(list(out.rglob("*.docx"))) == 3


def test_a_document_of_the_whole_company_is_refused(company: Path, tmp_path: Path) -> None:
    order = BatchOrder(("cs_center_org", "nothing"), company, tmp_path / "out", "out", DAY)

    with pytest.raises(CstemplatesError) as caught:
        make_batch(order)

    assert {f.code for f in caught.value.report} == {"CST011", "CST014"}


@pytest.mark.slow
def test_a_document_that_costs_too_much_is_named_and_the_others_are_made(
    company: Path, tmp_path: Path
) -> None:
    staff(company, 6)
    out = tmp_path / "out"
    out.mkdir()
    limits = Limits(processor_seconds=0.25)
    order = _order(company, out, jobs=2, limits=limits)
    head = plan_batch(order, tmp_path, "en")
    people = [json.loads(line) for line in lines(tmp_path / PEOPLE)]
    people[3]["employee"]["name"] = "长" * 12_000_000
    group = tuple(json.dumps(person).encode() for person in people)
    settings = Settings((SCORECARD,), company, out, DAY, "en", limits, head.run)

    with crew_for(order) as crew:
        outcomes = [o for done in crew.results(settings, [group[:3], group[3:]]) for o in done]

    assert [o.state for o in outcomes] == ["make", "make", "make", "failed", "make", "make"]
    assert [(f.row, f.code, f.employee) for o in outcomes for f in o.faults] == [
        (6, "CST031", "0005")
    ]
