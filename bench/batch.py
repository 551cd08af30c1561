"""How fast a batch is written to disk, what a second process brings, what the parent keeps.

Run ``python -m bench.batch``, or give a number of people, to measure fewer.
The whole command is timed, from its start to the finished manifest. The peer is the plain
loop that docxtpl's documentation shows, one process, saving to the same disk; its data is
bound beforehand and not counted.
"""

from __future__ import annotations

import csv
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docxtpl import DocxTemplate

from cstemplates.bind import Binder, Case
from cstemplates.produce.press import Press
from cstemplates.workspace import load_company

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLE = Path(__file__).parents[1] / "examples" / "xinghe"
LETTER, AGREEMENT = "six_goal_commitment", "cs_director_target_agreement"
ENVIRONMENT = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}
"""Modules are compiled by the first run, as an installation does, and not by each process."""
PEOPLE = 10_000
PEOPLE_OF_DOCXTPL = 100
ROUNDS = 3
FEW = 1_000
_COLUMNS = "工号,姓名,岗位,部门,直接上级,入职日期,任期起,任期止,固定工资,绩效工资"
_HEAD = "0000000,甲某,general_manager,总经理室,,2015-03-02,,,,"
_PERSON = (
    "{0:07},乙{0},cs_director,客户服务部,0000000,2019-06-17,2027-01-01,2027-12-31,{0}.00,6000.00"
)
# The most memory a process has had at once; other figures start at what started it.
_WITH_MEMORY = """
import re, sys
from cstemplates.cli import main
if __name__ == "__main__":
    try:
        main()
    finally:
        status = open("/proc/self/status").read()
        print(re.search(r"VmHWM:\\s+(\\d+)", status)[1], file=sys.stderr)
"""


def roster(folder: Path, people: int) -> Path:
    """Make up a roster: one head of the company and many with the same role."""
    path = folder / f"{people}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS.split(","))
        writer.writerow(_HEAD.split(","))
        writer.writerows(_PERSON.format(10_000 + n).split(",") for n in range(people))
    return path


def arguments(document: str, people: Path, out: Path, jobs: int) -> list[str]:
    """Write the command's arguments."""
    chosen = ["--company", str(EXAMPLE), "--roster", str(people), "--role", "cs_director"]
    return ["batch", document, *chosen, "-o", str(out), "--jobs", str(jobs)]


def batch_speed(folder: Path, document: str, people: int, jobs: int) -> float:
    """Run a batch to an empty folder; count documents a second of the clock."""
    out = folder / "out"
    program = Path(sys.executable).with_name("cstemplates")
    command = [str(program), *arguments(document, roster(folder, people), out, jobs)]
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT)
    elapsed = time.perf_counter() - begin
    assert sum(1 for _file in out.rglob("*.docx")) == people
    shutil.rmtree(out)
    return people / elapsed


class Loop:
    """The plain loop over people with docxtpl."""

    def __init__(self, folder: Path, document: str) -> None:
        company = folder / document
        shutil.copytree(EXAMPLE, company)
        (company / "employees.xlsx").unlink(missing_ok=True)
        roster(folder, PEOPLE_OF_DOCXTPL).replace(company / "employees.csv")
        workspace = load_company(company)
        today = date(2027, 1, 1)
        template = Press(workspace, today).template_of(document)
        people = {person.employee_id: person for person in workspace.employees}
        binder = Binder(workspace.catalog, workspace.company, people, today)
        names = {use.path[0] for use in template.scan.fields} | {"document"}
        self._out = folder / "loop"
        self._template = folder / "template.docx"
        self._template.write_bytes(template.composed())
        self._data: Sequence[dict[str, Any]] = [
            binder.bind(Case(document, person.role, person), frozenset(names)).data
            for person in people.values()
            if person.role == "cs_director"
        ]

    def speed(self) -> float:
        """Count documents a second of the clock."""
        self._out.mkdir()
        begin = time.perf_counter()
        for number, data in enumerate(self._data):
            document = DocxTemplate(self._template)
            document.render(data, autoescape=True)
            document.save(self._out / f"{number}.docx")
        elapsed = time.perf_counter() - begin
        shutil.rmtree(self._out)
        return len(self._data) / elapsed


def parents_memory(folder: Path, people: int) -> float:
    """Run a batch; say how many megabytes its parent has had at most."""
    out = folder / "out"
    wrapper = folder / "with_memory.py"
    wrapper.write_text(_WITH_MEMORY, encoding="utf-8")
    given = arguments(LETTER, roster(folder, people), out, 2)
    command = [sys.executable, str(wrapper), *given]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    shutil.rmtree(out)
    return int(done.stderr.split()[-1]) / 1024


def compare_speed(folder: Path, document: str, people: int) -> None:
    loop = Loop(folder, document)
    batch_speed(folder, document, 1, 1)
    seen: list[tuple[float, float, float]] = [
        (
            batch_speed(folder, document, people, 2),
            loop.speed(),
            batch_speed(folder, document, people, 1),
        )
        for _round in range(ROUNDS)
    ]
    two, plain, one = (statistics.median(column) for column in zip(*seen, strict=True))
    print(f"Batch of {people} × {document} to disk, docxtpl's loop of {PEOPLE_OF_DOCXTPL}")
    print(f"2 jobs   {two:9.1f} documents a second")
    print(f"1 job    {one:9.1f} documents a second")
    print(f"docxtpl  {plain:9.1f} documents a second")
    ratios = [(both / other, both / single) for both, other, single in seen]
    to_loop, to_one = (statistics.median(column) for column in zip(*ratios, strict=True))
    print(f"2 jobs ÷ docxtpl {to_loop:6.2f}   (reach: 40)")
    print(f"2 jobs ÷ 1 job   {to_one:6.2f}   (reach: 1.7)")


def compare_memory(folder: Path, many: int) -> None:
    if not Path("/proc/self/status").exists():
        print("Memory of the parent: not measured, this system does not tell it")
        return
    few, most = (parents_memory(folder, people) for people in (FEW, many))
    print(f"Memory of the parent at {FEW} people {few:6.1f} MB, at {many} {most:6.1f} MB")
    print(f"ratio {most / few:6.2f}   (reach: at most 1.2)")


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as folder:
        for document in (LETTER, AGREEMENT):
            compare_speed(Path(folder), document, people)
        compare_memory(Path(folder), people * 10)


if __name__ == "__main__":
    main()
