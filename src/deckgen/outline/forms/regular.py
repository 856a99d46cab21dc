"""Other ways in which people write what fills a slide → nodes as the field table has them.

Only what can mean nothing else is read: events under their dates, steps under their names, terms as a list,
columns under their headings, rows without headings of their own, a question that the slide's title asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import yaml

from deckgen.outline.forms.charts import chart
from deckgen.outline.forms.compared import SIDES, column_of, comparison, rows_as_typed
from deckgen.outline.forms.nodes import (
    TAG,
    Pair,
    by_field,
    entries_of,
    fields_of,
    grouped,
    is_text,
    keys_of,
    lines_of,
    listed,
    parted,
    rows_at,
    scalar,
    texts_in,
)
from deckgen.outline.forms.questions import question
from deckgen.outline.language import block_fields, slide_fields
from deckgen.schema.shapes import Group
from deckgen.schema.values import Values
from deckgen.schema.walk import CheckedMapping, Entry
from deckgen.structs.patterns import pattern

_TERM = frozenset(("term", "name", "word", "title", "label"))
_MEANING = frozenset(("definition", "meaning", "text", "description", "means", "def"))

_ARROW = pattern(r"[ \t]*(?:->|→|=>|⇒|>)[ \t]*")

_YEAR = r"\d{3,4}(?: (?:BCE?|AD|CE))?"
"""A year that begins an event."""

_WITHIN = frozenset(
    (
        "items",
        "entries",
        "list",
        "points",
        "bullets",
        "events",
        "steps",
        "terms",
        "parts",
        "blocks",
        "columns",
        "images",
        "files",
        "text",
        "lines",
    )
)
"""What people call what a field holds, as if it had a field of its own."""


def regular(values: Values, found: CheckedMapping) -> None:
    """Put the values of a slide's fields, where they are written otherwise, into the usual form."""
    text = values.walk.places.text
    if "question" in found.entries:
        question(values.walk, found)
    for name, entry in tuple(found.entries.items()):
        reshape = _FORMS.get(name)
        node = reshape(_bare(name, entry.node), text) if reshape else None
        node = node or (_bare(name, entry.node) if reshape else entry.node)
        if node is not entry.node:
            values.walk.kept.append(node)
            field = name
            if name in _ELSEWHERE:
                field = _ELSEWHERE[name](node)
                if field != name and field in found.entries:  # the slide has one already: none is lost
                    continue
                found.entries = {field if one == name else one: other for one, other in found.entries.items()}
            found.entries[field] = Entry(entry.name, node)


def _bare(name: str, node: yaml.Node) -> yaml.Node:
    """Return what a field holds, without a name of its own around it: `steps: [a, b]` below `process:`."""
    if (
        not isinstance(node, yaml.MappingNode)
        or len(node.value) != 1
        or name in ("numbered", "compare", "table")
    ):
        return node
    key, value = node.value[0]
    if not isinstance(key, yaml.ScalarNode) or key.value not in _WITHIN:
        return node
    return value if isinstance(value, yaml.SequenceNode) or name in _TEXTS else node


_TEXTS = frozenset(("text", "statement", "takeaway"))
"""Fields that take a text alone."""


def regular_sections(node: yaml.Node) -> yaml.Node:
    """Return sections that are lists of slides under their titles as a list of sections."""
    pairs: list[Pair] = []
    if isinstance(node, yaml.MappingNode):
        pairs = list(node.value)
    elif isinstance(node, yaml.SequenceNode) and all(isinstance(one, yaml.MappingNode) for one in node.value):
        pairs = [pair for one in node.value for pair in one.value]
        pairs = pairs if len(pairs) == len(node.value) else []
    if not pairs or not all(isinstance(value, yaml.SequenceNode) for _, value in pairs):
        return node
    sections: list[yaml.Node] = [grouped(key, ("title", key), ("slides", value)) for key, value in pairs]
    return listed(node, sections) or node


def _timeline(node: yaml.Node, text: str) -> yaml.Node | None:
    """Read `{1953: Stalin dies}`, `[1953, Stalin dies]` and `1953 – Stalin dies` as events."""
    return _named(node, text, block_fields.EVENT, _YEAR)


def _process(node: yaml.Node, text: str) -> yaml.Node | None:
    """Read steps under their names, lines of steps, and `one -> two -> three`."""
    if isinstance(node, yaml.ScalarNode) and not node.style and _ARROW.search(node.value):
        return listed(node, list(_split(node)))
    if steps := lines_of(node, text):
        return listed(node, steps)
    return _named(node, text, block_fields.STEP)


def _named(node: yaml.Node, text: str, group: Group, between: str = "") -> yaml.Node | None:
    """Return what is written as pairs as groups of two fields; None: there is no pair.

    `between` is a pattern of what may be parted from the rest by a blank alone.
    """
    lines = lines_of(node, text)
    node = rows_at(node, lines) if lines else node
    if isinstance(node, yaml.MappingNode) and any(map(group.field, keys_of(node))):
        return None
    made: list[yaml.Node] = []
    for one, typed in entries_of(node):
        pair = typed or (parted(one, text, between) if between else None)
        event = _in_fields(pair, group) if pair and not by_field(one, group) else None
        if event is None and isinstance(node, yaml.MappingNode):
            return None
        made.append(event or one)
    return listed(node, made) if any(map(_is_made, made)) else None


def _is_made(node: yaml.Node) -> bool:
    """Tell whether nobody typed the first name of a group."""
    first = node.value[0][0] if isinstance(node, yaml.MappingNode) else None
    return first is not None and first.start_mark is first.end_mark


def _in_fields(pair: Pair, group: Group) -> yaml.Node | None:
    """Return a pair as the two fields of a group; what has fields itself lacks the first alone."""
    key, value = pair
    said, what = group.names[:2]
    if not is_text(key):
        return None
    if is_text(value):
        return grouped(key, (said, key), (what, value))
    if not fields_of(value) or len(by_field(value, group)) != len(fields_of(value)):
        return None
    return yaml.MappingNode(
        TAG + "map", [(scalar(said, key), key), *value.value], key.start_mark, value.end_mark
    )


def _definitions(node: yaml.Node, text: str) -> yaml.Node | None:
    """Read terms that are listed, each with its meaning after it or in a field of its own."""
    lines = lines_of(node, text)
    if not lines and isinstance(node, yaml.MappingNode):
        found = [_term(node)] if len(node.value) == 2 and set(keys_of(node)) & _MEANING else []
    else:
        items = lines or (node.value if isinstance(node, yaml.SequenceNode) else [])
        found = [_term(one) or parted(one, text) for one in items]
    pairs = [one for one in found if one]
    if not pairs or len(pairs) != len(found):
        return None
    return yaml.MappingNode(
        TAG + "map",
        pairs,
        node.start_mark,
        node.end_mark,
        flow_style=node.flow_style if isinstance(node, yaml.CollectionNode) else False,
    )


def _term(node: yaml.Node) -> Pair | None:
    if isinstance(node, yaml.SequenceNode):
        cells = texts_in(node)
        return (cells[0], cells[1]) if len(cells) == 2 else None
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    if len(pairs) == 1:
        return pairs[0][0], pairs[0][1]
    named = {key.value.lower(): value for key, value in pairs if isinstance(key, yaml.ScalarNode)}
    term, meaning = ([one for name, one in named.items() if name in names] for names in (_TERM, _MEANING))
    return (term[0], meaning[0]) if len(pairs) == 2 and len(term) == len(meaning) == 1 else None


def _columns(node: yaml.Node, text: str) -> yaml.Node | None:
    """Read columns under their headings, or under left and right; and shares of the width as percentages."""
    known = slide_fields.COLUMN
    keys = list(fields_of(node))
    if keys and not any(known.field(one) or one in known.refused for one in keys):
        return listed(node, [column_of(key, value) for key, value in node.value])
    columns = list(node.value) if isinstance(node, yaml.SequenceNode) else []
    made = [_headed(one) for one in columns]
    shared = _shared(made)
    return (
        listed(node, shared)
        if any(one is not two for one, two in zip(columns, shared, strict=True))
        else None
    )


def _headed(node: yaml.Node) -> yaml.Node:
    """Return a column under its heading, `- Before: [a, b]`, as one with a title."""
    if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
        return node
    key, value = node.value[0]
    known = slide_fields.COLUMN
    name = key.value if isinstance(key, yaml.ScalarNode) else ""
    plain = name.lower() in SIDES or not (known.field(name) or known.called(name) or name in known.refused)
    typed = name and plain and not (isinstance(value, yaml.ScalarNode) and not value.value.strip())
    return column_of(key, value) if typed and name.lower() not in _MISSPELT else node


_MISSPELT = frozenset(("content", "figure", "citation"))
"""Names that could be one of several fields; no heading is called so."""

_SHARE = pattern(r"(?P<percent>\d{1,2}(?:\.\d+)?)\s?%|(?P<part>\d)/(?P<parts>\d{1,2})")


def _shared(columns: list[yaml.Node]) -> list[yaml.Node]:
    """Return columns with widths in percentages or fractions as numbers; others share what is left."""
    widths = [fields_of(one).get("width") for one in columns]
    typed = [
        _SHARE.fullmatch(one.value.strip()) if isinstance(one, yaml.ScalarNode) else None for one in widths
    ]
    if not any(typed) or any(
        width is not None and not share for width, share in zip(widths, typed, strict=True)
    ):
        return columns
    shares = [_percent(one["percent"], one["part"], one["parts"]) if one else 0.0 for one in typed]
    over = max(100 - sum(shares), 1) / max(1, shares.count(0))
    return [_wide(one, share or over) for one, share in zip(columns, shares, strict=True)]


def _percent(percent: str | None, part: str | None, parts: str | None) -> float:
    return float(percent) if percent else 100 * int(part or 1) / max(1, int(parts or 1))


def _wide(node: yaml.Node, share: float) -> yaml.Node:
    pairs = (
        [(key, value) for key, value in node.value if key.value != "width"]
        if isinstance(node, yaml.MappingNode)
        else []
    )
    if not pairs:
        return node
    at = fields_of(node).get("width", node)
    width = yaml.ScalarNode(
        TAG + "str", f"{share:g}", at.start_mark, at.end_mark if at is not node else at.start_mark
    )
    return yaml.MappingNode(
        TAG + "map", [(scalar("width", node), width), *pairs], node.start_mark, node.end_mark
    )


def _table(node: yaml.Node, text: str) -> yaml.Node | None:
    """Read rows without more as a table: the first holds the headings, or the fields of each are."""
    if isinstance(node, yaml.MappingNode):
        return _filled(node)
    if not isinstance(node, yaml.SequenceNode) or len(node.value) < 2:
        return None
    rows = node.value
    if all(isinstance(one, yaml.SequenceNode) for one in rows):
        return _grid(node, rows[0], rows[1:])
    heads = [_heads(one) for one in rows]
    if not heads[0] or any(one != heads[0] for one in heads):
        return None
    cells = [listed(one, [value for _, value in one.value]) or one for one in rows]
    return _grid(node, listed(rows[0], [key for key, _ in rows[0].value]) or rows[0], cells)


def _filled(node: yaml.MappingNode) -> yaml.Node | None:
    """Return a table whose rows are written otherwise, or without headings, with both as lists."""
    typed = fields_of(node)
    if list(typed) == ["text"] and is_text(typed["text"]) and "\n" in typed["text"].value:
        return typed["text"]
    given = by_field(node, block_fields.TABLE)
    if "rows" not in given:
        return None
    name, rows = given["rows"]
    head, made = _headed_rows(node, given, rows)
    if head is None or made is None:
        return None
    others = [pair for pair in node.value if pair[0] not in (name, head[0])]
    return yaml.MappingNode(TAG + "map", [head, (name, made), *others], node.start_mark, node.end_mark)


def _headed_rows(
    node: yaml.MappingNode, given: dict[str, Pair], rows: yaml.Node
) -> tuple[Pair | None, yaml.Node | None]:
    """Return the headings of a table with their name, and its rows as lists, None where they are so already.

    A list of texts under an unknown name is most likely the headings.
    """
    known = [key for key, _ in given.values()]
    misspelt = ((key, value) for key, value in node.value if key not in known and texts_in(value))
    if (head := given.get("columns") or next(misspelt, None)) is None:
        first, made = _first_as_heads(rows)
        return (scalar("columns", node), first), made
    heads = [one.value for one in texts_in(head[1])]
    return head, rows_as_typed(rows, heads) if heads else None


def _first_as_heads(rows: yaml.Node) -> tuple[yaml.Node, yaml.Node | None]:
    """Return the first row as the headings, and the others; None for them where that cannot be."""
    listed_rows = rows.value if isinstance(rows, yaml.SequenceNode) else []
    if len(listed_rows) < 2 or not texts_in(listed_rows[0]):
        return rows, None
    return listed_rows[0], rows_at(listed_rows[1], listed_rows[1:])


def _heads(node: yaml.Node) -> list[str]:
    if not isinstance(node, yaml.MappingNode):
        return []
    scalars = all(isinstance(one, yaml.ScalarNode) for pair in node.value for one in pair)
    return [key.value for key, _ in node.value] if scalars else []


def _grid(node: yaml.Node, head: yaml.Node, rows: list[yaml.Node]) -> yaml.Node:
    body = yaml.SequenceNode(TAG + "seq", rows, rows[0].start_mark, rows[-1].end_mark)
    return grouped(node, ("columns", head), ("rows", body))


def _image(node: yaml.Node, text: str) -> yaml.Node | None:
    """Read a list of one picture as that picture."""
    only = isinstance(node, yaml.SequenceNode) and len(node.value) == 1
    return node.value[0] if only else None


_FILE = pattern(r"\S[^,:]*\.(?:png|jpe?g|gif|webp|avif|tiff?|bmp|jp2|svg|heic)", 2)


def _images(node: yaml.Node, text: str) -> yaml.Node | None:
    """Read pictures under their files with what they show, or under left and right."""
    made: list[yaml.Node] = []
    changed = False
    for one, pair in entries_of(node):
        key, value = pair or (None, None)
        if key is None or not is_text(key) or not is_text(value):
            made.append(one)
        elif _FILE.fullmatch(key.value) and value is not None:
            made.append(grouped(key, ("file", key), ("alt", value)))
            changed = True
        elif key.value.lower() in SIDES and value is not None and _FILE.fullmatch(value.value):
            made.append(value)
            changed = True
        else:
            made.append(one)
    return listed(node, made) if changed else None


def _bullets(node: yaml.Node, text: str) -> yaml.Node | None:
    """Read lists under their headings, and a list after a point, as points below a point."""
    if isinstance(node, yaml.SequenceNode):
        return _below(node)
    if not isinstance(node, yaml.MappingNode) or not node.value:
        return None
    if not all(isinstance(value, yaml.SequenceNode) for _, value in node.value):
        return None
    points: list[yaml.Node] = [
        yaml.MappingNode(TAG + "map", [(key, value)], key.start_mark, value.end_mark)
        for key, value in node.value
    ]
    return listed(node, points)


def _below(node: yaml.SequenceNode) -> yaml.Node | None:
    """Return points with each list that follows one below it; None: there is no such list."""
    points: list[yaml.Node] = []
    changed = False
    for one in node.value:
        before = points[-1] if points else None
        if isinstance(one, yaml.SequenceNode) and one.value and is_text(before) and before is not None:
            inner = _below(one) or one
            points[-1] = yaml.MappingNode(TAG + "map", [(before, inner)], before.start_mark, one.end_mark)
            changed = True
        else:
            points.append(one)
    return listed(node, points) if changed else None


def _numbered(node: yaml.Node, text: str) -> yaml.Node | None:
    """Read `{1: a, 2: b}` as points in their order."""
    keys = list(fields_of(node))
    counted = (
        [str(one) for one in range(int(keys[0]), int(keys[0]) + len(keys))]
        if keys and keys[0].isdigit()
        else []
    )
    if not isinstance(node, yaml.MappingNode) or not counted or keys != counted:
        return _below(node) if isinstance(node, yaml.SequenceNode) else None
    points = rows_at(node, [value for _, value in node.value])
    return points if keys[0] == "1" else grouped(node, ("start", node.value[0][0]), ("items", points))


def _body(node: yaml.Node, text: str) -> yaml.Node | None:
    """Read fields without dashes, a text, and lists of points as the parts of a body."""
    if isinstance(node, yaml.MappingNode):
        return listed(
            node,
            [
                yaml.MappingNode(TAG + "map", [pair], pair[0].start_mark, pair[1].end_mark)
                for pair in node.value
            ],
        )
    if isinstance(node, yaml.ScalarNode):
        return listed(node, [node]) if is_text(node) else None
    parts = [
        grouped(one, ("bullets", one)) if isinstance(one, yaml.SequenceNode) and one.value else one
        for one in node.value
    ]
    return (
        listed(node, parts)
        if any(one is not two for one, two in zip(node.value, parts, strict=True))
        else None
    )


_LANGUAGES = frozenset(
    (
        "python",
        "java",
        "sql",
        "html",
        "r",
        "c",
        "cpp",
        "c++",
        "javascript",
        "js",
        "bash",
        "css",
        "go",
        "rust",
        "haskell",
        "julia",
        "matlab",
        "kotlin",
        "scala",
        "ruby",
        "php",
        "typescript",
        "swift",
    )
)


def _code(node: yaml.Node, text: str) -> yaml.Node | None:
    """Read a program under the name of its language, and the first and last of its lines in a list."""
    given = fields_of(node)
    named = [one for one in given if one.lower() in _LANGUAGES and not block_fields.CODE.field(one)]
    if len(named) == 1 and not {"text", "language", "file"} & set(given):
        key = keys_of(node)[named[0]]
        pairs = [(one, value) for one, value in node.value if one is not key]
        made = grouped(node, ("language", key), ("text", given[named[0]]))
        return yaml.MappingNode(TAG + "map", [*made.value, *pairs], node.start_mark, node.end_mark)
    ends = texts_in(given.get("lines"))
    if len(ends) == 2 and all(one.value.isdigit() for one in ends):
        lines = given["lines"]
        both = yaml.ScalarNode(
            TAG + "str", f"{ends[0].value}-{ends[1].value}", lines.start_mark, lines.end_mark
        )
        pairs = [(key, both if value is lines else value) for key, value in node.value]
        return yaml.MappingNode(TAG + "map", pairs, node.start_mark, node.end_mark)
    return None


def _labelled(node: yaml.Node, text: str) -> yaml.Node | None:
    """Read a text under its label, or after it, as a labelled text."""
    if isinstance(node, yaml.MappingNode) and len(node.value) == 1:
        key, value = node.value[0]
        known = block_fields.LABELLED
        plain = is_text(key) and is_text(value) and not (known.field(key.value) or known.called(key.value))
        return grouped(key, ("label", key), ("text", value)) if plain else None
    pair = parted(node, text)
    return grouped(node, ("label", pair[0]), ("text", pair[1])) if pair else None


def _numbers(node: yaml.Node, text: str) -> yaml.Node | None:
    """Read two or three numbers with their labels as columns."""
    if not isinstance(node, yaml.SequenceNode) or not 2 <= len(node.value) <= 3:
        return None
    return listed(node, [grouped(one, ("number", one)) for one in node.value])


_FORMS: dict[str, Callable[[yaml.Node, str], yaml.Node | None]] = {
    "timeline": _timeline,
    "process": _process,
    "definitions": _definitions,
    "columns": _columns,
    "table": _table,
    "chart": lambda node, text: chart(node),
    "image": _image,
    "images": _images,
    "bullets": _bullets,
    "numbered": _numbered,
    "compare": lambda node, text: comparison(node),
    "code": _code,
    "labelled": _labelled,
    "number": _numbers,
    "body": _body,
    "text": lambda node, text: None,
    "statement": lambda node, text: None,
    "takeaway": lambda node, text: node.value[0] if len(texts_in(node)) == 1 else None,
    "agenda": lambda node, text: listed(node, lines_of(node, text)),
    "summary": lambda node, text: listed(node, lines_of(node, text)),
}


def _compared(node: yaml.Node) -> str:
    """Return the field that a comparison, once it is in another form, is read as."""
    if isinstance(node, yaml.SequenceNode):
        return "columns"
    return "table" if isinstance(node, yaml.ScalarNode) or "columns" in keys_of(node) else "compare"


_ELSEWHERE: dict[str, Callable[[yaml.Node], str]] = {
    "compare": _compared,
    "number": lambda node: "columns" if isinstance(node, yaml.SequenceNode) else "number",
}
"""Fields whose other forms belong to another field."""


def _split(node: yaml.ScalarNode) -> Iterator[yaml.Node]:
    """Give what is between arrows, each in its place."""
    start = 0
    for found in (*_ARROW.finditer(node.value), None):
        stop = found.start() if found else len(node.value)
        marks = (_moved(node.start_mark, start), _moved(node.start_mark, stop))
        yield yaml.ScalarNode(TAG + "str", node.value[start:stop], *marks)
        start = found.end() if found else stop


def _moved(mark: yaml.Mark, by: int) -> yaml.Mark:
    return yaml.Mark(mark.name, mark.index + by, mark.line, mark.column + by, None, 0)
