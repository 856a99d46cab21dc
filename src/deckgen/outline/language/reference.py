"""The field table → the page of the documentation that lists every field (Markdown).

`scripts/make_reference.py` writes it to `docs/reference.md`; a test holds that file up to date.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.outline.language import fields, slide_fields
from deckgen.schema.shapes import Field, Group, Keyed, ListOf, Points, Scalar, Shape, options

_OPENING = """\
# Reference of the outline language

<!-- Written by scripts/make_reference.py from src/deckgen/outline/language/fields.py: change it there. -->

Every field of an outline, with what it takes and an example. How an outline is written, and a picture of each
kind of slide, is in [the outline language](outline.md).
"""

_TITLES = {
    "a credit": "`credit`: its parts",
    "a heading over columns": "`table`: a heading over columns",
    "rows under a heading": "`table`: rows under a heading",
    "an outline": "The whole file",
    "the cover's picture": "`cover`: its picture",
    "an author": "`author`: somebody",
    "a logo": "`logo`",
    "a closing": "`closing`",
    "a section": "A section",
    "a slide": "A slide",
    "numbers under their categories": "`chart`: `data`",
    "an event": "`timeline`: an event",
    "a step": "`process`: a step",
    "a column": "`columns`: a column",
    "a part of a body": "`body`: a part",
    "a part of a column": "`columns`: a part of a column's `body`",
    "a reference": "`references`: a work",
    "a set of words": "`words`",
    "a choice of checks": "`check`",
    "requirements": "`requires`",
    "kinds of sources": "`requires`: `sources`",
}
"""What parts of the page are called, where that is not the field of a slide that takes their group."""


def reference_page() -> str:
    """Return the whole page."""
    parts = [_OPENING]
    for group in fields.GROUPS:
        parts += _section(group)
        if group is fields.SLIDE:
            parts += _together()
    return "\n".join(parts).rstrip() + "\n"


def _section(group: Group) -> Iterator[str]:
    yield f"## {_title(group)}\n"
    yield f"{group.doc}\n"
    if group.short:
        yield f"A plain text is short for `{group.short}`.\n"
    if group is fields.SECTION:
        yield (
            "Under `sections:`, each section has a stable id of its own: a letter, then letters, digits,"
            " hyphens or underscores. No other section and no slide's `id` has the same. Sections can be a"
            " plain list, too; their ids are then made of their titles, and change with them unless `id` is"
            " given.\n"
        )
    known = () if group is fields.SLIDE else fields.SLIDE.fields
    shared = [f"[`{field.name}`](#{field.name})" for field in group.fields if field in known]
    if shared:
        yield f"It takes these fields as a slide does: {', '.join(shared)}.\n"
    for field in group.fields:
        if field in known:
            continue
        yield f"### `{field.name}`\n"
        yield f"{field.doc} {_takes(field)}\n"
        yield f"```yaml\n{field.example}\n```\n"


def _title(group: Group) -> str:
    if group.noun in _TITLES:
        return _TITLES[group.noun]
    return f"`{next(field.name for field in fields.SLIDE.fields if group in options(field.shape))}`"


def _takes(field: Field) -> str:
    """Say what a field takes, and that it is needed if it is."""
    kinds = [_noun(one) for one in options(field.shape)]
    taken = f"{', '.join(kinds[:-1])} or {kinds[-1]}" if len(kinds) > 1 else kinds[0]
    needed = "Required: " if field.required else "Takes "
    return f"{needed}{taken}."


def _noun(shape: Shape) -> str:
    match shape:
        case Scalar(noun, values=values):
            return f"one of {', '.join(f'`{one}`' for one in values)}" if values else noun
        case ListOf(_, noun) | Points(noun) | Group(noun) | Keyed(noun=noun):
            return noun
    raise AssertionError(shape)


_FLOWS = """\
Any other combination is a flow. Its fields keep their order: one below the other, a picture beside its text
where that shows it larger, two visuals side by side. Under `body:`, everything is stacked exactly as listed.
Under `columns:`, two or three columns each hold a flow of their own. A `takeaway` always comes last. A
statement, an agenda, a summary and a passage fill their slide alone; timelines, processes and comparisons
need its whole width.
"""


def _together() -> Iterator[str]:
    """Say what may share a slide, and which kinds of slide suit it."""
    yield "### What a slide can hold together\n"
    yield "| fields | kind of slide |\n| --- | --- |"
    for names, kinds in slide_fields.KINDS.items():
        held = " + ".join(f"`{field.name}`" for field in fields.SLIDE.fields if field.name in names)
        yield f"| {held} | {', '.join(f'`{kind}`' for kind in kinds)} |"
    yield "\nWhere several kinds are possible, the first is used unless `layout` names another.\n"
    yield _FLOWS
