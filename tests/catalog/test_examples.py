"""The example companies are what a reader copies: clean, complete, and really layered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cstemplates.findings import Severity
from cstemplates.produce.pack import PackOptions, make_pack
from cstemplates.produce.review import review, review_templates
from cstemplates.produce.selection import Selection
from cstemplates.workspace import explain_value, load_company

_EXAMPLES = Path(__file__).parents[2] / "examples"
_COMPANIES = sorted(path.parent.name for path in _EXAMPLES.glob("*/company.yaml"))


@pytest.mark.parametrize("company", _COMPANIES)
def test_an_example_has_neither_errors_nor_warnings_of_its_own(company: str) -> None:
    workspace = load_company(_EXAMPLES / company)

    report = review_templates(workspace, review(workspace))

    assert [f for f in report if f.severity is Severity.ERROR] == []
    assert [f for f in report if f.severity is Severity.WARNING and not str(f.location).startswith("catalog/")] == []  # fmt: skip


@pytest.mark.parametrize("company", _COMPANIES)
def test_an_example_packs(company: str, tmp_path: Path) -> None:
    options = PackOptions(date(2026, 12, 1), Selection((), (), ()))

    result = make_pack(load_company(_EXAMPLES / company), tmp_path / "out", options, shown="out")

    assert result.rows
    assert all((tmp_path / "out" / row.path).is_file() for row in result.rows)


def test_a_value_of_the_retail_company_has_passed_through_layer_and_overlay() -> None:
    workspace = load_company(_EXAMPLES / "baihe")

    found = explain_value(
        workspace, "roles/retail_complaint_manager.responsibilities.live_room.text"
    )

    assert found.provenance.layer == "overlay"
    assert [old.layer for old in found.provenance.replaced] == ["../layers/retail"]
    assert "layers/retail/roles/" in str(found.provenance.replaced[0].location)


def test_the_layer_renames_reorders_adds_removes_and_weighs() -> None:
    catalog = load_company(_EXAMPLES / "baihe").catalog

    roles = catalog.roles
    order = [duty.id for duty in roles["retail_purchase_post"].responsibilities]
    measures = {m.id: m for m in catalog.scorecards["retail_sales_post_monthly"].parts[0].measures}
    assert roles["retail_sales_post"].title == "导购员"
    assert order.index("integrity") + 1 == order.index("find_sources")
    assert "live_room" in [duty.id for duty in roles["retail_complaint_manager"].responsibilities]
    assert "member_voice" not in [d.id for d in roles["retail_marketing_post"].responsibilities]
    assert (measures["conversion"].weight, measures["quantity"].weight) == (
        Decimal(25),
        Decimal(10),
    )
