"""Bind: which facts one document for one role or person may see, as plain data."""

from cstemplates.bind.context import Binder, Bound, Case
from cstemplates.bind.facts import UnknownPathError, lint_facts
from cstemplates.bind.gap import Gap, mark
from cstemplates.bind.labels import label_of

__all__ = ["Binder", "Bound", "Case", "Gap", "UnknownPathError", "label_of", "lint_facts", "mark"]
