from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from cstemplates import messages
from cstemplates.compare import Change, Comparison, FileChange, Kind, Piece, State, compare_text
from cstemplates.compare.reports import (
    FORMATS,
    render_github,
    render_html,
    render_json,
    render_markdown,
    render_text,
)
from cstemplates.findings import TextLocation, finding

EVIL = "a|b `c` <script>alert(1)</script> @boss #12 [x](http://y) *z* ~~q~~ \x1b[31m\u202e| !1 $2 :cat:"


def changed(before: str, after: str, where: str = "一、 考核 › A5 客户满意度 › 权重") -> Change:
    return Change(Kind.CHANGED, where, compare_text(before, after), before, after, "A5")


@pytest.fixture
def comparison() -> Comparison:
    changes = (
        changed("25%", "20%"),
        Change(Kind.ADDED, "二、 职责", (Piece("new", "新条"),), "", "新条"),
        Change(Kind.REMOVED, "二、 职责", (Piece("gone", "旧条"),), "旧条", ""),
        Change(Kind.MOVED, "三、 原则", (Piece("same", "移条"),), "移条", "移条", "", 2),
        Change(Kind.RENUMBERED, "二、 职责 › 4.", (), "3.", "4.", "", 2),
        Change(Kind.LOOK, "font", count=3),
    )
    unread = finding("CST309", "enciphered", TextLocation("old/密.docx"))
    return Comparison(
        (
            FileChange("a.docx", State.CHANGED, changes),
            FileChange("b.docx", State.SAME),
            FileChange("c.docx", State.LOOK, (Change(Kind.LOOK, "page", count=1),)),
            FileChange("new.docx", State.RENAMED, (), "old.docx"),
            FileChange("put.docx", State.ADDED),
            FileChange("密.docx", State.UNREADABLE, (), "", (unread,)),
        )
    )


def test_text_lists_what_reads_differently_and_counts_the_rest(comparison: Comparison) -> None:
    assert render_text(comparison).splitlines() == [
        "a.docx  changed",
        "  ~ 一、 考核 › A5 客户满意度 › 权重",
        "      [-25%-]{+20%+}",
        "  + 二、 职责",
        "      {+新条+}",
        "  - 二、 职责",
        "      [-旧条-]",
        "  > 三、 原则 ×2",
        "      moved: 移条",
        "  # 二、 职责 › 4.: the following numbers move on: 3. → 4. (2)",
        "  Looks: fonts (3)",
        "old.docx → new.docx  renamed",
        "put.docx  added",
        "密.docx  cannot be read",
        "  enciphered",
        "Files: changed 1, added 1, renamed 1, only looks different 1, cannot be read 1, the same 1",
    ]


def test_colours_are_added_only_when_asked_for(comparison: Comparison) -> None:
    plain, coloured = render_text(comparison), render_text(comparison, colour=True)

    assert "\x1b" not in plain
    assert "\x1b[31m[-25%-]\x1b[0m\x1b[32m{+20%+}\x1b[0m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain


def test_json_has_stable_keys_and_leaves_out_what_is_the_same(comparison: Comparison) -> None:
    found = json.loads(render_json(comparison))

    assert found["summary"] == {
        "same": 1, "changed": 1, "added": 1, "removed": 0, "renamed": 1, "look": 1, "unreadable": 1,
    }  # fmt: skip
    assert [file["path"] for file in found["files"]] == [
        "a.docx", "c.docx", "new.docx", "put.docx", "密.docx",
    ]  # fmt: skip
    assert list(found["files"][0]) == ["path", "old_path", "state", "changes", "findings"]
    assert found["files"][0]["changes"][0] == {
        "kind": "changed",
        "where": "一、 考核 › A5 客户满意度 › 权重",
        "code": "A5",
        "before": "25%",
        "after": "20%",
        "count": 1,
        "pieces": [{"kind": "gone", "text": "25%"}, {"kind": "new", "text": "20%"}],
    }
    assert found["files"][-1]["findings"][0]["code"] == "CST309"


def test_markdown_is_one_table_a_file(comparison: Comparison) -> None:
    shown = render_markdown(comparison)

    assert "### a\\.docx · changed\n\n| Where | Change |\n| --- | --- |\n" in shown
    assert "| 一、 考核 › A5 客户满意度 › 权重 | <del>25%</del><ins>20%</ins> |\n" in shown
    assert "b\\.docx" not in shown


def test_words_of_a_document_cannot_break_markdown_or_ping_anybody() -> None:
    file = FileChange(EVIL, State.CHANGED, (changed("", EVIL, where=EVIL),))

    shown = render_markdown(Comparison((file,)))

    (line,) = [line for line in shown.splitlines() if "ins>" in line]
    assert len(re.findall(r"(?<!\\)\|", line)) == 3
    assert "<script" not in shown
    assert not re.search(r"[@#!$](?=\w)", shown.replace("###", ""))
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("limit", [700, 2_000, 60_000])
def test_markdown_is_cut_between_rows_and_says_what_is_left_out(limit: int) -> None:
    files = [
        FileChange(
            f"{n}.docx", State.CHANGED, tuple(changed("甲" * 200, "乙" * 200) for _row in "123")
        )
        for n in range(100)
    ]

    shown = render_markdown(Comparison(tuple(files)), limit=limit)

    assert len(shown) <= limit
    rows = [line for line in shown.splitlines() if line.startswith("| 一")]
    assert all(line.endswith("</ins> |") for line in rows)
    changes, whole = map(int, re.findall(r"\d+", shown.splitlines()[-1]))
    assert changes == 300 - len(rows)
    assert whole == 100 - shown.count("### ")


def test_html_is_one_page_that_loads_nothing_and_escapes_everything() -> None:
    file = FileChange(EVIL, State.CHANGED, (changed("", EVIL, where=EVIL),))

    page = render_html(Comparison((file, FileChange("b.docx", State.ADDED))))

    seen = _Tags()
    seen.feed(page)
    assert seen.open == []
    assert "script" not in seen.met
    assert not {"src", "onload", "onclick"} & seen.attributes
    assert [link for link in seen.links if not link.startswith("#file-")] == []
    assert seen.links == [f"#{name}" for name in seen.names]


def test_html_sets_old_and_new_side_by_side(comparison: Comparison) -> None:
    page = render_html(comparison)

    assert "<td><del>25%</del></td><td><ins>20%</ins></td>" in page
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "prefers-color-scheme: dark" in page


def test_github_commands_are_a_line_a_file(comparison: Comparison) -> None:
    lines = render_github(comparison).splitlines()

    assert len(lines) == 5
    assert lines[0].startswith("::notice file=a.docx,title=changed%3A a.docx::~ 一、 考核")
    assert "[-25%25-]{+20%25+}%0A+ 二、 职责" in lines[0]
    assert lines[-1] == "::error file=密.docx,title=cannot be read%3A 密.docx::enciphered"


def test_no_difference_is_said_plainly() -> None:
    same = Comparison((FileChange("a.docx", State.SAME),))

    assert render_text(same) == "No differences.\n"
    assert render_github(same) == ""
    assert json.loads(render_json(same))["files"] == []
    assert "No differences." in render_html(same)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_in_the_users_language(form: str, comparison: Comparison) -> None:
    messages.use("zh")
    try:
        shown = FORMATS[form](comparison)
    finally:
        messages.use("en")

    assert "一、 考核" in shown


class _Tags(HTMLParser):
    """What a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.met: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.add(tag)
        self.attributes |= {name for name, _value in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.names += [value or "" for name, value in attrs if name == "id"]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
