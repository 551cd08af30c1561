from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cstemplates.load import read_yaml_bytes
from cstemplates.stack import Layer, LayerEntry, stack

ids = st.sampled_from(["a", "b", "c", "d", "e"])
scalars = st.text("xyz", max_size=3) | st.integers(-9, 9) | st.booleans()


def keyed(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    item = st.tuples(
        ids, st.dictionaries(st.text("klm", min_size=1, max_size=2), inner, max_size=2)
    )
    return st.lists(item, max_size=3, unique_by=lambda pair: pair[0]).map(
        lambda pairs: [{"id": name} | rest for name, rest in pairs]
    )


values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(scalars, max_size=3)
        | st.dictionaries(st.text("klm", min_size=1, max_size=2), inner, max_size=3)
        | keyed(inner)
    ),
    max_leaves=10,
)
entries = st.dictionaries(st.text("klm", min_size=1, max_size=2), values, max_size=4)
catalogs = st.dictionaries(ids, entries, max_size=4)
property_test = settings(max_examples=80, derandomize=True, deadline=None)


def layer(name: str, content: dict[str, Any]) -> Layer:
    return Layer(
        name,
        tuple(
            LayerEntry("roles", key, read_yaml_bytes(json.dumps(v).encode(), display=f"{name}/{key}").root)
            for key, v in content.items()
        ),
    )  # fmt: skip


def plain(layers: list[Layer]) -> dict[str, Any]:
    return {entry.id: entry.value for entry in stack(layers).entries("roles")}


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [p for key, child in value.items() for p in leaves(child, (*path, key))]
    if isinstance(value, list):
        return [p for i, child in enumerate(value) for p in leaves(child, (*path, i))]
    return [path]


@property_test
@given(catalogs)
def test_stacking_an_empty_overlay_changes_nothing(catalog: dict[str, Any]) -> None:
    assert plain([layer("base", catalog), layer("over", {})]) == catalog
    assert stack([layer("base", catalog), layer("over", {})]).findings == ()


@property_test
@given(catalogs, entries, entries)
def test_the_order_of_layers_that_touch_different_entries_does_not_matter(
    catalog: dict[str, Any], one: dict[str, Any], two: dict[str, Any]
) -> None:
    catalog = {"a": {}, "b": {}} | catalog
    base, left, right = layer("base", catalog), layer("l", {"a": one}), layer("r", {"b": two})

    assert plain([base, left, right]) == plain([base, right, left])


@property_test
@given(catalogs, ids)
def test_what_is_removed_is_absent_and_the_rest_is_untouched(
    catalog: dict[str, Any], gone: str
) -> None:
    catalog = {gone: {}} | catalog
    rest = {key: value for key, value in catalog.items() if key != gone}

    assert plain([layer("base", catalog), layer("over", {gone: {"$remove": True}})]) == rest


@property_test
@given(keyed(values), ids)
def test_an_added_item_can_be_removed_again(items: list[Any], name: str) -> None:
    items = [item for item in items if item["id"] != name]
    base = layer("base", {"a": {"items": items}})
    add = layer("add", {"a": {"items": [{"id": name, "$add": True}]}})
    remove = layer("remove", {"a": {"items": [{"id": name, "$remove": True}]}})

    assert plain([base, add]) == {"a": {"items": [*items, {"id": name}]}}
    assert plain([base, add, remove]) == {"a": {"items": items}}
    assert stack([base, add, remove]).findings == ()


@property_test
@given(entries, entries)
def test_a_leaf_comes_from_the_overlay_only_if_the_overlay_names_it(
    below: dict[str, Any], above: dict[str, Any]
) -> None:
    entry = stack([layer("base", {"a": below}), layer("over", {"a": above})]).entry("roles", "a")
    assert entry is not None

    for path in leaves(entry.value):
        origin = entry.provenance(path)
        assert origin.layer in {"base", "over"}
        if path[0] not in above:
            assert (origin.layer, origin.replaced) == ("base", ())


@property_test
@given(entries)
def test_the_same_layer_again_is_dead_leaf_by_leaf(content: dict[str, Any]) -> None:
    result = stack([layer("base", {"a": content}), layer("over", {"a": content})])
    entry = result.entry("roles", "a")

    assert entry is not None
    assert entry.value == content
    assert {f.code for f in result.findings} <= {"CST124"}
