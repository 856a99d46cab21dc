"""A file that is no outline yet, but Markdown, a list from Word or plain lines → one message in its words.

Read as an outline, such a file would be nothing but errors. What helps is to see how its first slide is
written.
"""

from __future__ import annotations

from deckgen.diagnostics import Diagnostic, error
from deckgen.outline.language import fields
from deckgen.outline.traps.dashes import COUNTED
from deckgen.outline.traps.levels import BULLETS
from deckgen.outline.traps.prose import plain_trap
from deckgen.schema.closest import surely
from deckgen.schema.source import Source
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_HEADING = pattern(r"(#{1,6})[ \t]+(\S.*?)[ \t#]*$")
_SLIDE = pattern(
    r"(?:slide|page|folie|seite|diapositiva|diapositive|diapo|слайд)[ ]?\d{1,3}[ ]*[:.–-]?[ ]+(\S.*)", 2
)
_POINT = pattern(rf"(?:[-*+–—·{BULLETS}]|o(?=\t))[ \t\u00a0]+(\S.*)")
_HEAD = pattern(r"[*_]*([^\W\d_][\w-]*)[*_]*[ \t]*[:：](?:[ \t]+|(?<=：))[*_]*(\S.*)")
_BARE = pattern(r"-*[ ]*[\"'“*`]*([^\W\d_][\w-]*)[\"'”*`]*[ \t]*[:：=]?(?:[ \t]|$)")
_RULE = pattern(r"(?:-{3,}|={3,}|\.{3})$")

MOST_POINTS, LONGEST_TITLE = 3, 100

MOST_LINES = 400
"""Lines after which a file that has shown no field of a slide is a draft."""


class _Line(Struct, frozen=True):
    """A line: its number, how far in it begins, and what it is: head, heading, slide, point or words."""

    number: int
    column: int
    kind: str
    words: str
    depth: int = 0


def drafted(source: Source) -> Diagnostic | None:
    """Return the one message about a file that is no outline yet, None for one that is, however mistyped."""
    lines = _read(source.text)
    body = [line for line in lines or () if line.kind != "head"]
    marks = [line for line in body if line.kind != "words"]
    if not lines or not any(line.depth == 0 for line in body) or (len(body) < len(lines) and not marks):
        return None
    at = source.starts[body[0].number - 1]
    stop = at + len(source.text[at:].split("\n", 1)[0])
    hints: tuple[str, ...] = (
        "an outline begins with title: and lists its slides: below; deckgen new talk.yaml writes one",
    )
    if marks:
        hints = (f"write: {_written(lines)}", "and so on with each slide")
    message = f"expected an outline, but found {_called(lines)}"
    return error(message, source.span(at, max(at + 1, stop)), *hints)


def _called(lines: list[_Line]) -> str:
    """Return what a draft is called."""
    if any(line.kind == "heading" for line in lines):
        return "Markdown"
    return "a list" if all(line.kind == "point" for line in lines) else "plain text"


def _read(text: str) -> list[_Line] | None:
    """Return the lines that say something; None where one of them begins with a field that a slide has.

    Where headings have their text below them in the first column, fields are passed over.
    """
    lines: list[_Line] = []
    headed = _is_headed(text)
    for number, raw in enumerate(text.splitlines()[:MOST_LINES], 1):
        bare = raw.strip(" \t\u00a0\ufeff")
        if not bare or _RULE.match(bare):
            continue
        column = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip(" \u00a0"))
        line = _line(number, column, bare)
        if line is None and headed:
            line = _Line(number, column, "other", bare)
        if line is None:
            return None
        lines.append(line)
    return lines


def _is_headed(text: str) -> bool:
    """Tell whether two headings, `## Causes` or `Slide 2: Causes`, have points or words right below them."""
    count, above = 0, False
    for raw in text.splitlines()[:MOST_LINES]:
        bare = raw.strip(" \t\u00a0\ufeff")
        if not bare or _RULE.match(bare):
            continue
        line = _line(2, 0, bare) if raw[:1] not in " \t" else None
        count += bool(above and line and line.kind in ("point", "words") and bare[0] != "#")
        above = bool(line and (line.kind == "slide" or line.depth > 1))  # a single # is a comment
        if count > 1:
            return True
    return False


def _line(number: int, column: int, bare: str) -> _Line | None:
    """Return what a line is, None where it is one of an outline."""
    if bare[0] in "{[\"'<|>%@&!`" or bare.startswith("//"):
        return None
    if found := _HEADING.match(bare):
        return _Line(number, column, "heading", found[2], len(found[1]))
    if found := _SLIDE.match(bare):
        return _Line(number, column, "slide", found[1])
    if (found := _HEAD.match(bare)) and (name := _field(found[1])):
        outer = column == 0 and name in fields.OUTLINE.names and name not in ("slides", "sections")
        return _Line(number, column, "head", f"{name}: {found[2]}") if outer else None
    if _names_field(bare, alone=number > 1):
        return None
    return _point_or_words(number, column, bare)


def _point_or_words(number: int, column: int, bare: str) -> _Line | None:
    """Return a line that has no name, None where it has one after the sign of a point."""
    counted = COUNTED.match(bare)
    if not (found := _POINT.match(bare)) and not counted:
        return _Line(number, column, "words", bare)
    words = found[1] if found else bare[counted.end() if counted else 0 :]
    return None if _names_field(words, alone=True) else _Line(number, column, "point", words)


def _names_field(words: str, *, alone: bool) -> bool:
    """Tell whether words begin with a field's name; where `alone`, it has a colon or nothing after it."""
    found = _BARE.match(words)
    if found is None or not _field(found[1]):
        return False
    return not alone or found.end() == len(words) or found[0].strip()[-1] in ":："


def _field(name: str) -> str:
    """Return the field that a name is, or most likely stands for, empty where there is none."""
    plain = name.lower()
    if plain in fields.OUTLINE.names:
        return plain
    if near := fields.ALL.translated(plain, fields.OUTLINE):
        return near
    if plain in fields.ALL.names:
        return plain
    groups = (fields.OUTLINE, fields.SLIDE)
    meant = (fields.ALL.translated(plain, one) or surely(plain, one.names) for one in groups)
    return next((one for one in meant if one), "")


def _written(lines: list[_Line]) -> str:
    """Return the title and the first slide of a draft as an outline has them."""
    heads = [line.words for line in lines if line.kind == "head"]
    body = [line for line in lines if line.kind != "head"]
    titled = any(one.startswith("title:") for one in heads)
    tops = [line for line in body if line.kind == "heading" and line.depth == 1]
    first = body[0]
    if (
        not titled
        and first.kind in ("heading", "words")
        and len(body) > 1
        and (first.kind == "words" or len(tops) == 1)
    ):
        heads, body, titled = [f"title: {_text(first.words)}", *heads], body[1:], True
    if not titled:
        heads = ["title: …", *heads]
    shown = [*heads[:3], "slides:", *_slide(body)]
    return "\n         ".join(shown)


def _slide(body: list[_Line]) -> list[str]:
    """Return the lines of the first slide of a draft."""
    at, end = _first_slide(body)
    shown = [f"  - title: {_text(body[at].words) if at >= 0 else '…'}"]
    points = [line for line in body[at + 1 : end] if line.kind == "point"][:MOST_POINTS]
    if points:
        return [*shown, "    bullets:", *(f"      - {_text(one.words)}" for one in points)]
    texts = [line for line in body[at + 1 : end] if line.kind == "words"][:1]
    return [*shown, *(f"    text: {_text(one.words)}" for one in texts)]


def _first_slide(body: list[_Line]) -> tuple[int, int]:
    """Return where the title of the first slide is, -1: nowhere, and where the slide ends."""
    begins = ends = [at for at, line in enumerate(body) if line.kind in ("heading", "slide")]
    if not begins:  # a list whose points have points of their own: the outer ones are slides
        outer = [at for at, line in enumerate(body) if line.column == 0]
        begins = [at for at in outer if body[at].kind == "point" and at + 1 not in (*outer, len(body))]
        ends = outer if begins else []
    at = begins[0] if begins else -1
    while at + 1 < len(body) and body[at + 1].kind == "heading":  # a part's heading, and its first slide's
        at += 1
    return at, next((one for one in ends if one > at), len(body))


def _text(words: str) -> str:
    """Return words as they are typed after a name, in quotation marks where they need them."""
    words = words if len(words) <= LONGEST_TITLE else words[: LONGEST_TITLE - 1].rstrip() + "…"
    if not plain_trap(words, [(0, len(words))], prose=True):
        return words
    return "'" + words.replace("'", "''") + "'" if '"' in words or "\\" in words else f'"{words}"'
