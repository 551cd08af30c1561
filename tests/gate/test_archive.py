from __future__ import annotations

from dataclasses import replace

import pytest
from gate.hostile import central_entry, with_flag, with_part, with_size
from support.wordfile import word, word_file

from cstemplates.findings import TemplateError
from cstemplates.gate import OUTPUT, SPREADSHEET, TEMPLATE, Profile, open_package

MIB = 1024 * 1024


def refused(data: bytes, profile: Profile = TEMPLATE) -> list[tuple[str, str]]:
    """Code and part of everything the gate finds."""
    with pytest.raises(TemplateError) as caught:
        open_package(data, path="letter.docx", profile=profile)
    assert all(f.location.path == "letter.docx" for f in caught.value.report)
    return [(f.code, getattr(f.location, "part", "?")) for f in caught.value.report]


def test_a_good_file_opens_with_its_parts_in_order() -> None:
    package = open_package(word("Dear 王𠮷", header="R&D"), path="letter.docx")
    assert list(package.parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/header1.xml",
    ]
    assert "王𠮷".encode() in package.parts[package.main_document]


@pytest.mark.parametrize("data", [b"", b"Dear Sir", b"\x89PNG\r\n", b"{\\rtf1}"])
def test_what_is_no_archive_is_called_so(data: bytes) -> None:
    assert refused(data) == [("CST300", "")]


def test_an_old_doc_is_told_apart_from_a_password() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert refused(ole) == [("CST300", "")]
    assert refused(ole + "EncryptedPackage".encode("utf-16-le")) == [("CST309", "")]


def test_an_encrypted_part_is_refused() -> None:
    data = with_flag(word("x"), "word/document.xml", 1)
    assert refused(data) == [("CST309", "word/document.xml")]


def test_a_file_over_the_limit_is_not_even_looked_at() -> None:
    small = replace(TEMPLATE, max_file=100)
    assert refused(word("x"), small) == [("CST301", "")]


def test_a_bomb_is_stopped_by_its_ratio_before_it_is_unpacked() -> None:
    data = with_part(word("x"), "word/media/a.png", b"\0" * (15 * MIB))
    assert refused(data) == [("CST302", "word/media/a.png")]


def test_a_bomb_that_hides_its_size_is_stopped_while_reading() -> None:
    data = with_part(word("x"), "word/media/a.png", b"\0" * (15 * MIB))
    assert refused(with_size(data, "word/media/a.png", 10)) == [("CST302", "word/media/a.png")]


def test_small_parts_may_shrink_as_much_as_they_like() -> None:
    data = with_part(word("x"), "word/media/a.png", b"\0" * (MIB - 1))
    assert "word/media/a.png" in open_package(data, path="a.docx").parts


def test_a_part_over_its_limit_is_refused_also_when_it_claims_to_be_small() -> None:
    data = with_part(word("x"), "word/media/a.png", b"\0" * 5_000)
    small = replace(TEMPLATE, max_part=4_000)
    assert refused(data, small) == [("CST301", "word/media/a.png")]
    lying = with_size(data, "word/media/a.png", 10)
    assert refused(lying, small) == [("CST301", "word/media/a.png")]


def test_the_total_counts_all_parts_together() -> None:
    data = with_part(word("x"), "a.bin", b"\0" * 6_000)
    data = with_part(data, "b.bin", b"\0" * 6_000)
    assert refused(data, replace(TEMPLATE, max_total=10_000)) == [("CST301", "b.bin")]


def test_too_many_parts_are_refused() -> None:
    assert refused(word("x"), replace(TEMPLATE, max_parts=3)) == [("CST301", "")]


@pytest.mark.parametrize("size", [1, 100_000])
def test_a_lying_size_is_damage(size: int) -> None:
    data = with_size(word("x"), "word/document.xml", size)
    assert ("CST315", "word/document.xml") in refused(data)


def test_a_wrong_checksum_is_damage() -> None:
    data = word("x")
    at = central_entry(data, "word/document.xml") + 16
    assert refused(data[:at] + b"\0\0\0\0" + data[at + 4 :]) == [("CST315", "word/document.xml")]


def test_headers_that_disagree_on_the_name_are_damage() -> None:
    data = word("x")
    at = data.index(b"word/document.xml")
    spoiled = data[:at] + b"word/dokument.xml" + data[at + 17 :]
    assert refused(spoiled) == [("CST315", "word/document.xml")]


@pytest.mark.parametrize("keep", [4, 100, -1, -30])
def test_a_truncated_file_is_damage(keep: int) -> None:
    assert refused(word("x" * 500)[:keep]) == [("CST315", "")]


@pytest.mark.parametrize(
    "name",
    ["../evil.xml", "/etc/passwd", "word/../../x", "word\\x.xml", "C:/x", "word//x", "a\x01b"],
)
def test_unsafe_part_names_are_refused(name: str) -> None:
    found = refused(with_part(word("x"), name, b"x"))
    assert [code for code, _ in found] == ["CST303"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.xml"])
def test_a_part_may_not_be_there_twice(name: str) -> None:
    assert refused(with_part(word("x"), name, b"<x/>")) == [("CST304", name)]


def test_folders_in_the_archive_are_harmless() -> None:
    package = open_package(with_part(word("x"), "word/", b""), path="a.docx")
    assert "word/" not in package.parts


def test_everything_wrong_is_told_at_once() -> None:
    file = word_file("x", header="h")
    file.parts["word/document.xml"] = "<broken>"
    file.parts["word/header1.xml"] = "<!DOCTYPE x><x/>"
    data = with_part(file.packed(), "../x", b"")
    assert refused(data) == [
        ("CST303", "../x"),
        ("CST305", "word/document.xml"),
        ("CST306", "word/header1.xml"),
    ]


def test_the_limits_are_those_of_the_documentation() -> None:
    assert (TEMPLATE.max_file, TEMPLATE.max_part, TEMPLATE.max_total) == (
        25 * MIB,
        20 * MIB,
        100 * MIB,
    )
    assert (TEMPLATE.max_parts, TEMPLATE.max_ratio, TEMPLATE.ratio_floor) == (2_000, 200, MIB)
    assert (TEMPLATE.max_elements, TEMPLATE.max_depth) == (300_000, 200)
    assert (SPREADSHEET.max_part, SPREADSHEET.max_total) == (200 * MIB, 400 * MIB)
    assert SPREADSHEET.max_elements == 10_000_000
    assert (OUTPUT.max_part, OUTPUT.max_elements) == (64 * MIB, 2_000_000)


def test_parts_packed_in_a_way_word_cannot_read_are_damage() -> None:
    data = with_part(word("x"), "a.bin", b"abc" * 50, method=12)
    assert refused(data) == [("CST315", "a.bin")]
