"""Pages: Word files laid out as PDF by LibreOffice, and the fonts that takes."""

from cstemplates.pdf.batch import Conversion, PdfSource
from cstemplates.pdf.convert import Typesetter, convert
from cstemplates.pdf.facts import PageFacts, inspect_pages
from cstemplates.pdf.fonts import (
    HOUSE_FONTS,
    FontMatch,
    FontNames,
    font_configuration,
    font_findings,
    fonts_found,
    fonts_named,
)
from cstemplates.pdf.joining import JoinItem, join_pdfs
from cstemplates.pdf.libreoffice import find_libreoffice, require_libreoffice
from cstemplates.pdf.office import uno_python
from cstemplates.pdf.outline import heading_pages
from cstemplates.pdf.pages import Pages

__all__ = [
    "HOUSE_FONTS",
    "Conversion",
    "FontMatch",
    "FontNames",
    "JoinItem",
    "PageFacts",
    "Pages",
    "PdfSource",
    "Typesetter",
    "convert",
    "find_libreoffice",
    "font_configuration",
    "font_findings",
    "fonts_found",
    "fonts_named",
    "heading_pages",
    "inspect_pages",
    "join_pdfs",
    "require_libreoffice",
    "uno_python",
]
