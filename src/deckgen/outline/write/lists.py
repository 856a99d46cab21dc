"""A list in the file, however it is written → the file with an item put in, taken out, or at another level.

Only the lines or the bytes of the items concerned change. What a change makes of the file is the caller's to
read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from deckgen.outline.model import Text
from deckgen.outline.write.splice import Unwritable
from deckgen.schema.compose import Loader
from deckgen.schema.source import Source, source_of
from deckgen.structs import Struct

_STEP = 4
"""How much further in points stand that are below another, where the list has none yet."""


class _Item(Struct):
    """A point of a list as it is written: its depth, its scalar, and the lines before it that are its own."""

    depth: int
    start: int
    stop: int
    dash: int


def insert_row(source: str, near: Text, at: int, item: str) -> str:
    """Return the file with an item put in before the one at a place of the list of lists that holds a text.

    Raises `Unwritable`.
    """
    known = source_of(source, near.span.path)
    return _put_in(known, _lists(known, near)[1], at, item)


def insert_cell(source: str, near: Text, at: int, item: str) -> str:
    """Return the file with an item put in before the one at a place of the list that holds a text."""
    known = source_of(source, near.span.path)
    return _put_in(known, _lists(known, near)[0], at, item)


def remove_row(source: str, near: Text) -> str:
    """Return the file without the list that holds a text. Raises `Unwritable`."""
    known = source_of(source, near.span.path)
    row, rows = _lists(known, near)[:2]
    return _taken_out(known, rows, rows.value.index(row))


def remove_cell(source: str, near: Text) -> str:
    """Return the file without the item that is a text. Raises `Unwritable`."""
    known = source_of(source, near.span.path)
    row = _lists(known, near)[0]
    start = known.offset(near.span.line, near.span.column)
    return _taken_out(
        known, row, next(at for at, one in enumerate(row.value) if one.start_mark.index == start)
    )


def set_levels(source: str, points: Sequence[tuple[Text, int]]) -> str:
    """Return the file with points of one list at other levels, from 0. Raises `Unwritable`."""
    known = source_of(source, points[0][0].span.path)
    top = _lists(known, points[0][0])[-1]
    if top.flow_style:
        raise Unwritable("the points are written on one line: write each on a line of its own")
    items = list(_items(known, top, 0))
    levels = {known.offset(one.span.line, one.span.column): level for one, level in points}
    depths = [levels.get(one.start, one.depth) for one in items]
    if any(depth > above + 1 for above, depth in zip((-1, *depths), depths, strict=False)):
        raise Unwritable("a point would be two levels below the one before it")
    inner = [one.dash for one in items if one.depth]
    step = inner[0] - items[0].dash if inner else _STEP
    pieces, at = [], known.starts[known.place(items[0].start)[0] - 1]
    for place, (one, depth) in enumerate(zip(items, depths, strict=True)):
        line = known.starts[known.place(one.start)[0] - 1]
        end = _line_end(known, one.stop)
        below = place + 1 < len(items) and depths[place + 1] > depth
        pieces.append(known.text[at:line] + _written(known, one, (items[0].dash + depth * step, below), end))
        at = end
    first = known.starts[known.place(items[0].start)[0] - 1]
    return known.text[:first] + "".join(pieces) + known.text[at:]


def _written(known: Source, item: _Item, how: tuple[int, bool], end: int) -> str:
    """Return the line of a point at its indent, with a colon where points are below it."""
    indent, below = how
    rest = re.fullmatch(r":?([ \t]*(?:#.*)?)", known.text[item.stop : end].rstrip("\r\n"))
    raw = known.text[item.start : item.stop]
    if rest is None or "\n" in raw:
        raise Unwritable("the list is not written with each point on a line of its own")
    newline = known.text[item.stop : end][len(known.text[item.stop : end].rstrip("\r\n")) :]
    return f"{' ' * indent}- {raw}{':' * below}{rest[1]}{newline}"


def _items(known: Source, sequence: yaml.SequenceNode, depth: int) -> Iterator[_Item]:
    """Yield the points of a list, and those below them, in the order of the file."""
    for one in sequence.value:
        point, below = one, None
        if isinstance(one, yaml.MappingNode) and len(one.value) == 1:
            point, below = one.value[0]
        if not isinstance(point, yaml.ScalarNode):
            raise Unwritable("the list is not written with each point on a line of its own")
        yield _Item(depth, point.start_mark.index, point.end_mark.index, _dash(known, one))
        if isinstance(below, yaml.SequenceNode) and not below.flow_style:
            yield from _items(known, below, depth + 1)
        elif below is not None:
            raise Unwritable("the points below another are written on one line")


def _lists(known: Source, text: Text) -> list[yaml.SequenceNode]:
    """Return the lists that hold a text, the innermost first, up to the first field that is none."""
    wanted = known.offset(text.span.line, text.span.column)
    path: list[yaml.Node] = []

    def walk(node: yaml.Node) -> bool:
        path.append(node)
        children = (
            [one for pair in node.value for one in pair] if isinstance(node, yaml.MappingNode) else node.value
        )
        if isinstance(node, yaml.ScalarNode):
            if node.start_mark.index == wanted:
                return True
        elif any(walk(one) for one in children):
            return True
        path.pop()
        return False

    root = yaml.compose(known.text, Loader=Loader)
    if root is None or not walk(root):
        raise Unwritable("it is not found in the file")
    found: list[yaml.SequenceNode] = []
    for at, one in reversed(list(enumerate(path[:-1]))):
        if isinstance(one, yaml.SequenceNode):
            found.append(one)
        elif not (isinstance(one, yaml.MappingNode) and len(one.value) == 1 and _in_list(path, at)):
            break
    if not found:
        raise Unwritable("it is in no list")
    return found


def _in_list(path: Sequence[yaml.Node], at: int) -> bool:
    return at > 0 and isinstance(path[at - 1], yaml.SequenceNode)


def _put_in(known: Source, sequence: yaml.SequenceNode, at: int, item: str) -> str:
    items = sequence.value
    if sequence.flow_style:
        if at:
            place = items[at - 1].end_mark.index
            return f"{known.text[:place]}, {item}{known.text[place:]}"
        place = items[0].start_mark.index
        return f"{known.text[:place]}{item}, {known.text[place:]}"
    margin = " " * _dash(known, items[0])
    if at:
        place = _line_end(known, _end(items[at - 1]))
        before = (
            known.text[:place] if known.text[:place].endswith("\n") else known.text[:place] + known.newline
        )
    else:
        place = _line_start(known, items[0])
        before = known.text[:place]
    return f"{before}{margin}- {item}{known.newline}{known.text[place:]}"


def _taken_out(known: Source, sequence: yaml.SequenceNode, at: int) -> str:
    items = sequence.value
    if len(items) < 2:
        raise Unwritable("it is the only one of its list")
    if sequence.flow_style and at + 1 < len(items):
        return known.text[: items[at].start_mark.index] + known.text[items[at + 1].start_mark.index :]
    if sequence.flow_style:
        return known.text[: items[at - 1].end_mark.index] + known.text[items[at].end_mark.index :]
    return known.text[: _line_start(known, items[at])] + known.text[_line_end(known, _end(items[at])) :]


def _dash(known: Source, item: yaml.Node) -> int:
    """Return the column of the dash before an item of a list that is written over lines."""
    before = known.text[: item.start_mark.index].rstrip()
    return len(before) - 1 - (before.rfind("\n") + 1)


def _line_start(known: Source, item: yaml.Node) -> int:
    line = known.starts[known.place(item.start_mark.index)[0] - 1]
    if known.text[line : item.start_mark.index].strip() != "-":
        raise Unwritable("the list begins on the line of another")
    return line


def _end(item: yaml.Node) -> int:
    """Return where the last characters of an item end: a list over lines ends with the next token."""
    if isinstance(item, yaml.ScalarNode) or getattr(item, "flow_style", False) or not item.value:
        return int(item.end_mark.index)
    last = item.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)


def _line_end(known: Source, offset: int) -> int:
    """Return where the line of an offset ends, its break with it."""
    found = known.text.find("\n", offset - 1 if known.text[offset - 1 : offset] == "\n" else offset)
    return len(known.text) if found < 0 else found + 1
