"""Boxes, paragraphs and runs → the groups that HTML sets them in: figures, nested lists, links."""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from markupsafe import Markup

from deckgen.deck.model import Formula, Run, Runs, plain
from deckgen.languages import right_to_left
from deckgen.layout.pages import (
    Bar,
    Box,
    DiagramBox,
    Page,
    PictureBox,
    PlacedParagraph,
    Role,
    TableBox,
    TextBox,
)
from deckgen.layout.plots import ChartBox
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

SAFE_LINK = pattern(r"(?:https?://|mailto:|#)[^\x00-\x20]+", re.IGNORECASE)
"""What a link may lead to; the outline's reader has refused all else, and this refuses it again."""

_YEAR = pattern(r"(?<!\d)[12]\d{3}(?!\d)")


class Levelled(Protocol):
    """A paragraph that may be a point of a list: of a slide, or of its notes."""

    @property
    def level(self) -> int | None:
        """Its depth in a list, None where it is no point."""


Some = TypeVar("Some", bound=Levelled)


class Point(Struct, Generic[Some], frozen=True):
    """A point of a list and the points below it; `head` is None where the list starts one level down."""

    head: Some | None
    below: tuple[Point[Some], ...] = ()


class Piece(Struct, Generic[Some], frozen=True):
    """Either a paragraph by itself, or a list of points."""

    paragraph: Some | None
    points: tuple[Point[Some], ...] = ()


def pieces(paragraphs: Sequence[Some]) -> tuple[Piece[Some], ...]:
    """Return paragraphs as running text and lists, in order."""
    found: list[Piece[Some]] = []
    for listed, group in itertools.groupby(paragraphs, lambda one: one.level is not None):
        if listed:
            found.append(Piece(None, _points(tuple(group))))
        else:
            found.extend(Piece(one) for one in group)
    return tuple(found)


def _points(paragraphs: Sequence[Some], level: int = 0) -> tuple[Point[Some], ...]:
    """Return the points of a level, each with those below it."""
    heads = [place for place, one in enumerate(paragraphs) if (one.level or 0) <= level]
    points: list[Point[Some]] = []
    first = heads[0] if heads else len(paragraphs)
    if first:
        points.append(Point(None, _points(paragraphs[:first], level + 1)))
    for start, stop in itertools.pairwise((*heads, len(paragraphs))):
        points.append(Point(paragraphs[start], _points(paragraphs[start + 1 : stop], level + 1)))
    return tuple(points)


class Stretch(Struct, frozen=True):
    """Neighbouring runs under one link, one citation, one language. `link` is None where it is not safe."""

    link: str | None
    cites: tuple[str, ...]
    language: str | None
    runs: Runs


_KIND = operator.attrgetter("link", "cites", "language")


def stretches(runs: Runs) -> tuple[Stretch, ...]:
    """Return the runs in groups that one element can hold."""
    groups = itertools.groupby(runs, _KIND)
    return tuple(
        Stretch(link if link and SAFE_LINK.fullmatch(link) else None, cites, language, tuple(group))
        for (link, cites, language), group in groups
    )


_TAGS = ("strong", "em", "u", "s", "mark", "code", "sup", "sub")


class Worded(Protocol):
    """What holds paragraphs: a box of text, or a cell."""

    @property
    def paragraphs(self) -> tuple[PlacedParagraph, ...]:
        """Its paragraphs in order."""


def says(holder: Worded) -> bool:
    """Tell whether a box or a cell holds any text: an empty one is no header."""
    return any(plain(one.runs).strip() for one in holder.paragraphs)


def tags(run: Run) -> tuple[str, ...]:
    """Return the elements a run is in, outermost first."""
    kinds = (
        *(run.bold, run.italic, run.underline, run.struck, run.mark),
        *(run.code, run.superscript, run.subscript),
    )
    return tuple(itertools.compress(_TAGS, kinds))


def formula(formula: Formula) -> Markup:
    """Return a formula's MathML, which is an element already."""
    return Markup(formula.mathml)


class Group(Struct, frozen=True):
    """Boxes that belong together: a picture or table with what is said of it, or one box alone.

    `caption` is the place of the box that is the figure's caption, None: it has none.
    """

    figure: bool
    boxes: tuple[Box, ...]

    @property
    def caption(self) -> int | None:
        """The place of its caption, which HTML has once, before or after all else of a figure."""
        if not self.figure or len(self.boxes) == 1:
            return None
        return 0 if _above(self.boxes[0]) else 1


def groups(page: Page) -> tuple[Group, ...]:
    """Return a page's boxes in reading order, what is shown together with its caption and credit."""
    found: list[Group] = []
    for box in page.boxes:
        caption = isinstance(box, TextBox) and box.role in (Role.CAPTION, Role.CREDIT)
        before = found[-1].boxes if found else ()
        named = len(before) == 1 and _above(before[0])
        if (caption and any(map(_shows, before))) or (named and _shows(box)):
            found[-1] = Group(True, (*before, box))
        else:
            found.append(Group(isinstance(box, PictureBox), (box,)))
    return tuple(found)


def _above(box: Box) -> bool:
    """Tell whether a box says what the one after it is called."""
    return isinstance(box, TextBox) and box.role is Role.CAPTION_ABOVE


def _shows(box: Box) -> bool:
    """Tell whether a caption can belong to a box."""
    return not isinstance(box, TextBox | Bar) or (
        isinstance(box, TextBox) and box.role in (Role.CODE, Role.EQUATION)
    )


def kind(box: Box) -> str:
    """Return what a box is, in one word: its role, or picture, table, chart, what a diagram shows."""
    match box:
        case TextBox():
            return box.role.value
        case PictureBox():
            return "picture"
        case TableBox():
            return "table"
        case DiagramBox():
            return box.kind.value
        case ChartBox():
            return "chart"
        case Bar():
            return "bar"


def titled(page: Page) -> bool:
    """Tell whether one of the page's boxes is its title."""
    return any(isinstance(box, TextBox) and box.role is Role.TITLE for box in page.boxes)


def year(runs: Runs) -> str | None:
    """Return the one year that a date names, for machines to read, or None."""
    found = _YEAR.findall(plain(runs))
    return found[0] if len(found) == 1 else None


def direction(language: str) -> str:
    """Return which way a language is written, as the `dir` attribute names it."""
    return "rtl" if right_to_left(language) else "ltr"
