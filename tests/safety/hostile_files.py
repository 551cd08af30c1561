"""Files made to hurt whoever reads them: by name, what kind of harm they mean to do."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import cache
from typing import TYPE_CHECKING

import xlsxwriter
from support.wordfile import NAMESPACES, Relation, Xml, field_code, paragraph, table, word

if TYPE_CHECKING:
    from collections.abc import Iterator

MIB = 1024 * 1024
_SLOW = frozenset(
    (
        "bad-attributes.docx", "bad-controls.docx", "bad-many-names.docx", "bad-ragged.csv",
        "bad-settings.docx", "bad-unclosed.docx", "cells.docx", "fields.docx", "long-text.docx",
        "open-fields.docx", "runs.docx",
    )
)  # fmt: skip


def stored(data: bytes) -> bytes:
    """Pack without compression, so that no ratio gives the size away."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name))
    return stream.getvalue()


def chained_styles(count: int) -> bytes:
    rows = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="s{n}"/>'
        f'<w:basedOn w:val="s{(n + 1) % count}"/></w:style>'
        for n in range(count)
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
    return word(
        *[paragraph("{{ a }}", properties='<w:pStyle w:val="s0"/>')] * 500,
        relations=[Relation("st", "styles", "styles.xml")],
        parts={"word/styles.xml": f"<w:styles {NAMESPACES}>{rows}</w:styles>"},
        overrides={"word/styles.xml": kind},
    )


def quine_like() -> bytes:
    """Let forty entries share one packed body of 16 MB."""
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = body.compress(b"\0" * (16 * MIB)) + body.flush()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/media/0.bin", b"")
    data = stream.getvalue()
    local = data[: data.index(b"PK\x01\x02")]
    entry = bytearray(data[data.index(b"PK\x01\x02") : data.index(b"PK\x05\x06")])
    crc = zlib.crc32(b"\0" * (16 * MIB)).to_bytes(4, "little")
    sizes = crc + len(packed).to_bytes(4, "little") + (16 * MIB).to_bytes(4, "little")
    entry[10:12] = (8).to_bytes(2, "little")
    entry[16:28] = sizes
    head = bytearray(local)
    head[8:10] = (8).to_bytes(2, "little")
    head[14:26] = sizes
    directory = bytes(entry) * 40
    end = bytearray(data[data.index(b"PK\x05\x06") :])
    end[8:12] = (40).to_bytes(2, "little") * 2
    end[12:20] = len(directory).to_bytes(4, "little") + (len(head) + len(packed)).to_bytes(
        4, "little"
    )
    return bytes(head) + packed + directory + bytes(end)


def templates() -> Iterator[tuple[str, bytes]]:
    """Word files; those whose names begin with ``bad`` must be refused."""
    yield "bad-many-tags.docx", word(*["{{ a }}"] * 9_900)
    yield "bad-many-names.docx", word(*[f"{{{{ x{n}.y{n} }}}}" for n in range(9_000)])
    yield "bad-settings.docx", word(*["{% set b = a %}"] * 9_000)
    yield "bad-elif.docx", word("{% if a %}" + "{% elif b %}" * 3_000 + "{% endif %}")
    yield "bad-deep-ifs.docx", word(*["{%p if a %}"] * 900, *["{%p endif %}"] * 900)
    yield "bad-unclosed.docx", stored(word("{{ a }}", *["{%"] * 20_000))
    yield (
        "bad-attributes.docx",
        word(Xml("<w:p " + " ".join(f'w:a{n}="{{{{ a }}}}"' for n in range(9_000)) + "/>")),
    )
    yield (
        "bad-controls.docx",
        word(
            *[
                Xml(
                    f"<w:sdt><w:sdtPr><w:tag w:val='a{n}'/></w:sdtPr><w:sdtContent>"
                    f"{paragraph('{{ a }}')}</w:sdtContent></w:sdt>"
                )
                for n in range(9_000)
            ]
        ),
    )
    yield "bad-elements.docx", stored(word("{{ a }}", Xml("<w:p/>" * 290_000)))
    yield (
        "bad-bookmarks.docx",
        stored(word("{{ a }}", Xml('<w:bookmarkStart w:id="1" w:name="x"/>' * 250_000))),
    )
    yield "bad-signs.docx", stored(word("{{ a }}" + ">" * 4_000_000))
    yield "bad-quine.docx", quine_like()
    yield "bad-center.docx", word("{{ 'a'|center(10**9) }}", "{{ a|center(999999999) }}")
    yield (
        "bad-ranges.docx",
        word("{% for i in range(10**9) %}{% for j in range(10**9) %}{% endfor %}{% endfor %}"),
    )
    yield "bad-doubling.docx", word("{% set a = name %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}")
    yield "bad-doubling-list.docx", word("{% set a = [1] %}" + "{% set a = [a, a] %}" * 60)
    yield "bad-power.docx", word("{{ 9**9**9**9 }}")
    yield "bad-brackets.docx", word("{{ " + "(" * 900 + "x" + ")" * 900 + " }}")
    yield "runs.docx", stored(word(paragraph("{{ a }}", *["y"] * 25_000)))
    yield "cells.docx", stored(word("{{ a }}", table(*[["x"] * 40] * 200)))
    yield "long-text.docx", stored(word("{{ a }}" + "x" * 3_000_000))
    yield "blanks-in-a-tag.docx", word("{{" + " " * 900_000 + "a }}")
    yield "comment.docx", word("{# " + "x " * 300_000 + "#}")
    yield "fields.docx", stored(word(paragraph(*[field_code("PAGE")] * 6_000)))
    yield (
        "open-fields.docx",
        stored(
            word(
                paragraph(
                    Xml(
                        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                        "<w:r><w:instrText>IF </w:instrText></w:r>" * 15_000
                    )
                )
            )
        ),
    )
    yield "styles.docx", chained_styles(8_000)


def yaml_files() -> Iterator[tuple[str, bytes]]:
    """YAML; every one must be refused."""
    laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{n}: &{n} [{', '.join([f'*{p}'] * 9)}]\n"
        for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    yield "bad-laughs.yaml", laughs.encode()
    yield "bad-merge.yaml", b"a: &a {x: 1}\nb: {<<: *a}\n"
    yield "bad-lists.yaml", b"[" * 1_900_000
    yield "bad-maps.yaml", b"{a: " * 400_000
    yield "bad-dashes.yaml", b"- " * 900_000
    yield "bad-questions.yaml", b"? " * 900_000
    yield "bad-doubled.yaml", b"a: 1\n" * 300_000
    yield "bad-tags.yaml", b"- !!python/object/apply:os.system [id]\n" * 20_000
    yield "bad-anchors.yaml", b"".join(b"- &a%d x\n" % n for n in range(100_000))
    yield "bad-size.yaml", b"a: " + b"x" * 2_000_001
    yield "bad-quote.yaml", b'a: "' + b"x\n" * 900_000
    yield "bad-dates.yaml", b"- 2026-02-30\n" * 100_000
    yield "bad-utf16.yaml", "a: 中".encode("utf-16")
    yield "bad-documents.yaml", b"---\na\n" * 200_000


def rosters() -> Iterator[tuple[str, bytes]]:
    """Rosters; every one must be refused."""
    yield "bad-ragged.csv", b"a,b\n" + b"1\n" * 400_000
    yield "bad-quote.csv", b'a,b\n1,"' + b"x\n" * 2_000_000
    yield "bad-long-cell.csv", b"a,b\n1," + b"x" * 10_000_000
    yield "bad-encoding.csv", b"a,b\n" + b"\xff" * 1_000_000
    yield "bad-columns.csv", b"," * 2_500_000 + b"\n"
    yield "bad-laugh.xlsx", _sharing(800)
    yield "bad-corner.xlsx", _workbook("XFD1048576")
    yield "bad-bomb.xlsx", word("x", parts={"xl/worksheets/sheet1.xml": b" " * (40 * MIB)})


def _sharing(rows: int) -> bytes:
    """Let every one of twenty cells a row show the same text of 32,000 characters."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    for row in range(rows):
        for column in range(20):
            sheet.write_string(row, column, "x" * 32_000)
    book.close()
    return stream.getvalue()


def _workbook(cell: str) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    sheet.write("A1", "姓名")
    sheet.write(cell, "x")
    book.close()
    return stream.getvalue()


@cache
def hostile() -> dict[str, bytes]:
    """Make them all, by file name."""
    return dict([*templates(), *yaml_files(), *rosters()])


def quick() -> dict[str, bytes]:
    """Make those that are soon answered."""
    return {name: data for name, data in hostile().items() if name not in _SLOW}
