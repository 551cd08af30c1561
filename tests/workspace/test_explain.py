"""Where a value comes from, down to file and line, and what it replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from cstemplates.findings import WorkspaceError
from cstemplates.workspace import Explanation, explain_value, load_company, load_shipped

EXAMPLE = Path(__file__).parents[2] / "examples" / "xinghe"


def _explain(address: str) -> Explanation:
    return explain_value(load_company(EXAMPLE), address)


def test_a_value_of_the_catalogue_names_its_file_line_and_layer() -> None:
    found = _explain("roles/cs_director.responsibilities.crm.text")

    assert found.value.startswith("主持客户关系管理系统建设")
    assert found.provenance.layer == "catalog"
    assert found.provenance.location.path == "catalog/roles/general/cs_director.yaml"
    assert found.provenance.replaced == ()


def test_an_overlaid_value_names_what_it_replaced() -> None:
    found = _explain("scorecards/cs_director_annual.parts.results.measures.satisfaction.weight")

    assert (found.value, found.provenance.layer) == (25, "overlay")
    assert [(old.value, old.layer) for old in found.provenance.replaced] == [(20, "catalog")]


def test_a_companys_parameter_stands_over_the_policys_default() -> None:
    found = _explain("policies/compensation.parameters.pay.profit_share_rate.value")

    assert (found.value, found.provenance.layer) == (2, "company")
    assert found.provenance.location.path.endswith("company.yaml")
    assert [old.layer for old in found.provenance.replaced] == ["catalog"]


def test_list_items_go_by_position_too() -> None:
    by_position = _explain("roles/cs_director.mission.0.text")

    assert by_position.value == _explain("roles/cs_director.mission.leading_team.text").value


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("role/cs_director", "Did you mean “roles”?"),
        ("roles/cs_directer", "Did you mean “cs_director”?"),
        ("roles/cs_director.responsibilities.crn.text", "Did you mean “crm”?"),
        ("roles/cs_director.titel", "Did you mean “title”?"),
    ],
)
def test_an_unknown_address_names_the_nearest(address: str, hint: str) -> None:
    with pytest.raises(WorkspaceError) as caught:
        explain_value(load_shipped(), address)

    assert [(f.code, f.hint) for f in caught.value.report] == [("CST011", hint)]
