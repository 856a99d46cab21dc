"""Boxes, paragraphs and runs → the groups that HTML sets them in: figures, nested lists, links."""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from markupsafe import Markup

from deckgen.deck.model import Formula, Run, Runs, plain
from deckgen.languages import right_to_left
from deckgen.layout.pages import Box, DiagramBox, Page, PictureBox, Role, TableBox, TextBox, TimelineBox
from deckgen.layout.plots import ChartBox

SAFE_LINK = re.compile(r"(?:https?://|mailto:|#)[^\x00-\x20]+", re.IGNORECASE)
"""What a link may lead to; the outline's reader has refused all else, and this refuses it again."""

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


class Levelled(Protocol):
    """A paragraph that may be a point of a list: of a slide, or of its notes."""

    @property
    def level(self) -> int | None:
        """Its depth in a list, None where it is no point."""


Some = TypeVar("Some", bound=Levelled)


@dataclass(frozen=True, slots=True)
class Point(Generic[Some]):
    """A point of a list and the points below it; `head` is None where the list starts one level down."""

    head: Some | None
    below: tuple[Some, ...]


@dataclass(frozen=True, slots=True)
class Piece(Generic[Some]):
    """Either a paragraph that stands for itself, or a list of points."""

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


def _points(paragraphs: Sequence[Some]) -> tuple[Point[Some], ...]:
    points: list[Point[Some]] = []
    for paragraph in paragraphs:
        if not paragraph.level:
            points.append(Point(paragraph, ()))
        elif points:
            points[-1] = Point(points[-1].head, (*points[-1].below, paragraph))
        else:
            points.append(Point(None, (paragraph,)))
    return tuple(points)


@dataclass(frozen=True, slots=True)
class Stretch:
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


_TAGS = ("strong", "em", "code", "sup", "sub")


def tags(run: Run) -> tuple[str, ...]:
    """Return the elements a run stands in, outermost first."""
    kinds = (run.bold, run.italic, run.code, run.superscript, run.subscript)
    return tuple(itertools.compress(_TAGS, kinds))


def formula(formula: Formula) -> Markup:
    """Return a formula's MathML, which is an element already."""
    return Markup(formula.mathml)


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes that belong together: a picture or table with what is said of it, or one box alone."""

    figure: bool
    boxes: tuple[Box, ...]


def groups(page: Page) -> tuple[Group, ...]:
    """Return a page's boxes in reading order, what is shown together with its caption and credit."""
    found: list[Group] = []
    for box in page.boxes:
        caption = isinstance(box, TextBox) and box.role in (Role.CAPTION, Role.CREDIT)
        before = found[-1] if found else None
        if caption and before and _shows(before.boxes[0]):
            found[-1] = Group(True, (*before.boxes, box))
        else:
            found.append(Group(isinstance(box, PictureBox), (box,)))
    return tuple(found)


def _shows(box: Box) -> bool:
    """Tell whether a caption can belong to a box."""
    return not isinstance(box, TextBox) or box.role in (Role.CODE, Role.EQUATION)


def kind(box: Box) -> str:
    """Return what a box is, in one word: its role, or picture, table, chart, what a diagram shows."""
    match box:
        case TextBox():
            return box.role.value
        case PictureBox():
            return "picture"
        case TableBox():
            return "table"
        case TimelineBox():
            return "timeline"
        case DiagramBox():
            return box.kind.value
        case ChartBox():
            return "chart"


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
