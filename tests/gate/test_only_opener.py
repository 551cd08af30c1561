"""No other module opens archives or parses XML: what skips the gate is not safe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cstemplates

ROOT = Path(cstemplates.__file__).parent
# What opens something, and the stages that may.
OPENERS = {
    r"\bzipfile\b": ("gate/",),
    r"\betree\.(fromstring|fromstringlist|parse|iterparse|XML|HTML|XMLParser|XMLPullParser)\b": (
        "gate/",
    ),
    r"\b(ElementTree|minidom|xml\.sax|expat|objectify|lxml\.html|lxml\.sax)\b": ("gate/",),
    r"\bdocx\.Document\(|\bfrom docx import .*\bDocument\b|\bpython_calamine\.load|\bopenpyxl\b": (),
    r"\bpython_calamine\b": ("load/",),
    r"\b(zlib|struct)\b": ("gate/", "word/writer.py"),
    r"\b(tarfile|shutil\.unpack_archive|gzip|bz2|lzma)\b": (),
    r"\bpickle\b|\bmarshal\b|\bshelve\b": (),
}


def sources() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def openers_in(text: str, name: str) -> list[str]:
    return [
        found.group()
        for pattern, allowed in OPENERS.items()
        for found in re.finditer(pattern, text)
        if not name.startswith(allowed or ("-",))
    ]


@pytest.mark.parametrize("source", sources(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_only_the_gate_opens_packages_and_parses_xml(source: Path) -> None:
    name = source.relative_to(ROOT).as_posix()
    assert openers_in(source.read_text("utf-8"), name) == []


@pytest.mark.parametrize(
    "line",
    [
        "import zipfile",
        "etree.fromstring(data)",
        "from xml.etree import ElementTree",
        "docx.Document(path)",
        "from docx import Document",
    ],
)
def test_the_rule_itself_sees_an_opener(line: str) -> None:
    assert openers_in(line, "word/scan/parts.py") != []
    assert openers_in(line, "check/rules.py") != []
