"""Slides of an outline as stretches of lines → the file with them moved, hidden, taken out or given an id."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from deckgen.outline.model import Outline, Slide
from deckgen.outline.write.splice import Unwritable, outline_of, scalar
from deckgen.schema.source import Source, source_of


def _slides(outline: Outline) -> list[list[Slide]]:
    return [list(section.slides) for section in outline.sections]


def rows_of(known: Source, outline: Outline) -> dict[int, tuple[int, int]]:
    """Return for each slide, by its line, where its lines begin and end; comments before it are its own."""
    rows = known.text.splitlines(keepends=True)
    found: dict[int, tuple[int, int]] = {}
    for section in outline.every_section:
        starts = [slide.span.line for slide in section.slides]
        for place, line in enumerate(starts):
            head = rows[line - 1][: section.slides[place].span.column - 1]
            if not re.fullmatch(r"( *)- +", head):
                raise Unwritable("the slides are not written as a list of lines")
            dash = len(head) - len(head.lstrip(" "))
            first = line - 1
            while first > 0 and re.match(rf" {{{dash}}}#", rows[first - 1]):
                first -= 1
            stop = line
            while stop < len(rows) and (not rows[stop].strip() or _indent(rows[stop]) > dash):
                stop += 1
            while stop > line and not rows[stop - 1].strip():
                stop -= 1
            found[line] = (first, stop)
    return found


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def reorder(source: str, outline: Outline, order: Sequence[tuple[int, Sequence[int]]]) -> str:
    """Return the file with its slides in another order, comments with them. Raises `Unwritable`.

    `order` names for each section, by its place, its slides by their lines.
    """
    known = source_of(source, outline.path)
    rows = known.text.splitlines(keepends=True)
    if rows and not rows[-1].endswith("\n"):
        rows[-1] += known.newline
    lines = rows_of(known, outline)
    changed = "".join(_arranged(rows, lines, outline, order))
    by_line = {slide.span.line: slide for section in _slides(outline) for slide in section}
    found = [slide for section in _slides(outline_of(changed, outline.path)) for slide in section]
    if found != [by_line[line] for _, wanted in order for line in wanted]:
        raise Unwritable("the slides cannot be moved without changing others")
    return changed


def _arranged(
    rows: Sequence[str],
    lines: Mapping[int, tuple[int, int]],
    outline: Outline,
    order: Sequence[tuple[int, Sequence[int]]],
) -> Iterator[str]:
    """Yield the rows of the file in their new order; what is between slides stays where it is."""
    at = 0
    for place, wanted in order:
        slides = outline.sections[place].slides
        if not slides or not wanted:
            raise Unwritable("a section would be left without slides")
        for number, slide in enumerate(slides):
            first, stop = lines[slide.span.line]
            yield from rows[at:first]
            at = stop
            last = len(wanted) if number == len(slides) - 1 else number + 1
            for line in wanted[number:last]:
                yield from rows[slice(*lines[line])]
    yield from rows[at:]


def take_out(source: str, outline: Outline, line: int) -> str:
    """Return the file without a slide, named by its line. Raises `Unwritable`."""
    order = [
        (place, [slide.span.line for slide in section.slides if slide.span.line != line])
        for place, section in enumerate(outline.sections)
    ]
    return reorder(source, outline, order)


def hide(source: str, slide: Slide, *, hidden: bool) -> str:
    """Return the file with a slide hidden, or shown. Raises `Unwritable`."""
    known = source_of(source, slide.span.path)
    rows = known.text.splitlines(keepends=True)
    if hidden:
        return _with_field(known, slide, "hidden: true")
    for at in range(slide.span.line - 1, len(rows)):
        if re.fullmatch(r"\s+hidden: +(true|yes|on)\s*", rows[at], re.IGNORECASE):
            changed = "".join((*rows[:at], *rows[at + 1 :]))
            outline_of(changed, slide.span.path)
            return changed
        if at >= slide.span.line and rows[at].strip() and _indent(rows[at]) < slide.span.column - 1:
            break
    raise Unwritable("`hidden` is not on a line of its own")


def _with_field(known: Source, slide: Slide, field: str) -> str:
    """Return the file with a field put in as the first of a slide that is written over lines."""
    at = known.offset(slide.span.line, slide.span.column)
    if known.text[at] == "{":
        changed = f"{known.text[: at + 1]}{field}, {known.text[at + 1 :]}"
    else:
        indent = " " * (slide.span.column - 1)
        changed = f"{known.text[:at]}{field}{known.newline}{indent}{known.text[at:]}"
    outline_of(changed, slide.span.path)
    return changed


def write_ids(source: str, outline: Outline, ids: Mapping[int, str]) -> str:
    """Return the file with an id in each slide that has none; `ids` are theirs, by the slides' lines."""
    changed = source
    slides = [slide for section in outline.sections for slide in section.slides if slide.id is None]
    for slide in reversed(slides):
        if slide.span.line in ids:
            known = source_of(changed, outline.path)
            changed = _with_field(known, slide, f"id: {scalar(ids[slide.span.line])}")
    return changed
