"""The field table → the page of the documentation that lists every field (Markdown).

`scripts/make_reference.py` writes it to `docs/outline.md`; a test holds that file up to date.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.outline import fields
from deckgen.outline.shapes import Field, Group, Keyed, ListOf, Points, Scalar, Shape, options

_OPENING = """\
# The outline language

<!-- Written by scripts/make_reference.py from src/deckgen/outline/fields.py: change it there. -->

An outline is a text file, usually named after the talk: `talk.yaml`. `deckgen new talk.yaml` writes one to
start from. It says, from top to bottom: what the talk is, which works are cited, and the sections with
their slides. Order is the file's order.

- A **field** is a name, a colon, a space and a value: `title: The speech`.
- What belongs to a field stands below it, **two spaces further right**. Only spaces indent, never tabs.
- A **list** has one entry a line, each behind a dash and a space.
- A `#` with a space behind it begins a **remark**, which nobody sees. Behind a text it stands two spaces off.
- Texts are read as they are typed: `no`, `1.10`, `12:30`, `2026-11-23` and `007` stay what they are.
- A **text of several lines** begins behind the field's name with `|`; a blank line parts paragraphs:

  ```yaml
  notes: |
    Let me take you to Moscow, to February 1956.

    It is the last morning of the congress.
  ```

- A **point with points below it** ends in a colon:

  ```yaml
  bullets:
    - A report of four hours
    - Four charges against Stalin:
        - terror
        - the abuse of power
  ```

- In texts, Markdown's small signs work: `*emphasis*`, `**strong**`, `` `code` ``, `[link](https://…)`,
  `H~2~O`, `x^2^`, and citations: `[@kort, p. 294]`, `@kort argues`, `[-@kort]`.

- A **word of another language** can name it: `[la vie]{lang=fr}`. Another script tells by itself.

- A **formula** stands between dollars, written in TeX: `$a^2 + b^2 = c^2$`. There is no space inside the
  dollars and no digit behind the second, so prices such as $5 and $10 stay what they are; `\\$` is always a
  dollar sign.

## When a text needs quotation marks

Put a text in quotation marks when it

- holds a colon with a space behind it, or ends in a colon: `title: "The speech: a report"`
- begins with one of ``* & ! @ ` % [ { | > # , " '``, or with a dash, a question mark or a colon and a space:
  `- "@kort argues that …"`
- holds a space with `#` behind it: `- "Order # 227"`
- stands inside `{ }` or `[ ]` and holds a comma, a colon, a bracket or a brace.

Inside double quotation marks a backslash means something special; a text with backslashes or with double
quotation marks goes into single ones: `'"Not one step back" was the order'`. deckgen finds texts that lack
their quotation marks, `deckgen fix talk.yaml` shows the corrections and `deckgen fix --write talk.yaml`
makes them.
"""

_TITLES = {
    "an outline": "The whole file",
    "the cover's picture": "`cover`: its picture",
    "a section": "A section",
    "a slide": "A slide",
    "a quotation": "`quote`",
    "program text": "`code`",
    "a formula": "`equation`",
    "a picture": "`image`",
    "a video or a sound": "`media`",
    "a table": "`table`",
    "a chart": "`chart`",
    "numbers under their categories": "`chart`: `data`",
    "an event": "`timeline`: an event",
    "a step": "`process`: a step",
    "a comparison": "`compare`",
    "a column": "`columns`: a column",
    "a question": "`question`",
    "a number with its label": "`number`",
    "a passage": "`passage`",
    "a reference": "`references`: a work",
    "a set of words": "`words`",
}


def reference_page() -> str:
    """Return the whole page."""
    parts = [_OPENING]
    for group in fields.GROUPS:
        parts += _section(group)
        if group is fields.SLIDE:
            parts += _together()
    return "\n".join(parts).rstrip() + "\n"


def _section(group: Group) -> Iterator[str]:
    yield f"## {_TITLES[group.noun]}\n"
    yield f"{group.doc}\n"
    if group.short:
        yield f"The short form is the text alone; it stands for `{group.short}`.\n"
    if group is fields.SECTION:
        yield (
            "Under `sections:`, each section stands under a name of its own: a letter, then letters, digits,"
            " hyphens or underscores. No other section and no slide's `id` has the same.\n"
        )
    for field in group.fields:
        yield f"### `{field.name}`\n"
        yield f"{field.doc} {_takes(field)}\n"
        yield f"```yaml\n{field.example}\n```\n"


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
        case ListOf(_, noun) | Points(noun) | Group(noun) | Keyed(_, noun):
            return noun
    raise AssertionError(shape)


def _together() -> Iterator[str]:
    """Say what may share a slide, and which kinds of slide suit it."""
    yield "### What a slide can hold together\n"
    yield "| fields | kind of slide |\n| --- | --- |"
    for names, kinds in fields.KINDS.items():
        held = " + ".join(f"`{field.name}`" for field in fields.SLIDE.fields if field.name in names)
        yield f"| {held} | {', '.join(f'`{kind}`' for kind in kinds)} |"
    yield "\nWhere several kinds suit, the first is taken unless `layout` names another.\n"
