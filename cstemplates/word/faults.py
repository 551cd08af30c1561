"""What can go wrong with one value at one place, before it has become a finding.

These never leave the package: a render that meets one is run again collecting all of
them, and they become findings with their places.
"""

from __future__ import annotations


class FaultyValueError(Exception):
    """A value cannot stand where the template puts it."""


class MissingFieldError(FaultyValueError):
    """The data has no such field.

    Attributes:
        field: The field as far as it is known, such as ``employee.naem``.
        known: The names that are there instead.
    """

    def __init__(self, field: str, known: tuple[str, ...] = ()) -> None:
        super().__init__(field)
        self.field = field
        self.known = known


class EmptyValueError(FaultyValueError):
    """Nothing, or text without a character, where something must be printed."""


class UnprintableValueError(FaultyValueError):
    """A list or a map where text is expected."""


class ForbiddenCharacterError(FaultyValueError):
    """A character that XML 1.0 does not allow."""


class TemplateMarkError(FaultyValueError):
    """Text that would turn the finished document into a template."""


class ResultTooLargeError(FaultyValueError):
    """An expression grows beyond what a document can hold."""
