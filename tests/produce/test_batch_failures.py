"""failed.csv is opened in Excel by people: nothing in it may become a formula."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.staff import SCORECARD, staff

from cstemplates.produce.batch import BatchOrder, make_batch
from cstemplates.produce.batch.failures import Failures
from cstemplates.produce.batch.plan_file import Fault

if TYPE_CHECKING:
    from pathlib import Path


def _cells(folder: Path) -> list[list[str]]:
    with (folder / "failed.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_begins_like_a_formula_is_text_and_still_readable(
    tmp_path: Path, sign: str
) -> None:
    text = f'{sign}cmd|"/c calc"!A1'
    waits = tmp_path / "waits"
    waits.mkdir()
    failures = Failures(tmp_path, waits)

    failures.add([Fault(7, text, "CST157", text, text, text)])
    failures.publish()

    assert _cells(tmp_path)[1] == ["7", f"'{text}", f"'{text}", "CST157", f"'{text}", f"'{text}"]


def test_a_harmless_cell_is_as_it_was_and_a_fault_of_no_row_has_none(tmp_path: Path) -> None:
    waits = tmp_path / "waits"
    waits.mkdir()
    failures = Failures(tmp_path, waits)

    failures.add([Fault(0, "工号, “A”\n二", "CST031", "1-2=3")])
    failures.publish()

    assert _cells(tmp_path)[1] == ["", "工号, “A”\n二", "1-2=3", "CST031", "", ""]


def test_a_number_and_a_heading_out_of_the_roster_are_no_formulas(
    company: Path, tmp_path: Path
) -> None:
    rows = staff(company, 2)
    rows[2] |= {"工号": "=1+1", "固定工资": ""}
    staff(company, rows=rows)
    documents = ("cs_director_target_agreement",)

    make_batch(BatchOrder(documents, company, tmp_path / "out", "out", date(2026, 1, 15)))
    (_heads, *faults) = _cells(tmp_path / "out")

    assert [row[4] for row in faults] == ["'=1+1"]


@pytest.mark.slow
def test_a_batch_without_faults_removes_the_list_of_the_last_one(
    company: Path, tmp_path: Path
) -> None:
    rows = staff(company, 2)
    rows[2]["任期起"] = "明年"
    staff(company, rows=rows)
    order = BatchOrder((SCORECARD,), company, tmp_path / "out", "out", date(2026, 1, 15))
    make_batch(order)
    assert (tmp_path / "out/failed.csv").exists()
    staff(company, 2)

    make_batch(order)

    assert not (tmp_path / "out/failed.csv").exists()
