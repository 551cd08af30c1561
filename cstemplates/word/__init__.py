"""Stage: word. WordprocessingML and nothing else: open a template, fill it, read it back."""

from cstemplates.word.collect import Hole
from cstemplates.word.properties import Properties
from cstemplates.word.template import Filled, Template, open_template

__all__ = ["Filled", "Hole", "Properties", "Template", "open_template"]
