"""Reading one YAML file: plain values with places, and nothing of YAML that surprises."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from cstemplates.findings import CatalogError, Finding, TextLocation, finding
from cstemplates.load.characters import FORBIDDEN_IN_XML, FORBIDDEN_IN_YAML, code_point
from cstemplates.load.file import read_bytes
from cstemplates.load.node import Node
from cstemplates.load.scalars import read_plain
from cstemplates.load.syntax import explain
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cstemplates.load.node import KeyPath, Scalar

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_FINDINGS = 50


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML file as read.

    Attributes:
        path: The file, as shown to people.
        root: Its value with places; holds None when the file could not be read.
        findings: All that is wrong with it, at most 50.
        sha256: Hash of the bytes read; empty when there were none.
    """

    path: str
    root: Node
    findings: tuple[Finding, ...] = ()
    sha256: str = ""

    @property
    def value(self) -> Any:
        """The plain value: scalars in dicts and lists."""
        return self.root.value

    def locate(self, key_path: KeyPath) -> TextLocation:
        """Return the place of a key path, or of its nearest ancestor that exists."""
        return self.root.follow(key_path)[0].location(key_path)


def read_yaml(path: Path, *, display: str) -> Source:
    """Read a YAML file with places; whatever is wrong comes back as findings.

    Args:
        path: The file.
        display: How the file is named in findings.
    """
    try:
        data = read_bytes(path, display=display, limit=MAX_BYTES)
    except CatalogError as error:
        return Source(display, Node(None, display), error.report.findings)
    return read_yaml_bytes(data, display=display)


def read_yaml_bytes(data: bytes, *, display: str) -> Source:
    """Read YAML text that is already in memory; see :func:`read_yaml`."""
    digest = hashlib.sha256(data).hexdigest()
    root = _faultless(data, display)
    if root is not None:
        return Source(display, root, (), digest)
    reading = _Reading(display)
    root = reading.read(data)
    return Source(display, root, tuple(reading.findings), digest)


@lru_cache(maxsize=1024)
def _faultless(data: bytes, display: str) -> Node | None:
    """Read text once a process: two catalogues that are compared share nearly all of it.

    Nodes are never changed once they are read. Faults are told in the language of the
    moment, so a file that has any is read again.
    """
    reading = _Reading(display)
    root = reading.read(data)
    return None if reading.findings else root


class _Reading:
    """One pass over the events of a file."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._events: Iterator[Any] = iter(())
        self.findings: list[Finding] = []

    def read(self, data: bytes) -> Node:
        nothing = Node(None, self._path)
        try:
            text = self._decode(data)
            # Events, never nodes: the C composer recurses and dies of 100,000 brackets.
            self._events = yaml.parse(text, Loader=yaml.CSafeLoader)
            return self._document() or nothing
        except yaml.YAMLError as error:
            self._report_syntax(error)
        except CatalogError:
            pass  # its findings are in self.findings
        return nothing

    def _decode(self, data: bytes) -> str:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self._stop("CST100", _("The file is not UTF-8 text."), line, None)
        for match in FORBIDDEN_IN_YAML.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - text.rfind("\n", 0, match.start())
            self._report_character(match[0], line, column)
            if len(self.findings) >= MAX_FINDINGS:
                break
        return FORBIDDEN_IN_YAML.sub("\ufffd", text) if self.findings else text

    def _document(self) -> Node | None:
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        event = next(self._events)
        root = self._node(event, event.start_mark, 0)
        next(self._events)
        following = next(self._events)
        if not isinstance(following, yaml.StreamEndEvent):
            message = _("The file holds more than one YAML document.")
            self._report("CST101", message, following.start_mark, _("Remove the line “---”."))
        return root

    def _node(self, event: Any, place: Any, depth: int) -> Node:
        """Read the node that begins with an event; it is shown at ``place``."""
        line, column = place.line + 1, place.column + 1
        if event.anchor is not None:
            self._report_anchor(event)
        if isinstance(event, yaml.ScalarEvent):
            return Node(self._scalar(event), self._path, line, column)
        if isinstance(event, yaml.AliasEvent):
            return Node(None, self._path, line, column)
        if event.tag is not None:
            self._report_tag(event)
        if depth >= MAX_DEPTH:
            message = _("The values are nested more than {limit} deep.").format(limit=MAX_DEPTH)
            self._stop("CST105", message, event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.MappingStartEvent):
            return Node(self._map(depth + 1), self._path, line, column)
        return Node(self._list(depth + 1), self._path, line, column)

    def _list(self, depth: int) -> list[Node]:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, event.start_mark, depth))
        return items

    def _map(self, depth: int) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, depth)
            value = self._node(next(self._events), event.start_mark, depth)
            if key in entries:
                self._report_duplicate(key, entries[key], event.start_mark)
            elif key is not None:
                entries[key] = value
        return entries

    def _key(self, event: Any, depth: int) -> str | None:
        """Read a key as text; None when it is refused and its value to be dropped."""
        if not isinstance(event, yaml.ScalarEvent):
            self._node(event, event.start_mark, depth)
            self._report("CST108", _("A key must be a plain word."), event.start_mark)
            return None
        if event.anchor is not None:
            self._report_anchor(event)
        if event.implicit[0] and event.value == "<<":
            message = _("Merge keys (“<<”) are not used here.")
            self._report("CST103", message, event.start_mark, _("Write the values out."))
            return None
        self._check_text(event)
        return str(event.value)

    def _scalar(self, event: Any) -> Scalar:
        if not event.implicit[0]:
            return self._check_text(event)
        try:
            return read_plain(event.value)
        except ValueError:
            message = _("The calendar has no such date.")
            hint = _("Correct the date, or put it in quotation marks to keep it as text.")
            self._report("CST108", message, event.start_mark, hint)
            return None

    def _check_text(self, event: Any) -> str:
        """Report a tag, and characters that only an escape can bring in."""
        if event.tag is not None:
            self._report_tag(event)
        text = str(event.value)
        if event.style == '"' and (match := FORBIDDEN_IN_XML.search(text)):
            mark = event.start_mark
            self._report_character(match[0], mark.line + 1, mark.column + 1)
            return FORBIDDEN_IN_XML.sub("\ufffd", text)
        return text

    def _report_anchor(self, event: Any) -> None:
        message = _("Anchors and aliases (“&”, “*”) are not used here.")
        hint = _("Write the value out, or put text that begins with this sign in quotation marks.")
        self._report("CST103", message, event.start_mark, hint)

    def _report_tag(self, event: Any) -> None:
        message = _("Tags (“!”) are not used here.")
        hint = _("Put text that begins with “!” in quotation marks.")
        self._report("CST104", message, event.start_mark, hint)

    def _report_duplicate(self, key: str, first: Node, mark: Any) -> None:
        message = _("The key “{key}” stands twice, first on line {line}.").format(
            key=key, line=first.line
        )
        self._report("CST102", message, mark, _("Keep one of the two."))

    def _report_character(self, character: str, line: int, column: int) -> None:
        message = _("The invisible character {character} is not allowed.").format(
            character=code_point(character)
        )
        self._add("CST107", message, TextLocation(self._path, line, column), _("Delete it."))

    def _report_syntax(self, error: yaml.YAMLError) -> None:
        message, mark = explain(error)
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        self._add("CST101", message, TextLocation(self._path, line, column))

    def _report(self, code: str, message: str, mark: Any, hint: str = "") -> None:
        self._add(code, message, TextLocation(self._path, mark.line + 1, mark.column + 1), hint)

    def _add(self, code: str, message: str, location: TextLocation, hint: str = "") -> None:
        self.findings.append(finding(code, message, location, hint))
        if len(self.findings) >= MAX_FINDINGS:
            raise CatalogError(*self.findings)

    def _stop(self, code: str, message: str, line: int, column: int | None) -> NoReturn:
        self.findings.append(finding(code, message, TextLocation(self._path, line, column)))
        raise CatalogError(*self.findings)
