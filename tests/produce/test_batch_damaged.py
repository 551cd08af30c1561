"""Rosters with damaged rows: all of them are named, and everybody else is made."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from support.staff import SCORECARD, staff

from cstemplates.findings import CatalogError, CstemplatesError, WorkspaceError
from cstemplates.produce.batch import BatchOrder, make_batch, planning

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 1, 15)


def _order(company: Path, out: Path, jobs: int = 1, **more: object) -> BatchOrder:
    return BatchOrder((SCORECARD,), company, out, "out", DAY, jobs=jobs, **more)  # type: ignore[arg-type]


def _failed(out: Path) -> list[tuple[str, str]]:
    with (out / "failed.csv").open(encoding="utf-8-sig", newline="") as stream:
        return [(row["Row"], row["Code"]) for row in csv.DictReader(stream)]


def _places(error: CstemplatesError) -> list[str]:
    return [f"{f.code} {f.location}" for f in error.report]


def _cut_off(company: Path, lines: range) -> None:
    """Take the last cell of some rows away, as a broken export does."""
    roster = company / "employees.csv"
    text = roster.read_text(encoding="utf-8").splitlines()
    for line in lines:
        text[line - 1] = text[line - 1].rpartition(",")[0]
    roster.write_text("\n".join(text) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("people", "damaged"), [(120, 70), pytest.param(5000, 1000, marks=pytest.mark.slow)]
)
def test_all_damaged_rows_are_named_however_many(
    company: Path, tmp_path: Path, people: int, damaged: int
) -> None:
    staff(company, people)
    lines = range(10, 10 + damaged)
    _cut_off(company, lines)

    result = make_batch(_order(company, tmp_path / "out", jobs=2))

    assert result.counts[SCORECARD] == {"make": people - damaged}
    assert result.head.faulty_rows == damaged
    assert _failed(tmp_path / "out") == [(str(line), "CST159") for line in lines]


def test_more_faults_than_can_be_held_are_refused_with_their_limit(
    company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff(company, 60)
    _cut_off(company, range(3, 60))
    monkeypatch.setattr(planning, "MAX_ROW_FAULTS", 57)

    with pytest.raises(CatalogError) as caught:
        planning.plan_batch(_order(company, tmp_path / "out"), tmp_path, "en")

    assert [f.message for f in caught.value.report] == ["The roster has more than 57 faults."]


def test_an_error_in_a_cell_of_a_workbook_stops_its_row_only(company: Path, tmp_path: Path) -> None:
    rows = staff(company, 5)
    roster = tmp_path / "employees.xlsx"
    with xlsxwriter.Workbook(roster) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, list(rows[0]))
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, list(row.values()))
        sheet.write_formula(3, 8, "=NA()", None, "#N/A")

    result = make_batch(_order(company, tmp_path / "out", roster=roster))

    assert result.counts[SCORECARD] == {"make": 4}
    assert _failed(tmp_path / "out") == [("4", "CST162")]


def test_a_quotation_mark_that_hides_the_rows_after_it_stops_the_batch(
    company: Path, tmp_path: Path
) -> None:
    staff(company, 5)
    roster = company / "employees.csv"
    text = roster.read_text(encoding="utf-8")
    roster.write_text(text.replace("员工3", '"员工3', 1), encoding="utf-8")

    with pytest.raises(CatalogError) as caught:
        make_batch(_order(company, tmp_path / "out"))

    assert "CST151 " in " ".join(_places(caught.value))
    assert not (tmp_path / "out").exists()


def test_people_below_a_superior_whose_row_cannot_be_read_are_told_why(
    company: Path, tmp_path: Path
) -> None:
    staff(company, 2)
    _cut_off(company, range(2, 3))

    make_batch(_order(company, tmp_path / "out"))

    assert _failed(tmp_path / "out") == [("2", "CST159"), ("3", "CST161"), ("4", "CST161")]
    text = (tmp_path / "out/failed.csv").read_text(encoding="utf-8-sig")
    assert "The direct superior stands in no row that could be read." in text


def test_one_person_with_a_faulty_row_is_told_the_row_and_its_fault(
    company: Path, tmp_path: Path
) -> None:
    rows = staff(company, 5)
    rows[2]["任期起"] = "明年"
    rows[4]["岗位"] = "没有这个岗位"
    staff(company, rows=rows)

    with pytest.raises(CatalogError) as caught:
        make_batch(_order(company, tmp_path / "out", employees=("0003",)))

    assert [(f.code, f.message) for f in caught.value.report] == [
        ("CST157", "This is no date; write it as 2026-01-15.")
    ]
    assert _places(caught.value)[0].endswith(":4:7")
    assert not (tmp_path / "out").exists()


def test_among_several_people_asked_for_only_their_faults_are_told(
    company: Path, tmp_path: Path
) -> None:
    rows = staff(company, 5)
    rows[2]["任期起"] = rows[4]["任期起"] = "明年"
    staff(company, rows=rows)

    result = make_batch(_order(company, tmp_path / "out", employees=("0002", "0003")))

    assert result.counts[SCORECARD] == {"make": 1}
    assert _failed(tmp_path / "out") == [("4", "CST157")]


def test_a_person_in_no_row_does_not_exist(company: Path, tmp_path: Path) -> None:
    staff(company, 2)

    with pytest.raises(WorkspaceError) as caught:
        make_batch(_order(company, tmp_path / "out", employees=("0777",)))

    assert [f.code for f in caught.value.report] == ["CST012"]
