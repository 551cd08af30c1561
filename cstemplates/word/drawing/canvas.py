"""What a drawing is made of, before it is WordprocessingML: boxes of text and lines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from cstemplates.word.drawing.measure import balanced_width, line_count, points, text_width

TITLE_SIZE, SMALL_SIZE = 21, 18
_LINE_HEIGHTS = {TITLE_SIZE: points(14), SMALL_SIZE: points(12)}
# A line that just fits by our count must not break because a font is a little wider.
_SLACK_HUNDREDTHS = 40


class Outline(Enum):
    """The form of a box, by its name in DrawingML; a label has no outline."""

    RECTANGLE = "rect"
    ROUNDED = "roundRect"
    CIRCLE = "ellipse"
    LABEL = ""


class Align(Enum):
    """Where the lines of a text stand in their box."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph in a box; the size is in half-points."""

    text: str
    size: int = TITLE_SIZE

    @property
    def natural_width(self) -> int:
        """The width that keeps the text on one line."""
        return text_width(self.text, self.size) + slack(self.size)

    def height(self, width: int) -> int:
        """Return how high the text is in a column."""
        return _LINE_HEIGHTS[self.size] * self.lines(width)

    def lines(self, width: int) -> int:
        """Return how many lines the text takes in a column."""
        return line_count(self.text, self.size, width - slack(self.size))

    def indent(self, width: int) -> int:
        """Return how far to come in on both sides so that its lines are equally long."""
        inner = width - slack(self.size)
        if line_count(self.text, self.size, inner) == 1:
            return 0
        return (inner - balanced_width(self.text, self.size, inner)) // 2


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its words, in EMU from the upper left corner of the drawing."""

    x: int
    y: int
    width: int
    height: int
    words: tuple[Words, ...]
    outline: Outline = Outline.RECTANGLE
    align: Align = Align.CENTRE

    @property
    def right(self) -> int:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> int:
        """The x of its middle."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line, level or upright, with an arrowhead at its end where asked."""

    x1: int
    y1: int
    x2: int
    y2: int
    arrow: bool = False


@dataclass(frozen=True, slots=True)
class Canvas:
    """One drawing: what is on it, how large it is and what it says to those who cannot see it."""

    name: str
    alternative: str
    width: int
    height: int
    boxes: tuple[Box, ...]
    strokes: tuple[Stroke, ...]


def slack(size: int) -> int:
    """Return the room to spare on a line of a size."""
    return points(size / 2) * _SLACK_HUNDREDTHS // 100
