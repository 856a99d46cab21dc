"""More kinds of slip: what comes along from Word, Markdown, LaTeX, HTML, JSON, git and other languages."""

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
    _prose,
    _stray,
    _value_of,
    _valued,
    kind,
)
from tests.outline.slips.plant import FIELD, POINT, Plant, Row, Sheet

__all__ = ["KINDS"]

# ── names ─────────────────────────────────────────────────────────────────────────────────────


def _around(before: str, after: str = "") -> Plant:
    """Put marks around a name."""

    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        found = _field(sheet, at)
        if found is None:
            return None
        row = sheet.rows[at]
        row.text = row.text.replace(f"{found[2]}:", f"{before}{found[2]}{after or before}:", 1)
        return row

    return made


kind("a name in bold")(_around("**"))
kind("a name in backticks")(_around("`"))
kind("a name in curly marks")(_around("“", "”"))
kind("a full stop after a name")(_around("", "."))
kind("an unseen character in a name")(_around("", "\u200b"))
kind("a field's name in one more language")(
    _instead(
        {
            "title": ("заголовок", "tytuł", "başlık", "titulek"), "bullets": ("pontos", "punkty", "пункты"),
            "image": ("imagem", "obraz", "resim"), "notes": ("notatki", "заметки", "notities"),
            "author": ("автор", "yazar", "författare"), "date": ("дата", "tarih"),
            "sections": ("разделы", "partes", "bölümler"), "slides": ("слайды", "slajdy", "slaytlar"),
            "table": ("tabela", "таблица", "tablo"), "quote": ("citação", "cytat", "цитата"),
            "language": ("língua", "язык", "taal"), "question": ("pytanie", "вопрос", "soru"),
            "chart": ("wykres", "диаграмма", "grafiek"), "text": ("texte", "testo", "metin"),
        }
    )
)  # fmt: skip
kind("an accent left out of another language's name")(
    _instead({"references": ("referencias", "bibliografia"), "title": ("titulo",), "caption": ("legende",),
              "columns": ("colunas",), "minutes": ("duree",)})
)  # fmt: skip


def _between(sign: str) -> Plant:
    """Put something else between a name and its value than a colon and a space."""

    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        found = _field(sheet, at)
        if found is None or not found[3] or found[3][0] in "|[{\"'":
            return None
        sheet.rows[at].text = f"{found[1]}{found[2]}{sign}{found[3]}"
        return sheet.rows[at]

    return made


kind("a dash for a colon")(_between(" - "))
kind("an en dash for a colon")(_between(" – "))
kind("an arrow for a colon")(_between(" -> "))
kind("a no-break space after a colon")(_between(":\u00a0"))


@kind("a misspelt parent without its colon")
def _misspelt_parent(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if found is None or len(found[2]) < 6 or not _is_parent(sheet, at):
        return None
    sheet.rows[at].text = f"{found[1]}{found[2][:3]}{found[2][4:]}"
    return sheet.rows[at]


# ── points ────────────────────────────────────────────────────────────────────────────────────

kind("an arrow of two signs for a dash")(_dash("-> "))
kind("an arrow for a dash")(_dash("→ "))
kind("a tick for a dash")(_dash("✓ "))
kind("a hyphen bullet for a dash")(_dash("⁃ "))
kind("a minus sign for a dash")(_dash("− "))
kind("two stars for a dash")(_dash("** "))
kind("a square for a dash")(_dash("■ "))
kind("an o with a tab for a dash")(_dash("o\t"))
kind("a number in round brackets for a dash")(_dash("(1) "))
kind("a number with a bracket for a dash")(_dash("2) "))
kind("a letter for a dash")(_dash("a) "))
kind("LaTeX's item for a dash")(_dash("\\item "))
kind("a no-break space after a dash")(_dash("-\u00a0"))
kind("Word's tick for a dash")(_dash("\uf0fc "))


@kind("HTML's item for a dash")
def _list_item(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = POINT.match(sheet.rows[at].text)
    if _dash("<li>")(sheet, at, rng) is None or found is None:
        return None
    sheet.rows[at].text += "</li>"
    return sheet.rows[at]


# ── lines ─────────────────────────────────────────────────────────────────────────────────────

kind("a comment of HTML")(_stray("{}<!-- ask again -->"))
kind("a comment of LaTeX")(_stray("{}% ask again"))
kind("a comment of C")(_stray("{}/* ask again */"))
kind("a fence of Markdown")(_stray("{}```"))
kind("a mark of git")(_stray("<<<<<<< HEAD"))
kind("a brace too many")(_stray("{}}}"))
kind("a command of LaTeX")(_stray("{}\\newpage"))


@kind("a field of another program")
def _other_program(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if found is None or sheet.rows[at].indent or not found[3]:
        return None
    fields = (
        "fontsize: 12pt",
        "output: beamer_presentation",
        "marp: true",
        "aspectratio: 169",
        "abstract: x",
    )
    row = Row(rng.choice(fields), None)
    sheet.rows.insert(at, row)
    return row


# ── indentation ───────────────────────────────────────────────────────────────────────────────


@kind("a slide a step further in", wide=True)
def _slide_further(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if found is None or not found[1].endswith("- ") or sheet.path(at)[-1:] != ["slides"]:
        return None
    # the first slide of a section sets the column of the others
    if FIELD.match(sheet.rows[at - 1].text) and sheet.rows[at - 1].text.endswith("slides:"):
        return None
    for row in (sheet.rows[at], *sheet.below(at)):
        row.text = f"  {row.text}" if row.text.strip() else row.text
    return sheet.rows[at]


@kind("spaces for a slide's dash")
def _no_dash(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if found is None or not found[1].endswith("- ") or sheet.path(at)[-1:] != ["slides"] or not found[3]:
        return None
    after = sheet.rows[at + 1] if at + 1 < len(sheet.rows) else None
    if found[2] != "title" or after is None or after.indent != sheet.rows[at].indent + 2:
        return None
    sheet.rows[at].text = sheet.rows[at].text.replace("- ", "", 1)
    return sheet.rows[at]


def _key_moved(by: int) -> Plant:
    """Move the name of a section, and leave what belongs to it."""

    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        row = sheet.rows[at]
        first = sheet.path(at) != ["sections"] or sheet.rows[at - 1].text == "sections:"
        if first or row.indent != 2 or not row.text.endswith(":"):
            return None
        row.text = " " * (2 + by) + row.text.lstrip()
        return row

    return made


kind("a section's name a step too far")(_key_moved(2))
kind("a section's name in the first column")(_key_moved(-2))


@kind("a wide space in the indentation")
def _wide_space(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    row = sheet.rows[at]
    if row.indent < 4 or sheet.inside_text(at):
        return None
    row.text = " " * (row.indent - 2) + "\u3000" + row.text.lstrip()
    return row


# ── values ────────────────────────────────────────────────────────────────────────────────────

kind("a line of JSON")(_valued(lambda value, _: f'"{value}",'))
kind("text that begins with a dash")(_valued(lambda value, _: f"- {value}"))
kind("text that begins with ?")(_valued(lambda value, _: f"? {value}"))
kind("text that begins with a comma")(_valued(lambda value, _: f", {value}"))
kind("a text between bars")(_valued(lambda value, _: f"| {value} |"))
kind("a link at the beginning of a text")(_valued(lambda value, _: f"[{value}](https://example.org)"))
kind("a tag of YAML before a text")(_valued(lambda value, _: f"!!str {value}"))
kind("an invisible character in a text")(_valued(lambda value, _: _spread(value, "\ufeff")))
kind("a line separator in a text")(_valued(lambda value, _: _spread(value, "\u2028")))
kind("a comma after a number")(_value_of(("minutes",), lambda value, _: f"{value},"))
kind("a clock's time for minutes")(_value_of(("minutes",), lambda value, _: f"{value}:30"))
kind("minutes with a sign")(_value_of(("minutes",), lambda value, _: f"{value}′"))
kind("yes or no in another language")(
    _value_of(
        ("works-cited", "agenda", "dark", "build", "hidden", "summary"),
        lambda value, rng: rng.choice(("ja", "oui", "sí", "tak", "да")) if value == "true" else "nein",
    )
)
kind("a range with bis")(_value_of(("from",), lambda value, _: "3 bis 5"))
kind("a language's name in that language")(
    _value_of(("language",), lambda value, _: value if value == "python" else "Deutsch")
)
kind("a picture as in Markdown")(
    _value_of(
        ("file", "image"),
        lambda value, _: f"![A view]({value})" if value.endswith((".png", ".jpg")) else value,
    )
)
kind("a file between marks of less and more")(
    _value_of(("file",), lambda value, _: f"“{value}”" if "." in value else value)
)


def _spread(value: str, sign: str) -> str:
    at = value.find(" ")
    return value[:at] + sign + value[at:] if at > 0 else sign + value


@kind("a text in two parts")
def _after_marks(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _prose(sheet, at)
    if found is None:
        return None
    value = found[found.lastindex or 0]
    first, _, rest = value.partition(" ")
    if not rest:
        return None
    row = sheet.rows[at]
    row.text = row.text[: len(row.text) - len(value)] + f"'{first}' {rest}"
    return row


# ── braces and rows ───────────────────────────────────────────────────────────────────────────

kind("semicolons in braces")(
    _flow(lambda text: re.sub(r", (alt|credit|type|author|title|by):", r"; \1:", text), "{")
)
kind("= in braces")(_flow(lambda text: re.sub(r"\b(file|alt): ", r"\1=", text), "{file"))
kind("another language's field in braces")(
    _flow(lambda text: text.replace("credit:", "bildnachweis:"), "{file")
)
kind("curly marks around a text in braces")(
    _flow(lambda text: re.sub(r"alt: ([^,}]+)", r"alt: “\1, too”", text), "{")
)
kind("a letter doubled in braces")(_flow(lambda text: text.replace("alt:", "altt:"), "{"))


def _row_as(change: Callable[[list[str]], str]) -> Plant:
    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        found = re.match(r"^(\s*- )\[([^\[\]\"']+)\]$", sheet.rows[at].text)
        if found is None or sheet.path(at)[-1:] != ["rows"]:
            return None
        sheet.rows[at].text = found[1] + change([cell.strip() for cell in found[2].split(",")])
        return sheet.rows[at]

    return made


kind("a row without its brackets")(_row_as(", ".join))
kind("a row with bars")(_row_as(" | ".join))
kind("a row in round brackets")(_row_as(lambda cells: f"({', '.join(cells)})"))


@kind("an event in one line")
def _event_line(sheet: Sheet, at: int, rng: random.Random) -> tuple[Row, ...] | None:
    found, row = _field(sheet, at), sheet.rows[at]
    after = sheet.rows[at + 1] if at + 1 < len(sheet.rows) else None
    if found is None or found[2] != "date" or not found[1].endswith("- ") or after is None or after.slip:
        return None
    event = FIELD.match(after.text)
    if event is None or event[2] != "event" or not found[3] or found[3][0] in "\"'":
        return None
    row.text = f"{found[1]}{found[3]}{rng.choice((': ', ' – '))}{event[3]}"
    after.gone = True
    return (row, after)
