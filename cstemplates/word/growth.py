"""How much a template's own expressions could blow up a value, judged without running them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import nodes

from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

# A text of a hundred characters grows to ten million at most.
MAX_GROWTH = 100_000
MAX_INTEGER = 10**12
MAX_ARGUMENT = 1_000
MAX_DIGITS = 12
# A way into the data, which cannot grow.
_WAY = (nodes.Output, nodes.Name, nodes.Getattr)


@dataclass
class Growth:
    """Estimates how many times larger than the data a value may become.

    Attributes:
        names: Growth of the template's own names, set so far.
        loops: Rounds of the loops around that do not go through the data itself.
    """

    names: dict[str, float] = field(default_factory=dict)
    loops: list[float] = field(default_factory=list)

    def faults(self, node: nodes.Node) -> Iterator[str]:
        """Say what in an expression could explode."""
        every = [node, *node.find_all(nodes.Node)]
        if all(isinstance(each, _WAY) for each in every):
            return
        for each in every:
            yield from _faults_of(each)
        if self.of(node) > MAX_GROWTH:
            yield _("The value could grow beyond measure.")

    def of(self, node: nodes.Node) -> float:
        """Estimate the growth of an expression; 1 for a value as it stands in the data."""
        match node:
            case nodes.Const(value=value):
                size = float(len(value)) if isinstance(value, str) else 1.0
            case nodes.Name(name=name):
                size = self.names.get(name, 1.0)
            case nodes.Getattr(node=base) | nodes.Getitem(node=base):
                size = self.of(base)
            case nodes.Mul(left=left, right=right):
                size = self._factor(left) * self._factor(right)
            case nodes.Filter(name="replace" | "join", node=nodes.Node() as base, args=arguments):
                size = self.of(base) * max([1.0, *map(self.of, arguments)])
            case _:
                size = sum(self.of(child) for child in node.iter_child_nodes())
        return max(1.0, size)

    def _factor(self, node: nodes.Node) -> float:
        match node:
            case nodes.Const(value=int() | float() as number):
                return max(1.0, min(abs(float(min(number, MAX_INTEGER))), float(MAX_INTEGER)))
            case nodes.Neg(node=inner) | nodes.Pos(node=inner):
                return self._factor(inner)
            case _:
                return self.of(node)

    def enter(self, iterated: nodes.Node) -> bool:
        """Go into a loop; tell whether the loops around now run too often on their own."""
        rounds = self.of(iterated)
        self.loops.append(rounds)
        total = 1.0
        for each in self.loops:
            total *= each
        return total > MAX_GROWTH

    def leave(self) -> None:
        """Go out of the innermost loop."""
        self.loops.pop()


def _faults_of(node: nodes.Node) -> Iterator[str]:
    match node:
        case nodes.Const(value=int() | float() as number) if not abs(number) <= MAX_INTEGER:
            yield _("The number is too large for a template.")
        case nodes.Pow():
            yield _("The power operator “**” may not be used in a template.")
        case nodes.Mul() if any(map(_is_sequence, node.iter_child_nodes())):
            yield _("A text or a list may not be multiplied.")
        case nodes.Mod() if _is_sequence(node.left):
            yield _("A text may not be formatted with “%”.")
        case nodes.Filter():
            yield from _argument_faults(node)
        case _:
            pass


def _is_sequence(node: nodes.Node) -> bool:
    """Tell whether an expression surely gives a text or a list."""
    match node:
        case nodes.Const(value=value):
            return isinstance(value, str)
        case nodes.List() | nodes.Tuple() | nodes.Concat():
            return True
        case nodes.Filter(name="string" | "join" | "upper" | "lower" | "trim" | "replace" | "list"):
            return True
        case nodes.Add() | nodes.CondExpr() | nodes.Mul() | nodes.Or() | nodes.And():
            return any(_is_sequence(child) for child in node.iter_child_nodes())
        case _:
            return False


def _argument_faults(node: nodes.Filter) -> Iterator[str]:
    arguments = [*node.args, *(pair.value for pair in node.kwargs)]
    for argument in arguments:
        value = getattr(argument, "value", 0) if isinstance(argument, nodes.Const) else 0
        if isinstance(value, int | float) and abs(value) > MAX_ARGUMENT and node.name != "default":
            yield _("The number given to the filter “{name}” is too large.").format(name=node.name)
    if node.name == "round" and not _is_small_digit_count(arguments[:1]):
        yield _("“round” needs its number of digits written out.")


def _is_small_digit_count(arguments: list[nodes.Expr]) -> bool:
    match arguments:
        case []:
            return True
        case [nodes.Const(value=int() as digits)] | [
            nodes.Neg(node=nodes.Const(value=int() as digits))
        ]:
            return digits <= MAX_DIGITS
        case [nodes.Const(value=str())]:
            return True
        case _:
            return False
