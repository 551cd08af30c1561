"""What ``explain FILE.docx`` prints and writes: where the words of a document come from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from cstemplates.cli.options import shown
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cstemplates.trace import Hit, Segment, Trace

_MOST = 20
_LONGEST = 60


def explain_file(file: Path, text: str, company: Path | None, comments: Path | None) -> None:
    """Print where a text comes from, and write a copy with sources as comments."""
    from cstemplates.cli.screen import show_report  # noqa: PLC0415 - heavy
    from cstemplates.publish import write_file  # noqa: PLC0415
    from cstemplates.trace import find_text, trace_file, with_sources  # noqa: PLC0415

    found = trace_file(file, company)
    show_report(found.report, to_stderr=True)
    if text:
        hits = find_text(found.trace, text, shown(file))
        click.echo("\n".join(_all(hits, found.trace, shown(file))))
    if comments:
        write_file(comments, with_sources(found.data, found.trace), shown=shown(comments))
        click.echo(shown(comments))


def _all(hits: list[Hit], trace: Trace, name: str) -> Iterator[str]:
    for hit in hits[:_MOST]:
        yield from _hit(hit, trace, name)
    if len(hits) > _MOST:
        yield _("… and {count} more places").format(count=len(hits) - _MOST)


def _hit(hit: Hit, trace: Trace, name: str) -> Iterator[str]:
    location, heading = hit.paragraph.location, hit.paragraph.heading
    place = str(replace(location, path=name))
    yield f"{place} · {_short(heading)}" if heading else place
    for segment in hit.segments:
        yield f"  “{_short(segment.text)}”" + (_(" (worked out)") if segment.is_derived else "")
        yield from (f"    {line}" for line in _lines(segment, trace))


def _lines(segment: Segment, trace: Trace) -> Iterator[str]:
    from cstemplates.trace.wording import source_lines, template_line  # noqa: PLC0415 - heavy

    for number in segment.sources:
        yield from source_lines(trace.sources[number])
    if segment.template is not None:
        yield template_line(trace.templates[segment.template])
    elif not segment.sources:
        yield _("written by the program: a number, a sign or a heading of its own")


def _short(text: str) -> str:
    text = text.strip() or text
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
