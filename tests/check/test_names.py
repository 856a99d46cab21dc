"""A name that was put for another is found where the essay says the same of somebody else."""

from __future__ import annotations

import random

from deckgen.check.stated.names import known_names, names_of
from deckgen.check.words import sentences_of
from tests.check.talk import check, essay

STRANGERS = ("Ruth Marlow", "Uppsala", "Brandon")


def slide(text: str, paragraph: int | None, name: str) -> str:
    """Return a slide that says a text and says from where it is drawn."""
    plain = text.replace('"', "'").replace("[", "(").replace("]", ")").strip()
    return (
        f"      - title: T{name}\n        id: {name}\n"
        f'        text: "{plain}"\n        from: {paragraph}\n        notes: Said.\n'
    )


def test_names_put_for_others_are_found() -> None:
    """In sentences of the essay shortened at random: all that were changed, and none that were not."""
    source, chance = essay(), random.Random(7)
    known = known_names(one.text for one in source.passages)
    sentences = [
        (passage.number, passage.text[start:stop])
        for passage in source.paragraphs
        for start, stop in sentences_of(passage.text)
    ]
    planted, controls = [], []
    for place, (paragraph, sentence) in enumerate(sentences):
        if not 6 <= len(sentence.split()) <= 45:
            continue
        words = [
            one for one in sentence.split() if one[0].isupper() or len(one) < 4 or chance.random() > 0.15
        ]
        short = " ".join(words)
        controls.append(slide(short, paragraph, f"ok-{place}"))
        if names := [one for one in names_of(short, known) if one.start]:
            name, other = chance.choice(names), chance.choice(STRANGERS)
            changed = f"{short[: name.start]}{other}{short[name.start + len(name.text) :]}"
            planted.append(slide(changed, paragraph, f"bad-{place}"))
    found = [one for one in check("".join([*controls, *planted])) if one.kind == "name-differs"]
    slides = [str(one.place.slide) for one in found]
    print(f"planted {len(planted)}, found {len(slides)}, controls {len(controls)}")
    assert len(planted) >= 10
    assert len(controls) >= 20
    assert not [one for one in slides if one.startswith("ok-")]
    assert len(slides) >= 0.95 * len(planted)


def test_the_finding_shows_both_names() -> None:
    """With the paragraph, and nothing is said where nouns have capital letters."""
    sentence = next(
        passage.text[start:stop]
        for passage in essay().paragraphs
        for start, stop in sentences_of(passage.text)
        if " Tambora " in passage.text[start:stop] and len(passage.text[start:stop].split()) > 8
    )
    text = slide(sentence.replace("Tambora", "Etna"), None, "one").replace("        from: None\n", "")
    (found,) = [one for one in check(text) if one.kind == "name-differs"]
    assert '"Mount Etna"' in found.diagnostic.message
    assert (found.said, found.essay) == ("Mount Etna", "Mount Tambora")
