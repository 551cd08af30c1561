"""Scripted edits of a catalogue against three customers: what became of every override."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from upgrade.bases import BASE, OVERLAYS, edited, upgrade
from upgrade.changing import AGENT, both, name, word_to
from upgrade.scripted import DUTIES, EDITS

from cstemplates.upgrade import Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from cstemplates.upgrade import Override

CASES = [(edit, customer) for edit in EDITS for customer in OVERLAYS]


def key(each: Override) -> str:
    if each.address == "roster":
        return f"row {each.location.line}"
    return f"{'trade:' if '/trade/' in each.location.path else ''}{each.address}"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("edit", "customer"), CASES)
def test_an_edit_of_the_catalogue_touches_exactly_these_overrides(
    edit: str, customer: str, tmp_path: Path
) -> None:
    change, expected = EDITS[edit]

    found = upgrade(tmp_path, edited(change), OVERLAYS[customer])

    touched = [each for each in found.overrides if each.verdict is not Verdict.APPLIES]
    assert {key(each): each.verdict for each in touched} == expected.get(customer, {})
    assert len(touched) == len(expected.get(customer, {}))


def test_there_are_at_least_fifty_edits() -> None:
    assert len(EDITS) >= 50


def lost_or_only(tmp_path: Path, edit: str, customer: str) -> Override:
    found = upgrade(tmp_path, edited(EDITS[edit][0]), OVERLAYS[customer])
    touched = [each for each in found.overrides if each.verdict is not Verdict.APPLIES]
    return max(touched, key=lambda each: each.verdict is Verdict.LOST)


def test_a_conflict_shows_all_three_values_and_the_line(tmp_path: Path) -> None:
    each = lost_or_only(tmp_path, "a weight", "values")

    assert (each.old, each.new, each.ours) == (60, 55, 50)
    assert str(each.location) == "firm/overlay/scorecards/agent_monthly.yaml:5:9"
    assert each.mendable is False


@pytest.mark.parametrize(
    ("edit", "customer", "renamed", "nearest"),
    [
        ("a duty renamed", "values", "log", ("log",)),
        ("a duty renamed and reworded", "values", "", ("log",)),
        ("a duty taken out", "values", "", ()),
        ("a removed role renamed", "items", "archivist", ("archivist",)),
        ("an indicator renamed", "values", "happiness", ("happiness",)),
        (
            "a measure in another part",
            "values",
            "",
            ("scorecards/agent_monthly.parts.second.measures.happy",),
        ),
        (
            "a parameter in another policy",
            "layered",
            "",
            ("policies/second.parameters.attendance.late_max",),
        ),
        ("a pack renamed", "layered", "entry", ("entry",)),
    ],
)
def test_what_is_lost_names_its_successor(
    edit: str, customer: str, renamed: str, nearest: tuple[str, ...], tmp_path: Path
) -> None:
    each = lost_or_only(tmp_path, edit, customer)

    assert (each.renamed, each.nearest) == (renamed, nearest)
    assert each.mendable is bool(renamed)


def test_two_new_items_of_the_same_content_are_no_sure_successor(tmp_path: Path) -> None:
    files = edited(name(AGENT, "responsibilities/record", "log"))
    twin = deepcopy(files[AGENT]["responsibilities"][1])
    files[AGENT]["responsibilities"].append(twin | {"id": "note"})

    found = upgrade(tmp_path, files, OVERLAYS["values"])

    (lost,) = found.of(Verdict.LOST)
    assert (lost.renamed, set(lost.nearest)) == ("", {"log", "note"})


def test_what_was_wrong_before_is_left_to_lint(tmp_path: Path) -> None:
    overlay = {"overlay/roles/agent.yaml": "responsibilities:\n- {id: nobody, text: 甲}\n"}

    found = upgrade(tmp_path, BASE, overlay)

    assert [each for each in found.overrides if each.address != "roster"] == []


def test_what_merely_follows_from_a_renamed_entry_is_no_change(tmp_path: Path) -> None:
    """The duty's own id and its indicator are renamed at once: still the same duty."""
    rename = both(name(AGENT, "responsibilities/record", "log"), word_to("answer_rate", "answered"))

    found = upgrade(tmp_path, edited(rename), OVERLAYS["values"])

    touched = {e.address: e for e in found.overrides if e.verdict is not Verdict.APPLIES}
    assert set(touched) == {f"{DUTIES}.record"}
    assert touched[f"{DUTIES}.record"].renamed == "log"
