"""What is typed at `cite:` → markup: its keys become citations, words of the author's own stay words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.outline.model import Mark, Text
from deckgen.structs.patterns import pattern

_KEY = r"\w+(?:[:.#$%&\-+?<>~/]\w+)*"
_CITED = pattern(rf"(?<![\w\\@])-?@(?:\{{[^{{}}\s]+\}}|{_KEY})")
_PLACE = r"(?:pp?|S|chaps?|ch|vols?|secs?|paras?|bks?|nos?|figs?|ll?|vv?|§|¶)"
_BARE = pattern(rf"\s*(?P<less>-?){_KEY}(?=\s*$|\s*,|\s+(?:{_PLACE}\.?\s*)?\d)")
"""A key without its @: alone, before a comma, or before a page. `See the handbook` begins with none."""

_PAGED = pattern(rf"\s*(?P<less>-?){_KEY}\s*,?\s+{_PLACE}\.?\s*\d")


def citation_text(text: Text) -> Text:
    """Return a field of citations as markup: `kort, p. 3; wood` means `[@kort, p. 3; @wood]`.

    A part between semicolons that names no key is words, and stays outside of the brackets.
    """
    if "[" in text.value:
        return text
    if re.fullmatch(r"\s*\([^()]*\)\s*", text.value) and _CITED.search(text.value):
        # The brackets are the style's to set.
        text = text.part(text.value.index("(") + 1, text.value.rindex(")"))
    bare = not _CITED.search(text.value)
    insertions: list[tuple[int, str]] = []
    is_open, last = False, 0
    for start, stop in _parts(text.value):
        key = _key_in(text.value, start, stop, bare)
        if key is None:
            insertions += [(last, "]")] if is_open else []
            is_open = False
            continue
        insertions += [] if is_open else [(start, "[")]
        insertions += [] if "@" in text.value[start:stop] else [(key, "@")]
        is_open, last = True, stop
    insertions += [(last, "]")] if is_open else []
    return _with(text, insertions)


def _parts(value: str) -> Iterator[tuple[int, int]]:
    """Yield where the parts between semicolons are, without the space around them."""
    for part in re.finditer(r"[^;]+", value):
        words = part[0].strip()
        if words:
            start = part.start() + part[0].index(words)
            yield start, start + len(words)


def _key_in(value: str, start: int, stop: int, bare: bool) -> int | None:
    """Return where the one key of a part begins, None where it has none or several."""
    cited = list(_CITED.finditer(value, start, stop))
    if cited:
        return cited[0].start() if len(cited) == 1 else None
    # Beside parts that have their @, one without it is a key where a page follows: `kort, p. 3; @wood`.
    found = (_BARE if bare else _PAGED).match(value, start, stop)
    return found.end("less") if found else None


def _with(text: Text, insertions: list[tuple[int, str]]) -> Text:
    """Return a text with characters put in, each of its own where it was in the file."""
    if not insertions:
        return text
    line, column = text.id
    value, marks, done = "", [Mark(0, line, column)], 0
    for at, words in insertions:
        value += text.value[done:at]
        if not value:
            marks[0] = Mark(0, line, column - len(words))
        value += words
        marks.append(Mark(len(value), *text.part(at, at + 1).id))
        done = at
    shifted = [
        Mark(
            one.offset + sum(len(words) for at, words in insertions if at <= one.offset), one.line, one.column
        )
        for one in text.marks
    ]
    return Text(
        value + text.value[done:], text.span, tuple(sorted({*marks, *shifted}, key=lambda one: one.offset))
    )
