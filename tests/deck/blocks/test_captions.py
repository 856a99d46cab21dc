"""Numbered captions, as styles and languages write them."""

from __future__ import annotations

import pytest

from deckgen.deck.blocks.captions import called, figure_caption, figure_texts, table_caption, table_notes
from deckgen.deck.model import Run, plain
from deckgen.deck.words import words_in

MAP = (Run("A map"),)


@pytest.mark.parametrize(
    ("style", "language", "figure", "table"),
    [
        ("mla", "en-GB", "Fig.\u00a01. A map", "Table\u00a02\nA map"),
        ("ieee", "en", "Fig.\u00a01. A map", "TABLE\u00a0II\nA map"),
        ("ieee", "ja", "図1. A map", "表2\nA map"),
        ("apa", "en-GB", "Figure\u00a01\nA map", "Table\u00a02\nA map"),
        ("chicago", "en-GB", "Figure\u00a01. A map", "Table\u00a02. A map"),
        ("mla", "de", "Abb.\u00a01. A map", "Tabelle\u00a02\nA map"),
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
    assert (label.bold, space.text, first.italic, second.italic) == (True, "\n", True, False)


def test_a_figure_without_a_caption_still_has_its_number() -> None:
    """Its credit follows the label."""
    assert plain(figure_caption(4, (), "mla", words_in("en"))) == "Fig.\u00a04."


def test_apa_sets_a_figures_title_above_it_and_a_note_below() -> None:
    """The note begins with its word once, whoever typed it; other styles have all of it below."""
    credit, manner = (Run("A. Weiss"),), ("apa", words_in("en"))
    said = figure_texts(1, MAP, credit, manner)
    assert (plain(said.above), plain(said.caption), plain(said.credit)) == (
        *("Figure\u00a01\nA map", ""),
        "Note. A. Weiss",
    )
    assert said.credit[0] == Run("Note.", italic=True)
    assert plain(figure_texts(1, MAP, (Run("Note. A. Weiss"),), manner).credit) == "Note. A. Weiss"
    assert plain(figure_texts(1, MAP, credit, ("apa", words_in("de"))).credit) == "Anmerkung. A. Weiss"
    below = figure_texts(1, MAP, credit, ("mla", words_in("en")))
    assert (below.above, plain(below.caption), below.credit) == ((), "Fig.\u00a01. A map", credit)


@pytest.mark.parametrize(
    ("style", "language", "expected"),
    [
        ("apa", "en", "Note. Rounded. Kort 294."),
        ("mla", "en", "Source: Kort 294.\nRounded."),
        ("chicago", "en", "Source: Kort 294.\nNote: Rounded."),
        ("chicago-notes", "fr", "Source\u00a0: Kort 294.\nNote\u00a0: Rounded."),
        ("chicago", "zh", "来源：Kort 294.\n注：Rounded."),
        ("ieee", "de", "Quelle: Kort 294.\nRounded."),
    ],
)
def test_below_a_table_stand_its_source_and_its_note(style: str, language: str, expected: str) -> None:
    """APA has one note (7.14), the others name the source first, Chicago says which is which (3.78)."""
    manner = (style, words_in(language))
    assert plain(table_notes((Run("Kort 294"),), (Run("Rounded"),), manner)) == expected


def test_the_word_below_a_table_is_said_once() -> None:
    """Who types it has it once, in each style; where nothing is said there is no word either."""
    for style, typed in (("apa", "Note. Own count"), ("mla", "Source: own count"), ("chicago", "Note: x")):
        manner = (style, words_in("en"))
        credit, note = ((), (Run(typed),)) if style == "chicago" else ((Run(typed),), ())
        assert plain(table_notes(credit, note, manner)) == f"{typed}."
    assert plain(table_notes((), (Run("Source: mine."),), ("chicago", words_in("en")))) == "Source: mine."
    assert table_notes((), (), ("chicago", words_in("en"))) == ()


@pytest.mark.parametrize(
    ("style", "figure", "table"),
    [
        ("apa", "Figure\u00a04", "Table\u00a04"),
        ("mla", "Fig.\u00a04", "Table\u00a04"),
        ("ieee", "Fig.\u00a04", "Table\u00a0IV"),
    ],
)
def test_texts_speak_of_a_figure_by_its_number(style: str, figure: str, table: str) -> None:
    """Without the stop, and without the capitals that a label alone has."""
    assert called("figure", 4, style, words_in("en")) == figure
    assert called("table", 4, style, words_in("en")) == table
