"""The sandbox in which template expressions run: plain data, few filters, no calls.

The scan has refused everything else with its place before; what is refused here again
is the second line of defence and never meets an honest template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from jinja2 import StrictUndefined
from jinja2.filters import FILTERS
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS

from cstemplates.word.bounds import BOUNDED_FILTERS, bounded_operation, joined
from cstemplates.word.faults import MissingFieldError
from cstemplates.word.printing import PRINTERS

if TYPE_CHECKING:
    from jinja2.compiler import CodeGenerator
    from jinja2.runtime import Context

ALLOWED_FILTERS = (
    "abs",
    "count",
    "d",
    "default",
    "first",
    "int",
    "join",
    "last",
    "length",
    "list",
    "lower",
    "replace",
    "round",
    "sort",
    "string",
    "sum",
    "trim",
    "unique",
    "upper",
)
_REFUSED_TESTS = frozenset({"callable", "escaped", "filter", "test"})


def _fail(value: MissingValue, *_args: object, **_named: object) -> Any:
    raise MissingFieldError(value.field, value.known)


class MissingValue(StrictUndefined):
    """A field that is not in the data: may be asked whether it is defined, nothing else."""

    __slots__ = ("field", "known")

    def __init__(self, hint: str | None = None, obj: Any = None, name: str | None = None) -> None:
        super().__init__(hint, obj, name)
        self.field = name or ""
        self.known: tuple[str, ...] = tuple(obj) if type(obj) is dict else ()

    __str__ = __bool__ = __iter__ = __len__ = __contains__ = _fail
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _fail
    __hash__ = _fail
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _fail
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _fail
    __pow__ = __rpow__ = __pos__ = __neg__ = __int__ = __float__ = __getitem__ = _fail


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """One environment for every template of the process; knows how values are printed."""

    intercepted_binops = frozenset({"+", "*", "%", "**"})
    printers: ClassVar = PRINTERS

    def __init__(self, code_generator: type[CodeGenerator]) -> None:
        super().__init__(undefined=MissingValue, autoescape=True, optimized=False, cache_size=0)
        self.code_generator_class = code_generator
        self.globals.clear()
        self.filters = {name: FILTERS[name] for name in ALLOWED_FILTERS} | BOUNDED_FILTERS
        self.tests = {n: t for n, t in TESTS.items() if n not in _REFUSED_TESTS}

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look an item up in a map or a list; attributes are out of reach."""
        if isinstance(obj, MissingValue):
            _fail(obj)
        try:
            return obj[argument]
        except (TypeError, LookupError):
            return self.undefined(obj=obj, name=str(argument))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look a field up as an item: ``a.items`` is the field called items."""
        return self.getitem(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002  # Jinja's signature
        """Calculate within bounds, so that no template can ask for gigabytes."""
        return bounded_operation(operator, left, right)

    @staticmethod
    def concat_text(pieces: tuple[Any, ...]) -> str:
        """Put texts one after another, as ``~`` asks."""
        return joined(pieces)
