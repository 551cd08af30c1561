"""Pages: Word files laid out as PDF by LibreOffice, and the fonts that takes."""

from cstemplates.pdf.convert import Conversion, PdfSource, convert
from cstemplates.pdf.fonts import FontMatch, font_configuration, font_findings, fonts_found
from cstemplates.pdf.libreoffice import find_libreoffice, require_libreoffice
from cstemplates.pdf.pages import Pages

__all__ = [
    "Conversion",
    "FontMatch",
    "Pages",
    "PdfSource",
    "convert",
    "find_libreoffice",
    "font_configuration",
    "font_findings",
    "fonts_found",
    "require_libreoffice",
]
