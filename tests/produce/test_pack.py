"""The main job, end to end, on the example company."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.validators import assert_valid

from cstemplates.findings import CstemplatesError, Report, TextLocation
from cstemplates.produce.pack import PackOptions, PackResult, make_pack
from cstemplates.produce.selection import Selection
from cstemplates.word import project_text
from cstemplates.workspace import load_company

DAY = date(2026, 11, 21)
AGREEMENT = "01-目标责任协议书/0012-王𠮷-目标责任协议书.docx"


def _pack(
    company: Path, out: Path, selection: Selection | None = None, **choices: Any
) -> PackResult:
    options = PackOptions(DAY, selection or Selection(), **choices)
    return make_pack(load_company(company), out, options, shown="out")


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def _refused(company: Path, out: Path) -> list[str]:
    with pytest.raises(CstemplatesError) as caught:
        _pack(company, out)
    assert not out.exists()
    return _lines(caught.value.report)


def _lines(report: Report) -> list[str]:
    return [f"{f.code} {f.location}" for f in report if f.severity == "error"]


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pack the example once; tests only read it."""
    out = tmp_path_factory.mktemp("pack") / "xinghe"
    _pack(Path(__file__).parents[2] / "examples" / "xinghe", out)
    return out


def test_the_example_gives_named_folders_a_cover_list_and_a_manifest(packed: Path) -> None:
    names = sorted(_tree(packed))

    assert names[0] == "00-目录.docx"
    assert names[-1] == "manifest.json"
    assert AGREEMENT in names
    assert all(name.count("/") == 1 for name in names[1:-1])


@pytest.mark.slow
def test_every_word_file_is_valid(packed: Path) -> None:
    for path in packed.rglob("*.docx"):
        assert_valid(path.read_bytes())


def test_nothing_of_template_or_reference_is_left_in_any_file(packed: Path) -> None:
    for path in packed.rglob("*.docx"):
        text = project_text(path.read_bytes())
        assert not [mark for mark in ("{{", "{%", "${", "None", "待填") if mark in text], path.name


def test_the_manifest_lists_every_file_with_both_hashes(packed: Path) -> None:
    manifest = json.loads((packed / "manifest.json").read_bytes())

    assert {row["path"] for row in manifest["files"]} == set(_tree(packed)) - {"manifest.json"}
    row = next(r for r in manifest["files"] if r["path"] == AGREEMENT)
    assert (row["document"], row["role"], row["employee"]) == (
        "cs_director_target_agreement", "cs_director", "0012",
    )  # fmt: skip
    assert len(row["sha256"]) == len(row["content_sha256"]) == 64
    assert manifest["as_of"] == "2026-11-21"
    assert manifest["versions"]["cstemplates"]
    inputs = {given["path"] for given in manifest["inputs"]}
    assert {"company.yaml", "employees.csv", "house.docx"} <= inputs


def test_the_agreement_names_the_parties_the_term_and_the_pay_in_capitals(packed: Path) -> None:
    text = project_text((packed / AGREEMENT).read_bytes())

    for words in (
        "云川星河商务服务有限公司", "王𠮷", "2027年1月1日", "2027年12月31日",
        "¥18,000.00", "人民币壹万捌仟元整", "一式两份", "骑缝章", "违约", "争议", "附件一", "盖章", "签字",
    ):  # fmt: skip
        assert words in text, words


def test_the_overlay_changes_the_printed_weight_and_the_totals_still_say_100(packed: Path) -> None:
    card = next(packed.rglob("0012-*考核评分表.docx"))
    text = project_text(card.read_bytes())

    assert "25%" in text
    assert "100%" in text
    assert "110" not in text


def test_an_ampersand_in_a_name_reaches_every_place_it_belongs(packed: Path, company: Path) -> None:
    _edit(company / "employees.csv", "王𠮷", "R&D <王>")
    out = company.parent / "out"

    _pack(company, out, Selection(employees=("0012",)))

    assert "R&D <王>" in project_text((out / "00-目录.docx").read_bytes())
    agreement = out / "01-目标责任协议书/0012-R&D _王_-目标责任协议书.docx"
    assert "R&D <王>" in project_text(agreement.read_bytes())


@pytest.mark.slow
def test_two_runs_give_equal_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    trees = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai")):
        out = tmp_path / f"run{seed}"
        subprocess.run(
            [sys.executable, "-m", "cstemplates", "pack", "examples/xinghe", "-o", str(out),
             "--as-of", "2026-11-21"],
            check=True, capture_output=True, cwd=Path(__file__).parents[2],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
        )  # fmt: skip
        trees.append(_tree(out))

    assert trees[0] == trees[1]


def test_a_second_run_into_the_same_folder_writes_nothing(company: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _pack(company, out)

    assert _pack(company, out).published.written == ()


def test_one_person_gets_only_the_own_documents(company: Path, tmp_path: Path) -> None:
    _pack(company, tmp_path / "out", Selection(employees=("0105",)))

    manifest = json.loads((tmp_path / "out/manifest.json").read_bytes())
    assert {row["role"] for row in manifest["files"]} == {"", "pm_cs_center_manager"}


def test_a_zip_of_the_pack_holds_the_same_files(company: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = _pack(company, out, Selection(employees=("0012",)), archive=True)

    assert result.archive == tmp_path / "out.zip"
    with zipfile.ZipFile(result.archive) as archive:
        archived = {name: archive.read(name) for name in archive.namelist()}
    tree = _tree(out)
    del tree["manifest.json"]
    assert archived == tree


def test_unknown_choices_are_all_named_with_the_nearest(company: Path, tmp_path: Path) -> None:
    with pytest.raises(CstemplatesError) as caught:
        _pack(company, tmp_path / "out", Selection(("directr",), ("cs_directer",), ("00012",)))

    assert [(f.code, f.message, f.hint) for f in caught.value.report] == [
        ("CST012", "--employee: “00012” does not exist.", "Did you mean “0012”?"),
        ("CST011", "--pack: “directr” does not exist.", "Did you mean “director”?"),
        ("CST011", "--role: “cs_directer” does not exist.", "Did you mean “cs_director”?"),
    ]


def test_a_missing_pay_is_named_by_row_and_column_and_nothing_is_written(
    company: Path, tmp_path: Path
) -> None:
    _edit(company / "employees.csv", "18000.00", "")

    with pytest.raises(CstemplatesError) as caught:
        _pack(company, tmp_path / "out")

    assert [
        (f.code, f.message, f.location) for f in caught.value.report if f.severity == "error"
    ] == [
        (
            "CST400",
            "“固定工资” is missing; “客服总监目标责任协议书” needs it.",
            TextLocation("xinghe/employees.csv", 3, None, ("固定工资",)),
        )
    ]
    assert not (tmp_path / "out").exists()


def test_a_draft_marks_the_holes_and_lists_them(company: Path, tmp_path: Path) -> None:
    _edit(company / "employees.csv", "18000.00", "")
    _edit(company / "employees.csv", "2027-12-31", "")
    out = tmp_path / "out"

    result = _pack(company, out, draft=True)

    assert {h.label for h in result.holes} == {"固定工资", "任期止"}
    assert json.loads((out / "manifest.json").read_bytes())["draft"] is True
    assert "【待填：固定工资】" in project_text((out / AGREEMENT).read_bytes())
    listed = project_text((out / "00-待填清单.docx").read_bytes())
    assert "固定工资" in listed
    assert "任期止" in listed


def test_all_faults_of_a_company_folder_come_in_one_run(company: Path, tmp_path: Path) -> None:
    _edit(company / "overlay/roles/pm_cs_assistant.yaml", "guide_officers", "guide_officer")
    _edit(company / "company.yaml", "brand: 星河物业\n", "brand: 星河物业\nbrand: 星河\n")
    _edit(company / "employees.csv", "洪小麦", "")
    _edit(company / "employees.csv", "0110,石一诺", "0108,石\u0007一诺")

    codes = {line.split()[0] for line in _refused(company, tmp_path / "out")}

    assert {"CST120", "CST102", "CST156", "CST107"} <= codes


def test_a_company_folder_without_company_yaml_is_a_finding(company: Path, tmp_path: Path) -> None:
    (company / "company.yaml").unlink()

    assert _refused(company, tmp_path / "out") == ["CST010 xinghe/company.yaml"]


def test_an_output_folder_that_is_a_file_is_a_finding(company: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("别人的文件")

    with pytest.raises(CstemplatesError) as caught:
        _pack(company, tmp_path / "out")

    assert _lines(caught.value.report) == ["CST020 out"]
    assert (tmp_path / "out").read_text() == "别人的文件"


def test_weights_that_do_not_sum_to_100_stop_the_pack(company: Path, tmp_path: Path) -> None:
    _edit(company / "overlay/scorecards/cs_director_annual.yaml", "weight: 25", "weight: 26")

    codes = [line.split()[0] for line in _refused(company, tmp_path / "out")]

    assert codes == ["CST601", "CST602"]


def test_the_deep_check_of_every_document_finds_nothing(company: Path, tmp_path: Path) -> None:
    result = _pack(company, tmp_path / "out", deep=True)

    assert [f for f in result.report if f.code == "CST407"] == []
