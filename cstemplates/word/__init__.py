"""Stage: word. WordprocessingML and nothing else: open a template, fill it, read it back."""

from cstemplates.word.collect import Hole
from cstemplates.word.lines import project_text, render_lines
from cstemplates.word.project import project
from cstemplates.word.properties import Properties
from cstemplates.word.template import Filled, Template, open_template

__all__ = [
    "Filled",
    "Hole",
    "Properties",
    "Template",
    "open_template",
    "project",
    "project_text",
    "render_lines",
]
