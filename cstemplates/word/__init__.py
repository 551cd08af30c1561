"""Stage: word. WordprocessingML and nothing else: open a template, fill it, read it back."""

from cstemplates.word.collect import Hole
from cstemplates.word.drawing import with_empty_drawings
from cstemplates.word.finishing import with_contents_pages
from cstemplates.word.lines import project_text, render_lines
from cstemplates.word.project import project
from cstemplates.word.properties import Properties
from cstemplates.word.slots import (
    Choice,
    ContentsEntry,
    FlowChart,
    FlowStep,
    Included,
    OrgChart,
    OrgNode,
    Slot,
)
from cstemplates.word.template import Filled, Template, open_template

__all__ = [
    "Choice",
    "ContentsEntry",
    "Filled",
    "FlowChart",
    "FlowStep",
    "Hole",
    "Included",
    "OrgChart",
    "OrgNode",
    "Properties",
    "Slot",
    "Template",
    "open_template",
    "project",
    "project_text",
    "render_lines",
    "with_contents_pages",
    "with_empty_drawings",
]
