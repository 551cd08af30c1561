from __future__ import annotations

from typing import Any

import pytest
from support.rawword import STYLES, RawWord, cell, paragraph, row, table

from cstemplates.gate import OUTPUT, open_package
from cstemplates.word.known_tables import KnownTables, known_tables
from cstemplates.word.project import project, project_trees
from cstemplates.word.trees import Trees

NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
COUNTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
IN_STYLE = STYLES + (
    '<w:style w:type="paragraph" w:styleId="c&amp;"><w:name w:val="条款"/>'
    f'<w:basedOn w:val="a"/><w:pPr>{COUNTED}</w:pPr></w:style>'
)
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def read_twice(body: str, **parts: Any) -> None:
    """Read a file whose tables are all known already; nothing may change."""
    data = RawWord(body, **parts).data()
    trees = Trees(open_package(data, path="", profile=OUTPUT))
    known = KnownTables()

    project_trees(trees, known)

    assert project_trees(trees, known) == project(data)


def in_cell(inner: str) -> str:
    return table(f"<w:tr><w:tc>{inner}</w:tc></w:tr>", columns=1)


@pytest.mark.parametrize(
    "inner",
    [
        paragraph("甲"),
        paragraph("甲", properties=COUNTED),
        paragraph("甲", style="c&amp;"),
        '<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id="1"/></w:r></w:p>',
        f"<w:p>{FIELD.format('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
        '<w:p><w:ins w:id="1"><w:r><w:t>甲</w:t></w:r></w:ins></w:p>',
    ],
)
def test_a_table_that_stands_twice_reads_as_if_it_were_new_each_time(inner: str) -> None:
    read_twice(
        in_cell(inner) + paragraph("间") + in_cell(inner) + paragraph("后"),
        numbering=NUMBERING,
        styles=IN_STYLE,
        footnotes='<w:footnote w:id="1"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote>',
    )


def test_what_begins_before_a_table_goes_on_in_it() -> None:
    begun = f"<w:p>{FIELD.format('begin')}<w:r><w:instrText>REF a</w:instrText></w:r>"
    separated = f"{FIELD.format('separate')}</w:p>"
    joined = "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p>"
    plain = in_cell(paragraph("甲"))

    read_twice(plain + joined + plain + begun + separated + plain)


def test_files_share_what_is_known_only_with_the_same_styles() -> None:
    def known(styles: str) -> KnownTables:
        body = table(row(cell("甲")), columns=1)
        data = RawWord(body, styles=styles).data()
        return known_tables(Trees(open_package(data, path="")))

    assert known(STYLES) is known(STYLES)
    assert known(STYLES) is not known(IN_STYLE)
