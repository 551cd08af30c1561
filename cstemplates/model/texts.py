"""Sections, clauses and tables: the texts of agreements, policies, plans and manuals."""

from __future__ import annotations

from pydantic import Field, model_validator

from cstemplates.model.base import Id, Item, Text


class ClauseItem(Item):
    """A point under a clause, printed （1） （2） …."""

    text: Text = Field(title="文字")


class Clause(Item):
    """A clause, numbered by its style."""

    text: Text = Field(title="条款")
    items: tuple[ClauseItem, ...] = Field(default=(), title="分项")


class TableRow(Item):
    """One row of a table of texts; as many cells as the table has columns."""

    cells: tuple[Text, ...] = Field(title="单元格", min_length=1)


class TextTable(Item):
    """A table of texts inside a section."""

    title: Text = Field(title="表题")
    columns: tuple[Text, ...] = Field(title="列标题", min_length=1)
    rows: tuple[TableRow, ...] = Field(title="行", min_length=1)

    @model_validator(mode="after")
    def _rows_fit_the_columns(self) -> TextTable:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                msg = f"row {row.id} has {len(row.cells)} cells, the table {len(self.columns)} columns"
                raise ValueError(msg)
        return self


class Section(Item):
    """A section with heading and clauses; ``block`` names what the template adds to it."""

    title: Text = Field(title="标题")
    clauses: tuple[Clause, ...] = Field(default=(), title="条款")
    tables: tuple[TextTable, ...] = Field(default=(), title="表格")
    block: Id | None = Field(
        default=None, title="版块", description="模板在本节附加的版块，如 pay 薪酬表"
    )


class Revision(Item):
    """One line of a revision table."""

    version: Text = Field(title="版本")
    change: Text = Field(title="修订内容")


class LegalReview(Item):
    """A clause that a lawyer should look at before it is issued."""

    clause: Id = Field(title="条款", description="本条目中条款或参数的 id")
    text: Text = Field(title="复核事项")
    law: Text = Field(title="依据", description="法律名称与条号")
