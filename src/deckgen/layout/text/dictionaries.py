"""A word of a script that puts no spaces between words → the places at which a line may end in it.

Thai, Lao, Khmer and Burmese are split by ICU's dictionaries, as browsers and LibreOffice split them. They are
loaded when a text needs them.
"""

from __future__ import annotations

import functools
import itertools


@functools.lru_cache(maxsize=4096)
def line_ends(text: str) -> frozenset[int]:
    """Return the places in a text, counted in characters, at which a line may end."""
    from icu4py.breakers import LineBreaker

    return frozenset(itertools.accumulate(len(part) for part in LineBreaker(text, "th")))
