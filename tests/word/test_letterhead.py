from __future__ import annotations

import pytest
from lxml import etree
from support.wordfile import NAMESPACES, paragraph, run

from cstemplates.word.letterhead import lettered
from cstemplates.word.namespaces import name

TAB = "<w:r><w:tab/></w:r>"


def header(*content: str) -> etree._Element:
    return etree.fromstring(f"<w:hdr {NAMESPACES}>{''.join(content)}</w:hdr>")


def words(root: etree._Element | None) -> list[str]:
    assert root is not None
    texts = ("".join(t.text or "" for t in p.iter(name("w:t"))) for p in root.iter(name("w:p")))
    return list(texts)


@pytest.mark.parametrize(
    "title",
    [
        run("{{ document.title }}"),
        run("{{") + run(" document.title ") + run("}}"),
        run("{{document.heading}}"),
    ],
)
def test_the_templates_words_stand_where_the_house_prints_the_title(title: str) -> None:
    house = header(f"<w:p>{run('公司：')}{TAB}{title}</w:p>", paragraph("地址"))
    kept = header(f"<w:p>{run('别的')}{TAB}{run('第一章')}{run(' 服务')}</w:p>")

    assert words(lettered(house, kept)) == ["公司：第一章 服务", "地址"]
    assert "第一章" not in "".join(words(house))


def test_what_stands_around_the_title_in_its_run_stays() -> None:
    house = header(paragraph("《{{ document.title }}》第二版"))

    assert words(lettered(house, header(paragraph("总则")))) == ["《总则》第二版"]


def test_the_words_take_the_looks_of_the_title() -> None:
    house = header(paragraph(run("{{ document.title }}", "<w:b/>")))

    made = lettered(house, header(paragraph("总则")))

    assert made is not None
    bold = [r.find(f"{name('w:rPr')}/{name('w:b')}") is not None for r in made.iter(name("w:r"))]
    assert bold == [True, True]


def test_a_house_without_a_title_lends_nothing() -> None:
    assert lettered(header(paragraph("公司")), header(paragraph("总则"))) is None
    assert lettered(header(paragraph("{{ document.title }}")), header("<w:p/>")) is None
