from __future__ import annotations

from typing import TYPE_CHECKING

from cstemplates.check import Facts, Violation, find_rule, run_rules
from cstemplates.findings import TextLocation
from cstemplates.model import Role
from cstemplates.model.catalog import Catalog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check import Rule


def _locate(kind: str, entry_id: str, key_path: tuple[str | int, ...]) -> TextLocation:
    return TextLocation(f"{kind}/{entry_id}.yaml", 1, 1, key_path)


def _facts(**exempt: str) -> Facts:
    names = {name.replace("_", "-"): reason for name, reason in exempt.items()}
    role = Role(
        title="客服总监",
        family="general",
        reports_to="nobody",
        purpose="带领团队",
        exempt=names,
    )
    return Facts(Catalog(roles={"cs_director": role}), _locate)


class _Crashing:
    code = "CST201"

    def check(self, facts: Facts) -> Iterator[Violation]:  # noqa: ARG002 - the protocol
        yield Violation("roles", "cs_director", ("reports_to",), "half way")
        raise RuntimeError


def _rule(code: str) -> Rule:
    rule = find_rule(code)
    assert rule is not None
    return rule


def test_a_rule_that_crashes_becomes_a_finding_and_the_others_still_run() -> None:
    report = run_rules(_facts(), [_Crashing(), _rule("CST200")])

    assert [found.code for found in report] == ["CST001", "CST200"]
    crash, unknown = report
    assert crash.message == "The rule “reporting-loop” could not be completed."
    assert str(crash.location).startswith("cstemplates/check/rules/test_run.py:")
    assert str(unknown.location) == "roles/cs_director.yaml:1:1"


def test_an_exemption_from_a_rule_that_crashed_is_not_called_unneeded() -> None:
    report = run_rules(_facts(reporting_loop="有理由"), [_Crashing()])

    assert [found.code for found in report] == ["CST001"]


def test_an_exemption_holds_for_its_rule_and_its_entry_only() -> None:
    facts = _facts(reference_unknown="总部岗位")
    other = Role(title="客服经理", family="general", reports_to="nobody", purpose="管理班组")
    both = Facts(Catalog(roles={**facts.catalog.roles, "cs_manager": other}), _locate)

    report = run_rules(both)

    assert [(found.code, found.location.path) for found in report] == [
        ("CST200", "roles/cs_manager.yaml")
    ]


def test_an_exemption_that_names_no_rule_gets_a_suggestion() -> None:
    (found,) = run_rules(_facts(reference_unknwon="总部岗位", reference_unknown="总部岗位"))

    assert (found.code, found.severity) == ("CST002", "warning")
    assert found.hint == "Did you mean “reference-unknown”?"


def test_an_empty_catalogue_has_no_findings() -> None:
    assert list(run_rules(Facts(Catalog(), _locate))) == []
