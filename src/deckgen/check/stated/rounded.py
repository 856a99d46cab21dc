"""Numbers that say the same: rounded with a word that says so, or counted from years that the essay gives."""

from __future__ import annotations

import math
from collections.abc import Iterable

from deckgen.check.stated.numbers import Figure
from deckgen.structs.patterns import pattern

_ABOUT = (
    r"about|around|some|roughly|approximately|approx\.|circa|ca\.|c\.|or so|rund|etwa|ungefähr|zirka|gegen"
    r"|an die|environ|quelque|à peu près|unos|unas|alrededor de|aproximadamente|ongeveer|cerca de|~|≈"
)
_BELOW = (
    r"nearly|almost|close to|up to|under|below|less than|fewer than|not quite|just under|at most|fast|beinahe"
    r"|knapp|bis zu|unter|weniger als|près de|presque|moins de|casi|menos de|hasta|quasi|meno di|bijna"
)
_ABOVE = (
    r"over|more than|above|at least|upwards of|well over|just over|no fewer than|über|mehr als|mindestens|gut"
    r"|plus de|au moins|más de|al menos|oltre|più di|almeno|meer dan"
)
_HEDGED = pattern(
    rf"(?:^|\W)(?:(?P<about>{_ABOUT})|(?P<below>{_BELOW})|(?P<above>{_ABOVE}))(?:\s+(?:the|die|de|les))?\s*[€$£]?$"
)

FARTHEST = {"below": 1.1, "above": 1.25}
"""How much a number may be away from one that it is said to be nearly, or less than; and more than."""

_LONGEST_HEDGE = 60
"""Characters before a number in which such words stand, and some more."""

_YEARS = frozenset(("year", "jahre", "jahr", "jahren", "année", "an", "año", "anno", "anni", "jaar"))


def about_any(figure: Figure, others: Iterable[Figure], text: str) -> bool:
    """Tell whether a number of a text is one of others, rounded, and the text says so: `more than 8,000`."""
    hedged = _HEDGED.search(text[max(0, figure.start - _LONGEST_HEDGE) : figure.start].casefold())
    if hedged is None:
        return False
    if hedged["about"]:
        return any(rounded(figure, other) for other in others)
    if hedged["below"]:
        return any(one.value <= figure.value <= one.value * FARTHEST["below"] for one in others)
    return any(figure.value <= one.value <= figure.value * FARTHEST["above"] for one in others)


def rounded(figure: Figure, other: Figure) -> bool:
    """Tell whether a number is what another becomes that is rounded to its digits."""
    if not figure.value or figure.year:
        return False
    step = 1.0
    while figure.value % (step * 10) == 0:
        step *= 10
    if figure.value % 1:
        step = 10.0 ** -len(figure.text.replace(",", ".").partition(".")[2].split()[0])
        if figure.value >= 1000:
            step = 10 ** (math.floor(math.log10(figure.value)) - 1)
    return figure.value != other.value and abs(figure.value - other.value) <= step / 2


def counted(figure: Figure, figures: Iterable[Figure]) -> bool:
    """Tell whether a number of years lies between two years that the essay gives."""
    years = {one.value for one in figures if one.year}
    return figure.unit in _YEARS and any(one + figure.value in years for one in years)
