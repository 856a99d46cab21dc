"""Paragraphs + a box → the size they are set at: the largest on the theme's scale at which all fits."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator

from deckgen.deck.model import Runs
from deckgen.diagnostics import DeckgenError, Span, error
from deckgen.layout.pages import ListNumber, PlacedParagraph, Role, TextBox
from deckgen.layout.text.formulas import extent
from deckgen.layout.text.lines import SLACK, Lines, break_lines, ems, width_of
from deckgen.layout.text.measure import Measured, measure
from deckgen.layout.text.metrics import FALLBACK_LINE
from deckgen.structs import Located, Struct, replace
from deckgen.structs.patterns import pattern
from deckgen.theme.model import Region, Theme, TypeStyle
from deckgen.units import EMU_PER_POINT, NONE, Emu, Point, Rect

NESTED_AFTER = 0.4
"""The space above a point of the second level, as a share of the space between points."""

ROOMY = 0.7 / 0.62
"""How much wider the gaps between points are where they are set larger than usual."""

SHORT_LINE = 0.18
"""The share of the room below which a last line looks like a word left over."""

INSETS = (0.02, 0.04, 0.06, 0.08, 0.1, 0.13, 0.16, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45)
"""The shares of a box's width that are tried as an inset, so that no word stands alone on a last line."""

DISPLAY_STEP, LEAST_STEP = 0.08, 4
"""By how much display sizes step down: a twelfth, which the eye sees, and never less than 4 pt."""

HALVINGS = 10
"""How often the width of balanced lines is halved in on: to a thousandth of what is between shortest and
longest."""

RUNT_STEPS = 6
"""In how many steps balanced lines are made longer again where a word would be alone on the last one."""

FIRST_INSETS = (1.0, 0.8, 0.6, 0.4)
"""The shares of a first paragraph's inset that are tried where the whole would cost the others a line."""

LOWERED = 1.12
"""How much higher a line with a subscript is at the face's own distance of lines, 1.28 ems for 1.15 in Arial:
set closer than that, as headlines are, LibreOffice moves the whole line down by an eighth of its size."""

PICTURES = pattern("[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")
"""Emoji, and symbols that may be shown as such: where lines are set closer than their face's own, LibreOffice
takes what is left out from above the first one, and a picture as high as its line leaves its box."""

KERNED = 1.015
"""How much more of a line fits its box where letters are drawn together, as LibreOffice does."""


class MeasuredParagraph(Located, frozen=True):
    """A paragraph that has no size yet.

    Its lines are indented by `indent`, those after the first by `hang` more. `foreign` is how much higher
    its lines are than the theme's, where another font is needed. A `joined` one is never split from the
    one before it. `piece` tells what it is a piece of, None: it is whole. A `further` one is a row of program
    text in which the line before it goes on. `gap` is the space after it in ems of the box's size, None: its
    style's own. `wider` is the distance of its lines where its style's is too close for what they hold.
    `turns` are those in which a line of program text stands out.
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
    number: ListNumber | None = None
    gap: float | None = None
    wider: float | None = None
    turns: tuple[int, ...] = ()

    @property
    def leading(self) -> float:
        """The distance of its lines, as a multiple of their size, as both files are given it."""
        return self.wider or self.style.leading

    @property
    def line(self) -> float:
        """The height of its lines, as a multiple of their size."""
        return self.leading * self.foreign


class Piece(Struct, frozen=True):
    """The fragments of a paragraph from `start` to before `stop`."""

    whole: MeasuredParagraph
    start: int
    stop: int


def draft(
    runs: Runs, style: TypeStyle, theme: Theme, span: Span, *, bold: bool | None = None
) -> MeasuredParagraph:
    """Return a paragraph measured in a style."""
    text = measure(runs, style, theme, bold=bold)
    foreign = max(1.0, FALLBACK_LINE / theme.face(style).natural) if text.foreign else 1.0
    for run in runs:
        if run.formula:
            foreign = max(foreign, extent(run.formula).line(style.leading))
    natural = theme.face(style).natural
    low = any(run.subscript for run in runs)
    if style.leading >= natural or not (low or _pictured(text)):
        return MeasuredParagraph(runs, text, style, span, foreign, bold=bold)
    foreign = max(foreign, LOWERED) if low else foreign
    return MeasuredParagraph(runs, text, style, span, foreign, bold=bold, wider=natural)


def _pictured(text: Measured) -> bool:
    """Tell whether an emoji is among the letters, which is as high as a line of its font."""
    return text.foreign and PICTURES.search(text.text) is not None


class TextFlow(Struct, frozen=True):
    """Paragraphs that share a box. `style` sets the pace: the others' sizes follow its size.

    `sizes` are those that may be tried, largest first. `second` is the theme's own size for points of the
    second level, None: the next smaller one. The gaps between paragraphs are `ease` times as wide as usual.
    """

    drafts: tuple[MeasuredParagraph, ...]
    style: TypeStyle
    sizes: tuple[Point, ...]
    second: Point | None = None
    ease: float = 1.0

    @property
    def floor(self) -> Point:
        """The smallest size that may be tried."""
        return self.sizes[-1]

    def size_of(self, draft: MeasuredParagraph, size: Point) -> Point:
        """Return the size of one paragraph where the box's own style is set at `size`."""
        if draft.level:
            smaller = next((one for one in self.sizes if one < size), self.floor)
            return min(smaller, self.second) if self.second else smaller
        if draft.style is self.style or draft.level is not None:
            return size
        floor = min(self.floor, draft.style.size)
        return Point(max(floor, min(draft.style.size, round(draft.style.size * size / self.style.size))))


def flow_of(
    drafts: Iterable[MeasuredParagraph], style: TypeStyle, theme: Theme, floor: Point, *, listed: bool = False
) -> TextFlow:
    """Return paragraphs as the contents of a box whose style may step down to `floor`."""
    second = theme.bullets[1].size if listed else None
    return TextFlow(tuple(drafts), style, size_steps(style.size, theme.scale, floor), second)


def at_most(copy: TextFlow, size: Point | None) -> TextFlow:
    """Return contents that are set no larger than a size, None: as they are; their floor stays."""
    if size is None or copy.sizes[0] <= size:
        return copy
    return replace(copy, sizes=tuple(one for one in copy.sizes if one <= size) or copy.sizes[-1:])


@functools.cache
def size_steps(size: Point, scale: tuple[Point, ...], floor: Point) -> tuple[Point, ...]:
    """Return the sizes that a style may be set at, largest first, the floor last.

    Display sizes, above the theme's scale, step down until they meet it.
    """
    sizes = [size]
    while (smaller := _stepped(sizes[-1])) > scale[0]:
        sizes.append(smaller)
    sizes += [one for one in scale if floor <= one < sizes[-1]]
    return (*(one for one in sizes if one > floor), min(floor, size))


def _stepped(size: Point) -> Point:
    return Point(size - max(LEAST_STEP, round(size * DISPLAY_STEP)))


class FittedText(Struct, frozen=True):
    """A box's contents at a size: lines and heights of each paragraph, in points.

    `gaps` holds the space after each. `torn` is the first paragraph with a word that is wider than the
    box, with the word's fragment. `inset` is kept free at the end of the lines, `short` at those of each
    paragraph besides; empty: nothing is.
    """

    copy: TextFlow
    size: Point
    sizes: tuple[Point, ...]
    lines: tuple[int, ...]
    heights: tuple[float, ...]
    gaps: tuple[float, ...]
    torn: tuple[MeasuredParagraph, int] | None
    inset: Emu = NONE
    short: tuple[Emu, ...] = ()

    @property
    def height(self) -> float:
        """The height of the whole in points; no space follows the last paragraph."""
        return sum(self.heights) + sum(self.gaps[:-1])

    def part(self, start: int, stop: int) -> FittedText:
        """Return the paragraphs from `start` to before `stop`."""
        return FittedText(
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
                leading=one.leading,
                after=Point(gap),
                lines=lines,
                level=one.level,
                colour=one.colour,
                bold=one.bold,
                hang=one.hang,
                key=one.key,
                further=one.further,
                number=number,
                short=self.short[place] if self.short else None,
            )
            for place, (one, number, size, gap, lines) in enumerate(
                zip(
                    *(self.copy.drafts, _numbers(self.copy.drafts), self.sizes, self.gaps, self.lines),
                    strict=True,
                )
            )
        )


def _numbers(drafts: Iterable[MeasuredParagraph]) -> Iterator[ListNumber | None]:
    """Yield the numbers of a box's paragraphs, each with the one that its level begins with there."""
    starts: dict[int, int] = {}
    for one in drafts:
        level = -1 if one.level is None else one.level
        starts = {deep: first for deep, first in starts.items() if deep <= level}
        if one.number is None:
            yield None
            continue
        starts.setdefault(level, one.number.value + (not one.number.shown))
        yield replace(one.number, start=starts[level])


def set_at(copy: TextFlow, width: Emu, size: Point) -> FittedText:
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
        heights.append(broken.rows * own * one.line)
        gaps.append(_after(copy, place, own, size))
    return FittedText(copy, size, tuple(sizes), tuple(lines), tuple(heights), tuple(gaps), torn)


def _hang(one: MeasuredParagraph, size: Point) -> float:
    return one.hang / EMU_PER_POINT / size if one.hang else 0.0


def _after(copy: TextFlow, place: int, size: Point, whole: Point) -> float:
    """Return the space after a paragraph of a size, in points, where its box is set at `whole`."""
    one = copy.drafts[place]
    if one.gap is not None:
        easy = ROOMY if whole > copy.style.size and one.level is not None else 1.0
        return round(one.gap * easy * copy.ease * whole, 2)
    nested = place + 1 < len(copy.drafts) and (copy.drafts[place + 1].level or 0) > (one.level or 0)
    share = size / one.style.size * (NESTED_AFTER if nested else 1.0)
    return round(one.style.after * share, 2)


def fit(copy: TextFlow, room: Rect) -> FittedText | None:
    """Return the contents at the largest size at which they fit the room, or None."""
    return next((one for one in _tries(copy, room.width) if fits(one, room)), None)


def fits(sized: FittedText, room: Rect) -> bool:
    """Tell whether contents fit a room's height, and no word is wider than it."""
    return sized.torn is None and sized.height * EMU_PER_POINT <= room.height


def _tries(copy: TextFlow, width: Emu) -> Iterator[FittedText]:
    return (set_at(copy, width, size) for size in copy.sizes)


def fit_display(copy: TextFlow, room: Rect, most: int) -> FittedText | None:
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


def balanced(sized: FittedText, width: Emu) -> FittedText:
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
    # Narrower than the mean line no width is enough, and at all of the width it is: the least is between
    # them.
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if break_lines(text, middle).rows > rows:
            low = middle
        else:
            high = middle
    for step in range(RUNT_STEPS):
        length = high + (widest - high) * step / RUNT_STEPS
        broken = break_lines(text, length)
        # Renderers that need no slack have as much more room: there, too, no word may be alone.
        if broken.last_words > 1 and break_lines(text, broken.widest / SLACK).last_words > 1:
            return replace(sized, inset=_inset(width, width_of(max(broken.widest, text.longest()), size)))
    return replace(sized, inset=_inset(width, width_of(high, size)))


def balanced_first(sized: FittedText, width: Emu) -> FittedText:
    """Return contents with an inset that balances the first paragraph; none takes a line more for it."""
    whole = balanced(sized.part(0, 1), width).inset
    for share in FIRST_INSETS if whole else ():
        inset = Emu(int(whole * share))
        tried = set_at(sized.copy, Emu(width - inset), sized.size)
        if not tried.torn and tried.lines == sized.lines:
            return replace(tried, inset=inset)
    return without_runts(sized, width)


def _inset(width: Emu, used: Emu) -> Emu:
    return Emu(max(0, width - used))


def without_runts(sized: FittedText, width: Emu, most: Emu | None = None) -> FittedText:
    """Return contents with the small inset that leaves the fewest words alone on their last lines.

    It is no larger than `most`, None: as large as need be. No inset is taken that would add a line, with the
    slack of the width taken or left.
    """
    best, (rows, fewest) = sized, runts(sized, width)
    for share in INSETS:
        inset = Emu(int(width * share))
        if not fewest or (most is not None and inset > most):
            break
        tried = set_at(sized.copy, Emu(width - inset), sized.size)
        tried_rows, count = runts(tried, Emu(width - inset))
        if tried.lines != sized.lines or tried.torn or tried_rows > rows:
            break
        if count < fewest:
            best, fewest = replace(tried, inset=inset), count
    return best


def evened(sized: FittedText, width: Emu, balance: Collection[str] = ()) -> FittedText:
    """Return contents whose paragraphs each end their lines where their own last one is not too short.

    Those in the styles that are to `balance` have lines of about one length. None takes a line more.
    """
    room = Emu(width - sized.inset)
    short = []
    for place, one in enumerate(sized.copy.drafts):
        part = replace(sized.part(place, place + 1), inset=NONE)
        if one.style.name in balance and part.lines[0] > 1:
            part = balanced_first(part, room)
        elif runts(part, room)[1]:
            part = without_runts(part, room)
        short.append(part.inset)
    return replace(sized, short=tuple(short)) if any(short) else sized


def runts(sized: FittedText, width: Emu) -> tuple[int, int]:
    """Return how many lines there are where the slack is not needed, and how bad the last ones are together.

    A word that stands alone counts twice, a line that is too short once; also where the slack is needed.
    """
    rows = count = 0
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
        count += sum(_ends_short(each, room) for each in broken)
    return rows, count


def _ends_short(broken: Lines, room: float) -> int:
    """Return how bad a paragraph's last line is: 2: it is one word, 1: too short to be seen as a line."""
    if broken.rows == 1:
        return 0
    return 2 if broken.last_words == 1 else int(broken.last < SHORT_LINE * room)


def _unspaced(one: MeasuredParagraph) -> Measured:
    """Return a text without the space added to its spaces, which PowerPoint knows nothing of."""
    less = one.style.spacing / one.style.size
    gaps = tuple(max(0.0, gap - less) for gap in one.text.gaps)
    saved = sum(one.text.gaps) - sum(gaps)
    return replace(one.text, gaps=gaps, total=one.text.total - saved)


def text_box(key: str, role: Role, region: Region, sized: FittedText, rect: Rect | None = None) -> TextBox:
    """Return contents as a box of a region; `rect` is where it is, None: all of the region."""
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


def too_wide(sized: FittedText) -> DeckgenError:
    """Return the error that a word is wider than its box at the smallest size; there is such a word."""
    assert sized.torn is not None
    one, fragment = sized.torn
    word = one.text.fragment(fragment)
    shown = word if len(word) <= 40 else f"{word[:37]}…"
    return DeckgenError(
        error(
            f'the word "{shown}" is wider than its place on the slide, even at {sized.size:g} pt',
            one.span,
            "shorten it, or show with a space or a hyphen where it may be broken",
        )
    )


def too_tall(what: str, span: Span, advice: str) -> DeckgenError:
    """Return the error that something which cannot be split is too much for its place."""
    return DeckgenError(
        error(f"{what} is too long for its place on the slide, even at the smallest size", span, advice)
    )
