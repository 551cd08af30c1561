from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from support.checkout import ROOT, copy_small_checkout, edit
from support.command import run_command

if TYPE_CHECKING:
    from pathlib import Path

CARD = "catalog/scorecards/cs_director_annual.yaml"
REFERRALS = "indicator: referral_new_customers\n        weight: 10"
DIRECTOR = ("--company", "examples/xinghe", "--as-of", "2027-01-01")


@pytest.fixture(scope="module")
def checkouts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checkouts")
    copy_small_checkout(folder / "base")
    shutil.copytree(folder / "base", folder / "new")
    edit(folder / "new" / CARD, (REFERRALS, REFERRALS.replace("10", "15")))
    return folder


def test_an_effect_is_printed_in_chinese_and_is_exit_code_1(checkouts: Path) -> None:
    done = run_command("--lang", "zh", "diff", "--catalog", "base", "new", *DIRECTOR, cwd=checkouts)
    assert done.returncode == 1
    assert f"{CARD}" in done.stdout
    assert "› A3 客户转介绍数 › 权重\n      [-10%-]{+15%+}\n" in done.stdout
    assert "CST601" in done.stderr


def test_equal_catalogues_are_exit_code_0(checkouts: Path) -> None:
    done = run_command(
        "--lang", "en", "diff", "--catalog", "base", "base", *DIRECTOR, cwd=checkouts
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "No differences.\n", "")


def test_json_is_all_there_is_on_stdout(checkouts: Path) -> None:
    arguments = ("diff", "--catalog", "base", "new", *DIRECTOR, "--format", "json")
    done = run_command(*arguments, cwd=checkouts)
    assert done.returncode == 1
    assert len(json.loads(done.stdout)["documents"]["files"]) == 2


@pytest.mark.parametrize(
    "options", [("--company", "x"), ("--with-roster",), ("--packs", "x"), ("--as-of", "2027-01-01")]
)
def test_options_of_catalogues_need_the_word(checkouts: Path, options: tuple[str, ...]) -> None:
    done = run_command("--lang", "en", "diff", "base", "new", *options, cwd=checkouts)
    assert done.returncode == 2
    assert "--catalog" in done.stderr


@pytest.mark.parametrize(
    ("folders", "code"), [(("base", "nowhere"), "CST015"), (("base", "base/examples"), "CST034")]
)
def test_what_is_no_catalogue_is_a_finding(
    checkouts: Path, folders: tuple[str, str], code: str
) -> None:
    done = run_command("diff", "--catalog", *folders, cwd=checkouts)
    assert done.returncode == 1
    assert code in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_snapshot_is_written_checked_and_accepted(tmp_path: Path) -> None:
    company = shutil.copytree(ROOT / "examples/xinghe", tmp_path / "xinghe")
    choices = ("--company", "xinghe", "--pack", "director", "--as-of", "2027-01-01")
    done = run_command("--lang", "en", "snapshot", "texts", *choices, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    count = len(list((tmp_path / "texts").rglob("*.txt")))
    assert done.stdout == f"Documents: {count}, in texts.\n"

    same = run_command("--lang", "en", "check", "texts", cwd=tmp_path)
    assert (same.returncode, same.stdout) == (0, f"Files: the same {count}\n")

    edit(company / "company.yaml", ("name: 云川星河商务", "name: 云川银河商务"))
    changed = run_command("--lang", "en", "check", "texts", cwd=tmp_path)
    assert changed.returncode == 1
    assert "[-星-]{+银+}" in changed.stdout

    accepted = run_command("check", "texts", "--update", "--format", "json", cwd=tmp_path)
    assert accepted.returncode == 0
    assert json.loads(accepted.stdout)["summary"]["changed"] > 0
    assert run_command("check", "texts", cwd=tmp_path).returncode == 0


def test_a_check_without_a_snapshot_is_a_finding(tmp_path: Path) -> None:
    done = run_command("check", "texts", cwd=tmp_path)
    assert done.returncode == 1
    assert "CST035" in done.stderr
