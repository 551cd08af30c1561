"""Font numbers made the same in every run: LibreOffice counts its fonts in each process.

Of a Chinese font LibreOffice puts the characters used into the PDF as a Type 1 font, and
gives it the next number of a count that goes on from document to document. The number
stands in the enciphered part, where each byte depends on all before it, so all that
follows differs too. Here each font gets its position in its document for a number.

The cipher goes byte by byte, too slow in Python for one font after the other. So many
fonts are done side by side, each in 32 bits of one large integer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NUMBER = re.compile(rb"(/UniqueID )(\d+)( def)")
_FIRST_NUMBER = 4_100_000
_KEY, _FACTOR, _ADDEND = 55665, 52845, 22719
_LANE = 4
_BLOCK = 4096
# The number stands within the first four hundred bytes.
_HEAD = 480


@dataclass(slots=True)
class NumberedFont:
    """A font whose number is changed but for what must follow in cipher.

    Attributes:
        start: Everything up to the end of the number, done.
        rest: What is enciphered after it, as it was.
        end: What follows the enciphered part.
        was: State of the cipher at ``rest`` as it was.
        is_now: State of the cipher at ``rest`` from now on.
    """

    start: bytes
    rest: bytes = field(repr=False)
    end: bytes = field(repr=False)
    was: int
    is_now: int


def number_font(data: bytes, clear: int, secret: int, position: int) -> NumberedFont | None:
    """Give a font its number; `sealed` must follow.

    Args:
        data: The font.
        clear: How many bytes at its beginning are not enciphered.
        secret: How many after them are.
        position: Which font of its document it is, from 0.

    Returns:
        None for a font without a number.
    """
    number = b"%d" % (_FIRST_NUMBER + position)
    end = clear + secret
    plain, states = _decipher(data[clear : min(end, clear + _HEAD)])
    found = _NUMBER.search(plain)
    if found is None or len(found[2]) != len(number):
        return None
    begin, rest = found.start(2), found.end(2)
    changed, is_now = _encipher(number, states[begin])
    named = _NUMBER.sub(rb"\g<1>" + number + rb"\g<3>", data[:clear])
    start = named + data[clear : clear + begin] + changed
    return NumberedFont(start, data[clear + rest : end], data[end:], states[rest], is_now)


def sealed(fonts: Sequence[NumberedFont]) -> list[bytes]:
    """Encipher again what follows the numbers; return the fonts whole."""
    return [
        font.start + rest + font.end for font, rest in zip(fonts, _encipher_all(fonts), strict=True)
    ]


def _decipher(secret: bytes) -> tuple[bytes, list[int]]:
    """Return what is read, and the state of the cipher before each byte and at the end."""
    plain, states, state = bytearray(), [_KEY], _KEY
    for byte in secret:
        plain.append(byte ^ (state >> 8))
        state = ((byte + state) * _FACTOR + _ADDEND) & 0xFFFF
        states.append(state)
    return bytes(plain), states


def _encipher(plain: bytes, state: int) -> tuple[bytes, int]:
    secret = bytearray()
    for byte in plain:
        secret.append(byte ^ (state >> 8))
        state = ((secret[-1] + state) * _FACTOR + _ADDEND) & 0xFFFF
    return bytes(secret), state


def _encipher_all(fonts: Sequence[NumberedFont]) -> list[bytes]:
    """Turn the rests from one state of the cipher to the other, all fonts side by side."""
    # The longest in the lowest bits, so that those which end first fall off at the top.
    order = sorted(range(len(fonts)), key=lambda n: -len(fonts[n].rest))
    was = _beside(fonts[n].was for n in order)
    is_now = _beside(fonts[n].is_now for n in order)
    made = [bytearray() for _font in fonts]
    longest = len(fonts[order[0]].rest) if order else 0
    for begin in range(0, longest, _BLOCK):
        pieces = [piece for n in order if (piece := fonts[n].rest[begin : begin + _BLOCK])]
        block, was, is_now = _encipher_block(pieces, was, is_now)
        width = _LANE * len(pieces)
        for lane, (n, piece) in enumerate(zip(order, pieces, strict=False)):
            made[n] += block[_LANE * lane :: width][: len(piece)]
    return list(map(bytes, made))


def _encipher_block(pieces: list[bytes], was: int, is_now: int) -> tuple[bytes, int, int]:
    width = _LANE * len(pieces)
    block = bytearray(width * len(pieces[0]))
    for lane, piece in enumerate(pieces):
        start = _LANE * lane
        block[start : start + width * len(piece) : width] = piece
    state = _everywhere(0xFFFF, pieces)
    byte, addend = _everywhere(0xFF, pieces), _everywhere(_ADDEND, pieces)
    whole = (1 << (8 * width)) - 1
    was, is_now = was & whole, is_now & whole
    made = []
    for at in range(0, len(block), width):
        old = int.from_bytes(block[at : at + width], "little")
        new = old ^ ((was ^ is_now) >> 8 & byte)
        # A product of 16 bits each, and what is added, stay within the 32 bits of a lane.
        was = (old + was & state) * _FACTOR + addend
        is_now = (new + is_now & state) * _FACTOR + addend
        made.append(new.to_bytes(width, "little"))
    return b"".join(made), was, is_now


def _everywhere(value: int, pieces: list[bytes]) -> int:
    return _beside(value for _piece in pieces)


def _beside(values: Iterator[int]) -> int:
    return int.from_bytes(b"".join(v.to_bytes(_LANE, "little") for v in values), "little")
