"""Equal input gives equal bytes, wherever, whenever and in whatever language it is made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLACES = (
    {"TZ": "UTC", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"},
    {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "77", "LC_ALL": "C", "LANG": "zh_CN.UTF-8"},
)


def made(folder: Path, variables: dict[str, str], command: tuple[str, ...]) -> dict[str, bytes]:
    """Run a command on the example in a folder of its own; return what it wrote."""
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "examples" / "xinghe", folder / "xinghe")
    done = subprocess.run(
        [sys.executable, "-m", "cstemplates", *command, "--as-of", "2026-11-21"],
        capture_output=True, text=True, check=False, cwd=folder, timeout=600,
        env=os.environ | variables | {"PYTHONPATH": str(ROOT)}, umask=int(variables["TZ"] != "UTC") * 0o77,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    out = folder / "out"
    files = [out] if out.is_file() else [p for p in out.rglob("*") if p.is_file()]
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def both(tmp_path: Path, *command: str) -> None:
    first, second = (
        made(tmp_path / name, variables, command)
        for name, variables in zip(("a", "一个 更长的 文件夹"), PLACES, strict=True)
    )
    assert first
    assert list(first) == list(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_the_documents_of_a_person_are_equal_everywhere(tmp_path: Path) -> None:
    both(tmp_path, "pack", "xinghe", "-o", "out", "--employee", "0012")


@pytest.mark.slow
@pytest.mark.parametrize("extra", [(), ("--pdf",)], ids=["word", "pdf"])
def test_whole_packs_are_equal_everywhere(tmp_path: Path, extra: tuple[str, ...]) -> None:
    both(tmp_path, "pack", "xinghe", "-o", "out", *extra)
