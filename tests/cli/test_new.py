"""What ``new`` starts works at once, overwrites nothing and says what to do next."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml
from support.command import run_command

from cstemplates.findings import Severity, WorkspaceError
from cstemplates.model import Company
from cstemplates.produce.review import review, review_templates
from cstemplates.produce.single import make_one
from cstemplates.produce.start import (
    named_folder,
    start_company,
    start_document,
    start_layer,
    start_role,
    start_rule,
)
from cstemplates.workspace import explain_value, load_company
from cstemplates.workspace.company_workbook import find_item

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]


def run(
    *arguments: str, cwd: Path, program: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command; with a program of another checkout, that one."""
    environment = os.environ | {"LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1795219200"}
    if program is None:
        return run_command(*arguments, cwd=cwd, environment=environment)
    return subprocess.run(
        [sys.executable, str(program), *arguments],
        capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False, env=environment,
    )  # fmt: skip


def made(*arguments: str, cwd: Path) -> str:
    done = run("new", *arguments, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout


def faults(company: Path) -> list[str]:
    """Errors anywhere, and warnings that are not the catalogue's own."""
    workspace = load_company(company)
    return [
        f"{f.code} {f.location} {f.message}"
        for f in review_templates(workspace, review(workspace))
        if f.severity is not Severity.INFO and not str(f.location).startswith("catalog/")
    ]


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and ".schema" not in p.parts
    }


@pytest.fixture
def company(tmp_path: Path) -> Path:
    start_company(tmp_path / "firm", "晴川商务服务有限公司")
    return tmp_path / "firm"


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    start_layer(tmp_path / "retail", "零售")
    return tmp_path / "retail"


def test_a_new_company_is_clean_and_packs_at_once(tmp_path: Path) -> None:
    text = made("company", "晴川", cwd=tmp_path)
    folder = tmp_path / "晴川"

    assert set(files_below(folder)) == {"company.yaml", "employees.csv", "overlay/README.md"}
    assert (folder / "employees.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert faults(folder) == []
    assert "cstemplates pack 晴川" in text
    done = run("pack", "晴川", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "People in the roster: 2." in done.stdout


def test_a_start_that_cannot_be_finished_leaves_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "firm"
    folder.mkdir()
    (folder / "overlay").write_text("a file where a folder has to go", "utf-8")

    with pytest.raises(WorkspaceError) as caught:
        start_company(folder, "晴川")

    assert [found.code for found in caught.value.report] == ["CST025"]
    assert set(files_below(folder)) == {"overlay"}


def test_the_output_names_the_lines_to_rewrite(tmp_path: Path) -> None:
    text = made("company", "晴川", cwd=tmp_path)
    lines = (tmp_path / "晴川/company.yaml").read_text("utf-8").splitlines()

    told = re.search(r"company\.yaml: lines ([\d, ]+)", text)
    assert told
    assert [int(n) for n in told[1].split(",")] == [
        n for n, line in enumerate(lines, 1) if "请改写" in line
    ]


@pytest.mark.slow
def test_a_new_company_of_workbooks_is_clean_and_packs_at_once(tmp_path: Path) -> None:
    made("company", "晴川商务服务有限公司", "--excel", cwd=tmp_path)
    folder = "晴川商务服务有限公司"

    assert set(files_below(tmp_path / folder)) == {
        "公司资料.xlsx", "employees.xlsx", "overlay/README.md",
    }  # fmt: skip
    assert faults(tmp_path / folder) == []
    assert run("pack", folder, "-o", "out", cwd=tmp_path).returncode == 0


def test_the_workbooks_have_equal_bytes_every_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        start_company(tmp_path / name, "晴川", excel=True)

    assert files_below(tmp_path / "one") == files_below(tmp_path / "two")


def test_the_workbook_has_a_row_for_every_fact_of_a_company() -> None:
    from cstemplates.produce.start.workbooks import _FACTS  # noqa: PLC0415

    assert {find_item(item).keys[0] for item, _content, _note in _FACTS} == set(
        Company.model_fields
    )


def test_a_name_with_signs_of_yaml_and_excel_is_kept_as_it_is(tmp_path: Path) -> None:
    name = '=晴川: "商务" #1'
    start_company(tmp_path / "a", name)
    start_company(tmp_path / "b", name, excel=True)

    assert yaml.safe_load((tmp_path / "a/company.yaml").read_text("utf-8"))["name"] == name
    assert load_company(tmp_path / "a").company.name == name
    assert load_company(tmp_path / "b").company.name == name


def test_nothing_is_overwritten(company: Path, tmp_path: Path) -> None:
    before = files_below(company)

    again = run("new", "company", "别家", "-o", "firm", cwd=tmp_path)
    excel = run("new", "company", "别家", "-o", "firm", "--excel", cwd=tmp_path)

    assert (again.returncode, excel.returncode) == (1, 1)
    for path in ("company.yaml", "employees.csv"):
        assert f"firm/{path}: error CST018" in again.stderr
        assert f"firm/{path}: error CST018" in excel.stderr
    assert files_below(company) == before


@pytest.mark.slow
def test_a_new_layer_changes_nothing_until_an_example_is_renamed(
    company: Path, layer: Path
) -> None:
    with (company / "company.yaml").open("a", encoding="utf-8") as stream:
        stream.write("layers: [../retail]\n")
    assert faults(company) == []

    for example in layer.rglob("*.example"):
        example.rename(example.with_suffix(""))

    assert faults(company) == []
    address = "scorecards/cs_director_annual.parts.results.measures.satisfaction.weight"
    found = explain_value(load_company(company), address).provenance
    assert str(found.location).endswith("retail/scorecards/cs_director_annual.yaml:7:9")


def test_a_new_layer_has_an_example_of_every_kind_that_the_catalogue_has(layer: Path) -> None:
    kinds = {p.name for p in (ROOT / "catalog").iterdir() if any(p.rglob("*.yaml"))}

    assert kinds <= {p.parent.name for p in layer.rglob("*.example")}


def test_the_first_line_of_a_started_file_names_a_schema_that_is_there_and_accepts_it(
    company: Path, layer: Path, tmp_path: Path
) -> None:
    start_role(company, "hotel_cs")
    start_document(company, "hotel_jd")
    started = [*tmp_path.rglob("*.yaml"), *layer.rglob("*.yaml.example")]
    assert len(started) > 10

    for file in started:
        text = file.read_text("utf-8")
        schema = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        assert schema, file
        rules = json.loads((file.parent / schema[1]).read_text("utf-8"))
        jsonschema.validate(yaml.safe_load(text), rules)


def test_a_new_role_is_clean_and_printed_for_its_holder(company: Path, tmp_path: Path) -> None:
    made("role", "hotel_cs", "--title", "酒店客服专员", "--in", "firm", cwd=tmp_path)
    with (company / "employees.csv").open("a", encoding="utf-8") as stream:
        stream.write("003,陆遥,酒店客服专员,客户服务部,002,2024-05-06,,,,\n")

    assert faults(company) == []
    done = run("pack", "firm", "--employee", "003", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "酒店客服专员-职位说明书.docx" in done.stdout


def test_a_role_may_be_in_the_roster_before_it_is_started(company: Path) -> None:
    with (company / "employees.csv").open("a", encoding="utf-8") as stream:
        stream.write("003,陆遥,hotel_cs,客户服务部,002,2024-05-06,,,,\n")

    start_role(company, "hotel_cs")

    assert faults(company) == []


def test_the_current_company_folder_or_its_overlay_is_the_default(company: Path) -> None:
    made("role", "hotel_cs", cwd=company)
    made("role", "ship_cs", "--in", "overlay", cwd=company)

    assert sorted(p.name for p in (company / "overlay/roles").iterdir()) == [
        "hotel_cs.yaml",
        "ship_cs.yaml",
    ]


def test_a_role_or_document_may_go_into_a_layer(layer: Path) -> None:
    start_role(layer, "hotel_cs")
    started = start_document(layer, "hotel_jd")

    assert (layer / "roles/hotel_cs.yaml").is_file()
    assert "shipped template jd_category_table.docx" in started.steps[1]
    assert not (layer / "templates").exists()


@pytest.mark.slow
def test_new_documents_are_clean_and_made_from_their_own_templates(company: Path) -> None:
    likes = ["jd_category_table", "routine_work_calendar", "annual_scorecard"]
    for like in likes:
        start_document(company, f"own_{like}", title=f"本店{like}", like=like)

    assert faults(company) == []
    workspace = load_company(company)
    for number, like in enumerate(likes, 90):
        name = f"own_{like}"
        entry, template = workspace.catalog.documents[name], f"templates/docx/{like}.docx"
        assert (entry.template, entry.number) == (name, f"DOC-{number}")
        assert (company / f"templates/{name}.docx").read_bytes() == (ROOT / template).read_bytes()
        assert make_one(
            workspace, name, role="cs_director",
            employee="002" if entry.subject == "employee" else None, as_of=date(2026, 12, 1),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("start", "code"),
    [
        (lambda firm: start_company(firm / "new", " "), "CST017"),
        (lambda _firm: named_folder("a/b"), "CST017"),
        (lambda _firm: named_folder(".."), "CST017"),
        (lambda firm: start_role(firm, "酒店"), "CST017"),
        (lambda firm: start_role(firm, "cs_director"), "CST018"),
        (lambda firm: start_role(firm, "hotel_cs", title="{{ x }}"), "CST017"),
        (lambda firm: start_document(firm, "annual_scorecard"), "CST018"),
        (lambda firm: start_document(firm, "own", like="nothing"), "CST011"),
        (lambda firm: start_document(firm, "own", like="after_sales_budget"), "CST014"),
        (lambda _firm: start_rule("Avoid"), "CST017"),
        (lambda _firm: start_rule("avoid-blanks"), "CST017"),
    ],
)
def test_what_cannot_be_started_is_a_finding(
    start: Callable[[Path], object], code: str, company: Path
) -> None:
    before = files_below(company)

    with pytest.raises(WorkspaceError) as caught:
        start(company)

    assert [found.code for found in caught.value.report] == [code]
    assert files_below(company) == before


def test_a_folder_that_is_neither_company_nor_layer_gets_no_role(tmp_path: Path) -> None:
    done = run("new", "role", "hotel_cs", cwd=tmp_path)

    assert done.returncode == 1
    assert "CST010" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_option_that_does_not_go_with_the_kind_is_wrong_usage(tmp_path: Path) -> None:
    done = run("new", "layer", "x", "--excel", cwd=tmp_path)

    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "--excel does not go with layer." in done.stderr


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("cstemplates", "catalog", "docs/reference", "tests/check", "tests/support"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("cli.py", "pyproject.toml", "tests/conftest.py"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.slow
def test_new_rules_pass_the_tests_that_every_rule_has_to_pass(checkout: Path) -> None:
    for name in ("sample-left", "other-sample"):
        done = run("new", "rule", name, cwd=checkout, program=checkout / "cli.py")
        assert done.returncode == 0, done.stderr

    tests = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider",
         "-k", "CST90 or unique or fresh",
         "tests/check/test_rule_contract.py", "tests/check/test_rule_cases.py"],
        cwd=checkout, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert tests.returncode == 0, tests.stdout
    assert "| CST901 | other-sample | error |" in (
        checkout / "docs/reference/findings.md"
    ).read_text("utf-8")
    page = run("explain", "CST900", cwd=checkout, program=checkout / "cli.py")
    assert page.stdout.startswith("## CST900 sample-left")


def test_a_rule_name_is_given_once(checkout: Path) -> None:
    before = files_below(checkout)

    done = run("new", "rule", "band-hole", cwd=checkout, program=checkout / "cli.py")

    assert done.returncode == 1
    assert "CST018" in done.stderr
    assert {k: v for k, v in files_below(checkout).items() if not k.endswith(".pyc")} == before


def test_an_installed_package_starts_no_rule(checkout: Path) -> None:
    shutil.rmtree(checkout / "tests")

    done = run("new", "rule", "sample-left", cwd=checkout, program=checkout / "cli.py")

    assert done.returncode == 1
    assert "CST019" in done.stderr


def test_a_company_inside_a_checkout_uses_its_schemas(checkout: Path) -> None:
    shutil.copytree(ROOT / "schema", checkout / "schema")

    done = run("new", "company", "晴川", cwd=checkout, program=checkout / "cli.py")

    assert done.returncode == 0, done.stderr
    first = (checkout / "晴川/company.yaml").read_text("utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=../schema/company.json"
    assert not (checkout / "晴川/.schema").exists()
