"""Numbered captions, as styles and languages write them."""

from __future__ import annotations

import pytest

from deckgen.deck.captions import figure_caption, table_caption
from deckgen.deck.model import Run, plain
from deckgen.deck.words import words_in

MAP = (Run("A map"),)


@pytest.mark.parametrize(
    ("style", "language", "figure", "table"),
    [
        ("mla", "en-GB", "Fig.\u00a01. A map", "Table\u00a02. A map"),
        ("apa", "en-GB", "Figure\u00a01 A map", "Table\u00a02 A map"),
        ("chicago", "en-GB", "Figure\u00a01. A map", "Table\u00a02. A map"),
        ("mla", "de", "Abb.\u00a01. A map", "Tabelle\u00a02. A map"),
        ("harvard", "ja", "図1. A map", "表2. A map"),
        ("", "tlh", "Figure\u00a01. A map", "Table\u00a02. A map"),
    ],
)
def test_a_caption_begins_with_its_label_and_number(
    style: str, language: str, figure: str, table: str
) -> None:
    """The label is the style's and the language's, and its number never stands on a line of its own."""
    assert plain(figure_caption(1, MAP, style, words_in(language))) == figure
    assert plain(table_caption(2, MAP, style, words_in(language))) == table


def test_apa_sets_the_label_bold_and_the_caption_in_italics() -> None:
    """Emphasis within the caption is set upright again."""
    label, space, first, second = figure_caption(
        3, (Run("A "), Run("map", italic=True)), "apa", words_in("en")
    )
    assert (label.bold, space.text, first.italic, second.italic) == (True, " ", True, False)


def test_a_figure_without_a_caption_still_has_its_number() -> None:
    """Its credit follows the label."""
    assert plain(figure_caption(4, (), "mla", words_in("en"))) == "Fig.\u00a04."
