"""Charts as they are laid out: marks as long as their numbers, labels in the chart and off each other."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from deckgen.deck.model import ChartKind, Run
from deckgen.diagnostics import DeckgenError
from deckgen.layout.chart.context import centred, spread
from deckgen.layout.chart.scales import bare, ticked
from deckgen.layout.kinds.captions import CAPTION_GAP
from deckgen.layout.pages import Role, TextBox
from deckgen.layout.plots import ChartBox, Label, LabelKind
from deckgen.layout.text.measure import measure
from deckgen.theme.files import theme_names
from deckgen.units import EMU_PER_POINT, Rect
from tests.building import DECKS, Walked, walk
from tests.torture.looks import SHAPES, Look
from tests.torture.slides import charts

CHARTS = next(path for path in DECKS if path.stem == "charts")


def found(made: Walked) -> list[ChartBox]:
    """Return all charts of a deck."""
    return [box for page in made.pages.pages for box in page.boxes if isinstance(box, ChartBox)]


@pytest.fixture(scope="module")
def boxes(tmp_path_factory: pytest.TempPathFactory) -> list[ChartBox]:
    """A chart of every kind, in the first theme."""
    return found(walk(CHARTS, tmp_path_factory.mktemp("charts")))


def of(boxes: list[ChartBox], kind: ChartKind) -> ChartBox:
    """Return the first chart of a kind."""
    return next(box for box in boxes if box.chart.kind is kind)


def faults(box: ChartBox) -> Iterator[str]:
    """Tell which labels leave the chart or stand on each other, and which marks leave the plot."""
    for label in box.labels:
        if not box.rect.contains(label.rect):
            yield f"{label.key} {label.text!r} leaves the chart"
    for one, other in itertools.combinations(box.labels, 2):
        if _letters(one).overlaps(_letters(other)):
            yield f"{one.key} {one.text!r} stands on {other.key} {other.text!r}"
    room = box.plot
    for mark in box.marks:
        middle = centred(*_middle(mark.rect), 0, 0)
        if not room.contains(middle):
            yield f"the mark {mark.series} {mark.place} leaves the plot"


def _letters(label: Label) -> Rect:
    """Return a label's place without the empty space above and below the letters of its lines."""
    air = min(label.rect.height // 5, round(label.size * EMU_PER_POINT * 0.2))
    return centred(*_middle(label.rect), label.rect.width, label.rect.height - 2 * air)


@pytest.mark.parametrize("look", SHAPES, ids=str)
def test_nothing_covers_anything(look: Look, boxes: list[ChartBox], tmp_path: Path) -> None:
    """In every theme and variant, for every kind of chart, small and crowded ones: labels keep clear."""
    variant = {look.variant: True} if look.variant else {}
    made = walk(torture(tmp_path), tmp_path / "out", look.theme, **variant)
    crowded = found(made)
    assert len(crowded) > 30
    assert [f"{box.name}: {fault}" for box in (*boxes, *crowded) for fault in faults(box)] == []


def torture(folder: Path) -> Path:
    """Write the torture corpus' charts as an outline of their own."""
    outline = folder / "torture.yaml"
    head = {"title": "T", "language": "en-GB", "cover": False, "roadmap": False}
    body = {"sections": {"one": {"title": "One", "slides": list(charts())}}}
    outline.write_text(yaml.safe_dump(head | body, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return outline


def test_marks_are_as_long_as_their_numbers(boxes: list[ChartBox]) -> None:
    """Bars and columns begin at zero and end in proportion, to within a pixel's width."""
    seen = 0
    for box in boxes:
        bar = box.chart.kind is ChartKind.BAR
        if box.slices or box.strokes or box.across:
            continue
        length = box.plot.width if bar else box.plot.height
        for mark in box.marks:
            value = box.chart.series[mark.series].values[mark.place]
            assert value is not None
            drawn = mark.rect.width if bar else mark.rect.height
            wanted = abs(value) / (box.scale.high - box.scale.low) * length
            assert drawn == pytest.approx(wanted, abs=4)
            seen += 1
    assert seen > 30


def test_bars_stand_where_powerpoint_draws_them(boxes: list[ChartBox]) -> None:
    """Breadth, space and overlap of the marks follow from the gap and the overlap that are written."""
    for box in boxes:
        if not box.gap:
            continue
        bar, stacked = box.chart.kind is ChartKind.BAR, box.chart.kind is ChartKind.STACKED
        start, length = _along(box.plot, upright=bar)
        band = length / len(box.chart.categories)
        count = 1 if stacked else len(box.chart.series)
        breadth = band / (count - box.overlap / 100 * (count - 1) + box.gap / 100)
        for mark in box.marks:
            series = 0 if stacked else mark.series
            wanted = start + band * mark.place + breadth * (box.gap / 200 + series * (1 - box.overlap / 100))
            assert _along(mark.rect, upright=bar)[0] == pytest.approx(wanted, abs=4), box.name
            assert _along(mark.rect, upright=bar)[1] == pytest.approx(breadth, abs=4), box.name


def _along(rect: Rect, *, upright: bool) -> tuple[float, float]:
    """Return where a rectangle begins and how long it is, down the slide or across."""
    return (rect.y, rect.height) if upright else (rect.x, rect.width)


def test_one_stands_out_among_greys(boxes: list[ChartBox]) -> None:
    """What is highlighted is in the theme's mark, all else steps back; the names say which is which."""
    bars, lines = of(boxes, ChartKind.BAR), of(boxes, ChartKind.LINE)
    assert bars.fills == (("mark", "data2", "data2", "data2"),)
    assert lines.keys == ("data2", "data2", "mark")
    assert [label.bold for label in lines.says(LabelKind.NAME)] == [False, False, True]
    assert of(boxes, ChartKind.PIE).fills == (("data0", "data1", "data2", "data3"),)


@pytest.mark.parametrize("theme", theme_names())
def test_a_point_stands_out_of_a_grey_line(theme: str, tmp_path: Path) -> None:
    """In themes whose first colour is that of the mark it would else be a somewhat larger dot and no more."""
    typed = _outline(tmp_path, "kind: line\n          highlight: B\n          data: {A: 1, B: 5, C: 2}")
    (box,) = found(walk(typed, tmp_path / "out", theme))
    assert box.keys == ("data2",)
    assert {stroke.colour for stroke in box.strokes} == {"data2"}
    assert {mark.place: mark.colour for mark in box.marks} == {0: "data2", 1: "mark", 2: "data2"}


def test_a_gap_parts_a_line(boxes: list[ChartBox]) -> None:
    """Where there is no number the line stops, and goes on behind it."""
    lines = of(boxes, ChartKind.LINE)
    assert [len(one.points) for one in lines.strokes if one.series == 1] == [3, 2]


def test_slices_are_shares_of_the_whole(boxes: list[ChartBox]) -> None:
    """They follow each other from the top round to the top, each as wide as its number."""
    ring = of(boxes, ChartKind.DOUGHNUT)
    values = [value or 0 for value in ring.chart.series[0].values]
    assert [one.stop - one.start for one in ring.slices] == pytest.approx([v / sum(values) for v in values])
    assert [ring.slices[0].start, ring.slices[-1].stop] == pytest.approx([0, 1])
    assert ring.plot.width == ring.plot.height
    far = {math.dist(_middle(label.rect), _middle(ring.plot)) > ring.plot.width / 2 for label in ring.labels}
    assert far == {True}


def _middle(rect: Rect) -> tuple[float, float]:
    return rect.x + rect.width / 2, rect.y + rect.height / 2


def test_axes_end_at_round_numbers(boxes: list[ChartBox]) -> None:
    """Ticks are round and few; an axis begins at zero unless all numbers are far from it."""
    form = of(boxes, ChartKind.BAR).chart.form
    for values in ([3, 97], [0.012, 0.47], [-4, 13], [1_200, 98_000], [5], [0, 0]):
        scale = ticked(values, form, zero=False)
        assert scale.low <= min(*values, 0)
        assert scale.high >= max(values)
        assert 2 <= len(scale.ticks()) <= 9
    assert ticked([80, 95], form, zero=False).low > 0
    assert ticked([80, 95], form, zero=True).low == 0
    assert (bare([3, 9], form).low, bare([3, 9], form).high) == (0, 9)


@pytest.mark.parametrize("theme", ["lectern", "folio"])
def test_a_caption_goes_with_a_chart_that_is_lower_than_its_place(theme: str, tmp_path: Path) -> None:
    """It stands a gap below the lowest bar's band."""
    outline = _outline(tmp_path, "kind: bar\n          data: {One: 1, Two: 2}\n          caption: Both\n")
    (page,) = [one for one in walk(outline, tmp_path, theme).pages.pages if one.layout == "chart"]
    chart = next(one for one in page.boxes if isinstance(one, ChartBox))
    caption = next(one for one in page.boxes if isinstance(one, TextBox) and one.role is Role.CAPTION)
    foot = max(chart.plot.bottom, *(label.rect.bottom for label in chart.labels))
    assert chart.rect.bottom == caption.rect.y == foot + CAPTION_GAP


def test_points_of_a_line_have_the_distances_of_their_numbers(tmp_path: Path) -> None:
    """Ticks are at equal steps then; at equal distances, and with names, categories stand in a row."""

    def drawn(data: str) -> ChartBox:
        outline = _outline(tmp_path, f"kind: line\n          data: {data}\n")
        return found(walk(outline, tmp_path))[0]

    box = drawn("{1950: 3, 1955: 6, 1975: 15, 1991: 30}")
    first, second, third, last = (one.x for one in box.strokes[0].points)
    assert second - first == pytest.approx((last - first) * 5 / 41, abs=2)
    assert third - first == pytest.approx((last - first) * 25 / 41, abs=2)
    assert [label.lines for label in box.says(LabelKind.TICK)] == [
        ("1950",),
        ("1960",),
        ("1970",),
        ("1980",),
        ("1990",),
    ]
    assert not list(faults(box))
    days = drawn("{2024-01-01: 8, 2024-01-11: 7, 2024-02-20: 3}")
    first, second, last = (one.x for one in days.strokes[0].points)
    assert second - first == pytest.approx((last - first) * 10 / 50, abs=2)
    ticks = [label.lines[0] for label in days.says(LabelKind.TICK) if "-" in label.lines[0]]
    assert ticks == ["2024-01-01", "2024-01-15", "2024-01-29", "2024-02-12"]
    assert len(days.marks) == len(days.strokes[0].points)
    months = drawn("{2020-01: 8, 2020-03: 7, 2021-02: 3}")
    ticks = [label.lines[0] for label in months.says(LabelKind.TICK) if "-" in label.lines[0]]
    assert len(set(ticks)) == len(ticks) > 2
    assert ticks[0] == "2020-01"
    for even in (
        "{1950: 3, 1955: 6, 1960: 15}",
        "{a: 3, 5: 6, 9: 15}",
        "{5: 3, 1: 6, 9: 15}",
        "{2024-01: 1, 2024-02: 2, 2024-03: 4}",
        "{2024-01-01: 1, 2024-02-30: 2, 2024-03-01: 4}",
    ):
        assert drawn(even).across is None


def test_numbers_keep_clear_of_a_steep_line(tmp_path: Path) -> None:
    """A number above a point stands to the side where the line falls, or it would be struck through."""
    data = "{'1931': 10250, '1932': 92400, '1933': 94000, '1934': 11000, '1935': 12000, '1936': 10000}"
    outline = _outline(tmp_path, f"kind: line\n          data: {data}\n")
    (box,) = found(walk(outline, tmp_path))
    (stroke,) = box.strokes
    labels = {label.place: label for label in box.says(LabelKind.VALUE)}
    assert [(label.shift[0] > 0) - (label.shift[0] < 0) for label in labels.values()] == [-1, 0, 0, 1, 0, 0]
    first, second = stroke.points[:2]
    label = labels[0].rect
    reached = first.y - (label.right - first.x) / (second.x - first.x) * (first.y - second.y)
    assert reached >= label.bottom - EMU_PER_POINT * labels[0].size / 4
    assert not list(faults(box))


def test_labels_move_apart_as_little_as_need_be() -> None:
    """Their order stays, none leaves the room, and what is clear of others does not move."""
    assert spread([10, 50, 90], [10, 10, 10], 0, 100) == [10, 50, 90]
    assert spread([50, 52], [10, 10], 0, 100) == [50, 60]
    assert spread([95, 98], [10, 10], 0, 100) == [85, 95]


def test_many_bars_go_on_on_a_second_slide_on_the_same_scale(tmp_path: Path) -> None:
    """Each slide shows as many, the longest of all sets the scale, and the headline counts them."""
    rows = "".join(f"            Country number {at}: {at}\n" for at in range(1, 41))
    outline = _outline(tmp_path, f"kind: bar\n          data:\n{rows}")
    made = walk(outline, tmp_path / "out")
    several = found(made)
    assert len(several) > 1
    assert {box.scale.high for box in several} == {40}
    assert [name for box in several for name in box.chart.categories] == [
        f"Country number {at}" for at in range(1, 41)
    ]
    assert made.pages.pages[-1].name.endswith(f"({len(several)} of {len(several)})")


def test_columns_lie_down_where_their_names_are_long(tmp_path: Path) -> None:
    """Unless columns were asked for; names that no slide has room for are told."""
    rows = "".join(f"            The ministry of very long names number {at}: {at}\n" for at in range(1, 9))
    (box,) = found(walk(_outline(tmp_path, f"data:\n{rows}"), tmp_path / "out"))
    assert box.chart.kind is ChartKind.BAR
    asked = found(walk(_outline(tmp_path, f"kind: column\n          data:\n{rows}"), tmp_path / "out"))
    assert {box.chart.kind for box in asked} == {ChartKind.COLUMN}
    wide = rows.replace("ministry", "M" * 90)
    with pytest.raises(DeckgenError, match="do not fit on a slide"):
        walk(_outline(tmp_path, f"kind: bar\n          data:\n{wide}"), tmp_path / "out")


def test_a_word_of_a_caption_without_room_is_named(tmp_path: Path) -> None:
    """A word that is wider than the slide is an error; a text that is too long goes on behind."""
    data = "data: {A: 1, B: 2}\n          caption: "
    with pytest.raises(DeckgenError, match=r"the word .* is wider"):
        walk(_outline(tmp_path, f"{data}{'W' * 400}"), tmp_path / "out")
    made = walk(_outline(tmp_path, f"{data}{'Word ' * 900}"), tmp_path / "out")
    assert len(made.pages.pages) > 2


def _outline(folder: Path, chart: str) -> Path:
    outline = folder / "one.yaml"
    head = "title: T\ncover: false\nsections:\n  one:\n    title: One\n    slides:\n      - title: A chart\n"
    outline.write_text(f"{head}        chart:\n          {chart}", encoding="utf-8")
    return outline


def test_a_chart_is_mirrored_with_its_deck(tmp_path: Path) -> None:
    """In a deck read from right to left bars grow leftwards, and slices still go round clockwise."""
    text = CHARTS.read_text(encoding="utf-8").replace("language: en-GB", "language: ar")
    outline = tmp_path / "charts.yaml"
    outline.write_text(text, encoding="utf-8")
    (tmp_path / "harvest.csv").write_bytes(CHARTS.with_name("harvest.csv").read_bytes())
    boxes = found(walk(outline, tmp_path / "out"))
    assert all(box.turned for box in boxes)
    bars = of(boxes, ChartKind.BAR)
    assert {mark.rect.right for mark in bars.marks} == {bars.plot.right}
    ring = of(boxes, ChartKind.DOUGHNUT)
    first = next(label for label in ring.labels if label.place == 0)
    assert _middle(first.rect)[0] > _middle(ring.plot)[0]
    assert [fault for box in boxes for fault in faults(box)] == []


@pytest.mark.parametrize("words", [8, 10, 11, 12, 13, 14])
def test_names_of_neighbouring_columns_stay_apart(words: int, tmp_path: Path) -> None:
    """However long names are, there is more than a space between two, broken as PowerPoint breaks them."""
    data = {"n" * (words - 3) + f" {at}": str(at) for at in range(11, 20)}
    slides = [{"title": "T", "chart": {"kind": "column", "data": data}}]
    outline = tmp_path / "talk.yaml"
    text = {"title": "T", "language": "en-GB", "sections": {"one": {"title": "One", "slides": slides}}}
    outline.write_text(yaml.safe_dump(text), encoding="utf-8")
    made = walk(outline, tmp_path / "out", "folio")
    theme = made.pages.theme
    for box in found(made):
        band = box.plot.width / len(box.chart.categories)
        style = theme.styles[box.style]
        widths = (measure((Run(one),), style, theme).total for one in box.chart.categories)
        across = [width * box.size * EMU_PER_POINT for width in widths]
        for one, other in itertools.pairwise(across):
            between = band - (one + other) / 2
            # What is wider than its band is broken into lines.
            assert one > band or other > band or between >= 0.4 * box.size * EMU_PER_POINT
