from __future__ import annotations

from dataclasses import replace

import pytest
from support.wordfile import word, word_file

from cstemplates.findings import TemplateError
from cstemplates.gate import TEMPLATE, check_well_formed, open_package, parse_xml, walk_xml

W = 'xmlns:w="urn:w"'
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {n} "{f"&{p};" * 10}">' for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><l>&i;</l>"
)


# So many equal elements shrink more than any honest part.
ANY_RATIO = replace(TEMPLATE, max_ratio=10_000)


def code_of(part: bytes) -> str:
    file = word_file("x")
    file.parts["word/settings.xml"] = part
    with pytest.raises(TemplateError) as caught:
        open_package(file.packed(), path="a.docx", profile=ANY_RATIO)
    (found,) = caught.value.report
    assert found.location.part == "word/settings.xml"  # type: ignore[union-attr]
    return found.code


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd"><x/>',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
        LAUGHS,
    ],
)
def test_document_types_and_entities_are_refused(text: str) -> None:
    assert code_of(text.encode()) == "CST306"


@pytest.mark.parametrize(
    "part",
    [
        "<x>中</x>".encode("utf-16"),
        "<x>中</x>".encode("utf-16-le"),
        "<x>中</x>".encode("utf-16-be"),
        '<?xml version="1.0" encoding="UTF-16"?><x/>'.encode("utf-16"),
        '<?xml version="1.0" encoding="gb18030"?><x>中</x>'.encode("gb18030"),
        b'<?xml version="1.0" encoding="UTF-7"?><x/>',
        "<x>中</x>".encode("gb18030"),
        "<x/>".encode("utf-32"),
    ],
)
def test_only_utf_8_passes(part: bytes) -> None:
    assert code_of(part) == "CST307"


@pytest.mark.parametrize(
    "part",
    [
        b"",
        b"<a>",
        b"<a></b>",
        b"<w:a/>",
        b"<a>\x01</a>",
        b"<a/>x",
        b"<a b='1' b='2'/>",
        b"<a>&nbsp;</a>",
    ],
)
def test_malformed_xml_is_refused(part: bytes) -> None:
    assert code_of(part) == "CST305"


def test_depth_and_number_of_elements_are_limited() -> None:
    assert code_of(b"<a>" * 201 + b"</a>" * 201) == "CST308"
    assert code_of(b"<r>" + b"<a/>" * 300_000 + b"</r>") == "CST308"


def test_the_limits_themselves_pass() -> None:
    file = word_file("x")
    file.parts["word/a.xml"] = b"<a>" * 200 + b"</a>" * 200
    file.parts["word/b.xml"] = b"<r>" + b"<a/>" * 299_999 + b"</r>"
    package = open_package(file.packed(), path="a.docx", profile=ANY_RATIO)
    assert {"word/a.xml", "word/b.xml"} <= set(package.parts)


def test_xml_under_another_name_is_judged_by_its_content_type() -> None:
    file = word_file("x", overrides={"word/data.bin": "application/xml"})
    file.parts["word/data.bin"] = b"<!DOCTYPE x><x/>"
    with pytest.raises(TemplateError) as caught:
        open_package(file.packed(), path="a.docx")
    assert [f.code for f in caught.value.report] == ["CST306"]


def test_a_byte_order_mark_of_utf_8_passes() -> None:
    file = word_file("x")
    file.parts["word/a.xml"] = b"\xef\xbb\xbf<a/>"
    assert open_package(file.packed(), path="a.docx").parts["word/a.xml"]


def test_our_own_output_is_checked_with_line_and_column() -> None:
    check_well_formed(
        f"<w:p {W}>王𠮷 &amp;</w:p>".encode(), path="out.docx", part="word/document.xml"
    )
    with pytest.raises(TemplateError) as caught:
        check_well_formed(
            f"<w:p {W}>\n <w:t>R&D</w:t></w:p>".encode(), path="out.docx", part="p.xml"
        )
    (found,) = caught.value.report
    assert found.code == "CST305"
    assert found.message == "The XML is not well formed at line 2, column 10."


def test_parsing_gives_a_tree_or_the_same_refusals() -> None:
    root = parse_xml(b"<a><b/></a>", path="a.docx", part="p.xml")
    assert [child.tag for child in root] == ["b"]
    for text, code in (("<!DOCTYPE a><a/>", "CST306"), ("<a>", "CST305")):
        with pytest.raises(TemplateError) as caught:
            parse_xml(text.encode(), path="a.docx", part="p.xml")
        assert [f.code for f in caught.value.report] == [code]


def test_a_text_beyond_the_parsers_own_limit_is_a_finding_too() -> None:
    roomy = replace(TEMPLATE, max_part=50_000_000)
    with pytest.raises(TemplateError) as caught:
        parse_xml(b"<a>" + b"x" * 10_000_100 + b"</a>", path="a.docx", part="p.xml", profile=roomy)
    assert [f.code for f in caught.value.report] == ["CST308"]


def test_missing_parts_are_named() -> None:
    for missing in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
        file = word_file("x")
        del file.parts[missing]
        with pytest.raises(TemplateError) as caught:
            open_package(file.packed(), path="a.docx")
        assert [f.code for f in caught.value.report] == ["CST314"]
    assert word("x")


def test_many_parts_within_their_limits_are_too_much_together() -> None:
    file = word_file("x")
    for number in range(6):
        file.parts[f"word/p{number}.xml"] = b"<r>" + b"<a/>" * 250_000 + b"</r>"
    with pytest.raises(TemplateError) as caught:
        open_package(file.packed(), path="a.docx")
    assert [(f.code, f.location.path) for f in caught.value.report] == [("CST308", "a.docx")]


def test_a_walk_shows_elements_and_texts_in_order() -> None:
    seen: list[str] = []

    class Seen:
        def start(self, name: str, attributes: dict[str, str]) -> None:
            seen.append(f"<{name}{attributes}")

        def end(self, name: str) -> None:
            seen.append(f">{name}")

        def text(self, text: str) -> None:
            seen.append(text)

    walk_xml("<a xmlns='u'>王<b c='1'/>𠮷</a>".encode(), Seen())
    assert seen == ["<u a{}", "王", "<u b{'c': '1'}", ">u b", "𠮷", ">u a"]


def test_looks_prefixes_up_unless_they_are_known():
    data = b'<a xmlns:x="u"><x:b/><y:c/></a>'
    with pytest.raises(TemplateError) as caught:
        check_well_formed(data, path="t.docx", part="p.xml")
    assert [f.code for f in caught.value.report] == ["CST305"]
    check_well_formed(data, path="t.docx", part="p.xml", prefixes_known=True)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"<a><b></a>", "CST305"), (b"<!DOCTYPE a><a/>", "CST306"), (b"<a>\xff</a>", "CST307")],
)
def test_refuses_everything_else_with_known_prefixes_too(data, code):
    with pytest.raises(TemplateError) as caught:
        check_well_formed(data, path="t.docx", part="p.xml", prefixes_known=True)
    assert [f.code for f in caught.value.report] == [code]
