"""What was set off by hand in a text, and the merged text → which paragraphs would lose that.

A colour, a highlight, a bold word or a number in place of a bullet has no word of its own to be merged by. It
stays with the words that it was given to; where the outline takes all of those away, it would be gone without
a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.regenerate.merging.text import Collision, MergedLine, MergedText, pairs
from deckgen.regenerate.reading.snapshot import Line, Lines, Look, Stress
from deckgen.structs import replace
from deckgen.structs.matching import blocks
from deckgen.structs.patterns import pattern

_WORD = pattern(r"\w+|[^\w\s]")

Word = tuple[str, Stress, Look]


def set_off(
    base: Lines, hand: Lines, *, by_office: bool, stressed: bool = True
) -> dict[int, tuple[str, ...]]:
    """Return which paragraphs of the hand's hold words that were set off by hand, and these words.

    `stressed` counts bold words, italic ones and links, too, which texts are merged by.
    One whose bullet or side was changed counts as a whole. LibreOffice writes out what paragraphs inherit, so
    of its decks only characters are compared.
    """
    found = {}
    for place, other in pairs(base, hand).items():
        stretches = tuple(_stretches(base[place], hand[other], stressed=stressed))
        shape = (base[place].marker, base[place].align) != (hand[other].marker, hand[other].align)
        if stretches or (shape and not by_office and hand[other].text):
            found[other] = stretches or (hand[other].text,)
    return found


def guarded(base: Lines, hand: Lines, outline: Lines, found: MergedText, *, by_office: bool) -> MergedText:
    """Return a merged text in which paragraphs stay as they are that would lose what was set off in them."""
    dressed = set_off(base, hand, by_office=by_office) if found.applied else {}
    held = {one.hand: at for at, one in enumerate(found.lines) if one.hand is not None}
    lost = [
        place
        for place, words in dressed.items()
        if place not in held or not _survive(words, hand[place], found.lines[held[place]])
    ]
    if not lost:
        return found
    back = {other: place for place, other in pairs(base, hand).items()}
    lines, collisions = list(found.lines), list(found.collisions)
    for place in sorted(lost):
        wanted = _kept(lines, place, hand[place].level)
        text = outline[wanted].text if wanted is not None else ""
        collisions.append(Collision(base[back[place]].text, text, hand[place].text))
    as_it_was = tuple(MergedLine(at, None, line.level, None) for at, line in enumerate(hand))
    applied = [(one.hand, one.said) for one in lines] != [(one.hand, one.said) for one in as_it_was]
    return MergedText(tuple(lines), tuple(collisions), applied)


def _kept(lines: list[MergedLine], place: int, level: int) -> int | None:
    """Have a paragraph of the hand's stay as it is; return which one the outline has in its place."""
    for at, one in enumerate(lines):
        if one.hand == place:
            lines[at] = replace(one, level=level, said=None)
            return one.outline
    before = [at for at, one in enumerate(lines) if one.hand is not None and one.hand < place]
    lines.insert(before[-1] + 1 if before else 0, MergedLine(place, None, level, None))
    return None


def _survive(words: tuple[str, ...], hand: Line, merged: MergedLine) -> bool:
    """Tell whether something is left of each stretch that was set off; the whole paragraph's look stays."""
    if merged.said is None or (len(words) == 1 and words[0] == hand.text.strip()):
        return True
    left = set(_WORD.findall("".join(text for text, _ in merged.said)))
    return all(left.intersection(_WORD.findall(one)) for one in words)


def _words(line: Line) -> list[Word]:
    return [(one[0], part.stress, part.look) for part in line.stretches for one in _WORD.finditer(part.text)]


def _stretches(base: Line, hand: Line, *, stressed: bool) -> Iterator[str]:
    """Yield neighbouring words that both say and that the hand has set otherwise."""
    before, mine = _words(base), _words(hand)
    other = [False] * len(mine)
    for block in blocks([one[0] for one in before], [one[0] for one in mine]):
        for offset in range(block.size):
            first, second = before[block.a + offset], mine[block.b + offset]
            other[block.b + offset] = _differ(first, second, stressed=stressed)
    if mine and all(other):
        yield hand.text.strip()
        return
    yield from _runs([one[0] for one in mine], other)


def _differ(one: Word, other: Word, *, stressed: bool) -> bool:
    if stressed and one[1] != other[1]:
        return True
    if one[1].link or other[1].link:
        return False  # programs give links looks of their own
    return not one[2].like(other[2])


def _runs(words: Sequence[str], chosen: Sequence[bool]) -> Iterator[str]:
    """Yield words that are chosen, neighbours as one."""
    found: list[str] = []
    for word, one in zip(words, chosen, strict=True):
        if one:
            found.append(word)
        elif found:
            yield " ".join(found)
            found = []
    if found:
        yield " ".join(found)
