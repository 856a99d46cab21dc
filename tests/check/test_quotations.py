"""Quotations are held against the essay word for word: what is right passes, what is wrong is named."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from deckgen.check.essay import EssayText, Passage
from deckgen.check.quotations import Index, judge, marked
from tests.check.talk import check, essay, kinds

FOREIGN = """
The leaf takes in carbon dioxide through pores that open and close with the light and the water it has while
roots deep below the ground carry minerals up into every branch and bud of the growing tree
"""


def quoted(text: str) -> str:
    """Return a slide that is a quotation."""
    return f"      - id: it\n        quote: '{text}'\n        notes: Said.\n"


@pytest.mark.parametrize(
    "text",
    [
        "covered with floating pumice, thick enough to walk upon",
        "the very face of nature … a death-like gloom",
        "[T]he very face of nature seems to be shrouded in a death-like gloom.",
        "[He] needed a way to travel without a horse",
        "Hunger does not follow from a bad harvest [...] It needs three things more",
        "PEOPLE made the **hunger**",
        "some sixty million tonnes of sulphur [@oppenheimer2003, p. 244]",
        "The ashes fell within days",
    ],
)
def test_what_the_essay_has_passes(text: str) -> None:
    """Case, marks at the end, emphasis, ellipses, insertions and citations are the talk's own."""
    assert check(quoted(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "we wrote [sic] of it and git checkout [commit ID] did the rest",
        "we wrote of it and git checkout did the rest",
        "They said [that] [w]e wrote of it",
        "They said we wrote [sic] of it",
    ],
)
def test_brackets_are_the_essay_s_or_the_talk_s(text: str) -> None:
    """What is in [ ] may be part of what is quoted, or put in by whoever quotes."""
    said = Passage(1, "They said [w]e wrote [sic] of it and git checkout [commit ID] did the rest.")
    index = Index(EssayText((said,)))
    assert judge(text, index, whole=True).kind == ""
    assert judge(text.replace("wrote", "spoke"), index, whole=True).kind == "misquoted"


def test_words_that_the_essay_has_twice_may_have_the_marks_of_either_place() -> None:
    """The place that agrees is meant; where none does, the punctuation is said to differ."""
    said = Passage(1, "There were figures (Post), which nobody saw. It held figures Post, which nobody saw.")
    index = Index(EssayText((said,)))
    for text in ("figures (Post), which nobody saw", "figures Post, which nobody saw"):
        assert judge(text, index, whole=True).kind == ""
    assert judge("figures Post which nobody saw", index, whole=True).kind == "punctuation"


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("covered with floating ashes, thick enough to walk upon", "misquoted", ("pumice", "ashes")),
        ("Grapes were picked in November", "", ()),
        ("Many sold their farms and left for the Baltic ports in the autumn", "joined", ("5 and 7",)),
        ("a road and a decision", "left-out", ("a purse",)),
        ("Europe had just come out of years of war", "left-out", ("twenty",)),
        ("A mountain made the hunger, and the king of France looked on", "not-in-essay", ()),
        ("It was the veil and not the ash, that dimmed the sun", "punctuation", ("veil, and not",)),
    ],
)
def test_what_is_wrong_is_named(text: str, kind: str, words: tuple[str, ...]) -> None:
    """The message shows the words of the essay, so that nobody has to search for them."""
    found = check(quoted(text))
    assert kinds(found) == ([("it", kind)] if kind else [])
    assert all(word in found[0].diagnostic.message for word in words)


def test_words_in_quotation_marks_within_a_text_are_compared_too() -> None:
    """From three words on; in points and in notes, in every language's marks."""
    found = check(
        "      - id: it\n        title: Farmers\n        bullets:\n"
        "          - They spoke of “eighteen hundred and starved to death”\n"
        "          - The “volcanic winter” is a later word\n"
        "        notes: He wrote of „the very face of nature“, and of «a death-like gloom».\n"
    )
    assert kinds(found) == [("it", "misquoted")]
    assert found[0].diagnostic.span is not None
    assert found[0].diagnostic.span.line == 11


def test_words_in_quotation_marks_are_compared_wherever_they_stand() -> None:
    """In cells, captions, margins, headings of columns, where it comes from, and where sections open."""
    wrong = "“the very face of nature was shrouded”"
    slides = (
        f"      - {{id: cells, title: A, table: {{columns: [a, b], rows: [['{wrong}', x]]}}}}\n"
        f"      - {{id: heads, title: B, table: {{columns: ['{wrong}', b], rows: [[x, y]]}}}}\n"
        f"      - {{id: said, title: C, table: {{columns: [a, b], rows: [[x, y]], caption: '{wrong}'}}}}\n"
        f"      - {{id: picture, title: D, image: {{file: a.png, alt: A, caption: '{wrong}'}}}}\n"
        f"      - {{id: margin, title: E, passage: {{text: death-like gloom, notes: ['{wrong}']}}}}\n"
        f"      - {{id: column, title: F, columns: [{{title: '{wrong}', text: x}}, {{text: y}}]}}\n"
        f"      - {{id: below, title: G, subtitle: '{wrong}', text: x, source: '{wrong}'}}\n"
        f"  two:\n    title: '{wrong}'\n    claim: '{wrong}'\n    notes: '{wrong}'\n"
        f"    slides: [{{statement: So.}}]\n"
    )
    found = [(where, one) for where, one in kinds(check(slides)) if one == "misquoted"]
    one_each = ["cells", "heads", "said", "picture", "margin", "column"]
    assert [where for where, _ in found] == [*one_each, "below", "below", "two", "two", "two"]
    right = slides.replace("was shrouded", "seems to be shrouded")
    assert "misquoted" not in [one for _, one in kinds(check(right))]


def test_a_quotation_of_another_source_is_no_fault() -> None:
    """Where the slide cites a work that the essay does not, its words need not be in the essay."""
    slide = quoted("Nothing like it had been seen in living memory in these parts")
    assert kinds(check(slide)) == [("it", "not-in-essay")]
    assert "not-in-essay" not in [
        kind for _, kind in kinds(check(slide.replace("notes: Said.", 'cite: "[@behringer2019, p. 9]"')))
    ]


def test_other_pages_and_other_sources_are_named() -> None:
    """What the essay cites for the same words is what the slide is held against."""
    slide = (
        "      - id: it\n        quote:\n          text: covered with floating pumice\n"
        "          cite: '[@wood2014, p. 42]'\n        notes: Said.\n"
    )
    (page,) = check(slide)
    assert (page.kind, page.said, page.essay, page.place.field) == ("other-page", "42", "24", "quote.cite")
    (source,) = check(slide.replace("wood2014, p. 42", "post1977, p. 24"))
    assert (source.kind, source.said, source.essay) == ("other-source", "post1977", "wood2014")
    assert check(slide.replace("42", "24")) == ()


def test_marks_are_found_in_pairs() -> None:
    """Apostrophes are none, and a mark that is not closed begins nothing."""
    text = '“one” it’s ‘two’s’ "three" „vier“ »fünf« «six» ‘seven'
    assert [text[start:stop] for start, stop in marked(text)] == [
        "one", "two’s", "three", "vier", "fünf", "six",
    ]  # fmt: skip


def test_thousands_of_random_quotations() -> None:
    """Right ones pass; a changed word, words left out and words from elsewhere are found; it prints all."""
    chance = random.Random(18150410)
    index = Index(essay())
    texts = [passage.text.split() for passage in essay().paragraphs]
    foreign = FOREIGN.split()
    right: Counter[str] = Counter()
    found: Counter[tuple[str, bool]] = Counter()
    for _ in range(2_000):
        words = chance.choice(texts)
        length = chance.randint(7, min(24, len(words) - 1))
        start = chance.randrange(len(words) - length)
        piece = words[start : start + length]
        right[judge(" ".join(piece), index, whole=True).kind] += 1
        changed = [*piece]
        changed[chance.randrange(2, length - 2)] = "elephant"
        found["changed", judge(" ".join(changed), index, whole=True).kind == "misquoted"] += 1
        cut = chance.randrange(3, length - 3)
        short = piece[:cut] + piece[cut + chance.randint(1, 2) :]
        found["left out", judge(" ".join(short), index, whole=True).kind in ("left-out", "joined")] += 1
        at = chance.randrange(len(foreign) - 8)
        found["foreign", judge(" ".join(foreign[at : at + 8]), index, whole=True).kind == "not-in-essay"] += 1
    print(dict(right), dict(found))
    assert right[""] >= 0.985 * 2_000
    for kind, least in (("changed", 0.99), ("left out", 0.98), ("foreign", 0.98)):
        assert found[kind, True] >= least * 2_000, kind
