"""Essays and talks that are too much for a check: what is refused, and that what is quick finds the same."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from deckgen.check.essay import EssayText, Passage
from deckgen.check.quotations import Index, judge
from deckgen.check.reading.cited_fields import markup_of
from deckgen.check.reading.essay_file import read_essay
from deckgen.check.reading.latex import readable
from deckgen.check.reading.typed import without
from deckgen.check.stated.sentences import Source
from deckgen.check.words import sentences_of, stems_of
from deckgen.check.work import TooMuchWork, Work
from deckgen.diagnostics import DeckgenError
from deckgen.limits import ESSAY_CHARACTERS

WORDS = [f"word{chr(97 + at)}" for at in range(20)] + ["the", "of", "a"] * 4


def essay_of(chance: random.Random, paragraphs: int) -> EssayText:
    """Return an essay of random sentences, many of which share words."""

    def sentence() -> str:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randrange(3, 12))).capitalize() + "."

    texts = (" ".join(sentence() for _ in range(chance.randrange(1, 5))) for _ in range(paragraphs))
    return EssayText(tuple(Passage(number, text) for number, text in enumerate(texts, 1)))


@pytest.mark.parametrize("seed", range(6))
def test_the_most_like_sentence_is_the_one_that_looking_at_all_would_find(seed: int) -> None:
    """Which sentences need not be looked at changes nothing in which is found."""
    chance = random.Random(seed)
    source = Source(essay_of(chance, 60))
    for _ in range(60):
        stems = stems_of(" ".join(chance.choice([*WORDS, "stranger"]) for _ in range(chance.randrange(1, 9))))
        found = source.best(stems, source.sentences)
        assert found == source.best(stems, list(source.sentences)), stems


def test_an_essay_longer_than_any_is_refused_before_it_is_looked_at(tmp_path: Path) -> None:
    """It is refused by its characters; those of pictures that are in it do not count."""
    for name in ("a.txt", "a.md", "a.tex", "a.html"):
        (tmp_path / name).write_text("word " * (ESSAY_CHARACTERS // 5 + 1), encoding="utf-8")
        with pytest.raises(
            DeckgenError, match=f'the essay "{name}" is too long: at most 1,500,000 characters'
        ):
            read_essay(tmp_path / name, name)
    picture = f"So it was.\n\n![](data:image/png;base64,{'A' * ESSAY_CHARACTERS})\n"
    (tmp_path / "b.md").write_text(picture, encoding="utf-8")
    assert read_essay(tmp_path / "b.md", "b.md").paragraphs[0].text == "So it was."


def test_what_is_no_archive_has_no_markup() -> None:
    """Whatever is called .docx is asked for how much it unpacks to."""
    assert markup_of(b"PK nothing") == 0


def test_quotations_of_latex_within_each_other_end() -> None:
    """Thirty within each other are read, and a thousand are not."""
    assert readable("\\q{" * 20 + "a" + "}" * 20) == "\\enquote{" * 20 + "a" + "}" * 20
    with pytest.raises(TooMuchWork):
        readable("\\q{" * 1_000 + "a" + "}" * 1_000)
    with pytest.raises(TooMuchWork):
        readable("\\q{" * 20_000)


def test_a_quotation_of_words_that_are_everywhere_ends() -> None:
    """What would be compared without end is given up."""
    index = Index(EssayText((Passage(1, "so it is " * 30_000),)))
    with pytest.raises(TooMuchWork):
        judge("so it is " * 500 + "not " + "so it is " * 500, index, whole=True)
    with pytest.raises(TooMuchWork):
        Work(3).spend(4)


def test_where_things_are_in_a_text_without_some_stretches() -> None:
    """Places before, in and behind what is taken out, and the spaces before it, which go as well."""
    text, moved = without("ab  (c) de (f) g", [(4, 7), (11, 14)])
    assert text == "ab de g"
    assert [moved(at) for at in (0, 2, 4, 7, 8, 11, 14, 16)] == [0, 2, 2, 2, 3, 5, 5, 7]


def test_full_stops_in_a_row_end_one_sentence() -> None:
    """Where many follow each other, each is not the begin of another search."""
    assert list(sentences_of("So it is... But " + "." * 100_000 + " No.")) == [
        (0, 12),
        (12, 100_017),
        (100_017, 100_020),
    ]
