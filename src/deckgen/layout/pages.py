"""Where everything is: what the two writers write, and all that they know.

A page is one slide of the file. Its boxes come in reading order (title, content, caption, source,
chrome). Boxes of the same `together` come in turn on a slide that is built (`steps.py`); it is empty for
those that are there from the start, or appear part by part. A writer measures nothing and decides nothing.
"""

from __future__ import annotations

import enum
import itertools
from bisect import bisect
from collections.abc import Iterator
from typing import final

from deckgen.deck.model import Note, Picture, Recording, Run, Runs, Section, Words
from deckgen.diagnostics import Span
from deckgen.layout.plots import ChartBox
from deckgen.structs import Located, Struct, replace
from deckgen.theme.model import Align, Anchor, Theme
from deckgen.units import NONE, Emu, Point, Rect, grid


class Role(enum.Enum):
    """What a box of text is for: HTML's element and the pptx placeholder follow from it."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    NUMERAL = "numeral"
    ROADMAP = "roadmap"
    LIST = "list"
    PROSE = "prose"
    HEADING = "heading"
    QUOTE = "quote"
    CODE = "code"
    EQUATION = "equation"
    TASK = "task"
    BIG_NUMBER = "big-number"
    LABEL = "label"
    PASSAGE = "passage"
    MARGIN_NOTES = "margin-notes"
    REFERENCES = "references"
    CAPTION = "caption"
    CAPTION_ABOVE = "caption-above"
    CREDIT = "credit"
    SOURCE = "source"
    SECTION_NUMBER = "section-number"
    FOOTER = "footer"
    PAGE_NUMBER = "page-number"


TURN_BAR = grid(0.9)
"""The width of the bar beside lines that stand out, where the others cannot step back."""

_BUILT = frozenset((Role.LIST, Role.PROSE, Role.MARGIN_NOTES, Role.TASK))
"""What has parts that may appear one by one."""


class ListNumber(Struct, frozen=True):
    """The number of a point of a numbered list.

    `start` is the number with which the points of its level begin in its box. The text hangs at `indent` EMU,
    the number `hang` EMU before it. It is not `shown` where the point only goes on, from the slide before.
    """

    value: int
    start: int
    indent: Emu
    hang: Emu
    shown: bool = True


class PlacedParagraph(Struct, frozen=True):
    """A paragraph with its size fixed.

    `style` names the theme's type style; `size` may be below the style's, never above the largest of
    its scale. `level` is 0 to 3 in a list, None where there is no list mark; `number` is None where the
    list has marks. `lines` is how many lines it was measured to take. `colour` and `bold` are None where the
    style's own hold. Lines after the first are indented by `hang` EMU (works cited, roadmaps). `key` is the
    reference's key in a list of works cited. A `further` one is a row of program text in which the line
    before it goes on; its first run is no part of the program but tells so. Lines end `short` EMU before the
    box's end, so that the last one is no word alone; None: those of no paragraph of its box do.
    """

    runs: Runs
    style: str
    size: Point
    leading: float
    after: Point
    lines: int
    level: int | None = None
    colour: str | None = None
    bold: bool | None = None
    hang: Emu = NONE
    key: str | None = None
    further: bool = False
    number: ListNumber | None = None
    short: Emu | None = None


@final
class TextBox(Struct, frozen=True):
    """Paragraphs in a place.

    `key` is the box's lasting name within its slide. `region` is the layout's region it fills, whose
    place and style it inherits; it is empty, or none of the layout's, for a box without a region of its
    own (a table's caption). `rect` is where it is, which may be less. `inset_end` keeps lines from
    running to the full width (balanced headlines). `height` is the measured height of the text. `shown` is
    False for a title that only screen readers meet; it is above the slide.
    """

    key: str
    role: Role
    region: str
    rect: Rect
    paragraphs: tuple[PlacedParagraph, ...]
    anchor: Anchor
    align: Align
    inset_end: Emu
    height: Emu
    shown: bool = True
    about: str = ""
    """What it is, for those who cannot see it, where its text does not tell: the language of a program."""
    fill: str | None = None
    pad: Emu = NONE
    """The colour role that is painted behind it, `pad` EMU further on every side; None: nothing is."""
    instead: tuple[PlacedParagraph, ...] = ()
    """What programs show that cannot set a box of formulas; empty: the same paragraphs."""
    together: str = ""
    turns: tuple[tuple[int, ...], ...] = ()
    """The places of the paragraphs that stand out, at first and after each further step; none: all alike."""
    rows: int = 1
    """How many lines its formula has."""

    @property
    def outer(self) -> Rect:
        """The place that is painted."""
        return self.rect.grown(self.pad)

    def turn_bars(self, turn: int) -> tuple[Rect, ...]:
        """Return the places of bars beside the lines that stand out in a turn; none where all lines do."""
        places = self.turns[turn]
        if len(places) == len(self.paragraphs):
            return ()
        tall = [one.lines * one.size * one.leading for one in self.paragraphs]
        pitch = self.height / sum(tall)
        found = []
        for _, run in itertools.groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
            lines = [place for _, place in run]
            top, height = sum(tall[: lines[0]]), sum(tall[one] for one in lines)
            y = Emu(round(self.rect.y + top * pitch))
            found.append(Rect(self.outer.x, y, TURN_BAR, Emu(round(height * pitch))))
        return tuple(found)

    @property
    def parts(self) -> tuple[tuple[int, ...], ...]:
        """The places of its paragraphs that appear together, where they appear one by one; none: at once.

        A point of a list comes with the points below it. Where there are no points, a paragraph is a part.
        """
        if self.role not in _BUILT:
            return ()
        if all(one.level is None for one in self.paragraphs):
            alone = self.role is Role.PROSE and len(self.paragraphs) == 1
            return () if alone else tuple((place,) for place in range(len(self.paragraphs)))
        found: list[list[int]] = []
        before: int | None = None
        for place, one in enumerate(self.paragraphs):
            if one.level and before is not None:
                found[-1].append(place)
            elif one.level is not None:
                found.append([place])
            before = one.level
        return tuple(map(tuple, found))


class Crop(Struct, frozen=True):
    """The shares of a picture that are cut off at each side, 0 to 1; below 0 is room left free beside it."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


@final
class PictureBox(Located, frozen=True):
    """A picture in a place. `alt` is empty only where it is decorative; `span` is where it is named."""

    key: str
    region: str
    rect: Rect
    picture: Picture
    crop: Crop
    alt: str
    span: Span | None = None
    recording: Recording | None = None
    """What plays in the picture's place when it is clicked."""
    ground: str | None = None
    """The colour role that is painted behind it, for it is transparent; None: nothing is."""
    lost: tuple[str, ...] = ()
    """The variants of the theme in which it would be lost, so that its ground is painted."""
    together: str = ""


class PlacedCell(Struct, frozen=True):
    """A cell's paragraphs and the side they are set to.

    It reaches over `span` columns; the cells that it covers have a span of 0, and say nothing.
    """

    paragraphs: tuple[PlacedParagraph, ...]
    align: Align
    span: int = 1


Pads = tuple[Emu, Emu]
"""The space before and after a cell's text."""


@final
class TableBox(Struct, frozen=True):
    """A table: the first `heads` of `rows` are the header; cells have `pad_y` EMU above and below their text.

    `pads` holds the space before and after the text of each column's cells; there is none at the table's own
    edges, so that its text is flush with the slide's other text.
    """

    key: str
    region: str
    rect: Rect
    widths: tuple[Emu, ...]
    heights: tuple[Emu, ...]
    rows: tuple[tuple[PlacedCell, ...], ...]
    pads: tuple[Pads, ...]
    pad_y: Emu
    name: str
    """What the table shows, in words: its caption, or the slide's title."""
    together: str = ""
    heads: int = 1
    ends: tuple[int, ...] = ()
    """The rows that belong to no band and come after one."""

    def is_band(self, row: int) -> bool:
        """Tell whether a row is the heading of those below it."""
        return row >= self.heads and len(self.rows[row]) > 1 and self.rows[row][0].span == len(self.rows[row])

    def pads_of(self, row: int, column: int) -> Pads:
        """Return the space before and after a cell's text, whatever it reaches over."""
        last = column + max(1, self.rows[row][column].span) - 1
        return self.pads[column][0], self.pads[last][1]

    def anchor(self, row: int) -> Anchor:
        """Return where the texts of a row's cells are: one line each in the middle, level in all faces."""
        lines = (one.lines for cell in self.rows[row] for one in cell.paragraphs)
        return Anchor.MIDDLE if all(count == 1 for count in lines) else Anchor.TOP


class Diagram(enum.Enum):
    """What a diagram shows: HTML's elements follow from it."""

    AGENDA = "agenda"
    PROCESS = "process"
    COMPARISON = "comparison"
    TIMELINE = "timeline"
    """Each member is an event: its date, its tick on the axis, its text. The axis is the layout's."""
    ROAD = "road"
    CHOICES = "choices"


class Shape(Struct, frozen=True):
    """A flat rectangle of a diagram and the text in it, whose place is `text.rect`.

    `colour` is None where nothing is painted; `text` is None for what is drawn only.
    """

    key: str
    rect: Rect
    colour: str | None
    text: TextBox | None


class Link(Struct, frozen=True):
    """A line between two shapes of a diagram, named by their keys, that is glued to both.

    `path` are its corners, places without width or height; the first and the last lie in the middle of a
    side of the shapes. It is `weight` EMU wide; `arrow` says that it ends in an arrowhead.
    """

    key: str
    start: str
    end: str
    path: tuple[Rect, ...]
    colour: str
    weight: Emu
    arrow: bool


class Member(Struct, frozen=True):
    """What of a diagram belongs together and appears at once.

    `links` are the lines that appear with it. `target` is `#id` of a slide that it leads to. A `header` says
    what the members after it are about, and is there from the start.
    """

    key: str
    shapes: tuple[Shape, ...]
    links: tuple[Link, ...] = ()
    target: str | None = None
    header: bool = False

    @property
    def texts(self) -> tuple[TextBox, ...]:
        """Its texts in reading order."""
        return tuple(one.text for one in self.shapes if one.text)


class DiagramBox(Struct, frozen=True):
    """A diagram of shapes, its members in reading order. `name` says what it shows."""

    key: str
    region: str
    rect: Rect
    kind: Diagram
    members: tuple[Member, ...]
    name: str
    together: str = ""


class Bar(Struct, frozen=True):
    """A flat rectangle in a colour role that belongs to what is beside or below it.

    `says` is what it tells those who cannot see it; empty: nothing.
    """

    key: str
    rect: Rect
    colour: str
    region: str = ""
    together: str = ""
    says: str = ""


Box = TextBox | PictureBox | TableBox | ChartBox | DiagramBox | Bar


def paragraphs_of(box: Box) -> Iterator[PlacedParagraph]:
    """Yield the paragraphs of a box in reading order, whatever kind of box it is."""
    match box:
        case TextBox():
            yield from box.paragraphs
        case TableBox():
            for row in box.rows:
                for cell in row:
                    yield from cell.paragraphs
        case DiagramBox():
            for member in box.members:
                for text in member.texts:
                    yield from text.paragraphs


class Page(Struct, frozen=True):
    """One slide as it is laid out.

    `id` is lasting: the outline slide's, with `.2`, `.3` on the slides it goes on to. `slide_id` is the
    outline slide's own. `build` says that its points appear one by one. A page does not know its number, so
    that it stays the same when one is added before it: whoever goes through the pages counts. `countdown` is
    the time in minutes that the class has for its question, None where there is no question or no time.
    """

    id: str
    slide_id: str
    layout: str
    section: int
    name: str
    boxes: tuple[Box, ...]
    chrome: tuple[TextBox, ...]
    notes: tuple[Note, ...]
    minutes: float | None
    build: bool
    hidden: bool
    countdown: float | None = None
    speaker: str = ""
    """Who speaks, where several share the talk."""

    def numbered_chrome(self, number: str) -> tuple[TextBox, ...]:
        """Return its chrome with its number in the box that is there for it."""
        return tuple(
            replace(box, paragraphs=(replace(box.paragraphs[0], runs=(Run(number),)),))
            if box.role is Role.PAGE_NUMBER
            else box
            for box in self.chrome
        )


class LineRules(Struct, frozen=True):
    """The characters that no line begins with, and those that none ends with, by a language's rules."""

    language: str
    not_first: str
    not_last: str


class Pages(Struct, frozen=True):
    """The whole deck as it is laid out, with what the files say about themselves."""

    deck_id: str
    name: str
    authors: tuple[str, ...]
    date: str | None
    language: str
    right_to_left: bool
    minutes: float | None
    sections: tuple[Section, ...]
    pages: tuple[Page, ...]
    theme: Theme
    words: Words
    line_rules: LineRules | None = None
    embed: bool = False
    """Whether a page that shows the slideshow in a frame may turn its slides."""
    own_colours: bool = False
    """Whether the outline says which colours it is shown in; else the watcher's system does."""

    @property
    def talk_length(self) -> int:
        """How many pages the talk has, those of the appendix left out, which come last."""
        return bisect(self.pages, False, key=lambda page: self.sections[page.section].appendix)

    def shown_number(self, page: Page, number: int) -> str:
        """Return what the deck's `number`th page, from 1, is called: 12, and A1 in an appendix."""
        beyond = self.sections[page.section].appendix
        return f"A{number - self.talk_length}" if beyond else str(number)

    def share_shown(self, number: int) -> float:
        """Return the share of the talk that has been shown with the deck's `number`th page, 0 to 1."""
        return min(1.0, number / max(1, self.talk_length))

    @property
    def quotation_mark(self) -> str:
        """The mark that layouts set large beside a quotation, without a space after it."""
        return self.words.quote_open.strip() or "“"
