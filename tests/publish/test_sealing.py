"""A sealed text shows nothing of itself, and opens with the key of its run only."""

from __future__ import annotations

import pytest
from cryptography.fernet import InvalidToken

from cstemplates.publish.sealing import new_key, seal, unseal


def test_a_sealed_text_shows_nothing_and_equal_texts_do_not_look_alike() -> None:
    key = new_key()

    assert "密语" not in seal("密语secret", key)
    assert seal("密语secret", key) != seal("密语secret", key)
    assert unseal(seal("密语secret", key), key) == "密语secret"


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(InvalidToken):
        unseal(seal("密语secret", new_key()), new_key())
