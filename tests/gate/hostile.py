"""Ways to spoil a good Word file, byte by byte."""

from __future__ import annotations

import io
import struct
import zipfile


def with_part(data: bytes, name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def central_entry(data: bytes, name: str) -> int:
    """Find where a part's entry in the central directory starts."""
    start = data.rindex(b"PK\x01\x02")
    while data[start + 46 : start + 46 + len(name)] != name.encode():
        start = data.rindex(b"PK\x01\x02", 0, start)
    return start


def with_size(data: bytes, name: str, size: int) -> bytes:
    """Let the central directory claim another unpacked size."""
    at = central_entry(data, name) + 24
    return data[:at] + struct.pack("<L", size) + data[at + 4 :]


def with_flag(data: bytes, name: str, flag: int) -> bytes:
    at = central_entry(data, name) + 8
    return data[:at] + struct.pack("<H", flag) + data[at + 2 :]
