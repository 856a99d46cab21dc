"""`[words]{.mark}`, `[words]{lang=ru}` → words of a kind or of another language: a rule for markdown-it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from deckgen.deck.markup.rules import report, span_of
from deckgen.diagnostics import error
from deckgen.structs.patterns import pattern

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

_SPAN = pattern(r"\{(?P<inside>[^{}\n]*)\}")
_PART = pattern(
    r":?lang\s*=\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<plain>[^\s\"]*))|\.(?P<kind>[\w-]+)|(?P<other>\S+)"
)
_TAG = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

KINDS: Mapping[str, str] = {
    "mark": "mark",
    "highlight": "mark",
    "underline": "underline",
    "ul": "underline",
    "u": "underline",
    "accent": "accent",
}
"""What may come after words in braces, after a full stop → the kind of run that they become."""

_COLOURED = "words have no colours of their own, which are lost on some grounds and to some eyes"

_COLOURS = frozenset(
    {"red", "green", "blue", "yellow", "orange", "purple", "violet", "pink", "brown", "grey", "gray", "black"}
    | {"white", "cyan", "magenta", "teal", "navy", "maroon", "rot", "blau", "gelb", "rouge", "rojo", "azul"}
)
"""Names of colours that people type after a full stop."""

MOST_QUOTED = 40
"""The characters of an author's words that a hint repeats."""


def _how(words: str) -> str:
    """Return how words are set apart, with the author's own where they are few."""
    own = words if len(words) <= MOST_QUOTED else "words"
    ways = ("{.accent} for the theme's colour", "{.mark} for a marker pen", "{.underline} for a line below")
    return "; ".join(f"[{own}]{way}" for way in ways)


def span(state: StateInline, silent: bool) -> bool:
    """Read words in brackets with what they are in braces after them."""
    start = state.pos
    if state.src[start] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, start)
    found = _SPAN.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if not found or not re.match(
        r"\s*(?:[.:#]\w|[A-Za-z][\w-]*\s*=|lang\b|colou?r\b|style\b|class\b)", found["inside"]
    ):
        return False
    if not silent:
        token = state.push("span_open", "span", 1)
        token.meta = _meant(state, found, state.src[start + 1 : end])
        whole = state.posMax
        state.pos, state.posMax = start + 1, end
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = whole
    state.pos = found.end()
    return True


def _meant(state: StateInline, found: re.Match[str], words: str) -> dict[str, object]:
    kinds: list[str] = []
    language = ""
    for part in _PART.finditer(state.src, found.start("inside"), found.end("inside")):
        where = span_of(state, part.start(), part.end())
        if part["kind"] is not None:
            kind = KINDS.get(part["kind"].lower())
            if kind:
                kinds.append(kind)
            else:
                coloured = part["kind"].lower() in _COLOURS
                fact = _COLOURED if coloured else f'words cannot be ".{part["kind"]}"'
                report(state, error(fact, where, _how(words)))
        elif part["other"] is not None:
            coloured = re.match("colou?r|style|fg|bg", part["other"]) is not None
            fact = _COLOURED if coloured else f'"{part["other"]}" says nothing about words'
            report(state, error(fact, where, _how(words)))
        else:
            language = part["quoted"] if part["quoted"] is not None else part["plain"]
            if not _TAG.fullmatch(language):
                hint = "write the language's short name: [перестройка]{lang=ru}"
                report(state, error(f'"{language}" is no language tag', where, hint))
                language = ""
    return {"language": language, "kinds": tuple(kinds)}
