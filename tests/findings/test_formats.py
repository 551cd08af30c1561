from __future__ import annotations

import json

import pytest

from cstemplates.findings import DocxLocation, Report, TextLocation, finding
from cstemplates.findings.formats import FORMATS, render_report

_WEIGHTS = finding(
    "CST601",
    "Weights total 110, not 100.",
    TextLocation("scorecards/年度.yaml", 12, 9, ("parts", 0, "measures")),
    "Lower one.",
)
_UNNEEDED = finding("CST002", "No longer needed.", TextLocation("roles/a.yaml", 3, 1, ("exempt",)))
_ENCODING = finding("CST152", "Read as GB18030.", TextLocation("employees.csv"))
_FIELD = finding(
    "CST335",
    "Field “nmae” is unknown.",
    DocxLocation("letter.docx", "word/document.xml", paragraph=4, excerpt="尊敬的 {{ nmae }}："),
    "Did you mean “name”?",
)
_CELL = finding(
    "CST335",
    "Field “x” is unknown.",
    DocxLocation("letter.docx", "word/header1.xml", table=1, row=2, cell=3, excerpt="{{ x }}"),
)
_ALL = Report.of([_WEIGHTS, _UNNEEDED, _ENCODING, _FIELD, _CELL])


def test_text_is_one_line_a_finding_with_its_hint_below() -> None:
    assert render_report(_ALL, "text") == (
        "employees.csv: info CST152 Read as GB18030.\n"
        "letter.docx: paragraph 4 “尊敬的 {{ nmae }}：”: error CST335 Field “nmae” is unknown.\n"
        "    Did you mean “name”?\n"
        "letter.docx: word/header1.xml, table 1, row 2, cell 3 “{{ x }}”: "
        "error CST335 Field “x” is unknown.\n"
        "roles/a.yaml:3:1: warning CST002 No longer needed.\n"
        "scorecards/年度.yaml:12:9: error CST601 Weights total 110, not 100.\n"
        "    Lower one.\n"
    )


def test_text_lets_no_control_character_through_to_the_terminal() -> None:
    found = finding("CST110", "a\x1b[31mb\nc\u2028d", TextLocation("x\r.yaml", 1, 1), "e\tf\u3000g")

    assert render_report(Report.of([found]), "text") == (
        "x .yaml:1:1: error CST110 a [31mb c d\n    e f\u3000g\n"
    )


def test_json_is_one_array_of_the_documented_objects() -> None:
    assert json.loads(render_report(_ALL, "json")) == [
        {
            "code": "CST152",
            "rule": "roster-encoding",
            "spec": "",
            "severity": "info",
            "message": "Read as GB18030.",
            "hint": "",
            "path": "employees.csv",
            "line": None,
            "column": None,
            "key_path": "",
        },
        {
            "code": "CST335",
            "rule": "field-unknown",
            "spec": "",
            "severity": "error",
            "message": "Field “nmae” is unknown.",
            "hint": "Did you mean “name”?",
            "path": "letter.docx",
            "part": "word/document.xml",
            "paragraph": 4,
            "excerpt": "尊敬的 {{ nmae }}：",
        },
        {
            "code": "CST335",
            "rule": "field-unknown",
            "spec": "",
            "severity": "error",
            "message": "Field “x” is unknown.",
            "hint": "",
            "path": "letter.docx",
            "part": "word/header1.xml",
            "table": 1,
            "row": 2,
            "cell": 3,
            "excerpt": "{{ x }}",
        },
        {
            "code": "CST002",
            "rule": "exemption-unneeded",
            "spec": "",
            "severity": "warning",
            "message": "No longer needed.",
            "hint": "",
            "path": "roles/a.yaml",
            "line": 3,
            "column": 1,
            "key_path": "exempt",
        },
        {
            "code": "CST601",
            "rule": "weights-not-100",
            "spec": "LR-04",
            "severity": "error",
            "message": "Weights total 110, not 100.",
            "hint": "Lower one.",
            "path": "scorecards/年度.yaml",
            "line": 12,
            "column": 9,
            "key_path": "parts.0.measures",
        },
    ]


def test_json_keeps_chinese_readable_and_its_keys_in_order() -> None:
    assert render_report(Report.of([_WEIGHTS]), "json") == (
        "[\n"
        "  {\n"
        '    "code": "CST601",\n'
        '    "rule": "weights-not-100",\n'
        '    "spec": "LR-04",\n'
        '    "severity": "error",\n'
        '    "message": "Weights total 110, not 100.",\n'
        '    "hint": "Lower one.",\n'
        '    "path": "scorecards/年度.yaml",\n'
        '    "line": 12,\n'
        '    "column": 9,\n'
        '    "key_path": "parts.0.measures"\n'
        "  }\n"
        "]\n"
    )


def test_github_commands_carry_file_line_column_and_title() -> None:
    assert render_report(_ALL, "github") == (
        "::notice file=employees.csv,title=CST152 roster-encoding::Read as GB18030.\n"
        "::error file=letter.docx,title=CST335 field-unknown::"
        "letter.docx: paragraph 4 “尊敬的 {{ nmae }}：”: Field “nmae” is unknown."
        "%0ADid you mean “name”?\n"
        "::error file=letter.docx,title=CST335 field-unknown::"
        "letter.docx: word/header1.xml, table 1, row 2, cell 3 “{{ x }}”: Field “x” is unknown.\n"
        "::warning file=roles/a.yaml,line=3,col=1,title=CST002 exemption-unneeded::"
        "No longer needed.\n"
        "::error file=scorecards/年度.yaml,line=12,col=9,title=CST601 weights-not-100::"
        "Weights total 110, not 100.%0ALower one.\n"
    )


def test_github_escapes_what_would_end_a_property_or_a_command() -> None:
    found = finding("CST110", "100%: a,b\r\n::set-env", TextLocation("a,b:c%\n.yaml", 1, 2))

    assert render_report(Report.of([found]), "github") == (
        "::error file=a%2Cb%3Ac%25%0A.yaml,line=1,col=2,title=CST110 value-invalid::"
        "100%25: a,b%0D%0A::set-env\n"
    )


@pytest.mark.parametrize(("name", "expected"), [("text", ""), ("json", "[]\n"), ("github", "")])
def test_a_clean_report_says_nothing_and_json_stays_an_array(name: str, expected: str) -> None:
    assert render_report(Report(), name) == expected


def test_every_format_of_the_table_is_tested_here_or_beside() -> None:
    assert set(FORMATS) == {"text", "json", "github", "sarif"}


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(KeyError):
        render_report(Report(), "xml")
