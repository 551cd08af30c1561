"""Forms: their blocks as rows that a template prints one after the other."""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from cstemplates.bind.numbered import numbered
from cstemplates.model.form import Checks, Fields, Log, Notes, Signatures, Stub

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cstemplates.bind.role import Say
    from cstemplates.model import Document
    from cstemplates.model.form import Blank, Block, Form, FormField, LogColumn, Signer

    Sources = Mapping[str, Callable[[], Sequence[Mapping[str, Any]]]]

UNITS = 48
"""Columns of the grid on which the columns of a log are laid out."""

_HEIGHTS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 16)
_NARROW = 5
_SIGNED_LINES = 2
_LEAST = 2
_ROOM = "　　　　"
_PLACES = ("one", "two", "three")
_NOTHING = {"label": None, "text": None}
_EMPTY_ROW: dict[str, Any] = {
    "tall": 1, "wide": False, "one": _NOTHING, "two": _NOTHING, "three": _NOTHING, "cells": [],
    "group": None, "text": None, "standard": None, "label": None, "opinion": None,
}  # fmt: skip
_BLANKS: dict[Blank, str] = {
    "date": "　　　　年　　月　　日",
    "month": "　　　　年　　月",
    "moment": "　　　　年　　月　　日　　时　　分",
    "time": "　　时　　分",
    "span": "自　　年　　月　　日　　时　　分至　　年　　月　　日　　时　　分",
    "hours": "　　:　　至　　:　　",
}


def form_context(
    document: Document, form: Form, say: Say, prefill: Say, sources: Sources
) -> dict[str, Any]:
    """Bind a form.

    Args:
        document: The form's entry.
        form: Its layout.
        say: Resolves the references of a text; a missing value is a gap.
        prefill: Does the same for a blank; a missing value is left to fill in by hand.
        sources: People, duties and the like, for rows that are printed one by one.

    Returns:
        Blocks of one shape: what a block does not have is empty.
    """
    made: dict[str, list[dict[str, Any]]] = {}
    for block in form.blocks:
        again = block.repeats if isinstance(block, Stub) else ()
        own = _block(block, say, prefill, sources)
        made[block.id] = [own, *(dict(copy) for name in again for copy in made[name])]
    blocks = [each for group in made.values() for each in group if _shows(each)]
    for above, below in pairwise(blocks):
        # Two tables without a paragraph between them grow into one.
        below["joined"] = _is_table(above) and _is_table(below) and not below["title"]
    return {
        "copy_title": form.copy_title,
        "made_by": say(document.made_by) if document.made_by else None,
        "kept_by": say(document.kept_by) if document.kept_by else None,
        "ends_in_table": bool(blocks) and _is_table(blocks[-1]),
        "blocks": [{"no": n} | each for n, each in enumerate(blocks, 1)],
    }


def _shows(block: dict[str, Any]) -> bool:
    # A list of people or duties may have none; its head alone says nothing.
    return block["kind"] != "log" or bool(block["rows"])


def _is_table(block: dict[str, Any]) -> bool:
    return block["kind"] not in ("note", "cut")


def _block(block: Block, say: Say, prefill: Say, sources: Sources) -> dict[str, Any]:
    empty = _empty_block(block, say)
    match block:
        case Fields():
            rows = _field_rows(block, say, prefill)
            return empty | {"kind": f"fields{block.pairs}", "rows": rows}
        case Log():
            return empty | {"kind": "log"} | _log(block, say, sources)
        case Checks():
            return empty | {"kind": "checks"} | _checks(block, say)
        case Signatures():
            return empty | {"kind": "signatures", "rows": _signers(block.signers, say)}
        case Notes():
            return empty | {"kind": "note", "notes": numbered(block.notes, say)}
        case Stub():
            return empty | {"kind": "cut"}


def _empty_block(block: Block, say: Say) -> dict[str, Any]:
    labels = {"item": None, "standard": None, "result": None, "remark": None}
    return {
        "id": block.id,
        "title": say(block.title) if block.title else None,
        "joined": False,
        "head": [],
        "rows": [],
        "notes": [],
        "labels": labels,
        "results": None,
    }


def _rows(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [_EMPTY_ROW | {"no": number} | row for number, row in enumerate(rows, 1)]


def _tall(lines: int) -> int:
    return next((height for height in _HEIGHTS if height >= lines), _HEIGHTS[-1])


def _cell(text: str, span: int, *, centred: bool = False) -> dict[str, Any]:
    return {"text": text, "span": span, "centred": centred}


def _field_rows(block: Fields, say: Say, prefill: Say) -> list[dict[str, Any]]:
    return _rows(
        {
            "tall": _tall(max(field.lines for field in row)),
            "wide": len(row) == 1,
        }
        | {
            place: {"label": say(field.label), "text": _blank_of(field, say, prefill)}
            for place, field in zip(_PLACES, row, strict=False)
        }
        for row in _shared_out(block)
    )


def _shared_out(block: Fields) -> Iterator[list[FormField]]:
    """Share fields out to rows; those that do not fill a row get one each."""
    for wide, group in groupby(block.fields, key=attrgetter("wide")):
        fields = list(group)
        width = 1 if wide else block.pairs
        full = len(fields) - len(fields) % width
        yield from (fields[n : n + width] for n in range(0, full, width))
        yield from ([field] for field in fields[full:])


def _blank_of(field: FormField, say: Say, prefill: Say) -> str:
    unit = _with_room(say(field.unit)) if field.unit else ""
    if field.prefill and (known := prefill(field.prefill)):
        return _with_room(known) + unit
    blank = _BLANKS[field.blank] if field.blank else ""
    parts = (_choices(field.options, say), blank, unit and _ROOM + unit)
    return "　".join(filter(None, parts))


def _choices(options: Iterable[str], say: Say) -> str:
    return "　".join(f"☐{_with_room(say(option))}" for option in options)


def _with_room(text: str) -> str:
    return text.replace("{}", _ROOM)


def _log(block: Log, say: Say, sources: Sources) -> dict[str, Any]:
    spans = shared_units([column.width for column in block.columns])
    cells = [_cell(say(c.label), s) for c, s in zip(block.columns, spans, strict=True)]
    items = sources[block.of]() if block.of else ()
    given = [
        *([str(item.get(c.source or "") or "") for c in block.columns] for item in items),
        *([say(text) for text in row.cells] for row in block.rows),
        *([] for _ in range(block.empty)),
    ]
    tall = _tall(block.lines)
    rows = [
        {"tall": tall, "cells": _log_cells(block.columns, spans, n, texts, say)}
        for n, texts in enumerate(given, 1)
    ]
    if block.total:
        rows.append({"tall": 1, "cells": _total_cells(say(block.total), spans)})
    return {"head": [{"no": n} | cell for n, cell in enumerate(cells, 1)], "rows": _rows(rows)}


def _total_cells(text: str, spans: Sequence[int]) -> list[dict[str, Any]]:
    # The words need more room than a column of serial numbers has.
    joined = 2 if spans[0] < _NARROW else 1
    rest = [_cell("", span) for span in spans[joined:]]
    return [_cell(text, sum(spans[:joined]), centred=True), *rest]


def _log_cells(
    columns: Sequence[LogColumn], spans: Sequence[int], number: int, given: Sequence[str], say: Say
) -> list[dict[str, Any]]:
    texts = [*given, *([""] * (len(columns) - len(given)))]
    return [
        _cell(text or _empty(column, number, say), span, centred=span < _NARROW)
        for column, span, text in zip(columns, spans, texts, strict=True)
    ]


def _empty(column: LogColumn, number: int, say: Say) -> str:
    if column.source == "number":
        return str(number)
    return _choices(column.options, say) or (_BLANKS[column.blank] if column.blank else "")


def shared_units(widths: Sequence[int]) -> list[int]:
    """Share the grid out in proportion to some widths; nobody gets less than two units.

    What rounding leaves over goes to those that lost most by it.
    """
    whole = sum(widths)
    exact = [width * UNITS / whole for width in widths]
    shared = [max(_LEAST, int(share)) for share in exact]
    by_loss = sorted(range(len(widths)), key=lambda n: shared[n] - exact[n])
    for n in by_loss[: max(0, UNITS - sum(shared))]:
        shared[n] += 1
    while sum(shared) > UNITS:
        shared[shared.index(max(shared))] -= 1
    return shared


def _checks(block: Checks, say: Say) -> dict[str, Any]:
    groups = [item.group for item in block.items]
    begins = [group and group not in groups[:n] for n, group in enumerate(groups)]
    return {
        "labels": {
            "item": say(block.item_label),
            "standard": say(block.standard_label),
            "result": say(block.result_label),
            "remark": say(block.remark_label),
        },
        "results": _choices(block.results, say),
        "rows": _rows(
            {
                "group": say(item.group) if item.group and first else None,
                "text": say(item.text),
                "standard": say(item.standard),
            }
            for item, first in zip(block.items, begins, strict=True)
        ),
    }


def _signers(signers: Iterable[Signer], say: Say) -> list[dict[str, Any]]:
    return _rows(
        {
            "label": say(signer.label),
            "opinion": _with_room(say(signer.opinion)) if signer.opinion else None,
            "tall": _tall(max(signer.lines, _SIGNED_LINES)),
        }
        for signer in signers
    )
