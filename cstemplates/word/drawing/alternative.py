"""What a drawing says to those who do not see it, and in a text projection."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cstemplates.word.drawing.flow_graph import Edge
    from cstemplates.word.drawing.org_tree import Key, Post
    from cstemplates.word.slots import FlowChart


def tree_in_words(part: Post, title: str, marks: Mapping[Key, str]) -> str:
    """Say who stands below whom: 总经理：客服总监（王𠮷）；客服总监：客户经理、…."""
    sentences = [] if part.drawn or not part.children else _alone(part, marks)
    for post in part.walk():
        if post.drawn and post.children:
            head = (
                _named(post, marks) if post.key == part.key or len(post.key) == 1 else post.lines[0]
            )
            below = "、".join(_named(child, marks) for child in post.children)
            sentences.append(f"{head}：{below}")
    if part.drawn and not part.children:
        sentences.append(_named(part, marks))
    return f"{title}。{'；'.join(sentences)}"


def _alone(forest: Post, marks: Mapping[Key, str]) -> list[str]:
    return [_named(post, marks) for post in forest.children if not post.children]


def _named(post: Post, marks: Mapping[Key, str]) -> str:
    people = f"（{'、'.join(post.lines[1:])}）" if post.lines[1:] else ""
    mark = marks.get(post.key, "") if post.cut else ""
    return f"{post.lines[0]}{people}{mark}"


def flow_in_words(chart: FlowChart, places: range, edges: Sequence[Edge]) -> str:
    """Say what follows what: 1 登记（客服助理）→2；2 核验（…）：通过→3，未通过→结束."""
    return "；".join(_step(chart, place, edges) for place in places)


def _step(chart: FlowChart, place: int, edges: Sequence[Edge]) -> str:
    step = chart.steps[place]
    ways = [edge for edge in edges if edge.source == place]
    follows = "，".join(f"{edge.label}→{_goal(edge.target, chart)}" for edge in ways)
    owner = f"（{step.owner}）" if step.owner else ""
    conditions = "：" if any(edge.label for edge in ways) else ""
    return f"{place + 1} {step.title}{owner}{conditions}{follows}"


def _goal(target: int, chart: FlowChart) -> str:
    return "结束" if target == len(chart.steps) else str(target + 1)
