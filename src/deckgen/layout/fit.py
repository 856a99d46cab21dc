"""Paragraphs + a box → the size they are set at: the largest on the theme's scale at which all fits."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from deckgen.deck.model import Runs
from deckgen.diagnostics import Refused, Span, error
from deckgen.layout.formulas import extent
from deckgen.layout.lines import SLACK, break_lines, ems, width_of
from deckgen.layout.measure import Measured, measure
from deckgen.layout.metrics import FALLBACK_LINE
from deckgen.layout.pages import PlacedParagraph, Role, TextBox
from deckgen.theme.model import Region, Theme, TypeStyle
from deckgen.units import EMU_PER_POINT, NONE, Emu, Point, Rect

NESTED_AFTER = 0.4
"""The space above a point of the second level, as a share of the space between points."""

INSETS = (0.02, 0.04, 0.06, 0.08, 0.1, 0.13, 0.16, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45)
"""The shares of a box's width that are tried as an inset, so that no word stands alone on a last line."""

KERNED = 1.015
"""How much more of a line fits its box where letters are drawn together, as LibreOffice does."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A paragraph that has no size yet.

    Its lines stand in by `indent`, those after the first by `hang` more. `foreign` is how much higher
    its lines are than the theme's, where another font is needed. A `joined` one is never parted from the
    one before it. `piece` tells what it is a piece of, None: it is whole. A `further` one is a row of program
    text in which the line before it goes on.
    """

    runs: Runs
    text: Measured
    style: TypeStyle
    span: Span
    foreign: float = 1.0
    level: int | None = None
    indent: Emu = NONE
    hang: Emu = NONE
    colour: str | None = None
    bold: bool | None = None
    key: str | None = None
    joined: bool = False
    piece: Piece | None = None
    further: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """The fragments of a paragraph from `start` to before `stop`."""

    whole: Draft
    start: int
    stop: int


def draft(runs: Runs, style: TypeStyle, theme: Theme, span: Span, *, bold: bool | None = None) -> Draft:
    """Return a paragraph measured in a style."""
    text = measure(runs, style, theme, bold=bold)
    foreign = max(1.0, FALLBACK_LINE / theme.face(style).natural) if text.foreign else 1.0
    for run in runs:
        if run.formula:
            foreign = max(foreign, extent(run.formula).line(style.leading))
    return Draft(runs, text, style, span, foreign, bold=bold)


@dataclass(frozen=True, slots=True)
class Copy:
    """Paragraphs that share a box. `style` sets the pace: the others' sizes follow its size.

    `sizes` are those that may be tried, largest first. `second` is the theme's own size for points of the
    second level, None: that of the first.
    """

    drafts: tuple[Draft, ...]
    style: TypeStyle
    sizes: tuple[Point, ...]
    second: Point | None = None

    @property
    def floor(self) -> Point:
        """The smallest size that may be tried."""
        return self.sizes[-1]

    def size_of(self, draft: Draft, size: Point) -> Point:
        """Return the size of one paragraph where the box's own style is set at `size`."""
        if draft.level == 1:
            smaller = next((one for one in self.sizes if one < size), self.floor)
            return min(smaller, self.second) if self.second else size
        if draft.style is self.style or draft.level is not None:
            return size
        floor = min(self.floor, draft.style.size)
        return Point(max(floor, min(draft.style.size, round(draft.style.size * size / self.style.size))))


def copy_of(
    drafts: Iterable[Draft], style: TypeStyle, theme: Theme, floor: Point, *, listed: bool = False
) -> Copy:
    """Return paragraphs as the contents of a box whose style may step down to `floor`."""
    second = theme.bullets[1].size if listed else None
    return Copy(tuple(drafts), style, ladder(style.size, theme.scale, floor), second)


def at_most(copy: Copy, size: Point | None) -> Copy:
    """Return contents that are set no larger than a size, None: as they are; their floor stays."""
    if size is None or copy.sizes[0] <= size:
        return copy
    return replace(copy, sizes=tuple(one for one in copy.sizes if one <= size) or copy.sizes[-1:])


@functools.cache
def ladder(size: Point, scale: tuple[Point, ...], floor: Point) -> tuple[Point, ...]:
    """Return the sizes that a style may be set at, largest first, the floor last.

    Display sizes step down by about a twelfth until they meet the theme's scale.
    """
    sizes = [size]
    while sizes[-1] - max(4, round(sizes[-1] * 0.08)) > scale[0]:
        sizes.append(Point(sizes[-1] - max(4, round(sizes[-1] * 0.08))))
    sizes += [one for one in scale if floor <= one < sizes[-1]]
    return (*(one for one in sizes if one > floor), min(floor, size))


@dataclass(frozen=True, slots=True)
class Sized:
    """A box's contents at a size: lines and heights of each paragraph, in points.

    `gaps` holds the space behind each. `torn` is the first paragraph with a word that is wider than the
    box, with the word's fragment. `inset` is kept free at the end of the lines.
    """

    copy: Copy
    size: Point
    sizes: tuple[Point, ...]
    lines: tuple[int, ...]
    heights: tuple[float, ...]
    gaps: tuple[float, ...]
    torn: tuple[Draft, int] | None
    inset: Emu = NONE

    @property
    def height(self) -> float:
        """The height of the whole in points; no space follows the last paragraph."""
        return sum(self.heights) + sum(self.gaps[:-1])

    def part(self, start: int, stop: int) -> Sized:
        """Return the paragraphs from `start` to before `stop`."""
        return Sized(
            replace(self.copy, drafts=self.copy.drafts[start:stop]),
            self.size,
            self.sizes[start:stop],
            self.lines[start:stop],
            self.heights[start:stop],
            self.gaps[start:stop],
            self.torn,
            self.inset,
        )

    def paragraphs(self) -> tuple[PlacedParagraph, ...]:
        """Return the paragraphs with their sizes fixed."""
        return tuple(
            PlacedParagraph(
                runs=one.runs,
                style=one.style.name,
                size=size,
                leading=one.style.leading,
                after=Point(gap),
                lines=lines,
                level=one.level,
                colour=one.colour,
                bold=one.bold,
                hang=one.hang,
                key=one.key,
                further=one.further,
            )
            for one, size, gap, lines in zip(self.copy.drafts, self.sizes, self.gaps, self.lines, strict=True)
        )


def size_up(copy: Copy, width: Emu, size: Point) -> Sized:
    """Return the contents of a box of that width at a size; whether they fit its height is not asked."""
    torn = None
    sizes, lines, heights, gaps = [], [], [], []
    for place, one in enumerate(copy.drafts):
        own = copy.size_of(one, size)
        broken = break_lines(one.text, ems(width - one.indent, own), _hang(one, own))
        if broken.torn is not None and torn is None:
            torn = (one, broken.torn)
        sizes.append(own)
        lines.append(broken.rows)
        heights.append(broken.rows * own * one.style.leading * one.foreign)
        gaps.append(_after(copy, place, own))
    return Sized(copy, size, tuple(sizes), tuple(lines), tuple(heights), tuple(gaps), torn)


def _hang(one: Draft, size: Point) -> float:
    return one.hang / EMU_PER_POINT / size if one.hang else 0.0


def _after(copy: Copy, place: int, size: Point) -> float:
    one = copy.drafts[place]
    nested = place + 1 < len(copy.drafts) and copy.drafts[place + 1].level == 1
    share = size / one.style.size * (NESTED_AFTER if nested else 1.0)
    return round(one.style.after * share, 2)


def fit(copy: Copy, room: Rect) -> Sized | None:
    """Return the contents at the largest size at which they fit the room, or None."""
    return next((one for one in _tries(copy, room.width) if fits(one, room)), None)


def fits(sized: Sized, room: Rect) -> bool:
    """Tell whether contents fit a room's height, and no word is wider than it."""
    return sized.torn is None and sized.height * EMU_PER_POINT <= room.height


def _tries(copy: Copy, width: Emu) -> Iterator[Sized]:
    return (size_up(copy, width, size) for size in copy.sizes)


def fit_display(copy: Copy, room: Rect, most: int) -> Sized | None:
    """Return a title's one paragraph at the largest size at which it takes `most` lines at most.

    Where it never does, more lines will do at the largest size at which they fit; None where none does.
    The lines are balanced.
    """
    largest = None
    for one in _tries(copy, room.width):
        if not fits(one, room):
            continue
        if sum(one.lines) <= most:
            return balanced(one, room.width)
        largest = largest or one
    return balanced(largest, room.width) if largest else None


def balanced(sized: Sized, width: Emu) -> Sized:
    """Return a paragraph with an inset that makes its lines about as long as each other.

    The number of lines stays, no line is narrower than the longest word, and no word stands alone on the
    last line where another width with as many lines avoids it.
    """
    rows = sized.lines[0]
    if rows == 1 or len(sized.lines) > 1:
        return sized
    text, size = sized.copy.drafts[0].text, sized.size
    widest = ems(width, size)
    low, high = max(text.longest(), text.total / rows if text.total < widest * rows else 0.0), widest
    for _ in range(10):
        middle = (low + high) / 2
        if break_lines(text, middle).rows > rows:
            low = middle
        else:
            high = middle
    for step in range(6):
        length = high + (widest - high) * step / 6
        broken = break_lines(text, length)
        if broken.last_words > 1 and break_lines(text, broken.widest / SLACK).last_words > 1:
            return replace(sized, inset=_inset(width, width_of(max(broken.widest, text.longest()), size)))
    return replace(sized, inset=_inset(width, width_of(high, size)))


def balanced_first(sized: Sized, width: Emu) -> Sized:
    """Return contents with an inset that balances the first paragraph; none takes a line more for it."""
    whole = balanced(sized.part(0, 1), width).inset
    for share in (1.0, 0.8, 0.6, 0.4) if whole else ():
        inset = Emu(int(whole * share))
        tried = size_up(sized.copy, Emu(width - inset), sized.size)
        if not tried.torn and tried.lines == sized.lines:
            return replace(tried, inset=inset)
    return without_lonely_words(sized, width)


def _inset(width: Emu, used: Emu) -> Emu:
    return Emu(max(0, width - used))


def without_lonely_words(sized: Sized, width: Emu) -> Sized:
    """Return contents with the small inset that leaves the fewest words alone on their last lines.

    No inset is taken that would add a line, with the slack of the width taken or left.
    """
    best, (rows, fewest) = sized, lonely_words(sized, width)
    for share in INSETS:
        if not fewest:
            break
        inset = Emu(int(width * share))
        tried = size_up(sized.copy, Emu(width - inset), sized.size)
        tried_rows, lonely = lonely_words(tried, Emu(width - inset))
        if tried.lines != sized.lines or tried.torn or tried_rows > rows:
            break
        if lonely < fewest:
            best, fewest = replace(tried, inset=inset), lonely
    return best


def lonely_words(sized: Sized, width: Emu) -> tuple[int, int]:
    """Return how many lines there are where the slack is not needed, and how many last ones of one word.

    A word that stands alone only where the slack is needed counts, too.
    """
    rows = lonely = 0
    for one, size, lines in zip(sized.copy.drafts, sized.sizes, sized.lines, strict=True):
        if lines == 1:
            rows += 1
            continue
        room, hang = ems(width - one.indent, size), _hang(one, size)
        broken = [break_lines(one.text, room * wider, hang) for wider in (1, 1 / SLACK, KERNED / SLACK)]
        if one.style.spacing:
            close = _unspaced(one)
            broken += [break_lines(close, room * wider, hang) for wider in (1 / SLACK, KERNED / SLACK)]
        rows += broken[1].rows
        lonely += sum(each.rows > 1 and each.last_words == 1 for each in broken)
    return rows, lonely


def _unspaced(one: Draft) -> Measured:
    """Return a text without the space added to its spaces, which PowerPoint knows nothing of."""
    less = one.style.spacing / one.style.size
    gaps = tuple(max(0.0, gap - less) for gap in one.text.gaps)
    saved = sum(one.text.gaps) - sum(gaps)
    return replace(one.text, gaps=gaps, total=one.text.total - saved)


def text_box(key: str, role: Role, region: Region, sized: Sized, rect: Rect | None = None) -> TextBox:
    """Return contents as a box of a region; `rect` is where it stands, None: all of the region."""
    return TextBox(
        key=key,
        role=role,
        region=region.name,
        rect=rect or region.rect,
        paragraphs=sized.paragraphs(),
        anchor=region.anchor,
        align=region.align,
        inset_end=sized.inset,
        height=high(sized.height),
        fill=region.fill,
        pad=region.pad,
    )


def high(points: float) -> Emu:
    """Return a height in points as EMU, rounded up."""
    return Emu(-int(-points * EMU_PER_POINT // 1))


def too_wide(sized: Sized) -> Refused:
    """Return the error that a word is wider than its box at the smallest size; there is such a word."""
    assert sized.torn is not None
    one, fragment = sized.torn
    word = one.text.fragment(fragment)
    shown = word if len(word) <= 40 else f"{word[:37]}…"
    return Refused(
        error(
            f'the word "{shown}" is wider than its place on the slide, even at {sized.size:g} pt',
            one.span,
            "write it shorter, or say where it may be broken with a space or a hyphen",
        )
    )


def too_tall(what: str, span: Span, advice: str) -> Refused:
    """Return the error that something which cannot be split is too much for its place."""
    return Refused(
        error(f"{what} is too long for its place on the slide, even at the smallest size", span, advice)
    )
