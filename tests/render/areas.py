"""Pages → the areas of each slide that text may stand in, in points."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from deckgen.deck.model import plain
from deckgen.layout.pages import Box, DiagramBox, Page, PlacedParagraph, Role, TableBox, TextBox, TimelineBox
from deckgen.layout.plots import ChartBox, Say
from deckgen.theme.model import Theme
from deckgen.units import Emu, Rect, points

NEAR = 9.0
"""How far, in points, LibreOffice may put a label of a chart from where it was laid out."""


_UNSEEN = re.compile("[\u00ad\u200e\u200f]")


@dataclass(frozen=True, slots=True)
class Area:
    """A box of text on a slide: its edges in points from the slide's top left corner, and its words."""

    name: str
    left: float
    top: float
    right: float
    bottom: float
    text: str
    marks: int
    """How many list marks are drawn in it."""
    aside: float = 0.0
    """How far another program may put it from there, in points."""
    choice: frozenset[str] = frozenset()
    """The names of which another program may show any, where it has no room for all."""

    @property
    def letters(self) -> str:
        """The characters that can be seen."""
        return letters(self.text)

    def holds(self, left: float, top: float, right: float, bottom: float, tolerance: float) -> bool:
        """Tell whether a rectangle lies within the area, give or take the tolerance in points."""
        return (
            left >= self.left - tolerance
            and top >= self.top - tolerance
            and right <= self.right + tolerance
            and bottom <= self.bottom + tolerance
        )


@functools.cache
def letters(text: str) -> str:
    """Return the visible characters of a text, ligatures and the like taken apart.

    Of places where a word may be broken nothing is seen, or a hyphen, and nothing of marks that order words.
    """
    taken_apart = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return "".join(char for char in taken_apart if not char.isspace())


def areas(page: Page, theme: Theme, *, drawn: bool = False, right_to_left: bool = False) -> tuple[Area, ...]:
    """Return the areas of a page that text is seen in, its foot and the layout's large mark included.

    `drawn` ones are those of a program that draws charts by itself. LibreOffice, which does, sets the first
    column of a table on the left in decks from right to left, too, whatever the file says.
    """
    boxes = (*page.boxes, *page.chrome)
    turned = right_to_left and not drawn
    return (
        *_mark(page, theme),
        *(area for box in boxes for area in _areas(box, drawn=drawn, turned=turned)),
    )


def _mark(page: Page, theme: Theme) -> Iterator[Area]:
    """Give the place of a large quotation mark: its ink fills its region, of an em that is taller."""
    region = theme.layouts[page.layout].region("mark")
    if region:
        area = _area("mark", region.rect, ())
        height = area.bottom - area.top
        yield replace(area, marks=1, top=area.top - height / 2, bottom=area.bottom + height)


def _areas(box: Box, *, drawn: bool = False, turned: bool = False) -> Iterator[Area]:
    if isinstance(box, TextBox):
        if box.shown:
            marked = box.role in {Role.LIST, Role.MARGIN_NOTES}
            yield _area(box.key, box.rect, box.paragraphs, marked=marked)
    elif isinstance(box, TableBox):
        yield from _cells(box, turned=turned)
    elif isinstance(box, TimelineBox):
        for event in box.events:
            yield from (*_areas(event.date), *_areas(event.text))
    elif isinstance(box, ChartBox):
        yield from _chart_labels(box, drawn=drawn)
    elif isinstance(box, DiagramBox):
        for member in box.members:
            for text in member.texts:
                yield from _areas(text)


def _chart_labels(chart: ChartBox, *, drawn: bool) -> Iterator[Area]:
    """Give the places of a chart's labels; those that a program places itself may stand a little aside.

    Where categories are passed over, LibreOffice passes over others than were laid out: it does not read how
    many. Any of them may stand along the axis then.
    """
    free = drawn and chart.skip > 1
    if free:
        row = [label.rect for label in chart.says(Say.CATEGORY)]
        top, bottom = min(one.y for one in row), max(one.bottom for one in row)
        strip = Rect(chart.rect.x, top, chart.rect.width, Emu(bottom - top))
        names = frozenset(letters(one) for one in chart.chart.categories)
        yield replace(_area(f"{chart.key} categories", strip, ()), aside=NEAR, choice=names)
    for label in chart.labels:
        if free and label.says is Say.CATEGORY:
            continue
        native = label.side is not None or label.says in (Say.CATEGORY, Say.TICK)
        place = _area(f"{chart.key} {label.key}", label.rect, ())
        yield replace(place, text="\n".join(label.lines), aside=NEAR if native else 0.0)


def _cells(table: TableBox, *, turned: bool) -> Iterator[Area]:
    """Give the places of a table's cells; those of a `turned` one are counted from the right."""
    top = table.rect.y
    for row_number, (row, height) in enumerate(zip(table.rows, table.heights, strict=True)):
        left = table.rect.x
        for column, (cell, width) in enumerate(zip(row, table.widths, strict=True)):
            x = table.rect.x + table.rect.right - left - width if turned else left
            rect = Rect(Emu(x), Emu(top), width, height)
            yield _area(f"{table.key} row {row_number} column {column}", rect, cell.paragraphs)
            left = Emu(left + width)
        top = Emu(top + height)


def _area(name: str, rect: Rect, paragraphs: Iterable[PlacedParagraph], *, marked: bool = False) -> Area:
    said = tuple(paragraphs)
    return Area(
        name,
        points(rect.x),
        points(rect.y),
        points(rect.right),
        points(rect.bottom),
        "\n".join(plain(paragraph.runs) for paragraph in said),
        sum(paragraph.level is not None for paragraph in said) if marked else 0,
    )
