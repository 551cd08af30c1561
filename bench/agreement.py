"""The document that is measured: a made-up agreement of three pages in anybody's syntax."""

from __future__ import annotations

import io
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import docx

ROWS = 60
_HEADS = ("序号", "指标", "权重", "目标值", "评分办法")


@dataclass(frozen=True)
class Syntax:
    """How templates say it; ``@`` stands for the path of a value or of a row's value.

    ``edges`` stand in the first and last cell of a repeated row, ``around`` in rows of
    their own before and after it; ``next_row`` repeats the row with another index.
    """

    value: str
    note: str
    cell: str
    number: str
    edges: tuple[str, str] = ("", "")
    around: tuple[str, str] | None = None
    next_row: str = ""
    dots: bool = True

    def of(self, path: str) -> str:
        """Write the tag of a value outside of the table."""
        return self.value.replace("@", path if self.dots else path.replace(".", "_"))


DOCXTPL = Syntax(
    value="{{ @ }}",
    note="{% if employee.note %}{{ employee.note }}{% endif %}",
    cell="{{ m.@ }}",
    number="{{ loop.index }}",
    around=("{%tr for m in measures %}", "{%tr endfor %}"),
)
_HASHES = Syntax(
    value="{@}",
    note="{#employee_note}{employee_note}{/employee_note}",
    cell="{@}",
    number="{no}",
    edges=("{#measures}", "{/measures}"),
    dots=False,
)
PEERS = {
    "docxtemplater": _HASHES,
    "easy-template-x": _HASHES,
    "docx-templates": Syntax(
        value="{{@}}",
        note="{{IF employee.note}}{{employee.note}}{{END-IF}}",
        cell="{{$m.@}}",
        number="{{$m.no}}",
        around=("{{FOR m IN measures}}", "{{END-FOR m}}"),
    ),
    "carbone": Syntax(
        value="{d.@}",
        note="{d.employee.note}",
        cell="{d.measures[i].@}",
        number="{d.measures[i].no}",
        next_row="{d.measures[i+1].@}",
    ),
}


def agreement(syntax: Syntax = DOCXTPL) -> bytes:
    """Make the template: clauses, a scorecard of as many rows as the data has, signatures."""
    document = docx.Document()
    document.add_heading(f"{syntax.of('company.name')}目标责任协议书", 1)
    document.add_paragraph(
        f"甲方：{syntax.of('company.name')}　　"
        f"乙方：{syntax.of('employee.name')}（工号 {syntax.of('employee.id')}）"
    )
    for number in range(1, 25):
        document.add_paragraph(
            f"第{number}条　乙方在任期 {syntax.of('term.start')} 至 {syntax.of('term.end')} 内担任"
            f"{syntax.of('role.title')}，负责客户服务质量、投诉闭环与团队建设，"
            f"按月向甲方报告目标完成情况，并对数据的真实、完整、及时负责。{syntax.note}"
        )
    rows = _rows(syntax)
    table = document.add_table(rows=len(rows), cols=len(_HEADS))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    document.add_paragraph(
        f"甲方（盖章）：{syntax.of('company.representative')}　　乙方（签字）：________"
    )
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _rows(syntax: Syntax) -> list[tuple[str, ...]]:
    before, after = syntax.edges
    name, weight, target, scoring = (
        syntax.cell.replace("@", key) for key in ("name", "weight", "target", "scoring")
    )
    row = (f"{before}{syntax.number}", name, f"{weight}%", target, f"{scoring}{after}")
    rows: list[tuple[str, ...]] = [_HEADS, row]
    if syntax.around:
        rows = [_HEADS, (syntax.around[0],), row, (syntax.around[1],)]
    if syntax.next_row:
        rows.append((syntax.next_row.replace("@", "no"),))
    return rows


def agreement_data(rows: int = ROWS) -> dict[str, Any]:
    """Make its data: nobody real."""
    measures = [
        {
            "name": f"客户满意度第{n}项",
            "weight": Decimal(n % 5 + 1),
            "target": f"≥ {90 + n % 9}%",
            "scoring": "每低于目标值 1 个百分点扣 2 分，扣完为止；高于目标值不加分",
        }
        for n in range(rows)
    ]
    return {
        "company": {"name": "星河物业服务有限公司", "representative": "甲某"},
        "employee": {"name": "王𠮷 & 李", "id": "0012", "note": ""},
        "term": {"start": "2026年1月1日", "end": "2026年12月31日"},
        "role": {"title": "客服总监"},
        "measures": measures,
    }


def peers_data() -> dict[str, Any]:
    """Make the same data for JavaScript: rows numbered, and each path in one word too."""
    data = agreement_data()
    rows = [
        {**row, "no": number, "weight": str(row["weight"])}
        for number, row in enumerate(data.pop("measures"), 1)
    ]
    words = {f"{a}_{b}": value for a, values in data.items() for b, value in values.items()}
    return {**data, **words, "measures": rows}
