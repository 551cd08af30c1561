"""File names, planned by one function before the first write (safety.md S7)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_BYTES = 180
"""Longest name in UTF-8; most file systems stop at 255, and copies add to it."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
# Windows reads a device's name before the first dot, blanks and raised digits included.
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?", re.IGNORECASE
)
_LEFT_OUT = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


def safe_name(name: str, suffix: str = "") -> str:
    """Make one path component that every system accepts; may be empty without a suffix.

    NFC, no control or format characters and no line separators, ``_`` for what Windows forbids, no trailing dots
    or blanks, no reserved name, cut between characters so that the suffix stays whole.
    """
    text = unicodedata.normalize("NFC", name)
    if not text.isprintable():
        text = "".join(c for c in text if unicodedata.category(c) not in _LEFT_OUT)
    text = _FORBIDDEN.sub("_", _NONCHARACTERS.sub("", text)).strip(" .")
    if _RESERVED.fullmatch(text):
        text = f"_{text}"
    return _cut(text, MAX_BYTES - len(suffix.encode())).rstrip(" .") + suffix if text else ""


def plan_names(wanted: Iterable[tuple[tuple[str, ...], str, str]]) -> tuple[str, ...]:
    """Plan relative paths for (folders, stem, suffix), in order; an empty stem stays empty.

    Paths are unique after case folding, because some systems do not tell A from a; a
    twin gets ``-2``, ``-3`` … in the order given, so the plan is stable from run to run.
    """
    taken: set[str] = set()
    return tuple(_unique(folders, stem, suffix, taken) for folders, stem, suffix in wanted)


def _unique(folders: tuple[str, ...], stem: str, suffix: str, taken: set[str]) -> str:
    parents = _parents(folders)
    number = 1
    while True:
        tail = f"-{number}{suffix}" if number > 1 else suffix
        name = safe_name(stem, tail)
        if not name:
            return ""
        path = "/".join([*parents, name])
        if path.casefold() not in taken:
            taken.add(path.casefold())
            return path
        number += 1


@lru_cache(maxsize=256)
def _parents(folders: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in map(safe_name, folders) if part)


def _cut(text: str, limit: int) -> str:
    # Combining marks and variation selectors stay with the character before them.
    encoded = text.encode()
    if len(encoded) <= limit:
        return text
    kept = encoded[:limit].decode(errors="ignore")
    at = len(kept)
    while at and unicodedata.category(text[at]).startswith("M"):
        at -= 1
    # Marks alone, piled on one letter, are cut as they come: there is no better place.
    return text[: at or len(kept)]
