"""A field while it is being read: its instruction, its cached result, how it is shown."""

from __future__ import annotations

import shlex

# Their result depends on the layout or the clock, so the instruction is shown instead.
_VOLATILE = frozenset(
    [
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "DATE",
        "TIME",
        "PRINTDATE",
        "SAVEDATE",
        "FILENAME",
        "STYLEREF",
    ]
)
_WITH_ARGUMENT = frozenset({"STYLEREF"})


class OpenField:
    """A field from its beginning to its end.

    Args:
        checked: The state of an older form's check box; None for any other field.
    """

    def __init__(self, *, checked: bool | None = None) -> None:
        self._checked = checked
        self._instruction = ""
        self._result: list[str] = []
        self._in_result = False

    def instruct(self, text: str) -> None:
        """Add to the instruction."""
        self._instruction += text

    def separate(self) -> None:
        """Go over from the instruction to the result."""
        self._in_result = True

    def put(self, text: str) -> None:
        """Add to the part that is being read; a field's result may be an instruction."""
        if self._in_result:
            self._result.append(text)
        else:
            self._instruction += text

    def take(self) -> list[str]:
        """Hand out the result so far, at the end of a paragraph inside the field."""
        taken, self._result = self._result, []
        return [] if self._kind() in _VOLATILE else taken

    def shown(self) -> str:
        """Return what stands for the field in the text."""
        kind = self._kind()
        if self._checked is not None:
            return "☑" if self._checked else "☐"
        if kind in _VOLATILE:
            argument = self._words()[1:2] if kind in _WITH_ARGUMENT else []
            return f"‹{' '.join([kind, *argument])}›"
        result = "".join(self._result)
        if kind == "HYPERLINK" and (target := self._target()):
            return f"{result}〈{target}〉"
        return result

    def _kind(self) -> str:
        return next(iter(self._instruction.split()), "").upper()

    def _words(self) -> list[str]:
        return instruction_words(self._instruction)

    def _target(self) -> str:
        target, after_switch = "", ""
        for word in self._words()[1:]:
            if word.startswith("\\"):
                after_switch = word
            elif after_switch == "\\l":
                # Names with a leading low line are Word's own, as in a table of contents.
                target += "" if word.startswith("_") else f"#{word}"
                after_switch = ""
            elif after_switch in {"\\o", "\\t"}:
                after_switch = ""
            else:
                target += word
        return target


def instruction_words(instruction: str) -> list[str]:
    """Split a field's instruction; what stands in quotes is one word, without them."""
    try:
        return shlex.split(instruction.replace("\\", "\\\\"))
    except ValueError:
        return instruction.split()
