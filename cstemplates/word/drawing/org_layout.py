"""Where the boxes of an org chart stand: the tidy tree, with stacks where it would be wide.

Every level begins at one height and every parent stands in the middle above its children.
More leaves than a set number stand below each other along a rail. The closest manners
stack whole branches too, each drawn as an indented list.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cstemplates.word.drawing.canvas import Box, Stroke
from cstemplates.word.drawing.measure import mm
from cstemplates.word.drawing.shapes import INSET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cstemplates.word.drawing.org_tree import Key, Post

_GAP, _LEVEL_GAP, _ROW_GAP = mm(4), mm(9), mm(3)
_RAIL, _PADDING = mm(3), mm(1.2)
_WIDEST, _NARROWEST = mm(44), mm(22)
_STEPS = (mm(36), mm(30), mm(25))
_FEW = 6


@dataclass(frozen=True, slots=True)
class Manner:
    """How closely a tree is set.

    Attributes:
        width: The width of every box.
        most: How many leaves may stand side by side.
        rows: How many leaves stand in a column at most.
        columns: In how many columns whole branches are stacked below the root; 0 for a tree
            that branches out level by level.
    """

    width: int
    most: int
    rows: int
    columns: int = 0


@dataclass(slots=True)
class Layout:
    """Boxes and lines of a tree; width and height are those of everything together."""

    width: int = 0
    height: int = 0
    boxes: dict[Key, Box] = field(default_factory=dict)
    strokes: list[Stroke] = field(default_factory=list)


def manners(tree: Post) -> Iterator[Manner]:
    """Yield ways to set a tree, the most generous first."""
    natural = max(w.natural_width for post in tree.walk() if post.drawn for w in post.words())
    widest = min(max(natural + 2 * INSET, _NARROWEST), _WIDEST)
    widths = [widest, *(step for step in _STEPS if step < widest)]
    for most, rows in ((_FEW, 5), (_FEW, 8), (1, 6), (1, 9)):
        yield from (Manner(width, most, rows) for width in widths)
    for columns in (3, 2, 4, 5, 6, 1):
        yield from (Manner(width, 1, 1, columns) for width in widths)


def lay_out(tree: Post, manner: Manner, marks: Mapping[Key, str]) -> Layout:
    """Set a tree in one manner; the marks are those of branches that are drawn apart."""
    setter = _Setter(tree, manner, marks)
    layout = setter.layout
    if tree.drawn:
        setter.place(tree, 0)
    else:
        setter.place_below(tree, 1, joined=False)
    layout.width = max(box.right for box in layout.boxes.values())
    layout.height = max(box.bottom for box in layout.boxes.values())
    return layout


class _Setter:
    def __init__(self, tree: Post, manner: Manner, marks: Mapping[Key, str]) -> None:
        self._manner, self._marks = manner, marks
        self._heights: dict[int, int] = {}
        self._top = max(len(tree.key), 1)
        self.layout = Layout()
        self._measure_levels(tree)

    def place(self, post: Post, x: int) -> tuple[int, int]:
        """Place a tree from x on; return its right edge and the middle of its top box."""
        depth = len(post.key)
        y, height = self._y(depth), self._heights[depth]
        if not post.children:
            box = self._put(post, x, y, height)
            return box.right, box.middle
        stack = self._stack_of(post)
        if len(stack) == len(post.children) and self._columns(stack) == 1:
            box = self._put(post, x, y, height)
            start = box.bottom + _LEVEL_GAP // 2
            right, _y = self._column(stack, x + _RAIL, start, box.bottom)
            return right, box.middle
        run = self.place_below(post, depth + 1, x, joined=True)
        box = self._put(post, run.middle - self._manner.width // 2, y, height)
        self._draw(box.middle, box.bottom, box.middle, self._bus(depth + 1))
        first, last = min(*run.anchors, box.middle), max(*run.anchors, box.middle)
        self._draw(first, self._bus(depth + 1), last, self._bus(depth + 1))
        return max(run.right, box.right), box.middle

    def place_below(self, parent: Post, depth: int, x: int = 0, *, joined: bool) -> _Run:
        """Place children side by side; a stack stands where the first one of it would."""
        run = _Run(x)
        stack = self._stack_of(parent)
        for child in parent.children:
            if child in stack:
                if child is stack[0]:
                    self._stack(stack, run, depth, joined=joined)
                continue
            run.right, middle = self.place(child, run.next)
            run.add(middle, middle)
            if joined:
                self._draw(middle, self._bus(depth), middle, self._y(depth))
        return run

    def _stack(self, stack: Sequence[Post], run: _Run, depth: int, *, joined: bool) -> None:
        left, rails = run.next, list[int]()
        for column in _even(stack, self._columns(stack)):
            rails.append(run.next)
            above = self._bus(depth) if joined else None
            run.right, _y = self._column(column, run.next, self._y(depth), above)
            run.empty = False
        run.add((left + run.right) // 2, *rails)

    def _column(
        self, posts: Sequence[Post], rail: int, y: int, above: int | None
    ) -> tuple[int, int]:
        """Place posts along a rail that comes from above; without one they just stand.

        Returns:
            The right edge and the lower edge of what has been placed.
        """
        x = rail if above is None else rail + _RAIL
        height = max(self._height(post) for post in posts)
        right, level, bottom = x + self._manner.width, y, y
        for post in posts:
            box = self._put(post, x, y, height)
            level, bottom = y + height // 2, box.bottom
            if above is not None:
                self._draw(rail, level, x, level)
            if post.children:
                below = self._column(post.children, x + _RAIL, bottom + _ROW_GAP, bottom)
                right, bottom = max(right, below[0]), below[1]
            y = bottom + _ROW_GAP
        if above is not None:
            self._draw(rail, above, rail, level)
        return right, bottom

    def _stack_of(self, parent: Post) -> list[Post]:
        """Return the children that stand below each other: all, the leaves, or none."""
        columns = self._manner.columns
        if columns and len(parent.children) > (1 if parent.drawn else columns):
            return list(parent.children)
        leaves = [child for child in parent.children if not child.children]
        return leaves if len(leaves) > self._manner.most else []

    def _columns(self, stack: Sequence[Post]) -> int:
        return min(self._manner.columns or -(-len(stack) // self._manner.rows), len(stack))

    def _measure_levels(self, post: Post) -> None:
        """Note the height of every level; what stands in a stack is not of a level."""
        if post.drawn:
            depth = len(post.key)
            self._heights[depth] = max(self._heights.get(depth, 0), self._height(post))
        stack = self._stack_of(post)
        for child in post.children:
            if child not in stack:
                self._measure_levels(child)

    def _height(self, post: Post) -> int:
        inner = self._manner.width - 2 * INSET
        return sum(w.height(inner) for w in post.words(self._marks)) + 2 * _PADDING

    def _y(self, depth: int) -> int:
        return sum(self._heights[d] + _LEVEL_GAP for d in range(self._top, depth))

    def _bus(self, depth: int) -> int:
        """Where the line runs from which all children of a parent are reached."""
        return self._y(depth) - _LEVEL_GAP // 2

    def _put(self, post: Post, x: int, y: int, height: int) -> Box:
        box = Box(x, y, self._manner.width, height, post.words(self._marks))
        self.layout.boxes[post.key] = box
        return box

    def _draw(self, x1: int, y1: int, x2: int, y2: int) -> None:
        if (x1, y1) != (x2, y2):
            self.layout.strokes.append(Stroke(x1, y1, x2, y2))


@dataclass(slots=True)
class _Run:
    """Children side by side: how far they reach and where lines come down to them."""

    right: int
    empty: bool = True
    anchors: list[int] = field(default_factory=list)
    _middles: list[int] = field(default_factory=list)

    @property
    def next(self) -> int:
        """Where the next one may begin."""
        return self.right + (0 if self.empty else _GAP)

    @property
    def middle(self) -> int:
        """Where the parent stands."""
        return (self._middles[0] + self._middles[-1]) // 2

    def add(self, middle: int, *anchors: int) -> None:
        """Note a child, or a stack of them, that has been placed."""
        self.empty = False
        self._middles.append(middle)
        self.anchors += anchors


def _even(stack: Sequence[Post], columns: int) -> list[list[Post]]:
    """Divide a stack into columns, in order, so that the longest is as short as can be."""
    longest = max(post.size for post in stack)
    while len(divided := _filled(stack, longest)) > columns:
        longest += 1
    return divided


def _filled(stack: Sequence[Post], longest: int) -> list[list[Post]]:
    columns: list[list[Post]] = [[]]
    for post in stack:
        if columns[-1] and sum(p.size for p in columns[-1]) + post.size > longest:
            columns.append([])
        columns[-1].append(post)
    return columns
