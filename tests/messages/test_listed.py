from __future__ import annotations

import pytest

from cstemplates import messages


@pytest.mark.parametrize(("language", "text"), [("en", "a, 2"), ("zh", "a、2")])
def test_names_are_listed_as_the_language_does(language: str, text: str) -> None:
    before = messages.language()
    messages.use(language)
    try:
        assert messages.listed(["a", 2]) == text
    finally:
        messages.use(before)
