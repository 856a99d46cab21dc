"""A slide of the user's own → what the outline would say of it, and what it has no words for."""

from __future__ import annotations

from collections.abc import Iterable

from deckgen.outline.write.made import Draft
from deckgen.regenerate.markup import Untraceable, markup_of
from deckgen.regenerate.reading.snapshot import Lines, ShapeState, SlideState

_NAMES = {"picture": "a picture", "table": "a table", "chart": "a chart", "group": "a drawing"}


def drafted(slide: SlideState) -> tuple[Draft, tuple[str, ...]]:
    """Return a slide as it may be written into an outline, and what of it may not, in words.

    Raises `Untraceable` where nothing of it can be.
    """
    shapes = [one for one in slide.shapes if not one.is_chrome]
    texts = [one for one in shapes if one.lines and one.text.strip()]
    if not texts:
        raise Untraceable("it has no words, and pictures and drawings stay in the deck")
    title = _title(texts)
    heads, *more = _lines(title)
    rest = [(0, words) for _, words in more]
    for one in texts:
        rest += _lines(one) if one is not title else []
    draft = Draft(heads[1], *_shared_out(rest), tuple(words for _, words in _marked(slide.notes)))
    return draft, tuple(_left(one for one in shapes if one not in texts))


def _title(texts: list[ShapeState]) -> ShapeState:
    return next((one for one in texts if one.slot.startswith(("title", "ctrTitle"))), texts[0])


def _left(shapes: Iterable[ShapeState]) -> dict[str, None]:
    return dict.fromkeys(_NAMES[one.kind] for one in shapes if one.kind in _NAMES)


def _lines(shape: ShapeState) -> list[tuple[int, str]]:
    return _marked(shape.lines or ())


def _marked(lines: Lines) -> list[tuple[int, str]]:
    """Return the paragraphs that say something, with their levels, in the outline's markup."""
    return [(line.level, markup_of(line.said[1])) for line in lines if line.text.strip()]


def _shared_out(rest: list[tuple[int, str]]) -> tuple[tuple[tuple[int, str], ...], tuple[str, ...]]:
    """Return paragraphs as points, or as a text where there is but one."""
    if len(rest) > 1 or any(level for level, _ in rest):
        return tuple(rest), ()
    return (), tuple(words for _, words in rest)
