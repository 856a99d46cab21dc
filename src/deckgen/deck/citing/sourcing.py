"""Formatted citations → what is in the text, at a slide's foot, in the notes, at the deck's end.

`sources:` of an outline says where the audience meets a source: in the text and, what the text does not say,
in a line at the slide's foot (`foot`), in the text alone (`text`), or after small numbers that a list at the
end explains (`end`).
A note style puts numbers into the text by itself; what they stand for is at the foot, or at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from deckgen.deck.citing.citations import Formatted
from deckgen.deck.markup.dollars import Maths
from deckgen.deck.markup.pieces import Citation, CitationItem, Inline, Mode
from deckgen.deck.model import Entry, Run, Runs, Words, plain
from deckgen.schema.numerals import whole
from deckgen.structs import Struct, replace
from deckgen.structs.patterns import pattern

FOOT, TEXT, END = "foot", "text", "end"
"""What `sources:` may say, the usual one first."""

LONGEST_UNBROKEN = 16
"""Characters up to which a citation in brackets is kept on one line."""

LONGEST_CLINGING = 4
"""Characters up to which a citation in brackets, `[12]`, never begins a line."""

ENDNOTE = "endnote-{number}"
"""The key of a note in the list at the end, and what its number in the text leads to."""

_STOP = pattern(r"[.,;:!?…]+[”’\"')]*")
_CLOSING = pattern(r"(?<![?!.,…])’?”$")


class Sourcing(Struct, frozen=True):
    """What stands for each group of citations, by its id, on slides and in notes, and the notes at the end.

    `feet` holds, for a group that is a numbered note, that note; `in_notes` what a note style says of each
    group, without a number. `written_out` gives the groups of slides for where their number would lead
    nowhere, among the credits. `numbers` lead to the list at the end from where no text has the number.
    """

    shown: Mapping[int, Runs]
    spoken: Mapping[int, Runs]
    written_out: Mapping[int, Runs]
    feet: Mapping[int, Runs]
    endnotes: tuple[Entry, ...]
    where: str
    formatted: Formatted
    in_notes: Mapping[int, Runs]
    numbers: Mapping[int, Runs]

    def foot(self, resting: Resting, words: Words) -> Foot:
        """Return the lines at the foot of a slide: the author's own words, and what the text does not say."""
        if self.where == END:
            numbers = [self.numbers[one.id] for one in resting.whole if one.id in self.numbers]
            return Foot(_line(resting.own, numbers, words), ())
        whole = tuple(resting.unsaid())
        if self.in_notes:
            return self._foot_of_notes(resting, whole, words)
        sources = each_source(whole, self.formatted) if self.where == FOOT else ()
        fewer = (_fewer(sources, count, words) for count in _counts(len(sources)))
        lines = [_line(resting.own, some, words) for some in (sources, *fewer)]
        return Foot(lines[0], tuple(lines[1:]))

    def below_table(self, cited: tuple[Citation, ...]) -> Runs:
        """Return what a table rests on: a note as it is, without a number, else what a foot says."""
        if self.where == END:
            return in_line(self.numbers.get(one.id, self.shown[one.id]) for one in cited)
        if not self.in_notes:
            return in_line(each_source(cited, self.formatted))
        return in_line(
            _opened(note) if (note := self.in_notes.get(one.id)) else self.shown[one.id] for one in cited
        )

    def _foot_of_notes(self, resting: Resting, whole: tuple[Citation, ...], words: Words) -> Foot:
        """Return the lines of a note style: what the whole slide rests on, unnumbered, then its notes."""
        notes = [one for one in resting.shown if one.id in self.feet]
        in_full = self._in_full(resting, whole)
        sources = tuple(
            _opened(full) if full else in_line(each_source((one,), self.formatted))
            for full, one in zip(in_full, whole, strict=True)
        )
        lines = (*_closed_line(resting.own, sources, words), *(self.feet[one.id] for one in notes))
        named = tuple(self._by_name(item) for one in whole for item in one.items)
        shorter = [each_source(whole, self.formatted), named]
        shorter += [_fewer(named, count, words) for count in _counts(len(named))]
        ways = [*self._ways(notes, words)]
        rounds = max(len(shorter) if whole else 0, len(ways) if notes else 0)
        found = (
            (
                *_closed_line(resting.own, shorter[min(at, len(shorter) - 1)], words),
                *(self._short_note(one, said) for one, said in ways[min(at, len(ways) - 1)]),
            )
            for at in range(rounds)
        )
        return Foot(lines, tuple(found))

    def _in_full(self, resting: Resting, whole: Sequence[Citation]) -> list[Runs | None]:
        """Return the notes of what a slide rests on, None where its text names a part of the works."""
        typed = {one.id: one for one in resting.whole}
        return [self.in_notes.get(one.id) if typed.get(one.id) == one else None for one in whole]

    def _ways(self, notes: Sequence[Citation], words: Words) -> Iterator[_Ways]:
        """Yield notes with what they rest on in its short form, by names alone, with less and less of it."""
        yield [(one, self._each_with_words(one)) for one in notes]
        named = [(one, tuple(_led_in(item, self._by_name(item)) for item in one.items)) for one in notes]
        yield named
        for count in _counts(max((len(sources) for _, sources in named), default=0)):
            yield [(one, _fewer(sources, count, words)) for one, sources in named]

    def _short_note(self, cluster: Citation, sources: tuple[Runs, ...]) -> Runs:
        """Return a numbered note in its short form, as it is where that says nothing."""
        note, short = self.feet[cluster.id], in_line(sources)
        if not plain(short):
            return note
        first, *others = short
        return (*note[:2], *_closed((replace(first, text=first.text[:1].upper() + first.text[1:]), *others)))

    def _each_with_words(self, cluster: Citation) -> tuple[Runs, ...]:
        """Return what a group rests on, each source after the words that lead to it: `see also Kort 294`."""
        if not any(plain(item.prefix).strip() for item in cluster.items):
            return each_source((cluster,), self.formatted)
        found = self.formatted.sources
        return tuple(_led_in(item, found.get((item.key, item.suffix), ())) for item in cluster.items)

    def _by_name(self, item: CitationItem) -> Runs:
        """Return a source by its author's name and its pages alone where no other has that name."""
        found = self.formatted.sources
        runs = found.get((item.key, item.suffix), ())
        taken = _TITLED.fullmatch("".join(run.text.join("\0\0") if run.italic else run.text for run in runs))
        if not taken:
            return runs
        head = f"{taken['name']}, "
        if any(plain(other).startswith(head) for (key, _), other in found.items() if key != item.key):
            return runs
        pages = taken["after"].strip(", ")
        return (replace(runs[0], text=head + pages if pages else taken["name"]),)


class Cited(Struct, frozen=True):
    """The groups of citations of slides and of their notes.

    `whole` are the ids of those of whole slides and below tables, which a note style does not number.
    """

    on_slides: tuple[Citation, ...]
    in_notes: tuple[Citation, ...]
    whole: frozenset[int]


class Foot(Struct, frozen=True):
    """The lines that say what a slide rests on, and the same said in less and less room.

    Numbered notes are `shorter` in their short form; a line of sources names fewer and fewer of them.
    """

    lines: tuple[Runs, ...]
    shorter: tuple[tuple[Runs, ...], ...]


_TITLED = pattern(
    r"(?P<name>[^\0“‘„«「,][^\0“‘„«「]*), (?:\0.*\0|[“‘„«「].*[”’“»」])(?P<after>[^\0]*)", re.DOTALL
)
"""A source in its short form: whose it is, its title, quoted or in italics (between zeros), its pages."""

_Ways = Sequence[tuple[Citation, tuple[Runs, ...]]]
"""Numbered notes, each with the sources that it names."""


def _led_in(item: CitationItem, source: Runs) -> Runs:
    """Return a source after its author's own words, where there are any."""
    words = plain(item.prefix).strip()
    if not words or not source:
        return source
    *others, last = item.prefix
    return (*others, replace(last, text=f"{last.text.rstrip()} "), *source)


MOST_AT_A_FOOT = 40
"""Sources beyond which no foot has room for one fewer, and none is tried."""


def _counts(sources: int) -> range:
    """Return how many of some sources are tried at a foot that has no room for all, from the most on."""
    return range(min(sources - 1, MOST_AT_A_FOOT), 0, -1)


def _fewer(sources: tuple[Runs, ...], count: int, words: Words) -> tuple[Runs, ...]:
    """Return the first of some sources, and how many more there are."""
    left = len(sources) - count
    return (*sources[:count], (Run(words.more_sources.format(count=left)),)) if left > 0 else sources


def _line(own: Runs, sources: Sequence[Runs], words: Words) -> tuple[Runs, ...]:
    """Return the one line of what a slide rests on, none where that is nothing."""
    listed = in_line(sources)
    several = "; " in plain(listed) or (own and sources)
    label = Run(f"{words.sources if several else words.source} ")
    said = (*own, *((Run(" · "),) if own and sources else ()), *listed)
    return ((label, *said),) if said else ()


def _closed_line(own: Runs, sources: Sequence[Runs], words: Words) -> tuple[Runs, ...]:
    """Return the line of a note style, which ends with a stop where a note does."""
    return tuple(_closed(line) if sources else line for line in _line(own, sources, words))


def _opened(note: Runs) -> Runs:
    """Return a note without the stop at its end."""
    return (*note[:-1], replace(note[-1], text=note[-1].text.removesuffix(".")))


class Resting(Struct, frozen=True):
    """What a slide rests on: citations that its text shows, and those of the `whole` slide.

    `own` are its author's words for a source.
    """

    shown: tuple[Citation, ...] = ()
    whole: tuple[Citation, ...] = ()
    own: Runs = ()

    def unsaid(self) -> Iterator[Citation]:
        """Yield the citations of the whole slide without the works that its text names just so."""
        said = {part for one in self.shown for item in one.items for part in ((item.key, ()), _place(item))}
        for one in self.whole:
            items = tuple(item for item in one.items if _place(item) not in said)
            if items:
                yield replace(one, items=items)


def _place(item: CitationItem) -> tuple[str, Runs]:
    return item.key, item.suffix


_STOP_INSIDE = pattern(r"(?<![A-Z.]\w)\.([”’“»]+)$")
"""The stop at the end of a quoted title, not that of an abbreviation: `in the U.S.”`."""

_JOINTS = pattern(r"[\W_]*(?:and|und|et|y|e|og|och|en|i)?[\W_]*", re.IGNORECASE)
"""What is left of a line of citations that says nothing by itself."""


def bare_words(runs: Runs) -> Runs:
    """Return words without the semicolons, and without the brackets, around them; nothing of mere joints."""
    if _JOINTS.fullmatch(plain(runs)):
        return ()
    first, *rest = runs
    trimmed = [replace(first, text=first.text.lstrip(" ;,")), *rest]
    trimmed[-1] = replace(trimmed[-1], text=trimmed[-1].text.rstrip(" ;,"))
    ends = trimmed[0].text[:1] + trimmed[-1].text[-1:]
    if ends in ("()", "[]") and not re.search(r"[\])].*[\[(]", plain(tuple(trimmed))):
        trimmed[0] = replace(trimmed[0], text=trimmed[0].text[1:])
        trimmed[-1] = replace(trimmed[-1], text=trimmed[-1].text[:-1])
    return tuple(one for one in trimmed if one.text)


def source(markup: Cited, formatted: Formatted, where: str) -> Sourcing:
    """Return what stands for the groups; `formatted` has those of the slides first, then the notes'."""
    on_slides = markup.on_slides
    ids = [one.id for one in (*on_slides, *markup.in_notes)]
    runs = dict(zip(ids, formatted.clusters, strict=True))
    notes = {one: said[2:] for one, said in zip(ids, formatted.notes, strict=True) if said}
    spoken = {one.id: _spoken(runs[one.id], notes.get(one.id)) for one in markup.in_notes}
    written_out = {one.id: _spoken(runs[one.id], notes.get(one.id)) for one in on_slides}
    shown = {one.id: _unbroken(runs[one.id]) for one in on_slides}
    feet: dict[int, Runs] = {}
    numbers: dict[int, Runs] = {}
    endnotes: list[Entry] = []
    if where == END:
        for number, (one, text) in enumerate(_explained(on_slides, notes, formatted), 1):
            written_out[one.id] = written_out[one.id] or text
            key = ENDNOTE.format(number=number)
            endnotes.append(Entry(key, (Run(f"{number}. "), *_closed(text))))
            led = _number(number, one, f"#{key}")
            shown[one.id] = (*_before(runs[one.id], one.id in notes), led)
            numbers[one.id] = (replace(led, text=f"[{number}]", superscript=False),)
    else:
        # A note of the whole slide has no place in the text where its number could be.
        numbered = (one for one in on_slides if one.id in notes and one.id not in markup.whole)
        for number, one in enumerate(numbered, 1):
            shown[one.id] = (*_before(runs[one.id], True), _number(number, one, None))
            feet[one.id] = (Run(str(number), superscript=True), Run(" "), *notes[one.id])
    return Sourcing(
        shown, spoken, written_out, feet, tuple(endnotes), where, formatted, in_notes=notes, numbers=numbers
    )


def _explained(
    on_slides: tuple[Citation, ...], notes: Mapping[int, Runs], formatted: Formatted
) -> Iterator[tuple[Citation, Runs]]:
    """Yield the groups that a list at the end explains, with what it says of each."""
    for one in on_slides:
        text = notes.get(one.id) or source_line((one,), formatted)
        if plain(text) and (one.id in notes or one.items[0].mode is not Mode.NARRATIVE):
            yield one, text


def put_in(
    pieces: tuple[Inline, ...],
    cited: Mapping[int, Runs],
    formulas: Mapping[Maths, Run],
    *,
    inside: bool = False,
) -> Runs:
    """Return pieces as runs, with what stands for them in the place of citations and formulas.

    The number of a note comes close after the word, and after the stop or comma that follows it; where a
    style has these `inside` of quotation marks, after both: `“it moves” [@lee].` becomes “it moves.”⁴
    """
    runs: list[Run] = []
    number: Run | None = None
    for piece in pieces:
        if isinstance(piece, Maths):
            piece = formulas[piece]
        if isinstance(piece, Run):
            if number and inside and runs:
                runs[-1], piece = _stopped_inside(runs[-1], piece)
            runs += _with_number(number, piece)
            number = None
            continue
        runs += [number] if number else []
        said = cited[piece.id] if runs else _begun(piece, cited[piece.id])
        number = said[-1] if said and said[-1].superscript else None
        if runs:
            runs[-1] = _before_citation(runs[-1], said)
        runs += said[:-1] if number else said
    return tuple([*runs, number] if number else runs)


def _begun(cluster: Citation, said: Runs) -> Runs:
    """Return what begins a text: a name with a particle has a capital there, Von Neumann doubts it."""
    if not said or not cluster.items or cluster.items[0].mode is not Mode.NARRATIVE:
        return said
    first, *others = said
    return (replace(first, text=first.text[:1].upper() + first.text[1:]), *others)


def _stopped_inside(before: Run, after: Run) -> tuple[Run, Run]:
    """Return what is before a note's number and what is after it, its stop inside of a quotation mark."""
    mark = _CLOSING.search(before.text)
    if mark is None or after.text[:1] not in (".", ","):
        return before, after
    text = f"{before.text[: mark.start()]}{after.text[0]}{mark[0]}"
    return replace(before, text=text), replace(after, text=after.text[1:])


def _with_number(number: Run | None, run: Run) -> Iterator[Run]:
    """Yield a run, and the number of a note that waits before it after the stop that the run begins with."""
    stop = _STOP.match(run.text) if number else None
    at = stop.end() if stop else 0
    for one in (replace(run, text=run.text[:at]), number, replace(run, text=run.text[at:])):
        if one and one.text:
            yield one


def _before_citation(run: Run, said: Runs) -> Run:
    """Return what is before a citation; a short one clings to it, a number or nothing takes no space."""
    text = run.text
    if len(plain(said)) <= LONGEST_CLINGING and plain(said).startswith(("(", "[")):
        text = re.sub(" $", "\u00a0", text)
    if not said or (said[-1].superscript and len(said) == 1):
        text = text.rstrip(" ")
    return replace(run, text=text)


def _unbroken(runs: Runs) -> Runs:
    """Return a short citation with spaces that lines do not break at: `(Wood, n.d.)` stays together."""
    if len(plain(runs)) > LONGEST_UNBROKEN or not plain(runs).startswith(("(", "[")):
        return runs
    return tuple(replace(run, text=run.text.replace(" ", "\u00a0")) for run in runs)


def _before(runs: Runs, is_note: bool) -> Runs:
    """Return what is before a note's number: the author, where the sentence names them."""
    return runs[:-1] if is_note else ()


def _number(number: int, cluster: Citation, link: str | None) -> Run:
    keys = tuple(dict.fromkeys(item.key for item in cluster.items))
    return Run(str(number), superscript=True, cites=keys, link=link)


def _spoken(runs: Runs, note: Runs | None) -> Runs:
    """Return a group for the notes, where numbers would lead nowhere: a note appears there in brackets."""
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


# ── what a slide rests on, in a line ──────────────────────────────────────────────────────────────


def source_line(clusters: Iterable[Citation], formatted: Formatted) -> Runs:
    """Return what a slide rests on, for its foot: `Kort 294; Wood`."""
    return in_line(each_source(clusters, formatted))


def in_line(sources: Iterable[Runs]) -> Runs:
    """Return sources one after the other, semicolons between them.

    The stop that a short note has inside of its quotation marks stays at the end of the line alone.
    """
    line: list[Run] = []
    for runs in sources:
        if line:
            line[-1] = replace(line[-1], text=_STOP_INSIDE.sub(r"\1", line[-1].text))
            line.append(Run("; "))
        line += runs
    return tuple(line)


def each_source(clusters: Iterable[Citation], formatted: Formatted) -> tuple[Runs, ...]:
    """Return what groups of citations rest on, each source once.

    A work that is cited both with and without pages appears there with its pages only. In a note style
    each source is given in its short form, in a numeric one by its number: `[1, p. 294]; [2]`.
    """
    found: list[Runs] = []
    paged: dict[tuple[str, str, str], tuple[int, list[str]]] = {}
    for item, runs in _each_source(clusters, formatted):
        pages = _paged(item, runs)
        if pages is None:
            found.append(runs)
            continue
        number, known = paged.setdefault((item.key, pages["head"], pages["label"][:1]), (len(found), []))
        known.append(pages["pages"])
        if len(known) == 1:
            found.append(runs)
        else:
            found[number] = _with_pages(found[number], pages, known)
    return tuple(found)


def _each_source(clusters: Iterable[Citation], formatted: Formatted) -> Iterable[tuple[CitationItem, Runs]]:
    """Yield each source of some groups once; one without pages only where it has none anywhere."""
    items = [item for cluster in clusters for item in cluster.items]
    located = {item.key for item in items if item.suffix}
    seen: set[str] = set()
    for item in items:
        runs = formatted.sources.get((item.key, item.suffix), ())
        words = plain(runs)
        if words and words not in seen and not (item.key in located and not item.suffix):
            seen.add(words)
            yield item, runs


def _paged(item: CitationItem, runs: Runs) -> re.Match[str] | None:
    """Return a source taken apart at its pages: `Kort 294`, `Kort, 1996, pp. 3–5`, `[1, p. 294]`.

    What of its figures are pages is known from what was typed; a year before them is none.
    """
    first = re.fullmatch(r"[\s,]*(?:pp?\.?\s*)?(\d+)[\d\s,–-]*", plain(item.suffix))
    if not first or not runs:
        return None
    return re.fullmatch(
        rf"(?P<head>.*?(?<!\d))(?P<label>(?:pp?\.[\s\u00a0]|p)?)(?P<pages>{first[1]}(?!\d)[\d–,\s\u00a0]*)(?P<tail>[\])]?)",
        runs[-1].text,
    )


def _with_pages(runs: Runs, found: re.Match[str], pages: list[str]) -> Runs:
    """Return a source with all its pages in their order: `Kort 294, 301`."""
    every = {one for each in pages for one in re.split(r",[\s\u00a0]*", each)}
    listed = ", ".join(sorted(every, key=lambda one: whole(one.split("–")[0]) or 0))
    label = f"pp.{found['label'][-1]}" if "." in found["label"] else found["label"]
    return (*runs[:-1], replace(runs[-1], text=f"{found['head']}{label}{listed}{found['tail']}"))
