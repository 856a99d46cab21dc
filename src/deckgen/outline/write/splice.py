"""A change of one value → the text of the file with the bytes of that scalar changed and no others.

Each change is read back: where the file then says anything but what is meant, it is not made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from deckgen.diagnostics import has_errors
from deckgen.outline.model import Outline, Slide, Text
from deckgen.outline.reread import read_again
from deckgen.schema.source import Source, source_of
from deckgen.structs import Struct
from deckgen.structs.memos import Same, memo
from deckgen.structs.patterns import pattern

_WORDS = pattern(r"(?:y|n|yes|no|on|off|true|false|null|~|[-+.\d][-+.\d:_eE]*)\Z", re.IGNORECASE)
"""Plain scalars that some reader of YAML 1.1 takes for something else than text."""

_NUMBER = pattern(r"-?[0-9][0-9.]*\Z")
_RISKY = pattern(r"\A[\s\-?:,\[\]{}#&*!|>'\"%@`]|: |:\Z| #|\s\Z|[\n\t]")
_IN_FLOW = pattern(r"[\[\]{},]")


class Unwritable(Exception):
    """A change cannot be made in the file; the message says why."""


def replace_part(source: str, text: Text, start: int, stop: int, words: str) -> str:
    """Return the file with `text.value[start:stop]` changed to other words. Raises `Unwritable`."""
    wanted = text.value[:start] + words + text.value[stop:]
    if not wanted.strip():
        raise Unwritable("nothing would be left of the text")
    known = source_of(source, text.span.path)
    for attempt in (_in_place, _quoted):
        changed = attempt(known, text, start, stop, words)
        if changed is not None and _says(source, changed, text, wanted):
            return changed
    if "\t" in wanted:
        raise Unwritable("there is a tab in it, which YAML reads as a space: put spaces there")
    if text.span.line != text.span.end_line:
        raise Unwritable("its text goes over several lines of the outline: change it there")
    raise Unwritable("the text cannot be written in its place without changing others")


def _in_place(known: Source, text: Text, start: int, stop: int, words: str) -> str | None:
    """Return the file with the characters put in, escaped as the scalar's style asks; None: it cannot be."""
    begin, end = _range(known, text, start, stop)
    style = known.text[known.offset(text.span.line, text.span.column)]
    if style in "|>":
        line = known.text[known.starts[known.place(begin)[0] - 1] : begin]
        indent = line[: len(line) - len(line.lstrip(" "))]
        put = words.replace("\n", f"{known.newline}{indent}")
    elif style == '"':
        put = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    elif style == "'":
        put = words.replace("'", "''")
    else:
        put = words
        whole = text.value[:start] + words + text.value[stop:]
        number = _NUMBER.match(whole) and _NUMBER.match(text.value)
        if _RISKY.search(whole) or (_WORDS.match(whole) and not number):
            return None
    return known.text[:begin] + put + known.text[end:]


def _range(known: Source, text: Text, start: int, stop: int) -> tuple[int, int]:
    """Return the offsets in the file of a stretch of a value."""
    span = text.at(start, stop)
    if start == stop and start:
        before = text.at(start - 1, start)
        at = known.offset(before.end_line, before.end_column)
        return at, at
    begin = known.offset(span.line, span.column)
    return begin, begin if start == stop else known.offset(span.end_line, span.end_column)


def _quoted(known: Source, text: Text, start: int, stop: int, words: str) -> str | None:
    """Return the file with a plain scalar set between quotation marks and changed."""
    begin = known.offset(text.span.line, text.span.column)
    if known.text[begin] in "|>\"'":
        return None
    last = text.at(len(text.value) - 1, len(text.value))
    end = known.offset(last.end_line, last.end_column)
    return known.text[:begin] + quoted(text.value[:start] + words + text.value[stop:]) + known.text[end:]


def quoted(words: str) -> str:
    """Return words as a scalar between quotation marks."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def scalar(words: str) -> str:
    """Return words as a scalar of one line, plain where nothing can take it for anything but text."""
    plain = not (_RISKY.search(words) or _WORDS.match(words) or _IN_FLOW.search(words))
    return words if plain and words else quoted(words)


def _says(before: str, after: str, text: Text, wanted: str) -> bool:
    """Tell whether a file says what it said but for one text, which says what is wanted."""
    path = text.span.path
    expected = [
        wanted if one.id == text.id and one.value == text.value else one.value
        for one in texts_in(outline_of(before, path))
    ]
    try:
        found = [one.value for one in texts_in(outline_of(after, path))]
    except Unwritable:
        return False
    return found == expected


def outline_of(source: str, path: Path) -> Outline:
    """Return what a file says. Raises `Unwritable` where it has errors."""
    reading = read_again(source.encode(), path)
    if reading.outline is None or has_errors(reading.diagnostics):
        raise Unwritable("the outline has errors")
    return reading.outline


def texts_in(value: object) -> Iterator[Text]:
    """Yield all texts of a value of the outline's, in the order of its fields."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_in(one)
    elif isinstance(value, Slide):
        yield from memo(
            "texts", (value.span.path, value.span.line), Same(value), lambda: (*_texts_of(value),)
        )
    elif isinstance(value, Struct):
        yield from _texts_of(value)


def _texts_of(value: Struct) -> Iterator[Text]:
    for name in value.__struct_fields__:
        yield from texts_in(getattr(value, name))


def insert_item(source: str, after: Text, words: str) -> str:
    """Return the file with an item more in a list, after another. Raises `Unwritable`."""
    known = source_of(source, after.span.path)
    begin = known.offset(after.span.line, after.span.column)
    start = known.starts[after.span.line - 1]
    head = known.text[start:begin]
    if re.fullmatch(r" *- +", head):
        last = after.at(len(after.value) - 1, len(after.value))
        at = known.text.find("\n", known.offset(last.end_line, last.end_column)) + 1
        before = known.text[:at] if at else known.text + known.newline
        changed = f"{before}{head}{scalar(words)}{known.newline}{known.text[at:] if at else ''}"
    else:
        last = after.at(len(after.value) - 1, len(after.value))
        at = known.offset(last.end_line, last.end_column)
        if known.text[begin] in "\"'":
            at += 1
        if not re.match(r"\s*[,\]]", known.text[at:]):
            raise Unwritable("the list is not written in a way in which an item can be put in")
        changed = f"{known.text[:at]}, {scalar(words)}{known.text[at:]}"
    _expect_more(source, changed, after, words)
    return changed


def _expect_more(before: str, after: str, text: Text, words: str) -> None:
    expected = [one.value for one in texts_in(outline_of(before, text.span.path))]
    found = [one.value for one in texts_in(outline_of(after, text.span.path))]
    rest = list(found)
    if words in rest:
        rest.remove(words)
    if len(found) != len(expected) + 1 or sorted(rest) != sorted(expected):
        raise Unwritable("an item cannot be put in without changing others")


def remove_item(source: str, text: Text) -> str:
    """Return the file without an item of a list. Raises `Unwritable`, also where points are below it."""
    known = source_of(source, text.span.path)
    begin = known.offset(text.span.line, text.span.column)
    start = known.starts[text.span.line - 1]
    last = text.at(len(text.value) - 1, len(text.value))
    end = known.offset(last.end_line, last.end_column)
    if known.text[begin] in "\"'":
        end += 1
    if re.fullmatch(r" *- +", known.text[start:begin]):
        stop = known.text.find("\n", end)
        changed = known.text[:start] + (known.text[stop + 1 :] if stop >= 0 else "")
    elif (found := re.match(r"\s*,\s*", known.text[end:])) is not None:
        changed = known.text[:begin] + known.text[end + found.end() :]
    elif (back := re.search(r",\s*\Z", known.text[:begin])) is not None:
        changed = known.text[: back.start()] + known.text[end:]
    else:
        raise Unwritable("it is the only item of its list")
    expected = [one.value for one in texts_in(outline_of(source, text.span.path))]
    found_texts = [one.value for one in texts_in(outline_of(changed, text.span.path))]
    if text.value in expected:
        expected.remove(text.value)
    if sorted(expected) != sorted(found_texts):
        raise Unwritable("it cannot be taken out without changing others: points may be below it")
    return changed
