"""Every document for its reference subject and for every role it applies to, as Word files."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from produce.test_goldens import REFERENCE
from support.reference import EXAMPLE, press_with, reference_cases
from support.validators import assert_valid

from cstemplates.bind import Case
from cstemplates.produce.press import Press
from cstemplates.workspace import Workspace, load_company

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.model import Employee

TEMPLATES = Path(__file__).parents[2] / "templates" / "docx"
FORM_TEMPLATES = ("form", "form_wide")
"""These print a layout that is the same for every role, so one look into each file is enough."""
OF_A_SUBJECT = tuple(name for name, subject in REFERENCE.items() if any(subject))


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return load_company(EXAMPLE)


@pytest.fixture(scope="module")
def holders(workspace: Workspace) -> dict[str, Employee]:
    """Somebody for every post of the catalogue, with all that a roster can say."""
    director = next(e for e in workspace.employees if e.role == "cs_director")
    posts = [key for key, role in workspace.catalog.roles.items() if role.kind == "post"]
    return {
        post: director.model_copy(update={"employee_id": f"9{n:03d}", "role": post})
        for n, post in enumerate(posts)
    }


@pytest.fixture(scope="module")
def press(workspace: Workspace, holders: dict[str, Employee]) -> Press:
    return press_with(workspace, people=holders.values())


@pytest.fixture(scope="module")
def quick_press(press: Press) -> Press:
    return Press(press.workspace, press.as_of)


@pytest.mark.parametrize("name", REFERENCE)
def test_the_reference_is_made_without_a_word_and_valid(
    name: str, press: Press, workspace: Workspace
) -> None:
    made = press.make(reference_cases(workspace, {name: REFERENCE[name]})[name])

    assert (made.findings, made.holes) == ((), ())
    assert made.data is not None
    assert_valid(made.data, path=f"{name}.docx")


@pytest.mark.parametrize("name", OF_A_SUBJECT)
def test_it_is_made_for_every_role_it_applies_to(
    name: str, press: Press, quick_press: Press, holders: dict[str, Employee]
) -> None:
    template = press.workspace.catalog.documents[name].template
    used = quick_press if template in FORM_TEMPLATES else press
    cases = list(_cases(name, press, holders))

    said = {case.role_id: (*m.findings, *m.holes) for case in cases if (m := used.make(case))}

    assert {role: words for role, words in said.items() if words} == {}
    assert cases


def test_no_row_of_a_template_has_a_height_that_could_cut_its_text_off() -> None:
    exact = [
        f"{file.name}: {found}"
        for file in sorted(TEMPLATES.glob("*.docx"))
        for found in re.findall(r"<w:trHeight[^>]*exact[^>]*>", _main_document(file))
    ]

    assert exact == []


def _cases(name: str, press: Press, holders: dict[str, Employee]) -> Iterator[Case]:
    document, roles = press.workspace.catalog.documents[name], press.workspace.catalog.roles
    for key in document.roles or roles:
        if document.subject == "employee" and (key not in holders):
            continue
        if document.subject == "department" and roles[key].kind != "department":
            continue
        if document.roles or press.can_show(name, key):
            yield Case(name, key, holders[key] if document.subject == "employee" else None)


def _main_document(file: Path) -> str:
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        return archive.read("word/document.xml").decode()
