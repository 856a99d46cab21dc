"""All that was done by hand is said, and stays: also what no rule merges, as the deck is changed in place."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx.util import Emu, Pt

from deckgen.regenerate.merging.plan import Choices, Kind
from deckgen.regenerate.regenerate import Keeping, Regenerated, regenerate
from deckgen.regenerate.report import listing
from tests.regenerate import hands, talk
from tests.regenerate.extras import EXTRAS, sections
from tests.regenerate.hands import A, P
from tests.regenerate.merging.test_extras import _layout
from tests.regenerate.merging.test_sheets import EDITS as SHEETS
from tests.regenerate.noise import like_powerpoint

P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"


def merged(deck: bytes, outline: str = talk.TALK, choices: Choices | None = None) -> Regenerated:
    """Merge an outline into a deck."""
    return regenerate(deck, talk.deck(outline), Keeping(Path("talk.pptx")), choices or Choices())


def worked(do: Callable[[Any], object]) -> bytes:
    """Return the talk's deck after an edit by hand, saved as PowerPoint does."""
    deck = hands.opened(talk.deck(talk.TALK))
    do(deck)
    return like_powerpoint(hands.saved(deck))


def _picture(deck: Any) -> Any:
    return hands.shape(deck, "A mill grinds", "picture")


def _table(deck: Any) -> Any:
    return hands.shape(deck, "Three kinds", "table").table


def _points(deck: Any) -> Any:
    return hands.shape(deck, "The ears turn")


def _edge(deck: Any) -> None:
    _picture(deck).line.width = Pt(3)


def _shadow(deck: Any) -> None:
    effects = etree.SubElement(_picture(deck)._element.spPr, f"{A}effectLst")
    etree.SubElement(effects, f"{A}softEdge", rad="12700")


def _grey(deck: Any) -> None:
    etree.SubElement(_picture(deck)._element.blipFill.find(f"{A}blip"), f"{A}grayscl")


def _cropped(deck: Any) -> None:
    _picture(deck).crop_left = 0.2


def _click(deck: Any) -> None:
    _picture(deck).click_action.hyperlink.address = "https://example.org/"


def _invisible(deck: Any) -> None:
    _picture(deck)._element.nvPicPr.cNvPr.set("hidden", "1")


def _margins(deck: Any) -> None:
    _points(deck).text_frame.margin_left = Emu(500_000)


def _leading(deck: Any) -> None:
    _points(deck).text_frame.paragraphs[0].line_spacing = 2.0


def _numbered(deck: Any) -> None:
    properties = _points(deck).text_frame.paragraphs[0]._p.get_or_add_pPr()
    etree.SubElement(properties, f"{A}buAutoNum", type="arabicPeriod")


def _wide(deck: Any) -> None:
    _table(deck).columns[0].width = Emu(_table(deck).columns[0].width + 500_000)


def _high(deck: Any) -> None:
    _table(deck).rows[1].height = Emu(_table(deck).rows[1].height + 300_000)


def _joined(deck: Any) -> None:
    _table(deck).cell(3, 0).merge(_table(deck).cell(3, 1))


def _joined_down(deck: Any) -> None:
    _table(deck).cell(1, 2).merge(_table(deck).cell(2, 2))


def _in_front(deck: Any) -> None:
    element = _points(deck)._element
    tree = element.getparent()
    tree.remove(element)
    tree.append(element)


def _narrow(deck: Any) -> None:
    deck.slide_width = Emu(9_144_000)


def _section_named(deck: Any) -> None:
    next(one for one in deck.part._element.iter(f"{P14}section") if one.get("name") == "From the field").set(
        "name", "In the field"
    )


def _footless(deck: Any) -> None:
    for one in list(hands.slide(deck, "Three kinds").shapes):
        if one.name.endswith("/footer"):
            one._element.getparent().remove(one._element)


def _on_grain(name: str) -> Callable[[Any], None]:
    return lambda deck: EXTRAS[name](deck, hands.slide(deck, "Grain is cut"))


EDITS: dict[str, tuple[Callable[[Any], object], str]] = {
    "an edge": (_edge, "outline"),
    "a soft edge": (_shadow, "outline"),
    "shades of grey": (_grey, "effects"),
    "a picture cropped": (_cropped, "picture"),
    "a link on a picture": (_click, "click"),
    "a shape made invisible": (_invisible, "visibility"),
    "margins of a text": (_margins, "box"),
    "space between lines": (_leading, "spacing"),
    "a number for a bullet": (_numbered, "look of words"),
    "a wider column": (_wide, "widths"),
    "a higher row": (_high, "heights"),
    "cells joined": (_joined, "borders"),
    "another layout": (lambda deck: _layout(hands.slide(deck, "Grain is cut")), "layout"),
    "a shape brought to the front": (_in_front, "stacking"),
    "a foot taken away": (_footless, "shape"),
    "narrower slides": (_narrow, "slide size"),
    "a section's name": (_section_named, "section"),
    "sections": (lambda deck: sections(deck, hands.slide(deck, "Grain is cut")), "section"),
    **{
        name: (_on_grain(name), what)
        for name, what in (
            ("an old comment", "comments"),
            ("a modern comment", "comments"),
            ("an add-in's tag", "data of an add-in"),
            ("a transition", "transition"),
            ("a sound", "transition"),
            ("an animation", "animation"),
            ("a hidden slide", "hidden"),
            ("a video", "shape"),
            ("ink", "shape"),
            ("SmartArt", "shape"),
            ("an Excel sheet", "shape"),
            ("a jump link", "shape"),
        )
    },
}
"""What is done → how, and what the report calls it."""


@pytest.mark.parametrize("turn", range(5))
def test_what_was_done_by_hand_is_said_and_stays(turn: int) -> None:
    """While the outline says the same, and when it changes another slide; and at every time after it."""
    edits = [*EDITS.values()][turn::5]

    def do(deck: Any) -> None:
        for edit, _ in edits:
            edit(deck)

    deck = worked(do)
    alone = merged(deck)
    said = [one.field for one in alone.plan.findings if one.kind is Kind.KEPT]
    missing = {field for _, field in edits} - {*said}
    assert not missing
    assert not alone.plan.conflicts
    made = merged(deck, talk.OUTLINES["another field"](talk.TALK))
    told = [one.name for one in made.plan.findings if one.kind is Kind.KEPT]
    assert told == [one.name for one in alone.plan.findings]
    after = merged(made.data, talk.OUTLINES["another field"](talk.TALK))
    assert [one.name for one in after.plan.findings] == told
    assert after.data == made.data


@pytest.mark.parametrize("name", SHEETS)
def test_masters_changed_by_hand_are_said(name: str) -> None:
    """As one line for the whole deck, in words."""
    (line,) = listing(merged(SHEETS[name](talk.deck(talk.TALK))).plan.findings)
    assert line.startswith("the deck: the ")
    assert "from the outline" in line


@pytest.mark.parametrize("do", [hands._own_shape, hands._cell, hands._own_slide, hands._recolour])
def test_a_deck_that_was_worked_in_follows_the_outlines_theme(do: Callable[[Any], None]) -> None:
    """Where nobody touched the masters: all slides go on the new ones, and the old ones are gone."""
    anew = talk.TALK.replace("title: How bread", "theme: grid\ntitle: How bread")
    deck = worked(do)
    made = merged(deck, anew)
    wanted = hands.opened(talk.deck(anew))
    found = hands.opened(made.data)
    assert [one.name for one in found.slide_masters] == [one.name for one in wanted.slide_masters]
    layouts = {hands._said(one)[0]: one.slide_layout for one in found.slides if hands._said(one)}
    for one in wanted.slides:
        layout = layouts[hands._said(one)[0]]
        assert etree.tostring(layout._element) == etree.tostring(one.slide_layout._element)
    assert [one.kind for one in made.plan.findings if one.field == "masters"] == [Kind.APPLIED]
    assert merged(made.data, anew).data == made.data


def test_masters_that_both_changed_stay_until_the_outlines_are_asked_for() -> None:
    """The conflict names the command, and what is asked for is done."""
    deck = SHEETS["a colour"](talk.deck(talk.TALK))
    anew = talk.TALK.replace("title: How bread", "theme: grid\ntitle: How bread")
    made = merged(deck, anew)
    assert [one.name for one in made.plan.conflicts] == ["deck:masters"]
    taken = merged(deck, anew, Choices(frozenset({"deck:masters"})))
    assert not taken.plan.conflicts
    assert b"0000FF" not in b"".join(_masters(taken.data))


def _masters(data: bytes) -> list[bytes]:
    return [etree.tostring(one.part._element) for one in hands.opened(data).slide_masters]


def test_a_slide_goes_on_the_layout_of_what_it_now_holds() -> None:
    """Points become a picture with a text; what was put beside them by hand stays."""
    anew = talk.TALK.replace(
        "        bullets:\n          - The ears turn yellow\n          - The straw turns brittle\n"
        "          - The grain falls out when it is rubbed\n",
        "        image: {file: shapes.png, alt: Two shapes}\n        text: A quiet word.\n",
    )
    made = merged(worked(hands._own_shape), anew)
    slide = hands.slide(hands.opened(made.data), "Grain is cut")
    wanted = hands.slide(hands.opened(talk.deck(anew)), "Grain is cut")
    assert slide.slide_layout.name == wanted.slide_layout.name != "Title and list"
    assert any("A remark of my own" in one for one in hands._said(slide))


SECTIONS: dict[str, tuple[Callable[[Any], object], Callable[[str], str], list[str], list[str]]] = {
    "renamed by hand": (_section_named, lambda text: text, ["In the field", "Into the oven"], []),
    "renamed in the outline": (
        hands._own_shape,
        lambda text: text.replace("From the field", "On the land"),
        ["On the land", "Into the oven"],
        [],
    ),
    "renamed on both sides": (
        _section_named,
        lambda text: text.replace("title: From the field", "title: On the land"),
        ["In the field", "Into the oven"],
        ["grain:section"],
    ),
    "one more in the outline": (
        hands._own_slide,
        lambda text: text.replace(
            "  oven:\n",
            "  mill: {title: At the mill, slides: [{title: Stones turn, text: Slowly.}]}\n  oven:\n",
        ),
        ["From the field", "At the mill", "Into the oven"],
        [],
    ),
    "one less in the outline": (
        hands._own_shape,
        lambda text: text.replace("  oven:\n    title: Into the oven\n    slides:\n", ""),
        ["From the field"],
        [],
    ),
}


@pytest.mark.parametrize("name", SECTIONS)
def test_sections_are_merged(name: str) -> None:
    """Their names and what is in them: each slide once, in the order of the deck."""
    do, change, names, conflicts = SECTIONS[name]
    deck = worked(do)
    made = merged(deck, change(talk.TALK))
    root = hands.opened(made.data).part._element
    found = list(root.iter(f"{P14}section"))
    assert [one.get("name") for one in found][-len(names) :] == names
    assert [one.name for one in made.plan.conflicts] == conflicts
    listed = [one.get("id") for one in root.find(f"{P}sldIdLst")]
    assert [one.get("id") for section in found for one in section.iter(f"{P14}sldId")] == listed
    assert merged(made.data, change(talk.TALK)).data == made.data


def _column(deck: Any, at: int = 3) -> None:
    table = _table(deck)._tbl
    grid = table.tblGrid
    grid.insert(at, copy.deepcopy(grid[0]))
    for row, words in zip(table.tr_lst, ("Price", "1 €", "2 €", "3 €"), strict=True):
        cell = copy.deepcopy(row.tc_lst[0])
        cell.txBody.p_lst[0].r_lst[0].text = words
        row.insert(at, cell)


def _without_column(deck: Any) -> None:
    table = _table(deck)._tbl
    table.tblGrid.remove(table.tblGrid[1])
    for row in table.tr_lst:
        row.remove(row.tc_lst[1])


GRAIN = (
    talk.TALK.replace("[Kind, Ash, Use]", "[Kind, Grain, Ash, Use]")
    .replace("[White, ", "[White, Wheat, ")
    .replace("[Bread, ", "[Bread, Wheat, ")
    .replace("[Dark, ", "[Dark, Rye, ")
)
KIND_USE = (
    talk.TALK.replace("[Kind, Ash, Use]", "[Kind, Use]")
    .replace('"405", ', "")
    .replace('"550", ', "")
    .replace('"1050", ', "")
)


@pytest.mark.parametrize(
    ("do", "outline", "rows", "conflicts"),
    [
        (_column, talk.TALK.replace("Rolls", "Buns"), ["Kind Ash Use Price", "Bread 550 Buns 2 €"], 0),
        (lambda deck: _column(deck, 1), talk.TALK.replace("Rolls", "Buns"),
         ["Kind Price Ash Use", "Bread 2 € 550 Buns"], 0),
        (_column, GRAIN, ["Kind Grain Ash Use Price", "Bread Wheat 550 Rolls 2 €"], 0),
        (_column, talk.TALK.replace("- [Dark", '- [Spelt, "630", Pies]\n            - [Dark'),
         ["Kind Ash Use Price", "Spelt 630 Pies ", "Dark 1050 Loaves 3 €"], 0),
        (_without_column, talk.TALK.replace("Rolls", "Buns"), ["Kind Use", "Bread Buns"], 0),
        (_without_column, talk.TALK.replace("550", "551"), ["Kind Use", "Bread Rolls"], 1),
        (hands._cell, KIND_USE, ["Kind Use", "White Fine cakes"], 0),
        (hands._cell, GRAIN, ["Kind Grain Ash Use", "White Wheat 405 Fine cakes"], 0),
        (lambda deck: hands.shape(deck, "Three kinds", "table").table.cell(2, 1).text_frame.paragraphs[0]
         .runs[0].__setattr__("text", "555"), KIND_USE, ["Kind Ash Use", "Bread 555 Rolls"], 1),
        (_joined, GRAIN, ["Kind Ash Use"], 1),
        (_joined, talk.TALK.replace("Rolls", "Buns"), ["Bread 550 Buns", "Dark\n1050  Loaves"], 0),
        (_joined, talk.TALK.replace("- [Bread", '- [Spelt, "630", Pies]\n            - [Bread')
         .replace("Loaves]", 'Loaves]\n            - [Rye, "997", Sour]'),
         ["Spelt 630 Pies", "Bread 550 Rolls", "Dark\n1050  Loaves", "Rye 997 Sour"], 0),
        (_joined, talk.TALK.replace('            - [Bread, "550", Rolls]\n', ""), ["Dark\n1050  Loaves"], 0),
        (_joined_down, talk.TALK.replace("Cakes", "Tarts"), ["White 405 Tarts\nRolls"], 0),
        (_joined_down, talk.TALK.replace('            - [Bread, "550", Rolls]\n', ""),
         ["White 405 Cakes\nRolls"], 1),
    ],
)  # fmt: skip
def test_columns_of_both_sides_are_merged(
    do: Callable[[Any], None], outline: str, rows: list[str], conflicts: int
) -> None:
    """By what they say; each cell is merged in its row and column, wherever both now are."""
    made = merged(worked(do), outline)
    table = _table(hands.opened(made.data))
    said = [" ".join(cell.text for cell in row.cells) for row in table.rows]
    assert set(rows) <= set(said)
    assert len(made.plan.conflicts) == conflicts
    assert len(table.columns) == len(table.rows[0].cells)
    again = merged(made.data, outline)
    assert again.data == made.data
    assert not again.plan.conflicts
    if conflicts:
        name = made.plan.conflicts[0].name
        taken = merged(worked(do), outline, Choices(frozenset({name})))
        assert not taken.plan.conflicts
        assert len(_table(hands.opened(taken.data)).columns) == outline.count(",", *_head(outline)) + 1


def _head(outline: str) -> tuple[int, int]:
    start = outline.index("columns: [Kind")
    return start, outline.index("]", start)
