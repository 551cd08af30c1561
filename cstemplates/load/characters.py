"""Characters that never reach a Word file."""

from __future__ import annotations

import re

FORBIDDEN_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold at all."""

# Line separators other than LF and CR end a line for YAML but for no editor, so every
# later line number would be wrong; the rest cannot be seen and is never meant.
FORBIDDEN_IN_YAML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What a YAML file may not hold as typed; an escape such as ``\\u2028`` may."""


def code_point(character: str) -> str:
    """Name an invisible character, as ``U+0007``."""
    return f"U+{ord(character):04X}"
