"""Findings as SARIF 2.1.0, which code-scanning services read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cstemplates.findings.codes import CODES
from cstemplates.findings.location import TextLocation

if TYPE_CHECKING:
    from cstemplates.findings.finding import Finding
    from cstemplates.findings.report import Report

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render_sarif(report: Report) -> str:
    """Write one run with a rule for each code that occurs, and a result for each finding."""
    codes = sorted({each.code for each in report})
    driver = {
        "name": "cstemplates",
        "rules": [{"id": code, "name": CODES[code].name} for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "results": [_result(each, codes.index(each.code)) for each in report],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(each: Finding, rule_index: int) -> dict[str, Any]:
    text = f"{each.message} {each.hint}".strip()
    place: dict[str, Any] = {"artifactLocation": {"uri": each.location.path}}
    match each.location:
        case TextLocation(line=int(line), column=column):
            place["region"] = {"startLine": line} | ({"startColumn": column} if column else {})
        case TextLocation():
            pass
        case word:
            text = f"{word}: {text}"
    return {
        "ruleId": each.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[each.severity.value],
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }
