"""What is below a name as other programs have it: fields under a value, rows of cells without brackets."""

from __future__ import annotations

import re

from deckgen.outline.traps import prose
from deckgen.outline.traps.cursor import Cursor, Rest, blank
from deckgen.outline.traps.levels import Level, name_at
from deckgen.outline.traps.prose import Stretch, Trap
from deckgen.schema.advice import nearest
from deckgen.schema.shapes import (
    Field,
    Group,
    ListOf,
    Scalar,
    Shape,
    item_of,
    list_of,
    mapping_of,
    options,
    scalar_of,
)
from deckgen.schema.source import Cure
from deckgen.structs.patterns import pattern

_WORD = pattern(r"[A-Za-z][\w+#.-]*")
_SIGNS = ("\t", "|", ";", ",")
"""What parts cells, the plainest first."""
_PLAIN = pattern(r"\w[^,\[\]{}:#\"']*")

BARE = "each row of a table is a list of its own: a dash, and the cells between brackets"


def opened_group(cursor: Cursor, shape: Shape | None, rest: Rest, stretches: list[Stretch]) -> bool:
    """Report fields below a value in short, `image: map.png` and `alt:` below it; tell whether there are any.

    The value gets its own name, and stands above them. Where it can have none, it is left out of the reading.
    """
    group = mapping_of(shape)
    below = cursor.following()
    if not isinstance(group, Group) or below is None or cursor.rows.words[cursor.row][0] == rest.start:
        return False
    text, column = cursor.text, cursor.rows.columns[below]
    key = name_at(text, *cursor.rows.words[below]) if column > rest.column else None
    meant = _meant(key[0], group) if key else None
    if key is None or meant is None:
        return False
    said = text[stretches[0][0] : stretches[0][1]]
    own = _own_name(said, shape, group, meant)
    start = cursor.rows.words[below][0]
    if own:
        marks = _marks_around(text, group, own, stretches[:1])
        opening = marks[0].replacement if marks else ""
        blanks = rest.start - 1 if text[rest.start - 1] in " \t" else rest.start
        named = f"{cursor.newline}{' ' * column}{own}: {opening}"
        end = cursor.rows.words[below][1]
        cures = (Cure(blanks, rest.start, named), *marks[1:], Cure(end, end, ""))
        cursor.add(Trap(f'the value above "{key[0]}" needs its own name, "{own}"', start, key[1], cures))
    else:
        bridges = (blank(*stretches[0]),)
        message = f'there is a value above "{key[0]}" already'
        captioned = group.field("caption") and meant != "caption"
        way = (
            f"write below it, for instance, caption: {said}"
            if captioned
            else "give the value a name there, or take it out"
        )
        hint = f"a name has a value on its line or fields below it: {way}"
        cursor.add(Trap(message, *stretches[0], bridges=bridges, hints=(hint,)))
    rest.level.child = column
    cursor.open.append(Level(column, group, given={own: cursor.row} if own else {}))
    cursor.row = below
    return True


def _own_name(value: str, shape: Shape | None, group: Group, below: str) -> str:
    """Return the field of a group that a value in its place belongs to, empty where none is plain.

    `below` is the field under it.
    """
    if chosen := next((field.name for field in group.fields if _is_choice(field, value)), ""):
        return chosen if chosen != below else ""
    if group.field("language") and below != "language" and _WORD.fullmatch(value):
        return "language"
    kinds = options(shape) if shape else ()
    short = next((one.short for one in kinds if isinstance(one, Group)), "")
    home = group.field(short)
    scalar = scalar_of(home.shape) if home else None
    return short if scalar and short != below and _keeps(scalar, value) else ""


def _is_choice(field: Field, value: str) -> bool:
    """Tell whether a value is one of the few that a field takes."""
    scalar = scalar_of(field.shape)
    return bool(scalar and scalar.values and _better(scalar, value) in scalar.values)


def _keeps(scalar: Scalar, value: str) -> bool:
    """Tell whether a value is one that a field takes."""
    return not scalar.pattern or re.match(scalar.pattern, value) is not None


def _better(scalar: Scalar, value: str) -> str:
    """Return a value as a field may take it, where another spelling is known to mean it."""
    return scalar.better(value) if scalar.better and value not in scalar.values else value


def _meant(name: str, group: Group) -> str | None:
    """Return the field of a group that a name stands for."""
    return name if group.field(name) else nearest(name, group, fuzzy=False)


def _marks_around(text: str, group: Group, own: str, stretches: list[Stretch]) -> tuple[Cure, ...]:
    """Return the quotation marks that a group's value in short needs under its own name."""
    field = group.field(own)
    scalar = scalar_of(field.shape) if field else None
    trap = prose.plain_trap(text, stretches, prose=True) if scalar and scalar.prose else None
    return prose.wrap(text, stretches) if trap else ()


def bare_rows(cursor: Cursor, column: int) -> bool:
    """Report lines of cells below the name that waits for rows; tell whether there are any."""
    top, row = cursor.open[-1], cursor.row
    if not top.waits or column <= top.column or not isinstance(list_of(item_of(top.pending)), ListOf):
        return False
    rows = cursor.rows.block(row, top.column)
    lines = [cursor.text[slice(*cursor.rows.words[one])] for one in rows]
    if any(line[0] in "-[{\"'*•–" for line in lines):
        return False
    for sign in _SIGNS:
        cells = [[cell.strip() for cell in line.strip(sign).split(sign)] for line in lines]
        if len(cells[0]) > 1 and len({len(one) for one in cells}) == 1:
            break
    else:
        return False
    cures = tuple(
        Cure(*cursor.rows.words[one], f"- [{', '.join(map(_cell, written))}]")
        for one, written in zip(rows, cells, strict=True)
    )
    start, stop = cursor.rows.words[row]
    cursor.add(Trap(BARE, start, stop, cures))
    top.waits = False
    cursor.row = rows[-1] + 1
    return True


def _cell(cell: str) -> str:
    """Return a cell as it is written between brackets."""
    if _PLAIN.fullmatch(cell):
        return cell
    return "'" + cell.replace("'", "''") + "'" if '"' in cell or "\\" in cell else f'"{cell}"'
