"""Faults planted by hand into decks and shows that deckgen built: all are found, and nothing else is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from deckgen.check.access.rules import Reading
from deckgen.theme.files import theme_names
from tests.building import DECKS, KEPT, OUTLINES, walk
from tests.check.access.planted import (
    Deck,
    Fault,
    behind,
    dead_link,
    decorative,
    endless,
    fill,
    found_in,
    headless_column,
    link,
    looped,
    merged,
    mute_defaults,
    paint,
    remove,
    retype,
    same_title,
    section_names,
    silent_decoration,
    sized,
    speak,
    spoilt,
    table_marks,
    tally,
    timed,
    titled,
    to_end,
    to_front,
    typed_list,
    verdict,
    with_alt,
    without_alt,
)

ALT = frozenset({"alt-missing", "alt-shape"})

FAULTS = (
    Fault("title deleted", 3, "title-missing", remove("/title")),
    Fault("title emptied", 4, "title-empty", retype("/title", "")),
    Fault("title repeated", 6, "title-duplicate", same_title("/title", 3)),
    Fault("picture not described", 3, "alt-missing", without_alt("picture")),
    Fault("chart not described", 5, "alt-missing", without_alt("chart")),
    Fault("picture described by its file", 3, "alt-poor", with_alt("picture", "beats-final2.png")),
    Fault("picture described by the camera", 3, "alt-poor", with_alt("picture", "IMG_2041")),
    Fault("picture described as picture", 3, "alt-poor", with_alt("picture", "Picture 3")),
    Fault("picture described by a dash", 3, "alt-poor", with_alt("picture", "-")),
    Fault("chart described as chart", 5, "alt-poor", with_alt("chart", "Diagramm")),
    Fault("description by a program", 3, "alt-generated", with_alt(
        "picture", "A screenshot of a computer\n\nDescription automatically generated"
    )),
    Fault("description without an end", 3, "alt-long", with_alt("picture", "Large and small dots. " * 20)),
    Fault("chart as decoration", 5, "alt-decorative", silent_decoration("chart")),
    Fault("picture described and decorative", 3, "alt-both", decorative("picture")),
    Fault("title at the end", 3, "order-title", to_end("/title")),
    Fault("what is below comes first", 3, "order-visual", to_front("/takeaway"), frozenset({"order-title"})),
    Fault("title in pale grey", 3, "contrast", paint("/title", "C8C8C8")),
    Fault("text in the colour of the ground", 4, "contrast", paint("/body", "bg1", lumMod="90000")),
    Fault("caption half clear", 3, "contrast", paint("/caption", "000000", alpha="30000")),
    Fault("text box filled dark", 3, "contrast", fill("/takeaway", "202020")),
    Fault("slide set dark", 3, "contrast", behind("1A1A1A")),
    Fault("small print", 3, "text-small", sized("/caption", 800)),
    Fault("link to here", 4, "link-vague", link("/body", "click here"), frozenset({"contrast"})),
    Fault(
        "bare address", 3, "link-address", link("/takeaway", "https://example.org/a"), frozenset({"contrast"})
    ),
    Fault("link without words", 3, "link-empty", link("/takeaway", " ")),
    Fault("link to nothing", 3, "link-broken", dead_link("/takeaway"), frozenset({"contrast"})),
    Fault("Greek marked as English", 3, "language-script", speak("/takeaway", "en-GB", "Τίγρη, τίγρη")),
    Fault("slide that goes by itself", 2, "advance-timed", timed),
    Fault("animation without an end", 2, "motion-repeats", endless),
    Fault("show without an end", 0, "motion-repeats", looped),
    Fault("section not named", 0, "section-default", section_names("Opening", "Untitled Section")),
    Fault("sections of one name", 0, "section-duplicate", section_names("Opening", "Part", "Part")),
    Fault("file without a title", 0, "document-title", titled("")),
    Fault("file named by the program", 0, "document-title", titled("PowerPoint-Präsentation")),
    Fault("typed marks", 3, "list-typed", typed_list("/takeaway")),
)  # fmt: skip
"""What is planted into the deck of the poem."""

TABLE_FAULTS = (
    Fault("no header row", 9, "table-header", table_marks(firstRow="0")),
    Fault("cells merged", 9, "table-merged", merged),
    Fault("column without a name", 9, "table-header-empty", headless_column),
    Fault("table as decoration", 9, "alt-decorative", silent_decoration("table")),
    Fault("table not described", 9, "alt-table", without_alt("table")),
    Fault("cells too pale", 9, "contrast", paint("table", "D0D0D0")),
)
"""What is planted into the deck with a table."""


def _muted(last: str) -> Fault:
    def plant(deck: Deck) -> None:
        mute_defaults(deck)
        speak(last, None)(deck)

    return Fault("text without a language", 3, "language-missing", plant)


@cache
def deck_of(stem: str) -> bytes:
    """Return the deck of one of the examples."""
    outline = next(one for one in OUTLINES if one.stem == stem)
    return walk(outline, KEPT / "access").deck.read_bytes()


@cache
def clean(stem: str) -> Reading:
    """Return what is found in it as it was built."""
    return found_in(deck_of(stem), ".pptx")


PLANTED = (
    *(("tyger", fault) for fault in (*FAULTS, _muted("/takeaway"))),
    *(("destalinisation", fault) for fault in TABLE_FAULTS),
)


@pytest.mark.slow
def test_what_is_planted_into_a_built_deck_is_found() -> None:
    """Decks of deckgen's that were spoilt by hand: each fault is found on its slide, and nothing else."""

    def judged() -> Iterator[tuple[str, bool, set[tuple[int, str]]]]:
        for stem, fault in PLANTED:
            after = found_in(spoilt(deck_of(stem), fault), ".pptx")
            yield fault.name, *verdict(clean(stem), after, fault)

    assert tally("decks that deckgen built", judged()) == []


TRUE = {
    ("half-life", "table-merged"),  # the outline asks for cells that span columns
    ("kinds", "link-vague"),  # links that are called "link" and "Page"
    ("compositions", "alt-poor"),  # pictures that are described as "A" and "B"
}
"""What the outlines themselves have, and is rightly reported: outline and rule."""


WHOLE = bool(os.environ.get("DECKGEN_WHOLE"))
"""Whether every outline is looked at in every theme, light and dark."""


def _looked_at(theme: str, dark: bool) -> tuple[Path, ...]:
    """Return what a theme is looked at with: every kind of slide, and its share of the examples."""
    at, themes = theme_names().index(theme) + dark, len(theme_names())
    decks = tuple(deck for deck in DECKS if not dark or deck.stem in ("kinds", "composed"))
    return (*OUTLINES, *DECKS) if WHOLE else (*OUTLINES[at % themes :: themes], *decks)


def test_every_example_is_looked_at_light_and_dark() -> None:
    """The shares of the themes leave no outline out."""
    for dark in (False, True):
        assert {one for theme in theme_names() for one in _looked_at(theme, dark)} >= set(OUTLINES)


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("theme", theme_names())
def test_built_decks_and_shows_have_no_false_alarm(theme: str, dark: bool, tmp_path: Path) -> None:
    """Examples and test decks, in each theme, light and dark: only what their outlines ask for."""
    wrong, outlines = [], _looked_at(theme, dark)
    for outline in outlines:
        built = walk(outline, tmp_path, theme, dark=dark)
        for file in (built.deck, built.show):
            wrong += [
                f"{file.name} {one.spot.number}: {one.message}"
                for one in found_in(file.read_bytes(), file.suffix).issues
                if (outline.stem, one.rule.id) not in TRUE
            ]
    shade = "dark" if dark else "light"
    print(f"{theme}, {shade}: {len(outlines)} decks and as many shows, {len(wrong)} false alarms")
    assert wrong == []
