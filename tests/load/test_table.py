from __future__ import annotations

import random
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cstemplates.findings import TextLocation
from cstemplates.load import HeaderCell, Row, Table, calamine_child, csv_file, read_table

if TYPE_CHECKING:
    from collections.abc import Callable

    WriteBook = Callable[..., bytes]


def read(folder: Path, data: bytes, name: str = "employees.csv") -> Table:
    path = folder / name
    path.write_bytes(data)
    return read_table(path, display=name)


def faults(table: Table) -> list[tuple[str, int | None, int | None]]:
    places = [(f.code, f.location) for f in table.findings]
    return [
        (code, place.line, place.column) if isinstance(place, TextLocation) else (code, None, None)
        for code, place in places
    ]


def cells(table: Table) -> list[list[str]]:
    return [list(row.values.values()) for row in table.rows]


def test_a_csv_is_headings_and_rows_of_text(tmp_path: Path) -> None:
    table = read(tmp_path, '工号,姓名\n0012, 王𠮷 \n0013,"欧阳,a\nb"\n'.encode())

    assert table.header == (HeaderCell("工号", 1), HeaderCell("姓名", 2))
    assert table.rows == (
        Row(2, {"工号": "0012", "姓名": "王𠮷"}),
        Row(3, {"工号": "0013", "姓名": "欧阳,a\nb"}),
    )
    assert table.findings == ()
    assert len(table.sha256) == 64


def test_wholly_blank_rows_are_left_out_and_counted(tmp_path: Path) -> None:
    table = read(tmp_path, b"\na,b\n\n,\n1,2\n")

    assert table.header_line == 2
    assert [row.line for row in table.rows] == [5]
    assert table.findings == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("姓名,b\n王,2\n".encode("utf-8-sig"), "The file begins with a byte order mark; it was left out."),
        ("姓名;b\n王;2\n".encode(), "The cells are separated by semicolons."),
        ("姓名\tb\n王\t2\n".encode(), "The cells are separated by tabs."),
        ("姓名,b\n王,2\n".encode("gb18030"), "The file was read as GB 18030, not UTF-8."),
    ],
)  # fmt: skip
def test_other_forms_are_accepted_with_a_notice(tmp_path: Path, data: bytes, message: str) -> None:
    table = read(tmp_path, data)

    assert cells(table) == [["王", "2"]]
    assert [(f.code, f.severity, f.message) for f in table.findings] == [
        ("CST152", "info", message)
    ]


def test_the_separator_is_not_guessed_from_quoted_text(tmp_path: Path) -> None:
    assert cells(read(tmp_path, b'"a;b;c",d\n1,2\n')) == [["1", "2"]]


@pytest.mark.parametrize("data", ["姓名\n王\n".encode("utf-16"), b"a,b\n\xff\xff,1\n"])
def test_another_encoding_is_refused_with_its_line(tmp_path: Path, data: bytes) -> None:
    (fault,) = faults(read(tmp_path, data))

    assert fault == ("CST151", data.count(b"\n", 0, data.find(b"\xff")) + 1, None)


def test_ragged_rows_are_all_named_and_left_out(tmp_path: Path) -> None:
    table = read(tmp_path, b"a,b\n1\n1,2\n1,2,3\n1,2,\n")

    assert faults(table) == [("CST159", 2, None), ("CST159", 4, None)]
    assert table.findings[0].message == "Cells in this row: 1; headings: 2."
    assert [row.line for row in table.rows] == [3, 5]


def test_an_unclosed_quotation_mark_is_named_with_its_row(tmp_path: Path) -> None:
    assert faults(read(tmp_path, b'a,b\n1,2\n3,"4\n5,6\n')) == [("CST151", 3, None)]


def test_a_quotation_mark_inside_a_cell_is_named(tmp_path: Path) -> None:
    assert faults(read(tmp_path, b'a,b\n1,"x"y\n')) == [("CST151", 2, None)]


def test_a_heading_that_stands_twice_names_both_columns(tmp_path: Path) -> None:
    table = read(tmp_path, b"a,b,a\n1,2,3\n")

    assert faults(table) == [("CST155", 1, 3)]
    assert table.findings[0].message == "Columns 1 and 3 have the same heading."
    assert table.rows == (Row(2, {"a": "1", "b": "2"}),)


def test_a_value_without_a_heading_is_named(tmp_path: Path) -> None:
    assert faults(read(tmp_path, b"a,,b\n1,,2\n1,x,2\n")) == [("CST159", 3, 2)]


def test_control_characters_are_named_with_row_and_column(tmp_path: Path) -> None:
    table = read(tmp_path, b"a,b\n1,x\x07y\n")

    assert faults(table) == [("CST107", 2, 2)]
    assert table.findings[0].message == "The invisible character U+0007 is not allowed."


def test_an_empty_roster_is_a_warning(tmp_path: Path) -> None:
    assert faults(read(tmp_path, b"")) == [("CST165", None, None)]
    assert faults(read(tmp_path, b"a,b\n")) == [("CST165", 1, None)]


def test_other_files_are_refused(tmp_path: Path) -> None:
    assert faults(read(tmp_path, b"a", "employees.ods")) == [("CST151", None, None)]
    assert faults(read_table(tmp_path / "no.csv", display="n")) == [("CST100", None, None)]


def test_no_more_than_fifty_findings_are_listed(tmp_path: Path) -> None:
    assert len(read(tmp_path, b"a,b\n" + b"1\n" * 500).findings) == 50


def test_a_roster_beyond_all_measure_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_file, "MAX_CELLS", 5)

    assert faults(read(tmp_path, b"a,b\n1,2\n1,2\n")) == [("CST106", None, None)]


def test_cells_are_placed_by_row_and_heading(tmp_path: Path) -> None:
    table = read(tmp_path, b"a,b\n1,2\n")

    assert table.locate(2, "b") == TextLocation("employees.csv", 2, 2, ("b",))
    assert table.locate(2) == TextLocation("employees.csv", 2)
    assert table.locate() == TextLocation("employees.csv")


def test_a_workbook_reads_as_excel_shows_it(tmp_path: Path, workbook: WriteBook) -> None:
    rows: list[list[Any]] = [
        ["工号", "编", "姓名", "入职", "时刻", "工资", "比例", "小数", "是"],
        ["0012", (12, "0000"), "王𠮷 & <b>", (datetime(2026, 1, 15), "yyyy-mm-dd"),  # noqa: DTZ001
         (datetime(2026, 1, 15, 8, 30), "yyyy-mm-dd hh:mm"), 12000, (0.05, "0%"), 0.1 + 0.2, True],  # noqa: DTZ001
        [None, None, "", None, None, None, None, None, None],
        ["0013", (7, '0.0"%"'), "b", None, None, 12000.5, (0.125, "0.0%"), -1, False],
    ]  # fmt: skip
    table = read(tmp_path, workbook(rows), "employees.xlsx")

    assert table.findings == ()
    assert [row.line for row in table.rows] == [2, 4]
    assert cells(table) == [
        ["0012", "0012", "王𠮷 & <b>", "2026-01-15", "2026-01-15 08:30", "12000", "5%", "0.3", "TRUE"],
        ["0013", "7", "b", "", "", "12000.5", "12.5%", "-1", "FALSE"],
    ]  # fmt: skip


def test_the_sheets_own_claim_of_its_size_is_not_believed(
    tmp_path: Path, workbook: WriteBook
) -> None:
    rows = [["a", "b"], *([str(n), "x"] for n in range(50))]
    for claim in ("A1:A1", "A1:XFD1048576"):
        data = workbook(rows, patch=('<dimension ref="[^"]*"/>', f'<dimension ref="{claim}"/>'))

        assert len(read(tmp_path, data, "e.xlsx").rows) == 50


def test_error_cells_and_formulas_without_a_value_are_all_named(
    tmp_path: Path, workbook: WriteBook
) -> None:
    data = workbook(
        [["a", "b", "c"], [1, 2, 3]],
        patch=(
            r'<c r="A2"><v>1</v></c><c r="B2"><v>2</v></c>',
            '<c r="A2" t="e"><v>#N/A</v></c><c r="B2"><f>A1</f></c>',
        ),
    )

    assert faults(read(tmp_path, data, "e.xlsx")) == [("CST162", 2, 1), ("CST163", 2, 2)]


def test_a_last_cell_that_holds_empty_text_is_a_blank(tmp_path: Path, workbook: WriteBook) -> None:
    data = workbook(
        [["a", "b"], ["x", "y"], ["z"]],
        patch=("<si><t>z</t></si>", "<si><t></t></si>", "xl/sharedStrings.xml"),
    )

    assert cells(read(tmp_path, data, "e.xlsx")) == [["x", "y"]]


def test_a_formula_that_gives_empty_text_is_a_blank(tmp_path: Path, workbook: WriteBook) -> None:
    data = workbook(
        [["a", "b"], [1, 2]],
        patch=(r'<c r="B2"><v>2</v>', '<c r="B2" t="str"><f>IF(1,"")</f><v></v>'),
    )

    assert cells(read(tmp_path, data, "e.xlsx")) == [["1", ""]]


def test_a_cell_in_the_far_corner_is_named_before_it_hurts(
    tmp_path: Path, workbook: WriteBook
) -> None:
    data = workbook(
        [["a"], [1]],
        patch=("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    )

    assert faults(read(tmp_path, data, "e.xlsx")) == [("CST151", 1_048_576, 16_384)]


@pytest.mark.parametrize(
    ("pattern", "text"), [('<row r="2"', '<row r="1"'), ('r="B2"', 'r="A2"'), ('r="B2"', 'r="B3"')]
)
def test_rows_or_cells_out_of_order_are_refused(
    tmp_path: Path, workbook: WriteBook, pattern: str, text: str
) -> None:
    data = workbook([["a", "b"], [1, 2]], patch=(pattern, text))

    assert [code for code, _line, _column in faults(read(tmp_path, data, "e.xlsx"))] == ["CST151"]


def test_a_workbook_without_a_sheet_that_is_seen_is_refused(
    tmp_path: Path, workbook: WriteBook
) -> None:
    hidden = workbook([["a"]], patch=("<sheet ", '<sheet state="hidden" ', "xl/workbook.xml"))

    assert faults(read(tmp_path, hidden, "e.xlsx")) == [("CST151", None, None)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "CST300"),
        (b"a,b\n1,2\n", "CST300"),
        (b"PK\x03\x04damaged", "CST315"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "CST300"),
    ],
)
def test_what_is_no_workbook_is_refused_by_the_gate(tmp_path: Path, data: bytes, code: str) -> None:
    assert faults(read(tmp_path, data, "e.xlsx")) == [(code, None, None)]


def test_a_sheet_that_the_reader_cannot_read_is_a_finding(
    tmp_path: Path, workbook: WriteBook
) -> None:
    data = workbook([["a"], ["x"]], patch=(r't="s"><v>1</v>', 't="s"><v>9</v>'))

    assert faults(read(tmp_path, data, "e.xlsx")) == [("CST151", None, None)]


def test_no_value_of_a_cell_is_in_a_message(tmp_path: Path) -> None:
    table = read(tmp_path, b'a,b,a\nSECRET\nSECRET\x01,2,SECRET\n1,"SECRET')

    assert len(table.findings) == 4
    assert not any("SECRET" in f.message + f.hint for f in table.findings)


def test_the_child_that_reads_workbooks_may_use_a_gigabyte_and_no_more() -> None:
    path = Path(calamine_child.__file__)
    program = f"import runpy; runpy.run_path({str(path)!r})['_limit_memory'](); bytearray(2 << 30)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert b"MemoryError" in done.stderr


@pytest.mark.parametrize(
    ("cell", "text"),
    [(12.0, "12"), (0.1 + 0.2, "0.3"), (1e21, "1" + "0" * 21), (-0.05, "-0.05"), (" x ", "x"),
     (date(2026, 1, 5), "2026-01-05"), (True, "TRUE"), (123456789012345678.0, "123456789012346000")],
)  # fmt: skip
def test_a_cell_is_written_as_excel_shows_it(cell: object, text: str) -> None:
    assert calamine_child.as_text(cell) == text


@settings(max_examples=200, derandomize=True, deadline=None)
@given(data=st.binary(max_size=80) | st.text('ab,;\t\n\r" 王\x00\x07', max_size=60).map(str.encode))
def test_nothing_but_findings_comes_out_of_any_csv(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    table = read(tmp_path_factory.getbasetemp(), data)

    assert all(set(row.values) == {cell.name for cell in table.header} for row in table.rows)


def test_nothing_but_findings_comes_out_of_a_mutated_workbook(
    tmp_path: Path, workbook: WriteBook
) -> None:
    good = workbook([["a", "b"], ["x", 1], ["y", (0.5, "0%")]])
    dice = random.Random(7)
    for _round in range(40):
        data = bytearray(good)
        for _change in range(dice.randint(1, 4)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        table = read(tmp_path, bytes(data), "e.xlsx")

        assert table.findings or len(table.rows) == 2


def test_any_sheet_markup_gives_findings_or_a_table(tmp_path: Path, workbook: WriteBook) -> None:
    dice = random.Random(11)
    pieces = ['<row r="1">', "<row>", "</row>", '<c r="A1">', "<c>", '<c t="e">', '<c t="s">', "</c>",
              "<v>1</v>", "<v>x</v>", "<v/>", "<f>1</f>", "<is><t>x</t></is>", '<c t="inlineStr">', '<c s="99">']  # fmt: skip
    for _round in range(40):
        body = "".join(dice.choices(pieces, k=8))
        data = workbook(
            [["a"]], patch=("(?s)<sheetData>.*</sheetData>", f"<sheetData>{body}</sheetData>")
        )

        assert isinstance(read(tmp_path, data, "e.xlsx"), Table)
