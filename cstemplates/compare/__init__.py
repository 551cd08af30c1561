"""Stage: compare. What a reader sees differently in two Word files; nothing about HR."""

from cstemplates.compare.align import Pair, align
from cstemplates.compare.words import Piece, compare_text

__all__ = ["Pair", "Piece", "align", "compare_text"]
