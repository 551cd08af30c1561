"""Pay items as rosters, company parameters and texts name them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cstemplates.check.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts, KeyPath

_PREFIX = "pay."
_RATE = "_rate"
_REMARK = re.compile(r"[（(][^（）()]*[）)]|\s")
_LOOKS_LIKE_PAY = re.compile(r"(?:工资|薪资|津贴|补贴|提成|奖金|分红|佣金)$")
_REFERENCE = re.compile(r"\$\{employee\.pay\.([a-z0-9_]+)")
_COMPOSED = re.compile(r"由([^。；;]+?)(?:[一二两三四五六七八九十]|\d)项(?:组成|构成)")
_COMMA = re.compile(r"[、，和及与]")


class PlacedName(NamedTuple):
    """A name of a pay item that a text uses."""

    kind: str
    id: str
    key_path: KeyPath
    name: str


def names_of_items(facts: Facts) -> frozenset[str]:
    """Return ids and titles of the pay items of all policies, titles without remarks too."""
    items = [item for policy in facts.catalog.policies.values() for item in policy.pay_items]
    names = {name for item in items for name in (item.id, item.title)}
    return frozenset(names | {_REMARK.sub("", item.title) for item in items})


def names_in_company(facts: Facts) -> list[str]:
    """Return the items that roster columns and the company's own parameters are about."""
    paid = {name.removesuffix(_RATE) for employee in facts.employees for name in employee.pay}
    headings = {name for employee in facts.employees for name in employee.extra}
    named = {name.removeprefix(_PREFIX) for name in headings if name.startswith(_PREFIX)}
    called = {name for name in headings if _LOOKS_LIKE_PAY.search(name)}
    return sorted(paid | named) + sorted(called) + sorted(_own_parameters(facts))


def _own_parameters(facts: Facts) -> Iterator[str]:
    policies = facts.catalog.policies.values()
    declared = {parameter.id for policy in policies for parameter in policy.parameters}
    for key in facts.company.parameters if facts.company else ():
        if key.startswith(_PREFIX) and key not in declared:
            yield key.removeprefix(_PREFIX).removesuffix(_RATE)


def names_in_texts(facts: Facts) -> Iterator[PlacedName]:
    """Yield the items that texts refer to or say pay is made of."""
    for kind, key, path, text in texts_of(facts):
        if "${employee.pay." in text:
            for name in _REFERENCE.findall(text):
                yield PlacedName(kind, key, path, name.removesuffix(_RATE))
        if "项" in text:
            for name in _components(text):
                yield PlacedName(kind, key, path, name)


def _components(text: str) -> Iterator[str]:
    for match in _COMPOSED.finditer(text):
        names = _COMMA.split(_REMARK.sub("", match[1]))
        if sum(_LOOKS_LIKE_PAY.search(name) is not None for name in names) > 1:
            yield from (name for name in names if _LOOKS_LIKE_PAY.search(name))
