"""Formulas and programs with the delimiters that other programs want → what is between these."""

from __future__ import annotations

import re

from deckgen.outline.model import Text
from deckgen.structs.patterns import pattern

_FENCE = pattern(
    r"\s*(?P<fence>`{3,}|~{3,})[ \t]*\{?\.?(?P<language>[\w+#-]*)[^\n]*\n(?P<text>.*?)\n?[ \t]*(?P=fence)\s*",
    re.DOTALL,
)
_FORMULA = pattern(
    r"\s*(?:\$\$(?P<a>.+?)\$\$|\$(?P<b>[^$]+)\$|\\\[(?P<c>.+?)\\\]|\\\((?P<d>.+?)\\\)"
    r"|\\begin\{(?P<name>equation|displaymath|math)(?P<star>\*?)\}(?P<e>.+?)\\end\{(?P=name)(?P=star)\})\s*",
    re.DOTALL,
)


def program(text: Text) -> tuple[Text, Text | None]:
    """Return a program without Markdown's fence around it, and the language that the fence names."""
    found = _FENCE.fullmatch(text.value)
    if found is None or not found["text"].strip():
        return text, None
    language = text.part(*found.span("language")) if found["language"] else None
    return text.part(*found.span("text")), language


def formula(text: Text) -> Text:
    """Return a formula without dollars, brackets or an environment around it."""
    found = _FORMULA.fullmatch(text.value)
    if found is None:
        return text
    group = next(one for one in "abcde" if found[one] is not None)
    start, stop = found.span(group)
    inner = text.value[start:stop]
    lead = len(inner) - len(inner.lstrip())
    return text.part(start + lead, start + len(inner.rstrip())) if inner.strip() else text
