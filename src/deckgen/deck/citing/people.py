"""A name as typed → a person's parts, or a body's whole name."""

from __future__ import annotations

import re

from deckgen.structs import Struct
from deckgen.structs.patterns import pattern


class Name(Struct, frozen=True):
    """A person, or a body: then all of its name is in `literal`.

    `particle` belongs to the family name (de Gaulle), `dropping` to the given one (Goethe, J. W. von).
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    dropping: str = ""
    suffix: str = ""
    literal: str = ""


_COMMAS = pattern("[,،]")
_PARTICLE = pattern(r"((?:[a-zß-ÿ][\w’']*\s+)+|(?:[a-z]{1,2}['’]))(?=\w)")
_DROPPING = pattern(r"(?:\s+[a-zß-ÿ][\w’']*)+$")
_BARE_INITIALS = pattern(r"[^\W\d_]{1,3}(?:[\s-][^\W\d_]{1,3})*")


def read_name(typed: str) -> Name:
    """Read `Family, Given`, `Family, Given, Jr.`, or a body's name, without any comma, Arabic ones too."""
    family, *others = (part.strip() for part in _COMMAS.split(typed.strip()))
    if typed.strip().startswith("{") and typed.strip().endswith("}"):
        return Name(literal=typed.strip()[1:-1])
    if not others:
        return Name(literal=family)
    given = others[0]
    particle = _PARTICLE.match(family)
    dropping = _DROPPING.search(given)
    first_names = given[: dropping.start()] if dropping else given
    return Name(
        family=family[particle.end() :] if particle else family,
        given=first_names if family.isupper() and len(family) > 2 else with_stops(first_names),
        particle=particle[0].strip() if particle else "",
        dropping=dropping[0].strip() if dropping else "",
        suffix=", ".join(others[1:]),
    )


def with_stops(given: str) -> str:
    """Return bare initials, `J H`, `JH`, `J.H.`, as styles take them: `J. H.`; all else as it is.

    citeproc reads SH as one name and shortens it to S.
    """
    words = given.strip()
    if re.fullmatch(r"(?:[^\W\d_]\.){2,}", words):
        return " ".join(f"{letter}." for letter in words.replace(".", ""))
    if re.search(r"[a-zß-ÿ]{2}", words):
        # PubMed and others write the second name without its stop, Ann B, which styles set as it is.
        return re.sub(r"(?<=\s)([A-ZÀ-Þ])(?=\s|$)", r"\1.", given)
    if not words.isupper() or not _BARE_INITIALS.fullmatch(words):
        return given
    return re.sub(r"[^\W\d_]+", lambda one: " ".join(f"{letter}." for letter in one[0]), words)
