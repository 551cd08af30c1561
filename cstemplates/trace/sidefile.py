"""The side file of a document: its trace as JSON, with equal bytes for equal documents."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, cast

from cstemplates.findings import DocxLocation, TextLocation, WorkspaceError, finding
from cstemplates.messages import _
from cstemplates.trace.sources import Source
from cstemplates.trace.trace import Segment, Trace, Traced

if TYPE_CHECKING:
    from collections.abc import Mapping

SUFFIX = ".trace.json"
_VERSION = 1
_LARGEST = 64 * 1024 * 1024  # bytes; the longest documents have a few million
_UNREADABLE = (
    ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OverflowError,
)  # fmt: skip
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_PLACE = ("paragraph", "table", "row", "cell")


def side_path(path: str) -> str:
    """Name the side file of a document: ``a/b.docx`` has ``a/b.trace.json``."""
    return str(PurePosixPath(path).with_suffix(SUFFIX))


def trace_bytes(trace: Trace) -> bytes:
    """Write a trace; paths in it are relative, and nothing tells of the machine or the hour."""
    content = {
        "version": _VERSION,
        "document": trace.document,
        "role": trace.role,
        "employee": trace.employee,
        "as_of": trace.as_of,
        "content_sha256": trace.content_sha256,
        "sources": [source.as_json() for source in trace.sources],
        "templates": [_template(place) for place in trace.templates],
        "paragraphs": [_paragraph(paragraph) for paragraph in trace.paragraphs],
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()


def read_trace(data: bytes, shown: str) -> Trace:
    """Read a side file.

    Raises:
        WorkspaceError: If it is damaged or none of ours.
    """
    try:
        return _read(_content(data))
    except _UNREADABLE as error:
        raise WorkspaceError(
            finding(
                "CST036",
                _("The trace of this document cannot be read."),
                TextLocation(shown),
                _("Make the document again with --trace."),
            )
        ) from error


def _content(data: bytes) -> dict[str, Any]:
    if len(data) > _LARGEST:
        raise ValueError(len(data))
    return cast("dict[str, Any]", _printable(json.loads(data)))


def _printable(value: Any) -> Any:
    """Take signs out that would steer a terminal or break a comment: none of ours writes any."""
    match value:
        case str():
            return value if value.isprintable() else _STEERING.sub("", value)
        case list():
            return [_printable(each) for each in value]
        case dict():
            return {key: _printable(each) for key, each in value.items()}
        case _:
            return value


def _template(place: DocxLocation) -> dict[str, Any]:
    return {"template": place.path} | _place(place) | {"excerpt": place.excerpt}


def _place(place: DocxLocation) -> dict[str, Any]:
    numbers = {key: getattr(place, key) for key in _PLACE}
    return {"part": place.part} | {key: n for key, n in numbers.items() if n is not None}


def _paragraph(paragraph: Traced) -> dict[str, Any]:
    heading = {"heading": paragraph.heading} if paragraph.heading else {}
    segments = [_segment(segment) for segment in paragraph.segments]
    return _place(paragraph.location) | heading | {"segments": segments}


def _segment(segment: Segment) -> dict[str, Any]:
    row: dict[str, Any] = {"text": segment.text}
    if segment.sources:
        row["sources"] = list(segment.sources)
    if segment.is_derived:
        row["derived"] = True
    if segment.template is not None:
        row["template"] = segment.template
    return row


def _read(content: Mapping[str, Any]) -> Trace:
    if content["version"] != _VERSION:
        raise ValueError(content["version"])
    sources = tuple(map(Source.from_json, content["sources"]))
    templates = tuple(_location(row, row["template"]) for row in content["templates"])
    paragraphs = tuple(map(_read_paragraph, content["paragraphs"]))
    for segment in (s for p in paragraphs for s in p.segments):
        _check(segment, len(sources), len(templates))
    return Trace(
        str(content["document"]), str(content["role"]), str(content["employee"]),
        str(content["as_of"]), str(content["content_sha256"]), sources, templates, paragraphs,
    )  # fmt: skip


def _check(segment: Segment, sources: int, templates: int) -> None:
    numbers = [*((n, sources) for n in segment.sources), (segment.template or 0, templates or 1)]
    if not all(0 <= number < count for number, count in numbers):
        raise IndexError


def _location(row: Mapping[str, Any], path: str = "") -> DocxLocation:
    numbers = {key: int(row[key]) for key in _PLACE if key in row}
    return DocxLocation(str(path), str(row["part"]), **numbers, excerpt=str(row.get("excerpt", "")))


def _read_paragraph(row: Mapping[str, Any]) -> Traced:
    segments = tuple(map(_read_segment, row["segments"]))
    return Traced(_location(row), str(row.get("heading", "")), segments)


def _read_segment(row: Mapping[str, Any]) -> Segment:
    template = row.get("template")
    return Segment(
        str(row["text"]),
        tuple(int(number) for number in row.get("sources", ())),
        bool(row.get("derived")),
        None if template is None else int(template),
    )
