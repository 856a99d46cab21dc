"""EndNote's XML → works, record by record."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from lxml import etree

from deckgen.deck.citing.dates import Date, read_date
from deckgen.deck.citing.libraries.library import Gathered, Library, LibraryEntry, Source
from deckgen.deck.citing.libraries.ris import endnote_type, made_key
from deckgen.deck.citing.people import Name
from deckgen.deck.citing.persons import name_in
from deckgen.deck.citing.references import Work
from deckgen.diagnostics import Span
from deckgen.structs.patterns import pattern

_RECORD = pattern(r"<record\b[^<>]*>.*?(?:</record\s*>|(?=<record\b)|\Z)", re.DOTALL)
_KEYS = (
    pattern(r"<key\b[^<>]*>\s*([^\s<>]+?)\s*<"),
    pattern(r"<rec-number>\s*([^\s<>]+?)\s*<"),
)
_IN_WHOLES = frozenset(
    ("article-journal", "article-newspaper", "article-magazine", "chapter", "paper-conference", "webpage",
     "post-weblog", "entry-dictionary", "entry-encyclopedia", "article", "dataset", "legal_case", "post")
)  # fmt: skip


def read_endnote(source: Source) -> Library:
    """Read the records of an EndNote file; a broken one does not reach the next."""
    entries: list[LibraryEntry] = []
    line, seen = 1, 0
    used: dict[str, int] = {}
    for found in _RECORD.finditer(source.text):
        text = found[0]
        keys = [one for pattern in _KEYS if (one := pattern.search(text))]
        at = found.start() + (keys[0].start(1) if keys else 1)
        key = unescape(keys[0][1]) if keys else _key_of(text, used)
        line += source.text.count("\n", seen, at)
        seen = at
        span = source.span(at, len(key) or len("record"), line)
        fault = "" if key else "it has no rec-number, and neither author, title nor year to make a key of"
        fault = fault if _parsed(text) is not None else "its XML is broken"
        entries.append(LibraryEntry(key, span, _reader(text, key, span), fault))
    return Library(tuple(entries))


def _key_of(text: str, used: dict[str, int]) -> str:
    """Return a key of author and year where a record has no number, as Mendeley's have none."""
    record = _parsed(text)
    return made_key(_record(record)[1], used) if record is not None else ""


def _reader(text: str, key: str, span: Span) -> Callable[[], Work]:
    def work() -> Work:
        record = _parsed(text)
        kind, made = _record(record) if record is not None else ("document", Gathered())
        return made.work(key, kind, span)

    return work


def _parsed(text: str) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None


def _one(record: etree._Element, *paths: str) -> str:
    """Return the words of the first of these elements that says anything."""
    return next((words for path in paths for words in _all(record, path)), "")


def _all(record: etree._Element, path: str) -> list[str]:
    found = ("".join(str(part) for part in one.itertext()) for one in record.findall(path))
    return [words for one in found if (words := re.sub(r"\s+", " ", one).strip())]


_FACES = {"italic": "i", "bold": "b", "subscript": "sub", "superscript": "sup"}


def _marked(record: etree._Element, *paths: str) -> str:
    """Return the words of the first of these elements that says anything, with tags for slopes and places."""
    for path in paths:
        for element in record.findall(path):
            parts = [element.text or ""]
            for style in element:
                words = "".join(str(part) for part in style.itertext())
                for face in style.get("face", "").split():
                    words = f"<{_FACES[face]}>{words}</{_FACES[face]}>" if face in _FACES else words
                parts += [words, style.tail or ""]
            if said := re.sub(r"\s+", " ", "".join(parts)).strip():
                return said
    return ""


def _people(record: etree._Element, path: str) -> list[Name]:
    return [name_in(name.strip(" ,")) for name in _all(record, f"contributors/{path}/author")]


def _record(record: etree._Element) -> tuple[str, Gathered]:
    made = Gathered()
    typed = record.find("ref-type")
    kind = endnote_type(typed.get("name", "") if typed is not None else "")
    made.title("title", _marked(record, "titles/title"))
    made.say("title-short", _one(record, "titles/short-title"))
    whole = _marked(record, "titles/secondary-title", "periodical/full-title", "alt-periodical/full-title")
    in_whole = kind in _IN_WHOLES
    made.title("container-title" if in_whole else "collection-title", whole if kind != "thesis" else "")
    if kind.startswith("article"):
        short = _one(record, "periodical/abbr-1", "titles/alt-title")
        made.say("container-title-short", short if short != whole else "")
    made.say("collection-title", _one(record, "titles/tertiary-title"))
    is_film = kind in ("motion_picture", "broadcast")
    made.name("director" if is_film else "author", _people(record, "authors"))
    in_book = kind in ("book", "chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia")
    made.name("editor" if in_book else "contributor", _people(record, "secondary-authors"))
    made.name(
        "collection-editor" if kind == "chapter" else "contributor", _people(record, "tertiary-authors")
    )
    made.name("translator", _people(record, "subsidiary-authors") if kind != "thesis" else ())
    _dates(record, made)
    _numbers(record, made, kind)
    made.say("publisher", _one(record, "publisher"))
    made.say("publisher-place", _one(record, "pub-location"))
    made.say("genre", _one(record, "work-type") if kind in ("thesis", "report", "graphic") else "")
    language = _one(record, "language")
    made.say("language", language if re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", language) else "")
    made.doi(_one(record, "electronic-resource-num"))
    for address in _all(record, "urls/related-urls/url"):
        made.address(address)
    for address in _all(record, "urls/web-urls/url"):
        made.address(address)
    return kind, made


def _numbers(record: etree._Element, made: Gathered, kind: str) -> None:
    volume, number = _one(record, "volume"), _one(record, "number", "issue")
    if kind == "thesis" and re.search(r"[^\W\d]", volume):
        made.say("genre", volume)
    elif kind == "webpage":
        # Of a page EndNote keeps here when it was read: the day and month, and the year.
        seen = read_date(number)
        seen = seen if seen.parts else read_date(f"{number} {volume}")
        made.dates |= {"accessed": seen} if seen.parts else {}
        number = volume = ""
    else:
        made.say("volume", volume)
    if kind.startswith("article"):
        made.say("issue", number)
    elif kind in ("report", "patent", "standard", "bill", "legislation", "broadcast", "legal_case"):
        made.say("number", number)
    else:
        made.say("collection-number", number)
    pages = _one(record, "pages")
    made.pages(pages) if kind != "book" else made.say(
        "number-of-pages", re.sub(r"\s*p(ages|p)?\.?$", "", pages)
    )
    if edition := _one(record, "edition"):
        made.edition(edition)
    made.say("number-of-volumes", _one(record, "num-vols"))
    made.serial(kind, _one(record, "isbn").replace("\r", " ").split(" ")[0])


def _dates(record: etree._Element, made: Gathered) -> None:
    year = _one(record, "dates/year")
    day = _one(record, "dates/pub-dates/date")
    if year or day:
        date = read_date(year or day)
        for typed in (day, f"{day} {year}"):
            finer = read_date(typed) if day else Date()
            if (
                finer.parts
                and len(finer.parts[0]) > 1
                and (not date.parts or finer.parts[0][0] == date.parts[0][0])
            ):
                date = finer
                break
        made.dates["issued"] = date
    if seen := _one(record, "access-date"):
        made.dates["accessed"] = read_date(seen)
