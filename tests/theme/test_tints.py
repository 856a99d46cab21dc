"""Colours that authors give to words, as they are on the grounds of each theme."""

from __future__ import annotations

import colorsys

import pytest

from deckgen.deck.markup.spans import tint_of
from deckgen.theme.contrast import TEXT, ratio
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from deckgen.theme.tints import on_inverse, readable, with_tints

HUES = {"red": 0.0, "orange": 0.08, "yellow": 0.14, "green": 0.34, "blue": 0.61, "purple": 0.75}


def test_a_colour_keeps_its_hue_and_can_be_read_on_every_ground() -> None:
    """In each theme and variant it has the contrast of text, on slides, panels and inverse grounds."""
    for name in theme_names():
        theme = with_tints(load_theme(name), [tint_of(one) or "" for one in HUES])
        for variant in theme.variants.values():
            for word, hue in HUES.items():
                role = tint_of(word) or ""
                for shown, grounds in ((role, ("bg", "panel")), (on_inverse(role), ("ibg",))):
                    colour = variant.colours[shown]
                    assert min(ratio(colour, variant.colours[one]) for one in grounds) >= TEXT, (name, word)
                    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
                    off = abs(colorsys.rgb_to_hls(*parts)[0] - hue)
                    assert min(off, 1 - off) < 0.05, (name, word, colour)


@pytest.mark.parametrize(
    ("typed", "role"),
    [("Red", "tint-c81e1e"), ("rot", "tint-c81e1e"), ("#0A0", "tint-00aa00"), ("#00aa00", "tint-00aa00")],
)
def test_colours_go_by_names_and_by_numbers(typed: str, role: str) -> None:
    """A name in several languages, or the digits of a colour."""
    assert tint_of(typed) == role
    assert tint_of("reddish") is None is tint_of("#12")


def test_a_colour_that_can_be_read_is_taken_as_it_is() -> None:
    """Nothing is darker than it need be."""
    assert readable("#1F5FD0", ("#FFFFFF",)) == "#1F5FD0"
    assert readable("#FFFF00", ("#000000",)) == "#FFFF00"
