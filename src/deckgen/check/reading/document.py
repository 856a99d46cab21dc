"""A file that Pandoc reads (.md, .docx, .odt, .tex, .html) → its blocks, and the works that it describes.

Pandoc is given no network and no other file. What it makes is walked here: paragraphs keep their citations,
notes become passages of their own, and a paragraph set wholly in bold is a heading, since a third of the
essays in word processors have no heading of any style.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from deckgen.check.essay import EssayCitation, EssayWork
from deckgen.check.words import words_of
from deckgen.diagnostics import DeckgenError, error
from deckgen.pandoc.process import find_pandoc
from deckgen.structs.patterns import pattern

FORMS = {".md": "markdown", ".docx": "docx", ".odt": "odt", ".tex": "latex", ".html": "html"}
PATIENCE = 60
"""Seconds that Pandoc has for an essay; books of 600 pages took four."""

MEMORY = "-M1500m"
"""The memory that Pandoc's runtime may take."""

_SHORT = 14
_PAGES_BEFORE = pattern(r"^[\s,]*(?:pp?\.|pages?|S\.)\s*")

Node = dict[Any, Any]
"""A node of Pandoc's tree, as its JSON has it."""

Part = tuple[str, str, tuple[EssayCitation, ...]]
"""A block's role, its text, and its citations."""


def document_of(path: Path, data: bytes) -> tuple[tuple[Part, ...], tuple[EssayWork, ...]]:
    """Return the blocks of a file and the works that it describes; raises `DeckgenError`."""
    command = [
        find_pandoc(),
        "--sandbox",
        "-f",
        FORMS[path.suffix.lower()],
        "-t",
        "json",
        "+RTS",
        MEMORY,
        "-RTS",
    ]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise DeckgenError(
            error(
                f'the essay "{path.name}" could not be read within {PATIENCE} seconds',
                None,
                "save it once more as .docx or .md",
            )
        ) from None
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[:200]
        raise DeckgenError(
            error(
                f'the essay "{path.name}" cannot be read: {said}',
                None,
                "open it in the program that wrote it, and save it again",
            )
        )
    tree = json.loads(done.stdout)
    return tuple(_blocks(tree["blocks"])), tuple(_works(tree.get("meta", {})))


def _blocks(blocks: Sequence[Node]) -> Iterator[Part]:
    for block in blocks:
        yield from _block(block)


def _block(block: Node) -> Iterator[Part]:
    content: Any = block.get("c")
    match block["t"]:
        case "Header":
            yield _part("heading", content[2])
        case "Para" | "Plain":
            yield from _paragraph(content)
        case "LineBlock":
            yield from (_part("more", line) for line in content)
        case "BulletList":
            yield from _items(content)
        case "OrderedList":
            yield from _items(content[1])
        case "BlockQuote":
            yield from _belonging(content)
        case "DefinitionList":
            for term, meanings in content:
                yield from (_part("more", term), *_items(meanings))
        case "Div" if content[0][0] != "refs":
            yield from _blocks(content[1])
        case "Table" | "Figure":
            yield from (("aside", text, cites) for _, text, cites in _within(content))


def _items(items: Sequence[Sequence[Node]]) -> Iterator[Part]:
    return (part for item in items for part in _belonging(item))


def _belonging(blocks: Sequence[Node]) -> Iterator[Part]:
    """Yield blocks that belong to the paragraph before them."""
    for role, text, cites in _blocks(blocks):
        yield ("more" if role == "body" else role), text, cites


def _paragraph(inlines: Sequence[Node]) -> Iterator[Part]:
    notes: list[Sequence[Node]] = []
    reading = _Reading(notes)
    text = reading.read(inlines)
    solid = [one for one in inlines if one["t"] not in ("Space", "SoftBreak", "LineBreak")]
    bold = len(solid) == 1 and solid[0]["t"] == "Strong"
    head = bold and len(text.split()) <= _SHORT and not text.rstrip().endswith((".", ",", ";"))
    yield ("heading" if head else "body", text, tuple(reading.citations))
    for note in notes:
        yield from (("aside", said, cites) for _, said, cites in _blocks(note))


def _part(role: str, inlines: Sequence[Node]) -> Part:
    reading = _Reading([])
    return (role, reading.read(inlines), tuple(reading.citations))


def _within(node: Any) -> Iterator[Part]:
    """Yield the paragraphs anywhere in a table or a figure."""
    if isinstance(node, dict) and node.get("t") in ("Para", "Plain"):
        yield _part("aside", node["c"])
    elif isinstance(node, dict):
        yield from _within(node.get("c"))
    elif isinstance(node, list):
        for one in node:
            yield from _within(one)


class _Reading:
    """The text of inlines as it grows; notes and citations are gathered on the way."""

    def __init__(self, notes: list[Sequence[Node]]) -> None:
        self.text = ""
        self.notes = notes
        self.citations: list[EssayCitation] = []

    def read(self, inlines: Sequence[Node]) -> str:
        """Read inlines and return the text so far."""
        for one in inlines:
            self._take(one)
        return self.text

    def _take(self, node: Node) -> None:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Str":
            self.text += content
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            self.text += " "
        elif kind == "Cite":
            self._cite(content[0])
        elif kind == "Note":
            self.notes.append(content)
        elif kind == "Quoted":
            first, last = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
            self.text += first
            self.read(content[1])
            self.text += last
        elif kind in ("Code", "Math", "RawInline"):
            self.text += content[1] if kind != "RawInline" else ""
        elif kind == "Span" and (keys := dict(content[0][2]).get("cites")):
            self._cite([{"citationId": key, "citationSuffix": []} for key in keys.split()])
        elif kind in ("Link", "Span", "Image"):
            self.read(content[1])
        elif isinstance(content, list):
            self.read(content)

    def _cite(self, items: Sequence[Node]) -> None:
        self.text = self.text.rstrip()
        for item in items:
            suffix = _Reading([]).read(item["citationSuffix"]).replace("\u00a0", " ")
            pages = _PAGES_BEFORE.sub("", suffix).strip(" ,.")
            if item.get("citationMode", {}).get("t") == "AuthorInText":
                self.text += f" {item['citationId']}"
            self.citations.append(EssayCitation(item["citationId"], pages, len(self.text)))


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
    return content if isinstance(content, str) else _Reading([]).read(content or [])
