"""A term: the preferred word and the words it stands for."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from cstemplates.model.base import Entry, Text


class Term(Entry):
    """A preferred term; ``title`` is the word to use.

    ``use`` says where it holds: everywhere, or only in one family of roles.
    """

    aliases: tuple[Text, ...] = Field(default=(), title="别称", description="应改用首选词的写法")
    related: tuple[Text, ...] = Field(
        default=(), title="近义词", description="可以并存、含义不同的词"
    )
    definition: Text = Field(title="定义")
    use: Literal["all", "property", "retail", "automotive", "gas", "finance"] = Field(
        default="all", title="适用范围"
    )
    code: Text | None = Field(default=None, title="标准代码", description="如国家职业标准编号")
