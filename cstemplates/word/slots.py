"""What a template leaves room for and a value cannot be: drawings, other documents, choices."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrgNode:
    """A box of an organisation chart.

    Attributes:
        id: Unlike those of all other boxes.
        lines: What stands in the box, line by line; a post and who holds it.
        children: The boxes below it, from left to right.
    """

    id: str
    lines: tuple[str, ...]
    children: tuple[OrgNode, ...] = ()


@dataclass(frozen=True, slots=True)
class OrgChart:
    """Who reports to whom, as one or more trees.

    Attributes:
        title: What the chart shows; it begins the alternative text.
        roots: The boxes nothing stands above, from left to right.
    """

    title: str
    roots: tuple[OrgNode, ...]


@dataclass(frozen=True, slots=True)
class FlowStep:
    """A step of a flow chart.

    Attributes:
        id: Unlike those of all other steps of the chart.
        title: What is done.
        owner: Who does it; may be empty.
        branches: When, and the id of the step to go on with; ``end`` ends the flow. Without
            branches the next step follows.
    """

    id: str
    title: str
    owner: str = ""
    branches: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FlowChart:
    """The steps of a procedure in their order.

    Attributes:
        title: What the chart shows; it begins the alternative text.
        steps: The steps; the last one ends the flow.
    """

    title: str
    steps: tuple[FlowStep, ...]


@dataclass(frozen=True, slots=True)
class Included:
    """A finished document whose blocks become part of another one.

    Attributes:
        data: The .docx file, made from a template in the same house.
    """

    data: bytes


@dataclass(frozen=True, slots=True)
class Choice:
    """One item of a drop-down list.

    Attributes:
        value: What is read back from a filled form; unlike those of the other items.
        text: What is shown.
    """

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of a table of contents.

    Attributes:
        bookmark: The name of the bookmark around the heading.
        level: The heading's outline level, from 1.
        number: Its computed number, such as 第一章; may be empty.
        text: Its words without the number.
    """

    bookmark: str
    level: int
    number: str
    text: str


Slot = OrgChart | FlowChart | Included
