"""Comments that an upgrade leaves beside what it could not settle, and values on one line."""

from __future__ import annotations

from typing import Any

from cstemplates.upgrade.likeness import same
from cstemplates.upgrade.override import ABSENT, Absent

_LONGEST = 300


def conflict_note(label: str, old: Any, new: Any) -> str:
    """Write the comment beside a value that the catalogue changed, too.

    Always in Chinese: it becomes part of the customer's file, and a second run must know it.
    """
    before, after = changed_parts(old, new)
    head = f"升级 {label}：" if label else "升级："
    if isinstance(old, Absent):
        return f"{head}目录新增 {one_line(after)}，此处保留本公司的值"
    return f"{head}目录原为 {one_line(before)}，现为 {one_line(after)}，此处保留本公司的值"


def changed_parts(old: Any, new: Any) -> tuple[Any, Any]:
    """Leave out of two maps what is the same in both, so that the difference can be seen."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return old, new
    keys = [key for key in {**old, **new} if not same(old.get(key, ABSENT), new.get(key, ABSENT))]
    pairs = {key: changed_parts(old.get(key, ABSENT), new.get(key, ABSENT)) for key in keys}
    return (
        {key: pair[0] for key, pair in pairs.items() if not isinstance(pair[0], Absent)},
        {key: pair[1] for key, pair in pairs.items() if not isinstance(pair[1], Absent)},
    )


def one_line(value: Any, longest: int = _LONGEST) -> str:
    """Write a value on one line, much as YAML does, cut where it is too long."""
    text = " ".join(_written(value).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _written(value: Any) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_written(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_written, value)) + "]"
        case bool() | None:
            return {True: "true", False: "false", None: "null"}[value]
        case str() if not value.strip() or _looks_typed(value):
            return f'"{value}"'
        case _:
            return str(value)


def _looks_typed(text: str) -> bool:
    return text in {"true", "false", "null"} or text.replace(".", "", 1).isdecimal()
