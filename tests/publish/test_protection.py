"""Files with a password: they open with it, hold the same, and stay when nothing changed."""

from __future__ import annotations

import io
import json
import random
import string
from typing import TYPE_CHECKING

import pytest
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile
from pypdf import PasswordType, PdfReader, PdfWriter
from support.wordfile import paragraph, run, word

from cstemplates.gate import open_package
from cstemplates.publish import (
    OutputFile,
    Published,
    content_sha256,
    opens_with,
    protect,
    protect_files,
    publish,
    sha256,
)

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD = "密码A7$ x"
FACTS = {"inputs": [], "as_of": "2026-01-15", "versions": {}}
PATH = "01-夹/0012.docx"


def _word(text: str = "甲") -> bytes:
    # Random letters keep it as large as a real one, which deflate could not.
    letters = "".join(random.Random(1).choices(string.ascii_letters, k=9000))
    return word(paragraph(run(text)), paragraph(run(letters)))


def _pdf(title: str = "甲") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_outline_item(title="第一章", page_number=0)
    writer.metadata = {"/Title": title}
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _files(text: str = "甲") -> list[OutputFile]:
    return [
        OutputFile("00-目录.docx", _word("目录")),
        OutputFile(PATH, _word(text), "letter", "cs_director", "0012"),
        OutputFile("01-夹/0012.pdf", _pdf(text), "letter", "cs_director", "0012"),
        OutputFile("01-夹/0013.docx", _word(), "letter", "cs_director", "0013"),
    ]


def _run(folder: Path, password: str = PASSWORD, text: str = "甲", **choices: bool) -> Published:
    files = protect_files(folder, _files(text), {"0012": password}, shown="out")
    return publish(folder, files, facts=FACTS, shown="out", **choices)


def _opened(data: bytes, password: str) -> bytes:
    office = OOXMLFile(io.BytesIO(data))
    office.load_key(password=password)
    buffer = io.BytesIO()
    office.decrypt(buffer, verify_integrity=True)
    return buffer.getvalue()


def test_a_word_file_opens_with_the_password_as_the_same_bytes_and_with_no_other() -> None:
    plain = _word()
    data = protect("a.docx", plain, PASSWORD)

    assert _opened(data, PASSWORD) == plain
    assert not data.startswith(b"PK")
    with pytest.raises(InvalidKeyError):
        _opened(data, "密码A7$ y")


def test_a_very_small_word_file_loses_nothing() -> None:
    plain = word(paragraph(run("甲")))
    opened = _opened(protect("a.docx", plain, PASSWORD), PASSWORD)

    assert len(plain) < 4096
    assert open_package(opened, path="a.docx").parts == open_package(plain, path="a.docx").parts


def test_a_word_file_is_enciphered_with_aes_by_a_slow_key() -> None:
    office = OOXMLFile(io.BytesIO(protect("a.docx", _word(), PASSWORD)))

    assert office.type == "agile"
    assert (office.info["passwordKeyBits"], office.info["spinValue"]) == (256, 100_000)


def test_a_pdf_opens_with_the_password_and_keeps_pages_outline_and_title() -> None:
    data = protect("a.pdf", _pdf("标题"), PASSWORD)
    reader = PdfReader(io.BytesIO(data))

    assert "标题".encode("utf-16-be") not in data
    assert reader.decrypt("wrong-one") == PasswordType.NOT_DECRYPTED
    assert reader.decrypt(PASSWORD) != PasswordType.NOT_DECRYPTED
    assert len(reader.pages) == 1
    assert [str(item.title) for item in reader.outline] == ["第一章"]  # type: ignore[union-attr]
    assert reader.metadata is not None
    assert reader.metadata.title == "标题"
    assert reader.trailer["/Encrypt"]["/CF"]["/StdCF"]["/CFM"] == "/AESV3"  # type: ignore[index]


@pytest.mark.parametrize(("path", "plain"), [("a.docx", _word()), ("a.pdf", _pdf())])
def test_only_a_whole_file_under_this_very_password_opens(path: str, plain: bytes) -> None:
    data = protect(path, plain, PASSWORD)

    assert opens_with(path, data, PASSWORD)
    assert not opens_with(path, data, PASSWORD.lower())
    assert not opens_with(path, plain, PASSWORD)
    assert not opens_with(path, b"", PASSWORD)
    assert not opens_with(path, data[:-600], PASSWORD)


def test_a_word_file_whose_key_would_take_long_is_not_even_tried() -> None:
    data = protect("a.docx", _word(), PASSWORD)
    slow = data.replace(b'spinCount="100000"', b'spinCount="999999"')

    assert slow != data
    assert not opens_with("a.docx", slow, PASSWORD)


def test_only_the_files_of_people_with_a_password_are_protected(tmp_path: Path) -> None:
    _run(tmp_path)

    assert (tmp_path / "00-目录.docx").read_bytes() == _word("目录")
    assert (tmp_path / "01-夹/0013.docx").read_bytes() == _word()
    assert _opened((tmp_path / PATH).read_bytes(), PASSWORD) == _word()
    assert opens_with("a.pdf", (tmp_path / "01-夹/0012.pdf").read_bytes(), PASSWORD)


def test_the_manifest_has_the_hash_of_the_file_and_that_of_the_plain_content(
    tmp_path: Path,
) -> None:
    _run(tmp_path)

    row = json.loads((tmp_path / "manifest.json").read_bytes())["files"][1]
    assert row["sha256"] == sha256((tmp_path / PATH).read_bytes())
    assert row["content_sha256"] == content_sha256(PATH, _word())


def test_a_second_run_with_nothing_new_leaves_every_file(tmp_path: Path) -> None:
    _run(tmp_path)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}

    again = _run(tmp_path)

    assert again.written == ()
    assert before == {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}


def test_new_content_or_a_new_password_writes_the_file_anew(tmp_path: Path) -> None:
    _run(tmp_path)

    assert _run(tmp_path, text="乙").written == (PATH, "01-夹/0012.pdf")
    assert _run(tmp_path, "another-1", "乙").written == (PATH, "01-夹/0012.pdf")
    assert _opened((tmp_path / PATH).read_bytes(), "another-1") == _word("乙")


def test_a_password_given_later_or_taken_away_replaces_the_file(tmp_path: Path) -> None:
    publish(tmp_path, _files(), facts=FACTS, shown="out")

    assert _run(tmp_path).written == (PATH, "01-夹/0012.pdf")
    plain = publish(tmp_path, _files(), facts=FACTS, shown="out")
    assert plain.written == (PATH, "01-夹/0012.pdf")


def test_a_protected_file_that_a_person_saved_anew_is_kept(tmp_path: Path) -> None:
    _run(tmp_path)
    edited = protect(PATH, _word("手改"), PASSWORD)
    (tmp_path / PATH).write_bytes(edited)

    assert _run(tmp_path, keep_edited=True).kept == (PATH,)
    assert (tmp_path / PATH).read_bytes() == edited
    assert PATH in _run(tmp_path, force=True).written


def test_progress_counts_the_protected_files_only(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    protect_files(
        tmp_path,
        _files(),
        {"0012": PASSWORD},
        shown="out",
        on_done=lambda done, total: told.append((done, total)),
    )

    assert told == [(1, 2), (2, 2)]
