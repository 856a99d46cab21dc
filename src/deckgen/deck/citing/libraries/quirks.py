"""What programs write in a work's fields beside what belongs there → the fields without it.

Libraries' catalogues set a space before a colon, ProQuest a country after a publisher, JSTOR names in
capitals, Citavi a role after a name; Google Scholar takes arXiv for a journal.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping
from html import unescape

from deckgen.deck.citing.libraries.marked import marked_runs
from deckgen.deck.citing.people import Name
from deckgen.deck.citing.slips.values import meant
from deckgen.deck.citing.titles import Stretches
from deckgen.deck.model import Run, Runs, plain
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

Texts = dict[str, Runs]

_TITLES = ("title", "container-title", "collection-title", "title-short")
_ENTITY = pattern(r"&(?:amp|lt|gt|quot|apos|nbsp|ndash|mdash|#\d{2,5}|#x[0-9a-fA-F]{2,4});")
_TAGGED = pattern(r"</?(?:i|b|em|strong|sup|sub|sc)\b[^<>]*>")
_LAST_STOP = pattern(r"(?<=[a-zß-ÿ]{4})\.(?=\s*$)(?<!etc\.)(?<!\b[Ii]nc\.)(?<!\b[Cc]orp\.)(?<!\b[Vv]ols\.)")
_NOBODY = pattern(
    r"\[?(?:(?:place of )?publi(?:sher|cation)|verlag|éditeur) (?:not identified|nicht ermittelbar)\]?|"
    r"\[?[Ss]\.\s?[nl]\.?\]?|NULL|null|n/a|\[?n\.\s?p\.\]?",
    re.IGNORECASE,
)
"""What catalogues write for a publisher or a place that nobody knows."""

_AND_OTHERS = pattern(r"\s*(?:;.*|\[?(?:u\.\s?a\.|etc\.|et al\.)\]?)$")
_NUMBERED_SERIES = pattern(
    r"(?P<title>.*\w)\s*;\s*(?:v|vol|no|nr|bd|t)?\.?\s*(?P<number>\d+)\.?", re.IGNORECASE
)
_SERIES_IN_VOLUME = pattern(r"(?P<volume>\d+)\s+[A-Z]{3,6}")
"""Scopus writes the letters of a series after its volume: 6789 LNCS."""

_ACCOUNT = pattern(r"[?&](?:accountid|utm_\w+|partnerID|md5)=[^&#]*")
_LIVED = pattern(r",?\s*(?:(?:ca?|b|d|approximately)\.?\s*)?\d{4}\??\s?[-–]\s?(?:\d{4})?\.?$")
"""The years in which somebody lived, as libraries write them after a name."""

_ARXIV = pattern(
    r"(?:arXiv(?: e-prints?)?(?: preprint)?|CoRR)"
    r"(?:[\s:,]*(?:arXiv:)?(?P<number>\d{4}\.\d{4,5}|[a-z.-]+/\d{7}))?(?:v\d+)?(?:\s*\[[\w.-]+\])?",
    re.IGNORECASE,
)
_ABSTRACT = pattern(r"abs/(?P<number>\d{4}\.\d{4,5})")
_COUNTRY = pattern(
    r"\s+\((?:United Kingdom|United States|England|Canada|Australia|Germany|France|Ireland)\)$"
)
_ROLE = pattern(
    r",?\s*[(\[]?\b(?:hrsg|hg|eds?|editors?|ed\. by|trans|dir|authors?|verfasser(?:in)?|aut)\b"
    r"\.?\s*[)\]]?\.?$",
    re.IGNORECASE,
)
_SUFFIX = pattern(r"(?P<given>.+?),?\s+(?P<suffix>Jr\.?|Sr\.?|III|IV|2nd|3rd)$")
_DEGREES = (
    (pattern(r"ph\.?\s?d\.?|d\.?\s?phil\.?|doctora(?:l|te)", re.IGNORECASE), "PhD dissertation"),
    (pattern(r"m\.?\s?(?:a|sc?|phil)\.?|master(?:['’]?s)?", re.IGNORECASE), "Master’s thesis"),
)
"""A degree alone, where a form is to stand."""
_HOW_MANY = pattern(r"(?:[ivxlc]+\s*[,+]\s*)?(\d+)\s*(?:pp?\.?|pages|S\.|Seiten)?")
_SPACED = pattern(r"(?<=\S)\s+:(?=\s)")
_WHOLES = ("book", "thesis", "report")


def put_right(kind: str, texts: Texts, kept: dict[str, Stretches]) -> str:
    """Take out of a work's words what a program has put there; return its type, which may be another."""
    for variable in ("title", "container-title"):
        if variable in texts and not texts.get("language", (Run(""),))[0].text.startswith("fr"):
            texts[variable], kept[variable] = _joined(texts[variable], kept.get(variable, ()))
    for variable in _TITLES:
        if variable in texts:
            texts[variable], kept[variable] = _as_words(texts[variable], kept.get(variable, ()))
    _without_catalogue(kind, texts)
    if publisher := plain(texts.get("publisher", ())):
        inner = re.fullmatch(r"\[([^\[\]]+)\]", publisher)
        texts["publisher"] = (Run(meant("publisher", _COUNTRY.sub("", inner[1] if inner else publisher))),)
    if edition := plain(texts.pop("edition", ())):
        texts |= {"edition": (Run(said),)} if (said := _edition(edition)) else {}
    genre = plain(texts.get("genre", ())) if kind == "thesis" else ""
    for degree, words in _DEGREES:
        if genre and degree.fullmatch(genre):
            texts["genre"] = (Run(words),)
    _set_pages(kind, texts)
    return _preprint(kind, texts)


def _set_pages(kind: str, texts: Texts) -> None:
    """Set one dash between pages; how many there are of a whole is no page of it."""
    pages = re.sub(r"[-–—‐−]{2,}", "-", plain(texts.get("page", ())))
    if pages:
        texts["page"] = (Run(pages),)
    count = _HOW_MANY.fullmatch(pages)
    if count and ("pages" in pages or (kind in _WHOLES and "container-title" not in texts)):
        del texts["page"]
        texts.setdefault("number-of-pages", (Run(count[1]),))


def _without_catalogue(kind: str, texts: Texts) -> None:
    """Take out of a work's words what catalogues and databases write where they know nothing better."""
    for variable in ("publisher", "publisher-place"):
        said = _AND_OTHERS.sub("", plain(texts.get(variable, ())).strip()).rstrip(" :;,")
        if not said or _NOBODY.fullmatch(said):
            texts.pop(variable, None)
        else:
            texts[variable] = (Run(said),)
    for variable in ("volume", "issue", "collection-number"):
        if plain(texts.get(variable, ())) == "0":
            del texts[variable]
    if series := _NUMBERED_SERIES.fullmatch(plain(texts.get("collection-title", ()))):
        texts["collection-title"] = (Run(series["title"]),)
        texts.setdefault("collection-number", (Run(series["number"]),))
    if "collection-title" not in texts:
        # A number of nothing would stand by itself at the end of an entry.
        texts.pop("collection-number", None)
    if volume := _SERIES_IN_VOLUME.fullmatch(plain(texts.get("volume", ()))):
        texts["volume"] = (Run(volume["volume"]),)
    if kind in ("article-journal", "article-magazine"):
        texts.pop("edition", None)
    if "accountid" in (address := plain(texts.get("URL", ()))):
        texts["URL"] = (Run(_ACCOUNT.sub("", address)),)


def _as_words(runs: Runs, kept: Stretches) -> tuple[Runs, Stretches]:
    """Return a title with its HTML as words and letters set high or low, and without a stop at its end."""
    words = plain(runs)
    stop = _LAST_STOP.search(words)
    if stop and words.count(".") == 1:
        runs, kept = _cut(runs, kept, {stop.start(): ""})
    entities = {one.start(): unescape(one[0]) for one in _ENTITY.finditer(plain(runs))}
    if entities:
        longer = {
            place: "" for one in _ENTITY.finditer(plain(runs)) for place in range(one.start() + 1, one.end())
        }
        runs, kept = _cut(runs, kept, entities | longer)
    if len(runs) == 1 and (tags := [*_TAGGED.finditer(plain(runs))]):
        gone = {place: "" for tag in tags for place in range(tag.start(), tag.end())}
        return marked_runs(plain(runs))[0], _cut(runs, kept, gone)[1]
    return runs, kept


def _cut(runs: Runs, kept: Stretches, changed: Mapping[int, str]) -> tuple[Runs, Stretches]:
    """Return runs with other characters, or none, at some places, and what is kept of them."""
    at, left = 0, []
    for run in runs:
        text = "".join(changed.get(place, letter) for place, letter in enumerate(run.text, at))
        left.append(replace(run, text=text))
        at += len(run.text)
    gone = sorted(place for place, letter in changed.items() if not letter)
    moved = tuple(
        (first - bisect.bisect_left(gone, first), last - bisect.bisect_left(gone, last))
        for first, last in kept
    )
    return tuple(run for run in left if run.text), tuple(one for one in moved if one[0] < one[1])


def _edition(typed: str) -> str:
    """Return an edition; JSTOR's own are NED, a new one, REV, a revised one, DGO, one that is digital."""
    jstor = {"NED": "new ed.", "DGO": "", "REV": "rev. ed."}.get(typed[:3]) if " - " in typed else None
    return meant("edition", typed) if jstor is None else jstor


def _joined(runs: Runs, kept: Stretches) -> tuple[Runs, Stretches]:
    """Return a title without the space that catalogues set before a colon, and what is kept of it."""
    found = _SPACED.finditer(plain(runs))
    gone = {place: "" for one in found for place in range(one.start(), one.end() - 1)}
    return _cut(runs, kept, gone) if gone else (runs, kept)


def _preprint(kind: str, texts: Texts) -> str:
    """Return that a work is a preprint where its journal is arXiv, and name the archive and the number."""
    found = _ARXIV.fullmatch(plain(texts.get("container-title", ())))
    if kind == "article" and "container-title" not in texts and "number" in texts:
        if plain(texts["number"]).lower().startswith("arxiv:"):
            texts["container-title"] = (Run("arXiv"),)
        return kind
    if not found or kind not in ("article-journal", "article", "document"):
        return kind
    number = found["number"]
    volume = _ABSTRACT.fullmatch(plain(texts.get("volume", ())))
    if volume:
        number = number or volume["number"]
        del texts["volume"]
    texts["container-title"] = (Run("arXiv"),)
    if number:
        texts.setdefault("number", (Run(f"arXiv:{number}"),))
        if "DOI" not in texts:
            texts.setdefault("URL", (Run(f"https://arxiv.org/abs/{number}"),))
    return "article"


def person_put_right(name: Name) -> Name:
    """Return a person without a role, in small letters where a program has capitals alone, Jr. apart."""
    if name.literal:
        bare = _ROLE.sub("", name.literal) if "(" in name.literal else name.literal
        return replace(name, literal=bare or name.literal)
    given = _ROLE.sub("", name.given) if re.search(r"[(\[]", name.given) else name.given
    given = re.sub(r"(?<=[a-zß-ÿ]{3})\.$|(?<=\.)\.$", "", _LIVED.sub("", given))
    own = _LIVED.sub("", _ROLE.sub("", name.suffix))
    found = None if own else _SUFFIX.fullmatch(given)
    suffix = found["suffix"] if found else own
    suffix = f"{suffix}." if suffix in ("Jr", "Sr") else suffix
    name = replace(name, given=found["given"] if found else given, suffix=suffix)
    if len(name.family) > 2 and name.family.isupper() and name.given:
        given = re.sub(r"[^\W\d_]{3,}", lambda one: one[0].title(), name.given)
        shouted = len(name.given) > 2 and name.given.isupper()
        name = replace(name, family=name.family.title(), given=given if shouted else name.given)
    return name
