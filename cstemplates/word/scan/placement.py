"""Whether tags that stand for a whole paragraph, row or cell stand where they can."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cstemplates.findings import Finding, finding
from cstemplates.messages import _
from cstemplates.word.namespaces import name
from cstemplates.word.scan.cells import cells_left_empty
from cstemplates.word.scan.spelling import misread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from cstemplates.word.scan.placed import Placed

CELL_TAGS = frozenset({"vm", "hm", "colspan", "cellbg"})
_TEXT = name("w:t")
_SECTION = f"{name('w:pPr')}/{name('w:sectPr')}"
_INSERTED = frozenset({name("w:drawing"), name("w:pict"), name("w:tbl"), name("w:sdt")})


def misplaced(tags: Sequence[Placed]) -> Iterator[Finding]:
    """Find tags that would take something with them, or leave something behind, unseen.

    Args:
        tags: The tags of one part in their order.

    Yields:
        CST337, CST339 and CST346.
    """
    for tag in tags:
        yield from _misplaced_alone(tag)
    for scope in ("p", "tr", "tc"):
        yield from _crowded(scope, tags)
    yield from _repeated(tags)
    yield from cells_left_empty(tags)


def _misplaced_alone(tag: Placed) -> Iterator[Finding]:
    scope = tag.mark.scope
    if scope and (tag.flow.paragraph is None or tag.nearest(scope) is None):
        message = _("The tag stands for a whole {what}, but there is none around it.")
        hint = _("Move the tag into a table.") if scope in {"tr", "tc"} else ""
        yield _at(tag, "CST346", message.format(what=_what(scope)), hint)
    elif scope and tag.mark.kind == "output":
        message = _("A value cannot take the place of a whole {what}.").format(what=_what(scope))
        hint = _("Write {{ … }} without “{scope}”.").replace("{scope}", scope)
        yield _at(tag, "CST346", message, hint)
    elif tag.keyword in CELL_TAGS and tag.nearest("tc") is None:
        message = _("“{name}” belongs into a table cell.").format(name=tag.keyword)
        yield _at(tag, "CST346", message)
    elif tag.spans_elements:
        message = _("The tag begins outside of a link or a change and ends inside of it.")
        hint = _("Type the tag anew in one go, without formatting inside.")
        yield _at(tag, "CST346", message, hint)
    elif tag.flow.aspect == "comment":
        message = _("The tag stands in a part of the file that Word never shows.")
        yield _at(tag, "CST333", message)
    elif found := misread(tag):
        yield found


def _crowded(scope: str, tags: Sequence[Placed]) -> Iterator[Finding]:
    """Find what a tag for a whole paragraph, row or cell would take with it."""
    groups: dict[etree._Element, list[Placed]] = defaultdict(list)
    for tag in tags:
        around = tag.nearest(scope) if tag.mark.scope == scope else None
        if around is not None:
            groups[around].append(tag)
    beside: dict[etree._Element, list[Placed]] = defaultdict(list)
    if groups:
        for tag in tags:
            for around in tag.owner.iterancestors():
                if around in groups:
                    beside[around].append(tag)
    for around, scoped in groups.items():
        yield from _crowded_one(scope, around, scoped, beside[around])


def _crowded_one(
    scope: str, around: etree._Element, scoped: Sequence[Placed], inside: Sequence[Placed]
) -> Iterator[Finding]:
    what = _what(scope)
    others = [t for t in inside if t is not scoped[0] and t.mark.kind != "comment"]
    for other in others:
        message = _("Two tags stand in one {what}, and only one of them would be kept.")
        hint = _("Give the tag {%p …%}, {%tr …%} or {%tc …%} a {what} of its own.")
        yield _at(other, "CST337", message.format(what=what), hint.replace("{what}", what))
    if not others and _has_more(around, inside):
        message = _("The {what} holds more than the tag, and all of it would be lost.")
        hint = _("Move the text or picture out of this {what}.").format(what=what)
        yield _at(scoped[0], "CST346", message.format(what=what), hint)


def _repeated(tags: Sequence[Placed]) -> Iterator[Finding]:
    """Find a second colspan, cellbg, vm or hm in one cell; docxtpl reads only one."""
    seen: set[tuple[str, etree._Element | None]] = set()
    for tag in tags:
        if tag.keyword in CELL_TAGS:
            key = (tag.keyword, tag.nearest("tc"))
            if key in seen:
                message = _("“{name}” stands in this cell twice.").format(name=tag.keyword)
                yield _at(tag, "CST337", message)
            seen.add(key)


def _has_more(around: etree._Element, inside: Sequence[Placed]) -> bool:
    written = sum(len("".join((e.text or "").split())) for e in around.iter(_TEXT))
    tags = 0
    for tag in inside:
        if tag.flow.paragraph is not None:
            raw = tag.flow.text[tag.mark.start : tag.mark.end]
            tags += len("".join(raw.split()))
    has_section = any(p.find(_SECTION) is not None for p in around.iter(name("w:p")))
    return written > tags or has_section or any(True for _e in around.iter(*_INSERTED))


def _what(scope: str) -> str:
    match scope:
        case "tr":
            return _("table row")
        case "tc":
            return _("table cell")
        case "r":
            return _("stretch of text")
        case _:
            return _("paragraph")


def _at(tag: Placed, code: str, message: str, hint: str = "") -> Finding:
    return finding(code, message, tag.location, hint)
