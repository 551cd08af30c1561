"""What texts may refer to, and what an empty fact becomes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cstemplates.bind.facts import CommonFacts, TextFacts, UnknownPathError, lint_facts
from cstemplates.bind.gap import Gap, Gaps
from cstemplates.model import Company, Indicator, Policy
from cstemplates.model.catalog import Catalog

COMPANY = {
    "name": "甲公司",
    "short_name": "甲",
    "brand": "星",
    "legal_representative": "-",
    "catalog": "-",
}
CATALOG = Catalog(
    indicators={
        "csat": Indicator.model_validate(
            {"title": "满意度", "unit": "%", "target": 85, "formula": "-", "source": "-",
             "period": "year", "owner": "post"}
        )
    },
    policies={
        "pay": Policy.model_validate(
            {"title": "-", "parameters": [
                {"id": "pay.rate", "title": "比例", "value": 30, "unit": "%"},
                {"id": "pay.open", "title": "开放比例", "value": None},
            ]}
        )
    },
)  # fmt: skip


def _facts(**company) -> TextFacts:
    common = CommonFacts.of(CATALOG, Company.model_validate(COMPANY | company))
    return TextFacts(common, {"ref": {"pay": "第三条"}})


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("${company.brand}的品牌", "星的品牌"),
        ("达到${indicators.csat.target}", "达到≥85%"),
        ("${indicators.csat.title}", "满意度"),
        ("提成${pay.rate}，见${ref.pay}", "提成30%，见第三条"),
        ("字面的$${company.brand}", "字面的${company.brand}"),
        ("100元", "100元"),
    ],
)
def test_references_print_the_fact(text: str, printed: str) -> None:
    assert printed == _facts().say(text, Gaps())


def test_a_companys_parameter_goes_before_the_policys() -> None:
    facts = _facts(parameters={"pay.rate": Decimal("12.5")})

    assert facts.say("${pay.rate}", Gaps()) == "12.5%"


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("pay.open", "开放比例"),
        ("company.address", "住所"),
        ("company.systems.crm", "客户关系管理系统名称"),
    ],
)
def test_a_known_but_empty_fact_is_a_gap_with_a_name_that_a_person_knows(path, label) -> None:
    gaps = Gaps()

    assert _facts().say(f"见${{{path}}}。", gaps) == f"见【待填：{label}】。"
    assert gaps.found == [Gap(path, label)]


@pytest.mark.parametrize(
    "path",
    ["company.brnad", "company.systems.crn", "indicators.none.title", "roles.none.title", "x.y"],
)
def test_an_unknown_path_is_refused(path: str) -> None:
    assert not lint_facts(CATALOG, None).knows(path)
    with pytest.raises(UnknownPathError):
        _facts().look_up(path)


def test_a_value_that_looks_like_a_reference_is_printed_as_it_is() -> None:
    assert _facts(brand="A${B}").say("${company.brand}", Gaps()) == "A${B}"
