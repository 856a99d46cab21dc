"""`chart:` as typed → its rows of categories and numbers, whichever way they were written."""

from __future__ import annotations

import yaml

from deckgen.diagnostics import error
from deckgen.outline import model
from deckgen.outline.chart_fields import CHART, FIGURE, FIGURES, PAIR
from deckgen.outline.model import Text
from deckgen.outline.rows import table_rows
from deckgen.outline.shapes import ListOf
from deckgen.outline.values import Values
from deckgen.outline.walk import Found, blank


def chart(values: Values, found: Found) -> model.Chart | None:
    """Return a chart, its numbers written out or in a file."""
    given = values.short_or_group(found, "chart", CHART)
    if given is None:
        return None
    if isinstance(given, Text):
        return model.Chart(None, (), (), given, *(None,) * 7, given.span)
    walk = values.walk
    ways = [one for one in ("data", "rows", "columns") if one in given]
    if not ways and not given.meant & {"data", "rows", "columns"}:
        hint = "for instance: data: {Nitrogen: 78.1, Oxygen: 20.9}"
        name = found.entries["chart"].name
        walk.absent(name.span, 'a chart needs numbers: "data", or "columns" and "rows"', hint)
    for extra in ways[1:] if ways[:1] == ["data"] else ():
        message = f'"{extra}" cannot stand beside "data", which holds the whole chart'
        walk.problems.append(error(message, given.entries[extra].name.span))
    if ways in (["rows"], ["columns"]):
        other = {"rows": "columns", "columns": "rows"}[ways[0]]
        walk.absent(given.entries[ways[0]].name.span, f'"{ways[0]}" needs "{other}" beside it')
    node = given.node("data")
    file = values.text(given, "data") if isinstance(node, yaml.ScalarNode) else None
    columns = values.texts(given, "columns") if "columns" in given else ()
    rows = table_rows(values, given) if "rows" in given else _data(values, given)
    said = (values.text(given, one) for one in ("highlight", "unit", "x", "y", "alt", "caption", "credit"))
    highlight, unit, x, y, alt, caption, credit = said
    kind = values.text(given, "kind")
    if not rows and file is None:
        return None
    return model.Chart(
        kind, columns, rows, file, highlight, unit, x, y, alt, caption, credit, span=given.span
    )


def _data(values: Values, found: Found) -> tuple[tuple[Text, ...], ...]:
    """Return `data:` as rows: category and number, or a number alone, or a pair."""
    entry = found.entries.get("data")
    if entry is None or isinstance(entry.node, yaml.ScalarNode):
        return ()
    walk = values.walk
    if isinstance(entry.node, yaml.MappingNode):
        group = walk.group(entry.node, FIGURES, entry.name)
        pairs = group.entries.values() if group else ()
        for pair in pairs if entry.node.flow_style else ():
            if blank(pair.node):
                hint = 'a comma parts entries: put a name with a comma in quotation marks, a gap is ""'
                walk.problems.append(error(f'"{pair.name}" has no number', pair.name.span, hint))
        read = ((pair.name, walk.text(pair.node, FIGURE, pair.name)) for pair in pairs)
        rows = tuple((name, number) for name, number in read if number)
        if group and not group.entries:
            walk.absent(entry.name.span, '"data" is empty, expected numbers under their categories')
        return rows
    shape = ListOf(FIGURE, "numbers under their categories, or a list of numbers")
    found_rows: list[tuple[Text, ...]] = []
    for node in walk.items(entry.node, shape, entry.name):
        nodes = walk.items(node, PAIR, None) if isinstance(node, yaml.SequenceNode) else (node,)
        cells = [walk.text(one, FIGURE, None) for one in nodes]
        if isinstance(node, yaml.SequenceNode) and len(nodes) != 2:
            count = len(nodes)
            walk.complain(node, f"found {count} numbers, expected a pair of them", "for instance: [3, 4.5]")
            continue
        found_rows.append(tuple(cell for cell in cells if cell))
    return tuple(row for row in found_rows if row)
