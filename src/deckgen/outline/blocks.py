"""What fills a slide, as typed: the field of a slide → its block, a function each."""

from __future__ import annotations

from collections.abc import Callable

import yaml

from deckgen.diagnostics import error
from deckgen.outline import fields, model
from deckgen.outline.charts import chart
from deckgen.outline.diagrams import comparison, process
from deckgen.outline.model import Text
from deckgen.outline.overviews import agenda, summary
from deckgen.outline.rows import table_rows
from deckgen.outline.shapes import Points
from deckgen.outline.values import Values
from deckgen.outline.walk import Found


def bullets(values: Values, found: Found) -> model.Bullets | None:
    """Return a list of points."""
    entry = found.entries["bullets"]
    items = _points(values, entry.node, entry.name, 1)
    return model.Bullets(items, values.walk.span(entry.node)) if items else None


def _points(values: Values, node: yaml.Node, name: Text | None, levels: int) -> tuple[model.Bullet, ...]:
    read = (_point(values, one, levels) for one in values.walk.items(node, Points(levels=levels), name))
    return tuple(point for point in read if point)


def _point(values: Values, node: yaml.Node, levels: int) -> model.Bullet | None:
    walk = values.walk
    if isinstance(node, yaml.MappingNode) and len(node.value) == 1:
        key, below = node.value[0]
        if isinstance(key, yaml.ScalarNode) and isinstance(below, yaml.SequenceNode):
            if not levels:
                walk.complain(key, "points can have points below them once, not twice")
                return None
            text = walk.text(key, fields.TEXT, None)
            children = _points(values, below, text, levels - 1)
            return model.Bullet(text, children, walk.span(node)) if text else None
    if isinstance(node, yaml.SequenceNode):
        hint = "write the point above with a colon at its end, and these further right below it"
        walk.complain(node, "a list stands in the place of a point", hint)
        return None
    text = walk.text(node, fields.TEXT, None)
    return model.Bullet(text, (), text.span) if text else None


def prose(values: Values, found: Found) -> model.Prose | None:
    """Return running text, parted into paragraphs at blank lines."""
    entry = found.entries["text"]
    texts = values.texts(found, "text")
    paragraphs = tuple(part for text in texts for part in text.paragraphs())
    return model.Prose(paragraphs, values.walk.span(entry.node)) if paragraphs else None


def quote(values: Values, found: Found) -> model.Quote | None:
    """Return a quotation."""
    given = values.short_or_group(found, "quote", fields.QUOTE)
    if isinstance(given, Found):
        text = values.text(given, "text")
        by, cite = values.text(given, "by"), values.text(given, "cite")
        return model.Quote(text, by, cite, given.span) if text else None
    return model.Quote(given, None, None, given.span) if given else None


def code(values: Values, found: Found) -> model.Code | None:
    """Return program text, written out or in a file."""
    given = values.short_or_group(found, "code", fields.CODE)
    if given is None:
        return None
    if isinstance(given, Text):
        return model.Code(given, None, None, None, None, given.span)
    text, file, language, highlight, caption = (
        values.text(given, name) for name in ("text", "file", "language", "highlight", "caption")
    )
    if "file" in given and "text" in given:
        message = '"text" cannot stand beside "file", which holds the whole program text'
        values.walk.problems.append(error(message, given.entries["text"].name.span))
    elif "file" not in given and "text" not in given:
        hint = "or the name of a file that holds it: file: sort.py"
        values.walk.absent(found.entries["code"].name.span, 'program text needs "text"', hint)
    return model.Code(text, file, language, highlight, caption, given.span) if text or file else None


def equation(values: Values, found: Found) -> model.Equation | None:
    """Return a formula."""
    given = values.short_or_group(found, "equation", fields.EQUATION)
    if isinstance(given, Found):
        text = values.text(given, "text")
        alt, caption = values.text(given, "alt"), values.text(given, "caption")
        return model.Equation(text, alt, caption, given.span) if text else None
    return model.Equation(given, None, None, given.span) if given else None


def image(values: Values, found: Found) -> model.Image | None:
    """Return a picture."""
    given = values.short_or_group(found, "image", fields.IMAGE)
    if isinstance(given, Found):
        return _described(values, given, values.text(given, "caption"))
    return model.Image(given, None, None, None, False, given.span) if given else None


def cover_of(values: Values, found: Found) -> tuple[bool, model.Image | None]:
    """Return whether there is a cover, and the picture on it."""
    entry = found.entries.get("cover")
    if entry is None or not isinstance(entry.node, yaml.MappingNode):
        return values.switch(found, "cover", True), None
    given = values.walk.group(entry.node, fields.COVER, entry.name)
    return True, _described(values, given, None) if given else None


def _described(values: Values, given: Found, caption: Text | None) -> model.Image | None:
    """Return a picture with all that is said of it."""
    file, alt, credit, how = (values.text(given, name) for name in ("file", "alt", "credit", "fit"))
    decorative = values.switch(given, "decorative", False)
    return model.Image(file, alt, caption, credit, decorative, given.span, how) if file else None


def media(values: Values, found: Found) -> model.Media | None:
    """Return a video or a sound."""
    given = values.short_or_group(found, "media", fields.MEDIA)
    if isinstance(given, Found):
        file = values.text(given, "file")
        alt, poster, captions, caption, credit, start = (
            values.text(given, name) for name in ("alt", "poster", "captions", "caption", "credit", "start")
        )
        loop = values.switch(given, "loop", False)
        made = (alt, poster, captions, caption, credit, start, loop, given.span)
        return model.Media(file, *made) if file else None
    return model.Media(given, None, None, None, None, None, None, False, given.span) if given else None


def table(values: Values, found: Found) -> model.Table | None:
    """Return a table, written out or in a file."""
    given = values.short_or_group(found, "table", fields.TABLE)
    if given is None:
        return None
    if isinstance(given, Text):
        return model.Table((), (), None, given, given.span)
    name = found.entries["table"].name
    file, caption = values.text(given, "file"), values.text(given, "caption")
    if "file" in given:
        for extra in ("columns", "rows"):
            if extra in given:
                message = f'"{extra}" cannot stand beside "file", which holds the whole table'
                values.walk.problems.append(error(message, given.entries[extra].name.span))
        return model.Table((), (), caption, file, given.span) if file else None
    for needed in ("columns", "rows"):
        if needed not in given:
            hint = "or give the name of a .csv file: table: trade.csv"
            values.walk.absent(name.span, f'a table needs "{needed}"', hint)
    columns, rows = values.texts(given, "columns"), table_rows(values, given)
    return model.Table(columns, rows, caption, None, given.span) if columns and rows else None


def timeline(values: Values, found: Found) -> model.Timeline | None:
    """Return events."""
    entry = found.entries["timeline"]
    events: list[model.Event] = []
    for one in values.members(found, "timeline", fields.EVENT):
        date, text = values.text(one, "date"), values.text(one, "event")
        if date and text:
            events.append(model.Event(date, text, one.span))
    return model.Timeline(tuple(events), values.walk.span(entry.node)) if events else None


def columns(values: Values, found: Found) -> model.Columns | None:
    """Return two columns."""
    entry = found.entries["columns"]
    columns: list[model.Column] = []
    for one in values.members(found, "columns", fields.COLUMN):
        title = values.text(one, "title")
        content = bullets(values, one) if "bullets" in one else prose(values, one) if "text" in one else None
        if "bullets" in one and "text" in one:
            message = '"text" cannot share a column with "bullets"'
            values.walk.problems.append(error(message, one.entries["text"].name.span))
        elif "bullets" not in one and "text" not in one:
            values.walk.absent(values.head(one), 'a column needs "bullets" or "text"')
        if content:
            columns.append(model.Column(title, content, one.span))
    return model.Columns(tuple(columns), values.walk.span(entry.node)) if len(columns) == 2 else None


def statement(values: Values, found: Found) -> model.Statement | None:
    """Return a statement."""
    text = values.text(found, "statement")
    return model.Statement(text, text.span) if text else None


def question(values: Values, found: Found) -> model.Question | None:
    """Return a question."""
    given = values.short_or_group(found, "question", fields.QUESTION)
    if isinstance(given, Found):
        prompt, task = values.text(given, "prompt"), values.text(given, "task")
        minutes = values.number(given, "minutes")
        return model.Question(prompt, task, minutes, given.span) if prompt else None
    return model.Question(given, None, None, given.span) if given else None


def big_number(values: Values, found: Found) -> model.BigNumber | None:
    """Return a number with its label."""
    entry = found.entries["number"]
    given = values.walk.group(entry.node, fields.BIG_NUMBER, entry.name)
    if given is None:
        return None
    value, label = values.text(given, "value"), values.text(given, "label")
    return model.BigNumber(value, label, given.span) if value and label else None


def passage(values: Values, found: Found) -> model.Passage | None:
    """Return a passage."""
    given = values.short_or_group(found, "passage", fields.PASSAGE)
    if isinstance(given, Found):
        text, notes = values.text(given, "text"), values.texts(given, "notes")
        return model.Passage(text, notes, given.span) if text else None
    return model.Passage(given, (), given.span) if given else None


BLOCKS: dict[str, Callable[[Values, Found], model.Block | None]] = {
    "bullets": bullets,
    "text": prose,
    "quote": quote,
    "code": code,
    "equation": equation,
    "image": image,
    "media": media,
    "table": table,
    "chart": chart,
    "timeline": timeline,
    "process": process,
    "compare": comparison,
    "agenda": agenda,
    "summary": summary,
    "columns": columns,
    "statement": statement,
    "question": question,
    "number": big_number,
    "passage": passage,
}
"""The field that fills a slide → what reads it."""
