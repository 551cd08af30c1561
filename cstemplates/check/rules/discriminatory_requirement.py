"""CST520."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.texts import texts_of
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts

_UNLAWFUL = re.compile(
    r"性别(?!不限)|限[男女]|男女(?!不限|均可|皆可)|[男女](?:性|士|生)(?!用品)|[男女]优先"
    r"|(?<![满\d])\d{1,2}周?岁|满(?!1[68])\d{2}周?岁|年龄(?!不限)"
    r"|(?<![满一二三四五六七八九十])[二三四五六]?十[一二三四五六七八九]?周?岁"
    r"|[未已离]婚|婚姻|婚育|生育|怀孕|户籍(?!不限|管理)|户口(?!不限)|本地人|外地人|籍贯"
    r"|民族(?!不限|政策)|汉族|宗教|信仰|相貌|容貌|外貌|长相|五官|身高|体重|身材|气质"
    r"|形象(?:好|佳|良好|端正|气质)|血型|属相|生肖|星座|残疾人?除外|乙肝"
)


class DiscriminatoryRequirement:
    """A qualification asks for sex, age, marriage, origin, looks or blood type.

    Why it matters:
        Labour law forbids such requirements (就业促进法第二十七条、劳动法第十二条、第十三条);
        an applicant can sue, and the text itself is the evidence.

    Example:
        ```yaml
        qualifications:
          experience:
            - {id: age, text: 35岁以下，已婚已育优先，形象气质佳}
        ```

    Use instead:
        ```yaml
        qualifications:
          experience:
            - {id: calls, text: 两年以上热线接听经验，可出示工作证明}
        ```

    Exceptions:
        “年满18周岁” is the law's own limit, and “性别不限” asks for nothing.
    """

    code = "CST520"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look through the qualifications of every role."""
        for place in texts_of(facts):
            if place.kind == "roles" and place.key_path[0] == "qualifications":
                for match in _UNLAWFUL.finditer(place.text):
                    message = _("“{words}” must not be a requirement.").format(words=match[0])
                    hint = _("Ask for experience, certificates or skills that can be shown.")
                    yield Violation(place.kind, place.id, place.key_path, message, hint)
