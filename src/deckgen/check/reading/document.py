"""A file that Pandoc reads (.md, .docx, .odt, .tex, .html) → its blocks, and the works that it describes.

Pandoc is given no network and no other file. What it makes is walked here: paragraphs keep their citations,
notes become passages of their own, and a paragraph set wholly in bold is a heading, since a third of the
essays in word processors have no heading of any style.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from deckgen.check.essay import Block, EssayCitation, EssayWork
from deckgen.check.reading.bounds import NESTED, unreadable
from deckgen.check.reading.linked_notes import take_up_notes
from deckgen.check.words import words_of
from deckgen.limits import PANDOC_ESSAY_BYTES, PANDOC_ESSAY_MEGABYTES, PANDOC_ESSAY_SECONDS
from deckgen.pandoc.once import Leash, converted
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

FORMS = {".md": "markdown", ".docx": "docx", ".odt": "odt", ".tex": "latex", ".html": "html"}
_SHORT = 14
_PAGES_BEFORE = pattern(r"^[\s,]*(?:pp?\.|pages?|S\.)\s*")

Node = dict[Any, Any]
"""A node of Pandoc's tree, as its JSON has it."""


def document_of(path: Path, data: bytes) -> tuple[tuple[Block, ...], tuple[EssayWork, ...]]:
    """Return the blocks of a file and the works that it describes; raises `DeckgenError`."""
    asked = ("-f", FORMS[path.suffix.lower()], "-t", "json")
    bounds = Leash(PANDOC_ESSAY_SECONDS, PANDOC_ESSAY_MEGABYTES, PANDOC_ESSAY_BYTES)
    made = converted(asked, data, bounds)
    said = made.complaint
    try:
        tree = None if made.failed else json.loads(made.output)
        if tree is not None:
            if path.suffix.lower() == ".html":
                take_up_notes(tree["blocks"])
            return tuple(_blocks(tree["blocks"])), tuple(_works(tree.get("meta", {})))
    except (ValueError, LookupError, TypeError, AttributeError) as problem:
        said = f"Pandoc's answer is no document ({type(problem).__name__})"
    except RecursionError:
        said = NESTED
    raise unreadable(path.name, said)


def _blocks(blocks: Sequence[Node]) -> Iterator[Block]:
    for block in blocks:
        yield from _block(block)


def _block(block: Node) -> Iterator[Block]:
    content: Any = block.get("c")
    match block["t"]:
        case "Header":
            yield from _read("heading", content[2])
        case "Para" | "Plain":
            yield from _read(_role(content), content)
        case "LineBlock":
            for line in content:
                yield from _read("more", line)
        case "BulletList":
            yield from _items(content)
        case "OrderedList":
            yield from _items(content[1])
        case "BlockQuote":
            yield from _belonging(content)
        case "DefinitionList":
            for term, meanings in content:
                yield from _read("more", term)
                yield from _items(meanings)
        case "Div" if content[0][0] != "refs" and "thebibliography" not in content[0][1]:
            yield from _blocks(content[1])
        case "Table" | "Figure":
            yield from _within(content)


def _items(items: Sequence[Sequence[Node]]) -> Iterator[Block]:
    return (part for item in items for part in _belonging(item))


def _belonging(blocks: Sequence[Node]) -> Iterator[Block]:
    """Yield blocks that belong to the paragraph before them."""
    for block in _blocks(blocks):
        yield replace(block, role="more") if block.role == "body" else block


def _role(inlines: Sequence[Node]) -> str:
    """Return what a paragraph is: a heading where it is short and bold, for many have no style of one."""
    solid = [one for one in inlines if one["t"] not in ("Space", "SoftBreak", "LineBreak")]
    text = _Reading().read(inlines)
    bold = len(solid) == 1 and solid[0]["t"] == "Strong"
    head = bold and len(text.split()) <= _SHORT and not text.rstrip().endswith((".", ",", ";"))
    return "heading" if head else "body"


def _read(role: str, inlines: Sequence[Node]) -> Iterator[Block]:
    """Yield a block, and behind it what each of its notes says."""
    reading = _Reading()
    text = reading.read(inlines)
    yield Block(role, text, tuple(reading.citations), tuple(at for at, _ in reading.notes))
    for _, note in reading.notes:
        yield _aside(_blocks(note))


def _aside(blocks: Iterable[Block]) -> Block:
    """Return one passage of all paragraphs of a note."""
    text, cites = "", list[EssayCitation]()
    for block in blocks:
        start = len(text) + bool(text)
        text += " " * bool(text) + block.text
        cites += [replace(one, offset=one.offset + start) for one in block.citations]
    return Block("aside", text, tuple(cites))


def _within(node: Any) -> Iterator[Block]:
    """Yield the paragraphs anywhere in a table or a figure."""
    if isinstance(node, dict) and node.get("t") in ("Para", "Plain"):
        yield from _read("aside", node["c"])
    elif isinstance(node, dict):
        yield from _within(node.get("c"))
    elif isinstance(node, list):
        for one in node:
            yield from _within(one)


class _Reading:
    """The text of inlines as it grows; notes and citations are gathered on the way."""

    def __init__(self) -> None:
        self.notes: list[tuple[int, Sequence[Node]]] = []
        self.citations: list[EssayCitation] = []
        self._parts: list[str] = []
        self._length = 0

    def read(self, inlines: Sequence[Node]) -> str:
        """Read inlines and return the text so far."""
        self._all(inlines)
        return "".join(self._parts)

    def _all(self, inlines: Sequence[Node]) -> None:
        for one in inlines:
            self._take(one)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _take(self, node: Node) -> None:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Str":
            self._add(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            self._add(" ")
        elif kind == "Cite":
            self._cite(content[0])
        elif kind == "Note":
            self.notes.append((self._length, content))
        elif kind == "Quoted":
            first, last = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
            self._add(first)
            self._all(content[1])
            self._add(last)
        elif kind in ("Code", "Math", "RawInline"):
            self._add(content[1] if kind != "RawInline" else "")
        elif kind == "Span" and (keys := dict(content[0][2]).get("cites")):
            self._cite([{"citationId": key, "citationSuffix": []} for key in keys.split()])
        elif kind in ("Link", "Span", "Image"):
            self._all(content[1])
        elif isinstance(content, list):
            self._all(content)

    def _cite(self, items: Sequence[Node]) -> None:
        self._strip()
        for item in items:
            suffix = _Reading().read(item["citationSuffix"]).replace("\u00a0", " ")
            pages = _PAGES_BEFORE.sub("", suffix).strip(" ,.")
            if item.get("citationMode", {}).get("t") == "AuthorInText":
                self._add(f" {item['citationId']}")
            self.citations.append(EssayCitation(item["citationId"], pages, self._length))

    def _strip(self) -> None:
        """Take away the spaces at the end of the text so far."""
        while self._parts:
            last = self._parts.pop()
            bare = last.rstrip()
            self._length -= len(last) - len(bare)
            if bare:
                self._parts.append(bare)
                return


def _works(meta: Node) -> Iterator[EssayWork]:
    """Yield the works that a file of a word processor describes."""
    for one in meta.get("references", {}).get("c", ()):
        fields = one.get("c", {})
        names = [_said(name.get("c", {}).get("family")) for name in fields.get("author", {}).get("c", ())]
        names += [_said(name.get("c", {}).get("family")) for name in fields.get("editor", {}).get("c", ())]
        surnames = frozenset(word.key for name in names for word in words_of(name)[-1:])
        yield EssayWork(_said(fields.get("id")), surnames, _said(fields.get("title")))


def _said(node: Node | None) -> str:
    if node is None:
        return ""
    content = node.get("c")
    return content if isinstance(content, str) else _Reading().read(content or [])
