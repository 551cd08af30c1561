"""Traces of the shipped documents: nearly every printed letter has a source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from produce.test_goldens import REFERENCE
from support.reference import DAY, EXAMPLE, reference_cases
from support.traced import person, traced, tracer, workspace

from cstemplates.produce.press import Press
from cstemplates.trace.ink import MarkingInk
from cstemplates.trace.marks import marked, stretches
from cstemplates.trace.origins import Derived, Origin, Register
from cstemplates.trace.telling import told, told_date
from cstemplates.word.paragraphs import read_paragraphs
from cstemplates.word.printing import PRINTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from cstemplates.bind import Case
    from cstemplates.trace import Trace

FEW = {
    "cs_director_target_agreement": (None, "0012"),
    "annual_scorecard": (None, "0012"),
    "jd_category_table": ("cs_director", None),
    "attendance_policy": (None, None),
    "cs_work_plan": ("cs_dept", None),
    "leave_request": (None, "0131"),
}
LEAST = 0.99


class Printed:
    """Counts the letters that output tags print, apart from counters, and their origins."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.register = Register()
        self._tag = self.register.number(Origin("output tag"))
        for name, printer in PRINTERS.items():
            if not name.startswith("attribute"):
                patch.setitem(PRINTERS, name, self._signed(printer))
        marked_company = told(workspace(), self.register)
        day = told_date(DAY, self.register)
        self.press = Press(marked_company, day, ink=MarkingInk(self.register))

    def _signed(self, printer: Callable[[object], bytes]) -> Callable[[object], bytes]:
        def printed(value: object) -> bytes:
            # Counters are whole numbers that stand nowhere and are not traced.
            text = printer(value)
            return text if type(value) is int else marked(text.decode(), self._tag).encode()

        return printed

    def count(self, case: Case) -> tuple[int, int]:
        """Return how many letters have a source, and how many were printed."""
        people = self.press.workspace.employees
        if case.employee:
            number = case.employee.employee_id
            employee = next(p for p in people if p.employee_id == number)
            case = replace(case, employee=employee)
        data = self.press.make(case).data
        assert data is not None
        letters = [
            (len(stretch.text), any(map(self._is_source, stretch.numbers)))
            for paragraph in read_paragraphs(data)
            for stretch in stretches(paragraph.text)
            if self._tag in stretch.numbers
        ]
        return sum(n for n, known in letters if known), sum(n for n, _known in letters)

    def _is_source(self, number: int) -> bool:
        entry = self.register.entry(number)
        leaves = entry.made_of if isinstance(entry, Derived) else (number,)
        origins = map(self.register.entry, leaves)
        known = {"output tag", "unknown"}
        return any(isinstance(o, Origin) and o.kind not in known for o in origins)


def share(cases: dict[str, Case], patch: pytest.MonkeyPatch) -> dict[str, float]:
    printed = Printed(patch)
    counts = {name: printed.count(case) for name, case in cases.items()}
    assert all(whole > 50 for _known, whole in counts.values()), counts
    return {name: known / whole for name, (known, whole) in counts.items()}


def test_nearly_every_letter_that_tags_print_has_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    shares = share(reference_cases(workspace(), FEW), monkeypatch)

    assert {name: s for name, s in shares.items() if s < LEAST} == {}


@pytest.mark.slow
def test_nearly_every_letter_of_every_shipped_document_has_a_source(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shares = share(reference_cases(workspace(), REFERENCE), monkeypatch)

    assert {name: s for name, s in shares.items() if s < LEAST} == {}


def sources_of(trace: Trace, text: str) -> list[set[str]]:
    return [
        {trace.sources[n].address for n in segment.sources}
        for paragraph in trace.paragraphs
        for segment in paragraph.segments
        if segment.text == text
    ]


@pytest.mark.parametrize("name", FEW)
def test_a_trace_has_every_letter_of_its_document(name: str) -> None:
    case = reference_cases(workspace(), {name: FEW[name]})[name]
    data, trace = traced(case)

    read = read_paragraphs(data)

    assert [p.text for p in trace.paragraphs] == [p.text for p in read]
    assert [p.location for p in trace.paragraphs] == [p.location for p in read]


def test_tracing_changes_no_byte_of_what_is_made_before_or_after() -> None:
    cases = reference_cases(workspace(), FEW)
    before = {name: Press(workspace(), DAY).make(case).data for name, case in cases.items()}

    for name, case in cases.items():
        data = before[name]
        assert data is not None
        tracer().trace(case, data, name)

    assert {n: Press(workspace(), DAY).make(c).data for n, c in cases.items()} == before


def test_a_total_names_every_value_it_adds_up() -> None:
    trace = traced(person("0012", "annual_scorecard"))[1]

    weights = {a for found in sources_of(trace, "100%") for a in found if a.endswith(".weight")}

    card = workspace().catalog.scorecards["cs_director_annual"]
    measures = [(p.id, m.id) for p in card.parts for m in p.measures]
    assert weights == {
        f"scorecards/cs_director_annual.parts.{part}.measures.{measure}.weight"
        for part, measure in measures
    }


def test_a_value_of_an_overlay_says_what_it_replaced() -> None:
    trace = traced(person("0012", "annual_scorecard"))[1]

    address = "scorecards/cs_director_annual.parts.results.measures.satisfaction.weight"
    (weight,) = [s for s in trace.sources if s.address == address]

    assert weight.file == "overlay/scorecards/cs_director_annual.yaml"
    assert weight.layer == "overlay"
    (older,) = weight.replaced
    assert (older.value, older.layer) == ("20", "catalog")
    assert older.file == "catalog/scorecards/cs_director_annual.yaml"
    lines = (EXAMPLE / weight.file).read_text("utf-8").splitlines()
    assert "weight: 25" in lines[weight.line - 1]


def test_what_stands_in_the_roster_names_row_and_column_and_no_value() -> None:
    _data, trace = traced(person("0012", "cs_director_target_agreement"))

    rows = [s for s in trace.sources if s.kind == "roster"]

    assert {(s.file, s.line) for s in rows} == {("employees.csv", 3)}
    assert {"姓名", "固定工资"} <= {s.path for s in rows}
    assert all(not s.replaced for s in rows)


def test_a_parameter_of_the_company_goes_before_the_catalogues() -> None:
    _data, trace = traced(person("0012", "cs_director_target_agreement"))

    changed = [s for s in trace.sources if s.kind == "company" and s.path.startswith("parameters.")]

    assert changed
    for source in changed:
        assert source.file == "company.yaml"
        assert source.replaced[0].layer == "catalog"
        assert source.replaced[0].file.startswith("catalog/policies/")


def test_the_templates_own_words_name_template_and_place() -> None:
    trace = traced(person("0012", "annual_scorecard"))[1]

    (segment,) = [s for p in trace.paragraphs for s in p.segments if s.text == "考核期间"]

    assert segment.sources == ()
    assert segment.template is not None
    place = trace.templates[segment.template]
    assert place.path == "templates/docx/annual_scorecard.docx"
    assert (place.table, place.row, place.cell) == (1, 3, 1)
