"""Stage: compare. What a reader sees differently in two Word files; nothing about HR."""

import sys
from types import ModuleType

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


class _Stage(ModuleType):
    """The stage and its verb in one: they bear one name.

    Python puts a package that was imported in the place of any other name, and
    ``from cstemplates import compare`` has to give the verb all the same.
    """

    def __call__(
        self, old: bytes, new: bytes, *, old_path: str = "", new_path: str = ""
    ) -> tuple[Change, ...]:
        return compare(old, new, old_path=old_path, new_path=new_path)


sys.modules[__name__].__class__ = _Stage
