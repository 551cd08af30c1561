"""Packs inside packs, who gets what, and how the files are called."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from cstemplates.findings import CstemplatesError
from cstemplates.model import Pack
from cstemplates.produce.contained import contained
from cstemplates.produce.pack import PackOptions, PackResult, make_pack
from cstemplates.produce.plan import plan
from cstemplates.produce.press import Press
from cstemplates.produce.review import review
from cstemplates.produce.selection import Selection, pack_ids
from cstemplates.workspace import load_catalog, load_company

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 21)


def _pack(company: Path, selection: Selection) -> PackResult:
    options = PackOptions(DAY, selection)
    return make_pack(load_company(company), company.parent / "out", options, shown="out")


def _made(company: Path) -> set[tuple[str, str, str]]:
    manifest = json.loads((company.parent / "out/manifest.json").read_bytes())
    return {(f["document"], f["role"], f["employee"]) for f in manifest["files"] if f["document"]}


def _own_pack(company: Path, text: str, name: str = "own") -> None:
    folder = company / "overlay/packs"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(f"$add: true\ntitle: 自己的\n{text}", "utf-8")


def _add(company: Path, text: str) -> None:
    with (company / "company.yaml").open("a", encoding="utf-8") as stream:
        stream.write(text)


def _lines(company: Path) -> list[str]:
    return [
        f"{f.code} {f.location}" for f in review(load_company(company)) if f.severity == "error"
    ]


ONE = "items:\n  - {id: one, $add: true, document: %s, folder: 一%s}\n"


def test_a_pack_holds_the_packs_in_it_first_and_each_document_once(company: Path) -> None:
    _own_pack(company, "packs: [director]\n" + ONE % ("routine_work_calendar", ""), "year-end")

    result = _pack(company, Selection(("year-end",)))

    paths = [row.path for row in result.rows]
    assert paths[0].startswith("01-目标责任协议书/")
    assert sum("客服总监-例行工作表" in path for path in paths) == 1
    assert any(path.endswith("一/客服助理-例行工作表.docx") for path in paths)


def test_packs_that_contain_each_other_are_opened_once() -> None:
    packs = {
        "a": Pack(title="a", packs=("b",)),
        "b": Pack(title="b", packs=("a", "c")),
        "c": Pack(title="c", packs=("no-such-pack",)),
    }

    assert contained(packs, ["a"], None, named=True) == ("c", "b", "a")


def test_a_pack_for_a_managed_property_is_left_out_where_there_is_none(company: Path) -> None:
    _own_pack(company, "needs: [project]\n" + ONE % ("jd_competency", ""))
    _own_pack(company, "packs: [own]\n", "both")
    text = (company / "company.yaml").read_text("utf-8")
    without = text[: text.index("project:")] + text[text.index("parameters:") :]
    (company / "company.yaml").write_text(without, "utf-8")
    workspace = load_company(company)

    assert pack_ids(workspace, Selection(("both",))) == ("both",)
    assert pack_ids(workspace, Selection(("own",))) == ("own",)


def test_an_unknown_pack_inside_a_pack_is_a_finding_with_the_nearest(company: Path) -> None:
    _own_pack(company, "packs: [directr]\n")

    found = [f for f in review(load_company(company)) if f.severity == "error"]

    assert [(f.code, str(f.location)) for f in found] == [
        ("CST200", "xinghe/overlay/packs/own.yaml:3:9")
    ]
    assert "director" in found[0].hint


@pytest.mark.parametrize("text", ["origin: authored\n", "items: []\n"])
def test_a_pack_of_nothing_is_a_finding(company: Path, text: str) -> None:
    _own_pack(company, text)

    assert [line.split(":")[0] for line in _lines(company)] == [
        "CST110 xinghe/overlay/packs/own.yaml"
    ]


def test_only_the_ids_of_packs_may_have_hyphens(company: Path) -> None:
    _own_pack(company, "packs: [director]\n", "year-end")
    _own_pack(company, "packs: [director]\n", "-end")
    (company / "overlay/roles/a-b.yaml").write_text("$add: true\ntitle: 甲\nfamily: x\n", "utf-8")

    assert _lines(company) == [
        "CST109 xinghe/overlay/packs/-end.yaml:1:1",
        "CST109 xinghe/overlay/roles/a-b.yaml:1:1",
    ]


def test_a_role_that_a_pack_names_is_made_before_anybody_holds_it(company: Path) -> None:
    _own_pack(company, ONE % ("jd_plain_list", ", roles: [gas_cs_manager, agent]"))

    _pack(company, Selection(("own",)))

    assert _made(company) == {
        ("jd_plain_list", "gas_cs_manager", ""),
        ("jd_plain_list", "agent", ""),
    }


@pytest.mark.slow
def test_packs_that_nobody_named_are_made_for_posts_with_people_only(company: Path) -> None:
    text = (company / "company.yaml").read_text("utf-8")
    (company / "company.yaml").write_text(
        text.replace("packs: [director, department]\n", ""), "utf-8"
    )
    workspace = load_company(company)
    held = {person.role for person in workspace.employees}

    _pack(company, Selection())

    roles = {role for _document, role, _person in _made(company)} - {""}
    assert roles - held == {"cs_dept"}


def test_a_department_gets_its_document_when_it_has_people_or_is_named(company: Path) -> None:
    _own_pack(company, ONE % ("work_goal_table", ""))
    _own_pack(company, ONE % ("work_goal_table", ", roles: [cs_dept]"), "named")
    roster = (company / "employees.csv").read_text("utf-8").splitlines()
    (company / "employees.csv").write_text(
        "\n".join([*roster[:2], roster[13].replace("0103", "0001")]), "utf-8"
    )

    with pytest.raises(CstemplatesError) as caught:
        _pack(company, Selection(("own",)))
    _pack(company, Selection(("named",)))

    assert [f.code for f in caught.value.report if f.severity == "error"] == ["CST013"]
    assert _made(company) == {("work_goal_table", "cs_dept", "")}


def test_a_department_that_was_asked_for_gets_its_documents(company: Path) -> None:
    _own_pack(company, ONE % ("work_goal_table", ""))

    _pack(company, Selection(("own",), ("cs_dept",)))

    assert _made(company) == {("work_goal_table", "cs_dept", "")}


def test_of_a_persons_pack_only_what_is_the_persons_or_named_personal(company: Path) -> None:
    text = ONE % ("jd_blank_form_5_1_blank", "")
    _own_pack(company, text + ONE.partition("\n")[2] % ("jd_competency", ""))
    _own_pack(company, ONE % ("jd_blank_form_5_1_blank", ", for_person: true"), "personal")
    person = ("0105",)
    (company / "overlay/packs/own.yaml").write_text(
        (company / "overlay/packs/own.yaml").read_text("utf-8").replace("id: one", "id: two", 1),
        "utf-8",
    )

    _pack(company, Selection(("own",), (), person))
    own = _made(company)
    _pack(company, Selection(("own", "personal"), (), person))

    assert own == {("jd_competency", "pm_cs_center_manager", "")}
    assert _made(company) == own | {("jd_blank_form_5_1_blank", "", "")}


def test_a_layout_is_not_made_for_a_role_without_its_contents(company: Path) -> None:
    _own_pack(company, ONE % ("org_and_duties", ""))

    _pack(company, Selection(("own",)))

    roles = {role for _document, role, _person in _made(company)}
    assert {"cs_director", "pm_cs_center_manager"} <= roles
    assert roles.isdisjoint({"general_manager", "pm_cs_officer", "cs_staff"})


def test_files_are_named_as_the_company_wants(company: Path) -> None:
    _add(
        company,
        "file_names:\n"
        "  role: ${role.title}_${document.code}\n"
        "  employee: ${company.short_name} ${employee.name}-${document.number}-${agreement.year}\n",
    )

    result = _pack(company, Selection(("director",), (), ("0012",)))

    names = {row.path.partition("/")[2] for row in result.rows}
    assert {"云川星河 王𠮷-DOC-01-2027.docx", "客服总监_XH-DOC-10.docx"} <= names


def test_two_files_of_one_name_are_told_apart(company: Path) -> None:
    _own_pack(company, ONE % ("jd_plain_list", ", roles: [cs_director, agent]"))
    _add(company, "file_names: {role: '${document.title}'}\n")

    result = _pack(company, Selection(("own",)))

    names = [row.path.partition("/")[2] for row in result.rows]
    title = names[0].removesuffix(".docx")
    assert names[:2] == [f"{title}.docx", f"{title}-2.docx"]


@pytest.mark.parametrize(
    ("pattern", "codes"),
    [
        ("role: '${employee.name}'", ["CST202"]),
        ("employee: '${employee.nmae}'", ["CST202"]),
        ("company: '${role.title}'", ["CST202"]),
        ("company: '${company.safety_polcy}'", ["CST202"]),
        ("company: '${document.title'", ["CST207"]),
        ("company: '＄｛document.title｝'", ["CST207"]),
        ("department: '${role.title}-${company.profit_basis}'", []),
    ],
)
def test_a_pattern_with_an_unknown_path_is_named_at_its_line(
    company: Path, pattern: str, codes: list[str]
) -> None:
    line = len((company / "company.yaml").read_text("utf-8").splitlines()) + 2
    _add(company, f"file_names:\n  {pattern}\n")

    assert _lines(company) == [f"{code} xinghe/company.yaml:{line}:3" for code in codes]


def test_a_pattern_that_needs_an_empty_fact_is_named_where_it_is_filled_in(company: Path) -> None:
    text = (company / "company.yaml").read_text("utf-8")
    (company / "company.yaml").write_text(text.replace("phone: 0998-5550100\n", ""), "utf-8")
    _add(company, "file_names: {company: '${company.phone}'}\n")

    assert _lines(company) == ["CST400 xinghe/company.yaml:3:1"]


def test_a_pattern_that_leaves_nothing_is_named_in_company_yaml(company: Path) -> None:
    _add(company, "file_names: {role: '...'}\n")

    with pytest.raises(CstemplatesError) as caught:
        _pack(company, Selection(("department",)))

    places = {f"{f.code} {f.location.path}" for f in caught.value.report if f.severity == "error"}
    assert places == {"CST026 xinghe/company.yaml"}


def test_everything_holds_all_43_types_and_every_document_that_is_made() -> None:
    catalog = load_catalog()
    names = contained(catalog.packs, ["everything"], None, named=True)
    held = {item.document for name in names for item in catalog.packs[name].items}

    covered = {spec for name in held for spec in catalog.documents[name].spec}
    assert {f"DOC-{number:02}" for number in range(1, 44)} <= covered
    assert {name for name, entry in catalog.documents.items() if entry.template} == held
    assert set(names) == set(catalog.packs)


def test_the_example_has_a_subject_for_every_document_of_everything(company: Path) -> None:
    workspace = load_company(company)
    planned = plan(workspace, Selection(("everything",)), Press(workspace, DAY))

    assert planned.findings == ()
    made = {job.case.document_id for job in planned.jobs}
    assert made == {name for name, entry in workspace.catalog.documents.items() if entry.template}
    assert len({job.path for job in planned.jobs}) == len(planned.jobs)
