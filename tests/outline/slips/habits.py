"""Kinds of slip that habits bring along: of a keyboard, a script, a spreadsheet, another file's manner."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.outline.slips.catalogue import (
    KINDS,
    _dash,
    _field,
    _flow,
    _instead,
    _is_parent,
    _value_of,
    kind,
)
from tests.outline.slips.elsewhere import _between, _row_as
from tests.outline.slips.plant import FIELD, POINT, Plant, Row, Sheet

__all__ = ["KINDS"]

# ── names ─────────────────────────────────────────────────────────────────────────────────────


def _renamed(change: Callable[[str], str], least: int = 4) -> Plant:
    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        found = _field(sheet, at)
        if found is None or len(found[2]) < least or change(found[2]) == found[2]:
            return None
        row = sheet.rows[at]
        row.text = row.text.replace(f"{found[2]}:", f"{change(found[2])}:", 1)
        return row

    return made


kind("a letter of another alphabet in a name")(
    _renamed(lambda name: name.translate({97: 0x430, 99: 0x441, 111: 0x43E}))
)
kind("an accent in a name")(_renamed(lambda name: name.replace("e", "é", 1)))
kind("one for many in a name")(
    _instead({"bullets": "bullet", "slides": "slide", "sections": "section", "references": "reference",
              "notes": "note", "minutes": "minute", "rows": "row", "citations": "citation"})
)  # fmt: skip
kind("many for one in a name")(
    _instead({"title": "titles", "image": "images", "table": "tables", "chart": "charts", "quote": "quotes",
              "question": "questions", "theme": "themes", "statement": "statements", "caption": "captions"})
)  # fmt: skip
kind("a space in a name")(_instead({"works-cited": "works cited"}))
kind("two words run into one")(_instead({"works-cited": "workscited", "subtitle": "sub-title"}))
kind("a field's name in another language within another")(
    _instead({"file": ("datei", "fichier", "archivo"), "alt": ("alternativtext",),
              "columns": ("spalten", "colonnes", "columnas"),
              "rows": ("zeilen", "lignes", "filas"), "caption": ("bildunterschrift", "légende", "leyenda"),
              "credit": ("bildnachweis", "crédit", "crédito"), "data": ("daten", "données", "datos"),
              "value": ("wert", "valeur", "valor"), "event": ("ereignis", "événement", "evento"),
              "subtitle": ("untertitel", "sous-titre", "subtítulo"), "course": ("kurs", "cours", "curso")})
)  # fmt: skip
kind("= without spaces for a colon")(_between("="))
kind("a colon and = for a colon")(_between(" := "))
kind("two dashes for a colon")(_between(" -- "))
kind("a dash without spaces for a colon")(_between("—"))
kind("a comma for a colon")(_between(", "))
kind("a full stop for a colon")(_between(". "))
kind("a tab for a colon")(_between("\t"))
kind("a wide arrow for a colon")(_between(" → "))


@kind("a line of JSON with its name")
def _json(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if found is None or not found[3] or found[3][0] in "|[{\"'":
        return None
    sheet.rows[at].text = f'{found[1]}"{found[2]}": "{found[3]}",'
    return sheet.rows[at]


@kind("a comma at the end of a line")
def _comma(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    names = ("language", "theme", "citations", "minutes", "agenda", "layout", "file", "kind", "dark", "id")
    if found is None or found[2] not in names or not found[3] or found[3][0] in "|[{\"'":
        return None
    sheet.rows[at].text += rng.choice((",", ";"))
    return sheet.rows[at]


# ── slides ────────────────────────────────────────────────────────────────────────────────────


def _slide(change: Callable[[str, str], str]) -> Plant:
    """Change the line with which a slide begins: what is before its first field, and the rest."""

    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        found = _field(sheet, at)
        if found is None or not found[1].endswith("- ") or sheet.path(at)[-1:] != ["slides"] or not found[3]:
            return None
        row = sheet.rows[at]
        better = change(row.text[: row.indent], row.text[row.indent + 2 :])
        if better == row.text:
            return None
        row.text = better
        return row

    return made


kind("no space after a slide's dash")(_slide(lambda before, rest: f"{before}-{rest}"))
kind("an en dash for a slide's dash")(_slide(lambda before, rest: f"{before}– {rest}"))
kind("a star for a slide's dash")(_slide(lambda before, rest: f"{before}* {rest}"))
kind("a round bullet for a slide's dash")(_slide(lambda before, rest: f"{before}• {rest}"))
kind("a number for a slide's dash")(_slide(lambda before, rest: f"{before}1. {rest}"))
kind("a tab after a slide's dash")(_slide(lambda before, rest: f"{before}-\t{rest}"))
kind("two dashes for a slide's dash")(_slide(lambda before, rest: f"{before}-- {rest}"))
kind("two spaces after a slide's dash")(_slide(lambda before, rest: f"{before}-  {rest}"))
kind("a heading of Markdown for a slide")(
    _slide(
        lambda before, rest: (
            f"{before}## {rest[7:]}"
            if rest.startswith("title: ") and rest[7] not in "\"'"
            else f"{before}- {rest}"
        )
    )
)
kind("a heading of Markdown after a slide's dash")(
    _slide(
        lambda before, rest: (
            f"{before}- # {rest[7:]}"
            if rest.startswith("title: ") and rest[7] not in "\"'"
            else f"{before}- {rest}"
        )
    )
)
kind("a label before a slide")(_slide(lambda before, rest: f"{before}- &slide {rest}"))
kind("a slide's title without its name")(
    _slide(
        lambda before, rest: (
            f"{before}- {rest[7:]}"
            if rest.startswith("title: ") and rest[7] not in "\"'[{" and ":" not in rest[7:]
            else f"{before}- {rest}"
        )
    )
)
kind("slide: for a slide's title")(
    _slide(
        lambda before, rest: (
            f"{before}- slide: {rest[7:]}" if rest.startswith("title: ") else f"{before}- {rest}"
        )
    )
)

# ── points ────────────────────────────────────────────────────────────────────────────────────

for _name, _sign in (
    ("an emoji", "👉 "), ("a ticked box", "☑ "), ("an arrowhead", "➤ "), ("a triangle", "► "),
    ("a small circle", "◦ "), ("a middle dot", "· "), ("an em dash", "— "), ("a wide dash", "－ "),
    ("two hyphens", "-- "), ("a greater sign", "> "), ("a guillemet", "» "), ("a tilde", "~ "),
    ("a Roman number", "ii) "), ("a box of Markdown", "- [ ] "), ("a bullet after the dash", "- • "),
    ("two dashes", "- - "), ("a dot and a space", ". "), ("a bullet without a space", "•"),
    ("a number without a space", "1."), ("a number in circles", "① "),
):  # fmt: skip
    kind(f"{_name} for a dash")(_dash(_sign))


def _all_points(sign: str) -> Plant:
    """Give all points of a list another sign."""

    def made(sheet: Sheet, at: int, rng: random.Random) -> tuple[Row, ...] | None:
        found = _field(sheet, at)
        if found is None or found[2] != "bullets" or found[3]:
            return None
        below = sheet.below(at)
        points = [one for one in below if POINT.match(one.text)]
        if len(points) < 2 or len(points) != len(below) or any(one.text.endswith(":") for one in points):
            return None
        if any(FIELD.match(one.text) or POINT.match(one.text)[2][0] in "\"'[{" for one in points):  # type: ignore[index]
            return None
        for row in points:
            row.text = row.text.replace("- ", sign, 1)
        return tuple(points)

    return made


kind("round bullets for all dashes of a list", wide=True)(_all_points("• "))
kind("en dashes for all dashes of a list", wide=True)(_all_points("– "))
kind("numbers for all dashes of a list", wide=True)(_all_points("1. "))
kind("no dashes in a list", wide=True)(_all_points(""))
kind("stars for all dashes of a list", wide=True)(_all_points("* "))
kind("private bullets for all dashes of a list", wide=True)(_all_points("\uf0b7\t"))


@kind("all points on the line of their name", wide=True)
def _on_one_line(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    if _all_points("- ")(sheet, at, rng) is None:
        return None
    found, below = _field(sheet, at), sheet.below(at)
    if found is None or any(re.search(r"[;\"'\[{#]|: ", row.text) for row in below):
        return None
    sign = rng.choice(("; ", " • ", " - "))
    words = sign.join(row.text.strip()[2:] for row in below)
    sheet.rows[at].text += (" - " if sign == " - " else " ") + words
    for row in below:
        row.gone = True
    return sheet.rows[at]


@kind("the first point on the line of its name")
def _first_on_line(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if found is None or found[2] != "bullets" or found[3] or at + 2 >= len(sheet.rows):
        return None
    after, then = sheet.rows[at + 1], sheet.rows[at + 2]
    if (
        not POINT.match(after.text)
        or after.text.endswith(":")
        or not POINT.match(then.text)
        or then.indent != after.indent
    ):
        return None
    sheet.rows[at].text += f" {after.text.strip()}"
    after.gone = True
    return sheet.rows[at]


# ── indentation and lines ─────────────────────────────────────────────────────────────────────


def _moved(by: int) -> Plant:
    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        found = _field(sheet, at)
        row = sheet.rows[at]
        if found is None or found[1].endswith("- ") or not found[3] or found[3] == "|" or row.indent < 8:
            return None
        if by > 0 and sheet.inside_text(at - 1):  # it would be a line of that text
            return None
        row.text = " " * (row.indent + by) + row.text.lstrip()
        return row

    return made


kind("a field two spaces too far")(_moved(2))
kind("a field four spaces too far")(_moved(4))
kind("a field in its dash's column")(_moved(-2))


@kind("a text wrapped to the first column")
def _wrapped(sheet: Sheet, at: int, rng: random.Random) -> tuple[Row, ...] | None:
    row = sheet.rows[at]
    found = POINT.match(row.text) or FIELD.match(row.text)
    words = row.text.split(" ")
    if (
        found is None
        or sheet.inside_text(at)
        or row.text.endswith((":", "|", "]", "}", '"', "'"))
        or len(words) < row.indent + 6
    ):
        return None
    if re.search(r"[\"'\[{]", row.text):
        return None
    first, last = " ".join(words[:-2]), " ".join(words[-2:])
    if ":" in last or not row.indent:
        return None
    row.text = first
    broken = Row(last, None)
    sheet.rows.insert(at + 1, broken)
    return (broken, row)


def _lines(text: str) -> Plant:
    """Put a line before a field of a slide."""

    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        found = _field(sheet, at)
        row = sheet.rows[at]
        if found is None or found[1].endswith("- ") or row.indent < 8 or sheet.path(at)[-2:-1] != ["slides"]:
            return None
        new = Row(" " * row.indent + text, None)
        sheet.rows.insert(at, new)
        return new

    return made


kind("a picture of Markdown on a line of its own")(_lines("![A view](images/view.png)"))
kind("bold words on a line of their own")(_lines("**Remember the strips**"))
kind("a quotation of Markdown on a line of its own")(_lines("> nobody came"))
kind("a heading of Markdown within a slide")(_lines("### More"))
kind("a command of LaTeX within a slide")(_lines("\\vspace{1cm}"))
kind("a tag of HTML on a line of its own")(_lines("<br>"))
kind("a stray bracket")(_lines("]"))
kind("a fence of Pandoc")(_lines("::: notes"))
kind("a placeholder")(_lines("(picture here)"))
kind("a formula on a line of its own")(_lines("$$E = mc^2$$"))


@kind("an e-mail's sign before a line")
def _mailed(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if found is None or not found[3] or found[3][0] == "|" or found[1].endswith("- "):
        return None
    sheet.rows[at].text = "> " + sheet.rows[at].text
    return sheet.rows[at]


# ── values ────────────────────────────────────────────────────────────────────────────────────

kind("a straight mark closed with a curly one")(
    _value_of(
        ("title", "caption", "label", "statement"),
        lambda value, _: value if value[0] in "\"'[{|" else f'"{value}”',
    )
)
kind("two apostrophes for a quotation mark")(
    _value_of(
        ("title", "caption", "label", "statement"),
        lambda value, _: value if value[0] in "\"'[{|" else f"''{value}''",
    )
)
kind("about before a number")(
    _value_of(("minutes",), lambda value, rng: rng.choice(("ca. ", "~", "about ")) + value)
)
kind("a range for a number")(_value_of(("minutes",), lambda value, _: f"{value}-{int(value) + 5}"))
kind("minutes in another language")(
    _value_of(("minutes",), lambda value, rng: f"{value} " + rng.choice(("Minuten", "minutos", "Min.")))
)
kind("digits of another script")(
    _value_of(
        ("minutes",), lambda value, _: value.translate({ord(str(one)): 0xFF10 + one for one in range(10)})
    )
)
kind("a page for a paragraph")(
    _value_of(("from",), lambda value, rng: rng.choice(("p. ", "§", "paragraph ")) + value)
)
kind("an em dash in a range")(
    _value_of(("from",), lambda value, _: value.replace("-", "—") if "-" in value else value)
)
kind("dots in a range")(
    _value_of(("from",), lambda value, _: value.replace("-", "..") if "-" in value else value)
)
kind("a comma in a range")(
    _value_of(("from",), lambda value, _: value.replace("-", ", ") if "-" in value else value)
)
kind("a kind of chart in other words")(
    _value_of(("kind",), lambda value, rng: rng.choice((f"{value} chart", f"{value}-chart"))
              if value in ("bar", "column", "line", "pie", "scatter") else value)
)  # fmt: skip
kind("a kind of chart with a capital")(_value_of(("kind",), lambda value, _: value.capitalize()))
kind("true with a full stop")(
    _value_of(("agenda", "dark", "build", "hidden", "works-cited"), lambda value, _: f"{value}.")
)
kind("a tick for true")(
    _value_of(
        ("agenda", "dark", "build", "hidden", "works-cited"), lambda value, _: "✓" if value == "true" else "x"
    )
)
kind("true in quotation marks that curl")(
    _value_of(("agenda", "dark", "build", "hidden", "works-cited"), lambda value, _: f"“{value}”")
)
kind("a language in words with a country")(
    _value_of(("language",), lambda value, _: "British English" if value.startswith("en") else value)
)

# ── braces and rows ───────────────────────────────────────────────────────────────────────────

_NAMES = r"(?<=[{ ])(file|alt|credit|type|author|title|year|caption|text|by|cite|value|label|publisher)(?=: )"


def _inner_name(change: Callable[[str, random.Random], str]) -> Plant:
    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        row = sheet.rows[at]
        if "{" not in row.text or not row.text.endswith("}") or sheet.inside_text(at):
            return None
        start = row.text.index("{")
        found = re.finditer(_NAMES, row.text[start:])
        names = [one for one in found if change(one[1], rng) != one[1]]
        if not names or "references" in sheet.path(at):
            return None
        chosen = rng.choice(names)
        better = change(chosen[1], rng)
        row.text = row.text[: start + chosen.start()] + better + row.text[start + chosen.end() :]
        return row

    return made


kind("two letters swapped within braces")(
    _inner_name(lambda name, rng: name if len(name) < 4 else name[0] + name[2] + name[1] + name[3:])
)
kind("a letter lost within braces")(
    _inner_name(lambda name, _: name if len(name) < 5 else name[:2] + name[3:])
)
kind("a capital within braces")(_inner_name(lambda name, _: name.capitalize()))
kind("round brackets for braces")(
    _flow(lambda text: re.sub(r"\{(.*)\}$", r"(\1)", text) if ": {" in text or "- {" in text else text, "{")
)
kind("square brackets for braces")(_flow(lambda text: re.sub(r": \{(.*)\}$", r": [\1]", text), "{file"))
kind("a comma after a brace")(_flow(lambda text: f"{text},", ": {"))
kind("a brace twice")(_flow(lambda text: re.sub(r"\{(.*)\}$", r"{{\1}}", text), ": {"))
kind("a value in braces with an apostrophe")(
    _flow(lambda text: re.sub(r"alt: (\w)", r"alt: 'tis \1", text), "alt:")
)
kind("a mark in braces never closed")(_flow(lambda text: re.sub(r"alt: (\w)", r'alt: "\1', text), "alt:"))
kind("a colon in a text in braces")(_flow(lambda text: re.sub(r"alt: (\w+)", r"alt: \1: seen", text), "alt:"))
kind("wide commas in a row")(_flow(lambda text: text.replace(", ", "，") if "- [" in text else text, "- ["))
kind("a row with semicolons")(_row_as(lambda cells: f"[{'; '.join(cells)}]"))
kind("a row with tabs")(_row_as("\t".join))
kind("a row of Markdown")(_row_as(lambda cells: f"| {' | '.join(cells)} |"))
kind("a row in braces")(_row_as(lambda cells: f"{{{', '.join(cells)}}}"))
kind("columns without brackets")(
    _value_of(
        ("columns", "sides"),
        lambda value, rng: (
            rng.choice((value[1:-1], value[1:-1].replace(", ", " | ")))
            if value[0] == "[" and '"' not in value
            else value
        ),
    )
)


@kind("a parent with a dash before its name")
def _dashed_parent(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if (
        found is None
        or not _is_parent(sheet, at)
        or found[1].endswith("- ")
        or found[2] not in ("bullets", "table", "chart", "timeline")
    ):
        return None
    if sheet.path(at)[-2:-1] != ["slides"]:
        return None
    row = sheet.rows[at]
    row.text = " " * (row.indent - 2) + "- " + row.text.lstrip()
    return row
