"""From a template's syntax tree to Python: item access and printing resolved in advance.

Two programs are made of one template. The strict one (`codegen_strict`) is fast and
stops at the first fault; the collecting one (`codegen_collecting`) asks a collector at
every expression and goes on, so that all faults of a document are reported together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.idtracking import VAR_LOAD_PARAMETER

if TYPE_CHECKING:
    from jinja2.compiler import Frame

_LOOP_FACTS = frozenset(
    {"index", "index0", "first", "last", "length", "revindex", "revindex0", "depth", "depth0"}
    | {"previtem", "nextitem"}
)
_LOOP_CALLS = frozenset({"cycle", "changed"})
DEFAULTS = frozenset({"d", "default"})
_ALLOWED = frozenset(
    {nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Assign}
    | {nodes.Name, nodes.Const, nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair, nodes.Keyword}
    | {
        nodes.Getattr,
        nodes.Getitem,
        nodes.Slice,
        nodes.Call,
        nodes.Filter,
        nodes.Test,
        nodes.CondExpr,
    }
    | {nodes.Concat, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Neg}
    | {nodes.Pos, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow}
)
_LAST_TAG = re.compile(r"<([^\s<>/]*)[^<>]*>$")


class RefusedNodeError(Exception):
    """The template asks for something a document may not do.

    Attributes:
        code: The finding's code.
        line: The tag's line in the source.
    """

    def __init__(self, code: str, line: int) -> None:
        super().__init__(code, line)
        self.code = code
        self.line = line


class DocumentGenerator(CodeGenerator):
    """What both programs share: what is refused, and where in the XML a tag stands."""

    standings: ClassVar = {"w:t": "text"}

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._standing = "between"
        self._open_tag = ""
        self._conditions = 0

    def visit(self, node: nodes.Node, *args: Any, **named: Any) -> Any:
        """Visit a node that documents may hold, and no other."""
        if type(node) not in _ALLOWED or getattr(node, "recursive", False):
            raise RefusedNodeError("CST333", node.lineno)
        return super().visit(node, *args, **named)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Yield tuples of bytes: static text, and values through the printer of their place."""
        self.writeline("yield (", node)
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self._pass_markup(child.data)
                self.write(repr(child.data.encode()))
            elif self._standing == "between":
                raise RefusedNodeError("CST346", child.lineno)
            else:
                self._print(child, frame, self._printer(child))
            self.write(", ")
        self.write(")")

    def visit_If(self, node: nodes.If, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Inside a condition about the data a value may be empty."""
        about_data = any(name.name != "loop" for name in node.test.find_all(nodes.Name))
        about_data = about_data or (isinstance(node.test, nodes.Name) and node.test.name != "loop")
        self._conditions += about_data
        super().visit_If(node, frame)
        self._conditions -= about_data

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Read a field; the loop and the template themselves are not fields."""
        if node.ctx == "load" and (node.name == "self" or self._is_loop(node, frame)):
            raise RefusedNodeError("CST333", node.lineno)
        self._read_name(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Join texts as they would be printed."""
        self.write("environment.concat_text((")
        for arg in node.nodes:
            self.visit(arg, frame)
            self.write(", ")
        self.write("))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Read a fact of the loop, or an item of the data."""
        if self._is_loop(node.node, frame):
            if node.attr not in _LOOP_FACTS:
                raise RefusedNodeError("CST333", node.lineno)
            self.write(f"{frame.symbols.ref('loop')}.{node.attr}")
        else:
            self._read_item(node, nodes.Const(node.attr, lineno=node.lineno), frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002, N802  # Jinja's signature
        """Let a loop take turns or tell a change; nothing else can be called."""
        called = node.node
        if (
            not isinstance(called, nodes.Getattr)
            or not self._is_loop(called.node, frame)
            or called.attr not in _LOOP_CALLS
            or node.kwargs
        ):
            raise RefusedNodeError("CST333", node.lineno)
        self.write(f"{frame.symbols.ref('loop')}.{called.attr}(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Read an item of the data, or a slice of a list."""
        if isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
        else:
            self._read_item(node, node.arg, frame)

    def _read_name(self, node: nodes.Name, frame: Frame) -> None:
        super().visit_Name(node, frame)

    def _read_item(
        self, node: nodes.Getattr | nodes.Getitem, key: nodes.Expr, frame: Frame
    ) -> None:
        raise NotImplementedError

    def _print(self, node: nodes.Expr, frame: Frame, printer: str) -> None:
        raise NotImplementedError

    def _is_loop(self, node: nodes.Expr, frame: Frame) -> bool:
        return (
            isinstance(node, nodes.Name)
            and node.name == "loop"
            and is_parameter(frame, frame.symbols.ref("loop"))
        )

    def _printer(self, node: nodes.Expr) -> str:
        while (
            isinstance(node, nodes.Filter) and node.node is not None and node.name not in DEFAULTS
        ):
            node = node.node
        may_be_empty = self._conditions > 0 or isinstance(node, (nodes.Filter, nodes.CondExpr))
        return self._standing + ("_or_nothing" if may_be_empty else "")

    def _pass_markup(self, data: str) -> None:
        """Follow the XML up to the next tag of the template."""
        opened, closed = data.rfind("<"), data.rfind(">")
        if opened >= 0:
            self._open_tag = data[opened:]
        elif closed >= 0:
            self._open_tag += data
        else:
            return
        if opened > closed:
            self._standing = "attribute"
        elif found := _LAST_TAG.match(self._open_tag[: self._open_tag.rfind(">") + 1]):
            inside = bool(found[1]) and not found[0].endswith("/>")
            self._standing = self.standings.get(found[1], "content") if inside else "between"
        else:
            self._standing = "between"


def is_parameter(frame: Frame, ref: str) -> bool:
    """Tell whether a name is a loop's own, so that it is always there."""
    load = frame.symbols.find_load(ref)
    return load is not None and load[0] == VAR_LOAD_PARAMETER
