"""Stack: layers laid over each other, every leaf knowing its file, line, layer and past."""

from cstemplates.stack.layer import Layer, LayerEntry, read_layer
from cstemplates.stack.nearest import did_you_mean
from cstemplates.stack.stacking import Provenance, Replaced, Stack, StackedEntry, stack

__all__ = [
    "Layer",
    "LayerEntry",
    "Provenance",
    "Replaced",
    "Stack",
    "StackedEntry",
    "did_you_mean",
    "read_layer",
    "stack",
]
