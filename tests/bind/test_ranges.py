"""How ranges and targets are printed."""

from decimal import Decimal

import pytest

from cstemplates.bind.ranges import half_open, target_text
from cstemplates.model import Indicator
from cstemplates.model.role import Target


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (95, None, "≥95%"),
        (85, 95, "≥85%且＜95%"),
        (None, 85, "＜85%"),
        (None, None, "不限"),
    ],
)
def test_a_half_open_range_says_where_its_border_belongs(start, end, text) -> None:
    decimals = [None if v is None else Decimal(v) for v in (start, end)]

    assert text == half_open(decimals[0], decimals[1], "%")


def _indicator(**facts) -> Indicator:
    return Indicator.model_validate(
        {"title": "指标", "formula": "-", "source": "-", "period": "year", "owner": "post"} | facts
    )


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({"unit": "%", "target": 85}, "≥85%"),
        ({"unit": "%", "target": 98, "strict": True}, "＞98%"),
        ({"unit": "小时", "target": 2, "direction": "lower"}, "≤2小时"),
        ({"unit": "%", "target": 100}, "100%"),
        ({"unit": "起", "target": 0, "direction": "lower"}, "0起"),
        ({"target_text": "试运行通过"}, "试运行通过"),
        ({}, ""),
    ],
)
def test_a_target_carries_the_sign_of_its_direction(facts, text) -> None:
    assert text == target_text(_indicator(**facts))


def test_a_goals_own_target_goes_before_the_indicators() -> None:
    indicator = _indicator(unit="%", target=85)

    assert target_text(indicator, Target(value=Decimal(90))) == "≥90%"
    assert target_text(indicator, Target(text="通过验收")) == "通过验收"
