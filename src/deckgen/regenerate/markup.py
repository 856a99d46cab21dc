"""A change of what a slide shows → a change of the outline's text that it comes from, its markup kept.

What is shown is laid beside what was typed, word by word; only words that are in both can be changed, for all
else is made by deckgen: formatted citations, numbers, quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from deckgen.regenerate.reading.snapshot import PLAIN, Stress
from deckgen.structs import Struct
from deckgen.structs.matching import blocks, opcodes
from deckgen.structs.patterns import pattern

_TOKEN = pattern(r"\w+|\n+|«\u00a0|\u00a0»|[^\S\n]+|[^\w\s]")
_WORD = pattern(r"\w+")
_MADE = pattern(r"\[[^\]]*@[^\]]*\]|\$[^$]+\$|\]\([^)]*\)|\{[^}]*\}")
"""What of a typed text is not shown as typed: citations, formulas, addresses, languages."""
_DOUBLE, _SINGLE = frozenset("“”„«»「」″״"), frozenset("‘’‚′׳")
_SPECIAL = pattern(r"([\\*_\[\]`$^~<\"'])")

Said = Sequence[tuple[str, Stress]]


class Untraceable(Exception):
    """A change cannot be carried back; the message says why."""


class Splice(Struct, frozen=True):
    """Put words in the place of `value[start:stop]`."""

    start: int
    stop: int
    words: str


def splices(value: str, shown: Said, wanted: Said) -> tuple[Splice, ...]:
    """Return the changes of a typed value that make what is shown what is wanted; raises `Untraceable`."""
    text, target = ("".join(one for one, _ in part) for part in (shown, wanted))
    if text != target:
        made = tuple(_words(value, text, target))
        if [stress for _, stress in shown if stress != PLAIN] != [one for _, one in wanted if one != PLAIN]:
            raise Untraceable("words and their emphasis were changed at once: change one after the other")
        return made
    return tuple(_stresses(value, text, shown, wanted))


def coverage(value: str, shown: str) -> float:
    """Return how much of a typed value is in what is shown, 0 to 1."""
    words, there = _WORD.findall(_MADE.sub(" ", value)), _WORD.findall(shown)
    if not words or not there:
        return 0.0
    same = sum(block.size for block in blocks(words, there))
    # What is shown has citations and numbers as well, so it counts for less.
    return 0.7 * same / len(words) + 0.3 * same / len(there)


def markup_of(said: Said) -> str:
    """Return what is shown as the outline would say it; emphasis that it has no marks for is left out."""
    found = []
    for text, stress in said:
        words = text.strip()
        try:
            opening, closing = _marks(stress) if words and stress != PLAIN else ("", "")
        except Untraceable:
            opening, closing = "", ""
        head = text[: len(text) - len(text.lstrip())]
        tail = text[len(text.rstrip()) :] if words else ""
        found.append(f"{head}{opening}{escaped(words)}{closing}{tail}")
    return "".join(found).replace("\v", " ").strip()


def trimmed(said_: Said, like: str) -> tuple[tuple[str, Stress], ...]:
    """Return what is said without spaces at its ends, which no outline keeps, unless `like` has them."""
    if like != like.strip() or not said_:
        return tuple(said_)
    texts = [text for text, _ in said_]
    texts[0] = texts[0].lstrip(" ")
    texts[-1] = texts[-1].rstrip(" ")
    return tuple((text, stress) for text, (_, stress) in zip(texts, said_, strict=True) if text)


def escaped(words: str) -> str:
    """Return words with all that would be taken for markup escaped, and straight quotation marks."""
    plain = _SPECIAL.sub(r"\\\1", words)
    return re.sub(r"(?<!\w)@(?=\w)", r"\\@", plain)


def _words(value: str, text: str, target: str) -> Iterator[Splice]:
    mine, theirs = _TOKEN.findall(text), _TOKEN.findall(target)
    places = _places(value, mine)
    for tag, start, stop, first, last in opcodes(mine, theirs):
        if tag == "equal":
            continue
        words = escaped("".join(theirs[first:last])).replace("\n", "\n\n")
        if start == stop:
            at = _spot(places, start, len(value))
            yield Splice(at, at, words)
        else:
            yield Splice(*_stretch(value, places, start, stop), words)


def _places(value: str, mine: Sequence[str]) -> list[tuple[int, int] | None]:
    """Return where each token of what is shown is in what was typed, None: nowhere."""
    found: list[tuple[int, int] | None] = [None] * len(mine)
    typed = list(_TOKEN.finditer(value))
    before, after = [_straight(one[0]) for one in typed], [_straight(one) for one in mine]
    for block in blocks(before, after):
        for offset in range(block.size):
            found[block.b + offset] = typed[block.a + offset].span()
    return found


def _straight(token: str) -> str:
    """Return a quotation mark or an apostrophe as it may have been typed, for deckgen sets the language's."""
    if token.strip() in _DOUBLE:
        return '"'
    return "'" if token in _SINGLE else token


def _spot(places: Sequence[tuple[int, int] | None], at: int, length: int) -> int:
    """Return where in the value something is put in before a token of what is shown."""
    before = places[at - 1] if at else None
    if before is not None:
        return before[1]
    after = places[at] if at < len(places) else None
    if after is not None:
        return after[0]
    if not places:
        return length
    raise Untraceable("it is at a citation or another text that deckgen makes")


def _stretch(value: str, places: Sequence[tuple[int, int] | None], start: int, stop: int) -> tuple[int, int]:
    inside = places[start:stop]
    known = [one for one in inside if one is not None]
    if len(known) < len(inside):
        raise Untraceable("it is a citation, a number or another text that deckgen makes")
    first, last = known[0][0], known[-1][1]
    if sum(end - begin for begin, end in known) != last - first:
        raise Untraceable("it reaches over markup, such as a link or emphasis that begins within it")
    return first, last


def _stresses(value: str, text: str, shown: Said, wanted: Said) -> Iterator[Splice]:
    """Yield the marks that set words off, put in or taken out."""
    mine = _TOKEN.findall(text)
    places = _places(value, mine)
    before, after = _per_token(mine, shown), _per_token(mine, wanted)
    at = 0
    while at < len(mine):
        if before[at] == after[at]:
            at += 1
            continue
        end = at
        while end < len(mine) and (before[end], after[end]) == (before[at], after[at]):
            end += 1
        start, stop = at, end
        while start < stop and not mine[start].strip():
            start += 1
        while stop > start and not mine[stop - 1].strip():
            stop -= 1
        if start < stop:
            yield from _marked(value, _stretch(value, places, start, stop), before[start], after[start])
        at = end


def _per_token(tokens: Sequence[str], said: Said) -> list[Stress]:
    chars = [stress for text, stress in said for _ in text]
    found, at = [], 0
    for one in tokens:
        found.append(chars[at] if at < len(chars) else PLAIN)
        at += len(one)
    return found


def _marked(value: str, where: tuple[int, int], before: Stress, after: Stress) -> Iterator[Splice]:
    first, last = where
    if before == PLAIN:
        opening, closing = _marks(after)
        yield Splice(first, first, opening)
        yield Splice(last, last, closing)
        return
    if after != PLAIN:
        raise Untraceable("one emphasis was changed into another")
    opening, closing = _marks(before)
    if value[:first].endswith(opening) and value[last:].startswith(closing):
        yield Splice(first - len(opening), first, "")
        yield Splice(last, last + len(closing), "")
        return
    raise Untraceable("only a part of an emphasis was taken away")


def _marks(stress: Stress) -> tuple[str, str]:
    if stress.underline and (stress.bold or stress.italic):
        raise Untraceable("words that are underlined and set off besides are not carried")
    if stress.underline:
        return "++", "++"
    if stress.bold and stress.italic:
        raise Untraceable("bold and italic at once are not carried")
    if stress.link:
        if stress.bold or stress.italic:
            raise Untraceable("a link that is set off is not carried")
        return "[", f"]({stress.link})"
    if stress.baseline:
        mark = "^" if stress.baseline > 0 else "~"
        return mark, mark
    mark = "**" if stress.bold else "*"
    return mark, mark
