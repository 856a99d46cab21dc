"""`[words]{.mark}`, `[words]{lang=ru}`, `==words==` → words of a kind, a colour or another language.

Rules for markdown-it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from deckgen.deck.markup.rules import report, span_of
from deckgen.diagnostics import Diagnostic, error, warning
from deckgen.limits import LONGEST_STRUCK
from deckgen.structs.patterns import pattern

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

_SPAN = pattern(r"\{(?P<inside>[^{}\n]*)\}")
_BLANK = pattern(r"\{\{\s*(?P<inside>[^{}]*[^{}\s])\s*\}\}")
_EMPTY = pattern(r"\{\{\s*\}\}")
_PART = pattern(
    r":?lang\s*=\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<plain>[^\s\"]*))|\.(?P<kind>[\w-]+)"
    r"|(?:colou?r|fg|style\s*=\s*[\"']?colou?r)\s*[=:]\s*[\"']?(?P<colour>[^\s\"';=]+)[\"';]*|(?P<other>\S+)"
)
_TAG = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

KINDS: Mapping[str, str] = {
    "mark": "mark",
    "highlight": "mark",
    "underline": "underline",
    "ul": "underline",
    "u": "underline",
    "accent": "accent",
    "strike": "struck",
    "strikethrough": "struck",
    "del": "struck",
    "s": "struck",
}
"""What may come after words in braces, after a full stop → the kind of run that they become."""

_PENS = {"==": "mark", "++": "underline", "~~": "struck"}
"""What is before and after words as other programs mark them → the kind of run that they become."""

_STROKE = pattern(
    rf"(?P<sign>==|\+\+|~~)(?=[^\s=+~])(?P<words>.{{1,{LONGEST_STRUCK}}}?)(?<=[^\s=+~])(?P=sign)(?![\w=+~])",
    re.DOTALL,
)

_NAMED = {
    "#C81E1E": "red rot rouge rojo rosso rood vermelho",
    "#D9730D": "orange naranja arancione oranje laranja",
    "#C9A100": "yellow gold gelb jaune amarillo giallo geel amarelo",
    "#2E7D32": "green lime grün gruen vert verde groen",
    "#00838F": "cyan teal turquoise aqua türkis",
    "#1F5FD0": "blue blau bleu azul blu blauw",
    "#1A237E": "navy darkblue",
    "#7B3FB5": "purple violet lila violett morado viola paars roxo indigo",
    "#C2188B": "pink magenta fuchsia rosa",
    "#8B1A2B": "maroon crimson darkred",
    "#7A4A21": "brown braun brun marrón marrone bruin marrom",
    "#6B6B6B": "grey gray grau gris grigio grijs cinza silver",
}
_COLOURS = {name: colour for colour, names in _NAMED.items() for name in names.split()}

_HEX = pattern(r"#(?:[0-9A-Fa-f]{3}){1,2}")

MOST_QUOTED = 40
"""The characters of an author's words that a hint repeats."""


def _how(words: str) -> str:
    """Return how words are set apart, with the author's own where they are few."""
    own = words if len(words) <= MOST_QUOTED else "words"
    ways = ("{.accent} for the theme's colour", "{.red} for another", "{.mark} for a marker pen")
    return "; ".join(f"[{own}]{way}" for way in ways)


def tint_of(name: str) -> str | None:
    """Return the colour role that words have by the name of a colour or by `#RRGGBB`; None: it is none."""
    bare = name.strip().casefold()
    colour = _COLOURS.get(bare)
    if colour is None and _HEX.fullmatch(bare):
        digits = bare[1:] if len(bare) == 7 else "".join(one * 2 for one in bare[1:])
        colour = f"#{digits}"
    return f"tint-{colour[1:].lower()}" if colour else None


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
        _enclose(state, "span", _meant(state, found, state.src[start + 1 : end]), start + 1, end)
    state.pos = found.end()
    return True


def pen(state: StateInline, silent: bool) -> bool:
    """Read `==highlighted==`, `++underlined++` and `~~crossed out~~`, which C++ and a == b are not."""
    start = state.pos
    if state.src[start] not in "=+~":
        return False
    before = state.src[start - 1] if start else ""
    found = _STROKE.match(state.src, start, state.posMax)
    if not found or before.isalnum() or (before and before in "_=+~\\"):
        return False
    if not silent:
        _enclose(
            state,
            "span",
            {"language": "", "kinds": (_PENS[found["sign"]],), "tint": None},
            found.start("words"),
            found.end("words"),
        )
    state.pos = found.end()
    return True


def blank(state: StateInline, silent: bool) -> bool:
    """Read words in double braces, which guided notes leave out; report braces that leave out nothing."""
    found = _BLANK.match(state.src, state.pos, state.posMax)
    if not found:
        if not silent and (odd := _odd_braces(state)):
            report(state, odd)
        return False
    if not silent:
        _enclose(state, "blank", {}, found.start("inside"), found.end("inside"))
    state.pos = found.end()
    return True


_BLANKED = "what a class is to fill in is written as {{word}}; for braces that are shown: \\{\\{"
_ESCAPED = pattern(r"\\[{}]|`[^`]*`")


def _odd_braces(state: StateInline) -> Diagnostic | None:
    """Say what is wrong with the double braces at a place; None where nothing is, as in `{{1, 2}, {3}}`."""
    start, src = state.pos, state.src
    two = src[start : start + 2]
    if two not in ("{{", "}}") or start + 2 > state.posMax or (start and src[start - 1] in (two[0], "\\")):
        return None
    where = span_of(state, start, start + 2)
    if two == "}}":
        unopened = min(_depths(src[: start + 2])) < 0
        return (
            warning("these braces close a blank that was never opened", where, _BLANKED) if unopened else None
        )
    if _EMPTY.match(src, start):
        return warning("there is nothing between these braces, so nothing is left blank", where, _BLANKED)
    if _depths(src[start:])[-1] > 0:
        return warning("these braces open a blank that is never closed", where, _BLANKED)
    return None


def _depths(text: str) -> list[int]:
    """Return how many braces are open behind each that a text has, and before the first."""
    bare = _ESCAPED.sub("", text)
    return list(itertools.accumulate((1 if one == "{" else -1 for one in bare if one in "{}"), initial=0))


def _enclose(state: StateInline, kind: str, meta: dict[str, object], start: int, end: int) -> None:
    """Read what is between two places as the inside of a span of a kind."""
    state.push(f"{kind}_open", kind, 1).meta = meta
    whole = state.posMax
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.push(f"{kind}_close", kind, -1)
    state.posMax = whole


def _meant(state: StateInline, found: re.Match[str], words: str) -> dict[str, object]:
    kinds: list[str] = []
    language = ""
    tint: str | None = None
    for part in _PART.finditer(state.src, found.start("inside"), found.end("inside")):
        where = span_of(state, part.start(), part.end())
        typed = part["kind"] or part["colour"] or ""
        if part["kind"] and part["kind"].lower() in KINDS:
            kinds.append(KINDS[part["kind"].lower()])
        elif typed and (role := tint_of(typed)):
            tint = role
        elif part["colour"]:
            hint = "name one that all know, as in [cat]{color=red}, or write it as #C81E1E"
            report(state, error(f'"{typed}" is not a colour that words can have', where, hint))
        elif part["kind"]:
            report(state, error(f'there is no style for words called ".{typed}"', where, _how(words)))
        elif part["other"]:
            report(state, error(f'"{part["other"]}" is not a style for words', where, _how(words)))
        else:
            language = part["quoted"] if part["quoted"] is not None else part["plain"]
            if not _TAG.fullmatch(language):
                hint = "write the language's short name: [перестройка]{lang=ru}"
                report(state, error(f'"{language}" is not a language tag', where, hint))
                language = ""
    return {"language": language, "kinds": tuple(kinds), "tint": tint}
