from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
import yaml
from support.command import run_command

from cstemplates.cli.app import app
from cstemplates.findings.codes import CODES
from cstemplates.model import Document, Role, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
START = ROOT / "docs/how-to/start-a-company.zh-CN.md"
FOLLOWED = sorted(p for p in (ROOT / "docs/how-to").glob("*.zh-CN.md") if p != START)
CALL = ".venv/bin/cstemplates"
GROUP = click.Context(app)


def fenced(page: Path, language: str) -> list[str]:
    """The blocks of a language, without the indentation of a list around them."""
    found = re.finditer(
        rf"^( *)```{language}\n(.*?)^ *```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    return [re.sub(rf"^{m[1]}", "", m[2], flags=re.MULTILINE) for m in found]


def shell_lines(page: Path) -> list[str]:
    lines = "".join(fenced(page, "sh")).splitlines()
    return [line.partition("  #")[0].strip() for line in lines if line.strip()]


def table_rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def section(page: str, title: str) -> str:
    return page.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def options_of(command: click.Command) -> set[str]:
    options = (p for p in command.params if isinstance(p, click.Option))
    return {name for option in options for name in option.opts}


def command(name: str) -> click.Command:
    found = app.get_command(GROUP, name)
    assert found is not None, name
    return found


def page_id(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What the documented commands use of a checkout, with our command line in its place."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    program = tmp_path / CALL
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "cli.py"}" "$@"\n', "utf-8")
    program.chmod(0o755)
    return tmp_path


def assert_runs(lines: list[str], folder: Path) -> None:
    for line in lines:
        done = run_line(line, folder)

        assert done.returncode == (1 if "--draft" in line else 0), f"{line}\n{done.stderr}"


def run_line(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Do what a line of a page says; a line that needs a shell is given to one."""
    program, *words = shlex.split(line)
    if program == CALL and not set(line) & set("|><&;$*#`"):
        return run_command(*words, cwd=folder)
    return subprocess.run(
        ["sh", "-c", line], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", app.list_commands(GROUP))
def test_the_reference_names_exactly_the_options_of_every_command(name: str) -> None:
    page = (ROOT / "docs/reference/cli.md").read_text("utf-8")
    rows = table_rows(section(page, name))
    documented = {
        option for row in rows for option in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", row[0])
    }

    assert f"`cstemplates {name}" in section(page, name)
    assert documented == options_of(command(name))


def test_the_reference_has_no_other_commands() -> None:
    page = (ROOT / "docs/reference/cli.md").read_text("utf-8")

    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == app.list_commands(GROUP)


@pytest.mark.parametrize("name", app.list_commands(GROUP))
def test_every_command_and_option_has_help(name: str) -> None:
    options = [p for p in command(name).params if isinstance(p, click.Option)]

    assert command(name).help
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_documented_call_is_one_that_the_command_line_takes(page: Path) -> None:
    calls = [line.split()[1:] for line in shell_lines(page) if line.startswith(CALL)]
    for arguments in calls:
        rest = arguments[2:] if arguments[0] == "--lang" else arguments

        command(rest[0]).make_context(rest[0], rest[1:])


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_documented_make_target_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = re.findall(r"(?:`|^)make ([a-z]+)", page.read_text("utf-8"), re.MULTILINE)

    assert [target for target in named if target not in targets] == []


@pytest.mark.parametrize("page", READMES, ids=page_id)
def test_a_readme_begins_with_the_two_commands(page: Path) -> None:
    assert [" ".join(line.split()[:2]) for line in shell_lines(page)[:2]] == [
        "make demo",
        "make test",
    ]


def test_the_commands_of_the_readmes_run_as_printed_and_make_what_they_show(
    checkout: Path,
) -> None:
    printed = [line for page in reversed(READMES) for line in shell_lines(page)]
    trees = [
        re.findall(r"^[├└]── ([^/\s]+)", page.read_text("utf-8"), re.MULTILINE) for page in READMES
    ]

    assert_runs([x for x in dict.fromkeys(printed) if x.startswith((CALL, "cp "))], checkout)

    made = sorted(path.name for path in (checkout / "out/xinghe").iterdir())
    assert trees == [made, made]


def test_a_company_started_by_the_book_gets_its_pack(checkout: Path) -> None:
    folder = checkout / "我的公司"
    text = START.read_text("utf-8")
    rows = [row for row in table_rows(section(text, "3. 放花名册")) if set(row[0]) != {"-"}]
    assert_runs(shell_lines(START)[:1], checkout)
    (folder / "company.yaml").write_text(fenced(START, "yaml")[0], "utf-8")
    (folder / "employees.csv").write_text("\n".join(map(",".join, rows)), "utf-8")

    assert_runs(shell_lines(START)[1:], checkout)

    assert (checkout / "输出/00-目录.docx").is_file()
    assert not (checkout / "输出/00-待填清单.docx").exists()


def follow(page: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """Do what a page says, block by block; give every shown line and the output it is from.

    A YAML block whose first line is ``# path`` is added to that file, a CSV block to the
    roster, and a ``text`` block shows lines that the commands before it print.
    """
    output = ""
    blocks = re.finditer(
        r"^```(\w+)\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    for language, block in (match.groups() for match in blocks):
        if language == "sh":
            output = "".join(run_as_printed(line, folder) for line in block.splitlines())
        elif language == "text":
            yield from ((line.partition("…")[0], output) for line in block.splitlines())
        elif language == "csv" or (language == "yaml" and block.startswith("# ")):
            named = block[2:].partition("\n")[0] if language == "yaml" else "我的公司/employees.csv"
            file = folder / named
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8") as stream:
                stream.write(block)


def run_as_printed(line: str, folder: Path) -> str:
    done = run_line(line, folder)
    assert done.returncode == int("退出码 1" in line), f"{line}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@pytest.mark.parametrize("page", FOLLOWED, ids=page_id)
@pytest.mark.slow
def test_the_steps_of_a_chinese_how_to_work_and_print_what_it_shows(
    page: Path, checkout: Path
) -> None:
    shown = list(follow(page, checkout))

    assert [line for line, output in shown if line not in output] == []
    assert shown


def test_the_entries_of_the_how_tos_are_entries() -> None:
    role = yaml.safe_load(fenced(ROOT / "docs/how-to/add-a-role.md", "yaml")[0])
    document = yaml.safe_load(fenced(ROOT / "docs/how-to/add-a-document.md", "yaml")[0])

    assert parse(Role, role)[1] == ()
    assert parse(Document, document)[1] == ()


def test_the_architecture_page_shows_where_a_value_comes_from() -> None:
    code = fenced(ROOT / "docs/explanation/architecture.md", "python")[0]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert "overlay/scorecards/cs_director_annual.yaml" in done.stdout
    assert "Replaced(value=20" in done.stdout


def test_the_architecture_page_names_the_stages_in_their_order() -> None:
    text = (ROOT / "docs/explanation/architecture.md").read_text("utf-8")
    settings = (ROOT / "pyproject.toml").read_text("utf-8").partition("layers = [")[2]
    layers = re.findall(r'"cstemplates\.(\w+)"', settings.partition("]")[0])

    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == layers[::-1]


def test_every_code_is_explained_with_its_name_severity_and_known_rule() -> None:
    text = (ROOT / "docs/reference/findings.md").read_text("utf-8")
    rows = [row for row in table_rows(text) if row[0].startswith("CST")]

    assert [tuple(row[:4]) for row in rows] == [(code, *CODES[code]) for code in CODES]
    assert [row[0] for row in rows if not all(row[4:])] == []


def links(page: Path) -> Iterator[str]:
    text = re.sub(r"^ *```.*?^ *```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    yield from re.findall(r"\]\(([^)]+)\)", text)
    yield from re.findall(r'<img src="([^"]+)"', text)


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    broken = []
    for link in links(page):
        if not link.startswith(("https:", "mailto:")):
            name, _sharp, anchor = link.partition("#")
            target = page.parent / name if name else page
            if not target.exists() or (anchor and anchor not in anchors(target)):
                broken.append(link)

    assert broken == []
