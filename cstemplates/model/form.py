"""The layout of a form: blocks of fields, rows to fill in, checks, signatures and notes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from cstemplates.model.base import Id, Item, Shape, Text
from cstemplates.model.texts import ClauseItem

if TYPE_CHECKING:
    from collections.abc import Iterator

Label = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"\S")]
"""What stands in the grey cell before a blank, short enough for its width."""

Blank = Literal["date", "month", "moment", "time", "span", "hours"]
Tall = Annotated[int, Field(ge=1, le=16)]


class FormField(Item):
    """One blank with its label."""

    label: Label = Field(title="栏名")
    prefill: Text | None = Field(
        default=None,
        title="预填",
        description="可含 ${employee.name} 等路径；没有值就留空待填，{} 是手写处",
    )
    options: tuple[Text, ...] = Field(default=(), title="选项", description="印成 ☐，供勾选")
    blank: Blank | None = Field(
        default=None, title="空格样式", description="印出年月日时分，省去手写"
    )
    unit: Text | None = Field(
        default=None, title="单位", description="印在空格之后，如 元、天；{} 是手写处"
    )
    lines: Tall = Field(default=1, title="行高", description="几行字的高度，每行不低于9毫米")
    wide: bool = Field(default=False, title="通栏", description="独占一行")
    covers: tuple[Text, ...] = Field(
        default=(), title="对应栏目", description="columns 中由本项承担、名称不同的栏目"
    )


class LogColumn(Item):
    """One column of rows to fill in."""

    label: Label = Field(title="栏名")
    width: Annotated[int, Field(ge=1, le=40)] = Field(
        title="宽度", description="与同表其他列相比；整行宽度按比例分"
    )
    source: Text | None = Field(
        default=None,
        title="预印内容",
        description="number＝序号；其余由 of 所指的每一项填入，如 name",
    )
    blank: Blank | None = Field(default=None, title="空格样式")
    options: tuple[Text, ...] = Field(default=(), title="选项", description="印成 ☐，供勾选")
    signed: bool = Field(default=False, title="签字栏", description="签字栏不窄于25毫米")
    covers: tuple[Text, ...] = Field(default=(), title="对应栏目")


class LogRow(Item):
    """A row whose first cells are printed."""

    cells: tuple[Text, ...] = Field(title="已印单元格", min_length=1)


class CheckItem(Item):
    """One thing to check."""

    group: Text | None = Field(default=None, title="部位", description="相同部位的项目排在一起")
    text: Text = Field(title="检查项目")
    standard: Text = Field(title="标准", description="怎样算合格")


class Signer(Item):
    """Who signs."""

    label: Label = Field(title="签署人")
    opinion: Text | None = Field(
        default=None, title="意见栏", description="签字前要写的意见；可写 ☐ 选项，{} 是手写处"
    )
    lines: Tall = Field(default=1, title="行高")
    covers: tuple[Text, ...] = Field(default=(), title="对应栏目")


class _Block(Item):
    title: Text | None = Field(default=None, title="小标题")
    covers: tuple[Text, ...] = Field(
        default=(), title="对应栏目", description="columns 中由整块承担的栏目"
    )


class Fields(_Block):
    """Labels and blanks in pairs."""

    kind: Literal["fields"]
    pairs: Annotated[int, Field(ge=2, le=3)] = Field(default=2, title="每行几项")
    fields: tuple[FormField, ...] = Field(title="栏目", min_length=1)


class Log(_Block):
    """Rows to fill in by hand, some of them printed."""

    kind: Literal["log"]
    columns: tuple[LogColumn, ...] = Field(title="列", min_length=2)
    of: Literal["people", "duties", "qualifications"] | None = Field(
        default=None, title="逐项预印", description="一人、一项职责或一条任职条件一行"
    )
    rows: tuple[LogRow, ...] = Field(default=(), title="已印的行")
    empty: Annotated[int, Field(ge=0, le=40)] = Field(default=0, title="空白行数")
    lines: Tall = Field(default=1, title="行高")
    total: Label | None = Field(default=None, title="合计行", description="末行首格的文字")

    @model_validator(mode="after")
    def _has_rows_that_fit(self) -> Log:
        if not (self.rows or self.empty or self.of):
            msg = "the block has no row"
            raise ValueError(msg)
        for row in self.rows:
            if len(row.cells) > len(self.columns):
                msg = f"row {row.id} has more cells than the block has columns"
                raise ValueError(msg)
        return self


class Checks(_Block):
    """Things to check, each with its standard and a result to tick."""

    kind: Literal["checklist"]
    item_label: Label = Field(default="检查项目", title="项目列名")
    standard_label: Label = Field(default="合格标准", title="标准列名")
    result_label: Label = Field(default="结果", title="结果列名")
    remark_label: Label = Field(default="备注", title="备注列名")
    results: tuple[Text, ...] = Field(
        default=("合格", "不合格"), title="结果选项", min_length=2, max_length=3
    )
    items: tuple[CheckItem, ...] = Field(title="项目", min_length=1)


class Signatures(_Block):
    """Who signs, and when."""

    kind: Literal["signatures"]
    signers: tuple[Signer, ...] = Field(title="签署人", min_length=1)


class Notes(_Block):
    """How to fill the form in."""

    kind: Literal["note"]
    notes: tuple[ClauseItem, ...] = Field(title="说明", min_length=1)


class Stub(_Block):
    """A line to cut along, and the next copy of what stands above."""

    kind: Literal["stub"]
    title: Text = Field(title="联名", description="如 业户联")
    repeats: tuple[Id, ...] = Field(title="重印的块", description="前面各块的 id", min_length=1)


Block = Annotated[Fields | Log | Checks | Signatures | Notes | Stub, Field(discriminator="kind")]


class Form(Shape):
    """What is printed between the title of a form and its foot."""

    copy_title: Text | None = Field(
        default=None, title="首联联名", description="一式数联时第一联的名称"
    )
    blocks: tuple[Block, ...] = Field(title="块", min_length=1)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Form:
        lists = [[block.id for block in self.blocks], [blank.id for blank in blanks_of(self)]]
        lists += [[item.id for item in items_of(block)] for block in self.blocks]
        for ids in lists:
            if twice := [one for one, count in Counter(ids).items() if count > 1]:
                msg = f"the form has two parts with the id {twice[0]}"
                raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _stubs_repeat_what_stands_above(self) -> Form:
        above: set[str] = set()
        for block in self.blocks:
            if isinstance(block, Stub):
                if unknown := [one for one in block.repeats if one not in above]:
                    msg = f"no block with the id {unknown[0]} stands above {block.id}"
                    raise ValueError(msg)
            else:
                above.add(block.id)
        return self


def items_of(block: Block) -> tuple[Item, ...]:
    """Return the parts of a block that a reader may name by id."""
    match block:
        case Fields():
            return block.fields
        case Log():
            return (*block.columns, *block.rows)
        case Checks():
            return block.items
        case Signatures():
            return block.signers
        case Notes():
            return block.notes
        case Stub():
            return ()


def blanks_of(form: Form) -> tuple[FormField | LogColumn | Signer, ...]:
    """Return everything that is filled in under a name: fields, columns and signatures."""
    items = [item for block in form.blocks for item in items_of(block)]
    return tuple(item for item in items if isinstance(item, FormField | LogColumn | Signer))


def columns_on(form: Form) -> frozenset[str]:
    """Name every column of the register that the form gives a place to."""
    blanks = blanks_of(form)
    names = [name for blank in blanks for name in (blank.label, *blank.covers)]
    return frozenset([*names, *(name for block in form.blocks for name in _columns_of(block))])


def _columns_of(block: Block) -> Iterator[str]:
    yield from block.covers
    if block.title:
        yield block.title
    if isinstance(block, Checks):
        labels = (block.item_label, block.standard_label, block.result_label, block.remark_label)
        yield from labels
