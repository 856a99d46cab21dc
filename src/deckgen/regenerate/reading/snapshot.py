"""What a deck says and how it looks, slide by slide, as values that compare whichever program saved it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import ClassVar

from lxml import etree

from deckgen.regenerate.reading.canonical import IDS, canonical, fingerprint
from deckgen.structs import Located, Struct, field
from deckgen.writers.pptx.xml import R


class Stress(Struct, frozen=True):
    """What sets characters apart that the outline can say: weight, slope, height, where they lead.

    `underline` is False for links, which some programs underline and others do not. `link` is an address,
    `#id` for a slide, or empty.
    """

    bold: bool = False
    italic: bool = False
    underline: bool = False
    baseline: int = 0
    link: str = ""


PLAIN = Stress()


class Look(Struct, frozen=True):
    """How characters look apart from that: the size in hundredths of a point, RRGGBB, the face's name.

    `more` is what else was set: a highlight, a line through them, capitals, effects; mostly empty.
    """

    size: int
    colour: str
    face: str
    more: str = ""

    def like(self, other: Look) -> bool:
        """Tell whether two looks differ by no more than programs round."""
        return (
            abs(self.size - other.size) <= 50
            and alike_colours(self.colour, other.colour)
            and self.face.lower() == other.face.lower()
            and self.more == other.more
        )


def alike_colours(one: str, other: str) -> bool:
    """Tell whether two colours, RRGGBB or names of paints, differ by no more than programs round."""
    if one == other:
        return True
    try:
        pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4)]
    except ValueError:
        return False
    return len(one) == len(other) == 6 and all(abs(a - b) <= 3 for a, b in pairs)


class Stretch(Struct, frozen=True):
    """Characters of one kind."""

    text: str
    stress: Stress
    look: Look


class Line(Struct, frozen=True):
    """A paragraph: its level from 0, its characters, the side it is set to, what it is marked with itself."""

    level: int
    stretches: tuple[Stretch, ...]
    align: str
    marker: str = ""

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(one.text for one in self.stretches)

    @property
    def said(self) -> tuple[int, tuple[tuple[str, Stress], ...]]:
        """What it says, without its look: the level, and text by stress, neighbours that are alike as one."""
        joined: list[tuple[str, Stress]] = []
        for one in self.stretches:
            if joined and joined[-1][1] == one.stress:
                joined[-1] = (joined[-1][0] + one.text, one.stress)
            elif one.text:
                joined.append((one.text, one.stress))
        return self.level, tuple(joined)


Lines = tuple[Line, ...]


def said(lines: Lines) -> tuple[tuple[int, tuple[tuple[str, Stress], ...]], ...]:
    """Return what some lines say, empty ones at the end left out."""
    found = [one.said for one in lines]
    while found and not found[-1][1]:
        found.pop()
    return tuple(found)


def words(lines: Lines) -> str:
    """Return the text of some lines, a line each."""
    return "\n".join(one.text for one in lines).rstrip("\n")


class Place(Struct, frozen=True):
    """Where a shape is in EMU, within its group if it is in one, and how far it is turned in degrees."""

    x: int
    y: int
    width: int
    height: int
    turned: float = 0.0

    @property
    def spoken(self) -> str:
        """The place in words, in inches."""
        x, y, width, height = (round(one / 914_400, 2) for one in (self.x, self.y, self.width, self.height))
        turned = f", turned {self.turned:g}°" if self.turned else ""
        return f"{x:g} / {y:g} in, {width:g} × {height:g} in{turned}"

    def near(self, other: Place, most: int) -> bool:
        """Tell whether two places differ by at most so many EMU, and a hundredth of a degree."""
        pairs = (
            (self.x, other.x),
            (self.y, other.y),
            (self.width, other.width),
            (self.height, other.height),
        )
        return all(abs(a - b) <= most for a, b in pairs) and abs(self.turned - other.turned) <= 0.01


class Series(Struct, frozen=True):
    """One series of a chart: its name, its categories or first numbers, its numbers as typed."""

    name: str
    categories: tuple[str, ...]
    values: tuple[str, ...]


class Figure(Struct, frozen=True):
    """A picture: the fingerprint of its bytes and what is cut off, in hundred-thousandths."""

    digest: str
    crop: tuple[int, int, int, int]


CHROME = frozenset({"footer", "page-number", "section-number", "#progress"})
"""The keys of what is at the edge of slides."""


class Drawn(Struct, frozen=True):
    """The XML that a shape was read from; `ways` names what a relation's id stands for."""

    element: etree._Element
    ways: Callable[[str], str]
    _known: dict[str, object] = field(default_factory=dict)
    """What was computed of it before anything was changed: each shape is compared several times."""

    def like(self, other: Drawn) -> bool:
        """Tell whether the same is written of two shapes, ids and the noise of programs aside."""
        return self._written() == other._written() or self.mark() == other.mark()

    def _written(self) -> object:
        """Return what is written, to the letter but for ids: much faster to compare, and mostly the same."""
        if "written" not in self._known:
            text = _EMPTY.sub(rb"<\1/>", WITHOUT_IDS.sub(b"", etree.tostring(self.element, with_tail=False)))
            ways = tuple(self.ways(one.decode()) for one in _WAYS.findall(text))
            # Under another prefix the ways are not found here.
            known = text.count(R.encode()) == text.count(f'xmlns:r="{R}"'.encode())
            self._known["written"] = (text, ways) if known else object()
        return self._known["written"]

    def mark(self) -> object:
        """Return what is equal where the same is written, ids and the noise of programs aside."""
        if "raw" not in self._known:
            self._known["raw"] = fingerprint(canonical(self.element, self.ways))
        return self._known["raw"]


WITHOUT_IDS = re.compile(
    rb'<(\w+):ext [^>]*uri="\{(?:' + "|".join(IDS).encode() + rb')\}"[^>]*>.*?</\1:ext>', re.DOTALL
)
_EMPTY = re.compile(rb"<(\w+:extLst)></\w+:extLst>")
_WAYS = re.compile(rb' r:\w+="([^"]+)"')


class ShapeState(Located, frozen=True):
    """A shape as it stands.

    `page` and `key` are what its name says of deckgen's, empty where it says nothing. `slot` is its
    placeholder's type and number, empty where it is none. `group` is the id of the group that it is in, None
    outside groups. `lines` is None where it can hold no text; `instead` is what it says in programs that do
    not know its formulas.
    """

    UNCOMPARED: ClassVar = ("drawn", "chart_drawn", "held")
    id: int
    name: str
    page: str
    key: str
    kind: str
    slot: str
    group: int | None
    place: Place | None
    lines: Lines | None
    instead: Lines | None
    cells: tuple[tuple[Lines, ...], ...]
    series: tuple[Series, ...]
    figure: Figure | None
    alt: str
    fill: str
    line: str
    hidden: bool
    drawn: Drawn
    chart: str = ""
    """The part of its chart, empty where it has none."""
    form: str = ""
    """Its outline and effects, and the paint of a table's cells, where they are more than plain."""
    chart_drawn: Drawn | None = None
    held: tuple[Series, ...] = ()
    """The numbers of its workbook, empty where they are those that it shows."""

    @property
    def field_name(self) -> str:
        """What it is called in reports and on the command line."""
        return self.key or self.name or f"shape {self.id}"

    @property
    def is_chrome(self) -> bool:
        """Whether it is at the edge of every slide: foot, number, progress."""
        return self.slot.startswith(("ftr", "sldNum", "dt")) or self.key in CHROME

    @property
    def text(self) -> str:
        """All words of it."""
        if self.cells:
            return "\n".join(words(cell) for row in self.cells for cell in row)
        if self.series:
            return "\n".join(" ".join((one.name, *one.categories, *one.values)) for one in self.series)
        return words(self.lines or ())


class Sheet(Struct, frozen=True):
    """What a slide stands on: its layout's part and name, and what is written of layout, master and theme.

    `parts` are by what they are called in reports; what programs write beside them is left out.
    """

    part: str
    name: str
    parts: tuple[tuple[str, str], ...]

    def differing(self, other: Sheet) -> frozenset[str]:
        """Return what is not the same of two."""
        if self.parts == other.parts:
            return frozenset()
        return frozenset(name for name, _ in {*self.parts} ^ {*other.parts})


class SectionState(Struct, frozen=True):
    """A named section of the list of slides, and the parts of its slides in order."""

    id: str
    name: str
    parts: tuple[str, ...]


class SlideState(Located, frozen=True):
    """A slide as it stands.

    `part` is its part's name, `page` the page of the outline that its marks name, empty where they name
    none, and `marks` how many of them do. `timing` and `backdrop` are the fingerprints of its animations and
    of its background; `effects` and `transition` name what happens there, which outlives programs that write
    it in another form. All are empty where there is none. `kept` names what hangs on it that deckgen never
    writes, such as comments.
    """

    UNCOMPARED: ClassVar = ("notes_drawn",)
    part: str
    number: int
    page: str
    marks: int
    hidden: bool
    shapes: tuple[ShapeState, ...]
    notes: Lines
    timing: str
    effects: tuple[str, ...]
    backdrop: str
    transition: str
    kept: tuple[str, ...]
    sheet: Sheet
    notes_drawn: Drawn | None = None

    @property
    def title(self) -> str:
        """What the slide is called: its title, else its first words."""
        for one in self.shapes:
            if one.slot.startswith(("title", "ctrTitle")) and one.text.strip():
                return one.text.strip()
        return next((one.text.strip().split("\n")[0] for one in self.shapes if one.text.strip()), "")

    def words(self) -> Iterator[str]:
        """Yield all that it says, notes last."""
        for one in self.shapes:
            if not one.is_chrome:
                yield one.text
        yield words(self.notes)


class DeckState(Struct, frozen=True):
    """A deck as it stands: what wrote it last, its slides in order, and the sections that they are in.

    `deck` and `generation` are what its properties say of deckgen's, empty where they say nothing.
    """

    deck: str
    generation: str
    application: str
    slides: tuple[SlideState, ...]
    sections: tuple[SectionState, ...] = ()
    size: tuple[str, str] = ("", "")
    """The width and height of its slides in EMU, as they are written."""
    properties: tuple[tuple[str, str], ...] = ()
    """The properties of the file that deckgen fills, as reports call them, empty where none are known."""

    @property
    def by_office(self) -> bool:
        """Whether LibreOffice saved it last, which renames placeholders and numbers slides anew."""
        return "LibreOffice" in self.application or "OpenOffice" in self.application
