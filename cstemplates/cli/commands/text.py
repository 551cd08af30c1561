"""cstemplates text: the text projection of a Word file, also git's textconv."""

from __future__ import annotations

from pathlib import Path

import click

from cstemplates.messages import _


@click.command("text", help=_("Print a Word file as readable lines."))
@click.argument("file", metavar=_("FILE.docx"), type=click.Path(path_type=Path))
def command(*, file: Path) -> None:
    """Print headings, paragraphs, tables, headers and footers."""
    from cstemplates.findings import TemplateError  # noqa: PLC0415 - heavy
    from cstemplates.gate import not_word, open_package  # noqa: PLC0415
    from cstemplates.produce.files import read_bytes  # noqa: PLC0415
    from cstemplates.word import project_text  # noqa: PLC0415

    data, shown = read_bytes(file), file.as_posix()
    wrong = not_word(open_package(data, path=shown))
    if wrong:
        raise TemplateError(wrong)
    click.echo(project_text(data, path=shown), nl=False)
