"""The two files of every outline say the same, and a file that says something else is caught."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import tools
from tests.building import DECKS, OUTLINES, Walked, walk
from tests.parity.compare import differences
from tests.parity.content import DeckContent
from tests.parity.deck import read_deck
from tests.parity.show import read_show
from tests.writers.pptx.killers import killed_by

FORMULAS = tools.ROOT / "tests" / "render" / "formulas.yaml"
KINDS = tools.ROOT / "tests" / "decks" / "kinds.yaml"


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """The deck that holds every kind of slide and of run."""
    return walk(KINDS, tmp_path_factory.mktemp("kinds"))


@pytest.mark.parametrize("outline", [*OUTLINES, *DECKS, FORMULAS], ids=lambda path: path.stem)
def test_the_two_files_say_the_same(outline: Path, tmp_path: Path) -> None:
    """Text in order, lists, links, emphasis, citations, tables, alt texts, sections, notes: no difference."""
    made = walk(outline, tmp_path)
    assert differences(read_deck(made.deck), read_show(made.show)) == []


def test_what_is_compared_is_there(kinds: Walked) -> None:
    """Nothing is equal merely because neither reader found it."""
    deck = read_deck(kinds.deck)
    slides = {slide.title: slide for slide in deck.slides}
    assert (deck.language, deck.authors) == ("en-GB", "Ada Example; Børge Prøve")
    assert {slide.section for slide in deck.slides} >= {"Words & signs", "Evidence"}
    runs = slides["Runs of every kind stand side by side in one line"]
    table = list(slides).index("A table is a table in both files") + 1
    assert f"way to another slide → slide {table}" in runs.words.links
    assert "link with emphasis in it → https://example.org/path?q=1&r=2#part" in runs.words.links
    assert {"italic: italic", "bold: bold", "code: code <b>", "subscript: 2", "superscript: 2"} <= set(
        runs.words.emphasis
    )
    assert "(Plain 12)" in runs.words.citations
    assert "(Plain 3–4; “A Page That Nobody Signed”)" in runs.notes.citations
    assert "link → https://example.org/notes" in runs.notes.links
    assert runs.notes.levels[1:4] == (0, 1, 0)
    assert slides["Points stand below points, twelve of them in all"].words.levels[1:4] == (0, 1, 1)
    assert [slide.title for slide in deck.slides if slide.hidden] == [
        "This slide is left out when presenting"
    ]
    (fruit,) = slides["A table is a table in both files"].tables
    assert fruit[1] == ("Apples", "1,200", "990", "fewer and smaller")
    (chart,) = slides["A chart is drawn from its numbers"].charts
    assert (chart.kind, chart.categories[1], chart.values[0][1]) == ("bar", "The second", 870.0)
    (alt,) = slides["A picture has words for those who cannot see it"].alt_texts
    assert alt.startswith("A circle & a square")
    assert slides["A picture may fill the slide"].alt_texts == ("",)


def test_every_word_of_the_outline_stands_in_both_files(kinds: Walked) -> None:
    """What is typed in the outline's prose is said in the deck, and so, by parity, in the slideshow."""
    said = " ".join(
        text
        for slide in read_deck(kinds.deck).slides
        for text in (*slide.words.text, *slide.notes.text, *slide.chrome)
    )
    typed = KINDS.read_text(encoding="utf-8").partition("sections:")[2]
    prose = re.findall(
        r"(?m)^ +(?:- )?(?:title|text|event|prompt|statement|label|task): *\"?([^\"|\n*\[]+)", typed
    )
    assert len(prose) > 25
    assert [text for text in prose if text.strip() not in said] == []


def _rewritten(change: Callable[[str], str], part: str, source: Path, target: Path) -> Path:
    """Copy a deck with one kind of part, or a slideshow, changed; something must have been changed."""
    changes = 0
    if source.suffix == ".html":
        before = source.read_text(encoding="utf-8")
        target.write_text(change(before), encoding="utf-8")
        changes += change(before) != before
    else:
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
            for name in old.namelist():
                data = old.read(name)
                if re.fullmatch(part, name):
                    text = change(data.decode("utf-8"))
                    changes += text.encode("utf-8") != data
                    data = text.encode("utf-8")
                new.writestr(name, data)
    assert changes, "the mutation found nothing to change"
    return target


def _swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: re.sub(old, new, text, count=1, flags=re.DOTALL)


CHARTS = r"ppt/charts/chart\d+\.xml"
SLIDES = r"ppt/slides/slide\d+\.xml"
NOTES = r"ppt/notesSlides/notesSlide\d+\.xml"
NOTES_RELS = r"ppt/notesSlides/_rels/.*"
RELS = r"ppt/slides/_rels/slide\d+\.xml\.rels"

IN_THE_DECK = {
    "a word": (SLIDES, _swap("One sentence can fill", "One sentence may fill"), "words text"),
    "an order": (SLIDES, _swap("(The circle)( comes.*)(The square)", r"\3\2\1"), "words text"),
    "a list level": (SLIDES, _swap(' lvl="1"', ""), "words levels"),
    "an address": (RELS, _swap("https://example.org/path", "https://example.org/other"), "words links"),
    "a lost link": (SLIDES, _swap("<a:hlinkClick[^>]*/>", ""), "words links"),
    "a way to another slide": (RELS, _swap(r'(/slide" Target=")[^"]+', r"\1slide1.xml"), "words links"),
    "emphasis": (SLIDES, _swap(' i="1"', ""), "words emphasis"),
    "a citation": (SLIDES, _swap(r"\u00a012\)", "\u00a013)"), "words citations"),
    "a table's cell": (SLIDES, _swap("1,310", "1,301"), "tables"),
    "a chart's number": (CHARTS, _swap("<c:v>870</c:v>", "<c:v>880</c:v>"), "charts"),
    "a chart's category": (CHARTS, _swap("The second", "The other"), "charts"),
    "what a chart shows": (SLIDES, _swap('descr="How far each', 'descr="How each'), "charts"),
    "an alt text": (SLIDES, _swap("the circle is blue", "the circle is red"), "alt texts"),
    "a note": (NOTES, _swap("Collect the answers", "Collect no answers"), "notes text"),
    "a citation in the notes": (NOTES, _swap("Plain 3", "Plain 4"), "notes citations"),
    "a link in the notes": (NOTES_RELS, _swap("example.org/notes", "example.org/"), "notes links"),
    "a section's name": ("ppt/presentation.xml", _swap("Words &amp; signs", "Words"), "section"),
    "a hidden slide shown": (SLIDES, _swap(' show="0"', ""), "hidden"),
    "a shown slide hidden": (SLIDES, _swap("<p:sld (?![^>]*show=)", '<p:sld show="0" '), "hidden"),
    "the foot": (SLIDES, _swap('(type="sldNum".*?<a:t>)[^<]+', r"\g<1>99"), "chrome"),
    "the language": ("docProps/core.xml", _swap("en-GB", "en-US"), "language"),
    "the title": ("docProps/core.xml", _swap("Every kind", "Each kind"), "title"),
    "the authors": ("docProps/core.xml", _swap("Ada Example", "Eve Example"), "authors"),
    "a lost slide": ("ppt/presentation.xml", _swap(r"<p:sldId [^>]*/>(?=</p:sldIdLst>)", ""), "slides"),
}  # fmt: skip

IN_THE_SHOW = {
    "a word": (_swap("That is about two", "That is nearly two"), "words text"),
    "an address": (_swap("https://example.org/path", "https://example.org/other"), "words links"),
    "emphasis": (_swap("<em>italic</em>", "italic"), "words emphasis"),
    "an alt text": (_swap('alt="A circle', 'alt="The circle'), "alt texts"),
    "a chart's number": (_swap('value="870"', 'value="880"'), "charts"),
    "a chart's series": (_swap(">Pears</th>", ">Plums</th>"), "charts"),
    "a note": (_swap("Collect the answers", "Collect no answers"), "notes text"),
    "a table's cell": (_swap("1,310", "1,301"), "tables"),
    "a section's name": (_swap('data-section="Evidence"', 'data-section="Proof"'), "section"),
    "a hidden slide shown": (_swap(" data-hidden", ""), "hidden"),
}


def _told(found: list[str], what: str) -> bool:
    return any(re.match(rf"(?:slides \d+ )?{what}\b", one) for one in found)


@pytest.mark.parametrize("what", IN_THE_DECK)
def test_a_difference_in_the_deck_is_caught(what: str, kinds: Walked, tmp_path: Path) -> None:
    """Each kind of difference, made in one part of the deck, is told by its name."""
    part, change, field = IN_THE_DECK[what]
    changed = _rewritten(change, part, kinds.deck, tmp_path / "changed.pptx")
    found = differences(read_deck(changed), read_show(kinds.show))
    assert _told(found, field), found


@pytest.mark.parametrize("what", IN_THE_SHOW)
def test_a_difference_in_the_show_is_caught(what: str, kinds: Walked, tmp_path: Path) -> None:
    """Each kind of difference, made in the slideshow, is told by its name."""
    change, field = IN_THE_SHOW[what]
    changed = _rewritten(change, "", kinds.show, tmp_path / "changed.html")
    found = differences(read_deck(kinds.deck), read_show(changed))
    assert _told(found, field), found


def test_the_command_tells_differences(kinds: Walked, tmp_path: Path) -> None:
    """`python -m tests.parity` ends with 0 where there is nothing to tell, with 1 and a list where not."""

    def run(show: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tests.parity", str(kinds.deck), str(show)]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=tools.ROOT)

    same = run(kinds.show)
    assert (same.returncode, same.stdout.endswith("no difference\n")) == (0, True), same.stdout
    copy = shutil.copy(kinds.show, tmp_path / "changed.html")
    changed = _rewritten(_swap("Pause here", "Go on here"), "", kinds.show, Path(copy))
    other = run(changed)
    assert other.returncode == 1
    assert "'Pause here.' in the deck, 'Go on here.' in the slideshow" in other.stdout


def test_an_empty_content_differs_from_a_deck(kinds: Walked) -> None:
    """A reader that finds no slides at all does not pass for agreement."""
    deck = read_deck(kinds.deck)
    empty = DeckContent(deck.title, deck.authors, deck.language, ())
    assert len(differences(deck, empty)) == len(deck.slides) > 15


def _walked(slide: str, folder: Path) -> Walked:
    """Build a talk of one slide, typed in the lines of its fields."""
    outline = folder / "talk.yaml"
    head = "title: T\nsections:\n  part:\n    title: P\n    slides:\n      - title: S\n"
    outline.write_text(head + textwrap.indent(slide, " " * 8), encoding="utf-8")
    return walk(outline, folder)


def test_a_formula_in_a_body_has_its_words_in_both_files(tmp_path: Path) -> None:
    """A formula that fills no placeholder is said in words, too, as one that fills one is."""
    body = (
        "body:\n  - text: Energy is\n  - equation: {text: E = mc^2, alt: energy is mass}\n  - text: no more\n"
    )
    made = _walked(body, tmp_path)
    deck, show = read_deck(made.deck), read_show(made.show)
    assert deck.slides[-1].alt_texts == show.slides[-1].alt_texts == ("energy is mass (Equation)",)


def test_a_slide_holds_two_charts(tmp_path: Path) -> None:
    """Each of two charts on a slide has parts and ids of its own, and both files show the same of them."""
    charts = (
        "columns:\n  - chart: {kind: bar, data: {A: 1, B: 2}}\n  - chart: {kind: bar, data: {A: 3, B: 4}}\n"
    )
    made = _walked(charts, tmp_path)
    deck, show = read_deck(made.deck), read_show(made.show)
    assert [one.values for one in deck.slides[-1].charts] == [((1.0, 2.0),), ((3.0, 4.0),)]
    assert differences(deck, show) == []
    assert killed_by(made.deck.read_bytes()) == []
    ids = re.findall(r' id="([^"]+)"', made.show.read_text(encoding="utf-8"))
    assert sorted(set(ids)) == sorted(ids)
