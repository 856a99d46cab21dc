"""The table of a theme's keys → the part of `docs/themes.md` that lists them (Markdown).

`scripts/make_reference.py` puts it there; a test holds that page up to date.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.schema.shapes import Field, Group, Scalar, options
from deckgen.theme import fields

BEGIN = "<!-- The keys are written by scripts/make_reference.py from src/deckgen/theme/fields.py. -->\n"
END = "<!-- End of the keys. -->\n"

_TITLES = (
    (fields.THEME, "The whole file"),
    (fields.FACE, "`faces`: a face"),
    (fields.COLOURS, "`colours`"),
    (fields.DARK_VARIANT, "`dark`"),
    (fields.COMFORT_VARIANT, "`comfort`"),
    (fields.FLOORS, "`floors`"),
    (fields.STYLE, "`styles`: a style"),
    (fields.BULLET, "`bullets`: a mark"),
    (fields.CHROME, "`chrome`"),
    (fields.COMMON, "`common`"),
    (fields.LAYOUT, "`layouts`: a layout"),
    (fields.REGION, "`regions`: a region"),
    (fields.DECOR, "`decor` and `rules`: a rectangle"),
)


def with_keys(page: str) -> str:
    """Return the page of themes with the part that lists the keys as the table has it."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + "\n".join(_keys()) + "\n" + END + after


def _keys() -> Iterator[str]:
    for group, title in _TITLES:
        yield f"\n### {title}\n"
        yield f"{group.doc}\n"
        yield "| key | says | for instance |\n|---|---|---|"
        yield from (f"| `{one.name}` | {_said(one, group)} | `{_example(one)}` |" for one in group.fields)


def _said(field: Field, group: Group) -> str:
    needed = field.required and group is not fields.THEME
    values = [value for one in options(field.shape) if isinstance(one, Scalar) for value in one.values]
    named = all(f"`{value}`" in field.doc for value in values)
    taken = "" if named else f" One of {', '.join(f'`{value}`' for value in values)}."
    return f"{field.doc}{taken}{' Required.' if needed else ''}"


def _example(field: Field) -> str:
    return _on_one_line(field.example.split("\n"))


def _on_one_line(lines: list[str]) -> str:
    """Return YAML, values with what is set in below them, as it is written on one line."""
    depth = len(lines[0]) - len(lines[0].lstrip())
    starts = [at for at, line in enumerate(lines) if len(line) - len(line.lstrip()) == depth]
    parts = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        head, below = lines[start].strip(), lines[start + 1 : end]
        listed = bool(below) and below[0].lstrip().startswith("- ")
        around = "[{}]" if listed else "{{{}}}"
        parts.append(f"{head} {around.format(_on_one_line(below))}" if below else head.removeprefix("- "))
    return ", ".join(parts)
