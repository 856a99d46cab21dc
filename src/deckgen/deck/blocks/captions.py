"""Figures and tables → what is said above and below them, as the citation style has it: Fig. 1., Figure 1."""

from __future__ import annotations

from deckgen.deck.model import Run, Runs, Words, plain
from deckgen.structs import Struct, replace

SHORTENED = frozenset(("mla", "ieee"))
"""The styles that write `Fig.` for `Figure`."""

ABOVE = frozenset(("apa",))
"""The styles that set number and title of a figure above it, and all else in a note below (APA 7, 7.22–7.28).

Their label is bold, without a full stop, and the title in italics.
"""

OWN_LINE = frozenset(("apa", "mla", "ieee"))
"""The styles whose tables have their number on a line of its own, above their title."""

ROMAN = frozenset(("ieee",))
"""The styles that number tables in Roman numerals, in capitals above the table: TABLE II."""

ITALIC_NOTES = frozenset(("chicago", "chicago-notes"))
"""The styles that say below a table what is source and what is note, in italics."""

_NUMERALS = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class FigureTexts(Struct, frozen=True):
    """What is said of a figure: `above` it, and below it `caption` and `credit`."""

    above: Runs
    caption: Runs
    credit: Runs


def figure_texts(number: int, caption: Runs, credit: Runs, manner: tuple[str, Words]) -> FigureTexts:
    """Return what is said of a figure; `manner` is the citation style and deckgen's own words."""
    style, words = manner
    labelled = figure_caption(number, caption, style, words)
    if style not in ABOVE:
        return FigureTexts((), labelled, credit)
    note = words.figure_note
    if not plain(credit) or plain(credit).lstrip().lower().startswith(note.lower()):
        return FigureTexts(labelled, (), credit)
    return FigureTexts(labelled, (), (Run(note, italic=True), Run(" "), *credit))


def figure_caption(number: int, caption: Runs, style: str, words: Words) -> Runs:
    """Return a figure's caption with its label and number; on a line of their own where it is above."""
    label = words.figure_short if style in SHORTENED else words.figure
    return _labelled(f"{label}{_space(label)}{number}", caption, style, own_line=style in ABOVE)


def table_caption(number: int, caption: Runs, style: str, words: Words) -> Runs:
    """Return a table's caption with its label and number."""
    label = _table_label(number, style, words)
    return _labelled(label.upper() if style in ROMAN else label, caption, style, own_line=style in OWN_LINE)


def table_notes(credit: Runs, note: Runs, manner: tuple[str, Words]) -> Runs:
    """Return what stands below a table; `manner` is the citation style and deckgen's own words.

    APA has one note that holds everything (7.14). MLA (1.7) and the others have a line that names the source
    first, and the note on a line of its own; Chicago (3.78–3.79) sets the words before both in italics.
    """
    style, words = manner
    if style in ABOVE:
        return _after(words.figure_note, _sentences(note, credit), italic=True)
    chicago = style in ITALIC_NOTES
    source = _after(words.source, credit, italic=chicago)
    labelled = chicago and not _begins(note, words.source)
    said = _after(_with_colon(words), note, italic=True) if labelled else note
    return (*source, *((Run("\n"),) if plain(source) and plain(said) else ()), *_ended(said))


def _after(label: str, said: Runs, *, italic: bool) -> Runs:
    """Return what is said as a sentence, its label before it unless it begins with that already."""
    if not plain(said).strip() or _begins(said, label):
        return _ended(said)
    gap = () if label.endswith("：") else (Run(" "),)
    return (Run(label, italic=italic), *gap, *_ended(said))


def _begins(said: Runs, label: str) -> bool:
    return plain(said).lstrip().lower().startswith(label.lower().rstrip(".:： \u00a0"))


def _sentences(*texts: Runs) -> Runs:
    """Return texts one after the other, each a sentence."""
    said = [_ended(one) for one in texts if plain(one).strip()]
    return tuple(run for at, one in enumerate(said) for run in (*((Run(" "),) if at else ()), *one))


def _ended(said: Runs) -> Runs:
    """Return a text with a stop at its end, unless one or a quotation mark after one is there."""
    words = plain(said).rstrip().rstrip("”’\"')]»")
    return said if not words or words.endswith((".", "!", "?", "…", "。", "！", "？")) else (*said, Run("."))


def _with_colon(words: Words) -> str:
    """Return the word before a note with the colon that the language sets after that before a source."""
    colon = words.source[len(words.source.rstrip(":： \u00a0")) :]
    return f"{words.figure_note.rstrip('.')}{colon}"


def called(counter: str, number: int, style: str, words: Words) -> str:
    """Return a figure or a table as texts speak of it: `Fig. 2`, `Table II`."""
    if counter == "table":
        return _table_label(number, style, words)
    return plain(figure_caption(number, (), style, words)).removesuffix(".")


def _table_label(number: int, style: str, words: Words) -> str:
    # Scripts without capitals have no Roman numerals either.
    roman = style in ROMAN and words.table.upper() != words.table.lower()
    return f"{words.table}{_space(words.table)}{_roman(number) if roman else number}"


def _roman(number: int) -> str:
    written = ""
    for value, letters in _NUMERALS:
        written += letters * (number // value)
        number %= value
    return written


def _space(label: str) -> str:
    return "" if "\u2e80" <= label[-1] <= "\u9fff" else "\u00a0"


def _labelled(label: str, caption: Runs, style: str, *, own_line: bool) -> Runs:
    said = plain(caption)
    between = (Run("\n" if own_line else " "),) if said else ()
    if style in ABOVE:
        return (Run(label, bold=True), *between, *(replace(run, italic=not run.italic) for run in caption))
    return (Run(label if own_line else f"{label}."), *between, *caption)
