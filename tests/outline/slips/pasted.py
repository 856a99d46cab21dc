"""Kinds of slip of those who paste: from a chat, a spreadsheet, another program's slides, Word, a phone."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from tests.outline.slips.catalogue import _dash, _field, _instead, _is_parent, _value_of, kind
from tests.outline.slips.elsewhere import _around
from tests.outline.slips.habits import _lines, _slide
from tests.outline.slips.newcomers import KINDS
from tests.outline.slips.plant import FIELD, POINT, Plant, Row, Sheet

__all__ = ["KINDS"]

# ── a chat ────────────────────────────────────────────────────────────────────────────────────


def _at_top(*lines: str, reported: Sequence[int] = (0,)) -> Plant:
    """Put lines before the first of the outline."""

    def made(sheet: Sheet, at: int, rng: random.Random) -> tuple[Row, ...] | None:
        if not sheet.rows[at].text.startswith("title: "):
            return None
        rows = [Row(line, None) for line in lines]
        sheet.rows[at:at] = rows
        return tuple(rows[place] for place in reported)

    return made


def _at_end(*lines: str) -> Plant:
    """Put lines after the last of the outline."""

    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        if at != max(place for place, row in enumerate(sheet.rows) if row.text.strip()):
            return None
        rows = [Row(line, None) for line in lines]
        sheet.rows += rows
        return next(row for row in rows if row.text)

    return made


kind("a sentence of a chat before the outline")(_at_top("Sure! Here is the outline you asked for:", ""))
kind("a sentence of a chat after the outline")(
    _at_end("", "Let me know if you would like me to change anything!")
)
kind("a fence of a chat before the outline")(_at_top("```yaml"))
kind("a fence of a chat after the outline")(_at_end("```"))
kind("a chat's name for a field")(
    _instead(
        {
            "bullets": ("key_points", "bullet_points", "content"),
            "notes": ("speaker_notes", "presenter-notes"),
            "image": ("visual",),
            "subtitle": ("sub_title",),
            "minutes": ("time_minutes",),
            "author": ("presenter",),
            "question": ("discussion_question",),
        }
    )
)


@kind("a slide's fields below slide:", wide=True)
def _nested(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    row = sheet.rows[at]
    found = _field(sheet, at)
    if found is None or not found[1].endswith("- ") or sheet.path(at)[-1:] != ["slides"] or not found[3]:
        return None
    below = sheet.below(at)
    if any(one.slip or one.gone for one in below):
        return None
    first = Row(f"{' ' * (row.indent + 4)}{row.text.lstrip()[2:]}", None)
    row.text = f"{' ' * row.indent}- slide:"
    for one in below:
        one.text = f"  {one.text}" if one.text.strip() else one.text
    sheet.rows.insert(at + 1, first)
    return row


kind("a slide's type")(_lines("slide_type: content"))
kind("a slide's number of its own")(_lines("slide_number: 3"))

# ── a spreadsheet ─────────────────────────────────────────────────────────────────────────────


def _bare_rows(sign: str) -> Plant:
    """Write all rows of a table without dashes and brackets."""

    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        found = _field(sheet, at)
        if found is None or found[2] != "rows" or found[3] or not _is_parent(sheet, at):
            return None
        below = sheet.below(at)
        rows = [re.match(r"^(\s*)- \[([^\[\]\"']+)\]$", one.text) for one in below]
        if not all(rows) or len(rows) < 2:
            return None
        for row, one in zip(below, rows, strict=True):
            assert one is not None
            row.text = one[1] + sign.join(cell.strip() for cell in one[2].split(","))
        return below[0]

    return made


kind("rows of a spreadsheet", wide=True)(_bare_rows("\t"))
kind("rows of a file with semicolons", wide=True)(_bare_rows(";"))
kind("rows with commas alone", wide=True)(_bare_rows(", "))
kind("rows with bars alone", wide=True)(_bare_rows(" | "))


@kind("points in brackets with semicolons", wide=True)
def _semicolons(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if found is None or found[2] != "bullets" or found[3] or not _is_parent(sheet, at):
        return None
    below = sheet.below(at)
    if any(not POINT.match(row.text) or re.search(r"[,;:\"'\[{#]", row.text) for row in below):
        return None
    if len(below) < 2:
        return None
    words = "; ".join(row.text.strip()[2:] for row in below)
    for row in below:
        row.gone = True
    sheet.rows[at].text += f" [{words}]"
    return sheet.rows[at]


# ── other programs ────────────────────────────────────────────────────────────────────────────

kind("the front matter of Quarto")(
    _at_top("format:", "  revealjs:", "    theme: dark", "    incremental: true")
)
kind("the front matter of Pandoc")(
    _at_top("header-includes:", "  - \\usepackage{x}", "  - \\definecolor{a}{b}")
)
kind("the front matter of Marp")(_at_top("style: |", "  section {", "    color: red;", "  }"))
kind("the front matter of Obsidian")(_at_top("tags: [talk, draft]"))
kind("the front matter of a blog")(_at_top("layout: post"))
kind("a class of reveal.js")(_lines("<!-- .slide: class=center -->"))
kind("a pause of Beamer")(_lines(". . ."))
kind("a division of Quarto")(_lines(":::: {.columns}"))
kind("a fragment of Markdown")(_lines("---"))
kind("an embed of Obsidian")(_lines("![[view.png]]"))
kind("a tag of HTML for a field")(lambda sheet, at, rng: _tagged(sheet, at))


def _tagged(sheet: Sheet, at: int) -> Row | None:
    found = _field(sheet, at)
    if found is None or not found[3] or found[3][0] in "|[{\"'" or found[1].endswith("- "):
        return None
    sheet.rows[at].text = f"{found[1]}<{found[2]}>{found[3]}</{found[2]}>"
    return sheet.rows[at]


# ── names ─────────────────────────────────────────────────────────────────────────────────────

kind("a name in guillemets")(_around("«", "»"))
kind("a name in square brackets")(_around("[", "]"))
kind("a name after an at")(_around("@", " "))
kind("a soft hyphen in a name")(_around("", "\u00ad"))
kind("a mark of direction in a name")(_around("\u200f", "\u200f"))
kind("a number at the end of a name")(_around("", "1"))
kind("a backslash before a colon")(_around("", "\\"))
kind("a field's name in Vietnamese")(
    _instead({"title": ("tiêu đề",), "bullets": ("ý chính",), "notes": ("ghi chú",),
              "image": ("hình ảnh", "hình"), "table": ("bảng",), "chart": ("biểu đồ",),
              "author": ("tác giả",), "quote": ("trích dẫn",)})
)  # fmt: skip

# ── values and points ─────────────────────────────────────────────────────────────────────────


def _in_short(parent: str, child: str) -> Plant:
    """Put the value of a field's first field on the line of its name, and leave the others below it."""

    def made(sheet: Sheet, at: int, rng: random.Random) -> tuple[Row, ...] | None:
        found, below = _field(sheet, at), sheet.below(at)
        if found is None or found[2] != parent or found[3] or len(below) < 2:
            return None
        first = FIELD.match(below[0].text)
        if first is None or first[2] != child or not first[3] or first[3][0] in "|[{":
            return None
        if below[0].slip or below[1].slip:
            return None
        sheet.rows[at].text += f" {first[3]}"
        below[0].gone = True
        return (below[1], sheet.rows[at])

    return made


kind("a chart's kind after its name")(_in_short("chart", "kind"))
kind("a quotation's words after its name")(_in_short("quote", "text"))
kind("a picture's file after its name")(_in_short("image", "file"))
kind("a program's language after its name")(_in_short("code", "language"))
kind("a box of Markdown for a slide's dash")(_slide(lambda before, rest: f"{before}- [ ] {rest}"))
kind("a letter for a slide's dash")(_slide(lambda before, rest: f"{before}a) {rest}"))
kind("a star without a space for a dash")(_dash("*"))
kind("a colon for a dash")(_dash(": "))
kind("a number in square brackets for a dash")(_dash("[1] "))
kind("a slash for a dash")(_dash("/ "))
kind("an underscore for a dash")(_dash("_ "))
kind("a line break of Word in a text")(
    _value_of(("title", "caption", "label", "statement"), lambda value, _: f"{value}\v(more)")
)
kind("a number in words of another language")(
    _value_of(("minutes",), lambda _, rng: rng.choice(("drei", "trois", "tres")))
)
kind("a number in round brackets")(_value_of(("minutes",), lambda value, _: f"({value})"))
kind("an hour for minutes")(
    _value_of(("minutes",), lambda _, rng: rng.choice(("1h", "1 hour", "half an hour")))
)
kind("true in a spreadsheet's words")(
    _value_of(("agenda", "dark", "build", "hidden", "works-cited"),
              lambda value, _: "WAHR" if value == "true" else "FALSCH")
)  # fmt: skip
kind("a language's name in another language")(
    _value_of(
        ("language",), lambda value, rng: value if value == "python" else rng.choice(("Englisch", "anglais"))
    )
)


def _spoken(change: Callable[[str], str]) -> Plant:
    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        found = _field(sheet, at)
        if found is None or found[2] != "notes" or not found[3] or found[3][0] in "|[{\"'":
            return None
        sheet.rows[at].text = f"{found[1]}notes: {change(found[3])}"
        return sheet.rows[at]

    return made


kind("a bar before words on its line")(_spoken(lambda value: f"| {value}"))
