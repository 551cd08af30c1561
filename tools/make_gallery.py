"""Show every document type as pictures: ``make gallery``.

Makes the example company's pack ``everything``, lays out each type's reference subject with
its longest and its shortest one, and writes ``out/gallery/index.html``. The first pages of the
reference subjects become the thumbnails of the coverage page.
"""

from __future__ import annotations

import html
import json
import shutil
import struct
import subprocess
import sys
import zlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from produce.test_goldens import REFERENCE  # noqa: E402

from cstemplates.pdf import PdfSource, convert  # noqa: E402
from cstemplates.produce.pack import PackOptions, make_pack  # noqa: E402
from cstemplates.produce.selection import Selection  # noqa: E402
from cstemplates.workspace import load_company  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cstemplates.workspace import Workspace

OUT = ROOT / "out" / "gallery"
THUMBNAILS = ROOT / "docs" / "images" / "gallery"
DAY = date(2026, 1, 15)
PAGE_WIDTH = 560
THUMBNAIL_WIDTH = 200
GREYS = 4
PDFTOPPM = shutil.which("pdftoppm") or "pdftoppm"


@dataclass(frozen=True, slots=True)
class Shown:
    """One finished document of the gallery; the one of the reference subject comes first."""

    document: str
    title: str
    number: str
    path: Path
    is_reference: bool


def main() -> None:
    """Make the pack, its pages, the index and the thumbnails."""
    shutil.rmtree(OUT, ignore_errors=True)
    workspace = load_company(ROOT / "examples" / "xinghe")
    options = PackOptions(DAY, Selection(("everything",)))
    make_pack(workspace, OUT / "pack", options, shown="out/gallery/pack")
    shown = list(documents_to_show(workspace))
    sources = [PdfSource(s.path.name, s.path.read_bytes(), workspace.company.name) for s in shown]
    conversion = convert(sources, as_of=DAY)
    for fault in conversion.findings:
        sys.stderr.write(f"{fault.code} {fault.location}: {fault.message}\n")
    parts = []
    for position, (each, pages) in enumerate(zip(shown, conversion.pages, strict=True)):
        if pages:
            pdf = OUT / f"{position:03}.pdf"
            pdf.write_bytes(pages.data)
            parts.append(section(each, page_images(pdf)))
            if each.is_reference:
                write_thumbnails(workspace, each, pdf)
    (OUT / "index.html").write_text(PAGE.format(body="\n".join(parts)), encoding="utf-8")


def documents_to_show(workspace: Workspace) -> Iterator[Shown]:
    """Choose for each type the reference subject, the longest and the shortest document."""
    rows = json.loads((OUT / "pack" / "manifest.json").read_bytes())["files"]
    documents = workspace.catalog.documents
    for name in sorted(documents, key=lambda key: (documents[key].number, key)):
        found = [row for row in rows if row["document"] == name]
        if not found:
            continue
        by_size = sorted(found, key=lambda row: (OUT / "pack" / row["path"]).stat().st_size)
        wanted = reference_row(name, found), by_size[-1], by_size[0]
        for position, path in enumerate(dict.fromkeys(row["path"] for row in wanted)):
            entry = documents[name]
            yield Shown(name, entry.title, entry.number, OUT / "pack" / path, position == 0)


def reference_row(name: str, rows: list[dict[str, str]]) -> dict[str, str]:
    """Find the document of the subject that the goldens show; else the first one."""
    role, person = REFERENCE.get(name, (None, None))
    fits = (r for r in rows if person in (None, r["employee"]) and role in (None, r["role"]))
    return next(fits, rows[0])


def page_images(pdf: Path) -> list[Path]:
    """Turn every page into a picture beside the PDF."""
    run_pdftoppm(
        "-png", "-scale-to-x", str(PAGE_WIDTH), "-scale-to-y", "-1", pdf, pdf.with_suffix("")
    )
    return sorted(OUT.glob(f"{pdf.stem}-*.png"))


def section(shown: Shown, images: Iterable[Path]) -> str:
    """Write one document of the index."""
    head = html.escape(f"{shown.number} {shown.title}：{shown.path.stem}")
    pictures = "".join(f'<img src="{i.name}" loading="lazy" alt="">' for i in images)
    return f"<h2>{head}</h2><div>{pictures}</div>"


def write_thumbnails(workspace: Workspace, shown: Shown, pdf: Path) -> None:
    """Write the first page small and grey, under each number of the material it covers."""
    entry = workspace.catalog.documents[shown.document]
    numbers = [spec for spec in entry.spec if spec.startswith("DOC-")]
    others = workspace.catalog.documents.items()
    first = {n: min(key for key, d in others if n in d.spec and d.template) for n in numbers}
    for number in numbers:
        if first[number] == shown.document:
            THUMBNAILS.mkdir(parents=True, exist_ok=True)
            (THUMBNAILS / f"{number}.png").write_bytes(thumbnail(pdf))


def thumbnail(pdf: Path) -> bytes:
    """Draw the first page of a PDF in four greys."""
    target = pdf.with_name("thumbnail")
    size = ("-scale-to-x", str(THUMBNAIL_WIDTH), "-scale-to-y", "-1")
    run_pdftoppm("-gray", "-f", "1", "-l", "1", "-singlefile", *size, pdf, target)
    picture = target.with_suffix(".pgm")
    data = picture.read_bytes()
    picture.unlink()
    width, height = map(int, data.split(maxsplit=3)[1:3])
    return grey_png(width, height, data[-width * height :])


def grey_png(width: int, height: int, pixels: bytes) -> bytes:
    """Write 8-bit greys as a PNG of two bits a pixel."""
    # Squared, because small print is so light that half of it would turn white.
    levels = bytes(round((GREYS - 1) * (value / 255) ** 2) for value in range(256))
    reduced = pixels.translate(levels)
    lines = (
        reduced[y * width : (y + 1) * width].ljust(-(-width // 4) * 4, b"\3") for y in range(height)
    )
    packed = b"".join(b"\0" + _packed(line) for line in lines)
    header = struct.pack(">IIBBBBB", width, height, 2, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(packed, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _packed(line: bytes) -> bytes:
    return bytes(
        a << 6 | b << 4 | c << 2 | d
        for a, b, c, d in zip(line[::4], line[1::4], line[2::4], line[3::4], strict=True)
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def run_pdftoppm(*arguments: str | Path) -> None:
    """Run pdftoppm, which the tests' script installs."""
    subprocess.run([PDFTOPPM, *map(str, arguments)], check=True)  # noqa: S603 - our own files


PAGE = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>文种图册</title>
<style>body{{font-family:sans-serif;background:#eee}}img{{margin:4px;background:#fff;border:1px solid #999}}</style>
<h1>文种图册</h1>
{body}
</html>
"""


if __name__ == "__main__":
    main()
