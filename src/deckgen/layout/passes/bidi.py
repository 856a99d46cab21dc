"""Pages written from right to left → the same with links and feet that LibreOffice shows in order, too.

To LibreOffice a link is one character without a direction, and what is in it is ordered by itself, from left
to right. So a link is split where its direction changes, holds no character at its edges that belongs to the
line around it, and is enclosed in marks that nobody sees, which say its direction. Elsewhere they change
nothing: they say what the letters beside them say. The foot of a slide, where it is one run, is such a
character, too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from deckgen.deck.model import Run, Runs
from deckgen.layout.pages import Page, PlacedParagraph, Role, TextBox
from deckgen.layout.passes.links import map_paragraphs
from deckgen.structs import replace

LEFT_TO_RIGHT, RIGHT_TO_LEFT = "\u200e", "\u200f"
"""Marks that take no room and are ordered like a Latin letter, like a Hebrew one."""

_DIRECTIONS = {"L": "L", "R": "R", "AL": "R", "EN": "N", "AN": "N"}
"""Bidirectional classes (UAX #9, table 4) → letters from the left, letters from the right, numerals; others
have none."""

_BRACKETS = {"(": ")", "[": "]"}


def in_one_direction(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Return the pages with each link of one direction, between marks that tell it, and feet in two runs."""
    return tuple(
        replace(page, chrome=tuple(map(_split, page.chrome))) for page in map_paragraphs(pages, _directed)
    )


def _split(box: TextBox) -> TextBox:
    """Return a foot with its first word, which may be a number, in a run of its own."""
    if box.role is not Role.FOOTER:
        return box
    (paragraph,) = box.paragraphs
    (run,) = paragraph.runs
    first, space, others = run.text.partition(" ")
    if not others:
        return box
    runs = (replace(run, text=first + space), replace(run, text=others))
    return replace(box, paragraphs=(replace(paragraph, runs=runs),))


def _directed(paragraph: PlacedParagraph) -> PlacedParagraph:
    if not any(run.link for run in paragraph.runs):
        return paragraph
    return replace(paragraph, runs=_joined(piece for run in paragraph.runs for piece in _parts(run)))


def _parts(run: Run) -> Iterator[Run]:
    """Yield a link's stretches of one direction, each between its marks, and what is not linked any more."""
    if not run.link or run.formula:
        yield run
        return
    at = 0
    for start, stop, direction in _stretches(run.text):
        mark = LEFT_TO_RIGHT if direction == "L" else RIGHT_TO_LEFT
        yield replace(run, text=run.text[at:start] + mark, link=None)
        yield replace(run, text=run.text[start:stop])
        yield replace(run, text=mark, link=None)
        at = stop
    if at < len(run.text):
        yield replace(run, text=run.text[at:], link=None if at else run.link)


def _stretches(text: str) -> list[tuple[int, int, str]]:
    """Return where the stretches of one direction start and stop; characters at their edges belong to none.

    Figures go with the Latin letters before them, and make a stretch of their own elsewhere.
    """
    found: list[tuple[int, int, str]] = []
    for at, char in enumerate(text):
        last = found[-1] if found else None
        direction = _continued(last, at, unicodedata.bidirectional(char))
        if direction and last:
            found[-1] = (last[0], at + 1, direction)
        elif own := _DIRECTIONS.get(unicodedata.bidirectional(char)):
            found.append((at, at + 1, own))
    # Brackets around Latin letters alone turn with them, not with the line: they are part of the link's
    # stretch.
    if len(found) == 1 and found[0][2] == "L" and _BRACKETS.get(text[0]) == text[-1]:
        return [(0, len(text), "L")]
    return found


def _continued(last: tuple[int, int, str] | None, at: int, kind: str) -> str | None:
    """Return the direction of the last stretch once it goes on to a character of a bidirectional class.

    None where it does not: UAX #9 has figures take the direction of strong letters before them (W7), and
    marks that of their letter (W1). Latin letters right after figures, as in 4G, are one word with them.
    """
    if last is None:
        return None
    _, stop, own = last
    direction = _DIRECTIONS.get(kind)
    if kind == "NSM":
        return own if stop == at else None
    if direction is None:
        return None
    if direction == own or (direction == "N" and own == "L"):
        return own
    return "L" if direction == "L" and own == "N" and stop == at else None


def _joined(runs: Iterator[Run]) -> Runs:
    """Return runs, those that differ in nothing but their text made one."""
    return tuple(
        replace(alike, text="".join(run.text for run in group))
        for alike, group in groupby(runs, key=lambda run: run if run.formula else replace(run, text=""))
    )
