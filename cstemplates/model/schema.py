"""JSON Schemas for editors: completion, Chinese titles and a first check while typing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from cstemplates.model import KINDS
from cstemplates.model.company import Company
from cstemplates.model.overlay_schema import overlay_entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pydantic import BaseModel
    from pydantic_core import core_schema

    from cstemplates.model import Kind

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = {"pattern": "^[a-z][a-z0-9_]*$", "maxLength": 60}
_EMPTY: tuple[Any, ...] = (None, [], {})


class Words(NamedTuple):
    """What an editor calls a kind of file."""

    title: str
    description: str


WORDS: dict[str, Words] = {
    "roles": Words("岗位", "一个岗位、部门或机构一个文件，文件名即标识"),
    "indicators": Words("指标", "一族指标一个文件，以标识为键"),
    "scorecards": Words("评分表", "一个岗位一个周期一个文件，文件名即标识"),
    "competencies": Words("胜任力", "一项胜任力一个文件，文件名即标识"),
    "scales": Words("等级刻度", "一套刻度一个文件，文件名即标识"),
    "policies": Words("制度", "一项制度一个文件，文件名即标识"),
    "procedures": Words("流程与规范", "一份作业指导书、要求、规范或流程一个文件，文件名即标识"),
    "plans": Words("计划与目标分解", "一份计划一个文件，文件名即标识"),
    "commitments": Words("责任书", "一份责任书一个文件，文件名即标识"),
    "manuals": Words("手册", "一本手册一个文件，文件名即标识"),
    "glossary": Words("术语", "一组术语一个文件，以标识为键"),
    "documents": Words("文种", "一个文种一个文件，文件名即标识"),
    "packs": Words("文件包", "一个文件包一个文件，文件名即标识"),
    "company": Words("企业资料", "company.yaml：文件中印出的企业信息"),
}
_UNTITLED = {"kind": "评分方法"}


class _Generator(GenerateJsonSchema):
    """Schemas without Python names, and with numbers as YAML writes them."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's hook
        return False

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        json_schema: JsonSchemaValue = {"type": "number"}
        self.update_with_validations(json_schema, dict(schema), self.ValidationsMapping.numeric)
        return json_schema

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        json_schema = super().default_schema(schema)
        if json_schema.get("default") in _EMPTY:
            json_schema.pop("default", None)
        return json_schema

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        json_schema = super().model_schema(schema)
        json_schema.pop("title", None)
        json_schema.pop("description", None)
        for name, title in _UNTITLED.items():
            if name in json_schema.get("properties", {}):
                json_schema["properties"][name].setdefault("title", title)
        return json_schema

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        json_schema = super().tagged_union_schema(schema)
        json_schema.pop("discriminator", None)
        return json_schema


def schemas() -> dict[str, dict[str, Any]]:
    """Return all schemas by file name: one a kind, its overlay variant, the company's.

    In ``overlay/…`` every key may be left out except the id of a list item, and the
    operators are allowed where they mean something.
    """
    made = {f"{name}.json": _of_kind(name, kind) for name, kind in KINDS.items()}
    made["company.json"] = _headed(WORDS["company"], _of_model(Company))
    for name, kind in KINDS.items():
        made[f"overlay/{name}.json"] = _of_kind(name, kind, "（覆盖层）", overlay_entry)
    return made


def schema_texts() -> dict[str, str]:
    """Return the text of every schema file by its name; equal models give equal text."""
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas().items()
    }


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write every schema under a folder, which is made when missing; return the files."""
    written = []
    for name, text in schema_texts().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return tuple(written)


def _of_kind(
    name: str,
    kind: Kind,
    suffix: str = "",
    adapt: Callable[[dict[str, Any]], dict[str, Any]] = dict,
) -> dict[str, Any]:
    words = WORDS[name]._replace(title=WORDS[name].title + suffix)
    entry = adapt(_of_model(kind.model))
    return _headed(words, _keyed(entry) if kind.keyed else entry)


def _of_model(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True, schema_generator=_Generator)


def _keyed(entry: dict[str, Any]) -> dict[str, Any]:
    definitions = entry.pop("$defs", {})
    return {
        "type": "object",
        "propertyNames": _ID,
        "additionalProperties": {"$ref": "#/$defs/Entry"},
        "$defs": {"Entry": entry, **definitions},
    }


def _headed(words: Words, schema: dict[str, Any]) -> dict[str, Any]:
    definitions = {"$defs": schema.pop("$defs")} if "$defs" in schema else {}
    return {"$schema": _DIALECT, **words._asdict(), **schema, **definitions}
