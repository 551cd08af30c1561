"""One key for a style's name, whichever language of Word or WPS wrote it."""

from __future__ import annotations

import re

_CHINESE = {
    "正文": "normal",
    "标题": "title",
    "副标题": "subtitle",
    "页眉": "header",
    "页脚": "footer",
    "页码": "page number",
    "题注": "caption",
    "列表段落": "list paragraph",
    "列出段落": "list paragraph",
    "普通表格": "normal table",
    "网格型": "table grid",
    "表格网格": "table grid",
    "默认段落字体": "default paragraph font",
    "无列表": "no list",
    "无间隔": "no spacing",
    "超链接": "hyperlink",
    "已访问的超链接": "followedhyperlink",
    "脚注文本": "footnote text",
    "脚注引用": "footnote reference",
    "尾注文本": "endnote text",
    "尾注引用": "endnote reference",
    "正文文本": "body text",
    "正文缩进": "normal indent",
    "目录标题": "toc heading",
    "toc 标题": "toc heading",
    "强调": "emphasis",
    "要点": "strong",
    "加粗": "strong",
    "占位符文本": "placeholder text",
    "签名": "signature",
    "日期": "date",
    "称呼": "salutation",
    "引用": "quote",
}
_NUMBERED = (
    (re.compile(r"^标题 ?([1-9])$"), r"heading \1"),
    (re.compile(r"^目录 ?([1-9])$"), r"toc \1"),
)


def style_key(style_name: str) -> str:
    """Return the key by which two styles are the same.

    Case and repeated spaces do not count; the Chinese names of Word's built-in styles are
    their English ones, so ``标题 1`` is ``heading 1``.
    """
    key = " ".join(style_name.lower().split())
    for pattern, english in _NUMBERED:
        key = pattern.sub(english, key)
    return _CHINESE.get(key, key)
