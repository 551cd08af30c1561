"""Drawings as WordprocessingML: one group of shapes in a paragraph.

Word since 2010, WPS and LibreOffice read the group; what is older prints the alternative
text instead. Colours are those of the theme, fonts those of the named styles; only what
the layout has measured with (sizes, line heights, indents) is written down here.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from cstemplates.word.drawing.canvas import Align, Outline
from cstemplates.word.drawing.measure import EMU_PER_POINT, mm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cstemplates.word.drawing.canvas import Box, Canvas, Stroke, Words

_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OFFICE = "http://schemas.microsoft.com/office/word/2010"
GROUP = f"{_OFFICE}/wordprocessingGroup"
SHAPE = f"{_OFFICE}/wordprocessingShape"
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:a="{_MAIN}" xmlns:wpg="{GROUP}" xmlns:wps="{SHAPE}"'
)
INSET = mm(1)
LINE = 9525
_EMU_PER_TWIP = EMU_PER_POINT // 20
_INK = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
_PAPER = '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
_SHADE = '<a:solidFill><a:schemeClr val="bg1"><a:lumMod val="95000"/></a:schemeClr></a:solidFill>'
_NOTHING = "<a:noFill/>"
_FILLS = {
    Outline.RECTANGLE: _PAPER,
    Outline.ROUNDED: _SHADE,
    Outline.CIRCLE: _SHADE,
    Outline.LABEL: _NOTHING,
}
# In a line of exact height a drawing is cut off, and an indent would move it off the page.
_WHOLE_LINE = (
    '<w:spacing w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/>'
)
_MAY_END = '<w:keepNext w:val="0"/>'
_ADJUSTMENTS = {Outline.ROUNDED: '<a:gd name="adj" fmla="val 50000"/>'}


def paragraphs(
    canvases: Iterable[Canvas], *, style_id: str, text_style_id: str
) -> tuple[bytes, ...]:
    """Return a paragraph for each drawing, with every namespace it needs.

    The style may keep the last drawing with its caption; between the others a page may end.
    The number of a drawing in its document is 1: who puts them in numbers them anew.

    Args:
        canvases: The drawings.
        style_id: The id of the style for the paragraphs.
        text_style_id: The id of the style whose fonts the words in the boxes take.
    """
    drawn = [*canvases]
    last = len(drawn) - 1
    return tuple(
        _paragraph(canvas, style_id, text_style_id, more=place < last)
        for place, canvas in enumerate(drawn)
    )


def _paragraph(canvas: Canvas, style_id: str, text_style_id: str, *, more: bool) -> bytes:
    alternative = _quoted(canvas.alternative)
    half = LINE // 2
    drawing = (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{canvas.width}" cy="{canvas.height}"/>'
        f'<wp:effectExtent l="{half}" t="{half}" r="{half}" b="{half}"/>'
        f'<wp:docPr id="1" name="{_quoted(canvas.name)}" descr="{alternative}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{GROUP}">'
        f"{_group(canvas, text_style_id)}</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    fallback = f'<w:t xml:space="preserve">{alternative}</w:t>'.replace("&#10;", " ")
    return (
        f'<w:p {_NAMES}><w:pPr><w:pStyle w:val="{_quoted(style_id)}"/>{_MAY_END if more else ""}{_WHOLE_LINE}</w:pPr>'
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wpg">{drawing}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ).encode()


def _group(canvas: Canvas, text_style_id: str) -> str:
    frame = _frame(0, 0, canvas.width, canvas.height)
    inner = frame.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    shapes = [_line(number, stroke) for number, stroke in enumerate(canvas.strokes, start=2)]
    first = len(shapes) + 2
    shapes += [_shape(n, box, text_style_id) for n, box in enumerate(canvas.boxes, start=first)]
    return (
        f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>{frame}{inner}</a:xfrm></wpg:grpSpPr>"
        f"{''.join(shapes)}</wpg:wgp>"
    )


def _line(number: int, stroke: Stroke) -> str:
    left, right = sorted((stroke.x1, stroke.x2))
    top, bottom = sorted((stroke.y1, stroke.y2))
    turned = (' flipH="1"' if stroke.x1 > stroke.x2 else "") + (
        ' flipV="1"' if stroke.y1 > stroke.y2 else ""
    )
    head = '<a:tailEnd type="triangle" w="med" len="med"/>' if stroke.arrow else ""
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="连线 {number}"/><wps:cNvCnPr/>'
        f"<wps:spPr><a:xfrm{turned}>{_frame(left, top, right - left, bottom - top)}</a:xfrm>"
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{LINE}" cap="sq">{_INK}<a:miter lim="800000"/>{head}</a:ln></wps:spPr>'
        f"<wps:bodyPr/></wps:wsp>"
    )


def _shape(number: int, box: Box, text_style_id: str) -> str:
    label = box.outline is Outline.LABEL
    border, kind = (_NOTHING, ' txBox="1"') if label else (_INK, "")
    inset = 0 if label or box.outline is Outline.CIRCLE else INSET
    sides = (("l", inset), ("t", 0), ("r", inset), ("b", 0))
    margins = " ".join(f'{side}Ins="{room}"' for side, room in sides)
    words = "".join(_words(w, box, box.width - 2 * inset, text_style_id) for w in box.words)
    geometry = f'<a:prstGeom prst="{box.outline.value or "rect"}"><a:avLst>'
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="{"文字" if label else "框"} {number}"/>'
        f"<wps:cNvSpPr{kind}/>"
        f"<wps:spPr><a:xfrm>{_frame(box.x, box.y, box.width, box.height)}</a:xfrm>"
        f"{geometry}{_ADJUSTMENTS.get(box.outline, '')}</a:avLst></a:prstGeom>"
        f'{_FILLS[box.outline]}<a:ln w="{LINE}">{border}</a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx>"
        f'<wps:bodyPr rot="0" vert="horz" wrap="square" {margins} anchor="ctr" anchorCtr="0">'
        f"<a:noAutofit/></wps:bodyPr></wps:wsp>"
    )


def _words(words: Words, box: Box, width: int, text_style_id: str) -> str:
    indent = words.indent(width) // _EMU_PER_TWIP
    left = 0 if box.align is Align.LEFT else indent * (1 + (box.align is Align.RIGHT))
    right = 0 if box.align is Align.RIGHT else indent * (1 + (box.align is Align.LEFT))
    line = words.height(width) // words.lines(width) // _EMU_PER_TWIP
    size = f'<w:sz w:val="{words.size}"/><w:szCs w:val="{words.size}"/>'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{_quoted(text_style_id)}"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'
        f'<w:ind w:left="{left}" w:right="{right}" w:firstLineChars="0" w:firstLine="0"/>'
        f'<w:jc w:val="{box.align.value}"/></w:pPr>'
        f'<w:r><w:rPr>{size}</w:rPr><w:t xml:space="preserve">{escape(words.text)}</w:t></w:r></w:p>'
    )


def _frame(x: int, y: int, width: int, height: int) -> str:
    return f'<a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/>'


def _quoted(text: str) -> str:
    return escape(text).replace("\n", "&#10;")
