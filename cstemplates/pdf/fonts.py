"""Fonts of the pages: our own stand-ins for the house fonts, and what they come to here."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cstemplates.findings import TextLocation, finding
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cstemplates.findings import Finding
    from cstemplates.gate import Package

_NAMES = re.compile(rb"<w:rFonts\b[^>]*>")
_NAME = re.compile(rb'\bw:(ascii|hAnsi|eastAsia)="([^"]+)"')
# Faces of other scripts hold the same characters in other shapes. The plain names are
# those of the Japanese faces of a family that has one for each country.
_OTHER_SCRIPTS = (" JP", " J", " KR", " K", " TC", " TW", " HK", " HC", " MO")
_JAPANESE = ("Source Han Serif", "Source Han Sans", "Source Han Mono", "Source Han Sans HW")
_SECONDS = 20


@dataclass(frozen=True, slots=True)
class FontNames:
    """Fonts as documents name them.

    Attributes:
        chinese: Names for Chinese characters.
        latin: Names for Latin letters and figures.
    """

    chinese: tuple[str, ...]
    latin: tuple[str, ...]


HOUSE_FONTS = FontNames(("宋体", "黑体", "楷体", "仿宋"), ("Times New Roman", "Arial"))


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


def fonts_named(documents: Iterable[Package]) -> FontNames:
    """Collect the fonts that documents name, the house fonts first.

    A font named for Latin letters that is also named for Chinese characters counts as
    Chinese. A name in a theme is not looked up; the house has none.
    """
    chinese, latin = dict.fromkeys(HOUSE_FONTS.chinese), dict.fromkeys(HOUSE_FONTS.latin)
    for package in documents:
        for kind, name in _names(package):
            (chinese if kind == b"eastAsia" else latin)[name] = None
    return FontNames(tuple(chinese), tuple(name for name in latin if name not in chinese))


def _names(package: Package) -> Iterator[tuple[bytes, str]]:
    for part, data in package.parts.items():
        if part.startswith("word/") and part.endswith(".xml"):
            for fonts in set(_NAMES.findall(data)):
                for kind, name in _NAME.findall(fonts):
                    yield kind, html.unescape(name.decode("utf-8", "replace"))


def fonts_found(names: FontNames = HOUSE_FONTS) -> tuple[FontMatch, ...]:
    """Ask fontconfig which family each font will really be set in.

    Empty where there is no fontconfig (Windows, some Macs): LibreOffice then uses
    the system's own fonts and nothing can be said beforehand.

    It is fontconfig's answer for text in mainland Chinese that is judged, by the face's
    languages and by the country in its name. The name inside a PDF says nothing: the
    Noto faces of all countries lie in one file and call themselves Japanese there. That a
    face has every single character of a text, such as a rare one of a name, cannot be
    known from it.
    """
    program = shutil.which("fc-match")
    if program is None:
        return ()
    chinese = [_match(program, wanted, language="zh-cn") for wanted in names.chinese]
    latin = [_match(program, wanted, language="en") for wanted in names.latin]
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
    command = [program, "-f", r"%{family[0]}\t%{lang}", f"{_escaped(wanted)}:lang={language}"]
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


def _escaped(name: str) -> str:
    """Write a name so that fontconfig reads no size or property in it."""
    return re.sub(r"([-\\:,=])", r"\\\1", name)


def _suits(family: str, languages: str, language: str) -> bool:
    if language == "en":
        return not family.startswith("DejaVu")
    is_mainland = not family.endswith(_OTHER_SCRIPTS) and family not in _JAPANESE
    return is_mainland and language in languages.split("|")
