"""A language tag → deckgen's own words in it: Works Cited, Sources, dates, quotation marks.

Each language is a file of `languages/`. An outline may put other words in their place, but not in place of
the labels of the slideshow's controls.
"""

from __future__ import annotations

import datetime
import functools
import string
import tomllib
from collections.abc import Mapping
from pathlib import Path

from deckgen.deck.model import Words
from deckgen.diagnostics import Diagnostic, error
from deckgen.outline import model as outline_model
from deckgen.structs import Struct, replace

FOLDER = Path(__file__).parent / "languages"

PLACES: dict[str, tuple[str, ...]] = {
    "part_of": ("part", "parts"),
    "more_sources": ("count",),
    "quotation": ("words",),
    "minutes": ("minutes",),
}
"""The words that are templates → what each must hold."""

_CHINESE = {"zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant", "zh-hant": "zh-Hant"}
_SAME = {"no": "nb", "nn": "nb", "iw": "he", "yue": "zh-Hant"}


class Speech(Struct, frozen=True):
    """What a language brings: its words, its months, the order of a date's parts, the slideshow's labels.

    `name` is the language's tag.
    """

    name: str
    words: Words
    months: tuple[str, ...]
    date: str
    slideshow: Mapping[str, str]


def primary(language: str) -> str:
    """Return the primary language of a BCP 47 tag: `en` of `en-GB`."""
    return language.replace("_", "-").split("-")[0].lower()


def languages() -> tuple[str, ...]:
    """Return the languages that deckgen speaks, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def speech_in(language: str) -> Speech:
    """Return what a language brings, English where deckgen does not speak it."""
    tag = language.replace("_", "-").lower()
    first = primary(language)
    for wanted in (_CHINESE.get("-".join(tag.split("-")[:2])), _SAME.get(first), first):
        if wanted and (FOLDER / f"{wanted}.toml").is_file():
            return _speech(wanted)
    return _speech("en")


@functools.cache
def _speech(name: str) -> Speech:
    read = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    words = {key.replace("-", "_"): word for key, word in read["words"].items()}
    return Speech(name, Words(**words), tuple(read["months"].split()), read["date"], read["slideshow"])


def words_in(language: str) -> Words:
    """Return deckgen's own words in a language given as a BCP 47 tag."""
    return speech_in(language).words


def words_of(language: str, given: tuple[outline_model.Word, ...]) -> tuple[Words, tuple[Diagnostic, ...]]:
    """Return deckgen's own words in a language with those of the outline in their place."""
    words, problems = words_in(language), []
    for one in given:
        attribute = one.name.value.replace("-", "_")
        problem = _template_problem(attribute, one)
        if problem:
            problems.append(problem)
        else:
            words = replace(words, **{attribute: one.text.value})
    return words, tuple(problems)


def _template_problem(attribute: str, word: outline_model.Word) -> Diagnostic | None:
    """Return what is wrong with a template's braces; words that are none may hold any characters."""
    needed = PLACES.get(attribute, ())
    if not needed and attribute != "minute":
        return None
    allowed = needed or ("minutes",)
    shown = " and ".join(f"{{{place}}}" for place in allowed)
    message = _braces_problem(word, needed, allowed)
    return error(message, word.text.span, f"it holds {shown}") if message else None


def _braces_problem(
    word: outline_model.Word, needed: tuple[str, ...], allowed: tuple[str, ...]
) -> str | None:
    """Return what is wrong with the braces of a template that needs some places and may have others."""
    try:
        found = [(name, f"{spec}{turn or ''}") for _, name, spec, turn in _parsed(word.text.value)]
    except ValueError:
        return f'a brace of "{word.name}" is left open'
    unknown = next((name for name, more in found if name not in allowed or more), None)
    if unknown is not None:
        return f'"{word.name}" cannot hold {{{unknown}}}'
    missing = next((place for place in needed if place not in {name for name, _ in found}), None)
    return f'"{word.name}" lacks {{{missing}}}' if missing else None


def _parsed(template: str) -> list[tuple[str, str, str, str | None]]:
    parts = string.Formatter().parse(template)
    return [(text, name, spec or "", turn) for text, name, spec, turn in parts if name is not None]


def date_in(language: str, typed: str) -> str:
    """Return a date as the language writes it where it was typed as 2026-11-23, else as it was typed."""
    try:
        date = datetime.date.fromisoformat(typed)
    except ValueError:
        return typed
    speech = speech_in(language)
    pattern = "{month} {day}, {year}" if language.lower() in ("en", "en-us") else speech.date
    return pattern.format(day=date.day, month=speech.months[date.month - 1], year=date.year)
