"""A pack: which documents, for whom, in which order."""

from __future__ import annotations

from pydantic import Field

from cstemplates.model.base import Entry, Id, Item, Text


class PackItem(Item):
    """One kind of document in the pack, in a folder of its own."""

    document: Id = Field(title="文种", description="documents 的 id")
    folder: Text = Field(title="文件夹", description="不含序号；序号按顺序生成")
    roles: tuple[Id, ...] = Field(
        default=(), title="限定岗位", description="空＝文种适用的全部岗位"
    )


class Pack(Entry):
    """Documents to make together, in order."""

    items: tuple[PackItem, ...] = Field(title="内容", min_length=1)
