"""The structural check: what validators and Word would stumble over, with its place."""

from cstemplates.word.structure.check import check_structure

__all__ = ["check_structure"]
