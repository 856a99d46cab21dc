"""Charts of a deck: native, their numbers in a workbook, placed as laid out, kept apart from each other."""

from __future__ import annotations

import io
import math
import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from deckgen.build import build
from deckgen.compile import Options
from deckgen.deck.model import ChartKind
from deckgen.layout.pages import Page
from deckgen.layout.plots import ChartBox, LabelKind
from deckgen.writers.generation import Generation
from deckgen.writers.pptx import generation_of, write_pptx
from tests.building import DECKS, SERVICES, Walked, walk
from tests.tools import OoxmlValidator
from tests.writers.pptx import killers
from tests.writers.pptx.killers import killed_by, opened

CHARTS = next(path for path in DECKS if path.stem == "charts")

TYPES = {
    ChartKind.BAR: XL_CHART_TYPE.BAR_CLUSTERED,
    ChartKind.COLUMN: XL_CHART_TYPE.COLUMN_CLUSTERED,
    ChartKind.HISTOGRAM: XL_CHART_TYPE.COLUMN_CLUSTERED,
    ChartKind.STACKED: XL_CHART_TYPE.COLUMN_STACKED,
    ChartKind.LINE: XL_CHART_TYPE.LINE_MARKERS,
    ChartKind.SCATTER: XL_CHART_TYPE.XY_SCATTER,
    ChartKind.PIE: XL_CHART_TYPE.PIE,
    ChartKind.DOUGHNUT: XL_CHART_TYPE.DOUGHNUT,
}

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """The deck of all kinds of charts."""
    return walk(CHARTS, tmp_path_factory.mktemp("charts"))


@pytest.fixture(scope="module")
def deck(made: Walked) -> Any:
    """The same as python-pptx opens it."""
    return Presentation(str(made.deck))


def boxes(made: Walked) -> list[tuple[Page, ChartBox]]:
    """Return the charts with their pages."""
    return [(page, box) for page in made.pages.pages for box in page.boxes if isinstance(box, ChartBox)]


def graphic(made: Walked, deck: Any, page: Page) -> Any:
    """Return the shape of a page's chart."""
    return next(one for one in deck.slides[made.pages.pages.index(page)].shapes if one.has_chart)


def test_every_kind_is_a_chart_of_powerpoints_own(made: Walked, deck: Any) -> None:
    """python-pptx finds the kind, the categories, the series and their numbers, gaps left out."""
    found = set()
    for page, box in boxes(made):
        chart = graphic(made, deck, page).chart
        wanted = box.chart
        found.add(wanted.kind)
        if wanted.kind is not ChartKind.LINE:
            assert chart.chart_type == TYPES[wanted.kind], page.name
        elif box.across:
            assert chart.chart_type == XL_CHART_TYPE.XY_SCATTER_LINES, page.name
        (plot,) = chart.plots
        if not wanted.xs:
            assert list(plot.categories) == list(wanted.categories), page.name
        assert [one.name for one in plot.series] == [one.name for one in wanted.series]
        assert [tuple(one.values) for one in plot.series] == [one.values for one in wanted.series]
        assert chart.has_legend is False
    assert found == set(ChartKind)


def test_a_chart_fills_the_layouts_place_and_says_what_it_shows(made: Walked, deck: Any) -> None:
    """It stands in the layout's placeholder, where it was laid out, with its description."""
    for page, box in boxes(made):
        shape = graphic(made, deck, page)
        assert shape.is_placeholder
        assert (shape.left, shape.top, shape.width, shape.height) == (
            box.rect.x,
            box.rect.y,
            box.rect.width,
            box.rect.height,
        )
        assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == box.alt != ""
        assert shape.name == f"dg:{page.id}/chart"


def test_the_workbook_holds_the_numbers_that_the_chart_shows(made: Walked, deck: Any) -> None:
    """Each reference of the chart leads to cells of the sheet with the same contents."""
    for page, box in boxes(made):
        part = graphic(made, deck, page).chart.part
        assert unlike(part) == [], page.name
        assert len(list(etree.fromstring(part.blob).iter("{*}f"))) == 3 * len(box.chart.series)


def unlike(part: Any) -> list[str]:
    """Return the cells that hold something else than the chart remembers of them."""
    cells = sheet(part.chart_workbook.xlsx_part.blob)
    found = []
    for one in etree.fromstring(part.blob).iter("{*}strRef", "{*}numRef"):
        cached = {int(point.get("idx", "0")): point.findtext("{*}v", "") for point in one.iter("{*}pt")}
        for place, address in enumerate(addresses(one.findtext("{*}f", ""))):
            held, told = cells.get(address), cached.get(place)
            if held != (float(told) if told is not None and isinstance(held, float) else told):
                found.append(address)
    return found


def drawn(folder: Path, chart: str) -> Walked:
    """Return a deck of one chart."""
    outline = folder / "one.yaml"
    outline.write_text(
        "title: T\nlanguage: en\nsections:\n  a:\n    title: A\n    slides:\n"
        f"      - {{title: It grew, chart: {{{chart}}}}}\n"
    )
    return walk(outline, folder)


def lined(folder: Path, years: range, more: str = "") -> Walked:
    """Return a deck of one line."""
    numbers = ", ".join(f"{year}: {year - 1900}" for year in years)
    return drawn(folder, f"kind: line, data: {{{numbers}}}{more}")


def test_names_that_are_passed_over_lie_flat(tmp_path: Path, ooxml_validator: OoxmlValidator) -> None:
    """PowerPoint is told which to name; LibreOffice leaves out some of tilted names by itself."""
    made = lined(tmp_path, range(1950, 1991))
    ((page, box),) = boxes(made)
    part = graphic(made, Presentation(str(made.deck)), page).chart.part
    axis = etree.fromstring(part.blob).find(".//{*}catAx")
    assert axis is not None
    assert box.skip > 1
    assert [one.get("val") for one in axis.iter("{*}tickLblSkip")] == [str(box.skip)]
    assert [one.get("rot") for one in axis.iter("{*}bodyPr")] == ["1"]
    assert unlike(part) == []
    assert ooxml_validator(made.deck) == []


def test_a_point_of_a_line_stands_out(tmp_path: Path, ooxml_validator: OoxmlValidator) -> None:
    """Its dot is in the mark's colour, the stroke that leads to it in that of the others.

    Nothing within a chart has two forms: whether PowerPoint reads them there is not known.
    """
    made = lined(tmp_path, range(1950, 1956), ", highlight: '1953'")
    ((page, _),) = boxes(made)
    root = etree.fromstring(graphic(made, Presentation(str(made.deck)), page).chart.part.blob)
    (point,) = root.iterfind(".//{*}dPt")
    stroke = "{*}spPr/{*}ln/{*}solidFill/{*}schemeClr"
    line = root.find(f".//{{*}}ser/{stroke}")
    dot = point.find("{*}marker/{*}spPr/{*}solidFill/{*}schemeClr")
    found = [None if one is None else one.get("val") for one in (line, dot, point.find(stroke))]
    assert found == ["accent3", "accent6", "accent3"]
    assert [*root.iter("{*}AlternateContent")] == []
    assert ooxml_validator(made.deck) == []


def test_a_slices_long_name_is_broken_into_lines(tmp_path: Path) -> None:
    """It is told how wide it stands, and may be broken there; a short one stays on its line."""
    made = drawn(tmp_path, "kind: pie, data: {Something with a very long name indeed: 10, Large: 80, B: 10}")
    ((page, box),) = boxes(made)
    root: Any = etree.fromstring(graphic(made, Presentation(str(made.deck)), page).chart.part.blob)
    (long,) = (one for one in box.says(LabelKind.SLICE) if len(one.lines) > 2)
    for label in root.iterfind(".//{*}dLbl"):
        wide = int(label.find("{*}idx").get("val")) == long.place
        assert label.find("{*}txPr/{*}bodyPr").get("wrap") == ("square" if wide else "none")
        assert (
            label.find(".//{http://schemas.microsoft.com/office/drawing/2012/chart}layout") is not None
        ) is wide


def addresses(reference: str) -> list[str]:
    """Return the cells that a reference names, in order."""
    first, _, last = reference.removeprefix("Sheet1!").replace("$", "").partition(":")
    last = last or first
    return [f"{first[0]}{row}" for row in range(int(first[1:]), int(last[1:]) + 1)]


def sheet(data: bytes) -> dict[str, str | float]:
    """Return the cells of a workbook's first sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        shared = [one.findtext(f"{S}t", "") for one in
                  etree.fromstring(archive.read("xl/sharedStrings.xml"))]  # fmt: skip
        rows = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    found: dict[str, str | float] = {}
    for cell in rows.iter(f"{S}c"):
        value = cell.findtext(f"{S}v")
        if value is not None:
            text = shared[int(value)] if cell.get("t") == "s" else None
            found[cell.get("r", "")] = float(value) if text is None else text
    return found


def test_numbers_are_labels_of_the_marks(made: Walked, deck: Any) -> None:
    """What stands at a mark is PowerPoint's own label, which follows the numbers when they are edited."""
    for page, box in boxes(made):
        root = etree.fromstring(graphic(made, deck, page).chart.part.blob)
        shown = 0
        for series in root.iter("{*}ser"):
            labels = series.find("{*}dLbls")
            assert labels is not None
            own = {_index(one): one for one in labels.iterfind("{*}dLbl")}
            deleted = {place for place, one in own.items() if one.find("{*}delete") is not None}
            numbers = series.find("{*}yVal" if box.across else "{*}val")
            assert numbers is not None
            for point in numbers.iter("{*}pt"):
                place = point.get("idx", "")
                one = own.get(place, labels)
                told = one.find("{*}showVal")
                shown += place not in deleted and told is not None and told.get("val") == "1"
        wanted = box.says(LabelKind.VALUE, LabelKind.NAMED_VALUE, LabelKind.SLICE, LabelKind.POINT)
        assert shown == len(wanted), page.name


def _index(label: Any) -> str:
    return str(label.find("{*}idx").get("val"))


@pytest.mark.parametrize("language", ["en-GB", "ar"])
def test_labels_of_slices_stand_where_they_were_laid_out(language: str, tmp_path: Path) -> None:
    """From the middle of its slice each is moved to its place outside, in mirrored decks, too."""
    outline = tmp_path / "ring.yaml"
    outline.write_text(
        f"title: T\ncover: false\nlanguage: {language}\nsections:\n  one:\n    title: One\n    slides:\n"
        "      - {title: Half a day, chart: {kind: doughnut, data: {Sleep: 8, Work: 6, Play: 4, Rest: 5}}}\n",
        encoding="utf-8",
    )
    made = walk(outline, tmp_path / "out")
    ((page, box),) = boxes(made)
    root = etree.fromstring(graphic(made, Presentation(str(made.deck)), page).chart.part.blob)
    moved = {
        int(_index(one)): [float(next(one.iter(f"{{*}}{axis}")).get("val", "")) for axis in "xy"]
        for one in root.iter("{*}dLbl")
    }
    assert len(moved) == len(box.labels) == 4
    for one in box.slices:
        angle = math.pi * (one.start + one.stop)
        far = box.plot.width / 4 * (1 + box.hole)
        label = next(label for label in box.labels if label.place == one.place)
        x, y = moved[one.place]
        shown = (
            box.plot.x + box.plot.width / 2 + math.sin(angle) * far + x * box.rect.width,
            box.plot.y + box.plot.height / 2 - math.cos(angle) * far + y * box.rect.height,
        )
        wanted = (label.rect.x + label.rect.width / 2, label.rect.y + label.rect.height / 2)
        assert shown == pytest.approx(wanted, abs=60)


def test_what_stands_in_a_chart_by_itself_stands_where_it_was_laid_out(made: Walked, deck: Any) -> None:
    """Names of series beside columns and notes of axes are texts within the chart, and move with it."""
    seen = 0
    for page, box in boxes(made):
        part = graphic(made, deck, page).chart.part
        drawings = [one.target_part for one in part.rels.values() if one.reltype.endswith("chartUserShapes")]
        texts = {}
        for drawing in drawings:
            for anchor in etree.fromstring(drawing.blob):
                said = "".join(one.text or "" for one in anchor.iter("{*}t"))
                x, y = (float(anchor.findtext(f"{{*}}from/{{*}}{axis}", "")) for axis in "xy")
                texts[said] = (box.rect.x + x * box.rect.width, box.rect.y + y * box.rect.height)
        for label in box.says(LabelKind.NOTE, LabelKind.NAME):
            if label.side is None:
                seen += 1
                assert texts[label.text] == pytest.approx((label.rect.x, label.rect.y), abs=20)
    assert seen > 6


def test_the_same_deck_makes_the_same_bytes(made: Walked) -> None:
    """Workbooks hold no clock: written again, and after a while, the file is the same."""
    assert write_pptx(made.pages) == made.deck.read_bytes()
    for name, data in opened(made.deck.read_bytes()).files.items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                assert {one.date_time[0] for one in book.infolist()} == {1980}
                assert b"2000-01-01T00:00:00Z" in book.read("docProps/core.xml")


def test_no_chart_would_be_repaired(made: Walked) -> None:
    """Ids, orders, relations and workbooks are as PowerPoint wants them; each chart has parts of its own."""
    data = made.deck.read_bytes()
    assert killed_by(data) == []
    file = opened(data)
    charts = [name for name in file.files if re.fullmatch(r"ppt/charts/chart\d+\.xml", name)]
    assert len(charts) == len(boxes(made))
    assert len({file.related(name, "package")[0] for name in charts}) == len(charts)


TROUBLES: dict[str, tuple[Callable[[killers.File], Any], str, str]] = {
    "a negative axis": (killers.bad_axis, 'axId val="2"', 'axId val="-2"'),
    "an axis twice": (killers.bad_axis, '<c:valAx><c:axId val="2"/>', '<c:valAx><c:axId val="1"/>'),
    "no such axis": (killers.bad_axis, 'crossAx val="1"', 'crossAx val="9"'),
    "children out of order": (killers.wrong_order, '<c:roundedCorners val="0"/>', ""),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_trouble_of_charts_is_caught(trouble: str, made: Walked) -> None:
    """Each check of charts finds what it is for."""
    killer, old, new = TROUBLES[trouble]
    file = opened(made.deck.read_bytes())
    assert list(killer(file)) == []
    name = next(name for name in file.files if name.startswith("ppt/charts/chart"))
    text = file.files[name].decode()
    assert old in text
    text = text.replace(old, new)
    if not new:
        text = text.replace("</c:chartSpace>", f"{old}</c:chartSpace>")
    file.roots[name] = etree.fromstring(text.encode())
    assert list(killer(file))


def test_a_chart_without_its_workbook_is_caught(made: Walked) -> None:
    """A workbook that is lost or spoiled is found."""
    file = opened(made.deck.read_bytes())
    name = next(name for name in file.files if name.endswith(".xlsx"))
    file.files[name] = b"no workbook"
    assert list(killers.lost_workbook(file))


def test_a_chart_moved_by_hand_is_not_lost(made: Walked, tmp_path: Path) -> None:
    """A chart that somebody moved is where they put it after the next build, too."""
    outline = tmp_path / "charts.yaml"
    outline.write_bytes(CHARTS.read_bytes())
    (tmp_path / "harvest.csv").write_bytes(CHARTS.with_name("harvest.csv").read_bytes())
    build(Options(outline, folder=tmp_path), SERVICES)
    file = tmp_path / "charts.pptx"
    before = opened(file.read_bytes())
    build(Options(outline, folder=tmp_path), SERVICES)
    assert opened(file.read_bytes()).names == before.names
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        deck = Presentation(str(file))
        shape = next(one for one in deck.slides[1].shapes if one.has_chart)
        shape.left += 400_000
        deck.save(str(file))
        assert generation_of(file.read_bytes()) is Generation.CHANGED
        build(Options(outline, folder=tmp_path), SERVICES)
        again = Presentation(str(file)).slides[1].shapes
    assert [one.left for one in again if one.has_chart] == [shape.left]


def test_fewer_charts_leave_nothing_behind(made: Walked, tmp_path: Path) -> None:
    """A deck built again with a chart less has a chart, a workbook and texts less."""
    outline = tmp_path / "less.yaml"
    slides = "".join(
        f"      - {{title: Chart {at}, chart: {{data: {{a: {at + 1}, b: 2}}, y: Why}}}}\n" for at in range(3)
    )
    head = "title: T\ncover: false\nsections:\n  one:\n    title: One\n    slides:\n"
    counts = []
    for text in (slides, slides.split("\n", 1)[1]):
        outline.write_text(head + text, encoding="utf-8")
        build(Options(outline, folder=tmp_path), SERVICES)
        names = opened((tmp_path / "less.pptx").read_bytes()).names
        counts.append([sum(name.startswith(folder) and ".rels" not in name for name in names)
                       for folder in ("ppt/charts/", "ppt/embeddings/", "ppt/drawings/")])  # fmt: skip
    assert counts == [[3, 3, 3], [2, 2, 2]]
