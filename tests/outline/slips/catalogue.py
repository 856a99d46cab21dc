"""The kinds of slip: what people mistype, each as a function that plants it at a line where it can be."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.outline.slips.plant import FIELD, POINT, WIDE, Plant, Row, Sheet

KINDS: dict[str, Plant] = {}


def kind(name: str, *, wide: bool = False) -> Callable[[Plant], Plant]:
    """Put a slip into the catalogue under its name; `wide` ones change several rows."""

    def put(made: Plant) -> Plant:
        assert name not in KINDS, name
        KINDS[name] = made
        if wide:
            WIDE.add(name)
        return made

    return put


def _field(sheet: Sheet, at: int) -> re.Match[str] | None:
    """Return the match of a line that is a field of the language, None for keys of the author's and text."""
    if sheet.inside_text(at):
        return None
    found = FIELD.match(sheet.rows[at].text)
    path = sheet.path(at)
    if found is None or (path and path[-1] in ("references", "sections", "data", "words")):
        return None
    # what a work may have is checked where citations are made
    if "references" in path:
        return None
    return found


def _prose(sheet: Sheet, at: int) -> re.Match[str] | None:
    """Return a line that is a field of plain prose or a point."""
    row = sheet.rows[at].text
    if sheet.inside_text(at):
        return None
    found = _field(sheet, at)
    if found and found[2] in (
        "title",
        "statement",
        "text",
        "event",
        "caption",
        "label",
        "by",
        "notes",
        "alt",
    ):
        return None if not found[3] or found[3][0] in "\"'|[{" else found
    point = POINT.match(row)
    path = sheet.path(at)
    if (
        point
        and path
        and path[-1] in ("bullets", "")
        and point[2][0] not in "\"'|[{"
        and not point[2].endswith(":")
    ):
        return point
    return None


def _is_parent(sheet: Sheet, at: int) -> bool:
    found = _field(sheet, at)
    return bool(found and not found[3] and sheet.below(at))


# ── names ─────────────────────────────────────────────────────────────────────────────────────


def _renamed(change: Callable[[str, random.Random], str]) -> Plant:
    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        found = _field(sheet, at)
        if found is None or len(found[2]) < 5:
            return None
        better = change(found[2], rng)
        if better == found[2]:
            return None
        row = sheet.rows[at]
        row.text = row.text.replace(f"{found[2]}:", f"{better}:", 1)
        return row

    return made


def _swap(name: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _lose(name: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(name) - 1)
    return name[:at] + name[at + 1 :]


kind("two letters swapped in a name")(_renamed(_swap))
kind("a letter lost in a name")(_renamed(_lose))
kind("a letter doubled in a name")(_renamed(lambda name, _: name[:2] + name[1:]))
kind("a wrong letter in a name")(_renamed(lambda name, rng: name[:2] + rng.choice("qxzj") + name[3:]))
kind("a name with a capital")(_renamed(lambda name, _: name.capitalize()))
kind("a name in capitals")(_renamed(lambda name, _: name.upper()))

_SYNONYMS = {
    "title": "heading", "bullets": "points", "image": "picture", "notes": "speaker-notes",
    "author": "authors", "citations": "style", "caption": "legend", "minutes": "duration", "language": "lang",
    "quote": "quotation",
    "statement": "claim-slide", "alt": "description", "theme": "template", "cite": "source",
}  # fmt: skip
_FOREIGN = {
    "title": ("titel", "titre", "título", "titolo"), "bullets": ("stichpunkte", "puces", "puntos"),
    "image": ("bild", "imagen", "immagine"), "notes": ("notizen", "notas", "note"),
    "author": ("autor", "auteur", "autore"), "date": ("datum", "fecha", "data"),
    "sections": ("abschnitte", "secciones", "sezioni"), "slides": ("folien", "diapositivas", "diapositives"),
    "table": ("tabelle", "tableau", "tabla"), "quote": ("zitat", "citation", "cita"),
    "references": ("literatur", "références", "referencias"), "language": ("sprache", "langue", "idioma"),
    "question": ("frage", "pregunta", "domanda"), "chart": ("diagramm", "graphique", "gráfico"),
}  # fmt: skip


def _instead(words: dict[str, str] | dict[str, tuple[str, ...]]) -> Plant:
    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        found = _field(sheet, at)
        if found is None or found[2] not in words:
            return None
        given = words[found[2]]
        word = given if isinstance(given, str) else rng.choice(given)
        row = sheet.rows[at]
        row.text = row.text.replace(f"{found[2]}:", f"{word}:", 1)
        return row

    return made


kind("another word for a field")(_instead(_SYNONYMS))
kind("a field's name in another language")(_instead(_FOREIGN))
kind("an underscore in a name")(_instead({"works-cited": "works_cited"}))


@kind("a field that there is not")
def _unknown(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if found is None or found[1].endswith("- ") or not found[3]:
        return None
    row = Row(f"{found[1]}{rng.choice(('colour: red', 'fontsize: 12', 'position: left'))}", None)
    sheet.rows.insert(at, row)
    return row


@kind("a field twice")
def _twice(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if found is None or found[1].endswith("- ") or not found[3] or found[3][0] == "|":
        return None
    row = Row(sheet.rows[at].text, None)
    sheet.rows.insert(at + 1, row)
    return row


# ── colons ────────────────────────────────────────────────────────────────────────────────────


def _colon(instead: str, *, parents: bool = False) -> Plant:
    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        found = _field(sheet, at)
        if found is None or bool(found[3]) == parents:
            return None
        if parents and not _is_parent(sheet, at):
            return None
        row = sheet.rows[at]
        row.text = f"{found[1]}{found[2]}{instead}{found[3] or ''}".rstrip()
        return row

    return made


kind("a value without its colon")(_colon(" "))
kind("a parent without its colon")(_colon("", parents=True))
kind("no space after a colon")(_colon(":"))
kind("= for a colon")(_colon(" = "))
kind("; for a colon")(_colon("; "))
kind("a full-width colon")(_colon("："))
kind("a colon twice")(_colon(":: "))


@kind("notes without colon before |")
def _bar(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if found is None or found[3] != "|":
        return None
    sheet.rows[at].text = f"{found[1]}{found[2]} |"
    return sheet.rows[at]


# ── dashes ────────────────────────────────────────────────────────────────────────────────────


def _dash(instead: str) -> Plant:
    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        if sheet.inside_text(at) or FIELD.match(sheet.rows[at].text):
            return None
        found = POINT.match(sheet.rows[at].text)
        if found is None or found[2][0] in "[{-" or found[2].endswith(":"):
            return None
        sheet.rows[at].text = f"{found[1]}{instead}{found[2]}"
        return sheet.rows[at]

    return made


kind("a point without its dash")(_dash(""))
kind("no space after a dash")(_dash("-"))
kind("a round bullet for a dash")(_dash("• "))
kind("an en dash for a dash")(_dash("– "))
kind("a star for a dash")(_dash("* "))
kind("a plus for a dash")(_dash("+ "))
kind("Word's private bullet")(_dash("\uf0b7 "))
kind("Word's bullet with a tab")(_dash("•\t"))
kind("a number for a dash")(_dash("1. "))


@kind("a slide without its dash")
def _undashed(sheet: Sheet, at: int, rng: random.Random) -> tuple[Row, ...] | None:
    found = _field(sheet, at)
    if found is None or not found[1].endswith("- ") or sheet.path(at)[-1:] != ["slides"]:
        return None
    below = [row for row in sheet.below(at) if row.indent == sheet.rows[at].indent + 2]
    sheet.rows[at].text = sheet.rows[at].text.replace("- ", "  ", 1)
    # after a slide without a title, only what cannot share a slide with that shows that one begins
    return (sheet.rows[at], *below)


@kind("a dash before a field of a slide")
def _dashed(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if found is None or found[1].endswith("- ") or found[2] not in ("notes", "minutes", "build", "cite"):
        return None
    if sheet.rows[at].indent < 8:
        return None
    sheet.rows[at].text = f"{' ' * (sheet.rows[at].indent - 2)}- {found[2]}: {found[3] or ''}".rstrip()
    return sheet.rows[at]


# ── indentation ───────────────────────────────────────────────────────────────────────────────


@kind("a space too many")
def _further(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if (
        found is None
        or found[1].endswith("- ")
        or not found[3]
        or found[3] == "|"
        or sheet.rows[at].indent == 0
    ):
        return None
    sheet.rows[at].text = " " + sheet.rows[at].text
    return sheet.rows[at]


@kind("a space too few")
def _nearer(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if (
        found is None
        or found[1].endswith("- ")
        or not found[3]
        or found[3] == "|"
        or sheet.rows[at].indent < 4
    ):
        return None
    sheet.rows[at].text = sheet.rows[at].text[1:]
    return sheet.rows[at]


@kind("a point a space too far")
def _point_further(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = POINT.match(sheet.rows[at].text)
    if found is None or sheet.inside_text(at) or FIELD.match(sheet.rows[at].text) or found[2].endswith(":"):
        return None
    before = sheet.rows[at - 1].text
    if not POINT.match(before) or sheet.rows[at - 1].indent != sheet.rows[at].indent:
        return None
    sheet.rows[at].text = " " + sheet.rows[at].text
    return sheet.rows[at]


@kind("a point a space too near")
def _point_nearer(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    if _point_further(sheet, at, rng) is None:
        return None
    sheet.rows[at].text = sheet.rows[at].text[2:]
    return sheet.rows[at]


@kind("a line indented with tabs")
def _tab(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    row = sheet.rows[at]
    if row.indent < 4 or sheet.inside_text(at):
        return None
    row.text = "\t" * (row.indent // 2) + row.text.lstrip()
    return row


@kind("a tab among spaces")
def _half_tab(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    row = sheet.rows[at]
    if row.indent < 6 or sheet.inside_text(at):
        return None
    row.text = " " * (row.indent - 2) + "\t" + row.text.lstrip()
    return row


@kind("a no-break space in the indentation")
def _hard_space(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    row = sheet.rows[at]
    if row.indent < 4 or sheet.inside_text(at):
        return None
    row.text = " " * (row.indent - 2) + "\u00a0\u00a0" + row.text.lstrip()
    return row


@kind("notes not indented", wide=True)
def _flat_notes(sheet: Sheet, at: int, rng: random.Random) -> tuple[Row, ...] | None:
    found = _field(sheet, at)
    if found is None or found[3] != "|" or found[2] != "notes":
        return None
    below = [row for row in sheet.below(at) if row.text.strip()]
    for row in below:
        row.text = " " * sheet.rows[at].indent + row.text.lstrip()
    return (*below[:1], sheet.rows[at])


@kind("a slide's fields below its dash", wide=True)
def _under_dash(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if found is None or not found[1].endswith("- ") or sheet.path(at)[-1:] != ["slides"]:
        return None
    below = [row for row in sheet.below(at) if row.text.strip()]
    if not below:
        return None
    for row in below:
        row.text = row.text[2:]
    return below[0]


@kind("children in their parent's column", wide=True)
def _flat_children(sheet: Sheet, at: int, rng: random.Random) -> tuple[Row, ...] | None:
    found = POINT.match(sheet.rows[at].text)
    if found is None or not found[2].endswith(":") or sheet.inside_text(at):
        return None
    below = sheet.below(at)
    for row in below:
        row.text = " " * sheet.rows[at].indent + row.text.lstrip()
    return (sheet.rows[at], below[0])


@kind("a parent point without its colon")
def _no_parent_colon(sheet: Sheet, at: int, rng: random.Random) -> tuple[Row, ...] | None:
    found = POINT.match(sheet.rows[at].text)
    if found is None or not found[2].endswith(":") or sheet.inside_text(at) or not sheet.below(at):
        return None
    sheet.rows[at].text = sheet.rows[at].text[:-1]
    return (sheet.rows[at], sheet.below(at)[0])


# ── lines that are missing or too many ────────────────────────────────────────────────────────


def _forgotten(name: str) -> Plant:
    def made(sheet: Sheet, at: int, rng: random.Random) -> tuple[Row, ...] | None:
        found = _field(sheet, at)
        if found is None or found[2] != name or found[3] or found[1].endswith("- "):
            return None
        after = sheet.after(at)
        before = sheet.rows[at - 1]
        # a list after a line of its own name would belong to that
        if after is None or not after.text.lstrip().startswith("- ") or not FIELD.match(before.text):
            return None
        sheet.rows[at].gone = True
        return (after, sheet.rows[at], before)

    return made


kind("slides: forgotten")(_forgotten("slides"))
kind("bullets: forgotten")(_forgotten("bullets"))


def _stray(text: str, where: str = "slides") -> Plant:
    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        found = _field(sheet, at)
        if found is None or not found[1].endswith("- ") or sheet.path(at)[-1:] != [where]:
            return None
        row = Row(text.format(" " * sheet.rows[at].indent), None)
        sheet.rows.insert(at, row)
        return row

    return made


kind("a comment with slashes")(_stray("{}// ask again"))
kind("a Markdown rule")(_stray("{}---"))
kind("a Markdown rule in column 1")(_stray("---"))
kind("a stray line of text")(_stray("{}remember to cut this"))


@kind("two fields on a line")
def _joined(sheet: Sheet, at: int, rng: random.Random) -> tuple[Row, ...] | None:
    found, row = _field(sheet, at), sheet.rows[at]
    after = sheet.rows[at + 1] if at + 1 < len(sheet.rows) else None
    if found is None or after is None or not found[3] or found[3][0] in "|[{\"'" or after.slip:
        return None
    other = FIELD.match(after.text)
    if (
        other is None
        or not other[3]
        or other[3][0] in "|[{\"'"
        or after.indent < row.indent
        or other[1].endswith("- ")
    ):
        return None
    if after.indent != row.indent + 2 * found[1].endswith("- "):
        return None
    row.text += f", {after.text.strip()}"
    after.gone = True
    return (row, after)


@kind("a text on the line of its |")
def _after_bar(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
    found = _field(sheet, at)
    if found is None or found[3] != "|" or found[2] not in ("notes", "text"):
        return None
    sheet.rows[at].text += " Start here"
    return sheet.rows[at]


# ── quotation marks and characters at the beginning ───────────────────────────────────────────


def _valued(change: Callable[[str, random.Random], str]) -> Plant:
    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        found = _prose(sheet, at)
        if found is None:
            return None
        value = found[found.lastindex or 0]
        row = sheet.rows[at]
        row.text = row.text[: len(row.text) - len(value)] + change(value, rng)
        return row

    return made


def _inner(value: str, mark: str) -> str:
    words = value.split()
    at = max(1, len(words) // 2)
    return " ".join((*words[:at], mark, *words[at:])) if len(words) > 1 else f"{value} {mark} more"


kind("a colon in a text")(_valued(lambda value, _: _inner(value, "so:").replace(" so:", ":", 1)))
kind("a # in a text")(_valued(lambda value, _: _inner(value, "#227")))
kind("a colon at a text's end")(_valued(lambda value, _: f"{value}:"))
kind("a quotation mark never closed")(_valued(lambda value, _: f'"{value}'))
kind("an apostrophe never closed")(_valued(lambda value, _: f"'{value.lower()}"))
kind("text after a closing mark")(_valued(lambda value, _: f'"{value}" he said'))
kind("marks inside marks")(_valued(lambda value, _: f'"{value} "no" and yes"'))
kind("a backslash in double marks")(_valued(lambda value, _: f'"{value} \\alpha"'))
kind("text that begins with @")(_valued(lambda value, _: f"@doyle: {value}".replace(": ", " ")))
kind("text that begins with *")(_valued(lambda value, _: f"*{value}*"))
kind("text that begins with **")(_valued(lambda value, _: f"**Note** {value}"))
kind("text that begins with [")(_valued(lambda value, _: f"[see below] {value}"))
kind("text that begins with {")(_valued(lambda value, _: "{" + value + "} is a set"))
kind("text that begins with %")(_valued(lambda value, _: f"% of {value}"))
kind("text that begins with `")(_valued(lambda value, _: f"`code` {value}"))
kind("text that begins with &")(_valued(lambda value, _: f"& {value}"))
kind("text that begins with !")(_valued(lambda value, _: f"!{value}"))
kind("text that begins with >")(_valued(lambda value, _: f"> {value}"))
kind("text that begins with #")(_valued(lambda value, _: f"#{value}"))


# ── values ────────────────────────────────────────────────────────────────────────────────────


def _value_of(names: tuple[str, ...], change: Callable[[str, random.Random], str]) -> Plant:
    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        found = _field(sheet, at)
        if found is None or found[2] not in names or not found[3]:
            return None
        better = change(found[3], rng)
        if better == found[3]:
            return None
        sheet.rows[at].text = f"{found[1]}{found[2]}: {better}".rstrip()
        return sheet.rows[at]

    return made


_SWITCHES = ("works-cited", "agenda", "dark", "build", "hidden", "summary")
kind("yes or no for true or false")(
    _value_of(_SWITCHES, lambda value, rng: rng.choice(("yes", "on", "Yes")) if value == "true" else "no")
)
kind("a typo in true or false")(
    _value_of(_SWITCHES, lambda value, _: {"true": "ture", "false": "flase"}.get(value, value))
)
kind("a decimal comma")(_value_of(("minutes",), lambda value, _: f"{value},5"))
kind("a unit after a number")(_value_of(("minutes",), lambda value, _: f"{value} min"))
kind("a number in words")(_value_of(("minutes",), lambda value, _: "three"))
kind("a range with an en dash")(_value_of(("from",), lambda value, _: "3 – 5"))
kind("a range with to")(_value_of(("from",), lambda value, _: "3 to 5"))
kind("a language's name")(
    _value_of(("language",), lambda value, _: value if value == "python" else "English")
)
kind("a language with an underscore")(
    _value_of(("language",), lambda value, _: value if value == "python" else "en_GB")
)
kind("a typo in a kind of chart")(_value_of(("kind",), lambda value, _: value + "s"))
kind("a typo in a layout")(_value_of(("layout",), lambda value, _: "lits"))
kind("a typo in a transition")(_value_of(("transition", "sources"), lambda value, _: value[:-1]))
kind("an id with spaces")(_value_of(("id",), lambda value, _: value.replace("-", " ")))
kind("curly marks around a name")(_value_of(("file", "theme", "language"), lambda value, _: f"“{value}”"))
kind("a field without its value")(
    _value_of(("title", "statement", "author", "event", "prompt", "kind"), lambda value, _: "")
)
kind("a list for a text")(
    _value_of(("title", "caption", "label"), lambda value, _: value if value[0] in "[\"'" else f"[{value}]")
)


# ── braces and brackets ───────────────────────────────────────────────────────────────────────


def _flow(change: Callable[[str], str], wanted: str) -> Plant:
    def made(sheet: Sheet, at: int, rng: random.Random) -> Row | None:
        row = sheet.rows[at]
        if wanted not in row.text or sheet.inside_text(at) or not row.text.endswith(("}", "]")):
            return None
        better = change(row.text)
        if better == row.text:
            return None
        row.text = better
        return row

    return made


kind("a brace never closed")(_flow(lambda text: text[:-1], "{"))
kind("a bracket never closed")(
    _flow(lambda text: text[:-1] if text.endswith("]") and re.search(r"(?::|-) \[", text) else text, "[")
)
kind("a comma in a text in braces")(
    _flow(lambda text: re.sub(r"((?:alt|credit): \w+)", r"\1, as seen,", text), "alt:")
)
kind("a misspelt field in braces")(_flow(lambda text: text.replace("credit:", "credti:"), "{"))
kind("an unknown field in braces")(_flow(lambda text: text[:-1] + ", colour: red}", "{file"))
kind("no space after a colon in braces")(
    _flow(lambda text: text.replace("alt: ", "alt:").replace("type: ", "type:"), "{")
)
kind("a comma lost in braces")(
    _flow(lambda text: re.sub(r", (alt|type|author|Europe|title)", r" \1", text, count=1), "{")
)
kind("a comma too many in a row")(_flow(lambda text: re.sub(r"- \[(\w+),", r"- [\1, extra,", text), "- ["))
kind("a cell too few in a row")(_flow(lambda text: re.sub(r", [^,\"]+\]$", "]", text), "- ["))
kind("a round bracket that closes")(
    _flow(lambda text: text[:-1] + ")" if text.endswith("]") else text, "- [")
)
