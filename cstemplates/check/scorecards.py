"""Walking scorecards with key paths, and the figures in messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cstemplates.model.scorecard import Bands

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from cstemplates.check.facts import Facts, KeyPath
    from cstemplates.model.scorecard import Band, Measure, Part, Rating


class PlacedPart(NamedTuple):
    """A part of a scorecard and where it stands."""

    scorecard: str
    key_path: KeyPath
    part: Part


class PlacedMeasure(NamedTuple):
    """A measure of a scorecard and where it stands."""

    scorecard: str
    key_path: KeyPath
    measure: Measure


class PlacedScale(NamedTuple):
    """Half-open ranges that must cover every value, and where their list stands."""

    scorecard: str
    key_path: KeyPath
    name: str
    ranges: tuple[Band, ...] | tuple[Rating, ...]


def parts_of(facts: Facts) -> Iterator[PlacedPart]:
    """Yield the parts of all scorecards."""
    for scorecard_id, scorecard in facts.catalog.scorecards.items():
        for number, part in enumerate(scorecard.parts):
            yield PlacedPart(scorecard_id, ("parts", number), part)


def measures_of(facts: Facts) -> Iterator[PlacedMeasure]:
    """Yield the measures of all scorecards."""
    for scorecard_id, path, part in parts_of(facts):
        for number, measure in enumerate(part.measures):
            yield PlacedMeasure(scorecard_id, (*path, "measures", number), measure)


def bands_of(facts: Facts) -> Iterator[PlacedScale]:
    """Yield the bands of every measure that is scored by bands."""
    for scorecard_id, path, measure in measures_of(facts):
        if isinstance(measure.scoring, Bands):
            where = (*path, "scoring", "bands")
            yield PlacedScale(scorecard_id, where, measure.id, measure.scoring.bands)


def ratings_of(facts: Facts) -> Iterator[PlacedScale]:
    """Yield the ratings of every scorecard that has some."""
    for scorecard_id, scorecard in facts.catalog.scorecards.items():
        if scorecard.ratings:
            yield PlacedScale(scorecard_id, ("ratings",), scorecard_id, scorecard.ratings)


def figure(number: Decimal) -> str:
    """Write a number without needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
