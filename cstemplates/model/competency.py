"""The shared dictionary of competencies and the scales they are graded on."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from cstemplates.model.base import Entry, Id, Item, Text


class ScaleLevel(Item):
    """One level of a scale, the lowest first."""

    title: Text = Field(title="等级名称")
    text: Text = Field(title="等级定义")


class Scale(Entry):
    """A scale of levels, defined once for all competencies that use it."""

    levels: tuple[ScaleLevel, ...] = Field(title="等级", min_length=2)


class Behaviour(Item):
    """One observable behaviour."""

    text: Text = Field(title="行为描述")


class CompetencyLevel(Item):
    """The behaviours of one level; ``id`` is the level's id on the scale."""

    behaviours: tuple[Behaviour, ...] = Field(title="行为条目", min_length=1)


class Competency(Entry):
    """A competency: name, one-sentence definition, behaviours by level."""

    kind: Literal["core", "professional"] = Field(title="类别", description="核心能力／专业能力")
    definition: Text = Field(title="定义")
    scale: Id = Field(title="刻度", description="scales 的 id")
    levels: tuple[CompetencyLevel, ...] = Field(title="各级行为", min_length=1)
