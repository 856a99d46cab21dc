"""Program text → boxes of lines that are never broken, over as many slides as they need."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from deckgen.deck.model import Code, CodeLine, Run, plain
from deckgen.diagnostics import Diagnostic, Refused, error
from deckgen.layout.captions import CAPTION_GAP, Caption, caption_of, in_margin
from deckgen.layout.fit import Copy, Draft, Sized, draft, high, text_box
from deckgen.layout.lines import ems
from deckgen.layout.measure import Measured, measure, run_face
from deckgen.layout.pages import Box, Role
from deckgen.layout.sheet import Part, Sheet, text_shares, with_left
from deckgen.theme.model import Region, Theme, TypeStyle
from deckgen.units import EMU_PER_POINT, Emu, Rect

LOOKS: dict[str, tuple[str, bool, bool]] = {
    "": ("ink", False, False),
    "keyword": ("title", True, False),
    "definition": ("ink", True, False),
    "string": ("accent", False, False),
    "number": ("accent", False, False),
    "comment": ("muted", False, True),
}
"""What a token is → its colour role, whether it is bold, whether it is italic.

Colour never tells alone: what is not marked by weight or slope is marked by its own characters, strings by
quotation marks and numbers by digits.
"""

QUIET = ("muted", False, False)
"""The look of lines that step back behind others."""

_CLOSING = ("}", ")", "]", "end", "else", "elif", "except", "finally", "case", "#", "//", "*/")
"""What a line begins with that goes on with the stretch before it, or belongs to the one behind it."""

SPARE = 0.96
"""The share of the height that is used: LibreOffice sets lines of wide leading lower than measured."""


def code_parts(sheet: Sheet, code: Code) -> list[Part]:
    """Return program text at the largest size at which no line is too wide, cut where a stretch ends.

    Raises `Refused` with every line that is wider than its place at the smallest size.
    """
    region, caption = sheet.region("code"), None
    style = sheet.style(region)
    if plain(code.caption):
        caption = caption_of(sheet, code.caption, code.span, region)
        outer = caption.room_above(region.outer, _gap(region, caption))
        region = replace(region, rect=outer.grown(Emu(-region.pad)))
    drafts = tuple(_draft(line, style, sheet.theme) for line in code.lines)
    copy = sheet.copy(drafts, style, min(sheet.theme.floors.table, style.size))
    widest = ems(region.rect.width, copy.floor)
    wide = [_too_wide(one, copy, widest) for one in drafts if one.text.total > widest]
    if wide:
        raise Refused(*wide)
    shares = [_trimmed(one) for one in text_shares(_stretches(copy, code, region.rect), region.rect)]
    parts = [Part(sheet.layout, tuple(_boxes(sheet, code, region, one, caption))) for one in shares]
    return with_left(parts, caption.left if caption else ())


def _draft(line: CodeLine, style: TypeStyle, theme: Theme) -> Draft:
    """Return a line that has no place at which it may be broken."""
    runs = tuple(_run(token.text, *(QUIET if line.quiet else LOOKS[token.kind])) for token in line.tokens)
    shown = measure(runs, style, theme) if runs else None
    width = sum(run_face(run, style, theme, False)[char] for run in runs for char in run.text)
    text = Measured(
        text=line.text,
        widths=(width,) if runs else (),
        gaps=(0.0,) if runs else (),
        ends=(len(line.text),) if runs else (),
        addresses=frozenset(),
        total=width,
        foreign=shown is not None and shown.foreign,
    )
    return replace(draft((), style, theme, line.span), runs=runs, text=text)


def _run(text: str, colour: str, bold: bool, italic: bool) -> Run:
    return Run(text, code=True, bold=bold, italic=italic, colour=colour)


def _stretches(copy: Copy, code: Code, room: Rect) -> Copy:
    """Return lines that are parted, where they must be, at the widest gaps that leave no stretch too tall."""
    line = copy.style.leading * max(one.foreign for one in copy.drafts)
    floor = int(room.height * SPARE / EMU_PER_POINT / (line * copy.floor))
    for starts in _divisions(code.lines):
        longest = max(stop - start for start, stop in itertools.pairwise([*starts, len(code.lines)]))
        if longest <= floor or len(starts) == len(code.lines):
            break
    sizes = tuple(one for one in copy.sizes if longest * line * one * EMU_PER_POINT <= room.height * SPARE)
    drafts = tuple(replace(one, joined=place not in starts) for place, one in enumerate(copy.drafts))
    return replace(copy, drafts=drafts, sizes=sizes or copy.sizes[-1:])


def _divisions(lines: tuple[CodeLine, ...]) -> Iterator[list[int]]:
    """Yield the lines that begin a stretch: blocks behind blank lines, all behind them, blocks, all."""
    outer = [not line.text.startswith((" ", *_CLOSING)) for line in lines]
    behind = [
        place > 0 and not lines[place - 1].text and bool(lines[place].text) for place in range(len(lines))
    ]
    places = range(1, len(lines))
    yield [0, *(place for place in places if behind[place] and not lines[place].text.startswith(" "))]
    yield [0, *(place for place in places if behind[place])]
    yield [0, *(place for place in places if behind[place] or (outer[place] and lines[place].text))]
    yield [0, *places]


def _trimmed(sized: Sized) -> Sized:
    """Return a share of lines without blank ones at its edges."""
    drafts = sized.copy.drafts
    start, stop = 0, len(drafts)
    while stop - start > 1 and not drafts[start].runs:
        start += 1
    while stop - start > 1 and not drafts[stop - 1].runs:
        stop -= 1
    return sized.part(start, stop)


def _gap(region: Region, caption: Caption) -> Emu:
    """Return the space between a program and the caption below it: the layout's own where it has one."""
    usual = caption.region.rect.y - region.outer.bottom
    return Emu(usual) if usual > 0 else CAPTION_GAP


def _boxes(sheet: Sheet, code: Code, region: Region, sized: Sized, caption: Caption | None) -> Iterator[Box]:
    height = Emu(min(region.rect.height, round(high(sized.height) / SPARE)))
    box = text_box("code", Role.CODE, region, sized, replace(region.rect, height=height))
    yield replace(box, about=code.language or sheet.slide.name)
    if caption:
        below = Emu(box.outer.bottom + _gap(region, caption))
        placed = caption.box() if caption.beside else caption.box(replace(caption.region.rect, y=below))
        yield in_margin(sheet, placed, box.outer) if caption.beside else placed


def _too_wide(one: Draft, copy: Copy, widest: float) -> Diagnostic:
    room = int(widest / (one.text.total / len(one.text.text)))
    shown = one.text.text.strip()
    shown = shown if len(shown) <= 40 else f"{shown[:37]}…"
    return error(
        f"this line of {len(one.text.text)} characters is wider than its place on the slide, which holds "
        f"about {room} at {copy.floor:g} pt: {shown}",
        one.span,
        "break it over two lines where its language allows that, or indent less",
    )
