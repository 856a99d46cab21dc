"""`^[a note]`, `@fig:map` → footnotes, and references to figures by name: rules for markdown-it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from deckgen.deck.markup.pieces import CrossReference
from deckgen.deck.markup.rules import report, span_of
from deckgen.diagnostics import warning
from deckgen.structs.patterns import pattern

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

    from deckgen.outline.model import Text

COUNTERS = {"fig": "figure", "figure": "figure", "tab": "table", "tbl": "table", "table": "table"}
"""What a reference begins with → what is counted of that kind."""

_REFERENCE = pattern(r"(?P<open>\[)?@(?P<kind>fig|figure|tab|tbl|table):(?P<name>\w+(?:-\w+)*)(?(open)\])")
_ELSEWHERE = pattern(r"\[\^[^\[\]\s]+\]:?")


def footnote(state: StateInline, silent: bool) -> bool:
    """Read `^[The note.]` right after a word, and `[^1]` where such a note is written elsewhere."""
    start = state.pos
    elsewhere = _ELSEWHERE.match(state.src, start, state.posMax)
    if elsewhere and state.src[elsewhere.end() : elsewhere.end() + 1] != "(":
        below: Mapping[str, Text] = state.env["below"]
        note = below.get(elsewhere[0].strip("[^]:"))
        if note and not elsewhere[0].endswith(":"):
            if not silent:
                state.push("footnote", "", 0).meta = {"text": note}
            state.pos = elsewhere.end()
            return True
        if not silent:
            mark = elsewhere[0].rstrip(":")
            where = span_of(state, start, elsewhere.end())
            hints = (
                f"write the note below, on a line of its own: {mark}: The note.",
                "or where its number is to appear: word^[The note.]",
                "to cite a work, write its key: [@kort, p. 3]",
            )
            report(state, warning(f"{mark} is not a note here, and appears as typed", where, *hints))
            state.pending += elsewhere[0]
        state.pos = elsewhere.end()
        return True
    if not state.src.startswith("^[", start):
        return False
    end = state.md.helpers.parseLinkLabel(state, start + 1, False)
    if end < 0 or not state.src[start + 2 : end].strip():
        return False
    if not silent:
        text: Text = state.env["text"]
        token = state.push("footnote", "", 0)
        token.meta = {"text": text.part(start + 2, end)}
    state.pos = end + 1
    return True


def reference(state: StateInline, silent: bool) -> bool:
    """Read `@fig:map` and `@tab:laws`, in brackets or not."""
    start = state.pos
    before = state.src[start - 1] if start else ""
    found = _REFERENCE.match(state.src, start, state.posMax)
    if not found or before.isalnum() or (before and before in "_\\@"):
        return False
    if not silent:
        token = state.push("reference", "", 0)
        where = span_of(state, start, found.end())
        token.meta = {"reference": CrossReference(COUNTERS[found["kind"]], found["name"], where)}
    state.pos = found.end()
    return True
