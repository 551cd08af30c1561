"""Words that are worked out of values, and the values that want to hear of it."""

from __future__ import annotations


class Sourced:
    """A value that keeps account of the words made of it, as a trace of a document does."""

    __slots__ = ()

    def name_in(self, text: str) -> str:
        """Return the text with a note that it was made of this value."""
        raise NotImplementedError


def worded(text: str, *made_of: object) -> str:
    """Return words worked out of values, such as a figure with its sign or a key's label.

    Plain values change nothing; those that keep account are named in the text.
    """
    for value in made_of:
        if isinstance(value, Sourced):
            text = value.name_in(text)
    return text
