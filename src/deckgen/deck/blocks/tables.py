"""Tables, as typed or in files → their cells, and which columns hold numbers."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.deck import model
from deckgen.deck.blocks.captions import table_caption, table_notes
from deckgen.deck.blocks.meaning import Converted, Meaning
from deckgen.deck.markup.read import bare_citations
from deckgen.deck.media.csv_files import Grid, read_csv, too_many_cells
from deckgen.deck.model import Run, Runs, plain
from deckgen.diagnostics import Diagnostic
from deckgen.limits import MOST_CELLS
from deckgen.outline import model as outline_model
from deckgen.outline.model import Text
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

LEAST_COLUMNS = 3
"""Columns from which on a row with one filled cell is a heading: of two, one may just lack its number."""

_NUMBER = pattern(r"[-+−–]?[$€£¥]?\s?\d[\d.,'’   ]*\s?(%|[A-Za-zµ°²³]{0,3})")


def table(typed: outline_model.Table, meaning: Meaning) -> Converted:
    """Return a table with its numbered caption."""
    problems: tuple[Diagnostic, ...] = ()
    over, bands = (_headings(several, meaning) for several in (typed.over, typed.bands))
    if typed.file:
        grid, problems = read_grid(typed.file, meaning)
        if grid is None:
            return None, problems
        cells = [[model.Cell((Run(meaning.text(one.value)),), one.span) for one in row] for row in grid.rows]
    else:
        texts = [typed.columns, *typed.rows]
        if sum(map(len, texts)) > MOST_CELLS:
            return None, (too_many_cells(typed.span),)
        cells = [[model.Cell(meaning.runs(one), one.span) for one in row] for row in texts]
    header, *body = (tuple(row) for row in cells)
    if typed.file:
        bands, body = _banded(body)
    numeric = tuple(_numeric(header, body))
    caption = meaning.runs(typed.caption)
    number = meaning.numbers.of(typed)
    if number is not None:
        caption = table_caption(number, caption, meaning.style, meaning.words)
    said = (_credit(typed.credit, meaning), meaning.runs(typed.note))
    below = table_notes(*said, (meaning.style, meaning.words))
    return model.Table(header, tuple(body), numeric, caption, typed.span, over, bands, below), problems


def _credit(typed: Text | None, meaning: Meaning) -> Runs:
    """Return where a table's numbers come from; works that stand there alone need no brackets."""
    cited = bare_citations(meaning.markup.pieces[typed.id]) if typed else ()
    return meaning.sourcing.below_table(cited) if cited else meaning.runs(typed)


def _numeric(header: tuple[model.Cell, ...], body: list[tuple[model.Cell, ...]]) -> Iterator[bool]:
    """Yield for each column whether it holds numbers; the first names its row."""
    for index in range(len(header)):
        yield index > 0 and is_numeric([plain(row[index].runs) for row in body if index < len(row)])


def _headings(several: tuple[outline_model.Heading, ...], meaning: Meaning) -> tuple[model.Heading, ...]:
    return tuple(
        model.Heading(model.Cell(meaning.runs(one.text), one.text.span), one.start, one.stop)
        for one in several
    )


def _banded(
    rows: list[tuple[model.Cell, ...]],
) -> tuple[tuple[model.Heading, ...], list[tuple[model.Cell, ...]]]:
    """Return the headings among a file's rows, and the rows under them.

    In a table of three columns and more, a row whose first cell alone says something is a heading of those
    below it, up to the next. One with no row below it is a row like any other.
    """
    heads = [place for place, row in enumerate(rows) if len(row) >= LEAST_COLUMNS and _says_first(row)]
    heads = [place for place in heads if place + 1 < len(rows) and place + 1 not in heads]
    bands: list[model.Heading] = []
    kept: list[tuple[model.Cell, ...]] = []
    for place, row in enumerate(rows):
        if place in heads:
            bands.append(model.Heading(row[0], len(kept), len(kept)))
            continue
        kept.append(row)
        if bands:
            bands[-1] = replace(bands[-1], stop=len(kept))
    return tuple(bands), kept


def _says_first(row: tuple[model.Cell, ...]) -> bool:
    first, *others = (bool(plain(cell.runs).strip()) for cell in row)
    return first and not any(others)


def read_grid(name: Text, meaning: Meaning) -> tuple[Grid | None, tuple[Diagnostic, ...]]:
    """Return the cells of a file of the project, None where it cannot be read, and what is wrong."""
    return read_csv(name, meaning.outline.path)


def is_numeric(column: list[str]) -> bool:
    """Tell whether a column holds numbers, with or without units; dashes and empty cells do not count."""
    values = [value.strip() for value in column if value.strip() not in ("", "–", "—", "-", "n/a")]
    return bool(values) and all(_NUMBER.fullmatch(value) for value in values)
