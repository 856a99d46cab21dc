"""The torture corpus holds everything there is, and both files made of it are in order in every look."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from deckgen.compile import Options, compile_file
from deckgen.diagnostics import DeckgenError, Severity, Span
from deckgen.layout.kinds.place import PLACERS
from deckgen.layout.pages import Page, Pages, PictureBox
from deckgen.layout.plots import ChartBox
from deckgen.outline.language import fields
from deckgen.structs import replace
from deckgen.theme.files import theme_names
from deckgen.writers.pptx import write_pptx
from tests.building import SERVICES, Walked, walk
from tests.layout.test_every_word import within
from tests.parity.compare import differences
from tests.parity.deck import read_deck
from tests.parity.show import read_show
from tests.render.judge import faults
from tests.render.printed import sheets
from tests.render.shown import opened, sheet
from tests.tools import Office, OoxmlValidator
from tests.torture.looks import LOOKS, NARROW, SHAPES, Look
from tests.torture.outline import write_outline
from tests.torture.slides import slides
from tests.writers.pptx.killers import killed_by

pytestmark = pytest.mark.slow

Made = Callable[[Look], Walked]

NOWHERE = Span(Path(), 1, 1, 1, 1)

WHOLE = bool(os.environ.get("DECKGEN_WHOLE"))
"""Whether every look is rendered whole, in both programs, which takes ten minutes."""

PLAIN = tuple(look for look in SHAPES if look.variant is None)
"""The looks that LibreOffice draws every time."""


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


@pytest.mark.parametrize("look", SHAPES, ids=str)
def test_both_files_say_the_same(look: Look, made: Made) -> None:
    """In every theme, comfortable or not, the two files have nothing that the other lacks."""
    assert differences(read_deck(made(look).deck), read_show(made(look).show)) == []


@pytest.mark.parametrize("look", SHAPES, ids=str)
def test_the_deck_opens_without_repair(look: Look, made: Made, ooxml_validator: OoxmlValidator) -> None:
    """In every theme the Open XML SDK is content, and nothing is there that kills a file.

    Dark decks differ in their theme part and in colours only; `tests/render` has them validated with every
    kind of slide.
    """
    assert killed_by(made(look).deck.read_bytes()) == []
    assert ooxml_validator(made(look).deck) == []


@pytest.mark.parametrize("look", [*SHAPES, *(NARROW if WHOLE else NARROW[:1])], ids=str)
def test_every_box_holds_its_text_and_covers_no_other(look: Look, made: Made) -> None:
    """As laid out, no text is taller than its box, and no box leaves the slide or covers another."""
    for page in made(look).pages.pages:
        within(page, made(look).pages.theme.slide)


def _share(look: Look, looks: tuple[Look, ...], pages: Pages) -> Pages:
    """Return the slides of a look that are rendered, each with all the slides that it goes on to.

    Each of the looks has another share; together they are the corpus.
    """
    slides = [*dict.fromkeys(page.slide_id for page in pages.pages)]
    chosen = set(slides if WHOLE else slides[looks.index(look) :: len(looks)])
    return replace(pages, pages=tuple(page for page in pages.pages if page.slide_id in chosen))


def _siblings(look: Look) -> tuple[Look, ...]:
    """Return the looks that share the corpus in Chromium: those of a theme. Dark is like plain: see below."""
    return tuple(one for one in SHAPES if one.theme == look.theme)


@pytest.fixture(scope="module")
def printed(made: Made, soffice: Office) -> dict[Look, tuple[Pages, Path]]:
    """What LibreOffice prints of each look's share of the corpus, with the pages it was written from."""
    looks = SHAPES if WHOLE else PLAIN
    shares = [_share(look, PLAIN, made(look).pages) for look in looks]
    prints = soffice.all([write_pptx(pages) for pages in shares])
    return dict(zip(looks, zip(shares, prints, strict=True), strict=True))


@pytest.mark.parametrize("look", SHAPES if WHOLE else PLAIN, ids=str)
def test_every_word_stands_in_its_box_in_libreoffice(
    look: Look, printed: dict[Look, tuple[Pages, Path]]
) -> None:
    """No word leaves its box, covers another, is lost or comes twice: a third of the corpus in each theme."""
    pages, pdf = printed[look]
    assert faults(pages, sheets(pdf)) == []


@pytest.mark.parametrize("look", SHAPES, ids=str)
def test_every_word_stands_in_its_box_in_chromium(look: Look, made: Made, browser: Browser) -> None:
    """No word leaves its box, covers another, is lost or comes twice: the corpus in every theme."""
    pages = _share(look, _siblings(look), made(look).pages)
    with opened(browser, made(look).show, 1280, 720) as show:
        seen = show.walk(page.id for page in pages.pages)
        assert show.complaints == []
    numbers = {page.id: number for number, page in enumerate(made(look).pages.pages, 1)}
    assert faults(pages, tuple(map(sheet, seen)), numbers) == []


@pytest.mark.parametrize("looks", [PLAIN, *dict.fromkeys(map(_siblings, SHAPES))], ids=str)
def test_every_slide_is_rendered(looks: tuple[Look, ...], made: Made) -> None:
    """The shares leave nothing out, of the corpus in LibreOffice, of any theme in Chromium."""
    drawn = {page.slide_id for look in looks for page in _share(look, looks, made(look).pages).pages}
    assert drawn == {page.slide_id for page in made(looks[0]).pages.pages}


@pytest.mark.parametrize("theme", theme_names())
def test_a_dark_deck_is_a_light_one_in_other_colours(theme: str, made: Made, tmp_path: Path) -> None:
    """Dark colours move and say nothing: what holds of a theme's texts and places holds of its dark variant.

    Writers see nothing but these pages, so that it need not be written to be compared.
    """
    light = made(Look(theme)).pages
    dark = compile_file(Options(write_outline(tmp_path, Look(theme, "dark"))), SERVICES).pages
    assert dark is not None
    assert light.theme.colours != dark.theme.colours
    assert [[*_places(page)] for page in light.pages] == [[*_places(page)] for page in dark.pages]
    assert [(page.id, page.notes) for page in light.pages] == [(page.id, page.notes) for page in dark.pages]


def _places(page: Page) -> Iterator[object]:
    """Yield a page's boxes without their lines in the outline and their files: each look has its own.

    Pixels are left out, too: the plates of recordings are drawn in the deck's colours.
    """
    for box in (*page.boxes, *page.chrome):
        if isinstance(box, PictureBox):
            picture = replace(box.picture, data=b"", fallback=b"")
            played = replace(box.recording, data=b"") if box.recording else None
            yield replace(box, picture=picture, recording=played, span=None)
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
    with pytest.raises(DeckgenError) as refused:
        walk(outline, tmp_path)
    errors = (one for one in refused.value.diagnostics if one.severity is Severity.ERROR)
    assert [one.span.line for one in errors if one.span] == lines
    assert list(tmp_path.glob("*.pptx")) == []
