"""Runs → runs that name their language, where their letters show that it is not the deck's.

A script that the deck's own language is not written in begins a run of its own: so a screen reader changes
its voice, a browser and PowerPoint take a face that has the letters. Emphasis in scripts without sloped
letters is set bold instead. In decks written from right to left, `leftwards.py` keeps Latin texts in order.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from deckgen.deck.markup.bidi import in_order
from deckgen.deck.model import Run, Runs
from deckgen.deck.words import primary
from deckgen.languages import right_to_left
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

_LETTERS = {
    "Arab": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Cyrl": "\u0400-\u052f",
    "Deva": "\u0900-\u097f",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Hang": "\u1100-\u11ff\uac00-\ud7af",
    "Hebr": "\u0590-\u05ff\ufb1d-\ufb4f",
    "Kana": "\u3040-\u30ff",
    "Hani": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "Thai": "\u0e00-\u0e7f",
}
"""A script → the characters that are its own."""

_SPOKEN = {
    "Arab": "ar",
    "Cyrl": "ru",
    "Deva": "hi",
    "Grek": "el",
    "Hang": "ko",
    "Hebr": "he",
    "Kana": "ja",
    "Hani": "zh",
    "Thai": "th",
}
"""A script → the language that is meant where none is named."""

_WRITTEN: dict[str, tuple[str, ...]] = {
    "Arab": ("ar", "ckb", "fa", "ps", "sd", "ug", "ur"),
    "Cyrl": (
        *("ab", "ba", "be", "bg", "ce", "cu", "cv", "kk", "ky"),
        *("mk", "mn", "os", "ru", "sr", "tg", "tt", "uk"),
    ),
    "Deva": ("bho", "hi", "mai", "mr", "ne", "sa"),
    "Grek": ("el", "grc"),
    "Hang": ("ko",),
    "Hebr": ("he", "iw", "yi"),
    "Kana": ("ja",),
    "Hani": ("ja", "ko", "yue", "zh"),
    "Thai": ("th",),
}
"""A script → the languages written in it."""

_EITHER = {"Kana": "Hani", "Hani": "Kana"}
"""Scripts that are side by side in one text."""

_BEYOND = pattern("[^\x00-\u036f\u2000-\u2e7f]")
"""Characters without which a text holds no letter of these scripts, nor needs the patterns of all of them."""


@functools.cache
def _foreign() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{script}>[{chars}])" for script, chars in _LETTERS.items()))


_FEWEST = 3
"""Letters of an alphabet that make a word of another language; fewer may be symbols: Δt, α."""

_BETWEEN = pattern(r"[\s\d.,;:!?'\"()\-–—…’”“«»、。「」・،؛؟\u0300-\u036f\u200c-\u200f]*")
"""What goes on with the letters on both sides of it."""


@functools.cache
def _upright_letter() -> re.Pattern[str]:
    """Return what finds a letter of a script that has no sloped forms."""
    letters = "".join(chars for script, chars in _LETTERS.items() if script not in ("Cyrl", "Grek"))
    return re.compile(f"[{letters}]")


def named(runs: Runs, language: str) -> Runs:
    """Return runs split where a script begins that is not the language's, each such part with its own."""
    if not all(run.text.isascii() for run in runs):
        runs = tuple(part for run in runs for part in _parts(run, language))
    return in_order(runs) if right_to_left(language) else runs


def _parts(run: Run, home: str) -> Iterator[Run]:
    if not _BEYOND.search(run.text):
        yield run
        return
    run = _upright(run)
    if run.language or run.code or run.formula:
        yield run
        return
    at = 0
    for start, stop, script in _stretches(run.text):
        if primary(home) in _WRITTEN[script] or script in home.title().split("-"):
            continue
        if start > at:
            yield replace(run, text=run.text[at:start])
        yield replace(run, text=run.text[start:stop], language=_language(script, run.text[start:stop]))
        at = stop
    if at < len(run.text):
        yield replace(run, text=run.text[at:]) if at else run


def _upright(run: Run) -> Run:
    return replace(run, italic=False, bold=True) if run.italic and _upright_letter().search(run.text) else run


def _language(script: str, text: str) -> str:
    """Return the language of a stretch; among ideographs, kana tell Japanese."""
    return "ja" if script == "Hani" and re.search(f"[{_LETTERS['Kana']}]", text) else _SPOKEN[script]


def _stretches(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start, the stop and the script of each stretch of letters of one of the scripts."""
    at = 0
    while found := _foreign().search(text, at):
        script = str(found.lastgroup)
        scripts = {script, _EITHER.get(script, script)}
        letters = "".join(_LETTERS[one] for one in sorted(scripts))
        word = re.compile(f"[{letters}\u0300-\u036f\u200c\u200d]+")
        stop, count = found.start(), 0
        here = stop
        while more := word.match(text, here):
            stop = more.end()
            count += len(more[0])
            between = _BETWEEN.match(text, stop)
            here = between.end() if between else stop
        at = stop
        if count >= _FEWEST or script in ("Hani", "Kana", "Hang"):
            yield found.start(), stop, script
