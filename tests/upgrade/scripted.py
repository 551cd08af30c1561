"""Scripted edits of the catalogue, and what each does to the three customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upgrade.bases import indicator, measure
from upgrade.changing import (
    AGENT,
    CARD,
    POLICY,
    SERVICE,
    add,
    both,
    drop,
    duties_turned,
    file_away,
    file_new,
    file_split,
    file_to,
    keys_turned,
    measure_to_other_part,
    move,
    name,
    parameter_to_other_policy,
    put,
    word_to,
)

from cstemplates.upgrade import Verdict

if TYPE_CHECKING:
    from upgrade.changing import Edit

DUTIES, PARAMETERS = "roles/agent.responsibilities", "policies/attendance.parameters"
MEASURES = "scorecards/agent_monthly.parts.results.measures"
GREET = {"id": "greet", "category": "calls", "text": "先报工号", "measured_by": ["satisfaction"]}
CUSTOMERS = {"id": "customers", "scope": "external", "who": "业主", "about": ["报修"]}
REPEAT = indicator("重复来电率", 5)
OWN_REPEAT = {"title": "重复来电率", "formula": "重复来电÷来电", "source": "话务系统", "period": "month", "owner": "lead"}  # fmt: skip
BANDS_50 = [{"from": 90, "score": 50}, {"to": 90, "score": 0}]
D, C, L, N = Verdict.DEAD, Verdict.CONFLICT, Verdict.LOST, Verdict.COLLISION

# The edit; then, by customer, everything that does not simply apply any more.
EDITS: dict[str, tuple[Edit, dict[str, dict[str, Verdict]]]] = {
    "nothing": (lambda _files: None, {}),
    "keys in another order": (keys_turned, {}),
    "duties in another order": (duties_turned, {}),
    "a file split in two": (file_split, {}),
    "a file in another folder": (file_to(AGENT, "roles/general/agent.yaml"), {}),
    "another duty": (add(AGENT, "responsibilities", GREET | {"id": "smile"}), {}),
    "another measure": (add(CARD, "parts/results/measures", measure("new", "answer_rate", 5)), {}),
    "another indicator": (put(SERVICE, "hold_time", REPEAT), {}),
    "another role": (file_new("roles/night.yaml", {"title": "夜班", "family": "desk"}), {}),
    "a value nobody changed": (put(AGENT, "qualifications/majors", "理工"), {}),
    "a title": (
        put(AGENT, "title", "接线员"),
        {"values": {"roles/agent.title": C}, "layered": {"row 2": L}},
    ),
    "a title kept as alias": (
        both(put(AGENT, "title", "接线员"), put(AGENT, "aliases", ["坐席"])),
        {"values": {"roles/agent.title": C, "roles/agent.aliases": C}},
    ),
    "a title as the customer has it": (
        put(AGENT, "title", "客服专员"),
        {"values": {"roles/agent.title": D}, "layered": {"row 2": L}},
    ),
    "aliases": (add(AGENT, "aliases", "接线"), {"values": {"roles/agent.aliases": C}}),
    "aliases as the customer has them": (
        put(AGENT, "aliases", ["坐席员"]),
        {"values": {"roles/agent.aliases": D}},
    ),
    "a purpose": (
        put(AGENT, "purpose", "答疑"),
        {"values": {"roles/agent.purpose": C}, "layered": {"trade:roles/agent.purpose": C}},
    ),
    "a purpose as the layer has it": (
        put(AGENT, "purpose", "接听物业来电"),
        {"values": {"roles/agent.purpose": C}, "layered": {"trade:roles/agent.purpose": D}},
    ),
    "a purpose as the overlay above the layer has it": (
        put(AGENT, "purpose", "接听业主来电"),
        {"values": {"roles/agent.purpose": C}, "layered": {"trade:roles/agent.purpose": C}},
    ),
    "a purpose taken out": (
        drop(AGENT, "purpose"),
        {"values": {"roles/agent.purpose": L}, "layered": {"trade:roles/agent.purpose": L}},
    ),
    "a duty's text": (
        put(AGENT, "responsibilities/answer/text", "五声内接听"),
        {"values": {f"{DUTIES}.answer.text": C}, "layered": {f"{DUTIES}.answer.text": C}},
    ),
    "a duty's text as one customer has it": (
        put(AGENT, "responsibilities/answer/text", "两声内接听来电"),
        {"values": {f"{DUTIES}.answer.text": D}, "layered": {f"{DUTIES}.answer.text": C}},
    ),
    "a duty's measure": (
        put(AGENT, "responsibilities/record/measured_by", ["satisfaction"]),
        {"values": {f"{DUTIES}.record.measured_by": C}},
    ),
    "a duty taken out": (
        drop(AGENT, "responsibilities/record"),
        {
            "values": {f"{DUTIES}.record": L},
            # Without it, the moved duty stands where the customer wants it anyway.
            "items": {f"{DUTIES}.revisit": D},
        },
    ),
    "a duty renamed": (
        name(AGENT, "responsibilities/record", "log"),
        {"values": {f"{DUTIES}.record": L}},
    ),
    "a duty renamed and reworded": (
        both(
            put(AGENT, "responsibilities/record/text", "通话结束五分钟内写完记录"),
            name(AGENT, "responsibilities/record", "log"),
        ),
        {"values": {f"{DUTIES}.record": L}},
    ),
    "a duty moved where a customer moved it": (
        move(AGENT, "responsibilities/revisit", 1),
        {"items": {f"{DUTIES}.revisit": D}},
    ),
    "a moved duty taken out": (
        drop(AGENT, "responsibilities/revisit"),
        {"items": {f"{DUTIES}.revisit": L}},
    ),
    "an anchor renamed": (
        name(AGENT, "responsibilities/answer", "pick_up"),
        {
            "values": {f"{DUTIES}.answer": L},
            "items": {f"{DUTIES}.greet.$before": L, f"{DUTIES}.revisit.$after": L},
            "layered": {f"{DUTIES}.answer": L},
        },
    ),
    "an anchor taken out": (
        drop(AGENT, "responsibilities/answer"),
        {
            "values": {f"{DUTIES}.answer": L},
            "items": {f"{DUTIES}.greet.$before": L, f"{DUTIES}.revisit.$after": L},
            "layered": {f"{DUTIES}.answer": L},
        },
    ),
    "a removed duty reworded": (
        put(AGENT, "responsibilities/teach/text", "带教新人"),
        {"items": {f"{DUTIES}.teach": C}},
    ),
    "a removed duty taken out": (
        drop(AGENT, "responsibilities/teach"),
        {"items": {f"{DUTIES}.teach": D}},
    ),
    "a removed duty renamed": (
        name(AGENT, "responsibilities/teach", "coach"),
        {"items": {f"{DUTIES}.teach": L}},
    ),
    "the customer's own duty": (
        add(AGENT, "responsibilities", GREET),
        {"items": {f"{DUTIES}.greet": D}},
    ),
    "another duty under the customer's id": (
        add(AGENT, "responsibilities", GREET | {"text": "先问好"}),
        {"items": {f"{DUTIES}.greet": N}},
    ),
    "a replaced item": (
        put(AGENT, "contacts/customers/about", ["投诉"]),
        {"items": {"roles/agent.contacts.customers": C}},
    ),
    "a replaced item as the customer has it": (
        put(AGENT, "contacts/customers", CUSTOMERS),
        {"items": {"roles/agent.contacts.customers": D}},
    ),
    "a replaced item renamed": (
        name(AGENT, "contacts/customers", "clients"),
        {"items": {"roles/agent.contacts.customers": L}},
    ),
    "a list taken out": (drop(AGENT, "contacts"), {"items": {"roles/agent.contacts": L}}),
    "a value in a map": (
        put(AGENT, "qualifications/education", "master"),
        {"values": {"roles/agent.qualifications.education": C}},
    ),
    "a value in a map as the customer has it": (
        put(AGENT, "qualifications/education", "bachelor"),
        {"values": {"roles/agent.qualifications.education": D}},
    ),
    "a map taken out": (
        drop(AGENT, "qualifications"),
        {"values": {"roles/agent.qualifications": L}},
    ),
    "a map that became a text": (
        put(AGENT, "qualifications", "大专"),
        {"values": {"roles/agent.qualifications": C}},
    ),
    "items that became texts": (
        put(POLICY, "sections/rules/clauses", ["迟到扣分"]),
        {"layered": {"trade:policies/attendance.sections.rules.clauses": C}},
    ),
    "a removed role renamed": (
        file_to("roles/desk/clerk.yaml", "roles/desk/archivist.yaml"),
        {"items": {"roles/clerk": L}},
    ),
    "a removed role taken out": (
        file_away("roles/desk/clerk.yaml"),
        {"items": {"roles/clerk": D}},
    ),
    "a removed role reworded": (
        put("roles/desk/clerk.yaml", "purpose", "归档"),
        {"items": {"roles/clerk": C}},
    ),
    "a role renamed": (
        both(file_to(AGENT, "roles/desk/seat.yaml"), word_to("agent", "seat")),
        {
            "values": {"roles/agent": L},
            "items": {"roles/agent": L},
            "layered": {"trade:roles/agent": L, "roles/agent": L},
        },
    ),
    "a role and its scorecard taken out": (
        file_away(AGENT, CARD),
        {
            "values": {"roles/agent": L, "scorecards/agent_monthly": L},
            "items": {"roles/agent": L, "scorecards/agent_monthly": L},
            "layered": {"trade:roles/agent": L, "roles/agent": L, "row 2": L},
        },
    ),
    "the customer's own role": (
        file_new("roles/trainer.yaml", {"title": "培训师", "family": "desk", "reports_to": "lead"}),
        {"items": {"roles/trainer": D}},
    ),
    "another role under the customer's id": (
        file_new("roles/trainer.yaml", {"title": "讲师", "family": "desk"}),
        {"items": {"roles/trainer": N}},
    ),
    "an indicator renamed": (
        word_to("satisfaction", "happiness"),
        {
            "values": {"indicators/satisfaction": L},
            "items": {f"{DUTIES}.greet.measured_by.0": L},
            "layered": {f"{DUTIES}.answer.measured_by.0": L},
        },
    ),
    "an indicator taken out": (
        both(drop(SERVICE, "error_rate"), drop(CARD, "parts/results/measures/right")),
        {"values": {f"{DUTIES}.record.measured_by.0": L}, "items": {f"{MEASURES}.right": D}},
    ),
    "the customer's own indicator": (
        put(SERVICE, "repeat_rate", OWN_REPEAT),
        {"items": {"indicators/repeat_rate": D}},
    ),
    "another indicator under the customer's id": (
        put(SERVICE, "repeat_rate", REPEAT),
        {"items": {"indicators/repeat_rate": N}},
    ),
    "a target": (
        put(SERVICE, "satisfaction/target", 95),
        {"values": {"indicators/satisfaction.target": C}},
    ),
    "a target as the customer has it": (
        put(SERVICE, "satisfaction/target", 92),
        {"values": {"indicators/satisfaction.target": D}},
    ),
    "a target that prints otherwise": (
        put(SERVICE, "satisfaction/target", 92.0),
        {"values": {"indicators/satisfaction.target": C}},
    ),
    "a target taken out": (
        drop(SERVICE, "satisfaction/target"),
        {"values": {"indicators/satisfaction.target": L}},
    ),
    "a weight": (
        put(CARD, "parts/results/measures/happy/weight", 55),
        {"values": {f"{MEASURES}.happy.weight": C}},
    ),
    "a weight as the customer has it": (
        put(CARD, "parts/results/measures/happy/weight", 50),
        {"values": {f"{MEASURES}.happy.weight": D}},
    ),
    "bands": (
        put(CARD, "parts/results/measures/happy/scoring/bands", [{"score": 60}]),
        {"values": {f"{MEASURES}.happy.scoring.bands": C}},
    ),
    "bands as the customer has them": (
        put(CARD, "parts/results/measures/happy/scoring/bands", BANDS_50),
        {"values": {f"{MEASURES}.happy.scoring.bands": D}},
    ),
    "another way of scoring": (
        put(CARD, "parts/results/measures/happy/scoring", {"kind": "all_or_nothing", "best": 60}),
        {"values": {f"{MEASURES}.happy.scoring.bands": L}},
    ),
    "a measure in another part": (
        measure_to_other_part,
        {"values": {f"{MEASURES}.happy": L}},
    ),
    "a part renamed": (
        name(CARD, "parts/results", "kpi"),
        {
            "values": {"scorecards/agent_monthly.parts.results": L},
            "items": {"scorecards/agent_monthly.parts.results": L},
        },
    ),
    "a parameter": (
        put(POLICY, "parameters/attendance.late_max/value", 1),
        {"layered": {f"trade:{PARAMETERS}.attendance.late_max.value": C}},
    ),
    "a parameter as the layer has it": (
        put(POLICY, "parameters/attendance.late_max/value", 2),
        {"layered": {f"trade:{PARAMETERS}.attendance.late_max.value": D}},
    ),
    "a parameter only the company has": (
        put(POLICY, "parameters/attendance.absent_max/value", 5),
        {"layered": {"parameters.attendance.absent_max": C}},
    ),
    "a parameter as the company has it": (
        put(POLICY, "parameters/attendance.absent_max/value", 1),
        {"layered": {"parameters.attendance.absent_max": D}},
    ),
    "a parameter renamed": (
        name(POLICY, "parameters/attendance.late_max", "attendance.late_limit"),
        {
            "layered": {
                f"trade:{PARAMETERS}.attendance.late_max": L,
                "parameters.attendance.late_max": L,
            }
        },
    ),
    "a parameter taken out": (
        drop(POLICY, "parameters/attendance.absent_max"),
        {"layered": {"parameters.attendance.absent_max": L}},
    ),
    "a parameter in another policy": (
        parameter_to_other_policy,
        {
            "layered": {
                f"trade:{PARAMETERS}.attendance.late_max": L,
                # The layer's 2 is lost, so below the company's value stands the catalogue's 3.
                "parameters.attendance.late_max": C,
            }
        },
    ),
    "the company's own parameter": (
        add(POLICY, "parameters", {"id": "pay.own_key", "title": "自定", "value": 6}),
        {"layered": {"parameters.pay.own_key": C}},
    ),
    "a clause": (
        put(POLICY, "sections/rules/clauses/late/text", "不得迟到"),
        {"layered": {"trade:policies/attendance.sections.rules.clauses.late.text": C}},
    ),
    "a clause as the layer has it": (
        put(POLICY, "sections/rules/clauses/card/text", "刷脸"),
        {"layered": {"trade:policies/attendance.sections.rules.clauses.card.text": D}},
    ),
    "a section renamed": (
        name(POLICY, "sections/rules", "order"),
        {"layered": {"trade:policies/attendance.sections.rules": L}},
    ),
    "a pack renamed": (
        file_to("packs/starters.yaml", "packs/entry.yaml"),
        {"layered": {"packs": L}},
    ),
    "a pack taken out": (file_away("packs/starters.yaml"), {"layered": {"packs": L}}),
}
