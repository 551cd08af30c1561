"""A comparison as one HTML page: a summary with links, then old and new side by side."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from cstemplates.compare.change import Kind, State
from cstemplates.compare.reports.wording import (
    computed_line,
    file_title,
    kind_word,
    looks_line,
    state_word,
    summary_line,
    times,
    told_files,
    visible,
)
from cstemplates.messages import _, language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cstemplates.compare.change import Change, Comparison, FileChange
    from cstemplates.compare.words import Piece, Side

_STYLE = """
:root { color-scheme: light dark; --ink: #1c1e21; --paper: #fff; --line: #d5d9de;
  --soft: #f4f6f8; --quiet: #5d6570; --gone: #ffe1de; --gone-ink: #8c1d18; --new: #d9f2dd;
  --new-ink: #0f5223; --link: #0b57a4; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --paper: #16191d;
  --line: #3a4048; --soft: #20252b; --quiet: #9aa3ae; --gone: #4d1f1c; --gone-ink: #ffb4ab;
  --new: #173d22; --new-ink: #9fdcae; --link: #8ab8f0; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 2rem 1.25rem 4rem; color: var(--ink);
  background: var(--paper); line-height: 1.6;
  font-family: "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
h2 { font-size: 1.1rem; margin: 2.5rem 0 .5rem; overflow-wrap: anywhere; }
a { color: var(--link); }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { border: 1px solid var(--line); padding: .4rem .6rem; vertical-align: top;
  text-align: left; overflow-wrap: anywhere; }
td { white-space: pre-wrap; }
th { background: var(--soft); font-weight: 600; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.where { width: 26%; } td.where { color: var(--quiet); font-size: .92em; white-space: normal; }
.files .state { width: 11rem; } .files .count { width: 7rem; text-align: right; }
del { background: var(--gone); color: var(--gone-ink); text-decoration: line-through; }
ins { background: var(--new); color: var(--new-ink); text-decoration: none; }
.quiet, .state { color: var(--quiet); font-weight: normal; }
.error { color: var(--gone-ink); }
@media print { body { max-width: none; padding: 0; font-size: 9.5pt; } h2 { break-after: avoid; }
  a { color: inherit; text-decoration: none; } ins { text-decoration: underline; } }
"""


def render_html(comparison: Comparison) -> str:
    """Write one self-contained page, without scripts; whatever a text holds stays text."""
    files = told_files(comparison)
    title = _("Word documents compared")
    body = [f"<h1>{_safe(title)}</h1>", f"<p>{_safe(summary_line(comparison))}</p>"]
    body += _contents(files) if len(files) > 1 else []
    body += [line for number, file in enumerate(files, 1) for line in _file(number, file)]
    if not files:
        body.append(f"<p>{_safe(_('No differences.'))}</p>")
    lang = "zh-CN" if language() == "zh" else "en"
    head = (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_safe(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    )
    return head + "\n".join(body) + "\n</body>\n</html>\n"


def _contents(files: list[FileChange]) -> list[str]:
    name, state, count = map(_safe, (_("File"), _("State"), _("Changes")))
    head = (
        f"<thead><tr><th>{name}</th><th class='state'>{state}</th>"
        f"<th class='count'>{count}</th></tr></thead>"
    )
    rows = [
        f'<tr><td><a href="#file-{number}">{_safe(file_title(file))}</a></td>'
        f"<td class='state'>{_safe(state_word(file.state))}</td>"
        f"<td class='count'>{_loud(file) or ''}</td></tr>"
        for number, file in enumerate(files, start=1)
    ]
    return [f"<table class='files'>{head}<tbody>", *rows, "</tbody></table>"]


def _loud(file: FileChange) -> int:
    return sum(not change.kind.is_quiet for change in file.changes)


def _file(number: int, file: FileChange) -> Iterator[str]:
    state = f"<span class='state'>{_safe(state_word(file.state))}</span>"
    yield f'<h2 id="file-{number}">{_safe(file_title(file))} · {state}</h2>'
    yield from (f"<p class='error'>{_safe(each.message)}</p>" for each in file.findings)
    rows = [_row(change) for change in file.changes if change.kind is not Kind.LOOK]
    if rows:
        where, before, after = map(_safe, (_("Where"), _("Before"), _("After")))
        yield (
            f"<table><thead><tr><th class='where'>{where}</th>"
            f"<th>{before}</th><th>{after}</th></tr></thead><tbody>"
        )
        yield from rows
        yield "</tbody></table>"
    if looks := looks_line(file.changes):
        yield f"<p class='quiet'>{_safe(looks)}</p>"
    elif file.state is State.RENAMED and not rows:
        yield f"<p class='quiet'>{_safe(_('No differences.'))}</p>"


def _row(change: Change) -> str:
    where = f"<td class='where'>{_safe(change.where)}{times(change)}</td>"
    if change.kind.is_computed:
        line = _safe(computed_line(change))
        return f"<tr>{where}<td class='quiet' colspan='2'>{line}</td></tr>"
    if change.kind is Kind.MOVED:
        line = f"<span class='quiet'>{_safe(kind_word(change.kind))}</span> "
        return f"<tr>{where}<td colspan='2'>{line}{_safe(change.after)}</td></tr>"
    before, after = _pieces(change.pieces, "gone"), _pieces(change.pieces, "new")
    return f"<tr>{where}<td>{before}</td><td>{after}</td></tr>"


def _pieces(pieces: Iterable[Piece], side: Side) -> str:
    tag = "del" if side == "gone" else "ins"
    return "".join(
        _safe(piece.text) if piece.kind == "same" else f"<{tag}>{_safe(piece.text)}</{tag}>"
        for piece in pieces
        if piece.kind in {"same", side}
    )


def _safe(text: str) -> str:
    return html.escape(visible(text))
