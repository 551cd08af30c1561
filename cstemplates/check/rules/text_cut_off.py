"""CST506."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.texts import texts_of
from cstemplates.check.wording import is_unbalanced
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts
    from cstemplates.check.texts import PlacedText

_OPEN_END = re.compile(
    r"(?:[，、,（(“《—]|…|\.{3}|以及|并且"
    r"|(?<![总之温平柔谦调缓饱随综共亲])和|(?<![普涉提顾触波惠遍企以论])及|(?<![参给授赋])与"
    r"|(?<![抑])或)\s*$"
)
_COLON = re.compile(r"[：:]\s*$")
_LOST_START = re.compile(r"\s*[，、。；：,;）)”》]")
_HALF_BRACKETED = re.compile(r"\A\s*\d{1,2}[)）]")


class TextCutOff:
    """A text begins or ends in the middle of a sentence.

    Why it matters:
        The rest was lost when the text was copied, often with the very figure or person
        the sentence was about.

    Example:
        ```yaml
        text: 投诉升级后由客服总监、法务和
        ```

    Use instead:
        ```yaml
        text: 投诉升级后由客服总监、法务和质检三方会签
        ```

    Exceptions:
        A text may end in a colon when points or a table follow it.
    """

    code = "CST506"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look at both ends of every text, and for brackets that are not closed."""
        placed = texts_of(facts)
        for each, following in zip(placed, (*placed[1:], None), strict=False):
            last = following is None or _section(following) != _section(each)
            if _is_cut_off(each.text) or (last and _COLON.search(each.text[-6:])):
                message = _("The text is cut off: “{words}”.").format(words=each.text[-12:])
                hint = _("Write the sentence to its end.")
                yield Violation(each.kind, each.id, each.key_path, message, hint)


def _section(place: PlacedText) -> tuple[object, ...]:
    return (place.kind, place.id, *place.key_path[:2])


def _is_cut_off(text: str) -> bool:
    # Only the last letters are looked at: the open ends are no longer than that.
    if _OPEN_END.search(text[-6:]) or _LOST_START.match(text):
        return True
    return is_unbalanced(_HALF_BRACKETED.sub("", text, count=1))
