"""A text with lists in it, as Markdown writes them → its paragraphs and its lists, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.diagnostics import Span
from deckgen.outline import model
from deckgen.outline.blocks.pictures import in_markdown
from deckgen.outline.model import Text
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

MOST_LEVELS = 4
"""How deep points go: what is typed further in belongs to the last level."""

_ITEM = pattern(
    r"(?P<indent>[ \t\u00a0]*)(?:(?P<sign>[-*+•‣◦▪●·\uf0a7\uf0b7\uf0d8])|(?P<number>\d{1,3})[.)])"
    r"[ \t\u00a0]+(?=\S)"
)
"""A dash of a dialogue (–, —) begins no point: several languages open what is said with it."""

_DEEPER = 2
"""The columns by which a point is indented more than the one that it belongs to."""


class _Line(Struct, frozen=True):
    """A line of a text: its offsets, and what begins it where it is a point."""

    start: int
    stop: int
    item: re.Match[str] | None = None

    @property
    def indent(self) -> int:
        return len(self.item["indent"].expandtabs(4)) if self.item else 0

    @property
    def number(self) -> int | None:
        return int(self.item["number"]) if self.item and self.item["number"] else None


def holds_list(text: Text) -> bool:
    """Tell whether a text has a list in it."""
    return "\n" in text.value and any(lines[0].item for lines in _stretches(text))


def with_lists(text: Text) -> tuple[model.Prose | model.Bullets | model.Image, ...]:
    """Return a text's paragraphs and lists, and the pictures that are paragraphs of their own."""
    blocks: list[model.Prose | model.Bullets | model.Image] = []
    for lines in _stretches(text):
        first, last = lines[0], lines[-1]
        if first.item:
            span = text.at(first.start, last.stop)
            items = _points(text, lines)
            start = first.number
            blocks.append(model.Bullets(items, span, start))
            continue
        paragraphs: list[Text] = []
        for one in text.part(first.start, last.stop).paragraphs():
            shown = in_markdown(one)
            if shown is None:
                paragraphs.append(one)
                continue
            blocks += [_running(paragraphs), shown] if paragraphs else [shown]
            paragraphs = []
        blocks += [_running(paragraphs)] if paragraphs else []
    return tuple(blocks)


def _running(paragraphs: list[Text]) -> model.Prose:
    first, last = paragraphs[0].span, paragraphs[-1].span
    span = Span(first.path, first.line, first.column, last.end_line, last.end_column)
    return model.Prose(tuple(paragraphs), span)


def lines_of(text: Text) -> Iterator[tuple[str, Text]]:
    """Give the paragraphs and points of a text that can hold no list, each with what is before it."""
    for lines in _stretches(text):
        if not lines[0].item:
            yield "", text.part(lines[0].start, lines[-1].stop)
            continue
        for item in _items(lines):
            head = item[0]
            assert head.item is not None
            sign = f"{head.number}. " if head.number is not None else "• "
            yield sign, text.part(head.item.end(), item[-1].stop)


def lines_in(text: Text) -> Iterator[Text]:
    """Give the lines of a text that say anything, each without what indents it."""
    start = 0
    for line in text.value.split("\n"):
        bare = line.strip()
        if bare:
            begin = start + line.index(bare)
            yield text.part(begin, begin + len(bare))
        start += len(line) + 1


def _stretches(text: Text) -> Iterator[list[_Line]]:
    """Give the lines of each list, and those between lists, blank ones at either end left out."""
    lines = tuple(_lines(text.value))
    place = 0
    plain: list[_Line] = []
    while place < len(lines):
        stop = _list_end(text.value, lines, place, opens=not plain or _blank(text.value, plain[-1]))
        if stop == place:
            plain.append(lines[place])
            place += 1
            continue
        if bare := _trimmed(text.value, plain):
            yield bare
        yield _trimmed(text.value, list(lines[place:stop]))
        plain, place = [], stop
    if bare := _trimmed(text.value, plain):
        yield bare


def _lines(value: str) -> Iterator[_Line]:
    start = 0
    for line in value.splitlines(keepends=True):
        stop = start + len(line.rstrip("\n"))
        yield _Line(start, stop, _ITEM.match(value, start, stop))
        start += len(line)


def _blank(value: str, line: _Line) -> bool:
    return not value[line.start : line.stop].strip()


def _list_end(value: str, lines: tuple[_Line, ...], place: int, *, opens: bool) -> int:
    """Return the line after the list that begins at one, that line itself where none does.

    A single point is one only where it opens a paragraph (`opens`), a number only where the next one follows.
    """
    head = lines[place]
    if head.item is None:
        return place
    stop, count, want = place, 0, head.number
    for at in range(place, len(lines)):
        line = lines[at]
        if _blank(value, line):
            continue
        gap = at > place and _blank(value, lines[at - 1])
        if line.item is None:
            if gap:
                break
        elif line.indent < head.indent + _DEEPER:
            if (line.number is None) != (head.number is None) or not _counts(line, want, head):
                break
            count += 1
            want = None if want is None else want + 1
        stop = at + 1
    return stop if count > 1 or (opens and head.number is None) else place


def _counts(line: _Line, want: int | None, head: _Line) -> bool:
    """Tell whether a number goes on with a list: it is the next one, or the first again, as in `1. 1. 1.`"""
    return want is None or line.number in (want, head.number)


def _trimmed(value: str, lines: list[_Line]) -> list[_Line]:
    said = [place for place, line in enumerate(lines) if not _blank(value, line)]
    return lines[said[0] : said[-1] + 1] if said else []


def _items(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Give the lines of each point of a list."""
    item: list[_Line] = []
    for line in lines:
        if line.item and item:
            yield item
            item = []
        item.append(line)
    yield item


def _points(text: Text, lines: list[_Line]) -> tuple[model.Bullet, ...]:
    items = [_trimmed(text.value, item) for item in _items(lines)]
    return _below(text, items, 1, counted=items[0][0].number is not None)


def _below(text: Text, items: list[list[_Line]], level: int, *, counted: bool) -> tuple[model.Bullet, ...]:
    """Return points of one level, each with those further in after it as points below it."""
    points: list[model.Bullet] = []
    place = 0
    while place < len(items):
        head = items[place][0]
        after = place + 1
        if level < MOST_LEVELS:
            while after < len(items) and items[after][0].indent >= head.indent + _DEEPER:
                after += 1
        said = _said(text, items[place], bare=counted or level == 1)
        inner = items[place + 1 : after]
        children = _below(text, inner, level + 1, counted=counted) if inner else ()
        last = items[after - 1][-1]
        points.append(model.Bullet(said, children, text.at(head.start, last.stop)))
        place = after
    return tuple(points)


def _said(text: Text, lines: list[_Line], *, bare: bool) -> Text:
    """Return a point's words; a number stays (not `bare`) where the list around it does not count."""
    head = lines[0]
    assert head.item is not None
    start = head.item.end() if bare or head.number is None else head.item.start("number")
    return text.part(start, lines[-1].stop)
