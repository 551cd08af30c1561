"""Packs that contain packs, opened up in the order in which they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cstemplates.model import Company, Pack


def contained(
    packs: Mapping[str, Pack], chosen: Iterable[str], company: Company | None, *, named: bool
) -> tuple[str, ...]:
    """Name the chosen packs and those inside them, each once.

    A pack's own documents come after those of the packs in it. Packs that contain each
    other in a circle are taken once too. A pack that needs what the company has not said
    is made only if it was chosen by name.

    Args:
        packs: All packs by id; an id that is none of them is passed over.
        chosen: The packs to open, in order.
        company: The company, None when its file cannot be read: nothing is left out then.
        named: Whether somebody has chosen them by name.
    """
    wanted = tuple(chosen)
    by_name = set(wanted) if named else set()
    found = [pack for name in wanted for pack in _opened(packs, name, set())]
    return tuple(
        name
        for name in dict.fromkeys(found)
        if name in by_name or company is None or _can_be_made(packs[name], company)
    )


def _opened(packs: Mapping[str, Pack], name: str, above: set[str]) -> Iterator[str]:
    if name in packs and name not in above:
        for inner in packs[name].packs:
            yield from _opened(packs, inner, above | {name})
        yield name


def _can_be_made(pack: Pack, company: Company) -> bool:
    return all(getattr(company, need) is not None for need in pack.needs)
