"""What may share a slide, and what may not, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from deckgen.diagnostics import Diagnostic, Span, error, warning
from deckgen.outline import model
from deckgen.outline.language.slide_fields import KINDS
from deckgen.schema.walk import CheckedMapping

FILLING = {
    "statement": "a statement",
    "agenda": "an agenda",
    "summary": "a summary",
    "passage": "a passage",
}
"""What fills its slide, beside a title."""

SHORT = frozenset(
    name
    for names, kinds in KINDS.items()
    for name in names
    if len(names) == 1 and kinds[0] in ("text", "list")
)
"""What a conclusion may be made of: what fills a slide as a text or as a list of any sort."""

VISUALS = (
    model.Image,
    model.Images,
    model.Media,
    model.Table,
    model.Chart,
    model.Code,
    model.Timeline,
    model.Process,
    model.Comparison,
)
"""What is looked at rather than read."""

MOST_VISUALS, MOST_BLOCKS = 2, 6
"""Visuals that one slide holds outside columns, and blocks that an audience takes in."""

PICTURE = "picture"
"""The layout of a picture that fills its slide."""


def apart(found: CheckedMapping, given: Sequence[str], layout: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the fields that fill a slide together; `layout` is the one asked for."""
    filling = next((name for name in given if name in FILLING), None)
    if filling is None and layout == PICTURE and "image" in given:
        filling = "image"
    if filling is not None:
        noun = FILLING.get(filling, "a full picture")
        if filling == given[-1] and (late := _comes_late(found, given, noun)):
            yield late
            return
        for name in given:
            if name != filling:
                yield _no_place(found, name, noun)
    elif "body" in given:
        for name in given:
            if name not in ("body", "takeaway"):
                message = f'"{name}" is given as well as "body"'
                yield error(message, found.entries[name].name.span, "put it into body, where it is to appear")


def _comes_late(found: CheckedMapping, given: Sequence[str], noun: str) -> Diagnostic | None:
    """Return what is wrong with what fills a slide where it comes after all else: its dash was forgotten."""
    filling, others = given[-1], given[:-1]
    name = found.entries[filling].name
    lines = [found.entries[one].name.span.line for one in others]
    if noun not in FILLING.values() or not lines or max(lines) >= name.span.line:
        return None
    if noun == "a statement" and all(one in SHORT for one in others):
        return None
    hint = f"begin a slide of its own with it: - {filling}:"
    return error(f'{noun} fills its slide; there is no place for "{others[0]}" on it', name.span, hint)


def _no_place(found: CheckedMapping, name: str, noun: str) -> Diagnostic:
    hint = "give it a slide of its own"
    if name in SHORT and noun == "a statement":
        hint = "write the points as the slide, and the statement as its takeaway:"
    return error(
        f'{noun} fills its slide; there is no place for "{name}" on it', found.entries[name].name.span, hint
    )


def crowded(blocks: Sequence[model.Block], head: Span) -> Iterator[Diagnostic]:
    """Yield what is too much of one slide's blocks; `head` is where the slide begins."""
    visuals = [block for block in blocks if isinstance(block, VISUALS)]
    if len(visuals) > MOST_VISUALS:
        hint = "set them in columns:, or on two slides"
        yield error(f"there are {len(visuals)} visuals on this slide", visuals[MOST_VISUALS].span, hint)
    if len(blocks) > MOST_BLOCKS:
        hint = "two slides are easier to follow than one that holds all"
        yield warning(f"there are {len(blocks)} items on this slide", head, hint)
    yield from _twice(blocks)
    for block in blocks[:-1]:
        if isinstance(block, model.Takeaway):
            hint = "move it to the end, or write it as text:"
            yield error("a takeaway comes last on its slide", block.span, hint)


READ = (model.Bullets, model.Prose, model.Quote, model.Definitions)
"""What a picture may be beside, by itself."""


def unplaced(blocks: Sequence[model.Block], *, stacked: bool) -> Iterator[Diagnostic]:
    """Yield a warning for each picture that asks for a place which only one beside text can have."""
    kinds = [type(block) for block in blocks if not isinstance(block, model.Takeaway)]
    beside = not stacked and kinds.count(model.Image) == 1 and len(kinds) > 1
    beside = beside and all(kind is model.Image or kind in READ for kind in kinds)
    for image in () if beside else _pictures(blocks):
        for name, typed in (("width", image.width), ("side", image.side)):
            if typed:
                hint = "it places a picture beside text; for anything else use columns: with a width:"
                yield warning(f'"{name}" changes nothing here', typed.span, hint)


def _pictures(blocks: Iterable[model.Block]) -> Iterator[model.Image]:
    for block in every(blocks):
        if isinstance(block, model.Image):
            yield block
        elif isinstance(block, model.Images):
            yield from block.images


def _twice(blocks: Iterable[model.Block]) -> Iterator[Diagnostic]:
    for kind, noun in (
        (model.Question, "question"),
        (model.Media, "recording"),
        (model.Takeaway, "takeaway"),
    ):
        found = [block for block in every(blocks) if isinstance(block, kind)]
        if len(found) > 1:
            yield error(
                f"a second {noun} on one slide",
                found[1].span,
                f"the first is in line {found[0].span.line}; give this one a slide of its own",
            )


def every(blocks: Iterable[model.Block]) -> Iterator[model.Block]:
    """Yield blocks, and those in the columns among them."""
    for block in blocks:
        yield block
        if isinstance(block, model.Columns):
            for column in block.columns:
                yield from every(column.blocks)
