"""The command line as a user meets it: words, exit codes, stdout and stderr."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.command import run_command
from support.wordfile import word

ROOT = Path(__file__).parents[2]


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    fixed = {"LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1795219200"}
    return run_command(*arguments, cwd=cwd, environment=os.environ | fixed | environment)


@pytest.fixture
def company(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "examples" / "xinghe", tmp_path / "xinghe"))


def test_help_lists_every_command_in_the_users_language() -> None:
    english, chinese = run("--help"), run("--lang", "zh", "--help")

    assert english.returncode == chinese.returncode == 0
    for name in (
        "pack",
        "render",
        "list",
        "show",
        "lint",
        "check-template",
        "text",
        "schema",
        "doctor",
    ):
        assert f"  {name}" in english.stdout
        assert f"  {name}" in chinese.stdout
    assert "Make a company's pack of finished Word files." in english.stdout
    assert "制作一家公司的成套 Word 文件" in chinese.stdout
    assert "用法" in chinese.stdout


def test_the_language_follows_the_locale() -> None:
    assert "用法" in run("--help", LC_ALL="zh_CN.UTF-8").stdout


def test_pack_prints_a_table_and_counts_and_exits_0(company: Path, tmp_path: Path) -> None:
    done = run("pack", str(company), "-o", str(tmp_path / "out"))

    assert done.returncode == 0, done.stderr
    first, *_rows, last = done.stdout.splitlines()
    assert first.split() == ["Document", "For", "File"]
    assert "01-目标责任协议书/0012-王𠮷-目标责任协议书.docx" in done.stdout
    assert last.startswith("People in the roster: 16. Documents: ")
    assert "Documents: " in done.stderr


def test_the_default_folder_is_out_and_the_name_of_the_company_folder(
    company: Path, tmp_path: Path
) -> None:
    done = run("pack", str(company), "--employee", "0012", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/xinghe/manifest.json").is_file()


def test_findings_go_to_stderr_and_exit_1(company: Path, tmp_path: Path) -> None:
    (company / "company.yaml").unlink()

    done = run("pack", str(company), "-o", str(tmp_path / "out"))

    assert done.returncode == 1
    assert done.stdout == ""
    assert "CST010" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_draft_exits_1_and_says_how_much_is_open(company: Path, tmp_path: Path) -> None:
    roster = company / "employees.csv"
    roster.write_text(roster.read_text(encoding="utf-8").replace("18000.00", ""), encoding="utf-8")

    done = run("pack", str(company), "-o", str(tmp_path / "out"), "--draft")

    assert done.returncode == 1
    assert "1 values are still to be filled in" in done.stdout


def test_wrong_usage_exits_2() -> None:
    assert run("pack").returncode == 2
    assert run("nonsense").returncode == 2
    assert run("pack", "x", "--as-of", "yesterday").returncode == 2


def test_lint_json_is_an_array_with_the_documented_keys(company: Path) -> None:
    overlay = company / "overlay/scorecards/cs_director_annual.yaml"
    text = overlay.read_text(encoding="utf-8")
    overlay.write_text(text.replace("weight: 25", "weight: 26"), encoding="utf-8")

    done = run("lint", "--company", str(company), "--format", "json")

    assert done.returncode == 1
    found = {f["code"]: f for f in json.loads(done.stdout)}
    weights = found["CST601"]
    assert set(weights) == {
        "code", "rule", "spec", "severity", "message", "hint", "path", "line", "column", "key_path",
    }  # fmt: skip
    assert (weights["rule"], weights["spec"], weights["severity"]) == (
        "weights-not-100", "LR-04", "error",
    )  # fmt: skip


def test_lint_of_the_shipped_catalogue_is_clean() -> None:
    done = run("lint", "--format", "json")

    assert (done.returncode, done.stdout) == (0, "[]\n")


def test_lint_in_github_format_writes_workflow_commands(company: Path) -> None:
    (company / "overlay/roles/pm_cs_assistant.yaml").write_text("responsibilities: 1\n")

    done = run("lint", "--company", str(company), "--format", "github")

    assert done.returncode == 1
    assert "\n::error file=" in f"\n{done.stdout}"


def test_list_json_gives_the_documented_keys() -> None:
    documents = json.loads(run("list", "documents", "--json").stdout)
    roles = json.loads(run("list", "roles", "--json").stdout)

    by_id = {d["id"]: d for d in documents}
    assert by_id["annual_scorecard"] | {"title": ""} == {
        "id": "annual_scorecard", "title": "", "spec": by_id["annual_scorecard"]["spec"],
        "number": "DOC-02", "kind": "scorecard", "subject": "employee", "template": "annual_scorecard",
    }  # fmt: skip
    director = next(r for r in roles if r["id"] == "cs_director")
    assert director == {
        "id": "cs_director", "title": "客服总监", "spec": director["spec"], "kind": "post",
        "family": "general", "reports_to": "general_manager",
    }  # fmt: skip
    assert "RL-A01" in director["spec"]


def test_an_unknown_kind_names_the_nearest() -> None:
    done = run("list", "role")

    assert done.returncode == 1
    assert "Did you mean “roles”?" in done.stderr


def test_show_prints_the_entry_as_stacked(company: Path) -> None:
    shipped = run("show", "roles", "pm_cs_assistant").stdout
    stacked = run("show", "roles", "pm_cs_assistant", "--company", str(company)).stdout

    assert "book_meeting_rooms" not in shipped
    assert "book_meeting_rooms" in stacked
    assert json.loads(run("show", "roles", "cs_director", "--json").stdout)["id"] == "cs_director"


def test_render_writes_one_document(company: Path, tmp_path: Path) -> None:
    out = tmp_path / "card.docx"

    done = run("render", "annual_scorecard", "--company", str(company), "--employee", "0012",
               "-o", str(out))  # fmt: skip

    assert done.returncode == 0, done.stderr
    text = run("text", str(out))
    assert text.returncode == 0
    assert "王𠮷" in text.stdout


def test_render_for_a_role_that_lacks_the_contents_is_a_finding(
    company: Path, tmp_path: Path
) -> None:
    done = run("render", "routine_work_calendar", "--company", str(company), "--role",
               "general_manager", "-o", str(tmp_path / "x.docx"))  # fmt: skip

    assert done.returncode == 1
    assert "CST014" in done.stderr
    assert not (tmp_path / "x.docx").exists()


def test_text_of_something_else_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_text("not a Word file")

    done = run("text", str(tmp_path / "x.docx"))

    assert done.returncode == 1
    assert "CST300" in done.stderr


def test_schema_writes_one_file_a_kind(tmp_path: Path) -> None:
    done = run("schema", "-o", str(tmp_path / "schema"))

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "schema/roles.json").is_file()
    assert (tmp_path / "schema/overlay/roles.json").is_file()


def test_doctor_says_what_this_machine_can_do() -> None:
    done = run("doctor")

    assert done.returncode == 0, done.stderr
    assert "PDF" in done.stdout
    assert "soffice" in done.stdout


def test_doctor_without_libreoffice_exits_4_with_the_line_to_run(tmp_path: Path) -> None:
    done = run("doctor", PATH=str(tmp_path))

    assert done.returncode == 4
    assert "apt-get install" in done.stderr


def test_pdf_without_libreoffice_exits_4_and_writes_nothing(company: Path, tmp_path: Path) -> None:
    done = run("pack", str(company), "-o", str(tmp_path / "out"), "--pdf", PATH=str(tmp_path))

    assert done.returncode == 4
    assert "CST050" in done.stderr
    assert not (tmp_path / "out").exists()


def test_check_template_names_a_misspelt_field_and_writes_comments(tmp_path: Path) -> None:
    template = tmp_path / "letter.docx"
    template.write_bytes(word("{{ employee.nmae }} 与 ｛｛ company.name ｝｝"))
    out = tmp_path / "annotated.docx"

    done = run("check-template", str(template), "--annotate", str(out))

    assert done.returncode == 1
    assert "CST335" in done.stdout
    assert "employee.name" in done.stdout
    assert "CST331" in done.stdout
    assert out.is_file()


def test_pack_pdf_puts_a_pdf_beside_every_word_file(company: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("pack", str(company), "-o", str(out), "--pdf", "--employee", "0012")

    assert done.returncode == 0, done.stderr
    words = {p.with_suffix("").name for p in out.rglob("*.docx")}
    pages = {p.with_suffix("").name for p in out.rglob("*.pdf")}
    assert pages == words | {"00-全部文件"}
    first, *rows, _last = done.stdout.splitlines()
    assert first.split()[-1] == "Pages"
    assert all(row.split()[-1].isdecimal() for row in rows if ".docx" in row)


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    command = f'"{sys.executable}" -m cstemplates show roles cs_director'
    done = subprocess.run(
        ["bash", "-c", f"{command} | true; exit ${{PIPESTATUS[0]}}"],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_cannot_be_printed_is_the_machines_fault() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cstemplates", "--lang", "en", "list", "roles"],
            stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False,
        )  # fmt: skip

    assert done.returncode == 4
    assert "stdout: error CST025" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("schema", "-o", "file"), 1, "CST025"),
        (("check-template", "file", "--annotate", "a.docx"), 1, "CST300"),
        (("check-template", "nothing", "--annotate", "a.docx"), 1, "CST100"),
        (("check-template", "file", "--annotate", "./file"), 2, "--annotate"),
        (("check-template", "xinghe/employees.xlsx"), 1, "CST300"),
        (("show", "roles", "客服总监"), 1, "cs_director"),
        (("render", "annual_scorecard", "--company", "xinghe", "-o", "xinghe/company.yaml"), 2, ".docx"),
        (("pack", "xinghe", "-o", "x" * 300), 1, "CST025"),
    ],
)  # fmt: skip
def test_odd_arguments_end_in_words(
    company: Path, arguments: tuple[str, ...], code: int, word: str
) -> None:
    (company.parent / "file").write_text("mine")

    done = run(*arguments, cwd=company.parent)

    assert done.returncode == code
    assert word in done.stdout + done.stderr
    assert (company.parent / "file").read_text() == "mine"
    assert (company / "company.yaml").read_text(encoding="utf-8").startswith("# yaml")


def test_role_and_person_that_do_not_go_together_are_refused(company: Path) -> None:
    done = run(
        "render", "annual_scorecard", "--company", "xinghe", "--employee", "0012",
        "--role", "general_manager", "-o", "a.docx", cwd=company.parent,
    )  # fmt: skip

    assert done.returncode == 1
    assert "--role: error CST014" in done.stderr


def test_text_of_a_workbook_is_a_finding() -> None:
    done = run("text", "examples/xinghe/employees.xlsx")

    assert done.returncode == 1
    assert done.stdout == ""
    assert "CST300" in done.stderr


def test_explain_says_what_a_code_without_a_rule_stands_for() -> None:
    english, chinese = run("explain", "CST040"), run("--lang", "zh", "explain", "CST040")

    assert english.stdout.splitlines()[-1] == "A file cannot be compared with a folder."
    assert chinese.stdout.splitlines()[-1] == "文件不能与文件夹比较"
