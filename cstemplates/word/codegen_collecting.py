"""The thorough program of a template: every expression is tried, no fault stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import nodes

from cstemplates.word.codegen import DocumentGenerator, is_parameter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.compiler import Frame


class CollectingGenerator(DocumentGenerator):
    """The thorough program: every expression is tried, faults are noted with their line."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._tried: dict[int, str] = {}
        self._sources: dict[str, tuple[str, tuple[int, ...]]] = {}
        self._loop_lines: list[int] = []

    def visit(self, node: nodes.Node, *args: Any, **named: Any) -> Any:
        """Wrap the expressions that stand for themselves in a trial."""
        purpose = self._tried.pop(id(node), "")
        if not purpose:
            return super().visit(node, *args, **named)
        field, lines = self._source(node)
        self.write(f"context.collector.{purpose}(lambda: ")
        super().visit(node, *args, **named)
        self.write(f", {field!r}, {lines!r}, {node.lineno})")
        return None

    def visit_If(self, node: nodes.If, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Try the tests of a condition."""
        for condition in (node, *node.elif_):
            self._tried[id(condition.test)] = "decide"
        super().visit_If(node, frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Try the list of a loop, and count its turns for the places of values."""
        self._tried[id(node.iter)] = "items"
        if node.test is not None:
            self._tried[id(node.test)] = "decide"
        field, lines = self._source(node.iter)
        before = dict(self._sources)
        for target in _names(node.target):
            self._sources[target] = (f"{field}[]", (*lines, node.iter.lineno))
        self._loop_lines.append(node.iter.lineno)
        super().visit_For(node, frame)
        self._sources = before

    def enter_frame(self, frame: Frame) -> None:
        """Count a turn of the loop whose body begins here."""
        super().enter_frame(frame)
        if frame.loop_frame and self._loop_lines:
            self.writeline(f"context.collector.turn({self._loop_lines.pop()})")

    def visit_Assign(self, node: nodes.Assign, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Try the value of a name set in the template."""
        self._tried[id(node.node)] = "value"
        for target in _names(node.target):
            self._sources[target] = self._source(node.node)
        super().visit_Assign(node, frame)

    def _print(self, node: nodes.Expr, frame: Frame, printer: str) -> None:
        field, lines = self._source(node)
        self.write(f"context.collector.printed({printer!r}, lambda: ")
        self.visit(node, frame)
        self.write(f", {field!r}, {lines!r}, {node.lineno})")

    def _read_name(self, node: nodes.Name, frame: Frame) -> None:
        ref = frame.symbols.ref(node.name)
        if node.ctx == "load" and not is_parameter(frame, ref):
            self.write(f"(context.collector.absent({node.name!r}, context.parent)")
            self.write(f" if {ref} is missing else {ref})")
        else:
            super()._read_name(node, frame)

    def _read_item(
        self, node: nodes.Getattr | nodes.Getitem, key: nodes.Expr, frame: Frame
    ) -> None:
        field, lines = self._source(node)
        self.write("context.collector.item(")
        self.visit(node.node, frame)
        self.write(", ")
        self.visit(key, frame)
        self.write(f", {field!r}, {lines!r})")

    def _source(self, node: nodes.Node | None) -> tuple[str, tuple[int, ...]]:
        """Name the field an expression reads, and the loops that choose among its items."""
        match node:
            case nodes.Name():
                return self._sources.get(node.name, (node.name, ()))
            case nodes.Getattr():
                field, lines = self._source(node.node)
                return f"{field}.{node.attr}", lines
            case nodes.Getitem(arg=nodes.Const(value=str())):
                field, lines = self._source(node.node)
                return f"{field}.{node.arg.value}", lines  # type: ignore[attr-defined]  # a Const
            case nodes.Getitem() | nodes.Filter() | nodes.Test():
                return self._source(node.node)
            case _:
                names = sorted(n.name for n in node.find_all(nodes.Name)) if node else []
                return (names[0], ()) if names else ("", ())


def _names(target: nodes.Node) -> Iterator[str]:
    if isinstance(target, nodes.Name):
        yield target.name
    for name in target.find_all(nodes.Name):
        yield name.name
