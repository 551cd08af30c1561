"""Lines of text with their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cstemplates.bind.role import Say
    from cstemplates.model.role import TextItem
    from cstemplates.model.texts import ClauseItem


def numbered(items: Iterable[TextItem | ClauseItem], say: Say) -> list[dict[str, Any]]:
    """Bind lines of text, numbered from 1."""
    return [{"no": n, "id": i.id, "text": say(i.text)} for n, i in enumerate(items, 1)]
