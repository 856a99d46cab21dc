"""What is typed in a field of a work → what it means where that is plain, and a warning where it is not.

`vol. 12` in a field that is the volume is 12. `34-12` in the pages is a slip, and nobody knows of what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.diagnostics import Diagnostic, Edit, warning
from deckgen.outline.model import Text
from deckgen.structs.patterns import pattern

_WRAPPED = pattern(r"\*(?P<words>[^*]+)\*")
_LABELS = {
    "page": r"pp?\b\.?|pgs?\b\.?|pages?|S\.|Seiten?|págs?\.|blz\.|str\.",
    "volume": r"vols?\b\.?|volume|Bd\.|Band|tome|t\.",
    "issue": r"no\b\.?|nos\b\.?|nr\b\.?|number|issue|Heft|#|№|n°",
    "number": r"no\b\.?|nos\b\.?|nr\b\.?|number|#|№|n°",
}
_TWELVE = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_ORDINALS = {word: str(at) for at, word in enumerate(_TWELVE.split(), 1)}
_ROMAN_NUMBER = pattern(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_REVISED = pattern(
    r"(?:(?P<ordinal>\w+?)(?:st|nd|rd|th)?\s+)?(?P<word>rev|revised|enl|enlarged|exp|expanded|abr|abridged)\.?"
    r"(?:\s+(?:ed|edn|edition)\.?)?",
    re.IGNORECASE,
)
_SHORT_FORMS = {"rev": "rev.", "enl": "enl.", "exp": "exp.", "abr": "abr."}
_ABBREVIATED = pattern(r".*\b(?:\w{1,3}|[Cc]orp|[Bb]ros|[Pp]ubl|[Uu]niv|[Ii]nst|[Aa]ssn|[Vv]erl)\.")
_EDITION = pattern(
    r"(?P<ordinal>\w+|\d+(?:st|nd|rd|th|\.|e|ª|a)?)\.?(?:\s+(?:ed\.?|edn\.?|edition|Aufl\.?|Auflage|éd\.?|ed))?",
    re.IGNORECASE,
)
_ROMAN = pattern(r"M{1,2}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_NUMERALS = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
_BEFORE_DATE = (
    r"(?:(?:accessed|retrieved|read|visited|published|abgerufen|zugriff)\b[\s:]*(?:on|am|le)?\s+"
    r"|©\s*|cop\.\s*)"
)


def meant(variable: str, typed: str) -> str:
    """Return what a field says without the words that its style sets, or that its name says already."""
    words = typed.strip()
    if variable in ("title", "container-title") and (whole := _WRAPPED.fullmatch(words)):
        return whole["words"]
    if label := _LABELS.get(variable):
        words = re.sub(rf"^(?:{label})\s*(?=[\d]|[ivxlcIVXLC]+\b|e\d)", "", words, flags=re.IGNORECASE)
    if variable == "page":
        words = re.sub(r"(?<=\d)\s*(?:-{2,}|to|bis|à)\s*(?=\d)", "-", words)
        return words.rstrip(".") if words[-2:-1].isdigit() else words
    if variable in ("volume", "issue") and _ROMAN_NUMBER.fullmatch(words):
        return str(_from_roman(words))
    if variable in ("publisher", "publisher-place"):
        words = words.rstrip(" :,;")
        return words if _ABBREVIATED.fullmatch(words) else words.rstrip(".")
    if variable == "collection-title" and (enclosed := re.fullmatch(r"[(\[]([^()\[\]]+)[)\]]", words)):
        return enclosed[1]
    return _meant_edition(words) if variable == "edition" else words


def _meant_edition(words: str) -> str:
    """Return an edition as a style takes it: a number, or the words of handbooks, `3rd rev. ed.`."""
    words = re.sub(r"(?<=\w\s)(?:edi(?:t|ti|tio)?|editi)$", "edition", words, flags=re.IGNORECASE)
    revised = _REVISED.fullmatch(words)
    if revised and (not revised["ordinal"] or _ordinal(revised["ordinal"])):
        number = _ordinal(revised["ordinal"] or "")
        ending = {"1": "st", "2": "nd", "3": "rd"}.get(number[-1:], "th")
        ending = "th" if number[-2:-1] == "1" else ending
        front = f"{number}{ending} " if number else ""
        return f"{front}{_SHORT_FORMS[revised['word'][:3].lower()]} ed."
    found = _EDITION.fullmatch(words)
    return (found and _ordinal(found["ordinal"])) or words


def _ordinal(word: str) -> str:
    """Return the figures of `second`, `2nd` or `2`, nothing where it is no number."""
    number = re.fullmatch(r"(\d+)\D*", word.lower())
    return number[1] if number else _ORDINALS.get(word.lower(), "")


def _from_roman(words: str) -> int:
    figures = [_NUMERALS[letter] for letter in words]
    return sum(-one if max(figures[at:]) > one else one for at, one in enumerate(figures))


def meant_date(typed: str) -> str:
    """Return a date without what people write around it: `(1996)`, `1996.`, `Accessed 3 May 2020`."""
    words = re.sub(rf"^{_BEFORE_DATE}", "", typed.strip(), flags=re.IGNORECASE)
    if enclosed := re.fullmatch(r"\(([^()]*)\)", words):
        words = enclosed[1]
    if re.search(r"\d[.,;]+$", words):
        words = words.rstrip(".,;")
    if years := re.fullmatch(r"(\d\d)(\d\d)[-–/](\d\d)", words):
        first, second, last = years.groups()
        words = f"{first}{second}-{first}{last}" if int(last) > max(12, int(second)) else words
    if _ROMAN.fullmatch(words):
        words = str(_from_roman(words))
    return words


def meant_address(typed: str) -> str:
    """Return an address without the marks of a link around it, and with the beginning that all have."""
    words = typed.strip().removeprefix("<").removesuffix(">")
    if link := re.fullmatch(r"\[[^\[\]]*\]\((\S+)\)", words):
        words = link[1]
    words = re.sub(r"^(https?)(?::/|//|:|;//|/)(?=[^/\s])", r"\1://", words)
    bare = re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,24}(?:[/?#:]\S*)?", words)
    return f"https://{words}" if bare else words


_ISBN = pattern(r"(?:ISBN[\s:]*)?(?:97[89][-\s]?)?(?:\d[-\s]?){9}[\dXx]", re.IGNORECASE)
_DOI = pattern(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/\S+", re.IGNORECASE)
_WEB = pattern(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SOON = pattern(
    r"\d|press|forthcoming|submitted|preparation|review|accepted|Erscheinen|Druck|"
    r"à paraître|century|nineties|BC",
    re.IGNORECASE,
)
_FREE = ("note", "annote", "abstract", "archive", "source")
"""The variables that may hold anything."""


def value_doubts(variable: str, name: Text, value: Text) -> Iterator[Diagnostic]:
    """Give a warning where what a field says is most likely not what it is for."""
    typed = value.value.strip()
    for found in (_misplaced(variable, name, value, typed), _odd(variable, value, typed)):
        if found:
            yield found


def _misplaced(variable: str, name: Text, value: Text, typed: str) -> Diagnostic | None:
    """Return a warning where a field holds what belongs in another."""
    right = ""
    if variable in _FREE:
        return None
    # A DOI that begins with https:// is as good an address as any.
    doi = _DOI.fullmatch(typed) and not (variable == "URL" and typed.startswith("http"))
    if variable != "DOI" and doi:
        right = "doi"
    elif variable != "URL" and _WEB.fullmatch(typed) and not _DOI.fullmatch(typed):
        right = "url"
    elif variable not in ("ISBN", "ISSN", "number", "call-number", "PMID") and _ISBN.fullmatch(typed):
        right = "isbn"
    if not right:
        return None
    edits = (Edit(name.span, right),) if variable in ("URL", "DOI", "ISBN") else ()
    noun = {"doi": "a DOI", "url": "an address", "isbn": "an ISBN"}[right]
    return warning(f'"{name}" holds {noun}: {typed}', value.span, f"write {right}: {typed}", edits=edits)


def _odd(variable: str, value: Text, typed: str) -> Diagnostic | None:
    """Return a warning where a value cannot be what its field is for."""
    for variables, looks, message, right in _ODD:
        found = re.fullmatch(looks, typed) if variable in variables else None
        if found:
            hint, certain = right
            words = found.expand(hint)
            return warning(
                f'"{typed}" {message}',
                value.span,
                f"write {words}" if certain else words,
                edits=(Edit(value.span, f'"{words}"'),) if certain else (),
            )
    if variable == "page" and (ends := re.fullmatch(r"(\d+)\s*[-–]\s*(\d+)", meant("page", typed))):
        first, last = ends.groups()
        if len(first) == len(last) and last < first:
            return warning(f'"{typed}" ends before it begins', value.span, "write the first page first")
    if variable in ("accessed", "event-date") and not _SOON.search(typed):
        return warning(f'"{typed}" is not a date', value.span, "write the day, the year first: 2026-11-03")
    if variable == "issued" and not (_SOON.search(typed) or _ROMAN.fullmatch(typed)):
        return warning(
            f'"{typed}" is not a date', value.span, "write year: 1996; where it has none, year: n.d."
        )
    return None


_TITLES = ("title", "container-title")
_DATES = ("issued", "original-date")
_QUOTED = r"[“\"«„]([^“”\"«»„]+)[”\"»“]"
_SHOUTED = r"(?=(?:.*[A-Z]){8})[^a-zß-ÿ]*\s[^a-zß-ÿ]*"
_PLACED = r"([^\W\d][\w .,]{2,24}): (\S.*)"
_CITIES = (
    "New York|London|Oxford|Chicago|Boston|Berlin|Paris|Leipzig|Munich|München|Frankfurt|Hamburg|Vienna|Wien|"
    "Zurich|Zürich|Amsterdam|"
    "Leiden|Moscow|Madrid|Rome|Milan|Toronto|Sydney|Washington|San Francisco|Los Angeles|"
    "Princeton|Edinburgh|Dublin|Tokyo|Delhi|Barcelona"
)
_THEN_PLACE = rf"(.{{3,}}), ({_CITIES})(?:,? (?:[A-Z]{{2}}|D\.?C\.?))?"
_WITH_EDITION = (
    r"(.{3,}?),? \(?(\d+(?:st|nd|rd|th)|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Rr]ev\.|[Rr]evised)"
    r" (?:[Ee]d\.|edn\.?|[Ee]dition)\)?"
)
_WITH_FORMAT = r"(?:\[(?:PDF|HTML|BOOK)\] )(.+)"
_THEN_FORMAT = r"(.+?) ?[(\[](?:PDF|pdf|HTML|e-?book|ebook|Kindle)[)\]]"
_TWO_DATES = r"(\d{4})\s*[(\[][^()\[\]]*?(\d{4})[)\]]"

_ODD: tuple[tuple[tuple[str, ...], str, str, tuple[str, bool]], ...] = (
    (_TITLES, _QUOTED, "has quotation marks, and the style sets those that it wants", (r"\1", True)),
    (_TITLES, _SHOUTED, "is all in capitals, which no style can undo",
     ("write it in small letters, names with a capital", False)),
    (_TITLES, _WITH_EDITION, "holds an edition, which belongs in edition:",
     (r"write title: \1 and edition: \2", False)),
    (_TITLES, _WITH_FORMAT, "begins with a file's kind, which is no part of the title", (r"\1", True)),
    (_TITLES, _THEN_FORMAT, "ends with a file's kind, which is no part of the title", (r"\1", True)),
    (("volume",), r"(\d+) ?(?:vols?\.?|volumes|Bde\.?|Bände)", "says how many volumes there are",
     (r"write volumes: \1", False)),
    (("publisher",), _THEN_PLACE, "holds a place, which only some styles print",
     (r"write place: \2 and publisher: \1", False)),
    (("publisher",), r"(.+?),? \(?\d{4}\)?", "holds a year, which belongs in year:", (r"\1", True)),
    (("publisher",), _PLACED, "holds a place, which only some styles print",
     (r"write place: \1 and publisher: \2", False)),
    (("page",), r"\d+\s?[-–]", "lacks its last page", ("write both ends: 12-34", False)),
    (("page",), r".*\d\s?ff?\.?", "does not say where it ends", ("write both ends: 12-34", False)),
    (_DATES, r"(\d{4})[a-rt-z]", "has a letter, which the style adds where it needs one", (r"\1", True)),
    (_DATES, r"\d{5,}|\d{3}", "is no year", ("write all four figures, or 814 AD", False)),
    (_DATES, r"['’]?\d\d", "is a year of two figures", ("write all four, or 96 AD", False)),
    (_DATES, _TWO_DATES, "holds two dates", (r"write year: \1 and original year: \2", False)),
    (("URL",), r"(https?://\S+?)[,;]?\s+https?://.*", "holds two addresses", (r"keep one: \1", False)),
)  # fmt: skip
"""Variables, how an odd value looks, what is said of it, what to write and whether that is certain."""
