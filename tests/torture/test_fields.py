"""Whatever field says too much: it goes on on another slide, and no word is lost, doubled or out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from deckgen.outline.language import fields
from tests.building import Walked, walk
from tests.layout.test_every_word import within
from tests.parity.content import DeckContent
from tests.parity.deck import read_deck
from tests.parity.show import read_show
from tests.torture.fields import AGAIN, WORDY
from tests.torture.looks import LOOKS, SHAPES, Look
from tests.torture.outline import REFERENCES, write_sections
from tests.torture.words import PROSE

pytestmark = pytest.mark.slow

MOST = 400
"""The words that every field takes."""

SKIPPED = re.compile(r"\W+")


def spoken(words: int) -> tuple[str, ...]:
    """Return words of prose that are each known by a number."""
    prose = [re.sub("[^A-Za-z.,;]", "", word)[-9:] for word in PROSE]
    return tuple(f"w{at}w{prose[at % len(prose)]}" for at in range(words))


def wordy(folder: Path, look: Look, words: int) -> Walked:
    """Build the files of an outline of which each slide has a field of so many words."""
    said = " ".join(spoken(words))
    slides = [slide(said) | {"id": name.replace(" ", "-").replace("'", "")} for name, slide in WORDY.items()]
    return walk(
        write_sections(folder, look, [{"title": "Part", "slides": slides}], references=REFERENCES), folder
    )


@pytest.mark.parametrize("look", SHAPES, ids=str)
def test_every_field_goes_on(look: Look, tmp_path: Path) -> None:
    """A field of four hundred words is no error: all of it stands in both files, in order, in its box."""
    made = wordy(tmp_path, look, MOST)
    for page in made.pages.pages:
        within(page)
    for content in (read_deck(made.deck), read_show(made.show)):
        assert [*_missaid(content, made)] == []


def _missaid(content: DeckContent, made: Walked) -> Iterator[str]:
    """Tell which words of which field do not stand once, in order, on the slides that hold it."""
    texts: dict[str, str] = {}
    for page, slide in zip(made.pages.pages, content.slides, strict=True):
        said = SKIPPED.sub("", "".join(slide.words.text))
        texts[page.slide_id] = texts.get(page.slide_id, "") + said
    for name in WORDY:
        text = texts[name.replace(" ", "-").replace("'", "")]
        first = [text.find(f"w{at}w") for at in range(MOST)]
        if -1 in first or first != sorted(first):
            astray = next(at for at in range(MOST) if first[at] < max(first[:at], default=0))
            yield f"{name}: word {astray} of {MOST} is astray"
        if name not in AGAIN and len(re.findall(r"w\d+w", text)) != MOST:
            yield f"{name}: {len(re.findall(r'w[0-9]+w', text))} words instead of {MOST}"


def test_what_goes_on_is_balanced_and_numbered(tmp_path: Path) -> None:
    """A caption of too many words: its slide and the one behind are numbered; neither has a few lines."""
    made = wordy(tmp_path, LOOKS[0], 110)
    pages = [page for page in made.pages.pages if page.slide_id == "a-caption"]
    assert [page.name for page in pages] == ["Much (1 of 2)", "Much (2 of 2)"]
    lines = [
        sum(one.lines for box in page.boxes[1:] for one in getattr(box, "paragraphs", ())) for page in pages
    ]
    assert min(lines) >= 4


def test_every_field_of_words_is_there() -> None:
    """A new way to fill a slide must say too much here; programs and verse, which have lines, do so apart."""
    typed = {name for slide in WORDY.values() for name in slide("said")}
    lines = {"verse"}
    assert {field.name for field in fields.SLIDE.fields if field.main} - typed == lines
