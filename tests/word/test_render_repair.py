from __future__ import annotations

import re

import pytest
from support.wordfile import Xml, paragraph, table, word

from cstemplates.findings import TemplateError
from cstemplates.word import open_template
from cstemplates.word.compile import compile_part
from cstemplates.word.grid import fit_grids
from cstemplates.word.namespaces import WORD
from cstemplates.word.repair import Repair


def test_an_empty_list_leaves_no_table_without_rows() -> None:
    content = table(["{%tr for r in rows %}"], ["{{ r }}"], ["{%tr endfor %}"])
    part = open_template(word("x", content, table(["kept"]))).compiled[0]
    assert part.fill({"rows": []}).count(b"<w:tbl>") == 1
    assert part.fill({"rows": ["a"]}).count(b"<w:tbl>") == 2


def test_a_cell_emptied_by_a_loop_keeps_a_paragraph() -> None:
    tags = "".join(paragraph(tag) for tag in ("{%p for r in rows %}", "{{ r }}", "{%p endfor %}"))
    xml = f"<w:tc><w:tcPr><w:tcW/></w:tcPr>{tags}</w:tc>"
    part = compile_part("word/document.xml", xml, (), "t.docx")
    assert b"</w:tcPr><w:p/></w:tc>" in part.fill({"rows": []})


def test_copies_in_a_loop_get_ids_of_their_own() -> None:
    mark = Xml(
        '<w:p><w:bookmarkStart w:id="7" w:name="part"/><w:r><w:t>{{ r }}</w:t></w:r>'
        '<w:bookmarkEnd w:id="7"/></w:p>'
    )
    template = open_template(word("{%p for r in rows %}", mark, "{%p endfor %}"))
    content = template.compiled[0].fill({"rows": ["a", "b"]}).decode()
    assert content.count('w:bookmarkStart w:id="1" w:name="part"/') == 1
    assert content.count('w:bookmarkStart w:id="2" w:name="part_2"/') == 1
    assert content.count('<w:bookmarkEnd w:id="2"/>') == 1


def test_a_loop_over_cells_fits_the_grid_and_the_widths() -> None:
    cell = '<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{}</w:tc>'
    tags = ("{%tc for c in columns %}", "{{ c }}", "{%tc endfor %}")
    cells = "".join(cell.format(paragraph(tag)) for tag in tags)
    grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
    template = open_template(word(Xml(f"<w:tbl><w:tblPr/>{grid}<w:tr>{cells}</w:tr></w:tbl>")))
    content = template.compiled[0].fill({"columns": ["a", "b"]}).decode()
    assert re.findall(r'gridCol w:w="(\d+)"', content) == ["4500", "4500"]
    assert re.findall(r'tcW w:w="(\d+)"', content) == ["4500", "4500"]
    content = template.compiled[0].fill({"columns": list("abcde")}).decode()
    assert re.findall(r'gridCol w:w="(\d+)"', content) == ["1800"] * 5


def looped(rows: str, columns: int = 1) -> str:
    grid = '<w:gridCol w:w="900"/>' * columns
    return f'<w:tbl><w:tblGrid looped="share">{grid}</w:tblGrid>{rows}</w:tbl>'


def test_only_tables_whose_cells_depend_on_tags_are_fitted() -> None:
    two = "<w:tr><w:tc/><w:tc/></w:tr>"
    plain = f'<w:tbl><w:tblGrid><w:gridCol w:w="9"></w:gridCol></w:tblGrid>{two}</w:tbl>'
    content = f'<w:body xmlns:w="{WORD}">{plain}{looped(two)}{plain}</w:body>'
    fitted = fit_grids(content.encode()).decode()
    assert fitted.count(plain) == 2
    assert re.findall(r'gridCol w:w="(\d+)"/', fitted) == ["450", "450"]
    assert "looped" not in fitted


def test_a_fitting_table_keeps_its_bytes_but_the_mark() -> None:
    table = looped("<w:tr><w:tc></w:tc></w:tr>")
    content = f'<w:body xmlns:w="{WORD}">{table}</w:body>'
    assert fit_grids(content.encode()).decode() == content.replace(' looped="share"', "")


def test_a_table_in_a_cell_is_fitted_with_the_one_around_it() -> None:
    inner = looped("<w:tr><w:tc/><w:tc/><w:tc/></w:tr>")
    outer = looped(f"<w:tr><w:tc>{inner}</w:tc><w:tc/></w:tr>")
    fitted = fit_grids(f'<w:body xmlns:w="{WORD}">{outer}<w:p/></w:body>'.encode()).decode()
    assert re.findall(r'gridCol w:w="(\d+)"', fitted) == ["450", "450", "300", "300", "300"]
    assert fitted.endswith("</w:tbl><w:p/></w:body>")
    assert "looped" not in fitted


def test_a_table_is_fitted_under_a_prefix_that_is_declared_late() -> None:
    table = looped('<w:tr x:kept="1"><w:tc/><w:tc/></w:tr>')
    content = f'<w:body xmlns:w="{WORD}"><w:sdt xmlns:x="urn:x">{table}</w:sdt></w:body>'
    fitted = fit_grids(content.encode()).decode()
    assert re.findall(r'gridCol w:w="(\d+)"', fitted) == ["450", "450"]
    assert 'x:kept="1"' in fitted
    assert "looped" not in fitted


def test_a_table_that_is_cut_is_damage() -> None:
    content = f'<w:body xmlns:w="{WORD}"><w:p>{looped("<w:tr><w:tc>")}</w:p></w:body>'
    with pytest.raises(TemplateError) as caught:
        fit_grids(content.encode())
    assert [f.code for f in caught.value.report] == ["CST305"]


def test_only_what_stands_in_a_loop_is_numbered_again_for_every_document() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="a"/>'
    assert Repair.of(f"{{% for r in rows %}}{mark}{{% endfor %}}").identities
    assert not Repair.of(f"{mark}{{% for r in rows %}}{{% endfor %}}{mark}").identities


def test_a_bookmark_typed_twice_is_made_unique_once() -> None:
    mark = Xml(
        '<w:p><w:bookmarkStart w:id="4" w:name="x"/><w:bookmarkEnd w:id="4"/>'
        "<w:r><w:t>{{ a }}</w:t></w:r></w:p>"
    )
    source = open_template(word(mark, mark)).compiled[0].source
    assert re.findall(r'bookmarkStart w:id="(\d)" w:name="(\w+)"', source) == [
        ("1", "x"),
        ("2", "x_2"),
    ]


def test_the_width_of_a_cell_stands_before_its_span() -> None:
    cell = '<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{}</w:tc>'
    cells = cell.format(paragraph("{% colspan n %}{{ name }}"))
    grid = '<w:tblGrid><w:gridCol w:w="1500"/><w:gridCol w:w="1500"/></w:tblGrid>'
    xml = Xml(f"<w:tbl><w:tblPr/>{grid}<w:tr>{cells}</w:tr></w:tbl>")
    part = open_template(word("x", xml)).compiled[0]

    content = part.fill({"n": 2, "name": "合计"}).decode()

    assert re.search(r'<w:tcPr><w:tcW [^>]*/><w:gridSpan w:val="2"/></w:tcPr>', content)
