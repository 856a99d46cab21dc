"""A scalar's node → its text, with the place of every character in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml

from deckgen.diagnostics import Span
from deckgen.schema.places import Places
from deckgen.schema.text import Mark, Text
from deckgen.structs.patterns import pattern

_BREAK = pattern(r"\r\n|\n|\r")
_ESCAPE = pattern(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_SPECIAL = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028",
    "P": "\u2029",
}  # fmt: skip


def text_of(node: yaml.ScalarNode, places: Places) -> Text:
    """Return the text of a node, paragraphs split by a blank line however the scalar is written.

    Where YAML folds lines, it makes of a blank line one line break; here it stays a blank line, so that
    text means the same in every way of writing it.
    """
    start, stop = node.start_mark.index, node.end_mark.index
    style, value = node.style, node.value
    if style in ("|", ">"):
        return _block(node, places)
    span = places.span(start, stop)
    raw = places.text[start:stop]
    if style is None or style == "":
        if raw == value:
            return Text(value, span)
        pieces = _folded(_lines(raw, start))
    elif style == "'":
        if raw[1:-1] == value:
            return Text(value, span, (Mark(0, *places.place(start + 1)),))
        pieces = [
            part
            for piece in _folded(_lines(raw[1:-1], start + 1))
            for part in _unescaped(piece, re.compile("''"))
        ]
    else:
        if raw[1:-1] == value:
            return Text(value, span, (Mark(0, *places.place(start + 1)),))
        pieces = _double(raw[1:-1], start + 1)
    return _joined(pieces, value, span, places)


_Piece = tuple[str, int, int]
"""Characters of the value, the index of the first in the cured text, line breaks YAML would leave out."""


def _joined(pieces: list[_Piece], value: str, span: Span, places: Places) -> Text:
    """Return the pieces as one text; where they are not what YAML makes of them, its value without places."""
    exact = "".join(characters[extra:] for characters, _, extra in pieces)
    if exact != value:
        return Text(value, span)
    marks: list[Mark] = []
    offset = 0
    for characters, index, _ in pieces:
        if characters:
            marks.append(Mark(offset, *places.place(index)))
        offset += len(characters)
    return Text("".join(characters for characters, _, _ in pieces), span, tuple(marks))


def _lines(raw: str, start: int) -> list[tuple[str, int]]:
    """Return the lines of a raw scalar without their breaks, each with its index."""
    lines: list[tuple[str, int]] = []
    done = 0
    for found in _BREAK.finditer(raw):
        lines.append((raw[done : found.start()], start + done))
        done = found.end()
    lines.append((raw[done:], start + done))
    return lines


def _folded(lines: list[tuple[str, int]]) -> list[_Piece]:
    """Fold lines as plain and quoted scalars do: a break is a space, a blank line a blank line."""
    pieces: list[_Piece] = []
    blank = 0
    last = len(lines) - 1
    end = 0
    for number, (line, index) in enumerate(lines):
        bare = line if number == 0 else line.lstrip(" \t")
        index += len(line) - len(bare)
        if number < last:
            bare = bare.rstrip(" \t")
        if number:
            if not bare and number < last:
                blank += 1
                continue
            pieces.append(_break(blank, end))
            blank = 0
        pieces.append((bare, index, 0))
        end = index + len(bare)
    return pieces


def _break(blank: int, index: int) -> _Piece:
    return (" ", index, 0) if not blank else ("\n" * (blank + 1), index, 1)


def _unescaped(piece: _Piece, escape: re.Pattern[str]) -> list[_Piece]:
    """Split a piece at each escape; the escape stands for its decoded character."""
    characters, index, extra = piece
    if extra:
        return [piece]
    parts: list[_Piece] = []
    done = 0
    for found in escape.finditer(characters):
        parts += [(characters[done : found.start()], index + done, 0)]
        parts += [(_decoded(found[0]), index + found.start(), 0)]
        done = found.end()
    return [*parts, (characters[done:], index + done, 0)]


def _decoded(escape: str) -> str:
    if escape == "''":
        return "'"
    if escape[1] in "xuU" and len(escape) > 2:
        code = int(escape[2:], 16)
        return chr(code) if code <= 0x10FFFF else "\ufffd"
    return _SPECIAL.get(escape[1], escape)


def _double(raw: str, start: int) -> list[_Piece]:
    """Fold and unescape the inside of a double-quoted scalar."""
    pieces: list[_Piece] = []
    lines = _lines(raw, start)
    blank = 0
    glued = False
    end = 0
    for number, (line, index) in enumerate(lines):
        last = number == len(lines) - 1
        bare = line if number == 0 else line.lstrip(" \t")
        index += len(line) - len(bare)
        escaped = not last and _ends_escaped(bare)
        if not last and not escaped:
            bare = _stripped(bare)
        if number:
            if not bare and not last:
                blank += 1
                continue
            if blank or not glued:
                pieces.append(("\n" * blank, end, 0) if glued else _break(blank, end))
            blank = 0
        glued = escaped
        body = bare[:-1] if escaped else bare
        pieces += _unescaped((body, index, 0), _ESCAPE)
        end = index + len(body)
    return pieces


def _ends_escaped(line: str) -> bool:
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1


def _stripped(line: str) -> str:
    """Return a line without the spaces at its end; an escaped one stays."""
    bare = line.rstrip(" \t")
    return line[: len(bare) + 1] if len(bare) < len(line) and _ends_escaped(bare) else bare


def _block(node: yaml.ScalarNode, places: Places) -> Text:
    """Return the text of a literal or folded block; line breaks at its end are dropped."""
    text = places.text
    start, stop = node.start_mark.index, node.end_mark.index
    lines = _lines(text[start:stop], start)[1:]
    margin = max(0, _first_indent(line for line, _ in lines) - _first_indent(node.value.split("\n")))
    kept = [(line[margin:], min(index + margin, index + len(line))) for line, index in lines]
    while kept and not kept[-1][0].strip(" "):
        kept.pop()
    last = kept[-1][1] + len(kept[-1][0]) if kept else stop
    span = places.span(start, max(last, start + 1))
    pieces = _literal(kept) if node.style == "|" else _folded_block(kept)
    return _joined(pieces, node.value.rstrip("\n"), span, places)


def _first_indent(lines: Iterable[str]) -> int:
    """Return by how many spaces the first line is indented that holds more than spaces."""
    first = next((line for line in lines if line.strip(" ")), "")
    return len(first) - len(first.lstrip(" "))


def _literal(lines: list[tuple[str, int]]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for number, (line, index) in enumerate(lines):
        pieces.append((line, index, 0))
        if number < len(lines) - 1:
            pieces.append(("\n", index + len(line), 0))
    return pieces


def _folded_block(lines: list[tuple[str, int]]) -> list[_Piece]:
    """Fold a block's lines; around lines that are set further in, breaks stay as they are."""
    pieces: list[_Piece] = []
    blank = 0
    before = ""
    end = 0
    for line, index in lines:
        if not line:
            blank += 1
            continue
        if pieces:
            inset = line[0] in " \t" or before[0] in " \t"
            pieces.append(("\n" * (blank + 1), end, 0) if inset else _break(blank, end))
        elif blank:
            pieces.append(("\n" * blank, index, 0))
        blank = 0
        pieces.append((line, index, 0))
        before, end = line, index + len(line)
    return pieces


def blank(node: yaml.Node) -> bool:
    """Tell whether nothing is where a value is expected."""
    return isinstance(node, yaml.ScalarNode) and not node.value.strip() and not node.style
