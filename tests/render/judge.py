"""A slide as it came out and its Page → what does not stand where it should, in words."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from deckgen.layout.pages import Page, Pages
from deckgen.structs import Struct, replace
from deckgen.units import points
from tests.render.areas import Area, areas, letters

ASCENT = 0.75
"""How far letters reach above their line, in ems. Fonts' own claims are taller, and differ."""

FIGURES = 0.7
"""How far figures do: they are set larger than anything else, and in less room."""

LETTERS = 0.725
"""How far letters without an accent do in the themes' faces and their twins, ``h`` and ``l`` among them."""

DESCENT = 0.22
"""How far the letters of the themes' faces and of their twins reach below their line at most, in ems."""

COMMA = 0.16
"""How far a comma between figures does."""

HANGING = frozenset("gjpqyQçęįşţų,;()[]{}|/@_$§µ“”‘’„")
"""Of the letters of Latin script, those that reach below the line or are drawn low in it."""

TOLERANCE = 3.0
"""How far, in points, a word may stand out of its box: rounding, side bearings, a slanted letter, and the
line that LibreOffice lowers for a subscript in it."""

TALL = 3.0
"""How far letters that are stacked, of fonts nobody can foresee, may reach above their box, in points."""

LOW = 5.0
"""How far those may reach below it: LibreOffice reckons with the foot of the face that lacks them."""

TOUCH = 1.5
"""How much of each other, in points both ways, two words may cover."""


SHAPED = re.compile("[\u0590-\u0fff\u1780-\u17ff\uac00-\ud7af\u200d\ufe0f\U0001f000-\U0001faff]")
"""Letters that are joined, stacked, turned round, drawn as one or, such as those of Korean, may have no font:
a PDF does not tell what they were."""

PICTURED = re.compile("[\u200d\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]+")
"""Emoji, of which nothing may be drawn where there is no font for them."""


class Word(Struct, frozen=True):
    """A word as it came out, its edges in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def __str__(self) -> str:
        return f"{self.text!r} at {self.left:.0f}, {self.top:.0f} to {self.right:.0f}, {self.bottom:.0f}"


class Sheet(Struct, frozen=True):
    """One slide as it came out: its size in points and its words, read from what was `drawn` or not."""

    width: float
    height: float
    words: tuple[Word, ...]
    drawn: bool = False


def ink(text: str, left: float, right: float, line: float, size: float) -> Word:
    """Return a word with the edges of its letters, which stand on a line and have a size."""
    plain = all(char.isascii() or (char.isalpha() and char < "\u0250") for char in text)
    figures = set(text) <= set("0123456789.,%")
    above = FIGURES if figures else LETTERS if text.isascii() else ASCENT
    below = 0.02 if plain and not HANGING & set(text) else COMMA if figures else DESCENT
    return Word(text, left, line - above * size, right, line + below * size)


def faults(pages: Pages, sheets: tuple[Sheet, ...], numbers: Mapping[str, int] | None = None) -> list[str]:
    """Return what is wrong with a deck as it came out: words out of place, on each other, lost or too many.

    Hidden slides are not expected to come out. `numbers` are those of the pages by id, None: from 1 on.
    Those of an appendix are counted anew, as A1 and so on.
    """
    numbers = numbers or {page.id: number for number, page in enumerate(pages.pages, 1)}
    shown = [
        replace(page, chrome=page.numbered_chrome(pages.shown_number(page, numbers[page.id])))
        for page in pages.pages
        if not page.hidden
    ]
    if len(shown) != len(sheets):
        return [f"{len(shown)} slides to be shown, {len(sheets)} came out"]
    marks = "".join(bullet.char for bullet in pages.theme.bullets) + pages.words.quote_open
    return [
        f"slide {numbers[page.id]} ({page.layout}): {fault}"
        for page, sheet in zip(shown, sheets, strict=True)
        for fault in _page_faults(page, pages, sheet, marks)
    ]


def _page_faults(page: Page, pages: Pages, sheet: Sheet, marks: str) -> Iterator[str]:
    slide = pages.theme.slide
    if abs(sheet.width - points(slide.width)) > 1 or abs(sheet.height - points(slide.height)) > 1:
        yield f"the slide measures {sheet.width:.0f} by {sheet.height:.0f} pt"
    places = areas(page, pages.theme, drawn=sheet.drawn, right_to_left=pages.right_to_left)
    axes, places = [area for area in places if area.choice], tuple(one for one in places if not one.choice)
    named = [word for word in sheet.words if any(_is_name(word, axis) for axis in axes)]
    if len(axes) > len(named):
        yield "an axis has no names"
    sheet = replace(sheet, words=tuple(word for word in sheet.words if word not in named))
    known = sheet.words
    if sheet.drawn and any(SHAPED.search(area.text) for area in places):
        known = tuple(word for word in known if _is_known(word, places, marks))
        yield from _astray(places, sheet)
    else:
        yield from _lost(places, sheet, marks)
    for word in known:
        yield from _misplaced(word, places, sheet, marks)
    for one, other in covering((*known, *named)):
        yield f"{one} and {other} cover each other"


def _is_name(word: Word, axis: Area) -> bool:
    """Tell whether a word stands along an axis and is one of its names, or several that stand close."""
    names = "|".join(re.escape(one) for one in sorted(axis.choice, key=len, reverse=True))
    edges = (word.left, word.top, word.right, word.bottom)
    return axis.holds(*edges, TOLERANCE + axis.aside) and bool(
        re.fullmatch(f"(?:{names})+", letters(word.text))
    )


def _is_known(word: Word, places: tuple[Area, ...], marks: str) -> bool:
    """Tell whether a word that came out beside shaped letters says what a box does."""
    said = letters(word.text).lstrip(marks)
    return not SHAPED.search(said) and any(said in area.letters for area in places)


def _astray(places: tuple[Area, ...], sheet: Sheet) -> Iterator[str]:
    """Tell what stands in no box, whatever it says, which boxes nothing stands in, and lost plain letters."""
    empty = {area.name for area in places if PICTURED.sub("", area.letters)}
    for word in sheet.words:
        high, low = (TALL, LOW) if SHAPED.search(word.text) else (0.0, 0.0)
        edges = (word.left, word.top + high, word.right, word.bottom - low)
        homes = [area.name for area in places if area.holds(*edges, TOLERANCE + area.aside)]
        empty.difference_update(homes)
        if not homes:
            yield f"{word} leaves its box"
    for name in sorted(empty):
        yield f"nothing stands in the box {name}"
    missing = _plain(area.letters for area in places) - _plain(letters(word.text) for word in sheet.words)
    if missing:
        yield f"lost: {_letters(missing)}"


def _plain(texts: Iterable[str]) -> Counter[str]:
    """Count the letters and figures that every PDF tells."""
    return Counter(char for text in texts for char in text if char.isascii() and char.isalnum())


def _misplaced(word: Word, places: tuple[Area, ...], sheet: Sheet, marks: str) -> Iterator[str]:
    if word.left < 0 or word.top < 0 or word.right > sheet.width or word.bottom > sheet.height:
        yield f"{word} leaves the slide"
    seen = letters(word.text)
    bare = seen.lstrip(marks)
    homes = [area for area in places if _says(area, seen) or (area.marks and bare in area.letters)]
    if not homes:
        yield f"{word} belongs to no box"
    elif not any(
        area.holds(word.left, word.top, word.right, word.bottom, TOLERANCE + area.aside * sheet.drawn)
        for area in homes
    ):
        box = homes[0]
        yield (
            f"{word} leaves its box {box.name}, "
            f"{box.left:.0f}, {box.top:.0f} to {box.right:.0f}, {box.bottom:.0f}"
        )


def _says(area: Area, seen: str) -> bool:
    """Tell whether an area says what came out; among letters turned round, signs and figures may be, too."""
    turned = seen[::-1] if not any(char.isalpha() for char in seen) else seen
    return seen in area.letters or (turned in area.letters and SHAPED.search(area.text) is not None)


def cover(one: Word, other: Word) -> bool:
    """Tell whether two words stand on each other."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > TOUCH and down > TOUCH


def covering(words: Iterable[Word]) -> Iterator[tuple[Word, Word]]:
    """Yield the words that stand on each other."""
    ordered = sorted(words, key=lambda word: word.left)
    for place, one in enumerate(ordered):
        for other in itertools.islice(ordered, place + 1, None):
            if other.left > one.right:
                break
            if cover(one, other):
                yield one, other


def _lost(places: tuple[Area, ...], sheet: Sheet, marks: str) -> Iterator[str]:
    """Compare the characters that came out with those of the boxes; list marks may be among them."""
    expected = Counter("".join(area.letters for area in places))
    printed = Counter(letters("".join(word.text for word in sheet.words)))
    drawn = sum(area.marks for area in places)
    surplus = printed - expected
    missing = expected - printed
    for mark in marks:
        if 0 < surplus[mark] <= drawn:
            del surplus[mark]
    if missing:
        yield f"lost: {_letters(missing)}"
    if surplus:
        yield f"too many: {_letters(surplus)}"


def _letters(counted: Counter[str]) -> str:
    return " ".join(f"{char}×{count}" for char, count in sorted(counted.items()))
