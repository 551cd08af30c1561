"""Names of documents and records that a text may refer to in 《》."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts

_KINDS = ("documents", "policies", "procedures", "plans", "commitments", "manuals", "packs")
_BRACKETED = re.compile(r"《([^《》]+)》")
_LISTED = re.compile(r"[、，；,;和及与]")
_LAW = re.compile(
    r"^(?:中华人民共和国)?(?:宪法|民法典|劳动法|劳动合同法|劳动争议调解仲裁法|就业促进法|社会保险法"
    r"|工会法|公司法|安全生产法|职业病防治法|消防法|消费者权益保护法|产品质量法|食品安全法|广告法"
    r"|电子商务法|反不正当竞争法|反垄断法|价格法|招标投标法|个人信息保护法|数据安全法|网络安全法"
    r"|保守国家秘密法|妇女权益保障法|未成年人保护法|残疾人保障法|个人所得税法|会计法|审计法|档案法"
    r"|电子签名法|环境保护法|治安管理处罚法|突发事件应对法|刑法|行政许可法|行政处罚法)$"
    r"|条例(?:实施细则)?$|暂行规定$|^工资支付.*规定$|^最低工资规定$|.*司法解释.*|解释（.）$"
    r"|^GB|国家标准|国家职业(?:技能)?标准|^职工带薪年休假"
)


def is_law(name: str) -> bool:
    """Tell whether a name is that of a law, a regulation or a national standard."""
    return _LAW.search(name) is not None


def registered_names(facts: Facts) -> frozenset[str]:
    """Return titles of entries, headings of manuals, and records that roles and procedures make."""
    titles = {entry.title for kind in _KINDS for entry in facts.catalog.of(kind).values()}
    return frozenset({*titles, *_headings(facts), *_records(facts)})


def _headings(facts: Facts) -> Iterator[str]:
    for manual in facts.catalog.manuals.values():
        for chapter in manual.chapters:
            yield chapter.title
            yield from (section.title for section in chapter.sections)


def _records(facts: Facts) -> Iterator[str]:
    for said in _record_texts(facts):
        yield from _BRACKETED.findall(said)
        yield from (part.strip() for part in _LISTED.split(_BRACKETED.sub("", said)))


def _record_texts(facts: Facts) -> Iterator[str]:
    for role in facts.catalog.roles.values():
        for duty in role.responsibilities:
            yield from duty.outcomes
        yield from (row.output for row in role.work_details)
        yield from (task.record for task in role.routines)
    for procedure in facts.catalog.procedures.values():
        yield from (step.record for step in procedure.steps)
    for indicator in facts.catalog.indicators.values():
        yield from (f"《{name}》" for name in _BRACKETED.findall(indicator.source))
