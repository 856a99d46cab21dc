"""theme.yaml → Theme."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.diagnostics import Refused
from deckgen.theme.files import template_folder, theme_names
from deckgen.theme.load import load_theme, read_theme
from deckgen.theme.model import Anchor
from deckgen.units import grid_rect

LECTERN = (template_folder() / "lectern" / "theme.yaml").read_text(encoding="utf-8")


def refusal(text: str) -> str:
    """Return the first message that a theme file is refused with, place and hints included."""
    with pytest.raises(Refused) as caught:
        read_theme(text, Path("theme.yaml"))
    first = caught.value.diagnostics[0]
    return f"{first.span}: {first.message} | {' '.join(first.hints)}"


def line_of(text: str, part: str) -> int:
    """Return the line, from 1, on which a part of a text first stands."""
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize("name", theme_names())
def test_a_theme_that_ships_names_only_what_it_defines(name: str) -> None:
    """Every style and colour that a layout names exists, so no writer meets an unknown name."""
    theme = load_theme(name)
    for layout in theme.layouts.values():
        assert layout.background in theme.colours
        for region in layout.regions:
            assert region.style is None or region.style in theme.styles


@pytest.mark.parametrize("name", theme_names())
def test_every_layout_has_one_title_or_none_to_show(name: str) -> None:
    """The region that serves as the title is a region of the layout."""
    for layout in load_theme(name).layouts.values():
        assert layout.title_region is None or layout.region(layout.title_region) is not None
        assert layout.title_shown <= (layout.title_region == "title")


def test_common_regions_stand_on_every_layout_unless_it_says_otherwise() -> None:
    """A list inherits the headline and the source line, a cover has its own title and no source line."""
    theme = load_theme("lectern")
    headline = theme.layouts["list"].region("title")
    assert headline is not None
    assert headline.rect == grid_rect(10, 7, 140, 14)
    cover = theme.layouts["cover"].region("title")
    assert cover is not None
    assert (cover.rect, cover.anchor) == (grid_rect(10, 16, 128, 36), Anchor.BOTTOM)
    assert theme.layouts["cover"].region("source") is None


def test_a_statement_is_its_own_title() -> None:
    """A layout without a headline can name the region that screen readers take for the title."""
    statement = load_theme("lectern").layouts["statement"]
    assert (statement.title_region, statement.title_shown) == ("statement", False)
    assert statement.regions[0].name == "statement"


def test_an_unknown_theme_is_refused_with_the_known_ones() -> None:
    """The message lists what there is to choose from."""
    with pytest.raises(Refused) as caught:
        load_theme("lecturn")
    assert "lectern" in caught.value.diagnostics[0].hints[0]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("muted: '#54646A'", "muted: grey", "a colour like '#1B2B30' is expected, found \"grey\""),
        ("size: 56", "size: big", 'a number is expected, found "big"'),
        (
            "style: subtitle",
            "style: subtitel",
            'there is no style called "subtitel" | did you mean "subtitle"?',
        ),
        ("anchor: middle", "anchor: centre", 'there is no anchor called "centre"'),
        ("[10, 16, 128, 36]", "[10, 16, 128]", "[x, y, width, height] is expected, found 3 numbers"),
        ("[10, 16, 128, 36]", "[10, 16, 158, 36]", "this place is not within the slide"),
        ("label: Cover", "lable: Cover", 'unknown key "lable" | did you mean "label"?'),
        ("  ink: '#1B2B30'\n", "", 'the colour "ink" is missing'),
        ("  - {char: '–', colour: mark, size: 22, indent: 8, hang: 4}\n", "", "two levels of bullets"),
        ("title: statement\n", "title: statemint\n", 'not "statemint"'),
        ("name: lectern", "name: lectern\nname: lectern", 'the key "name" stands here twice'),
    ],
)
def test_a_mistake_in_a_theme_is_named_at_its_place(old: str, new: str, expected: str) -> None:
    """A wrong value, a wrong name or a missing part is reported with what was expected."""
    assert old in LECTERN
    assert expected in refusal(LECTERN.replace(old, new, 1))


def test_a_mistake_points_at_its_line() -> None:
    """The place of the message is that of the wrong value."""
    broken = LECTERN.replace("colour: iink, face: heading", "colour: oink, face: heading", 1)
    assert refusal(broken).startswith(f"theme.yaml:{line_of(broken, 'oink')}:")


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "a: [1,\n", "just words"])
def test_what_is_no_theme_is_refused(text: str) -> None:
    """An empty file, a list, broken YAML and prose all get a message instead of a crash."""
    assert refusal(text)
