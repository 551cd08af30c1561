"""CST513."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.wording import find_wording
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts
    from cstemplates.model import Company

_YEAR = r"(?<![\d.])20\d\d年(?!修[正订]|版|施行|公布)"
_LAW_NAME = r"《[^》\n]*》(?:[（(][^）)\n]*[）)])?"


class BrandTyped:
    """A text has the company's name, its brand, its project or a year typed in.

    Why it matters:
        The next company, or the next year, gets a document with somebody else's name in
        it. Every such value is known and can be referred to.

    Example:
        ```yaml
        purpose: 维护星河品牌形象，实现2025年服务目标
        ```

    Use instead:
        ```yaml
        purpose: 维护${company.brand}品牌形象，实现${agreement.year}年服务目标
        ```

    Exceptions:
        Names in 《》 and the year of a law's version. Names are known, and looked for,
        only when a company is checked too.
    """

    code = "CST513"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for the company's own names and for years."""
        names = _names(facts.company) if facts.company else {}
        pattern = "|".join([_LAW_NAME, *map(re.escape, sorted(names, key=len)[::-1]), _YEAR])
        for place, match in find_wording(facts, re.compile(pattern)):
            if match[0].startswith("《"):
                continue
            message = _("“{words}” is typed in.").format(words=match[0])
            path = names.get(match[0], "agreement.year")
            hint = _("Write ${{{path}}} instead.").format(path=path)
            yield Violation(place.kind, place.id, place.key_path, message, hint)


def _names(company: Company) -> dict[str, str]:
    """Return the company's names with the paths that stand for them."""
    names = {
        company.brand: "company.brand",
        company.short_name: "company.short_name",
        company.name: "company.name",
    }
    if company.project:
        names |= {
            company.project.office: "company.project.office",
            company.project.name: "company.project.name",
        }
    return names
