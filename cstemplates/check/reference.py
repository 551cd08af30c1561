"""Reference pages of the rules, from their docstrings."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, NamedTuple

from cstemplates.check.discovery import find_rule, rules
from cstemplates.findings.codes import CODES
from cstemplates.messages import language
from cstemplates.workspace.sources import findings_page

if TYPE_CHECKING:
    from cstemplates.check.rule import Rule

SECTIONS = ("Why it matters", "Example", "Use instead", "Exceptions")
"""The sections of a rule's docstring, in this order, after the line that states the fault."""

_HEADING = re.compile(r"^(?P<name>[A-Z][a-z ]+):$", re.MULTILINE)
_HEAD = """# Rules

One section a rule, made from the rules' own pages: `cstemplates explain CODE` prints the
same. An entry that has a reason to differ carries it, under the rule's name:

```yaml
exempt:
  weights-not-100: 试用期内不考核
```
"""


class Page(NamedTuple):
    """A rule's docstring, taken apart."""

    fault: str
    sections: tuple[tuple[str, str], ...]


def read_page(rule: Rule) -> Page:
    """Take a rule's docstring apart; what it lacks is missing from the page."""
    text = inspect.getdoc(type(rule)) or ""
    headings = list(_HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    sections = tuple(
        (heading["name"], inspect.cleandoc(text[heading.end() : end]))
        for heading, end in zip(headings, ends, strict=True)
    )
    return Page(text[: headings[0].start()].strip() if headings else text.strip(), sections)


def rule_page(code: str) -> str:
    """Return the page of a code in Markdown; codes without a rule have their title only.

    Raises:
        KeyError: There is no such code.
    """
    entry = CODES[code]
    known = f" · {entry.spec}" if entry.spec else ""
    head = [f"## {code} {entry.name}", f"*{entry.severity}{known}*"]
    rule = find_rule(code)
    if rule is None:
        return "\n\n".join([*head, meaning_of(code)]) + "\n"
    page = read_page(rule)
    body = [f"**{name}**\n\n{text}" for name, text in page.sections]
    return "\n\n".join([*head, page.fault, *body]) + "\n"


def meaning_of(code: str) -> str:
    """Say in the language in use what a code stands for, as the page of all findings does."""
    row = re.search(rf"^\| {code} \|.*$", findings_page().read_text("utf-8"), re.MULTILINE)
    if row is None:
        return ""
    english, chinese = [cell.strip() for cell in row[0].split("|")][-3:-1]
    return chinese if language() == "zh" else english


def rules_page() -> str:
    """Return the page of all rules, ordered by code."""
    return "\n".join([_HEAD, *(rule_page(rule.code) for rule in rules())])
