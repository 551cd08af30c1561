"""Rosters as HR systems write them: whole, or refused with the cell (S8)."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from support.parity import body_text
from support.wordfile import word

from cstemplates.findings import Severity, TextLocation
from cstemplates.load import read_table
from cstemplates.word import open_template

if TYPE_CHECKING:
    from pathlib import Path

    from cstemplates.load import Table

NAMES = ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", '=HYPERLINK("http://x")', "R&D <王>"]


def read(folder: Path, name: str, data: bytes) -> Table:
    (folder / name).write_bytes(data)
    return read_table(folder / name, display=name)


def errors(table: Table) -> list[tuple[str, int | None, int | None]]:
    found = [f for f in table.findings if f.severity is Severity.ERROR]
    return [
        (f.code, f.location.line, f.location.column)
        for f in found
        if isinstance(f.location, TextLocation)
    ]


def workbook(rows: list[list[Any]], *patches: tuple[str, str], part: str = "sheet1") -> bytes:
    """Write a workbook and change its first sheet by patterns that must match."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"strings_to_formulas": False})
    sheet = book.add_worksheet()
    for row, cells in enumerate(rows):
        sheet.write_row(row, 0, cells)
    book.close()
    result = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            for pattern, text in patches if name.endswith(f"{part}.xml") else ():
                content, count = re.subn(pattern, text, content)
                assert count
            new.writestr(zipfile.ZipInfo(name), content)
    return result.getvalue()


@pytest.mark.parametrize("claim", ["A1", "A1:B2", "A1:XFD1048576", "Z9:A1", "A1:A99999999999"])
def test_a_false_dimension_changes_nothing(tmp_path: Path, claim: str) -> None:
    rows = [["工号", "姓名"], *([f"{n:04}", "王"] for n in range(60))]
    data = workbook(rows, (r'<dimension ref="[^"]*"/>', f'<dimension ref="{claim}"/>'))
    table = read(tmp_path, "e.xlsx", data)
    assert errors(table) == []
    assert [row.values["工号"] for row in table.rows] == [f"{n:04}" for n in range(60)]


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD1", "ZZ70000"])
def test_a_far_cell_is_named_and_not_walked_to(tmp_path: Path, cell: str) -> None:
    row = re.sub("[A-Z]", "", cell)
    far = f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>'
    old = "</sheetData>" if row != "1" else '</row><row r="2"'
    new = f"{far}</sheetData>" if row != "1" else f'<c r="{cell}"><v>1</v></c></row><row r="2"'
    found = errors(read(tmp_path, "e.xlsx", workbook([["a"], [1]], (old, new))))
    assert [(code, line) for code, line, _column in found] == [("CST151", int(row))]


def test_errors_and_formulas_without_values_are_named_each_at_its_cell(tmp_path: Path) -> None:
    data = workbook(
        [["a", "b", "c"], [1, 2, 3]],
        (r'<c r="A2"><v>1</v>', '<c r="A2" t="e"><v>#REF!</v>'),
        (r'<c r="C2"><v>3</v>', '<c r="C2"><f>A2</f>'),
    )
    assert errors(read(tmp_path, "e.xlsx", data)) == [("CST162", 2, 1), ("CST163", 2, 3)]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("工号,姓名\n0012,王\n".encode(), []),
        ("工号,姓名\n0012,王\n".encode("utf-8-sig"), []),
        ("工号,姓名\r\n0012,王\r\n".encode("gb18030"), []),
        ("工号;姓名\n0012;王\n".encode(), []),
        ("工号\t姓名\n0012\t王\n".encode("utf-8-sig"), []),
        ("工号,姓名\n0012,王\n".encode("utf-16"), [("CST151", 1, None)]),
        ("工号,姓名\n0012,王\n".encode("utf-16-le"), None),
        ("工号,姓名\n0012,王\n".encode("utf-16-be"), None),
        ("工號,姓名\n0012,王\n".encode("big5"), None),
        ("工号,姓名\n".encode() + b"0012,\xff\xff\n", [("CST151", 2, None)]),
    ],
)
def test_an_encoding_is_read_right_or_refused(
    tmp_path: Path, data: bytes, found: list[tuple[str, int | None, int | None]] | None
) -> None:
    table = read(tmp_path, "e.csv", data)
    if found is None:
        # Such bytes may pass as another encoding; then a notice says to look at the names.
        assert errors(table) or "CST152" in {f.code for f in table.findings}
        return
    assert errors(table) == found
    if not found:
        assert [dict(row.values) for row in table.rows] == [{"工号": "0012", "姓名": "王"}]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a,b\n1\n1,2\n1,2,3\n", [("CST159", 2, None), ("CST159", 4, None)]),
        ('a,b\n1,2\n3,"4\n5,6\n', [("CST151", 3, None)]),
        ('a,b\n1,"x"y\n', [("CST151", 2, None)]),
        ("a,b,a\n1,2,3\n", [("CST155", 1, 3)]),
        ("a,,b\n1,x,2\n", [("CST159", 2, 2)]),
        ("a,b\n1,x\x07\n\x00,2\n", [("CST107", 2, 2), ("CST107", 3, 1)]),
    ],
)
def test_faults_of_a_csv_are_named_each_at_its_place(
    tmp_path: Path, text: str, found: list[tuple[str, int, int]]
) -> None:
    assert errors(read(tmp_path, "e.csv", text.encode())) == found


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_name_that_looks_like_a_formula_is_a_name(tmp_path: Path, suffix: str) -> None:
    if suffix == "csv":
        lines = [",".join(f'"{cell}"' for cell in (n, name.replace('"', '""')))
                 for n, name in enumerate(NAMES)]  # fmt: skip
        data = ("a,b\n" + "\n".join(lines)).encode()
    else:
        data = workbook([["a", "b"], *([str(n), name] for n, name in enumerate(NAMES))])
    table = read(tmp_path, f"e.{suffix}", data)
    assert errors(table) == []
    assert [row.values["b"] for row in table.rows] == NAMES
    template = open_template(word("{{ name }}"))
    for name in NAMES:
        made = template.render({"name": name})
        assert body_text(made) == [name]
        assert b"instrText" not in zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml")


def test_numbers_keep_the_digits_that_are_shown(tmp_path: Path) -> None:
    data = workbook([["a", "b"], ["0012", 110101199003074]])
    (row,) = read(tmp_path, "e.xlsx", data).rows
    assert dict(row.values) == {"a": "0012", "b": "110101199003074"}


def test_a_text_shared_by_many_cells_does_not_fill_the_memory(tmp_path: Path) -> None:
    data = workbook([["a"], *([["x" * 32_000]] * 3_500)])
    assert len(data) < 500_000
    assert errors(read(tmp_path, "e.xlsx", data)) == [("CST151", None, None)]
