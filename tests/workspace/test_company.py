from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from cstemplates.findings import CatalogError, Finding, WorkspaceError
from cstemplates.workspace import (
    Workspace,
    catalog_folder,
    load_catalog,
    load_company,
    load_shipped,
    templates_folder,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteCompany = Callable[..., Path]

FACTS = 'name: a\nshort_name: b\nbrand: c\nlegal_representative: d\ncatalog: "1"\n'


def found(workspace: Workspace) -> list[tuple[str, str]]:
    return [(f.code, str(f.location)) for f in workspace.findings]


def only(workspace: Workspace) -> Finding:
    (fault,) = workspace.findings
    return fault


def roster_workbook() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["工号", "姓名", "岗位"])
    sheet.write_row(1, 0, ["007", "b", "客服总监"])
    book.close()
    return stream.getvalue()


def test_a_company_folder_becomes_a_workspace(company: WriteCompany, catalog: Path) -> None:
    workspace = load_company(company(), catalog_folder=catalog)

    assert workspace.findings == ()
    assert workspace.company.brand == "甲乙物业"
    assert [person.role for person in workspace.employees] == ["cs_director"]
    assert workspace.catalog.roles["cs_director"].title == "客服总监"
    assert workspace.catalog.indicators["satisfaction"].title == "满意度"
    assert (workspace.shown, workspace.roster_shown) == ("firm", "firm/employees.csv")
    assert workspace.roster_rows == 1
    assert workspace.template_folders == (templates_folder(),)
    assert workspace.house is None


def test_every_file_read_is_recorded_with_its_hash_wherever_the_user_stands(
    company: WriteCompany, catalog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = company(
        {
            "overlay/roles/cs_director.yaml": "title: 总监\n",
            "company.yaml": FACTS + "layers: [branch]\n",
            "branch/roles/cs_officer.yaml": "title: 员\n",
        }
    )
    inputs = load_company(folder, catalog_folder=catalog).inputs
    monkeypatch.chdir(tmp_path.parent)

    assert load_company(folder, catalog_folder=catalog).inputs == inputs
    assert [path for path, _digest in inputs] == [
        "branch/roles/cs_officer.yaml",
        "catalog/indicators/all.yaml",
        "catalog/roles/cs_director.yaml",
        "catalog/roles/cs_officer.yaml",
        "catalog/roles/pm_officer.yaml",
        "company.yaml",
        "employees.csv",
        "overlay/roles/cs_director.yaml",
    ]
    assert dict(inputs)["company.yaml"] == hashlib.sha256(
        (folder / "company.yaml").read_bytes()
    ).hexdigest()  # fmt: skip


def test_a_folder_elsewhere_is_shown_by_its_name_alone(
    company: WriteCompany, catalog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = company({"company.yaml": "name: a\n"})
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")

    places = {str(f.location) for f in load_company(folder, catalog_folder=catalog).findings}
    assert places == {"firm/company.yaml:1:1"}


def test_layers_lie_on_each_other_and_the_overlay_on_top(
    company: WriteCompany, catalog: Path
) -> None:
    folder = company(
        {
            "company.yaml": FACTS + "layers: [one, two]\n",
            "employees.csv": "工号,姓名,岗位\n1,a,cs_director\n",
            "one/roles/cs_director.yaml": "title: 一\nmission:\n  - {id: m, $add: true, text: x}\n",
            "two/roles/x/cs_director.yaml": "title: 二\npurpose: 二\n",
            "overlay/roles/cs_director.yaml": "title: 三\n",
        }
    )
    workspace = load_company(folder, catalog_folder=catalog)
    entry = workspace.stack.entry("roles", "cs_director")
    assert entry is not None
    origin = entry.provenance(("title",))

    assert workspace.findings == ()
    assert workspace.catalog.roles["cs_director"].purpose == "二"
    assert (str(origin.location), origin.layer) == (
        "firm/overlay/roles/cs_director.yaml:1:1",
        "overlay",
    )
    assert [(old.value, old.layer) for old in origin.replaced] == [
        ("二", "two"),
        ("一", "one"),
        ("客服总监", "catalog"),
    ]


def test_own_templates_come_first_and_the_own_house_file_is_found(
    company: WriteCompany, catalog: Path
) -> None:
    folder = company({"templates/a.docx": b"", "house.docx": b""})
    workspace = load_company(folder, catalog_folder=catalog)

    assert workspace.template_folders == (folder / "templates", templates_folder())
    assert workspace.house == folder / "house.docx"


def test_a_folder_without_company_yaml_is_told_so_and_the_rest_is_still_checked(
    company: WriteCompany, catalog: Path
) -> None:
    folder = company(
        {
            "company.yaml": None,
            "employees.csv": "工号,姓名,岗位\n1,,客服总监\n",
            "overlay/roles/cs_directer.yaml": "title: x\n",
        }
    )
    workspace = load_company(folder, catalog_folder=catalog)

    assert found(workspace) == [
        ("CST010", "firm/company.yaml"),
        ("CST120", "firm/overlay/roles/cs_directer.yaml:1:1"),
        ("CST156", "firm/employees.csv:2:2"),
    ]
    assert workspace.company_or_none is None
    with pytest.raises(CatalogError) as raised:
        _ = workspace.company
    assert len(raised.value.report) == 3


def test_a_company_folder_that_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError) as raised:
        load_company(tmp_path / "nowhere")

    assert [(f.code, str(f.location)) for f in raised.value.report] == [("CST015", "nowhere")]


def test_faults_of_company_yaml_have_their_places(company: WriteCompany, catalog: Path) -> None:
    folder = company(
        {
            "company.yaml": "name: a\nshort_name: 12\nbrnad: c\ncatalog: 0.1.0\npacks: director\n"
            "project:\n  name: p\n  office: o\n  zones:\n    - {id: z, area: x, functoin: y}\n"
            "parameters:\n  a: [1]\nlegal_representative: ''\n"
        }
    )
    workspace = load_company(folder, catalog_folder=catalog)

    assert [(f.code, str(f.location), f.message, f.hint) for f in workspace.report] == [
        ("CST111", "firm/company.yaml:1:1", "“brand” is missing.", ""),
        ("CST110", "firm/company.yaml:2:1",
         "The value of “short_name” does not fit: text is needed; put numbers and dates in quotation marks.", ""),
        ("CST112", "firm/company.yaml:3:1", "There is no key “brnad” here.", "Did you mean “brand”?"),
        ("CST110", "firm/company.yaml:5:1", "The value of “packs” does not fit: a list is needed.", ""),
        ("CST111", "firm/company.yaml:10:7", "“function” is missing.", ""),
        ("CST112", "firm/company.yaml:10:24", "There is no key “functoin” here.", "Did you mean “function”?"),
        ("CST110", "firm/company.yaml:12:3",
         "The value of “a” does not fit: it has not the form that is needed here.", ""),
        ("CST110", "firm/company.yaml:13:1",
         "The value of “legal_representative” does not fit: it must not be empty.", ""),
    ]  # fmt: skip


def test_company_yaml_that_cannot_be_read_is_one_finding(
    company: WriteCompany, catalog: Path
) -> None:
    for text, place in (("name: [", "2:1"), ("- a\n", "1:1"), ("", "1:1")):
        fault = only(load_company(company({"company.yaml": text}), catalog_folder=catalog))

        assert str(fault.location) == f"firm/company.yaml:{place}"


def test_a_layer_that_is_not_there_or_holds_the_company_is_named_in_company_yaml(
    company: WriteCompany, catalog: Path
) -> None:
    folder = company({"company.yaml": FACTS + "layers: [here, gone, ., .., /]\n", "here/x": ""})

    assert found(load_company(folder, catalog_folder=catalog)) == [
        ("CST127", "firm/company.yaml:6:16"),
        ("CST127", "firm/company.yaml:6:22"),
        ("CST127", "firm/company.yaml:6:25"),
        ("CST127", "firm/company.yaml:6:29"),
    ]


def test_a_folder_without_a_roster_is_told_so(company: WriteCompany, catalog: Path) -> None:
    fault = only(load_company(company({"employees.csv": None}), catalog_folder=catalog))

    assert (fault.code, str(fault.location)) == ("CST150", "firm/employees.csv")


def test_two_rosters_need_a_word_which_one_holds(company: WriteCompany, catalog: Path) -> None:
    fault = only(
        load_company(company({"employees.xlsx": roster_workbook()}), catalog_folder=catalog)
    )

    assert (fault.code, str(fault.location)) == ("CST164", "firm/employees.xlsx")
    assert fault.hint.endswith("“roster: employees.csv”.")


def test_the_named_roster_is_read(company: WriteCompany, catalog: Path) -> None:
    folder = company(
        {"employees.xlsx": roster_workbook(), "company.yaml": FACTS + "roster: employees.xlsx\n"}
    )
    workspace = load_company(folder, catalog_folder=catalog)

    assert workspace.findings == ()
    assert [person.employee_id for person in workspace.employees] == ["007"]
    assert workspace.roster_shown == "firm/employees.xlsx"


def test_a_named_roster_that_is_not_there_is_placed_where_it_is_named(
    company: WriteCompany, catalog: Path
) -> None:
    folder = company({"company.yaml": FACTS + "roster: staff.xlsx\n"})
    fault = only(load_company(folder, catalog_folder=catalog))

    assert (fault.code, str(fault.location)) == ("CST150", "firm/company.yaml:6:1")


def test_faults_of_entries_have_the_place_of_the_layer_that_wrote_them(
    company: WriteCompany, catalog: Path
) -> None:
    folder = company(
        {
            "overlay/roles/cs_director.yaml": "knid: body\nmission:\n  - {id: a, $add: true}\n",
            "overlay/indicators/x.yaml": "satisfaction:\n  period: fortnight\n  target: 高\n",
        }
    )
    workspace = load_company(folder, catalog_folder=catalog)

    assert [(f.code, str(f.location), f.message, f.hint) for f in workspace.report] == [
        ("CST110", "firm/overlay/indicators/x.yaml:2:3",
         "The value of “period” does not fit: it must be one of: day, week, month, quarter, half_year, year.", ""),
        ("CST110", "firm/overlay/indicators/x.yaml:3:3",
         "The value of “target” does not fit: a number is needed.", ""),
        ("CST112", "firm/overlay/roles/cs_director.yaml:1:1", "There is no key “knid” here.", "Did you mean “kind”?"),
        ("CST111", "firm/overlay/roles/cs_director.yaml:3:5", "“text” is missing.", ""),
    ]  # fmt: skip
    assert "cs_director" not in workspace.catalog.roles
    assert [person.role for person in workspace.employees] == ["cs_director"]


def test_scoring_faults_name_the_kind_and_nothing_above_it(
    company: WriteCompany, catalog: Path
) -> None:
    measure = "        - {id: m, title: t, indicator: satisfaction, weight: 1, scoring: %s}\n"
    folder = company(
        {
            "overlay/scorecards/s.yaml": "$add: true\ntitle: s\nrole: cs_director\nperiod: year\n"
            "parts:\n    - id: p\n      title: t\n      share: 100\n      measures:\n"
            + measure % "{bands: []}"
            + measure.replace("id: m", "id: n") % "{kind: bnads}"
        }
    )
    findings = list(load_company(folder, catalog_folder=catalog).report)

    assert [(f.code, str(f.location)) for f in findings] == [
        ("CST110", "firm/overlay/scorecards/s.yaml:10:65"),
        ("CST110", "firm/overlay/scorecards/s.yaml:11:65"),
    ]
    assert findings[0].message == "The value of “scoring” does not fit: it lacks the key “kind”."
    assert "it must be one of: bands, linear" in findings[1].message


def test_places_of_keys_are_found_in_company_and_entries(
    company: WriteCompany, catalog: Path
) -> None:
    folder = company({"company.yaml": FACTS + "parameters:\n  pay.rate: 2\n"})
    workspace = load_company(folder, catalog_folder=catalog)

    assert str(workspace.locate_company(("brand",), parameter="company.brand")).endswith("yaml:3:1")
    assert str(workspace.locate_company(("rate",), parameter="pay.rate")).endswith("yaml:7:3")
    assert str(workspace.locate_company(("other",), parameter="pay.other")).endswith("yaml:6:1")
    assert str(workspace.locate("roles", "cs_officer", ("aliases",))) == (
        "catalog/roles/cs_officer.yaml:3:1"
    )
    assert str(workspace.locate("roles", "nobody")) == "roles/nobody"


def test_the_shipped_catalogue_is_whole() -> None:
    workspace = load_shipped()

    assert workspace.findings == ()
    assert "cs_director" in workspace.catalog.roles
    assert all(path.startswith("catalog/") for path, _digest in workspace.inputs)
    assert (catalog_folder() / "roles").is_dir()


def test_the_catalogue_may_come_from_other_folders_and_fails_with_all_findings(
    company: WriteCompany, catalog: Path, tmp_path: Path
) -> None:
    company()
    layer = tmp_path / "layer"
    (layer / "roles").mkdir(parents=True)
    (layer / "roles" / "cs_officer.yaml").write_text("title: 员\n", encoding="utf-8")

    assert load_catalog([catalog, layer]).roles["cs_officer"].title == "员"

    (layer / "roles" / "cs_officer.yaml").write_text("title: 5\nx: 1\n", encoding="utf-8")
    with pytest.raises(CatalogError) as raised:
        load_catalog([catalog, layer])
    assert [str(f.location) for f in raised.value.report] == [
        "layer/roles/cs_officer.yaml:1:1",
        "layer/roles/cs_officer.yaml:2:1",
    ]


def test_the_reference_company_has_no_fault() -> None:
    example = catalog_folder().parent / "examples" / "xinghe"
    workspace = load_company(example)

    assert {f.severity for f in workspace.findings} <= {"info"}
    assert len(workspace.employees) >= 12
