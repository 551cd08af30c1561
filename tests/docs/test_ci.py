"""The page about reviews and continuous integration: its commands run as printed."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from support.checkout import ROOT, copy_small_checkout, edit
from support.wordfile import table, word

from cstemplates.word import project_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

PAGE = ROOT / "docs/how-to/ci.md"
CARD = "catalog/scorecards/cs_director_annual.yaml"
REFERRALS = "indicator: referral_new_customers\n        weight: 10"
AGREEMENT = "01-目标责任协议书/demo-cs_director-客服总监目标责任协议书.docx"
TEMPLATE = "templates/docx/annual_scorecard.docx"
SCORECARD = "02-考核评分表/demo-cs_director-年度考核评分表.docx"


def blocks(language: str) -> list[str]:
    text = PAGE.read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def recipe(key: str) -> dict[str, Any]:
    found = (yaml.safe_load(block) for block in blocks("yaml"))
    block: dict[str, Any] = next(each for each in found if key in each)
    return block


@pytest.fixture
def environment(tmp_path: Path) -> Mapping[str, str]:
    """Git without the settings of this machine, and the command by its name."""
    program = tmp_path / "bin/cstemplates"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "cli.py"}" "$@"\n', "utf-8")
    program.chmod(0o755)
    return {
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@company.example",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@company.example",
        "SOURCE_DATE_EPOCH": "1798761600",
    }


@pytest.fixture
def shell(environment: Mapping[str, str], tmp_path: Path) -> Callable[..., str]:
    """Run commands in the repository; they must succeed."""

    def run(commands: str, **variables: str) -> str:
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", commands],
            cwd=tmp_path / "repository",
            env={**environment, **variables},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{commands}\n{done.stdout}{done.stderr}"
        return done.stdout

    (tmp_path / "repository").mkdir()
    run("git init --quiet --initial-branch=main")
    return run


def test_git_shows_the_changed_line_of_a_word_file(
    shell: Callable[..., str], tmp_path: Path
) -> None:
    folder = tmp_path / "repository"
    shell(blocks("sh")[0])
    (folder / ".gitattributes").write_text(blocks("text")[0], "utf-8")
    for weight in ("30%", "35%"):
        content = word("考核办法", table(["项目", "权重"], ["客户满意度", weight]))
        (folder / "协议.docx").write_bytes(content)
        shell("git add --all && git commit --quiet --message x")
    shown = shell("git diff HEAD~ HEAD -- 协议.docx").splitlines()
    assert [line for line in shown if line.startswith(("-|", "+|"))] == [
        "-| 客户满意度 | 30%",
        "+| 客户满意度 | 35%",
    ]


def test_our_own_attributes_are_those_of_the_page() -> None:
    assert blocks("text")[0] in (ROOT / ".gitattributes").read_text("utf-8")


@pytest.fixture
def branch(shell: Callable[..., str], tmp_path: Path) -> Callable[[str, tuple[str, str]], Path]:
    """Commit a checkout, then a branch with one edit; give the repository."""
    folder = tmp_path / "repository"
    copy_small_checkout(folder)
    shell("git add --all && git commit --quiet --message base")

    def change(name: str, replacement: tuple[str, str]) -> Path:
        shell("git checkout --quiet -b change")
        edit(folder / name, replacement)
        shell("git commit --quiet --all --message change")
        return folder

    return change


def github_step(name: str) -> str:
    steps = recipe("jobs")["jobs"]["compare"]["steps"]
    step: dict[str, str] = next(step for step in steps if step.get("name") == name)
    return step["run"]


def run_github(shell: Callable[..., str], tmp_path: Path) -> tuple[str, str]:
    """Run the job's own commands; give the summary of the job and what it says to the next."""
    summary, output = tmp_path / "summary.md", tmp_path / "output"
    base = shell("git rev-parse main").strip()
    shell(
        github_step("Compare"),
        BASE_SHA=base,
        GITHUB_STEP_SUMMARY=str(summary),
        GITHUB_OUTPUT=str(output),
    )
    return summary.read_text("utf-8"), output.read_text("utf-8")


def test_on_github_one_weight_shows_one_changed_cell_in_the_documents_that_print_it(
    branch: Callable[..., Path], shell: Callable[..., str], tmp_path: Path
) -> None:
    folder = branch(CARD, (REFERRALS, REFERRALS.replace("10", "15")))
    summary, output = run_github(shell, tmp_path)
    plain = summary.replace("\\", "")
    _before, *documents = re.split(r"^### examples/xinghe/", plain, flags=re.MULTILINE)
    titles = [each.partition(" · ")[0] for each in documents]
    assert titles == [AGREEMENT, SCORECARD]
    for text in documents:
        (cell,) = [row for row in text.splitlines() if "<del>" in row]
        assert cell.endswith("客户转介绍数 › 权重 | <del>10%</del><ins>15%</ins> |")
        assert "the total follows: 100% → 105%" in text
    assert output == "code=1\n"
    for side, weight in (("base", "10%"), ("new", "15%")):
        pack = folder / "packs" / side / "examples/xinghe"
        assert f"| A3 | 客户转介绍数 | {weight}" in text_of(pack / SCORECARD)


def text_of(file: Path) -> str:
    return project_text(file.read_bytes())


def test_on_github_reordered_keys_show_nothing(
    branch: Callable[..., Path], shell: Callable[..., str], tmp_path: Path
) -> None:
    branch(CARD, ("role: cs_director\nperiod: year\n", "period: year\nrole: cs_director\n"))
    assert run_github(shell, tmp_path) == ("No differences.\n", "code=0\n")


def test_a_command_that_fails_fails_the_job(
    branch: Callable[..., Path], shell: Callable[..., str], tmp_path: Path
) -> None:
    folder = branch(CARD, ("period: year\n", "period: year \n"))
    (folder / "base").write_text("in the way", "utf-8")
    with pytest.raises(AssertionError, match="base"):
        run_github(shell, tmp_path)


def test_the_commenting_job_never_runs_what_a_fork_brings_along() -> None:
    workflow = recipe("jobs")
    compare, comment = workflow["jobs"]["compare"], workflow["jobs"]["comment"]
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in compare
    assert comment["permissions"] == {"pull-requests": "write"}
    assert "head.repo.full_name == github.repository" in comment["if"]
    assert [step.get("uses", "").partition("@")[0] for step in comment["steps"]] == [
        "actions/download-artifact",
        "",
    ]
    assert "--with-roster" not in yaml.safe_dump(workflow)


@pytest.mark.slow
def test_on_gitlab_the_log_has_the_changes_and_a_token_is_needed_to_comment(
    branch: Callable[..., Path], shell: Callable[..., str], tmp_path: Path
) -> None:
    curl, called = tmp_path / "bin/curl", tmp_path / "called"
    curl.write_text(f'#!/bin/sh\necho "$@" > "{called}"\n', "utf-8")
    curl.chmod(0o755)
    branch(CARD, (REFERRALS, REFERRALS.replace("10", "15")))
    install, *compare, comment = recipe("documents")["documents"]["script"]
    assert install == "pip install ."
    base = shell("git rev-parse main").strip()
    variables = {
        "CI_API_V4_URL": "https://gitlab.example/api/v4",
        "CI_PROJECT_ID": "7",
        "CI_MERGE_REQUEST_IID": "9",
    }
    log = shell("\n".join([*compare, comment]), CI_MERGE_REQUEST_DIFF_BASE_SHA=base, **variables)
    assert log.count("### examples/xinghe/") == 2
    assert not called.exists()
    shell(comment, code="1", COMMENT_TOKEN="secret", **variables)
    address = "https://gitlab.example/api/v4/projects/7/merge_requests/9/notes"
    assert called.read_text("utf-8").strip().endswith(f"body@changes.md {address}")


@pytest.mark.slow
def test_the_hooks_of_the_page_are_hooks_and_run(shell: Callable[..., str], tmp_path: Path) -> None:
    hooks = {
        h["id"]: h for h in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    }
    (repository,) = recipe("repos")["repos"]
    assert {hook["id"] for hook in repository["hooks"]} == set(hooks)
    for name in ("examples", "templates"):
        shutil.copytree(ROOT / name, tmp_path / "repository" / name)
    shell("cstemplates snapshot snapshot --company examples/xinghe --pack director")
    for hook in repository["hooks"]:
        files = [] if hooks[hook["id"]].get("pass_filenames") is False else [TEMPLATE]
        shell(shlex.join([*hooks[hook["id"]]["entry"].split(), *hook.get("args", []), *files]))
