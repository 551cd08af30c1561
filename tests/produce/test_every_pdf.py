"""Every document for its reference subject as PDF: nothing lost, nothing left over, no odd page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from produce.test_goldens import REFERENCE
from support.printed import letters
from support.reference import EXAMPLE, LaidOut

from cstemplates.pdf import find_libreoffice, heading_pages, inspect_pages
from cstemplates.word.blocks import Paragraph, Property
from cstemplates.workspace import Workspace, load_company

if TYPE_CHECKING:
    from support.printed import Printed

pytestmark = pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not here")
WITH_CONTENTS = ("cs_manual",)
LONG_FORMS = {
    "attendance_summary",
    "democratic_procedure_record",
    "job_analysis_form",
    "policy_acknowledgement",
}
"""Two have a line for everybody of the roster, one for each duty, one for two meetings."""


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return load_company(EXAMPLE)


def test_every_document_is_laid_out_without_a_word(laid_out: LaidOut) -> None:
    assert laid_out.findings == ()
    assert set(laid_out.documents) == set(REFERENCE)


def test_no_page_is_blank(laid_out: LaidOut) -> None:
    blank = {n: inspect_pages(d.pdf).blank for n, d in laid_out.documents.items()}

    assert {name: pages for name, pages in blank.items() if pages} == {}


def test_no_mark_of_template_or_slot_is_left_over(laid_out: LaidOut) -> None:
    marks = {name: document.marks() for name, document in laid_out.documents.items()}

    assert {name: found for name, found in marks.items() if found} == {}


def test_every_text_of_the_word_file_can_be_read_on_the_pages(laid_out: LaidOut) -> None:
    lost = {name: document.lost() for name, document in laid_out.documents.items()}

    assert {name: texts for name, texts in lost.items() if texts} == {}


def test_no_text_begins_beyond_the_side_of_its_page(laid_out: LaidOut) -> None:
    outside = {name: document.outside() for name, document in laid_out.documents.items()}

    assert {name: texts for name, texts in outside.items() if texts} == {}


def test_the_first_page_says_what_the_document_is(laid_out: LaidOut) -> None:
    untitled = {
        name: document.pages[0][:3]
        for name, document in laid_out.documents.items()
        if letters(_title(document)) not in letters("".join(document.pages[0]))
    }

    assert untitled == {}


def test_no_last_page_holds_signatures_or_two_lines_alone(laid_out: LaidOut) -> None:
    lonely = {name: document.lonely_end() for name, document in laid_out.documents.items()}

    assert {name: end for name, end in lonely.items() if end} == {}


@pytest.mark.parametrize("name", WITH_CONTENTS)
def test_the_contents_names_the_pages_on_which_the_headings_stand(
    name: str, laid_out: LaidOut
) -> None:
    document = laid_out.documents[name]
    real = [(letters(title), page) for title, page in heading_pages(document.pdf)]

    listed = _listed(document)

    assert len(listed) > 20
    assert [entry for entry in listed if entry not in real] == []
    assert [real.index(entry) for entry in listed] == sorted(map(real.index, listed))


def test_only_the_manual_has_a_contents(laid_out: LaidOut) -> None:
    assert [n for n, d in laid_out.documents.items() if _listed(d)] == list(WITH_CONTENTS)


def test_forms_fit_on_the_pages_they_are_meant_for(laid_out: LaidOut, workspace: Workspace) -> None:
    long = {
        name
        for name, document in laid_out.documents.items()
        if workspace.catalog.documents[name].form and len(document.pages) > 1
    }

    assert long == LONG_FORMS


def _title(document: Printed) -> str:
    properties = (b for b in document.blocks if isinstance(b, Property))
    return next(p.value for p in properties if p.name == "title")


def _listed(document: Printed) -> list[tuple[str, int]]:
    """Read the entries of a contents from the Word file: heading and page."""
    lines = [
        block.text.split("\t")
        for block in document.blocks
        if isinstance(block, Paragraph) and block.style in ("toc 1", "toc 2")
    ]
    return [(letters(heading), int(page)) for heading, page in lines]
