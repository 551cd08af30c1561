"""Fields in one piece: from their begin mark to their end mark, whatever stands between."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from cstemplates.redline.stamp import element, text_element
from cstemplates.word.namespaces import attribute, child, name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

# What they show follows from the pages or the clock, not from what anybody wrote.
_COMPUTED = frozenset(
    ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "DATE", "TIME", "PRINTDATE",
     "SAVEDATE", "FILENAME", "STYLEREF", "TOC")
)  # fmt: skip
_WITHOUT_ARGUMENT = frozenset({"PAGEREF", "TOC"})
_MARK, _CODE = name("w:fldChar"), name("w:instrText")


class Field:
    """The members of a field, gathered until its end."""

    def __init__(self) -> None:
        self.members: list[tuple[etree._Element, etree._Element]] = []
        self._depth = 0

    @property
    def is_complete(self) -> bool:
        """Whether every field that began has ended."""
        return self._depth == 0

    def add(self, run: etree._Element, part: etree._Element) -> None:
        """Add one child of a run."""
        self.members.append((run, part))
        if part.tag == _MARK:
            kind = attribute(part, "w:fldCharType")
            self._depth += {"begin": 1, "end": -1}.get(kind, 0)


def field_runs(members: Iterable[tuple[etree._Element, etree._Element]]) -> list[etree._Element]:
    """Write the members of a field as runs of their own; the originals stay as they are."""
    runs: list[etree._Element] = []
    before = None
    for run, part in members:
        if run is not before:
            runs.append(run_like(run))
            before = run
        runs[-1].append(deepcopy(part))
    return runs


def simple_field_runs(field: etree._Element) -> list[etree._Element]:
    """Write a ``w:fldSimple`` as runs, since a change cannot hold it."""
    result = [deepcopy(run) for run in field.iter(name("w:r"))]
    like = result[0] if result else element("w:r")
    parts = [
        element("w:fldChar", {name("w:fldCharType"): "begin"}),
        text_element(attribute(field, "w:instr"), "w:instrText"),
        element("w:fldChar", {name("w:fldCharType"): "separate"}),
        element("w:fldChar", {name("w:fldCharType"): "end"}),
    ]
    edges = []
    for part in parts:
        edges.append(run_like(like))
        edges[-1].append(part)
    return [*edges[:3], *result, edges[3]]


def run_like(run: etree._Element) -> etree._Element:
    """Make an empty run with the properties of another one."""
    made = element("w:r")
    properties = child(run, "w:rPr")
    if properties is not None:
        made.append(deepcopy(properties))
    return made


def field_sign(runs: Iterable[etree._Element]) -> str:
    """Say what a field is: its instruction, and its result unless that is computed."""
    instruction, result, boxes, depth = "", "", "", 0
    in_result = False
    for run in runs:
        for part in run:
            if part.tag == _CODE:
                instruction += part.text or ""
            elif part.tag == _MARK:
                kind = attribute(part, "w:fldCharType")
                depth += {"begin": 1, "end": -1}.get(kind, 0)
                in_result = in_result or (kind == "separate" and depth == 1)
                boxes += _form_field(part)
            elif in_result:
                result += part.text or f"<{part.tag}>"
    words = instruction.split()
    kind = words[0].upper() if words else ""
    if kind in _WITHOUT_ARGUMENT:
        return f"field {kind}"
    return f"field {' '.join(words)} {'' if kind in _COMPUTED else result}{boxes}"


def _form_field(mark: etree._Element) -> str:
    data = child(mark, "w:ffData")
    if data is None:
        return ""
    held = ((part.tag, sorted(part.attrib.items())) for part in data.iter("*"))
    return repr([row for row in held if row[0] != name("w:ffData")])
