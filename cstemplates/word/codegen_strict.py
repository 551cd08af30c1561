"""The fast program of a template: plain subscripts, the first fault stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import nodes

from cstemplates.word.codegen import DEFAULTS, DocumentGenerator

if TYPE_CHECKING:
    from jinja2.compiler import Frame

_WAYS_INTO_DATA = (nodes.Name, nodes.Getattr, nodes.Getitem)
_ASKS_ABOUT_PRESENCE = frozenset({"defined", "undefined"})


class StrictGenerator(DocumentGenerator):
    """The fast program: plain subscripts, stops at the first fault."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._must_exist = False
        self._needed: set[int] = set()

    def write_commons(self) -> None:
        """Name the printers once a render."""
        super().write_commons()
        for name in self.environment.printers:  # type: ignore[attr-defined]  # ours
            self.writeline(f"print_{name} = environment.printers[{name!r}]")

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Let a missing value through to ``default`` and only there."""
        self._unless(node.name in DEFAULTS, super().visit_Filter, node, frame)

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Let a missing value through to ``is defined`` and only there."""
        self._unless(node.name in _ASKS_ABOUT_PRESENCE, super().visit_Test, node, frame)

    def _unless(self, absent: bool, visit: Any, node: nodes.Expr, frame: Frame) -> None:  # noqa: FBT001
        before, self._must_exist = self._must_exist, self._must_exist and not absent
        visit(node, frame)
        self._must_exist = before

    def visit(self, node: nodes.Node, *args: Any, **named: Any) -> Any:
        """Visit a node; the test of a condition and the list of a loop must exist."""
        if id(node) not in self._needed:
            return super().visit(node, *args, **named)
        self._needed.discard(id(node))
        self._must_exist = True
        super().visit(node, *args, **named)
        self._must_exist = False
        return None

    def visit_If(self, node: nodes.If, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Note that the tests of a condition must exist."""
        self._needed.update(id(condition.test) for condition in (node, *node.elif_))
        super().visit_If(node, frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Note that the list of a loop must exist."""
        self._needed.add(id(node.iter))
        super().visit_For(node, frame)

    def _print(self, node: nodes.Expr, frame: Frame, printer: str) -> None:
        self._needed.add(id(node))
        self.write(f"print_{printer}(")
        self.visit(node, frame)
        self.write(")")

    def _read_item(
        self, node: nodes.Getattr | nodes.Getitem, key: nodes.Expr, frame: Frame
    ) -> None:
        plainly = self._must_exist and isinstance(node.node, _WAYS_INTO_DATA)
        self.write("" if plainly else "environment.getitem(")
        self.visit(node.node, frame)
        self.write("[" if plainly else ", ")
        self.visit(key, frame)
        self.write("]" if plainly else ")")
