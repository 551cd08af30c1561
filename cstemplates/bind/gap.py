"""A value that a document needs and nobody has given."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Gap:
    """A missing value: its path in the context and the words a person knows it by."""

    path: str
    label: str


@dataclass(slots=True)
class Gaps:
    """The gaps met while one document is bound; ``mark`` is printed in their place."""

    found: list[Gap] = field(default_factory=list)

    def mark(self, path: str, label: str) -> str:
        """Remember a gap and return the mark that a draft shows instead."""
        self.found.append(Gap(path, label))
        return mark(label)


def mark(label: str) -> str:
    """The visible mark of a hole in a draft: 【待填：固定工资】."""
    return f"【待填：{label}】"
