"""Unpack a zip archive without believing a word of its headers."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cstemplates.findings import DocxLocation, Finding, TemplateError, finding
from cstemplates.messages import _

if TYPE_CHECKING:
    from cstemplates.gate.profile import Profile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_CENTRAL_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\:*?\"<>|]")
_FLAG_ENCRYPTED = 0x1
# Stray entry signatures may stand inside packed data, so the count before opening is loose.
_ENTRY_SLACK = 20


def unpack(data: bytes, *, path: str, profile: Profile) -> tuple[dict[str, bytes], list[Finding]]:
    """Unpack an archive within the profile's limits, collecting what is wrong.

    Args:
        data: The archive.
        path: The file's name for findings.
        profile: The limits.

    Returns:
        The parts that could be read, in the order of the archive, and all findings.

    Raises:
        TemplateError: The bytes are no archive, are encrypted, or exceed a limit of the whole.
    """
    archive = _open(data, path, profile)
    entries = archive.infolist()
    if len(entries) > profile.max_parts:
        raise TemplateError(_too_many_parts(path, profile))
    reader = _Reader(data, path, profile)
    for entry in entries:
        reader.read(entry)
    return reader.parts, reader.findings


def _open(data: bytes, path: str, profile: Profile) -> zipfile.ZipFile:
    place = DocxLocation(path)
    if len(data) > profile.max_file:
        message = _("The file is larger than {limit} MB.").format(limit=_mb(profile.max_file))
        hint = _("Shrink the pictures in it (Picture Format › Compress Pictures).")
        raise TemplateError(finding("CST301", message, place, hint))
    if data.startswith(_OLE):
        raise TemplateError(_compound_file(data, place))
    if not data.startswith(b"PK"):
        message = _("This is not a Word or Excel file.")
        hint = _("Open it in Word or WPS and save it as .docx (a workbook as .xlsx).")
        raise TemplateError(finding("CST300", message, place, hint))
    if data.count(_CENTRAL_ENTRY) > profile.max_parts * _ENTRY_SLACK:
        raise TemplateError(_too_many_parts(path, profile))
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    # zipfile lets several kinds of error out on damaged directories.
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError) as error:
        message = _("The file is damaged or incomplete.")
        hint = _("Fetch it again, or open it in Word, let Word repair it and save it.")
        raise TemplateError(finding("CST315", message, place, hint)) from error


def _compound_file(data: bytes, place: DocxLocation) -> Finding:
    if _ENCRYPTED_STREAM in data:
        message = _("The file is protected with a password.")
        hint = _("Save it without a password: File › Info › Protect Document.")
        return finding("CST309", message, place, hint)
    message = _("The file is in the old format of Word or Excel 97–2003.")
    hint = _("Open it in Word or WPS and save it as .docx (a workbook as .xlsx).")
    return finding("CST300", message, place, hint)


def _too_many_parts(path: str, profile: Profile) -> Finding:
    message = _("The file holds more than {limit} parts.").format(limit=profile.max_parts)
    return finding("CST301", message, DocxLocation(path))


def _mb(size: int) -> int:
    return size // (1024 * 1024)


@dataclass
class _Reader:
    """Reads entry by entry; what has been unpacked so far decides what may still come."""

    data: bytes
    path: str
    profile: Profile
    parts: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    total: int = 0
    seen: set[str] = field(default_factory=set)

    def read(self, entry: zipfile.ZipInfo) -> None:
        name = entry.orig_filename
        if not self._name_is_fine(name) or (name.endswith("/") and entry.file_size == 0):
            return
        if entry.flag_bits & _FLAG_ENCRYPTED:
            self._add("CST309", _("A part of the file is protected with a password."), name)
            return
        packed = self._packed(entry)
        if packed is None:
            self._damaged(name)
            return
        self._unpack(entry, packed)

    def _add(self, code: str, message: str, name: str, hint: str = "") -> None:
        self.findings.append(finding(code, message, DocxLocation(self.path, name), hint))

    def _damaged(self, name: str) -> None:
        message = _("A part of the file is damaged.")
        hint = _("Fetch it again, or open it in Word, let Word repair it and save it.")
        self._add("CST315", message, name, hint)

    def _name_is_fine(self, name: str) -> bool:
        steps = name.removesuffix("/").split("/")
        if _UNSAFE.search(name) or any(step in {"", ".", ".."} for step in steps):
            shown = name.encode("unicode_escape").decode("ascii")
            self._add("CST303", _("A part of the file has an unsafe name."), shown)
            return False
        key = name.casefold()
        if key in self.seen:
            self._add("CST304", _("A part is in the file twice."), name)
            return False
        self.seen.add(key)
        return True

    def _packed(self, entry: zipfile.ZipInfo) -> memoryview | None:
        """Find an entry's packed bytes; None when headers disagree or point outside."""
        start = entry.header_offset
        head = self.data[start : start + _LOCAL_HEADER.size]
        if start < 0 or len(head) < _LOCAL_HEADER.size:
            return None
        fields = _LOCAL_HEADER.unpack(head)
        signature, method, name_size, extra_size = fields[0], fields[3], fields[9], fields[10]
        start += _LOCAL_HEADER.size
        encoding = "utf-8" if fields[2] & 0x800 else "cp437"
        name = self.data[start : start + name_size].decode(encoding, "replace")
        start += name_size + extra_size
        end = start + entry.compress_size
        same = method == entry.compress_type and name == entry.orig_filename
        if signature != b"PK\x03\x04" or not same or end > len(self.data):
            return None
        return memoryview(self.data)[start:end]

    def _unpack(self, entry: zipfile.ZipInfo, packed: memoryview) -> None:
        by_ratio = max(self.profile.ratio_floor, self.profile.max_ratio * len(packed))
        room = self.profile.max_total - self.total
        limit = min(self.profile.max_part, by_ratio, room)
        name = entry.orig_filename
        content = None if entry.file_size > limit else _inflate(entry, packed, limit)
        if content is None or len(content) > limit:
            self._too_large(name, by_ratio)
            return
        self.total += len(content)
        if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
            self._damaged(name)
            return
        self.parts[name] = content

    def _too_large(self, name: str, by_ratio: int) -> None:
        profile = self.profile
        if by_ratio < min(profile.max_part, profile.max_total - self.total):
            message = _("A part grows more than {limit} times when unpacked.")
            self._add("CST302", message.format(limit=profile.max_ratio), name)
            return
        message = _("Unpacked, the file exceeds {part} MB for one part or {total} MB in all.")
        words = message.format(part=_mb(profile.max_part), total=_mb(profile.max_total))
        self._add("CST301", words, name)


def _inflate(entry: zipfile.ZipInfo, packed: memoryview, limit: int) -> bytes:
    """Unpack at most one byte more than the limit; damaged data gives no bytes at all."""
    if entry.compress_type == zipfile.ZIP_STORED:
        return bytes(packed[: limit + 1])
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        return b""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflater.decompress(packed, limit + 1)
    except zlib.error:
        return b""
    whole = inflater.eof and not inflater.unused_data
    return content if whole or len(content) > limit else b""
