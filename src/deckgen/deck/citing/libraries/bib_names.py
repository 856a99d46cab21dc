"""Names as BibTeX writes them → people: `First von Last`, `von Last, Jr, First`, braces around a body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.deck.citing.libraries.latex import text_of
from deckgen.deck.citing.people import Name, with_stops
from deckgen.deck.citing.persons import is_body
from deckgen.structs.patterns import pattern

_AND = pattern(r"[{}]|\s+and\s+(?=\S)", re.IGNORECASE)
_PARTS = pattern(r"[{}]|,|[\s~]+")
_SUFFIX = pattern(r"(?:jr|sr)\.?|[IVX]{2,4}", re.IGNORECASE)


def read_names(value: str) -> tuple[Name, ...]:
    """Read a field of names; `others` at the end is citeproc's word for et al."""
    return tuple(_name(one) for one in _split(value.strip()) if one.strip())


def _split(value: str) -> Iterator[str]:
    """Give the names of a field: those that an `and` outside of braces sets apart."""
    depth, start = 0, 0
    for one in _AND.finditer(value):
        if one[0] in "{}":
            depth += 1 if one[0] == "{" else -1
        elif depth <= 0:
            yield value[start : one.start()]
            start = one.end()
    yield re.sub(r"^and\s+|\s+and$", "", value[start:])


def _name(typed: str) -> Name:
    typed = typed.strip()
    if typed.lower() == "others":
        return Name(literal="others")
    if _in_one_group(typed):
        return Name(literal=text_of(typed[1:-1]))
    if "=" in typed and (extended := _extended(typed)):
        return extended
    first, *rest = _at_commas(typed)
    if not rest:
        return _without_comma(first)
    particle, family = _particle(first)
    suffix = " ".join(rest[0]) if len(rest) > 1 else ""
    suffix = suffix or _taken_suffix(family)
    given = rest[-1]
    if len(rest) > 1 and _SUFFIX.fullmatch(text_of(" ".join(given))):
        # Programs write "King, Martin Luther, Jr." where BibTeX has the suffix in the middle.
        suffix, given = " ".join(given), rest[0]
    dropping: list[str] = []
    while len(given) > 1 and _is_low(given[-1]):
        dropping.insert(0, given.pop())
    if len(rest) == 1:
        suffix = suffix or _taken_suffix(given)
    return _made(particle, family, given, suffix, dropping)


def _taken_suffix(words: list[str]) -> str:
    """Take a `Jr.` or `Sr.` off the end of the words of a name; return it, empty where there is none."""
    return words.pop() if len(words) > 1 and re.fullmatch(r"[JS]r\.?", words[-1]) else ""


def _in_one_group(typed: str) -> bool:
    """Tell whether braces hold a whole name together."""
    if not (typed.startswith("{") and typed.endswith("}")):
        return False
    depth = 0
    for place, letter in enumerate(typed):
        depth += (letter == "{") - (letter == "}")
        if depth == 0:
            return place == len(typed) - 1
    return False


def _extended(typed: str) -> Name | None:
    """Read BibLaTeX's long form: `family=Neumann, given=John, prefix=von, useprefix=true`."""
    parts: dict[str, str] = {}
    for one in _at_commas(typed):
        name, sign, value = " ".join(one).partition("=")
        if not sign or not name.strip().isalpha():
            return None
        parts[name.strip().lower()] = text_of(value.strip().strip('"').strip())
    if "family" not in parts:
        return None
    return Name(
        parts["family"],
        with_stops(parts.get("given", "")),
        parts.get("prefix", ""),
        "",
        parts.get("suffix", ""),
    )


def _at_commas(typed: str) -> list[list[str]]:
    """Split a name at its commas, and what is between them at its spaces, neither of them in braces."""
    found: list[list[str]] = [[]]
    depth, start = 0, 0
    for one in _PARTS.finditer(typed):
        if one[0] in "{}":
            depth += 1 if one[0] == "{" else -1
            continue
        if depth > 0:
            continue
        if word := typed[start : one.start()]:
            found[-1].append(word)
        start = one.end()
        if one[0] == ",":
            found.append([])
    if word := typed[start:]:
        found[-1].append(word)
    return [one for one in found if one] or [[typed]]


def _without_comma(words: list[str]) -> Name:
    """Read `First von Last`; one word alone is a name that is not split."""
    if len(words) == 1:
        return Name(literal=text_of(words[0]))
    if len(words) > 2 and is_body(said := text_of(" ".join(words))):
        return Name(literal=said)
    suffix = ""
    if len(words) > 2 and _SUFFIX.fullmatch(text_of(words[-1])):
        suffix = words.pop()
    low = [place for place, word in enumerate(words[:-1]) if _is_low(word)]
    if low and low[0] > 0:
        particle = words[low[0] : low[-1] + 1]
        return _made(particle, words[low[-1] + 1 :], words[: low[0]], suffix, [])
    if low:
        return _made(words[: low[-1] + 1], words[low[-1] + 1 :], [], suffix, [])
    return _made([], words[-1:], words[:-1], suffix, [])


def _particle(words: list[str]) -> tuple[list[str], list[str]]:
    """Part `de la Cruz` into what is written small and the name; a name all in small letters is one."""
    count = 0
    while count < len(words) - 1 and _is_low(words[count]):
        count += 1
    return words[:count], words[count:]


def _is_low(word: str) -> bool:
    """Tell whether a word begins with a small letter that is in no braces, or in an accent's."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    said = text_of(word)
    return said[:1].islower()


def _made(particle: list[str], family: list[str], given: list[str], suffix: str, dropping: list[str]) -> Name:
    said = text_of(" ".join(family))
    first = text_of(" ".join(given))
    return Name(
        said,
        first if said.isupper() and len(said) > 2 else with_stops(first),
        text_of(" ".join(particle)),
        text_of(" ".join(dropping)),
        text_of(suffix),
    )
