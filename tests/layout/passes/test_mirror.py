"""Decks written from right to left stand the other way round."""

from __future__ import annotations

import pytest

from deckgen.deck.model import Cell, Event, Table, Timeline
from deckgen.languages import right_to_left
from deckgen.layout.lay_out import lay_out
from deckgen.layout.pages import Diagram, DiagramBox, Pages, TableBox
from deckgen.structs import replace
from deckgen.theme.load import load_theme
from deckgen.theme.model import Align
from deckgen.units import SLIDE, Rect
from tests.layout.decks import deck, events, listing, runs, slide, span, timelines

THEMES = ("lectern", "folio", "grid")


def _pages(theme: str, language: str) -> Pages:
    events = tuple(Event(runs(str(year)), runs("The party met"), span(4)) for year in (1953, 1956, 1961))
    made = deck(
        slide("list", listing("One", "Two"), title="The first"),
        slide("timeline", Timeline(events, span(3)), title="The second"),
    )
    pages, problems = lay_out(replace(made, language=language), load_theme(theme))
    assert problems == ()
    assert pages is not None
    return pages


def _flipped(rect: Rect) -> tuple[int, int, int, int]:
    return (SLIDE.width - rect.right, rect.y, rect.width, rect.height)


def _place(rect: Rect) -> tuple[int, int, int, int]:
    return (rect.x, rect.y, rect.width, rect.height)


@pytest.mark.parametrize("theme", THEMES)
def test_every_box_and_every_region_stands_on_the_other_side(theme: str) -> None:
    """Boxes, a timeline's events, and the theme's own regions, decoration and progress are mirrored."""
    straight, turned = _pages(theme, "en"), _pages(theme, "he")
    for before, after in zip(straight.pages, turned.pages, strict=True):
        for one, other in zip(before.boxes, after.boxes, strict=True):
            assert _place(other.rect) == _flipped(one.rect)
            if isinstance(one, DiagramBox) and one.kind is Diagram.TIMELINE:
                for event, flipped in zip(events(one), events(other), strict=True):
                    assert _place(flipped.tick) == _flipped(event.tick)
                    assert _place(flipped.text.rect) == _flipped(event.text.rect)
    for name, layout in straight.theme.layouts.items():
        turned_layout = turned.theme.layouts[name]
        for region, flipped_region in zip(layout.regions, turned_layout.regions, strict=True):
            assert _place(flipped_region.rect) == _flipped(region.rect)
        for decor, flipped_decor in zip(layout.decor, turned_layout.decor, strict=True):
            assert _place(flipped_decor.rect) == _flipped(decor.rect)


def test_the_first_event_of_a_timeline_stands_rightmost() -> None:
    """Time runs as the language is read."""
    (box,) = timelines(_pages("lectern", "ar").pages[1])
    ticks = [event.tick.x for event in events(box)]
    assert ticks == sorted(ticks, reverse=True)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        *(("he", True), ("ar-EG", True), ("fa_IR", True), ("az-Arab", True), ("ms-Arab-MY", True)),
        *(("az-Latn", False), ("ku-Latn", False), ("he-Latn", False), ("sd-Deva", False), ("en", False)),
    ],
)
def test_the_direction_follows_the_language(tag: str, expected: bool) -> None:
    """The script that a tag names decides, whatever else the language may be written in."""
    assert right_to_left(tag) is expected


def test_numbers_stand_with_their_last_digits_one_below_the_other() -> None:
    """Digits run from left to right in every language: columns of numbers are set to the right."""
    for language, side in (("he", Align.START), ("en", Align.END)):
        head, row = (
            tuple(Cell(runs(one), span(3)) for one in words) for words in (("City", "Sous"), ("Paris", "9"))
        )
        table = Table(head, (row,), (False, True), (), span(3))
        pages, _ = lay_out(
            replace(deck(slide("table", table, title="Prices")), language=language), load_theme("lectern")
        )
        assert pages is not None
        box = next(one for one in pages.pages[0].boxes if isinstance(one, TableBox))
        assert [cell.align for cell in box.rows[1]] == [Align.START, side]
