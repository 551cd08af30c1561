from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from cstemplates.impact.stand_ins import made_up_people, with_stand_ins
from cstemplates.workspace import load_company

ROOT = Path(__file__).parents[2]
AS_OF = date(2027, 3, 1)


def test_no_real_name_number_or_pay_is_left() -> None:
    real = load_company(ROOT / "examples/xinghe")
    made_up = with_stand_ins(real, AS_OF)
    words = repr((made_up.employees, made_up.company, made_up.passwords))
    for person in real.employees:
        assert person.name not in words
        assert person.employee_id not in words
        assert not any(str(amount) in words for amount in person.pay.values())
    for members in real.company.people.values():
        assert not any(name.partition("（")[0] in words for name in members)


def test_groups_of_people_keep_their_sizes_and_show_that_somebody_changed() -> None:
    real = load_company(ROOT / "examples/xinghe")
    first, *others = real.company.people["appraisal_group"]
    people = {**real.company.people, "appraisal_group": ("丘山", *others)}
    company = real.company.model_copy(update={"people": people})
    before = with_stand_ins(real, AS_OF).company.people
    after = with_stand_ins(replace(real, company_or_none=company), AS_OF).company.people
    assert {k: len(v) for k, v in before.items()} == {k: len(v) for k, v in people.items()}
    assert before["appraisal_group"][0] != after["appraisal_group"][0]
    assert before["appraisal_group"][1:] == after["appraisal_group"][1:]
    assert first not in repr((before, after))


def test_there_is_one_person_for_every_post_and_each_has_the_superior_of_the_post() -> None:
    catalog = load_company(ROOT / "examples/xinghe").catalog
    people = {person.role: person for person in made_up_people(catalog, AS_OF)}
    assert set(people) == {name for name, role in catalog.roles.items() if role.kind == "post"}
    assert people["cs_staff"].manager_id == people["cs_supervisor_generic"].employee_id
    assert people["cs_director"].term_end == date(2027, 12, 31)


def test_a_post_that_goes_changes_nobody_else() -> None:
    workspace = load_company(ROOT / "examples/xinghe")
    roles = {k: r for k, r in workspace.catalog.roles.items() if k != "agent"}
    before = {p.employee_id: p for p in made_up_people(workspace.catalog, AS_OF)}
    fewer = replace(workspace.catalog, roles=roles)
    for person in made_up_people(fewer, AS_OF):
        assert person == before[person.employee_id]
