"""YAML syntax errors in the words of the person who wrote the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cstemplates.messages import _

if TYPE_CHECKING:
    import yaml


def explain(error: yaml.YAMLError) -> tuple[str, Any]:
    """Return a message for a parser's error and the mark it belongs to, if any."""
    problem = str(getattr(error, "problem", ""))
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    if "quoted scalar" in str(getattr(error, "context", "")) and opened is not None:
        return _("A quotation mark is opened here and never closed."), opened
    if "tab" in problem or "cannot start any token" in problem:
        return _(
            "A value cannot begin with this character; indent with spaces, never with tabs, "
            "and put text that begins with a special sign in quotation marks."
        ), mark
    if "mapping values" in problem:
        return _(
            "A colon is not expected here; put a text with “: ” in quotation marks, "
            "and check the indentation."
        ), mark
    if "expected ',' or" in problem:
        return _("A bracket is opened here and never closed."), opened or mark
    if "node content" in problem:
        return _("A value or a closing bracket is missing here."), mark
    return _("The file is not valid YAML here; check indentation, colons and dashes."), mark
