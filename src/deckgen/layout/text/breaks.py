"""A paragraph of display type + a width → lines about as long as each other, none ending on a small word."""

from __future__ import annotations

import re

from deckgen.deck.model import Runs
from deckgen.layout.text.fit import FittedText, balanced, draft, set_at
from deckgen.layout.text.lines import SLACK, break_lines, ems, row_starts, width_of
from deckgen.layout.text.small_words import small_words
from deckgen.structs import replace
from deckgen.theme.model import Theme
from deckgen.units import Emu

STEPS = 12
"""The widths between the narrowest and the widest at which a headline is tried to be broken well."""


def well_broken(sized: FittedText, width: Emu, theme: Theme, language: str) -> FittedText:
    """Return a paragraph balanced, no line but the last ending on a small word where that can be helped."""
    return ending_well(sized, width, theme, language) or balanced(sized, width)


def ending_well(sized: FittedText, width: Emu, theme: Theme, language: str) -> FittedText | None:
    """Return a paragraph balanced, no line but the last ending on a small word; None: at no width.

    Where no width makes it so, the small words are tied to the next ones by spaces at which no line ends.
    """
    small = small_words(language)
    if sized.lines[0] == 1 or not small:
        return balanced(sized, width)
    found = _broken_well(sized, width, small)
    if found is None:
        one = sized.copy.drafts[0]
        tied = draft(_tied(one.runs, small), one.style, theme, one.span, bold=one.bold)
        again = set_at(replace(sized.copy, drafts=(replace(tied, colour=one.colour),)), width, sized.size)
        if again.lines == sized.lines and not again.torn:
            found = _broken_well(again, width, small)
    return found


def _broken_well(sized: FittedText, width: Emu, small: frozenset[str]) -> FittedText | None:
    """Return a paragraph at the narrowest width at which all its lines end well, None: at none they do."""
    text, rows = sized.copy.drafts[0].text, sized.lines[0]
    widest = ems(width, sized.size)
    least = widest - ems(balanced(sized, width).inset, sized.size)
    for step in range(STEPS + 1):
        length = least + (widest - least) * step / STEPS
        starts = row_starts(text, length, 0, rows)
        if len(starts) != rows or len(text.widths) - starts[-1] < 2:
            continue
        if any(_is_small(text.fragment(start - 1), small) for start in starts[1:]):
            continue
        # Programs whose letters run narrower must break at the same words.
        if row_starts(text, break_lines(text, length).widest / SLACK, 0, rows) != starts:
            continue
        used = max(break_lines(text, length).widest, text.longest())
        return replace(sized, inset=Emu(max(0, width - width_of(used, sized.size))))
    return None


def _is_small(word: str, small: frozenset[str]) -> bool:
    return word.strip("“”‘’„«»\"'()[]").lower() in small


def _tied(runs: Runs, small: frozenset[str]) -> Runs:
    """Return runs with the space after each small word one at which no line ends."""
    words = "|".join(sorted(map(re.escape, small), key=len, reverse=True))
    after = re.compile(rf"(?<![^\s(“‘„«])({words}) (?=\S)", re.IGNORECASE)
    return tuple(
        run if run.formula or run.code else replace(run, text=after.sub("\\1\u00a0", run.text))
        for run in runs
    )
