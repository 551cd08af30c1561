"""Spoilt bytes of real files: only our own errors leave the gate and the readers.

The seeds are fixed; files that once got through stay below ``found`` and are read again.
"""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
from pathlib import Path

import pytest

from cstemplates.findings import CstemplatesError
from cstemplates.gate import open_package, refusals
from cstemplates.load import read_table, read_yaml_bytes
from cstemplates.word import open_template
from cstemplates.word.scan import review_looks, scan

ROOT = Path(__file__).parents[2]
WORD = sorted((ROOT / "templates" / "docx").glob("*.docx"))
YAML = sorted((ROOT / "catalog").rglob("*.yaml"))
ROSTERS = [ROOT / "examples" / "xinghe" / name for name in ("employees.csv", "employees.xlsx")]
FOUND = sorted((Path(__file__).parent / "found").glob("*"))
BRACKETS = (b"<", b">", b"/", b'"', b"&", b"]]>", b"<!--", b"\xff", b"\x00", b"{{", b"%}", b"w:p")


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """Change, drop, double and swap a few stretches of bytes."""
    made = bytearray(data)
    for _change in range(chance.randint(1, 6)):
        at = chance.randrange(len(made) + 1)
        to = min(len(made), at + chance.randint(0, 40))
        match chance.randrange(5):
            case 0:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del made[at:to]
            case 2:
                made[at:at] = made[at:to]
            case 3:
                made[at:at] = chance.choice(BRACKETS)
            case _:
                other = chance.randrange(len(made) + 1)
                made[at:at] = made[other : other + 30]
    return bytes(made)


def spoilt_inside(data: bytes, chance: random.Random) -> bytes:
    """Spoil one part of a package and pack it whole again."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        names = old.namelist()
        victim = chance.choice(names)
        for name in names:
            content = old.read(name)
            new.writestr(
                zipfile.ZipInfo(name), spoilt(content, chance) if name == victim else content
            )
    return stream.getvalue()


def read_word(data: bytes) -> None:
    with contextlib.suppress(CstemplatesError):
        package = open_package(data, path="a.docx")
        refusals(package)
        scan(package)
        review_looks(package)
    with contextlib.suppress(CstemplatesError):
        open_template(data).render({})


def read_roster(data: bytes, name: str, folder: Path) -> None:
    path = folder / name
    path.write_bytes(data)
    read_table(path, display=name)


@pytest.mark.parametrize(
    "rounds", [25, pytest.param(1_500, marks=pytest.mark.slow)], ids=["short", "long"]
)
class TestSpoilt:
    """The same seeds each time; the long form goes on where the short one ends."""

    def test_word_files(self, rounds: int) -> None:
        chance = random.Random(20260101)
        small = sorted(WORD, key=lambda path: path.stat().st_size)[:12]
        for _round in range(rounds):
            data = chance.choice(small).read_bytes()
            read_word((spoilt if chance.random() < 0.3 else spoilt_inside)(data, chance))

    def test_yaml_files(self, rounds: int) -> None:
        chance = random.Random(20260102)
        for _round in range(rounds * 4):
            read_yaml_bytes(spoilt(chance.choice(YAML).read_bytes(), chance), display="a.yaml")

    def test_rosters(self, rounds: int, tmp_path: Path) -> None:
        chance = random.Random(20260103)
        for _round in range(rounds // 2):
            source = chance.choice(ROSTERS)
            spoil = spoilt_inside if source.suffix == ".xlsx" and chance.random() < 0.7 else spoilt
            read_roster(spoil(source.read_bytes(), chance), source.name, tmp_path)


@pytest.mark.parametrize("file", FOUND, ids=lambda path: path.name)
def test_files_that_once_got_through_do_so_no_more(file: Path, tmp_path: Path) -> None:
    data = file.read_bytes()
    match file.suffix:
        case ".docx":
            read_word(data)
        case ".yaml":
            read_yaml_bytes(data, display=file.name)
        case _:
            read_roster(data, file.name, tmp_path)
