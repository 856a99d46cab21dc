"""Titles in capitals and in small letters: which way one is typed, and how it reads the other way."""

from __future__ import annotations

import re

from deckgen.deck.model import Runs, plain
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

Stretches = tuple[tuple[int, int], ...]

_ARTICLES = "a|an|the"
_CONJUNCTIONS = "and|as|but|for|if|nor|or|so|yet"
_SHORT_PREPOSITIONS = (
    "at|by|from|in|into|like|near|of|off|on|onto|out|over|past|per|than|till|to|up|upon|v|vs|via|with"
)
_LONG_PREPOSITIONS = (
    "about|above|across|after|against|along|among|amid|around|before|behind|below|beneath|beside|besides|between|beyond|"
    "despite|down|during|except|inside|outside|since|through|throughout|toward|towards|under|underneath|"
    "until|unto|versus|within|without"
)
_FOREIGN = "d|da|das|de|del|della|der|des|di|du|e|el|en|et|il|la|las|le|les|los|und|van|vom|von|zu|zur"

SMALL = pattern(
    "|".join(
        (_ARTICLES, _CONJUNCTIONS, _SHORT_PREPOSITIONS, _LONG_PREPOSITIONS, _FOREIGN, "that|when|where|while")
    )
)
"""Words that a title in capitals may leave small."""

SMALL_IN = {
    "mla": pattern(
        "|".join(
            (_ARTICLES, "and|as|but|for|nor|or|so|yet", _SHORT_PREPOSITIONS, _LONG_PREPOSITIONS, _FOREIGN)
        )
    ),
    "chicago": pattern(
        "|".join(
            (
                _ARTICLES,
                "and|as|but|for|nor|or|so|yet",
                "at|by|from|in|into|like|near|of|off|on|onto|out|over|past|per|than|to|up|v|vs|via|with",
                _FOREIGN,
            )
        )
    ),
}
"""Words that a title in capitals leaves small: MLA, all prepositions; Chicago's eighteenth edition, those of
up to four letters."""

_ADVERBS = frozenset(("up", "off", "out", "over"))
"""Small words that are adverbs after a hyphen, and keep their capital there: Follow-Up."""

_NAMES = frozenset(
    {
        "africa", "african", "african-american", "america", "american", "americans", "antarctica",
        "arab", "arabic", "asia", "asian", "athens", "atlantic", "australia", "australian",
        "austria", "austrian", "bible", "boston", "brazil", "brazilian", "britain", "british",
        "buddhism", "buddhist", "canada", "canadian", "caribbean", "catholic", "china", "chinese",
        "christ", "christian", "christianity", "congress", "cuba", "cuban", "dutch", "egypt",
        "egyptian", "england", "english", "europe", "european", "france", "french", "german",
        "germany", "god", "greece", "greek", "hindu", "hinduism", "holocaust", "india", "indian",
        "ireland", "irish", "islam", "islamic", "israel", "israeli", "italian", "italy", "japan",
        "japanese", "jesus", "jewish", "jews", "judaism", "korea", "korean", "kremlin", "latin",
        "london", "mediterranean", "mexican", "mexico", "moscow", "muslim", "muslims", "nazi",
        "nazis", "norway", "norwegian", "pacific", "paris", "poland", "polish", "portugal",
        "portuguese", "protestant", "prussia", "prussian", "roman", "rome", "russia", "russian",
        "russians", "scotland", "scottish", "siberia", "soviet", "soviets", "spain", "spanish",
        "sweden", "swedish", "swiss", "switzerland", "turkey", "turkish", "ukraine", "ukrainian",
        "victorian", "vietnam", "vietnamese", "washington", "january", "february", "april", "june",
        "july", "september", "october", "november", "december", "monday", "tuesday", "wednesday",
        "thursday", "friday", "saturday", "sunday",
    }
)  # fmt: skip
"""Names of places, peoples, faiths, months and days that titles of talks are full of, in small letters."""

_WORD = pattern(r"[^\W_](?:[^\W_]|[’'.&](?=[^\W_]))*\.?")
_EDGES = "“”‘’\"'«»()[]{}.,;:!?—–-…"
_OPENS = pattern(r"[:?!—]\s*[“‘\"'(]*$|[.]\s+[“‘\"'(]*$")


def is_title_case(words: str) -> bool:
    """Tell whether a title was typed with capitals already: then it stays as it is."""
    after = [word.strip(_EDGES) for word in words.split()[1:]]
    named = [word for word in after if word and word[0].isalpha() and not SMALL.fullmatch(word)]
    return bool(named) and all(word[0] == word[0].upper() for word in named)


def sentence_case(words: str, kept: Stretches = ()) -> str:
    """Return a title with capitals at its beginnings, where they are kept, and inside of words."""
    parts: list[str] = []
    at = 0
    for one in _WORD.finditer(words):
        word = one[0]
        parts.append(words[at : one.start()])
        at = one.end()
        starts = not words[: one.start()].strip(_EDGES + " ") or _opens(words, one.start())
        is_kept = any(start <= one.start() < stop for start, stop in kept)
        named = (
            word.rstrip(".").lower() in _NAMES
            or any(letter.isupper() for letter in word[1:])
            or any(letter.isdigit() for letter in word)
        )
        single = len(word) == 1 and word in "IXVC"
        parts.append(word if starts or is_kept or named or single else word[0].lower() + word[1:])
    return "".join([*parts, words[at:]])


def title_case(words: str, style: str, kept: Stretches = ()) -> str:
    """Return a title with capitals as a style's handbook has them; a word with capitals inside stays."""
    small = SMALL_IN.get(style, SMALL_IN["chicago"])
    found = list(_WORD.finditer(words))
    parts: list[str] = []
    at = 0
    for number, one in enumerate(found):
        word = one[0]
        parts.append(words[at : one.start()])
        at = one.end()
        low = word.rstrip(".").lower()
        first = number == 0 or _opens(words, one.start())
        stays = any(start < one.end() and one.start() < stop for start, stop in kept)
        last = number == len(found) - 1 or bool(re.match(r"[”’\"')]*[:?!]", words[at:]))
        hyphened = words[one.start() - 1 : one.start()] in ("-", "‑") and one.start() > 0
        if stays or word[1:] != word[1:].lower():
            parts.append(word)
        elif first or last or not small.fullmatch(low) or (hyphened and low in _ADVERBS):
            parts.append(word[0].upper() + word[1:])
        else:
            parts.append(word[0].lower() + word[1:])
    return "".join([*parts, words[at:]])


def _opens(words: str, at: int) -> bool:
    """Tell whether what is before a place ends a title or a sentence, so that the next begins there."""
    before = words[:at]
    if not _OPENS.search(before):
        return False
    last = before.rstrip(" “‘\"'(").rsplit(None, 1)[-1:] or [""]
    # After U.S., vs. or an initial nothing begins.
    return not (last[0].endswith(".") and (last[0].count(".") > 1 or len(last[0].strip(_EDGES)) < 3))


def recased(runs: Runs, words: str) -> Runs:
    """Return runs with other characters of the same number, those of their title in another case."""
    if len(words) != len(plain(runs)):
        return runs
    at = 0
    changed = []
    for run in runs:
        changed.append(replace(run, text=words[at : at + len(run.text)]))
        at += len(run.text)
    return tuple(changed)
