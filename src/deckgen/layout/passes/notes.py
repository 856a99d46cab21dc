"""A slide's notes + the slides it goes on to → the notes that each of them has.

Order is kept and no word is lost or doubled. A paragraph goes with the part whose words it says again;
where nothing tells, the notes are shared out evenly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.deck.model import Note, plain
from deckgen.layout.text.paginate import cut_runs
from deckgen.layout.text.sentences import sentences
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_WORD = pattern(r"[^\W_]{4,}")


class _Stretch(Struct, frozen=True):
    """The characters from `start` to before `stop` of a note."""

    note: int
    start: int
    stop: int


def share_notes(notes: tuple[Note, ...], texts: Sequence[str]) -> tuple[tuple[Note, ...], ...]:
    """Return the notes of each part of a slide; `texts` is what the parts say.

    What is not spoken, the full references, goes with the last part.
    """
    if len(texts) == 1:
        return (notes,)
    unspoken = tuple(one for one in notes if not one.spoken)
    *shares, last = _share_spoken(tuple(one for one in notes if one.spoken), texts)
    return (*shares, (*last, *unspoken))


def _share_spoken(notes: tuple[Note, ...], texts: Sequence[str]) -> tuple[tuple[Note, ...], ...]:
    if not notes:
        return ((),) * len(texts)
    pieces = list(_stretches(notes, by_sentence=len(notes) < len(texts)))
    said = [plain(notes[one.note].runs)[one.start : one.stop] for one in pieces]
    shares = _assign(said, texts)
    return tuple(
        _joined(notes, [one for one, share in zip(pieces, shares, strict=True) if share == part])
        for part in range(len(texts))
    )


def _stretches(notes: tuple[Note, ...], *, by_sentence: bool) -> Iterator[_Stretch]:
    """Yield the notes one by one, or sentence by sentence."""
    for number, note in enumerate(notes):
        text = plain(note.runs)
        for start, stop in sentences(text) if by_sentence else ((0, len(text)),):
            yield _Stretch(number, start, stop)


def _assign(said: Sequence[str], texts: Sequence[str]) -> list[int]:
    """Return the part that each stretch goes with: never one before that of the stretch before it."""
    parts = [_words(text) for text in texts]
    everywhere = set.intersection(*parts)
    count, last = len(said), len(texts) - 1
    best: list[list[tuple[float, int]]] = []
    for place, one in enumerate(said):
        words = _words(one) - everywhere
        row: list[tuple[float, int]] = []
        before = (float("-inf"), 0)
        for part in range(last + 1):
            if best and best[-1][part][0] > before[0]:
                before = (best[-1][part][0], part)
            apart = abs((place + 0.5) / count * (last + 1) - (part + 0.5))
            worth = len(words & parts[part]) - apart / 2
            row.append((worth + (before[0] if best else 0.0), before[1]))
        best.append(row)
    part = max(range(last + 1), key=lambda one: best[-1][one][0])
    shares = []
    for row in reversed(best):
        shares.append(part)
        part = row[part][1]
    return shares[::-1]


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def _joined(notes: tuple[Note, ...], pieces: list[_Stretch]) -> tuple[Note, ...]:
    """Return the stretches as notes, those of the same note as one."""
    whole: list[_Stretch] = []
    for one in pieces:
        if whole and whole[-1].note == one.note:
            whole[-1] = _Stretch(one.note, whole[-1].start, one.stop)
        else:
            whole.append(one)
    return tuple(
        Note(cut_runs(notes[one.note].runs, one.start, one.stop), notes[one.note].level) for one in whole
    )
