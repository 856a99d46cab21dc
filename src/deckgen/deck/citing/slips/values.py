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
        words = re.sub(r"(?<=\d)\s*(?:--+|to|bis|à)\s*(?=\d)", "-", words)
        return words.rstrip(".") if words[-2:-1].isdigit() else words
    if variable == "edition":
        found = _EDITION.fullmatch(words)
        ordinal = found["ordinal"].lower() if found else ""
        number = re.fullmatch(r"(\d+)\D*", ordinal)
        return number[1] if number else _ORDINALS.get(ordinal, words)
    return words


def meant_date(typed: str) -> str:
    """Return a date without what people write around it: `(1996)`, `1996.`, `Accessed 3 May 2020`."""
    words = re.sub(rf"^{_BEFORE_DATE}", "", typed.strip(), flags=re.IGNORECASE)
    if enclosed := re.fullmatch(r"\(([^()]*)\)", words):
        words = enclosed[1]
    if re.search(r"\d\.$", words):
        words = words[:-1]
    if years := re.fullmatch(r"(\d\d)(\d\d)[-–](\d\d)", words):
        first, second, last = years.groups()
        words = f"{first}{second}-{first}{last}" if int(last) > max(12, int(second)) else words
    if _ROMAN.fullmatch(words):
        figures = [_NUMERALS[letter] for letter in words]
        words = str(sum(-one if max(figures[at:]) > one else one for at, one in enumerate(figures)))
    return words


def meant_address(typed: str) -> str:
    """Return an address without the marks of a link around it, and with the beginning that all have."""
    words = typed.strip().removeprefix("<").removesuffix(">")
    if link := re.fullmatch(r"\[[^\[\]]*\]\((\S+)\)", words):
        words = link[1]
    bare = re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,24}(?:[/?#:]\S*)?", words)
    return f"https://{words}" if bare else words


_ISBN = pattern(r"(?:ISBN[\s:]*)?(?:97[89][-\s]?)?(?:\d[-\s]?){9}[\dXx]", re.IGNORECASE)
_DOI = pattern(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/\S+", re.IGNORECASE)
_WEB = pattern(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SOON = pattern(r"\d|in press|forthcoming|im Erscheinen|im Druck|à paraître|century|nineties", re.IGNORECASE)
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
        if len(first) == len(last) and int(last) < int(first):
            return warning(f'"{typed}" ends before it begins', value.span, "write the first page first")
    if variable in ("accessed", "event-date") and not _SOON.search(typed):
        return warning(f'"{typed}" is no date', value.span, "write the day, the year first: 2026-11-03")
    return None


_TITLES = ("title", "container-title")
_DATES = ("issued", "original-date")
_QUOTED = r"[“\"«„]([^“”\"«»„]+)[”\"»“]"
_SHOUTED = r"(?=(?:.*[A-Z]){8})[^a-zß-ÿ]*\s[^a-zß-ÿ]*"
_PLACED = r"([^\W\d][\w .,]{2,24}): (\S.*)"
_TWO_DATES = r"(\d{4})\s*[(\[][^()\[\]]*?(\d{4})[)\]]"

_ODD: tuple[tuple[tuple[str, ...], str, str, tuple[str, bool]], ...] = (
    (_TITLES, _QUOTED, "has quotation marks, and the style sets those that it wants", (r"\1", True)),
    (_TITLES, _SHOUTED, "is all in capitals, which no style can undo",
     ("write it in small letters, names with a capital", False)),
    (("publisher",), r"(.+?),? \(?\d{4}\)?", "holds a year, which belongs in year:", (r"\1", True)),
    (("publisher",), _PLACED, "holds a place, which only some styles print",
     (r"write place: \1 and publisher: \2", False)),
    (("page",), r"\d+\s?[-–]", "lacks its last page", ("write both ends: 12-34", False)),
    (("page",), r".*\d\s?ff?\.?", "does not say where it ends", ("write both ends: 12-34", False)),
    (_DATES, r"(\d{4})[a-rt-z]", "has a letter, which the style adds where it needs one", (r"\1", True)),
    (_DATES, r"['’]?\d\d", "is a year of two figures", ("write all four, or 96 AD", False)),
    (_DATES, _TWO_DATES, "holds two dates", (r"write year: \1 and original year: \2", False)),
    (("URL",), r"(https?://\S+?)[,;]?\s+https?://.*", "holds two addresses", (r"keep one: \1", False)),
)  # fmt: skip
"""Variables, how an odd value looks, what is said of it, what to write and whether that is certain."""
