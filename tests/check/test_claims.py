"""What slides say is held against the essay: numbers, sources, paragraphs, time."""

from __future__ import annotations

import pytest

from deckgen.check.essay import EssayText, Passage
from deckgen.check.findings import Finding
from deckgen.check.stated.dates import dates_of
from deckgen.check.stated.numbers import figures_of
from deckgen.check.stated.otherwise import otherwise
from deckgen.diagnostics import Severity
from tests.check.talk import check, kinds


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
        ("five hundred and fifty of two thousand", [550, 2000]),
        ("an eleven-week strike of twenty-two-year-olds", [11, 22]),
        ("zweiundzwanzig von dreihundertfünfzig, fünfundzwanzigtausend", [22, 350, 25_000]),
        ("quatre-vingt-douze, vingt-deux", [92, 22]),
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


@pytest.mark.parametrize(
    ("body", "said_there"),
    [
        ("timeline: [{date: 1819, event: The King of Württemberg founded a school of agriculture}]", "1819"),
        ("number: {value: '2,580', label: metres were left of its 4300 metres}", "2,580"),
        (
            "process: [{title: In 1819, text: The King of Württemberg founded a school of agriculture}]",
            "1819",
        ),
        ("definitions: {Hohenheim: The King of Württemberg founded a school of agriculture in 1819}", "1819"),
    ],
)
def test_what_is_said_in_one_breath_is_held_against_the_essay_together(body: str, said_there: str) -> None:
    """A date with its event, a big number with what it counts: each says little by itself."""
    found = said(f"      - id: it\n        title: A slide\n        {body}\n        notes: Said.\n")
    assert [one.said for one in found if one.kind in ("number-differs", "date-differs")] == [said_there]
    right = body.replace("1819", "1818").replace("2,580", "2,850")
    found = said(f"      - id: it\n        title: A slide\n        {right}\n        notes: Said.\n")
    assert {one.kind for one in found} <= {"source-dropped"}


@pytest.mark.parametrize(
    ("said_there", "kind", "severity"),
    [
        ("About 2,900 of its metres were left", None, None),
        ("More than 2,500 of its metres were left", None, None),
        ("Almost 3,000 of its metres were left", None, None),
        ("2,900 of its metres were left", "number-differs", Severity.TIP),
        ("More than 2,900 of its metres were left", "number-differs", Severity.TIP),
        ("More than 1,000 of its metres were left", "number-differs", Severity.WARNING),
        ("About 2,580 of its metres were left", "number-differs", Severity.WARNING),
    ],
)
def test_a_rounded_number_says_that_it_is(
    said_there: str, kind: str | None, severity: Severity | None
) -> None:
    """Rounded with a word for it, in the right direction, is right; without one it is a tip."""
    found = said(slide(f"{said_there} [@wood2014, p. 20]", "2"))
    assert [(one.kind, one.diagnostic.severity) for one in found] == ([(kind, severity)] if kind else [])


def test_years_may_be_counted_and_small_numbers_measured() -> None:
    """A span between two years of the essay is no number from nowhere; four weeks for seven are another."""
    essay = EssayText((Passage(1, "The strike of 1896 lasted seven weeks. The filters were built in 1859."),))

    def found(point: str) -> list[str]:
        return [one.kind for one in check(slide(point, "1"), source=essay) if one.place.slide]

    assert found("The filters had been there for thirty-seven years") == []
    assert found("The filters had been there for thirty-one years") == ["uncited-number"]
    assert found("In 1896 the strike lasted four weeks") == ["number-differs"]
    assert found("In 1896 the strike lasted seven weeks") == []


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
    words = " ".join(["word"] * 130)
    both = slide("A slide", notes=words) + slide("B", notes=words, name="b")
    assert kinds(check(both, "minutes: 2\n")) == []
    assert kinds(check(both, "minutes: 1\n")) == [(None, "too-long")]
    assert kinds(check(both, "minutes: 5\n")) == [(None, "too-short")]
    (short,) = check(slide("A slide", notes="The veil, then the sun."), "minutes: 5\n")
    assert (short.kind, short.diagnostic.severity) == ("too-short", Severity.TIP)  # key words are no script
    asked = both + "      - question: {prompt: Why?, minutes: 3}\n        notes: So.\n"
    assert kinds(check(asked, "minutes: 5\n")) == []
    long = slide("A slide", notes=" ".join(["word"] * 460))
    assert kinds(check(long)) == [("it", "slide-too-long")]
    longish = slide("A slide", notes=" ".join(["word"] * 240))
    assert kinds(check(longish)) == [("it", "long-notes")]
    assert kinds(check(longish.replace("title:", "minutes: 2\n        title:"))) == []
    without = slide("A slide") + slide("B", name="b") + "      - {id: c, title: C, text: Here.}\n"
    assert kinds(check(without)) == [("c", "no-notes")]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on 14 February 1956 and in June", [(14, 2, 1956), (None, 6, None)]),
        ("February 14th, 1956; Mar 2", [(14, 2, 1956), (2, 3, None)]),
        ("am 3. März 1848, im Mai", [(3, 3, 1848), (None, 5, None)]),
        ("le 1er août 1914, 1914-08-01, 1.8.1914", [(1, 8, 1914)] * 3),
        ("the army may march in line, 3 by 4", []),
    ],
)
def test_dates_are_read(text: str, dates: list[tuple[int | None, ...]]) -> None:
    """In words of several languages or in figures; `may` and `march` are words where they are."""
    assert [one.key for one in dates_of(text)] == dates


ESSAY = "In June 1858 the heat emptied the House, and Disraeli did not wait for the vestries of London."


@pytest.mark.parametrize(
    ("statement", "differs"),
    [
        ("In June 1858 the heat filled the House", ("filled", "emptied")),
        ("Disraeli did wait for the vestries of London", ("did wait", "did not wait")),
        ("In June 1858 the House emptied the heat", ("House emptied the heat", "heat emptied the House")),
        ("The heat of June 1858 emptied the House", None),
        ("In June 1858 the heat empties the House", None),
        ("Disraeli did not wait for London", None),
        ("Nobody in London waited for the vestries any longer", None),
        ("The heat emptied it", None),
    ],
)
def test_statements_in_the_essays_words(statement: str, differs: tuple[str, str] | None) -> None:
    """A word exchanged, two swapped, a negation dropped are shown; shorter or other words are not."""
    found = otherwise(statement, ESSAY)
    assert (found and (found.said, found.essay)) == differs
