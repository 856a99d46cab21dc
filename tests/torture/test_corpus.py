"""The torture corpus holds everything there is, and what is laid out of it stays in its bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.diagnostics import Refused
from deckgen.layout.place import PLACERS
from deckgen.outline import fields
from deckgen.theme.files import theme_names
from tests.building import Walked, walk
from tests.parity.compare import differences
from tests.parity.deck import read_deck
from tests.parity.show import read_show
from tests.torture.looks import LOOKS, SHAPES, Look
from tests.torture.outline import write_outline, write_shaped
from tests.torture.slides import slides


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """Both files of the corpus in the first look."""
    folder = tmp_path_factory.mktemp("torture")
    return walk(write_outline(folder, LOOKS[0]), folder)


def test_every_kind_of_slide_is_tortured(made: Walked) -> None:
    """Whatever can be placed is among the slides, the ones without a name in the outline included.

    The plain cover is that of the outline of scripts.
    """
    found = {page.layout.removesuffix("-titled") for page in made.pages.pages}
    assert set(PLACERS) - found - {"text", "cover"} == set()


def test_every_field_of_a_slide_is_typed() -> None:
    """What a new field holds must be tortured, too."""
    typed = {name for _, several in slides() for one in several for name in one}
    assert {field.name for field in fields.SLIDE.fields if field.main} - typed == set()


def test_it_is_large(made: Walked) -> None:
    """There are more than sixty slides as typed, many over several; titles of 1 to 300 characters."""
    typed = [one for _, several in slides() for one in several]
    assert len(typed) > 60
    assert len(made.pages.pages) > 2 * len(typed)
    lengths = {len(str(one["title"])) for one in typed if "title" in one}
    assert (min(lengths), max(lengths)) == (1, 300)


@pytest.mark.parametrize("look", SHAPES, ids=str)
def test_both_files_say_the_same(look: Look, tmp_path: Path) -> None:
    """In every theme and variant the two files have nothing that the other lacks."""
    for outline in (write_outline(tmp_path, look), write_shaped(tmp_path, look)):
        made = walk(outline, tmp_path)
        assert differences(read_deck(made.deck), read_show(made.show)) == []


@pytest.mark.parametrize("theme", theme_names())
def test_a_dark_deck_stands_where_a_light_one_does(theme: str, tmp_path: Path) -> None:
    """Dark colours move nothing: what holds of a theme's places holds of its dark variant."""
    light, dark = (walk(write_outline(tmp_path, Look(theme, one)), tmp_path).pages for one in (None, "dark"))
    assert light.theme.colours != dark.theme.colours
    assert [page.boxes for page in light.pages] == [page.boxes for page in dark.pages]


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
