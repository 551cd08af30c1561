"""A document's properties: title, company and date as we say them, nobody's name by accident."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from xml.sax.saxutils import escape

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
)


@dataclass(frozen=True, slots=True)
class Properties:
    """What File › Info shows of a finished document.

    Attributes:
        title: The document's title.
        subject: What or whom it is about.
        creator: Who issues it; a company rather than a person.
        company: The company.
        keywords: Words to find it by.
        created: The only date in it; both creation and last change.
    """

    title: str = ""
    subject: str = ""
    creator: str = ""
    company: str = ""
    keywords: str = ""
    created: dt.date = dt.date(1980, 1, 1)

    def core(self) -> bytes:
        """Write ``docProps/core.xml``."""
        day = f"{self.created:%Y-%m-%d}T00:00:00Z"
        pieces = (
            _element("dc:title", self.title),
            _element("dc:subject", self.subject),
            _element("dc:creator", self.creator),
            _element("cp:keywords", self.keywords),
            _element("cp:lastModifiedBy", self.creator),
            "<cp:revision>1</cp:revision>",
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>',
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>',
        )
        return f"{_DECLARATION}{_CORE}{''.join(pieces)}</cp:coreProperties>".encode()

    def app(self) -> bytes:
        """Write ``docProps/app.xml``."""
        company = _element("Company", self.company)
        return f"{_DECLARATION}{_APP}{company}</Properties>".encode()


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>" if text else ""
