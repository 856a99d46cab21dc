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
from deckgen.check.reading.bounds import NESTED, too_long, unreadable, within_bounds
from deckgen.check.reading.cited_fields import Group, markup_of, with_marks
from deckgen.check.reading.document import document_of
from deckgen.check.reading.latex import joined, readable
from deckgen.check.reading.pdf_text import pdf_blocks
from deckgen.check.reading.plain_text import CLOSED, MOST_WORDS_OF_A_HEADING, heads, text_blocks
from deckgen.check.reading.typed import with_noted, with_typed, without
from deckgen.check.words import words_of
from deckgen.check.work import TooMuchWork
from deckgen.deck.essay import ESSAY
from deckgen.diagnostics import DeckgenError, Diagnostic, error
from deckgen.limits import ESSAY_CHARACTERS, ESSAY_MARKUP_BYTES
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

FEWEST_WORKS = 3
"""Entries at the end of a file from which on they are a list of works without a heading."""

_ENDED = pattern(r"[.!?…:][\"”’»“)\]]*$")
_LONGEST_END = 100
"""Characters at the end of a paragraph that tell whether its sentence has ended."""

_SURNAME = r"[^\W\d_][\w’'-]*(?: [\w’'-]+)?"
_WORK = pattern(_SURNAME + r", [^\W\d_][^()]{1,60}?\(?(?:1[4-9]|20)\d\d\)?[a-z]?\.? ")


def read_essay(path: Path, name: str) -> EssayText:
    """Read an essay's file, called `name` in messages; raises `DeckgenError` where nothing is read."""
    found = _read(path, name)
    if not found.passages:
        hint = "save it again, or name the file that the essay is in"
        raise DeckgenError(error(f'the essay "{name}" holds no text', None, hint))
    return found


def _read(path: Path, name: str) -> EssayText:
    data = read_project_file(path, ESSAY, name)
    if isinstance(data, Diagnostic):
        raise DeckgenError(data)
    kind = path.suffix.lower()
    if kind == ".txt":
        return EssayText(tuple(numbered(text_blocks(_decoded(data, name)))))
    if kind == ".pdf":
        return EssayText(tuple(numbered(pdf_blocks(data, name))))
    if kind in _TEXTUAL:
        text = _decoded(data, name)
        if kind == ".tex":
            text = joined(text, lambda included: _chapter(path, name, included))
            text = _readable(within_bounds(text, name), name)
        blocks, works = document_of(path, text.encode())
        return EssayText(tuple(numbered(blocks)), works)
    if markup_of(data) > ESSAY_MARKUP_BYTES:
        raise too_long(name)
    copy, groups = with_marks(data)
    blocks, _ = document_of(path, copy)
    works = tuple({one.work.key: one.work for group in groups.values() for one in group}.values())
    return EssayText(tuple(numbered(_unmarked(one, groups) for one in blocks)), works)


def _readable(text: str, name: str) -> str:
    try:
        return readable(text)
    except TooMuchWork:
        raise unreadable(name, NESTED) from None


def _chapter(path: Path, name: str, included: str) -> str:
    """Return the text of a file that an essay in LaTeX includes, from the essay's folder or one in it."""
    beside = path.parent / (included if included.endswith(".tex") else f"{included}.tex")
    data = None
    if beside.resolve().is_relative_to(path.parent.resolve()):
        data = read_project_file(beside, ESSAY, included)
    if data is None or isinstance(data, Diagnostic):
        message = f'the essay "{name}" includes "{included}", which cannot be read'
        raise DeckgenError(
            error(message, None, "put the file into the essay's folder, or take out the command")
        )
    return _decoded(data, included)


def _unmarked(block: Block, groups: Mapping[str, Group]) -> Block:
    """Return a block with citations in the place of their marks."""
    marks = [at for at, character in enumerate(block.text) if character in groups]
    if not marks:
        return block
    text, moved = without(block.text, [(at, at + 1) for at in marks])
    found = [EssayCitation(one.key, one.pages, moved(one.offset)) for one in block.citations]
    found += [
        EssayCitation(one.work.key, one.pages, moved(at)) for at in marks for one in groups[block.text[at]]
    ]
    return Block(block.role, text, tuple(found), tuple(moved(at) for at in block.notes))


_TEXTUAL = frozenset((".md", ".tex", ".html"))
_MOST_BYTES_OF_A_CHARACTER = 4
_PICTURE = rb"data:[\w.+-]{1,40}/[\w.+-]{1,40};base64,[A-Za-z0-9+/=\s]*"
"""A picture that a page or a document in Markdown carries in itself: no text of it."""


def _decoded(data: bytes, name: str) -> str:
    """Return the characters of a text file without its pictures: UTF-8, or what Windows wrote before."""
    data = re.sub(_PICTURE, b"data:,", data)
    if len(data) > _MOST_BYTES_OF_A_CHARACTER * ESSAY_CHARACTERS:
        raise too_long(name)
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return within_bounds(data.decode(encoding), name)
        except UnicodeDecodeError:
            continue
    return within_bounds(data.decode("cp1252", "replace"), name)


def numbered(blocks: Iterable[Block]) -> Iterator[Passage]:
    """Number the body paragraphs of a file, and yield all its passages in order."""
    body: list[_Paragraph] = []
    asides: list[Passage] = []
    listed: set[str] = set()
    ended = False
    filled = _without_works([block for block in with_noted(blocks) if block.text.strip()])
    for block, following in zip(filled, [*filled[1:], Block("body", "")], strict=False):
        text = block.text.strip()
        if block.role == "heading":
            ended = text.rstrip(".:").casefold() in WORKS_HEADINGS
            continue
        if block.role == "aside":
            asides.append(Passage(None, text, block.citations))
        elif ended:
            listed |= {word.key for word in words_of(text.partition(",")[0])[-1:]}
        elif body and (block.role == "more" or _goes_on(body[-1].last, text)):
            body[-1].add(text, block.citations)
        elif body or not _title_block(text) or following.text[:1].islower():
            body.append(_Paragraph(text, block.citations))
    for number, one in enumerate(body, 1):
        yield with_typed(Passage(number, " ".join(one.parts), tuple(one.citations)), listed)
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
    return len(text.split()) <= 2 * MOST_WORDS_OF_A_HEADING and (heads(text) or text.endswith("?"))


def _goes_on(before: str, text: str) -> bool:
    """Tell whether a paragraph goes on with a sentence that a break of page or line has cut."""
    end = before[-_LONGEST_END:]
    return not _ENDED.search(end) and (text[0].islower() or not CLOSED.search(end))


class _Paragraph:
    """A paragraph that grows by what belongs to it."""

    def __init__(self, text: str, citations: tuple[EssayCitation, ...]) -> None:
        self.parts = [text]
        self.citations = list(citations)
        self._length = len(text)

    @property
    def last(self) -> str:
        """What was added last."""
        return self.parts[-1]

    def add(self, text: str, citations: tuple[EssayCitation, ...]) -> None:
        """Go on with a text behind a space, and with what it cites."""
        start = self._length + 1
        self.citations += (EssayCitation(one.key, one.pages, one.offset + start) for one in citations)
        self.parts.append(text)
        self._length = start + len(text)
