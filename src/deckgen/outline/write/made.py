"""A slide or notes that the outline has not → the file with them put in, written as a person would."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.outline.model import Outline, Slide
from deckgen.outline.write.slides import rows_of
from deckgen.outline.write.splice import Unwritable, outline_of, quoted, scalar
from deckgen.schema.source import source_of
from deckgen.structs import Struct


class Draft(Struct, frozen=True):
    """What a new slide says, in the outline's markup: points have their level, from 0."""

    title: str
    points: tuple[tuple[int, str], ...] = ()
    text: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def insert_slide(source: str, outline: Outline, place: int, draft: Draft) -> str:
    """Return the file with a slide put in after the one at a place among all slides. Raises `Unwritable`."""
    known = source_of(source, outline.path)
    slides = [slide for section in outline.every_section for slide in section.slides]
    before = slides[place]
    rows = known.text.splitlines(keepends=True)
    if rows and not rows[-1].endswith("\n"):
        rows[-1] += known.newline
    stop = rows_of(known, outline)[before.span.line][1]
    margin = " " * (before.span.column - 1)
    dash = f"{margin[:-2]}- "
    written = [f"{dash if not at else margin}{row}" for at, row in enumerate(_rows(draft))]
    lines = [f"{row.rstrip()}{known.newline}" for row in written]
    changed = "".join((*rows[:stop], *lines, *rows[stop:]))
    found = [slide for section in outline_of(changed, outline.path).every_section for slide in section.slides]
    if [*found[: place + 1], *found[place + 2 :]] != slides or len(found) != len(slides) + 1:
        raise Unwritable("a slide cannot be put in without changing others")
    return changed


def _rows(draft: Draft) -> Iterator[str]:
    yield f"title: {scalar(draft.title)}"
    if draft.points:
        yield "bullets:"
        yield from _points(draft.points)
    if draft.text:
        yield from _prose("text", draft.text)
    if draft.notes:
        yield from _prose("notes", draft.notes)


def _points(points: Sequence[tuple[int, str]]) -> Iterator[str]:
    deepest = 0
    for at, (level, words) in enumerate(points):
        depth = min(level, deepest)
        below = at + 1 < len(points) and points[at + 1][0] > depth
        yield f"{'    ' * depth}  - {scalar(words)}{':' if below else ''}"
        deepest = depth + 1


def _prose(name: str, paragraphs: Sequence[str]) -> Iterator[str]:
    if len(paragraphs) == 1 and "\n" not in paragraphs[0]:
        yield f"{name}: {scalar(paragraphs[0])}"
        return
    if any(one != one.strip() for one in paragraphs):
        yield f"{name}: {quoted(chr(10).join(paragraphs))}"
        return
    yield f"{name}: |"
    for at, one in enumerate(paragraphs):
        if at:
            yield ""
        yield from (f"  {row}" for row in one.split("\n"))


def add_notes(source: str, outline: Outline, slide: Slide, paragraphs: Sequence[str]) -> str:
    """Return the file with notes for a slide that has none. Raises `Unwritable`."""
    known = source_of(source, outline.path)
    at = known.offset(slide.span.line, slide.span.column)
    if known.text[at] == "{":
        said = quoted("\n\n".join(paragraphs))
        changed = f"{known.text[: at + 1]}notes: {said}, {known.text[at + 1 :]}"
    else:
        rows = known.text.splitlines(keepends=True)
        if rows and not rows[-1].endswith("\n"):
            rows[-1] += known.newline
        stop = rows_of(known, outline)[slide.span.line][1]
        margin = " " * (slide.span.column - 1)
        lines = (f"{margin}{row}".rstrip() + known.newline for row in _prose("notes", paragraphs))
        changed = "".join((*rows[:stop], *lines, *rows[stop:]))
    slides, found = (
        [one for section in each.every_section for one in section.slides]
        for each in (outline, outline_of(changed, outline.path))
    )
    pairs = zip(slides, found, strict=False)
    same = [a == b or (a.span.line == slide.span.line and b.notes is not None) for a, b in pairs]
    if len(slides) != len(found) or not all(same):
        raise Unwritable("notes cannot be put in without changing others")
    return changed
