"""The template tags in a run of text: where they begin and end, and what is odd about them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.findings import DocxLocation

KINDS = {"{{": "output", "{%": "statement", "{#": "comment"}
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_DELIMITER = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_NARROW = str.maketrans("｛｝％＃", "{}%#")
_SCOPE = re.compile(r"(tr|tc|p|r) ")
_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")

# What an input method writes instead of the sign an expression needs.
FULL_WIDTH = {
    "（": "(",
    "）": ")",
    "，": ",",
    "。": ".",
    "．": ".",
    "：": ":",
    "；": ";",
    "「": '"',
    "」": '"',
    "『": '"',
    "』": '"',
    "【": "[",
    "】": "]",
    "［": "[",
    "］": "]",
    "｛": "{",
    "｝": "}",
    "％": "%",
    "！": "!",
    "＝": "=",
    "＜": "<",
    "＞": ">",
    "＋": "+",
    "－": "-",
    "—": "-",
    "＊": "*",
    "／": "/",
    "｜": "|",
    "＿": "_",
    "～": "~",
    "、": ",",
    "＂": '"',
    "＇": "'",
}


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of a template, with the place where an author finds it.

    Attributes:
        kind: ``output``, ``statement`` or ``comment``.
        scope: What the tag stands for as a whole: ``p``, ``tr``, ``tc``, ``r``, or nothing.
        source: What stands between the delimiters, without scope and blanks at the ends.
        location: Where.
    """

    kind: str
    scope: str
    source: str
    location: DocxLocation


@dataclass(frozen=True, slots=True)
class Mark:
    """A tag in a text, by its offsets there.

    Attributes:
        kind: As in `Tag`.
        scope: As in `Tag`.
        source: As in `Tag`, with curly quotes made straight as the engine does.
        start: Offset of its first character.
        end: Offset behind its last character.
        typed: Full-width delimiters as typed; empty when they are right.
        trims: Whether a minus sign merges the tag with the text behind it.
        curly: Whether the tag has curly quotes.
    """

    kind: str
    scope: str
    source: str
    start: int
    end: int
    typed: tuple[str, ...] = ()
    trims: bool = False
    curly: bool = False


@dataclass(frozen=True, slots=True)
class Stray:
    """A delimiter without its partner.

    Attributes:
        delimiter: The delimiter as typed.
        start: Its offset.
        opens: Whether it begins a tag that does not end; else it ends one that never began.
    """

    delimiter: str
    start: int
    opens: bool

    @property
    def is_full_width(self) -> bool:
        """Whether it was typed with full-width characters."""
        return not self.delimiter.isascii()


def find_marks(text: str) -> Iterator[Mark | Stray]:
    """Find all tags of a text from left to right, in time proportional to its length.

    Full-width delimiters count as delimiters, so that one wrong character leads to one
    finding and not to a chain of them.

    Args:
        text: The text of one paragraph, joined from its runs.

    Yields:
        Tags, and delimiters without a partner.
    """
    if not _may_hold_tags(text):
        return
    yield from _Finder(text).find()


def full_width_signs(source: str) -> dict[str, str]:
    """Name the full-width signs outside of quotes, and what to type instead of each."""
    outside = _STRING.sub("", source)
    return {sign: FULL_WIDTH[sign] for sign in dict.fromkeys(outside) if sign in FULL_WIDTH}


def made_narrow(source: str) -> str:
    """Replace the full-width signs outside of quotes by what was meant."""
    pieces = re.split(f"({_STRING.pattern})", source)
    pieces[::2] = ["".join(FULL_WIDTH.get(c, c) for c in piece) for piece in pieces[::2]]
    return "".join(pieces)


def _may_hold_tags(text: str) -> bool:
    return any(sign in text for sign in "{}｛｝")


@dataclass
class _Finder:
    text: str
    narrow: str = field(init=False)
    opener: re.Match[str] | None = None
    behind: int = 0

    def __post_init__(self) -> None:
        self.narrow = self.text.translate(_NARROW)

    def find(self) -> Iterator[Mark | Stray]:
        for found in _DELIMITER.finditer(self.narrow):
            if found.group() in KINDS:
                yield from self._open(found)
            elif self.opener is None:
                yield from self._close_nothing(found)
            elif _CLOSERS[self.opener.group()] == found.group():
                yield self._close(self.opener, found)
        if self.opener is not None:
            yield self._stray(self.opener, opens=True)

    def _open(self, found: re.Match[str]) -> Iterator[Stray]:
        if self.opener is not None and self.opener.group() == "{#":
            return
        if self.opener is not None:
            yield self._stray(self.opener, opens=True)
        self.opener = found

    def _close_nothing(self, found: re.Match[str]) -> Iterator[Stray]:
        # “{90%}” is a text, and “#}” ends nothing that anybody would miss.
        has_single_brace = "{" in self.narrow[self.behind : found.start()]
        if found.group() != "#}" and not has_single_brace:
            yield self._stray(found, opens=False)
        self.behind = found.end()

    def _close(self, opener: re.Match[str], closer: re.Match[str]) -> Mark:
        self.opener, self.behind = None, closer.end()
        kind = KINDS[opener.group()]
        inner = self.text[opener.end() : closer.start()]
        scope = _SCOPE.match(inner)
        is_scoped = scope is not None and not (kind == "comment" and scope.group(1) == "r")
        name = scope.group(1) if scope and is_scoped else ""
        source = inner[len(name) :].strip()
        trims = source.startswith("-") or source.endswith("-")
        source = source.translate(_STRAIGHT) if kind != "comment" else source
        return Mark(
            kind,
            name,
            source.removeprefix("-").removeprefix("+").removesuffix("-").strip(),
            opener.start(),
            closer.end(),
            typed=tuple(d for d in map(self._typed, (opener, closer)) if not d.isascii()),
            trims=trims,
            curly=any(sign in inner for sign in "“”‘’"),
        )

    def _typed(self, found: re.Match[str]) -> str:
        return self.text[found.start() : found.end()]

    def _stray(self, found: re.Match[str], *, opens: bool) -> Stray:
        return Stray(self._typed(found), found.start(), opens=opens)
