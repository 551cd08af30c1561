from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from cstemplates.findings import TextLocation
from cstemplates.impact.values import Shift, as_text, fact_changes, value_changes
from cstemplates.workspace import load_shipped

if TYPE_CHECKING:
    from pathlib import Path

    from cstemplates.impact.values import ValueChange

CARD = """\
title: 客服月度考核表
role: agent
period: month
parts:
  - id: results
    title: 业绩
    share: 100
    measures:
      - id: speed
        title: 时效
        weight: 60
        scoring: {kind: all_or_nothing, best: 60}
      - id: quality
        title: 质量
        weight: 40
        scoring:
          kind: bands
          bands:
            - {from: 90, score: 40}
            - {to: 90, score: 0}
"""
ROLE = """\
title: 坐席
aliases: [客服, 话务员]
family: general
mission:
  - {id: one, text: 接听}
  - {id: two, text: 记录}
  - {id: three, text: 回访}
"""
FILES = {"scorecards/agent_monthly.yaml": CARD, "roles/agent.yaml": ROLE}


def compared(tmp_path: Path, new: dict[str, str]) -> list[ValueChange]:
    stacks = []
    for side, files in (("old", FILES), ("new", new)):
        for name, text in files.items():
            path = tmp_path / side / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        stacks.append(load_shipped(tmp_path / side).stack)
    return list(value_changes(*stacks))


def edited(name: str, *replacements: tuple[str, str]) -> dict[str, str]:
    text = FILES[name]
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return FILES | {name: text}


def told(change: ValueChange) -> tuple[Any, ...]:
    return change.shift, change.address, change.before, change.after


def test_a_changed_weight_is_one_value_from_and_to_with_its_place(tmp_path: Path) -> None:
    new = edited("scorecards/agent_monthly.yaml", ("weight: 60", "weight: 55"))
    (change,) = compared(tmp_path, new)
    address = "scorecards/agent_monthly.parts.results.measures.speed.weight"
    assert told(change) == (Shift.CHANGED, address, Decimal(60), Decimal(55))
    assert (change.place.path, change.place.line) == ("catalog/scorecards/agent_monthly.yaml", 11)


SILENT = {
    "the order of keys": edited(
        "scorecards/agent_monthly.yaml",
        ("title: 客服月度考核表\nrole: agent\n", "role: agent\ntitle: 客服月度考核表\n"),
        ("{from: 90, score: 40}", "{score: 40, from: 90}"),
    ),
    "comments and blank lines": edited(
        "roles/agent.yaml", ("family:", "\n# 岗位族\nfamily:"), ("接听}", "接听} # 电话")
    ),
    "quotes": edited("roles/agent.yaml", ("title: 坐席", 'title: "坐席"')),
    "the way of writing lists": edited(
        "roles/agent.yaml", ("[客服, 话务员]", "\n  - 客服\n  - 话务员")
    ),
    "a default written out": edited("roles/agent.yaml", ("family:", "kind: post\nfamily:")),
    "the folder": {
        "scorecards/agent_monthly.yaml": CARD,
        "roles/hotline/day/agent.yaml": ROLE,
    },
}  # fmt: skip


@pytest.mark.parametrize("new", SILENT.values(), ids=SILENT.keys())
def test_what_no_reader_can_see_is_no_change(tmp_path: Path, new: dict[str, str]) -> None:
    assert compared(tmp_path, new) == []


def test_one_item_taken_elsewhere_has_moved_and_the_others_have_not(tmp_path: Path) -> None:
    one, rest = "  - {id: one, text: 接听}\n", "  - {id: three, text: 回访}\n"
    new = edited("roles/agent.yaml", (one, ""), (rest, rest + one))
    (change,) = compared(tmp_path, new)
    assert told(change) == (Shift.MOVED, "roles/agent.mission.one", 1, 3)


def test_items_come_and_go_by_their_ids(tmp_path: Path) -> None:
    new = edited("roles/agent.yaml", ("{id: two, text: 记录}", "{id: four, text: 归档}"))
    came, gone = compared(tmp_path, new)
    assert (came.shift, came.address, came.before) == (
        Shift.ADDED, "roles/agent.mission.four", None
    )  # fmt: skip
    assert as_text(came.after) == "id: four\ntext: 归档"
    assert (gone.shift, gone.address, gone.after) == (
        Shift.REMOVED, "roles/agent.mission.two", None
    )  # fmt: skip
    assert (gone.place.path, gone.place.line) == ("catalog/roles/agent.yaml", 4)


def test_a_band_without_an_id_goes_by_its_position(tmp_path: Path) -> None:
    new = edited("scorecards/agent_monthly.yaml", ("{to: 90, score: 0}", "{to: 90, score: 5}"))
    (change,) = compared(tmp_path, new)
    address = "scorecards/agent_monthly.parts.results.measures.quality.scoring.bands.1.score"
    assert told(change) == (Shift.CHANGED, address, Decimal(0), Decimal(5))
    assert change.place.line == 20


@pytest.mark.parametrize(
    ("aliases", "expected"),
    [
        ("[客服]", [(Shift.REMOVED, "roles/agent.aliases", "话务员", None)]),
        ("[客服, 话务员, 座席]", [(Shift.ADDED, "roles/agent.aliases.2", None, "座席")]),
        ("[客服, 座席]", [(Shift.CHANGED, "roles/agent.aliases.1", "话务员", "座席")]),
        (
            "[话务员, 客服]",
            [(Shift.MOVED, "roles/agent.aliases", ["客服", "话务员"], ["话务员", "客服"])],
        ),
    ],
)
def test_plain_values_of_a_list_are_told_one_by_one(
    tmp_path: Path, aliases: str, expected: list[tuple[Any, ...]]
) -> None:
    new = edited("roles/agent.yaml", ("[客服, 话务员]", aliases))
    assert [told(change) for change in compared(tmp_path, new)] == expected


def test_whole_entries_come_and_go(tmp_path: Path) -> None:
    new = {"roles/agent.yaml": ROLE, "roles/clerk.yaml": "title: 文员\nfamily: general\n"}
    came, gone = compared(tmp_path, new)
    assert (came.shift, came.address, came.place.line) == (Shift.ADDED, "roles/clerk", 1)
    assert (gone.shift, gone.address) == (Shift.REMOVED, "scorecards/agent_monthly")
    assert gone.place.path == "catalog/scorecards/agent_monthly.yaml"


def test_numbers_that_print_differently_have_changed(tmp_path: Path) -> None:
    new = edited(
        "scorecards/agent_monthly.yaml", ("{from: 90, score: 40}", "{from: 90, score: 40.0}")
    )
    (change,) = compared(tmp_path, new)
    assert (str(change.before), str(change.after)) == ("40", "40.0")


def test_an_entry_that_the_model_refuses_is_compared_as_it_is_written(tmp_path: Path) -> None:
    new = edited("roles/agent.yaml", ("family: general", "famly: general"))
    assert [(c.shift, c.address) for c in compared(tmp_path, new) if "fam" in c.address] == [
        (Shift.ADDED, "roles/agent.famly"),
        (Shift.REMOVED, "roles/agent.family"),
    ]


def test_facts_of_a_company_are_values_too() -> None:
    old = {"name": "甲", "parameters": {"pay.rate": Decimal(2)}, "founded": date(2020, 1, 1)}
    new = {"name": "甲", "parameters": {"pay.rate": Decimal(3)}, "founded": date(2020, 1, 1)}
    changes = fact_changes("company", old, new, locate=lambda path: TextLocation("c", 7, 1, path))
    (change,) = changes
    expected = (Shift.CHANGED, "company.parameters.pay.rate", Decimal(2), Decimal(3))
    assert told(change) == expected
    assert change.place == TextLocation("c", 7, 1, ("parameters", "pay.rate"))
