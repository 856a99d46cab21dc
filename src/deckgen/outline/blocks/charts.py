"""`chart:` as typed → its rows of categories and numbers, whichever way they were written."""

from __future__ import annotations

import yaml

from deckgen.diagnostics import error
from deckgen.outline import model
from deckgen.outline.blocks.rows import listed_columns, table_rows
from deckgen.outline.language.chart_fields import CHART, FIGURE, FIGURES, PAIR
from deckgen.outline.model import Text
from deckgen.schema.scalars import blank
from deckgen.schema.shapes import ListOf
from deckgen.schema.values import Values
from deckgen.schema.walk import CheckedMapping, Entry

_DATA = "for instance: data: {Nitrogen: 78.1, Oxygen: 20.9}"
_COLUMNS = "write both: columns: [Year, Price], rows: [[1816, 90]]"


def chart(values: Values, found: CheckedMapping) -> model.Chart | None:
    """Return a chart, its numbers written out or in a file."""
    given = values.short_or_group(found, "chart", CHART)
    if given is None:
        return None
    if isinstance(given, Text):
        return model.Chart(None, (), (), given, *(None,) * 7, given.span)
    _one_way(values, given, found.entries["chart"].name)
    node = given.node("data")
    file = values.text(given, "data") if isinstance(node, yaml.ScalarNode) else None
    if "columns" in given and listed_columns(values, given):
        if "rows" in given:
            table_rows(values, given)
        return None
    columns = values.texts(given, "columns") if "columns" in given else ()
    rows = table_rows(values, given) if "rows" in given else _data(values, given)
    said = (values.text(given, one) for one in ("highlight", "unit", "x", "y", "alt", "caption", "credit"))
    highlight, unit, x, y, alt, caption, credit = said
    kind = values.text(given, "kind")
    if not rows and file is None:
        return None
    return model.Chart(
        *(kind, columns, rows, file, highlight, unit, x, y, alt, caption, credit),
        span=given.span,
        id=values.text(given, "id"),
    )


def _one_way(values: Values, given: CheckedMapping, name: Text) -> None:
    """Check that the numbers of the chart called `name` are written in one way, and in the whole of it."""
    walk = values.walk
    ways = [one for one in ("data", "rows", "columns") if one in given]
    if not ways and not given.meant & {"data", "rows", "columns"}:
        walk.absent(name.span, 'a chart needs numbers: "data", or "columns" and "rows"', _DATA)
    for extra in ways[1:] if ways[:1] == ["data"] else ():
        message = f'"{extra}" cannot be used with "data", which holds the whole chart'
        walk.problems.append(error(message, given.entries[extra].name.span, "take one of them out"))
    if ways in (["rows"], ["columns"]):
        other = {"rows": "columns", "columns": "rows"}[ways[0]]
        walk.absent(given.entries[ways[0]].name.span, f'"{ways[0]}" needs "{other}" beside it', _COLUMNS)


def _data(values: Values, found: CheckedMapping) -> tuple[tuple[Text, ...], ...]:
    """Return `data:` as rows: category and number, or a number alone, or a pair."""
    entry = found.entries.get("data")
    if entry is None or isinstance(entry.node, yaml.ScalarNode):
        return ()
    if isinstance(entry.node, yaml.MappingNode):
        return _under_categories(values, entry.node, entry.name)
    return _listed(values, entry)


def _under_categories(values: Values, node: yaml.MappingNode, name: Text) -> tuple[tuple[Text, ...], ...]:
    """Return numbers that are written under the names of their categories."""
    walk = values.walk
    group = walk.group(node, FIGURES, name)
    pairs = group.entries.values() if group else ()
    for pair in pairs if node.flow_style else ():
        if blank(pair.node):
            hint = 'a comma separates entries: put a name with a comma in quotation marks; a gap is ""'
            walk.problems.append(error(f'"{pair.name}" has no number', pair.name.span, hint))
    read = ((pair.name, walk.text(pair.node, FIGURE, pair.name)) for pair in pairs)
    rows = tuple((category, number) for category, number in read if number)
    if group and not group.entries:
        walk.absent(name.span, '"data" is empty; it needs a number for each category', _DATA)
    return rows


def _listed(values: Values, entry: Entry) -> tuple[tuple[Text, ...], ...]:
    """Return numbers that are written as a list of them, or of pairs."""
    walk = values.walk
    shape = ListOf(FIGURE, "numbers under their categories, or a list of numbers")
    found_rows: list[tuple[Text, ...]] = []
    for node in walk.items(entry.node, shape, entry.name):
        if isinstance(node, yaml.MappingNode):
            found_rows += _under_categories(values, node, entry.name)
            continue
        nodes = walk.items(node, PAIR, None) if isinstance(node, yaml.SequenceNode) else (node,)
        cells = [walk.text(one, FIGURE, None) for one in nodes]
        if isinstance(node, yaml.SequenceNode) and len(nodes) != 2:
            count = len(nodes)
            walk.complain(node, f"expected a pair of numbers, but found {count}", "for instance: [3, 4.5]")
            continue
        found_rows.append(tuple(cell for cell in cells if cell))
    return tuple(row for row in found_rows if row)
