from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.stack import Layer, read_layer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteLayer = Callable[[str, dict[str, str]], Layer]


def found(layer: Layer) -> list[tuple[str, str]]:
    return [(f.code, str(f.location)) for f in layer.findings]


def names(layer: Layer) -> list[tuple[str, str]]:
    return [(entry.kind, entry.id) for entry in layer.entries]


def test_a_file_is_an_entry_and_its_name_the_id_whatever_the_folder(layer: WriteLayer) -> None:
    read = layer("c", {"roles/x/y/b.yaml": "title: B", "roles/a.yaml": "title: A"})

    assert names(read) == [("roles", "a"), ("roles", "b")]
    assert read.findings == ()
    assert [path for path, _digest in read.inputs] == ["c/roles/a.yaml", "c/roles/x/y/b.yaml"]


def test_a_keyed_file_holds_several_entries(layer: WriteLayer) -> None:
    read = layer("c", {"indicators/all.yaml": "rate:\n  name: 率\ncost:\n  name: 费\n"})

    assert names(read) == [("indicators", "rate"), ("indicators", "cost")]


def test_a_file_name_or_key_that_is_no_id_is_named(layer: WriteLayer) -> None:
    read = layer("c", {"roles/CS-1.yaml": "a: 1", "indicators/all.yaml": "ok: {}\n差评: {}\n"})

    assert found(read) == [
        ("CST109", "c/indicators/all.yaml:2:1"),
        ("CST109", "c/roles/CS-1.yaml:1:1"),
    ]
    assert names(read) == [("indicators", "ok")]


def test_yml_is_not_read_silently_past(layer: WriteLayer) -> None:
    assert found(layer("c", {"roles/a.yml": "a: 1"})) == [("CST109", "c/roles/a.yml")]


def test_the_same_id_twice_in_a_layer_names_the_first_file(layer: WriteLayer) -> None:
    read = layer("c", {"roles/a/cs.yaml": "a: 1", "roles/b/cs.yaml": "a: 2"})

    assert found(read) == [("CST113", "c/roles/b/cs.yaml:1:1")]
    assert read.findings[0].message == "The id “cs” is already taken in c/roles/a/cs.yaml."


def test_a_file_in_an_unknown_folder_gets_the_nearest_kind_as_hint(layer: WriteLayer) -> None:
    read = layer("c", {"role/cs.yaml": "a: 1", "stray.yaml": "a: 1", "README.md": "words"})

    assert [(f.code, str(f.location), f.hint) for f in read.findings] == [
        ("CST114", "c/stray.yaml", "Known folders: roles, policies, indicators."),
        ("CST114", "c/role/cs.yaml", "Did you mean “roles”?"),
    ]


def test_what_holds_no_keys_is_named_once(layer: WriteLayer) -> None:
    read = layer(
        "c",
        {
            "roles/empty.yaml": "",
            "roles/list.yaml": "- a\n",
            "roles/broken.yaml": "a: [",
            "indicators/all.yaml": "rate: 5\n",
        },
    )

    assert found(read) == [
        ("CST110", "c/indicators/all.yaml:1:1"),
        ("CST101", "c/roles/broken.yaml:2:1"),
        ("CST110", "c/roles/empty.yaml:1:1"),
        ("CST110", "c/roles/list.yaml:1:1"),
    ]
    assert read.entries == ()


def test_hidden_and_lock_files_are_passed_over(layer: WriteLayer) -> None:
    read = layer("c", {".git/roles/a.yaml": "a", "roles/.a.yaml": "a", "roles/~a.yaml": "a"})

    assert read == Layer("c")


def test_a_folder_that_is_not_there_is_an_empty_layer(tmp_path: Path) -> None:
    assert read_layer(tmp_path / "no", name="n", display="n", kinds={}) == Layer("n")


def test_inputs_carry_the_hash_of_the_bytes(layer: WriteLayer) -> None:
    (path, digest), = layer("c", {"roles/a.yaml": "a: 1\n"}).inputs  # fmt: skip

    assert path == "c/roles/a.yaml"
    assert len(digest) == 64
