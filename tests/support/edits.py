"""Edit a Word file as a person would, the same way for the same seed."""

from __future__ import annotations

import io
import random
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree
from support.revisions import W

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = (
    "客户满意度",
    "应当",
    "每月5日前",
    "35%",
    "由部门经理确认",
    "KPI",
    "、",
    "不",
    "（含）",
    "三个工作日",
)


def edited(data: bytes, seed: int, *, count: int = 0) -> bytes:
    """Give the file with a few edits, chosen by the seed.

    Text is put in, taken out and replaced; paragraphs and rows are added, removed and
    moved; cells, headings, headers and footers change, and what a control offers.
    """
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    stories = [n for n in parts if n.startswith(("word/document", "word/header", "word/footer"))]
    roots = {name: etree.fromstring(parts[name]) for name in stories}
    for _edit in range(count or chance.randint(1, 6)):
        edit = chance.choice(EDITS)
        name = "word/document.xml" if chance.random() < 0.85 else chance.choice(stories)
        edit(roots[name], chance)
    parts |= {name: etree.tostring(root) for name, root in roots.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


def _put_in(root: etree._Element, chance: random.Random) -> None:
    text = _text(root, chance)
    if text is not None:
        at = chance.randint(0, len(text.text or ""))
        held = text.text or ""
        text.text = held[:at] + chance.choice(WORDS) + held[at:]


def _take_out(root: etree._Element, chance: random.Random) -> None:
    text = _text(root, chance)
    if text is not None:
        held = text.text or ""
        at = chance.randint(0, len(held))
        text.text = held[:at] + held[at + chance.randint(1, 6) :]


def _replace(root: etree._Element, chance: random.Random) -> None:
    text = _text(root, chance)
    if text is not None:
        text.text = chance.choice(WORDS) + chance.choice(WORDS)


def _add_paragraph(root: etree._Element, chance: random.Random) -> None:
    paragraph = _pick(_paragraphs(root), chance)
    if paragraph is not None:
        paragraph.addnext(_new_paragraph(paragraph, chance))


def _put_paragraph_in_front(root: etree._Element, chance: random.Random) -> None:
    paragraph = _pick(_paragraphs(root), chance)
    if paragraph is not None:
        paragraph.addprevious(_new_paragraph(paragraph, chance))


def _remove_paragraph(root: etree._Element, chance: random.Random) -> None:
    paragraph = _pick([p for p in _paragraphs(root) if _may_go(p)], chance)
    if paragraph is not None:
        _cut(paragraph)


def _move_paragraph(root: etree._Element, chance: random.Random) -> None:
    movable = [p for p in _paragraphs(root) if _may_go(p) and _in_body(p)]
    first, second = _pick(movable, chance), _pick(movable, chance)
    if first is not None and second is not None and first is not second:
        second.addnext(first)


def _add_row(root: etree._Element, chance: random.Random) -> None:
    row = _pick(_plain_rows(root), chance)
    if row is not None:
        added = deepcopy(row)
        _without_controls(added)
        for text in added.iter(f"{W}t"):
            if chance.random() < 0.7:
                text.text = chance.choice(WORDS)
        row.addnext(added)


def _remove_row(root: etree._Element, chance: random.Random) -> None:
    row = _pick(_plain_rows(root), chance)
    table = None if row is None else row.getparent()
    if row is not None and table is not None and len(table.findall(f"{W}tr")) > 2:
        _cut(row)


def _move_row(root: etree._Element, chance: random.Random) -> None:
    row = _pick(_plain_rows(root), chance)
    following = None if row is None else row.getnext()
    if row is not None and following is not None and _is_plain(following):
        following.addnext(row)


def _change_choice(root: etree._Element, chance: random.Random) -> None:
    item = _pick(list(root.iter(f"{W}listItem")), chance)
    if item is not None:
        item.set(f"{W}displayText", chance.choice(WORDS) + "分")


def _change_control_tag(root: etree._Element, chance: random.Random) -> None:
    tag = _pick(list(root.iter(f"{W}tag")), chance)
    if tag is not None:
        tag.set(f"{W}val", tag.get(f"{W}val", "") + str(chance.randint(2, 99)))


def _split_run(root: etree._Element, chance: random.Random) -> None:
    """What is seen stays; what is written does not."""
    text = _text(root, chance)
    run = None if text is None else text.getparent()
    if text is None or run is None or run.tag != f"{W}r" or len(text.text or "") < 2:
        return
    held = text.text or ""
    second = deepcopy(run)
    text.text = held[:1]
    for copied in second.findall(f"{W}t")[:1]:
        copied.text = held[1:]
    if len(run.findall(f"{W}t")) == 1 and len(run) <= 2:
        run.addnext(second)
    else:
        text.text = held


def _remove_table(root: etree._Element, chance: random.Random) -> None:
    tables = [t for t in root.iter(f"{W}tbl") if _in_body(t) and _stands_alone(t)]
    table = _pick(tables, chance)
    if table is not None:
        _cut(table)


EDITS: tuple[Callable[[etree._Element, random.Random], None], ...] = (
    _put_in, _put_in, _take_out, _take_out, _replace, _add_paragraph, _put_paragraph_in_front,
    _remove_paragraph, _move_paragraph, _add_row, _remove_row, _move_row, _change_choice,
    _change_control_tag, _split_run, _remove_table,
)  # fmt: skip


def _text(root: etree._Element, chance: random.Random) -> etree._Element | None:
    boxes = (f"{W}txbxContent", f"{W}hyperlink")
    texts = [t for t in root.iter(f"{W}t") if next(t.iterancestors(*boxes), None) is None]
    return _pick([t for t in texts if not _in_field(t)], chance)


def _in_field(text: etree._Element) -> bool:
    paragraph = next(text.iterancestors(f"{W}p"), None)
    return paragraph is not None and next(paragraph.iter(f"{W}fldChar"), None) is not None


def _paragraphs(root: etree._Element) -> list[etree._Element]:
    return [
        p
        for p in root.iter(f"{W}p")
        if next(p.iterancestors(f"{W}txbxContent"), None) is None
        and next(p.iter(f"{W}fldChar", f"{W}sectPr", f"{W}drawing"), None) is None
    ]


def _may_go(paragraph: etree._Element) -> bool:
    before, after = paragraph.getprevious(), paragraph.getnext()
    alone = before is None or before.tag != f"{W}p"
    return not (alone and (after is None or after.tag != f"{W}p")) and not (after is None and alone)


def _in_body(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{W}body"


def _stands_alone(table: etree._Element) -> bool:
    before, after = table.getprevious(), table.getnext()
    return (
        before is not None and before.tag == f"{W}p" and after is not None and after.tag == f"{W}p"
    )


def _plain_rows(root: etree._Element) -> list[etree._Element]:
    return [row for row in root.iter(f"{W}tr") if _is_plain(row)]


def _is_plain(row: etree._Element) -> bool:
    nested = next(row.iterancestors(f"{W}txbxContent"), None)
    return nested is None and next(row.iter(f"{W}vMerge"), None) is None


def _new_paragraph(like: etree._Element, chance: random.Random) -> etree._Element:
    made = like.makeelement(f"{W}p")
    properties = like.find(f"{W}pPr")
    if properties is not None:
        made.append(deepcopy(properties))
    run = etree.SubElement(made, f"{W}r")
    etree.SubElement(run, f"{W}t").text = "".join(chance.sample(WORDS, 4))
    return made


def _without_controls(row: etree._Element) -> None:
    for control in list(row.iter(f"{W}sdt")):
        content = control.find(f"{W}sdtContent")
        parent = control.getparent()
        if parent is not None and content is not None:
            at = parent.index(control)
            parent[at : at + 1] = list(content)


def _cut(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _pick(found: list[etree._Element], chance: random.Random) -> etree._Element | None:
    return chance.choice(found) if found else None
