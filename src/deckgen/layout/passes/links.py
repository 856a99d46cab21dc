"""Pages whose citations lead nowhere yet → the same with links to the works cited, and back.

A citation leads to the page on which its work is listed; the entry there leads back to the page where the
work is first used. Both files follow links to pages.
"""

from __future__ import annotations

import operator
import unicodedata
from collections.abc import Callable, Iterator
from typing import TypeVar

from deckgen.deck.model import Run, Runs
from deckgen.layout.pages import (
    Box,
    DiagramBox,
    Member,
    Page,
    PlacedCell,
    PlacedParagraph,
    Shape,
    TableBox,
    TextBox,
    paragraphs_of,
)
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

_LETTERS = pattern(r"\w+")
_JOINERS = frozenset(("", "’", "'", "-", "‐", "‑", "־"))
"""What may be between the parts of a word: hyphens, apostrophes, the maqaf of Hebrew."""

_OPENING = pattern(r"[(\[]+$")
_CLOSING = pattern(r"[)\]]+")

_INITIAL = pattern(r"[^\W\d]\.")

Change = Callable[[PlacedParagraph], PlacedParagraph]

Value = TypeVar("Value")


def map_paragraphs(pages: tuple[Page, ...], change: Change) -> tuple[Page, ...]:
    """Return the pages with a change made to each paragraph of their boxes; notes are left as they are.

    A page is the same object as before where `change` returned each of its paragraphs as it was.
    """
    return tuple(_changed_page(page, change) for page in pages)


def linked(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Return the pages with their citations and their entries linked; notes are left as they are."""
    placed = [(page, one) for page in pages for box in page.boxes for one in paragraphs_of(box)]
    homes = {paragraph.key: page.id for page, paragraph in placed if paragraph.key}
    if not homes:
        return pages
    uses: dict[str, str] = {}
    for page, paragraph in placed:
        for key in (key for run in paragraph.runs for key in _targets(run)):
            if not paragraph.key and not page.hidden:
                uses.setdefault(key, page.id)

    def change(paragraph: PlacedParagraph) -> PlacedParagraph:
        if paragraph.key:
            runs = tuple(_leading_back(paragraph.runs, uses.get(paragraph.key)))
            return paragraph if runs == paragraph.runs else replace(paragraph, runs=runs)
        if any(_targets(run) for run in paragraph.runs):
            return replace(paragraph, runs=_leading_home(paragraph.runs, homes))
        return paragraph

    return map_paragraphs(pages, change)


def _targets(run: Run) -> tuple[str, ...]:
    """Return the entries that a run speaks of: those it cites, and the one its link names."""
    named = (run.link[1:],) if run.link and run.link.startswith("#") else ()
    return (*run.cites, *named)


def _leading_home(runs: Runs, homes: dict[str, str]) -> Runs:
    """Return runs with each citation led to its entry from its first word."""
    led: list[Run] = []
    before: tuple[str, ...] = ()
    for run in runs:
        named = run.link[1:] if run.link and run.link.startswith("#") else ""
        alone = len(run.cites) == 1 or (run.superscript and len(run.cites) > 1)
        begins = alone and run.cites != before and run.cites[0] in homes
        if named in homes:
            led.append(replace(run, link=f"#{homes[named]}"))
        elif begins and not run.link and _LETTERS.search(run.text):
            led += _linked_word(run, homes[run.cites[0]])
        else:
            led.append(run)
        before = run.cites if _LETTERS.search(run.text) else before
    return _bracketed(led)


def _bracketed(runs: list[Run]) -> Runs:
    """Return runs with the brackets around a linked word inside its link.

    LibreOffice may break a line at either end of a link: a bracket would stay behind.
    """
    for at, run in enumerate(runs):
        if not (run.link and run.cites):
            continue
        if at and (bracket := _OPENING.search(runs[at - 1].text)) and _alike(runs[at - 1], run):
            runs[at - 1] = replace(runs[at - 1], text=runs[at - 1].text[: bracket.start()])
            run = replace(run, text=bracket.group() + run.text)
        after = runs[at + 1] if at + 1 < len(runs) else None
        if after and (bracket := _CLOSING.match(after.text)) and _alike(after, run):
            runs[at + 1] = replace(after, text=after.text[bracket.end() :])
            run = replace(run, text=run.text + bracket.group())
        runs[at] = run
    return tuple(run for run in runs if run.text)


def _alike(one: Run, other: Run) -> bool:
    """Tell whether a run looks like another but for its link."""
    return not one.link and replace(one, text="", link=None, cites=()) == replace(
        other, text="", link=None, cites=()
    )


def _leading_back(runs: Runs, page: str | None) -> Iterator[Run]:
    """Yield an entry whose first word leads to the page where the work is first used."""
    first, *others = runs
    if page is None or first.link or not _LETTERS.search(first.text):
        yield from runs
        return
    yield from _linked_word(first, page)
    yield from others


def _linked_word(run: Run, page: str) -> Iterator[Run]:
    """Yield a run with a link on its first word that is no initial, and on what is never split from that.

    It is one word, since LibreOffice does not break lines within a link as it does within text, and since
    a deck full of underlined lines would be no pleasure to read.
    """
    words = _words(run.text)
    start, stop = next((one for one in words if not _is_initial(run.text, *one)), words[0])
    if "\u00a0" in run.text[stop:]:
        start = run.text.rfind(" ", 0, start) + 1
        stop = (run.text + " ").index(" ", stop)
    pieces = (run.text[:start], run.text[start:stop], run.text[stop:])
    for number, text in enumerate(pieces):
        if text:
            yield replace(run, text=text, link=f"#{page}" if number == 1 else None)


def _words(text: str) -> list[tuple[int, int]]:
    """Return where the words of a text start and stop; marks above, below and after letters are theirs."""
    found: list[tuple[int, int]] = []
    for letters in _LETTERS.finditer(text):
        start, stop = letters.span()
        while stop < len(text) and _belongs(text[stop]):
            stop += 1
        if found and text[found[-1][1] : start] in _JOINERS:
            start = found.pop()[0]
        found.append((start, stop))
    return found


def _belongs(char: str) -> bool:
    """Tell whether a character is a mark on the letter before it, or joins it to the next or parts them."""
    return unicodedata.category(char)[0] == "M" or char in "\u200c\u200d"


def _is_initial(text: str, start: int, stop: int) -> bool:
    """Tell whether a word is an initial, or a letter by itself such as an article."""
    return bool(_INITIAL.match(text, start)) or (stop - start == 1 and text[start].isascii())


def _each(values: tuple[Value, ...], change: Callable[[Value], Value]) -> tuple[Value, ...]:
    """Return values with a change made to each; the same tuple where each came back as it was."""
    changed = tuple(map(change, values))
    return values if all(map(operator.is_, values, changed)) else changed


def _changed_page(page: Page, change: Change) -> Page:
    boxes = _each(page.boxes, lambda box: _changed(box, change))
    return page if boxes is page.boxes else replace(page, boxes=boxes)


def _changed(box: Box, change: Change) -> Box:
    match box:
        case TextBox():
            return _changed_text(box, change)
        case TableBox():
            rows = _each(box.rows, lambda row: _each(row, lambda cell: _changed_cell(cell, change)))
            return box if rows is box.rows else replace(box, rows=rows)
        case DiagramBox():
            members = _each(box.members, lambda one: _changed_member(one, change))
            return box if members is box.members else replace(box, members=members)
    return box


def _changed_text(box: TextBox, change: Change) -> TextBox:
    paragraphs = _each(box.paragraphs, change)
    return box if paragraphs is box.paragraphs else replace(box, paragraphs=paragraphs)


def _changed_cell(cell: PlacedCell, change: Change) -> PlacedCell:
    paragraphs = _each(cell.paragraphs, change)
    return cell if paragraphs is cell.paragraphs else replace(cell, paragraphs=paragraphs)


def _changed_member(member: Member, change: Change) -> Member:
    shapes = _each(member.shapes, lambda one: _changed_shape(one, change))
    return member if shapes is member.shapes else replace(member, shapes=shapes)


def _changed_shape(shape: Shape, change: Change) -> Shape:
    text = _changed_text(shape.text, change) if shape.text else None
    return shape if text is shape.text else replace(shape, text=text)
