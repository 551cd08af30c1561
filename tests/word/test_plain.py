"""What is plain data, and that shared data is looked at once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from cstemplates.word.plain import PlainCheck


class _Text(str):
    __slots__ = ()


class _Items(list[Any]):
    """A list that counts how often it is looked through."""


def _nested(depth: int) -> list[Any]:
    data: list[Any] = []
    for _level in range(depth):
        data = [data]
    return data


@pytest.mark.parametrize(
    "data",
    ["甲", 1, True, None, Decimal("1.5"), dt.date(2026, 1, 1), (), {"a": [{"b": ("c", 1)}]}],
)
def test_texts_numbers_dates_lists_and_maps_are_plain(data: object) -> None:
    assert PlainCheck().is_plain(data)


@pytest.mark.parametrize(
    "data", [1.5, _Text("甲"), _Items(), {1: "a"}, [{"a": [len]}], {"a", "b"}, b"a"]
)
def test_anything_else_is_not(data: object) -> None:
    assert not PlainCheck().is_plain(data)


def test_data_deeper_than_forty_levels_is_not_plain() -> None:
    assert PlainCheck().is_plain(_nested(40))
    assert not PlainCheck().is_plain(_nested(42))


def test_data_that_contains_itself_is_not_plain() -> None:
    data: list[Any] = []
    data.append(data)

    assert not PlainCheck().is_plain(data)


def test_what_is_shared_is_looked_at_once() -> None:
    clause = {"items": ["甲"]}
    check = PlainCheck({id(clause): clause})
    first = check.is_plain([clause])

    clause["items"].append(len)  # type: ignore[arg-type]  # nobody may; it shows who looks

    assert first
    assert check.is_plain([clause])
    assert not PlainCheck({id(clause): clause}).is_plain([clause])


def test_shared_data_that_is_not_plain_stays_so() -> None:
    clause = {"items": [1.5]}
    check = PlainCheck({id(clause): clause})

    assert not check.is_plain([clause])
    assert not check.is_plain([clause])


def test_what_is_not_shared_is_looked_at_every_time() -> None:
    clause = {"items": ["甲"]}
    check = PlainCheck()
    first = check.is_plain([clause])

    clause["items"].append(len)  # type: ignore[arg-type]  # as a later document's data

    assert first
    assert not check.is_plain([clause])
