from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from cstemplates.findings import Severity
from cstemplates.model import Company
from cstemplates.workspace import Workspace, load_company
from cstemplates.workspace.company_workbook import find_item, title_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Row = tuple[str, ...]

NEEDED = [
    ("公司全称", "云川甲乙有限公司", "印在封面"),
    ("公司简称", "云川甲乙", ""),
    ("品牌名", "甲乙物业", ""),
    ("法定代表人", "甲某", ""),
    ("目录版本", "0.1.0", ""),
]


def workbook(rows: Sequence[Row], header: Row = ("项目", "内容", "说明")) -> bytes:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet("公司资料")
    for line, row in enumerate([header, *rows]):
        for column, text in enumerate(row):
            sheet.write_string(line, column, text)
    book.close()
    return data.getvalue()


@pytest.fixture
def opened(company: Callable[..., Path], catalog: Path) -> Callable[..., Workspace]:
    def read(rows: list[Row], **more: Row) -> Workspace:
        files = {"company.yaml": None, "公司资料.xlsx": workbook(rows, **more)}
        return load_company(company(files), catalog_folder=catalog)

    return read


def told(workspace: Workspace) -> list[str]:
    return [
        f"{f.code} {f.location} {f.message}"
        for f in workspace.report
        if f.severity is Severity.ERROR
    ]


def test_titles_keys_lists_and_parameters_become_the_company(
    opened: Callable[..., Workspace],
) -> None:
    workspace = opened(
        [
            *NEEDED,
            ("phone", "0998-5550100", ""),
            ("信息系统名称.crm", "甲乙客户系统", ""),
            ("departments.customer_service", "客户服务部", ""),
            ("服务渠道", "热线、微信，邮件", ""),
            ("制度参数.pay.profit_share_rate", "2.5%", ""),
            ("parameters.headcount.cs_manager", "3", ""),
            ("制度参数.pay.cycle", "每季", ""),
            ("花名册以外的人员.appraisal_group", "甲某、乙某", ""),
            ("物业项目.项目名称", "甲乙广场", ""),
            ("物业项目.管理处名称", "甲乙管理处", ""),
            ("物业项目.区域.lobby.区域", "一楼", ""),
            ("物业项目.区域.lobby.功能", "大堂", ""),
            ("物业项目.区域.lobby.客户服务需求", "问询；登记", ""),
            ("住所", "", "空着等于没有这一行"),
        ]
    )

    assert told(workspace) == []
    assert workspace.company == Company.model_validate(
        {
            "name": "云川甲乙有限公司",
            "short_name": "云川甲乙",
            "brand": "甲乙物业",
            "legal_representative": "甲某",
            "catalog": "0.1.0",
            "phone": "0998-5550100",
            "systems": {"crm": "甲乙客户系统"},
            "departments": {"customer_service": "客户服务部"},
            "channels": ("热线", "微信", "邮件"),
            "parameters": {
                "pay.profit_share_rate": Decimal("2.5"),
                "headcount.cs_manager": Decimal(3),
                "pay.cycle": "每季",
            },
            "people": {"appraisal_group": ("甲某", "乙某")},
            "project": {
                "name": "甲乙广场",
                "office": "甲乙管理处",
                "zones": [
                    {"id": "lobby", "area": "一楼", "function": "大堂", "demands": ("问询", "登记")}
                ],
            },
        }
    )


def test_a_value_is_found_at_its_row(opened: Callable[..., Workspace]) -> None:
    workspace = opened([*NEEDED, ("制度参数.a.b", "3", "")])

    assert str(workspace.locate_company(("brand",))) == "firm/公司资料.xlsx:4:2"
    assert str(workspace.locate_company((), parameter="a.b")) == "firm/公司资料.xlsx:7:2"
    assert "公司资料.xlsx" in dict(workspace.inputs)


def test_every_fault_is_named_at_its_row_in_one_run(opened: Callable[..., Workspace]) -> None:
    workspace = opened(
        [
            ("公司全称", "", ""),
            *NEEDED[1:4],
            ("公司简秤", "云", ""),
            ("信息系统名称", "甲乙客户系统", ""),
            ("品牌名", "又一个", ""),
            ("brand", "再一个", ""),
            ("", "没有项目", ""),
            ("物业项目.项目名称", "甲乙广场", ""),
            ("部门名称.CS", "客户服务部", ""),
        ]
    )

    book = "firm/公司资料.xlsx"
    assert told(workspace) == [
        f"CST111 {book}:1:1 “目录版本” is missing.",
        f"CST110 {book}:2:2 The value of “公司全称” does not fit: it must not be empty.",
        f"CST112 {book}:6:1 There is no item “公司简秤” in a company's facts.",
        f"CST112 {book}:7:1 There is no item “信息系统名称” in a company's facts.",
        f"CST102 {book}:8:1 “品牌名” stands already in row 4.",
        f"CST102 {book}:9:1 “brand” stands already in row 4.",
        f"CST156 {book}:10:1 “项目” is not filled in.",
        f"CST111 {book}:11:2 “物业项目.管理处名称” is missing.",
        (
            f"CST110 {book}:12:2 The value of “部门名称.CS” does not fit: "
            "an id has small letters a–z, digits and “_” only."
        ),
    ]
    hints = {f.location.line: f.hint for f in workspace.findings if f.code == "CST112"}  # type: ignore[union-attr]
    assert "公司简称" in hints[6]
    assert "信息系统名称.crm" in hints[7]


def test_both_files_at_once_are_a_finding(company: Callable[..., Path], catalog: Path) -> None:
    folder = company({"公司资料.xlsx": workbook(NEEDED)})

    workspace = load_company(folder, catalog_folder=catalog)

    assert told(workspace) == [
        (
            "CST016 firm/公司资料.xlsx The company's facts stand in two files: "
            "company.yaml, 公司资料.xlsx."
        )
    ]
    assert workspace.company.name == "云川甲乙有限公司"


def test_a_workbook_without_its_headings_is_refused(opened: Callable[..., Workspace]) -> None:
    workspace = opened(NEEDED, header=("名目", "内容", "说明"))

    assert told(workspace) == ["CST153 firm/公司资料.xlsx:1 The column “项目” is missing."]
    assert workspace.company_or_none is None


def test_what_is_no_workbook_is_refused_by_the_gate(
    company: Callable[..., Path], catalog: Path
) -> None:
    folder = company({"company.yaml": None, "公司资料.xlsx": b"name: x"})

    workspace = load_company(folder, catalog_folder=catalog)

    assert told(workspace) == ["CST300 firm/公司资料.xlsx This is not a Word or Excel file."]


def test_the_layers_and_the_roster_may_stand_in_the_workbook(
    company: Callable[..., Path], catalog: Path
) -> None:
    roster = "工号,姓名,岗位\n001,王𠮷,客户总监\n"
    rows = [*NEEDED, ("顾问层", "layer", ""), ("花名册文件", "people.csv", "")]
    folder = company(
        {
            "company.yaml": None,
            "公司资料.xlsx": workbook(rows),
            "people.csv": roster,
            "layer/roles/cs_director.yaml": "title: 客户总监长\n",
        }
    )

    workspace = load_company(folder, catalog_folder=catalog)

    assert told(workspace) == []
    assert workspace.catalog.roles["cs_director"].title == "客户总监长"
    assert workspace.roster_shown == "firm/people.csv"


BELOW = {
    "file_names": (".company", ".公司文件"),
    "password": (".column", ".列"),
} | dict.fromkeys(("departments", "systems", "parameters", "people"), (".x", ".x"))


@pytest.mark.parametrize("name", [n for n in Company.model_fields if n != "project"])
def test_every_fact_of_a_company_can_be_told_by_key_and_by_title(name: str) -> None:
    title = Company.model_fields[name].title
    keyed, titled = BELOW.get(name, ("", ""))

    assert find_item(name + keyed) == find_item(f"{title}{titled}")
    assert title_of(find_item(name + keyed).keys) == f"{title}{titled}"
