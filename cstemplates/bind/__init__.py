"""Bind: which facts one document for one role or person may see, as plain data."""

from cstemplates.bind.case import Case
from cstemplates.bind.charts import Box, FlowBox
from cstemplates.bind.context import Binder, Bound, scorecard_of
from cstemplates.bind.facts import UnknownPathError, lint_facts
from cstemplates.bind.gap import Gap, mark
from cstemplates.bind.labels import label_of
from cstemplates.bind.listing import cover_data, holes_data, listing_data
from cstemplates.bind.memo import Memo, MemoChange, MemoFile, memo_data
from cstemplates.bind.vocabulary import vocabulary

__all__ = [
    "Binder",
    "Bound",
    "Box",
    "Case",
    "FlowBox",
    "Gap",
    "Memo",
    "MemoChange",
    "MemoFile",
    "UnknownPathError",
    "cover_data",
    "holes_data",
    "label_of",
    "lint_facts",
    "listing_data",
    "mark",
    "memo_data",
    "scorecard_of",
    "vocabulary",
]
