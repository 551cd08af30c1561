"""Findings as SARIF."""

import json

from cstemplates.findings import DocxLocation, Report, TextLocation, finding
from cstemplates.findings.formats import render_report


def test_sarif_has_a_rule_a_level_and_a_region() -> None:
    report = Report.of(
        [
            finding("CST601", "weights", TextLocation("a.yaml", 3, 5), "mend"),
            finding(
                "CST342", "comment", DocxLocation("t.docx", "word/document.xml", 2, excerpt="甲")
            ),
        ]
    )

    run = json.loads(render_report(report, "sarif"))["runs"][0]

    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["CST342", "CST601"]
    weights, comment = run["results"]
    assert weights == {
        "ruleId": "CST601",
        "ruleIndex": 1,
        "level": "error",
        "message": {"text": "weights mend"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "a.yaml"},
                    "region": {"startLine": 3, "startColumn": 5},
                }
            }
        ],
    }
    assert comment["level"] == "warning"
    assert comment["message"]["text"] == "t.docx: paragraph 2 “甲”: comment"


def test_sarif_of_nothing_is_a_run_without_results() -> None:
    assert json.loads(render_report(Report(), "sarif"))["runs"][0]["results"] == []
