"""How fast documents are made: ours, docxtpl on the same template and data, and the floor.

A table of 4,000 rows is measured too, because what is slow in long parts is another thing.

Run ``python -m bench.engine``, or give the paths of a template, of a JSON file with its
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

from docxtpl import DocxTemplate
from jinja2 import Environment

from bench.agreement import agreement, agreement_data
from cstemplates.word import open_template
from cstemplates.word.writer import compress, join

if TYPE_CHECKING:
    from collections.abc import Callable

    from cstemplates.word import Template

ROUNDS = 9
SECONDS_A_ROUND = 0.6
LONG_TABLE = 4000
LONG_ROUNDS = 3


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


def speed(render: Callable[[], bytes], seconds: float = SECONDS_A_ROUND) -> float:
    """Documents a second of processor time, so that busy neighbours do not count."""
    made = 0
    start = time.process_time()
    while (elapsed := time.process_time() - start) < seconds or not made:
        render()
        made += 1
    return made / elapsed


def compare(
    contenders: dict[str, Callable[[], bytes]], rounds: int, reach: dict[str, float]
) -> None:
    for render in contenders.values():
        render()
    seen: dict[str, list[float]] = {name: [] for name in contenders}
    for _round in range(rounds):
        for name, render in contenders.items():
            seen[name].append(speed(render))
    for name, speeds in seen.items():
        print(f"{name:8} {statistics.median(speeds):9.1f} documents a second")
    for other, least in reach.items():
        ratios = [a / b for a, b in zip(seen["ours"], seen[other], strict=True)]
        print(f"ours ÷ {other:8} {statistics.median(ratios):6.2f}   (reach: {least:g})")


def main() -> None:
    source, data = agreement(), agreement_data()
    house = None
    if len(sys.argv) > 2:
        source = Path(sys.argv[1]).read_bytes()
        data = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"), parse_float=Decimal)
        house = Path(sys.argv[3]).read_bytes() if len(sys.argv) > 3 else None
    template = open_template(source, house=house)
    print("Engine, one process, the same template and data")
    contenders = {
        "ours": ours(template, data),
        "docxtpl": docxtpl_loop(template.composed(), data),
        "floor": floor(template, data),
    }
    compare(contenders, ROUNDS, {"docxtpl": 45, "floor": 0.6})
    if len(sys.argv) > 2:
        return
    print(f"A table of {LONG_TABLE} rows")
    long = agreement_data(LONG_TABLE)
    contenders = {"ours": ours(template, long), "docxtpl": docxtpl_loop(template.composed(), long)}
    compare(contenders, LONG_ROUNDS, {"docxtpl": 5})


if __name__ == "__main__":
    main()
