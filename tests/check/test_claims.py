"""What slides say is held against the essay: numbers, sources, paragraphs, time."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from deckgen.check.findings import Finding
from deckgen.check.numbers import figures_of
from deckgen.check.words import sentences_of
from deckgen.diagnostics import Severity
from tests.check.talk import WORKS, check, essay, kinds


def slide(point: str, covers: str = "", notes: str = "Said.", name: str = "it") -> str:
    """Return a slide with one point."""
    lines = [f"- id: {name}", "  title: A slide", *([f"  from: {covers}"] if covers else [])]
    lines += ["  bullets:", f"    - '{point}'", f"  notes: {notes}"]
    return "".join(f"      {line}\n" for line in lines)


def said(slides: str, head: str = "") -> tuple[Finding, ...]:
    """Return what is found about slides, what concerns the whole deck left out."""
    return tuple(one for one in check(slides, head) if one.place.slide)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2.4 million people", [2.4e6]),
        ("20, 000 words", [20_000]),
        ("upwards of five hundred", [500]),
        ("twenty-five years, thirty one days", [25, 31]),
        ("rund 11 Millionen Morgen", [11e6]),
        ("12,5 % of 1.234.567", [12.5, 1_234_567]),
        ("in 1816", [1816]),
        ("a road", []),
        ("1" * 400, []),
    ],
)
def test_numbers_are_read(text: str, values: list[float]) -> None:
    """In figures or in words, with their thousands and their millions."""
    assert [one.value for one in figures_of(text)] == values


def test_another_number_than_the_essays_is_a_warning() -> None:
    """It shows both, and the paragraph."""
    (one,) = said(slide("Of its 4,300 metres, 2,580 were left [@wood2014, p. 20]", "2"))
    assert (one.kind, one.said, one.essay, one.paragraphs) == ("number-differs", "2,580", "2,850", (2,))
    assert one.diagnostic.severity is Severity.WARNING
    assert said(slide("Of its 4,300 metres, 2,850 were left [@wood2014, p. 20]", "2")) == ()


def test_a_number_from_nowhere_is_a_tip() -> None:
    """Unless it has a source, or is the sum of the slide's own table."""
    (one,) = said(slide("The veil took 140 days to reach Europe", "3"))
    assert (one.kind, one.diagnostic.severity) == ("uncited-number", Severity.TIP)
    assert said(slide("The veil took 140 days to reach Europe [@wood2014]", "3")) == ()


def test_a_source_that_is_dropped_or_exchanged_is_named() -> None:
    """The essay's is shown with its page."""
    point = "About ten thousand people died at once, sixty thousand more of hunger and disease later"
    (dropped,) = said(slide(point, "2"))
    assert (dropped.kind, dropped.essay) == ("source-dropped", "Oppenheimer 230")
    (other,) = said(slide(f"{point} [@post1977]", "2"))
    assert (other.kind, other.said, other.essay) == ("other-source", "post1977", "oppenheimer2003")
    (page,) = said(slide(f"{point} [@oppenheimer2003, p. 320]", "2"))
    assert (page.kind, page.said, page.essay) == ("other-page", "320", "230")
    (stranger,) = said(slide("Snow fell in June, too [@behringer2019]"))
    assert (stranger.kind, stranger.diagnostic.severity) == ("source-not-in-essay", Severity.TIP)


def test_from_is_held_against_the_essay() -> None:
    """Beyond its end is an error; outside the section, and elsewhere than the words are, a tip."""
    (beyond,) = (one for one in check(slide("A slide", "14")) if one.kind.startswith("from"))
    assert (beyond.kind, beyond.diagnostic.severity) == ("from-beyond", Severity.ERROR)
    assert beyond.said == "14"
    point = "Frost killed the maize of New England, and many farmers sold their farms and left for Ohio"
    wrong = [one for one in check(slide(point, "2")) if one.kind == "wrong-from"]
    assert [(one.said, one.essay) for one in wrong] == [("2", "5")]
    assert [one.kind for one in check(slide(point, "5")) if "from" in one.kind] == []


def test_paragraphs_on_no_slide_are_listed() -> None:
    """Once for the whole deck; nothing where no slide says from where it is drawn."""
    (one,) = (found for found in check(slide("A slide", "2-8")) if found.kind == "not-covered")
    assert one.paragraphs == (1, 9)
    assert kinds(check(slide("A slide"))) == []


def test_minutes_are_compared_with_the_notes() -> None:
    """A tenth more or less is nothing; questions count; a slide of over three minutes is a tip."""
    words = " ".join(["word"] * 260)
    assert kinds(check(slide("A slide", notes=words), "minutes: 2\n")) == []
    assert kinds(check(slide("A slide", notes=words), "minutes: 1\n")) == [(None, "too-long")]
    assert kinds(check(slide("A slide", notes=words), "minutes: 5\n")) == [(None, "too-short")]
    asked = (
        slide("A slide", notes=words) + "      - question: {prompt: Why?, minutes: 3}\n        notes: So.\n"
    )
    assert kinds(check(asked, "minutes: 5\n")) == []
    long = slide("A slide", notes=" ".join(["word"] * 460))
    assert kinds(check(long)) == [("it", "slide-too-long")]
    without = slide("A slide") + slide("B", name="b") + "      - {id: c, title: C, text: Here.}\n"
    assert kinds(check(without)) == [("c", "no-notes")]


_NUMBER = re.compile(r"\d[\d,]*")


def test_planted_faults_are_found_and_controls_pass() -> None:
    """Each sentence of the essay as a point, right and with one thing changed; it prints what was found."""
    chance = random.Random(1816)
    controls: list[str] = []
    planted: list[tuple[str, set[str], str]] = []
    for passage in essay().paragraphs:
        for start, stop in sentences_of(passage.text):
            cites = [one for one in passage.citations if start < one.offset <= stop]
            sentence = passage.text[start:stop].strip().replace("'", "’").replace('"', "")
            if len(sentence.split()) < 8:
                continue
            cite = f" [@{cites[0].key}, p. {cites[0].pages}]" if cites and cites[0].pages else ""
            plain = sentence if not cites else f"{sentence}{cite}" if cite else ""
            if plain:
                controls.append(slide(plain, str(passage.number), name=f"ok-{len(controls)}"))
            if cite:
                name = f"bad-{len(planted)}"
                dropped = slide(sentence, str(passage.number), name=name)
                planted.append((name, {"source-dropped"}, dropped))
                name = f"bad-{len(planted)}"
                page = slide(f"{sentence} [@{cites[0].key}, p. 9]", str(passage.number), name=name)
                planted.append((name, {"other-page"}, page))
                name = f"bad-{len(planted)}"
                key = chance.choice(sorted(set(WORKS) - {one.key for one in cites} - {"behringer2019"}))
                other = slide(f"{sentence} [@{key}, p. 9]", str(passage.number), name=name)
                planted.append((name, {"other-source"}, other))
            figures = [one for one in _NUMBER.finditer(sentence) if len(one[0]) > 2]
            if figures and plain:
                one = chance.choice(figures)
                digits = str(int(one[0].replace(",", "")) + 40)
                name = f"bad-{len(planted)}"
                changed = sentence[: one.start()] + digits + sentence[one.end() :]
                planted.append(
                    (name, {"number-differs"}, slide(changed + cite, str(passage.number), name=name))
                )
    assert len(controls) >= 20
    assert len(planted) >= 35
    found = kinds(check("".join([*controls, *(text for _, _, text in planted)])))
    by_slide: dict[str | None, set[str]] = {}
    for where, kind in found:
        by_slide.setdefault(where, set()).add(kind)
    right = Counter(bool(expected & by_slide.get(name, set())) for name, expected, _ in planted)
    false = [one for one in by_slide if one and one.startswith("ok-")]
    print(f"planted {len(planted)}, found {right[True]}; controls {len(controls)}, false alarms {len(false)}")
    assert right[True] >= 0.9 * len(planted), [
        (name, expected) for name, expected, _ in planted if not expected & by_slide.get(name, set())
    ]
    assert false == []
