"""The rows of a table, a chart or a comparison → texts, a tuple a row; what is no row is reported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import yaml

from deckgen.diagnostics import Edit, error
from deckgen.outline import model
from deckgen.outline.blocks.listed import lines_in
from deckgen.outline.language import block_fields
from deckgen.outline.model import Text
from deckgen.schema.advice import as_listed
from deckgen.schema.scalars import text_of
from deckgen.schema.shapes import ListOf, Scalar, item_of, list_of
from deckgen.schema.values import Values
from deckgen.schema.walk import CheckedMapping
from deckgen.structs.patterns import pattern

_RULE = pattern(r"[|+\s:=-]*-[|+\s:=-]*")
"""The line below the headings of a table in Markdown."""

_DECIMAL = pattern(r"[^\w,]*\d+,\d+[^\w,]*")
"""A number with a comma where English has a point, and the signs around it."""

_SEPARATORS = ("|", "\t", ";", ",")
"""What separates cells where a row is a line of text, the plainest first."""


def grid_of(text: Text) -> tuple[tuple[Text, ...], ...]:
    """Return the cells of a table that is typed as text, line by line; empty where they are no rows.

    Every line has as many, separated by the same character.
    """
    lines = [line for line in lines_in(text) if not _RULE.fullmatch(line.value)]
    for separator in _SEPARATORS:
        rows = tuple(tuple(_cells(line, separator)) for line in lines)
        if len(rows) > 1 and len(rows[0]) > 1 and len({len(row) for row in rows}) == 1:
            return rows
    return ()


def _cells(line: Text, separator: str) -> Iterator[Text]:
    value = line.value
    start, stop = 0, len(value)
    if separator == "|":
        start += value.startswith("|")
        stop -= value.endswith("|")
    while start <= stop:
        end = value.find(separator, start, stop)
        end = end if end >= 0 else stop
        bare = value[start:end].strip()
        begin = start + value[start:end].find(bare)
        yield line.part(begin, begin + len(bare)) if bare else Text("", line.at(start, start))
        start = end + 1


def _split_row(values: Values, node: yaml.Node, width: int | None, expected: str) -> bool:
    """Report a row that is a text with as many cells as the table has columns; tell whether it is one."""
    if not isinstance(node, yaml.ScalarNode) or not width or width < 2:
        return False
    text = text_of(node, values.walk.places)
    for separator in _SEPARATORS:
        cells = [cell.value for cell in _cells(text, separator)]
        if len(cells) == width:
            row = f"[{', '.join(_in_brackets(cell) for cell in cells)}]"
            message = f'expected {expected}, but found the text "{text.value}"'
            edits = (Edit(text.span, row),)
            values.walk.problems.append(error(message, text.span, f"write: - {row}", edits=edits))
            return True
    return False


def listed_columns(values: Values, found: CheckedMapping) -> bool:
    """Report headings that are written as one text, `A, B`; tell whether they are."""
    node = found.node("columns")
    if not isinstance(node, yaml.ScalarNode) or "\n" in node.value:
        return False
    text = text_of(node, values.walk.places)
    cells = next((one for sign in _SEPARATORS if len(one := tuple(_cells(text, sign))) > 1), ())
    if not cells:
        return False
    row = f"[{', '.join(_in_brackets(cell.value) for cell in cells)}]"
    message = f'expected a list of column headings, but found the text "{text.value}"'
    edits = (Edit(text.span, row),)
    values.walk.problems.append(error(message, text.span, f"write: columns: {row}", edits=edits))
    return True


def _in_brackets(cell: str) -> str:
    """Return a cell as it is written between brackets."""
    if re.fullmatch(r"\w[^,\[\]{}:#\"']*", cell):
        return cell
    return "'" + cell.replace("'", "''") + "'" if '"' in cell or "\\" in cell else f'"{cell}"'


def column_heads(values: Values, found: CheckedMapping) -> tuple[tuple[Text, ...], tuple[model.Heading, ...]]:
    """Return the headings of a table's columns, and those over several of them."""
    entry, shape = found.entries["columns"], list_of(found.shape("columns"))
    heads: list[Text] = []
    over: list[model.Heading] = []
    for node in values.walk.items(entry.node, shape, entry.name) if isinstance(shape, ListOf) else ():
        if not isinstance(node, yaml.MappingNode):
            text = values.walk.text(node, block_fields.CELL, None)
            heads += [text] if text else []
            continue
        group = values.walk.group(node, block_fields.HEADS)
        for one in group.entries.values() if group else ():
            below = values.walk.items(one.node, block_fields.BELOW, one.name)
            texts = [values.walk.text(cell, block_fields.CELL, None) for cell in below]
            start = len(heads)
            heads += [text for text in texts if text]
            over.append(model.Heading(one.name, start, len(heads)))
    return tuple(heads), tuple(one for one in over if one.stop > one.start)


def banded_rows(
    values: Values, found: CheckedMapping
) -> tuple[tuple[tuple[Text, ...], ...], tuple[model.Heading, ...]]:
    """Return a table's rows, and the headings under which several of them fall."""
    entry, shape = found.entries["rows"], list_of(found.shape("rows"))
    rows: list[tuple[Text, ...]] = []
    bands: list[model.Heading] = []
    for node in values.walk.items(entry.node, shape, entry.name) if isinstance(shape, ListOf) else ():
        if not isinstance(node, yaml.MappingNode):
            rows += _table_rows(values, found, (node,))
            continue
        group = values.walk.group(node, block_fields.BAND)
        for one in group.entries.values() if group else ():
            start = len(rows)
            rows += _table_rows(values, found, values.walk.items(one.node, block_fields.ROWS, one.name))
            bands.append(model.Heading(one.name, start, len(rows)))
    return tuple(rows), tuple(one for one in bands if one.stop > one.start)


def table_rows(values: Values, found: CheckedMapping) -> tuple[tuple[Text, ...], ...]:
    """Return the field `rows`; each row should be as long as `columns`."""
    return tuple(_table_rows(values, found, _row_nodes(values, found)))


def _table_rows(
    values: Values, found: CheckedMapping, nodes: Iterable[yaml.Node]
) -> Iterator[tuple[Text, ...]]:
    """Yield rows that should be as long as `columns`."""
    width = _width(found)
    noun = found.group.noun.removeprefix("a ")
    example = "a row of cells, for instance [Court, Special courts, Regular courts]"
    for node, cells in _read_rows(values, found, nodes, example, width):
        if width is not None and node.value and len(node.value) != width:
            count = len(node.value)
            hint = 'a comma separates cells: put a cell with a comma in quotation marks; an empty one is ""'
            typed = f"{count} cell{'s' * (count != 1)}"
            row = (_separated if count == 1 else _decimal)(values, node, width)
            if row:
                edits = (Edit(values.walk.span(node), row),)
                message = f"the row has {typed}, the {noun} {_columns(width)}"
                hints = as_listed((f"write: {row}",), values.walk.places.text, node)
                values.walk.problems.append(error(message, values.walk.span(node), *hints, edits=edits))
                yield cells
                continue
            values.walk.complain(node, f"the row has {typed}, the {noun} {_columns(width)}", hint)
        yield cells


def _separated(values: Values, node: yaml.Node, width: int) -> str:
    """Return a row whose cells another sign than a comma parts as it should be written, else nothing."""
    (cell,) = node.value
    if not isinstance(cell, yaml.ScalarNode):
        return ""
    text = text_of(cell, values.walk.places)
    found = ([cell.value for cell in _cells(text, sign)] for sign in _SEPARATORS if sign != ",")
    cells = next((one for one in found if len(one) == width), [])
    return f"[{', '.join(_in_brackets(cell) for cell in cells)}]" if cells else ""


def _decimal(values: Values, node: yaml.Node, width: int) -> str:
    """Return a row of numbers with commas, semicolons between them, as it should be written, else nothing."""
    if not (isinstance(node, yaml.SequenceNode) and node.flow_style):
        return ""
    typed = values.walk.places.text[node.start_mark.index + 1 : node.end_mark.index - 1]
    cells = [cell.strip() for cell in typed.split(";")]
    if len(cells) != width or not all(_DECIMAL.fullmatch(cell) for cell in cells if "," in cell):
        return ""
    return f"[{', '.join(_in_brackets(cell) for cell in cells)}]"


def _columns(count: int) -> str:
    return f"{count} column{'s' * (count != 1)}"


def _width(found: CheckedMapping) -> int | None:
    """Return how many columns a table has, None where that is not given."""
    node = found.node("columns")
    if isinstance(node, yaml.SequenceNode):
        return sum(map(_columns_of, node.value))
    if not isinstance(node, yaml.ScalarNode):
        return None
    return next((node.value.count(sign) + 1 for sign in _SEPARATORS if sign in node.value.strip("| \n")), 1)


def _columns_of(node: yaml.Node) -> int:
    """Return how many columns a heading spans: one, or as many as are below it."""
    if not isinstance(node, yaml.MappingNode):
        return 1
    below = (value for _, value in node.value)
    return sum(len(one.value) if isinstance(one, yaml.SequenceNode) else 1 for one in below)


def rows_of(
    values: Values, found: CheckedMapping, expected: str
) -> Iterator[tuple[yaml.SequenceNode, tuple[Text, ...]]]:
    """Yield each row of the field `rows` with its texts; `expected` says what one looks like."""
    return _read_rows(values, found, _row_nodes(values, found), expected)


def _row_nodes(values: Values, found: CheckedMapping) -> tuple[yaml.Node, ...]:
    entry, shape = found.entries.get("rows"), found.shape("rows")
    assert isinstance(shape, ListOf)
    return values.walk.items(entry.node, shape, entry.name) if entry else ()


def _read_rows(
    values: Values,
    found: CheckedMapping,
    nodes: Iterable[yaml.Node],
    expected: str,
    width: int | None = None,
) -> Iterator[tuple[yaml.SequenceNode, tuple[Text, ...]]]:
    """Yield rows with their texts; `expected` says what one of `width` looks like."""
    shape = list_of(item_of(found.shape("rows")))
    assert isinstance(shape, ListOf)
    assert isinstance(shape.item, Scalar)
    for node in nodes:
        if not isinstance(node, yaml.SequenceNode):
            if not _split_row(values, node, width, expected):
                values.walk.wrong(node, expected, shape)
            continue
        read = [values.walk.text(one, shape.item, None) for one in values.walk.items(node, shape, None)]
        yield node, tuple(cell for cell in read if cell)
