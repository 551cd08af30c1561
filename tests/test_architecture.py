"""The structure of the program, held by tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def _lint_imports(config: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--config", config, "--no-cache"],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip


def test_the_stages_import_only_what_stands_before_them() -> None:
    done = _lint_imports(ROOT / "pyproject.toml")

    assert done.returncode == 0, done.stdout


def test_the_import_contracts_fail_when_an_import_goes_backwards(tmp_path: Path) -> None:
    """A contract that cannot fail protects nothing: turn one around and see it break."""
    config = tmp_path / "pyproject.toml"
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    first, second = '  "cstemplates.workspace",\n', '  "cstemplates.model",\n'
    assert first + second in text
    config.write_text(text.replace(first + second, second + first, 1), encoding="utf-8")

    done = _lint_imports(config)

    assert done.returncode == 1
    assert "cstemplates.workspace" in done.stdout


def test_no_module_is_longer_than_400_lines() -> None:
    long = [
        (path.relative_to(ROOT).as_posix(), count)
        for folder in ("cstemplates", "tests", "bench")
        for path in (ROOT / folder).rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    ]

    assert long == []


def test_the_tree_names_no_machine_and_no_registry() -> None:
    files = subprocess.run(
        ["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=True
    ).stdout.split("\n")
    marks = (
        "--index" + "-url",
        "--extra-index" + "-url",
        "files.pythonhosted",
        f"{ROOT}/",
        f"{Path.home()}/",
    )
    guilty = [
        name
        for name in files
        if name.endswith((".py", ".toml", ".lock", ".md", ".yaml", ".sh", "Makefile", "run"))
        and name != "tests/test_architecture.py"
        and any(mark in (ROOT / name).read_text(encoding="utf-8") for mark in marks)
    ]

    assert guilty == []
