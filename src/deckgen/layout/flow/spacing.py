"""The paragraphs of a flow → the space after each, and which of them are never on different slides."""

from __future__ import annotations

from deckgen.layout.text.fit import MeasuredParagraph
from deckgen.structs import replace

POINTS, FIRST_BELOW, BELOW = 0.62, 0.3, 0.24
"""Between points, above the first point below another, between those: in ems of the slide's size."""

LEAD_IN, CLOSING, TEXTS, QUOTED = 0.55, 0.9, 0.62, 1.3
"""Between text and the points after it, points and the text after them, texts, a quotation and others."""

SAID_BY = 0.35
"""Between a quotation and who said it."""

Paragraphs = tuple[MeasuredParagraph, ...]


def spaced(drafts: Paragraphs) -> Paragraphs:
    """Return the paragraphs of a flow with the gaps between them, those joined that are kept together."""
    followers = (*drafts[1:], None)[: len(drafts)]
    joined = _kept_together(drafts)
    return tuple(
        replace(one, gap=_gap(one, after), joined=flag)
        for one, after, flag in zip(drafts, followers, joined, strict=True)
    )


def _gap(one: MeasuredParagraph, after: MeasuredParagraph | None) -> float:
    if after is None:
        return 0.0
    if after.joined and after.level is None and one.level is None:
        return SAID_BY
    if "quote" in (one.style.name, after.style.name) and one.style is not after.style:
        return QUOTED
    if one.style.name == "attribution":
        return QUOTED
    if one.level is None:
        return TEXTS if after.level is None else LEAD_IN
    if after.level is None:
        return CLOSING
    if after.level:
        return FIRST_BELOW if not one.level else BELOW
    return POINTS


def _kept_together(drafts: Paragraphs) -> list[bool]:
    """Return which paragraphs stay with the one before: two points with what leads in, text that closes."""
    joined = [one.joined for one in drafts]
    heads = [place for place, one in enumerate(drafts) if one.level == 0]
    for place in range(1, len(drafts)):
        one, before = drafts[place], drafts[place - 1]
        if one.level == 0 and before.level is None:
            second = [head for head in heads if head >= place][:2][-1]
            joined[place : second + 1] = [True] * (second + 1 - place)
        if one.level is None and before.level is not None:
            for head in [head for head in heads if head < place][-1:]:
                joined[head : place + 1] = [True] * (place + 1 - head)
    return joined
