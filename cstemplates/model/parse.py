"""From plain values to typed entries; faults are values with a key path, not exceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

M = TypeVar("M", bound=BaseModel)


class Fault(NamedTuple):
    """What pydantic did not accept, at which key path.

    ``expected`` says, for ``invalid`` only, what the model wants there.
    """

    key_path: tuple[str | int, ...]
    kind: Literal["missing", "unknown", "invalid"]
    expected: str = ""


def parse(model: type[M], value: Any) -> tuple[M | None, tuple[Fault, ...]]:
    """Read plain data into a model; return it, or every fault at once."""
    try:
        return model.model_validate(value), ()
    except ValidationError as error:
        return None, tuple(_fault(detail) for detail in error.errors())


def _fault(detail: ErrorDetails) -> Fault:
    path = _without_tag(detail["loc"])
    match detail["type"]:
        case "missing":
            return Fault(path, "missing")
        case "extra_forbidden":
            return Fault(path, "unknown")
        case _:
            return Fault(path, "invalid", detail["msg"])


def _without_tag(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    # Behind "scoring" pydantic puts the tag of the union, which is no key of the file.
    if "scoring" not in loc:
        return loc
    at = loc.index("scoring") + 1
    return loc[:at] + loc[at + 1 :]
