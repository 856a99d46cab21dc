"""A merged deck → its Pages with what no longer fits set smaller; what cannot be fitted is reported.

The sizes are put in the Pages that the deck is generated from, so that they are the outline's and not the
hand's: the next merge knows them, and sets the text larger again once there is room.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from deckgen.diagnostics import Diagnostic, warning
from deckgen.layout.pages import (
    Box,
    DiagramBox,
    Member,
    Page,
    Pages,
    PlacedParagraph,
    Shape,
    TableBox,
    TextBox,
)
from deckgen.layout.text.fit import size_steps
from deckgen.layout.text.lines import break_lines, ems
from deckgen.layout.text.measure import measure
from deckgen.layout.text.metrics import FALLBACK_LINE
from deckgen.regenerate.follow import followed_box
from deckgen.regenerate.merging.alike import alike_places, styled_alike
from deckgen.regenerate.merging.match import match_shapes
from deckgen.regenerate.merging.plan import Merge, SlidePlan
from deckgen.regenerate.reading.snapshot import DeckState, Place, ShapeState, SlideState, said
from deckgen.structs import Struct, replace
from deckgen.theme.model import Anchor, Theme
from deckgen.units import EMU_PER_POINT, Emu, Point, Rect
from deckgen.writers.pptx.xml import A

_SLACK = 1.02
"""How much taller than its place a text may be measured before that is too tall."""

_GAPS = (1.0, 0.75, 0.5, 0.36)
"""The shares of the gaps between paragraphs that are tried before the next smaller size."""

_LEAST_GAP = 0.5
"""In ems: the gap between paragraphs below which none is made smaller."""

_CLEAR = 0.4
"""In ems: what stays free between a text that is given more room and what is below it."""


class _Fit(Struct, frozen=True):
    """How a text fits: its main size and the share of its gaps; `height` is its place's, None: as it is."""

    size: Point
    gaps: float
    height: Emu | None = None


class _Text(Struct, frozen=True):
    """A text of a merged slide that is not as it was generated.

    `box` is its place and its words as they now are in the deck. `free` says that its size and its place are
    as they were generated, so that they may be changed; `sized` that its size is.
    """

    key: str
    box: TextBox
    sized: bool
    free: bool


def refitted(pages: Pages, plan: Merge, merged: DeckState, outline: DeckState) -> Pages:
    """Return the pages with those texts set smaller that a merge has made too long for their places.

    `outline` is the state of the deck that was generated from the pages. These are returned as they are
    where all fits.
    """
    changed: dict[int, Page] = {}
    for number, page, one, state in _merged_slides(pages, plan, merged, outline):
        fits: dict[str, _Fit] = {}
        for text in _texts(page, one, state, outline.slides[number]):
            if text.sized and _too_tall(text.box, pages.theme):
                fits[text.key] = _fitting(text, page, pages.theme)
        if fits:
            boxes = tuple(_with_fits(box, fits) for box in page.boxes)
            changed[number] = replace(page, boxes=boxes)
    if not changed:
        return pages
    return replace(pages, pages=tuple(changed.get(at, page) for at, page in enumerate(pages.pages)))


def overflows(pages: Pages, plan: Merge, merged: DeckState, outline: DeckState) -> tuple[Diagnostic, ...]:
    """Report what of a merged deck is too tall for its place: texts, and tables that reach below."""
    found: list[Diagnostic] = []
    for place, page, one, state in _merged_slides(pages, plan, merged, outline):
        number, title, generated = state.number, state.title, outline.slides[place]
        for text in _texts(page, one, state, generated):
            if _too_tall(text.box, pages.theme):
                cure = "shorten it in PowerPoint or in the outline, or make its box taller"
                found.append(
                    warning(
                        f'slide {number}, "{title}": the merged text is too long for its place ({text.key})',
                        None,
                        cure if text.sized else f"{cure} or its size smaller",
                    )
                )
        found += [
            warning(
                f'slide {number}, "{title}": the merged table is taller than its slide has room for ({key})',
                None,
                "take rows out, in PowerPoint or in the outline, or make them lower",
            )
            for key in _long_tables(page, state, generated, pages.theme)
        ]
    return tuple(found)


def fitted_show(before: Pages, after: Pages) -> Pages:
    """Return the pages of a slideshow with texts that were merged set as large as their places hold."""
    known = {id(box) for page in before.pages for box in page.boxes}
    return replace(
        after,
        pages=tuple(
            replace(page, boxes=boxes)
            if (boxes := tuple(_shown(box, page, known, after.theme) for box in page.boxes)) != page.boxes
            else page
            for page in after.pages
        ),
    )


def _shown(box: Box, page: Page, known: set[int], theme: Theme) -> Box:
    if id(box) in known:
        return box
    fits = {
        key: _fitting(_Text(key, one, True, isinstance(box, TextBox)), page, theme)
        for key, one in _text_boxes((box,))
        if _too_tall(one, theme)
    }
    return _with_fits(box, fits)


def _merged_slides(
    pages: Pages, plan: Merge, merged: DeckState, outline: DeckState
) -> Iterator[tuple[int, Page, SlidePlan, SlideState]]:
    """Yield each slide that both sides have: its place in the pages, page, plan and outcome."""
    numbers = {one.part: place for place, one in enumerate(outline.slides)}
    for one, state in zip(plan.slides, merged.slides, strict=True):
        if one.outline is not None and one.hand is not None:
            number = numbers[one.outline.part]
            yield number, pages.pages[number], one, state


def _texts(page: Page, plan: SlidePlan, state: SlideState, generated: SlideState) -> Iterator[_Text]:
    """Yield the texts of a slide that say something else, or are elsewhere, than they were generated."""
    boxes = dict(_text_boxes(page.boxes))
    touched = _touched(plan)
    for one, two in match_shapes(generated, state).items():
        before, after = generated.shapes[one], state.shapes[two]
        box = boxes.get(before.key)
        if box is None or not box.paragraphs or before.lines is None or before.instead is not None:
            continue
        if said(before.lines) == said(after.lines or ()) and alike_places(before, after):
            continue
        sized, placed = touched.get(before.key, (False, False))
        moved = replace(followed_box(box, before, after), rect=_placed(box.rect, before.place, after.place))
        if not sized:
            moved = replace(moved, paragraphs=tuple(_as_sized(moved.paragraphs, after)))
        alone = any(one.key == before.key for one in page.boxes)
        yield _Text(before.key, moved, sized, sized and placed and alone)


def _touched(plan: SlidePlan) -> Mapping[str, tuple[bool, bool]]:
    """Return which texts, by their keys, have the size, and the place, that were generated."""
    if plan.base is None or plan.hand is None:
        return {}
    pairs = match_shapes(plan.base, plan.hand)
    shapes = ((plan.base.shapes[one], plan.hand.shapes[two]) for one, two in pairs.items())
    return {
        base.key: (styled_alike(base, hand) and not _fits_itself(hand), alike_places(base, hand))
        for base, hand in shapes
        if base.key
    }


def _fits_itself(shape: ShapeState) -> bool:
    """Tell whether PowerPoint has fitted the text itself, or makes the shape as tall as it."""
    for one in shape.drawn.element.iter(f"{{{A}}}normAutofit", f"{{{A}}}spAutoFit"):
        if one.get("fontScale") or one.tag.endswith("spAutoFit"):
            return True
    return False


def _placed(rect: Rect, before: Place | None, after: Place | None) -> Rect:
    """Return a place, moved and stretched as its shape was."""
    if before is None or after is None:
        return rect
    return Rect(
        Emu(rect.x + after.x - before.x),
        Emu(rect.y + after.y - before.y),
        Emu(max(0, rect.width + after.width - before.width)),
        Emu(max(0, rect.height + after.height - before.height)),
    )


def _as_sized(paragraphs: Sequence[PlacedParagraph], shape: ShapeState) -> Iterator[PlacedParagraph]:
    """Yield paragraphs at the sizes that they have in the deck."""
    lines = shape.lines or ()
    for place, one in enumerate(paragraphs):
        sizes = [part.look.size for part in lines[place].stretches] if place < len(lines) else []
        yield replace(one, size=Point(max(sizes) / 100)) if sizes else one


def _long_tables(page: Page, state: SlideState, generated: SlideState, theme: Theme) -> Iterator[str]:
    """Yield the keys of the tables that were changed and reach further down than they may."""
    tables = {one.key: one for one in page.boxes if isinstance(one, TableBox)}
    for one, two in match_shapes(generated, state).items():
        before, after = generated.shapes[one], state.shapes[two]
        table = tables.get(before.key)
        if table is None or after.place is None or not after.cells or _cells(before) == _cells(after):
            continue
        height = _table_height(followed_box(table, before, after), theme)
        if height > table.rect.height * _SLACK and after.place.y + height > theme.frame.bottom * _SLACK:
            yield before.key


def _cells(table: ShapeState) -> list[list[object]]:
    return [[said(cell) for cell in row] for row in table.cells]


# Measuring


def _height(paragraphs: Sequence[PlacedParagraph], width: Emu, theme: Theme) -> float:
    """Return how tall a text is in EMU, its lines within a width."""
    points = 0.0
    for one in paragraphs:
        style = theme.styles[one.style]
        text = measure(one.runs, style, theme, bold=one.bold)
        indent = theme.bullet(one.level).indent if one.level is not None else 0
        if one.number is not None:
            indent = one.number.indent
        lines = break_lines(text, ems(width - indent, one.size), ems(one.hang, one.size))
        foreign = max(1.0, FALLBACK_LINE / theme.face(style).natural) if text.foreign else 1.0
        points += lines.rows * one.size * one.leading * foreign + one.after
    return (points - (paragraphs[-1].after if paragraphs else 0)) * EMU_PER_POINT


def _box_height(box: TextBox, theme: Theme) -> float:
    return _height(box.paragraphs, Emu(max(1, box.rect.width - box.inset_end)), theme)


def _too_tall(box: TextBox, theme: Theme) -> bool:
    return box.shown and _box_height(box, theme) > box.rect.height * _SLACK


def _table_height(table: TableBox, theme: Theme) -> float:
    """Return how tall a table is in EMU: rows grow with what their cells say."""
    total = 0.0
    for number, row in enumerate(table.rows):
        tall = [0.0]
        for column, cell in enumerate(row):
            if cell.span:
                width = sum(table.widths[column : column + cell.span]) - sum(table.pads_of(number, column))
                tall.append(_height(cell.paragraphs, Emu(max(1, width)), theme) + 2 * table.pad_y)
        total += max(*tall, table.heights[number])
    return total


# Fitting


def _fitting(text: _Text, page: Page, theme: Theme) -> _Fit:
    """Return how a text fits its place: gaps give way before sizes; what does not fit takes the smallest."""
    box = text.box
    main = _main_size(box)
    grows = text.free and box.anchor is Anchor.TOP
    room = _room(box, page, theme) if grows else box.rect.height
    steps = _steps(main, theme)
    for size in steps:
        for gaps in _GAPS if len(box.paragraphs) > 1 else _GAPS[:1]:
            height = _box_height(_set(box, _Fit(size, gaps)), theme)
            if height <= box.rect.height * _SLACK:
                return _Fit(size, gaps)
            if height <= room:
                return _Fit(size, gaps, Emu(round(height)))
    return _Fit(steps[-1], _GAPS[-1])


def _main_size(box: TextBox) -> Point:
    """Return the size that most of a text is set at."""
    sizes: dict[Point, int] = {}
    for one in box.paragraphs:
        sizes[one.size] = sizes.get(one.size, 0) + sum(len(run.text) for run in one.runs)
    return max(sizes, key=lambda size: sizes[size])


def _steps(size: Point, theme: Theme) -> tuple[Point, ...]:
    """Return the sizes that a text may be set at, its own first, the theme's floor for it last."""
    floors = theme.floors
    floor = next((one for one in (floors.body, floors.references, floors.chrome) if one < size), size)
    return size_steps(size, theme.scale, floor)


def _room(box: TextBox, page: Page, theme: Theme) -> Emu:
    """Return how tall a text may be until it meets what is below it, or the foot of the slide."""
    top, start, end = box.rect.y, box.rect.x, box.rect.right
    below = [theme.frame.bottom]
    for other in page.boxes:
        rect = other.outer if isinstance(other, TextBox) else other.rect
        if other.key != box.key and rect.y > top and rect.x < end and rect.right > start:
            below.append(Emu(rect.y - round(_CLEAR * _main_size(box) * EMU_PER_POINT)))
    return Emu(max(box.rect.height, min(below) - top))


def _set(box: TextBox, fit: _Fit) -> TextBox:
    """Return a text at another size, smaller texts of it in proportion."""
    share = fit.size / _main_size(box)
    return replace(
        box,
        rect=box.rect if fit.height is None else replace(box.rect, height=fit.height),
        paragraphs=tuple(_set_at(one, share, fit.gaps) for one in box.paragraphs),
        instead=tuple(_set_at(one, share, fit.gaps) for one in box.instead),
    )


def _set_at(one: PlacedParagraph, share: float, gaps: float) -> PlacedParagraph:
    size = Point(round(one.size * share * 2) / 2)
    wanted = one.after * share * gaps
    after = Point(round(max(wanted, min(one.after, _LEAST_GAP * size)), 2))
    return replace(one, size=size, after=after)


def _text_boxes(boxes: Sequence[Box]) -> Iterator[tuple[str, TextBox]]:
    """Yield texts with the keys of their shapes, those of diagrams too."""
    for box in boxes:
        if isinstance(box, TextBox):
            yield box.key, box
        elif isinstance(box, DiagramBox):
            for shape in (shape for member in box.members for shape in member.shapes):
                if shape.text is not None:
                    yield shape.key, shape.text


def _with_fits(box: Box, fits: Mapping[str, _Fit]) -> Box:
    match box:
        case TextBox() if box.key in fits:
            return _set(box, fits[box.key])
        case DiagramBox():
            members = tuple(_member(one, fits) for one in box.members)
            return box if members == box.members else replace(box, members=members)
    return box


def _member(member: Member, fits: Mapping[str, _Fit]) -> Member:
    return replace(member, shapes=tuple(_shape(one, fits) for one in member.shapes))


def _shape(shape: Shape, fits: Mapping[str, _Fit]) -> Shape:
    if shape.text is None or shape.key not in fits:
        return shape
    return replace(shape, text=_set(shape.text, replace(fits[shape.key], height=None)))
