from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cstemplates.stack import Stack, stack

if TYPE_CHECKING:
    from collections.abc import Callable

    from cstemplates.stack import Layer

    Overlaid = Callable[[str, str], Stack]
    WriteLayer = Callable[[str, dict[str, str]], Layer]

ROLE = """\
title: 客服总监
grade: M3
languages: [zh, en]
bands:
  - {from: 0, score: 1}
contacts:
  inside: 各部门
  outside: 业主
responsibilities:
  - id: plan
    text: 拟定规划
    outcomes: [年度计划]
  - id: crm
    text: 管理CRM
  - id: train
    text: 培训
"""


def found(result: Stack) -> list[tuple[str, str]]:
    return [(f.code, str(f.location)) for f in result.findings]


def value(result: Stack) -> Any:
    entry = result.entry("roles", "cs")
    assert entry is not None
    return entry.value


def ids(result: Stack) -> list[str]:
    return [item["id"] for item in value(result)["responsibilities"]]


def test_scalars_replace_and_maps_merge_by_key(overlaid: Overlaid) -> None:
    result = overlaid(ROLE, "title: 总监\ncontacts: {inside: 全司, third: 政府}\n")

    assert result.findings == ()
    assert value(result)["title"] == "总监"
    assert value(result)["grade"] == "M3"
    assert value(result)["contacts"] == {"inside": "全司", "outside": "业主", "third": "政府"}


def test_lists_of_plain_values_and_of_maps_without_ids_replace(overlaid: Overlaid) -> None:
    result = overlaid(ROLE, "languages: [zh]\nbands: [{to: 5, score: 2}]\n")

    assert result.findings == ()
    assert value(result)["languages"] == ["zh"]
    assert value(result)["bands"] == [{"to": 5, "score": 2}]


def test_items_merge_by_id_and_keep_their_order(overlaid: Overlaid) -> None:
    result = overlaid(ROLE, "responsibilities:\n  - {id: crm, text: 管好CRM, due: 年底}\n")

    assert result.findings == ()
    assert ids(result) == ["plan", "crm", "train"]
    assert value(result)["responsibilities"][1] == {"id": "crm", "text": "管好CRM", "due": "年底"}


@pytest.mark.parametrize(
    ("item", "order"),
    [
        ("{id: new, $add: true, text: x}", ["plan", "crm", "train", "new"]),
        ("{id: new, $add: true, $before: plan, text: x}", ["new", "plan", "crm", "train"]),
        ("{id: new, $add: true, $after: plan, text: x}", ["plan", "new", "crm", "train"]),
        ("{id: train, $before: plan}", ["train", "plan", "crm"]),
        ("{id: plan, $after: crm, text: y}", ["crm", "plan", "train"]),
        ("{id: crm, $remove: true}", ["plan", "train"]),
    ],
)
def test_operators_add_move_and_remove_items(
    overlaid: Overlaid, item: str, order: list[str]
) -> None:
    result = overlaid(ROLE, f"responsibilities: [{item}]\n")

    assert result.findings == ()
    assert ids(result) == order
    assert not any(key.startswith("$") for i in value(result)["responsibilities"] for key in i)


def test_an_item_or_a_map_is_replaced_whole(overlaid: Overlaid) -> None:
    result = overlaid(
        ROLE,
        "contacts: {$replace: true, inside: 无}\n"
        "responsibilities: [{id: plan, $replace: true, text: 规划}]\n",
    )

    assert result.findings == ()
    assert value(result)["contacts"] == {"inside": "无"}
    assert value(result)["responsibilities"][0] == {"id": "plan", "text": "规划"}


def test_a_map_is_removed(overlaid: Overlaid) -> None:
    result = overlaid(ROLE, "contacts: {$remove: true}\n")

    assert result.findings == ()
    assert "contacts" not in value(result)


def test_a_merged_map_or_list_stays_placed_in_its_base(overlaid: Overlaid) -> None:
    over = "contacts: {inside: x}\nresponsibilities: [{id: crm, text: y}]\n"
    entry = overlaid(ROLE, over).entry("roles", "cs")
    assert entry is not None

    for path in (("contacts",), ("responsibilities",), ("responsibilities", "crm")):
        assert entry.provenance(path).layer == "catalog"


def test_an_empty_value_of_the_base_may_become_anything(overlaid: Overlaid) -> None:
    result = overlaid("a:\nb:\n", "a: {c: 1}\nb: [2]\n")

    assert result.findings == ()
    assert value(result) == {"a": {"c": 1}, "b": [2]}


def test_an_empty_value_takes_a_scalar_away(overlaid: Overlaid) -> None:
    assert value(overlaid(ROLE, "grade:\n"))["grade"] is None


@pytest.mark.parametrize(
    ("over", "code", "place", "hint"),
    [
        ("responsibilities: [{id: crn, text: x}]", "CST120", "1:20", "Did you mean “crm”?"),
        ("responsibilities: [{id: zz, text: x}]", "CST120", "1:20", "A new item needs “$add: true”."),
        ("responsibilities: [{id: zz, $remove: true}]", "CST120", "1:20", "A new item needs “$add: true”."),
        ("responsibilities: [{id: crm, $add: true}]", "CST121", "1:20", "Leave “$add” out to change the item."),
        ("responsibilities: [{id: n, $add: true, $after: crn}]", "CST123", "1:20", "Did you mean “crm”?"),
        ("responsibilities: [{id: crm, $before: crm}]", "CST123", "1:20", ""),
        ("responsibilities: [{id: crm, text: 管理CRM}]", "CST124", "1:30", "Remove it."),
        ("responsibilities: [{id: crm}]", "CST124", "1:20", "Remove it."),
        ("responsibilities: []", "CST124", "1:1", "To take items out, name each with “$remove: true”."),
        ("title: 客服总监", "CST124", "1:1", "Remove it."),
        ("languages: [zh, en]", "CST124", "1:1", "Remove it."),
        ("responsibilities: [{id: a, $add: true}, {id: a, $add: true}]", "CST125", "1:41", ""),
        ("responsibilities: [{text: x}]", "CST126", "1:20", ""),
        ("responsibilities: [x]", "CST126", "1:20", ""),
        ("responsibilities: x", "CST128", "1:1", ""),
        ("contacts: x", "CST128", "1:1", ""),
        ("contacts:", "CST128", "1:1", ""),
        ("title: [x]", "CST128", "1:1", ""),
        ("title: {a: x}", "CST128", "1:1", ""),
        ("contacts: {$remove: yes}", "CST122", "1:12", "Write “true”, or leave the line out."),
        ("contacts: {$removed: true}", "CST122", "1:12", "Did you mean “$remove”?"),
        ("contacts: {$add: true}", "CST122", "1:1", ""),
        ("responsibilities: [{id: n, $add: true, $after: true}]", "CST122", "1:40", ""),
        ("responsibilities: [{id: crm, $remove: true, text: x}]", "CST122", "1:20", ""),
        ("responsibilities: [{id: crm, $after: plan, $before: train}]", "CST122", "1:20", ""),
        ("$add: true", "CST121", "1:1", "Leave “$add” out to change the entry."),
        ("$after: other", "CST122", "1:1", ""),
        ("new: {inner: {$remove: true}}", "CST120", "1:7", ""),
    ],
)  # fmt: skip
def test_an_override_that_does_not_fit_is_named(
    overlaid: Overlaid, over: str, code: str, place: str, hint: str
) -> None:
    result = overlaid(ROLE, over + "\n")

    assert [(f.code, str(f.location), f.hint) for f in result.findings] == [
        (code, f"overlay/roles/cs.yaml:{place}", hint)
    ]


def test_findings_in_items_carry_the_items_id(overlaid: Overlaid) -> None:
    result = overlaid(ROLE, "responsibilities: [{id: crm, text: 管理CRM}]\n")

    (fault,) = result.findings
    assert fault.severity == "warning"
    assert fault.location.key_path == ("responsibilities", "crm", "text")  # type: ignore[union-attr]


def test_a_faulty_override_leaves_the_base_as_it_was(overlaid: Overlaid) -> None:
    result = overlaid(
        ROLE, "contacts: x\nresponsibilities: [{text: x}, {id: crm, $remove: true}]\n"
    )

    assert value(result)["contacts"] == {"inside": "各部门", "outside": "业主"}
    assert ids(result) == ["plan", "crm", "train"]


def test_amounts_that_print_differently_are_no_dead_override(overlaid: Overlaid) -> None:
    assert overlaid("a: 1.10\n", "a: 1.1\n").findings == ()


def test_the_base_may_hold_no_operators_and_no_faulty_ids(layer: WriteLayer) -> None:
    base = "a: {$add: true}\nitems:\n  - {id: x}\n  - {id: x}\n  - {text: y}\n"

    assert found(stack([layer("c", {"roles/cs.yaml": base})])) == [
        ("CST122", "c/roles/cs.yaml:1:5"),
        ("CST125", "c/roles/cs.yaml:4:5"),
        ("CST126", "c/roles/cs.yaml:5:5"),
    ]


def test_a_new_entry_needs_add_and_the_nearest_name_is_offered(layer: WriteLayer) -> None:
    result = stack(
        [
            layer("c", {"roles/cs_director.yaml": "title: a\n"}),
            layer("o", {"roles/cs_directer.yaml": "title: b\n", "roles/own.yaml": "$add: true\nt: 1\n"}),
        ]
    )  # fmt: skip

    assert [(f.code, str(f.location), f.hint) for f in result.findings] == [
        ("CST120", "o/roles/cs_directer.yaml:1:1", "Did you mean “cs_director”?")
    ]
    assert [entry.id for entry in result.entries("roles")] == ["cs_director", "own"]
    assert result.entry("roles", "own").value == {"t": 1}  # type: ignore[union-attr]


def test_an_entry_is_removed_or_replaced_whole(layer: WriteLayer) -> None:
    result = stack(
        [
            layer("c", {"roles/a.yaml": "t: 1\nu: 2\n", "roles/b.yaml": "t: 1\n"}),
            layer("o", {"roles/a.yaml": "$replace: true\nt: 3\n", "roles/b.yaml": "$remove: true\n"}),
        ]
    )  # fmt: skip

    assert result.findings == ()
    assert [(entry.id, entry.value) for entry in result.entries("roles")] == [("a", {"t": 3})]
    assert result.entry("roles", "b") is None


def test_an_overlay_matches_by_id_whatever_file_a_keyed_entry_stands_in(layer: WriteLayer) -> None:
    result = stack(
        [
            layer("c", {"indicators/x/one.yaml": "rate: {name: 率, unit: '%'}\n"}),
            layer("o", {"indicators/two.yaml": "rate: {name: 比率}\n"}),
        ]
    )
    entry = result.entry("indicators", "rate")

    assert entry is not None
    assert entry.value == {"name": "比率", "unit": "%"}
    assert entry.locate(("unit",)).key_path == ("rate", "unit")


def test_every_leaf_knows_its_place_its_layer_and_what_it_replaced(layer: WriteLayer) -> None:
    result = stack(
        [
            layer("catalog", {"roles/g/cs.yaml": ROLE}),
            layer("branch", {"roles/cs.yaml": "responsibilities:\n  - id: crm\n    text: 二\n"}),
            layer("overlay", {"roles/cs.yaml": "responsibilities:\n  - id: crm\n    text: 三\n"}),
        ]
    )
    entry = result.entry("roles", "cs")
    assert entry is not None
    path = ("responsibilities", "crm", "text")
    given = entry.provenance(path)

    assert (str(given.location), given.layer) == ("overlay/roles/cs.yaml:3:5", "overlay")
    assert [(old.value, str(old.location), old.layer) for old in given.replaced] == [
        ("二", "branch/roles/cs.yaml:3:5", "branch"),
        ("管理CRM", "catalog/roles/g/cs.yaml:14:5", "catalog"),
    ]
    assert entry.provenance(("responsibilities", 1, "text")).layer == "overlay"
    assert entry.provenance(("title",)) == (entry.locate(("title",)), "catalog", ())


def test_the_leaves_of_something_replaced_whole_remember_too(overlaid: Overlaid) -> None:
    result = overlaid(ROLE, "contacts: {$replace: true, inside: 无}\nlanguages: [zh]\n")
    entry = result.entry("roles", "cs")
    assert entry is not None

    assert entry.provenance(("contacts", "inside")).replaced[0].value == "各部门"
    assert entry.provenance(("languages",)).replaced[0].value == ["zh", "en"]


def test_a_missing_key_is_placed_where_it_would_stand(overlaid: Overlaid) -> None:
    entry = overlaid(ROLE, "title: 总监\n").entry("roles", "cs")
    assert entry is not None

    place = entry.locate(("responsibilities", "crm", "outcomes"))
    assert str(place) == "catalog/roles/general/cs.yaml:13:5"
    assert place.key_path == ("responsibilities", "crm", "outcomes")


def test_inputs_and_findings_of_all_layers_are_kept(layer: WriteLayer) -> None:
    result = stack([layer("c", {"roles/a.yaml": "a: [}"}), layer("o", {"roles/b.yaml": "b: [}"})])

    assert [path for path, _digest in result.inputs] == ["c/roles/a.yaml", "o/roles/b.yaml"]
    assert found(result) == [("CST101", "c/roles/a.yaml:1:5"), ("CST101", "o/roles/b.yaml:1:5")]
