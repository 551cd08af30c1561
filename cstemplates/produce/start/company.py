"""A company folder: facts, two example people, room for changes."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from cstemplates import __version__
from cstemplates.messages import _
from cstemplates.produce.start.naming import need_line
from cstemplates.produce.start.schemas import from_file, provide, schema_folder
from cstemplates.produce.start.texts import quoted, start_text
from cstemplates.produce.start.writing import write_start
from cstemplates.workspace import COMPANY_FILES, ROSTERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cstemplates.produce.start.writing import Started

ROSTER = (
    ("工号", "姓名", "岗位", "部门", "直接上级", "入职日期", "任期起", "任期止", "固定工资", "绩效工资"),
    ("001", "林见山", "总经理", "总经理室", "", "2016-05-09", "", "", "", ""),
    ("002", "苏晚晴", "客服总监", "客户服务部", "001", "2021-03-15", "2027-01-01", "2027-12-31", "15000", "5000"),
)  # fmt: skip


def start_company(folder: Path, name: str, *, excel: bool = False) -> Started:
    """Start a company folder from which a pack can be made at once.

    Args:
        folder: The folder, which is made when missing.
        name: The company's full name.
        excel: Write workbooks in place of YAML and CSV.

    Raises:
        WorkspaceError: One of the files is there already, or the name cannot be printed.
    """
    name = need_line(name)
    files = dict(_workbooks(folder, name) if excel else _texts(folder, name))
    files[folder / "overlay" / "README.md"] = start_text("company/overlay/README.md")
    rivals = [folder / each for each in (*COMPANY_FILES, *ROSTERS)]
    started = write_start(files, _steps(folder), rivals=[p for p in rivals if p not in files])
    if not excel:
        provide(schema_folder(folder))
    return started


def _texts(folder: Path, name: str) -> Iterator[tuple[Path, bytes]]:
    company = folder / "company.yaml"
    yield (
        company,
        start_text(
            "company/company.yaml",
            schema=from_file(company, schema_folder(folder)),
            name=quoted(name),
            version=__version__,
        ),
    )
    text = io.StringIO(newline="")
    csv.writer(text).writerows(ROSTER)
    # Excel takes a CSV file for UTF-8 only when it begins with the mark.
    yield folder / "employees.csv", text.getvalue().encode("utf-8-sig")


def _workbooks(folder: Path, name: str) -> Iterator[tuple[Path, bytes]]:
    from cstemplates.produce.start.workbooks import (  # noqa: PLC0415 - heavy
        company_workbook,
        roster_workbook,
    )

    yield folder / "公司资料.xlsx", company_workbook(name, __version__)
    yield folder / "employees.xlsx", roster_workbook(ROSTER)


def _steps(folder: Path) -> tuple[str, ...]:
    shown = folder.as_posix()
    return (
        _("Replace the examples by your company's facts."),
        _("Replace the two example people in the roster by your own."),
        _("Check: cstemplates lint --company {folder}").format(folder=shown),
        _("Make the pack: cstemplates pack {folder}").format(folder=shown),
    )
