"""A pack: which documents, for whom, in which order."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from cstemplates.messages import _
from cstemplates.model.base import Entry, Id, Item, Text

PackId = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(-[a-z0-9_]+)*$", max_length=60)
]


class PackItem(Item):
    """One kind of document in the pack, in a folder of its own."""

    document: Id = Field(title="文种", description="documents 的 id")
    folder: Text = Field(title="文件夹", description="不含序号；序号按顺序生成")
    roles: tuple[Id, ...] = Field(
        default=(),
        title="限定岗位",
        description="空＝文种适用的全部岗位；点名制作本包时，写明的岗位暂时无人任职也制作",
    )
    for_person: bool = Field(
        default=False,
        title="随人",
        description="true＝全公司一份的文件也放进某人、某岗位的文件包，如岗前培训流程表",
    )


class Pack(Entry):
    """Documents to make together, in order: those of other packs first, then its own."""

    packs: tuple[PackId, ...] = Field(
        default=(), title="包含的文件包", description="packs 的 id；排在本包自己的内容之前"
    )
    items: tuple[PackItem, ...] = Field(default=(), title="内容")
    needs: tuple[Literal["project"], ...] = Field(
        default=(),
        title="所需资料",
        description="企业资料缺这一项时，不点名就不制作本包：project＝物业项目",
    )

    @model_validator(mode="after")
    def _holds_something(self) -> Pack:
        if not (self.items or self.packs):
            raise ValueError(_("a pack names documents in “items” or other packs in “packs”."))
        return self
