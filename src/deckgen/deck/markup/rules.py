"""Rules for markdown-it that Markdown does not have, or has otherwise: formulas, x^2^, breaks, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckgen.deck.markup.dollars import Maths, formula_at
from deckgen.deck.model import Run
from deckgen.diagnostics import Diagnostic, Span, error, warning
from deckgen.outline.model import Text
from deckgen.structs.patterns import pattern

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_ADDRESS = pattern(r"(?:https?://[^\s/]|mailto:[^\s@]+@|#[^\s#])", re.IGNORECASE)


def report(state: StateInline, diagnostic: Diagnostic) -> None:
    """Add to what is wrong with the text."""
    found: list[Diagnostic] = state.env["found"]
    found.append(diagnostic)


def span_of(state: StateInline, start: int, stop: int) -> Span:
    """Return where a stretch of the text is in the file."""
    text: Text = state.env["text"]
    return text.at(start, stop)


def line_break(state: StateInline, silent: bool) -> bool:
    """Read a backslash at a line's end: the line ends there on the slide as well.

    YAML folds the lines of plain texts into one; the file tells where they ended.
    """
    start = state.pos
    if state.src[start] != "\\" or start + 1 >= state.posMax or state.src[start + 1] not in " \n":
        return False
    text: Text = state.env["text"]
    stop = start + 1
    while stop < state.posMax and state.src[stop] in " \n":
        stop += 1
    if "\n" not in state.src[start:stop] and text.at(start, start).line == text.at(stop, stop).line:
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")
        state.push("line_break", "br", 0)
    state.pos = stop
    return True


def check_address(state: StateInline, opening: Token, start: int) -> None:
    """Report an address that no link can lead to, and take it off the link."""
    address = str(opening.attrs.get("href", ""))
    if _ADDRESS.match(address):
        return
    opening.attrs = {}
    hint = "a link leads to https://…, http://…, mailto:… or, for a slide of this deck, #its-id"
    if re.match(r"www\.|[\w-]+(?:\.[\w-]+)+(?:/|$)", address):
        hint = f"write the whole address: https://{address}"
    span = span_of(state, start, state.pos)
    report(state, error(f'a link cannot lead to "{address}"', span, hint))


def formula(state: StateInline, silent: bool) -> bool:
    """Read `$x^2$`, and warn where it may have been meant as text."""
    start = state.pos
    formula = formula_at(state.src, start, state.posMax) if state.src[start] == "$" else None
    if not formula:
        return False
    if not silent:
        text: Text = state.env["text"]
        if formula.doubtful:
            report(
                state,
                warning(
                    "what is between these dollar signs is set as a formula",
                    span_of(state, start, formula.stop),
                    "write \\$ for a dollar sign; words within a formula go in \\text{…}",
                ),
            )
        token = state.push("formula", "", 0)
        token.meta = {"maths": Maths(text.part(start, formula.stop), formula.display, Run(""))}
    state.pos = formula.stop
    return True


def picture(state: StateInline, silent: bool) -> bool:
    """Tell of a picture in the text how it is given to the slide."""
    start = state.pos
    if not state.src.startswith("![", start):
        return False
    end = state.md.helpers.parseLinkLabel(state, start + 1, False)
    if end < 0 or state.src[end + 1 : end + 2] != "(":
        return False
    close = state.src.find(")", end)
    if close < 0 or close >= state.posMax:
        return False
    if not silent:
        alt, file = state.src[start + 2 : end], state.src[end + 2 : close].split()[:1]
        report(
            state,
            error(
                "a picture cannot be placed inside text",
                span_of(state, start, close + 1),
                f'give the slide a picture: image: {{file: {"".join(file)}, alt: "{alt}"}}',
            ),
        )
        state.pending += alt
    state.pos = close + 1
    return True


def shifted(state: StateInline, silent: bool) -> bool:
    """Read `H~2~O` and `x^2^`: no space inside, and not at the start of a word."""
    start = state.pos
    marker = state.src[start]
    if marker not in "~^":
        return False
    if start == 0 or state.src[start - 1].isspace():
        return False
    close = start + 1
    while close < state.posMax and state.src[close] != marker and not state.src[close].isspace():
        close += 2 if state.src[close] == "\\" else 1
    if close >= state.posMax or state.src[close] != marker or close == start + 1:
        return _power(state, silent)
    if not silent:
        tag = "sub" if marker == "~" else "sup"
        end = state.posMax
        state.push(f"{tag}_open", tag, 1)
        state.pos, state.posMax = start + 1, close
        state.md.inline.tokenize(state)
        state.push(f"{tag}_close", tag, -1)
        state.posMax = end
    state.pos = close + 1
    return True


def _in_tex(state: StateInline) -> bool:
    """Tell whether a place is between brackets with backslashes, which are reported as a whole."""
    before = max(state.src.rfind("\\(", 0, state.pos), state.src.rfind("\\[", 0, state.pos))
    return before >= 0 and re.search(r"\\[)\]]", state.src[before : state.posMax]) is not None


def _power(state: StateInline, silent: bool) -> bool:
    """Warn of `x^2`, which would show the ^ itself."""
    power = re.compile(r"\^([\w+\-−]+)").match(state.src, state.pos, state.posMax)
    if power and not silent and state.src[state.pos - 1].isalnum() and not _in_tex(state):
        report(
            state,
            warning(
                "this ^ is shown as typed",
                span_of(state, state.pos, power.end()),
                f"write ^{power[1]}^ to set it high, or \\^ for the character itself",
            ),
        )
    return False
