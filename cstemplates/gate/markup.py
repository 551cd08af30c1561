"""Judge and parse XML: no document type, no entities, UTF-8 only, limited size and depth."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat

from cstemplates.findings import DocxLocation, Finding, TemplateError, finding
from cstemplates.gate.profile import TEMPLATE
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from cstemplates.gate.profile import Profile

_UTF8_NAMES = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
# Parts that were judged to be sound lately, by their hash: documents of one pack share
# most of theirs, and a part is judged when its package is opened and when it is parsed.
_SOUND: dict[bytes, None] = {}
_MOST_SOUND = 1024
_OTHER_ENCODING_STARTS = (b"\xff\xfe", b"\xfe\xff", b"\x00", b"<\x00", b"\x4c\x6f\xa7\x94")


class _RefusedError(Exception):
    """Carries one finding out of expat's callbacks."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found)
        self.found = found


def check_xml(data: bytes, *, path: str, part: str, profile: Profile) -> Finding | None:
    """Judge one XML part in a single pass, without building a tree.

    Args:
        data: The part.
        path: The file's name for the finding.
        part: The part's name for the finding.
        profile: The limits.

    Returns:
        The first thing that is wrong, or None.
    """
    digest = blake2b(data, digest_size=32, person=_limits_key(profile)).digest()
    if digest in _SOUND:
        return None
    place = DocxLocation(path, part)
    if data.startswith(_OTHER_ENCODING_STARTS):
        return _encoding(place)
    parser = _parser(place)
    start, end = _limits(profile, place)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    found = _run(parser, data, place)
    if found is None:
        _remember(digest)
    return found


def _limits_key(profile: Profile) -> bytes:
    return f"{profile.max_elements}/{profile.max_depth}".encode()[:16]


def _remember(digest: bytes) -> None:
    if len(_SOUND) >= _MOST_SOUND:
        _SOUND.pop(next(iter(_SOUND)), None)
    _SOUND[digest] = None


def check_well_formed(data: bytes, *, path: str, part: str, prefixes_known: bool = False) -> None:
    """Refuse XML that is not well formed; fast enough for every document made.

    Args:
        data: The part.
        path: The file's name for the finding.
        part: The part's name for the finding.
        prefixes_known: Whether every prefix is surely declared at the root, so that
            prefixes need not be looked up, which is a third of the work.

    Raises:
        TemplateError: CST305 with line and column, CST306 for a document type, CST307
            for an encoding other than UTF-8.
    """
    place = DocxLocation(path, part)
    if found := _run(_parser(place, prefixes_known=prefixes_known), data, place):
        raise TemplateError(found)


def parse_xml(data: bytes, *, path: str, part: str, profile: Profile = TEMPLATE) -> etree._Element:
    """Parse a part into a tree that holds nothing from outside the part.

    Args:
        data: The part.
        path: The file's name for findings.
        part: The part's name for findings.
        profile: The limits.

    Returns:
        The root element.

    Raises:
        TemplateError: The XML is malformed, too complex, has a document type or is not UTF-8.
    """
    from lxml import etree  # noqa: PLC0415  (heavy; not every start needs it)

    if found := check_xml(data, path=path, part=part, profile=profile):
        raise TemplateError(found)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        # Well formed, as expat has just said: one of libxml2's own limits was hit.
        message = _("The part holds a text longer than a document can have.")
        raise TemplateError(finding("CST308", message, DocxLocation(path, part))) from error


class Visitor(Protocol):
    """What is told about each element and text; names carry their namespace and a blank."""

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Take the beginning of an element."""

    def end(self, name: str, /) -> None:
        """Take the end of an element."""

    def text(self, text: str, /) -> None:
        """Take all text between two tags."""


def walk_xml(data: bytes, visitor: Visitor) -> None:
    """Show a part that has passed the gate to a visitor, in one pass and without a tree.

    Whatever the visitor raises stops the walk and is passed on.

    Args:
        data: The part, as the gate handed it out.
        visitor: Sees elements and texts in their order.
    """
    parser = expat.ParserCreate("UTF-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler = visitor.start
    parser.EndElementHandler = visitor.end
    parser.CharacterDataHandler = visitor.text
    parser.Parse(data, True)  # noqa: FBT003  (expat takes no keyword)


def _parser(place: DocxLocation, *, prefixes_known: bool = False) -> expat.XMLParserType:
    # A separator turns on namespaces, so that an undeclared prefix is a fault as in Word.
    parser = expat.ParserCreate("UTF-8", None if prefixes_known else " ")

    def refuse_doctype(*_args: object) -> None:
        message = _("The part declares a document type, which Word files never do.")
        raise _RefusedError(finding("CST306", message, place))

    def refuse_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _UTF8_NAMES:
            raise _RefusedError(_encoding(place))

    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.XmlDeclHandler = refuse_encoding
    return parser


def _limits(
    profile: Profile, place: DocxLocation
) -> tuple[Callable[[str, object], None], Callable[[str], None]]:
    """Make the pair of callbacks that count; closures, because millions of calls are made."""
    elements = depth = 0
    max_elements, max_depth = profile.max_elements, profile.max_depth

    def start(_name: str, _attributes: object) -> None:
        nonlocal elements, depth
        elements += 1
        depth += 1
        if elements > max_elements or depth > max_depth:
            raise _RefusedError(_complex(profile, place))

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    return start, end


def _run(parser: expat.XMLParserType, data: bytes, place: DocxLocation) -> Finding | None:
    try:
        parser.Parse(data, True)  # noqa: FBT003  (expat takes no keyword)
    except _RefusedError as refused:
        return refused.found
    except expat.ExpatError as error:
        return _malformed(error, data, place)
    return None


def _malformed(error: expat.ExpatError, data: bytes, place: DocxLocation) -> Finding:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _encoding(place)
    message = _("The XML is not well formed at line {line}, column {column}.").format(
        line=error.lineno, column=error.offset + 1
    )
    hint = _("Open the file in Word, let Word repair it and save it.")
    return finding("CST305", message, place, hint)


def _encoding(place: DocxLocation) -> Finding:
    message = _("The part is not written in UTF-8.")
    hint = _("Open the file in Word or WPS and save it again.")
    return finding("CST307", message, place, hint)


def _complex(profile: Profile, place: DocxLocation) -> Finding:
    message = _("The part has more than {elements} elements or is nested deeper than {depth}.")
    words = message.format(elements=profile.max_elements, depth=profile.max_depth)
    return finding("CST308", words, place)
