"""No other module opens archives or parses XML: what skips the gate is not safe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cstemplates

ROOT = Path(cstemplates.__file__).parent
# What opens something, and the stages that may. Writing an archive is not opening one, the
# roster's cells are walked over only after the gate has passed their sheet, and what is read
# of a PDF are LibreOffice's own pages of our documents, within a limit.
OPENERS = {
    r"zipfile\.ZipFile\((?![^)]*\"w\")|zipfile\.(is_zipfile|Path)|from zipfile": ("gate/",),
    r"\betree\.(fromstring|fromstringlist|parse|iterparse|XML|HTML|XMLParser|XMLPullParser)\b": (
        "gate/",
    ),
    r"\b(ElementTree|minidom|objectify|lxml\.html|lxml\.sax)\b|xml\.sax\b(?!\.saxutils)": (
        "gate/",
    ),
    r"\bexpat\b": ("gate/", "load/xlsx_cells.py"),
    r"\bdocx\.Document\(|\bfrom docx import .*\bDocument\b|\bopenpyxl\b": (),
    r"\bpython_calamine\b": ("load/",),
    r"(?m)^\s*(?:import|from) (?:zlib|struct)\b": ("gate/", "word/writer.py", "pdf/objects.py"),
    r"\b(tarfile|unpack_archive|gzip|bz2|lzma)\b": (),
    r"\b(pickle|marshal|shelve)\b": (),
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
        "zipfile.ZipFile(path)",
        "from zipfile import ZipFile",
        "import xml.sax",
        "etree.fromstring(data)",
        "from xml.etree import ElementTree",
        "docx.Document(path)",
        "from docx import Document",
    ],
)
def test_the_rule_itself_sees_an_opener(line: str) -> None:
    assert openers_in(line, "word/scan/parts.py") != []
    assert openers_in(line, "check/rules.py") != []
