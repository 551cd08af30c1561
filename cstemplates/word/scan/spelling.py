"""Spellings that are fine for Jinja, and that docxtpl does not understand or loses text over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.findings import Finding, finding
from cstemplates.messages import _
from cstemplates.word.namespaces import name

if TYPE_CHECKING:
    from lxml import etree

    from cstemplates.word.scan.placed import Placed

_PARAGRAPH, _TEXT = name("w:p"), name("w:t")
_MOVED = frozenset({"colspan", "cellbg"})
_TAG_IN_COMMENT = re.compile(r"\{%|%\}|\{\{(?:p|tr|tc|r) |-\}\}")
_BLANKS, _ONLY_BLANKS = re.compile(r"\s*"), re.compile(r"\s*\Z")
_SCOPED = re.compile(r"\{[{%#](?:p|tr|tc|r) ")


def misread(tag: Placed) -> Finding | None:
    """Find what docxtpl would read in another way than the author meant it."""
    if tag.mark.kind == "comment":
        return _in_comment(tag)
    return _scoped(tag) or _in_attribute(tag) or _merging(tag)


def _in_comment(tag: Placed) -> Finding | None:
    source = tag.mark.source
    is_whole = source.count("{{") == source.count("}}") and "{#" not in source
    if is_whole and not _TAG_IN_COMMENT.search(source):
        return None
    message = _("The comment holds tags that are read although they are in a comment.")
    return finding("CST332", message, tag.location, _("Delete them from the comment."))


def _scoped(tag: Placed) -> Finding | None:
    mark = tag.mark
    needs_care = mark.scope or tag.keyword in _MOVED
    if needs_care and any(sign in mark.source for sign in "%}"):
        message = _("A tag for a whole paragraph, row or cell may hold neither % nor }.")
        hint = _("Set a name before it: {% set x = … %}, and use the name here.")
        return finding("CST332", message, tag.location, hint)
    if mark.scope and mark.trims:
        message = _("A tag for a whole paragraph, row or cell may not begin or end with “-”.")
        return finding("CST332", message, tag.location)
    return None


def _in_attribute(tag: Placed) -> Finding | None:
    if not tag.flow.aspect or '"' not in tag.mark.source:
        return None
    message = _("The tag stands in a property of the document and has double quotes.")
    return finding("CST332", message, tag.location, _("Use single quotes there."))


def _merging(tag: Placed) -> Finding | None:
    """Judge “{%-” and “-%}”, which join paragraphs and take the text in between with them."""
    text, mark = tag.flow.text, tag.mark
    if not mark.trims or mark.kind != "statement":
        return None
    paragraph = tag.flow.paragraph
    raw = text[mark.start : mark.end]
    merges_back, merges_on = raw.startswith("{%-"), raw.endswith("-%}")
    is_first = _BLANKS.match(text).end() >= mark.start  # type: ignore[union-attr]
    is_last = _ONLY_BLANKS.match(text, mark.end) is not None
    if merges_back and not (is_first and _is_mergeable(paragraph, back=True)):
        message = _("“{%-” joins the paragraph with the one before, and must begin it.")
    elif merges_on and not (is_last and _is_mergeable(paragraph, back=False)):
        message = _("“-%}” joins the paragraph with the next one, and must end it.")
    else:
        return None
    return finding("CST346", message, tag.location, _("Leave the “-” out."))


def _is_mergeable(paragraph: etree._Element | None, *, back: bool) -> bool:
    """Tell whether the neighbour is a paragraph with text and no tag for a whole paragraph."""
    if paragraph is None:
        return False
    neighbour = paragraph.getprevious() if back else paragraph.getnext()
    if neighbour is None or neighbour.tag != _PARAGRAPH:
        return False
    words = "".join(element.text or "" for element in neighbour.iter(_TEXT))
    return bool(words) and not _SCOPED.search(words)
