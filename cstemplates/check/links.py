"""References between entries: who names whom, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cstemplates.model import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cstemplates.check.facts import KeyPath
    from cstemplates.model import Role
    from cstemplates.model.catalog import Catalog

TASKS = "routines"
"""Stands for a kind in links to tasks, whose full names are ``role/task``."""


class Link(NamedTuple):
    """One reference of an entry.

    Attributes:
        kind: Kind of the entry that refers.
        id: Its id.
        key_path: Where in it the reference stands.
        target_kind: Kind of the entry that is meant, or :data:`TASKS`.
        target: The id that is meant.
    """

    kind: str
    id: str
    key_path: KeyPath
    target_kind: str
    target: str


def names_of(catalog: Catalog) -> dict[str, frozenset[str]]:
    """Return all that can be referred to, by kind."""
    names = {kind: frozenset(catalog.of(kind)) for kind in KINDS}
    tasks = (
        task_name(key, task.id) for key, role in catalog.roles.items() for task in role.routines
    )
    return names | {TASKS: frozenset(tasks)}


def task_name(role_id: str, task: str) -> str:
    """Return the full name of a task; one with a slash already is full."""
    return task if "/" in task else f"{role_id}/{task}"


def links_of(catalog: Catalog) -> Iterator[Link]:
    """Yield every reference between entries, with its place."""
    yield from _role_links(catalog)
    yield from _scorecard_links(catalog)
    yield from _document_links(catalog)
    yield from _manual_links(catalog)
    for key, indicator in catalog.indicators.items():
        yield Link("indicators", key, ("owner",), "roles", indicator.owner)
    for key, competency in catalog.competencies.items():
        yield Link("competencies", key, ("scale",), "scales", competency.scale)


def _role_links(catalog: Catalog) -> Iterator[Link]:
    for key, role in catalog.roles.items():
        if role.reports_to is not None:
            yield Link("roles", key, ("reports_to",), "roles", role.reports_to)
        for number, duty in enumerate(role.responsibilities):
            path: KeyPath = ("responsibilities", number, "measured_by")
            yield from _list_links("roles", key, path, "indicators", duty.measured_by)
        for number, goal in enumerate(role.goals):
            yield Link("roles", key, ("goals", number, "indicator"), "indicators", goal.indicator)
        for number, required in enumerate(role.competencies):
            path = ("competencies", number, "competency")
            yield Link("roles", key, path, "competencies", required.competency)
        yield from _task_links(key, role)


def _task_links(key: str, role: Role) -> Iterator[Link]:
    for number, task in enumerate(role.routines):
        names = [task_name(key, name) for name in task.after]
        yield from _list_links("roles", key, ("routines", number, "after"), TASKS, names)


def _scorecard_links(catalog: Catalog) -> Iterator[Link]:
    for key, scorecard in catalog.scorecards.items():
        yield Link("scorecards", key, ("role",), "roles", scorecard.role)
        for number, part in enumerate(scorecard.parts):
            for row, measure in enumerate(part.measures):
                if measure.indicator is not None:
                    path = ("parts", number, "measures", row, "indicator")
                    yield Link("scorecards", key, path, "indicators", measure.indicator)


def _document_links(catalog: Catalog) -> Iterator[Link]:
    for key, document in catalog.documents.items():
        yield from _list_links("documents", key, ("roles",), "roles", document.roles)
        yield from _list_links("documents", key, ("chart",), "roles", document.chart)
        for number, group in enumerate(document.groups):
            yield from _list_links(
                "documents", key, ("groups", number, "roles"), "roles", group.roles
            )
        for number, source in enumerate(document.content):
            yield _source_link("documents", key, ("content", number), source)
        attached = (
            Link("documents", key, ("attachments", number, "document"), "documents", each.document)
            for number, each in enumerate(document.attachments)
        )
        yield from attached
    for key, pack in catalog.packs.items():
        yield from _list_links("packs", key, ("packs",), "packs", pack.packs)
        for number, item in enumerate(pack.items):
            path: KeyPath = ("items", number)
            yield Link("packs", key, (*path, "document"), "documents", item.document)
            yield from _list_links("packs", key, (*path, "roles"), "roles", item.roles)


def _manual_links(catalog: Catalog) -> Iterator[Link]:
    for key, manual in catalog.manuals.items():
        yield Link("manuals", key, ("owner",), "roles", manual.owner)
        for number, chapter in enumerate(manual.chapters):
            for row, section in enumerate(chapter.sections):
                path: KeyPath = ("chapters", number, "sections", row, "source")
                source, _at, role = section.source.partition("@")
                yield _source_link("manuals", key, path, source)
                if role:
                    yield Link("manuals", key, path, "roles", role)


def _source_link(kind: str, key: str, path: KeyPath, source: str) -> Link:
    target_kind, _slash, target = source.partition("/")
    return Link(kind, key, path, target_kind, target)


def _list_links(
    kind: str, key: str, path: KeyPath, target_kind: str, targets: Iterable[str]
) -> Iterator[Link]:
    for number, target in enumerate(targets):
        yield Link(kind, key, (*path, number), target_kind, target)
