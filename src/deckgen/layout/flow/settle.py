"""Paragraphs + a frame → their size, their gaps and where they begin: gaps give way before sizes.

What is sparse is set larger, then looser, then lower: at one of three places, so that no two dance.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layout.kinds.context import Sizing
from deckgen.layout.text.fit import FittedText, TextFlow, runts, set_at, without_runts
from deckgen.structs import replace
from deckgen.units import EMU_PER_POINT, NONE, Emu, Point, grid

AIRY = 0.86
"""The share of its frame that text set larger than usual takes at most."""

FEW_POINTS, FEW_LINES = 5, 2
"""The points that are set larger than usual at most, and the lines of each."""

EASES = (1.0, 0.9, 0.8)
"""The gaps that are tried before the next smaller size, as shares of the usual ones."""

LOOSE, LOOSER, LOOSEST = 1.5, 2.0, 2.6
"""How much wider gaps become where there is room: between texts, between points of a line each or two short
texts, and between three such points at most, which are lost on a slide else."""

FEW_APART, TWO = 3, 2
"""The points of a line each that are set the furthest apart at most; and the short texts that are, too."""

NARROWER = grid(12)
"""How much narrower lines become at most, so that no word stands alone on the last one."""

SPARE = 0.76
"""The share of its frame that text is spread over."""

HANGING = 0.8
"""The share of its frame that is lower than its top at most."""

MIDDLE = 0.46
"""Where the middle of what is sparse is in its frame, 0 at the top."""

STEP, MOST_STEPS = grid(5), 2
"""How much lower it begins: so much, or twice."""

BODY_TO_HEAD = 0.8
"""The share of the headline's size that text is set at most."""

MOST_SLIDES = 0.8
"""The share of its siblings that must reach a size for the others to come down to it."""

SPARSE = 0.55
"""The share of its frame below which a slide is sparse, set at the usual size."""


def text_sizes(scale: tuple[Point, ...], floor: Point, most: Point) -> tuple[Point, ...]:
    """Return the sizes of a scale from `most` down to the floor, which is always among them."""
    found = tuple(one for one in scale if floor < one <= most)
    return (*found, floor)


def settled(copy: TextFlow, width: Emu, height: Emu, wide: Emu | None = None) -> FittedText | None:
    """Return paragraphs at the largest size at which they fit a frame, or None.

    Set larger than usual, they may be `wide`, None: no wider than else. A line holds fewer letters then.
    """
    room = height / EMU_PER_POINT
    for size in copy.sizes:
        across = wide if wide is not None and size > copy.style.size else width
        sized = set_at(copy, across, size)
        if sized.torn:
            continue
        if size > copy.style.size:
            if sized.height <= AIRY * room and _is_short(sized, across):
                return sized
            continue
        if sized.height <= room:
            return sized
        for ease in EASES[1:]:
            tight = _eased(sized, ease)
            if tight.height <= room:
                return tight
    return None


def _is_short(sized: FittedText, width: Emu) -> bool:
    """Tell whether paragraphs are few and short enough to be set larger, none ending on a single word."""
    points = sum(one.level is not None for one in sized.copy.drafts)
    if points > FEW_POINTS or max(sized.lines) > FEW_LINES:
        return False
    if max(sized.lines) == 1:
        return True
    if are_terms(sized):
        return False
    fair = without_runts(sized, width, NARROWER)
    return not runts(fair, Emu(width - fair.inset))[1]


def are_terms(sized: FittedText) -> bool:
    """Tell whether paragraphs are terms with what they mean, which take a line each where they are large."""
    return all(one.hang and one.level is None for one in sized.copy.drafts)


def _eased(sized: FittedText, ease: float) -> FittedText:
    """Return paragraphs with the gaps between them so many times as wide."""
    gaps = tuple(round(gap * ease, 2) for gap in sized.gaps)
    return replace(sized, gaps=gaps, copy=replace(sized.copy, ease=sized.copy.ease * ease))


def spread(sized: FittedText, height: Emu) -> FittedText:
    """Return paragraphs with wider gaps where they leave much of their frame empty."""
    spare = SPARE * height / EMU_PER_POINT - sized.height
    between = sum(sized.gaps[:-1])
    if spare <= 0 or not between:
        return sized
    return _eased(sized, min(loosest(sized), 1 + spare / between))


def loosest(sized: FittedText) -> float:
    """Return how many times as wide the gaps between paragraphs may become."""
    count = len(sized.copy.drafts)
    if max(sized.lines) > 1:
        return LOOSER if count <= TWO and max(sized.lines) <= FEW_LINES else LOOSE
    listed = all(one.level is not None for one in sized.copy.drafts)
    if count <= FEW_APART:
        return LOOSEST
    return LOOSER if listed else LOOSE


def lowered(total: Emu, height: Emu) -> Emu:
    """Return how far below the top of its frame something of a height begins."""
    if total > HANGING * height:
        return NONE
    wanted = MIDDLE * height - total / 2
    return Emu(STEP * max(0, min(MOST_STEPS, round(wanted / STEP))))


def fill_of(copy: TextFlow, width: Emu, height: Emu) -> float:
    """Return the share of a frame that paragraphs take at the usual size, above 1 where it is too small."""
    return set_at(replace(copy, ease=1.0), width, copy.style.size).height * EMU_PER_POINT / height


def ceilings(
    slides: list[Sizing | None], scale: tuple[Point, ...], share: float = MOST_SLIDES
) -> list[Point | None]:
    """Return the size that each slide is to step down to; None: it keeps its own.

    Sparse slides agree among each other, and full ones, on the largest size that most reach. Those above it
    come down, one step at most; crowded slides neither vote nor yield.
    """
    classes: dict[tuple[Point, bool], list[Point]] = {}
    for one in _voters(slides):
        classes.setdefault((one.cap, one.fill < SPARSE), []).append(one.size)
    agreed = {key: _agreed(sizes, share) for key, sizes in classes.items()}
    return [_down(one, agreed, scale) if one and one.fill <= 1 else None for one in slides]


def _voters(slides: list[Sizing | None]) -> Iterator[Sizing]:
    return (one for one in slides if one and one.fill <= 1)


def _agreed(sizes: list[Point], share: float) -> Point:
    """Return the largest size that a share of the slides reach."""
    reached = (
        one
        for one in sorted(set(sizes), reverse=True)
        if sum(size >= one for size in sizes) >= share * len(sizes)
    )
    return next(reached)


def _down(one: Sizing, agreed: dict[tuple[Point, bool], Point], scale: tuple[Point, ...]) -> Point | None:
    target = agreed[one.cap, one.fill < SPARSE]
    if one.size <= target:
        return None
    return next((step for step in scale if step < one.size), None)
