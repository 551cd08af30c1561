"""CST507."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.wording import find_wording
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts

_RESIDUE = re.compile(
    r"第[ 　]*\d+[ 　]*页|共[ 　]*\d+[ 　]*页|[-—] ?\d{1,3} ?[-—]$"
    r"|(?:扫码|扫描?二维码)(?:关注|下载|领取|加群|查看全文)|点击(?:下载|此处|这里|查看|进入|链接)"
    r"|关注(?:微信)?公众号|下载(?:全文|地址|本文|文档)|百度文库|豆丁网|道客巴巴|原创力|版权所有"
    r"|更多精彩|(?:www\.|https?://)[\w./-]+"
    r"|[a-zA-Z]*[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ][a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ]*",
    re.MULTILINE,
)


class ResidueLeft:
    """A text holds what belongs to the page it was copied from.

    Why it matters:
        A page number, the link of a download site or a reading aid in pinyin shows every
        reader that the document was put together without being read.

    Example:
        ```yaml
        text: 维护客户档案 点击下载 第3页
        ```

    Use instead:
        ```yaml
        text: 每月5日前更新客户档案，留下变更记录
        ```

    Exceptions:
        Scanning a code is no residue where it is part of the work, as in `扫码报事`.
    """

    code = "CST507"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for page numbers, links, calls of web pages and pinyin with tone marks."""
        for place, match in find_wording(facts, _RESIDUE):
            message = _("“{words}” is left over from where the text was copied.").format(
                words=match[0]
            )
            yield Violation(place.kind, place.id, place.key_path, message, _("Remove it."))
