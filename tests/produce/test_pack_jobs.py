"""A pack by several processes: the same bytes, the same findings, all or nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.staff import SCORECARD, staff

from cstemplates.bind import Case
from cstemplates.findings import CatalogError, EnvironmentFault
from cstemplates.produce import pack
from cstemplates.produce.batch.order import Limits
from cstemplates.produce.pack import PackOptions, make_pack
from cstemplates.produce.press import Press
from cstemplates.produce.selection import Selection
from cstemplates.produce.together import make_all
from cstemplates.workspace import load_company

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 1, 15)
OWN_PACK = """\
$add: true
title: 自己的
items:
  - {id: one, $add: true, document: annual_scorecard, folder: 一}
  - {id: two, $add: true, document: cs_director_target_agreement, folder: 二}
"""


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let even a small pack be made by several processes."""
    monkeypatch.setattr(pack, "FEW", 2)


@pytest.fixture
def company(company: Path) -> Path:
    packs = company / "overlay/packs"
    packs.mkdir(parents=True, exist_ok=True)
    (packs / "own.yaml").write_text(OWN_PACK, encoding="utf-8")
    return company


def _pack(company: Path, out: Path, jobs: int, *, draft: bool = False) -> dict[str, bytes]:
    options = PackOptions(DAY, Selection(("own",)), jobs=jobs, draft=draft)
    make_pack(load_company(company), out, options, shown="out")
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}


def test_two_processes_give_the_pack_of_one(company: Path, tmp_path: Path) -> None:
    staff(company, 60)

    one = _pack(company, tmp_path / "one", 1)

    assert _pack(company, tmp_path / "two", 2) == one
    assert sum(path.endswith(".docx") for path in one) > 120


@pytest.mark.slow
def test_a_draft_has_the_same_holes(company: Path, tmp_path: Path) -> None:
    rows = staff(company, 30)
    for row in rows[5:9]:
        row["固定工资"] = ""
    staff(company, rows=rows)

    one = _pack(company, tmp_path / "one", 1, draft=True)

    assert _pack(company, tmp_path / "two", 2, draft=True) == one
    assert "00-待填清单.docx" in one


@pytest.mark.slow
def test_all_findings_come_in_one_run_and_nothing_is_written(company: Path, tmp_path: Path) -> None:
    rows = staff(company, 60)
    for row in (rows[3], rows[50]):
        row["固定工资"] = ""
    staff(company, rows=rows)
    found = []

    for jobs in (1, 2):
        with pytest.raises(CatalogError) as caught:
            _pack(company, tmp_path / "out", jobs)
        found.append(caught.value.report)

    assert found[0] == found[1]
    assert {getattr(f.location, "line", 0) for f in found[0]} == {5, 52}
    assert not (tmp_path / "out").exists()


def test_a_document_that_costs_too_much_is_named_by_its_row(company: Path) -> None:
    staff(company, 4)
    workspace = load_company(company)
    press = Press(workspace, DAY)
    press.faults([SCORECARD])
    people = list(workspace.employees[1:])
    people[2] = people[2].model_copy(update={"name": "长" * 12_000_000})
    cases = [Case(SCORECARD, person.role, person) for person in people]

    with pytest.raises(CatalogError) as caught:
        list(make_all(press, cases, 2, Limits(processor_seconds=0.25)))

    assert [(f.code, str(f.location), f.message) for f in caught.value.report] == [
        (
            "CST031",
            "xinghe/employees.csv:5",
            "Making “年度考核评分表” broke off: it took too long, and its worker was ended.",
        )
    ]


def test_a_template_that_changes_meanwhile_is_refused(company: Path) -> None:
    staff(company, 4)
    workspace = load_company(company)
    press = Press(workspace, DAY)
    press.faults([SCORECARD])
    press._read = {(name, "another") for name, _digest in press._read}
    cases = [Case(SCORECARD, person.role, person) for person in workspace.employees[1:]]

    with pytest.raises(EnvironmentFault) as caught:
        list(make_all(press, cases, 2))

    assert [f.code for f in caught.value.report] == ["CST030"]
