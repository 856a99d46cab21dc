"""A deck with 400 references and 1,000 citations: it builds, it fits, and both files say the same."""

from __future__ import annotations

import re

import pytest

from deckgen.layout.pages import Role, TextBox
from tests.building import Walked, walk
from tests.parity.compare import differences
from tests.parity.deck import read_deck
from tests.parity.show import read_show

WORKS, CITATIONS, A_SLIDE = 400, 1_000, 4

NAMES = ("Adler", "Berg", "Costa", "Dumas", "Eriksen", "Fiala", "Gomez", "Hansen", "Ivanov", "Jansen")


def _outline() -> str:
    works = "".join(
        f"  w{at}: {{type: book, author: '{NAMES[at % len(NAMES)]}{at // len(NAMES)}, Anna', "
        f"title: A History of Town {at}, publisher: Town Press, year: {1800 + at % 200}}}\n"
        for at in range(WORKS)
    )
    cited = [f"w{at % WORKS}" for at in range(CITATIONS)]
    slides = ""
    for at in range(0, CITATIONS, A_SLIDE):
        points = "".join(
            f"          - 'It was said [@{key}, p. {at + 1}]'\n" for key in cited[at : at + A_SLIDE]
        )
        slides += f"      - title: Slide {at} of many\n        bullets:\n{points}"
    return (
        f"title: Many sources\nlanguage: en-GB\ncitations: mla\nreferences:\n{works}"
        f"sections:\n  one:\n    title: One\n    slides:\n{slides}"
    )


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """The deck, in a folder of its own."""
    folder = tmp_path_factory.mktemp("many")
    outline = folder / "many.yaml"
    outline.write_text(_outline(), encoding="utf-8")
    return walk(outline, folder)


def test_both_files_cite_and_list_the_same(many: Walked) -> None:
    """Nothing differs, every one of the 1,000 citations is there, and every work is listed once."""
    deck = read_deck(many.deck)
    assert differences(deck, read_show(many.show)) == []
    cited = [one for slide in deck.slides for one in slide.words.citations if re.search(r"\(\w+ \d+\)", one)]
    assert len(cited) == CITATIONS
    listed = [
        paragraph.key
        for page in many.pages.pages
        for box in page.boxes
        if isinstance(box, TextBox) and box.role is Role.REFERENCES
        for paragraph in box.paragraphs
    ]
    assert len(listed) == len(set(listed)) == WORKS


def test_all_of_it_fits(many: Walked) -> None:
    """No text is higher than its box, and no entry is set below the floor of references."""
    floor = many.pages.theme.floors.references
    for page in many.pages.pages:
        for box in page.boxes:
            if isinstance(box, TextBox) and box.shown:
                assert box.height <= box.rect.height, (page.name, box.key)
                if box.role is Role.REFERENCES:
                    assert all(one.size >= floor for one in box.paragraphs)
