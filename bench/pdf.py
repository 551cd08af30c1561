"""How fast PDFs are made: ours against two LibreOffices driven over UNO with nothing else.

Both lay out the same documents of the example company with the same settings and fonts,
two processes each, started beforehand and warm. The bare ones update every contents; we
lay a document with a contents out twice, so those are counted apart: few of them, for the
one there is has more than a hundred pages. We look for the company's name in every PDF, as
a pack does.
"""

from __future__ import annotations

import contextlib
import json
import queue
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cstemplates.bind import Case
from cstemplates.gate import OUTPUT, open_package
from cstemplates.pdf import PdfSource, Typesetter, find_libreoffice
from cstemplates.pdf.isolation import (
    EXPORT_FILTER,
    EXPORT_OPTIONS,
    IMPORT_FILTER,
    SWITCHES,
    kill_all,
    pipe_name,
    start,
    write_profile,
)
from cstemplates.pdf.office import uno_python
from cstemplates.pdf.workroom import workroom
from cstemplates.produce.pack import PackOptions, make_pack
from cstemplates.produce.press import Press
from cstemplates.produce.selection import Selection
from cstemplates.workspace import load_company

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator, Sequence

    from cstemplates.workspace import Workspace

EXAMPLE = Path(__file__).parents[1] / "examples" / "xinghe"
AS_OF = date(2026, 1, 1)
PROCESSES = 2
ROUNDS = 5
MANUALS = 2
ROUNDS_OF_MANUALS = 1
BARE = """
import json, sys, time, uno
def values(**given):
    made = []
    for name, value in given.items():
        struct = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        struct.Name, struct.Value = name, value
        made.append(struct)
    return tuple(made)
settings = json.loads(sys.argv[1])
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext(
    "com.sun.star.bridge.UnoUrlResolver", local)
while True:
    try:
        context = resolver.resolve(settings["address"])
        break
    except Exception:
        time.sleep(0.02)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
options = uno.Any("[]com.sun.star.beans.PropertyValue", values(**settings["options"]))
for line in sys.stdin:
    path = line.strip()
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0,
        values(FilterName=settings["import"], Hidden=True, ReadOnly=True,
               MacroExecutionMode=0, UpdateDocMode=0))
    indexes = document.getDocumentIndexes()
    for number in range(indexes.getCount()):
        indexes.getByIndex(number).update()
    document.storeToURL(uno.systemPathToFileUrl(path[:-5] + ".pdf"),
        values(FilterName=settings["export"], FilterData=options))
    document.close(True)
    print("done", flush=True)
"""


def plain_documents(company: Workspace, folder: Path) -> list[Path]:
    """Make a pack of the example company; say where its Word files are."""
    options = PackOptions(AS_OF, Selection(packs=("director", "department")))
    make_pack(company, folder, options, shown=folder.name)
    paths = sorted(folder.rglob("*.docx"))
    return [path for path in paths if not has_contents(path)]


def manuals(company: Workspace, folder: Path) -> list[Path]:
    """Make the manual, which has a contents, its page numbers still missing."""
    made = Press(company, AS_OF).make(Case("cs_manual", None))
    assert made.data is not None
    paths = [folder / f"{number}.docx" for number in range(MANUALS)]
    for path in paths:
        path.write_bytes(made.data)
    assert all(map(has_contents, paths))
    return paths


def has_contents(path: Path) -> bool:
    package = open_package(path.read_bytes(), path=path.name, profile=OUTPUT)
    return b"TOC \\" in package.parts[package.main_document]


@contextlib.contextmanager
def bare(program: Path, python: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Start LibreOffices and, for each, the shortest program that drives it."""
    with workroom() as room:
        drivers, offices = [], []
        for number in range(PROCESSES):
            own = room / f"bare-{number}"
            own.mkdir()
            accept = f"pipe,name={pipe_name(own)};urp;StarOffice.ComponentContext"
            command = [str(program), write_profile(own), *SWITCHES, f"--accept={accept}"]
            offices.append(start(command, own))
            settings = json.dumps(
                {
                    "address": f"uno:{accept}",
                    "import": IMPORT_FILTER,
                    "export": EXPORT_FILTER,
                    "options": EXPORT_OPTIONS,
                }
            )
            drivers.append(start([str(python), "-c", BARE, settings], own, talks=True))
        try:
            yield drivers
        finally:
            for child in (*drivers, *offices):
                kill_all(child)


def drive(drivers: Sequence[subprocess.Popen[bytes]], paths: Sequence[Path]) -> None:
    idle: queue.SimpleQueue[subprocess.Popen[bytes]] = queue.SimpleQueue()
    for driver in drivers:
        idle.put(driver)

    def lay_out(path: Path) -> None:
        driver = idle.get()
        assert driver.stdin is not None
        assert driver.stdout is not None
        driver.stdin.write(f"{path}\n".encode())
        driver.stdin.flush()
        assert driver.stdout.readline() == b"done\n"
        idle.put(driver)

    with ThreadPoolExecutor(len(drivers)) as executor:
        list(executor.map(lay_out, paths))


@dataclass(frozen=True)
class Contest:
    """Both ways to make PDFs, ready to begin."""

    typesetter: Typesetter
    drivers: Sequence[subprocess.Popen[bytes]]
    name_on_every_page: str

    def ours(self, paths: Sequence[Path], layouts: int) -> None:
        """Lay documents out, as often as it takes for their page numbers."""
        name = self.name_on_every_page
        sources = [PdfSource(path.name, path.read_bytes(), name) for path in paths]
        for _layout in range(layouts):
            assert self.typesetter.convert(sources, as_of=AS_OF).findings == ()

    def hold(self, paths: Sequence[Path], *, layouts: int, rounds: int) -> None:
        """Let both lay the same documents out in turn; print how long they took."""
        seen: list[tuple[float, float]] = []
        for _round in range(rounds):
            begin = time.perf_counter()
            self.ours(paths, layouts)
            middle = time.perf_counter()
            drive(self.drivers, paths)
            seen.append((middle - begin, time.perf_counter() - middle))
        mine, theirs = zip(*seen, strict=True)
        ratio = statistics.median(a / b for a, b in seen)
        name = "with a contents, laid out twice" if layouts > 1 else "without a contents"
        print(f"PDF {name}, {len(paths)} documents, rounds {rounds}")
        print(f"ours     {len(paths) / statistics.median(mine):9.2f} documents a second")
        print(f"bare UNO {len(paths) / statistics.median(theirs):9.2f} documents a second")
        print(f"ours ÷ bare UNO, time {ratio:6.2f}", flush=True)

    def warm_up(self, paths: Sequence[Path]) -> None:
        """Let every process start and fill its caches."""
        self.ours(paths, layouts=1)
        drive(self.drivers, paths)


def main() -> None:
    program = find_libreoffice()
    python = uno_python(program) if program else None
    if program is None or python is None:
        print("PDF: not measured, LibreOffice or the Python module uno is missing")
        return
    company = load_company(EXAMPLE)
    with (
        tempfile.TemporaryDirectory() as folder,
        Typesetter(processes=PROCESSES) as typesetter,
        bare(program, python) as drivers,
    ):
        plain = plain_documents(company, Path(folder, "pack"))
        contest = Contest(typesetter, drivers, company.company.name)
        contest.warm_up(plain)
        contest.hold(plain, layouts=1, rounds=ROUNDS)
        contest.hold(manuals(company, Path(folder)), layouts=2, rounds=ROUNDS_OF_MANUALS)


if __name__ == "__main__":
    main()
