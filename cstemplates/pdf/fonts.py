"""Fonts of the pages: our own stand-ins for the house fonts, and what they come to here."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cstemplates.findings import TextLocation, finding
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cstemplates.findings import Finding

CHINESE_FONTS = ("宋体", "黑体", "楷体", "仿宋")
LATIN_FONTS = ("Times New Roman", "Arial")
_OTHER_SCRIPTS = (" JP", " KR", " TC", " HK", " MO")
_SECONDS = 20


@dataclass(frozen=True, slots=True)
class FontMatch:
    """The face that really stands in for a font named in our documents.

    Attributes:
        wanted: The name in the document, such as ``宋体``.
        used: The family that will be printed.
        suits: Whether that face is made for the text set in it: mainland Chinese for
            a Chinese font, a Latin font of the same widths for a Latin one.
    """

    wanted: str
    used: str
    suits: bool


def font_configuration() -> Path:
    """Return the font configuration that LibreOffice is run with."""
    return Path(__file__).with_name("fonts.conf")


def font_environment() -> dict[str, str]:
    """Return the environment variable that makes a child use our configuration."""
    return {"FONTCONFIG_FILE": str(font_configuration())}


def fonts_found() -> tuple[FontMatch, ...]:
    """Ask fontconfig which family each house font will really be set in.

    Empty where there is no fontconfig (Windows, some Macs): LibreOffice then uses
    the system's own fonts and nothing can be said beforehand.
    """
    program = shutil.which("fc-match")
    if program is None:
        return ()
    chinese = [_match(program, wanted, language="zh-cn") for wanted in CHINESE_FONTS]
    latin = [_match(program, wanted, language="en") for wanted in LATIN_FONTS]
    return tuple(match for match in (*chinese, *latin) if match is not None)


def font_findings(matches: Iterable[FontMatch]) -> tuple[Finding, ...]:
    """Warn of every house font that would be set in an unsuitable face."""
    hint = _("Install the packages fonts-noto-cjk, fonts-lxgw-wenkai and fonts-liberation2.")
    return tuple(
        finding(
            "CST052",
            _("The font {wanted} is not here; PDF pages would be set in {used} instead.").format(
                wanted=match.wanted, used=match.used
            ),
            TextLocation(match.wanted),
            hint,
        )
        for match in matches
        if not match.suits
    )


def _match(program: str, wanted: str, *, language: str) -> FontMatch | None:
    command = [program, "-f", r"%{family[0]}\t%{lang}", f"{wanted}:lang={language}"]
    try:
        answer = subprocess.run(  # noqa: S603 - our own arguments, no shell
            command,
            env=os.environ | font_environment(),
            capture_output=True,
            check=True,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    family, _tab, languages = answer.stdout.decode("utf-8", "replace").partition("\t")
    return FontMatch(wanted, family, suits=_suits(family, languages, language))


def _suits(family: str, languages: str, language: str) -> bool:
    if language == "en":
        return not family.startswith("DejaVu")
    return language in languages.split("|") and not family.endswith(_OTHER_SCRIPTS)
