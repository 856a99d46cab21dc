"""A merged deck → the Pages as they now are, for the slideshow: words, notes, order, what is hidden or gone.

What the model has no place for, slides and shapes of the user's own, looks and animations, only PowerPoint
has.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from deckgen.deck.blocks.charts import described_chart
from deckgen.deck.model import Chart, ChartKind, Note, Run
from deckgen.deck.model import Series as Numbers
from deckgen.layout.pages import (
    Box,
    DiagramBox,
    Member,
    Page,
    Pages,
    PictureBox,
    PlacedCell,
    PlacedParagraph,
    Shape,
    TableBox,
    TextBox,
)
from deckgen.layout.passes.mirror import turned_over
from deckgen.layout.plots import ChartBox
from deckgen.regenerate.merging.match import match_shapes
from deckgen.regenerate.merging.plan import Merge
from deckgen.regenerate.merging.tables import line_pairs, turned
from deckgen.regenerate.merging.text import pairs
from deckgen.regenerate.reading.snapshot import DeckState, Line, Lines, Series, ShapeState, SlideState, said
from deckgen.structs import replace
from deckgen.theme.model import Theme
from deckgen.units import Emu


def follow(pages: Pages, plan: Merge, merged: DeckState, outline: DeckState) -> Pages:
    """Return the pages with what the merged deck says in the place of what the outline says.

    `outline` is the state of the deck as it was generated from these pages, slide by slide.
    """
    numbers = {one.part: place for place, one in enumerate(outline.slides)}
    found: list[Page] = []
    for one, state in zip(plan.slides, merged.slides, strict=True):
        if one.outline is not None:
            place = numbers[one.outline.part]
            found.append(_page(pages, pages.pages[place], outline.slides[place], state))
    return replace(pages, pages=tuple(found))


def beyond(plan: Merge) -> tuple[str, ...]:
    """Name what only PowerPoint has: slides of the user's own, by their titles."""
    return tuple(one.hand.title for one in plan.slides if one.outline is None and one.hand is not None)


def _page(pages: Pages, page: Page, before: SlideState, after: SlideState) -> Page:
    same = match_shapes(before, after)
    changes = {
        before.shapes[one].key: (before.shapes[one], after.shapes[two])
        for one, two in same.items()
        if before.shapes[one].key
    }
    gone = {
        one.key
        for place, one in enumerate(before.shapes)
        if place not in same and one.key and not one.is_chrome
    }
    boxes = tuple(_boxes(page.boxes, changes, gone, pages.theme))
    notes = page.notes
    if said(before.notes) != said(after.notes):
        notes = tuple(_notes(page.notes, before.notes, after.notes))
    if boxes == page.boxes and notes == page.notes and after.hidden == page.hidden:
        return page
    return replace(page, boxes=boxes, notes=notes, hidden=after.hidden)


Changes = Mapping[str, tuple[ShapeState, ShapeState]]


Followed = TypeVar("Followed", TextBox, PictureBox, TableBox)
"""What says something that can be changed by hand."""


def _boxes(boxes: Sequence[Box], changes: Changes, gone: set[str], theme: Theme) -> Iterator[Box]:
    for box in boxes:
        if box.key in gone:
            continue
        match box:
            case TextBox() | PictureBox() | TableBox() if box.key not in changes:
                yield box
            case TextBox():
                yield followed_box(box, *changes[box.key])
            case PictureBox():
                yield followed_box(box, *changes[box.key])
            case TableBox():
                yield followed_box(box, *changes[box.key])
            case ChartBox() if box.key in changes:
                yield _chart(box, *changes[box.key], theme)
            case DiagramBox():
                members = tuple(_member(one, changes) for one in box.members)
                yield box if members == box.members else replace(box, members=members)
            case _:
                yield box


def _member(member: Member, changes: Changes) -> Member:
    return replace(member, shapes=tuple(_shape(one, changes) for one in member.shapes))


def _shape(shape: Shape, changes: Changes) -> Shape:
    if shape.text is None or shape.key not in changes:
        return shape
    return replace(shape, text=followed_box(shape.text, *changes[shape.key]))


def followed_box(box: Followed, before: ShapeState, after: ShapeState) -> Followed:
    """Return a box that says after a merge what its shape says; `before` is the shape as it was generated."""
    match box:
        case TextBox():
            lines, now = before.lines or (), after.lines or ()
            if said(lines) == said(now) or (before.instead and said(before.instead) == said(now)):
                return box
            return replace(box, paragraphs=tuple(_paragraphs(box.paragraphs, lines, now)), instead=())
        case PictureBox():
            return box if before.alt == after.alt or not after.alt else replace(box, alt=after.alt)
        case TableBox():
            return _table(box, before, after)


def _chart(box: ChartBox, before: ShapeState, after: ShapeState, theme: Theme) -> ChartBox:
    """Return a chart with the numbers that it now has; as it was where these cannot be drawn."""
    if before.series == after.series or not after.series:
        return box
    from deckgen.layout.kinds.charts import redrawn  # a tenth of what a merge imports

    flat = turned_over(box, theme.slide) if box.turned else box
    found = redrawn(flat, _with_numbers(box.chart, before.series, after.series), theme)
    if found is None:
        return box
    return turned_over(found, theme.slide) if box.turned else found


def _with_numbers(chart: Chart, before: Sequence[Series], after: Sequence[Series]) -> Chart:
    """Return a chart with other numbers; what stands out does so where it still is."""
    names = after[0].categories
    fewest = min(len(names), *(len(one.values) for one in after))
    series = tuple(
        Numbers(
            chart.series[at].name if at < len(chart.series) and one.name == before[at].name else one.name,
            tuple(_amount(value) for value in one.values[:fewest]),
        )
        for at, one in enumerate(after)
    )
    categories, xs = _points(chart, tuple(names[:fewest]))
    chosen = chart.category if chart.category is not None and chart.category < fewest else None
    one = chart.one if chart.one is not None and chart.one < len(series) else None
    changed = replace(chart, categories=categories, xs=xs, series=series, category=chosen, one=one)
    # What deckgen says of the numbers for those who cannot see them is said of the new ones.
    spoken = described_chart(chart, "")
    if chart.alt.endswith(spoken):
        return replace(changed, alt=chart.alt.removesuffix(spoken) + described_chart(changed, ""))
    return changed


def _points(chart: Chart, said: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return the categories of a chart that now says these, and the numbers that its points are at."""
    if chart.kind is ChartKind.SCATTER:
        kept = chart.categories if len(chart.categories) == len(said) else ("",) * len(said)
        return kept, tuple(_amount(one) or 0.0 for one in said)
    return said, _rising(said) if chart.xs else ()


def _rising(categories: Sequence[str]) -> tuple[float, ...]:
    """Return the numbers that points of a line are at, nothing where they are no rising numbers."""
    found = [one for one in map(_amount, categories) if one is not None]
    rising = all(one < after for one, after in itertools.pairwise(found))
    return tuple(found) if rising and len(found) == len(categories) else ()


def _amount(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _table(box: TableBox, before: ShapeState, after: ShapeState) -> TableBox:
    if not box.rows:
        return box
    across = line_pairs(turned(before.cells), turned(after.cells))
    if len(box.rows[0]) != len(after.cells[0]) or len(across) < len(box.rows[0]):
        box, before = _with_columns(box, before, after, across)
    if len(before.cells) != len(after.cells):
        return _rows(box, after)
    rows = []
    for row, old, new in zip(box.rows, before.cells, after.cells, strict=False):
        cells = []
        for cell, one, two in zip(row, old, new, strict=False):
            copied = not said(two) and any(run.text for part in cell.paragraphs for run in part.runs)
            changed = said(one) != said(two) or copied
            cells.append(
                replace(cell, paragraphs=tuple(_paragraphs(cell.paragraphs, one, two))) if changed else cell
            )
        rows.append(tuple(cells))
    found = tuple(rows)
    return box if found == box.rows else replace(box, rows=found)


def _with_columns(
    box: TableBox, before: ShapeState, after: ShapeState, across: Mapping[int, int]
) -> tuple[TableBox, ShapeState]:
    """Return a table with the columns of the merged one, each like the one that it was or is beside."""
    if any(cell.span != 1 for row in box.rows for cell in row):
        return box, before
    back = {two: one for one, two in across.items()}
    likes: list[int] = []
    for place in range(len(after.cells[0])):
        likes.append(back.get(place, likes[-1] if likes else 0))
    widths = _shared_out([box.widths[at] for at in likes], sum(box.widths))
    same = [place in back for place in range(len(likes))]
    cells = tuple(
        tuple(row[at] if known else () for at, known in zip(likes, same, strict=True)) for row in before.cells
    )
    return (
        replace(
            box,
            widths=widths,
            rows=tuple(tuple(row[at] for at in likes) for row in box.rows),
            pads=tuple(box.pads[at] for at in likes),
        ),
        replace(before, cells=cells),
    )


def _shared_out(widths: Sequence[Emu], whole: int) -> tuple[Emu, ...]:
    share = whole / max(1, sum(widths))
    return tuple(Emu(round(one * share)) for one in widths)


def _rows(box: TableBox, after: ShapeState) -> TableBox:
    """Return a table with other rows than it had: each like the one at its place, the rest like the last."""
    rows: list[tuple[PlacedCell, ...]] = []
    heights = []
    for place, cells in enumerate(after.cells):
        at = min(place, len(box.rows) - 1)
        pattern = box.rows[at]
        heights.append(box.heights[at])
        rows.append(
            tuple(
                replace(one, paragraphs=tuple(_paragraphs(one.paragraphs, (), lines)))
                for one, lines in zip(pattern, cells, strict=False)
            )
        )
    return replace(box, rows=tuple(rows), heights=tuple(heights))


def _paragraphs(old: Sequence[PlacedParagraph], before: Lines, after: Lines) -> Iterator[PlacedParagraph]:
    """Yield the paragraphs of a text that was merged, each like the one that it was or the one before it."""
    back = {two: one for one, two in pairs(before, after).items()}
    pattern = old[0] if old else None
    for place, line in enumerate(after):
        origin = back.get(place)
        if origin is not None and origin < len(old):
            pattern = old[origin]
            if before[origin].said == line.said:
                yield pattern
                continue
        elif pattern is not None:
            levels = [one for one in old if one.level == line.level]
            pattern = levels[0] if levels else pattern
        if pattern is not None:
            runs = tuple(_runs(line, pattern.runs))
            level = pattern.level if pattern.level is None else min(line.level, 2)
            yield replace(pattern, runs=runs, level=level, key=None)


def _runs(line: Line, old: Sequence[Run]) -> Iterator[Run]:
    """Yield what a paragraph says as runs; citations, languages and colours stay with their words."""
    known = {one.text: one for one in old}
    bold = bool(line.stretches) and all(one.stress.bold for one in line.stretches)
    for text, stress in line.said[1]:
        plain = text.replace("\v", "\n")
        like = known.get(plain)
        if like is not None:
            yield like
            continue
        yield Run(
            plain,
            bold=stress.bold and not bold,
            italic=stress.italic,
            superscript=stress.baseline > 0,
            subscript=stress.baseline < 0,
            link=stress.link or None,
        )


def _notes(old: Sequence[Note], before: Lines, after: Lines) -> Iterator[Note]:
    back = {two: one for one, two in pairs(before, after).items()}
    pattern = old[0] if old else Note((), None)
    for place, line in enumerate(after):
        origin = back.get(place)
        if origin is not None and origin < len(old):
            pattern = old[origin]
            if before[origin].said == line.said:
                yield pattern
                continue
        yield replace(pattern, runs=tuple(_runs(line, pattern.runs)))
