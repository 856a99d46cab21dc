"""What fills a slide, as typed: the field of a slide → its block, a function each."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from deckgen.diagnostics import error
from deckgen.outline import model
from deckgen.outline.blocks import enclosed
from deckgen.outline.blocks.charts import chart
from deckgen.outline.blocks.counted import as_numbered
from deckgen.outline.blocks.diagrams import comparison, process
from deckgen.outline.blocks.joined import cited
from deckgen.outline.blocks.listed import holds_list, lines_in, with_lists
from deckgen.outline.blocks.overviews import agenda, summary
from deckgen.outline.blocks.pictures import image, images, media
from deckgen.outline.blocks.rows import banded_rows, column_heads, grid_of, listed_columns
from deckgen.outline.blocks.texts import attributed, definitions, labelled, takeaway, verse
from deckgen.outline.forms.regular import regular
from deckgen.outline.forms.slides import regular_slides
from deckgen.outline.language import block_fields, fields, slide_fields
from deckgen.outline.model import Text
from deckgen.schema.shapes import Points, list_of
from deckgen.schema.values import Values
from deckgen.schema.walk import CheckedMapping
from deckgen.structs import replace

MOST_COLUMNS = 3
"""How many columns, and how many pictures, can be side by side and still be seen from the last row."""

EASY = 2
"""How many levels of points below a point can be followed from a seat."""


_BETWEEN = (("•", 1), (" · ", 1), (" | ", 1), ("; ", 1), (" - ", 2), (" – ", 2))
"""What people put between points on a line, and how many of each are plain."""


_COMMAS = re.compile(
    r"[^,.;:?!\s]+(?: [^,.;:?!\s]+){0,2}(?:, (?!and |or )[^,.;:?!\s]+(?: [^,.;:?!\s]+){0,2}){2,}"
)
"""Three or more pieces of a few words each, commas between them: `ships, rats, fleas`."""


def bullets(values: Values, found: CheckedMapping) -> model.Bullets | None:
    """Return a list of points."""
    entry = found.entries["bullets"]
    items = _points(values, entry.node, entry.name, block_fields.LEVELS)
    if not items:
        return None
    start, items = as_numbered(items)
    return model.Bullets(items, values.walk.span(entry.node), start)


def numbered(values: Values, found: CheckedMapping) -> model.Bullets | None:
    """Return a list of points that are numbered, from 1 or from the number that is given."""
    entry = found.entries["numbered"]
    start, node, name = 1, entry.node, entry.name
    if isinstance(node, yaml.MappingNode):
        given = values.walk.group(node, block_fields.NUMBERED_LIST, name)
        if given is None or "items" not in given:
            return None
        first = values.text(given, "start")
        start = int(first.value) if first else 1
        node, name = given.entries["items"].node, given.entries["items"].name
    items = _points(values, node, name, block_fields.LEVELS)
    return model.Bullets(items, values.walk.span(entry.node), start) if items else None


def _points(values: Values, node: yaml.Node, name: Text | None, levels: int) -> tuple[model.Bullet, ...]:
    if levels == block_fields.LEVELS - EASY:
        hint = "say it in fewer words, or give it a slide of its own"
        values.walk.advise(node, "points three levels deep are hard for an audience to follow", hint)
    if isinstance(node, yaml.ScalarNode) and "\n" in node.value.strip():
        return _in_text(values, node, name)
    alone = node.value[0] if isinstance(node, yaml.SequenceNode) and len(node.value) == 1 else node
    if isinstance(alone, yaml.ScalarNode) and getattr(node, "flow_style", alone is node) is not False:
        _several(values, alone)
    read = (_point(values, one, levels) for one in values.walk.items(node, Points(levels=levels), name))
    return tuple(point for point in read if point)


def _several(values: Values, node: yaml.ScalarNode) -> None:
    """Warn of several points in the place of one."""
    sign = next((one for one, least in _BETWEEN if node.value.strip(one).count(one) >= least), "")
    words = [one.strip() for one in node.value.split(sign or "\n") if one.strip()]
    if not sign and not node.style and _COMMAS.fullmatch(node.value.strip()):
        sign, words = ",", [one.strip() for one in node.value.split(",")]
    if sign and len(words) > 1:
        message = f"this is read as one point, but looks like {len(words)}"
        first = "".join(f"\n         - {one}" for one in words[:2])
        hint = f"write each on a line of its own after a dash:{first}"
        values.walk.advise(node, message, hint)


def _in_text(values: Values, node: yaml.Node, name: Text | None) -> tuple[model.Bullet, ...]:
    """Return the points of text of several lines: those of the list in it, else a point for each line."""
    text = values.walk.text(node, block_fields.PARAGRAPHS, name)
    blocks = with_lists(text) if text else ()
    points = [point for block in blocks if isinstance(block, model.Bullets) for point in block.items]
    if text is None or (len(points) and all(isinstance(block, model.Bullets) for block in blocks)):
        return tuple(points)
    return tuple(model.Bullet(line, (), line.span) for line in lines_in(text))


def _point(values: Values, node: yaml.Node, levels: int) -> model.Bullet | None:
    walk = values.walk
    if isinstance(node, yaml.MappingNode) and len(node.value) == 1:
        key, below = node.value[0]
        if isinstance(key, yaml.ScalarNode) and isinstance(below, yaml.SequenceNode):
            if not levels:
                hint = "move it up a level, or give it a slide of its own"
                walk.complain(key, "a list goes four levels deep at most; this is a fifth", hint)
                return None
            text = walk.text(key, fields.TEXT, None)
            children = _points(values, below, text, levels - 1)
            return model.Bullet(text, children, walk.span(node)) if text else None
    if isinstance(node, yaml.SequenceNode):
        hint = "write the point above with a colon at its end, and these further right below it"
        walk.complain(node, "expected a point, but found a list", hint)
        return None
    text = walk.text(node, fields.TEXT, None)
    return model.Bullet(text, (), text.span) if text else None


def prose(values: Values, found: CheckedMapping) -> tuple[model.Block, ...]:
    """Return running text, split into paragraphs at blank lines, and the lists in it."""
    entry = found.entries["text"]
    texts = values.texts(found, "text")
    if any(holds_list(text) or "![" in text.value for text in texts):
        return tuple(block for text in texts for block in with_lists(text))
    paragraphs = tuple(part for text in texts for part in text.paragraphs())
    return (model.Prose(paragraphs, values.walk.span(entry.node)),) if paragraphs else ()


def quote(values: Values, found: CheckedMapping) -> model.Quote | None:
    """Return a quotation."""
    given = values.short_or_group(found, "quote", block_fields.QUOTE)
    if isinstance(given, Text):
        values.walk.problems += attributed(given)
    if isinstance(given, CheckedMapping):
        text = values.text(given, "text")
        by, cite = values.text(given, "by"), cited(values, given)
        return model.Quote(text, by, cite, given.span) if text else None
    return model.Quote(given, None, None, given.span) if given else None


def code(values: Values, found: CheckedMapping) -> model.Code | None:
    """Return program text, written out or in a file."""
    given = values.short_or_group(found, "code", block_fields.CODE)
    if given is None:
        return None
    if isinstance(given, Text):
        program, reported = enclosed.program(given)
        return model.Code(program, None, reported, (), None, given.span)
    typed, file, language, caption, lines, start, output = (
        values.text(given, name)
        for name in ("text", "file", "language", "caption", "lines", "start", "output")
    )
    text, named = enclosed.program(typed) if typed else (typed, None)
    language = language or named
    highlight = values.texts(given, "highlight")
    numbers = values.switch(given, "numbers", False)
    if "file" in given and "text" in given:
        message = '"text" cannot be used with "file", which holds the whole program'
        values.walk.problems.append(error(message, given.entries["text"].name.span, "take one of them out"))
    elif "file" not in given and "text" not in given:
        hint = "or the name of a file that holds it: file: sort.py"
        values.walk.absent(found.entries["code"].name.span, 'program text needs "text"', hint)
    if not (text or file):
        return None
    made = (text, file, language, highlight, caption, given.span, lines, numbers, start, output)
    return model.Code(*made)


def equation(values: Values, found: CheckedMapping) -> model.Equation | None:
    """Return a formula."""
    given = values.short_or_group(found, "equation", block_fields.EQUATION)
    if isinstance(given, CheckedMapping):
        text = values.text(given, "text")
        alt, caption = values.text(given, "alt"), values.text(given, "caption")
        return model.Equation(enclosed.formula(text), alt, caption, given.span) if text else None
    return model.Equation(enclosed.formula(given), None, None, given.span) if given else None


def table(values: Values, found: CheckedMapping) -> model.Table | None:
    """Return a table, written out or in a file."""
    node = found.entries["table"].node
    if isinstance(node, yaml.ScalarNode) and "\n" in node.value.strip():
        return _typed_table(values, node)
    given = values.short_or_group(found, "table", block_fields.TABLE)
    if given is None:
        return None
    if isinstance(given, Text):
        return model.Table((), (), None, given, given.span)
    file, caption, called = (values.text(given, one) for one in ("file", "caption", "id"))
    credit, note = (values.text(given, one) for one in ("credit", "note"))
    if "file" in given:
        for extra in ("columns", "rows"):
            if extra in given:
                message = f'"{extra}" cannot be used with "file", which holds the whole table'
                values.walk.problems.append(
                    error(message, given.entries[extra].name.span, "take one of them out")
                )
        made = model.Table((), (), None, file, given.span) if file else None
    else:
        made = _written_table(values, given, found.entries["table"].name)
    return replace(made, caption=caption, id=called, credit=credit, note=note) if made else None


def _written_table(values: Values, given: CheckedMapping, name: Text) -> model.Table | None:
    """Return a table that is written out, without its caption."""
    for needed in ("columns", "rows"):
        if needed not in given:
            hint = "or give the name of a .csv file: table: trade.csv"
            values.walk.absent(name.span, f'a table needs "{needed}"', hint)
    if listed_columns(values, given):
        if "rows" in given:
            banded_rows(values, given)
        return None
    columns, over = column_heads(values, given) if "columns" in given else ((), ())
    rows, bands = banded_rows(values, given) if "rows" in given else ((), ())
    found = model.Table(columns, rows, None, None, given.span, None, over, bands)
    return found if columns and rows else None


def _typed_table(values: Values, node: yaml.ScalarNode) -> model.Table | None:
    """Return a table that is typed as text, its first line the headings."""
    text = values.walk.text(node, block_fields.PARAGRAPHS, None)
    rows = grid_of(text) if text else ()
    if text and not rows:
        message = "the lines of this table do not have the same number of cells"
        hint = "write them as in Markdown, | Law | Year | on each line, or as columns: and rows:"
        values.walk.problems.append(error(message, text.span, hint))
    return model.Table(rows[0], rows[1:], None, None, text.span) if text and rows else None


def timeline(values: Values, found: CheckedMapping) -> model.Timeline | None:
    """Return events."""
    entry = found.entries["timeline"]
    events: list[model.Event] = []
    for one in values.members(found, "timeline", block_fields.EVENT):
        date, text = values.text(one, "date"), values.text(one, "event")
        if date and text:
            events.append(model.Event(date, text, one.span))
    return model.Timeline(tuple(events), values.walk.span(entry.node)) if events else None


def columns(values: Values, found: CheckedMapping) -> model.Columns | None:
    """Return columns side by side, each a flow of its own."""
    entry = found.entries["columns"]
    count = len(entry.node.value) if isinstance(entry.node, yaml.SequenceNode) else 0
    if count > MOST_COLUMNS:
        message = f"{count} columns; at most {MOST_COLUMNS} fit side by side"
        values.walk.problems.append(error(message, entry.name.span, "use a table"))
        return None
    shape = list_of(found.shape("columns"))
    assert shape is not None
    listed = regular_slides(entry.node, slide_fields.COLUMN)
    values.walk.kept.append(listed)
    nodes = values.walk.items(listed, shape, entry.name)
    read = tuple(one for one in (_column(values, node) for node in nodes) if one)
    return model.Columns(read, values.walk.span(entry.node)) if 1 < len(read) == len(nodes) else None


def _column(values: Values, node: yaml.Node) -> model.Column | None:
    if isinstance(node, yaml.ScalarNode):
        text = values.walk.text(node, block_fields.PARAGRAPHS, None)
        return model.Column(None, with_lists(text), text.span) if text else None
    if isinstance(node, yaml.SequenceNode):
        items = _points(values, node, None, block_fields.LEVELS)
        span = values.walk.span(node)
        return model.Column(None, (model.Bullets(items, span),), span) if items else None
    found = values.walk.group(node, slide_fields.COLUMN)
    if found is None:
        return None
    title, width = values.text(found, "title"), values.number(found, "width")
    blocks = (*blocks_in(values, found), *(body(values, found) if "body" in found else ()))
    if not set(found.entries) - {"title", "width"} and not found.meant:
        names = "bullets, text or an image"
        values.walk.absent(values.head(found), f"this column is empty; it needs {names}")
    return model.Column(title, blocks, found.span, width.value if width else 1.0) if blocks else None


def body(values: Values, found: CheckedMapping) -> tuple[model.Block, ...]:
    """Return what a body lists, in its order."""
    entry = found.entries["body"]
    shape = list_of(found.shape("body"))
    assert shape is not None
    parts = slide_fields.BLOCK if found.group is slide_fields.SLIDE else slide_fields.PART
    listed = regular_slides(entry.node, parts)
    values.walk.kept.append(listed)
    blocks: list[model.Block] = []
    for node in values.walk.items(listed, shape, entry.name):
        if isinstance(node, yaml.ScalarNode):
            text = values.walk.text(node, block_fields.PARAGRAPHS, None)
            blocks += with_lists(text) if text else ()
        elif given := values.walk.group(node, parts):
            blocks += blocks_in(values, given)
    return tuple(blocks)


def blocks_in(values: Values, found: CheckedMapping) -> tuple[model.Block, ...]:
    """Return the blocks that the fields of a slide, a body or a column hold, in the file's order."""
    regular(values, found)
    blocks: list[model.Block] = []
    for name in found.entries:
        read = BLOCKS[name](values, found) if name in BLOCKS else None
        blocks += read if isinstance(read, tuple) else (read,) if read else ()
    return tuple(blocks)


def statement(values: Values, found: CheckedMapping) -> model.Statement | None:
    """Return a statement."""
    text = values.text(found, "statement")
    return model.Statement(text, text.span) if text else None


def question(values: Values, found: CheckedMapping) -> model.Question | None:
    """Return a question."""
    given = values.short_or_group(found, "question", block_fields.QUESTION)
    if isinstance(given, CheckedMapping):
        prompt, task = values.text(given, "prompt"), values.text(given, "task")
        minutes = values.number(given, "minutes")
        options, answer = values.texts(given, "options"), values.text(given, "answer")
        if answer and ord(answer.value.upper()) - ord("A") >= len(options):
            letters = f"{'A' if options else ''}{f' to {chr(64 + len(options))}' if len(options) > 1 else ''}"
            message = f"there is no option {answer.value.upper()}"
            hint = f"the options are {letters}" if options else "list them: options: [Yes, No]"
            values.walk.problems.append(error(message, answer.span, hint))
            answer = None
        return model.Question(prompt, task, minutes, given.span, options, answer) if prompt else None
    return model.Question(given, None, None, given.span) if given else None


def big_number(values: Values, found: CheckedMapping) -> model.BigNumber | None:
    """Return a number with its label."""
    given = values.short_or_group(found, "number", block_fields.BIG_NUMBER)
    if isinstance(given, CheckedMapping):
        value, label = values.text(given, "value"), values.text(given, "label")
        return model.BigNumber(value, label, given.span) if value else None
    return model.BigNumber(given, None, given.span) if given else None


def passage(values: Values, found: CheckedMapping) -> model.Passage | None:
    """Return a passage."""
    given = values.short_or_group(found, "passage", block_fields.PASSAGE)
    if isinstance(given, CheckedMapping):
        text, notes = values.text(given, "text"), values.texts(given, "notes")
        return model.Passage(text, notes, given.span) if text else None
    return model.Passage(given, (), given.span) if given else None


BLOCKS: dict[str, Callable[[Values, CheckedMapping], model.Block | tuple[model.Block, ...] | None]] = {
    "bullets": bullets,
    "numbered": numbered,
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
    "verse": verse,
    "images": images,
    "definitions": definitions,
    "labelled": labelled,
    "takeaway": takeaway,
}
"""The field that fills a slide → what reads it; a text with lists in it is several blocks."""
