"""Figures and tables → their numbered captions, as the citation style writes them: Fig. 1., Figure 1."""

from __future__ import annotations

from dataclasses import dataclass, replace

from deckgen.deck.model import Run, Runs, plain
from deckgen.deck.words import primary


@dataclass(frozen=True, slots=True)
class Labels:
    """What a language calls a figure, in short and in full, and a table."""

    short: str
    figure: str
    table: str


LABELS = {
    "ar": Labels("شكل", "شكل", "جدول"),
    "de": Labels("Abb.", "Abbildung", "Tabelle"),
    "en": Labels("Fig.", "Figure", "Table"),
    "es": Labels("Fig.", "Figura", "Tabla"),
    "fr": Labels("Fig.", "Figure", "Tableau"),
    "he": Labels("איור", "איור", "טבלה"),
    "it": Labels("Fig.", "Figura", "Tabella"),
    "ja": Labels("図", "図", "表"),
    "nl": Labels("Afb.", "Afbeelding", "Tabel"),
    "pl": Labels("Rys.", "Rysunek", "Tabela"),
    "pt": Labels("Fig.", "Figura", "Tabela"),
    "ru": Labels("Рис.", "Рисунок", "Таблица"),
    "sv": Labels("Fig.", "Figur", "Tabell"),
    "tr": Labels("Şek.", "Şekil", "Tablo"),
    "uk": Labels("Рис.", "Рисунок", "Таблиця"),
    "zh": Labels("图", "图", "表"),
}
"""Primary language → its labels; a language that is not here gets English ones."""

SHORTENED = frozenset(("mla", "ieee"))
"""The styles that write `Fig.` for `Figure`."""

TITLED = frozenset(("apa",))
"""The styles that set the label bold, without a full stop, and the caption in italics."""


def figure_caption(number: int, caption: Runs, style: str, language: str) -> Runs:
    """Return a figure's caption with its label and number."""
    labels = LABELS.get(primary(language), LABELS["en"])
    return _labelled(labels.short if style in SHORTENED else labels.figure, number, caption, style)


def table_caption(number: int, caption: Runs, style: str, language: str) -> Runs:
    """Return a table's caption with its label and number."""
    return _labelled(LABELS.get(primary(language), LABELS["en"]).table, number, caption, style)


def _labelled(label: str, number: int, caption: Runs, style: str) -> Runs:
    space = "" if label in ("図", "表", "图") else "\u00a0"
    if style in TITLED:
        said = tuple(replace(run, italic=not run.italic) for run in caption)
        return (Run(f"{label}{space}{number}", bold=True), *((Run(" "), *said) if plain(said) else ()))
    return (Run(f"{label}{space}{number}."), *((Run(" "), *caption) if plain(caption) else ()))
