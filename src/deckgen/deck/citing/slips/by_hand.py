"""A citation typed by hand, `(see Kort, 1996, p. 294)` → what it is here, `see @kort, p. 294`.

Such words lead nowhere: no style sets them, and the list at the end does not know of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from deckgen.deck.citing.references import Work
from deckgen.diagnostics import Diagnostic, Edit, warning
from deckgen.outline.model import Text
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

MOST_WORDS = 3
"""The words that a family name has at most: van der Berg."""


class Authored(Struct, frozen=True):
    """A work by its key, the family names of its authors and its year, empty where it has none."""

    key: str
    families: tuple[str, ...]
    year: str


class Known(Struct, frozen=True):
    """The works that words may name: by their key, in small letters too, and by their first author."""

    works: Mapping[str, Authored]
    folded: Mapping[str, tuple[str, ...]]
    families: Mapping[str, tuple[Authored, ...]]
    """The family name of a first author → the works of that name."""

    def key_like(self, typed: str) -> str | None:
        """Return the one key that differs from what was typed in capitals alone, None where none does."""
        found = self.folded.get(typed.casefold(), ())
        return found[0] if len(found) == 1 else None


def known_works(works: Iterable[Work]) -> Known:
    """Return what is known of works; those of files that nothing cites are known by their keys alone."""
    folded: dict[str, list[str]] = defaultdict(list)
    families: dict[str, list[Authored]] = defaultdict(list)
    listed = [_authored(work) for work in works]
    for one in listed:
        folded[one.key.casefold()].append(one.key)
        if one.families:
            families[one.families[0]].append(one)
    return Known(
        {one.key: one for one in listed},
        {name: tuple(several) for name, several in folded.items()},
        {name: tuple(several) for name, several in families.items()},
    )


def _authored(work: Work) -> Authored:
    people = next((names for name, names in work.names if name == "author"), ())
    listed = tuple(" ".join(filter(None, (one.particle, one.family))) or one.literal for one in people)
    issued = next((date for name, date in work.dates if name == "issued"), None)
    return Authored(work.key, listed, str(issued.parts[0][0]) if issued and issued.parts else "")


_PAGED = pattern(r"(?P<key>.+):(?P<page>\d+(?:[-–]\d+)?)")


def misnamed(key: str, keys: Collection[str]) -> tuple[str, str] | None:
    """Return the key that was meant by another, and a page that was typed in it, `kort:12`; None: it is none.

    Capitals alone differ, of one key and no other.
    """
    paged = _PAGED.fullmatch(key)
    if paged and paged["key"] in keys:
        return paged["key"], paged["page"]
    alike = [one for one in keys if one.casefold() == key.casefold()]
    return (alike[0], "") if len(alike) == 1 else None


class ByHand(Struct, frozen=True):
    """What words cite, as it is written between brackets. `sure` says that they are no mere words.

    A name alone may be one; a key with its @, a name in capitals, a year or a page beside it are not.
    """

    written: str
    keys: tuple[str, ...]
    sure: bool


_PRE = pattern(r"(?:see also|see|cf\.|compare|vgl\.|siehe|voir|e\.g\.,?)\s+", re.IGNORECASE)
_WORD = pattern(r"-?@?[^\W_][\w’'\-]*")
_MORE = pattern(
    r"\s+et al\.?|,?\s*(?:\band\b|&|\bund\b|\bet\b|\by\b)\s*"
    r"(?P<second>[^\W\d_][\w’'\- ]*?)(?=\s*[,;:(\d]|\s*$)"
)
_YEAR = pattern(r",?\s*\(?(?P<year>\d{4})[a-z]?\)?(?![\d–-])")
_PLACE = pattern(
    r"\s*[,:]?\s*\(?(?P<label>pp?\.?|pages?|S\.|Seiten?|chaps?\.|ch\.|vol\.|sec\.|para\.|bk\.)?\s*"
    r"(?P<number>\d+(?:\s*[-–]\s*\d+)?(?:\s?ff?\.?)?(?:,\s*\d+(?:\s*[-–]\s*\d+)?)*)\)?"
)
_JOINT = pattern(r"\s*(?:;|,|&|\band\b|\bund\b|\bet\b|\by\b)\s*(?:and\s+)?", re.IGNORECASE)


def read_by_hand(words: str, known: Known, *, loose: bool) -> ByHand | None:
    """Read words that are nothing but citations; None where anything else is among them.

    Where `loose`, capitals make no difference: a field of citations holds nothing else.
    """
    found: list[str] = []
    keys: list[str] = []
    sure, at = True, 0
    while True:
        item = _item(words, at, known, loose=loose)
        if item is None:
            return None
        written, key, certain, at = item
        found.append(written)
        keys.append(key)
        sure = sure and certain
        if not words[at:].strip(" .,;"):
            return ByHand("; ".join(found), tuple(keys), sure)
        joint = _JOINT.match(words, at)
        if not joint:
            return None
        at = joint.end()


def _item(words: str, at: int, known: Known, *, loose: bool) -> tuple[str, str, bool, int] | None:
    """Return one work that words cite: as written here, its key, whether it is certain, where it ends."""
    pre = _PRE.match(words, at)
    start = pre.end() if pre else at
    whose = _whose(words, start, known, loose=loose)
    if whose is None:
        return None
    options, at = whose
    marked = words.startswith(("@", "-@"), start)
    capital = not loose and words[start : start + 1].isupper()
    options, at = _with_others(words, at, options)
    dated = _YEAR.match(words, at)
    fitting = [one for one in options if dated and one.year == dated["year"]]
    if dated and fitting:
        options, at = fitting, dated.end()
    if len({one.key for one in options}) != 1:
        return None
    if _YEAR.match(words, at):
        return None  # of another work than those that are known
    place = _PLACE.match(words, at)
    less = "-" if words.startswith("-", start) else ""
    said = f"{pre[0] if pre else ''}{less}@{options[0].key}{_written(place)}"
    return said, options[0].key, any((marked, fitting, place, capital)), place.end() if place else at


def _whose(words: str, start: int, known: Known, *, loose: bool) -> tuple[list[Authored], int] | None:
    """Return the works that a key or a family name may mean, the longest one, and where it ends."""
    for count in range(MOST_WORDS, 0, -1):
        stop = _after_words(words, start, count)
        typed = words[start:stop].lstrip("-@")
        key = typed if typed in known.works else known.key_like(typed) if loose else None
        options = [known.works[key]] if key else _named(typed, known, loose=loose)
        if stop is not None and options:
            return options, stop
    return None


def _with_others(words: str, at: int, options: list[Authored]) -> tuple[list[Authored], int]:
    """Return the works of several authors where a name goes on, `and Wood`, `et al.`; else all as given."""
    more = _MORE.match(words, at)
    if not more:
        return options, at
    second = (more["second"] or "").casefold()
    fitting = [
        one
        for one in options
        if len(one.families) > 1 and (not second or one.families[1].casefold() == second)
    ]
    return (fitting, more.end()) if fitting else (options, at)


def _after_words(words: str, start: int, count: int) -> int | None:
    """Return where so many words end, None where there are fewer."""
    at = start
    for place in range(count):
        if place:
            if not words.startswith(" ", at):
                return None
            at += 1
        word = _WORD.match(words, at)
        if not word:
            return None
        at = word.end()
    return at


def _named(typed: str, known: Known, *, loose: bool) -> list[Authored]:
    if not loose:
        return list(known.families.get(typed, ()))
    alike = (several for name, several in known.families.items() if name.casefold() == typed.casefold())
    return [one for several in alike for one in several]


def _written(place: re.Match[str] | None) -> str:
    if place is None:
        return ""
    label, number = place["label"] or "", place["number"]
    if not label or re.fullmatch(r"p{1,2}\.?|pages?|S\.|Seiten?", label):
        label = "pp." if re.search(r"\d\s*[-–,]\s*\d", number) else "p."
    return f", {label} {number}"


_ENCLOSED = pattern(
    r"(?<![\w\]\\!@^\[])(?:\((?P<round>[^()\[\]]{2,90})\)|\[(?P<square>[^()\[\]]{2,90})\](?![(\[{:]))"
)
_NARRATIVE = pattern(
    r"(?<![\w@])(?P<name>[^\W\d_][\w’'\-]*(?:(?: et al\.| and | & | |, )[^\W\d_][\w’'\-]*){0,4}(?: et al\.)?)"
    r" \((?P<year>\d{4})(?:, (?P<label>pp?)\. ?(?P<number>\d[\d–-]*))?\)"
)


def typed_by_hand(text: Text, known: Known) -> Iterator[tuple[int, int, Diagnostic]]:
    """Yield where a text cites by hand works that are known, each place with its correction."""
    for one in _ENCLOSED.finditer(text.value):
        words = one["round"] or one["square"]
        if one["square"] and "@" in words:
            continue
        found = read_by_hand(words, known, loose=False)
        if found and found.sure:
            right = f"[{found.written}]"
            yield one.start(), one.end(), _told(text, one, right)
    for one in _NARRATIVE.finditer(text.value):
        words = one["name"].split(" ")
        for count in range(len(words)):
            name = " ".join(words[count:])
            found = read_by_hand(f"{name}, {one['year']}", known, loose=False)
            if found and len(found.keys) == 1 and found.sure and name[:1].isupper():
                start = one.start() + len(" ".join(words[:count])) + (1 if count else 0)
                place = f" [{one['label']}. {one['number']}]" if one["number"] else ""
                yield start, one.end(), _told(text, (start, one.end()), f"@{found.keys[0]}{place}")
                break


def _told(text: Text, where: re.Match[str] | tuple[int, int], right: str) -> Diagnostic:
    start, stop = where if isinstance(where, tuple) else where.span()
    span = text.at(start, stop)
    message = f'"{text.value[start:stop]}" is typed by hand: it leads nowhere, and no style sets it'
    return warning(message, span, f"write {right}", edits=(Edit(span, right),))


_ODD_PLACE = pattern(r"@[\w-]+\s*(?:\(|:\s)\s*(?:pp?\.?\s*)?\d")
"""A page in brackets, or after a colon, where a comma belongs."""


def field_by_hand(raw: Text, meant: str, known: Known) -> Diagnostic | None:
    """Return a warning where a field of citations names works that it does not cite.

    `meant` is the field as it is read, with an @ at each key that is taken for one.
    """
    words = raw.value.strip()
    inner = words[1:-1].strip() if words[:1] + words[-1:] in ("()", "[]") else words
    found = read_by_hand(inner, known, loose=True)
    taken = {one.lstrip("@").rstrip(".:,;") for one in re.findall(r"@[\w:.#$%&+?<>~/-]+", meant)}
    if found is None or (set(found.keys) <= taken and not _ODD_PLACE.search(words)):
        return None
    return warning(
        f'"{words}" names works, and does not cite them as it stands',
        raw.span,
        f'write cite: "{found.written}"',
        edits=(Edit(raw.span, f'"{found.written}"'),),
    )
