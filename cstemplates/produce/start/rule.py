"""A new rule of the linter, in a checkout: module, cases, code, page."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from cstemplates.findings import TextLocation, WorkspaceError, finding
from cstemplates.findings.codes import CODES
from cstemplates.messages import _
from cstemplates.produce.start.naming import need_fault
from cstemplates.produce.start.texts import start_text
from cstemplates.produce.start.writing import Started, refuse, write_start
from cstemplates.publish import write_file

_CHECKOUT = Path(__file__).resolve().parents[3]
_RULES = "cstemplates/check/rules"
_CASES = "tests/check/cases"
_CODES = "cstemplates/findings/codes.py"
_FINDINGS = "docs/reference/findings.md"
_PAGE = "docs/reference/rules.md"
_SECTION = """
## 9xx · Rules of one's own / 自己的规则

| code | name | severity | LR | meaning | 含义 |
|---|---|---|---|---|---|
"""
_PRINT = "from cstemplates.check.reference import rules_page; print(rules_page(), end='')"


def start_rule(name: str, *, checkout: Path = _CHECKOUT) -> Started:
    """Start a rule that finds a sample fault, with everything its tests ask for.

    Args:
        name: The fault in kebab case.
        checkout: The source that is changed.

    Raises:
        WorkspaceError: This is no checkout, or the name is taken or states no fault.
    """
    name = need_fault(name)
    _need_checkout(checkout)
    code = _free_code()
    module = checkout / _RULES / f"{name.replace('-', '_')}.py"
    cases = checkout / _CASES / f"{code}.yaml"
    refuse([module] if name in {known.name for known in CODES.values()} else ())
    class_name = "".join(part.capitalize() for part in name.split("-"))
    started = write_start(
        {
            module: start_text("rule.py.txt", code=code, class_name=class_name),
            cases: start_text("rule_cases.yaml", code=code),
        },
        _steps(code),
    )
    _add_code(checkout / _CODES, code, name)
    _add_meaning(checkout / _FINDINGS, code, name)
    _renew_page(checkout)
    return Started(
        (*started.files, *(checkout / each for each in (_CODES, _FINDINGS, _PAGE))),
        started.rewrite,
        started.steps,
    )


def _need_checkout(folder: Path) -> None:
    if all((folder / each).exists() for each in (_RULES, _CASES, _CODES, _FINDINGS)):
        return
    message = _("A rule can only be started in a checkout of the source.")
    raise WorkspaceError(finding("CST019", message, TextLocation(folder.name)))


def _free_code() -> str:
    return next(code for number in range(900, 1000) if (code := f"CST{number}") not in CODES)


def _add_code(file: Path, code: str, name: str) -> None:
    text = file.read_text(encoding="utf-8")
    head = "" if "\n    # 9xx" in text else "    # 9xx the user's own rules\n"
    before, _brace, after = text.rpartition("\n}\n")
    line = f'    "{code}": Code("{name}", _E),'
    _replace(file, f"{before}\n{head}{line}\n}}\n{after}")


def _add_meaning(file: Path, code: str, name: str) -> None:
    text = file.read_text(encoding="utf-8").rstrip("\n") + "\n"
    if "\n## 9xx" not in text:
        text += _SECTION
    row = f"| {code} | {name} | error |  | The title of a role holds the sample words. | 岗位名称含有示例词 |\n"
    _replace(file, text + row)


def _renew_page(checkout: Path) -> None:
    # The rules of this process were read before the new one was written.
    done = subprocess.run(  # noqa: S603 - our own interpreter and text
        [sys.executable, "-c", _PRINT],
        cwd=checkout,
        env=os.environ | {"PYTHONPATH": str(checkout), "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
    )
    _replace(checkout / _PAGE, done.stdout.decode())


def _replace(file: Path, text: str) -> None:
    write_file(file, text.encode(), shown=file.name)


def _steps(code: str) -> tuple[str, ...]:
    return (
        _("Write the rule and its page, and the cases; both hold a sample fault."),
        _("Say what {code} means in {file}, in both languages.").format(code=code, file=_FINDINGS),
        _("Then run “make docs”, “make messages” and the tests of tests/check."),
    )
