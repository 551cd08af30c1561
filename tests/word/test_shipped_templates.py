"""The Word files we ship: what typography and the engine ask of every one of them."""

from __future__ import annotations

import copy
import io
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from support.parity import body_text, body_text_with_docxtpl
from support.validators import _audit, assert_valid

from cstemplates.bind.vocabulary import vocabulary
from cstemplates.word import open_template
from cstemplates.word.scan import unknown_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.word import Template

FOLDER = Path(__file__).parents[2] / "templates" / "docx"
HOUSE = FOLDER / "house.docx"
TEMPLATES = sorted(path for path in FOLDER.glob("*.docx") if path != HOUSE)
NAMES = [path.stem for path in TEMPLATES]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NINE_MILLIMETRES = 510
"""In twentieths of a point: the least height of a cell that somebody writes in."""

every_template = pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)


def part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def value(element: etree._Element, path: str) -> str:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return "" if found is None else str(found.get(f"{W}val"))


def text(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def is_tag_row(row: etree._Element) -> bool:
    return text(row).startswith("{%tr")


def rows(path: Path) -> Iterator[etree._Element]:
    body = part(path, "word/document.xml")
    yield from (row for row in body.iter(f"{W}tr") if not is_tag_row(row))


@cache
def style_names(path: Path) -> dict[str, str]:
    styles = part(path, "word/styles.xml").iter(f"{W}style")
    return {str(s.get(f"{W}styleId")): value(s, "name") for s in styles}


@cache
def opened(path: Path) -> Template:
    return open_template(path, house=HOUSE.read_bytes())


def emptied(data: dict[str, Any]) -> dict[str, Any]:
    """The same names with everything empty that may be."""
    empty = copy.deepcopy(data)
    role = empty["role"]
    for key in ("department", "code", "grade", "authority", "post_type", "purpose", "majors"):
        role[key] = None
    for key in ("mission", "categories", "competency_groups", "contacts"):
        role[key] = []
    for key in ("experience", "certificates", "skills"):
        role[key] = []
    empty["company"] |= {"address": None, "phone": None}
    empty["document"] |= {"preamble": None, "code": ""}
    for key in ("ratings", "raters", "notes"):
        empty["scorecard"][key] = []
    for item in empty["pay"]["items"]:
        item |= {"has_amount": False, "amount": None, "capital": None, "basis": None}
    return empty | {"attachments": []}


@every_template
def test_opens_in_the_house_without_a_finding(path):
    assert opened(path).scan.findings == ()


@every_template
def test_prints_only_names_that_documents_have(path):
    assert unknown_fields(opened(path).scan, vocabulary()) == ()


@every_template
def test_gives_the_text_that_docxtpl_gives(path):
    data = vocabulary()

    rendered = body_text(opened(path).render(data))

    assert rendered == body_text_with_docxtpl(opened(path).composed(), data)


@every_template
def test_prints_when_everything_is_empty_that_may_be(path):
    data = emptied(vocabulary())

    rendered = opened(path).render(data)

    assert "None" not in "".join(body_text(rendered))
    assert body_text(rendered) == body_text_with_docxtpl(opened(path).composed(), data)
    assert_valid(rendered, path=path.name)


@every_template
def test_is_a_valid_word_file_as_shipped_and_as_printed(path):
    assert _audit(path.read_bytes()) == []
    assert_valid(opened(path).render(vocabulary()), path=path.name)


def test_the_house_is_a_valid_word_file_and_slim():
    assert _audit(HOUSE.read_bytes()) == []
    assert HOUSE.stat().st_size < 20_000


@every_template
def test_has_the_styles_of_the_house(path):
    assert style_names(path) == style_names(HOUSE)


@every_template
def test_says_everything_through_styles(path):
    body = part(path, "word/document.xml")
    beyond = {
        child.tag.removeprefix(W)
        for properties in body.iter(f"{W}pPr", f"{W}rPr")
        for child in properties
    }

    # The page of a section is kept in its last paragraph.
    assert beyond <= {"pStyle", "rStyle", "sectPr"}
    assert {str(e.get(f"{W}val")) for e in body.iter(f"{W}pStyle")} <= style_names(HOUSE).keys()


@every_template
def test_spaces_nothing_with_empty_paragraphs(path):
    body = part(path, "word/document.xml")[0]
    blank = [p for p in body.findall(f"{W}p") if not text(p) and p.find(f".//{W}tab") is None]
    empty = [p for p in blank if p.find(f"{W}pPr/{W}sectPr") is None]
    # A document cannot end in a table: the line of one point that Word needs may stand last.
    closing = [p for p in body.findall(f"{W}p") if not text(p).startswith("{%p")][-1:]

    # Nor may two tables touch: the same line parts those that stand one under the other.
    joined = [p for p in empty if _text_before(p) == "{%p if b.joined %}"]

    names = {style_names(path)[value(p, "pPr/pStyle")] for p in empty}

    assert [p for p in empty if p not in joined] in ([], closing)
    assert names <= {"表后"}


def _text_before(paragraph: etree._Element) -> str:
    before = paragraph.getprevious()
    return "" if before is None else text(before)


@every_template
def test_tables_fill_the_page_and_hold_their_widths(path):
    for table in part(path, "word/document.xml").iter(f"{W}tbl"):
        width = table.find(f"{W}tblPr/{W}tblW")
        layout = table.find(f"{W}tblPr/{W}tblLayout")
        grid = sum(int(str(c.get(f"{W}w"))) for c in table.iter(f"{W}gridCol"))

        assert width is not None
        assert layout is not None
        assert (width.get(f"{W}w"), width.get(f"{W}type")) == ("5000", "pct")
        assert layout.get(f"{W}type") == "fixed"
        assert grid == text_width(path)
        assert {row_width(row) for row in table.iter(f"{W}tr")} == {5000}


def row_width(row: etree._Element) -> int:
    return sum(int(str(w.get(f"{W}w"))) for w in row.iter(f"{W}tcW"))


def text_width(path: Path) -> int:
    section = next(part(path, "word/document.xml").iter(f"{W}sectPr"))
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert size is not None
    assert margins is not None
    sides = sum(int(str(margins.get(f"{W}{side}"))) for side in ("left", "right"))
    return int(str(size.get(f"{W}w"))) - sides


@every_template
def test_rows_do_not_split_and_headings_repeat(path):
    for row in rows(path):
        heads = {style_names(path)[value(p, "pPr/pStyle")] for p in row.iter(f"{W}p")} == {"表头"}

        assert row.find(f"{W}trPr/{W}cantSplit") is not None
        assert (row.find(f"{W}trPr/{W}tblHeader") is not None) == heads


@every_template
def test_cells_to_write_in_are_tall_enough(path):
    for row in rows(path):
        if all(text(cell) for cell in row.iter(f"{W}tc")):
            continue
        height = row.find(f"{W}trPr/{W}trHeight")

        assert height is not None, text(row)
        assert int(str(height.get(f"{W}val"))) >= NINE_MILLIMETRES


def test_the_house_sets_the_sizes_of_chinese_personnel_papers():
    styles = {value(s, "name"): s for s in part(HOUSE, "word/styles.xml").iter(f"{W}style")}
    fonts = {n: styles[n].find(f"{W}rPr/{W}rFonts") for n in ("Title", "heading 1", "表头")}
    sizes = {
        name: int(value(style, "rPr/sz"))
        for name, style in styles.items()
        if value(style, "rPr/sz")
    }

    assert {f.get(f"{W}eastAsia") for f in fonts.values() if f is not None} == {"黑体"}
    assert (sizes["Title"], sizes["heading 1"], sizes["heading 2"]) == (44, 28, 24)
    assert (sizes["表格正文"], sizes["表头"], sizes["header"], sizes["footer"]) == (21, 21, 18, 18)
    assert sizes["正文（公文）"] == 32


def test_the_house_prints_chinese_everywhere_by_default():
    defaults = part(HOUSE, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert defaults is not None
    fonts, language = defaults.find(f"{W}rFonts"), defaults.find(f"{W}lang")

    assert fonts is not None
    assert language is not None
    assert fonts.get(f"{W}eastAsia") == "宋体"
    assert language.get(f"{W}eastAsia") == "zh-CN"


def test_the_house_numbers_headings_and_clauses_in_one_list():
    names = style_names(HOUSE)
    lists = [
        {
            names[value(level, "pStyle")]: value(level, "lvlText")
            for level in abstract.iter(f"{W}lvl")
            if value(level, "pStyle")
        }
        for abstract in part(HOUSE, "word/numbering.xml").iter(f"{W}abstractNum")
    ]

    assert lists[0] == {
        "heading 1": "%1、",
        "heading 2": "（%2）",
        "条款": "%3.",
        "条款4": "（%4）",
        "heading 3": "%5.",
        "heading 4": "（%6）",
    }
    assert lists[1] == {
        "手册章": "第%1章",
        "手册节": "第%2节",
        "手册标题1": "%3、",
        "手册标题2": "（%4）",
        "手册条款": "%5.",
        "手册条款4": "（%6）",
    }
    assert lists[2:] == [
        {"体系标题": "%1.0", "体系条款": "%1.%2"},
        {"数字标题": "%1", "数字标题2": "%1.%2"},
        {"圆点条目": "•"},
        {"caption": "表 %1"},
        {"图题": "图 %1"},
    ]


def test_borders_of_tables_are_equally_thick():
    # LibreOffice 7.4 drops the rest of a table that breaks exactly at the foot of a page
    # when its outer border is thicker than the inner one and rows may not split.
    for style in part(HOUSE, "word/styles.xml").iter(f"{W}style"):
        borders = style.find(f"{W}tblPr/{W}tblBorders")
        if borders is not None:
            assert len({border.get(f"{W}sz") for border in borders}) == 1


def test_no_template_asks_word_to_update_anything_on_opening():
    for path in [HOUSE, *TEMPLATES]:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
            assert b"updateFields" not in package.read("word/settings.xml")
