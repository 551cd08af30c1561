"""What the template parser complains of, in the words of somebody who types tags in Word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable

_END = r"'end of [a-z ]+'"


def explain(complaint: str) -> str:
    """Say what is wrong with a tag; a complaint that is not known gives a general sentence.

    Args:
        complaint: The English sentence of the parser.
    """
    for pattern, say in _SENTENCES:
        if found := pattern.search(complaint):
            reason = say().format(**found.groupdict())
            return _("The tag cannot be read: {reason}.").format(reason=reason)
    return _("The tag cannot be read: check its spelling and its brackets.")


# The first pattern found decides, so the narrower ones stand first.
_SENTENCES: tuple[tuple[re.Pattern[str], Callable[[], str]], ...] = (
    (re.compile(f"(?:unexpected|an expression, got) {_END}", re.IGNORECASE),
     lambda: _("something is missing at its end")),
    (re.compile(f"token {_END}, got '(?P<found>.+)'"),
     lambda: _("“{found}” is one word too many")),
    (re.compile(f"token '(?P<expected>.+)', got {_END}"),
     lambda: _("“{expected}” is missing")),
    (re.compile("token '(?P<expected>.+)', got '(?P<found>.+)'"),
     lambda: _("“{expected}” is missing before “{found}”")),
    (re.compile("unexpected '(?P<found>.+)', expected '(?P<expected>.+)'"),
     lambda: _("“{expected}” is missing before “{found}”")),
    (re.compile("unexpected char (['\"])(?P<found>.+)\\1"),
     lambda: _("“{found}” cannot stand here")),
    (re.compile("unexpected '(?P<found>.+)'"),
     lambda: _("“{found}” cannot stand here")),
    (re.compile("expected name or number"),
     lambda: _("a name is missing after “.”")),
)  # fmt: skip
