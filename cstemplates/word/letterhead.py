"""The house's header around the words of a header that a template keeps.

A manual names its chapter in the header. Where the house prints the document's title,
such a template prints its own words; logo, address and rules stay the house's.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING

from cstemplates.word.namespaces import name

if TYPE_CHECKING:
    from lxml import etree

_RUN, _TEXT, _TAB, _PARAGRAPH = map(name, ("w:r", "w:t", "w:tab", "w:p"))
_PROPERTIES = name("w:rPr")
_TITLE = re.compile(r"\{\{\s*document\.(?:title|heading)\s*\}\}")


def lettered(house: etree._Element, kept: etree._Element) -> etree._Element | None:
    """Return the house's header with the template's words in the place of the title.

    Args:
        house: The house's header; stays as it is.
        kept: The template's header. Its words are what follows its first tab, else all.

    Returns:
        A new header; None where the house prints no title or the template has no words.
    """
    words = _words(kept)
    header = copy.deepcopy(house)
    for paragraph in header.iter(_PARAGRAPH):
        runs = [r for r in paragraph.iter(_RUN) if r.find(_TEXT) is not None]
        found = _TITLE.search("".join(map(_text, runs)))
        if found and words:
            _replace(runs, found.start(), found.end(), words)
            return header
    return None


def _words(kept: etree._Element) -> list[etree._Element]:
    runs = [run for run in kept.iter(_RUN) if run.getparent() is not None]
    tab = next((at for at, run in enumerate(runs) if run.find(_TAB) is not None), -1)
    return runs[tab + 1 :]


def _replace(runs: list[etree._Element], start: int, end: int, words: list[etree._Element]) -> None:
    """Put words in the place of a stretch of text that may be spread over runs."""
    offset, place = 0, runs[0]
    for run in runs:
        text = _text(run)
        first, last = offset <= start < offset + len(text), offset < end <= offset + len(text)
        before, after = text[: max(0, start - offset)], text[max(0, end - offset) :]
        offset += len(text)
        if first:
            place = run
        if first and last and after:
            _follow(run, after)
            after = ""
        _set_text(run, before + after)
    for word in reversed(words):
        place.addnext(_dressed(word, place))


def _follow(run: etree._Element, text: str) -> None:
    behind = copy.deepcopy(run)
    _set_text(behind, text)
    run.addnext(behind)


def _dressed(word: etree._Element, like: etree._Element) -> etree._Element:
    """Copy a run of the template in the looks of the run that it stands for."""
    made = copy.deepcopy(word)
    looks = like.find(_PROPERTIES)
    if looks is not None and made.find(_PROPERTIES) is None:
        made.insert(0, copy.deepcopy(looks))
    return made


def _text(run: etree._Element) -> str:
    return "".join(t.text or "" for t in run.iterchildren(_TEXT))


def _set_text(run: etree._Element, text: str) -> None:
    first, *others = run.findall(_TEXT)
    first.text = text
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for other in others:
        run.remove(other)
