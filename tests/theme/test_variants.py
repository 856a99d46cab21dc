"""A theme in its variants: colours replaced, type spaced, and all of it measured."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from deckgen.deck.model import Note, Run
from deckgen.layout.text.measure import measure
from deckgen.structs import replace
from deckgen.theme.files import theme_names
from deckgen.theme.load import load_theme
from deckgen.theme.variants import DISPLAY, in_variant, lacks
from deckgen.writers.html import write_html
from deckgen.writers.pptx import write_pptx
from tests.layout.decks import laid, listing, slide

NAMES = theme_names()

HEADINGS = {"grid": 1.12}
"""How far headings are led at least, in ems, where it is not 1.15: grid's longest titles need the room."""


@pytest.mark.parametrize("name", NAMES)
def test_every_theme_that_ships_has_all_variants(name: str) -> None:
    """Light, dark and comfort are there with a colour for each role and as many series of data."""
    theme = load_theme(name)
    assert list(theme.variants) == ["light", "dark", "comfort"]
    assert lacks(theme, dark=True, comfort=True) is None
    for variant in theme.variants.values():
        assert variant.colours.keys() == theme.colours.keys()
        assert len(variant.data) == len(theme.data) == 4
    assert len({variant.colours["bg"] for variant in theme.variants.values()}) == 3


@pytest.mark.parametrize("name", NAMES)
def test_dark_replaces_colours_and_nothing_else(name: str) -> None:
    """The dark variant has its own colours of roles and of data; type and places stay."""
    theme = load_theme(name)
    dark = in_variant(theme, dark=True, comfort=False, language="en")
    assert (dark.colours, dark.data) == (theme.variants["dark"].colours, theme.variants["dark"].data)
    assert replace(dark, colours=theme.colours, data=theme.data, variant="light") == theme


@pytest.mark.parametrize("name", NAMES)
def test_comfort_spaces_text_and_leads_it_wider(name: str) -> None:
    """Letters stand .12 em apart and words .16 em more, lines 1.5; programs and display type stay."""
    plain = load_theme(name)
    theme = in_variant(plain, dark=False, comfort=True, language="en")
    assert {face.name for face in theme.faces.values()} <= {"Calibri", "Arial", "Courier New"}
    for key, style in theme.styles.items():
        if style.size > DISPLAY or style.face == "mono":
            assert style == plain.styles[key]
            continue
        assert style.leading >= plain.styles[key].leading
        assert style.tracking == pytest.approx(0.12 * style.size)
        assert style.spacing == pytest.approx(0.16 * style.size)
        assert style.leading >= (HEADINGS.get(name, 1.15) if style.face == "heading" else 1.5)


def test_the_spacing_is_measured() -> None:
    """A line in the comfort variant is as much wider as its letters and words are moved apart."""
    plain = load_theme("lectern")
    eased = in_variant(plain, dark=False, comfort=True, language="en")
    runs = (Run("nine in\u00a0ten confessed"),)
    usual, wider = (measure(runs, theme.styles["body"], theme).total for theme in (plain, eased))
    assert wider - usual == pytest.approx(0.12 * len(runs[0].text) + 0.16 * 3)


def test_joined_letters_are_not_torn_apart() -> None:
    """Arabic, whose letters join, gets wider lines and spaces, but no space within words."""
    style = in_variant(load_theme("lectern"), dark=False, comfort=True, language="ar-EG").styles["body"]
    assert (float(style.tracking), style.leading) == (0.0, 1.5)
    assert style.spacing > 0


def test_both_files_carry_the_spacing() -> None:
    """Body text of 32 pt gets 3.84 pt behind each letter in both files; the slideshow widens spaces, too."""
    theme = in_variant(load_theme("lectern"), dark=False, comfort=True, language="en")
    pages = laid(slide("list", listing("one two"), title="Title"), theme=theme)
    show = write_html(pages).decode()
    with zipfile.ZipFile(io.BytesIO(write_pptx(pages))) as archive:
        written = archive.read("ppt/slides/slide1.xml").decode()
    assert 'spc="384"' in written
    assert re.search(
        r"font-size:42.667px;line-height:64px;[^}]*letter-spacing:5.12px;word-spacing:6.827px", show
    )


def test_a_dark_deck_is_dark_to_powerpoint_and_its_notes_are_not() -> None:
    """The master maps text to the theme's light slot; notes are printed dark on white."""
    theme = in_variant(load_theme("lectern"), dark=True, comfort=False, language="en")
    noted = slide("list", listing("one"), title="T", notes=(Note((Run("Say this."),)),))
    pages = laid(noted, theme=theme)
    with zipfile.ZipFile(io.BytesIO(write_pptx(pages))) as archive:
        master = archive.read("ppt/slideMasters/slideMaster1.xml").decode()
        part = archive.read("ppt/theme/theme1.xml").decode()
        notes = archive.read("ppt/notesMasters/notesMaster1.xml").decode()
        paper = archive.read("ppt/theme/theme2.xml").decode()
    assert 'bg1="lt1" tx1="dk1"' in notes
    assert '<a:dk1><a:srgbClr val="1B2B30"/></a:dk1>' in paper
    assert 'bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2"' in master
    assert '<a:dk1><a:srgbClr val="14343B"/></a:dk1><a:lt1><a:srgbClr val="F7FAF9"/></a:lt1>' in part
    assert f'<a:accent1><a:srgbClr val="{theme.data[0][1:]}"/></a:accent1>' in part


@pytest.mark.parametrize("variant", ["light", "dark", "comfort"])
def test_a_slideshow_offers_every_variant_and_starts_in_its_own(variant: str) -> None:
    """The colours of all variants are in the file as variables, the page names its own."""
    theme = load_theme("grid")
    built = in_variant(theme, dark=variant == "dark", comfort=variant == "comfort", language="en")
    show = write_html(laid(slide("list", listing("one"), title="T"), theme=built)).decode()
    assert f'data-scheme="{variant}"' in show
    for name, one in theme.variants.items():
        (rule,) = re.findall(rf":root\[data-scheme={name}\]{{(color-scheme[^}}]*)}}", show)
        assert f"--bg:{one.colours['bg']};" in rule
