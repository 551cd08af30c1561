"""How fast documents are made: ours, docxtpl on the same template and data, and the floor.

Run ``python bench/engine.py``, or give the paths of a template, of a JSON file with its
data and perhaps of a house file, to measure those instead of the made-up agreement.
"""

from __future__ import annotations

import io
import json
import statistics
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
from docxtpl import DocxTemplate
from jinja2 import Environment

from cstemplates.word import open_template
from cstemplates.word.writer import compress, join

if TYPE_CHECKING:
    from collections.abc import Callable

    from cstemplates.word import Template

ROUNDS = 9
SECONDS_A_ROUND = 0.6
_ROWS = 60


def agreement() -> bytes:
    """Make a three-page agreement: clauses, a scorecard of sixty rows, signatures."""
    document = docx.Document()
    document.add_heading("{{ company.name }}目标责任协议书", 1)
    document.add_paragraph(
        "甲方：{{ company.name }}　　乙方：{{ employee.name }}（工号 {{ employee.id }}）"
    )
    for number in range(1, 25):
        document.add_paragraph(
            f"第{number}条　乙方在任期 {{{{ term.start }}}} 至 {{{{ term.end }}}} 内担任"
            "{{ role.title }}，负责客户服务质量、投诉闭环与团队建设，按月向甲方报告目标完成情况，"
            "并对数据的真实、完整、及时负责。{% if employee.note %}{{ employee.note }}{% endif %}"
        )
    table = document.add_table(rows=4, cols=5)
    for cell, text in zip(
        table.rows[0].cells, ("序号", "指标", "权重", "目标值", "评分办法"), strict=True
    ):
        cell.text = text
    table.rows[1].cells[0].text = "{%tr for m in measures %}"
    texts = (
        "{{ loop.index }}",
        "{{ m.name }}",
        "{{ m.weight }}%",
        "{{ m.target }}",
        "{{ m.scoring }}",
    )
    for cell, text in zip(table.rows[2].cells, texts, strict=True):
        cell.text = text
    table.rows[3].cells[0].text = "{%tr endfor %}"
    document.add_paragraph("甲方（盖章）：{{ company.representative }}　　乙方（签字）：________")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def agreement_data() -> dict[str, Any]:
    """Make its data: nobody real."""
    measures = [
        {
            "name": f"客户满意度第{n}项",
            "weight": Decimal(n % 5 + 1),
            "target": f"≥ {90 + n % 9}%",
            "scoring": "每低于目标值 1 个百分点扣 2 分，扣完为止；高于目标值不加分",
        }
        for n in range(_ROWS)
    ]
    return {
        "company": {"name": "星河物业服务有限公司", "representative": "甲某"},
        "employee": {"name": "王𠮷 & 李", "id": "0012", "note": ""},
        "term": {"start": "2026年1月1日", "end": "2026年12月31日"},
        "role": {"title": "客服总监"},
        "measures": measures,
    }


def ours(template: Template, data: dict[str, Any]) -> Callable[[], bytes]:
    return lambda: template.render(data)


def docxtpl_loop(composed: bytes, data: dict[str, Any]) -> Callable[[], bytes]:
    def render() -> bytes:
        document = DocxTemplate(io.BytesIO(composed))
        document.render(data, autoescape=True)
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()

    return render


def floor(template: Template, data: dict[str, Any]) -> Callable[[], bytes]:
    environment = Environment(autoescape=True)  # it is on
    parts = [(p.name, environment.from_string(p.source)) for p in template.compiled]

    def render() -> bytes:
        changed = [compress(name, part.render(data).encode()) for name, part in parts]
        return join(template.static, changed)

    return render


def speed(render: Callable[[], bytes]) -> float:
    """Documents a second of processor time, so that busy neighbours do not count."""
    made = 0
    start = time.process_time()
    while (elapsed := time.process_time() - start) < SECONDS_A_ROUND:
        render()
        made += 1
    return made / elapsed


def main() -> None:
    source, data = agreement(), agreement_data()
    house = None
    if len(sys.argv) > 2:
        source = Path(sys.argv[1]).read_bytes()
        data = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"), parse_float=Decimal)
        house = Path(sys.argv[3]).read_bytes() if len(sys.argv) > 3 else None
    template = open_template(source, house=house)
    contenders = {
        "ours": ours(template, data),
        "docxtpl": docxtpl_loop(template.composed(), data),
        "floor": floor(template, data),
    }
    for render in contenders.values():
        render()
    seen: dict[str, list[float]] = {name: [] for name in contenders}
    for _round in range(ROUNDS):
        for name, render in contenders.items():
            seen[name].append(speed(render))
    for name, speeds in seen.items():
        print(f"{name:8} {statistics.median(speeds):9.1f} documents a second")
    for other in ("docxtpl", "floor"):
        ratios = [a / b for a, b in zip(seen["ours"], seen[other], strict=True)]
        print(f"ours ÷ {other:8} {statistics.median(ratios):6.2f}")


if __name__ == "__main__":
    main()
