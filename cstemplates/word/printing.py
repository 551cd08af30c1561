"""How one value becomes bytes of a WordprocessingML part.

Text goes in escaped, a line break becomes ``w:br``, a tab ``w:tab``. Nothing is dropped
without a word: what cannot be printed raises a fault.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined

from cstemplates.word.faults import (
    EmptyValueError,
    ForbiddenCharacterError,
    TemplateMarkError,
    UnprintableValueError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_special_in_text = re.compile("[\x00-\x1f&<>{}\ud800-\udfff\ufffe\uffff]").search
_special_in_attribute = re.compile('[\x00-\x1f&<>"{}\ud800-\udfff\ufffe\uffff]').search
_forbidden = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]").search
_template_mark = re.compile(r"\{[{%#]|[}%#]\}").search

_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


def words(value: Any) -> str:
    """Return a value as the text a reader sees.

    Raises:
        EmptyValueError: Nothing to print.
        MissingFieldError: The value is not there at all.
        UnprintableValueError: A list or a map.
    """
    if isinstance(value, Undefined):
        return str(value)
    if value is None or value == "":
        raise EmptyValueError
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (list, tuple, dict)):
        raise UnprintableValueError
    return str(value)


def in_text(value: Any) -> bytes:
    """Print into a ``w:t``; an empty value raises."""
    if type(value) is str and value:
        return _text(value)
    if type(value) is int:
        return b"%d" % value
    if type(value) is Decimal:
        return format(value, "f").encode()
    return _text_markup(words(value)).encode()


@lru_cache(maxsize=4096)
def _text(value: str) -> bytes:
    """Print a text; most texts are printed again in the next document."""
    return (value if _special_in_text(value) is None else _text_markup(value)).encode()


def in_content(value: Any) -> bytes:
    """Print into another text element, such as a drawing's; an empty value raises."""
    return _escaped(words(value)).encode()


def in_attribute(value: Any) -> bytes:
    """Print into an attribute; an empty value raises."""
    if type(value) is str and value and _special_in_attribute(value) is None:
        return value.encode()
    return _attribute_markup(words(value)).encode()


def or_nothing(printer: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    """Make a printer that prints nothing for an empty value."""

    def print_or_nothing(value: Any) -> bytes:
        if value is None or value == "":
            return b""
        return printer(value)

    return print_or_nothing


PRINTERS: dict[str, Callable[[Any], bytes]] = {
    "text": in_text,
    "text_or_nothing": or_nothing(in_text),
    "content": in_content,
    "content_or_nothing": or_nothing(in_content),
    "attribute": in_attribute,
    "attribute_or_nothing": or_nothing(in_attribute),
}


def _escaped(text: str) -> str:
    if _forbidden(text):
        raise ForbiddenCharacterError
    if _template_mark(text):
        raise TemplateMarkError
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _text_markup(text: str) -> str:
    markup = _escaped(text).replace("\r\n", "\n").replace("\r", "\n")
    return markup.replace("\n", _BREAK).replace("\t", _TAB)


def _attribute_markup(text: str) -> str:
    markup = _escaped(text).replace('"', "&quot;").replace("\r", "&#13;")
    return markup.replace("\n", "&#10;").replace("\t", "&#9;")
