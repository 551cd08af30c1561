"""Texts that must not lie on a disk in plain, sealed with a key that lives in memory only."""

from __future__ import annotations

import base64
import os


def new_key() -> bytes:
    """Make a key for one run; never write it down."""
    return base64.urlsafe_b64encode(os.urandom(32))


def seal(text: str, key: bytes) -> str:
    """Encipher a text; equal texts do not look alike."""
    from cryptography.fernet import Fernet  # noqa: PLC0415 - heavy

    return Fernet(key).encrypt(text.encode()).decode()


def unseal(sealed: str, key: bytes) -> str:
    """Decipher what :func:`seal` has made with this key."""
    from cryptography.fernet import Fernet  # noqa: PLC0415 - heavy

    return Fernet(key).decrypt(sealed.encode()).decode()
