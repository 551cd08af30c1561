"""A company's own template, and a twin that cannot be made."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from support.reference import DAY, EXAMPLE
from support.wordfile import Xml, word

from cstemplates.bind import Case
from cstemplates.produce.press import Press
from cstemplates.publish import OutputFile
from cstemplates.trace import Tracer, side_files
from cstemplates.workspace import load_company

if TYPE_CHECKING:
    from pathlib import Path

CASE = Case("work_log")


def own(tmp_path: Path, *content: str) -> Press:
    """The press of the example company with a template of its own for its work log."""
    folder = tmp_path / "company"
    shutil.copytree(EXAMPLE, folder)
    (folder / "templates").mkdir(exist_ok=True)
    workspace = load_company(folder)
    name = workspace.catalog.documents[CASE.document_id].template
    (folder / "templates" / f"{name}.docx").write_bytes(word(*content))
    return Press(load_company(folder), DAY)


def made(press: Press) -> bytes:
    result = press.make(CASE)
    assert result.data is not None, result.findings
    return result.data


def test_a_template_of_the_company_is_named_as_it_lies_in_its_folder(tmp_path: Path) -> None:
    press = own(tmp_path, "编号：{{ document.number }}")

    trace = Tracer(press).trace(CASE, made(press), "a.docx")

    label, number = trace.paragraphs[0].segments
    assert (label.text, label.sources) == ("编号：", ())
    assert label.template is not None
    place = trace.templates[label.template]
    assert (place.path, place.paragraph) == ("templates/form_wide.docx", 1)
    assert [trace.sources[n].address for n in number.sources] == ["documents/work_log.number"]


def test_conditions_about_texts_decide_alike(tmp_path: Path) -> None:
    ended = "{% if company.name[-1:] == '司' %}甲{% else %}乙乙乙乙{% endif %}"
    equal = (
        "{% if document.number in ['FM-01', company.code] or company.code == 'XH' %}丙{% endif %}"
    )
    press = own(tmp_path, ended, equal, "{{ company.brand|replace('星河', '银河') }}")

    trace = Tracer(press).trace(CASE, made(press), "a.docx")

    texts = [p.text for p in trace.paragraphs[:3]]
    assert texts == ["甲", "丙", "银河物业"]
    signs = [p.segments[0].template for p in trace.paragraphs[:2]]
    assert [trace.templates[n].paragraph for n in signs if n is not None] == [1, 2]
    (brand,) = trace.paragraphs[2].segments
    assert [trace.sources[n].address for n in brand.sources] == ["company.brand"]


def test_a_twin_that_cannot_be_made_is_a_warning_and_an_empty_trace(tmp_path: Path) -> None:
    # Eight numbers fit into the tag of a control; with their marks they do not.
    tag = "{{ document.number }}" * 8
    control = Xml(
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:text/></w:sdtPr>'
        "<w:sdtContent><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    press = own(tmp_path, "{{ company.name }}", control)
    file = OutputFile("a.docx", made(press))

    (side,), (found,) = side_files(press, [(CASE, file)])

    assert (found.code, found.severity, str(found.location)) == ("CST039", "warning", "a.docx")
    assert side.path == "a.trace.json"
    assert "云川星河商务服务有限公司" in side.data.decode()
    assert b'"sources": []' in side.data
