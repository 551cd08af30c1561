"""Side files: equal bytes, relative paths, read back as they were written."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from support.reference import DAY, EXAMPLE
from support.traced import person, traced

from cstemplates.bind import Case
from cstemplates.findings import WorkspaceError
from cstemplates.produce.press import Press
from cstemplates.publish.manifest import content_sha256
from cstemplates.trace import Tracer, side_path
from cstemplates.trace.sidefile import read_trace, trace_bytes
from cstemplates.workspace import load_company

if TYPE_CHECKING:
    from pathlib import Path


def test_a_side_file_lies_beside_its_document() -> None:
    assert side_path("01-甲/0012-1.0版.docx") == "01-甲/0012-1.0版.trace.json"


def test_a_trace_is_read_back_as_it_was_written() -> None:
    trace = traced(person("0012", "annual_scorecard"))[1]

    assert read_trace(trace_bytes(trace), "x") == trace


def test_the_document_is_known_by_its_content() -> None:
    data, trace = traced(person("0012", "annual_scorecard"))

    assert trace.content_sha256 == content_sha256("a.docx", data)
    assert (trace.document, trace.role, trace.employee) == (
        "annual_scorecard", "cs_director", "0012",
    )  # fmt: skip
    assert trace.as_of == DAY.isoformat()


def test_equal_companies_in_other_folders_give_equal_bytes_without_a_machines_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written(folder: Path) -> bytes:
        press = Press(load_company(folder), DAY)
        case = Case("annual_scorecard", "cs_director", press.people["0012"])
        data = press.make(case).data
        assert data is not None
        return trace_bytes(Tracer(press).trace(case, data, "a.docx"))

    copy = tmp_path / "elsewhere" / "company"
    shutil.copytree(EXAMPLE, copy)
    one = written(copy)
    monkeypatch.chdir(tmp_path)
    other = written(copy)
    monkeypatch.chdir(copy)

    assert one == other == written(copy)
    assert one == trace_bytes(traced(person("0012", "annual_scorecard"))[1])
    assert str(tmp_path).encode() not in one
    assert b"elsewhere" not in one


def test_no_marks_get_into_a_side_file() -> None:
    text = trace_bytes(traced(person("0012", "cs_director_target_agreement"))[1]).decode()

    assert not [c for c in text if ord(c) >= 0xF0000]


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{}",
        b"[]",
        b"[" * 100_000,
        b"\xff",
        b'{"version": 2}',
        b'{"version": 1, "document": "a"}',
        b" " * (64 * 1024 * 1024 + 1),
    ],
)
def test_a_damaged_side_file_is_a_finding(damage: bytes) -> None:
    with pytest.raises(WorkspaceError) as caught:
        read_trace(damage, "a.trace.json")

    (found,) = caught.value.report
    assert (found.code, str(found.location)) == ("CST036", "a.trace.json")


@pytest.mark.parametrize(
    ("key", "value"), [("sources", [9999]), ("sources", [-1]), ("template", 999)]
)
def test_a_side_file_that_refers_to_nothing_is_a_finding(key: str, value: object) -> None:
    content = json.loads(trace_bytes(traced(person("0012", "annual_scorecard"))[1]))
    content["paragraphs"][0]["segments"][0][key] = value

    with pytest.raises(WorkspaceError) as caught:
        read_trace(json.dumps(content).encode(), "a.trace.json")

    assert [f.code for f in caught.value.report] == ["CST036"]


def test_a_number_beyond_all_bounds_is_a_finding() -> None:
    content = json.loads(trace_bytes(traced(person("0012", "annual_scorecard"))[1]))
    content["paragraphs"][0]["table"] = float("inf")

    with pytest.raises(WorkspaceError) as caught:
        read_trace(json.dumps(content).encode(), "a.trace.json")

    assert [f.code for f in caught.value.report] == ["CST036"]


def test_signs_that_steer_a_terminal_are_not_taken_over() -> None:
    content = json.loads(trace_bytes(traced(person("0012", "annual_scorecard"))[1]))
    content["sources"][0]["path"] = "\x1b[31m姓名\x07\ud800"

    trace = read_trace(json.dumps(content).encode(), "a.trace.json")

    assert trace.sources[0].path == "[31m姓名"
