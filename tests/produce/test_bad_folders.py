"""Clumsy and hostile company folders: each fault with its place, all in one run."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cstemplates.findings import CstemplatesError, TextLocation
from cstemplates.produce.pack import PackOptions, PackResult, make_pack
from cstemplates.produce.selection import Selection
from cstemplates.word import project_text
from cstemplates.workspace import load_company

DAY = date(2026, 11, 21)
TEMPLATES = Path(__file__).parents[2] / "templates" / "docx"
AGREEMENT = "01-目标责任协议书/0012-王𠮷-目标责任协议书.docx"


def _pack(
    company: Path, out: Path, selection: Selection | None = None, **choices: Any
) -> PackResult:
    options = PackOptions(DAY, selection or Selection(), **choices)
    return make_pack(load_company(company), out, options, shown="out")


def _refused(company: Path, out: Path) -> list[str]:
    with pytest.raises(CstemplatesError) as caught:
        _pack(company, out)
    assert not out.exists()
    return [f"{f.code} {f.location}" for f in caught.value.report if f.severity == "error"]


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _own_template(company: Path, name: str, *paragraphs: str) -> None:
    folder = company / "templates"
    folder.mkdir(exist_ok=True)
    added = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    with (
        zipfile.ZipFile(TEMPLATES / name) as old,
        zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            data = old.read(part)
            if part == "word/document.xml":
                data = data.replace(b"<w:body>", f"<w:body>{added}".encode())
            new.writestr(part, data)


def test_faults_of_roster_overlay_templates_and_target_come_in_one_run(
    company: Path, tmp_path: Path
) -> None:
    _own_template(company, "jd_competency.docx", "{{ company.nmae }}", "{{ company.name")
    _own_template(company, "routine_work_calendar.docx", "｛｛company.name}}")
    _edit(company / "overlay/roles/pm_cs_assistant.yaml", "guide_officers", "guide_officer")
    _edit(company / "employees.csv", "洪小麦", "")
    (tmp_path / "out").write_text("别人的文件")
    (tmp_path / "out.zip").write_text("别人的文件")

    with pytest.raises(CstemplatesError) as caught:
        _pack(company, tmp_path / "out", archive=True)

    found = [(f.code, f.location.path) for f in caught.value.report if f.severity == "error"]
    assert found == [
        ("CST023", (tmp_path / "out.zip").as_posix()),
        ("CST020", "out"),
        ("CST156", "xinghe/employees.csv"),
        ("CST120", "xinghe/overlay/roles/pm_cs_assistant.yaml"),
        ("CST335", "xinghe/templates/jd_competency.docx"),
        ("CST330", "xinghe/templates/jd_competency.docx"),
        ("CST331", "xinghe/templates/routine_work_calendar.docx"),
    ]
    assert (tmp_path / "out.zip").read_text() == "别人的文件"


def test_a_template_mark_in_a_value_is_named_where_it_was_typed(
    company: Path, tmp_path: Path
) -> None:
    _edit(company / "company.yaml", "brand: 星河物业", 'brand: "{% if %}"')
    _edit(company / "employees.csv", "洪小麦", "{{ x }}")
    _edit(company / "overlay/roles/pm_cs_assistant.yaml", "text: 受理", "text: '{# 受理")
    _edit(company / "overlay/roles/pm_cs_assistant.yaml", "结清费用", "结清费用'")

    assert _refused(company, tmp_path / "out") == [
        "CST406 xinghe/company.yaml:5:1",
        "CST406 xinghe/employees.csv:7",
        "CST406 xinghe/overlay/roles/pm_cs_assistant.yaml:10:5",
    ]


@pytest.mark.parametrize("name", ["house.docx", "templates/routine_work_calendar.docx"])
def test_a_workbook_renamed_to_docx_is_refused(company: Path, tmp_path: Path, name: str) -> None:
    (company / "templates").mkdir()
    (company / name).write_bytes((company / "employees.xlsx").read_bytes())

    assert _refused(company, tmp_path / "out") == [f"CST300 xinghe/{name}"]


def test_a_template_that_no_document_uses_is_a_warning(company: Path, tmp_path: Path) -> None:
    _own_template(company, "jd_competency.docx")
    (company / "templates/jd_competency.docx").rename(company / "templates/jd_competence.docx")
    (company / "templates/~$x.docx").write_text("open in Word")

    report = _pack(company, tmp_path / "out").report

    assert [(f.code, str(f.location), f.hint) for f in report if f.severity == "warning"] == [
        ("CST208", "xinghe/templates/jd_competence.docx", "Did you mean “jd_competency”?")
    ]


def test_a_template_name_cannot_lead_out_of_its_folder(company: Path, tmp_path: Path) -> None:
    (company / "templates").mkdir()
    (tmp_path / "other.docx").write_bytes((TEMPLATES / "jd_competency.docx").read_bytes())
    (company / "overlay/documents").mkdir()
    (company / "overlay/documents/jd_competency.yaml").write_text("template: ../../other\n")

    assert _refused(company, tmp_path / "out") == [
        "CST206 xinghe/overlay/documents/jd_competency.yaml:1:1"
    ]


def test_an_unknown_pack_of_the_company_is_named_at_its_line(company: Path, tmp_path: Path) -> None:
    _edit(company / "company.yaml", "packs: [director,", "packs: [directr,")

    assert _refused(company, tmp_path / "out") == ["CST011 xinghe/company.yaml:69:9"]


def test_an_empty_roster_says_so_beside_that_nothing_can_be_made(
    company: Path, tmp_path: Path
) -> None:
    (company / "employees.csv").write_text("工号,姓名,岗位\n", encoding="utf-8")

    with pytest.raises(CstemplatesError) as caught:
        _pack(company, tmp_path / "out", Selection(packs=("policies",), roles=("duty_agent",)))

    assert [f.code for f in caught.value.report] == ["CST013", "CST165"]


def test_notices_that_ask_for_nothing_are_left_to_lint(company: Path, tmp_path: Path) -> None:
    assert (company / "employees.csv").read_bytes().startswith(b"\xef\xbb\xbf")

    assert [f.code for f in _pack(company, tmp_path / "out").report] == ["CST154"]


def test_a_zip_holds_the_edited_files_that_were_kept(company: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _pack(company, out, Selection(employees=("0012",)), archive=True)
    (out / AGREEMENT).write_bytes(b"edited")

    _pack(company, out, Selection(employees=("0012",)), archive=True, keep_edited=True)

    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.read(AGREEMENT) == b"edited"


def test_holes_are_named_once_by_the_column_that_fills_them(company: Path, tmp_path: Path) -> None:
    _edit(company / "employees.csv", "2027-01-01", "")
    _edit(company / "company.yaml", "  crm: 星链CRM\n", "")

    result = _pack(company, tmp_path / "out", draft=True)

    agreement = [
        (h.label, h.location.key_path)
        for h in result.holes
        if "协议" in h.document and isinstance(h.location, TextLocation)
    ]
    assert agreement == [
        ("任期起", ("任期起",)),
        ("客户关系管理系统名称", ("systems", "crm")),
    ]
    listed = project_text((tmp_path / "out/00-待填清单.docx").read_bytes())
    assert "xinghe/employees.csv:3 任期起" in listed
    assert "systems.crm" in listed


def test_a_file_in_the_place_of_a_folder_of_the_company_is_not_passed_over(
    company: Path, tmp_path: Path
) -> None:
    (company / "templates").write_text("x")
    (company / "house.docx").mkdir()

    assert _refused(company, tmp_path / "out") == [
        "CST100 xinghe/house.docx",
        "CST100 xinghe/templates",
    ]
