"""A formula's TeX → what in it would keep Pandoc busy without end, found before it is asked.

Pandoc tries every way to read what is after a `^` or `_` and reads it again for each: measured, each
level of `x^{x^{…}}` doubles the time, twelve take 0.2 s and thirty a week; unbalanced, twelve take 8 s.
Commands that a formula defines may double themselves just so.
"""

from __future__ import annotations

import re

from deckgen.limits import DEEPEST_FORMULA, DEEPEST_SCRIPT, LONGEST_FORMULA
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_TOKEN = pattern(
    r"(?P<script>[\^_]\s*(?:\\[A-Za-z]+\s*)?\{)|(?P<open>\{|\\left\b|\\begin\b)|(?P<close>\}|\\right\b|\\end\b)"
    r"|\\(?P<command>[A-Za-z]+)(?P<takes>\s*\{)?|\\.|(?P<comment>%[^\n]*)",
    re.DOTALL,
)
_DEFINES = pattern(
    r"\\(?:(?:re|provide)?newcommand|providecommand|renewcommand|DeclareMathOperator|(?:re)?newenvironment|[gex]?def|let)"
    r"\*?\s*\{?\s*\\?(?P<name>[A-Za-z]+)"
)


NAME_IT = "give the inner part a name, and define it in a formula of its own"

DEEP = f"this formula is nested more than {DEEPEST_FORMULA} levels deep"


class Excess(Struct, frozen=True):
    """What is wrong with a formula, and where in it."""

    message: str
    hint: str
    at: int


def excess(tex: str) -> Excess | None:
    """Return what is too long or too deep in a formula, None where nothing is."""
    if len(tex) > LONGEST_FORMULA:
        message = f"this formula has {len(tex):,} characters; at most {LONGEST_FORMULA:,} are read"
        return Excess(message, "put it on several lines or slides", 0)
    own = {found["name"]: found.start() for found in _DEFINES.finditer(tex)}
    if own and (at := _grows(tex, own)) is not None:
        message = "the commands that this formula defines make it too long"
        return Excess(message, "write out what they stand for", at)
    return _too_deep(tex, own)


def _too_deep(tex: str, own: dict[str, int]) -> Excess | None:
    opened: list[bool] = []
    for found in _TOKEN.finditer(tex):
        script = found["script"] is not None or (found["command"] in own and found["takes"] is not None)
        if script or found["open"] or found["takes"]:
            opened.append(script)
            if sum(opened) > DEEPEST_SCRIPT:
                message = f"powers and indices are nested more than {DEEPEST_SCRIPT} levels deep"
                return Excess(message, NAME_IT, found.start())
            if len(opened) > DEEPEST_FORMULA:
                return Excess(DEEP, NAME_IT, found.start())
        elif found["close"] and opened:
            opened.pop()
    return None


def _grows(tex: str, own: dict[str, int]) -> int | None:
    """Return where a formula's commands use each other, or are used too often; None: neither."""
    length = len(tex)
    uses = [found.start() for found in re.finditer(r"\\([A-Za-z]+)", tex) if found[1] in own]
    bodies = _bodies(tex)
    inside = next((at for at in uses for start, stop in bodies if start <= at < stop), None)
    if inside is not None:
        return inside
    longest = max((stop - start for start, stop in bodies), default=0)
    return uses[-1] if length + len(uses) * longest > LONGEST_FORMULA else None


def _bodies(tex: str) -> list[tuple[int, int]]:
    """Return where the definitions of a formula's commands begin and end: in the braces after their names."""
    found = []
    for one in _DEFINES.finditer(tex):
        start = tex.find("{", one.end())
        depth, at = 0, start
        while 0 <= at < len(tex):
            depth += {"{": 1, "}": -1}.get(tex[at], 0)
            at += 1
            if depth == 0:
                break
        if start >= 0:
            found.append((start, at))
    return found
