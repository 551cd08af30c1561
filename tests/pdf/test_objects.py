from __future__ import annotations

import io
import re
import zlib

import pytest
from pypdf import PdfReader

from cstemplates.pdf.objects import Objects, UnusualError, plain_objects, read_objects
from cstemplates.pdf.pages import NotThePagesError, examine, settle

TREE = {
    1: b"<</Type/Catalog/Pages 2 0 R>>",
    2: b"<</Type/Pages/Kids[5 0 R 3 0 R]/Count 2>>",
    3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
    4: b"<</Length 6 0 R/Filter/FlateDecode>>\nstream\n" + zlib.compress(b"BT ET") + b"\nendstream",
    5: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 8 8]/Contents 4 0 R>>",
    6: b"%d" % len(zlib.compress(b"BT ET")),
    7: b"(nobody refers to this)",
}


def packed() -> bytes:
    """A PDF whose objects lie packed in a stream, as later versions write it."""
    inner = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    inner.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    body = b" ".join(inner)
    starts = [0, len(inner[0]) + 1, len(inner[0]) + len(inner[1]) + 2]
    head = b" ".join(b"%d %d" % (n, at) for n, at in enumerate(starts, 1)) + b" "
    data = b"%PDF-1.7\n"
    first = len(data)
    data += b"4 0 obj\n<</Type/ObjStm/N 3/First %d/Length %d>>\nstream\n%b\nendstream\nendobj\n" % (
        len(head),
        len(head + body),
        head + body,
    )
    second = len(data)
    rows = [(0, 0, 255), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, first, 0), (1, second, 0)]
    table = b"".join(bytes([kind, *at.to_bytes(2, "big"), last]) for kind, at, last in rows)
    data += b"5 0 obj\n<</Type/XRef/Size 6/W[1 2 1]/Root 1 0 R/Length %d>>\nstream\n" % len(table)
    return data + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % second


def test_what_is_written_is_read_again_numbered_by_reference():
    data = Objects(b"%PDF-1.6", dict(TREE), 1, 0).written()

    again = read_objects(data)
    assert again.pages() == [3, 4]
    assert len(again.bodies) == 6
    assert again.stream(5) == b"BT ET"
    assert again.written() == data
    boxes = [page.mediabox.right for page in PdfReader(io.BytesIO(data), strict=True).pages]
    assert boxes == [8, 9]


def test_the_numbers_objects_had_do_not_show():
    moved = {b"1": 11, b"2": 3, b"3": 9, b"4": 2, b"5": 40, b"6": 5, b"7": 1}
    bodies = {
        moved[b"%d" % number]: re.sub(rb"(\d) 0 R", lambda found: b"%d 0 R" % moved[found[1]], body)
        for number, body in TREE.items()
    }

    assert Objects(b"%PDF-1.6", bodies, 11, 0).written() == (
        Objects(b"%PDF-1.6", dict(TREE), 1, 0).written()
    )


def test_a_text_that_looks_like_a_reference_stays():
    bodies = TREE | {1: rb"<</Pages 2 0 R/URI(a\) 7 0 R)/Type/Catalog>>"}

    assert rb"/URI(a\) 7 0 R)" in Objects(b"%PDF-1.6", bodies, 1, 0).written()


def test_a_stream_is_replaced_by_one_that_is_not_packed():
    objects = Objects(b"%PDF-1.6", dict(TREE), 1, 0)
    objects.put_stream(4, b"endstream\n of a font")

    again = read_objects(objects.written())
    assert len(again.bodies) == 5
    assert again.stream(again.below(again.head(3), b"Contents")) == b"endstream\n of a font"


def test_a_pdf_built_in_another_way_is_read_too():
    with pytest.raises(UnusualError):
        read_objects(packed())

    assert len(plain_objects(packed()).pages()) == 1
    (pages,) = settle([examine(packed(), expected_text="", as_of=None)])
    assert pages.count == len(PdfReader(io.BytesIO(pages.data)).pages) == 1
    assert pages.data.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("keep", [9, 60, 200, -30, -2])
def test_a_pdf_that_is_cut_off_is_refused(keep):
    whole = Objects(b"%PDF-1.6", dict(TREE), 1, 0).written()

    with pytest.raises(NotThePagesError):
        examine(whole[:keep], expected_text="目标", as_of=None)


@pytest.mark.parametrize(
    "tree", [b"<</Kids[2 0 R]/Count 1>>", b"<</Kids[9 0 R]/Count 1>>", b"<</Kids[]/Count 0>>"]
)
def test_pages_that_lead_nowhere_or_in_a_circle_are_refused(tree):
    data = Objects(b"%PDF-1.6", TREE | {2: tree}, 1, 0).written()

    with pytest.raises(NotThePagesError):
        examine(data, expected_text="", as_of=None)


def test_a_damaged_stream_is_refused():
    broken = TREE | {4: b"<</Length 3/Filter/FlateDecode>>\nstream\nabc\nendstream"}
    data = Objects(b"%PDF-1.6", broken, 1, 0).written()

    with pytest.raises(NotThePagesError):
        examine(data, expected_text="目标", as_of=None)
