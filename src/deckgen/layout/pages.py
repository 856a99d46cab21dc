"""Where everything stands: what the two writers write, and all that they know.

A page is one slide of the file. Its boxes come in reading order (title, content, caption, source,
chrome). A writer measures nothing and decides nothing.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from deckgen.deck.model import Note, Picture, Recording, Runs, Section, Words
from deckgen.diagnostics import Span
from deckgen.layout.plots import ChartBox
from deckgen.theme.model import Align, Anchor, Theme
from deckgen.units import NONE, Emu, Point, Rect


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
    CREDIT = "credit"
    SOURCE = "source"
    SECTION_NUMBER = "section-number"
    FOOTER = "footer"
    PAGE_NUMBER = "page-number"


_BUILT = frozenset((Role.LIST, Role.PROSE, Role.MARGIN_NOTES, Role.TASK))
"""What has parts that may appear one by one."""


@dataclass(frozen=True, slots=True)
class PlacedParagraph:
    """A paragraph with its size fixed.

    `style` names the theme's type style; `size` may be below the style's, never above the largest of
    its scale. `level` is 0 or 1 in a list, None where there is no list mark. `lines` is how many lines
    it was measured to take. `colour` and `bold` are None where the style's own hold. Lines after the
    first stand in by `hang` EMU (works cited, roadmaps). `key` is the reference's key in a list of works
    cited. A `further` one is a row of program text in which the line before it goes on; its first run is no
    part of the program but tells so.
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


@dataclass(frozen=True, slots=True)
class TextBox:
    """Paragraphs in a place.

    `key` is the box's lasting name within its slide. `region` is the layout's region it fills, whose
    place and style it inherits; it is empty, or none of the layout's, for a box without a region of its
    own (a table's caption). `rect` is where it stands, which may be less. `inset_end` keeps lines from
    running to the full width (balanced headlines). `height` is the measured height of the text. `shown` is
    False for a title that only screen readers meet; it stands above the slide.
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

    @property
    def outer(self) -> Rect:
        """The place that is painted."""
        return self.rect.grown(self.pad)

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


@dataclass(frozen=True, slots=True)
class Crop:
    """The shares of a picture that are cut off at each side, 0 to 1; below 0 is room left free beside it."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


@dataclass(frozen=True, slots=True)
class PictureBox:
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


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell's paragraphs and the side they are set to."""

    paragraphs: tuple[PlacedParagraph, ...]
    align: Align


Pads = tuple[Emu, Emu]
"""The space before and behind a cell's text."""


@dataclass(frozen=True, slots=True)
class TableBox:
    """A table: the first row of `rows` is the header; cells have `pad_y` EMU above and below their text.

    `pads` holds the space before and behind the text of each column's cells; there is none at the table's own
    edges, so that its text stands flush with the slide's other text.
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

    def anchor(self, row: int) -> Anchor:
        """Return where the texts of a row's cells stand: one line each in the middle, level in all faces."""
        lines = (one.lines for cell in self.rows[row] for one in cell.paragraphs)
        return Anchor.MIDDLE if all(count == 1 for count in lines) else Anchor.TOP


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    """One event of a timeline: its date above the axis, its tick on it, its text below."""

    date: TextBox
    tick: Rect
    text: TextBox


@dataclass(frozen=True, slots=True)
class TimelineBox:
    """A timeline: events along an axis. The axis itself belongs to the layout's decoration."""

    key: str
    region: str
    rect: Rect
    events: tuple[PlacedEvent, ...]
    tick_colour: str
    name: str


class Diagram(enum.Enum):
    """What a diagram shows: HTML's elements follow from it."""

    AGENDA = "agenda"
    PROCESS = "process"
    COMPARISON = "comparison"


@dataclass(frozen=True, slots=True)
class Shape:
    """A flat rectangle of a diagram and the text in it, whose place is `text.rect`.

    `colour` is None where nothing is painted; `text` is None for what is drawn only.
    """

    key: str
    rect: Rect
    colour: str | None
    text: TextBox | None


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two shapes of a diagram, named by their keys, that is glued to both.

    `path` are its corners, places without width or height; the first and the last lie in the middle of a
    side of the shapes. It is `weight` EMU wide; `arrow` tells that it ends in an arrowhead.
    """

    key: str
    start: str
    end: str
    path: tuple[Rect, ...]
    colour: str
    weight: Emu
    arrow: bool


@dataclass(frozen=True, slots=True)
class Member:
    """What of a diagram belongs together and appears at once.

    `links` are the lines that appear with it. `target` is `#id` of a slide that it leads to. A `header` says
    what the members behind it are about, and is there from the start.
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


@dataclass(frozen=True, slots=True)
class DiagramBox:
    """A diagram of shapes, its members in reading order. `name` says what it shows."""

    key: str
    region: str
    rect: Rect
    kind: Diagram
    members: tuple[Member, ...]
    name: str


Box = TextBox | PictureBox | TableBox | TimelineBox | ChartBox | DiagramBox


def paragraphs_of(box: Box) -> Iterator[PlacedParagraph]:
    """Yield the paragraphs of a box in reading order, whatever kind of box it is."""
    match box:
        case TextBox():
            yield from box.paragraphs
        case TableBox():
            for row in box.rows:
                for cell in row:
                    yield from cell.paragraphs
        case TimelineBox():
            for event in box.events:
                yield from (*event.date.paragraphs, *event.text.paragraphs)
        case DiagramBox():
            for member in box.members:
                for text in member.texts:
                    yield from text.paragraphs


@dataclass(frozen=True, slots=True)
class Page:
    """One slide as it stands.

    `id` is lasting: the outline slide's, with `-2`, `-3` on the slides it goes on to. `number` counts
    from 1. `slide_id` is the outline slide's own. `progress` is the share of the deck that is behind
    the audience when this page has been shown, 0 to 1. `build`
    tells that its points appear one by one.
    """

    id: str
    slide_id: str
    number: int
    layout: str
    section: int
    name: str
    boxes: tuple[Box, ...]
    chrome: tuple[TextBox, ...]
    progress: float
    notes: tuple[Note, ...]
    minutes: float | None
    build: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """The whole deck as it stands, with what the files say about themselves."""

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
