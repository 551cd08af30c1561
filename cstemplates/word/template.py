"""Open a template once, make any number of documents from it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cstemplates.findings import (
    DocxLocation,
    Finding,
    RenderError,
    Severity,
    TemplateError,
    TextLocation,
    finding,
)
from cstemplates.findings.location import key_text
from cstemplates.gate import OUTPUT, check_well_formed, open_package, refusals
from cstemplates.messages import _
from cstemplates.word.assembly import APP, CORE
from cstemplates.word.compile import CompiledPart, compile_part
from cstemplates.word.compose import compose
from cstemplates.word.faults import ResultTooLargeError, TemplateMarkError
from cstemplates.word.finishing import Finish
from cstemplates.word.plain import PlainCheck, unplain_paths
from cstemplates.word.properties import Properties
from cstemplates.word.scan import excess, needed_schema, scan
from cstemplates.word.writer import Block, Entry, compress, join, pack, static_block

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from cstemplates.gate import Package
    from cstemplates.word.collect import Hole
    from cstemplates.word.compile import Collected
    from cstemplates.word.scan import Scan
    from cstemplates.word.slots import Choice, ContentsEntry, Slot

_MOST_FINDINGS = 50
_SMALL = 4096
_ANONYMOUS = "template.docx"
_HOUSE = "house.docx"
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_MARKUP = (".xml", ".rels")
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Filled:
    """A document, and what a draft left open in it.

    Attributes:
        data: The .docx file.
        holes: Values that were not there, in the order of the parts and of the text.
        contents: The entries of its table of contents; none when it has no contents.
        made: The unpacked parts that are not simply the template's.
    """

    data: bytes
    holes: tuple[Hole, ...] = ()
    contents: tuple[ContentsEntry, ...] = ()
    made: Mapping[str, bytes] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template: immutable, to be filled by any number of threads at once.

    Attributes:
        name: The file's name for findings.
        scan: What the scan found in it; warnings too.
    """

    name: str
    scan: Scan
    _parts: Mapping[str, bytes] = field(repr=False)
    compiled: tuple[CompiledPart, ...] = field(repr=False)
    static: Block = field(repr=False)
    _finish: Finish | None = field(default=None, repr=False)
    _statics: Mapping[str, Entry] = field(default_factory=dict, repr=False)
    _digests: Mapping[str, str] = field(default_factory=dict, repr=False)

    def render(self, data: Mapping[str, Any]) -> bytes:
        """Make a document; a value that is missing or cannot stand in it is an error.

        Args:
            data: Plain data: text, int, Decimal, bool, date, None, lists and maps of them.

        Returns:
            The .docx file; equal data gives equal bytes.

        Raises:
            RenderError: With every fault at its place in the template.
        """
        return self.fill(data).data

    def fill(
        self,
        data: Mapping[str, Any],
        *,
        properties: Properties = Properties(),  # noqa: B008  # a frozen value
        draft: Callable[[str], str] | None = None,
        slots: Mapping[str, Slot] = _NOTHING,
        choices: Mapping[str, Sequence[Choice]] = _NOTHING,
        is_plain: Callable[[Any], bool] | None = None,
    ) -> Filled:
        """Make a document with its properties, or a draft that shows its holes.

        Args:
            data: Plain data, as for `render`.
            properties: What File › Info shows.
            draft: Makes the label of a missing field from its name, such as
                ``rows[].name``; with it, missing and empty values print 【待填：label】.
            slots: What replaces the content controls tagged ``cst:…``, by the rest of the
                tag; a slot without content leaves no trace.
            choices: The items of drop-down lists, by the tag of their control.
            is_plain: Says whether data may enter the template, where the caller knows more
                of it than that it is looked through for every document.

        Returns:
            The file, the holes of a draft, and the entries of the contents.

        Raises:
            RenderError: With every fault at its place in the template.
        """
        given = dict(data)
        if not (is_plain or PlainCheck().is_plain)(given):
            raise self._unplain(given)
        holes: tuple[Hole, ...] = ()
        doubtful = [part.name for part in self.compiled if not part.is_always_well_formed]
        try:
            contents = [part.fill(given) for part in self.compiled]
        except Exception:  # noqa: BLE001  # an expression can raise whatever it likes
            contents, holes = self._look_again(given, draft)
        if self._finish is not None:
            contents = self._offered(self._finish, contents, choices)
            doubtful = [part.name for part in self.compiled]
        self._check(contents, doubtful)
        if self._finish is not None and self._finish.grows:
            return self._grown(self._finish, contents, properties, slots, holes)
        entries = [
            _packed(part.name, content)
            for part, content in zip(self.compiled, contents, strict=True)
        ]
        own, packed = _properties(properties)
        made = dict(zip((part.name for part in self.compiled), contents, strict=True))
        return Filled(join(self.static, (*entries, *packed)), holes, made=made | own)

    def part_digests(self, filled: Filled) -> dict[str, str]:
        """Hash the parts of a document it has made; its own parts were hashed when it opened."""
        made = {name: sha256(data).hexdigest() for name, data in filled.made.items()}
        return {**self._digests, **made}

    @property
    def slot_kinds(self) -> frozenset[str]:
        """The kinds of slots it has, such as ``flow``; content for others is never shown."""
        return self._finish.slot_kinds if self._finish else frozenset()

    @property
    def has_lists(self) -> bool:
        """Whether it has controls whose lists are filled from choices."""
        return self._finish is not None and self._finish.controls

    def composed(self) -> bytes:
        """Return the template with the house in it and its tags still there."""
        properties = Properties()
        own = {CORE: properties.core(), APP: properties.app()}
        return pack({**self._parts, **own})

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the data the template needs, all branches included."""
        return needed_schema(self.scan)

    def _offered(
        self,
        finish: Finish,
        contents: Sequence[bytes],
        choices: Mapping[str, Sequence[Choice]],
    ) -> list[bytes]:
        main = finish.package.main_document
        return [
            finish.offer(content, choices) if part.name == main else content
            for part, content in zip(self.compiled, contents, strict=True)
        ]

    def _grown(
        self,
        finish: Finish,
        contents: Sequence[bytes],
        properties: Properties,
        slots: Mapping[str, Slot],
        holes: tuple[Hole, ...],
    ) -> Filled:
        """Fill the slots; what is as in the template keeps its compressed form."""
        rendered = {p.name: c for p, c in zip(self.compiled, contents, strict=True)}
        parts, listed = finish.apply(rendered, slots)
        own, packed = _properties(properties)
        ready = dict(zip(own, packed, strict=True))
        names = sorted(parts, key=lambda name: (name not in _FIRST, name))
        entries = (ready.get(name) or self._entry(name, parts[name]) for name in names)
        return Filled(join(static_block(()), entries), holes, listed, parts | own)

    def _entry(self, name: str, data: bytes) -> Entry:
        if name in self._statics and self._parts[name] == data:
            return self._statics[name]
        if name.endswith(_MARKUP):
            self._check_part(name, data)
        return compress(name, data)

    def _unplain(self, data: dict[str, Any]) -> RenderError:
        message = _("Field “{field}” is not plain data.")
        hint = _("Give text, whole numbers, decimals, dates, lists and maps only.")
        paths = list(unplain_paths(data))[:_MOST_FINDINGS]
        places = [TextLocation(self.name, key_path=path) for path in paths]
        return RenderError(
            *(
                finding("CST402", message.format(field=key_text(p.key_path)), p, hint)
                for p in places
            )
        )

    def _look_again(
        self, data: dict[str, Any], draft: Callable[[str], str] | None
    ) -> tuple[list[bytes], tuple[Hole, ...]]:
        looks = [self._look(part, data, draft) for part in self.compiled]
        findings = [found for look in looks for found in look.collector.findings]
        if findings:
            raise RenderError(*findings)
        return [look.content for look in looks], tuple(
            hole for look in looks for hole in look.collector.holes
        )

    def _look(
        self, part: CompiledPart, data: dict[str, Any], draft: Callable[[str], str] | None
    ) -> Collected:
        place = DocxLocation(self.name, part.name)
        try:
            return part.collect(data, draft)
        except TemplateError as error:
            raise self._damaged(part.name) from error
        except TemplateMarkError as error:
            message = _("The values give a template mark such as two braces when put together.")
            raise RenderError(finding("CST406", message, place)) from error
        except ResultTooLargeError as error:
            message = _("The document grows beyond what Word can open.")
            raise RenderError(finding("CST404", message, place)) from error

    def _check(self, contents: Sequence[bytes], doubtful: Collection[str]) -> None:
        for part, content in zip(self.compiled, contents, strict=True):
            if part.name in doubtful:
                self._check_part(part.name, content, prefixes_known=part.declares_at_root)

    def _check_part(self, part: str, content: bytes, *, prefixes_known: bool = False) -> None:
        try:
            check_well_formed(content, path=self.name, part=part, prefixes_known=prefixes_known)
        except TemplateError as error:
            raise self._damaged(part) from error

    def _damaged(self, part: str) -> RenderError:
        message = _("The document would be damaged: a tag cuts through a block of Word.")
        hint = _("Let {% if %} and {% for %} begin and end in blocks of the same kind.")
        place = DocxLocation(self.name, part)
        return RenderError(finding("CST405", message, place, hint))


def open_template(
    source: Path | bytes, *, house: bytes | None = None, name: str = "", house_name: str = ""
) -> Template:
    """Judge, compose and compile a template, so that documents can be made from it.

    Args:
        source: The .docx file or its content.
        house: A Word file whose styles, numbering, page and headers replace the template's.
        name: The template's name for findings; the file's name when empty.
        house_name: The house file's name for findings.

    Returns:
        The compiled template.

    Raises:
        TemplateError: With everything that is wrong with the template or the house file.
    """
    if isinstance(source, Path):
        name = name or source.name
        source = _content(source, name)
    package = open_package(source, path=name or _ANONYMOUS)
    house_package = None if house is None else open_package(house, path=house_name or _HOUSE)
    given = [p for p in (package, house_package) if p is not None]
    if too_much := [over for p in given if (over := excess(p))]:
        raise TemplateError(*too_much)
    findings = [f for p in given for f in refusals(p)]
    try:
        composition = compose(package, house_package)
    except TemplateError as error:
        findings.extend(error.report)
        composition = compose(package)
    # Our own packing is denser than the file was, which says nothing against the file.
    composed = open_package(pack(composition.parts), path=package.path, profile=OUTPUT)
    found = scan(composed)
    if house_package is not None:
        found = _credited(found, composition.house_parts, house_package.path)
    findings.extend(found.findings)
    if any(f.severity is Severity.ERROR for f in findings):
        raise TemplateError(*findings)
    return _compiled(composed, found)


def _content(source: Path, name: str) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        message = _("The file cannot be read.")
        hint = _("Check that it exists and is not open in another program.")
        raise TemplateError(finding("CST100", message, DocxLocation(name), hint)) from error


def _credited(found: Scan, house_parts: frozenset[str], house_path: str) -> Scan:
    """Say of what stands in the house's own headers that it stands in the house file."""

    def credit(place: Any) -> Any:
        at_house = isinstance(place, DocxLocation) and place.part in house_parts
        return replace(place, path=house_path) if at_house else place

    return replace(
        found,
        tags=tuple(replace(tag, location=credit(tag.location)) for tag in found.tags),
        findings=tuple(replace(f, location=credit(f.location)) for f in found.findings),
        fields=tuple(replace(use, location=credit(use.location)) for use in found.fields),
    )


def _compiled(package: Package, found: Scan) -> Template:
    finish = Finish.of(package)
    listed = {package.main_document} if finish is not None and finish.controls else set()
    tagged = sorted({tag.location.part for tag in found.tags} | listed)
    compiled: list[CompiledPart] = []
    findings: list[Finding] = []
    for part in tagged:
        tags = [tag for tag in found.tags if tag.location.part == part]
        xml = package.parts[part].decode()
        try:
            body = part == package.main_document
            compiled.append(compile_part(part, xml, tags, package.path, body=body))
        except TemplateError as error:
            findings.extend(error.report)
    if findings:
        raise TemplateError(*findings)
    static = [name for name in package.parts if name not in {*tagged, CORE, APP}]
    static.sort(key=lambda name: (name not in _FIRST, name))
    entries = {name: compress(name, package.parts[name], once=True) for name in static}
    kept = entries if finish is not None and finish.grows else {}
    block = static_block(entries.values())
    digests = {name: sha256(package.parts[name]).hexdigest() for name in static}
    return Template(
        package.path, found, package.parts, tuple(compiled), block, finish, kept, digests
    )


def _packed(name: str, content: bytes) -> Entry:
    return (_again if len(content) < _SMALL else compress)(name, content)


@lru_cache(maxsize=256)
def _again(name: str, content: bytes) -> Entry:
    """Compress headers and footers, which many documents of a template have alike."""
    return compress(name, content)


@lru_cache(maxsize=256)
def _properties(properties: Properties) -> tuple[dict[str, bytes], tuple[Entry, ...]]:
    parts = {CORE: properties.core(), APP: properties.app()}
    return parts, tuple(compress(name, data, once=True) for name, data in parts.items())
