"""What an outline may say and most likely does not mean: other markup, titles twice, too little time.

Such things would go by without a word: each is a warning, with what to write instead.
"""

from __future__ import annotations

import calendar
import operator
import unicodedata
from collections.abc import Collection, Iterator
from functools import partial
from itertools import zip_longest

from deckgen.deck.other_markup import other_markup
from deckgen.diagnostics import Diagnostic, Edit, Span, warning
from deckgen.outline import model
from deckgen.outline.model import Outline, Text
from deckgen.structs.memos import memo
from deckgen.structs.patterns import pattern

WORDS_A_MINUTE = 130
"""How fast a talk is spoken."""

_SYMBOL = pattern("[\ue000-\uf8ff]")
_POINT, _COMMA = pattern(r"-?\d{1,3}\.\d{3}"), pattern(r"-?\d{1,3},\d{3}")
_MARKED = pattern(
    r"~~[^~]+~~|</?[A-Za-z][^<>]*>|\*{1,2}[^*\s][^*]*\*{1,2}|\[[^\[\]]+\]\([^()]+\)|\^\[[^\[\]]+\]"
)
_COMMA_AT_END = pattern(r"(?<=[\w.)!?])[,;]$")
_FAR, _OVER = 1 / 3, 1.5
"""The shares of the talk's minutes below and above which notes that are read aloud do not fit it."""


def doubts(outline: Outline, texts: Collection[Text]) -> Iterator[Diagnostic]:
    """Give a warning for each place; `texts` are all that may hold markup."""
    for text in texts:
        yield from memo("doubts", text.value, None, partial(_shown_as_typed, text), operator.not_)
    yield from _plain(outline)
    yield from _ended(outline)
    yield from _titles(outline)
    yield from _separators(outline)
    yield from _switched(outline)
    yield from _time(outline)


def _shown_as_typed(text: Text) -> tuple[Diagnostic, ...]:
    """Return a warning for each place of a text that other programs would understand, and no one else."""
    return (*other_markup(text), *_symbols(text))


def _symbols(text: Text) -> Iterator[Diagnostic]:
    """Warn of characters that only one font has."""
    for one in _SYMBOL.finditer(text.value):
        message = (
            f"a character (U+{ord(one[0]):04X}) that only symbol fonts have; elsewhere it is shown as a box"
        )
        hint = "delete it, or put the character that is meant in its place"
        yield warning(message, text.at(one.start(), one.end()), hint)


def _plain(outline: Outline) -> Iterator[Diagnostic]:
    """Warn of markup where names and dates are shown as typed."""
    authors = (text for one in outline.authors for text in (one.name, one.affiliation))
    for text in filter(None, (*authors, outline.date)):
        for one in _MARKED.finditer(text.value):
            message = f'"{one[0]}" is shown as typed here'
            hint = "take the marks out; several people are a list: author: [Ann Lee, Bo Kim]"
            yield warning(message, text.at(one.start(), one.end()), hint)


def _ended(outline: Outline) -> Iterator[Diagnostic]:
    """Warn of the comma of a line of JSON after a title or a name, where it would be shown."""
    slides = (slide.title for section in outline.every_section for slide in section.slides)
    named = (outline.title, outline.subtitle, outline.course, outline.institute, outline.date)
    authors = (one.name for one in outline.authors)
    for text in (*named, *authors, *(one.title for one in outline.every_section), *slides):
        if text and (found := _COMMA_AT_END.search(text.value)):
            said = "comma" if found[0] == "," else "semicolon"
            span = text.at(found.start(), found.end())
            yield warning(
                f"a {said} ends this line, and would be shown", span, "take it out", edits=(Edit(span, ""),)
            )


def _titles(outline: Outline) -> Iterator[Diagnostic]:
    """Warn of sections and of slides that have the title of another."""
    sections = [section.title for section in outline.every_section]
    slides = [slide.title for section in outline.every_section for slide in section.slides if slide.title]
    hint = "lists of slides, search and screen readers tell them apart by their titles"
    for noun, titles in (("section", sections), ("slide", slides)):
        first: dict[str, Span] = {}
        for title in titles:
            plain = unicodedata.normalize("NFKC", " ".join(title.value.split())).casefold()
            earlier = first.setdefault(plain, title.span)
            if earlier != title.span:
                yield warning(f"the {noun} in line {earlier.line} has the same title", title.span, hint)


def _separators(outline: Outline) -> Iterator[Diagnostic]:
    """Warn where a comma and a point before three digits cannot both be what they seem.

    That is so in all of a chart, and in each column of a table.
    """
    for section in outline.every_section:
        for block in (one for slide in section.slides for one in slide.blocks):
            if isinstance(block, model.Chart):
                yield from _mixed([cell for row in block.rows for cell in row], "chart")
            elif isinstance(block, model.Table):
                for cells in zip_longest(*block.rows):
                    yield from _mixed([cell for cell in cells if cell], "column")


def _mixed(cells: Collection[Text], where: str) -> Iterator[Diagnostic]:
    point = next((one for one in cells if _POINT.fullmatch(one.value.strip())), None)
    comma = next((one for one in cells if _COMMA.fullmatch(one.value.strip())), None)
    if point and comma:
        later = max(point, comma, key=lambda one: one.span)
        message = f'"{point}" and "{comma}" are in one {where}: point and comma cannot mean the same'
        yield warning(message, later.span, "write decimals and thousands alike in all of them")


_TODAY = frozenset(
    (
        "now", "today()", "auto", "current", "date", "heute", "jetzt", "aujourd'hui", "aujourd’hui", "hoy",
        "oggi", "hoje", "vandaag", "dziś", "dzisiaj", "idag", "i dag", "bugün", "сегодня", "今天", "今日",
    )
)  # fmt: skip
"""What people write for the day on which the deck is built."""
_DAY = pattern(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def _is_no_day(date: str) -> bool:
    """Tell whether a date names a day that no calendar has, as 2026-13-30 and 2026-02-30 do."""
    found = _DAY.fullmatch(date)
    if found is None:
        return False
    year, month, day = map(int, found.groups())
    return not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(max(year, 1), month)[1])


def _switched(outline: Outline) -> Iterator[Diagnostic]:
    """Warn of texts of the whole talk that say true or false, and of dates that say the present."""
    closing = outline.closing.title if outline.closing else None
    for name, text in (("footer", outline.footer), ("closing", closing), ("subtitle", outline.subtitle)):
        if text and text.value.strip().lower() in ("true", "false", "yes", "no"):
            hint = f"write the words that are to be shown, or leave {name}: out"
            yield warning(f'the slides will say "{text}"', text.span, hint)
    date = outline.date
    typed = date.value.strip() if date else ""
    if date and (_is_no_day(typed) or typed.lower().lstrip("\\") in _TODAY):
        hint = "for the day of the build write: today"
        if _is_no_day(typed):
            hint = "there is no such day: look at its month and day"
        yield warning(f'the cover will say "{date}"', date.span, hint)


def _time(outline: Outline) -> Iterator[Diagnostic]:
    """Warn where notes that are to be read aloud are far from the time there is."""
    if outline.minutes is None or outline.minutes.value <= 0:
        return
    noted = [slide for section in outline.every_section for slide in section.slides if slide.notes]
    slides = sum(len(section.slides) for section in outline.every_section)
    words = sum(len(slide.notes.value.split()) for slide in noted if slide.notes)
    spoken, given = words / WORDS_A_MINUTE, outline.minutes.value
    if not noted or ((spoken >= given * _FAR or len(noted) * 2 < slides) and spoken <= given * _OVER):
        return
    rounded = round(spoken)
    said = "under a minute" if spoken < 1 else f"about {rounded} minute{'' if rounded == 1 else 's'}"
    message = f"the notes take {said} to read aloud, and the talk has {given:g}"
    yield warning(
        message, outline.minutes.span, "say more or less, or leave minutes: out if you speak freely"
    )
