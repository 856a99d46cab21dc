"""What programs write in a work's fields beside what belongs there → the fields without it.

Libraries' catalogues set a space before a colon, ProQuest a country after a publisher, JSTOR names in
capitals, Citavi a role after a name; Google Scholar takes arXiv for a journal.
"""

from __future__ import annotations

import re

from deckgen.deck.citing.people import Name
from deckgen.deck.citing.slips.values import meant
from deckgen.deck.citing.titles import Stretches
from deckgen.deck.model import Run, Runs, plain
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

Texts = dict[str, Runs]

_ARXIV = pattern(
    r"(?:arXiv(?: e-prints?)?(?: preprint)?|CoRR)"
    r"(?:[\s:,]*(?:arXiv:)?(?P<number>\d{4}\.\d{4,5}|[a-z.-]+/\d{7}))?(?:v\d+)?(?:\s*\[[\w.-]+\])?",
    re.IGNORECASE,
)
_ABSTRACT = pattern(r"abs/(?P<number>\d{4}\.\d{4,5})")
_COUNTRY = pattern(
    r"\s+\((?:United Kingdom|United States|England|Canada|Australia|Germany|France|Ireland)\)$"
)
_ROLE = pattern(r",?\s*[(\[]?\b(?:hrsg|hg|eds?|editors?|ed\. by|trans|dir)\b\.?\s*[)\]]?\.?$", re.IGNORECASE)
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
    if publisher := plain(texts.get("publisher", ())):
        inner = re.fullmatch(r"\[([^\[\]]+)\]", publisher)
        texts["publisher"] = (Run(meant("publisher", _COUNTRY.sub("", inner[1] if inner else publisher))),)
    if edition := plain(texts.pop("edition", ())):
        texts |= {"edition": (Run(said),)} if (said := _edition(edition)) else {}
    genre = plain(texts.get("genre", ())) if kind == "thesis" else ""
    for degree, words in _DEGREES:
        if genre and degree.fullmatch(genre):
            texts["genre"] = (Run(words),)
    count = _HOW_MANY.fullmatch(plain(texts.get("page", ())))
    if count and kind in _WHOLES and "container-title" not in texts:
        del texts["page"]
        texts.setdefault("number-of-pages", (Run(count[1]),))
    return _preprint(kind, texts)


def _edition(typed: str) -> str:
    """Return an edition; JSTOR's own are NED, a new one, REV, a revised one, DGO, one that is digital."""
    jstor = {"NED": "new ed.", "DGO": "", "REV": "rev. ed."}.get(typed[:3]) if " - " in typed else None
    return meant("edition", typed) if jstor is None else jstor


def _joined(runs: Runs, kept: Stretches) -> tuple[Runs, Stretches]:
    """Return a title without the space that catalogues set before a colon, and what is kept of it."""
    words = plain(runs)
    gone = [place for found in _SPACED.finditer(words) for place in range(found.start(), found.end() - 1)]
    if not gone:
        return runs, kept
    at, left = 0, []
    for run in runs:
        text = "".join(letter for place, letter in enumerate(run.text, at) if place not in gone)
        left.append(replace(run, text=text))
        at += len(run.text)
    moved = tuple(
        (first - sum(place < first for place in gone), last - sum(place < last for place in gone))
        for first, last in kept
    )
    return tuple(left), moved


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
    found = None if name.suffix else _SUFFIX.fullmatch(given)
    suffix = found["suffix"] if found else name.suffix
    suffix = f"{suffix}." if suffix in ("Jr", "Sr") else suffix
    name = replace(name, given=found["given"] if found else given, suffix=suffix)
    if len(name.family) > 2 and name.family.isupper() and name.given:
        shouted = len(name.given) > 2 and name.given.isupper() and "." not in name.given
        name = replace(name, family=name.family.title(), given=name.given.title() if shouted else name.given)
    return name
