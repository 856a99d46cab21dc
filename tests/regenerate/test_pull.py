"""What was changed by hand in a deck goes back into the outline's file, or is refused with a reason."""

from __future__ import annotations

import copy
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx.util import Emu

from deckgen.build import build
from deckgen.compile import Options
from deckgen.outline.write.splice import outline_of
from deckgen.regenerate.markup import splices
from deckgen.regenerate.merging.merge import merge
from deckgen.regenerate.pull import Pulled
from deckgen.regenerate.reading.package import open_package
from deckgen.regenerate.reading.read import read_deck
from deckgen.regenerate.reading.snapshot import PLAIN
from deckgen.revise import pulled
from deckgen.writers.pptx import write_pptx
from tests.building import NOW, SERVICES
from tests.regenerate import hands, talk
from tests.regenerate.merging.test_status import _column, _joined, _without_column

WHOLE = os.environ.get("DECKGEN_MATRIX") == "whole"
"""All edits are pulled and built, by hand; otherwise a share of them."""

TALK = talk.TALK.replace("shapes.png, ", "shapes.png, ").replace(
    "          - The ears turn yellow\n",
    "          - The **ears** turn yellow   # in July\n          - Reaping was hard [@speech, p. 4] work\n",
) + (
    "references:\n  speech: {type: book, author: 'Arendt, Hannah', title: On Revolution, publisher: Viking, "
    "year: 1963}\n"
)


def worked(do: Callable[[hands.Deck], None], folder: Path, text: str = TALK) -> tuple[Path, Options]:
    """Return a deck in which something was done by hand, beside its outline."""
    outline = folder / "talk.yaml"
    outline.write_text(text, encoding="utf-8")
    (folder / "shapes.png").write_bytes((talk.FOLDER / "shapes.png").read_bytes())
    deck = hands.opened(talk.deck(TALK))
    do(deck)
    path = folder / "talk.pptx"
    path.write_bytes(hands.saved(deck))
    return path, Options(outline, to="pptx")


def carried(do: Callable[[hands.Deck], None], folder: Path, text: str = TALK, **asked: bool) -> Pulled:
    """Return what of an edit goes back."""
    deck, options = worked(do, folder, text)
    return pulled(deck, options, SERVICES, **asked)


def changed_lines(found: Pulled, text: str = TALK) -> list[str]:
    """Return the lines of the file that are new."""
    before = text.splitlines()
    return [line.strip() for line in found.text.splitlines() if line not in before]


def put(said: str, old: str, new: str) -> Callable[[hands.Deck], None]:
    """Return an edit of a word."""
    return lambda deck: hands._put(deck, said, old, new)


def _point_gone(deck: hands.Deck) -> None:
    paragraph = hands.shape(deck, "The straw turns").text_frame.paragraphs[2]._p
    paragraph.getparent().remove(paragraph)


def _point_more(deck: hands.Deck) -> None:
    frame = hands.shape(deck, "The straw turns").text_frame
    made = copy.deepcopy(frame.paragraphs[2]._p)
    frame.paragraphs[2]._p.addnext(made)
    frame.paragraphs[3].runs[0].text = "Larks sing over the field of rye"


def _underlined(deck: hands.Deck) -> None:
    run = hands.shape(deck, "The straw turns").text_frame.paragraphs[2].runs[0]
    run.font.underline = True


def _in_bold(deck: hands.Deck) -> None:
    run = hands.shape(deck, "The straw turns").text_frame.paragraphs[2].runs[0]
    run.font.bold = True


@pytest.mark.parametrize(
    ("do", "lines"),
    [
        (put("The straw", "brittle", "brittle: so"), ['- "The straw turns brittle: so"']),
        (put("The straw", "brittle", '"brittle"'), ['- The straw turns \\"brittle\\"']),
        (put("The straw", "turn yellow", "turn *golden*"), ["- The **ears** turn \\*golden\\*   # in July"]),
        (put("Reaping", "hard", "heavy"), ["- Reaping was heavy [@speech, p. 4] work"]),
        (put("Grain is cut", "late", "high"), ["title: Grain is cut in high summer"]),
        (hands._notes, ["notes: Say that it was done by hand for eight or nine thousand years."]),
        (hands._cell, ['- [White, "405", Fine cakes]']),
        (hands._numbers, ["- [After, 90]"]),
        (hands._alt, ["image: {file: shapes.png, alt: Two mill stones, caption: Stones seen from above}"]),
        (hands._hide, ["- hidden: true", "id: steps"]),
        (put("Let it rise", "it rise", "us rest"),
         ["process: [Knead the dough, Let us rest, Shape the loaf, Bake it hot]"]),
        (_underlined, ["- ++The straw turns brittle++"]),
        (_in_bold, ["- \"**The straw turns brittle**\""]),
    ],
)  # fmt: skip
def test_an_edit_changes_its_line(do: Callable[[hands.Deck], None], lines: list[str], tmp_path: Path) -> None:
    """Comments, markup and citations stay; what is built then says what the deck says."""
    found = carried(do, tmp_path)
    assert found.refused == ()
    assert changed_lines(found) == lines
    (tmp_path / "talk.yaml").write_text(found.text, encoding="utf-8")
    hand = read_deck(open_package((tmp_path / "talk.pptx").read_bytes()))
    new = read_deck(open_package(write_pptx(talk.pages(found.text))))
    # What is said of a chart for those who cannot see it, and columns' widths, follow with the next build.
    assert {one.field for one in merge(new, hand, new).findings} <= {"alt", "widths"}


def test_points_come_and_go(tmp_path: Path) -> None:
    """A point put in or taken out by hand is put in or taken out of the list, alone."""
    assert changed_lines(carried(_point_more, tmp_path)) == ["- Larks sing over the field of rye"]
    gone = carried(_point_gone, tmp_path)
    assert gone.refused == ()
    assert "The straw turns" not in gone.text


def test_slides_change_places(tmp_path: Path) -> None:
    """The order of the deck becomes the outline's, a moved slide in the section of what it follows."""
    found = carried(hands._reorder, tmp_path)
    assert found.done == ("the order of slides",)
    sections = outline_of(found.text, tmp_path / "talk.yaml").sections
    ids = [[str(one.id) for one in section.slides] for section in sections]
    assert ids == [["prose", "points", "table", "picture"], ["numbers", "steps"]]


def test_slides_change_places_around_one_that_was_deleted(tmp_path: Path) -> None:
    """The order is carried all the same; the deleted one stays where it is."""

    def edit(deck: hands.Deck) -> None:
        hands._reorder(deck)
        listed = deck.slides._sldIdLst
        place = next(at for at, one in enumerate(deck.slides) if "Three kinds" in str(hands._said(one)))
        deck.part.drop_rel(list(listed)[place].get(f"{hands.R}id"))
        listed.remove(list(listed)[place])

    found = carried(edit, tmp_path)
    assert found.done == ("the order of slides",)
    assert [one.partition(": ")[2] for one in found.refused] == [
        "it was deleted by hand; --deletions takes it out of the outline"
    ]
    sections = outline_of(found.text, tmp_path / "talk.yaml").sections
    assert [[str(one.id) for one in section.slides] for section in sections] == [
        ["prose", "points", "table", "picture"],
        ["numbers", "steps"],
    ]
    gone = carried(edit, tmp_path, deletions=True)
    assert gone.refused == ()
    sections = outline_of(gone.text, tmp_path / "talk.yaml").sections
    assert [str(one.id) for one in sections[0].slides] == ["prose", "points", "picture"]


def test_both_orders_are_carried_where_other_slides_were_moved(tmp_path: Path) -> None:
    """The outline has moved a slide since; the hand has moved another."""
    found = carried(hands._reorder, tmp_path, talk.OUTLINES["moved"](TALK))
    assert found.done == ("the order of slides",)
    assert found.refused == ()
    sections = outline_of(found.text, tmp_path / "talk.yaml").sections
    assert [str(one.id) for one in sections[0].slides] == ["prose", "table", "points", "picture"]


def test_notes_are_written_where_there_were_none(tmp_path: Path) -> None:
    """As the last field of their slide, whatever they hold."""

    def edit(deck: hands.Deck) -> None:
        frame = hands.slide(deck, "Three kinds").notes_slide.notes_text_frame
        frame.text = "Show the bags: all *three*.\nLet them feel it."

    found = carried(edit, tmp_path)
    assert found.refused == ()
    assert changed_lines(found) == [
        "notes: |",
        "Show the bags: all \\*three\\*.",
        "",
        "Let them feel it.",
    ]
    slide = outline_of(found.text, tmp_path / "talk.yaml").sections[0].slides[1]
    assert str(slide.notes).split("\n\n") == ["Show the bags: all \\*three\\*.", "Let them feel it."]


def _own_with_points(deck: hands.Deck) -> None:
    hands._own_slide(deck)
    made = hands.slide(deck, "A slide of my own")
    box = made.shapes.add_textbox(Emu(900_000), Emu(2_000_000), Emu(5_000_000), Emu(900_000))
    frame = box.text_frame
    frame.text = "Rye: the grain of the poor"
    for words, level in (("It grows on sand", 1), ("Oats", 0)):
        paragraph = frame.add_paragraph()
        paragraph.text, paragraph.level = words, level
    made.notes_slide.notes_text_frame.text = "Ask who has eaten rye."


def test_a_slide_of_ones_own_comes_into_the_outline_when_asked(tmp_path: Path) -> None:
    """After the slide that it follows; the next build has it once, as the deck has it."""
    found = carried(_own_with_points, tmp_path, own=True)
    assert found.refused == ()
    slides = [
        one for section in outline_of(found.text, tmp_path / "talk.yaml").sections for one in section.slides
    ]
    own = next(one for one in slides if str(one.title) == "A slide of my own")
    assert str(own.notes) == "Ask who has eaten rye."
    assert changed_lines(found) == [
        "- title: A slide of my own",
        '- "Rye: the grain of the poor":',
        "- It grows on sand",
        "- Oats",
        "notes: Ask who has eaten rye.",
    ]
    (tmp_path / "talk.yaml").write_text(found.text, encoding="utf-8")
    result = build(Options(tmp_path / "talk.yaml", to="pptx"), SERVICES, now=NOW)
    said = [str(hands._said(one)) for one in hands.opened((tmp_path / "talk.pptx").read_bytes()).slides]
    assert sum("A slide of my own" in one for one in said) == 1
    assert result.merged is not None
    assert not result.merged.conflicts


def words_of(path: Path) -> list[str]:
    """Return what a deck says without numbers and feet: they follow the slide to its new place."""
    said = hands.texts(hands.opened(path.read_bytes()))
    return sorted(one for one in said if not re.match(r"\d+(\s|$)", one))


@pytest.mark.parametrize("name", hands.HANDS if WHOLE else [*hands.HANDS][2::4])
def test_pull_and_build_change_nothing(name: str, tmp_path: Path) -> None:
    """What was carried back is then in both: the deck says what it said, and a build more changes no byte."""
    build(Options(worked(lambda deck: None, tmp_path, TALK)[1].path, to="pptx"), SERVICES, now=NOW)
    path, deck = tmp_path / "talk.pptx", hands.opened((tmp_path / "talk.pptx").read_bytes())
    hands.HANDS[name].do(deck)
    path.write_bytes(hands.saved(deck))
    before = words_of(path)
    options = Options(tmp_path / "talk.yaml", to="pptx")
    found = pulled(path, options, SERVICES, deletions=True, own=True)
    options.path.write_text(found.text, encoding="utf-8")
    result = build(options, SERVICES, now=NOW)
    assert result.merged is None or not result.merged.conflicts
    after = hands.opened(path.read_bytes())
    assert hands.HANDS[name].stays(after)
    if name != "a number":  # what is said of a chart for those who cannot see it follows
        assert words_of(path) == before
    once = path.read_bytes()
    build(options, SERVICES, now=NOW)
    assert path.read_bytes() == once
    assert pulled(path, options, SERVICES, deletions=True, own=True).done == ()


@pytest.mark.parametrize(
    ("do", "text", "why"),
    [
        (put("Reaping", "Arendt", "Hannah Arendt"), TALK, "deckgen makes"),
        (hands._own_slide, TALK, "--own-slides"),
        (hands._own_shape, TALK, "a shape of your own"),
        (hands._delete_shape, TALK, "take it out of the outline yourself"),
        (hands._picture, TALK, "another picture"),
        (hands._delete_slide, TALK, "--deletions"),
        (
            put("The straw", "brittle", "golden"),
            TALK.replace("turns brittle", "turns dry"),
            "changed it, too",
        ),
    ],
)
def test_what_cannot_go_back_is_refused(
    do: Callable[[hands.Deck], None], text: str, why: str, tmp_path: Path
) -> None:
    """With its reason, and without a change of the file."""
    found = carried(do, tmp_path, text)
    assert found.text == text
    assert len(found.refused) == 1
    assert why in found.refused[0]


def test_a_text_with_a_formula_that_was_changed_is_refused(tmp_path: Path) -> None:
    """It is said that it stays in the deck, whether the outline has changed it, too, or not."""
    slide = "      - title: A\n        text: It falls $x^2$ deep.\n"
    text = f"title: T\nsections:\n  - title: S\n    slides:\n{slide}"
    outline, path = tmp_path / "talk.yaml", tmp_path / "talk.pptx"
    outline.write_text(text, encoding="utf-8")
    build(Options(outline, to="pptx"), SERVICES, now=NOW)
    package = zipfile.ZipFile(path)
    parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as deck:
        for name, part in parts.items():
            deck.writestr(name, part.replace(b"It falls", b"It now falls"))
    for now in (text, text.replace("deep", "far")):
        outline.write_text(now, encoding="utf-8")
        found = pulled(path, Options(outline, to="pptx"), SERVICES)
        assert (found.text, found.done) == (now, ())
        (why,) = found.refused
        assert "it holds a formula" in why


def test_nothing_changed_pulls_nothing(tmp_path: Path) -> None:
    """A deck as written has nothing to carry back, nor has one that was only saved again."""
    found = carried(lambda deck: copy.copy(deck), tmp_path)
    assert (found.text, found.diff, found.done, found.refused) == (TALK, "", (), ())


def test_words_beside_marks_that_deckgen_sets_go_back() -> None:
    """Straight marks are shown as the language's; what is changed beside and within them is found again."""
    value = "He didn't say \"no\" to l'État"
    shown, wanted = "He didn’t say «\u00a0no\u00a0» to l’État", "He did say «\u00a0yes\u00a0» to l’Europe"
    for one in sorted(splices(value, ((shown, PLAIN),), ((wanted, PLAIN),)), key=lambda one: -one.start):
        value = value[: one.start] + one.words + value[one.stop :]
    assert value == 'He did say "yes" to l\'Europe'


def _row_between(deck: hands.Deck) -> None:
    rows = hands.shape(deck, "Three kinds", "table").table._tbl.tr_lst
    made = copy.deepcopy(rows[1])
    rows[1].addnext(made)
    for cell, words in zip(made.tc_lst, ("Rye", "997", "Sour, dark"), strict=True):
        cell.txBody.p_lst[0].r_lst[0].text = words


def _row_gone(deck: hands.Deck) -> None:
    table = hands.shape(deck, "Three kinds", "table").table._tbl
    table.remove(table.tr_lst[2])


def _level(*levels: tuple[int, int]) -> Callable[[hands.Deck], None]:
    def do(deck: hands.Deck) -> None:
        for at, level in levels:
            hands.shape(deck, "The straw turns").text_frame.paragraphs[at].level = level

    return do


def _point_below(deck: hands.Deck) -> None:
    hands._point(deck)
    hands.shape(deck, "Larks sing").text_frame.paragraphs[2].level = 1


ROWS = "".join(
    f"            - [{row}]\n"
    for row in ('White, "405", Cakes', 'Bread, "550", Rolls', 'Dark, "1050", Loaves')
)
OVER_LINES = talk.TALK.replace(
    ROWS,
    '            -\n              - White\n              - "405"   # ash\n              - Cakes\n'
    '            - - Bread\n              - "550"\n              - Rolls\n'
    '            - [Dark, "1050", Loaves]\n',
)
ON_ONE_LINE = talk.TALK.replace(
    f"          columns: [Kind, Ash, Use]\n          rows:\n{ROWS}",
    '          {columns: [Kind, Ash, Use], rows: [[White, "405", Cakes], [Bread, "550", Rolls],\n'
    '            [Dark, "1050", Loaves]]}\n',
)
NESTED = talk.TALK.replace(
    "          - The straw turns brittle\n",
    "          - The straw turns brittle:   # why\n              - It dries\n              # a remark\n"
    '              - "It: breaks"\n',
)


def built(do: Callable[[hands.Deck], None], folder: Path, text: str) -> tuple[Path, Options]:
    """Return the deck of an outline in which something was done by hand, beside it."""
    deck, options = worked(lambda _: None, folder, text)
    deck.unlink()
    build(options, SERVICES, now=NOW)
    opened = hands.opened(deck.read_bytes())
    do(opened)
    deck.write_bytes(hands.saved(opened))
    return deck, options


@pytest.mark.parametrize(
    ("do", "text", "lines"),
    [
        (hands._row, talk.TALK, ['- [Rye, "997", Sourdough]']),
        (_row_between, OVER_LINES, ['- [Rye, "997", "Sour, dark"]']),
        (_row_gone, OVER_LINES, []),
        (_row_gone, ON_ONE_LINE,
         ['{columns: [Kind, Ash, Use], rows: [[White, "405", Cakes], [Dark, "1050", Loaves]]}']),
        (_column, OVER_LINES,
         ["columns: [Kind, Ash, Use, Price]", "- 1 €", "- 2 €", '- [Dark, "1050", Loaves, 3 €]']),
        (_without_column, OVER_LINES, ["columns: [Kind, Use]", "- [Dark, Loaves]"]),
        (_level((1, 1)), talk.TALK, ["- The ears turn yellow:", "- The straw turns brittle"]),
        (_level((1, 1), (2, 2)), talk.TALK,
         ["- The ears turn yellow:", "- The straw turns brittle:",
          "- The grain falls out when it is rubbed"]),
        (_point_below, talk.TALK, ["- The straw turns brittle:", "- Larks sing over the field"]),
        (_level((2, 0)), NESTED, ["- The straw turns brittle   # why", "- It dries:"]),
        (_level((3, 0)), NESTED, ['- "It: breaks"']),
        (_level((4, 1)), NESTED, ["- The grain falls out when it is rubbed"]),
    ],
)  # fmt: skip
def test_rows_columns_and_levels_go_back(
    do: Callable[[hands.Deck], None], text: str, lines: list[str], tmp_path: Path
) -> None:
    """However the list is written; the deck then says what it said, and nothing is left to carry."""
    deck, options = built(do, tmp_path, text)
    before = words_of(deck)
    found = pulled(deck, options, SERVICES)
    assert found.refused == ()
    new = [line for line in found.text.splitlines() if line not in text.splitlines()]
    assert [line.strip() for line in new] == lines
    assert sorted(re.findall("#.*", found.text)) == sorted(re.findall("#.*", text)) or do is _without_column
    options.path.write_text(found.text, encoding="utf-8")
    result = build(options, SERVICES, now=NOW)
    assert result.merged is not None
    assert not result.merged.conflicts
    assert words_of(deck) == before
    again = pulled(deck, options, SERVICES)
    assert (again.done, again.refused) == ((), ())


@pytest.mark.parametrize(
    ("do", "text", "why"),
    [
        (_level((0, 1)), talk.TALK, "two levels below the one before"),
        (_level((1, 1)), re.sub(r"bullets:\n +- (The ears.*)\n +- (The straw.*)\n +- (The grain.*)\n",
                                r"bullets: [\1, \2, \3]\n", talk.TALK), "written on one line"),
        (_joined, talk.TALK, "cells were joined"),
    ],
)  # fmt: skip
def test_rows_columns_and_levels_that_cannot_go_back_are_refused(
    do: Callable[[hands.Deck], None], text: str, why: str, tmp_path: Path
) -> None:
    """With its reason, and without a change of the file."""
    deck, options = built(do, tmp_path, text)
    found = pulled(deck, options, SERVICES)
    assert found.text == text
    assert [one for one in found.refused if why in one]


def test_a_row_more_is_refused_where_the_outline_has_one_more_too(tmp_path: Path) -> None:
    """Which of the two comes first is not deckgen's to say."""
    deck, options = built(hands._row, tmp_path, talk.TALK)
    after = talk.TALK.replace(ROWS, f"{ROWS}            - [Spelt, '630', Pies]\n")
    options.path.write_text(after, encoding="utf-8")
    (why,) = pulled(deck, options, SERVICES).refused
    assert "rows or columns, too" in why
