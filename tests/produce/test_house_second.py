"""A house.docx in the company folder dresses every document, and nothing of the first is left."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from support.validators import assert_valid

from cstemplates.gate import open_package
from cstemplates.produce.pack import PackOptions, make_pack
from cstemplates.produce.selection import Selection
from cstemplates.produce.template_review import review_template
from cstemplates.word import open_template
from cstemplates.workspace import load_company

ROOT = Path(__file__).parents[2]
BAIHE, FIRST = ROOT / "examples/baihe", ROOT / "templates/docx/house.docx"
HOUSE = BAIHE / "house.docx"
GREEN, GREY = b"1F6F43", b"EDEDED"


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(part: bytes) -> str:
    return "".join(re.findall(r"<w:t[ >][^<]*", part.decode())).replace(
        '<w:t xml:space="preserve">', ""
    )


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every Word file of the second example's pack, made once."""
    out = tmp_path_factory.mktemp("baihe") / "out"
    make_pack(load_company(BAIHE), out, PackOptions(date(2026, 11, 21), Selection()), shown="out")
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*.docx")}


def test_the_second_house_has_no_fault_and_all_styles_of_the_first() -> None:
    named = [
        set(re.findall(rb'<w:name w:val="([^"]*)"', parts_of(path.read_bytes())["word/styles.xml"]))
        for path in (FIRST, HOUSE)
    ]

    assert review_template(HOUSE, "house.docx") == ()
    assert named[0] <= named[1]


def test_every_document_carries_the_logo_and_the_letterhead(documents: dict[str, bytes]) -> None:
    logo = parts_of(HOUSE.read_bytes())["word/media/logo.png"]
    for name, data in documents.items():
        parts = parts_of(data)
        headers = [part for part in parts if re.fullmatch(r"word/[^/]*header[^/]*\.xml", part)]

        assert headers, name
        for header in headers:
            words = text_of(parts[header])
            folder, _slash, base = header.rpartition("/")
            relations = parts[f"{folder}/_rels/{base}.rels"].decode()
            (target,) = re.findall(r'Target="([^"]*)"', relations)
            assert parts[target.lstrip("/")] == logo
            assert 'descr="百禾百货的标志' in parts[header].decode()
            assert "栖云百禾百货有限公司" in words
            assert "栖云市稻香路66号百禾广场" in words
            assert "0997-5550166" in words


def test_nothing_of_the_first_house_is_left(documents: dict[str, bytes]) -> None:
    first = parts_of(FIRST.read_bytes())
    changed = ("word/styles.xml", "word/theme/theme1.xml")
    for name, data in documents.items():
        parts = parts_of(data)

        assert [part for part, content in parts.items() if GREY in content] == [], name
        assert GREEN in parts["word/styles.xml"]
        assert [part for part in changed if parts[part] == first[part]] == []


def test_a_document_in_the_second_house_is_a_valid_word_file(documents: dict[str, bytes]) -> None:
    for name, data in list(documents.items())[:3]:
        assert_valid(data, path=name)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "templates/docx").glob("*.docx")), ids=lambda p: p.stem
)
def test_no_shipped_template_brings_a_colour_of_the_first_house(path: Path) -> None:
    composed = open_template(path, house=HOUSE.read_bytes()).composed()

    assert [part for part, content in parts_of(composed).items() if GREY in content] == []


def test_a_manual_names_its_chapter_under_the_logo() -> None:
    template = open_template(ROOT / "templates/docx/manual.docx", house=HOUSE.read_bytes())
    package = open_package(template.composed(), path="x.docx")
    related = package.relationships("word/document.xml")
    headers = [r.target for r in related if r.type.endswith("/header")]
    shown = {header: package.parts[header] for header in headers}

    assert [b"STYLEREF" in content for content in shown.values()].count(True) == 1
    for header, content in shown.items():
        assert [r.target for r in package.relationships(header)] == ["word/media/logo.png"]
        assert text_of(content).startswith("　{{ company.name }}")
        assert ("{{ document.title }}" in text_of(content)) != (b"STYLEREF" in content)


def test_a_landscape_page_has_the_logo_too() -> None:
    upright, wide = b'w:w="11906" w:h="16838"', b'w:w="16838" w:h="11906" w:orient="landscape"'
    template = parts_of((ROOT / "templates/docx/hole_list.docx").read_bytes())
    template["word/document.xml"] = template["word/document.xml"].replace(upright, wide)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, content in template.items():
            archive.writestr(part, content)

    composed = open_template(stream.getvalue(), house=HOUSE.read_bytes()).composed()

    package = open_package(composed, path="x.docx")
    related = package.relationships("word/document.xml")
    (header,) = [r.target for r in related if r.type.endswith("/header")]
    assert text_of(package.parts[header]).startswith("　{{ company.name }}")
    assert b'w:val="LetterheadNameWide"' in package.parts[header]
    assert [r.target for r in package.relationships(header)] == ["word/media/logo.png"]
