"""Straight quotation marks and apostrophes → those of the text's language, and primes after numbers.

What is around a mark says what it is, so that a quotation may go on in the next paragraph or line. Code,
formulas and addresses stay as they are, and so do marks after a backslash, which `kept` hides from this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from deckgen.deck.markup.pieces import Citation, Footnote, Piece
from deckgen.deck.model import Run, Runs, Words
from deckgen.deck.words import languages, primary, words_in, words_of
from deckgen.outline.model import Outline
from deckgen.structs import Struct, replace
from deckgen.structs.patterns import pattern

_HIDDEN = {'"': "\ue022", "'": "\ue027"}
_SHOWN = str.maketrans({hidden: mark for mark, hidden in _HIDDEN.items()})

_INNER = {"“": "‘’", "„": "‚‘", "«": "“”", "”": "’’", "「": "『』", "‘": "“”", "’": "””"}
_INNER_OF = {"ru": "„“", "uk": "„“", "nb": "‘’", "no": "‘’", "pl": "«»"}
"""The marks within a quotation: by its own opening mark, and by language where that does not say."""

_ELIDED = pattern(
    r"(?:tis|twas|twere|twill|twould|twixt|em|til|till|cause|bout|gainst|neath|s|t|k|m|ne|nen|nem|\d\ds?)"
    r"\b(?!['\w])|n\b",
    re.IGNORECASE,
)
"""Words that begin with an apostrophe, in English, Dutch and German; and years without their century."""

_OPENED = frozenset("([{<–—/-‐‑¿¡=“„«‘‚「『‹")
_STOPS = frozenset("，。：；！？、")
"""What a quotation may begin after without a space, in Chinese and Japanese."""

_WORD = "\ufffc"
"""What stands for code, a formula or a citation: something that is read as a word."""

_ADDRESS = pattern(r"(?:https?://|www\.)\S+")
_MEASURE = pattern(r"(?<![\d.,])\d{1,3}(?:[.,]\d+)?$")
"""A number small enough for feet and inches, minutes and seconds; years are none."""

_LONGEST_MEASURE = 40
"""Characters before a mark in which the number is looked for, so that each mark costs the same."""

_CLOSES = pattern(r"(?<=\S)'(?!\w)")


class Marks(Struct, frozen=True):
    """The outer and the inner quotation marks of a language, the spaces within them included."""

    double: tuple[str, str]
    single: tuple[str, str]


def marks_in(language: str, words: Words) -> Marks:
    """Return the quotation marks of a language; `words` has the outer ones, which an outline may set."""
    opening = words.quote_open.strip()[:1]
    inner = _INNER_OF.get(primary(language)) if opening in "«„" else None
    inner = inner or _INNER.get(opening, "‘’")
    return Marks((words.quote_open, words.quote_close), (inner[0], inner[1]))


def kept(mark: str) -> str:
    """Return a character that stands for a straight mark which is to stay."""
    return _HIDDEN.get(mark, mark)


class Typography(Struct, frozen=True):
    """How straight marks are set in a deck: in its language's way, and in that of words of another."""

    language: str
    marks: Marks

    def pieces(self, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
        """Return a text's pieces with its quotation marks and apostrophes, those of its notes too."""
        inside = [self._within(one) for one in pieces]
        whole = "".join(_read(one) for one in inside)
        if not any(mark in whole for mark in "\"'"):
            return tuple(_shown(one) for one in inside)
        marks = [self.marks_of(one) for one in inside for _ in _read(one)]
        written = _Setter(whole, marks).set()
        found: list[Piece] = []
        at = 0
        for one in inside:
            stop = at + len(_read(one))
            if isinstance(one, Run) and not _is_verbatim(one):
                one = replace(one, text="".join(written[at:stop]))
            found.append(_shown(one))
            at = stop
        return tuple(found)

    def text(self, text: str) -> str:
        """Return a text without markup with its quotation marks and apostrophes."""
        if not any(mark in text for mark in "\"'"):
            return text
        return "".join(_Setter(text, [self.marks] * len(text)).set())

    def marks_of(self, piece: Piece) -> Marks:
        """Return the marks of a piece's language."""
        language = piece.language if isinstance(piece, Run) else None
        if language is None or primary(language) == primary(self.language):
            return self.marks
        known = primary(language) in languages()
        return marks_in(language, words_in(language)) if known else self.marks

    def _within(self, piece: Piece) -> Piece:
        if isinstance(piece, Footnote):
            return replace(piece, pieces=self.pieces(piece.pieces))
        if isinstance(piece, Citation):
            items = (
                replace(one, prefix=self.runs(one.prefix), suffix=self.runs(one.suffix))
                for one in piece.items
            )
            return replace(piece, items=tuple(items))
        return piece

    def runs(self, runs: Runs) -> Runs:
        """Return runs with their quotation marks and apostrophes."""
        return tuple(one for one in self.pieces(runs) if isinstance(one, Run))


def typography_of(outline: Outline) -> Typography:
    """Return how straight marks are set in a deck, by its language and the words that its outline sets."""
    language = str(outline.language) if outline.language else "en"
    words, _ = words_of(language, outline.words)
    return Typography(language, marks_in(language, words))


def as_typed(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return a text's pieces with the straight marks that it was typed with."""
    return tuple(_shown(one) for one in pieces)


def _is_verbatim(run: Run) -> bool:
    return run.code or run.formula is not None or bool(run.link and _ADDRESS.fullmatch(run.text))


def _read(piece: Piece) -> str:
    return piece.text if isinstance(piece, Run) and not _is_verbatim(piece) else _WORD


def _shown(piece: Piece) -> Piece:
    return replace(piece, text=piece.text.translate(_SHOWN)) if isinstance(piece, Run) else piece


class _Setter:
    """The walk over one text, and which quotations are open."""

    def __init__(self, text: str, marks: list[Marks]) -> None:
        self.text = text
        self.marks = marks
        self.doubles = 0
        self.single = False
        self.opened = -1
        self.last_closing = max((found.start() for found in _CLOSES.finditer(text)), default=-1)
        self.fixed = {place for found in _ADDRESS.finditer(text) for place in range(*found.span())}

    def set(self) -> list[str]:
        """Return the text, a string for each of its characters."""
        written = list(self.text)
        for at, char in enumerate(self.text):
            if char in "\"'" and at not in self.fixed:
                written[at] = self._double(at) if char == '"' else self._single(at)
        return written

    def _double(self, at: int) -> str:
        before, after = self._around(at)
        if _is_hebrew(before) and _is_hebrew(after):
            return "״"
        if not self.doubles and not after.isalpha() and self._measures(at):
            return "″"
        return self._quoting(at, before, after)

    def _quoting(self, at: int, before: str, after: str) -> str:
        """Return what a double mark between two characters is: it opens, closes, or is neither."""
        opening, closing = self.marks[at].double
        joined = _is_word(after) and (_is_word(before) or (before in _STOPS and not self.doubles))
        if self.doubles and joined:
            self.doubles -= 1
            return closing
        if joined or (_opens(before) and after.strip()):
            self.doubles += 1
            self.opened = at
            return opening
        if before.strip() or self.doubles:
            self.doubles = max(0, self.doubles - 1)
            return closing
        return '"'

    def _single(self, at: int) -> str:
        before, after = self._around(at)
        opening, closing = self.marks[at].single
        if _is_word(before) and after.isalpha():
            return "׳" if _is_hebrew(before) else "’"
        if not self.single and self._measures(at):
            return "′"
        if _opens(before) and after.strip():
            elided = _ELIDED.match(self.text, at + 1)
            if elided or at >= self.last_closing:
                return "’"
            self.single = True
            self.opened = at
            return opening
        if before.strip():
            was, self.single = self.single, False
            return closing if was else "’"
        return "'"

    def _measures(self, at: int) -> bool:
        """Tell whether a number is before a mark, so that it may be one of feet or of minutes."""
        return _MEASURE.search(self.text, max(0, at - _LONGEST_MEASURE), at) is not None

    def _around(self, at: int) -> tuple[str, str]:
        """Return the characters before and after a mark: spaces at the ends, a bracket for an opened mark."""
        before = "(" if at and self.opened == at - 1 else self.text[at - 1 : at] or " "
        return before, self.text[at + 1 : at + 2] or " "


def _opens(before: str) -> bool:
    return before.isspace() or before in _OPENED


def _is_word(char: str) -> bool:
    return char.isalnum() or char == _WORD


def _is_hebrew(char: str) -> bool:
    return "א" <= char <= "ת"
