"""A plain text → its blocks: paragraphs between blank lines, lists, quotations set in, and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.check.essay import Block
from deckgen.check.reading.pdf_text import LISTED
from deckgen.check.reading.typed import without
from deckgen.structs.patterns import pattern

MOST_WORDS_OF_A_HEADING = 14
FEW_INDENTED = 0.34
"""The share of a text's blocks up to which those that are indented are quotations."""

CLOSED = pattern(r"[.,;:!?…][\"”’»)\]]*$")
_INDENT = pattern(r"(?: {2,}|\t)")
_NOTE = pattern(r"\[\^?(\d{1,3})\]:?\s+(?=\S)|([⁰¹²³⁴-⁹]{1,3})\s?(?=\S)")
_MARK = pattern(r"(?<=\S)\s?(?:\[\^?(\d{1,3})\]|([⁰¹²³⁴-⁹]{1,3}))(?!\()")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def text_blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a plain text; short open paragraphs are headings."""
    raw = [one for one in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")) if one.strip()]
    notes, parts = _taken_out(raw)
    quoted = [_indented(part) for part in parts]
    if sum(quoted) > FEW_INDENTED * len(parts):
        quoted = [False] * len(parts)
    shown = [_MARK.sub("", " ".join(part.split())) for part in parts]
    for part, said, apart, following in zip(parts, shown, quoted, [*shown[1:], ""], strict=False):
        head = not apart and heads(said) and not following[:1].islower()
        for number, piece in enumerate(_pieces(part)):
            role = "heading" if head else "more" if apart or number else "body"
            if mark := LISTED.match(piece):
                role, piece = "more", piece[mark.end() :]
            yield from _with_notes(role, piece, notes)


def heads(text: str) -> bool:
    """Tell whether a paragraph is a heading: short, and no sentence that ends."""
    return len(text.split()) <= MOST_WORDS_OF_A_HEADING and not CLOSED.search(text)


def _indented(part: str) -> bool:
    """Tell whether a block is set in: each of its lines, not the first alone, and it is no list."""
    lines = part.split("\n")
    return all(_INDENT.match(line) for line in lines) and not LISTED.match(part.lstrip())


def _pieces(part: str) -> list[str]:
    """Return a block's text on one line, and each entry of a list in it by itself."""
    pieces: list[list[str]] = []
    lines = [" ".join(line.split()) for line in part.split("\n")]
    lists = sum(LISTED.match(line) is not None for line in lines) > 1
    for words in lines:
        if not pieces or (lists and LISTED.match(words)):
            pieces.append([words])
        else:
            pieces[-1].append(words)
    return [" ".join(filter(None, piece)) for piece in pieces]


def _number(found: re.Match[str]) -> str:
    return found[1] or found[2].translate(_RAISED)


def _taken_out(parts: list[str]) -> tuple[dict[str, str], list[str]]:
    """Return the notes of a text by their numbers, and its blocks without them.

    A note begins with a number that stands behind a word before.
    """
    notes: dict[str, str] = {}
    kept: list[str] = []
    marked: set[str] = set()
    for part in parts:
        pieces = _noted(part)
        if pieces and all(number in marked and number not in notes for number, _ in pieces):
            notes |= dict(pieces)
        else:
            kept.append(part)
        marked |= {_number(one) for one in _MARK.finditer(part)}
    return notes, kept


def _noted(part: str) -> list[tuple[str, str]]:
    """Return the notes that a block consists of; empty where it begins with none."""
    pieces: list[tuple[str, list[str]]] = []
    for line in part.split("\n"):
        if found := _NOTE.match(line.strip()):
            pieces.append((_number(found), [line.strip()[found.end() :]]))
        elif pieces:
            pieces[-1][1].append(line.strip())
        else:
            return []
    return [(number, " ".join(lines)) for number, lines in pieces]


def _with_notes(role: str, text: str, notes: dict[str, str]) -> Iterator[Block]:
    """Yield a block without the marks of its notes, and behind it what they say."""
    marks = [one for one in _MARK.finditer(text) if _number(one) in notes]
    bare, moved = without(text, [one.span() for one in marks])
    yield Block(role, bare, (), tuple(moved(one.start()) for one in marks))
    yield from (Block("aside", notes[_number(one)]) for one in marks)
