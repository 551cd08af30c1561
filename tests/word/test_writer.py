from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.wordfile import word

from cstemplates.word import Properties, open_template
from cstemplates.word.writer import compress, join, pack, static_block

NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=["C"], exclude_characters="/\\:"), min_size=1
)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.dictionaries(NAMES, st.binary(max_size=300), min_size=1))
def test_what_is_packed_can_be_read_back(parts: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(pack(parts))) as archive:
        assert archive.testzip() is None
        assert {info.filename: archive.read(info) for info in archive.infolist()} == parts


def test_content_types_come_first_and_every_date_is_1980() -> None:
    data = pack({"word/a.xml": b"a", "_rels/.rels": b"b", "[Content_Types].xml": b"c"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
    assert [i.filename for i in infos] == ["[Content_Types].xml", "_rels/.rels", "word/a.xml"]
    assert {(i.date_time, i.extra, i.external_attr) for i in infos} == {
        ((1980, 1, 1, 0, 0, 0), b"", 0)
    }


def test_a_static_block_joined_with_parts_is_the_same_file_as_all_parts_at_once() -> None:
    entries = [compress(str(n), b"x" * n) for n in range(5)]
    assert join(static_block(entries[:3]), entries[3:]) == join(static_block(()), entries)


def test_the_order_of_the_parts_given_does_not_matter() -> None:
    assert pack({"a": b"1", "b": b"2"}) == pack({"b": b"2", "a": b"1"})


@pytest.fixture(name="template")
def opened() -> Any:
    return open_template(word("{{ a }}"))


def test_properties_are_what_was_asked_for(template: Any) -> None:
    asked = Properties("R&D 协议", "王𠮷", "甲公司", "甲公司", "协议,客服", dt.date(2026, 3, 1))
    properties = docx.Document(
        io.BytesIO(template.fill({"a": 1}, properties=asked).data)
    ).core_properties
    assert (properties.title, properties.subject, properties.author) == (
        "R&D 协议",
        "王𠮷",
        "甲公司",
    )
    assert (properties.keywords, properties.revision) == ("协议,客服", 1)
    assert properties.created.date() == properties.modified.date() == dt.date(2026, 3, 1)


def test_without_properties_nobody_is_named(template: Any) -> None:
    properties = docx.Document(io.BytesIO(template.render({"a": 1}))).core_properties
    assert (properties.author, properties.last_modified_by, properties.title) == ("", "", "")


def test_a_finished_document_carries_no_file_date(template: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(template.render({"a": 1}))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
