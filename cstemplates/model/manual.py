"""A manual: chapters and sections composed from other entries."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from cstemplates.model.base import Entry, Id, Item, Text
from cstemplates.model.texts import Revision

Source = Annotated[
    str,
    StringConstraints(
        pattern=r"^(procedures|policies|plans)/[a-z][a-z0-9_]*$|^documents/[a-z][a-z0-9_]*(@[a-z][a-z0-9_]*)?$"
    ),
]


class ManualSection(Item):
    """A section; ``source`` is ``procedures/ID``, or ``documents/ID@ROLE`` for a role's document."""

    title: Text = Field(title="节标题")
    source: Source = Field(title="内容来源")


class Chapter(Item):
    """A chapter with its sections."""

    title: Text = Field(title="章标题")
    sections: tuple[ManualSection, ...] = Field(title="节", min_length=1)


class Manual(Entry):
    """A manual, one document composed of the same entries as the single documents."""

    number: Text | None = Field(default=None, title="编号")
    owner: Id = Field(title="归口岗位", description="roles 的 id")
    chapters: tuple[Chapter, ...] = Field(title="章", min_length=1)
    revisions: tuple[Revision, ...] = Field(default=(), title="修订记录")
