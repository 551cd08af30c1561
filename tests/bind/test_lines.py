"""Sections put one under the other, for documents that print several entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.bind.lines import lines_context
from cstemplates.bind.sections import sections_context
from cstemplates.model.texts import Section

if TYPE_CHECKING:
    from collections.abc import Mapping


def _lines(section: Mapping[str, object]) -> list[tuple[str, str]]:
    bound = sections_context([Section.model_validate(section)], lambda text: text)
    return [(line["kind"], line["text"]) for line in lines_context(bound)]


def test_clauses_their_points_and_tables_follow_their_heading() -> None:
    section = {
        "id": "rules",
        "title": "要求",
        "clauses": [
            {"id": "first", "text": "受理", "items": [{"id": "point", "text": "登记"}]},
            {"id": "second", "text": "回访"},
        ],
        "tables": [
            {"id": "limits", "title": "时限表", "columns": ["事项"],
             "rows": [{"id": "row", "cells": ["报修"]}]},
        ],
    }  # fmt: skip

    assert _lines(section) == [
        ("heading", "要求"),
        ("clause", "受理："),
        ("item", "登记。"),
        ("clause", "回访。"),
        ("table", "时限表"),
    ]


def test_the_only_clause_of_a_section_needs_no_number() -> None:
    section = {"id": "rules", "title": "要求", "clauses": [{"id": "only", "text": "照办"}]}

    assert _lines(section) == [("heading", "要求"), ("text", "照办。")]


def test_every_line_can_be_asked_for_columns_and_rows() -> None:
    section = Section.model_validate(
        {
            "id": "s",
            "title": "表",
            "tables": [
                {"id": "t", "title": "甲", "columns": ["一", "二"],
                 "rows": [{"id": "r", "cells": ["1", "2"]}]},
            ],
        }
    )  # fmt: skip

    heading, table = lines_context(sections_context([section], lambda text: text))

    assert (heading["columns"], heading["rows"]) == ([], [])
    assert [column["text"] for column in table["columns"]] == ["一", "二"]
    assert [[cell["text"] for cell in row["cells"]] for row in table["rows"]] == [["1", "2"]]
