"""CSL JSON, from Zotero and others → works; it holds the variables of citation styles as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

from deckgen.deck.citing.citeproc import Json
from deckgen.deck.citing.dates import Date, read_date
from deckgen.deck.citing.libraries.library import Library, LibraryEntry, Source
from deckgen.deck.citing.libraries.marked import marked_runs
from deckgen.deck.citing.libraries.quirks import person_put_right, put_right
from deckgen.deck.citing.people import Name, with_stops
from deckgen.deck.citing.references import Work, bare_doi
from deckgen.deck.citing.titles import Stretches
from deckgen.deck.model import Run, Runs
from deckgen.diagnostics import Span, error
from deckgen.outline.language.reference_fields import FIELDS, Holds
from deckgen.schema.numerals import whole
from deckgen.structs.patterns import pattern

_NAMES = frozenset(field.csl for field in FIELDS if field.holds is Holds.NAMES)
_DATES = frozenset(field.csl for field in FIELDS if field.holds is Holds.DATE)
_NOT_PRINTED = frozenset(("note", "annote", "abstract", "keyword", "source"))
"""What programs keep for themselves, and no official style prints."""

_WORDS = frozenset(field.csl for field in FIELDS) - _NAMES - _DATES - _NOT_PRINTED
_OLDER = {"event": "event-title", "shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
_CROSSREF = {
    "journal-article": "article-journal", "book-chapter": "chapter", "book-section": "chapter",
    "proceedings-article": "paper-conference", "proceedings": "book", "newspaper": "article-newspaper",
    "posted-content": "article", "monograph": "book", "edited-book": "book", "reference-book": "book",
    "reference-entry": "entry-encyclopedia", "dissertation": "thesis", "report-component": "report",
    "peer-review": "review",
    "journal": "periodical", "journal-issue": "periodical", "database": "dataset", "component": "document",
}  # fmt: skip
"""Crossref's kinds of works, and those of other services, by the name that styles have for them."""

_WEB = pattern(r"(?:https?|ftp)://[^\s/]", re.IGNORECASE)
_PIECE = pattern(r'"(?:[^"\\]|\\.)*"|[{}\[\]]', re.DOTALL)
_HALF = pattern(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
"""Escapes; those of a whole character come in pairs where it lies beyond U+FFFF."""
_ID = pattern(r'"id"\s*:\s*"?([^",}\n]+)')


def read_csl_json(source: Source) -> Library:
    """Read a file of CSL JSON; where it is no JSON as a whole, item by item."""
    try:
        content = _loaded(source.text)
    except json.JSONDecodeError as problem:
        found = _item_by_item(source)
        if found:
            return Library(tuple(found))
        span = Span(source.path, problem.lineno, problem.colno, problem.lineno, problem.colno + 1)
        message = f"this is not JSON: {problem.msg.lower()}"
        return Library((), (error(message, span, "export the file again as CSL JSON"),))
    except RecursionError:
        return Library(
            (),
            (
                error(
                    f'"{source.path.name}" is nested too deeply', source.start, "export it again as CSL JSON"
                ),
            ),
        )
    items = content.get("items") if isinstance(content, Mapping) else content
    if not isinstance(items, Sequence) or isinstance(items, str):
        message = f'"{source.path.name}" holds no list of works'
        return Library((), (error(message, source.start, "export it again as CSL JSON"),))
    places = _places(source, len(items))
    return Library(tuple(_entry(source, item, span) for item, span in zip(items, places, strict=True)))


def _loaded(text: str) -> Json:
    """Return what JSON says; a number too long to be one stays the text that it is."""

    def number(digits: str) -> int | str:
        return digits if (found := whole(digits)) is None else found

    return cast(Json, json.loads(_HALF.sub(_whole_character, text), parse_int=number))


def _whole_character(escape: re.Match[str]) -> str:
    """Return an escape as it stands; where it is half a character, the one for what is not known."""
    return "\\ufffd" if escape["half"] else escape[0]


def _entry(source: Source, item: Json, span: Span) -> LibraryEntry:
    key = str(item.get("id") or item.get("citation-key") or "") if isinstance(item, Mapping) else ""
    fault = "" if key else "it has no id, which is what a citation names"
    return LibraryEntry(key, span, _reader(key, item, span), fault)


def _reader(key: str, item: Json, span: Span) -> Callable[[], Work]:
    return lambda: csl_work(key, item if isinstance(item, Mapping) else {}, span)


def _stretches(text: str) -> list[tuple[int, int]]:
    """Return where the items of the list begin and end: objects that lie in no other object, but for the
    one that may hold the list."""
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for one in _PIECE.finditer(text):
        sign = one[0]
        if sign in "{[":
            stack.append((sign, one.start()))
        elif sign in "}]" and stack:
            opening, start = stack.pop()
            if opening == "{" and sum(kind == "[" for kind, _ in stack) == 1 and len(stack) <= 2:
                found.append((start, one.end()))
    return found


def _item_by_item(source: Source) -> list[LibraryEntry]:
    """Return the items of a list that is broken somewhere; the broken ones say so."""
    entries = []
    line, seen = 1, 0
    for start, stop in _stretches(source.text):
        line += source.text.count("\n", seen, start)
        seen = start
        text = source.text[start:stop]
        key = _ID.search(text)
        span = source.span(
            start + (key.start(1) if key else 0),
            len(key[1]) if key else 1,
            line + text.count("\n", 0, key.start(1) if key else 0),
        )
        try:
            entries.append(_entry(source, _loaded(text), span))
        except (json.JSONDecodeError, RecursionError) as problem:
            fault = f"it is no JSON: {getattr(problem, 'msg', 'nested too deeply').lower()}"
            entries.append(
                LibraryEntry(
                    key[1].strip() if key else "",
                    span,
                    _reader(key[1].strip() if key else "", {}, span),
                    fault,
                )
            )
    return entries


def _places(source: Source, count: int) -> list[Span]:
    """Return where each item's key is."""
    stretches = _stretches(source.text)
    if len(stretches) != count:
        return [source.start] * count
    places = []
    line, seen = 1, 0
    for start, stop in stretches:
        key = _ID.search(source.text, start, stop)
        at = key.start(1) if key else start
        line += source.text.count("\n", seen, at)
        seen = at
        places.append(source.span(at, len(key[1]) if key else 1, line))
    return places


def csl_work(key: str, item: Mapping[str, Json], span: Span) -> Work:
    """Return the work that an item of CSL JSON says."""
    texts: list[tuple[str, Runs]] = []
    names: list[tuple[str, tuple[Name, ...]]] = []
    dates: list[tuple[str, Date]] = []
    kept: list[tuple[str, Stretches]] = []
    for variable, value in _variables(item):
        if variable in _NAMES and isinstance(value, Sequence) and not isinstance(value, str):
            names.append((variable, tuple(_name(one) for one in value)))
        elif variable in _DATES:
            date = _date(value) if variable != "issued" else _issued(item)
            dates += [(variable, date)] if date.parts or date.literal else []
        elif variable in _WORDS and (said := _words(variable, _first(value))):
            texts.append((variable, said[0]))
            kept += [(variable, said[1])] if said[1] else []
    kind = str(item.get("type") or "document")
    return _work(key, _CROSSREF.get(kind, kind), texts, (names, dates, kept), span)


def _work(
    key: str,
    kind: str,
    texts: list[tuple[str, Runs]],
    others: tuple[list[tuple[str, tuple[Name, ...]]], list[tuple[str, Date]], list[tuple[str, Stretches]]],
    span: Span,
) -> Work:
    """Return the work, without what programs write beside it."""
    names, dates, kept = others
    words, stays = dict(texts), dict(kept)
    kind = put_right(kind, words, stays)
    people = tuple((role, tuple(map(person_put_right, some))) for role, some in names)
    left = tuple((name, some) for name, some in stays.items() if some and name in words)
    return Work(key, kind, tuple(words.items()), people, tuple(dates), span, library=True, kept=left)


def _variables(item: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    """Yield the variables of an item; an older name counts where the one of today is not given."""
    for name, value in item.items():
        variable = _OLDER.get(name, name)
        if variable == name or variable not in item:
            yield variable, value


def _first(value: Json) -> str:
    """Return what is said; of a list, as Crossref's own service has them, the first."""
    value = next((one for one in value if isinstance(one, str)), "") if isinstance(value, list) else value
    return str(value) if isinstance(value, str | int | float) else ""


def _words(variable: str, value: str) -> tuple[Runs, Stretches] | None:
    """Return what a variable says, and which capitals stay; None where an address is none of the web."""
    typed = value.strip()
    if not typed or (variable == "URL" and not _WEB.match(typed)):
        return None
    runs, stays = marked_runs(typed)
    return ((Run(bare_doi(typed) or typed),) if variable == "DOI" else runs), stays


def _name(value: Json) -> Name:
    if not isinstance(value, Mapping):
        return Name(literal=str(value))
    if value.get("name") and not value.get("family"):
        return Name(literal=str(value["name"]))
    parts = ("family", "given", "non-dropping-particle", "dropping-particle", "suffix", "literal")
    family, given, *others = (str(value.get(part) or "") for part in parts)
    return Name(family, given if family.isupper() and len(family) > 2 else with_stops(given), *others)


def _issued(item: Mapping[str, Json]) -> Date:
    """Return when a work came out, or where services leave that empty, when it was printed or online."""
    for name in ("issued", "published-print", "published", "published-online"):
        if name in item and ((date := _date(item[name])).parts or date.literal):
            return date
    return Date()


def _date(value: Json) -> Date:
    if not isinstance(value, Mapping):
        return read_date(str(value))
    days = (
        tuple(number for part in _list(day) if (number := whole(str(part))) is not None)
        for day in _list(value.get("date-parts"))
    )
    parts = tuple(day for day in days if day)
    literal = str(value.get("literal") or "")
    if not parts and (value.get("raw") or literal):
        return read_date(str(value.get("raw") or literal))
    season = str(value.get("season") or "")
    return Date(parts, whole(season) or 0, bool(value.get("circa")), literal)


def _list(value: Json) -> Sequence[Json]:
    """Return a list, an empty one where a value is none."""
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()
