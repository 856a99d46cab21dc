"""Statements in the essay's words that say something else: a word exchanged, two swapped, a `not` more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from deckgen.check.stated.dates import dates_of
from deckgen.check.stated.numbers import figures_of
from deckgen.check.words import Word, stem, words_of
from deckgen.structs import Struct, replace
from deckgen.structs.patterns import pattern

FEWEST = 5
"""Words of a statement from which it is compared."""

ALIKE = 0.72
"""The share of its words that have to be the sentence's, in order. Measured on 40 planted faults."""

SHORT, AWAY = 2, 3
"""Words of the slide that may be exchanged at once, and words of the essay in whose place they are."""

LEFT = 3
"""Words that tell something and are the essay's, of a statement in which another is exchanged; one fewer
where it is the whole sentence."""

MOST_WORDS = 300
"""Words of a statement or a sentence beyond which it is none that could be held against another."""

SWAPPABLE = 4
"""Words that tell something, of a statement in which two may be swapped."""

_LISTING = pattern(r"[,;/]|\b(?:and|or|und|oder|et|ou|y|o|e)\b")


def _listed(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_NEGATIONS = _listed(
    "not no never none nobody nothing neither nor without hardly cannot nicht kein keine keinen",
    "keiner nie niemals nichts niemand ohne pas jamais aucun aucune rien sans nunca ningún ninguna",
    "sin mai nessun nessuna senza didnt dont doesnt wasnt werent isnt arent couldnt wouldnt hadnt",
    "hasnt havent wont cant shouldnt",
)
_EMPTY = _listed(
    "a an the and or but of to in on at by for from with as that which who whom whose this these",
    "those it its he she they his her their him them is are was were be been being has have had do",
    "does did will would so then than there here also too very just still even such thus up out about",
    "into upon between because since although though while whereas weil denn obwohl während",
    "der die das den dem des ein eine einen einem einer eines und oder aber von zu",
    "zum zur im am auf bei für mit als dass er sie es ihr ihre sein seine ist sind war waren hat",
    "haben hatte wird wurde wurden auch le la les l d de du un une et ou mais à au aux en dans sur",
    "par pour avec que qui il elle ils ce cette ces son sa ses est sont était ont avait el los las y",
    "o del al se su sus fue lo gli i e di da een het van op met",
)
_ENDINGS = _listed("s es d ed ing er ers en n e y ies ied ly al r te ten st") | {""}
_VOWELS = str.maketrans("", "", "aeiouyäöüéèêáíóú")


class Otherwise(Struct, frozen=True):
    """Where a statement differs: the words of it from `start` to before `stop`, and those of the essay."""

    said: str
    essay: str
    start: int
    stop: int


class _Both(Struct, frozen=True):
    """A statement and a sentence, and the words of each."""

    text: str
    sentence: str
    mine: tuple[Word, ...]
    theirs: tuple[Word, ...]

    def shown(self, here: tuple[int, int], there: tuple[int, int]) -> Otherwise:
        """Return the words of the statement and those of the sentence, each from one to before another."""
        begin, end = self.mine[here[0]].start, self.mine[here[1] - 1].stop
        essay = self.sentence[self.theirs[there[0]].start : self.theirs[there[1] - 1].stop]
        return Otherwise(self.text[begin:end], essay, begin, end)


class _Change(Struct, frozen=True):
    """Words of the statement, from one to before another, in whose place the sentence has others or none."""

    kind: str
    here: tuple[int, int]
    there: tuple[int, int]

    def said(self, both: _Both) -> tuple[Word, ...]:
        """The words of the statement."""
        return both.mine[slice(*self.here)]

    def essay(self, both: _Both) -> tuple[Word, ...]:
        """The words of the sentence."""
        return both.theirs[slice(*self.there)]


def otherwise(text: str, sentence: str) -> Otherwise | None:
    """Return in what a statement departs from a sentence whose words it uses; None where it does not.

    One that leaves words out, or says more than a word or two of its own, is a statement of its own.
    """
    both = _Both(text, sentence, words_of(text), words_of(sentence))
    if len(both.mine) < FEWEST or max(len(both.mine), len(both.theirs)) > MOST_WORDS:
        return None
    return _swapped(both) or _departing(both) or _departing(_near(both))


def _near(both: _Both) -> _Both:
    """Return a statement and the stretch of the sentence that it is about, around what they share most of.

    A word such as "in", which a sentence has several times, is then not taken for a distant one.
    """
    keys, others = _stems(both.mine), _stems(both.theirs)
    most = SequenceMatcher(None, keys, others, autojunk=False).find_longest_match()
    start = max(0, most.b - most.a)
    return replace(both, theirs=both.theirs[start : most.b - most.a + len(keys)])


def _departing(both: _Both) -> Otherwise | None:
    """Return the one place in which a statement departs from a sentence; None if it has none, or more."""
    keys, others = _stems(both.mine), _stems(both.theirs)
    codes = SequenceMatcher(None, keys, others, autojunk=False).get_opcodes()
    changes = [_Change(kind, (a, b), (c, d)) for kind, a, b, c, d in codes]
    same = [word for one in changes if one.kind == "equal" for word in one.said(both)]
    if len(same) < ALIKE * len(keys):
        return None
    changes = [one for one in changes if one.kind != "equal"]
    if (negated := _negated(both, changes)) is not None:
        return negated
    telling = [one for one in changes if _told(one.said(both))]
    whole = len(keys) == len(others) and len(changes) == 1
    if len(telling) != 1 or telling[0].kind != "replace" or len(_told(same)) < LEFT - whole:
        return None
    return _exchanged(both, telling[0])


def _negated(both: _Both, changes: Sequence[_Change]) -> Otherwise | None:
    """Return where one of both says no, and the other the same words without it."""
    told = [(one, [*one.said(both), *one.essay(both)]) for one in changes]
    no = [one for one, words in told for word in words if word.key in _NEGATIONS]
    if len(no) != 1 or max(len(no[0].said(both)), len(no[0].essay(both))) > AWAY:
        return None
    (a, b), (c, d) = no[0].here, no[0].there
    if no[0].kind == "insert" and (c == 0 or d == len(both.theirs)):
        return None
    return both.shown(
        (max(0, a - 1), min(len(both.mine), b + 1)), (max(0, c - 1), min(len(both.theirs), d + 1))
    )


def _swapped(both: _Both) -> Otherwise | None:
    """Return where two words have taken each other's places; the parts of an enumeration may."""
    mine, theirs = ([at for at, one in enumerate(side) if _telling(one)] for side in (both.mine, both.theirs))
    keys, others = _stems(_told(both.mine)), _stems(_told(both.theirs))
    if len(keys) < SWAPPABLE or len(set(keys)) < len(keys) - 1:
        return None
    for start in range(len(others) - len(keys) + 1):
        stretch = others[start : start + len(keys)]
        if sorted(stretch) != sorted(keys):
            continue
        apart = [at for at, (one, other) in enumerate(zip(keys, stretch, strict=True)) if one != other]
        if len(apart) != 2 or _enumerated(both, mine[apart[0]], mine[apart[1]]):
            return None
        if any(keys[at][0].isdigit() for at in apart):
            return None  # a year may be said first or last
        here = mine[apart[0]], mine[apart[1]] + 1
        return both.shown(here, (theirs[start + apart[0]], theirs[start + apart[1]] + 1))
    return None


def _enumerated(both: _Both, first: int, last: int) -> bool:
    """Tell whether two words of the statement are parts of an enumeration."""
    parts = _LISTING.split(both.text[both.mine[first].stop : both.mine[last].start])
    return len(parts) > 1 and all(len(_told(words_of(part))) <= 1 for part in parts)


def _exchanged(both: _Both, change: _Change) -> Otherwise | None:
    """Return a word or two in whose place the essay has others."""
    (first, last), (start, stop) = change.here, change.there
    long = last - first
    if last == len(both.mine):
        stop = min(stop, start + long)
    if first == 0:
        start = max(start, stop - long)
    if long > SHORT or stop - start > AWAY or long == len(both.mine):
        return None
    change = _Change(change.kind, (first, last), (start, stop))
    said, essay = _told(change.said(both)), _told(change.essay(both))
    if not essay or _told_elsewhere(both, change) or _moved(both, said, essay):
        return None
    if any(_inflected(one.key, other.key) for one in said for other in essay):
        return None
    return both.shown(change.here, change.there)


def _moved(both: _Both, said: Sequence[Word], essay: Sequence[Word]) -> bool:
    """Tell whether words only moved to another place of the sentence."""
    mine, theirs = Counter(_stems(both.mine)), Counter(_stems(both.theirs))
    return any(theirs[one] >= mine[one] for one in _stems(said)) or any(
        mine[one] >= theirs[one] for one in _stems(essay)
    )


def _told_elsewhere(both: _Both, change: _Change) -> bool:
    """Tell whether the difference is one of numbers, dates or names, which have checks of their own."""
    for whole, words in ((both.text, change.said(both)), (both.sentence, change.essay(both))):
        stretch = whole[words[0].start : words[-1].stop]
        if any(not figure.small for figure in figures_of(stretch)) or any(True for _ in dates_of(stretch)):
            return True
        if any(whole[one.start].isupper() and whole[: one.start].strip() for one in words):
            return True
    return False


def _stems(words: Sequence[Word]) -> list[str]:
    return [stem(one.key) for one in words]


def _telling(word: Word) -> bool:
    return word.key not in _EMPTY


def _told(words: Sequence[Word]) -> list[Word]:
    return [one for one in words if _telling(one)]


def _inflected(one: str, other: str) -> bool:
    """Tell whether two words are likely forms of one: `rose` and `rise`, `emptied` and `empties`."""
    common = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    common = min(len(one), len(other)) if common is None else common
    if common >= 3 and {one[common:], other[common:]} <= _ENDINGS:
        return True
    bare = sorted((one.translate(_VOWELS), other.translate(_VOWELS)), key=len)
    return one[0] == other[0] and len(bare[0]) >= 2 and bare[0] == bare[1]
