"""The words of one paragraph as a reader sees them: runs, fields, links, controls, signs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cstemplates.word.blocks import Control, Drawing
from cstemplates.word.field_results import OpenField
from cstemplates.word.namespaces import attribute, child, is_on, name, number, value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml import etree

PAGE_BREAK = "\f"
_TAKEN_OUT = frozenset(map(name, ("w:del", "w:moveFrom")))
_DELETED_CONTROL = name("w:customXmlDelRangeStart")
_BOX, _FALLBACK = name("w:txbxContent"), name("mc:Fallback")
# Check marks that older forms take from symbol fonts, by font and character.
_SYMBOLS = {
    ("Wingdings", 0xA8): "☐",
    ("Wingdings", 0x6F): "☐",
    ("Wingdings", 0x71): "☐",
    ("Wingdings", 0xFE): "☑",
    ("Wingdings", 0xFD): "☒",
    ("Wingdings", 0xFC): "✓",
    ("Wingdings", 0x6C): "●",
    ("Wingdings 2", 0xA3): "☐",
    ("Wingdings 2", 0x2A): "☐",
    ("Wingdings 2", 0x52): "☑",
    ("Wingdings 2", 0x53): "☒",
    ("Wingdings 2", 0x50): "✓",
}
_CONTROL_KINDS = {
    "w14:checkbox": "checkbox",
    "w:dropDownList": "dropdown",
    "w:comboBox": "combo",
    "w:date": "date",
    "w:text": "text",
    "w:picture": "picture",
    "w:group": "group",
    "w15:repeatingSection": "repeat",
    "w:docPartObj": "gallery",
    "w:docPartList": "gallery",
}


@dataclass
class Notes:
    """Footnotes and endnotes in the order they are referred to: mark, part, id."""

    met: list[tuple[str, str, str]] = field(default_factory=list)

    def refer(self, part: str, note_id: str) -> str:
        """Give the next mark: ``^1`` for footnotes, ``^^1`` for endnotes."""
        count = sum(kind == part for _mark, kind, _id in self.met) + 1
        mark = ("^" if part == "footnotes" else "^^") + str(count)
        self.met.append((mark, part, note_id))
        return mark


def control_of(sdt: etree._Element, text: str) -> Control:
    """Describe a content control that holds this text."""
    properties = child(sdt, "w:sdtPr")
    kind = next(
        (k for tag, k in _CONTROL_KINDS.items() if child(properties, tag) is not None), "rich"
    )
    choices: tuple[str, ...] = ()
    for box in ("w:dropDownList", "w:comboBox"):
        found = child(properties, box)
        for item in () if found is None else found.iterchildren(name("w:listItem")):
            choices += (attribute(item, "w:displayText") or attribute(item, "w:value"),)
    if kind == "checkbox" and not text:
        checked = child(properties, "w14:checkbox/w14:checked")
        on = checked is not None and attribute(checked, "w14:val") in {"1", "true"}
        text = "☑" if on else "☐"
    tag = value(properties, "w:tag") or value(properties, "w:alias")
    return Control(tag, kind, text, choices)


def show_control(control: Control) -> str:
    """Write a control inside a line: its tag, what it offers and what it holds."""
    head = " ".join(filter(None, (control.tag, "/".join(control.choices))))
    return f"⟦{head}: {control.value}⟧" if head else f"⟦{control.value}⟧"


class Inline:
    """Reads the paragraphs of one story in order; fields may run over several of them."""

    def __init__(
        self, links: Mapping[str, str], notes: Notes, *, with_drawings: bool = True
    ) -> None:
        self._links = links
        self._with_drawings = with_drawings
        self._notes = notes
        self._fields: list[OpenField] = []
        self._text: list[str] = []
        self._controls: list[Control] = []
        self._drawings: list[Drawing] = []
        self._readers = self._table_of_readers()

    def read(self, paragraph: etree._Element) -> tuple[str, list[Control], list[Drawing]]:
        """Return text, controls and drawings of a paragraph, changes accepted."""
        self._text, self._controls, self._drawings = [], [], []
        self._children(paragraph)
        for open_field in self._fields:
            self._text.extend(open_field.take())
        return "".join(self._text), self._controls, self._drawings

    @property
    def is_in_field(self) -> bool:
        """Whether a field was begun in an earlier paragraph and goes on."""
        return bool(self._fields)

    def _table_of_readers(self) -> dict[str, Callable[[etree._Element], None]]:
        through = (
            "w:ins",
            "w:moveTo",
            "w:smartTag",
            "w:customXml",
            "w:bdo",
            "w:dir",
            "w:sdtContent",
        )
        readers: dict[str, Callable[[etree._Element], None]] = {
            "w:t": lambda e: self._put(e.text or ""),
            "w:tab": lambda _e: self._put("\t"),
            "w:ptab": lambda _e: self._put("\t"),
            "w:cr": lambda _e: self._put("\n"),
            "w:noBreakHyphen": lambda _e: self._put("\u2011"),
            "w:br": self._break,
            "w:sym": self._symbol,
            "w:r": self._run,
            "w:fldChar": self._field_mark,
            "w:instrText": lambda e: (
                self._fields[-1].instruct(e.text or "") if self._fields else None
            ),
            "w:fldSimple": self._simple_field,
            "w:hyperlink": self._link,
            "w:sdt": self._control,
            "w:drawing": self._drawing,
            "w:pict": self._drawing,
            "w:object": self._drawing,
            "w:footnoteReference": lambda e: self._note("footnotes", e),
            "w:endnoteReference": lambda e: self._note("endnotes", e),
            "w:ruby": self._ruby,
            "mc:AlternateContent": self._alternative,
        }
        readers |= dict.fromkeys(through, self._children)
        return {name(tag): reader for tag, reader in readers.items()}

    def _children(self, element: etree._Element) -> None:
        for part in element:
            reader = self._readers.get(part.tag) if isinstance(part.tag, str) else None
            if reader is not None:
                reader(part)

    def _put(self, text: str) -> None:
        if self._fields:
            self._fields[-1].put(text)
        else:
            self._text.append(text)

    def _run(self, run: etree._Element) -> None:
        hidden = is_on(run, "w:rPr/w:vanish")
        if hidden:
            self._put("‹hidden: ")
        self._children(run)
        if hidden:
            self._put("›")

    def _break(self, element: etree._Element) -> None:
        self._put(PAGE_BREAK if attribute(element, "w:type") == "page" else "\n")

    def _symbol(self, element: etree._Element) -> None:
        font, code = attribute(element, "w:font"), attribute(element, "w:char", "0")
        # Symbol fonts are addressed in the private use area from F000 on.
        position = int(code, 16) & 0xFFF if _is_hexadecimal(code) else 0
        self._put(_SYMBOLS.get((font, position), f"‹{font} {code}›"))

    def _field_mark(self, mark: etree._Element) -> None:
        match attribute(mark, "w:fldCharType"):
            case "begin":
                self._fields.append(OpenField(checked=_checked(mark)))
            case "separate" if self._fields:
                self._fields[-1].separate()
            case "end" if self._fields:
                self._put_field(self._fields.pop())

    def _put_field(self, closed: OpenField) -> None:
        self._put(closed.shown())

    def _simple_field(self, element: etree._Element) -> None:
        simple = OpenField()
        simple.instruct(attribute(element, "w:instr"))
        simple.separate()
        self._fields.append(simple)
        self._children(element)
        self._put_field(self._fields.pop())

    def _link(self, element: etree._Element) -> None:
        if len(element) and all(part.tag in _TAKEN_OUT for part in element):
            return
        self._children(element)
        target = self._links.get(attribute(element, "r:id"), "")
        anchor = attribute(element, "w:anchor")
        # Names with a leading low line are Word's own, as in a table of contents.
        if anchor and not anchor.startswith("_"):
            target += f"#{anchor}"
        if target:
            self._put(f"〈{target}〉")

    def _control(self, sdt: etree._Element) -> None:
        content = child(sdt, "w:sdtContent")
        if content is None:
            return
        if is_deleted_control(sdt):
            self._children(content)
            return
        outer_text, outer_fields, self._text, self._fields = self._text, self._fields, [], []
        self._children(content)
        text = "".join(self._text) + "".join(t for f in self._fields for t in f.take())
        self._text, self._fields = outer_text, outer_fields
        control = control_of(sdt, text)
        self._controls.append(control)
        self._put(show_control(control))

    def _drawing(self, element: etree._Element) -> None:
        if not self._with_drawings:
            return
        boxes = [box for box in element.iter(_BOX) if not _is_fallback(box, element)]
        texts = [self._box_text(box) for box in boxes]
        self._drawings.append(Drawing(_alternative_text(element), tuple(filter(None, texts))))

    def _box_text(self, box: etree._Element) -> str:
        # Boxes in this box are listed by themselves; reading them here too would double
        # the work with every level.
        own = [p for p in box.iter(name("w:p")) if next(p.iterancestors(_BOX), None) is box]
        inner = Inline(self._links, self._notes, with_drawings=False)
        return "\n".join(filter(None, (inner.read(paragraph)[0] for paragraph in own)))

    def _note(self, part: str, element: etree._Element) -> None:
        self._put(f"[{self._notes.refer(part, attribute(element, 'w:id'))}]")

    def _ruby(self, element: etree._Element) -> None:
        for path, pattern in (("w:rubyBase", "{}"), ("w:rt", "（{}）")):
            found = child(element, path)
            if found is not None:
                words = "".join(t.text or "" for t in found.iter(name("w:t")))
                self._put(pattern.format(words))

    def _alternative(self, element: etree._Element) -> None:
        chosen = child(element, "mc:Choice")
        chosen = child(element, "mc:Fallback") if chosen is None else chosen
        if chosen is not None:
            self._children(chosen)


def _is_hexadecimal(text: str) -> bool:
    try:
        return int(text, 16) >= 0
    except ValueError:
        return False


def _checked(mark: etree._Element) -> bool | None:
    """Read the state of a check box of an older form; None for any other field."""
    box = child(mark, "w:ffData/w:checkBox")
    if box is None:
        return None
    state = "w:checked" if child(box, "w:checked") is not None else "w:default"
    return is_on(box, state)


def _is_fallback(box: etree._Element, drawing: etree._Element) -> bool:
    """Tell whether the box only repeats what newer programs read elsewhere."""
    for ancestor in box.iterancestors():
        if ancestor is drawing:
            return False
        if ancestor.tag == _FALLBACK:
            return True
    return False


def _alternative_text(element: etree._Element) -> str:
    described = next(element.iter(name("wp:docPr")), None)
    if described is not None:
        keys = ("descr", "title", "name")
        return next((text for key in keys if (text := described.get(key))), "")
    shape = next((e for e in element.iter() if isinstance(e.tag, str) and e.get("alt")), None)
    return "" if shape is None else shape.get("alt", "")


def is_deleted_mark(paragraph: etree._Element) -> bool:
    """Tell whether accepting the changes joins this paragraph to the next one."""
    return any(
        child(paragraph, f"w:pPr/w:rPr/{tag}") is not None for tag in ("w:del", "w:moveFrom")
    )


def is_deleted_control(sdt: etree._Element) -> bool:
    """Tell whether accepting the changes leaves of a content control only what is in it."""
    before = sdt.getprevious()
    return before is not None and before.tag == _DELETED_CONTROL


def grid_number(properties: etree._Element | None, path: str, default: int) -> int:
    """Read a count of grid columns, at least the default and never absurd."""
    return min(max(number(value(properties, path), default), default), 1000)
