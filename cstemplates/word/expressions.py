"""Judge the expressions of a template over their syntax tree, and find the data they use.

Nothing is compiled or run: a template comes from anybody, and folding the constants of
``'a' * 10**9`` would already take the machine down.
"""

from __future__ import annotations

import difflib
import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import jinja2
from jinja2 import nodes

from cstemplates.messages import _, listed
from cstemplates.word.complaints import explain
from cstemplates.word.fields import ITEM
from cstemplates.word.growth import Growth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MAX_SOURCE = 2_000
# Everything after parsing walks by recursion, and must never reach Python's own limit.
MAX_DEPTH = 60
FILTERS = frozenset(
    (
        "abs", "default", "first", "int", "join", "last", "length", "list", "lower",
        "replace", "round", "sort", "string", "sum", "trim", "unique", "upper",
    )
)  # fmt: skip
TESTS = frozenset(
    (
        "boolean", "defined", "divisibleby", "eq", "equalto", "even", "false", "float",
        "ge", "greaterthan", "gt", "in", "integer", "iterable", "le", "lessthan", "lower",
        "lt", "mapping", "ne", "none", "number", "odd", "sequence", "string", "true",
        "undefined", "upper", "==", "!=", "<", "<=", ">", ">=",
    )
)  # fmt: skip
LOOP_PARTS = frozenset(
    (
        "changed", "cycle", "depth", "depth0", "first", "index", "index0", "last", "length",
        "nextitem", "previtem", "revindex", "revindex0",
    )
)  # fmt: skip
_LOOP_CALLS = frozenset({"changed", "cycle"})
_REFUSED_FILTERS = frozenset({"attr", "safe"})
_ESCAPING_FILTERS = frozenset({"e", "escape", "forceescape"})
_LIST_FILTERS = frozenset({"first", "join", "last", "list", "sort", "sum", "unique"})
_ENGINE_NAMES = frozenset(
    (
        "caller", "cycler", "dict", "joiner", "kwargs", "lipsum", "namespace", "range",
        "self", "super", "varargs",
    )
)  # fmt: skip


class Problem(NamedTuple):
    """What is wrong with an expression, without its place."""

    code: str
    message: str
    hint: str = ""


class Reference(NamedTuple):
    """A value that comes straight from the data."""

    path: tuple[str, ...]
    guarded: bool

    def then(self, step: str) -> Reference:
        """Go one step further into the data."""
        return Reference((*self.path, step), self.guarded)


_TRANSPARENT = (
    nodes.BinExpr,
    nodes.Compare,
    nodes.Concat,
    nodes.Const,
    nodes.Dict,
    nodes.Keyword,
    nodes.List,
    nodes.Operand,
    nodes.Output,
    nodes.Pair,
    nodes.Slice,
    nodes.TemplateData,
    nodes.Tuple,
    nodes.UnaryExpr,
)

# What an expression may stand for; empty when it is computed.
Value = tuple[Reference, ...]


@dataclass
class Names:
    """What the names of a template stand for at one point of it, innermost loop last."""

    frames: list[dict[str, Value]] = field(default_factory=lambda: [{}])
    loops: list[Value] = field(default_factory=list)
    growth: Growth = field(default_factory=Growth)

    def look_up(self, name: str) -> Value:
        """Resolve a name: an own name of the template, or the top of the data."""
        for frame in reversed(self.frames):
            if name in frame:
                return frame[name]
        return (Reference((name,), guarded=False),)

    def is_own(self, name: str) -> bool:
        """Tell whether the template itself has made this name."""
        return any(name in frame for frame in self.frames)

    def bind(self, name: str, value: Value, *, also_old: bool = False) -> None:
        """Let a name stand for a value, in one branch of an if beside what it was."""
        frame = self.frames[-1]
        old = frame.get(name, ()) if also_old else ()
        frame[name] = tuple(dict.fromkeys((*old, *value)))


@functools.cache
def grammar() -> jinja2.Environment:
    """Make the environment that reads tags; it never folds constants."""
    return jinja2.Environment(optimized=False, autoescape=True)


def parse(source: str) -> nodes.Node | Problem:
    """Read one statement or output, written with its delimiters.

    Args:
        source: Such as ``{{ name }}`` or ``{% if x %}{% endif %}``.

    Returns:
        Its node, or what is wrong with it.
    """
    try:
        body = _body(source)
    except jinja2.TemplateSyntaxError as error:
        hint = _("Compare it with the examples in the manual.")
        return Problem("CST332", explain(error.message or ""), hint)
    except (RecursionError, ValueError, OverflowError, MemoryError):
        return _too_complex()
    if len(body) != 1:
        return Problem("CST332", _("The tag is empty or holds another tag."))
    return _too_complex() if _is_too_deep(body[0]) else body[0]


def _is_too_deep(node: nodes.Node) -> bool:
    level = [node]
    for _depth in range(MAX_DEPTH):
        level = [child for each in level for child in each.iter_child_nodes()]
    return bool(level)


@functools.lru_cache(maxsize=4_096)
def _body(source: str) -> list[nodes.Node]:
    # Problems are not kept: their words depend on the language of the moment.
    return grammar().parse(source).body


def _too_complex() -> Problem:
    message = _("The expression is too long or too deeply nested.")
    return Problem("CST345", message, _("Let the catalogue or the data hold the finished value."))


@dataclass
class Reader:
    """Walks through one expression, collecting what it uses and what is wrong with it."""

    names: Names
    problems: list[Problem] = field(default_factory=list)
    uses: list[Reference] = field(default_factory=list)

    def read(self, node: nodes.Node, *, guarded: bool = False) -> Value:
        """Judge an expression and note the data it uses.

        Args:
            node: The expression.
            guarded: Whether its values may be missing.

        Returns:
            The data it stands for, if it is nothing but a way into the data.
        """
        value = self._read(node, guarded=guarded)
        self.problems.extend(self._growth_problems(node))
        return value

    def read_items(self, node: nodes.Node) -> Value:
        """Judge what a loop goes through, and return what one item stands for."""
        value = self._refer(node, guarded=False)
        self.problems.extend(self._growth_problems(node))
        items = tuple(reference.then(ITEM) for reference in value)
        self.uses.extend(items)
        return items

    def _growth_problems(self, node: nodes.Node) -> Iterator[Problem]:
        for message in self.names.growth.faults(node):
            hint = _("Let the catalogue or the data hold the finished value.")
            yield Problem("CST345", message, hint)

    def _read(self, node: nodes.Node, *, guarded: bool) -> Value:
        value = self._refer(node, guarded=guarded)
        if isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)):
            self.uses.extend(value)
        return value

    def _refer(self, node: nodes.Node, *, guarded: bool) -> Value:
        """Follow a way into the data without noting the stations in between."""
        reader = self._READERS.get(type(node))
        if reader is not None:
            return reader(self, node, guarded=guarded)
        if isinstance(node, _TRANSPARENT):
            for child in node.iter_child_nodes():
                self._read(child, guarded=guarded)
            return ()
        self._refuse(_("This kind of expression is not allowed in a template."))
        return ()

    def _refuse(self, message: str, hint: str = "") -> None:
        self.problems.append(Problem("CST333", message, hint))

    def _name(self, node: nodes.Name, *, guarded: bool) -> Value:
        name = node.name
        if name == "loop":
            self._loop_part("")
            return ()
        if name.startswith("_") or (name in _ENGINE_NAMES and not self.names.is_own(name)):
            self._refuse(_("“{name}” may not be used in a template.").format(name=name))
            return ()
        return _guard(self.names.look_up(name), guarded=guarded)

    def _attribute(self, node: nodes.Getattr, *, guarded: bool) -> Value:
        if _is_loop(node.node):
            return self._loop_part(node.attr)
        return self._step(self._refer(node.node, guarded=guarded), node.attr)

    def _step(self, base: Value, step: str) -> Value:
        if step.startswith("_"):
            self._refuse(_("“{name}” may not be used in a template.").format(name=step))
            return ()
        return tuple(reference.then(step) for reference in base)

    def _loop_part(self, name: str) -> Value:
        if not self.names.loops:
            message = _("“loop” stands outside of a loop.")
            self.problems.append(Problem("CST346", message))
        elif name not in LOOP_PARTS:
            near = difflib.get_close_matches(name, LOOP_PARTS, 1)
            hint = _("Did you mean “{name}”?").format(name=f"loop.{near[0]}") if near else ""
            message = _("The field “{name}” is unknown.").format(name=f"loop.{name}".rstrip("."))
            self.problems.append(Problem("CST335", message, hint))
        elif name in {"previtem", "nextitem"}:
            return _guard(self.names.loops[-1], guarded=True)
        return ()

    def _item(self, node: nodes.Getitem, *, guarded: bool) -> Value:
        base = self._refer(node.node, guarded=guarded)
        match node.arg:
            case nodes.Const(value=str() as key):
                return self._step(base, key)
            case nodes.Slice():
                self._read(node.arg, guarded=guarded)
                return base
            case _:
                self._read(node.arg, guarded=guarded)
                return self._step(base, ITEM)

    def _call(self, node: nodes.Call, *, guarded: bool) -> Value:
        called = node.node
        arguments = [*node.args, *node.kwargs, node.dyn_args, node.dyn_kwargs]
        for argument in filter(None, arguments):
            self._read(argument, guarded=guarded)
        if isinstance(called, nodes.Getattr) and _is_loop(called.node):
            if called.attr in _LOOP_CALLS:
                self._loop_part(called.attr)
                return ()
        elif isinstance(called, nodes.Name) and called.name == "range":
            message = _("“range” may not be used in a template.")
            hint = _("Go through a list of the data instead.")
            self.problems.append(Problem("CST345", message, hint))
            return ()
        message = _("A template may not call anything; “(…)” after a name is a call.")
        self._refuse(message, _("Use a filter, such as {{ name|upper }}, or a field of the data."))
        if not isinstance(called, nodes.Name):
            self._read(called, guarded=True)
        return ()

    def _filter(self, node: nodes.Filter, *, guarded: bool) -> Value:
        name = node.name
        if name not in FILTERS:
            self.problems.append(_unknown_filter(name))
        for argument in (*node.args, *node.kwargs):
            self._read(argument, guarded=guarded)
        if node.node is None:
            return ()
        has_default = name == "default"
        if name not in _LIST_FILTERS:
            value = self._read(node.node, guarded=guarded or has_default)
            return _guard(value, guarded=True) if has_default else ()
        base = self._refer(node.node, guarded=guarded)
        items = tuple(reference.then(ITEM) for reference in base)
        self.uses.extend(items)
        self._attribute_argument(node, items)
        if name in {"first", "last"}:
            return items
        return base if name in {"list", "sort", "unique"} else ()

    def _attribute_argument(self, node: nodes.Filter, items: Value) -> None:
        named = [pair.value for pair in node.kwargs if pair.key == "attribute"]
        # The filters take it at different places.
        position = {"join": 1, "sum": 0, "sort": 2, "unique": 1}.get(node.name)
        if position is not None:
            named.extend(node.args[position : position + 1])
        for argument in named:
            if not isinstance(argument, nodes.Const) or not isinstance(argument.value, str):
                self._refuse(_("The attribute of a filter must be written out."))
                continue
            value = items
            for step in argument.value.split("."):
                value = self._step(value, step)
            self.uses.extend(value)

    def _test(self, node: nodes.Test, *, guarded: bool) -> Value:  # noqa: ARG002  (one signature for all)
        if node.name not in TESTS:
            message = _("The test “is {name}” is unknown.").format(name=node.name)
            self.problems.append(Problem("CST334", message, _near(node.name, TESTS)))
        self._read(node.node, guarded=True)
        for argument in (*node.args, *node.kwargs):
            self._read(argument, guarded=True)
        return ()

    def _choice(self, node: nodes.CondExpr, *, guarded: bool) -> Value:  # noqa: ARG002  (one signature for all)
        self._read(node.test, guarded=True)
        branches = [node.expr1] if node.expr2 is None else [node.expr1, node.expr2]
        return tuple(r for branch in branches for r in self._read(branch, guarded=True))

    _READERS: ClassVar[dict[type[nodes.Node], Callable[..., Value]]] = {
        nodes.Call: _call,
        nodes.CondExpr: _choice,
        nodes.Filter: _filter,
        nodes.Getattr: _attribute,
        nodes.Getitem: _item,
        nodes.Name: _name,
        nodes.Test: _test,
    }


def _guard(value: Value, *, guarded: bool) -> Value:
    return tuple(Reference(r.path, r.guarded or guarded) for r in value)


def _is_loop(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "loop"


def _near(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), 1)
    return _("Did you mean “{name}”?").format(name=near[0]) if near else ""


def _unknown_filter(name: str) -> Problem:
    if name in _REFUSED_FILTERS:
        message = _("The filter “{name}” may not be used in a template.").format(name=name)
        return Problem("CST333", message, _("Values go into the document as plain text."))
    message = _("The filter “{name}” is unknown.").format(name=name)
    known = listed(sorted(FILTERS))
    if name in _ESCAPING_FILTERS:
        hint = _("Leave it out: every value is escaped already.")
        return Problem("CST334", message, hint)
    hint = _near(name, FILTERS) or _("Known filters: {names}.").format(names=known)
    return Problem("CST334", message, hint)
