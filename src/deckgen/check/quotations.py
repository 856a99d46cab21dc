"""Quotations of a talk → whether the essay has them, word for word.

Words are compared: case, marks, emphasis and line ends do not count, `[W]e` is "We", `[He]` was put in by
the talk, and … is where words are left out. A quotation that the essay does not have is looked for by the
pairs of words that it shares with a stretch of it: with `ALIKE` of its words and more it is misquoted, and
with fewer it is not the essay's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise

from deckgen.check.essay import EssayCitation, EssayText, Passage
from deckgen.check.words import Word, sentences_of, words_of
from deckgen.check.work import Work
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

ALIKE = 0.6
"""The share of a quotation's words that a stretch of the essay needs. Measured on 13,280 planted ones: with
30 % of the words changed, 0.56 to 0.83 are aligned; of quotations from other texts, 0.14."""

FEWEST, FEWEST_ABSENT = 3, 6
"""Words from which a quotation within a text is compared, and from which it is said not to be there."""

END = 2
"""Words that both ends of a joined quotation need at least."""

NEAR = 60
"""Words that may be missing between two ends for them to count as one sentence with words left out."""

OCCURRENCES = 50
"""Places at most whose marks are compared with those of words that the essay has more than once."""

_STEPS = 5
"""Steps of work that a pair of the same words counts as, which are aligned again and again."""

CONTEXT = 5
"""Words shown on each side of the first difference."""

_ELLIPSIS = pattern(r"[\[(]?(?:…|\.\s?\.\s?\.)[\])]?")
_INSERTED = pattern(r"\[[^\]]*\]")
_LETTER = pattern(r"\[([^\W\d_])\](?=\w)")
_CITED = pattern(r"\[[^\[\]]*@[^\[\]]*\]")
_INTERRUPTED = pattern(
    r"(?:[,–—-]\s?[\"”“’'»«]|[\"”“’»«],)\s(?P<said>[^\"“”„«»‘.!?;]{2,60}[,–—:]?)\s(?=[\"“„«»‘])"
)
"""What stands between two halves of a quotation: `“The delay,” wrote Evans, “was not …”`."""

_MARKS_ONLY = pattern(r"[\s\u200b\"“”„«»‹›‘’'*_`\[\]\\]+")
_DASHES = pattern(r"[–—−-]+")


class Verdict(Struct, frozen=True):
    """What was found of a quotation.

    `kind` is empty where it is right. `passage` is where the essay has it or what is closest, `said` and
    `essay` are the words in which they differ, and `at` is where the essay's words end there.
    """

    kind: str
    passage: Passage | None = None
    said: str = ""
    essay: str = ""
    others: tuple[Passage, ...] = ()
    at: int = 0


class _Found(Struct, frozen=True):
    """Words of the essay from `start` to before `stop`, counted over all of it."""

    start: int
    stop: int


class Index:
    """The essay's words, to look quotations up in; `bare`: without those that it put in itself.

    These are in brackets [ ], or between the halves of a quotation.
    """

    def __init__(self, essay: EssayText, *, bare: bool = False) -> None:
        self.essay = essay
        self.passages = essay.passages
        self.words: list[Word] = []
        self.owners: list[int] = []
        for number, passage in enumerate(essay.passages):
            text = _LETTER.sub(_unmarked, passage.text)
            words = words_of(_without_put_in(text) if bare else text)
            self.words += words
            self.owners += [number] * len(words)
        self.keys = [word.key for word in self.words]
        self.work = Work()

    @cached_property
    def bare(self) -> Index:
        """The words without those that the essay put in."""
        index = Index(self.essay, bare=True)
        index.work = self.work
        return index

    @cached_property
    def puts_in(self) -> bool:
        """Whether the essay put in any."""
        return any(_without_put_in(passage.text) != passage.text for passage in self.passages)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word is."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, key in enumerate(self.keys):
            found[key].append(at)
        return found

    def find(self, keys: Sequence[str]) -> list[int]:
        """Return every place where the words follow each other."""
        if not keys:
            return []
        self.work.spend(len(keys))
        rarest = min(range(len(keys)), key=lambda at: len(self.places.get(keys[at], ())))
        starts = [at - rarest for at in self.places.get(keys[rarest], ())]
        wanted = list(keys)
        self.work.spend(len(starts) * (1 + len(wanted) // 10))
        return [at for at in starts if at >= 0 and self.keys[at : at + len(wanted)] == wanted]

    def passage(self, at: int) -> Passage:
        """Return the passage that a word is in."""
        return self.passages[self.owners[at]]

    def text(self, start: int, stop: int) -> str:
        """Return the words from one to before another as they are written, of one passage."""
        owner = self.owners[start]
        while self.owners[stop - 1] != owner:
            stop -= 1
        return self.passages[owner].text[self.words[start].start : self.words[stop - 1].stop]


def cleaned(quotation: str, *, inserted: bool = False) -> str:
    """Return a quotation without citations, every character in its place; `inserted`: with what is in [ ]."""
    quotation = _CITED.sub(_blank, quotation)
    quotation = _LETTER.sub(_unmarked, quotation)
    quotation = _ELLIPSIS.sub(lambda one: "…".ljust(len(one[0])), quotation)
    return quotation if inserted else _INSERTED.sub(_blank, quotation)


def _blank(found: re.Match[str]) -> str:
    """Return spaces in the place of what was found."""
    return " " * len(found[0])


def _without_put_in(text: str) -> str:
    """Return a text without what is in brackets or between the halves of a quotation, all in its place."""
    return _INTERRUPTED.sub(_blank, _INSERTED.sub(_blank, text))


def _unmarked(found: re.Match[str]) -> str:
    """Return the letter of `[W]e` with signs that take no room in the place of its brackets."""
    return f"\u200b{found[1]}\u200b"


def judge(quotation: str, index: Index, *, whole: bool) -> Verdict:
    """Compare a quotation with the essay. `whole`: it is all that its field holds, not part of a text."""
    text = cleaned(quotation)
    parts = _parts(text)
    keys = [word.key for part in parts for word in part]
    if len(keys) < (1 if whole else FEWEST):
        return Verdict("")
    for read, where in _readings(quotation, index):
        found = _parts(read)
        if chains := _chains(where, [[word.key for word in part] for part in found]):
            every = [_marks(read, found, where, chain) for chain in chains[:OCCURRENCES]]
            return next((one for one in every if not one.kind), every[0])
    return _wrong(text, parts, index, FEWEST if whole else FEWEST_ABSENT)


def _readings(quotation: str, index: Index) -> Iterator[tuple[str, Index]]:
    """Yield a quotation as it may be meant, and where to look: what is in [ ] was put in by either."""
    bare = cleaned(quotation)
    yield bare, index
    if "[" in _CITED.sub("", quotation):
        yield cleaned(quotation, inserted=True), index
    if index.puts_in:
        yield bare, index.bare


def _wrong(text: str, parts: Sequence[tuple[Word, ...]], index: Index, fewest: int) -> Verdict:
    """Say what is wrong with a quotation; `fewest`: the words below which none is said not to be there."""
    keys = [word.key for part in parts for word in part]
    if places := index.find(keys):
        return Verdict("", index.passage(places[0]), at=_end(index, places[0] + len(keys)))
    wrong = next((part for part in parts if not index.find([word.key for word in part])), None)
    if wrong is None:
        return Verdict("joined", others=_passages(index, parts))
    verdict = _compare(text, wrong, index)
    return Verdict("") if verdict.kind == "not-in-essay" and len(keys) < fewest else verdict


def _parts(text: str) -> list[tuple[Word, ...]]:
    """Return the words of a text, split where it has an ellipsis."""
    parts: list[tuple[Word, ...]] = []
    start = 0
    for piece in text.split("…"):
        words = tuple(Word(one.key, one.start + start, one.stop + start) for one in words_of(piece))
        if words:
            parts.append(words)
        start += len(piece) + 1
    return parts


def _chains(index: Index, parts: Sequence[Sequence[str]]) -> list[list[_Found]]:
    """Return where all parts are, in order and close to each other, the closest first."""
    chains: list[list[_Found]] = []
    for first in index.find(parts[0]) if parts else ():
        chain = [_Found(first, first + len(parts[0]))]
        for part in parts[1:]:
            later = [at for at in index.find(part) if chain[-1].stop <= at]
            if not later or index.owners[later[0]] - index.owners[chain[-1].start] > 1:
                break
            chain.append(_Found(later[0], later[0] + len(part)))
        else:
            chains.append(chain)
    return sorted(chains, key=lambda one: one[-1].stop - one[0].start)


def _marks(text: str, parts: Sequence[tuple[Word, ...]], index: Index, chain: Sequence[_Found]) -> Verdict:
    """Compare the marks between words that are right; the last mark of a quotation is its user's."""
    passage, end = index.passage(chain[-1].start), _end(index, chain[-1].stop)
    for part, found in zip(parts, chain, strict=True):
        for at, (one, following) in enumerate(pairwise(part)):
            first, second = index.words[found.start + at], index.words[found.start + at + 1]
            if index.owners[found.start + at] != index.owners[found.start + at + 1]:
                continue
            source = index.passage(found.start + at).text
            typed, printed = text[one.stop : following.start], source[first.stop : second.start]
            if not _same_marks(typed, printed):
                said = _around(text, part, at)
                essay = index.text(
                    max(found.start, found.start + at - 2), min(found.stop, found.start + at + 4)
                )
                return Verdict("punctuation", index.passage(found.start), said, essay, at=end)
    return Verdict("", passage, at=end)


def _same_marks(typed: str, printed: str) -> bool:
    """Tell whether the marks between two words are the essay's, an interruption's comma there or not."""
    bare = _without_put_in(printed)
    interrupted = bare != printed and bool(_INTERRUPTED.search(printed))
    return _bare(typed) == _bare(bare) or (interrupted and _bare(typed) in ("", ","))


def _around(text: str, words: Sequence[Word], at: int) -> str:
    first, last = words[max(0, at - 2)], words[min(len(words) - 1, at + 3)]
    return text[first.start : last.stop]


def _bare(gap: str) -> str:
    return _DASHES.sub("-", _MARKS_ONLY.sub("", gap))


def _compare(text: str, words: Sequence[Word], index: Index) -> Verdict:
    """Say how words differ from the stretch of the essay that is most like them."""
    keys = [word.key for word in words]
    if (ends := _two_ends(keys, index)) is not None:
        return ends
    window = _window(keys, index)
    if window is None:
        return Verdict("not-in-essay")
    beside = index.keys[window.start : window.stop]
    counts = Counter(beside)
    index.work.spend(_STEPS * sum(counts[key] for key in keys))
    matcher = SequenceMatcher(None, keys, beside, autojunk=False)
    blocks = [one for one in matcher.get_matching_blocks() if one.size]
    if not blocks or sum(one.size for one in blocks) < ALIKE * len(keys):
        return Verdict("not-in-essay")
    first, last = blocks[0], blocks[-1]
    start = max(window.start, window.start + first.b - first.a)
    stop = min(len(index.keys), window.start + last.b + last.size + len(keys) - last.a - last.size)
    passage = index.passage(window.start + first.b)
    if all(one[0] in ("equal", "insert") for one in _changes(keys, index, start, stop)):
        return _left_out(keys, index, start, stop, passage)
    said, essay = _side_by_side(text, words, index, (start, stop))
    return Verdict("misquoted", passage, said, essay, at=_end(index, stop))


def _changes(
    keys: Sequence[str], index: Index, start: int, stop: int
) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, keys, index.keys[start:stop], autojunk=False).get_opcodes()


def _left_out(keys: Sequence[str], index: Index, start: int, stop: int, passage: Passage) -> Verdict:
    lost = [
        _until(index, start + first, start + last)
        for kind, _, _, first, last in _changes(keys, index, start, stop)
        if kind == "insert"
    ]
    return Verdict("left-out", passage, essay=" … ".join(lost), at=_end(index, stop))


def _until(index: Index, start: int, stop: int) -> str:
    """Return the words from one to before another with the marks between them."""
    passage = index.passage(start)
    after = index.words[stop].start if stop < len(index.words) and index.passage(stop) is passage else None
    return passage.text[index.words[start].start : after].strip()


def _side_by_side(text: str, words: Sequence[Word], index: Index, found: tuple[int, int]) -> tuple[str, str]:
    """Return what is typed and what the essay has, around the first word in which they differ."""
    start, stop = found
    changes = [one for one in _changes([word.key for word in words], index, start, stop) if one[0] != "equal"]
    _, first, last, mine, theirs = changes[0]
    if len(changes) > 1 and changes[1][1] - last <= CONTEXT:
        last, theirs = changes[1][2], changes[1][4]
    said = (
        words[max(0, first - CONTEXT)].start,
        words[min(len(words), max(last, first + 1) + CONTEXT) - 1].stop,
    )
    essay = index.text(max(start, start + mine - CONTEXT), min(stop, start + max(theirs, mine + 1) + CONTEXT))
    return text[slice(*said)], essay


def _two_ends(keys: Sequence[str], index: Index) -> Verdict | None:
    """Return the verdict on words whose beginning and end are both in the essay, apart; else None."""
    for cut in range(len(keys) - END, END - 1, -1):
        heads = index.find(keys[:cut])
        if not heads:
            continue
        tails = index.find(keys[cut:])
        if not tails:
            return None
        index.work.spend(len(heads) * len(tails))
        pairs = [(head, tail) for head in heads for tail in tails]
        head, tail = min(pairs, key=lambda one: (one[1] < one[0], abs(one[1] - one[0])))
        if head <= tail < head + cut:
            return None  # the same words twice
        between = tail - (head + cut)
        passage = index.passage(head)
        if index.owners[head] == index.owners[tail] and 0 < between <= NEAR:
            lost = _until(index, head + cut, tail)
            return Verdict("left-out", passage, essay=lost, at=_end(index, tail + len(keys) - cut))
        return Verdict("joined", passage, others=(passage, index.passage(tail)))
    return None


def _window(keys: Sequence[str], index: Index) -> _Found | None:
    """Return the stretch of the essay that shares most pairs of words, None where none shares any."""
    votes: dict[int, int] = defaultdict(int)
    width = max(4, len(keys))
    places = index.places
    for at, (one, following) in enumerate(pairwise(keys)):
        index.work.spend(len(places.get(one, ())))
        for place in places.get(one, ()):
            if place + 1 < len(index.keys) and index.keys[place + 1] == following:
                base = (place - at) // width
                votes[base] += 2
                votes[base + 1] += 1
                votes[base - 1] += 1
    if not votes:
        return None
    best = max(votes, key=lambda one: (votes[one], -one))
    return _Found(max(0, (best - 1) * width), min(len(index.keys), (best + 3) * width + width // 2))


def _passages(index: Index, parts: Sequence[tuple[Word, ...]]) -> tuple[Passage, ...]:
    places = [index.find([word.key for word in part]) for part in parts]
    return tuple(dict.fromkeys(index.passage(one[0]) for one in places if one))


def _end(index: Index, stop: int) -> int:
    return index.words[stop - 1].stop


def cited_after(passage: Passage, at: int) -> tuple[EssayCitation, ...]:
    """Return what the sentence that goes on at a place of a passage cites first from there on, together."""
    for start, stop in sentences_of(passage.text):
        if start <= at <= stop:
            found = [one for one in passage.citations if at - 1 <= one.offset <= stop]
            return tuple(one for one in found if one.offset == found[0].offset)
    return ()


_MARKED = pattern(r"“[^“”]+”|\"[^\"]+\"|„[^„“”]+[“”]|«[^«»]+»|»[^«»]+«|(?<!\w)‘(?:[^‘’]|’(?=\w))+’(?!\w)")


def marked(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text has words in quotation marks: from after the first to before the last mark."""
    for one in _MARKED.finditer(text):
        yield one.start() + 1, one.end() - 1
