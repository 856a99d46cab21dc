"""Titles with the few tags of HTML that CSL JSON has, and programs write into other formats too → runs."""

from __future__ import annotations

import re

from deckgen.deck.citing.citeproc import joined
from deckgen.deck.citing.titles import Stretches
from deckgen.deck.model import Run, Runs
from deckgen.structs.patterns import pattern

_TAG = pattern(r"<(/?)(i|b|em|strong|sup|sub|span|sc)\b([^<>]*)>")


def marked_runs(words: str) -> tuple[Runs, Stretches]:
    """Return words as runs: the few tags become kinds, and `nocase` keeps capitals."""
    runs: list[Run] = []
    kept: list[tuple[int, int]] = []
    open_tags: list[tuple[str, bool]] = []
    at = length = 0
    for tag in [*_TAG.finditer(words), None]:
        said = re.sub(r"\s+", " ", words[at : tag.start() if tag else len(words)])
        if said:
            names = [name for name, _ in open_tags]
            runs.append(_kind(said, names))
            if any(stays for _, stays in open_tags):
                kept.append((length, length + len(said)))
            length += len(said)
        if tag is None:
            break
        at = tag.end()
        if not tag[1]:
            open_tags.append((tag[2], "nocase" in tag[3]))
        else:
            last = next((one for one in reversed(open_tags) if one[0] == tag[2]), None)
            open_tags = [one for one in open_tags if one is not last]
    return joined(runs), tuple(kept)


def _kind(words: str, tags: list[str]) -> Run:
    return Run(
        words,
        bold="b" in tags or "strong" in tags,
        italic="i" in tags or "em" in tags,
        superscript="sup" in tags,
        subscript="sub" in tags,
    )
