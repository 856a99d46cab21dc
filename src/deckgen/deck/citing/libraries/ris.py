"""RIS, PubMed's .nbib and EndNote's .enw → works.

RIS has one tag for many things, and every program its own reading of it: what a tag says depends on the
kind of work that its record is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from deckgen.deck.citing.dates import Date, read_date
from deckgen.deck.citing.libraries.library import Gathered, Library, LibraryEntry, Source
from deckgen.deck.citing.libraries.tagged import ENW, NBIB, RIS, Dialect, Record, read_records
from deckgen.deck.citing.people import Name, read_name
from deckgen.deck.citing.persons import name_in
from deckgen.deck.citing.references import Work
from deckgen.deck.citing.titles import title_case
from deckgen.schema.numerals import whole
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

_TYPES = {
    "JOUR": "article-journal", "EJOUR": "article-journal", "JFULL": "periodical", "ABST": "article-journal",
    "INPR": "article-journal", "BOOK": "book", "WHOLE": "book", "EDBOOK": "book", "EBOOK": "book",
    "CHAP": "chapter", "ECHAP": "chapter", "CONF": "book", "CPAPER": "paper-conference", "THES": "thesis",
    "RPRT": "report", "GOVDOC": "report", "NEWS": "article-newspaper", "MGZN": "article-magazine",
    "ELEC": "webpage", "WEB": "webpage", "BLOG": "post-weblog", "ICOMM": "webpage",
    "VIDEO": "motion_picture", "MPCT": "motion_picture", "SOUND": "song", "MUSIC": "musical_score",
    "MAP": "map", "ART": "graphic", "FIGURE": "figure", "CHART": "figure", "SLIDE": "speech",
    "PAT": "patent", "CASE": "legal_case", "STAT": "legislation", "BILL": "bill", "UNBILL": "bill",
    "HEAR": "hearing", "LEGAL": "legislation", "STAND": "standard", "DATA": "dataset", "AGGR": "dataset",
    "DBASE": "dataset", "COMP": "software", "DICT": "entry-dictionary", "ENCYC": "entry-encyclopedia",
    "PCOMM": "personal_communication", "MANSCPT": "manuscript", "UNPB": "manuscript", "ANCIENT": "classic",
    "CLSWK": "classic", "PAMP": "pamphlet", "SER": "book", "MULTI": "webpage", "ADVS": "motion_picture",
    "CTLG": "book", "GRNT": "report", "UNPD": "manuscript", "PRESS": "webpage", "POD": "song",
    "INTV": "interview",
}  # fmt: skip
_IN_WHOLES = frozenset(
    ("article-journal", "article-newspaper", "article-magazine", "chapter", "paper-conference", "webpage",
     "post-weblog", "entry-dictionary", "entry-encyclopedia", "periodical", "legal_case", "song", "dataset")
)  # fmt: skip
"""Types whose `T2` is the whole that holds them; for all others it is a series."""


def read_ris(source: Source) -> Library:
    """Read a RIS file."""
    return _library(source, RIS, _ris)


def read_as_ris(source: Source, dialect: Dialect, in_ris: Callable[[Record], Record]) -> Library:
    """Read a file whose records can be said in RIS's tags."""
    return _library(source, dialect, lambda record: _ris(in_ris(record)))


def read_nbib(source: Source) -> Library:
    """Read PubMed's own format."""
    return _library(source, NBIB, _nbib)


def read_enw(source: Source) -> Library:
    """Read EndNote's tagged format, which Google Scholar exports too."""
    return _library(source, ENW, _enw)


def _library(source: Source, dialect: Dialect, read: Callable[[Record], tuple[str, Gathered]]) -> Library:
    entries: list[LibraryEntry] = []
    used: dict[str, int] = {}
    for record in read_records(source, dialect):
        if not any(value for _, value in record.values[1:]):
            continue
        key = record.key or made_key(read(record)[1], used)
        fault = "" if key else "it has no ID, and neither author, title nor year to make a key of"
        entries.append(LibraryEntry(key, record.span, _reader(record, key, read), fault))
    return Library(tuple(entries))


def _reader(record: Record, key: str, read: Callable[[Record], tuple[str, Gathered]]) -> Callable[[], Work]:
    def work() -> Work:
        kind, made = read(record)
        return made.work(key, kind, record.span)

    return work


def made_key(made: Gathered, used: dict[str, int]) -> str:
    """Return a key of author and year, as `Kort_1996`; another such one gets a letter: `Kort_1996b`."""
    people = made.names.get("author") or made.names.get("editor") or ()
    first = (people[0].family or people[0].literal) if people else ""
    issued = made.dates.get("issued", Date())
    year = str(issued.parts[0][0]) if issued.parts else ""
    title = made.text("title")
    start = first or " ".join(title.split()[:2])
    key = re.sub(r"[^\w-]+", "_", "_".join(part for part in (start, year) if part)).strip("_")
    if not key or not start:
        return ""
    used[key] = used.get(key, 0) + 1
    return key if used[key] == 1 else f"{key}{'abcdefghijklmnopqrstuvwxyz'[(used[key] - 1) % 26]}"


def _people(values: Iterable[str]) -> list[Name]:
    """Read names; one line may hold several with semicolons."""
    return [name_in(part.strip(" ,")) for value in values for part in value.split(";") if part.strip(" ,")]


def _ris(record: Record) -> tuple[str, Gathered]:
    made = Gathered()
    kind = _TYPES.get(record.one("TY").upper(), "document")
    if kind == "book" and record.one("C3") and record.one("TY").upper() == "CONF":
        kind = "paper-conference"
    _ris_titles(record, made, kind)
    _ris_people(record, made, kind)
    _ris_dates(record, made)
    _ris_numbers(record, made, kind)
    _ris_addresses(record, made)
    made.say("publisher", record.one("PB"))
    made.say("publisher-place", record.one("CY", "PP"))
    made.say("language", record.one("LA") if re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", record.one("LA")) else "")
    made.say("genre", record.one("M3") if kind in ("thesis", "report", "manuscript", "graphic") else "")
    return kind, made


def _ris_titles(record: Record, made: Gathered, kind: str) -> None:
    """Take in a work's title, and those of what holds it."""
    made.title("title", record.one("TI", "T1", "CT") or ("" if kind == "chapter" else record.one("BT")))
    whole = record.one("C3", "T2", "BT", "JF", "JO", "JA", "J2") if kind in _IN_WHOLES else ""
    if kind == "article-journal":
        whole = record.one("JF", "T2", "JO", "BT", "JA", "J2")
        short = record.one("J2", "JA", "JO")
        made.say("container-title-short", "" if short == whole else short)
    if kind == "chapter":
        whole = record.one("BT", "T2")
    if whole:
        made.title("container-title", whole)
        made.say("collection-title", record.one("T3"))
    else:
        made.say("collection-title", record.one("T2", "T3") if kind not in ("thesis", "patent") else "")
    if kind == "paper-conference":
        made.say("event-place", record.one("CY") if not record.one("PP") else record.one("C1"))
    made.say("title-short", record.one("ST") if record.one("ST") != made.text("title") else "")


def _ris_people(record: Record, made: Gathered, kind: str) -> None:
    in_book = kind in ("chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary")
    made.name("author", _people(record.all("AU", "A1") if kind != "motion_picture" else []))
    made.name("director", _people(record.all("AU", "A1") if kind == "motion_picture" else []))
    made.name("editor", _people(record.all("ED", "A2") if in_book or kind == "book" else record.all("ED")))
    made.name("collection-editor", _people(record.all("A3")))
    made.name("translator", _people(record.all("A4")))


_FULL_DATE = pattern(r"Full publication date:\s*(.+)", re.IGNORECASE)
"""Where JSTOR gives more than the year."""


def _ris_dates(record: Record, made: Gathered) -> None:
    typed = record.one("PY", "Y1", "DA")
    said = _FULL_DATE.match(record.one("C1"))
    day = record.one("DA") or (said[1].replace(".", "") if said else "")
    date = _slashed(typed)
    finer = _slashed(day) if day else Date()
    if day and not finer.parts and re.fullmatch(r"\d{4}", typed):
        # Web of Science gives the month alone: DA - JUN.
        finer = read_date(f"{day} {typed}")
    if (
        date.parts
        and finer.parts
        and finer.parts[0][:1] == date.parts[0][:1]
        and len(finer.parts[0]) > len(date.parts[0])
    ):
        date = finer
    if typed and (date.parts or date.literal):
        made.dates["issued"] = date
    if seen := record.one("Y2"):
        made.dates["accessed"] = _slashed(seen)


def _slashed(typed: str) -> Date:
    """Read RIS's own form, `1996/06/01/Spring`, of which each part may be empty, or any other."""
    parts = [part.strip() for part in typed.split("/")]
    if len(parts) > 1 and re.fullmatch(r"\d{4}", parts[0]):
        days = tuple(number for part in parts[:3] if (number := whole(part) or 0) > 0)
        if len(parts) == 4 and parts[3] and len(days) == 1:
            other = read_date(f"{parts[3]} {parts[0]}")
            return other if other.parts else Date((days,))
        return Date((days,)) if len(days) < 2 or 1 <= days[1] <= 12 else Date((days[:1],))
    return read_date(typed)


def _ris_numbers(record: Record, made: Gathered, kind: str) -> None:
    volume, issue = record.one("VL"), record.one("IS", "CP")
    made.say("volume", volume)
    in_periodical = kind.startswith("article") or kind in ("periodical", "review")
    if kind in ("book", "chapter", "paper-conference"):
        made.say("collection-number", issue)
        made.say("number-of-volumes", record.one("NV"))
    elif in_periodical:
        made.say("issue", issue)
    else:
        made.say("number", issue or record.one("SN") if kind in ("report", "patent", "standard") else issue)
    _ris_pages(record, made, kind)
    if edition := record.one("ET"):
        made.edition(edition)
    serial = record.one("SN")
    if kind not in ("report", "patent"):
        made.say("ISSN" if re.match(r"\d{4}-?\d{3}[\dXx]\b", serial) and in_periodical else "ISBN", serial)


def _ris_pages(record: Record, made: Gathered, kind: str) -> None:
    """Take in pages; of a book, a first one alone is how many it has, and an article may have a number."""
    first, last = record.one("SP"), record.one("EP")
    if kind == "book" and first and not last:
        made.say("number-of-pages", re.sub(r"\s*p(p|ages?)?\.?$", "", first))
    else:
        made.pages(first if not last or "-" in first or first == last else f"{first}-{last}")
    if not made.text("page") and (number := record.one("C7", "AR")):
        made.say("page", number)


def _ris_addresses(record: Record, made: Gathered) -> None:
    for value in record.all("DO", "DI", "M3", "L3", "N1"):
        if "10." in value and re.match(r"(?:https?://|doi|info:|10\.|dx\.)", value.strip(), re.IGNORECASE):
            made.doi(value)
    for value in record.all("UR", "L2", "LK"):
        made.address(value.split(";")[0].split()[0] if value.split() else "")


_ENW_TYPES = {
    "journal article": "article-journal", "electronic article": "article-journal", "book": "book",
    "edited book": "book", "electronic book": "book", "book section": "chapter",
    "electronic book section": "chapter", "conference paper": "paper-conference",
    "conference proceedings": "paper-conference", "thesis": "thesis", "report": "report",
    "government document": "report", "newspaper article": "article-newspaper",
    "magazine article": "article-magazine", "web page": "webpage", "blog": "post-weblog",
    "film or broadcast": "motion_picture", "audiovisual material": "motion_picture", "music": "song",
    "map": "map", "artwork": "graphic", "figure": "figure", "patent": "patent", "case": "legal_case",
    "statute": "legislation", "bill": "bill", "hearing": "hearing", "standard": "standard",
    "dataset": "dataset", "online database": "dataset", "computer program": "software",
    "dictionary": "entry-dictionary", "encyclopedia": "entry-encyclopedia",
    "personal communication": "personal_communication", "manuscript": "manuscript",
    "unpublished work": "manuscript", "ancient text": "classic", "classical work": "classic",
    "pamphlet": "pamphlet", "press release": "webpage", "podcast": "song", "interview": "interview",
    "online multimedia": "webpage", "generic": "document", "serial": "book",
    "multimedia application": "webpage", "legal rule or regulation": "regulation", "preprint": "article",
    "social media": "post", "television episode": "broadcast", "discussion forum": "post",
}  # fmt: skip


def endnote_type(name: str) -> str:
    """Return the type of citation styles that EndNote's name of a type stands for."""
    return _ENW_TYPES.get(name.strip().lower(), "document")


def _enw(record: Record) -> tuple[str, Gathered]:
    made = Gathered()
    kind = endnote_type(record.one("0") or ("journal article" if record.one("J") else "book"))
    made.title("title", record.one("T"))
    made.name("author", _people(record.all("A")) or _people(record.all("Q")))
    made.name("editor" if kind != "motion_picture" else "contributor", _people(record.all("E")))
    made.name("translator", _people(record.all("?")))
    made.name("collection-editor", _people(record.all("Y")))
    whole = record.one("J", "B")
    made.title("container-title" if kind in _IN_WHOLES else "collection-title", whole)
    made.say("collection-title", record.one("S"))
    made.say("publisher", record.one("I"))
    made.say("publisher-place", record.one("C"))
    made.say("volume", record.one("V"))
    made.say("issue" if kind.startswith("article") else "number", record.one("N"))
    made.pages(record.one("P"))
    if record.one("7"):
        made.edition(record.one("7"))
    made.say("number-of-volumes", record.one("6"))
    made.say("genre", record.one("9") if kind in ("thesis", "report") else "")
    made.serial(kind, record.one("@"))
    _enw_dates(record, made)
    for value in record.all("R"):
        made.doi(value)
    for value in record.all("U"):
        made.address(value)
    return kind, made


def _enw_dates(record: Record, made: Gathered) -> None:
    year, day = record.one("D"), record.one("8")
    if year or day:
        date = read_date(year or day)
        finer = read_date(day) if day else Date()
        if not finer.parts and day:
            finer = read_date(f"{day} {year}")
        whole = finer.parts and date.parts and finer.parts[0][0] == date.parts[0][0]
        made.dates["issued"] = finer if whole else date
    if seen := record.one("["):
        made.dates["accessed"] = read_date(seen)


def _nbib(record: Record) -> tuple[str, Gathered]:
    made = Gathered()
    kind = _nbib_type(record)
    _nbib_titles(record, made, kind)
    full = record.all("FAU") or [_short(value) for value in record.all("AU")]
    made.name("author", [read_name(value) for value in full])
    made.name("author", [Name(literal=value) for value in record.all("CN")])
    made.name("editor", [read_name(value) for value in record.all("FED") or map(_short, record.all("ED"))])
    made.say("volume", record.one("VI"))
    made.say("issue", record.one("IP"))
    made.pages(record.one("PG"))
    if issued := record.one("DP", "DEP"):
        made.dates["issued"] = _pubmed_date(issued)
    for value in record.all("AID", "LID"):
        if value.endswith("[doi]"):
            made.doi(value.removesuffix("[doi]").strip())
    made.say("PMID", record.one("PMID"))
    made.say("PMCID", record.one("PMC"))
    made.say("publisher", record.one("PB"))
    made.say("publisher-place", record.one("PL") if kind in ("book", "chapter") else "")
    if record.one("EN"):
        made.edition(record.one("EN"))
    return kind, made


def _nbib_type(record: Record) -> str:
    if any("preprint" in value.lower() for value in record.all("PT")):
        return "article"
    if record.one("BTI") and record.one("CTI", "TI"):
        return "chapter"
    of_book = any(tag == "BTI" for tag, _ in record.values)
    return "book" if of_book and not record.one("CTI") else "article-journal"


_LOW = pattern(r"(?<=[A-Z])\((\d{1,2})\)")
"""A figure that is set low, as PubMed writes it: CO(2)."""


_FOREIGN = pattern(
    r"\b(?:der|die|das|und|für|fur|zur|de|la|le|les|et|des|du|del|della|di|y|el|og|och|in der)\b|[^\x00-\x7f]"
)
"""What the name of a journal in English has none of."""


def _journal(name: str, language: str) -> str:
    """Return a journal's name with the capitals that handbooks give it; PubMed has those of a sentence."""
    english = language in ("", "eng") and not _FOREIGN.search(name.lower())
    return title_case(name, "chicago") if english else name


def _nbib_titles(record: Record, made: Gathered, kind: str) -> None:
    """Take in the title, without the stop and brackets that PubMed adds, and that of what holds the work."""
    title = record.one("CTI", "TI") if kind != "book" else record.one("BTI", "TI")
    title = title[:-1] if title.endswith(".") and not title.endswith("..") else title
    bracketed = re.fullmatch(r"\[(.*?)\.?\]", title)
    made.title("title", _LOW.sub(r"<sub>\1</sub>", bracketed[1] if bracketed else title))
    if kind == "chapter":
        made.say("container-title", record.one("BTI"))
    journal = record.one("JT")
    if kind.startswith("article"):
        # PubMed writes a journal's full title with the place where several have it: "Gut (London)".
        full = re.sub(r"\s+:\s+", ": ", journal)
        made.say("container-title", _journal(full, record.one("LA")) or record.one("TA"))
        made.say("container-title-short", record.one("TA"))


def _short(name: str) -> str:
    """Return PubMed's `Smith AB` with a comma; a name without initials is a body's."""
    found = re.fullmatch(r"(.+?)\s+([A-Z]{1,3})(?:\s+(Jr|Sr|[2-4](?:nd|rd|th)))?", name.strip())
    return f"{found[1]}, {found[2]}" + (f", {found[3]}" if found[3] else "") if found else name


def _pubmed_date(typed: str) -> Date:
    """Read `2015 Mar 3`, `2015 Mar-Apr`, `2015 Spring`, `20150303`."""
    packed = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", typed)
    if packed:
        return Date(((int(packed[1]), int(packed[2]), int(packed[3])),))
    year, _, rest = typed.partition(" ")
    found = read_date(f"{rest} {year}") if rest and not re.search(r"\d", rest) else read_date(typed)
    return found if found.parts else replace(read_date(year), literal="") if year.isdigit() else found
