"""Writing a comparison: one module a format, one table of formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.compare.reports.github import render_github
from cstemplates.compare.reports.json_object import render_json
from cstemplates.compare.reports.markdown import render_markdown
from cstemplates.compare.reports.page import render_html
from cstemplates.compare.reports.text import render_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cstemplates.compare.change import Comparison

FORMATS: Mapping[str, Callable[[Comparison], str]] = {
    "text": render_text,
    "json": render_json,
    "html": render_html,
    "markdown": render_markdown,
    "github": render_github,
}
"""Every format by the name that ``--format`` takes."""

__all__ = [
    "FORMATS",
    "render_github",
    "render_html",
    "render_json",
    "render_markdown",
    "render_text",
]
