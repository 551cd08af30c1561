from __future__ import annotations

from support.wordfile import Relation, word, word_file

from cstemplates.gate import Relationship, open_package

HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def test_content_types_come_from_overrides_then_extensions_without_regard_to_case() -> None:
    package = open_package(word("x", header="h", parts={"word/media/A.PNG": b"x"}), path="a.docx")
    assert package.content_type("word/header1.xml").endswith("wordprocessingml.header+xml")
    assert package.content_type("word/media/A.PNG") == "image/png"
    assert package.content_type("word/unknown.abc") == ""


def test_targets_become_part_names() -> None:
    relations = [
        Relation("a", "image", "media/x.png"),
        Relation("b", "image", "/word/media/x.png"),
        Relation("c", "customXml", "../customXml/item%201.xml"),
        Relation("d", "hyperlink", "https://example.com/a", external=True),
    ]
    package = open_package(word("x", relations=relations), path="a.docx")
    targets = [r.target for r in package.relationships("word/document.xml")]
    assert targets == [
        "word/media/x.png",
        "word/media/x.png",
        "customXml/item 1.xml",
        "https://example.com/a",
    ]
    assert package.relationships("word/document.xml")[3] == Relationship(
        "d", HYPERLINK, "https://example.com/a", external=True
    )


def test_an_address_is_external_whatever_it_claims_to_be() -> None:
    for target in ("http://example.com/x", "file:///c:/x", "\\\\server\\x", "//server/x"):
        package = open_package(word("x", relations=[Relation("a", "image", target)]), path="a.docx")
        assert package.relationships("word/document.xml")[0].external


def test_the_main_document_is_found_where_its_relationship_says() -> None:
    file = word_file("x")
    file.parts["word/document2.xml"] = file.parts.pop("word/document.xml")
    rels = str(file.parts["_rels/.rels"])
    file.parts["_rels/.rels"] = rels.replace("word/document.xml", "/word/document2.xml")
    package = open_package(file.packed(), path="a.docx")
    assert package.main_document == "word/document2.xml"
    assert package.relationships()[0].target == "word/document2.xml"
