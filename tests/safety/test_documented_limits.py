"""The page of limits says what the source does."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from cstemplates.findings.codes import CODES
from cstemplates.gate import MIB, OUTPUT, SPREADSHEET, TEMPLATE

PAGE = (Path(__file__).parents[2] / "docs/reference/limits.md").read_text("utf-8")
ROWS = [
    [cell.strip(" `") for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("|")
]
PROFILES = [row for row in ROWS if row[1].startswith("max_")]
NAMED = [row for row in ROWS if len(row) > 3 and re.fullmatch(r"[a-z_.]+\.MAX_[A-Z_]+", row[2])]


def number(text: str) -> int:
    digits = int(text.removesuffix(" MiB").replace(",", ""))
    return digits * MIB if text.endswith(" MiB") else digits


@pytest.mark.parametrize("row", PROFILES, ids=lambda row: row[1])
def test_a_limit_of_packages_is_the_one_written_down(row: list[str]) -> None:
    profiles = (TEMPLATE, SPREADSHEET, OUTPUT)
    assert [getattr(profile, row[1]) for profile in profiles] == [number(cell) for cell in row[2:5]]


@pytest.mark.parametrize("row", NAMED, ids=lambda row: row[2])
def test_a_named_limit_is_the_one_written_down(row: list[str]) -> None:
    module, _dot, name = row[2].rpartition(".")
    assert getattr(import_module(f"cstemplates.{module}"), name) == number(row[1])


def test_every_limit_of_the_readers_is_written_down() -> None:
    assert len(PROFILES) == 7
    root = Path(__file__).parents[2] / "cstemplates"
    found = {
        f"{path.relative_to(root).with_suffix('').as_posix().replace('/', '.')}.{name}"
        for stage in ("load", "word/scan")
        for path in (root / stage).rglob("*.py")
        for name in re.findall(r"^(MAX_[A-Z_]+) =", path.read_text("utf-8"), re.MULTILINE)
    }
    assert found == {row[2] for row in NAMED if row[2].startswith(("load.", "word.scan."))}


def test_every_code_on_the_page_exists() -> None:
    assert set(re.findall(r"CST\d{3}", PAGE)) <= set(CODES)
