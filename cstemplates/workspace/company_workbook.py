"""公司资料.xlsx: the company's facts in a workbook, one a row, for who will not touch YAML.

A row holds 项目 (the fact), 内容 (its value) and 说明, which nobody reads. 项目 is the
Chinese title or the key of company.yaml; what stands inside another fact follows a dot:
``信息系统名称.crm``, ``制度参数.pay.profit_share_rate``, ``物业项目.区域.lobby.功能``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin

from cstemplates.findings import Finding, finding
from cstemplates.load import Node, Source, Table, read_table
from cstemplates.messages import _
from cstemplates.model import Company, Shape
from cstemplates.stack import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cstemplates.load import KeyPath, Row

WORKBOOK = "公司资料.xlsx"
HEADINGS = ("项目", "内容")
MAX_FINDINGS = 50
_SEPARATOR = re.compile(r"[、，,；;\n]")
_NUMBER = re.compile(r"(-?[0-9]{1,15}(?:\.[0-9]{1,6})?)%?")


class Target(NamedTuple):
    """Where a row's value goes: the keys, and the form of what stands there."""

    keys: tuple[str, ...]
    form: Any


class UnknownItemError(Exception):
    """Part of a row's 项目 names nothing; ``known`` is what could stand there.

    Without ``part`` the 项目 stops at something that holds several values.
    """

    def __init__(self, part: str = "", known: Sequence[str] = ()) -> None:
        super().__init__(part)
        self.part = part
        self.known = known


def find_item(item: str) -> Target:
    """Find the place of a 项目, by Chinese titles or keys.

    Raises:
        UnknownItemError: There is no such fact.
    """
    return _find(Company, tuple(part.strip() for part in item.split(".")), ())


def title_of(keys: KeyPath) -> str:
    """Return the words by which people know a fact: 公司全称, 信息系统名称.crm."""
    words: list[str] = []
    form: Any = Company
    for key in keys:
        shape = _shape(form)
        known = shape.model_fields.get(str(key)) if shape else None
        words.append((known.title or str(key)) if known else str(key))
        form = known.annotation if known else form
    return ".".join(words)


def read_company_workbook(path: Path, *, display: str) -> Source:
    """Read the workbook as company.yaml would be read; whatever is wrong is in the findings.

    Args:
        path: The file.
        display: How the file is named in findings.
    """
    table = read_table(path, display=display)
    reading = _Reading(table, list(table.findings))
    if not reading.findings and reading.has_headings():
        for row in table.rows:
            reading.take(row)
        root = Node(_listed(Company, reading.tree, display), display, table.header_line)
    else:
        root = Node(None, display)
    return Source(display, root, tuple(reading.findings[:MAX_FINDINGS]), table.sha256)


@dataclass
class _Reading:
    table: Table
    findings: list[Finding]
    tree: dict[str, Any] = field(default_factory=dict)
    lines: dict[KeyPath, int] = field(default_factory=dict)

    def has_headings(self) -> bool:
        """Tell whether both columns are there."""
        present = {cell.name for cell in self.table.header}
        for heading in HEADINGS:
            if heading not in present:
                message = _("The column “{header}” is missing.").format(header=heading)
                hint = _("The headings must stand in the first row that is not blank.")
                place = self.table.locate(self.table.header_line)
                self.findings.append(finding("CST153", message, place, hint))
        return not self.findings

    def take(self, row: Row) -> None:
        """Put a row's value to its place; a blank one counts as left out."""
        item, text = (row.values[heading] for heading in HEADINGS)
        if not item:
            if text:
                message = _("“{header}” is not filled in.").format(header=HEADINGS[0])
                self._report("CST156", message, row, HEADINGS[0])
            return
        try:
            target = find_item(item)
        except UnknownItemError as error:
            message = _("There is no item “{item}” in a company's facts.").format(item=item)
            hint = (
                did_you_mean(error.part, error.known)
                if error.part
                else _("Add behind a dot which one is meant, as in {example}.").format(
                    example="信息系统名称.crm"
                )
            )
            self._report("CST112", message, row, HEADINGS[0], hint)
            return
        first = self.lines.setdefault(target.keys, row.line)
        if first != row.line:
            message = _("“{item}” stands already in row {row}.").format(item=item, row=first)
            self._report("CST102", message, row, HEADINGS[0])
        elif text or _is_needed(target.keys):
            self._put(target, text, row)

    def _put(self, target: Target, text: str, row: Row) -> None:
        branch = self.tree
        for key in target.keys[:-1]:
            branch = branch.setdefault(key, {})
        place = self.table.locate(row.line, HEADINGS[1])
        node = Node(text, place.path, row.line, place.column or 1)
        if get_origin(target.form) is tuple:
            parts = filter(None, map(str.strip, _SEPARATOR.split(text)))
            node = node._replace(content=[node._replace(content=part) for part in parts])
        elif Decimal in get_args(target.form) and (number := _NUMBER.fullmatch(text)):
            node = node._replace(content=Decimal(number[1]))
        branch[target.keys[-1]] = node

    def _report(self, code: str, message: str, row: Row, heading: str, hint: str = "") -> None:
        place = self.table.locate(row.line, heading)
        self.findings.append(finding(code, message, place, hint))


def _find(form: Any, parts: tuple[str, ...], keys: tuple[str, ...]) -> Target:
    origin, arguments, shape = get_origin(form), get_args(form), _shape(form)
    holds_items = origin is tuple and _shape(arguments[0]) is not None
    if not parts:
        if shape or origin is dict or holds_items:
            raise UnknownItemError
        return Target(keys, form)
    if origin is dict:
        # The keys of parameters hold dots themselves: pay.profit_share_rate.
        return Target((*keys, ".".join(parts)), arguments[1])
    if holds_items:
        return _find(arguments[0], parts[1:], (*keys, parts[0]))
    fields = shape.model_fields if shape else {}
    for name, known in fields.items():
        if parts[0] in {name, known.title} and name != "id":
            return _find(_without_none(known.annotation), parts[1:], (*keys, name))
    raise UnknownItemError(parts[0], [*(f.title or "" for f in fields.values()), *fields])


def _without_none(form: Any) -> Any:
    """Take the None out of ``X | None``; other unions stay."""
    kept = [part for part in get_args(form) if part is not type(None)]
    is_optional = type(None) in get_args(form)
    return kept[0] if is_optional and len(kept) == 1 else form


def _shape(form: Any) -> type[Shape] | None:
    form = _without_none(form)
    return form if isinstance(form, type) and issubclass(form, Shape) else None


def _is_needed(keys: tuple[str, ...]) -> bool:
    return len(keys) == 1 and Company.model_fields[keys[0]].is_required()


def _listed(form: Any, tree: dict[str, Any], path: str) -> dict[str, Node]:
    """Make nodes of the maps too; they stand where their first value does."""
    shape = _shape(form)
    return {
        key: child
        if isinstance(child, Node)
        else _branch(shape.model_fields[key].annotation if shape else None, child, path)
        for key, child in tree.items()
    }


def _branch(form: Any, tree: dict[str, Any], path: str) -> Node:
    form = _without_none(form)
    if get_origin(form) is not tuple:
        return _placed(_listed(form, tree, path), path)
    items = [_item(get_args(form)[0], name, child, path) for name, child in tree.items()]
    return Node(items, path, items[0].line, items[0].column)


def _item(form: Any, name: str, tree: dict[str, Any], path: str) -> Node:
    item = _placed(_listed(form, tree, path), path)
    assert isinstance(item.content, dict)
    return item._replace(content={"id": item._replace(content=name), **item.content})


def _placed(nodes: dict[str, Node], path: str) -> Node:
    first = next(iter(nodes.values()))
    return Node(nodes, path, first.line, first.column)
