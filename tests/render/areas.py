"""Pages → the areas of each slide that text may stand in, in points."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from string import ascii_lowercase

from deckgen.deck.model import Run, plain
from deckgen.layout.pages import Box, DiagramBox, Page, PlacedParagraph, TableBox, TextBox
from deckgen.layout.plots import ChartBox, LabelKind
from deckgen.structs import Struct, replace
from deckgen.theme.model import Theme
from deckgen.units import Emu, Rect, points

NEAR = 9.0
"""How far, in points, LibreOffice may put a label of a chart from where it was laid out."""


ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

_UNSEEN = re.compile("[\u00ad\u200e\u200f\u2061-\u2064]")


class Area(Struct, frozen=True):
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

    Of places where a word may be broken nothing is seen, or a hyphen, and nothing of marks that order words
    or stand for what formulas leave out.
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
            yield _area(box.key, box.rect, box.paragraphs, marked=True, drawn=drawn)
    elif isinstance(box, TableBox):
        yield from _cells(box, turned=turned, drawn=drawn)
    elif isinstance(box, ChartBox):
        yield from _chart_labels(box, drawn=drawn)
    elif isinstance(box, DiagramBox):
        for member in box.members:
            for text in member.texts:
                yield from _areas(text, drawn=drawn)


def _chart_labels(chart: ChartBox, *, drawn: bool) -> Iterator[Area]:
    """Give the places of a chart's labels; those that a program places itself may stand a little aside.

    Where categories are passed over, LibreOffice passes over others than were laid out: it does not read how
    many. Any of them may stand along the axis then.
    """
    free = drawn and chart.skip > 1
    if free:
        row = [label.rect for label in chart.says(LabelKind.CATEGORY)]
        top, bottom = min(one.y for one in row), max(one.bottom for one in row)
        strip = Rect(chart.rect.x, top, chart.rect.width, Emu(bottom - top))
        names = frozenset(letters(one) for one in chart.chart.categories)
        yield replace(_area(f"{chart.key} categories", strip, ()), aside=NEAR, choice=names)
    for label in chart.labels:
        if free and label.says is LabelKind.CATEGORY:
            continue
        native = label.side is not None or label.says in (LabelKind.CATEGORY, LabelKind.TICK)
        place = _area(f"{chart.key} {label.key}", label.rect, ())
        yield replace(place, text="\n".join(label.lines), aside=NEAR if native else 0.0)


def _cells(table: TableBox, *, turned: bool, drawn: bool) -> Iterator[Area]:
    """Give the places of a table's cells; those of a `turned` one are counted from the right.

    A cell that reaches over several columns is as wide as all; those that it covers have no place.
    """
    top = table.rect.y
    for row_number, (row, height) in enumerate(zip(table.rows, table.heights, strict=True)):
        left = table.rect.x
        for column, cell in enumerate(row):
            width = Emu(sum(table.widths[column : column + cell.span]))
            x = table.rect.x + table.rect.right - left - width if turned else left
            rect = Rect(Emu(x), Emu(top), width, height)
            if cell.span:
                yield _area(
                    f"{table.key} row {row_number} column {column}", rect, cell.paragraphs, drawn=drawn
                )
            left = Emu(left + width)
        top = Emu(top + height)


def _area(
    name: str, rect: Rect, paragraphs: Iterable[PlacedParagraph], *, marked: bool = False, drawn: bool = False
) -> Area:
    """Return a box's area; the numbers of a list are among what is `drawn`, but no text of the show's."""
    said = tuple(paragraphs)
    return Area(
        name,
        points(rect.x),
        points(rect.y),
        points(rect.right),
        points(rect.bottom),
        "\n".join(_number(one) + _lined(one.runs) if drawn else plain(one.runs) for one in said),
        sum(one.level is not None and one.number is None for one in said) if marked else 0,
    )


def _lined(runs: Iterable[Run]) -> str:
    """Return a text with its formulas as a program shows them that cannot set Office's among words."""
    return "".join(
        plain(run.formula.line) if run.formula and not run.formula.display else run.text for run in runs
    )


def _number(paragraph: PlacedParagraph) -> str:
    """Return the number before a point, by its level 1., a. or i.; empty where none is shown."""
    number = paragraph.number
    if number is None or not number.shown:
        return ""
    if paragraph.level == 1:
        times, place = divmod(number.value - 1, len(ascii_lowercase))
        return f"{ascii_lowercase[place] * (times + 1)}."
    return f"{_roman(number.value) if paragraph.level == 2 else number.value}."


def _roman(number: int) -> str:
    said = ""
    for value, letters_ in ROMAN:
        count, number = divmod(number, value)
        said += letters_ * count
    return said
