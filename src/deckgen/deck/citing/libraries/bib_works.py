"""The fields of BibTeX, BibLaTeX and of the programs that write them → the variables of citation styles."""

from __future__ import annotations

import re
from collections.abc import Mapping

from deckgen.deck.citing.dates import Date, month_named, read_date
from deckgen.deck.citing.libraries.bib import BibFile, Raw, is_sound, read_fields, split_bib
from deckgen.deck.citing.libraries.bib_names import read_names
from deckgen.deck.citing.libraries.latex import runs_of, text_of
from deckgen.deck.citing.libraries.library import Gathered, Library, LibraryEntry, Source
from deckgen.deck.citing.references import Work
from deckgen.deck.citing.titles import Stretches, is_title_case, recased, sentence_case
from deckgen.deck.model import Runs, plain
from deckgen.diagnostics import Span
from deckgen.schema import numerals
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

_TYPES = {
    "article": "article-journal", "suppperiodical": "article-journal", "review": "review", "book": "book",
    "mvbook": "book", "collection": "book", "mvcollection": "book", "proceedings": "book",
    "mvproceedings": "book", "commentary": "book", "reference": "book", "mvreference": "book",
    "booklet": "pamphlet", "inbook": "chapter", "incollection": "chapter", "bookinbook": "chapter",
    "suppbook": "chapter", "suppcollection": "chapter", "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference", "conference": "paper-conference", "manual": "report",
    "report": "report", "techreport": "report", "thesis": "thesis", "phdthesis": "thesis",
    "mastersthesis": "thesis", "unpublished": "manuscript", "online": "webpage", "electronic": "webpage",
    "www": "webpage", "webpage": "webpage", "website": "webpage", "patent": "patent",
    "periodical": "periodical", "jurisdiction": "legal_case", "legislation": "legislation",
    "legal": "treaty", "movie": "motion_picture", "video": "motion_picture", "audio": "song",
    "music": "song", "image": "graphic", "artwork": "graphic", "software": "software", "dataset": "dataset",
    "data": "dataset", "letter": "personal_communication", "performance": "performance",
    "standard": "standard", "presentation": "speech", "map": "map", "newspaper": "article-newspaper",
    "magazine": "article-magazine", "dictionary": "entry-dictionary", "encyclopedia": "entry-encyclopedia",
    "blog": "post-weblog", "podcast": "song", "interview": "interview", "hearing": "hearing",
    "bill": "bill", "case": "legal_case", "statute": "legislation", "conferenceproceedings": "book",
    "misc": "document", "other": "document",
}  # fmt: skip
"""An entry's type → the type of citation styles. What is in no line here is a document."""

_WORDS = {
    "title-short": ("shorttitle",), "collection-title": ("series",), "volume": ("volume",),
    "volume-title": ("maintitle",), "number-of-volumes": ("volumes",), "chapter-number": ("chapter",),
    "part-number": ("part",), "number-of-pages": ("pagetotal", "numpages"),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("location", "address", "publisher-place"),
    "event-title": ("eventtitle", "conference"), "event-place": ("venue",),
    "original-title": ("origtitle",), "original-publisher": ("origpublisher",),
    "original-publisher-place": ("origlocation",),
    "container-title-short": ("shortjournal", "journalabbreviation"), "version": ("version",),
    "ISBN": ("isbn",), "ISSN": ("issn",), "PMID": ("pmid",), "PMCID": ("pmcid", "pmc"),
    "status": ("pubstate",), "archive": ("archive",), "call-number": ("library",),
    "authority": ("court", "authority"), "dimensions": ("duration",), "section": ("section",),
    "license": ("license", "copyright"),
}  # fmt: skip
"""Variable → the fields that say it, the first one given counts."""

_PEOPLE = {
    "author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container-author",
    "director": "director", "illustrator": "illustrator", "composer": "composer",
    "interviewer": "interviewer", "recipient": "recipient", "holder": "author",
    "collaborator": "contributor", "serieseditor": "collection-editor",
}  # fmt: skip
_EDITOR_TYPES = {
    "compiler": "compiler", "director": "director", "producer": "producer", "organizer": "organizer",
    "continuator": "contributor", "collaborator": "contributor", "translator": "translator",
}  # fmt: skip
_IN_BOOKS = frozenset(("chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary"))
_NAMING_BOOKS = {
    "incollection": ("booktitle", "crossref"),
    "inbook": ("booktitle", "crossref", "maintitle"),
}
"""A part of a book → the fields that name the book. Where none is given the title is the book's: BibTeX's own
@inbook is a part of the book whose title it gives, not a chapter with a title."""

_LANGUAGES = {
    "english": "en", "american": "en-US", "british": "en-GB", "ukenglish": "en-GB", "usenglish": "en-US",
    "german": "de", "ngerman": "de", "deutsch": "de", "french": "fr", "francais": "fr", "spanish": "es",
    "italian": "it", "russian": "ru", "portuguese": "pt", "brazilian": "pt-BR", "dutch": "nl",
    "polish": "pl", "swedish": "sv", "danish": "da", "norwegian": "nb", "czech": "cs", "greek": "el",
    "turkish": "tr", "ukrainian": "uk", "chinese": "zh", "japanese": "ja", "korean": "ko", "arabic": "ar",
    "hebrew": "he", "hungarian": "hu", "finnish": "fi", "latin": "la",
}  # fmt: skip
_GENRES = {
    "phdthesis": "PhD thesis", "mathesis": "Master’s thesis", "mastersthesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis", "candthesis": "Candidate thesis", "techreport": "Technical report",
    "resreport": "Research report", "software": "Computer software", "datacd": "Data CD",
    "audiocd": "Audio CD", "patent": "", "patentus": "U.S. patent", "patenteu": "European patent",
    "patentuk": "British patent",
}  # fmt: skip
_OWN_TYPES = frozenset(
    ("article", "review", "conference paper", "conference review", "book", "book chapter", "editorial",
     "note", "letter", "short survey", "erratum", "data paper", "retracted", "report", "article in press",
     "journal article")
)  # fmt: skip
"""What Scopus and others say in `type` of every work, and no style prints."""

_FROM_PARENT = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_NOT_INHERITED = frozenset(
    ("crossref", "xref", "xdata", "ids", "shorthand", "shorttitle", "label", "keywords")
)
_DOUBLE_BRACED = 2
"""Words from which on braces around all of a title, not in capitals, say nothing of any of them."""

_DEEPEST = 8
"""Parents of parents that an entry may refer to."""


def read_bib(source: Source) -> Library:
    """Read a .bib file's keys and places; each work is read when it is asked for."""
    file = split_bib(source)
    by_key: dict[str, Raw] = {}
    for raw in file.raws:
        by_key.setdefault(raw.key.lower(), raw)
    entries = []
    line, seen = 1, 0
    for raw in file.raws:
        line += source.text.count("\n", seen, raw.at)
        seen = raw.at
        if raw.kind in ("xdata", "set"):
            continue
        span = source.span(raw.at, len(raw.key), line)
        fault = "" if is_sound(file, raw) else read_fields(file, raw).fault
        fault = fault if raw.key else "it has no key, which is what a citation names"
        entries.append(_entry(file, raw, by_key, span, fault))
    return Library(tuple(entries))


def _entry(file: BibFile, raw: Raw, by_key: Mapping[str, Raw], span: Span, fault: str) -> LibraryEntry:
    def read() -> Work:
        found = read_fields(file, raw)
        fields = _with_parents(file, dict(found.values), by_key, raw, 0)
        work = bib_work(raw.key, raw.kind, fields, span)
        return replace(work, fault=found.fault) if found.fault else work

    return LibraryEntry(raw.key, span, read, fault, hash(file.source.text[raw.body : raw.stop].strip()))


def _with_parents(
    file: BibFile, fields: dict[str, str], by_key: Mapping[str, Raw], raw: Raw, depth: int
) -> dict[str, str]:
    """Return an entry's fields and those that it takes from what it refers to."""
    referred = [(key.strip(), True) for key in fields.get("xdata", "").split(",")]
    referred.append((fields.get("crossref", "").strip(), False))
    for key, shared in referred:
        parent = by_key.get(key.lower()) if key else None
        if parent is None or parent is raw or depth > _DEEPEST:
            continue
        given = _with_parents(file, dict(read_fields(file, parent).values), by_key, parent, depth + 1)
        inside = not shared and _TYPES.get(raw.kind) in _IN_BOOKS
        for name, value in given.items():
            wanted = _inherited(name, raw.kind) if inside else name
            if wanted and name not in _NOT_INHERITED:
                fields.setdefault(wanted, value)
    return fields


def _inherited(name: str, kind: str) -> str:
    """Return which field of a part of a book says what a field of the book does, empty where none is to."""
    if name == "author":
        return "bookauthor" if kind == "inbook" else ""
    return _FROM_PARENT.get(name, name)


def bib_work(key: str, kind: str, fields: Mapping[str, str], span: Span) -> Work:
    """Return the work that an entry's fields make."""
    made = Gathered()
    csl = _type(kind, fields)
    language = text_of(
        fields.get("langid") or fields.get("language") or fields.get("hyphenation") or ""
    ).lower()
    made.say(
        "language",
        _LANGUAGES.get(language, language if re.fullmatch(r"[a-z]{2}([-_][a-z]{2})?", language) else ""),
    )
    english = made.text("language")[:2] in ("", "en")
    _put_title(made, "title", fields, ("title", "subtitle", "titleaddon"), english=english)
    _containers(made, csl, fields, english=english)
    _people(made, fields)
    _dates(made, fields)
    _numbers(made, csl, fields)
    _addresses(made, fields)
    made.say("genre", _genre(kind, fields))
    if csl == "document" and "URL" in made.texts and not made.texts.keys() & {"publisher", "volume", "page"}:
        # Zotero has no other form for a page, and puts its site into `journal`.
        csl = "webpage"
    if csl == "periodical" and "title" not in made.texts and "container-title" in made.texts:
        made.texts["title"] = made.texts.pop("container-title")
    return made.work(key, csl, span)


def _containers(made: Gathered, csl: str, fields: Mapping[str, str], *, english: bool) -> None:
    """Take in what holds a work, and the words of all other fields."""
    if csl in ("article-journal", "article-magazine", "article-newspaper", "review"):
        _put_title(made, "container-title", fields, ("journaltitle", "journalsubtitle", ""), english=False)
        _put_title(made, "container-title", fields, ("journal", "", ""), english=False)
    _put_title(
        made, "container-title", fields, ("booktitle", "booksubtitle", "booktitleaddon"), english=english
    )
    for name in ("journaltitle", "journal", "newspaper", "magazine", "websitetitle", "website"):
        _put_title(made, "container-title", fields, (name, "", ""), english=False)
    if csl == "webpage" and not fields.get("publisher"):
        # The site of a page is its organization in BibLaTeX, which has no field for it.
        _put_title(made, "container-title", fields, ("organization", "", ""), english=False)
    for variable, names in _WORDS.items():
        if csl == "webpage" and variable == "publisher" and fields.get("organization"):
            names = ("publisher",)
        for name in names:
            _put_words(made, variable, fields.get(name, ""))


def _type(kind: str, fields: Mapping[str, str]) -> str:
    subtype = fields.get("entrysubtype", "").lower()
    if kind in ("article", "suppperiodical") and subtype in ("magazine", "newspaper"):
        return f"article-{subtype}"
    if kind == "unpublished" and (fields.get("eventtitle") or fields.get("venue")):
        return "speech"
    if kind in _NAMING_BOOKS and not any(fields.get(name) for name in _NAMING_BOOKS[kind]):
        return "book"
    in_archive = re.search(
        "arxiv", fields.get("archiveprefix", "") + fields.get("eprinttype", ""), re.IGNORECASE
    )
    in_journal = fields.get("journal") or fields.get("journaltitle")
    if in_archive and not in_journal and kind in ("misc", "article", "unpublished"):
        return "article"
    return _TYPES.get(kind, "document")


def _put_title(
    made: Gathered, variable: str, fields: Mapping[str, str], names: tuple[str, str, str], *, english: bool
) -> None:
    """Take in a title with its subtitle.

    An author who puts braces around some capitals says that the others may go, as BibTeX's own styles let
    them; where no brace says so, a title stays as it is typed.
    """
    title = _whole_title(*(fields.get(name, "").strip() if name else "" for name in names))
    if variable in made.texts or not title:
        return
    runs, kept = _capitals(*runs_of(title), english=english)
    if runs:
        made.texts[variable] = runs
        made.kept[variable] = kept


def _capitals(runs: Runs, kept: Stretches, *, english: bool) -> tuple[Runs, Stretches]:
    """Return a title in the case that its braces speak of, and which of its stretches keep theirs."""
    words = plain(runs)
    typed = is_title_case(words)
    if not kept or kept[0] != (0, len(words)):
        inner = any(one.isupper() for start, stop in kept for one in words[start:stop])
        return (recased(runs, sentence_case(words, kept)) if english and inner and typed else runs), kept
    if not typed and len(words.split()) >= _DOUBLE_BRACED:
        # Mendeley puts every title into braces of its own: they say nothing of its capitals.
        names = (one.span() for one in re.finditer(r"\w*[A-Z]\w*", words) if one.start())
        return runs, tuple(names)
    return runs, kept


def _whole_title(title: str, subtitle: str, addition: str) -> str:
    """Return a title with its subtitle and what is added to it, empty where there is no title."""
    if not title:
        return ""
    joint = " " if re.search(r"[?!:]$", title) else ": "
    return title + (joint + subtitle if subtitle else "") + (f" {addition}" if addition else "")


def _put_words(made: Gathered, variable: str, value: str) -> None:
    if value.strip() and variable not in made.texts:
        runs, kept = runs_of(value)
        if runs:
            made.texts[variable] = runs
            made.kept[variable] = kept


def _people(made: Gathered, fields: Mapping[str, str]) -> None:
    for name, variable in _PEOPLE.items():
        if name == "holder" and "author" in made.names:
            continue
        if name == "editor":
            variable = _EDITOR_TYPES.get(fields.get("editortype", "").lower(), variable)
        made.name(variable, read_names(fields.get(name, "")))
    for letter in "abc":
        kind = fields.get(f"editor{letter}type", "").lower()
        made.name(_EDITOR_TYPES.get(kind, "contributor"), read_names(fields.get(f"editor{letter}", "")))


def _dates(made: Gathered, fields: Mapping[str, str]) -> None:
    issued = _date(fields)
    if issued:
        made.dates["issued"] = issued
    for name, variable in (
        ("urldate", "accessed"), ("lastchecked", "accessed"), ("lastaccessed", "accessed"),
        ("eventdate", "event-date"), ("origdate", "original-date"), ("origyear", "original-date"),
    ):  # fmt: skip
        words = text_of(fields.get(name, ""))
        if words and variable not in made.dates:
            made.dates[variable] = read_date(words)


def _date(fields: Mapping[str, str]) -> Date | None:
    """Return when a work came out: BibLaTeX's `date`, or year, month and day in all their forms."""
    words = text_of(fields.get("date", "")) or text_of(fields.get("year", ""))
    if not words or re.fullmatch(r"n\.?\s?d\.?|no date", words, re.IGNORECASE):
        return None
    date = read_date(words)
    month = text_of(fields.get("month", "")).strip()
    if not month or len(date.parts) != 1 or len(date.parts[0]) != 1:
        return date
    year = date.parts[0][0]
    day = text_of(fields.get("day", "")).strip()
    if (number := month_named(month)) and 1 <= (on := numerals.whole(day) or 0) <= 31:
        return replace(date, parts=((year, number, on),))
    if number and re.fullmatch(r"[^\W\d]+\.?|\d+", month):
        return replace(date, parts=((year, number),))
    # "10~jan", "May/June", "Spring", "12--14 March": what people put where a month belongs.
    said = re.sub(r"\s+", " ", month.replace("\u00a0", " ")).strip()
    for typed in (f"{said} {year}", re.sub(r"(\d+)\s+([^\W\d]+)", r"\1 \2", said) + f" {year}"):
        whole = read_date(typed)
        if whole.parts:
            return replace(whole, circa=date.circa)
    return date


def _numbers(made: Gathered, csl: str, fields: Mapping[str, str]) -> None:
    made.pages(text_of(fields.get("pages", "") or fields.get("page", "")))
    if fields.get("edition"):
        made.edition(text_of(fields["edition"]))
    number, issue = text_of(fields.get("number", "")), text_of(fields.get("issue", ""))
    if csl in ("article-journal", "article-magazine", "article-newspaper", "periodical", "review"):
        made.say(
            "issue", number if not issue else f"{number}, {issue}" if number and number != issue else issue
        )
    elif csl in ("book", "chapter", "paper-conference", "entry-encyclopedia"):
        made.say("collection-number", number)
    else:
        made.say("number", number or issue)
    if eid := text_of(fields.get("eid", "") or fields.get("article-number", "")):
        made.say("page", eid)


def _addresses(made: Gathered, fields: Mapping[str, str]) -> None:
    if fields.get("doi"):
        made.doi(text_of(fields["doi"]))
    made.address(_address_in(fields.get("url", "")))
    how = fields.get("howpublished", "")
    if address := _address_in(how):
        made.address(address)
    elif how:
        made.say("medium", text_of(how))
    eprint, archive = (
        text_of(fields.get("eprint", "")).strip(),
        (fields.get("archiveprefix", "") or fields.get("eprinttype", "")).lower(),
    )
    if not eprint:
        return
    if archive == "arxiv" or re.fullmatch(r"(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?", eprint, re.IGNORECASE):
        number = re.sub("^arxiv:", "", eprint, flags=re.IGNORECASE)
        made.say("number", f"arXiv:{number}")
        if "DOI" not in made.texts:
            made.say("URL", f"https://arxiv.org/abs/{number}")
    elif archive == "pubmed":
        made.say("PMID", eprint)
    elif archive == "jstor":
        made.say("URL", f"https://www.jstor.org/stable/{eprint}")


_ADDRESS = pattern(r"(?:https?|ftp)://[^\s{}\\<>]*(?:\\[_%&#~][^\s{}\\<>]*)*|www\.[^\s{}<>]+", re.IGNORECASE)


def _address_in(words: str) -> str:
    """Return the first address that a field holds, LaTeX's backslashes taken off."""
    found = _ADDRESS.search(
        words.replace("{\\_}", "_")
        .replace("\\textasciitilde{}", "~")
        .replace("{\\textasciitilde}", "~")
        .replace("{\\%}", "%")
        .replace("{\\&}", "&")
        .replace("{\\#}", "#")
    )
    return re.sub(r"\\([_%&#~])", r"\1", found[0]).rstrip(".,;") if found else ""


def _genre(kind: str, fields: Mapping[str, str]) -> str:
    typed = text_of(fields.get("type", ""))
    if typed.lower() in _OWN_TYPES:
        return ""
    if typed:
        return _GENRES.get(typed.lower(), typed)
    return _GENRES.get(kind, "") if kind in ("phdthesis", "mastersthesis") else ""
