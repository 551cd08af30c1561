"""The words a person reads: English in the source, Chinese from the message catalogue.

A message is translated when it is made, so never translate at import time: keep
English constants and call :func:`_` where the message is built.
"""

from __future__ import annotations

import gettext
import locale
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LANGUAGES = ("zh", "en")
LOCALE_DIR = Path(__file__).resolve().parent.parent / "locale"
_state: dict[str, gettext.NullTranslations] = {"active": gettext.NullTranslations()}
_language = {"active": "en"}


def use(language: str) -> None:
    """Choose the language of all later messages: ``zh`` or ``en``."""
    _language["active"] = language
    _state["active"] = gettext.translation(
        "cstemplates", LOCALE_DIR, languages=[language], fallback=True
    )


def language() -> str:
    """Return the language in use."""
    return _language["active"]


def from_environment() -> str:
    """Read the user's language from the locale; English when there is none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    system = locale.getlocale()[0] or ""
    return "zh" if system.lower().startswith(("zh", "chinese")) else "en"


def _(text: str) -> str:
    """Translate one message of the source into the active language."""
    return _state["active"].gettext(text)


def listed(items: Iterable[object]) -> str:
    """Put names one after another as the active language does: ``a, b`` or ``a、b``."""
    return ("、" if language() == "zh" else ", ").join(map(str, items))
