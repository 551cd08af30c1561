"""Stage: compare. What a reader sees differently in two Word files; nothing about HR."""

from cstemplates.compare.align import Pair, align
from cstemplates.compare.change import Change, Comparison, FileChange, Kind, State, state_of
from cstemplates.compare.document import compare
from cstemplates.compare.folders import compare_folders, compare_paths
from cstemplates.compare.words import Piece, compare_text

__all__ = [
    "Change",
    "Comparison",
    "FileChange",
    "Kind",
    "Pair",
    "Piece",
    "State",
    "align",
    "compare",
    "compare_folders",
    "compare_paths",
    "compare_text",
    "state_of",
]
