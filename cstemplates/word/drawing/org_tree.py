"""The tree of an org chart as it is laid out, and how it is cut so that pages hold it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cstemplates.word.drawing.canvas import SMALL_SIZE, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cstemplates.word.slots import OrgNode

Key = tuple[int, ...]
LONGEST_MARK = "（见第00部分）"


@dataclass(frozen=True, eq=False)
class Post:
    """A box of the tree and what stands below it.

    Attributes:
        key: Its place in the whole tree, from the root down; empty for the root that only
            holds several trees together and is not drawn.
        lines: What it says.
        children: What stands below it in this part of the chart.
        cut: What stands below it is a part of its own.
        continued: It has been drawn before, with other children.
    """

    key: Key
    lines: tuple[str, ...]
    children: tuple[Post, ...] = ()
    cut: bool = False
    continued: bool = False

    @classmethod
    def of(cls, lines: tuple[str, ...], children: tuple[OrgNode, ...], key: Key = ()) -> Post:
        """Read a node and everything below it."""
        below = (cls.of(c.lines, c.children, (*key, n)) for n, c in enumerate(children))
        return cls(key, tuple(filter(None, lines)) or ("",), tuple(below))

    @property
    def drawn(self) -> bool:
        """Whether it has a box."""
        return bool(self.key)

    @cached_property
    def size(self) -> int:
        """How many boxes it and everything below it have."""
        return self.drawn + sum(child.size for child in self.children)

    def words(self, marks: Mapping[Key, str] | None = None) -> tuple[Words, ...]:
        """Return what stands in its box; the first line is larger than the others."""
        title = self.lines[0] + ("（续）" if self.continued else "")
        small = [*self.lines[1:]]
        if self.cut:
            small.append((marks or {}).get(self.key, LONGEST_MARK))
        return (Words(title), *(Words(line, SMALL_SIZE) for line in small))

    def walk(self) -> Iterator[Post]:
        """Yield it and everything below it, each before what stands below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def parts_of(tree: Post, fits: Callable[[Post], bool]) -> tuple[Post, ...]:
    """Cut a tree until every part fits; the top comes first, a part before its own parts.

    A part that cannot be cut further is returned as it is, even when it does not fit.
    """
    top, below = tree, list[Post]()
    while not fits(top) and (whole := _best_cut(top, fits)) is not None:
        top = _without(top, whole.key)
        below.append(whole)
    tops = [top]
    if not fits(top) and len(top.children) > 1:
        tops = [part for half in _halves(top) for part in parts_of(half, fits)]
    below.sort(key=lambda part: part.key)
    return (*tops, *(part for whole in below for part in parts_of(whole, fits)))


def _best_cut(top: Post, fits: Callable[[Post], bool]) -> Post | None:
    """Return the largest branch that fits on a page; else the largest; else none."""
    above = max(len(top.key), 1)
    inner = [post for post in top.walk() if post.children and len(post.key) > above]
    by_size = sorted(inner, key=lambda post: (-post.size, post.key))
    return next(filter(fits, by_size), by_size[0] if by_size else None)


def _without(post: Post, key: Key) -> Post:
    if post.key == key:
        return replace(post, children=(), cut=True)
    if key[: len(post.key)] != post.key:
        return post
    return replace(post, children=tuple(_without(child, key) for child in post.children))


def _halves(top: Post) -> list[Post]:
    middle = (len(top.children) + 1) // 2
    parts = [replace(top, children=top.children[:middle])]
    parts.append(replace(top, children=top.children[middle:], continued=True))
    return [part if part.drawn or len(part.children) > 1 else part.children[0] for part in parts]
