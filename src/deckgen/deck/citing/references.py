"""The references of the outline → works that a citation style can set, each with its place in the file.

Also reports what a librarian would: unknown kinds and fields, dates and addresses that cannot be read,
what is missing from an entry, the same work under two keys.
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Container, Iterable, Iterator, Mapping

from deckgen.deck.citing.dates import Date, is_doubtful, read_date
from deckgen.deck.citing.people import Name
from deckgen.deck.citing.persons import Naming, names_of
from deckgen.deck.citing.slips.values import meant, meant_address, meant_date, value_doubts
from deckgen.deck.markup.dollars import Maths
from deckgen.deck.markup.inline import read_inline
from deckgen.deck.markup.pieces import Citation
from deckgen.deck.model import Run, Runs, plain
from deckgen.diagnostics import Diagnostic, Edit, Span, error, warning
from deckgen.outline.language.reference_fields import (
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
from deckgen.outline.language.translated import TRANSLATED
from deckgen.outline.model import Field, Reference, Text
from deckgen.schema.closest import closest
from deckgen.structs import Struct, replace
from deckgen.structs.patterns import pattern


class Work(Struct, frozen=True):
    """One reference with the variables and the type that citation styles know (CSL 1.0.2).

    `span` is where its key is. `library` says that a file of references brought it: then it need not
    be cited, and what it lacks matters only if it is.
    """

    key: str
    type: str
    texts: tuple[tuple[str, Runs], ...]
    names: tuple[tuple[str, tuple[Name, ...]], ...]
    dates: tuple[tuple[str, Date], ...]
    span: Span | None
    library: bool = False
    kept: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = ()
    """Variable → the stretches of its characters whose capitals no style may change."""
    fault: str = ""
    """Why a file's entry could not be read, empty where it could."""

    def text(self, variable: str) -> str:
        """Return the characters of a variable, empty where it is not set."""
        return next((plain(runs) for name, runs in self.texts if name == variable), "")

    def has(self, variable: str) -> bool:
        """Tell whether a variable is set."""
        return any(name == variable for name, _ in (*self.texts, *self.names, *self.dates))


Items = tuple[Work, ...]


def bare_doi(typed: str) -> str:
    """Return a DOI without what people write before it, as `https://doi.org/`; empty where it is none."""
    found = _DOI.fullmatch(typed.strip().strip("<>"))
    doi = found[1].rstrip(".,;") if found else ""
    return urllib.parse.unquote(doi) if "%2" in doi else doi


_ABSENT = pattern(
    r"none|n\.?\s?d\.?|n\.\s?[ap]\.?|n/a|no (?:date|author|publisher)|not given|unknown|"
    r"s\.\s?[adln]\.|o\.\s?[JOV]\.|[-–—?]+",
    re.IGNORECASE,
)
_DOI = pattern(
    r"(?:(?:https?://)?(?:www\.|dx\.)?doi\.org/(?:doi:)?|info:doi/|doi\s*[:.]?\s*|urn:doi:)?(10\.\d{2,9}(?:\.\d+)*/\S+)",
    re.IGNORECASE,
)


def csl_items(references: Iterable[Reference]) -> tuple[Items, tuple[Diagnostic, ...]]:
    """Read references into works, and report what is wrong with them or missing."""
    found: list[Diagnostic] = []
    works = [_work(one, found) for one in references]
    found += same_works(works)
    return tuple(works), tuple(found)


def _work(reference: Reference, found: list[Diagnostic]) -> Work:
    """Read a reference; one whose kind is not known is listed all the same, so that it can be cited."""
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
        if not values or _is_absent(field, values[0].value.strip()):
            continue
        if field.holds is not Holds.NAMES:
            found += value_doubts(field.csl, typed.name, values[0])
        match field.holds:
            case Holds.NAMES:
                names[field.csl] = names_of(values, found, _naming(reference, typed, field))
            case Holds.DATE:
                dates[field.csl] = _date(values[0], found)
            case _:
                texts[field.csl] = _words(field, values, found)
    key, span = str(reference.key), reference.key.span
    said = tuple(texts.items()), tuple(names.items()), tuple(dates.items())
    if not kind:
        return Work(key, "document", *said, span)
    found += _of_whole(kind, given, texts)
    found += _read_too_early(reference, dates)
    form = kind.form or _form(reference, kind)
    if form:
        texts.setdefault("genre", (Run(form),))
    found += _missing(key, span, kind, given)
    return Work(
        key,
        kind.csl,
        tuple(texts.items()),
        tuple(names.items()),
        tuple(dates.items()),
        span,
        kept=_letters(texts),
    )


def _is_absent(field: ReferenceField, typed: str) -> bool:
    """Tell whether a field says that there is nothing to say; a title may be Undated."""
    return bool(_ABSENT.fullmatch(typed)) or (field.holds is Holds.DATE and typed.lower() == "undated")


def _naming(reference: Reference, typed: Field, field: ReferenceField) -> Naming:
    """Return what the names in a field are there for; whether a lone name may move to the editor's field."""
    others = (field_named(one.name.value) for one in reference.fields)
    lone = len(typed.values) == 1 and not any(one and one.csl == "editor" for one in others)
    return Naming(field.csl, typed.name if lone else None)


_WHOLE = ("book", "thesis", "report", "pamphlet")
"""Types that have pages by themselves, so that a number of pages is how many there are."""
_HOW_MANY = pattern(r"(?:[ivxlcIVXLC]+\s*[+,]\s*)?(\d+)\s*(?:pp?\.?|pages|Seiten|S\.)?")


def _of_whole(kind: Kind, given: Mapping[str, Text], texts: dict[str, Runs]) -> Iterator[Diagnostic]:
    """Take the number of a book's pages for what it is; give a warning where a book has some pages."""
    pages = plain(texts.get("page", ()))
    if kind.csl not in _WHOLE or not pages or "container-title" in texts:
        return
    if count := _HOW_MANY.fullmatch(pages):
        del texts["page"]
        texts.setdefault("number-of-pages", (Run(count[1]),))
    elif kind.csl == "book":
        yield warning(
            f"a book is listed as a whole, but pages {pages} are a part of it",
            given["page"].span,
            f"write the pages where you cite it, [@key, pp. {pages}]",
            "for a part with a title of its own, write type: chapter, and in: for the book",
        )


def _read_too_early(reference: Reference, dates: Mapping[str, Date]) -> Iterator[Diagnostic]:
    """Give a warning where a work was read on a day before it came out."""
    read, out = (dates.get(name, Date()).parts[:1] for name in ("accessed", "issued"))
    if read and out and read[0][: len(out[0])] < out[0][: len(read[0])]:
        field = next(
            one for one in reference.fields if field_named(one.name.value) == field_named("accessed")
        )
        yield warning(
            f'"{reference.key}" was read before it was published',
            field.values[0].span,
            "look at both dates: year: is when it was published, accessed: when you read it",
        )


_GREEK = pattern(r"(?<!\w)[\u03b1-\u03c9](?!\w)")


def _letters(texts: Mapping[str, Runs]) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    """Return where Greek letters are by themselves: λ is no word that begins with a capital."""
    found = (
        (name, tuple(one.span() for one in _GREEK.finditer(plain(runs)))) for name, runs in texts.items()
    )
    return tuple((name, letters) for name, letters in found if letters)


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
    # Singular or plural, with the @ of BibTeX or without: books, @book.
    alike = (wanted, spaced(wanted), wanted.lstrip("@"), wanted.removesuffix("s"))
    kind = next((KIND_BY_NAME[one] for one in alike if one in KIND_BY_NAME), None)
    if kind is None:
        near = closest(wanted, KIND_BY_NAME)
        hints = (f'did you mean "{near}"?',) if near else (f"kinds are {_all_kinds()}",)
        found.append(error(f'"{value}" is not a kind of work that deckgen knows', value.span, *hints))
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
        words = TRANSLATED.get(name.value.casefold(), ())
        near = next((one for one in words if one in BY_NAME), None) or closest(spaced(name.value), BY_NAME)
        hint = f'did you mean "{near}"?' if near else _usual_fields()
        found.append(error(f'a reference has no field "{name}"', name.span, hint))
    return field


def _usual_fields() -> str:
    usual = ("author", "title", "in", "publisher", "place", "year", "pages", "url", "accessed", "note")
    return f"the usual fields are type, {', '.join(usual)}; the documentation lists all {len(FIELDS) + 1}"


def _given_twice(name: Text, earlier: Text) -> Diagnostic:
    return error(
        f'"{name}" means the same as "{earlier}", which is already given',
        name.span,
        f"keep one of them; the first is in line {earlier.span.line}",
    )


def _date(value: Text, found: list[Diagnostic]) -> Date:
    """Read a date, and warn of figures that could be two different dates."""
    either = is_doubtful(value.value)
    if len(set(either)) == 2:
        found.append(
            warning(
                f'"{value.value.strip()}" could be two different dates',
                value.span,
                f"write the year first: {either[0]} or {either[1]}",
            )
        )
        return read_date(either[0][:4])
    return read_date(meant_date(value.value))


def _words(field: ReferenceField, values: tuple[Text, ...], found: list[Diagnostic]) -> Runs:
    """Read a field of words: markup for prose, and the forms that pages, editions, addresses take."""
    value = values[0]
    typed = value.value.strip()
    match field.holds:
        case Holds.ADDRESS:
            return (Run(_address(value, found)),)
        case Holds.DOI:
            doi = bare_doi(typed)
            if not doi:
                found.append(error(f'"{typed}" is not a DOI', value.span, "a DOI looks like 10.1234/abc.567"))
            return (Run(doi or typed),)
        case Holds.PAGES | Holds.EDITION:
            return (Run(meant(field.csl, typed)),)
        case _:
            if (number := meant(field.csl, typed)).isdigit():
                return (Run(number),)
            runs: list[Run] = []
            for one in values:
                pieces, wrong = read_inline(_unwrapped(field, one))
                found += wrong
                if any(isinstance(piece, Citation) for piece in pieces):
                    found.append(
                        error("a reference cannot cite another work", one.span, "name that work in words")
                    )
                runs += [Run(", ")] if runs else []
                for piece in pieces:
                    if isinstance(piece, Maths):
                        from deckgen.deck.citing.libraries.latex import formula_runs

                        runs += formula_runs(piece.source.value.strip("$"))
                    elif isinstance(piece, Run):
                        runs.append(piece)
            return tuple(runs)


def _unwrapped(field: ReferenceField, value: Text) -> Text:
    """Return a text without what the name of its field says already: `vol. 12`, `*A whole title*`."""
    words = meant(field.csl, value.value)
    at = value.value.find(words)
    return value.part(at, at + len(words)) if words and at >= 0 else value


_LOCAL = pattern(r"file:|[A-Za-z]:\\|/(?:home|Users)/|~/", re.IGNORECASE)
_PUBLIC = "give its address on the web; where it has none, leave url: out"
_READ = pattern(
    r"(\S+)[,;]?\s+[(\[]?(?:accessed|retrieved|visited|read|abgerufen|zugriff|consulté)\b[\s:]*(?:on|am|le)?\s*"
    r"([^()\[\]]+?)[.)\]]*",
    re.IGNORECASE,
)


def _address(value: Text, found: list[Diagnostic]) -> str:
    typed = meant_address(value.value)
    if (doi := bare_doi(typed)) and not typed.startswith("http"):
        return f"https://doi.org/{doi}"
    if _LOCAL.match(typed):
        found.append(
            error(f'"{typed}" is on your own computer, where nobody else finds it', value.span, _PUBLIC)
        )
    elif (said := _READ.fullmatch(typed)) is not None:
        message = f'"{typed}" holds more than a web address'
        found.append(
            error(message, value.span, f"write url: {meant_address(said[1])} and accessed: {said[2]}")
        )
    elif not re.match(r"(?:https?|ftp)://[^\s/]+\S*$", typed, re.IGNORECASE):
        spaced_out = "" if typed.count("://") != 1 else typed.replace(" ", "%20")
        hint = f"write {spaced_out}" if spaced_out else "it starts with https://"
        edits = (Edit(value.span, f'"{spaced_out}"'),) if spaced_out else ()
        found.append(error(f'"{typed}" is not a web address', value.span, hint, edits=edits))
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
        if work.library and kind and work.span and not work.fault:
            given = {name for name, _ in (*work.texts, *work.names, *work.dates)}
            for one in _missing(work.key, work.span, kind, given):
                yield replace(
                    one, hints=(f"add it in {work.span.path.name}, or leave it where there is none",)
                )
            yield from _shouted(work)
    yield from (
        one for one in same_works(works) if any(work.library and work.span == one.span for work in works)
    )


_CONTAINERS = {
    "article": "journal", "newspaper": "newspaper", "magazine": "magazine", "podcast": "podcast",
    "encyclopedia entry": "encyclopedia", "dictionary entry": "dictionary", "chapter": "book",
    "entry": "encyclopedia", "review": "journal", "book review": "journal",
}  # fmt: skip
"""Kind → what holds such a work, as people call it; of a chapter, the field is in:."""


_SHOUTED = pattern(r"(?=(?:.*[A-ZÀ-Þ]){6})[^a-zß-ÿ]*\s[^a-zß-ÿ]*")


def _shouted(work: Work) -> Iterator[Diagnostic]:
    """Give a warning where a file has a title in capitals alone, as the Web of Science and JSTOR do."""
    for variable, owner in (("title", ""), ("container-title", "what holds ")):
        words = work.text(variable)
        if words.isupper() and _SHOUTED.fullmatch(words) and work.span:
            yield warning(
                f'the title of {owner}"{work.key}" is all in capitals, which no style can undo: {words}',
                work.span,
                f"write it in small letters in {work.span.path.name}, names with a capital",
            )


def _missing(key: str, span: Span, kind: Kind, given: Container[str]) -> Iterable[Diagnostic]:
    """Give a warning for all that readers of such a work expect and that is not there."""
    lacking: list[tuple[str, str]] = []
    for want in kind.wants:
        choices = [BY_NAME[name] for name in want.split("|")]
        if not any(choice.csl in given for choice in choices):
            names = (
                _CONTAINERS.get(kind.name, one.name) if one.name == "in" else one.name for one in choices
            )
            lacking.append((" or ".join(tuple(names)[:2]), choices[0].csl))
    if lacking:
        what = [name for name, _ in lacking]
        said = what[0] if len(what) == 1 else f"{', '.join(what[:-1])} and {what[-1]}"
        hints = [_ANSWERS[csl] for _, csl in lacking if csl in _ANSWERS]
        yield warning(
            f'the {kind.name} "{key}" does not say its {said}',
            span,
            *(hints or [f"add {'in' if what[0] == 'book' else what[0].partition(' or ')[0]}: …"]),
        )


def same_works(works: Iterable[Work]) -> list[Diagnostic]:
    """Give a warning for each work that has two keys."""
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
