"""Files of lines that begin with a tag, RIS, PubMed's .nbib, EndNote's .enw → records of tags and values.

What programs do beside the format's letter is taken as it is meant: lines before the first record, values
that go on in the next line, blank and numbered lines, a record that does not end, one space for two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.deck.citing.libraries.library import Source
from deckgen.diagnostics import Span
from deckgen.structs import Struct, field
from deckgen.structs.patterns import pattern


class Dialect(Struct, frozen=True):
    """How a format's lines look.

    `line` has the groups `tag` and `value`; `begins` are the tags that a record begins with, `ends` those it
    ends with. `keys` are the tags whose value may serve as its key.
    """

    line: re.Pattern[str]
    begins: frozenset[str]
    ends: frozenset[str]
    keys: tuple[str, ...]

    def opens_with(self, tag: str) -> bool:
        """Tell whether a record may open with a tag that is none to begin with: Google Scholar's do."""
        return self is ENW and tag not in self.ends


RIS = Dialect(
    pattern(r"\s*(?P<tag>[A-Z][A-Z0-9])(?:\s{1,3}[-–]\s?|\s{2}-$)(?P<value>.*)$"),
    frozenset(("TY",)),
    frozenset(("ER",)),
    ("ID",),
)
NBIB = Dialect(
    pattern(r"(?P<tag>[A-Z][A-Z0-9]{1,3})\s*-\s(?P<value>.*)$"),
    frozenset(("PMID",)),
    frozenset(),
    ("PMID",),
)
ENW = Dialect(
    pattern(r"\s*%(?P<tag>[A-Z0-9@#$!&?^()*+~<>=\[\]|])(?:\s+(?P<value>.*))?$"),
    frozenset("0"),
    frozenset(),
    ("F",),
)


class Record(Struct):
    """One record: its tags with their values in order, where it begins, and where its key is."""

    span: Span
    values: list[tuple[str, str]] = field(default_factory=list)
    key: str = ""

    def all(self, *tags: str) -> list[str]:
        """Return the values of some tags that say anything, in the order of the tags."""
        return [value for tag in tags for name, value in self.values if name == tag and value]

    def one(self, *tags: str) -> str:
        """Return the first value of the first of these tags that says anything, empty where none does."""
        return next(iter(self.all(*tags)), "")

    def is_before(self, tag: str) -> bool:
        """Tell whether a tag begins another record: an author or a title where this one has both."""
        return tag in ("A", "T") and bool(self.one("T") and self.one("A"))

    def go_on(self, line: str) -> None:
        """Take in a line without a tag: a value goes on, as JSTOR and PubMed break long ones."""
        if self.values and line and not re.fullmatch(r"\s*\d+[.:]?", line):
            tag, value = self.values[-1]
            self.values[-1] = (tag, f"{value} {line.strip()}".strip())

    def name(self, key: str, span: Span) -> None:
        """Take in what may be the record's key; the first that can be one counts."""
        if not self.key and re.fullmatch(r"[^\s{}]+", key):
            self.key, self.span = key, span


def read_records(source: Source, dialect: Dialect) -> Iterator[Record]:
    """Give the records of a file."""
    record: Record | None = None
    blank = False
    for number, typed in enumerate(source.text.split("\n"), 1):
        line = typed.rstrip()
        found = dialect.line.match(line)
        if not found:
            if record:
                record.go_on(line)
            blank = not line
            continue
        tag, value = found["tag"], found.groupdict("")["value"].strip()
        if tag in dialect.begins or (record is None and dialect.opens_with(tag)):
            if record:
                yield record
            column = typed.index(tag) + 1
            record = Record(Span(source.path, number, column, number, column + len(tag)))
        elif record is None:
            continue
        if tag in dialect.ends:
            yield record
            record = None
            continue
        if blank and dialect is ENW and record.is_before(tag):
            yield record
            record = Record(Span(source.path, number, 1, number, 3))
        blank = False
        if tag in dialect.keys:
            column = len(typed) - len(typed[found.start("value") :].lstrip()) + 1
            record.name(value, Span(source.path, number, column, number, column + len(value)))
        record.values.append((tag, value))
    if record:
        yield record
