"""A redline held to its promise: accept all gives the new text, reject all the old one.

The text projection takes changes as accepted, so it reads the redline itself as the new file.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

from lxml import etree
from support.revisions import W, accept_all, reject_all

from cstemplates.redline import redline
from cstemplates.word import project_text

DAY = date(2026, 11, 22)
AUTHOR = "人力资源部"


def redlined(old: bytes, new: bytes) -> bytes:
    """Make a redline and hold it to its promise."""
    made = redline(old, new, author=AUTHOR, when=DAY)
    assert project_text(accept_all(made)) == project_text(made) == project_text(new)
    # What a list offers is the new file's, which the memo of changes says.
    assert project_text(_unoffered(reject_all(made))) == project_text(_unoffered(old))
    return made


def _unoffered(data: bytes) -> bytes:
    """Take the items out of all lists."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w") as without:
        for part in package.namelist():
            content = package.read(part)
            if part.endswith(".xml"):
                content = re.sub(rb"<w:listItem\b[^>]*/>", b"", content)
            without.writestr(part, content)
    return made.getvalue()


def marked(data: bytes, part: str = "word/document.xml") -> list[str]:
    """Show the paragraphs of a part that hold changes: ``[-gone]``, ``[+new]``, ``¶`` for marks."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read(part))
    shown = [_shown(paragraph) for paragraph in root.iter(f"{W}p")]
    return [line for line in shown if "[" in line]


def _shown(paragraph: etree._Element) -> str:
    line = ""
    for found in paragraph.iter(f"{W}t", f"{W}delText", f"{W}drawing", f"{W}footnoteReference"):
        fate = next((a.tag[len(W) :] for a in found.iterancestors(f"{W}ins", f"{W}del")), "")
        words = found.text or f"<{found.tag.rpartition('}')[2]}>"
        line += {"": words, "ins": f"[+{words}]", "del": f"[-{words}]"}[fate]
    held = paragraph.find(f"{W}pPr/{W}rPr")
    for mark in () if held is None else held:
        line += {f"{W}ins": "[+¶]", f"{W}del": "[-¶]"}.get(mark.tag, "")
    return line
