"""Read the tags of a part in their order: blocks that open and close, names, uses of data."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import nodes

from cstemplates.findings import Finding, finding
from cstemplates.messages import _
from cstemplates.word.expressions import MAX_SOURCE, Names, Problem, Reader, Reference, parse
from cstemplates.word.fields import ITEM, FieldUse

if TYPE_CHECKING:
    from cstemplates.word.expressions import Value
    from cstemplates.word.scan.placed import Placed

MAX_LOOPS = 3
REFUSED = frozenset(
    (
        "autoescape", "block", "break", "call", "continue", "debug", "do", "endautoescape",
        "endblock", "endcall", "endfilter", "endmacro", "endraw", "endset", "endtrans",
        "endwith", "extends", "filter", "from", "import", "include", "macro", "pluralize",
        "raw", "trans", "with",
    )
)  # fmt: skip
_SCOPES = ("p", "tr", "tc", "r")
_OPENERS = {"endif": "if", "endfor": "for"}
_KNOWN = ("if", "elif", "else", "endif", "for", "endfor", "set", "vm", "hm", "colspan", "cellbg")


@dataclass
class _Block:
    keyword: str
    tag: Placed


@dataclass
class BlockReader:
    """Follows the tags of one part; call `read` for each and `finish` at the end."""

    findings: list[Finding] = field(default_factory=list)
    fields: list[FieldUse] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    open: list[_Block] = field(default_factory=list)

    def read(self, tag: Placed) -> None:
        """Judge one tag."""
        if tag.mark.kind == "output":
            self._expression(tag, tag.mark.source, guarded=False)
        elif tag.mark.kind == "statement":
            self._statement(tag)

    def finish(self) -> None:
        """Report the blocks that are still open."""
        for block in self.open:
            self._unclosed(block)
        self.open.clear()

    @property
    def _is_guarded(self) -> bool:
        return any(block.keyword == "if" for block in self.open)

    def _add(self, tag: Placed, problem: Problem) -> None:
        self.findings.append(finding(problem.code, problem.message, tag.location, problem.hint))

    def _statement(self, tag: Placed) -> None:
        keyword = tag.keyword
        match keyword:
            case "if":
                self._test(tag)
                self.open.append(_Block("if", tag))
            case "for":
                self._for(tag)
            case "elif":
                self._branch(tag)
                self._test(tag)
            case "else":
                self._branch(tag)
                self._nothing_behind(tag)
            case "endif" | "endfor":
                self._close(tag)
                self._nothing_behind(tag)
            case "set":
                self._set(tag)
            case _:
                self._special(tag, keyword)

    def _special(self, tag: Placed, keyword: str) -> None:
        match keyword:
            case "colspan" | "cellbg":
                self._expression(tag, tag.rest, guarded=False)
            case "vm" | "hm":
                self._nothing_behind(tag)
                if not self._is_in_repeated_cell(tag):
                    message = _("“{name}” merges the rounds of a loop, but there is no loop.")
                    self._add(tag, Problem("CST346", message.format(name=keyword)))
            case _ if keyword in REFUSED:
                message = _("“{name}” may not be used in a template.").format(name=keyword)
                self._add(tag, Problem("CST333", message))
            case _:
                self._add(tag, _unknown_statement(keyword))

    def _is_in_repeated_cell(self, tag: Placed) -> bool:
        cell = tag.nearest("tc")
        if cell is None:
            return True  # Said already: it belongs into a cell.
        loops = [block.tag for block in self.open if block.keyword == "for"]
        return any(loop.nearest("tc") is not cell for loop in loops)

    def _nothing_behind(self, tag: Placed) -> None:
        if tag.rest:
            message = _("Nothing may follow “{name}”.").format(name=tag.keyword)
            self._add(tag, Problem("CST332", message))

    def _parsed(self, tag: Placed, source: str) -> nodes.Node | None:
        if len(source) > MAX_SOURCE:
            message = _("The tag is longer than {limit} characters.").format(limit=MAX_SOURCE)
            self._add(tag, Problem("CST345", message))
            return None
        parsed = parse(source)
        if isinstance(parsed, Problem):
            self._add(tag, _with_quotes(parsed) if tag.mark.curly else parsed)
            return None
        return parsed

    def _expression(self, tag: Placed, source: str, *, guarded: bool) -> None:
        node = self._parsed(tag, "{{ " + source + " }}")
        if isinstance(node, nodes.Output):
            self._read(tag, node, guarded=guarded)

    def _read(self, tag: Placed, node: nodes.Node, *, guarded: bool) -> Value:
        reader = Reader(self.names)
        value = reader.read(node, guarded=guarded)
        self._take(tag, reader)
        return value

    def _take(self, tag: Placed, reader: Reader) -> None:
        for problem in reader.problems:
            self._add(tag, problem)
        for use in reader.uses:
            guarded = use.guarded or self._is_guarded
            self.fields.append(FieldUse(use.path, tag.location, guarded))

    def _test(self, tag: Placed) -> None:
        node = self._parsed(tag, "{% if " + tag.rest + " %}{% endif %}")
        if isinstance(node, nodes.If):
            self._read(tag, node.test, guarded=True)

    def _for(self, tag: Placed) -> None:
        node = self._parsed(tag, "{% for " + tag.rest + " %}{% endfor %}")
        self.open.append(_Block("for", tag))
        frame: dict[str, Value] = {}
        items: Value = ()
        if isinstance(node, nodes.For):
            items = self._iterate(tag, node)
            self.names.frames.append(frame)
            self._bind_targets(tag, node.target, items)
            if node.test is not None:
                self._read(tag, node.test, guarded=True)
        else:
            self.names.frames.append(frame)
            self.names.growth.loops.append(1.0)
        self.names.loops.append(items)
        if len(self.names.loops) > MAX_LOOPS:
            message = _("Loops are nested deeper than {limit}.").format(limit=MAX_LOOPS)
            self._add(tag, Problem("CST338", message, _("Prepare the list in the data.")))

    def _iterate(self, tag: Placed, node: nodes.For) -> Value:
        reader = Reader(self.names)
        items = reader.read_items(node.iter)
        self._take(tag, reader)
        if self.names.growth.enter(node.iter):
            self._add(tag, Problem("CST345", _("The loop could run without end.")))
        if node.recursive:
            self._add(tag, Problem("CST333", _("A loop may not call itself (“recursive”).")))
        return items

    def _bind_targets(self, tag: Placed, target: nodes.Node, items: Value) -> None:
        if isinstance(target, nodes.Name):
            self._bind(tag, target, items)
        else:
            parts = tuple(Reference((*r.path, ITEM), r.guarded) for r in items)
            for child in target.find_all(nodes.Name):
                self._bind(tag, child, parts)

    def _bind(self, tag: Placed, target: nodes.Name, value: Value) -> None:
        if target.name == "loop" or target.name.startswith("_"):
            message = _("“{name}” may not be used as a name.").format(name=target.name)
            self._add(tag, Problem("CST333", message))
        self.names.bind(target.name, value, also_old=self._is_guarded)

    def _set(self, tag: Placed) -> None:
        if "=" not in tag.rest:
            message = _("“set” needs a value: set name = value.")
            self._add(tag, Problem("CST333", message))
            return
        node = self._parsed(tag, "{% set " + tag.rest + " %}")
        if not isinstance(node, nodes.Assign):
            return
        if not isinstance(node.target, nodes.Name):
            message = _("“set” may set one plain name only.")
            self._add(tag, Problem("CST333", message))
            return
        value = self._read(tag, node.node, guarded=False)
        growth = self.names.growth
        old = growth.names.get(node.target.name, 1.0)
        growth.names[node.target.name] = max(old, growth.of(node.node))
        self._bind(tag, node.target, value)

    def _branch(self, tag: Placed) -> None:
        if not self.open or (tag.keyword == "elif" and self.open[-1].keyword != "if"):
            message = _("“{name}” stands outside of an “if”.").format(name=tag.keyword)
            self._add(tag, Problem("CST336", message))
        else:
            self._compare_nesting(tag, self.open[-1].tag)

    def _close(self, tag: Placed) -> None:
        opener = _OPENERS[tag.keyword]
        if not any(block.keyword == opener for block in self.open):
            message = _("“{closer}” closes nothing: there is no “{opener}” before it.")
            words = message.format(closer=tag.keyword, opener=opener)
            self._add(tag, Problem("CST336", words))
            return
        while self.open[-1].keyword != opener:
            self._unclosed(self.open.pop())
        block = self.open.pop()
        self._leave(block)
        self._compare_nesting(tag, block.tag)

    def _unclosed(self, block: _Block) -> None:
        message = _("“{opener}” is never closed: “end{opener}” is missing.")
        self._add(block.tag, Problem("CST336", message.format(opener=block.keyword)))
        self._leave(block)

    def _leave(self, block: _Block) -> None:
        if block.keyword == "for":
            self.names.frames.pop()
            self.names.loops.pop()
            self.names.growth.leave()

    def _compare_nesting(self, tag: Placed, opener: Placed) -> None:
        if tag.nesting != opener.nesting:
            message = _("“{name}” and “{opener}” stand at different levels of the document.")
            words = message.format(name=tag.keyword, opener=opener.keyword)
            hint = _("Put both into the same kind of place, with the same letter (p, tr, tc).")
            self._add(tag, Problem("CST336", words, hint))


def _with_quotes(problem: Problem) -> Problem:
    message = _("The tag has curly quotes “ ” in a wrong place.")
    hint = _("Type straight quotes ' ' instead.")
    return Problem("CST331", message, hint) if problem.code == "CST332" else problem


def _unknown_statement(keyword: str) -> Problem:
    message = _("“{name}” is no statement of a template.").format(name=keyword)
    if keyword in _SCOPES:
        hint = _("Write {%{name} without a blank before “{name}”.").replace("{name}", keyword)
        return Problem("CST332", message, hint)
    near = difflib.get_close_matches(keyword, _KNOWN, 1)
    hint = _("Did you mean “{name}”?").format(name=near[0]) if near else ""
    return Problem("CST332", message, hint)
