"""The references of the outline → works that a citation style can set, each with its place in the file.

Also reports what a librarian would: unknown kinds and fields, dates and addresses that cannot be read,
what is missing from an entry, the same work under two keys.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from deckgen.deck.inline import Cluster, read_inline
from deckgen.deck.model import Run, Runs, plain
from deckgen.diagnostics import Diagnostic, Span, error, warning
from deckgen.outline.model import Field, Reference, Text
from deckgen.outline.reference_fields import (
    BY_NAME,
    FIELDS,
    KIND_BY_NAME,
    KINDS,
    PICTURES,
    Holds,
    Kind,
    ReferenceField,
    field_named,
    spaced,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person, or a body: then all of its name is in `literal`.

    `particle` belongs to the family name (de Gaulle), `dropping` to the given one (Goethe, J. W. von).
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    dropping: str = ""
    suffix: str = ""
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """One or two days, months or years; `season` counts from 1, spring. `literal` is all else.

    A date with nothing in it says that the work has none.
    """

    parts: tuple[tuple[int, ...], ...] = ()
    season: int = 0
    circa: bool = False
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """One reference with the variables and the type that citation styles know (CSL 1.0.2).

    `span` is where its key stands. `library` says that a file of references brought it: then it need not
    be cited, and what it lacks matters only if it is.
    """

    key: str
    type: str
    texts: tuple[tuple[str, Runs], ...]
    names: tuple[tuple[str, tuple[Name, ...]], ...]
    dates: tuple[tuple[str, Date], ...]
    span: Span | None
    library: bool = False

    def text(self, variable: str) -> str:
        """Return the characters of a variable, empty where it is not set."""
        return next((plain(runs) for name, runs in self.texts if name == variable), "")

    def has(self, variable: str) -> bool:
        """Tell whether a variable is set."""
        return any(name == variable for name, _ in (*self.texts, *self.names, *self.dates))


Items = tuple[Work, ...]

_ABSENT = re.compile(r"none|n\.\s?[adp]\.|no date|s\.\s?[adl]\.", re.IGNORECASE)
_COMMAS = re.compile("[,،]")
_SEVERAL = re.compile(r"\s(?:and|&|et al\.?|und|et|y)\s|\bet al\.?$", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)?\.?(?:\s+(?:ed\.?|edition))?", re.IGNORECASE)
_PAGES = re.compile(r"(?:pp?\.|pages?)\s*", re.IGNORECASE)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{2,9}/\S+)", re.IGNORECASE)
_CIRCA = re.compile(r"(?:c\.|ca\.?|circa)\s*|\[(?=.*\?\])", re.IGNORECASE)
_ISO = re.compile(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_YEARS = re.compile(r"(\d{4})\s*[-–—/]\s*(\d{4})")
_ERA = re.compile(r"(\d{1,4})\s*(BC|BCE|B\.C\.|B\.C\.E\.)", re.IGNORECASE)
_WORDED = (
    re.compile(r"(?P<day>\d{1,2})\.?\s+(?P<month>[^\W\d]{3,9})\.?,?\s+(?P<year>\d{4})"),
    re.compile(r"(?P<month>[^\W\d]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})"),
    re.compile(r"(?P<month>[^\W\d]{3,9})\.?,?\s+(?P<year>\d{4})"),
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_PARTICLE = re.compile(r"((?:[a-zß-ÿ][\w’']*\s+)+|(?:[a-z]{1,2}['’]))(?=\w)")
_DROPPING = re.compile(r"(?:\s+[a-zß-ÿ][\w’']*)+$")


def csl_items(references: Iterable[Reference]) -> tuple[Items, tuple[Diagnostic, ...]]:
    """Read references into works, and report what is wrong with them or missing."""
    works: list[Work] = []
    found: list[Diagnostic] = []
    for reference in references:
        work = _work(reference, found)
        if work:
            works.append(work)
    found += same_works(works)
    return tuple(works), tuple(found)


def _work(reference: Reference, found: list[Diagnostic]) -> Work | None:
    kind = _kind(reference, found)
    texts: dict[str, Runs] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    given: dict[str, Text] = {}
    for typed in reference.fields:
        if typed.name.value.lower() == "type":
            continue
        field = _field(typed.name, found)
        if not field:
            continue
        earlier = given.setdefault(field.csl, typed.name)
        if earlier is not typed.name:
            found.append(_given_twice(typed.name, earlier))
            continue
        values = tuple(value for value in typed.values if value.value.strip())
        if not values or _ABSENT.fullmatch(values[0].value.strip()):
            continue
        match field.holds:
            case Holds.NAMES:
                names[field.csl] = tuple(name for value in values for name in _names(value, found))
            case Holds.DATE:
                dates[field.csl] = read_date(values[0].value)
            case _:
                texts[field.csl] = _words(field, values, found)
    if not kind:
        return None
    form = kind.form or _form(reference, kind)
    if form:
        texts.setdefault("genre", (Run(form),))
    key = str(reference.key)
    found += _missing(key, reference.key.span, kind, given)
    return Work(
        key, kind.csl, tuple(texts.items()), tuple(names.items()), tuple(dates.items()), reference.key.span
    )


def _kind(reference: Reference, found: list[Diagnostic]) -> Kind | None:
    key = reference.key
    typed = next((one for one in reference.fields if one.name.value.lower() == "type"), None)
    if typed is None or not typed.values:
        guess = _guess(reference.fields)
        message = f'the reference "{key}" does not say what kind of work it is'
        found.append(error(message, key.span, f"add type: {guess}, or another kind: {_all_kinds()}"))
        return None
    value = typed.values[0]
    wanted = value.value.strip().lower()
    kind = KIND_BY_NAME.get(wanted) or KIND_BY_NAME.get(spaced(wanted))
    if kind is None:
        near = difflib.get_close_matches(wanted, KIND_BY_NAME, 1, 0.6)
        hints = (f'did you mean "{near[0]}"?',) if near else (f"kinds are {_all_kinds()}",)
        found.append(error(f'"{value}" is no kind of work that deckgen knows', value.span, *hints))
    return kind


def _form(reference: Reference, kind: Kind) -> str:
    """Return what a picture is where the outline says more than that it is one: a photograph, a map."""
    typed = next(one.values[0].value for one in reference.fields if one.name.value.lower() == "type")
    word = typed.strip().lower()
    return (
        {"photo": "Photograph"}.get(word, word.capitalize())
        if kind.csl == "graphic" and word in PICTURES
        else ""
    )


def _all_kinds() -> str:
    return ", ".join(kind.name for kind in KINDS)


def _guess(fields: tuple[Field, ...]) -> str:
    names = {field.name.value.lower() for field in fields}
    for sign, kind in (
        ("journal", "article"),
        ("newspaper", "newspaper"),
        ("magazine", "magazine"),
        ("director", "film"),
        ("interviewer", "interview"),
        ("in", "chapter"),
        ("publisher", "book"),
    ):
        if sign in names:
            return kind
    return "webpage" if names & {"url", "accessed", "website"} else "book"


def _field(name: Text, found: list[Diagnostic]) -> ReferenceField | None:
    field = field_named(name.value)
    if field is None:
        near = difflib.get_close_matches(spaced(name.value.strip().lower()), BY_NAME, 1, 0.65)
        hint = f'did you mean "{near[0]}"?' if near else _usual_fields()
        found.append(error(f'a reference has no field "{name}"', name.span, hint))
    return field


def _usual_fields() -> str:
    usual = ("author", "title", "in", "publisher", "place", "year", "pages", "url", "accessed", "note")
    return f"the usual fields are type, {', '.join(usual)}; the documentation lists all {len(FIELDS) + 1}"


def _given_twice(name: Text, earlier: Text) -> Diagnostic:
    if name.value == earlier.value:
        return error(f'"{name}" is given twice', name.span, f"the first stands in line {earlier.span.line}")
    return error(
        f'"{name}" means the same as "{earlier}", which is given already',
        name.span,
        f"keep one of them; the first stands in line {earlier.span.line}",
    )


def _names(value: Text, found: list[Diagnostic]) -> list[Name]:
    """Read one name, or several with semicolons between them."""
    typed = value.value.strip()
    if typed.startswith("{") and typed.endswith("}"):
        return [Name(literal=typed[1:-1].strip())]
    if "," in typed and _SEVERAL.search(typed) and ";" not in typed:
        found.append(
            warning(
                f'"{typed}" looks like several people in one name',
                value.span,
                'write a list, one person each: ["Family, Given", "Family, Given"]',
                "for a body with a comma in its name, put it in braces: "
                '"{Ministry of Health, Labour and Welfare}"',
            )
        )
    return [read_name(part) for part in typed.split(";") if part.strip()]


def read_name(typed: str) -> Name:
    """Read `Family, Given`, `Family, Given, Jr.`, or a body's name, without any comma, Arabic ones too."""
    family, *others = (part.strip() for part in _COMMAS.split(typed.strip()))
    if typed.strip().startswith("{") and typed.strip().endswith("}"):
        return Name(literal=typed.strip()[1:-1])
    if not others:
        return Name(literal=family)
    given = others[0]
    particle = _PARTICLE.match(family)
    dropping = _DROPPING.search(given)
    return Name(
        family=family[particle.end() :] if particle else family,
        given=given[: dropping.start()] if dropping else given,
        particle=particle[0].strip() if particle else "",
        dropping=dropping[0].strip() if dropping else "",
        suffix=", ".join(others[1:]),
    )


def read_date(typed: str) -> Date:
    """Read a date as people write it; one that cannot be read is kept as it was typed."""
    words = typed.strip()
    around = _CIRCA.match(words)
    circa = bool(around) or words.endswith("?")
    words = words[around.end() :] if around else words
    words = words.rstrip("?]").strip()
    years = _YEARS.fullmatch(words)
    if years:
        return Date(((int(years[1]),), (int(years[2]),)), circa=circa)
    days = [_day(part) for part in re.split(r"\s*/\s*|\s+[-–—]\s+|\s+to\s+", words, maxsplit=1)]
    if all(days):
        return Date(tuple(day for day in days if day), circa=circa)
    season = re.fullmatch(r"(\w+),?\s+(\d{4})", words)
    if season and season[1].lower() in _SEASONS:
        return Date(((int(season[2]),),), _SEASONS[season[1].lower()], circa)
    return Date(literal=typed.strip())


def _day(words: str) -> tuple[int, ...]:
    """Return year, month and day as far as they are given, nothing where the words are no date."""
    iso = _ISO.fullmatch(words)
    if iso:
        parts = tuple(int(part) for part in iso.groups() if part)
        return parts if parts[0] and _on_calendar(parts[1:]) else ()
    era = _ERA.fullmatch(words)
    if era:
        return (-int(era[1]),)
    for pattern in _WORDED:
        found = pattern.fullmatch(words)
        month = found["month"][:3].lower() if found else ""
        if found and month in _MONTHS:
            day = (int(found["day"]),) if "day" in pattern.groupindex else ()
            return (int(found["year"]), _MONTHS.index(month) + 1, *day)
    return ()


def _on_calendar(parts: tuple[int, ...]) -> bool:
    return all(1 <= part <= most for part, most in zip(parts, (12, 31), strict=False))


def _words(field: ReferenceField, values: tuple[Text, ...], found: list[Diagnostic]) -> Runs:
    """Read a field of words: markup for prose, and the forms that pages, editions, addresses take."""
    value = values[0]
    typed = value.value.strip()
    match field.holds:
        case Holds.ADDRESS:
            return (Run(_address(value, found)),)
        case Holds.DOI:
            doi = _DOI.fullmatch(typed)
            if not doi:
                found.append(error(f'"{typed}" is no DOI', value.span, "a DOI looks like 10.1234/abc.567"))
            return (Run(doi[1] if doi else typed),)
        case Holds.PAGES:
            return (Run(_PAGES.sub("", typed)),)
        case Holds.EDITION:
            ordinal = _ORDINAL.fullmatch(typed)
            return (Run(ordinal[1] if ordinal else typed),)
        case _:
            runs: list[Run] = []
            for one in values:
                pieces, wrong = read_inline(one)
                found += wrong
                if any(isinstance(piece, Cluster) for piece in pieces):
                    found.append(error("a reference cannot cite another work", one.span))
                runs += [Run(", ")] if runs else []
                runs += [piece for piece in pieces if isinstance(piece, Run)]
            return tuple(runs)


def _address(value: Text, found: list[Diagnostic]) -> str:
    typed = value.value.strip()
    if not re.match(r"(?:https?|ftp)://[^\s/]+\S*$", typed, re.IGNORECASE):
        hint = (
            f"write https://{typed}" if re.match(r"[\w-]+(\.[\w-]+)+", typed) else "it starts with https://"
        )
        found.append(error(f'"{typed}" is no address on the web', value.span, hint))
    return typed


_ANSWERS = {
    "issued": "where the work has no date, write year: n.d.",
    "author": "where nobody is named, write author: none",
    "publisher": "where it has none, write publisher: none",
}


def library_gaps(works: Iterable[Work]) -> Iterable[Diagnostic]:
    """Give a warning for each work of a file that lacks what readers expect, and for repeated works."""
    works = tuple(works)
    for work in works:
        kind = next((kind for kind in KINDS if kind.csl == work.type), None)
        if work.library and kind and work.span:
            given = {name for name, _ in (*work.texts, *work.names, *work.dates)}
            for one in _missing(work.key, work.span, kind, given):
                yield replace(
                    one, hints=(f"add it in {work.span.path.name}, or leave it where there is none",)
                )
    yield from (
        one for one in same_works(works) if any(work.library and work.span == one.span for work in works)
    )


def _missing(key: str, span: Span, kind: Kind, given: Container[str]) -> Iterable[Diagnostic]:
    """Give a warning for all that readers of such a work expect and that is not there."""
    lacking: list[tuple[str, str]] = []
    for want in kind.wants:
        choices = [BY_NAME[name] for name in want.split("|")]
        if not any(choice.csl in given for choice in choices):
            lacking.append((" or ".join(choice.name for choice in choices[:2]), choices[0].csl))
    if lacking:
        what = [name for name, _ in lacking]
        said = what[0] if len(what) == 1 else f"{', '.join(what[:-1])} and {what[-1]}"
        hints = [_ANSWERS[csl] for _, csl in lacking if csl in _ANSWERS]
        yield warning(
            f'the {kind.name} "{key}" does not say its {said}',
            span,
            *(hints or [f"add {what[0].partition(' or ')[0]}: …"]),
        )


def same_works(works: Iterable[Work]) -> list[Diagnostic]:
    """Give a warning for each work that stands under two keys."""
    found: list[Diagnostic] = []
    known: dict[tuple[str, ...], Work] = {}
    for work in works:
        for sign in _signs(work):
            first = known.setdefault(sign, work)
            if first is not work:
                line = f", line {first.span.line}" if first.span else ""
                found.append(
                    warning(
                        f'"{work.key}" looks like the same work as "{first.key}"{line}',
                        work.span,
                        f"cite one of them everywhere and delete the other; @{first.key} stays",
                    )
                )
                break
    return found


def _signs(work: Work) -> Iterable[tuple[str, ...]]:
    """Give what a work is known by: its DOI; or its title, first author, year and place in a whole."""
    doi = work.text("DOI").lower()
    if doi:
        yield "doi", doi
    title = re.sub(r"\W+", " ", work.text("title").casefold()).strip()
    if title:
        people = dict(work.names)
        maker = next((names[0] for names in (people.get("author"), people.get("editor")) if names), Name())
        issued = dict(work.dates).get("issued", Date())
        yield (
            "title",
            title,
            (maker.family or maker.literal).casefold(),
            str(issued.parts) + issued.literal,
            *(work.text(name) for name in ("container-title", "edition", "volume", "page", "number")),
        )
