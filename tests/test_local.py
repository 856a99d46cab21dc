"""Change is local: an edit of an outline changes the slides that it is about, and no others.

So that what has been made of a slide can be kept, in all four forms that it goes through: the Deck's Slide,
the Page, the parts of the PowerPoint file, the section of the slideshow. The table below says for each edit
which slides must differ, and why. The last two forms hold a slide's place in the deck, besides: its number,
the bar that shows how far the talk has come, and the numbers of parts that it refers to. These change
wherever a slide comes before, and are left out of the comparison.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from deckgen.compile import Options, compile_outline
from deckgen.layout.pages import Page, Pages
from deckgen.structs.pieces import chunks_of
from deckgen.writers.html.write import SectionWriter
from deckgen.writers.pptx.context import context
from deckgen.writers.pptx.shapes.picture import media
from deckgen.writers.pptx.write import slide_parts
from tests.building import SERVICES

SLIDES, SECTIONS = 120, 10
WORKS = tuple(f"work{letter}" for letter in "abcde")

_BODIES = (
    'bullets: ["Grain number {n} [@{work}, p. {n}]", "It was milled in the same year", "And sold"]',
    'table: {{columns: [Year, Tons], rows: [["1{n:03}", "{n}"], ["1{n:03}a", "7"]], caption: Crop {n}}}',
    'quote: {{text: "The year {n} was good to us.", by: A miller}}',
    "chart: {{kind: column, data: {{Rye: {n}, Oats: 20, Wheat: 40}}, alt: Three, caption: Sown in {n}}}",
    "process: [Sow {n}, Reap, Mill]",
    "text: |\n          The miller of {n} kept his books in order.\n\n          So did his sons.",
)
"""What the slides hold, one after the other."""

CHART = """\
      - id: extra
        title: One more
        chart: {data: {A: 1, B: 2}, alt: Two, caption: New}
"""
EXTRA = "      - {id: extra, title: One more, bullets: [This one is new]}\n"


def _slide(n: int) -> str:
    body = _BODIES[n % len(_BODIES)].format(n=n, work=WORKS[n % 4])
    return (
        f"      - id: s{n:03}\n        title: What the year {n} brought\n        {body}\n"
        f"        notes: Say that it was the year {n}.\n"
    )


def _section(place: int) -> str:
    count = SLIDES // SECTIONS
    slides = "".join(_slide(n) for n in range(place * count, (place + 1) * count))
    return f"  part{place}:\n    title: Years from {place * count}\n    slides:\n{slides}"


OUTLINE = "".join(
    (
        "title: A hundred and twenty years\ntheme: lectern\nlanguage: en-GB\nagenda: true\nreferences:\n",
        *(
            f"  {one}: {{type: book, author: 'M{one[-1]}, Ann', title: {one}, publisher: P, year: 1990}}\n"
            for one in WORKS
        ),
        "nocite: all\nsections:\n",
        *map(_section, range(SECTIONS)),
    )
)


@dataclass(frozen=True)
class Edit:
    """An edit of the outline, and the slides that must differ after it, in every form unless named."""

    change: Callable[[str], str]
    differing: tuple[str, ...]
    unlike: Mapping[str, tuple[str, ...]]
    """A form → the slides that differ in it, where they are others."""


def _replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert text.count(old) == 1, old
        return text.replace(old, new)

    return change


def _moved(n: int, before: int) -> Callable[[str], str]:
    def change(text: str) -> str:
        return text.replace(_slide(n), "").replace(_slide(before), _slide(n) + _slide(before))

    return change


def _edit(change: Callable[[str], str], *differing: str, **unlike: tuple[str, ...]) -> Edit:
    return Edit(change, differing, unlike)


LONG = ", ".join(f'"Grain {n} was sown, reaped, milled and sold in one year"' for n in range(40))
LATER = tuple(f"s{n:03}" for n in range(60, SLIDES) if n % 6 == 3)

EDITS = {
    "a line more at the top of the file": _edit(lambda text: f"# The last version\n{text}"),
    "a word": _edit(_replaced("Grain number 48 ", "Grain or rye 48 "), "s048"),
    "a word in a table": _edit(_replaced('"1049a"', '"1949b"'), "s049"),
    "a point more, a line more": _edit(
        _replaced(_slide(48), _slide(48).replace('"And sold"]', '"And sold",\n          "And eaten"]')),
        "s048",
    ),
    # The notes are a part of their own in PowerPoint, one of the slide's parts.
    "a word of the notes": _edit(_replaced("that it was the year 48.", "that it was 48."), "s048"),
    "a slide that splits": _edit(_replaced(_slide(48), _slide(48).replace('"And sold"', LONG)), "s048"),
    "a slide more": _edit(_replaced(_slide(49), EXTRA + _slide(49)), "extra"),
    "a slide moved within its section": _edit(_moved(48, 58)),
    # It takes the foot of the section that it has come to.
    "a slide moved to another section": _edit(_moved(48, 76), "s048"),
    # The list of works cited leads back to the slide that cites a work first.
    "a work cited that nothing cited": _edit(
        _replaced("[@worka, p. 48]", "[@worke, p. 48]"), "s048", "works-cited", deck=("s048",)
    ),
    # Captions are numbered, and those of charts with those of pictures.
    "a chart with a caption more": _edit(_replaced(_slide(57), CHART + _slide(57)), "extra", "s057", *LATER),
}


@dataclass(frozen=True)
class Forms:
    """What an outline's slides become, each by its id, in every form."""

    deck: Mapping[str, object]
    pages: Mapping[str, object]
    parts: Mapping[str, object]
    sections: Mapping[str, object]


def forms_of(text: str) -> Forms:
    """Return all forms of an outline's slides; pages that go on have a number after the id."""
    path = Path("talk.yaml")
    found = compile_outline(text.encode(), path, Options(path), SERVICES)
    assert found.pages is not None, found.diagnostics
    assert found.deck is not None
    numbered = list(enumerate(found.pages.pages, 1))
    writer = SectionWriter(found.pages)
    return Forms(
        {slide.id: slide for slide in found.deck.slides},
        {page.id: page for page in found.pages.pages},
        _parts(found.pages),
        {page.id: _placeless(writer.section(page, number), *_HTML) for number, page in numbered},
    )


def _parts(pages: Pages) -> dict[str, object]:
    book, (stored, _) = context(pages), media(pages)

    def of(page: Page, number: int) -> object:
        made = list(slide_parts(book, page, number, stored))
        texts = [
            _placeless(b"".join(chunks_of(one.data)).decode(), *_PPTX)
            for one in made
            if one.name.endswith(".xml")
        ]
        books = [one.data for one in made if not one.name.endswith(".xml")]
        related = [(way.id, way.kind, _FILE.sub("#", way.target)) for one in made for way in one.relations]
        return texts, books, related

    return {page.id: of(page, number) for number, page in enumerate(pages.pages, 1)}


_FILE = re.compile(r"(?<=[A-Za-z_])\d+(?=\.(?:xml|xlsx))")
"""The number in the name of a part."""

_PPTX = (r'(?<=type="slidenum">).*?</a:t>', r'(?<=#progress").*?</p:sp>')
_HTML = (
    r'data-number="\d+"',
    r'(?<=class="b b-page-number ).*?</div>',
    r'(?<=<div class="bar">)<div class="\w+">',
)
"""What tells a slide's place in the deck: its number, twice, and the bar of progress."""


LEFT_OUT = "\0"
"""What is written where something is left out."""


def _placeless(text: str, *patterns: str) -> str:
    for pattern in patterns:
        text = re.sub(pattern, LEFT_OUT, text, flags=re.DOTALL)
    return text


@pytest.fixture(scope="module")
def before() -> Forms:
    """The outline's slides before any edit."""
    return forms_of(OUTLINE)


def _differing(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """Return the slides that an edit changed, added or took away, each with what it goes on to."""
    ids = (name for name in {**before, **after} if before.get(name) != after.get(name))
    return {re.sub(r"(?<=\d{3})\.\d+$", "", name) for name in ids}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_changes_no_other_slides(name: str, before: Forms) -> None:
    """In no form does any slide differ that need not."""
    edit = EDITS[name]
    after = forms_of(edit.change(OUTLINE))
    for form in ("deck", "pages", "parts", "sections"):
        found = _differing(getattr(before, form), getattr(after, form))
        assert found == set(edit.unlike.get(form, edit.differing)), form


def test_the_deck_is_large_and_the_comparison_sees(before: Forms) -> None:
    """All slides are there in every form, and what changes them all, another look, is seen in all."""
    after = forms_of(OUTLINE.replace("theme: lectern", "theme: grid"))
    assert len(before.deck) >= SLIDES
    for form in ("pages", "parts", "sections"):
        assert len(getattr(before, form)) >= SLIDES
        assert len(_differing(getattr(before, form), getattr(after, form))) >= SLIDES, form


def test_a_place_is_all_that_is_left_out(before: Forms) -> None:
    """A slide's number and progress are in both files, once each, and nothing but them is passed over."""
    section = before.sections["s048"]
    assert isinstance(section, str)
    assert section.count(LEFT_OUT) == len(_HTML)
    parts = before.parts["s048"]
    assert isinstance(parts, tuple)
    assert parts[0][0].count(LEFT_OUT) == len(_PPTX)
