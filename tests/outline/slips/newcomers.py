"""Kinds of slip of those who see the format for the first time: the first line, slides by number, tabs."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.outline.slips.catalogue import _field, _is_parent, _value_of, kind
from tests.outline.slips.habits import KINDS
from tests.outline.slips.plant import FIELD, POINT, Plant, Row, Sheet

__all__ = ["KINDS"]

# ── the first line ────────────────────────────────────────────────────────────────────────────


def _title(change: Callable[[str], str]) -> Plant:
    """Change the line with the talk's title."""

    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        row = sheet.rows[at]
        if not row.text.startswith("title: ") or ": " in row.text[7:] or row.text[7] in "\"'":
            return None
        row.text = change(row.text[7:])
        return row

    return made


kind("a talk's title without its name")(_title(lambda words: words))
kind("a talk's title with a dash")(_title(lambda words: f"- title: {words}"))
kind("a talk's title with a number")(_title(lambda words: f"1. title: {words}"))
kind("a talk's title in quotation marks with its name")(_title(lambda words: f'"title: {words}"'))
kind("a talk's title with a tab before it")(_title(lambda words: f"\ttitle: {words}"))
kind("a talk's title after the colon of another script")(_title(lambda words: f"标题：{words}"))
kind("a talk's title after another language's name and =")(_title(lambda words: f"Titel = {words}"))


@kind("a directive of YAML")
def _directive(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    if not sheet.rows[at].text.startswith("title: "):
        return None
    new = Row("%YAML 1.2", None)
    sheet.rows.insert(at, new)
    return new


# ── slides by number ──────────────────────────────────────────────────────────────────────────


def _slides(change: Callable[[Sheet, int], None]) -> Plant:
    """Change the first lines of all slides of a section."""

    def made(sheet: Sheet, at: int, rng: random.Random) -> tuple[Row, ...] | None:
        if not re.match(r"\s*slides:$", sheet.rows[at].text):
            return None
        below = sheet.below(at)
        column = below[0].indent if below else 0
        starts = [row for row in below if row.indent == column and row.text.lstrip().startswith("- title: ")]
        if not starts or any(row.slip for row in below):
            return None
        if len(starts) != sum(row.indent == column for row in below):
            return None
        for number, row in enumerate(starts, 1):
            row.text = row.text.replace("- title: ", f"slide {number}: ", 1)
            change(sheet, number)
        return tuple(starts)

    return made


kind("slides under numbers with their titles", wide=True)(_slides(lambda sheet, number: None))


@kind("slides under numbers of their own", wide=True)
def _numbered(sheet: Sheet, at: int, rng: random.Random) -> tuple[Row, ...] | None:
    starts = _slides(lambda sheet, number: None)(sheet, at, rng)
    if not isinstance(starts, tuple):
        return None
    for number, row in enumerate(starts, 1):
        before, _, title = row.text.partition(f"slide {number}: ")
        row.text = f"{before}{rng.choice(('slide', 'Slide', 'Folie'))} {number}:"
        place = sheet.rows.index(row)
        sheet.rows.insert(place + 1, Row(f"{before}  title: {title}", None))
    return starts


@kind("a number after a slide's dash")
def _after_dash(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    row = sheet.rows[at]
    found = FIELD.match(row.text)
    if found is None or found[2] != "title" or not found[1].endswith("- ") or not found[3]:
        return None
    if sheet.path(at)[-1:] != ["slides"]:
        return None
    row.text = row.text.replace("title: ", "slide 3: ", 1)
    return row


# ── indentation ───────────────────────────────────────────────────────────────────────────────


def _tabbed(fits: Callable[[Sheet, int], bool], tabs: str) -> Plant:
    """Put tabs in the place of the spaces before a line."""

    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        row = sheet.rows[at]
        if not row.indent or sheet.inside_text(at) or not fits(sheet, at):
            return None
        row.text = tabs + row.text.lstrip()
        return row

    return made


def _is_field(sheet: Sheet, at: int) -> bool:
    found = _field(sheet, at)
    return bool(found and found[3] and found[3] != "|" and not found[1].endswith("- "))


kind("one tab before a field")(_tabbed(_is_field, "\t"))
kind("two tabs before a field")(_tabbed(_is_field, "\t\t"))
kind("one tab before a point")(
    _tabbed(
        lambda sheet, at: bool(POINT.match(sheet.rows[at].text)) and sheet.path(at)[-1:] == ["bullets"], "\t"
    )
)
kind("one tab before a slide")(
    _tabbed(lambda sheet, at: sheet.rows[at].text.lstrip().startswith("- title: "), "\t")
)


@kind("a field as far in as the text above it")
def _taken_in(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    row, above = sheet.rows[at], sheet.rows[at - 1]
    found = _field(sheet, at)
    plain = ("minutes", "hidden", "build", "layout", "from", "only")
    if found is None or found[2] not in plain or found[1].endswith("- ") or not at:
        return None
    if not sheet.inside_text(at - 1) or "code" in sheet.path(at - 1) or above.indent != row.indent + 2:
        return None
    row.text = f"  {row.text}"
    return row


@kind("a slide's dash far too far in")
def _deep_dash(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    row, after = sheet.rows[at], sheet.after(at)
    found = FIELD.match(row.text)
    if found is None or not found[1].endswith("- ") or sheet.path(at)[-1:] != ["slides"] or after is None:
        return None
    if after.indent != row.indent + 2 or not FIELD.match(after.text) or sheet.inside_text(at - 1):
        return None
    if sheet.rows[at - 1].text.rstrip().endswith(":"):
        return None
    row.text = f"    {row.text}"
    return row


# ── names and values ──────────────────────────────────────────────────────────────────────────


@kind("a colon of another script after a section's name")
def _wide_colon(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    row = sheet.rows[at]
    if sheet.path(at)[-1:] != ["sections"] or not row.text.rstrip().endswith(":") or "-" in row.text:
        return None
    row.text = row.text.replace(":", "：")
    return row


@kind("several letters of another alphabet in a name")
def _cyrillic(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if found is None or len(found[2]) < 5:
        return None
    other = found[2].translate({ord(a): b for a, b in zip("aeiopc", "аеіорс", strict=True)})
    if sum(a != b for a, b in zip(other, found[2], strict=True)) < 2 or other.isascii():
        return None
    if not any(one.isascii() for one in other):
        return None
    sheet.rows[at].text = sheet.rows[at].text.replace(f"{found[2]}:", f"{other}:", 1)
    return sheet.rows[at]


kind("a space before the colon and none after it")(lambda sheet, at, rng: _spaced(sheet, at))


def _spaced(sheet: Sheet, at: int) -> Row | None:
    found = _field(sheet, at)
    if found is None or not found[3] or found[3][0] in "|[{\"'":
        return None
    sheet.rows[at].text = f"{found[1]}{found[2]} :{found[3]}"
    return sheet.rows[at]


kind("a label before a number")(_value_of(("minutes", "highlight", "year"), lambda value, _: f"&m {value}"))


@kind("points on one line with commas", wide=True)
def _commas(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if found is None or found[2] != "bullets" or found[3] or not _is_parent(sheet, at):
        return None
    below = sheet.below(at)
    if any(not POINT.match(row.text) for row in below) or len(below) < 2:
        return None
    for row in below:
        row.gone = True
    sheet.rows[at].text += " storms, hunger, prices"
    return sheet.rows[at]


@kind("another file brought in")
def _include(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    row = sheet.rows[at]
    if not row.text.lstrip().startswith("- title: ") or sheet.path(at)[-1:] != ["slides"]:
        return None
    words = rng.choice(("- include: more.yaml", "- !include more.yaml"))
    new = Row(" " * row.indent + words, None)
    sheet.rows.insert(at, new)
    return new
