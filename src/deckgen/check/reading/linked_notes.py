"""Notes of a web page, which lie at its end and are linked to → notes where they are marked.

Word, Google Docs, Wikipedia and Markdown's programs write them alike: a number in the text leads to the note,
and in the note a number or an arrow leads back. What is changed is Pandoc's tree, in place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_MARK = pattern(r"[\[(]?(?:\d{1,3}|[*†‡§a-z]|[ivx]{1,5})[\])]?")
_ARROW = pattern(r"[\^↑↩\ufe0e\s]+")

Node = dict[Any, Any]


class _Found(Struct, frozen=True):
    """A note: its paragraph, the names that a mark may lead to, and the name of the mark it leads back to."""

    paragraph: Node
    names: frozenset[str]
    back: str


def take_up_notes(blocks: list[Node]) -> None:
    """Put the notes at the end of a page where they are marked."""
    notes = list(_notes(blocks, frozenset()))
    by_name = {name: note for note in notes for name in note.names}
    by_mark = {note.back: note for note in notes}
    inside = {id(link) for note in notes for link in _links(note.paragraph)}
    used: list[_Found] = []
    for link in _links(blocks):
        (name, _, _), _, (address, _) = link["c"]
        note = by_name.get(address[1:]) or by_mark.get(name)
        if note is None or id(link) in inside or not _leads(link, _MARK):
            continue
        said = {"t": "Para", "c": _without_links_back(note.paragraph["c"])}
        link.update({"t": "Note", "c": [said]})
        used.append(note)
    for note in used:
        note.paragraph.update({"t": "Null", "c": []})


def _notes(node: Any, names: frozenset[str]) -> Iterator[_Found]:
    """Yield the paragraphs that begin or end with a link back; `names` are those of what they are in."""
    if isinstance(node, list):
        for one in node:
            yield from _notes(one, names)
    elif isinstance(node, dict) and node.get("t") == "Div":
        yield from _notes(node["c"][1], frozenset((node["c"][0][0],)) - {""})
    elif isinstance(node, dict) and node.get("t") in ("Para", "Plain"):
        links = list(_links(node))
        own = names | {link["c"][0][0] for link in links} | {span["c"][0][0] for span in _spans(node)}
        back = next((link for link in (links[:1] + links[-1:]) if _leads_back(node, link)), None)
        if back is not None:
            yield _Found(node, own - {""}, back["c"][2][0][1:])
    elif isinstance(node, dict):
        yield from _notes(node.get("c"), names)


def _links(node: Any) -> Iterator[Node]:
    return _of_kind(node, "Link")


def _spans(node: Any) -> Iterator[Node]:
    return _of_kind(node, "Span")


def _of_kind(node: Any, kind: str) -> Iterator[Node]:
    if isinstance(node, list):
        for one in node:
            yield from _of_kind(one, kind)
    elif isinstance(node, dict):
        if node.get("t") == kind:
            yield node
        yield from _of_kind(node.get("c"), kind)


def _leads(link: Node, how: Any) -> bool:
    """Tell whether a link leads to a place of the page, and all that it says is a mark."""
    return link["c"][2][0].startswith("#") and how.fullmatch(_said(link["c"][1]).strip()) is not None


def _leads_back(paragraph: Node, link: Node) -> bool:
    """Tell whether a paragraph begins with a link that is a mark or an arrow, or ends with an arrow."""
    said, own = _said(paragraph["c"]).strip(), _said(link["c"][1]).strip()
    if said.startswith(own) and said != own and (_leads(link, _MARK) or _leads(link, _ARROW)):
        return True
    return said.endswith(own) and _leads(link, _ARROW)


def _without_links_back(inlines: list[Node]) -> list[Node]:
    """Return what a note says, without its number and the arrow."""
    kept = []
    for one in inlines:
        if one["t"] == "Link" and (_leads(one, _MARK) or _leads(one, _ARROW)):
            continue
        if one["t"] in ("Span", "Superscript"):
            inner = _without_links_back(one["c"][1] if one["t"] == "Span" else one["c"])
            kept += inner
        else:
            kept.append(one)
    return kept


def _said(node: Any) -> str:
    """Return the letters of a tree, and a space where one is."""
    if isinstance(node, list):
        return "".join(_said(one) for one in node if isinstance(one, dict | list))
    if not isinstance(node, dict):
        return ""
    if node.get("t") == "Str":
        return str(node["c"])
    return " " if node.get("t") in ("Space", "SoftBreak") else _said(node.get("c"))
