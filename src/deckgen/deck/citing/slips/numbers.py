"""A number typed by hand where a work is cited, `[1]`, `(2, 3)`, `heat.¹` → how the work is cited here.

Such a number stays what it was when works are added, and leads nowhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from deckgen.diagnostics import Diagnostic, warning
from deckgen.outline.model import Text
from deckgen.schema.numerals import whole
from deckgen.structs.patterns import pattern

MOST = 99
"""The highest number that is taken for a work's: what is above is a year, or a measure."""

_NUMBERS = r"\d{1,2}(?:\s?[,–-]\s?\d{1,2}){0,8}"
_AFTER = r"(?=\s*(?:[.,;:!?)”\"]|$)|\s+[^\W\d_])"
_AFTER_WORDS = r"(?:(?<=[^\W\d_]{3})|(?<=[.,;!?”\"’)])|(?<=\]\s)|(?<=[^\W\d_]{2}\s)|(?<=[.,;!?”\"’)]\s))"
_SQUARE = pattern(
    rf"{_AFTER_WORDS}(?:\[{_NUMBERS}(?:,\s?pp?\.\s?\d[\d–-]*)?(?:;\s?{_NUMBERS}(?:,\s?pp?\.\s?\d[\d–-]*)?)*\](?:\s?[,–-]\s?(?=\[\d))?)+(?![(\[{{:])",
    needs=r"\[\d",
)
_ROUND = pattern(rf"(?<=[^\W\d_]{{2}}\s)\({_NUMBERS}\)(?=\s*(?:[.,;]|$))", needs=r"\(\d")
_REFERRED = pattern(rf"[(\[](?:[Rr]efs?\.?|[Rr]eferences?|[Ss]ources?|Lit\.)\s{_NUMBERS}[)\]]")
_RAISED = pattern(r"(?<=[.,;!?”\"’)])[¹²³⁴-⁹](?:[⁰¹²³⁴-⁹,⁻–-]*[⁰¹²³⁴-⁹])?(?!\w)", needs="[¹²³⁴-⁹]")
_HATTED = pattern(
    r"(?<=[.,;!?”\"’)])\^\d{1,2}\^?(?![\w{])|(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_]{3}\s))\^\d{1,2}\^(?!\w)",
    needs=r"\^\d",
)

_COUNTED = pattern(
    r"\b(?:equations?|eqs?\.|eqn|steps?|figures?|figs?\.|tables?|cases?|types?|conditions?|rules?|points?|examples?|"
    r"parts?|groups?|class|chapters?|laws?|from|and|or|to|by|of|in|with|on|at|is|are|between|formulas?|reactions?|"
    r"lines?|sections?|form|sets?|interval|range|matrix|vector|array|list|domain|tuple|index|indices|element|"
    r"version|level|stage|phase|question|item|exactly|only|least|most|x|y|z|the|a)\s*$",
    re.IGNORECASE,
)
"""What is counted by numbers in brackets that are no works'."""


def numbers_by_hand(text: Text, works: int, *, round_ones: bool) -> Iterator[tuple[int, int, Diagnostic]]:
    """Yield where a text cites by number as many works as there are; in round brackets where a style does."""
    found = [one for looks in (_SQUARE, _REFERRED, _RAISED, _HATTED) for one in looks.finditer(text.value)]
    found += _ROUND.finditer(text.value) if round_ones else ()
    for one in found if works else ():
        said = unicodedata.normalize("NFKC", one[0].partition("p.")[0])
        figures = [whole(part) or 0 for part in re.findall(r"[0-9]+", said)]
        if not all(0 < figure <= min(max(works, 9), MOST) for figure in figures):
            continue
        if _COUNTED.search(text.value[: one.start()]):
            continue
        span = text.at(one.start(), one.end())
        message = (
            f'"{one[0]}" is a number typed by hand: it is not a link, and will be wrong once works are added'
        )
        hint = "cite the work by its key, [@key, p. 3]: the style gives it its number"
        yield one.start(), one.end(), warning(message, span, hint)
