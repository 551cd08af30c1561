from __future__ import annotations

import csv
import json
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.checkout import ROOT, copy_small_checkout, edit

from cstemplates.compare import Kind, State, compare_folders
from cstemplates.findings import WorkspaceError
from cstemplates.impact.effect import EffectOptions, catalog_effect
from cstemplates.impact.reach import plan_sheets
from cstemplates.impact.reports import FORMATS, render_effect
from cstemplates.impact.sides import find_side, open_side

if TYPE_CHECKING:
    from cstemplates.impact.effect import Effect

XINGHE = Path("examples/xinghe")
OPTIONS = EffectOptions(date(2027, 1, 1))
CARD = "catalog/scorecards/cs_director_annual.yaml"
REFERRALS = "indicator: referral_new_customers\n        weight: 10"
VISITS = "indicator: key_account_visit_rate\n        weight: 10"
ONE_WEIGHT = ((REFERRALS, REFERRALS.replace("10", "15")),)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_small_checkout(tmp_path_factory.mktemp("base") / "base")


@pytest.fixture
def new(base: Path, tmp_path: Path) -> Path:
    return shutil.copytree(base, tmp_path / "new")


@pytest.fixture(scope="module")
def one_weight(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Effect:
    folder = shutil.copytree(base, tmp_path_factory.mktemp("one") / "new")
    edit(folder / CARD, *ONE_WEIGHT)
    return catalog_effect(base, folder, [XINGHE], OPTIONS)


def cells(effect: Effect) -> dict[str, list[tuple[str, str, str]]]:
    """What changed in each document: row and column, before, after."""
    return {
        file.path: [
            (" › ".join(c.where.split(" › ")[-2:]), c.before, c.after)
            for c in file.changes
            if not c.kind.is_quiet
        ]
        for file in effect.documents.files
    }


def addresses(effect: Effect) -> list[str]:
    return [change.address for change in effect.values]


def test_one_weight_shows_one_changed_cell_in_exactly_the_documents_that_print_it(
    one_weight: Effect,
) -> None:
    assert cells(one_weight) == {
        "examples/xinghe/01-目标责任协议书/demo-cs_director-客服总监目标责任协议书.docx": [
            ("3 客户转介绍数 › 权重", "10%", "15%"),
        ],
        "examples/xinghe/02-考核评分表/demo-cs_director-年度考核评分表.docx": [
            ("A3 客户转介绍数 › 权重", "10%", "15%"),
        ],
    }
    assert addresses(one_weight) == [
        "scorecards/cs_director_annual.parts.results.measures.referrals.weight"
    ]
    followed = [[c.kind for c in f.changes if c.kind.is_quiet] for f in one_weight.documents.files]
    assert followed == [[Kind.TOTAL], [Kind.TOTAL]]
    # The rules find a catalogue at fault whose weights do not total 100; it is shown all the same.
    assert [f.code for f in one_weight.findings] == ["CST601", "CST602"]


def test_two_weights_that_still_total_100_show_one_changed_weight_each(
    base: Path, new: Path
) -> None:
    edit(new / CARD, *ONE_WEIGHT, (VISITS, VISITS.replace("10", "5")))
    edit(new / CARD, ("{from: 1, score: 10}", "{from: 1, score: 15}"))
    edit(new / CARD, ("score: 10, text: 全部完成", "score: 5, text: 全部完成"))
    effect = catalog_effect(base, new, [XINGHE], OPTIONS)
    weights = {
        path.rpartition("/")[2]: [row for row in rows if row[0].endswith("权重")]
        for path, rows in cells(effect).items()
    }
    assert weights == {
        "demo-cs_director-客服总监目标责任协议书.docx": [
            ("3 客户转介绍数 › 权重", "10%", "15%"),
            ("4 大客户回访 › 权重", "10%", "5%"),
        ],
        "demo-cs_director-年度考核评分表.docx": [
            ("A3 客户转介绍数 › 权重", "10%", "15%"),
            ("A4 大客户回访 › 权重", "10%", "5%"),
        ],
    }
    assert effect.findings == ()


def test_reordered_keys_comments_and_moved_files_change_nothing(base: Path, new: Path) -> None:
    edit(
        new / CARD,
        ("role: cs_director\nperiod: year\n", "period: year\n# 岗位\nrole: cs_director\n"),
    )
    folder = new / "catalog/roles/general"
    (folder / "moved").mkdir()
    (folder / "cs_director.yaml").rename(folder / "moved/cs_director.yaml")
    effect = catalog_effect(base, new, [XINGHE], OPTIONS)
    assert (effect.values, effect.documents.files, effect.findings) == ((), (), ())
    assert render_effect(effect, "github") == ""


def test_a_value_that_no_document_prints_reaches_none(base: Path, new: Path) -> None:
    edit(new / CARD, ("basis: 合成比例原文未给，结果指标为主", "basis: 以结果指标为主"))
    effect = catalog_effect(base, new, [XINGHE], OPTIONS)
    assert addresses(effect) == ["scorecards/cs_director_annual.parts.results.basis"]
    assert effect.documents.files == ()
    assert effect.checked > 5


def test_a_changed_overlay_is_told_with_its_company(base: Path, new: Path) -> None:
    overlay = next((new / XINGHE / "overlay/scorecards").glob("*.yaml"))
    edit(overlay, ("id: orphan_sales\n        weight: 5", "id: orphan_sales\n        weight: 6"))
    effect = catalog_effect(base, new, [XINGHE], OPTIONS)
    (change,) = effect.values
    assert (change.company, str(change.before), str(change.after)) == ("examples/xinghe", "5", "6")
    assert change.place.path.endswith(f"overlay/scorecards/{overlay.name}")
    assert [rows[0] for rows in cells(effect).values()] == [
        ("7 孤儿客户销售额 › 权重", "5%", "6%"),
        ("A7 孤儿客户销售额 › 权重", "5%", "6%"),
    ]


@pytest.mark.slow
def test_a_company_keeps_what_its_overlay_says_when_the_catalogue_changes(
    base: Path, new: Path
) -> None:
    satisfaction = "indicator: customer_satisfaction\n        weight: 20"
    edit(new / CARD, (satisfaction, satisfaction.replace("20", "21")))
    effect = catalog_effect(base, new, [XINGHE], OPTIONS)
    assert [change.company for change in effect.values] == [""]
    assert (effect.documents.files, effect.findings) == ((), ())


def test_a_changed_template_reaches_the_documents_made_from_it(base: Path, new: Path) -> None:
    folder = new / "templates/docx"
    (folder / "annual_scorecard.docx").write_bytes((folder / "commitment_letter.docx").read_bytes())
    effect = catalog_effect(base, new, [XINGHE], OPTIONS)
    assert effect.values == ()
    assert [f.path.rpartition("-")[2] for f in effect.documents.files] == ["年度考核评分表.docx"]


@pytest.mark.slow
def test_a_changed_fact_of_the_company_is_a_value(base: Path, new: Path) -> None:
    edit(new / XINGHE / "company.yaml", ("phone: 0998-5550100", "phone: 0998-5550101"))
    effect = catalog_effect(base, new, [XINGHE], OPTIONS)
    assert [(c.address, c.before, c.after) for c in effect.values] == [
        ("company.phone", "0998-5550100", "0998-5550101")
    ]


def real_people() -> list[dict[str, str]]:
    with (ROOT / XINGHE / "employees.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_no_report_names_anybody_or_tells_what_they_earn(base: Path, new: Path) -> None:
    edit(new / CARD, *ONE_WEIGHT)
    edit(
        new / XINGHE / "company.yaml",
        ("乔木生]", "丘山]"),
        ("legal_representative: 顾临川", "legal_representative: 丘山"),
        ("short_name: 云川星河", "short_name: 星河"),
    )
    effect = catalog_effect(base, new, [XINGHE], OPTIONS)
    assert len(effect.documents.files) >= 3
    for form in FORMATS:
        told = render_effect(effect, form)
        assert not [p for p in real_people() if p["姓名"] in told]
        assert "丘山" not in told
        assert "18000" not in told
        assert "18,000" not in told


def test_a_roster_asked_for_names_people_by_their_numbers(base: Path, new: Path) -> None:
    edit(new / CARD, *ONE_WEIGHT)
    options = EffectOptions(OPTIONS.as_of, with_roster=True)
    effect = catalog_effect(base, new, [XINGHE], options)
    assert [f.path.rpartition("/")[2] for f in effect.documents.files] == [
        "0012-客服总监目标责任协议书.docx",
        "0012-年度考核评分表.docx",
    ]


@pytest.mark.slow
def test_without_a_company_a_made_up_one_shows_all_packs(base: Path, new: Path) -> None:
    edit(new / CARD, *ONE_WEIGHT)
    effect = catalog_effect(base, new, [], OPTIONS)
    assert [f.path.rpartition("-")[2] for f in effect.documents.files] == [
        "客服总监目标责任协议书.docx",
        "年度考核评分表.docx",
    ]
    assert effect.checked > 5


@pytest.mark.slow
def test_a_company_that_is_new_has_its_documents_added(
    base: Path, new: Path, tmp_path: Path
) -> None:
    (new / XINGHE).rename(new / "examples/second")
    effect = catalog_effect(base, new, [Path("examples/second")], OPTIONS)
    assert {f.state for f in effect.documents.files} == {State.ADDED}
    assert len(effect.documents.files) == effect.checked > 5
    assert tmp_path.as_posix() not in render_effect(effect, "json")


def test_both_packs_are_written_whole_and_differ_as_told(
    base: Path, new: Path, tmp_path: Path
) -> None:
    edit(new / CARD, *ONE_WEIGHT)
    options = EffectOptions(OPTIONS.as_of, packs=tmp_path / "packs")
    effect = catalog_effect(base, new, [XINGHE], options)
    compared = compare_folders(tmp_path / "packs/base", tmp_path / "packs/new")
    assert len(compared.files) == effect.checked
    assert [f.path for f in compared.files if f.state is not State.SAME] == [
        f.path for f in effect.documents.files
    ]


def test_an_unreadable_entry_is_named_and_no_document_is_judged(base: Path, new: Path) -> None:
    (new / CARD).write_text("title: [", "utf-8")
    effect = catalog_effect(base, new, [XINGHE], OPTIONS)
    assert [(f.code, f.location.path) for f in effect.findings][:1] == [("CST101", CARD)]
    assert effect.documents.files == ()
    assert CARD in render_effect(effect, "text")


def test_a_refused_template_is_named(base: Path, new: Path) -> None:
    (new / "templates/docx/annual_scorecard.docx").write_bytes(b"no zip")
    effect = catalog_effect(base, new, [XINGHE], OPTIONS)
    assert [f.location.path for f in effect.findings] == ["templates/docx/annual_scorecard.docx"]


@pytest.mark.parametrize(
    ("name", "code"), [("missing", "CST015"), ("file.txt", "CST015"), ("empty", "CST034")]
)
def test_what_is_no_catalogue_is_named(base: Path, tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.txt").write_text("x")
    with pytest.raises(WorkspaceError) as caught:
        catalog_effect(base, tmp_path / name, [], OPTIONS)
    assert [f.code for f in caught.value.report] == [code]


def test_a_missing_company_is_named(base: Path, tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError) as caught:
        catalog_effect(base, base, [tmp_path / "nobody"], OPTIONS)
    assert [f.code for f in caught.value.report] == ["CST015"]


@pytest.mark.slow
def test_bare_catalogues_are_compared_with_the_shipped_templates(base: Path, new: Path) -> None:
    edit(new / CARD, *ONE_WEIGHT)
    effect = catalog_effect(base / "catalog", new / "catalog", [base / XINGHE], OPTIONS)
    assert [path.rpartition("-")[2] for path in cells(effect)] == [
        "客服总监目标责任协议书.docx",
        "年度考核评分表.docx",
    ]


def test_json_tells_values_documents_and_findings(one_weight: Effect) -> None:
    told = json.loads(render_effect(one_weight, "json"))
    assert told["values"] == [
        {
            "kind": "changed",
            "address": "scorecards/cs_director_annual.parts.results.measures.referrals.weight",
            "before": "10",
            "after": "15",
            "path": CARD,
            "line": 112,
            "company": "",
        }
    ]
    assert told["documents"]["summary"]["changed"] == 2
    assert told["compared"] == one_weight.checked
    assert [each["code"] for each in told["findings"]] == ["CST601", "CST602"]


def test_github_points_at_the_line_of_the_value(one_weight: Effect) -> None:
    told = render_effect(one_weight, "github")
    address = "scorecards/cs_director_annual.parts.results.measures.referrals.weight"
    assert f"::notice file={CARD},line=112,title={address}::10 → 15\n" in told


@pytest.mark.slow
def test_markdown_stays_short_enough_for_a_comment(base: Path, new: Path) -> None:
    edit(new / XINGHE / "company.yaml", ("short_name: 云川星河", "short_name: 星河"))
    told = render_effect(catalog_effect(base, new, [XINGHE], OPTIONS), "markdown")
    assert len(told) <= 60_000


@pytest.mark.slow
def test_documents_of_equal_ingredients_are_equal_and_of_others_are_not(
    base: Path, new: Path
) -> None:
    edit(new / CARD, *ONE_WEIGHT)
    sheets = []
    for folder in (base, new):
        company = open_side(find_side(folder), folder / XINGHE, OPTIONS.as_of, with_roster=False)
        sheets.append(plan_sheets(company, OPTIONS.as_of))
    old, changed = sheets
    assert old.keys() == changed.keys()
    for subject, sheet in old.items():
        other = changed[subject]
        made = [each.press.make(each.job.case).data for each in (sheet, other)]
        assert (made[0] == made[1]) == sheet.equals(other), subject
