"""The torture corpus holds everything there is, and both files made of it are in order in every look."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from deckgen.diagnostics import Refused, Span
from deckgen.layout.pages import Page, PictureBox
from deckgen.layout.place import PLACERS
from deckgen.layout.plots import ChartBox
from deckgen.outline import fields
from deckgen.theme.files import theme_names
from tests.building import Walked, walk
from tests.parity.compare import differences
from tests.parity.deck import read_deck
from tests.parity.show import read_show
from tests.tools import OoxmlValidator
from tests.torture.looks import LOOKS, Look
from tests.torture.outline import write_outline
from tests.torture.slides import slides
from tests.writers.pptx.killers import killed_by

Made = Callable[[Look], Walked]

NOWHERE = Span(Path(), 1, 1, 1, 1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A function: a look in, both files of the corpus in it out, made once."""

    @functools.cache
    def make(look: Look) -> Walked:
        folder = tmp_path_factory.mktemp("torture")
        return walk(write_outline(folder, look), folder)

    return make


def test_every_kind_of_slide_is_tortured(made: Made) -> None:
    """Whatever can be placed is among the slides; a cover without a picture opens what chance makes."""
    found = {page.layout.removesuffix("-titled") for page in made(LOOKS[0]).pages.pages}
    assert set(PLACERS) - found - {"text", "cover"} == set()


def test_every_field_of_a_slide_is_typed() -> None:
    """What a new field holds must be tortured, too."""
    typed = {name for _, several in slides() for one in several for name in one}
    assert {field.name for field in fields.SLIDE.fields if field.main} - typed == set()


def test_it_is_large(made: Made) -> None:
    """There are more than sixty slides as typed, many over several; titles of 1 to 300 characters."""
    typed = [one for _, several in slides() for one in several]
    assert len(typed) > 60
    assert len(made(LOOKS[0]).pages.pages) > 2 * len(typed)
    lengths = {len(str(one["title"])) for one in typed if "title" in one}
    assert (min(lengths), max(lengths)) == (1, 300)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_both_files_say_the_same(look: Look, made: Made) -> None:
    """In every theme and variant the two files have nothing that the other lacks."""
    assert differences(read_deck(made(look).deck), read_show(made(look).show)) == []


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_deck_opens_without_repair(look: Look, made: Made, ooxml_validator: OoxmlValidator) -> None:
    """In every theme and variant the Open XML SDK is content, and nothing is there that kills a file."""
    assert killed_by(made(look).deck.read_bytes()) == []
    assert ooxml_validator(made(look).deck) == []


@pytest.mark.parametrize("theme", theme_names())
def test_a_dark_deck_stands_where_a_light_one_does(theme: str, made: Made) -> None:
    """Dark colours move nothing: what holds of a theme's places holds of its dark variant."""
    light, dark = (made(Look(theme, one)).pages for one in (None, "dark"))
    assert light.theme.colours != dark.theme.colours
    assert [[*_places(page)] for page in light.pages] == [[*_places(page)] for page in dark.pages]


def _places(page: Page) -> Iterator[object]:
    """Yield a page's boxes but for their lines in the outline, of which each look has its own, and pixels.

    The plates of recordings are drawn in the deck's colours.
    """
    for box in (*page.boxes, *page.chrome):
        if isinstance(box, PictureBox):
            yield replace(box, picture=replace(box.picture, data=b"", fallback=b""), span=None)
        elif isinstance(box, ChartBox):
            yield replace(box, chart=replace(box.chart, span=NOWHERE))
        else:
            yield box


def test_a_word_too_wide_for_any_box_is_refused_at_its_line(tmp_path: Path) -> None:
    """What cannot be split is an error with its line, in the file's own order; nothing is written."""
    outline = write_outline(tmp_path, LOOKS[0])
    text = outline.read_text(encoding="utf-8")
    broken = text.replace('"A point"', f'"{"W" * 200}"')
    outline.write_text(broken, encoding="utf-8")
    lines = [number for number, line in enumerate(broken.splitlines(), 1) if "W" * 200 in line]
    with pytest.raises(Refused) as refused:
        walk(outline, tmp_path)
    assert [one.span.line for one in refused.value.diagnostics if one.span] == lines
    assert list(tmp_path.glob("*.pptx")) == []
