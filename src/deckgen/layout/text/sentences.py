"""Text → where its sentences and clauses end, abbreviations passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.structs.patterns import pattern

_SENTENCE = pattern(r"""[.!?…][)\]’”"'»]*$|[。！？][」』”’）]*$""")
_CLAUSE = pattern(r"[,;:—–、；：]$")
_ABBREVIATED = pattern(
    r"""^[(\["“‘«]*(?:[^\W\d_]|\d{1,2}|(?:[^\W\d_]\.)+[^\W\d_]|[IVXLC]+|
    mr|mrs|ms|dr|st|jr|sr|prof|rev|gen|col|capt|lt|sen|rep|gov|mt|ft|vs|cf|al|pp?|vols?|eds?|nos?|figs?|
    chs?|chap|secs?|arts?|para|ca|approx|etc|trans|repr|rev|univ|dept|inc|ltd|co|corp|
    jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|bzw|usw|vgl|bd|hrsg|nr|str|sog|evtl|ggf|
    mme|mlle|av|env)\.$""",
    re.IGNORECASE | re.VERBOSE,
)
_END = pattern(r"""(\S*[.!?…][)\]’”"'»]*)\s+(?=[^\Wa-zà-ÿ]|["“‘«(\[])|[。！？](?=\S)""")


def ends_sentence(word: str) -> bool:
    """Tell whether a sentence may end after a word."""
    return _SENTENCE.search(word) is not None and _ABBREVIATED.match(word) is None


def ends_clause(word: str) -> bool:
    """Tell whether a clause ends after a word."""
    return _CLAUSE.search(word) is not None


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and stop of each sentence, the white space between them left out."""
    start = 0
    for end in _END.finditer(text):
        stop = end.end(1) if end[1] is not None else end.end()
        if stop > start and ends_sentence(text[start:stop].rsplit(maxsplit=1)[-1]):
            yield start, stop
            start = end.end()
    yield start, len(text)
