"""The pictures of the coverage page: one a document type, small."""

from __future__ import annotations

import struct
from pathlib import Path

IMAGES = Path(__file__).parents[2] / "docs" / "images"
GALLERY = sorted((IMAGES / "gallery").glob("*.png"))


def test_every_document_type_has_its_picture() -> None:
    assert [path.stem for path in GALLERY] == [f"DOC-{number:02}" for number in range(1, 44)]


def test_the_pictures_are_small() -> None:
    assert [path.name for path in GALLERY if path.stat().st_size > 10_000] == []
    assert sum(path.stat().st_size for path in IMAGES.rglob("*.png")) <= 300_000


def test_a_picture_is_a_grey_page_of_the_width_that_the_page_shows() -> None:
    for path in GALLERY:
        width, height, depth, colour = struct.unpack(">IIBB", path.read_bytes()[16:26])

        assert (width, depth, colour) == (200, 2, 0)
        assert 130 <= height <= 300
