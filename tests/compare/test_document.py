from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
from support.edited import (
    BODY,
    W,
    drop,
    edited,
    first_cell,
    markup,
    packed,
    paragraph_with,
    row_with,
    saved_by_another_program,
    set_text,
    swapped,
    text_of,
    unpacked,
)
from support.rawword import RawWord, cell, paragraph, row, table

from cstemplates import compare
from cstemplates.compare import Change, Kind, Piece
from cstemplates.findings import TemplateError

if TYPE_CHECKING:
    from lxml import etree

RESULTS = "一、 业绩考核（表A，占总成绩70%）"


def told(changes: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    """Kind, place and the words as the terminal shows them."""
    forms = {"same": "{}", "gone": "[-{}]", "new": "[+{}]"}
    return [
        (
            c.kind.value,
            c.where,
            "".join(forms[p.kind].format(p.text) for p in c.pieces)
            or f"{c.before}→{c.after} ×{c.count}",
        )
        for c in changes
    ]


def test_one_weight_changed_is_one_cell(scorecard: bytes) -> None:
    def change(root: etree._Element) -> None:
        weight = row_with(root, "客户满意度").findall(f"{{{W}}}tc")[2]
        assert text_of(weight) == "25%"
        set_text(weight, "20%")

    assert compare(scorecard, edited(scorecard, change)) == (
        Change(
            Kind.CHANGED,
            f"{RESULTS} › A5 客户满意度 › 权重",
            (Piece("gone", "25%"), Piece("new", "20%")),
            "25%",
            "20%",
            "A5",
        ),
    )


def test_a_removed_row_is_one_change_and_later_numbers_one_more(scorecard: bytes) -> None:
    def change(root: etree._Element) -> None:
        gone = row_with(root, "客户转介绍数")
        later = [first_cell(row) for row in gone.itersiblings()]
        assert [text_of(cell) for cell in later][:4] == ["A4", "A5", "A6", "A7"]
        for number, first in enumerate(later[:4], start=3):
            set_text(first, f"A{number}")
        drop(gone)

    removed, renumbered = compare(scorecard, edited(scorecard, change))

    assert (removed.kind, removed.where) == (Kind.REMOVED, f"{RESULTS} › A3 客户转介绍数")
    assert removed.code == "A3"
    assert removed.before.startswith("A3 | 客户转介绍数 | 10% | 由老客户带来")
    assert removed.after == ""
    assert renumbered == Change(
        Kind.RENUMBERED, f"{RESULTS} › A3 大客户回访 › 编号", (), "A4", "A3", count=4
    )


def test_an_inserted_clause_does_not_mark_the_later_numbers(policy: bytes) -> None:
    def change(root: etree._Element) -> None:
        before = paragraph_with(root, "班组主管记录事实")
        clause = copy.deepcopy(before)
        set_text(clause, "质检员每周抽查面谈记录并通报结果。")
        before.addnext(clause)

    assert told(compare(policy, edited(policy, change))) == [
        ("added", "三、 职责 › 3.", "[+质检员每周抽查面谈记录并通报结果。]"),
        ("renumbered", "三、 职责 › 4.", "3.→4. ×2"),
    ]


def test_a_moved_clause_is_one_change(policy: bytes) -> None:
    def change(root: etree._Element) -> None:
        clause = paragraph_with(root, "多方评议，不以一人印象定分")
        paragraph_with(root, "以规定的考核项目和事实为据").addnext(clause)

    assert told(compare(policy, edited(policy, change))) == [
        ("renumbered", "四、 考核原则 › （2）", "（3）→（2） ×1"),
        ("moved", "四、 考核原则 › （3）", "多方评议，不以一人印象定分；"),
    ]


def test_clauses_that_moved_together_are_one_change(policy: bytes) -> None:
    def change(root: etree._Element) -> None:
        head = paragraph_with(root, "考核原则")
        target = paragraph_with(root, "适用范围")
        for element in [head, *list(head.itersiblings())[:5]]:
            target.addprevious(element)

    moved = [c for c in compare(policy, edited(policy, change)) if c.kind is not Kind.RENUMBERED]

    assert [(c.kind, c.where, c.count) for c in moved] == [(Kind.MOVED, "二、 考核原则", 6)]
    assert moved[0].after.startswith("考核原则\n考核遵守四项原则：\n")


def test_a_changed_column_title_is_one_change(scorecard: bytes) -> None:
    changed = swapped(scorecard, ">指标要求<", ">指标要求与口径<")

    assert told(compare(scorecard, changed)) == [
        ("changed", f"{RESULTS} › 表头", "指标要求[+与口径]")
    ]


def test_a_column_put_in_is_one_change() -> None:
    def made(*titles: str, drop: int | None = None) -> bytes:
        rows = [titles, ("甲", "1", "子"), ("乙", "2", "丑")]
        cells = [[c for n, c in enumerate(r) if n != drop] for r in rows]
        head, *body = ([cell(text) for text in r] for r in cells)
        lines = (row(*head, header=True), *(row(*line) for line in body))
        return RawWord(table(*lines, columns=len(cells[0]))).data()

    titles = ("项目", "数量", "备注")
    assert told(compare(made(*titles, drop=1), made(*titles))) == [
        ("added", "正文 › 列", "[+数量\n1\n2]")
    ]
    assert told(compare(made(*titles), made(*titles, drop=1))) == [
        ("removed", "正文 › 列", "[-数量\n1\n2]")
    ]


def test_header_and_footer_are_named(policy: bytes) -> None:
    changed = swapped(policy, "XH-DOC-30", "XH-DOC-31", part="word/footer1.xml")

    assert told(compare(policy, changed)) == [
        ("changed", "页脚", "\t第 ‹PAGE› 页 共 ‹NUMPAGES› 页\t[-XH-DOC-30][+XH-DOC-31]")
    ]


def test_choices_of_a_list_are_told_with_their_control(scorecard: bytes) -> None:
    changed = swapped(scorecard, '"待改进"', '"需改进"')

    assert told(compare(scorecard, changed)) == [
        (
            "changed",
            "三、 成绩合成与等级评定 › 第 1 张表 › 总成绩 › 折合得分 › 选项",
            "优秀/良好/合格/[-待][+需]改进/不合格",
        )
    ]


def test_a_property_is_named_and_its_dates_are_not_compared(policy: bytes) -> None:
    changed = swapped(
        policy,
        "<dc:title>客户服务人员业绩考核制度<",
        "<dc:title>客服人员业绩考核制度<",
        part="docProps/core.xml",
    )

    assert told(compare(policy, changed)) == [
        ("changed", "属性 title", "客[-户服务][+服]人员业绩考核制度")
    ]


@pytest.mark.parametrize("kind", ["annual_scorecard", "performance_policy", "cs_manual"])
def test_what_another_program_saved_is_no_difference(
    kind: str, documents: dict[str, bytes]
) -> None:
    data = documents[kind]

    assert compare(data, saved_by_another_program(data)) == ()


def test_looks_are_counted_by_aspect_and_apart(policy: bytes) -> None:
    def change(root: etree._Element) -> None:
        for run in paragraph_with(root, "考核按七步实施").iter(f"{{{W}}}r"):
            run.insert(0, markup("<w:rPr><w:b/></w:rPr>"))

    found = compare(policy, edited(policy, change))

    assert [(c.kind, c.where, c.count, c.pieces) for c in found] == [(Kind.LOOK, "font", 1, ())]


def test_a_page_break_put_in_is_a_look(policy: bytes) -> None:
    def change(root: etree._Element) -> None:
        broken = paragraph_with(root, "考核按七步实施")
        broken.addprevious(markup('<w:p><w:r><w:br w:type="page"/></w:r></w:p>'))

    assert compare(policy, edited(policy, change)) == (Change(Kind.LOOK, "page", count=1),)


def test_what_moved_is_looked_into(scorecard: bytes) -> None:
    def change(root: etree._Element) -> None:
        last = root[0][-1]
        rates = row_with(root, "总成绩").getparent()
        assert rates is not None
        item = next(e for e in rates.iter(f"{{{W}}}listItem") if "优秀" in e.attrib.values())
        item.set(f"{{{W}}}displayText", "卓越")
        item.set(f"{{{W}}}value", "卓越")
        last.addprevious(rates)

    found = [c for c in compare(scorecard, edited(scorecard, change)) if not c.kind.is_quiet]

    assert [(c.kind, c.where.split(" › ")[-1]) for c in found] == [
        (Kind.MOVED, "第 2 张表"),
        (Kind.CHANGED, "选项"),
    ]


def test_margins_and_definitions_are_looks(policy: bytes) -> None:
    parts = unpacked(policy)
    body = parts[BODY].decode()
    start = body.index('w:left="') + len('w:left="')
    parts[BODY] = (body[:start] + "9" + body[start:]).encode()
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"<w:b/>", b"", 1)

    found = compare(policy, packed(parts))

    assert {(c.kind, c.where) for c in found} <= {
        (Kind.LOOK, aspect) for aspect in ("page", "definition", "paragraph")
    }
    assert found


def test_a_heading_is_told_once_though_contents_and_header_repeat_it(
    documents: dict[str, bytes],
) -> None:
    manual = documents["cs_manual"]

    def change(root: etree._Element) -> None:
        both = [p for p in root.iter(f"{{{W}}}p") if text_of(p) in {"入伙办理", "第二节　入伙办理"}]
        assert len(both) == 2
        for each in both:
            set_text(each, text_of(each).replace("办理", "手续"))

    changed = edited(manual, change)

    assert told(compare(manual, changed)) == [
        ("changed", "第五章 作业指导书 › 第二节 入伙手续", "入伙[-办理][+手续]")
    ]


def test_a_reference_that_follows_its_clause_is_renumbering() -> None:
    def made(*clauses: str, reference: str) -> bytes:
        numbered = "".join(
            paragraph(f"第{n}条 {c}") for n, c in zip("一二三四", clauses, strict=False)
        )
        return RawWord(numbered + paragraph(f"违反者按第{reference}条办理。")).data()

    old = made("目的在于公平", "适用于全体员工", "违反的处理办法", reference="三")
    new = made("目的在于公平", "名词解释另附", "适用于全体员工", "违反的处理办法", reference="四")
    wrong = made("目的在于公平", "名词解释另附", "适用于全体员工", "违反的处理办法", reference="二")

    assert told(compare(old, new)) == [
        ("added", "第二条", "[+名词解释另附]"),
        ("renumbered", "第三条", "第二条→第三条 ×2"),
        ("renumbered", "正文", "第三条→第四条 ×1"),
    ]
    assert told(compare(old, wrong))[-1] == (
        "changed",
        "正文",
        "违反者按第[-三][+二]条办理。",
    )


def test_rows_left_blank_are_counted_not_listed() -> None:
    def made(blank: int) -> bytes:
        head = row(cell("日期"), cell("事项"), header=True)
        return RawWord(table(head, *[row(cell(""), cell(""))] * blank, columns=2)).data()

    assert compare(made(3), made(5)) == (Change(Kind.ADDED, "正文 › 空白行", count=2),)


def test_a_drawing_is_compared_box_by_box(documents: dict[str, bytes]) -> None:
    chart = documents["cs_center_org"]

    def change(root: etree._Element) -> None:
        box = next(b for b in root.iter(f"{{{W}}}txbxContent") if "客服助理" in text_of(b))
        first = next(box.iter(f"{{{W}}}p"))
        set_text(first, "客服专员")

    kind, where, words = told(compare(chart, edited(chart, change)))[0]

    assert (kind, where) == ("changed", "1 组织架构 › 图 组织架构图")
    assert words.startswith("客服[-助理][+专员]\n")


def test_both_files_are_judged_before_anything_is_compared() -> None:
    with pytest.raises(TemplateError) as caught:
        compare(b"no zip", b"%PDF-1.7", old_path="a.docx", new_path="b.docx")

    assert [(f.code, f.location.path) for f in caught.value.report] == [
        ("CST300", "a.docx"),
        ("CST300", "b.docx"),
    ]
