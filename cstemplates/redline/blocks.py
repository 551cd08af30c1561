"""The blocks of a body, cell, header or note: paired, woven, and the rest put in or taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.redline.lines import mark_content, track_content
from cstemplates.redline.marks import (
    base_properties,
    mark_paragraph,
    mark_row,
    note_properties,
    take_base_properties,
)
from cstemplates.redline.pairing import CONTROL, PARAGRAPH, TABLE, pair_blocks, part_of
from cstemplates.redline.rows import pair_rows, same_grid
from cstemplates.redline.stamp import element
from cstemplates.redline.weaving import Fate, in_range
from cstemplates.word.namespaces import child, name
from cstemplates.word.story import members

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

    from cstemplates.redline.desk import Desk
    from cstemplates.redline.pairing import Part

_BLOCKS = frozenset((PARAGRAPH, TABLE, CONTROL))
_ROW, _CELL, _PROPERTIES = name("w:tr"), name("w:tc"), name("w:pPr")


def track_blocks(
    old: etree._Element, new: etree._Element, desk: Desk, *, in_cell: bool = False
) -> None:
    """Write the changes from one container of blocks to another into the new one."""
    before = [part_of(e) for e in old if e.tag in _BLOCKS]
    after = [part_of(e) for e in new if e.tag in _BLOCKS]
    pairs = pair_blocks(before, after, in_cell=in_cell)
    pairs = [(i, j) for i, j in pairs if _can_be_woven(before[i], after[j])]
    kept = {j for _i, j in pairs}
    gone = _take_out(before, after, pairs, new, desk)
    for j, part in enumerate(after):
        if j not in kept:
            mark_block(part.element, Fate.NEW, desk)
    for i, j in pairs:
        _track_block(before[i].element, after[j].element, desk)
    came = [part.element for j, part in enumerate(after) if j not in kept]
    fates = dict.fromkeys(gone, Fate.GONE) | dict.fromkeys(came, Fate.NEW)
    _shift_marks(new, {after[j].element: before[i].element for i, j in pairs}, fates, desk)
    _part_tables(new, desk)


def mark_blocks(container: etree._Element, fate: Fate, desk: Desk) -> None:
    """Mark all blocks of a container that stays, such as a header: its last mark is kept."""
    blocks = [e for e in container if e.tag in _BLOCKS]
    for block in blocks[:-1]:
        mark_block(block, fate, desk)
    for block in blocks[-1:]:
        if block.tag == PARAGRAPH:
            mark_content(block, fate, desk)
        else:
            mark_block(block, fate, desk)


def mark_block(block: etree._Element, fate: Fate, desk: Desk) -> None:
    """Mark a block and everything in it as put in or taken out."""
    if block.tag == PARAGRAPH:
        mark_content(block, fate, desk)
        mark_paragraph(block, desk.stamp, fate)
    elif block.tag == TABLE:
        for row in members(block, _ROW):
            mark_whole_row(row, fate, desk)
    elif block.tag == CONTROL:
        inside = child(block, "w:sdtContent")
        for each in () if inside is None else list(inside):
            mark_block(each, fate, desk)
        _mark_control(block, inside, fate, desk)


def mark_whole_row(row: etree._Element, fate: Fate, desk: Desk) -> None:
    """Mark a table row and everything in it."""
    mark_row(row, desk.stamp, fate)
    for cell in members(row, _CELL):
        for block in list(cell):
            mark_block(block, fate, desk)


def _mark_control(
    control: etree._Element, inside: etree._Element | None, fate: Fate, desk: Desk
) -> None:
    parent = control.getparent()
    if parent is None or inside is None:
        return
    position = parent.index(control)
    parent[position : position + 1] = in_range(control, inside, desk.stamp, fate)


def _can_be_woven(old: Part, new: Part) -> bool:
    if new.element.tag == TABLE:
        return same_grid(old.element, new.element)
    if new.element.tag == CONTROL:
        return True
    return old.element.tag == new.element.tag


def _track_block(old: etree._Element, new: etree._Element, desk: Desk) -> None:
    if new.tag == PARAGRAPH:
        # A paragraph that reads as before and only looks different is left alone.
        if track_content(old, new, desk) and desk.style_differs(old, new):
            note_properties(new, _properties_of(old, desk), desk.stamp)
    elif new.tag == TABLE:
        _track_table(old, new, desk)
    else:
        held, holds = child(old, "w:sdtContent"), child(new, "w:sdtContent")
        if held is not None and holds is not None:
            track_blocks(held, holds, desk)


def _track_table(old: etree._Element, new: etree._Element, desk: Desk) -> None:
    before, after = list(members(old, _ROW)), list(members(new, _ROW))
    pairs = pair_rows(before, after)
    kept = {j for _i, j in pairs}
    for place, row in _places(before, after, pairs):
        copied = desk.carrier.copy(row)
        if place is None:
            new.append(copied)
        else:
            place.addprevious(copied)
        mark_whole_row(copied, Fate.GONE, desk)
    for j, row in enumerate(after):
        if j not in kept:
            mark_whole_row(row, Fate.NEW, desk)
    for i, j in pairs:
        cells = zip(members(before[i], _CELL), members(after[j], _CELL), strict=True)
        for held, holds in cells:
            track_blocks(held, holds, desk, in_cell=True)


def _places(
    before: Sequence[etree._Element],
    after: Sequence[etree._Element],
    pairs: Sequence[tuple[int, int]],
) -> Iterator[tuple[etree._Element | None, etree._Element]]:
    """Yield what was taken out and the new neighbour it stands in front of."""
    at = to = 0
    for i, j in (*pairs, (len(before), len(after))):
        for gone in before[at:i]:
            yield (after[to] if to < len(after) else None), gone
        at, to = i + 1, j + 1


def _take_out(
    before: Sequence[Part],
    after: Sequence[Part],
    pairs: Sequence[tuple[int, int]],
    container: etree._Element,
    desk: Desk,
) -> list[etree._Element]:
    """Copy what was taken out to where it stood, and return the copies."""
    copies = []
    old_blocks, new_blocks = [p.element for p in before], [p.element for p in after]
    for place, block in _places(old_blocks, new_blocks, pairs):
        copied = desk.carrier.copy(block)
        if _only_ended_section(block):
            continue
        if place is not None:
            place.addprevious(copied)
        else:
            _append_block(container, copied)
        mark_block(copied, Fate.GONE, desk)
        copies.append(copied)
    return copies


def _only_ended_section(block: etree._Element) -> bool:
    """Tell whether a paragraph is nothing but a section's end, which is not brought along."""
    return child(block, "w:pPr/w:sectPr") is not None and all(e.tag == _PROPERTIES for e in block)


def _append_block(container: etree._Element, block: etree._Element) -> None:
    section = child(container, "w:sectPr")
    if section is None:
        container.append(block)
    else:
        section.addprevious(block)


def _shift_marks(
    container: etree._Element,
    kept: Mapping[etree._Element, etree._Element],
    fates: Mapping[etree._Element, Fate],
    desk: Desk,
) -> None:
    """Move the marks of paragraphs that come or go in front of a table or at the end.

    Their last mark cannot vanish there, for no paragraph follows to take what is left.
    So it stays, and that of the kept paragraph before them is the one that comes or goes.
    """
    blocks = [e for e in container if e in kept or e in fates]
    for before, run in _runs_before_no_paragraph(blocks, fates):
        if before in kept and child(before, "w:pPr/w:sectPr") is None:
            _shift(before, kept[before], run, fates[run[0]], desk)


def _runs_before_no_paragraph(
    blocks: Sequence[etree._Element], fates: Mapping[etree._Element, Fate]
) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
    """Yield paragraphs of one fate that no paragraph follows, and the one before them."""
    run: list[etree._Element] = []
    before = None
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if block.tag != PARAGRAPH:
            before, run = None, []
        elif block not in fates:
            before, run = block, []
        else:
            run.append(block)
        if run and (following is None or following.tag != PARAGRAPH):
            is_one_fate = len({fates[each] for each in run}) == 1
            if before is not None and is_one_fate:
                yield before, run


def _shift(
    new: etree._Element, old: etree._Element, run: list[etree._Element], fate: Fate, desk: Desk
) -> None:
    last = run[-1]
    mark_paragraph(new, desk.stamp, fate)
    _unmark(last)
    if fate is Fate.NEW:
        note_properties(last, _properties_of(old, desk), desk.stamp)
        return
    was = base_properties(child(last, "w:pPr"))
    take_base_properties(last, new)
    note_properties(last, was, desk.stamp)


def _properties_of(paragraph: etree._Element, desk: Desk) -> etree._Element | None:
    properties = child(paragraph, "w:pPr")
    return None if properties is None else desk.carrier.copy(properties)


def _unmark(paragraph: etree._Element) -> None:
    held = child(paragraph, "w:pPr/w:rPr")
    assert held is not None
    held.remove(held[0])


def _part_tables(container: etree._Element, desk: Desk) -> None:
    """Put a paragraph that vanishes in any case between tables that now stand together."""
    for table in list(container.iterchildren(TABLE)):
        following = table.getnext()
        if following is None or following.tag != TABLE:
            continue
        if _is_marked(table) or _is_marked(following):
            between = element("w:p")
            mark_paragraph(between, desk.stamp, Fate.NEW, Fate.GONE)
            table.addnext(between)


def _is_marked(table: etree._Element) -> bool:
    row = next(members(table, _ROW), None)
    return row is not None and any(
        child(row, f"w:trPr/{fate.value}") is not None for fate in (Fate.NEW, Fate.GONE)
    )
