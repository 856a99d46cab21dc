"""Formatted citations → what stands in the text, at a slide's foot, in the notes, at the deck's end.

`sources:` of an outline says where the audience meets a source: in the text and in a line at the slide's
foot (`foot`), in the text alone (`text`), or behind small numbers that a list at the end explains (`end`).
A note style puts numbers into the text by itself; what they stand for is at the foot, or at the end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from deckgen.deck.citations import Formatted, source_line
from deckgen.deck.dollars import Maths
from deckgen.deck.inline import Cluster, Inline, Mode
from deckgen.deck.model import Entry, Run, Runs, Words, plain

FOOT, TEXT, END = "foot", "text", "end"
"""What `sources:` may say, the usual one first."""

LONGEST_UNBROKEN = 16
"""Characters up to which a citation in brackets is kept on one line."""

LONGEST_CLINGING = 4
"""Characters up to which a citation in brackets, `[12]`, never begins a line."""

ENDNOTE = "endnote-{number}"
"""The key of a note in the list at the end, and what its number in the text leads to."""

_STOP = re.compile(r"[.,;:!?…]+[”’\"')]*")


@dataclass(frozen=True, slots=True)
class Sourcing:
    """What stands for each group of citations, on slides and in notes, and the notes at the end.

    `feet` holds, for a group that is a numbered note, the note with its number. `told` gives the groups of
    slides for where their number would lead nowhere, among the credits.
    """

    shown: Mapping[Cluster, Runs]
    spoken: Mapping[Cluster, Runs]
    told: Mapping[Cluster, Runs]
    feet: Mapping[Cluster, Runs]
    endnotes: tuple[Entry, ...]
    where: str
    formatted: Formatted

    def foot(self, clusters: list[Cluster], words: Words) -> tuple[Runs, ...]:
        """Return the lines at the foot of a slide that cites these groups."""
        if self.feet:
            return tuple(self.feet[one] for one in clusters if one in self.feet)
        if self.where != FOOT:
            return ()
        line = source_line(clusters, self.formatted)
        if not plain(line):
            return ()
        return ((Run(f"{words.sources if ';' in plain(line) else words.source} "), *line),)


def source(
    on_slides: tuple[Cluster, ...], in_notes: tuple[Cluster, ...], formatted: Formatted, where: str
) -> Sourcing:
    """Return what stands for the groups; `formatted` has those of the slides first, then the notes'."""
    runs = dict(zip((*on_slides, *in_notes), formatted.clusters, strict=True))
    notes = {one: said[2:] for one, said in formatted.notes.items()}
    spoken = {one: _spoken(runs[one], notes.get(one)) for one in in_notes}
    told = {one: _spoken(runs[one], notes.get(one)) for one in on_slides}
    shown = {one: _unbroken(runs[one]) for one in on_slides}
    feet: dict[Cluster, Runs] = {}
    endnotes: list[Entry] = []
    if where == END:
        for one in on_slides:
            text = notes.get(one) or source_line((one,), formatted)
            if not plain(text) or (one.items[0].mode is Mode.NARRATIVE and one not in notes):
                continue
            told[one] = told[one] or text
            number = len(endnotes) + 1
            key = ENDNOTE.format(number=number)
            endnotes.append(Entry(key, (Run(f"{number}. "), *_closed(text))))
            shown[one] = (*_before(runs[one], one in notes), _number(number, one, f"#{key}"))
    else:
        for number, one in enumerate((one for one in on_slides if one in notes), 1):
            shown[one] = (*_before(runs[one], True), _number(number, one, None))
            feet[one] = (Run(str(number), superscript=True), Run(" "), *notes[one])
    return Sourcing(shown, spoken, told, feet, tuple(endnotes), where, formatted)


def put_in(pieces: tuple[Inline, ...], cited: Mapping[Cluster, Runs], formulas: Mapping[Maths, Run]) -> Runs:
    """Return pieces as runs, with what stands for them in the place of citations and formulas.

    The number of a note stands close behind the word, and behind the stop or comma that follows it.
    """
    runs: list[Run] = []
    number: Run | None = None
    for piece in pieces:
        if isinstance(piece, Maths):
            piece = formulas[piece]
        if isinstance(piece, Run):
            stop = _STOP.match(piece.text) if number else None
            if stop:
                runs.append(replace(piece, text=stop.group()))
                piece = replace(piece, text=piece.text[stop.end() :])
            runs += [one for one in (number, piece) if one and one.text]
            number = None
            continue
        runs += [number] if number else []
        said = cited[piece]
        if runs and len(plain(said)) <= LONGEST_CLINGING and plain(said).startswith(("(", "[")):
            runs[-1] = replace(runs[-1], text=re.sub(" $", "\u00a0", runs[-1].text))
        number = said[-1] if said and said[-1].superscript else None
        if runs and (not said or (number and len(said) == 1)):
            runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))
        runs += said[:-1] if number else said
    return tuple([*runs, number] if number else runs)


def _unbroken(runs: Runs) -> Runs:
    """Return a short citation with spaces that lines do not break at: `(Wood, n.d.)` stays together."""
    if len(plain(runs)) > LONGEST_UNBROKEN or not plain(runs).startswith(("(", "[")):
        return runs
    return tuple(replace(run, text=run.text.replace(" ", "\u00a0")) for run in runs)


def _before(runs: Runs, is_note: bool) -> Runs:
    """Return what stands before a note's number: the author, where the sentence names them."""
    return runs[:-1] if is_note else ()


def _number(number: int, cluster: Cluster, link: str | None) -> Run:
    keys = tuple(dict.fromkeys(item.key for item in cluster.items))
    return Run(str(number), superscript=True, cites=keys, link=link)


def _spoken(runs: Runs, note: Runs | None) -> Runs:
    """Return a group for the notes, where numbers would lead nowhere: a note stands there in brackets."""
    if note is None:
        return runs
    last = note[-1]
    text = (
        *note[:-1],
        Run(last.text.removesuffix("."), bold=last.bold, italic=last.italic, cites=last.cites),
    )
    return (*runs[:-1], Run(" [" if runs[:-1] else "["), *text, Run("]"))


def _closed(runs: Runs) -> Runs:
    return runs if plain(runs).endswith((".", "!", "?", ".”", "?”", "!”")) else (*runs, Run("."))
