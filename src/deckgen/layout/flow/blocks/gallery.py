"""Two to four pictures → a row of one height, tops level, what is said of them below, or above and below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from deckgen.deck.model import Figure, Images, Runs
from deckgen.diagnostics import Span
from deckgen.layout.kinds.captions import ABOVE_GAP, CAPTION_GAP
from deckgen.layout.kinds.context import PlacingContext
from deckgen.layout.kinds.pictures import FIGURE_TITLE, figure_box, said_of
from deckgen.layout.pages import Box, Crop, Role
from deckgen.layout.text.fit import (
    FittedText,
    TextFlow,
    draft,
    high,
    set_at,
    size_steps,
    text_box,
    without_runts,
)
from deckgen.structs import Struct, replace
from deckgen.theme.model import Align, Anchor, Region
from deckgen.units import NONE, Emu, Rect, grid

GUTTER = grid(6)
"""The space between pictures."""

ROUNDS = 12
"""How often a row is made lower at most, for its captions take more lines then."""

NARROW, NARROWEST_CAPTION, BESIDE_GAP = 0.78, grid(18), grid(2)
"""A row of pictures that takes less than this share of its place has what is said of each at its right: the
width of that at least, and the space before it."""

LEAST = grid(12)
"""The height of a row of pictures at least."""


def gallery_boxes(context: PlacingContext, images: Images, room: Rect, key: str) -> tuple[Box, ...] | None:
    """Return pictures side by side, each with what is said of it; None where the place is too low."""
    row = _row(context, images.figures, room)
    if row is None:
        return None
    across = sum(_width(one, row.tall) for one in images.figures) + GUTTER * (len(images.figures) - 1)
    apart = _apart(context, images.figures, room) if across < NARROW * room.width else None
    row = apart if apart and apart.tall > row.tall else row
    boxes: list[Box] = []
    x, tall = room.x, row.tall
    y = Emu(room.y + row.head)
    for place, (figure, named, said) in enumerate(zip(images.figures, row.names, row.captions, strict=True)):
        rect = Rect(x, y, _width(figure, tall), tall)
        if named:
            above = Rect(x, room.y, rect.width, Emu(row.head - ABOVE_GAP))
            own = Region("", above, "caption", Anchor.BOTTOM, Align.START)
            name = f"{FIGURE_TITLE}-{place + 1}" if place else FIGURE_TITLE
            boxes.append(text_box(name, Role.CAPTION_ABOVE, own, without_runts(named, rect.width), above))
        region = Region("image" if not place else "", rect, None, Anchor.TOP, Align.START)
        after = f"-{place + 1}" if place else ""
        boxes.append(replace(figure_box(figure, region, rect, Crop()), key=f"{key}{after}"))
        if said:
            under = _place_of(rect, said, row)
            own = Region("", under, "caption", Anchor.TOP, Align.START)
            fair = without_runts(said, under.width)
            boxes.append(text_box(f"caption{after}", Role.CAPTION, own, fair, under))
        x = Emu((x + row.pitch if row.pitch else rect.right) + GUTTER)
    return tuple(boxes)


def _place_of(picture: Rect, said: FittedText, row: _Row) -> Rect:
    """Return the place of what is said of a picture: below it, or at its right, level with its foot."""
    tall = high(said.height)
    if not row.pitch:
        return Rect(picture.x, Emu(picture.bottom + CAPTION_GAP), picture.width, tall)
    width = Emu(row.pitch - picture.width - BESIDE_GAP)
    return Rect(Emu(picture.right + BESIDE_GAP), Emu(picture.bottom - tall), width, tall)


def _apart(context: PlacingContext, figures: Sequence[Figure], room: Rect) -> _Row | None:
    """Return pictures in equal columns, what is said of each at its right; None where that is too long."""
    pitch = Emu(int((room.width - GUTTER * (len(figures) - 1)) / len(figures)))
    rest = pitch - NARROWEST_CAPTION - BESIDE_GAP
    tall = min(room.height, *(int(rest * one.picture.height / one.picture.width) for one in figures))
    names = [_text(context, one.above, one.span, _width(one, Emu(tall))) for one in figures]
    tall = min(tall, room.height - _height(names, ABOVE_GAP))
    if tall < LEAST:
        return None
    captions = [
        _text(
            context,
            said_of(one.caption, one.credit),
            one.span,
            Emu(pitch - _width(one, Emu(tall)) - BESIDE_GAP),
        )
        for one in figures
    ]
    if not any(captions) or any(one and (one.torn or high(one.height) > tall) for one in captions):
        return None
    row = _Row(Emu(tall), tuple(names), tuple(captions), pitch)
    return None if any(one and one.torn for one in names) or row.whole > room.height else row


class _Row(Struct, frozen=True):
    """Pictures as high as each other, what is said above and below each, or at its right."""

    tall: Emu
    names: tuple[FittedText | None, ...]
    captions: tuple[FittedText | None, ...]
    pitch: Emu | None = None
    """The width of a picture and what is said of it at its right; None: that is below it."""

    @property
    def head(self) -> Emu:
        """The height of what is above the pictures, with the space after it."""
        return _height(self.names, ABOVE_GAP)

    @property
    def whole(self) -> Emu:
        """The height of all."""
        below = NONE if self.pitch else _height(self.captions, CAPTION_GAP)
        return Emu(self.head + self.tall + below)


def _height(texts: Iterable[FittedText | None], gap: Emu) -> Emu:
    return Emu(max((high(one.height) + gap for one in texts if one), default=0))


def _row(context: PlacingContext, figures: Sequence[Figure], room: Rect) -> _Row | None:
    """Return pictures in a row with what is said of them; None where they would be too low."""
    across = room.width - GUTTER * (len(figures) - 1)
    tall = min(room.height, int(across / sum(one.picture.width / one.picture.height for one in figures)))
    for _ in range(ROUNDS):
        widths = [_width(one, Emu(tall)) for one in figures]
        texts = [(one.above, said_of(one.caption, one.credit), one.span) for one in figures]
        row = _Row(
            Emu(tall),
            tuple(
                _text(context, above, span, wide)
                for (above, _, span), wide in zip(texts, widths, strict=True)
            ),
            tuple(
                _text(context, said, span, wide) for (_, said, span), wide in zip(texts, widths, strict=True)
            ),
        )
        if row.whole <= room.height:
            torn = any(one and one.torn for one in (*row.names, *row.captions))
            return None if torn else row
        tall -= row.whole - room.height
        if tall < LEAST:
            break
    return None


def _width(figure: Figure, tall: Emu) -> Emu:
    return Emu(int(tall * figure.picture.width / figure.picture.height))


def _text(context: PlacingContext, said: Runs, span: Span, width: Emu) -> FittedText | None:
    if not said:
        return None
    style, theme = context.theme.styles["caption"], context.theme
    copy = TextFlow(
        (draft(said, style, theme, span),),
        style,
        size_steps(style.size, theme.scale, theme.floors.references),
    )
    tries = [set_at(copy, width, size) for size in copy.sizes]
    return next((one for one in tries if not one.torn), tries[-1])
