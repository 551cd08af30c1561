"""Files that open with a password only: Word files and PDFs, enciphered with AES.

The password comes in as a parameter and goes nowhere else: not into names, findings,
manifests, or the arguments of a program.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from cstemplates.publish.manifest import content_sha256, recorded_contents, sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from cstemplates.publish.manifest import OutputFile

MAX_BYTES = 100_000_000
"""A larger file that is there already is not opened: it is not as we wrote it."""

_SMALLEST = 4096
_END_OF_DIRECTORY = b"PK\5\6"
_MAX_SPINS = 100_000
"""How often Word hashes a password, and we do; a file that asks for more is not ours."""


def protect(path: str, data: bytes, password: str) -> bytes:
    """Encipher a file, so that Word, WPS or a PDF viewer asks for the password.

    The result is another one each time, because salt and keys are random.

    Args:
        path: Its name: what ends in ``.pdf`` is a PDF, anything else a Word file.
        data: The file.
        password: The password, not empty.
    """
    return _protect_pdf(data, password) if _is_pdf(path) else _protect_word(data, password)


def opens_with(path: str, data: bytes, password: str) -> bool:
    """Tell whether a file is protected with exactly this password and whole."""
    # Whatever these readers raise on a damaged file, it is none that opens.
    try:
        return _opens_pdf(data, password) if _is_pdf(path) else _opens_word(data, password)
    except Exception:  # noqa: BLE001 - see above
        return False


def protect_files(
    folder: Path,
    files: Sequence[OutputFile],
    passwords: Mapping[str, str],
    *,
    shown: str,
    on_done: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[OutputFile]:
    """Encipher the files of people who have a password; all others stay as they are.

    A file of the last run that holds the same content under the same password is taken
    over as it stands, so that a second run changes nothing.

    Args:
        folder: Where the files will be published.
        files: All files of the run.
        passwords: The password by employee number.
        shown: How findings name the folder.
        on_done: Told how many are enciphered, and how many there are.

    Raises:
        WorkspaceError: If the manifest of the last run cannot be read.
    """
    private = [file for file in files if file.employee in passwords]
    recorded = recorded_contents(folder, shown) if private else {}
    made: dict[str, OutputFile] = {}
    for done, file in enumerate(private, 1):
        known = recorded.get(file.path, {})
        made[file.path] = _protected(folder, file, passwords[file.employee], known)
        on_done(done, len(private))
    return [made.get(file.path, file) for file in files]


def _protected(
    folder: Path, file: OutputFile, password: str, recorded: Mapping[str, str]
) -> OutputFile:
    content = file.content or content_sha256(file.path, file.data)
    standing = _standing(folder / file.path)
    unchanged = (
        recorded.get(sha256(standing)) == content  # also no file, which has no row
        and opens_with(file.path, standing, password)
    )
    data = standing if unchanged else protect(file.path, file.data, password)
    return replace(file, data=data, content=content)


def _standing(place: Path) -> bytes:
    try:
        return place.read_bytes() if place.stat().st_size <= MAX_BYTES else b""
    except OSError:
        return b""


def _is_pdf(path: str) -> bool:
    return path.endswith(".pdf")


def _protect_word(data: bytes, password: str) -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415 - heavy

    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(_large_enough(data))).encrypt(password, buffer)
    return buffer.getvalue()


def _large_enough(data: bytes) -> bytes:
    """Leave a gap before an archive's directory: the library loses one of less than 4 KiB."""
    if len(data) >= _SMALLEST:
        return data
    field = data.rindex(_END_OF_DIRECTORY) + 16
    start = int.from_bytes(data[field : field + 4], "little")
    gap = _SMALLEST - len(data)
    moved = (start + gap).to_bytes(4, "little")
    return data[:start] + bytes(gap) + data[start:field] + moved + data[field + 4 :]


def _opens_word(data: bytes, password: str) -> bool:
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415 - heavy

    office = OOXMLFile(io.BytesIO(data))
    if office.type != "agile" or office.info["spinValue"] > _MAX_SPINS:
        return False
    office.load_key(password=password)
    # With a wrong password the keyed hash over the content does not hold.
    office.decrypt(io.BytesIO(), verify_integrity=True)
    return True


def _protect_pdf(data: bytes, password: str) -> bytes:
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - heavy

    reader = PdfReader(io.BytesIO(data))
    writer = PdfWriter(clone_from=reader)
    writer.metadata = dict(reader.metadata or {})
    writer.pdf_header = max(reader.pdf_header, "%PDF-1.7")
    writer.encrypt(password, algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _opens_pdf(data: bytes, password: str) -> bool:
    from pypdf import PasswordType, PdfReader  # noqa: PLC0415 - heavy

    reader = PdfReader(io.BytesIO(data))
    return reader.is_encrypted and reader.decrypt(password) != PasswordType.NOT_DECRYPTED
