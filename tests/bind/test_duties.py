"""Duties and work details as templates print them."""

from __future__ import annotations

from cstemplates.bind.duties import (
    duties_context,
    main_duties_context,
    other_duties_context,
    running_text,
    work_areas_context,
    work_details_context,
)
from cstemplates.model import Role


def role(**own: object) -> Role:
    return Role.model_validate({"title": "岗位", "family": "general", **own})


REPORTING = role(
    categories=[{"id": "a", "title": "上报"}, {"id": "b", "title": "接待"}],
    responsibilities=[
        {
            "id": "report",
            "category": "a",
            "text": "上报两类信息",
            "points": [{"id": "one", "text": "${topic}"}, {"id": "two", "text": "缴费"}],
        },
        {"id": "greet", "category": "b", "text": "迎接来客。"},
    ],
)


def summarised(*main: str) -> Role:
    return role(
        categories=[{"id": "a", "title": "甲"}, {"id": "b", "title": "乙"}],
        responsibilities=[
            {"id": id_, "category": id_[0], "text": "-", "main": id_ in main}
            for id_ in ("a1", "b1", "a2")
        ],
    )


def say(text: str) -> str:
    return text.replace("${topic}", "退租")


def test_points_stand_behind_a_colon_and_apart() -> None:
    report, greet = duties_context(REPORTING, None, say)

    assert report["text"] == "上报两类信息：退租；缴费"
    assert report["lead"] == "上报两类信息"
    assert [point["text"] for point in report["points"]] == ["退租", "缴费"]
    assert (greet["text"], greet["points"]) == ("迎接来客。", [])


def test_running_text_ends_every_duty_once() -> None:
    assert running_text(REPORTING, "a", say) == "上报两类信息：退租；缴费。"
    assert running_text(REPORTING, "b", say) == "迎接来客。"


def test_a_summary_puts_first_the_first_duty_of_each_category() -> None:
    unmarked = summarised()

    assert [d["id"] for d in main_duties_context(unmarked, say)] == ["a1", "b1"]
    assert [d["id"] for d in other_duties_context(unmarked, "a", say)] == ["a2"]
    assert other_duties_context(unmarked, "b", say) == []


def test_a_summary_puts_first_what_is_marked_and_nothing_else() -> None:
    marked = summarised("a2", "a1")

    assert [(d["no"], d["id"]) for d in main_duties_context(marked, say)] == [(1, "a1"), (2, "a2")]
    assert other_duties_context(marked, "a", say) == []
    assert [d["id"] for d in other_duties_context(marked, "b", say)] == ["b1"]


def test_rows_of_an_area_come_together_and_are_numbered_as_printed() -> None:
    areas = ["收费", "接待", "收费"]
    details = role(
        work_details=[
            {"id": f"d{n}", "area": area, "task": f"事{n}", "output": "表", "time": "每日"}
            for n, area in enumerate(areas, 1)
        ]
    ).work_details

    printed = work_areas_context(work_details_context(details, say))

    assert [(a["no"], a["area"]) for a in printed] == [(1, "收费"), (2, "接待")]
    assert [(d["no"], d["task"]) for a in printed for d in a["details"]] == [
        (1, "事1"), (2, "事3"), (3, "事2"),
    ]  # fmt: skip
