"""The judge of rendered slides, on slides made up to be right and to be wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from deckgen.deck.model import Run
from deckgen.deck.words import words_in
from deckgen.layout.pages import Page, Pages, PlacedParagraph, Role, TextBox
from deckgen.theme.load import load_theme
from deckgen.theme.model import Align, Anchor
from deckgen.units import NONE, Point, grid, grid_rect
from tests.render.judge import COMMA, FIGURES, Sheet, Word, faults

Change = Callable[[Sheet], Sheet]


def _box(key: str, role: Role, y: float, *texts: str) -> TextBox:
    """Return a box of 60 by 20 units at x = 10, which is 60 to 420 points across."""
    level = 0 if role is Role.LIST else None
    paragraphs = tuple(
        PlacedParagraph((Run(text),), "body", Point(26), 1.25, Point(6), 1, level=level) for text in texts
    )
    rect = grid_rect(10, y, 60, 20)
    return TextBox(key, role, key, rect, paragraphs, Anchor.TOP, Align.START, NONE, grid(10))


def _pages() -> Pages:
    boxes = (
        _box("title", Role.TITLE, 5, "Plain facts"),
        _box("list", Role.LIST, 30, "One", "Two more"),
        _box("source", Role.SOURCE, 60, "Source: Kort"),
    )
    page = Page("a", "a", 1, "list", 0, "Plain facts", boxes, (), 1.0, (), None, build=False, hidden=False)
    unseen = replace(page, id="b", slide_id="b", number=2, hidden=True)
    words = words_in("en")
    theme = load_theme("lectern")
    return Pages("deck", "A", (), None, "en", False, None, (), (page, unseen), theme, words)


def _words(top: float, *texts: str) -> tuple[Word, ...]:
    """Return words of 60 by 26 points side by side, from 60 points on."""
    return tuple(
        Word(text, 60 + 70 * place, top, 120 + 70 * place, top + 26) for place, text in enumerate(texts)
    )


def _sheet() -> Sheet:
    mark = load_theme("lectern").bullets[0].char
    lines = (
        _words(32, "Plain", "facts"),
        _words(182, mark, "One"),
        _words(215, f"{mark}Two", "more"),
        _words(362, "Source:", "Kort"),
    )
    return Sheet(960, 540, tuple(word for row in lines for word in row))


def _moved(text: str, right: float, down: float) -> Change:
    def change(sheet: Sheet) -> Sheet:
        return replace(
            sheet,
            words=tuple(
                replace(
                    word,
                    left=word.left + right,
                    right=word.right + right,
                    top=word.top + down,
                    bottom=word.bottom + down,
                )
                if word.text == text
                else word
                for word in sheet.words
            ),
        )

    return change


def test_what_is_right_is_left_alone() -> None:
    """Words within their boxes, list marks before points and a hidden slide left out are no fault."""
    assert faults(_pages(), (_sheet(),)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(_moved("facts", 300, 0), "leaves its box title", id="out of its box to the right"),
        pytest.param(_moved("more", 0, 90), "leaves its box list", id="out of its box below"),
        pytest.param(_moved("Kort", 800, 0), "leaves the slide", id="off the slide"),
        pytest.param(_moved("facts", -60, 3), "cover each other", id="on another word"),
        pytest.param(
            lambda sheet: replace(sheet, words=sheet.words[:-1]), "lost: K×1 o×1 r×1 t×1", id="a lost word"
        ),
        pytest.param(
            lambda sheet: replace(sheet, words=(*sheet.words, *_words(400, "Source:"))),
            "too many: :×1 S×1",
            id="a word twice",
        ),
        pytest.param(
            lambda sheet: replace(sheet, words=(*sheet.words, *_words(500, "Autofit"))),
            "belongs to no box",
            id="a word from nowhere",
        ),
        pytest.param(
            lambda sheet: replace(sheet, width=720), "the slide measures 720 by 540", id="a slide of 4 : 3"
        ),
    ],
)
def test_what_is_wrong_is_told(change: Change, said: str) -> None:
    """Each kind of fault a viewer could see is told in words, with the slide it stands on."""
    found = faults(_pages(), (change(_sheet()),))
    assert any(said in fault and fault.startswith("slide 1 (list): ") for fault in found), found


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("family", ["Calibri", "Arial", "Times New Roman"])
def test_figures_are_as_high_as_is_taken_for_granted(
    family: str, bold: bool, fonts: Callable[..., Path]
) -> None:
    """In the themes' faces no figure stands higher above the line, no comma lower below it, nor much less."""
    font: Any = TTFont(fonts(family, bold=bold))
    glyphs, names, em = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm

    def edges(char: str) -> tuple[float, float]:
        pen: Any = BoundsPen(glyphs)  # type: ignore[no-untyped-call]
        glyphs[names[ord(char)]].draw(pen)
        return pen.bounds[1] / em, pen.bounds[3] / em

    assert FIGURES - 0.04 <= max(edges(char)[1] for char in "0123456789%") <= FIGURES
    assert COMMA - 0.04 <= -edges(",")[0] <= COMMA


def _shaped(*words: Word) -> list[str]:
    """Return what is said against a slide with words of a shaped script, read from what was drawn."""
    pages = _pages()
    boxes = (*pages.pages[0].boxes[:1], _box("body", Role.PROSE, 30, "שלום"))
    page = replace(pages.pages[0], boxes=boxes)
    sheet = Sheet(960, 540, words, drawn=True)
    return faults(replace(pages, pages=(page,)), (sheet,))


def test_letters_that_cannot_be_read_back_are_judged_by_their_places() -> None:
    """What was drawn of a shaped script may say anything, but stands in a box, and no box stands empty."""
    title, body = _words(32, "Plain", "facts"), _words(185, "םולש", "?")
    assert _shaped(*title, *body) == []
    assert _shaped(*title, *body, *_words(305, "ם")) != []
    assert _shaped(*title) == ["slide 1 (list): nothing stands in the box body"]


def test_plain_words_beside_shaped_ones_are_judged_as_ever() -> None:
    """Latin words that are lost, stand in another box or on each other are told on such a slide, too."""
    plain, facts = _words(32, "Plain", "facts")
    body = _words(185, "םולש")
    assert _shaped(plain, *body) == ["slide 1 (list): lost: a×1 c×1 f×1 s×1 t×1"]
    (said,) = _shaped(plain, replace(facts, top=210, bottom=236), *body)
    assert "'facts' at" in said
    assert "leaves its box title" in said
    (said,) = _shaped(plain, replace(facts, left=plain.left, right=plain.right), *body)
    assert said.endswith("cover each other")


def test_slides_that_do_not_come_out_are_told() -> None:
    """A missing or surplus page is a fault by itself."""
    assert faults(_pages(), (_sheet(), _sheet())) == ["1 slides to be shown, 2 came out"]
