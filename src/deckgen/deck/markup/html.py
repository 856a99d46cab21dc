"""HTML in a text → a line break, or what to write instead: a rule for markdown-it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckgen.deck.markup.rules import report, span_of
from deckgen.diagnostics import Edit, error
from deckgen.outline.model import Text
from deckgen.structs.patterns import pattern

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

LONGEST_TAG = 4_000
"""How far a < is followed in search of HTML."""

_TAG = pattern(
    r"<!--(?:(?!-->).)*-->"
    r"|</?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>(?:\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*)\s*/?>"
    r"|<[!?][^>]*>",
    re.DOTALL,
)
_HREF = pattern(r"href\s*=\s*[\"']?(?P<address>[^\"'\s>]+)", re.I)
_BREAK = pattern(r"<br\s*/?>", re.I)

_STARS = {
    "b": "**",
    "strong": "**",
    "i": "*",
    "em": "*",
    "cite": "*",
    "code": "`",
    "tt": "`",
    "kbd": "`",
    "sub": "~",
    "sup": "^",
}
_SPANS = {"u": "underline", "ins": "underline", "mark": "mark", "font": "accent", "span": "accent"}
_CERTAIN = frozenset(("b", "strong", "i", "em", "code", "u", "ins", "mark"))
"""What has the same meaning in Markdown; the others may have been meant to do more."""

_HOW = "write *emphasis*, **strong**, `code` or [words](https://address), or \\< for the character itself"


def html(state: StateInline, silent: bool) -> bool:
    """Read `<br>` as the end of a line; report all other HTML, with its words as they are written here."""
    start = state.pos
    if state.src[start] != "<":
        return False
    found = _TAG.match(state.src, start, min(state.posMax, start + LONGEST_TAG))
    if not found:
        return False
    if not silent:
        if _BREAK.fullmatch(found[0]):
            _end_line(state)
        else:
            _report(state, found)
            state.pending += found[0]
    state.pos = found.end()
    while _BREAK.fullmatch(found[0]) and state.pos < state.posMax and state.src[state.pos] in " \n":
        state.pos += 1
    return True


def _end_line(state: StateInline) -> None:
    state.pending = state.pending.rstrip(" ")
    state.push("line_break", "br", 0)


def _report(state: StateInline, found: re.Match[str]) -> None:
    """Report a tag; the one that closes it is part of the same mistake."""
    closing: set[int] = state.env.setdefault("closing", set())
    if found.start() in closing:
        return
    name = (found["name"] or "").lower()
    close = re.compile(rf"</{name}\s*>", re.I).search(state.src, found.end(), state.posMax) if name else None
    if not close or found[0].startswith("</"):
        hint = "a comment begins with # on a line of its own" if found[0].startswith("<!--") else _HOW
        message = f"HTML cannot be used here: {found[0]}"
        report(state, error(message, span_of(state, found.start(), found.end()), hint))
        return
    closing.add(close.start())
    words = state.src[found.end() : close.start()]
    opened, closed = _marks(found, name, words)
    if not opened:
        message = f"HTML cannot be used here: {found[0]}"
        report(state, error(message, span_of(state, found.start(), close.end()), _HOW))
        return
    text: Text = state.env["text"]
    edits = (
        (
            Edit(text.at(found.start(), found.end()), opened),
            Edit(text.at(close.start(), close.end()), closed),
        )
        if name in _CERTAIN and words.strip() == words
        else ()
    )
    message = f"HTML cannot be used here: {found[0]}"
    shown = f"write {opened}{words}{closed}"
    report(state, error(message, span_of(state, found.start(), close.end()), shown, edits=edits))


def _marks(found: re.Match[str], name: str, words: str) -> tuple[str, str]:
    """Return the characters that stand for a pair of tags around words, empty where there are none."""
    if not words.strip() or "\n" in words:
        return "", ""
    if name == "a" and (href := _HREF.search(found["rest"] or "")):
        return "[", f"]({href['address']})"
    if name in _SPANS:
        return "[", f"]{{.{_SPANS[name]}}}"
    sign = _STARS.get(name, "")
    return sign, sign
