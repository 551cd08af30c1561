"""Terms of contracts and probation periods in the words of a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = "一二三四五六七八九十"
_NUMBER = rf"(?:\d{{1,2}}|[{_DIGITS}两]{{1,2}})"
_SENTENCE = re.compile(r"[。；;\n]")
_CONTRACT = (
    rf"无固定期限|合同的?期限?(?:约定)?[为是在：:]?[ 　]*{_NUMBER}个?[年月]"
    rf"|{_NUMBER}个?[年月]期的?[^，。；\n]{{0,4}}合同"
)
_WORDS = re.compile(
    rf"(?P<contract>{_CONTRACT}|{_NUMBER}个?[年月](?:及?以上))"
    rf"|试用期限?(?:[^，。；\n内满]{{0,6}}?{_NUMBER}个月|[为是：:]?{_NUMBER}年)"
    rf"|(?:不得?超过|最长|至多){_NUMBER}个月"
)
_STATES_CONTRACT = re.compile(_CONTRACT)
_DURATION = re.compile(rf"({_NUMBER})个?([年月])")
# 劳动合同法第十九条: contract from so many months on, probation at most so many months.
_LIMITS = ((36, 6), (12, 2), (3, 1), (0, 0))
LONGEST = 6
"""The longest probation any contract allows, in months."""


class Probation(NamedTuple):
    """A stated probation, and the longest the law allows for the stated contract."""

    words: str
    months: int
    allowed: int


def probations(text: str) -> Iterator[Probation]:
    """Yield the probation periods a text states, sentence by sentence."""
    for sentence in _SENTENCE.split(text):
        if "试用" in sentence:
            yield from _in_sentence(sentence)


def longest_probation(contract_months: int) -> int:
    """Return the longest probation for a contract of so many months."""
    return next(most for start, most in _LIMITS if contract_months >= start)


def _in_sentence(sentence: str) -> Iterator[Probation]:
    allowed = LONGEST
    # "一年以上" is a term of contract only beside one, not in "一年以上经验".
    about_contracts = bool(_STATES_CONTRACT.search(sentence))
    for match in _WORDS.finditer(sentence):
        months = _months(match[0])
        if match["contract"]:
            known = about_contracts and months is not None
            allowed = longest_probation(months or 0) if known else LONGEST
        elif months is not None:
            yield Probation(match[0], months, allowed)


def _months(words: str) -> int | None:
    match = _DURATION.search(words)
    if match is None:
        return None
    number = match[1]
    value = int(number) if number.isdigit() else _value(number.replace("两", "二"))
    return value * 12 if match[2] == "年" else value


def _value(number: str) -> int:
    if number.startswith("十"):
        return 10 + (_DIGITS.index(number[1]) + 1 if number[1:] else 0)
    return _DIGITS.index(number[0]) + 1 if len(number) == 1 else 10 * (_DIGITS.index(number[0]) + 1)
