"""A text on the pages of one slide, in three states → which of the outline's pages its words belong on.

Layout cuts a text where a page is full: between paragraphs, else within one. Where the text grows or shrinks
the cuts move, and words change their page without anybody having changed them. What is found here is which
paragraphs are to be cut, joined and moved so that base and hand are cut where the outline is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from deckgen.regenerate.merging.text import pairs
from deckgen.regenerate.reading.snapshot import Lines
from deckgen.structs import Struct
from deckgen.structs.matching import blocks
from deckgen.structs.patterns import pattern

_TOKEN = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+|[^\w\s]")

_LEAST = 3
"""How many words in a row two texts have to share for these to be the same words of both: fewer come together
by chance, and a paragraph would be cut where no page ends."""


class Slice(Struct, frozen=True):
    """Some characters of a paragraph: its page, its place there, from where to where.

    `whole` says that it is all of it. `glue` is what is between them and what comes before them in the
    same paragraph.
    """

    page: int
    line: int
    start: int
    stop: int
    whole: bool
    glue: str = ""


class Unit(Struct, frozen=True):
    """A paragraph as it is to be: the page of the outline that it goes to, and what it is made of."""

    to: int
    slices: tuple[Slice, ...]

    @property
    def stays(self) -> bool:
        """Whether it is one paragraph as it was."""
        return len(self.slices) == 1 and self.slices[0].whole


Pages = Sequence[Lines]


def repaged(base: Pages, hand: Pages, outline: Pages) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """Return the paragraphs of base and hand as the outline's pages cut them."""
    mine, theirs, wanted = _tokens(base), _tokens(hand), _tokens(outline)
    there = _trusted(mine, wanted)
    homes = _filled(mine, {at: wanted[other].spot for at, other in there.items()})
    joints = dict(_joints(mine, wanted, there, homes))
    back = {two: one for one, two in _same(mine, theirs).items()}
    followed = _filled(theirs, {at: homes[other] for at, other in back.items()})
    kept = dict(_kept_joints(mine, theirs, back, joints))
    return tuple(_units(mine, homes, joints)), tuple(_units(theirs, followed, kept))


def rows_repaged(base: Pages, hand: Pages, outline: Pages) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """Return the rows of a table, each as a line, as the outline's pages part them; none is cut."""
    mine, theirs, wanted = ([one for page in side for one in page] for side in (base, hand, outline))
    to = _followed(pairs(tuple(mine), tuple(wanted)), len(mine), _places(outline))
    found = _followed(pairs(tuple(theirs), tuple(mine)), len(theirs), to)
    return tuple(_whole(base, to)), tuple(_whole(hand, found))


def _places(pages: Pages) -> list[int]:
    return [number for number, page in enumerate(pages) for _ in page]


def _followed(same: Mapping[int, int], count: int, pages: Sequence[int]) -> list[int]:
    """Return the page of each row: that of the one that it is, else of the row before it."""
    found: list[int] = []
    first = next((pages[same[place]] for place in range(count) if place in same), 0)
    for place in range(count):
        found.append(pages[same[place]] if place in same else found[-1] if found else first)
    return found


def _whole(pages: Pages, to: Sequence[int]) -> Iterator[Unit]:
    spots = [(number, place, one) for number, page in enumerate(pages) for place, one in enumerate(page)]
    for (number, place, one), page in zip(spots, to, strict=True):
        yield Unit(page, (Slice(number, place, 0, len(one.text), whole=True),))


class _Token(Struct, frozen=True):
    """A word or another character: its page and paragraph, where it is there, what space is before it."""

    text: str
    page: int
    line: int
    start: int
    stop: int
    gap: str

    @property
    def spot(self) -> tuple[int, int]:
        """The page and the paragraph."""
        return self.page, self.line


def _tokens(pages: Pages) -> list[_Token]:
    found: list[_Token] = []
    for number, page in enumerate(pages):
        for place, line in enumerate(page):
            text, at = line.text, 0
            words = list(_TOKEN.finditer(text))
            for one in words:
                found.append(_Token(one[0], number, place, one.start(), one.end(), text[at : one.start()]))
                at = one.end()
            if not words:
                found.append(_Token("", number, place, 0, len(text), ""))
    return found


def _same(one: Sequence[_Token], other: Sequence[_Token], least: int = 1) -> dict[int, int]:
    """Return which word of one text is which of the other, in order, in rows of so many at least."""
    first, second = ([token.text for token in part] for part in (one, other))
    return {
        block.a + offset: block.b + offset
        for block in blocks(first, second)
        if block.size >= least
        for offset in range(block.size)
    }


def _trusted(one: Sequence[_Token], other: Sequence[_Token]) -> dict[int, int]:
    """Return which words are the same: those in rows of some length, and those of short paragraphs."""
    found = _same(one, other)
    rows = [list(row) for _, row in groupby(sorted(found.items()), lambda pair: pair[0] - pair[1])]
    kept: dict[int, int] = {}
    for row in rows:
        paragraph = {one[at].spot for at, _ in row}
        alone = len(paragraph) == 1 and len(row) == sum(token.spot in paragraph for token in one)
        if len(row) >= _LEAST or alone:
            kept.update(row)
    return kept


def _filled(tokens: Sequence[_Token], known: Mapping[int, tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spot of every word: its own, else that of the one before it in its paragraph, or after it.

    A paragraph of which no word is known goes with the one before it.
    """
    found: list[tuple[int, int]] = []
    last = known[min(known)] if known else (0, 0)
    for _, row in groupby(range(len(tokens)), lambda at: tokens[at].spot):
        places = list(row)
        now = next((known[at] for at in places if at in known), last)
        for at in places:
            now = max(now, known.get(at, now))
            found.append(now)
        last = now
    return found


def _ends(tokens: Sequence[_Token]) -> Iterator[tuple[int, list[int], list[int]]]:
    """Yield for each end of a page the first word after it, and the words of the paragraphs around it."""
    rows = [list(row) for _, row in groupby(range(len(tokens)), lambda at: tokens[at].spot)]
    for before, after in pairwise(rows):
        if tokens[before[0]].page != tokens[after[0]].page:
            yield after[0], before, after


def _joints(
    tokens: Sequence[_Token],
    wanted: Sequence[_Token],
    there: Mapping[int, int],
    homes: Sequence[tuple[int, int]],
) -> Iterator[tuple[int, str]]:
    """Yield the first words of pages that go on with a paragraph, each with the space before it."""
    for first, before, after in _ends(tokens):
        known = any(at in there for at in before) and any(at in there for at in after)
        if known and homes[before[-1]] == homes[first]:
            yield first, wanted[there[first]].gap if first in there else " "


def _kept_joints(
    base: Sequence[_Token], hand: Sequence[_Token], back: Mapping[int, int], joints: Mapping[int, str]
) -> Iterator[tuple[int, str]]:
    """Yield the joints of the base where the hand's deck has them, too."""
    around = {first: (base[before[-1]].spot, base[first].spot) for first, before, _ in _ends(base)}
    for first, before, after in _ends(hand):
        for joint, glue in joints.items():
            last, next_ = around[joint]
            if any(at in back and base[back[at]].spot == last for at in before) and any(
                at in back and base[back[at]].spot == next_ for at in after
            ):
                yield first, glue


def _units(
    tokens: Sequence[_Token], homes: Sequence[tuple[int, int]], joints: Mapping[int, str]
) -> Iterator[Unit]:
    """Yield the paragraphs: cut where the page changes, joined where a page ended within one."""
    sizes: dict[tuple[int, int], int] = {}
    for token in tokens:
        sizes[token.spot] = sizes.get(token.spot, 0) + 1
    rows: list[list[int]] = []
    for at, token in enumerate(tokens):
        begins = not rows or token.spot != tokens[at - 1].spot
        if (begins and at not in joints) or homes[at][0] != homes[at - 1][0]:
            rows.append([])
        rows[-1].append(at)
    for row in rows:
        slices: list[Slice] = []
        for (page, line), part in groupby(row, lambda at: tokens[at].spot):
            inside = list(part)
            whole = len(inside) == sizes[page, line]
            glue = joints.get(inside[0], "") if slices else ""
            start, stop = tokens[inside[0]].start, tokens[inside[-1]].stop
            slices.append(Slice(page, line, start, stop, whole, glue))
        yield Unit(homes[row[0]][0], tuple(slices))
