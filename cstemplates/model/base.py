"""What every entry and every list item of the catalogue has in common."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Line = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S([^\r\n]*\S)?$")]
"""A text on one line, without blanks around it: names that stand in titles and headers."""

SpecId = Annotated[
    str, StringConstraints(pattern=r"^(DOC|RL|KS|PL|FM|DF|CT)-[A-Z0-9]+(-[A-Z]+[0-9]+)?$")
]
Origin = Literal["source", "authored"]


class Shape(BaseModel):
    """A frozen map with exactly the keys that are declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=False)


class Item(Shape):
    """A list item: overlays, diffs and forms hang on its ``id``."""

    id: Id = Field(title="标识", description="同一列表内唯一、永不改变；覆盖层按它匹配")
    spec: tuple[SpecId, ...] = Field(default=(), title="材料编号", description="本项覆盖的材料条目")
    origin: Origin | None = Field(
        default=None,
        title="来源",
        description="source＝原始材料事实；authored＝我们编写的专业默认值",
    )
    basis: Text | None = Field(
        default=None, title="编写依据", description="编写内容所依据的事实、法规或惯例"
    )


class Decision(Item):
    """One conflict or gap of the raw material, decided once."""

    defects: tuple[SpecId, ...] = Field(
        title="缺陷编号", description="spec 中的 DF 编号", min_length=1
    )
    choice: Text = Field(title="取舍", description="采用了什么")
    reason: Text = Field(title="理由", description="为什么这样取舍")


class Entry(Shape):
    """One entry of the catalogue; its id is the file's name."""

    title: Text = Field(title="名称")
    spec: tuple[SpecId, ...] = Field(
        default=(), title="材料编号", description="本条目覆盖的材料条目"
    )
    origin: Origin = Field(default="source", title="来源")
    basis: Text | None = Field(default=None, title="编写依据")
    decisions: tuple[Decision, ...] = Field(
        default=(), title="取舍记录", description="材料冲突与缺陷的处理及理由"
    )
    exempt: dict[str, Text] = Field(
        default_factory=dict,
        title="豁免",
        description="规则名 → 理由；不再需要的豁免本身是一条发现",
    )
