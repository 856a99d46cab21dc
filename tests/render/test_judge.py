"""The judge of rendered slides, on slides made up to be right and to be wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from deckgen.deck.model import Run, Section
from deckgen.deck.words import words_in
from deckgen.layout.pages import Page, Pages, PlacedCell, PlacedParagraph, Role, TableBox, TextBox
from deckgen.structs import replace
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
    page = Page("a", "a", "list", 0, "Plain facts", boxes, (), (), None, build=False, hidden=False)
    unseen = replace(page, id="b", slide_id="b", hidden=True)
    words = words_in("en")
    theme = load_theme("lectern")
    sections = (Section("one", (), "One", 1),)
    return Pages("deck", "A", (), None, "en", False, None, sections, (page, unseen), theme, words)


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
def test_what_is_wrong_is_reported(change: Change, said: str) -> None:
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


def _table() -> Pages:
    """Return a deck with a table whose first row is one cell over both columns, each 300 points wide."""

    def cell(text: str, span: int = 1) -> PlacedCell:
        said = PlacedParagraph((Run(text),), "table", Point(20), 1.25, Point(0), 1)
        return PlacedCell((said,) if span else (), Align.START, span)

    rows = ((cell("Grain", 2), cell("", 0)), (cell("Rye"), cell("Oats")))
    wide, high = grid(50), grid(10)
    table = TableBox(
        "table",
        "table",
        grid_rect(10, 30, 100, 20),
        (wide, wide),
        (high, high),
        rows,
        ((NONE, NONE), (NONE, NONE)),
        NONE,
        "Grain",
    )
    pages = _pages()
    return replace(pages, pages=(replace(pages.pages[0], boxes=(table,)),))


def test_a_cell_is_as_wide_as_the_columns_that_it_reaches_over() -> None:
    """Words in the middle of such a cell are in it, those of a cell below that stand there are not."""
    rye, oats = Word("Rye", 60, 245, 100, 265), Word("Oats", 360, 245, 400, 265)
    grain = Word("Grain", 330, 185, 390, 205)
    assert faults(_table(), (Sheet(960, 540, (grain, rye, oats)),)) == []
    astray = replace(rye, left=325, right=365), replace(oats, left=370)
    (said,) = faults(_table(), (Sheet(960, 540, (grain, *astray)),))
    assert "'Rye' at" in said
    assert "leaves its box table row 1 column 0" in said
    (said,) = faults(_table(), (Sheet(960, 540, (replace(grain, left=640, right=700), rye, oats)),))
    assert "leaves its box table row 0 column 0" in said


def test_slides_of_an_appendix_have_numbers_of_their_own() -> None:
    """The first is A1, and what it would be called if it were the talk's next slide is a fault."""
    foot = _box("page-number", Role.PAGE_NUMBER, 80, "")
    pages = _pages()
    talk = replace(pages.pages[0], boxes=(), chrome=(foot,))
    beyond = replace(talk, id="c", section=1)
    sections = (Section("one", (), "One", 1), Section("more", (), "More", 2, appendix=True))
    pages = replace(pages, sections=sections, pages=(talk, beyond))
    first, second = (Sheet(960, 540, _words(485, number)) for number in ("1", "A1"))
    assert faults(pages, (first, second)) == []
    assert any("lost: 1×1 A×1" in said for said in faults(pages, (first, Sheet(960, 540, _words(485, "2")))))


def test_slides_that_do_not_come_out_are_reported() -> None:
    """A missing or surplus page is a fault by itself."""
    assert faults(_pages(), (_sheet(), _sheet())) == ["1 slides to be shown, 2 came out"]
