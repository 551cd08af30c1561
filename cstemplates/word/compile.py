"""Compile one part of a template: docxtpl's syntax in, a reusable program out."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateSyntaxError

from cstemplates.findings import DocxLocation, Finding, TemplateError, finding
from cstemplates.messages import _
from cstemplates.word.codegen import RefusedNodeError
from cstemplates.word.codegen_collecting import CollectingGenerator
from cstemplates.word.codegen_strict import StrictGenerator
from cstemplates.word.collect import CollectingContext, Collector
from cstemplates.word.environment import TemplateEnvironment
from cstemplates.word.faults import ResultTooLargeError, TemplateMarkError
from cstemplates.word.grid import mark_looped_grids
from cstemplates.word.nesting import is_always_well_formed
from cstemplates.word.repair import Repair, with_unique_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cstemplates.word.scan import Tag

MAX_PART = 64_000_000
_MAX_PIECES = 4_000_000
_OPENINGS = ("variable_begin", "block_begin")
_ENDINGS = ("variable_end", "block_end")
_COMMENTS = ("comment_begin", "comment", "comment_end")
_DELIMITERS = re.compile(r"^\{[{%][-+]?|[-+]?[%}]\}$")
_SCOPE = re.compile(r"^\s*(?:tr|tc|p|r|colspan|cellbg)\s")
_ROOT = re.compile(r"<[A-Za-z_][^<>]*>")
_MARKS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_DECLARED = re.compile(r"\sxmlns:([^\s=]+)=")
_PREFIX = re.compile(r"(?:</?|\s)([^\s<>:/=\"']+):[^\s<>:/=\"']+(?=[\s=/>])")
_mark_left = re.compile(rb"\{(?:<[^>]*>)*[{%#]").search


@cache
def _strict_environment() -> TemplateEnvironment:
    return TemplateEnvironment(StrictGenerator)


@cache
def _collecting_environment() -> TemplateEnvironment:
    environment = TemplateEnvironment(CollectingGenerator)
    environment.context_class = CollectingContext
    return environment


@dataclass(frozen=True)
class CompiledPart:
    """One part with tags, ready to be filled any number of times.

    Attributes:
        name: The part's name.
        source: Jinja source, every tag on a line of its own.
        places: Where the tag of each line stands in the template.
    """

    name: str
    source: str
    places: tuple[DocxLocation, ...]

    def fill(self, data: dict[str, Any]) -> bytes:
        """Render strictly; any exception means that the data or the template is at fault."""
        return self._finished(self._strict.root_render_func(self._strict.new_context(data)))

    def collect(self, data: dict[str, Any], draft: Callable[[str], str] | None) -> Collected:
        """Render thoroughly, noting every fault and, in a draft, every hole."""
        collector = Collector(self.place, draft)
        context = self._collecting.new_context(data)
        assert isinstance(context, CollectingContext)
        context.collector = collector
        content = self._finished(self._collecting.root_render_func(context))
        return Collected(content, collector)

    def place(self, line: int) -> DocxLocation:
        """Return the place of the tag on a line."""
        return self.places[min(line, len(self.places)) - 1]

    @cached_property
    def declares_at_root(self) -> bool:
        """Whether every prefix of its markup is declared at the root and nowhere else.

        Values are escaped and bring no markup, so it holds for every document too.
        """
        root = _ROOT.search(self.source)
        if root is None or self.source.count("xmlns") != root[0].count("xmlns"):
            return False
        declared = set(_DECLARED.findall(root[0])) | {"xml", "xmlns"}
        return declared.issuperset(_PREFIX.findall(_MARKS.sub("", self.source)))

    @cached_property
    def is_always_well_formed(self) -> bool:
        """Whether no data can make a document of it that is not well formed."""
        return self.declares_at_root and is_always_well_formed(
            _strict_environment().parse(self.source)
        )

    def __getstate__(self) -> dict[str, Any]:
        """Travel to another process as source; compiled again there."""
        return {"name": self.name, "source": self.source, "places": self.places}

    @cached_property
    def _strict(self) -> JinjaTemplate:
        return _strict_environment().from_string(self.source)

    @cached_property
    def _collecting(self) -> JinjaTemplate:
        return _collecting_environment().from_string(self.source)

    @cached_property
    def _repair(self) -> Repair:
        return Repair.of(self.source)

    def _finished(self, pieces: Iterable[Any]) -> bytes:
        chunks = list(islice(chain.from_iterable(pieces), _MAX_PIECES))
        if len(chunks) == _MAX_PIECES or sum(map(len, chunks)) > MAX_PART:
            raise ResultTooLargeError
        content = self._repair.apply(b"".join(chunks))
        if b"{" in content and _mark_left(content):
            raise TemplateMarkError
        return content


@dataclass(frozen=True)
class Collected:
    """What a thorough render gave."""

    content: bytes
    collector: Collector


def compile_part(
    name: str, xml: str, tags: Sequence[Tag], path: str, *, body: bool = True
) -> CompiledPart:
    """Compile a part whose tags the scan has approved.

    Args:
        name: The part's name.
        xml: Its XML as text.
        tags: The scan's tags of this part, in order.
        path: The template's name for findings.
        body: Whether it is the main part, whose drawings and controls are numbered from 1.

    Returns:
        The compiled part.

    Raises:
        TemplateError: A tag that the scan let pass but no document may hold.
    """
    from docxtpl import DocxTemplate  # noqa: PLC0415  (heavy; not every start needs it)

    numbered = with_unique_ids(xml.encode()).decode() if body else xml
    patched = mark_looped_grids(DocxTemplate("").patch_xml(numbered.replace("\n", " ")))
    whole = DocxLocation(path, name)
    try:
        source, lines = _one_tag_a_line(patched)
    except TemplateSyntaxError as error:
        raise TemplateError(_unreadable(whole)) from error
    part = CompiledPart(name, source, _places(lines, tags, whole))
    try:
        assert part._strict  # noqa: SLF001  # compiled now, so that a refusal is found now
    except TemplateSyntaxError as error:
        raise TemplateError(_unreadable(part.place(error.lineno))) from error
    except RefusedNodeError as refused:
        raise TemplateError(_refusal(refused, part)) from refused
    except (SyntaxError, RecursionError, MemoryError) as error:
        message = _("The tags are nested too deeply.")
        raise TemplateError(finding("CST345", message, whole)) from error
    return part


def _unreadable(place: DocxLocation) -> Finding:
    message = _("The tag cannot be read: check its spelling and its brackets.")
    return finding("CST332", message, place)


def _refusal(refused: RefusedNodeError, part: CompiledPart) -> Finding:
    place = part.place(refused.line)
    if refused.code == "CST346":
        message = _("The tag stands where no text can stand.")
        hint = _("Type the tag inside the text, without p, tr, tc or r.")
        return finding("CST346", message, place, hint)
    message = _("The tag uses something that templates may not use.")
    return finding("CST333", message, place)


def _one_tag_a_line(patched: str) -> tuple[str, list[str]]:
    """Give every tag a line of its own without a character more in the output."""
    pieces: list[str] = []
    tags: list[str] = []
    for _line, token, text in _strict_environment().lexer.tokeniter(patched, None):
        if token in _COMMENTS:
            continue
        if token == "raw_begin":  # noqa: S105  # a kind of token, not a password
            raise TemplateSyntaxError("raw", 1)
        if token in _OPENINGS:
            tags.append("")
        elif token in _ENDINGS:
            pieces.append("\n")
        if token != "data":  # noqa: S105  # a kind of token, not a password
            tags[-1] += text
        pieces.append(text)
    return "".join(pieces), tags


def _places(
    lines: Sequence[str], tags: Sequence[Tag], fallback: DocxLocation
) -> tuple[DocxLocation, ...]:
    """Match lines to the scan's tags: the n-th of equal ones to the n-th.

    docxtpl moves some tags within their cell and adds some of its own; those take the
    place of the tag before them.
    """
    waiting: dict[str, deque[DocxLocation]] = defaultdict(deque)
    for tag in tags:
        if tag.kind != "comment":
            waiting[_essence(tag.source)].append(tag.location)
    places: list[DocxLocation] = []
    before = fallback
    for line in lines:
        same = waiting[_essence(line)]
        before = same.popleft() if same else before
        places.append(before)
    return tuple(places) or (fallback,)


def _essence(source: str) -> str:
    inner = _DELIMITERS.sub("", source.strip())
    inner = re.sub(r"[“”]", '"', re.sub(r"[‘’]", "'", _SCOPE.sub("", inner)))
    return re.sub(r"\s+", "", inner)
