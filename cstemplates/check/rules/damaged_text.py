"""CST505."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.wording import find_wording
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts

_HAN = "[\u4e00-\u9fff]"
_KINDS = "类级档栋座区角岗型款段班组线面点列等项层厅馆门证照库轮"
_DAMAGED = re.compile(
    "[\ufffd\ue000-\uf8ff]+|锟斤拷|烫烫烫"
    # A letter lost among Chinese letters; "A类" and "列为E的" are meant.
    f"|[A-Za-zＡ-Ｚａ-ｚ](?<={_HAN}.)(?=(?![{_KINDS}的、，]){_HAN})"
    f"|[a-z](?<=^.)(?={_HAN})|每[BO0](?![0-9])|[\\[［【]$"
    # A check box read as the letter 口.
    r"|口(?:(?<=^口)|(?<=[ 　，、；：:]口))[ 　]*(?=(?:是|否|有|无|男|女)(?:$|[ 　，、；口])"
    r"|本科|大专|中专|高中|硕士|管理类|专业类|操作类)",
    re.MULTILINE,
)


class DamagedText:
    """A text holds signs that are left over from scanning or from a wrong encoding.

    Why it matters:
        A lost letter changes what is asked for: “日常B务” may have been a day, a week or
        a kind of task.

    Example:
        ```yaml
        task: 处理日常B务，登记值班记录
        ```

    Use instead:
        ```yaml
        task: 处理日常事务，登记值班记录
        ```

    Exceptions:
        Single letters that name a class, as in `A类客户`, are meant.
    """

    code = "CST505"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for broken signs, lone letters between Chinese ones, and lost check boxes."""
        for place, match in find_wording(facts, _DAMAGED):
            near = match.string[max(match.start() - 4, 0) : match.end() + 4]
            message = _("“{words}” in “{near}” looks damaged.").format(
                words=match[0], near=" ".join(near.split())
            )
            hint = _("Compare with the original and write the letter that was meant.")
            yield Violation(place.kind, place.id, place.key_path, message, hint)
