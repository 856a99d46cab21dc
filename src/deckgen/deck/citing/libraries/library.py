"""What a file of references holds before its works are read: each entry's key, place and reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from deckgen.deck.citing.dates import Date
from deckgen.deck.citing.libraries.marked import marked_runs
from deckgen.deck.citing.libraries.quirks import person_put_right, put_right
from deckgen.deck.citing.people import Name
from deckgen.deck.citing.references import Work, bare_doi
from deckgen.deck.citing.titles import Stretches
from deckgen.deck.model import Run, Runs
from deckgen.diagnostics import Diagnostic, Span
from deckgen.limits import LONGEST_WORK, MOST_PEOPLE
from deckgen.structs import Struct, field, replace
from deckgen.structs.patterns import pattern


class Source(Struct, frozen=True):
    """A file of references as text, and what messages call it."""

    path: Path
    text: str

    @property
    def start(self) -> Span:
        """Return the place of what concerns the whole file."""
        return Span(self.path, 1, 1, 1, 1)

    def span(self, at: int, length: int, line: int) -> Span:
        """Return the place of a stretch whose offset and line are known."""
        column = at - self.text.rfind("\n", 0, at)
        return Span(self.path, line, column, line, column + max(1, length))


class LibraryEntry(Struct, frozen=True):
    """One entry of a file: its key, where that is, and how to read the rest of it.

    `fault` says what is wrong with an entry that cannot be read, empty where all is well.
    """

    key: str
    span: Span
    read: Callable[[], Work]
    fault: str = ""
    mark: int = 0
    """What tells it from others without reading it, 0 where nothing does."""


class Library(Struct, frozen=True):
    """The entries of a file in its order, and what is to be said of the file as a whole."""

    entries: tuple[LibraryEntry, ...]
    problems: tuple[Diagnostic, ...] = ()


class Gathered(Struct):
    """A work in the making: what its entry has said so far, by CSL variable. What is said first stays."""

    texts: dict[str, Runs] = field(default_factory=dict)
    names: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    dates: dict[str, Date] = field(default_factory=dict)
    kept: dict[str, Stretches] = field(default_factory=dict)

    def say(self, variable: str, words: str) -> None:
        """Take in plain words."""
        said = re.sub(r"\s+", " ", words).strip()
        if said:
            self.texts.setdefault(variable, (Run(said),))

    def title(self, variable: str, words: str) -> None:
        """Take in a title, whose letters may be set high or low: `CO<sub>2</sub>`."""
        if words.strip() and variable not in self.texts:
            self.texts[variable], self.kept[variable] = marked_runs(words.strip())

    def name(self, variable: str, names: Iterable[Name]) -> None:
        """Take in people; those of one role that several fields give are one list."""
        found = tuple(one for one in names if one.family or one.literal or one.given)
        if found:
            self.names[variable] = (*self.names.get(variable, ()), *found)

    def text(self, variable: str) -> str:
        """Return what is said so far, empty where nothing is."""
        return "".join(run.text for run in self.texts.get(variable, ()))

    def address(self, words: str) -> None:
        """Take in an address on the web, or the DOI that it stands for."""
        words = words.strip().strip("<>")
        doi = bare_doi(words)
        if doi and doi != words:
            self.say("DOI", doi)
        elif re.match(r"www\.", words, re.IGNORECASE):
            self.say("URL", f"https://{words}")
        elif re.match(r"(?:https?|ftp)://\S", words, re.IGNORECASE):
            self.say("URL", words.split()[0])

    def doi(self, words: str) -> None:
        """Take in a DOI in whichever form it is written."""
        found = bare_doi(words.strip().split()[0] if words.strip().startswith("10.") else words)
        if found:
            self.say("DOI", found)
        else:
            self.address(words)

    def serial(self, kind: str, words: str) -> None:
        """Take in EndNote's one field for ISSN, ISBN and the number of a report, a patent, a standard."""
        if kind in ("report", "patent", "standard") and not re.match(r"(?:97[89])?[\d-]{9,}[\dXx]$", words):
            self.say("number", words)
        else:
            self.say("ISSN" if kind.startswith("article") else "ISBN", words)

    def pages(self, words: str) -> None:
        """Take in pages: one dash between the first and the last."""
        said = re.sub(r"^\s*(?:pp?\.|pages?)\s*", "", words, flags=re.IGNORECASE)
        said = re.sub(r"\s*(?:-+|[–—‐‑−]+)\s*", "-", said).strip(" -.")
        self.say("page", re.sub(r"\b(\d+)-(\d+)\b", _in_full, said))

    def edition(self, words: str) -> None:
        """Take in an edition, a figure where it says one."""
        low = re.sub(r"\s*\b(?:edition|edn?|ed)\b\.?$", "", words.strip(), flags=re.IGNORECASE).strip(" .")
        ordinal = re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", low)
        self.say("edition", ordinal[1] if ordinal else str(_ORDINALS.get(low.lower(), low)))

    def work(self, key: str, kind: str, span: Span) -> Work:
        """Return the work, without what programs write beside it."""
        kind = put_right(kind, self.texts, self.kept)
        return Work(
            key,
            kind,
            tuple(self.texts.items()),
            tuple((role, tuple(map(person_put_right, names))) for role, names in self.names.items()),
            tuple(self.dates.items()),
            span,
            library=True,
            kept=tuple((name, kept) for name, kept in self.kept.items() if kept and name in self.texts),
        )


def too_long(work: Work) -> str:
    """Return what is wrong with a work that says more than any does, empty where nothing is."""
    printed = sum(len(run.text) for _, runs in work.texts for run in runs)
    if printed > LONGEST_WORK:
        return f"it has {printed:,} characters; at most {LONGEST_WORK:,} are read"
    people = sum(len(names) for _, names in work.names)
    parts = ((one.family, one.given, one.literal) for _, names in work.names for one in names)
    letters = sum(len(part) for each in parts for part in each)
    if people > MOST_PEOPLE or letters > 100 * MOST_PEOPLE:
        return f"it has {people:,} people with {letters:,} letters; at most {MOST_PEOPLE:,} are read"
    return ""


def tidy(work: Work) -> Work:
    """Return a work without characters that no file may hold: control characters and half pairs."""
    if not any(map(_BARRED.search, _words(work))):
        return work
    return replace(
        work,
        texts=tuple(
            (name, tuple(replace(run, text=_blanked(run.text)) for run in runs)) for name, runs in work.texts
        ),
        names=tuple((role, tuple(_tidy_name(one) for one in names)) for role, names in work.names),
        dates=tuple((name, replace(date, literal=_blanked(date.literal))) for name, date in work.dates),
    )


_BARRED = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def _blanked(words: str) -> str:
    return _BARRED.sub("\ufffd", words)


def _tidy_name(name: Name) -> Name:
    parts = {part: _blanked(getattr(name, part)) for part in Name.__struct_fields__}
    return Name(**parts)


def _words(work: Work) -> Iterator[str]:
    for _, runs in work.texts:
        yield from (run.text for run in runs)
    for _, names in work.names:
        yield from (getattr(name, part) for name in names for part in Name.__struct_fields__)
    yield from (date.literal for _, date in work.dates)


def _in_full(pages: re.Match[str]) -> str:
    """Return `943-7` as 943-947: each style shortens pages in its own way, and none knows what is missing."""
    first, last = pages[1], pages[2]
    missing = len(first) - len(last)
    return f"{first}-{first[:missing]}{last}" if missing > 0 and first[:missing] + last > first else pages[0]


_ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ],
        1,
    )
}
