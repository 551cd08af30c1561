"""The wheel carries everything: installed far from the checkout it makes the same pack."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with our dependencies and the wheel, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("elsewhere")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        check=True, capture_output=True, cwd=ROOT,
    )  # fmt: skip
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "env"], check=True)
    python = folder / "env/bin/python"
    wheel = next(folder.glob("*.whl"))
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps",
         "--no-index", "--disable-pip-version-check", wheel],
        check=True, capture_output=True,
    )  # fmt: skip
    # The path alone: site does not follow the .pth files of a folder named in a .pth, so
    # the checkout's own editable install stays out.
    packages = next((folder / "env/lib").glob("python3*/site-packages"))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    shutil.copytree(ROOT / "examples" / "xinghe", folder / "xinghe")
    return folder


def _run(elsewhere: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [elsewhere / "env/bin/cstemplates", *arguments],
        capture_output=True, text=True, check=False, cwd=elsewhere,
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip


def test_the_installed_command_packs_a_copied_example(elsewhere: Path) -> None:
    done = _run(elsewhere, "pack", "xinghe", "--as-of", "2026-11-21")

    assert done.returncode == 0, done.stderr
    assert (elsewhere / "out/xinghe/manifest.json").is_file()


def test_the_wheel_brings_catalogue_templates_and_chinese_messages(elsewhere: Path) -> None:
    assert _run(elsewhere, "list", "documents").returncode == 0
    assert "制作一家公司的成套 Word 文件" in _run(elsewhere, "--lang", "zh", "--help").stdout
    shown = _run(elsewhere, "doctor").stdout
    assert str(elsewhere) in shown
    assert str(ROOT) not in shown


def test_the_installed_command_starts_companies_and_layers_but_no_rules(elsewhere: Path) -> None:
    assert _run(elsewhere, "new", "company", "晴川", "--excel").returncode == 0
    assert _run(elsewhere, "new", "layer", "零售").returncode == 0
    assert (elsewhere / "零售/.schema/overlay/roles.json").is_file()
    assert "CST019" in _run(elsewhere, "new", "rule", "sample-left").stderr
