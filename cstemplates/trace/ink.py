"""What a press needs so that everything it prints names its origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cstemplates.trace.marks import has_marks, marked, numbers_in, stretches
from cstemplates.trace.origins import UNKNOWN, Origin, Printed, Register
from cstemplates.trace.telling import KEY
from cstemplates.trace.values import TracedText
from cstemplates.word.signing import sign_paragraphs

if TYPE_CHECKING:
    from cstemplates.findings import DocxLocation


@dataclass(frozen=True, slots=True)
class MarkingInk:
    """Marks the bound data of documents and the paragraphs of templates."""

    register: Register

    def template(self, source: bytes, name: str) -> bytes:
        """Sign the paragraphs of a template."""

        def sign(place: DocxLocation) -> str:
            return marked("", self.register.number(Printed(place)))

        return sign_paragraphs(source, name, sign)

    def data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Let every text of bound data name its origin, those that binding made up too.

        What has lost its marks on the way is taken to be made of the values that its
        nearest group of fields is made of.
        """
        unknown = self.register.number(Origin(UNKNOWN))
        return {key: self._filled(value, unknown) for key, value in data.items()}

    def _filled(self, value: Any, around: int) -> Any:
        match value:
            case dict():
                own = self._common(value)
                around = around if own is None else own
                return {key: self._filled(item, around) for key, item in value.items()}
            case list() | tuple():
                return [self._filled(item, around) for item in value]
            case str():
                return self._text(value, around)
            case _:
                return value

    def _text(self, text: str, around: int) -> str:
        raw = str.__str__(text)
        if not has_marks(raw):
            return raw if not raw or KEY.fullmatch(raw) else TracedText(marked(raw, around))
        if any(stretch.text and not stretch.numbers for stretch in stretches(raw)):
            raw = marked(raw, self.register.derived(numbers_in(raw)))
        return TracedText(raw)

    def _common(self, value: dict[str, Any]) -> int | None:
        """Number what the texts of a group have in common: the item or entry they are from."""
        origins = [o for n in _numbers_below(value) for o in self._origins(n)]
        if not origins:
            return None
        first = origins[0]
        path = first.path
        for other in origins:
            if (other.kind, other.id) == (first.kind, first.id):
                path = _shared(path, other.path)
        item = Origin(first.kind, first.id, path)
        return self.register.derived((self.register.number(item),))

    def _origins(self, number: int) -> list[Origin]:
        entries = (self.register.entry(leaf) for leaf in self.register.leaves(number))
        return [e for e in entries if isinstance(e, Origin) and e.kind != UNKNOWN]


def _numbers_below(value: Any) -> list[int]:
    match value:
        case dict():
            return [n for item in value.values() for n in _numbers_below(item)]
        case list() | tuple():
            return [n for item in value for n in _numbers_below(item)]
        case str():
            return list(numbers_in(str.__str__(value)))
        case _:
            return []


def _shared(one: tuple[str | int, ...], other: tuple[str | int, ...]) -> tuple[str | int, ...]:
    length = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    return one[: min(len(one), len(other)) if length is None else length]
