"""Points, paragraphs, quotations, questions and the like, as typed → what they say."""

from __future__ import annotations

from collections.abc import Iterable

from deckgen.deck import model
from deckgen.deck.blocks.meaning import Converted, Meaning
from deckgen.deck.cite_fields import citation_text
from deckgen.deck.kinds import verse_lines
from deckgen.deck.markup.notes import written_below
from deckgen.deck.markup.pieces import Citation
from deckgen.deck.markup.quotes import typography_of
from deckgen.deck.model import Run, Runs, plain
from deckgen.outline import model as outline_model
from deckgen.outline.model import Text
from deckgen.structs import replace

_QUOTES = {"“": "”", '"': '"', "„": "“”", "«": "»", "»": "«", "‘": "’", "「": "」", "”": "”"}
"""Marks that open a quotation → those that close it."""


def bullet_list(block: outline_model.Bullets, meaning: Meaning) -> Converted:
    """Return a list's points, flattened."""
    return model.BulletList(tuple(_items(block.items, meaning, 0)), block.span, block.start), ()


def _items(points: Iterable[outline_model.Bullet], meaning: Meaning, level: int) -> Iterable[model.Item]:
    for point in points:
        yield model.Item(meaning.runs(point.text), level, point.span)
        yield from _items(point.children, meaning, level + 1)


def prose(block: outline_model.Prose, meaning: Meaning) -> Converted:
    """Return running text."""
    # What is a note alone, written below the text with its mark, is at the slide's foot instead.
    said = tuple(one for one in block.paragraphs if meaning.markup.pieces[one.id] or not written_below(one))
    return model.Prose(_paragraphs(said, meaning), block.span) if said else None, ()


def quotation(block: outline_model.Quote, meaning: Meaning) -> Converted:
    """Return a quotation, and who said it where."""
    said = _unquoted(_paragraphs(block.text.paragraphs(), meaning))
    if '"' in block.text.value:
        said = _inner(said, meaning)
    attribution = _attribution(block.by, block.cite, meaning)
    return model.Quotation(said, attribution, block.span), ()


def statement(block: outline_model.Statement, meaning: Meaning) -> Converted:
    """Return a statement."""
    return model.Statement(meaning.runs(block.text), block.span), ()


def question(block: outline_model.Question, meaning: Meaning) -> Converted:
    """Return a question; its task ends with the time that there is for it."""
    task = meaning.runs(block.task)
    if block.minutes:
        count = block.minutes.value
        pattern = meaning.words.minute if count == 1 else meaning.words.minutes
        time = pattern.format(minutes=f"{count:g}")
        task = (*task, Run(f" ({time})")) if task else (Run(time),)
    minutes = block.minutes.value if block.minutes else None
    asked = model.Question(meaning.runs(block.prompt), task, block.span, minutes)
    if not block.options:
        return asked, ()
    options = tuple(model.Option(meaning.runs(one), one.span) for one in block.options)
    answer = ord(block.answer.value.upper()) - ord("A") if block.answer else None
    return (asked, model.Choices(options, answer, False, block.span)), ()


def big_number(block: outline_model.BigNumber, meaning: Meaning) -> Converted:
    """Return a figure that is set large."""
    return model.BigNumber(meaning.runs(block.value), meaning.runs(block.label), block.span), ()


def passage(block: outline_model.Passage, meaning: Meaning) -> Converted:
    """Return a text to be read closely, with its notes."""
    said = _paragraphs(block.text.paragraphs(), meaning)
    return model.Passage(said, _paragraphs(block.notes, meaning), block.span), ()


def timeline(block: outline_model.Timeline, meaning: Meaning) -> Converted:
    """Return events in order."""
    events = (model.Event(meaning.runs(one.date), meaning.runs(one.text), one.span) for one in block.events)
    return model.Timeline(tuple(events), block.span), ()


def verse(block: outline_model.Verse, meaning: Meaning) -> Converted:
    """Return lines of verse, each in its stanza, and who wrote them where they are."""
    typed = block.text.value.split("\n")
    stanzas: list[int] = []
    for place, line in enumerate(typed):
        if line.strip():
            fresh = bool(stanzas) and not typed[place - 1].strip()
            stanzas.append((stanzas[-1] if stanzas else 0) + fresh)
    lines = tuple(
        model.VerseLine(meaning.runs(line), stanza, number, line.span)
        for number, (line, stanza) in enumerate(zip(verse_lines(block), stanzas, strict=True), 1)
    )
    return model.Verse(lines, block.numbers, _attribution(block.by, block.cite, meaning), block.span), ()


def definitions(block: outline_model.Definitions, meaning: Meaning) -> Converted:
    """Return terms and what they mean."""
    entries = (
        model.Definition(meaning.runs(term), meaning.runs(text), term.span) for term, text in block.entries
    )
    return model.Definitions(tuple(entries), block.span), ()


def labelled(block: outline_model.Labelled, meaning: Meaning) -> Converted:
    """Return a text with its label."""
    paragraphs = tuple(meaning.runs(one) for one in block.text.paragraphs())
    return model.Labelled(meaning.runs(block.label), paragraphs, block.span), ()


def takeaway(block: outline_model.Takeaway, meaning: Meaning) -> Converted:
    """Return a slide's conclusion."""
    return model.Takeaway(meaning.runs(block.text), block.span), ()


def _attribution(by: Text | None, cite: Text | None, meaning: Meaning) -> Runs:
    """Return whose words something is, and where they are taken from."""
    who = meaning.runs(by)
    if cite is None:
        return who
    where = meaning.runs(citation_text(cite))
    if who and not any(isinstance(one, Citation) for one in meaning.markup.pieces[citation_text(cite).id]):
        # Words of the author's own are in brackets there, as a citation would be.
        where = where if plain(where)[:1] in "([" else (Run("("), *where, Run(")"))
    apart = bool(who) and not (where and where[0].superscript)
    return (*who, *((Run(" "),) if apart else ()), *where)


def _paragraphs(texts: Iterable[Text], meaning: Meaning) -> tuple[model.Paragraph, ...]:
    return tuple(model.Paragraph(meaning.runs(one), one.span) for one in texts)


def _unquoted(said: tuple[model.Paragraph, ...]) -> tuple[model.Paragraph, ...]:
    """Return a quotation without the marks its author typed around it; the theme sets its own."""
    text = "\n".join(plain(one.runs) for one in said).strip()
    if len(text) < 2 or text[-1] not in _QUOTES.get(text[0], "") or {text[0], text[-1]} & set(text[1:-1]):
        return said
    opened = (_without_edge(said[0], 0), *said[1:])
    return (*opened[:-1], _without_edge(opened[-1], -1))


def _inner(said: tuple[model.Paragraph, ...], meaning: Meaning) -> tuple[model.Paragraph, ...]:
    """Return a quotation whose own quotations, typed with straight marks, have the language's inner ones."""
    marks = typography_of(meaning.outline).marks
    pairs = tuple(zip(marks.double, marks.single, strict=True))
    return tuple(
        replace(one, runs=tuple(replace(run, text=_swapped(run.text, pairs)) for run in one.runs))
        for one in said
    )


def _swapped(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for outer, inner in pairs:
        text = text.replace(outer, inner)
    return text


def _without_edge(paragraph: model.Paragraph, edge: int) -> model.Paragraph:
    """Return a paragraph without its first (0) or last (-1) character that is not a space."""
    runs = list(paragraph.runs)
    text = runs[edge].text
    runs[edge] = replace(
        runs[edge], text=text.rstrip()[:-1].rstrip("\u00a0") if edge else text.lstrip()[1:].lstrip("\u00a0")
    )
    return replace(paragraph, runs=tuple(run for run in runs if run.text))
