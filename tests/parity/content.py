"""What an audience and a speaker meet on a slide, from whichever file it was read."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby

from deckgen.structs import Struct, replace

KINDS = ("italic", "bold", "underline", "highlight", "code", "superscript", "subscript")

CITATION = re.compile(r"\([^()]+\)|\[[^\[\]]+\]")
"""Where in-text styles put a citation: in parentheses or brackets."""


class Stretch(Struct, frozen=True):
    """Characters that are alike: kinds, where they lead (or nowhere), language where not the deck's."""

    text: str
    kinds: frozenset[str] = frozenset()
    target: str = ""
    language: str = ""


class Line(Struct, frozen=True):
    """A paragraph: its stretches, and how deep in a list it stands (None: it is no point of a list)."""

    stretches: tuple[Stretch, ...]
    level: int | None = None

    @property
    def text(self) -> str:
        """The characters of the paragraph."""
        return "".join(stretch.text for stretch in self.stretches)


class Words(Struct, frozen=True):
    """Paragraphs in reading order, and what is marked in them: all as text, to be compared and read."""

    text: tuple[str, ...]
    levels: tuple[int | None, ...]
    links: tuple[str, ...]
    emphasis: tuple[str, ...]
    languages: tuple[str, ...]
    citations: tuple[str, ...]


class ChartContent(Struct, frozen=True):
    """A chart: its kind, what is said of it, its categories (of points the first numbers), its series."""

    kind: str
    alt: str
    categories: tuple[str, ...]
    names: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]


class SlideContent(Struct, frozen=True):
    """One slide: its words with cells of tables among them, and the rest apart.

    `chrome` is what stands at the slide's edge (running foot, number), which readers meet last. `formulas`
    are their letters, sorted; among the words they are lines of text.
    """

    title: str
    section: str
    hidden: bool
    words: Words
    chrome: tuple[str, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    charts: tuple[ChartContent, ...]
    alt_texts: tuple[str, ...]
    recordings: tuple[str, ...]
    formulas: tuple[str, ...]
    notes: Words


class DeckContent(Struct, frozen=True):
    """The whole talk: what the file says of itself, and its slides."""

    title: str
    authors: str
    language: str
    slides: tuple[SlideContent, ...]


def recording(data: bytes, captions: bytes, start: float, *, loop: bool) -> str:
    """Return what is played, so that two files can be compared and a difference be read."""
    said = hashlib.sha256(captions).hexdigest()[:8] if captions else "none"
    begins = f"from {start:g} s{', again and again' if loop else ''}"
    return f"{len(data)} bytes {hashlib.sha256(data).hexdigest()[:8]}, captions {said}, {begins}"


def tidy(text: str) -> str:
    """Return the characters a reader tells apart: NFC, every run of white space one space."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def line(stretches: Iterable[Stretch], level: int | None = None) -> Line:
    """Return a paragraph with its white space tidied across stretches, and equal neighbours joined."""
    kept: list[Stretch] = []
    for one in stretches:
        text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", one.text))
        if not kept or kept[-1].text.endswith(" "):
            text = text.lstrip()
        if text:
            kept.append(replace(one, text=text))
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return Line(tuple(_joined(kept)), level)


def _joined(stretches: list[Stretch]) -> Iterator[Stretch]:
    for alike, group in groupby(stretches, key=lambda one: replace(one, text="")):
        yield replace(alike, text="".join(one.text for one in group))


def words(lines: Iterable[Line]) -> Words:
    """Return what paragraphs say; empty ones say nothing.

    A paragraph that is bold from end to end is set so by its style (a heading, a table's head): weight sets
    words apart only where others are lighter.
    """
    said = [one for one in lines if one.text]
    return Words(
        text=tuple(one.text for one in said),
        levels=tuple(one.level for one in said),
        links=tuple(f"{text} → {target}" for one in said for text, target in _along(one, _target)),
        emphasis=tuple(
            f"{kind}: {text}"
            for one in said
            for kind in KINDS
            if kind != "bold" or not all("bold" in stretch.kinds for stretch in one.stretches)
            for text, _ in _along(one, partial(_is, kind))
        ),
        languages=tuple(f"{tag}: {text}" for one in said for text, tag in _along(one, _language)),
        citations=tuple(found for one in said for found in CITATION.findall(one.text)),
    )


def _along(one: Line, mark: Callable[[Stretch], str]) -> Iterator[tuple[str, str]]:
    """Give the longest pieces of a paragraph that bear the same mark, and it; unmarked ones are left out."""
    for value, group in groupby(one.stretches, key=mark):
        text = "".join(stretch.text for stretch in group).strip()
        if value and text:
            yield text, value


def _target(stretch: Stretch) -> str:
    return stretch.target


def _language(stretch: Stretch) -> str:
    return stretch.language


def _is(kind: str, stretch: Stretch) -> str:
    return kind if kind in stretch.kinds else ""
