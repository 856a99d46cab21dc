"""Random decks: every word stands exactly once, in order, in a box that holds it."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from deckgen.deck import model
from deckgen.deck.model import Block, Cell, Column, Columns, Entry, Figure, Paragraph, Picture, Slide, plain
from deckgen.layout.lay_out import lay_out
from deckgen.layout.pages import (
    Bar,
    Box,
    DiagramBox,
    Page,
    Pages,
    Role,
    TableBox,
    TextBox,
    paragraphs_of,
)
from deckgen.layout.text.fit import high
from deckgen.layout.text.paginate import Stack, share_out
from deckgen.structs import replace
from deckgen.theme.model import Anchor
from deckgen.units import SLIDE, Emu, Rect, points
from tests.layout import decks
from tests.layout.decks import LECTERN, deck, listing, notes, prose, runs, slide, span

VOCABULARY = """
the of reform Khrushchev’s 1956 post-Stalin commission, silence. met! “pin” drop (Kort 294) rehabilitated a
destalinisation; camps: law—power 漢字の改革 реформа μεταρρύθμιση 20,000 p. 12 Dr. x² naïve and/or
https://example.com/a/long/address-of/some/page.html?query=words
"""
WORDS = st.sampled_from(VOCABULARY.split())
TEXT = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
LONG = st.lists(WORDS, min_size=1, max_size=500).map(" ".join)
SHORT = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
LINES = st.lists(WORDS, min_size=1, max_size=16).map(" ".join)
TITLE = st.lists(WORDS.filter(lambda word: len(word) < 20), min_size=1, max_size=9).map(" ".join)
FIGURE = st.builds(
    lambda width, height, caption: Figure(
        Picture(b"", "image/png", width, height, "a.png"), "Alt", runs(caption), (), span(40)
    ),
    st.integers(1, 4000),
    st.integers(1, 4000),
    SHORT,
)


def _listing(points_: list[str], nested: list[bool]) -> model.BulletList:
    levels = [at > 0 and below for at, below in zip(range(len(points_)), nested, strict=False)]
    return listing(*(f"- {one}" if below else one for one, below in zip(points_, levels, strict=True)))


LISTING = st.builds(
    _listing, st.lists(TEXT, min_size=1, max_size=40), st.lists(st.booleans(), min_size=40, max_size=40)
)
PROSE = st.lists(LONG, min_size=1, max_size=5).map(lambda texts: prose(*texts))
FLOWING = st.one_of(LISTING, PROSE)


def _table(rows: list[list[str]]) -> model.Table:
    cells = [tuple(Cell(runs(one), span(50)) for one in row) for row in rows]
    return model.Table(cells[0], tuple(cells[1:]), (False,) * len(cells[0]), (), span(50))


TABLE = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(SHORT, min_size=width, max_size=width), min_size=2, max_size=40).map(
        _table
    )
)


def _timeline(events: list[tuple[str, str]]) -> model.Timeline:
    placed = (model.Event(runs(date), runs(what), span(60)) for date, what in events)
    return model.Timeline(tuple(placed), span(60))


def _process(steps: list[tuple[str, str]]) -> model.Process:
    return model.Process(
        tuple(model.Step(runs(title), runs(more), span(80)) for title, more in steps), span(80)
    )


def _comparison(rows: list[tuple[str, str, str]]) -> model.Comparison:
    aspects = (model.Aspect(runs(one), runs(two), runs(three), span(90)) for one, two, three in rows)
    return model.Comparison(runs("Before"), runs("After"), tuple(aspects), span(90))


TIMELINE = st.lists(st.tuples(st.integers(1, 2026).map(str), SHORT), min_size=1, max_size=20).map(_timeline)
AGENDA = st.lists(TEXT, min_size=1, max_size=30).map(
    lambda texts: model.Agenda(tuple(model.AgendaRow(runs(one), None, span(70)) for one in texts), span(70))
)
PROCESS = st.lists(st.tuples(SHORT, st.one_of(st.just(""), SHORT)), min_size=1, max_size=24).map(_process)
COMPARISON = st.lists(st.tuples(SHORT, LINES, SHORT), min_size=1, max_size=20).map(_comparison)
COLUMNS = st.tuples(FLOWING, FLOWING).map(
    lambda both: Columns(tuple(Column(runs("Head"), (one,), span(30)) for one in both), span(30))
)


def _quotation(said: str, by: str = "") -> model.Quotation:
    return model.Quotation((Paragraph(runs(said), span(30)),), runs(by), span(30))


QUOTATION = st.tuples(LONG, SHORT).map(lambda said: _quotation(*said))
PASSAGE = st.tuples(LONG, st.lists(TEXT, max_size=6)).map(
    lambda said: model.Passage(
        (Paragraph(runs(said[0]), span(30)),),
        tuple(Paragraph(runs(one), span(31)) for one in said[1]),
        span(30),
    )
)
REFERENCES = st.lists(TEXT, min_size=1, max_size=60).map(
    lambda texts: model.References(tuple(Entry(f"k{at}", runs(one)) for at, one in enumerate(texts)))
)

CONTENTS: st.SearchStrategy[tuple[str, tuple[Block, ...]]] = st.one_of(
    FLOWING.map(lambda one: ("list", (one,))),
    st.tuples(FLOWING, FIGURE).map(lambda both: ("figure-text", both)),
    FIGURE.map(lambda one: ("figure", (one,))),
    TABLE.map(lambda one: ("table", (one,))),
    TIMELINE.map(lambda one: ("timeline", (one,))),
    PROCESS.map(lambda one: ("process", (one,))),
    COMPARISON.map(lambda one: ("comparison", (one,))),
    AGENDA.map(lambda one: ("agenda", (one,))),
    COLUMNS.map(lambda one: ("two-column", (one,))),
    QUOTATION.map(lambda one: ("quote", (one,))),
    PASSAGE.map(lambda one: ("passage", (one,))),
    REFERENCES.map(lambda one: ("works-cited", (one,))),
)

AGAIN = f" ({decks.WORDS.continued})"
"""What a name ends with that stands again where its row, step or event goes on."""


def _slide(title: str, contents: tuple[str, tuple[Block, ...]], spoken: list[str]) -> Slide:
    kind, blocks = contents
    return slide(kind, *blocks, title=title, notes=notes(*spoken))


SLIDES = st.builds(_slide, TITLE, CONTENTS, st.lists(TEXT, max_size=4))


LONGER = " ".join(f"w{at}" for at in range(900))
"""More words than one slide holds."""


@given(SLIDES)
@example(_slide("Row", ("comparison", (_comparison([("A", LONGER, "b"), ("B", "c", "d")]),)), []))
@example(_slide("Steps", ("process", (_process([("the", "")] * 9),)), []))
@example(_slide("Step", ("process", (_process([("A", LONGER), ("B", "c")]),)), []))
@example(_slide("Event", ("timeline", (_timeline([("1956", LONGER), ("1964", "c")]),)), []))
@example(_slide("Quoted", ("quote", (_quotation("“pin” drop"),)), []))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_word_stands_once_in_its_box(one: Slide) -> None:
    """Whatever is typed, no word is lost, doubled or out of order, and no text is taller than its box."""
    pages, diagnostics = lay_out(deck(one), LECTERN)
    assert pages is not None, diagnostics
    assert _said_on(pages) == _said_in(one)
    assert _numbers_on(pages) in ([], _numbers_of(one))
    spoken = [plain(note.runs) for page in pages.pages for note in page.notes]
    assert " ".join(spoken).split() == " ".join(plain(note.runs) for note in one.notes).split()
    for page in pages.pages:
        within(page)


def _said_in(one: Slide) -> dict[str, list[str]]:
    """Return the words of a slide's contents, by the box that they belong in."""
    found: dict[str, str] = {}
    for block in one.blocks:
        match block:
            case model.BulletList(items):
                found["body"] = " ".join(plain(item.runs) for item in items)
            case model.Prose(paragraphs):
                found["body"] = " ".join(plain(paragraph.runs) for paragraph in paragraphs)
            case model.Figure(caption=caption):
                found["caption"] = plain(caption)
            case model.Table(rows=rows):
                found["table"] = " ".join(plain(cell.runs) for row in rows for cell in row)
            case model.Timeline(events):
                found["timeline"] = " ".join(f"{plain(one.date)} {plain(one.text)}" for one in events)
            case model.Process(steps):
                found["process"] = " ".join(f"{plain(one.title)} {plain(one.text)}" for one in steps)
            case model.Comparison(aspects=aspects):
                # Where a row goes on, each of its columns does by itself.
                for side, texts in zip(
                    ("aspect", "left", "right"),
                    zip(*((one.name, one.left, one.right) for one in aspects), strict=True),
                    strict=True,
                ):
                    found[side] = " ".join(map(plain, texts))
            case model.Agenda(rows):
                found["agenda"] = " ".join(f"{at} {plain(one.runs)}" for at, one in enumerate(rows, 1))
            case model.Columns((left, right)):
                found["left"] = _text_of(left.blocks[0])
                found["right"] = _text_of(right.blocks[0])
            case model.Quotation((said,), by):
                found["quote"] = f"“{plain(said.runs)}” {plain(by)}"
            case model.Passage((said,), margin):
                found["passage"] = plain(said.runs)
                found["notes"] = " ".join(plain(note.runs) for note in margin)
            case model.References(entries):
                found["references"] = " ".join(plain(entry.runs) for entry in entries)
    return {key: _characters(text) for key, text in found.items() if text}


def _text_of(content: model.Block) -> str:
    if isinstance(content, model.BulletList):
        return " ".join(plain(item.runs) for item in content.items)
    assert isinstance(content, model.Prose)
    return " ".join(plain(one.runs) for one in content.paragraphs)


def _said_on(pages: Pages) -> dict[str, list[str]]:
    """Return the words on the pages by their box; titles, headings and what stands there again left out."""
    found: dict[str, str] = {}
    for page in pages.pages:
        for box in page.boxes:
            for key, said in _box_texts(box):
                if page.layout == "works-cited" and key in ("left", "right"):
                    key = "references"
                if key not in ("title", "left-heading", "right-heading") and said:
                    found[key] = f"{found.get(key, '')} {said}"
    return {key: _characters(text) for key, text in found.items()}


def _numbers_of(one: Slide) -> list[str]:
    """Return the numbers of a slide's steps."""
    steps = sum(len(block.steps) for block in one.blocks if isinstance(block, model.Process))
    return [str(at) for at in range(1, steps + 1)]


def _numbers_on(pages: Pages) -> list[str]:
    """Return the numbers that steps below each other have on the pages; those in rows have none."""
    boxes = (box for page in pages.pages for box in page.boxes if box.key == "process")
    members = (member for box in boxes if isinstance(box, DiagramBox) for member in box.members)
    texts = (text for member in members for text in member.texts if text.key.startswith("number-"))
    return [plain(one.runs) for text in texts for one in text.paragraphs]


def _box_texts(box: Box) -> Iterator[tuple[str, str]]:
    """Yield the texts of a box, each with its key; those of comparisons by their column."""
    if isinstance(box, TableBox):
        cells = (paragraph for row in box.rows[1:] for cell in row for paragraph in cell.paragraphs)
        yield box.key, " ".join(plain(one.runs) for one in cells)
    elif isinstance(box, DiagramBox):
        for text in (text for member in box.members if not member.header for text in member.texts):
            if box.key == "process" and text.key.startswith("number-"):
                continue  # deckgen's own, held by `_numbers_on`
            said = (plain(one.runs) for one in text.paragraphs)
            key = text.key.partition("-")[0] if box.key == "compare" else box.key
            yield key, " ".join(one for one in said if not one.endswith(AGAIN))
    else:
        yield box.key, " ".join(plain(one.runs) for one in paragraphs_of(box))


def _characters(text: str) -> list[str]:
    """Return a text as words; ideographs, between which a slide may end, each as one."""
    apart = "".join(f" {char} " if "\u3000" <= char <= "\u9fff" else char for char in text)
    return apart.replace("-", "- ").replace("—", "— ").split()


def within(page: Page, slide: Rect = SLIDE) -> None:
    """Assert that no text is taller than its box, no box outside the slide or on another."""
    for box in page.boxes:
        for one in _text_boxes(box):
            assert one.height <= one.rect.height, (page.layout, one.key)
            assert slide.contains(one.rect), (page.layout, one.key)
            assert one.height >= _height(one), (page.layout, one.key)
        if not isinstance(box, TextBox):
            assert slide.contains(box.rect)
    assert not [
        (one.key, other.key)
        for at, one in enumerate(page.boxes)
        for other in page.boxes[at + 1 :]
        if _occupied(one).overlaps(_occupied(other)) and not _marks(other, one)
    ]


def _marks(bar: Box, diagram: Box) -> bool:
    """Tell whether a bar is meant to be on a diagram, at the edge of the cell that it marks."""
    if not isinstance(bar, Bar) or not isinstance(diagram, DiagramBox) or not bar.says:
        return False
    return not any(bar.rect.overlaps(text.rect) for text in _text_boxes(diagram))


def _occupied(box: Box) -> Rect:
    """Return a box's place; of sources, which stand on the foot of theirs, that of their lines."""
    if isinstance(box, TextBox) and box.role is Role.SOURCE and box.anchor is Anchor.BOTTOM:
        return replace(box.rect, y=Emu(box.rect.bottom - box.height), height=box.height)
    return box.rect


def _text_boxes(box: Box) -> Iterator[TextBox]:
    if isinstance(box, TextBox) and box.shown:
        yield box
    elif isinstance(box, DiagramBox):
        for member in box.members:
            yield from member.texts


def _height(box: TextBox) -> int:
    """Return a box's height from what its paragraphs say of themselves; foreign lines are higher."""
    lines = sum(one.lines * one.size * one.leading for one in box.paragraphs)
    return high(lines + sum(one.after for one in box.paragraphs[:-1]))


@given(
    st.lists(st.tuples(st.floats(1, 30), st.floats(0, 10), st.booleans()), min_size=1, max_size=80),
    st.integers(0, 30),
)
@settings(deadline=None)
def test_shares_hold_everything_in_order(things: list[tuple[float, float, bool]], wanted: int) -> None:
    """Shares follow each other without a hole, none is higher than the room, none is empty."""
    heights, gaps, joined = zip(*things, strict=True)
    shares = share_out(Stack(heights, gaps, joined), 60.0, wanted)
    assert [start for start, _ in shares] == [0, *(stop for _, stop in shares[:-1])]
    assert shares[-1][1] == len(things)
    for start, stop in shares:
        assert start < stop
        assert sum(heights[start:stop]) + sum(gaps[start : stop - 1]) <= 60.001


def test_the_property_can_fail() -> None:
    """A lost word and a text taller than its box are seen."""
    one = slide("list", listing("One two", "Three"), title="Title")
    pages, _ = lay_out(deck(one), LECTERN)
    assert pages is not None
    fewer = replace(one, blocks=(listing("One", "Three"),))
    assert _said_on(pages) != _said_in(fewer)
    body = pages.pages[0].boxes[1]
    assert isinstance(body, TextBox)
    low = replace(body, rect=replace(body.rect, height=high(float(points(body.height)) - 1)))
    try:
        within(replace(pages.pages[0], boxes=(low,)))
    except AssertionError:
        return
    raise AssertionError("a text taller than its box was not seen")
