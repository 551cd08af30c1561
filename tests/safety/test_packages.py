"""Word files that carry more than a text: refused, with the part that carries it (S1, S2)."""

from __future__ import annotations

import pytest
from support.wordfile import (
    NAMESPACES,
    Relation,
    WordFile,
    Xml,
    field_code,
    packed,
    paragraph,
    word,
    word_file,
)

from cstemplates.findings import TemplateError
from cstemplates.gate import open_package
from cstemplates.word import open_template

MAIN = "word/document.xml"
PICTURE = Xml(
    '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="x">'
    '<a:blip r:link="web"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
)
ADDRESS = Relation("web", "hyperlink", "https://example.org/x.png", external=True)
DELETED_FIELD = Xml(
    '<w:p><w:del w:id="1" w:author="a"><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    "<w:r><w:delInstrText>DDEAUTO x</w:delInstrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:del></w:p>'
)
MERGE = (
    f'<w:settings {NAMESPACES}><w:mailMerge><w:connectString w:val="x"/></w:mailMerge></w:settings>'
)
SETTINGS = Relation("st", "settings", "settings.xml")


def refused(data: bytes) -> set[tuple[str, str]]:
    with pytest.raises(TemplateError) as caught:
        open_template(data, name="a.docx")
    return {(f.code, getattr(f.location, "part", "?")) for f in caught.value.report}


def moved(file: WordFile, place: str) -> bytes:
    """Put the main document at another place and under another name."""
    folder, _slash, name = place.rpartition("/")
    parts: dict[str, str | bytes] = {}
    for old, content in file.parts.items():
        text = content.replace("word/document.xml", place) if isinstance(content, str) else content
        new = {MAIN: place, "word/_rels/document.xml.rels": f"{folder}/_rels/{name}.rels"}
        parts[new.get(old, old)] = text
    return packed(parts)


@pytest.mark.parametrize("place", ["doc/document.xml", "word/document.bin", "x/y/z.png"])
def test_the_main_document_is_judged_wherever_it_lies(place: str) -> None:
    file = word_file(paragraph(field_code("DDEAUTO c:\\\\x")))
    assert refused(moved(file, place)) == {("CST312", place)}


@pytest.mark.parametrize(
    "code",
    [
        "DDEAUTO excel x",
        "dde excel x",
        'INCLUDETEXT "c:\\\\x.docx"',
        "INCLUDEPICTURE http://x",
        "INCLUDE x",
        "LINK Excel.Sheet.8 x",
        "IMPORT x",
        'DATABASE \\d "x"',
        "RD x",
        "EMBED Package",
    ],
)
def test_fields_that_fetch_or_run_are_refused_in_headers_too(code: str) -> None:
    data = word("x", header=paragraph(field_code(code[:3], code[3:])))
    assert refused(data) == {("CST312", "word/header1.xml")}


@pytest.mark.parametrize(
    "code",
    [
        'HYPERLINK "file://server/x"',
        "HYPERLINK http://x",
        'HYPERLINK "\\\\\\\\server\\\\x"',
        'HYPERLINK \\o "https://x" "file:///x"',
        'HYPERLINK \\l "a" "javascript:x"',
    ],
)
def test_a_link_written_as_a_field_is_a_link(code: str) -> None:
    assert refused(word(paragraph(field_code(code)))) == {("CST311", MAIN)}


@pytest.mark.parametrize(
    "code",
    [
        'HYPERLINK \\l "_Toc1"',
        'HYPERLINK "https://example.org" \\o "a b" \\t "_blank"',
        "HYPERLINK mailto:hr@example.org",
        'HYPERLINK "{{ url }}"',
        "HYPERLINK {{ url }}",
        ' HYPERLINK  \\l "_Toc2"  \\h ',
    ],
)
def test_links_inside_and_to_https_and_mail_pass(code: str) -> None:
    template = open_template(word(paragraph(field_code(code))))
    assert template.render({"url": "https://example.org"})


def test_a_field_in_a_deleted_text_would_come_back() -> None:
    assert ("CST312", MAIN) in refused(word(DELETED_FIELD))


def test_a_picture_may_not_borrow_the_address_of_a_link() -> None:
    assert refused(word(PICTURE, relations=[ADDRESS])) == {("CST311", MAIN)}
    link = Xml('<w:p><w:hyperlink r:id="web"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>')
    assert open_template(word(link, relations=[ADDRESS])).render({})


def test_a_mail_merge_names_its_source_without_a_relationship() -> None:
    data = word("x", relations=[SETTINGS], parts={"word/settings.xml": MERGE})
    assert refused(data) == {("CST311", "word/settings.xml")}


@pytest.mark.parametrize(
    "target", [" http://x/y.png", "\\\\server\\y.png", "//x/y", "file:y", "ftp://x"]
)
@pytest.mark.parametrize(
    "kind", ["image", "attachedTemplate", "mailMergeSource", "frame", "aFChunk"]
)
def test_an_address_is_outside_whatever_it_claims(kind: str, target: str) -> None:
    assert refused(word("x", relations=[Relation("a", kind, target)])) == {("CST311", MAIN)}


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("word/embeddings/a.bin", b"x", "application/vnd.openxmlformats-officedocument.oleObject"),
        ("word/activeX/a.xml", b"<a/>", "application/vnd.ms-office.activeX+xml"),
        (
            "word/webextensions/taskpanes.xml",
            b"<a/>",
            "application/vnd.ms-office.webextensiontaskpanes+xml",
        ),
        ("word/media/a.png", word("nested"), "image/png"),
        ("customXml/a.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "application/octet-stream"),
        ("word/media/b.png", b"MZ" + b"\0" * 62 + b"PE\0\0", "image/png"),
        ("word/media/c.png", b"\x7fELF", "image/png"),
        ("word/media/d.png", b"Rar!\x1a\x07\x00", "image/png"),
    ],
)
def test_other_files_and_programs_are_refused_by_what_they_are(
    name: str, content: bytes, kind: str
) -> None:
    data = word("x", parts={name: content}, overrides={name: kind})
    assert refused(data) == {("CST313", name)}


@pytest.mark.parametrize(
    "kind", ["aFChunk", "oleObject", "package", "control", "subDocument", "webextensiontaskpanes"]
)
def test_relationships_to_embedded_things_are_refused(kind: str) -> None:
    data = word("x", relations=[Relation("a", kind, "thing.xml")], parts={"word/thing.xml": "<a/>"})
    assert refused(data) == {("CST313", "word/thing.xml")}


def test_all_that_a_file_carries_is_told_at_once() -> None:
    data = word(
        paragraph(field_code("DDE x")),
        PICTURE,
        relations=[ADDRESS, Relation("t", "attachedTemplate", "file:///x.dotm", external=True)],
        parts={"word/vbaProject.bin": b"x", "word/media/a.png": word("nested")},
    )
    assert {code for code, _part in refused(data)} == {"CST310", "CST311", "CST312", "CST313"}


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b""])
def test_a_svg_that_names_an_entity_is_refused(start: bytes) -> None:
    svg = start + b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'
    data = word(
        "x", parts={"word/media/a.svg": svg}, overrides={"word/media/a.svg": "image/svg+xml"}
    )
    with pytest.raises(TemplateError) as caught:
        open_package(data, path="a.docx")
    assert [f.code for f in caught.value.report] == ["CST306"]
