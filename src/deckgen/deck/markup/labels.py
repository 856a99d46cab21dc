"""Where brackets end, as markdown-it finds it, but once for each bracket and with a bound on the search.

Three rules ask it for each opening bracket, and each search may look into all brackets after it: 5,000
nested links took minutes. Here an answer is kept, and where a text has its brackets searched for much
further than it is long, the rest of them are reported and read as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it import helpers
from markdown_it.helpers import parse_link_label

from deckgen.deck.markup.rules import report, span_of
from deckgen.diagnostics import error
from deckgen.limits import MOST_BRACKET_STEPS

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

_LEAST_STEPS = 20_000
"""Steps that any text may take, however short."""


class Helpers:
    """What markdown-it's rules use to read links, in place of its own module of that name."""

    parseLinkDestination = staticmethod(helpers.parseLinkDestination)
    parseLinkTitle = staticmethod(helpers.parseLinkTitle)

    @staticmethod
    def parseLinkLabel(state: StateInline, start: int, disableNested: bool = False) -> int:
        """Return where the bracket that opens at `start` closes, -1 where it does not."""
        known: dict[tuple[int, int, bool], int] = state.env.setdefault("labels", {})
        asked = start, state.posMax, disableNested
        if asked in known:
            return known[asked]
        if state.env.get("steps", 0) > max(_LEAST_STEPS, MOST_BRACKET_STEPS * len(state.src)):
            _give_up(state, start)
            return -1
        found = parse_link_label.parseLinkLabel(state, start, disableNested)
        stop = found if found >= 0 else state.posMax
        state.env["steps"] = state.env.get("steps", 0) + stop - start
        known[asked] = found
        return found


def _give_up(state: StateInline, start: int) -> None:
    """Report once that a text has too many brackets within each other."""
    if not state.env.get("tangled"):
        state.env["tangled"] = True
        message = "the brackets of this text are too many within each other to be read"
        hint = "write \\[ for a bracket that is part of the text"
        report(state, error(message, span_of(state, start, start + 1), hint))
