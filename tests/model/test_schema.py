from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from cstemplates.load import read_yaml, read_yaml_bytes
from cstemplates.model import KINDS
from cstemplates.model.schema import schema_texts, schemas, write_schemas

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(__file__).parents[2]
_CATALOG = sorted((_ROOT / "catalog").rglob("*.yaml"))
_OVERLAYS = sorted((_ROOT / "examples").glob("*/overlay/**/*.yaml"))
_COMPANIES = sorted((_ROOT / "examples").glob("*/company.yaml"))
_CHINESE = re.compile("[\u4e00-\u9fff]")

_made = cache(schemas)


@cache
def _validator(name: str) -> Any:
    return jsonschema.Draft202012Validator(_made()[name])


def _faults(name: str, text: str | Path) -> list[str]:
    if isinstance(text, Path):
        value = read_yaml(text, display=text.name).value
    else:
        value = read_yaml_bytes(text.encode(), display="x.yaml").value
    return [f"{error.json_path}: {error.message}" for error in _validator(name).iter_errors(value)]


@pytest.mark.parametrize("name", _made())
def test_a_schema_is_valid_and_refers_to_nothing_outside(name: str) -> None:
    schema = _made()[name]

    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert all(each.startswith("#/$defs/") for each in _values(schema, "$ref"))


def test_every_kind_has_a_schema_and_an_overlay_variant() -> None:
    expected = {f"{kind}.json" for kind in KINDS} | {f"overlay/{kind}.json" for kind in KINDS}

    assert set(_made()) == expected | {"company.json"}


@pytest.mark.parametrize("name", _made())
def test_every_key_has_a_chinese_title(name: str) -> None:
    untitled = [
        key
        for properties in _values(_made()[name], "properties")
        for key, value in properties.items()
        if isinstance(value, dict) and not _CHINESE.search(value.get("title", ""))
    ]

    assert untitled == []


@pytest.mark.parametrize("path", _CATALOG, ids=lambda path: str(path.relative_to(_ROOT)))
def test_the_shipped_catalogue_fits_its_schemas(path: Path) -> None:
    kind = path.relative_to(_ROOT / "catalog").parts[0]

    assert _faults(f"{kind}.json", path) == []


@pytest.mark.parametrize("path", _OVERLAYS, ids=lambda path: str(path.relative_to(_ROOT)))
def test_the_overlays_of_the_examples_fit_their_schemas(path: Path) -> None:
    kind = path.parts[path.parts.index("overlay") + 1]

    assert _faults(f"overlay/{kind}.json", path) == []


@pytest.mark.parametrize("path", _COMPANIES, ids=lambda path: str(path.relative_to(_ROOT)))
def test_the_companies_of_the_examples_fit_their_schema(path: Path) -> None:
    assert _faults("company.json", path) == []


_OVERLAY = """
purpose: 改写的定位
grade: {$remove: true}
responsibilities:
  - {id: crm, text: 改写的职责}
  - {id: old, $remove: true}
  - {id: new, $add: true, $after: crm, category: service, text: 新增的职责}
  - {id: other, $replace: true, category: service, text: 整体替换}
qualifications: {$replace: true, education: college}
exempt: {no-ratings: {$remove: true}}
"""


def test_an_overlay_fits_the_overlay_schema_and_not_the_schema_of_the_kind() -> None:
    assert _faults("overlay/roles.json", _OVERLAY) == []
    assert _faults("roles.json", _OVERLAY)


def test_an_overlay_of_a_scorecard_may_change_one_weight_and_one_score() -> None:
    overlay = """
    parts:
      - id: performance
        measures:
          - {id: crm, weight: 40, scoring: {best: 40}}
          - id: sales
            scoring:
              bands: [{from: 95, score: 40}, {to: 95, score: 0}]
    """

    assert _faults("overlay/scorecards.json", overlay) == []


def test_an_overlay_of_a_file_with_several_entries_is_keyed_by_id() -> None:
    assert _faults("overlay/indicators.json", "speed: {target: 2.5}\nold: {$remove: true}") == []


@pytest.mark.parametrize(
    "overlay",
    [
        "responsibilities: [{text: 没有标识}]",
        "responsibilities: [{id: a, $remove: false}]",
        "responsibilities: [{id: a, $delete: true}]",
        "qualifications: {$add: true}",
        "$after: cs_manager",
        "unknown: 1",
    ],
)
def test_an_operator_in_the_wrong_place_does_not_fit_the_overlay_schema(overlay: str) -> None:
    assert _faults("overlay/roles.json", overlay)


def test_a_band_of_an_overlay_stays_complete() -> None:
    overlay = "parts: [{id: p, measures: [{id: m, scoring: {bands: [{from: 95}]}}]}]"

    assert _faults("overlay/scorecards.json", overlay)


def test_a_number_in_quotation_marks_is_no_number() -> None:
    text = "a: {title: 一, formula: 一, source: 一, period: year, owner: x, target: '95'}"

    assert _faults("indicators.json", text.replace("'", "")) == []
    assert _faults("indicators.json", text)


def test_the_committed_schemas_are_fresh() -> None:
    folder = _ROOT / "schema"
    committed = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.json")
    }

    assert committed == schema_texts()


def test_write_schemas_makes_the_folder_and_every_file(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / "new" / "schema")

    assert len(written) == len(_made())
    text = (tmp_path / "new" / "schema" / "overlay" / "roles.json").read_text(encoding="utf-8")
    assert json.loads(text) == _made()["overlay/roles.json"]


def _values(schema: Any, key: str) -> Iterator[Any]:
    children = schema.values() if isinstance(schema, dict) else schema
    if isinstance(schema, dict) and key in schema:
        yield schema[key]
    if isinstance(schema, dict | list):
        for child in children:
            yield from _values(child, key)
