"""Pairs of real documents, edited as people edit them: every redline keeps its promise."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree
from redline.conftest import KINDS
from support.bothways import AUTHOR, DAY, marked, redlined
from support.edits import edited
from support.revisions import W
from support.validators import assert_valid

from cstemplates.redline import redline

_EACH = 18


def _pair(document: bytes, seed: int) -> tuple[bytes, bytes]:
    """What was put in one way was taken out the other way."""
    after = edited(document, seed)
    return (document, after) if seed % 2 else (after, document)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("kind", KINDS)
def test_accepting_gives_the_new_text_and_rejecting_the_old_one(
    documents: dict[str, bytes], kind: str, seed: int
) -> None:
    redlined(*_pair(documents[kind], seed))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_two_hundred_pairs_keep_the_promise(documents: dict[str, bytes], kind: str) -> None:
    for seed in range(100, 100 + _EACH):
        redlined(*_pair(documents[kind], seed))


@pytest.mark.parametrize("kind", ["annual_scorecard", "org_and_duties", "jd_clause"])
def test_nobody_finds_fault_with_a_redline(documents: dict[str, bytes], kind: str) -> None:
    old, new = documents[kind], edited(documents[kind], 11)

    assert_valid(redline(old, new, author=AUTHOR, when=DAY))


def test_a_drawing_that_is_taken_out_holds_no_text_that_would_stay(
    documents: dict[str, bytes],
) -> None:
    drawn = documents["org_and_duties"]
    with zipfile.ZipFile(io.BytesIO(drawn)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    found = [p for p in root.iter(f"{W}p") if next(p.iter(f"{W}drawing"), None) is not None]
    for paragraph in found:
        body = paragraph.getparent()
        if body is not None:
            body.remove(paragraph)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in (parts | {"word/document.xml": etree.tostring(root)}).items():
            package.writestr(name, data)

    made = redlined(drawn, buffer.getvalue())

    assert found
    assert_valid(made)


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_difference_nothing_is_marked(documents: dict[str, bytes], kind: str) -> None:
    made = redline(documents[kind], documents[kind], author=AUTHOR, when=DAY)

    assert marked(made) == []
    assert redlined(documents[kind], documents[kind]) == made


def test_equal_inputs_give_equal_bytes(documents: dict[str, bytes]) -> None:
    old = documents["jd_clause"]
    new = edited(old, 5, count=20)

    assert redlined(old, new) == redlined(bytes(bytearray(old)), new)
