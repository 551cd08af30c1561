"""How fast PDFs are made: ours against two LibreOffices driven over UNO with nothing else.

Both lay out the same documents of the example company with the same settings and fonts,
two processes each, started beforehand and warm. The bare ones update every contents; we
lay a document with a contents out twice, so those are counted apart.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import queue
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

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
from cstemplates.produce.selection import Selection
from cstemplates.workspace import load_company

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator, Sequence

EXAMPLE = Path(__file__).parents[1] / "examples" / "xinghe"
AS_OF = date(2026, 1, 1)
DOCUMENTS = 24
PROCESSES = 2
ROUNDS = 5
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


def documents(folder: Path) -> list[Path]:
    """Make the example company's pack; say where its Word files are."""
    options = PackOptions(AS_OF, Selection(packs=("director", "department", "property-manual")))
    make_pack(load_company(EXAMPLE), folder, options, shown=folder.name)
    return sorted(folder.rglob("*.docx"))


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


def ours(typesetter: Typesetter, paths: Sequence[Path], layouts: int) -> None:
    sources = [PdfSource(path.name, path.read_bytes()) for path in paths]
    for _layout in range(layouts):
        assert typesetter.convert(sources, as_of=AS_OF).findings == ()


def compare(
    typesetter: Typesetter,
    drivers: Sequence[subprocess.Popen[bytes]],
    paths: Sequence[Path],
    layouts: int,
) -> None:
    name = "with a contents, laid out twice" if layouts > 1 else "without a contents"
    if not paths:
        print(f"PDF {name}: no such document")
        return
    paths = list(itertools.islice(itertools.cycle(paths), DOCUMENTS))
    seen: list[tuple[float, float]] = []
    for _round in range(ROUNDS + 1):
        begin = time.perf_counter()
        ours(typesetter, paths, layouts)
        middle = time.perf_counter()
        drive(drivers, paths)
        seen.append((middle - begin, time.perf_counter() - middle))
    # The first round starts the processes and fills their caches.
    mine, theirs = zip(*seen[1:], strict=True)
    ratio = statistics.median(a / b for a, b in seen[1:])
    print(f"PDF {name}, {len(paths)} documents")
    print(f"ours     {len(paths) / statistics.median(mine):9.1f} documents a second")
    print(f"bare UNO {len(paths) / statistics.median(theirs):9.1f} documents a second")
    print(f"ours ÷ bare UNO, time {ratio:6.2f}")


def main() -> None:
    program = find_libreoffice()
    python = uno_python(program) if program else None
    if program is None or python is None:
        print("PDF: not measured, LibreOffice or the Python module uno is missing")
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        Typesetter(processes=PROCESSES) as typesetter,
        bare(program, python) as drivers,
    ):
        paths = documents(Path(folder, "pack"))
        apart = [path for path in paths if has_contents(path)]
        plain = [path for path in paths if path not in apart]
        compare(typesetter, drivers, plain, layouts=1)
        compare(typesetter, drivers, apart, layouts=2)


if __name__ == "__main__":
    main()
