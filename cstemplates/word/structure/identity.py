"""Rules about ids: unique where Word wants them unique, pairs that belong together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cstemplates.messages import _
from cstemplates.word.namespaces import attribute, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.findings import Finding
    from cstemplates.word.structure.opened import Opened

# What carries an id, and the attribute that holds it.
_IDS = (
    ("wp:docPr", "id"),
    ("w:bookmarkStart", name("w:id")),
    ("w:bookmarkStart", name("w:name")),
    ("w:sdtPr/w:id", name("w:val")),
    ("w:sdtPr/w:tag", name("w:val")),
    ("w:p", name("w14:paraId")),
    ("w:tr", name("w14:paraId")),
)


def repeated_ids(opened: Opened) -> Iterator[Finding]:
    """Find ids of drawings, bookmarks, controls and paragraphs that stand twice."""
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for path, key in _IDS:
        parent, _slash, tag = path.rpartition("/")
        space = name("w14:paraId") if key == name("w14:paraId") else path + key
        for part, element in opened.each(tag):
            owner = element.getparent()
            if parent and (owner is None or owner.tag != name(parent)):
                continue
            identity = element.get(key)
            if identity is None:
                continue
            if identity in seen[space]:
                message = _("The id “{id}” of {what} is used twice.")
                yield opened.fault(part, element, message.format(id=identity, what=tag))
            seen[space].add(identity)


def bookmark_pairs(opened: Opened) -> Iterator[Finding]:
    """Find bookmarks that begin without ending, or end without having begun."""
    for part, root in opened.stories.items():
        started = {attribute(e, "w:id"): e for e in root.iter(name("w:bookmarkStart"))}
        ended = {attribute(e, "w:id"): e for e in root.iter(name("w:bookmarkEnd"))}
        for key in started.keys() - ended.keys():
            message = _("The bookmark “{name}” has no end.")
            element = started[key]
            yield opened.fault(part, element, message.format(name=attribute(element, "w:name")))
        for key in ended.keys() - started.keys():
            message = _("A bookmark ends here that has not begun (id {id}).")
            yield opened.fault(part, ended[key], message.format(id=key))


def field_pairs(opened: Opened) -> Iterator[Finding]:
    """Find fields whose beginning, separator and end do not match."""
    for part, root in opened.stories.items():
        stack: list[tuple[str, object]] = []
        for mark in root.iter(name("w:fldChar")):
            match attribute(mark, "w:fldCharType"), stack[-1][0] if stack else "":
                case "begin", _state:
                    stack.append(("instruction", mark))
                case "separate", "instruction":
                    stack[-1] = ("result", stack[-1][1])
                case "end", "instruction" | "result":
                    stack.pop()
                case _:
                    message = _("A field is separated or ended here without having begun.")
                    yield opened.fault(part, mark, message)
        for _state, mark_left in stack:
            for mark in root.iter(name("w:fldChar")):
                if mark is mark_left:
                    yield opened.fault(part, mark, _("A field begins here and does not end."))


IDENTITY_RULES = (repeated_ids, bookmark_pairs, field_pairs)
