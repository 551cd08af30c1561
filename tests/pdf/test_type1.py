from __future__ import annotations

import io
import re
from datetime import date

from pypdf import PdfReader
from support.rawword import RawWord, paragraph

from cstemplates.pdf import PdfSource, convert
from cstemplates.pdf.type1 import NumberedFont, number_font, sealed

FIRST, FACTOR, ADDEND = 55665, 52845, 22719


def encipher(plain: bytes, state: int = FIRST) -> bytes:
    """The cipher as the book on Type 1 fonts has it."""
    secret = bytearray()
    for byte in plain:
        secret.append(byte ^ (state >> 8))
        state = ((secret[-1] + state) * FACTOR + ADDEND) % 65536
    return bytes(secret)


def decipher(secret: bytes, state: int = FIRST) -> bytes:
    plain = bytearray()
    for byte in secret:
        plain.append(byte ^ (state >> 8))
        state = ((byte + state) * FACTOR + ADDEND) % 65536
    return bytes(plain)


def test_fonts_of_any_length_are_enciphered_side_by_side():
    plains = [bytes(n * 7 % 256 for n in range(length)) for length in (0, 9000, 1, 4096, 4097)]
    fonts = [
        NumberedFont(b"<", encipher(plain, 3), b">", 3, 40000 + position)
        for position, plain in enumerate(plains)
    ]

    assert sealed(fonts) == [
        b"<" + encipher(plain, 40000 + position) + b">" for position, plain in enumerate(plains)
    ]
    assert sealed([]) == []


def test_a_font_says_its_number_in_clear_and_in_cipher():
    clear, end = b"/UniqueID 4100731 def\n", b"0000"
    hidden = b"abcd dup /UniqueID 4100731 def\n/Subrs 5 array" * 20
    font = number_font(clear + encipher(hidden) + end, len(clear), len(hidden), 3)

    assert font is not None
    (whole,) = sealed([font])
    assert whole.startswith(b"/UniqueID 4100003 def\n")
    assert whole.endswith(end)
    assert decipher(whole[len(clear) : -len(end)]) == hidden.replace(b"4100731", b"4100003", 1)


def test_a_font_without_a_number_stays():
    assert number_font(b"clear" + encipher(b"/Subrs 5 array") + b"end", 5, 14, 0) is None
    assert number_font(b"", 0, 0, 0) is None


def test_each_font_bears_its_place_in_its_document_and_is_else_unchanged():
    letter = RawWord(paragraph("聘用通知书") + paragraph("星河物业")).data()
    made = convert([PdfSource("a", letter), PdfSource("b", letter)], as_of=date(2026, 1, 1))

    first, second = made.pages
    assert first is not None
    assert first == second
    (file,) = [
        font.get_object()["/FontDescriptor"]["/FontFile"]
        for font in PdfReader(io.BytesIO(first.data)).pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
        if "/FontFile" in font.get_object()["/FontDescriptor"]
    ]
    clear = file.get_data()[: file["/Length1"]]
    plain = decipher(file.get_data()[file["/Length1"] :][: file["/Length2"]])
    assert re.findall(rb"/UniqueID (\d+) def", clear + plain) == [b"4100000", b"4100000"]
    assert plain.rstrip().endswith(b"mark currentfile closefile")
