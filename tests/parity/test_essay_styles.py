"""The essay's deck in all seven styles: citations, links both ways and references, in both files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from deckgen.deck.citing.style_files import STYLES
from deckgen.deck.kinds import texts_of
from deckgen.deck.markup.pieces import Citation
from deckgen.deck.markup.read import read_markup
from deckgen.outline.read import read_outline
from tests import tools
from tests.building import Walked, walk
from tests.parity.compare import differences
from tests.parity.content import DeckContent
from tests.parity.deck import read_deck
from tests.parity.show import read_show

ESSAY = tools.ROOT / "outlines" / "destalinisation.yaml"

LISTS = {"mla": "Works Cited", "chicago-notes": "Bibliography"}
"""What the list is called, where it is not References."""

SAID = {
    "mla": "(Thackeray 183)",
    "apa": "(Thackeray, 2007, p. 183)",
    "chicago": "(Thackeray 2007, 183)",
    "chicago-notes": "3",
    "harvard": "(Thackeray, 2007, p. 183)",
    "ieee": "[3, p. 183]",
    "vancouver": "(3 p183)",
}
"""How the last point of the slide on failures ends."""

FAILED = "Lasting prosperity, loyal allies and success in Cuba did not come"

BuildResult = tuple[str, Walked, DeckContent, DeckContent]


@pytest.fixture(scope="module", params=STYLES)
def essay(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """The deck in one style, and both files as they are read back."""
    style: str = request.param
    folder = tmp_path_factory.mktemp(style)
    outline = folder / "outlines" / ESSAY.name
    outline.parent.mkdir()
    shutil.copytree(tools.ROOT / "images", folder / "images")
    text = ESSAY.read_text(encoding="utf-8")
    outline.write_text(re.sub("(?m)^citations: mla", f"citations: {style}", text), encoding="utf-8")
    made = walk(outline, folder)
    return style, made, read_deck(made.deck), read_show(made.show)


def cited() -> dict[str, list[str]]:
    """Return the title of each slide on which something is cited, with the keys, as the outline has them."""
    reading = read_outline(ESSAY.read_bytes(), Path(ESSAY.name))
    assert reading.outline
    pieces = read_markup(reading.outline).pieces
    found: dict[str, list[str]] = {}
    for slide in (slide for section in reading.outline.sections for slide in section.slides):
        clusters = [one for text in texts_of(slide) for one in pieces[text.id] if isinstance(one, Citation)]
        name = str(slide.title) if slide.title else "Can a man who calls himself a proud Stalinist"
        if clusters:
            found[name] = [item.key for one in clusters for item in one.items]
    return found


def number(deck: DeckContent, title: str) -> int:
    """Return which slide has a title that begins so."""
    (at,) = (at for at, slide in enumerate(deck.slides, 1) if slide.title.startswith(title))
    return at


def test_both_files_say_the_same_in_every_style(essay: BuildResult) -> None:
    """Words, links, italics and notes do not differ; the list has its style's title and three works."""
    style, _, deck, show = essay
    assert differences(deck, show) == []
    last = deck.slides[-1]
    assert last.title == LISTS.get(style, "References")
    assert sum("Kort" in one or "Thackeray" in one or "Wood" in one for one in last.words.text) == 3
    point = next(one for one in deck.slides if one.title == FAILED).words.text
    assert sum(one.replace("\u00a0", " ").endswith(SAID[style]) for one in point) >= 1


def test_citations_lead_to_the_list_and_entries_to_the_first_use(essay: BuildResult) -> None:
    """Every slide that cites leads to the list; each entry leads to where its work is first cited."""
    _, _, deck, _ = essay
    home = len(deck.slides)
    leading = {
        at for at, one in enumerate(deck.slides, 1) if any(f"slide {home}" in to for to in one.words.links)
    }
    slides = cited()
    assert leading == {number(deck, title) for title in slides}
    first: dict[str, str] = {}
    for title, keys in slides.items():
        for key in keys:
            first.setdefault(key, title)
    back = [to.partition(" → ")[2] for to in deck.slides[-1].words.links]
    assert sorted(back) == sorted(f"slide {number(deck, title)}" for title in first.values())


def test_notes_end_with_the_references_of_their_slide_in_italics(essay: BuildResult) -> None:
    """Whatever the style, the title of a cited book is set in the notes as in the list."""
    style, _, deck, _ = essay
    book = "The Soviet Colossus: History and Aftermath"
    for title, keys in cited().items():
        notes = deck.slides[number(deck, title) - 1].notes
        entries = deck.slides[-1].words.text
        assert [one for one in entries if one in notes.text], title
        if "kort" in keys:
            slanted = f"italic: {book}" in notes.emphasis
            assert slanted == (style != "vancouver"), "Vancouver sets no italics"
