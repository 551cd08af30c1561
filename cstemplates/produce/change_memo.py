"""The memo that goes with a folder of redlines: what changed, and in which documents."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cstemplates.bind import Memo, MemoChange, MemoFile, memo_data
from cstemplates.compare import Kind, State
from cstemplates.findings import TemplateError, TextLocation
from cstemplates.messages import _
from cstemplates.produce.files import read_bytes
from cstemplates.produce.templates import find_template, house_file, missing_template
from cstemplates.redline import Loss
from cstemplates.word import Properties, open_template
from cstemplates.workspace import load_shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from cstemplates.compare import Change, Comparison, FileChange

MEMO = "变更说明.docx"
_TEMPLATE = "change_memo"
_STATES = {
    State.CHANGED: "修改",
    State.ADDED: "新增",
    State.REMOVED: "删除",
    State.LOOK: "仅外观",
    State.UNREADABLE: "无法读取",
}
_LOSSES = {
    Loss.STYLE: "部分已删段落的样式在新文件中不存在，改用默认样式",
    Loss.LIST: "部分已删段落的编号在新文件中不存在，未显示编号",
    Loss.PICTURE: "部分已删图形无法保留，以文字代替",
    Loss.SECTION: "已删的分节与页面设置未作修订标记",
    Loss.CHOICES: "下拉列表的选项以新文件为准，未作修订标记",
    Loss.HEADER: "部分页眉页脚对应多个旧页眉页脚，只与其中一个对照",
}
_WEIGHTS = ("权重", "占比", "比重")
_MOVED = "（移动位置，文字未改）"


_LOOKS = {
    "style": "段落与表格的样式",
    "font": "字体",
    "paragraph": "对齐与间距",
    "table": "表格的框线与单元格",
    "width": "列宽",
    "drawing": "图形大小",
    "page": "页面与页边距",
    "definition": "样式的定义",
}
"""What an aspect of looks is called in a memo, which is Chinese like all documents."""


def change_memo(
    comparison: Comparison,
    lost: Mapping[str, frozenset[Loss]],
    *,
    names: tuple[str, str],
    author: str,
    day: date,
) -> bytes:
    """Make the change memo of two packs, in the shipped house style.

    Equal changes in several documents stand in one row. Numbers that merely moved on and
    what only looks different are named, for they are not tracked in the redlines.

    Args:
        comparison: What changed, file by file.
        lost: What the redline of a file cannot show, by the file's path.
        names: What the former and the new pack are called.
        author: Whose name stands at the tracked changes.
        day: The day of the memo.

    Raises:
        TemplateError: If the template is missing or damaged.
    """
    files = [each for each in comparison.files if each.state is not State.SAME]
    memo = Memo(
        *names, author, day, len(comparison.files), _renumbered(files),
        files=[_file(each, lost.get(each.path, frozenset())) for each in files],
        weights=_gathered(files, _is_weight),
        added=_gathered(files, lambda c: c.kind is Kind.ADDED),
        removed=_gathered(files, lambda c: c.kind is Kind.REMOVED),
        changed=_gathered(files, _is_other_change),
        looks=tuple(map(_look, _gathered(files, lambda c: c.kind is Kind.LOOK))),
    )  # fmt: skip
    return _made(memo)


def _made(memo: Memo) -> bytes:
    workspace = load_shipped()
    path, house = find_template(workspace, _TEMPLATE), house_file(workspace)
    if path is None or house is None:
        place = TextLocation(_("the change memo"))
        raise TemplateError(missing_template(_TEMPLATE if house else "house", place))
    template = open_template(
        read_bytes(path), house=read_bytes(house), name=path.name, house_name=house.name
    )
    properties = Properties(title="变更说明", creator=memo.author, created=memo.day)
    return template.fill(memo_data(memo), properties=properties).data


def _file(each: FileChange, lost: frozenset[Loss]) -> MemoFile:
    state = _STATES.get(each.state, "修改")
    if each.state is State.RENAMED:
        state = f"更名，原为{each.old_path}"
    shown = sum(change.count for change in each.changes if not change.kind.is_quiet)
    notes = "；".join(words for loss, words in _LOSSES.items() if loss in lost)
    return MemoFile(each.path, state, shown, notes)


def _renumbered(files: Iterable[FileChange]) -> int:
    return sum(any(c.kind is Kind.RENUMBERED for c in each.changes) for each in files)


def _gathered(
    files: Iterable[FileChange], wanted: Callable[[Change], bool]
) -> tuple[MemoChange, ...]:
    """Make one row of equal changes, with the files in their order."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for each in files:
        for change in filter(wanted, each.changes):
            after = _MOVED if change.kind is Kind.MOVED else change.after
            found[change.where, change.before, after].append(each.path)
    return tuple(MemoChange(tuple(dict.fromkeys(paths)), *texts) for texts, paths in found.items())


def _look(found: MemoChange) -> MemoChange:
    return found._replace(where=_LOOKS.get(found.where, found.where))


def _is_weight(change: Change) -> bool:
    column = change.where.rpartition("›")[2]
    return change.kind is Kind.CHANGED and any(word in column for word in _WEIGHTS)


def _is_other_change(change: Change) -> bool:
    return change.kind in {Kind.CHANGED, Kind.MOVED} and not _is_weight(change)
