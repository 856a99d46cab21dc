"""Charts as typed → their numbers: how they may be written, what is refused and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.deck.blocks.bins import MOST_BINS, binned
from deckgen.deck.blocks.charts import described_chart, written
from deckgen.deck.blocks.numbers import read_amount, shown_number
from deckgen.deck.model import Chart, ChartKind
from tests.deck.test_resolve import deck, resolved


def chart(typed: str, tmp_path: Path) -> Chart:
    """Return the chart of a slide that is written so."""
    slide = deck(f"- {{title: T, chart: {typed}}}", tmp_path).slides[1]
    (block,) = slide.blocks
    assert isinstance(block, Chart)
    return block


def refused(typed: str, tmp_path: Path) -> list[str]:
    """Return what is said against a chart, with line and column where it stands in a file of numbers."""
    result = resolved(f"- {{title: T, chart: {typed}}}", tmp_path)
    assert result.deck is None
    return [
        f"{one.span.path.name}:{one.span.line}:{one.span.column}: {one.message}"
        if one.span and one.span.path.suffix == ".csv"
        else one.message
        for one in result.diagnostics
    ]


def warned(typed: str, tmp_path: Path) -> list[str]:
    """Return what is remarked on a chart that is drawn all the same."""
    result = resolved(f"- {{title: T, chart: {typed}}}", tmp_path)
    assert result.deck is not None
    return [one.message for one in result.diagnostics]


@pytest.mark.parametrize(
    ("typed", "comma", "value"),
    [
        ("12", False, 12.0),
        ("-3.5", False, -3.5),
        ("−3.5", False, -3.5),
        ("1,234.5", False, 1234.5),
        ("1 234 567", False, 1234567.0),
        ("1.234,5", True, 1234.5),
        ("0,5", True, 0.5),
        ("0.5", True, 0.5),
        (".5", False, 0.5),
        ("1e6", False, 1e6),
        ("1,5", False, None),
        ("12 %", False, None),
        ("twelve", False, None),
        ("1.2.3", False, None),
        ("", False, None),
        ("9" * 50, False, None),
    ],
)
def test_numbers_are_read_as_they_are_written(typed: str, comma: bool, value: float | None) -> None:
    """Signs, thousands and decimals of both kinds; what is none is none."""
    found = read_amount(typed, comma=comma)
    assert (found.value if found else None) == value


def test_numbers_are_shown_as_the_language_writes_them() -> None:
    """The marks before decimals and between thousands, a true minus, and no minus before nothing."""
    said = [shown_number(-12345.67, 1, language, grouped=True) for language in ("en", "de", "fr", "de-CH")]
    assert said == ["−12,345.7", "−12.345,7", "−12\u00a0345,7", "−12,345.7"]
    assert shown_number(-0.04, 1, "en", grouped=False) == "0.0"


def test_one_series_is_written_under_its_categories(tmp_path: Path) -> None:
    """Decimals are the same at every number, an empty one is a gap, the unit is said at each."""
    found = chart('{data: {A: 3, B: 4.5, C: "", D: n/a}, unit: "%", highlight: B}', tmp_path)
    assert (found.kind, found.certain, found.named) == (ChartKind.COLUMN, False, False)
    assert found.categories == ("A", "B", "C", "D")
    assert found.series[0].values == (3.0, 4.5, None, None)
    assert [written(found.form, one) for one in (3.0, 4.5)] == ["3.0%", "4.5%"]
    assert (found.category, found.one) == (1, None)


def test_a_long_unit_is_said_once(tmp_path: Path) -> None:
    """It stands with what the axis counts, not at the numbers."""
    found = chart("{data: {A: 30250}, unit: tons of wheat, y: Harvest}", tmp_path)
    assert (found.y, written(found.form, 30250)) == ("Harvest (tons of wheat)", "30,250")


def test_labels_of_a_chart_read_as_formulas_and_small_characters_do(tmp_path: Path) -> None:
    """Categories, units and axes may be formulas or hold characters set low and high: λ₁, CO₂, m²."""
    made = chart(
        r"""{columns: ["", "$\\eta$"], rows: [["$\\lambda_1$", 1], ["CO~2~ and Ca^2+^", 2], ["x~max~", 3]],
             unit: "m^2^", x: "$t_{1/2}$ in *hours*"}""",
        tmp_path,
    )
    assert made.categories == ("λ₁", "CO₂ and Ca²⁺", "xₘₐₓ")
    assert (made.series[0].name, made.x) == ("η", "t_(1/2) in hours")
    assert made.form.after == "\u00a0m²"


def test_a_file_may_have_commas_before_decimals(tmp_path: Path) -> None:
    """Semicolons between the cells say so, whatever the deck's language."""
    (tmp_path / "t.csv").write_text("Year;A;B\n1913;1,5;1.200\n1914;;3\n", encoding="utf-8")
    found = chart("{kind: line, data: t.csv, highlight: B}", tmp_path)
    assert [one.values for one in found.series] == [(1.5, None), (1200.0, 3.0)]
    assert (found.heading, found.categories, found.one) == ("Year", ("1913", "1914"), 1)
    assert chart("t.csv", tmp_path).kind is ChartKind.COLUMN


def test_points_may_have_names(tmp_path: Path) -> None:
    """A scatter chart takes pairs, or a name before them, or several series."""
    pairs = chart("{kind: scatter, data: [[1, 2], [3, 4.5]]}", tmp_path)
    assert (pairs.xs, pairs.series[0].values, pairs.categories) == ((1.0, 3.0), (2.0, 4.5), ("", ""))
    typed = "{kind: scatter, columns: [Land, x, y], rows: [[Japan, 1, 2], [India, 3, 4]], highlight: India}"
    named = chart(typed, tmp_path)
    assert (named.categories, named.xs, named.category) == (("Japan", "India"), (1.0, 3.0), 1)
    assert (named.x, named.y) == ("x", "y")
    several = chart("{kind: scatter, columns: [x, A, B], rows: [[1, 2, 3], [4, 5, 6]]}", tmp_path)
    assert [one.name for one in several.series] == ["A", "B"]


def test_a_histogram_counts(tmp_path: Path) -> None:
    """Numbers fall into bins of a round width that hold all of them once."""
    found = chart("{kind: histogram, data: [3, 5, 12, 14, 18, 22, 8, 11, 15], x: Minutes}", tmp_path)
    assert found.categories == ("0–4", "5–9", "10–14", "15–19", "20–24")
    assert found.series[0].values == (1.0, 2.0, 3.0, 2.0, 1.0)
    assert found.x == "Minutes"


@pytest.mark.parametrize(
    "values",
    [[1.0], [0.1, 0.2, 0.3], [-5.0, 5.0], [1e9, 2e9, 3e9], [0.5 * at for at in range(500)], [7.0] * 9],
    ids=["one", "small", "around zero", "large", "many", "all alike"],
)
def test_bins_hold_every_number_once(values: list[float]) -> None:
    """Whatever their size: a dozen bins at most, each with a name of its own."""
    names, counts = binned(values, 1, "en")
    assert sum(counts) == len(values)
    assert len(names) == len(set(names)) == len(counts) <= MOST_BINS
    assert counts[0]
    assert counts[-1]


def test_a_chart_is_described_where_nobody_has(tmp_path: Path) -> None:
    """The numbers are read out, as many as can be listened to; an author's own words come first."""
    short = chart("{kind: bar, data: {A: 3, B: 4}, unit: km}", tmp_path)
    assert short.alt == "T: A 3\u00a0km, B 4\u00a0km"
    long = chart(f"{{data: {{{', '.join(f'Category {at}: {at}' for at in range(1, 90))}}}}}", tmp_path)
    assert len(described_chart(long, "Many")) <= 250
    assert described_chart(long, "Many").endswith("…")
    assert chart("{data: {A: 3}, alt: Three}", tmp_path).alt == "Three"


@pytest.mark.parametrize(
    ("typed", "messages"),
    [
        (
            "{data: {A: 3 %, B: x}}",
            ['expected a number, but found "3 %"', 'expected a number, but found "x"'],
        ),
        ("{data: {A: '1,5'}}", ['expected a number, but found "1,5"']),
        ("{data: {A: '', B: ''}}", ["the chart has no number at all"]),
        ("{kind: pie, data: {A: 3, B: -1}}", ["a pie cannot show -1, a number below 0"]),
        ("{kind: pie, data: {A: 0, B: 0}}", ["all slices of the pie are 0"]),
        (
            "{kind: pie, columns: [a, B, C], rows: [[x, 1, 2]]}",
            ["a pie shows one series, but there are 2"],
        ),
        (
            f"{{kind: doughnut, data: {{{', '.join(f'c{at}: 1' for at in range(9))}}}}}",
            ["a doughnut of 9 slices is hard to read; at most 8 are allowed"],
        ),
        (
            "{kind: stacked, columns: [a, B, C], rows: [[x, 1, -2]]}",
            ["a stacked chart cannot show -2, a number below 0"],
        ),
        (
            "{columns: [a, b, c, d, e, f], rows: [[x, 1, 2, 3, 4, 5]]}",
            ["the chart has 5 series; no more than 4 can be distinguished"],
        ),
        ("{data: {A: 3}, highlight: B}", ['the chart has no category or series "B"']),
        ("{data: [1, 2]}", ["this number has no partner, but a column chart needs pairs"]),
        (
            "{kind: histogram, data: {A: 1}}",
            ["a histogram takes a list of numbers and counts them itself; here there is a category"],
        ),
        ("{kind: scatter, data: [['', 2]]}", ["this point has no first number"]),
        ("{columns: ['', b], rows: [['', 2]]}", ["this row has numbers and no category"]),
        (
            "{columns: [Year, Place, Dead], rows: [[79, Vesuvius, 2000], [1815, Tambora, 71000]]}",
            ['the column "Place" holds no numbers'],
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused(typed: str, messages: list[str], tmp_path: Path) -> None:
    """Each mistake is told as a fact, all of a chart at once."""
    assert refused(typed, tmp_path) == messages


@pytest.mark.parametrize(
    ("numbers", "said"),
    [("{A: 33, B: 33, C: 33}", []), ("{A: 10, B: 20, C: 75}", ["the slices of the pie add up to 105 %"])],
)
def test_shares_that_are_no_whole_are_warned_of(numbers: str, said: list[str], tmp_path: Path) -> None:
    """What rounding takes is nobody's mistake."""
    assert warned(f"{{kind: pie, unit: '%', data: {numbers}}}", tmp_path) == said


def test_a_wrong_cell_of_a_file_is_reported_at_its_place(tmp_path: Path) -> None:
    """Line and column of the file, not of the outline."""
    (tmp_path / "t.csv").write_text("Year,A\n1913,12\n1914,about 5\n", encoding="utf-8")
    assert refused("t.csv", tmp_path) == ['t.csv:3:6: expected a number, but found "about 5"']


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    """A chart of thousands of numbers is no chart that anybody could read."""
    rows = "\n".join(f"{at},{at}" for at in range(2001))
    (tmp_path / "t.csv").write_text(f"Year,A\n{rows}\n", encoding="utf-8")
    assert refused("{kind: line, data: t.csv}", tmp_path) == [
        "the chart has 2001 rows; at most 2000 are allowed"
    ]
