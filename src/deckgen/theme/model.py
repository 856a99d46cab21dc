"""A theme as values: faces, colours, type, and where each layout puts what.

Colours are named by role (`ink`, `title`, `muted`, `accent`, `mark`, `rule`, `hair`, `panel`, `bg`, and
`ibg`, `iink`, `imuted`, `iaccent` for inverse slides); styles and layouts name roles, never colours.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from deckgen.structs import Struct, replace
from deckgen.units import NONE, SLIDE, Emu, Point, Rect


class Anchor(enum.Enum):
    """Where text is in a box that is taller than it."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class Align(enum.Enum):
    """To which side lines are set; start is left in a left-to-right deck."""

    START = "start"
    CENTER = "center"
    END = "end"


MARKERS = {False: "#FFE58A", True: "#5E4B00"}
"""The ground of highlighted words, under dark text and under light text: the yellow of marker pens, of which
all inks of the themes keep a contrast of 7 : 1."""

HALF_LIGHT = 128
"""The brightness, of 255, above which text is light."""


def marker(colour: str) -> str:
    """Return the ground of highlighted words in text of a colour, `#RRGGBB`."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return MARKERS[0.3 * red + 0.59 * green + 0.11 * blue > HALF_LIGHT]


class Face(Struct, frozen=True):
    """A typeface: its name in PowerPoint, its stack in CSS, and the metric table it is measured with.

    `natural` is the face's own line height as a multiple of the size; PowerPoint's line spacing is a
    percentage of it.
    """

    name: str
    css: str
    metrics: str
    natural: float


class TypeStyle(Struct, frozen=True):
    """How a kind of text is set: size, leading (multiple of the size), space after a paragraph."""

    name: str
    size: Point
    leading: float
    bold: bool
    colour: str
    face: str
    """`heading`, `body` or `mono`: a key of `Theme.faces`."""
    after: Point
    tracking: Point
    """What is added after every character."""
    spacing: Point
    """What is added to every space as well. PowerPoint knows no such thing: its spaces stay narrower."""

    def at(self, size: Point) -> TypeStyle:
        """Return the style at another size in points, with letters and words as far apart in proportion."""
        share = size / self.size
        apart, words = Point(self.tracking * share), Point(self.spacing * share)
        return replace(self, size=size, tracking=apart, spacing=words)


class Region(Struct, frozen=True):
    """A place of a layout. `style` is None where a picture is.

    Where the theme paints it (`fill`, a colour role), the paint reaches `pad` EMU beyond `rect`, the place of
    its text, on every side.
    """

    name: str
    rect: Rect
    style: str | None
    anchor: Anchor
    align: Align
    fill: str | None = None
    pad: Emu = NONE

    @property
    def outer(self) -> Rect:
        """The place that is painted."""
        return self.rect.grown(self.pad)


class Decor(Struct, frozen=True):
    """A flat rectangle that belongs to the layout, in a colour role."""

    rect: Rect
    colour: str


class Layout(Struct, frozen=True):
    """One kind of slide: its background role, its decoration and its regions in reading order.

    Where `title_shown` is False the layout has no room for a headline; the slide still has a title, for
    screen readers, unless a region of it serves as one (`title_region`). `chrome` tells whether footer,
    slide number and progress are on it.
    """

    name: str
    label: str
    background: str
    decor: tuple[Decor, ...]
    regions: tuple[Region, ...]
    title_shown: bool
    title_region: str | None
    chrome: bool

    def region(self, name: str) -> Region | None:
        """Return the region of that name, or None where the layout lacks it."""
        return next((one for one in self.regions if one.name == name), None)


class Bullet(Struct, frozen=True):
    """A level's list mark; text hangs at `indent` EMU, the mark `hang` EMU before it."""

    char: str
    colour: str
    size: Point | None
    """The level's type size where it is not the list's own; None follows the list."""
    indent: Emu
    hang: Emu


class Chrome(Struct, frozen=True):
    """What is at the slide's edge: the running foot, the number, the progress bar's track."""

    footer: Region
    number: Region
    section_number: Region | None
    progress: Rect | None
    rules: tuple[Decor, ...]


class Frame(Struct, frozen=True):
    """The place of what a slide holds below its headline.

    Running text is `measure` EMU wide at most. Its first line begins `gap` points below the headline's last
    one; the edge of a picture is `cap` points lower, level with the tops of letters. Without a headline
    it begins at `untitled`. `headlines` are the sizes that the deck's headlines are set at, largest first;
    `bar` is the width of the bar beside a slide's conclusion.
    """

    x: Emu
    width: Emu
    bottom: Emu
    measure: Emu
    gap: Point
    cap: Point
    untitled: Emu
    bar: Emu
    headlines: tuple[Point, ...]


class Floors(Struct, frozen=True):
    """The sizes below which nothing is set, in points."""

    body: Point
    table: Point
    references: Point
    chrome: Point


class Variant(Struct, frozen=True):
    """The colours of a theme in one of its variants: of each role, and of charts' series."""

    colours: Mapping[str, str]
    data: tuple[str, ...]


class Comfort(Struct, frozen=True):
    """How the variant for comfortable reading sets type.

    `letters` and `words` are added after each character and to each space, in ems. Text is set with
    `leading` at least, headings with `heading_leading`. `faces` take the place of the theme's own.
    """

    faces: Mapping[str, Face]
    letters: float
    words: float
    leading: float
    heading_leading: float


TRANSITIONS = ("none", "fade")
"""How slides may change: at once, or by a short fade."""

LIKE = "in its file write, for example, like: lectern; what it lacks is then taken from there"
"""The advice where a theme lacks something."""

GROUNDED = ("ink", "title", "muted", "accent", "mark")
"""The colour roles of text on a deck's own grounds; all others are on inverse ones."""

LIGHT, DARK, COMFORT = "light", "dark", "comfort"
"""The variants that a theme can have; the first is the theme as it is."""


class Theme(Struct, frozen=True):
    """All that the layout engine and the two writers know of looks."""

    name: str
    faces: Mapping[str, Face]
    colours: Mapping[str, str]
    """Colour role → `#RRGGBB`."""
    data: tuple[str, ...]
    """Up to four `#RRGGBB` for the series of charts."""
    styles: Mapping[str, TypeStyle]
    layouts: Mapping[str, Layout]
    bullets: tuple[Bullet, Bullet]
    """The marks of the first and the second level of lists; see `bullet` for those below."""
    chrome: Chrome
    frame: Frame
    floors: Floors
    scale: tuple[Point, ...]
    """The sizes a body text may step down through, largest first."""
    variants: Mapping[str, Variant]
    """The colours of all variants that the theme has, by name; `light` is always there."""
    comfort: Comfort | None
    """How comfortable reading is set; None where the theme does not say."""
    variant: str = LIGHT
    """The variant that `colours` and `data` are taken from."""
    transition: str = "none"
    """How slides change: one of `TRANSITIONS`."""
    slide: Rect = SLIDE
    """The whole slide."""

    def across(self, length: Emu) -> Emu:
        """Return a place or a width across the usual slide as it is on the theme's own, in EMU."""
        return Emu(round(length * self.slide.width / SLIDE.width))

    def bullet(self, level: int) -> Bullet:
        """Return the list mark of a level, from 0: below the second, that of the second further in."""
        first, second = self.bullets
        if level < 2:
            return self.bullets[level]
        return replace(second, indent=Emu(second.indent + (level - 1) * (second.indent - first.indent)))

    def links_in(self, role: str) -> str:
        """Return the colour role of links in text of a role: the accent, on inverse grounds the text's own.

        PowerPoint has one colour of links, which is made for a deck's own grounds.
        """
        return "accent" if role in GROUNDED else role

    def face(self, style: TypeStyle) -> Face:
        """Return the face that a style is set in."""
        return self.faces[style.face]
