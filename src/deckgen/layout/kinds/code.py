"""Program text → boxes of its lines, over as many slides as they need.

A line is broken only where it is too wide even at the smallest size, and its further rows show that they are.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from deckgen.deck.model import Code, CodeLine, Run, Token, plain
from deckgen.layout.kinds.captions import CAPTION_GAP, Caption, caption_of, in_margin
from deckgen.layout.kinds.context import Fragment, PlacingContext, text_shares, with_left
from deckgen.layout.pages import Box, Role
from deckgen.layout.text.fit import FittedText, MeasuredParagraph, TextFlow, draft, high, text_box
from deckgen.layout.text.lines import ems
from deckgen.layout.text.measure import Measured, measure, run_face
from deckgen.layout.text.metrics import Face
from deckgen.structs import replace
from deckgen.structs.patterns import pattern
from deckgen.theme.model import Region, Theme, TypeStyle
from deckgen.units import EMU_PER_POINT, Emu, Rect

MARK = "mark"
"""What the token is that shows that a row goes on with the line before."""

NUMBER = "line"
"""What the token is that tells a line's number."""

LOOKS: dict[str, tuple[str, bool, bool]] = {
    "": ("ink", False, False),
    "keyword": ("title", True, False),
    "definition": ("ink", True, False),
    "string": ("accent", False, False),
    "number": ("accent", False, False),
    "comment": ("muted", False, True),
    MARK: ("muted", False, False),
    NUMBER: ("muted", False, False),
}
"""What a token is → its colour role, whether it is bold, whether it is italic.

Colour never tells alone: what is not marked by weight or slope is marked by its own characters, strings by
quotation marks and numbers by digits.
"""

QUIET = ("muted", False, False)
"""The look of lines that step back behind others."""

CONTINUED = "… "
"""What is before a row that a line goes on in."""

FURTHER_IN = 2
"""The columns by which it is indented more than the line."""

LEAST_ROW = 0.5
"""The share of a row's width that is left for program text at least, however far its line is indented."""

_BREAKS = (pattern(r"\s"), pattern(r"[,;:(\[{]|(?<=\w)[.=+*/&|<>-](?=\w)"))
"""Characters of a program after which a row may end, the best first, if any is in its last third."""

_CLOSING = ("}", ")", "]", "end", "else", "elif", "except", "finally", "case", "#", "//", "*/")
"""What a line begins with that goes on with the stretch before it, or belongs to the one after it."""

SPARE = 0.96
"""The share of the height that is used: LibreOffice sets lines of wide leading lower than measured."""

LEAST_FILLED = 2 / 3
"""The share of its width that a line of a program fills at least before it breaks at a mark."""


def program_parts(context: PlacingContext, code: Code) -> list[Fragment]:
    """Return a program, and on slides of its own what it writes, which has no room beside or below it."""
    parts = code_parts(context, code)
    return [*parts, *code_parts(context, written_by(code))] if code.output else parts


def written_by(code: Code) -> Code:
    """Return what a program writes as program text of its own, in no language."""
    return replace(code, lines=code.output, output=(), caption=(), first_line=None, language="", turns=0)


def code_parts(context: PlacingContext, code: Code) -> list[Fragment]:
    """Return program text at the largest size at which no line is too wide, cut where a stretch ends.

    A line that is too wide even at the smallest size goes on in further rows.
    """
    region, caption = context.region("code"), None
    style = context.style(region)
    if plain(code.caption):
        caption = caption_of(context, code.caption, code.span, region)
        outer = caption.room_above(region.outer, _gap(region, caption))
        region = replace(region, rect=outer.grown(Emu(-region.pad)))
    floor = min(context.theme.floors.table, style.size)
    widest = ems(region.rect.width, floor)
    face = run_face(Run("", code=True), style, context.theme, style.bold)
    if context.slide.build and code.turns:
        code = replace(code, lines=tuple(replace(line, quiet=False) for line in code.lines))
    code = _with_numbers(code)
    code = replace(code, lines=tuple(row for line in code.lines for row in _rows(line, widest, face)))
    drafts = tuple(_draft(line, style, context.theme) for line in code.lines)
    copy = context.copy(drafts, style, floor)
    shares = [_trimmed(one) for one in text_shares(_stretches(copy, code, region.rect), region.rect)]
    parts = [Fragment(context.layout, tuple(_boxes(context, code, region, one, caption))) for one in shares]
    return with_left(parts, caption.left if caption else ())


def _with_numbers(code: Code) -> Code:
    """Return a program whose lines begin with their numbers, where they are to be shown."""
    if code.first_line is None:
        return code
    last = code.first_line + len(code.lines) - 1
    numbers = (f"{number:>{len(str(last))}}  " for number in range(code.first_line, last + 1))
    lines = zip(code.lines, numbers, strict=True)
    shown = (replace(line, tokens=(Token(number, NUMBER), *line.tokens)) for line, number in lines)
    return replace(code, lines=tuple(shown))


def _rows(line: CodeLine, widest: float, face: Face) -> Iterator[CodeLine]:
    """Yield a line, in rows where it is wider than `widest` ems; all but the first come after a mark."""
    text = line.text
    room, start, before = widest, 0, ""
    while True:
        stop = _row_end(text, start, room, face)
        mark = (Token(before, MARK),) if before else ()
        yield replace(line, tokens=(*mark, *_cut_tokens(line.tokens, start, stop)))
        if stop == len(text):
            return
        if not before:
            columns = (
                min(len(text) - len(text.lstrip()), int(widest * (1 - LEAST_ROW) / face[" "])) + FURTHER_IN
            )
            before = " " * columns + CONTINUED
            room = widest - face[" "] * columns - sum(face[char] for char in CONTINUED)
        start = stop


def _row_end(text: str, start: int, room: float, face: Face) -> int:
    """Return where a row of `room` ems ends that begins at `start`: after a word, if one ends there."""
    used, stop = 0.0, start
    while stop < len(text) and (used + face[text[stop]] <= room or stop == start):
        used += face[text[stop]]
        stop += 1
    if stop == len(text):
        return stop
    least = start + int((stop - start) * LEAST_FILLED)
    for breaks in _BREAKS:
        ends = [one.end() for one in breaks.finditer(text, least, stop)]
        if ends:
            return ends[-1]
    return stop


def _cut_tokens(tokens: tuple[Token, ...], start: int, stop: int) -> Iterator[Token]:
    at = 0
    for token in tokens:
        text = token.text[max(0, start - at) : max(0, stop - at)]
        if text:
            yield replace(token, text=text)
        at += len(token.text)


def _draft(line: CodeLine, style: TypeStyle, theme: Theme) -> MeasuredParagraph:
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
    further = bool(line.tokens) and line.tokens[0].kind == MARK
    made = draft((), style, theme, line.span)
    return replace(made, runs=runs, text=text, further=further, turns=line.turns)


def _run(text: str, colour: str, bold: bool, italic: bool) -> Run:
    return Run(text, code=True, bold=bold, italic=italic, colour=colour)


def _stretches(copy: TextFlow, code: Code, room: Rect) -> TextFlow:
    """Return lines that are split, where they must be, at the widest gaps that leave no stretch too tall."""
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
    """Yield the lines that begin a stretch: blocks after blank lines, all after them, blocks, all."""
    outer = [not line.text.startswith((" ", *_CLOSING)) for line in lines]
    after = [
        place > 0 and not lines[place - 1].text and bool(lines[place].text) for place in range(len(lines))
    ]
    places = range(1, len(lines))
    yield [0, *(place for place in places if after[place] and not lines[place].text.startswith(" "))]
    yield [0, *(place for place in places if after[place])]
    yield [0, *(place for place in places if after[place] or (outer[place] and lines[place].text))]
    yield [0, *places]


def _turns(sized: FittedText, count: int) -> tuple[tuple[int, ...], ...]:
    """Return the places of the lines that stand out in each turn, passing over turns of other slides."""
    drafts = sized.copy.drafts
    found = [tuple(at for at, one in enumerate(drafts) if turn in one.turns) for turn in range(count)]
    return tuple(places for places, _ in itertools.groupby(one for one in found if one))


def _trimmed(sized: FittedText) -> FittedText:
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


def _boxes(
    context: PlacingContext, code: Code, region: Region, sized: FittedText, caption: Caption | None
) -> Iterator[Box]:
    height = Emu(min(region.rect.height, round(high(sized.height) / SPARE)))
    box = text_box("code", Role.CODE, region, sized, replace(region.rect, height=height))
    turns = _turns(sized, code.turns) if context.slide.build else ()
    yield replace(box, about=context.named(context.setting.words.code, code.language), turns=turns)
    if caption:
        below = Emu(box.outer.bottom + _gap(region, caption))
        placed = caption.box() if caption.beside else caption.box(replace(caption.region.rect, y=below))
        yield in_margin(context, placed, box.outer) if caption.beside else placed
