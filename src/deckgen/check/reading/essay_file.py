"""An essay's file → its paragraphs, numbered, with what they cite.

Counted are body paragraphs in order: a list and a quotation belong to the paragraph that leads into them, and
one that goes on in the middle of a sentence belongs to the one before. Not counted: the title block,
headings, tables, captions, notes and the list of works.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from deckgen.check.essay import Block, EssayCitation, EssayText, Passage
from deckgen.check.reading.cited_fields import Group, with_marks
from deckgen.check.reading.document import document_of
from deckgen.check.reading.pdf_text import LISTED, pdf_blocks
from deckgen.check.words import words_of
from deckgen.deck.essay import ESSAY
from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.project_files import read_project_file
from deckgen.structs.patterns import pattern

WORKS_HEADINGS = frozenset(
    one.strip()
    for line in (
        "works cited; works consulted; references; reference list; bibliography; sources; literature",
        "literaturverzeichnis; literatur; quellen; quellenverzeichnis; quellen- und literaturverzeichnis",
        "bibliographie; références; ouvrages cités; bibliografía; obras citadas; referencias; bibliografia",
        "riferimenti bibliografici; referências; literatuur; bronnen; literatuurlijst; källor; referenser",
        "litteratur; kilder; список литературы; kaynakça; 参考文献",
    )
    for one in line.split(";")
)
"""What the heading above the list of works is called, in lower case."""

MOST_WORDS_OF_A_HEADING = 14
FEWEST_WORKS = 3
"""Entries at the end of a file from which on they are a list of works without a heading."""

_SURNAME = r"[^\W\d_][\w’'-]*(?: [\w’'-]+)?"
_WORK = pattern(_SURNAME + r", [^\W\d_][^()]{1,60}?\(?(?:1[4-9]|20)\d\d\)?[a-z]?\.? ")
_CLOSED = pattern(r"[.,;:!?…][\"”’»)\]]*$")
_TYPED = pattern(r"\(([^()]{2,120})\)")
_TYPED_WORK = pattern(
    r"^(?:(?:see|cf\.|vgl\.|voir)\s+)?"
    r"(?P<name>[^\W\d_][\w'’.-]*(?:\s+(?:and|und|et|&|y|e)\s+[^\W\d_][\w'’-]*|\s+et al\.)?)"
    r"(?:,?\s+(?P<year>\d{4}[a-z]?))?(?:[,:]?\s*(?P<pages>(?:pp?\.|S\.)?\s*\d+(?:\s*[-–]\s*\d+)?f{0,2}\.?))?$"
)


def read_essay(path: Path, name: str) -> EssayText:
    """Read an essay's file, called `name` in messages; raises `DeckgenError` where it cannot be read."""
    data = read_project_file(path, ESSAY, name)
    if isinstance(data, Diagnostic):
        raise DeckgenError(data)
    kind = path.suffix.lower()
    if kind == ".txt":
        return EssayText(tuple(numbered(text_blocks(_decoded(data)))))
    if kind == ".pdf":
        return EssayText(tuple(numbered(pdf_blocks(data, name))))
    if kind in _TEXTUAL:
        blocks, works = document_of(path, _decoded(data).encode())
        return EssayText(tuple(numbered(Block(*one) for one in blocks)), works)
    copy, groups = with_marks(data)
    blocks, _ = document_of(path, copy)
    works = tuple({one.work.key: one.work for group in groups.values() for one in group}.values())
    return EssayText(tuple(numbered(_unmarked(Block(*one), groups) for one in blocks)), works)


def _unmarked(block: Block, groups: Mapping[str, Group]) -> Block:
    """Return a block with citations in the place of their marks."""
    if not any(mark in block.text for mark in groups):
        return block
    kept, found = "", list(block.citations)
    for character in block.text:
        if character in groups:
            kept = kept.rstrip()
            found += [EssayCitation(one.work.key, one.pages, len(kept)) for one in groups[character]]
        else:
            kept += character
    return Block(block.role, kept, tuple(found))


_TEXTUAL = frozenset((".md", ".tex", ".html"))


def _decoded(data: bytes) -> str:
    """Return the characters of a text file: UTF-8, or what Windows wrote before."""
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace")


def text_blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a plain text: paragraphs between blank lines, short open ones headings."""
    parts = [" ".join(one.split()) for one in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))]
    parts = [part for part in parts if part]
    for part, following in zip(parts, [*parts[1:], ""], strict=True):
        if mark := LISTED.match(part):
            yield Block("more", part[mark.end() :])
        else:
            yield Block("heading" if _heads(part) and not following[:1].islower() else "body", part)


def _heads(text: str) -> bool:
    """Tell whether a paragraph is a heading: short, and no sentence that ends."""
    return len(text.split()) <= MOST_WORDS_OF_A_HEADING and not _CLOSED.search(text)


def numbered(blocks: Iterable[Block]) -> Iterator[Passage]:
    """Number the body paragraphs of a file, and yield all its passages in order."""
    body: list[Passage] = []
    asides: list[Passage] = []
    ended = False
    filled = _without_works([block for block in blocks if block.text.strip()])
    for block, following in zip(filled, [*filled[1:], Block("body", "")], strict=True):
        text = block.text.strip()
        if block.role == "heading":
            ended = text.rstrip(".:").casefold() in WORKS_HEADINGS
            continue
        if block.role == "aside":
            asides.append(Passage(None, text, block.citations))
        elif ended:
            continue
        elif body and (block.role == "more" or _goes_on(body[-1].text, text)):
            body[-1] = _joined(body[-1], text, block.citations)
        elif body or not _title_block(text) or following.text[:1].islower():
            body.append(Passage(len(body) + 1, text, block.citations))
    yield from (_typed_citations(one) for one in body)
    yield from asides


def _without_works(blocks: list[Block]) -> list[Block]:
    """Return the blocks without a list of works that has no heading: entries such as `Wood, Gillen. 2014.`"""
    start = len(blocks)
    while start and (blocks[start - 1].role == "more" or _WORK.match(blocks[start - 1].text.strip())):
        start -= 1
    works = sum(block.role == "body" for block in blocks[start:])
    return blocks[:start] if works >= FEWEST_WORKS else blocks


def _title_block(text: str) -> bool:
    """Tell whether what comes before the first paragraph is still a name, a course or a title."""
    return len(text.split()) <= 2 * MOST_WORDS_OF_A_HEADING and (_heads(text) or text.endswith("?"))


def _goes_on(before: str, text: str) -> bool:
    """Tell whether a paragraph goes on with a sentence that a break of page or line has cut."""
    return not re.search(r"[.!?…:][\"”’»“)\]]*$", before) and (
        text[0].islower() or not _CLOSED.search(before)
    )


def _joined(passage: Passage, text: str, citations: tuple[EssayCitation, ...]) -> Passage:
    start = len(passage.text) + 1
    moved = (EssayCitation(one.key, one.pages, one.offset + start) for one in citations)
    return Passage(passage.number, f"{passage.text} {text}", (*passage.citations, *moved))


def _typed_citations(passage: Passage) -> Passage:
    """Find citations that are typed, `(Kort 294; Wood)`, and take them out of the text."""
    kept, found, last = "", list(passage.citations), 0
    for bracket in _TYPED.finditer(passage.text):
        works = [_TYPED_WORK.match(one.strip()) for one in bracket[1].split(";")]
        if not all(works) or not any(one and _looks_cited(one) for one in works):
            continue
        kept += passage.text[last : bracket.start()].rstrip()
        found += [
            EssayCitation(one["name"], _bare(one["pages"]), len(kept)) for one in works if one is not None
        ]
        last = bracket.end()
    if not last:
        return passage
    return Passage(passage.number, kept + passage.text[last:], tuple(found))


def _looks_cited(match: re.Match[str]) -> bool:
    """Tell whether brackets cite: a name with a page or a year, or a single name in capitals' case."""
    name = match["name"]
    return name[0].isupper() and (bool(match["pages"] or match["year"]) or len(words_of(name)) == 1)


def _bare(pages: str | None) -> str:
    return re.sub(r"^\s*(?:pp?\.|S\.)\s*", "", pages or "").strip()
