from __future__ import annotations

import pytest

from cstemplates.word.compile import CompiledPart

_ROOT = '<?xml version="1.0"?><w:document xmlns:w="u" xmlns:r="v">{}</w:document>'


@pytest.mark.parametrize(
    ("body", "known"),
    [
        ("<w:p r:id='1'><w:t xml:space='preserve'>{{ a[-1:] }}</w:t></w:p>", True),
        ("<w:p/>{% if a %}<w:p/>{% endif %}", True),
        ("<w:p><a:graphic xmlns:a='x'/></w:p>", False),
        ("<w:p><a:graphic/></w:p>", False),
        ("<w:p w14:id='1'/>", False),
        ("<w:t>{% if a %}<v:shape/>{% endif %}</w:t>", False),
    ],
)
def test_knows_whether_all_prefixes_are_declared_at_the_root(body, known):
    assert CompiledPart("word/document.xml", _ROOT.format(body), ()).declares_at_root is known
