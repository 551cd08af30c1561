"""What roles say about themselves, for comparing roles with each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cstemplates.check.similarity import near_copies, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cstemplates.check.facts import Facts, KeyPath

_SHORTEST = 10
_SHORTEST_SENTENCE = 12
_STOPS = re.compile(r"[，。；！？]")


class RoleText(NamedTuple):
    """A text of a role; ``item`` is the id of the list item, if it stands in a list."""

    role: str
    key_path: KeyPath
    item: str
    text: str


def reasons_of(facts: Facts) -> Iterator[RoleText]:
    """Yield purpose and missions of every role."""
    for key, role in facts.catalog.roles.items():
        if role.purpose is not None:
            yield RoleText(key, ("purpose",), "", role.purpose)
        for number, each in enumerate(role.mission):
            yield RoleText(key, ("mission", number, "text"), each.id, each.text)


def duties_of(facts: Facts) -> Iterator[RoleText]:
    """Yield duties, goals, work details and routine tasks of every role."""
    for key, role in facts.catalog.roles.items():
        for number, duty in enumerate(role.responsibilities):
            yield RoleText(key, ("responsibilities", number, "text"), duty.id, duty.text)
        for number, goal in enumerate(role.goals):
            said = f"{goal.title}，{goal.due}，{goal.evidence}"
            yield RoleText(key, ("goals", number, "evidence"), goal.id, said)
        for number, row in enumerate(role.work_details):
            yield RoleText(key, ("work_details", number, "task"), row.id, row.task)
        for number, task in enumerate(role.routines):
            said = f"{task.task}，{task.standard}"
            yield RoleText(key, ("routines", number, "task"), task.id, said)


def copies(texts: Iterable[RoleText], least: float) -> Iterator[tuple[RoleText, RoleText, float]]:
    """Yield near-copies between different roles, with their likeness; short texts are left out."""
    long = [each for each in texts if len(plain(each.text)) >= _SHORTEST]
    for pair in near_copies([each.text for each in long], least):
        first, second = long[pair.first], long[pair.second]
        if first.role != second.role:
            yield first, second, pair.likeness


def shared_sentences(texts: Iterable[RoleText]) -> Iterator[tuple[RoleText, RoleText, str]]:
    """Yield long sentences, or parts of them between commas, that two roles share."""
    first: dict[str, RoleText] = {}
    for each in texts:
        for part in _STOPS.split(each.text):
            sentence = plain(part) if len(part) >= _SHORTEST_SENTENCE else ""
            if len(sentence) >= _SHORTEST_SENTENCE:
                other = first.setdefault(sentence, each)
                if other.role != each.role:
                    yield other, each, part
