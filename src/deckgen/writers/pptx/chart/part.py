"""A chart's box → a frame on the slide, and the parts behind it: the chart, its texts, its workbook.

The plot's place, the axes' ends and the gaps are written out, so that PowerPoint draws the marks where they
were laid out.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.deck.model import ChartKind
from deckgen.layout.plots import ChartBox
from deckgen.writers.pptx.chart.axes import axes
from deckgen.writers.pptx.chart.names import chart_name
from deckgen.writers.pptx.chart.series import series_elements
from deckgen.writers.pptx.chart.text import UNPAINTED, C, apart, share, type_of, user_shapes
from deckgen.writers.pptx.chart.workbook import workbook
from deckgen.writers.pptx.context import PackageContext
from deckgen.writers.pptx.package import Part, Relations, office
from deckgen.writers.pptx.placeholders import Placeholder
from deckgen.writers.pptx.shapes.shape import Names, graphic_frame
from deckgen.writers.pptx.text import RunWriter
from deckgen.writers.pptx.xml import A, R, attribute, document

_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SHAPES = "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_ELEMENTS = {
    ChartKind.BAR: "barChart",
    ChartKind.COLUMN: "barChart",
    ChartKind.STACKED: "barChart",
    ChartKind.HISTOGRAM: "barChart",
    ChartKind.LINE: "lineChart",
    ChartKind.SCATTER: "scatterChart",
    ChartKind.PIE: "pieChart",
    ChartKind.DOUGHNUT: "doughnutChart",
}


def chart_frame(pen: RunWriter, names: Names, box: ChartBox, number: str, slot: Placeholder | None) -> str:
    """Return the frame of a chart; `number` is from `chart_numbers`.

    `slot` is the layout's place for it, None where it is free.
    """
    shape_id = next(names.ids)
    held = slot.placeholder if slot else ""
    where = pen.relations.part(office("chart"), chart_name(number))
    about = names.properties(shape_id, box.key, box.alt)
    return graphic_frame(about, held, box.rect, C, f'<c:chart xmlns:c="{C}" r:id="{where}"/>')


def chart_parts(context: PackageContext, number: str, box: ChartBox) -> Iterator[Part]:
    """Yield the parts of a chart, the chart itself first; `number` is from `chart_numbers`."""
    name = chart_name(number)
    relations = Relations(name)
    book = f"ppt/embeddings/Microsoft_Excel_Worksheet{number}.xlsx"
    texts = f"ppt/drawings/drawing{number}.xml"
    external = relations.part(office("package"), book)
    labels = apart(box)
    shapes = relations.part(office("chartUserShapes"), texts) if labels else ""
    data = document(_space(context, box, external, shapes))
    yield Part(name, _CHART, data, relations.all())
    if labels:
        yield Part(texts, _SHAPES, user_shapes(context, box, labels))
    yield Part(book, _SHEET, workbook(box.chart))


def _space(context: PackageContext, box: ChartBox, external: str, shapes: str) -> str:
    held = f'<c:userShapes r:id="{shapes}"/>' if shapes else ""
    return (
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:date1904 val="0"/>'
        f'<c:lang val="{attribute(context.language)}"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea>{_layout(box)}{_group(context, box)}{axes(context, box)}'
        f'{UNPAINTED}</c:plotArea><c:plotVisOnly val="1"/>'
        f'<c:dispBlanksAs val="gap"/></c:chart>{UNPAINTED}'
        f'{type_of(context, box, None)}<c:externalData r:id="{external}"><c:autoUpdate val="0"/>'
        f"</c:externalData>{held}</c:chartSpace>"
    )


def _layout(box: ChartBox) -> str:
    """Return where the marks are drawn within the chart, without the labels of axes."""
    plot, frame = box.plot, box.rect
    sides = (
        ("x", (plot.x - frame.x) / frame.width),
        ("y", (plot.y - frame.y) / frame.height),
        ("w", plot.width / frame.width),
        ("h", plot.height / frame.height),
    )
    places = "".join(f'<c:{name} val="{share(value)}"/>' for name, value in sides)
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{places}</c:manualLayout></c:layout>"
    )


def _group(context: PackageContext, box: ChartBox) -> str:
    """Return the series under the element of the chart's kind, with what holds for all of them."""
    kind = box.chart.kind
    # PowerPoint has the points of lines at equal distances, unless they are a scatter chart's.
    name = _ELEMENTS[ChartKind.SCATTER if box.across else kind]
    ids = "" if box.slices else '<c:axId val="1"/><c:axId val="2"/>'
    before, after = {
        "barChart": (
            f'<c:barDir val="{"bar" if kind is ChartKind.BAR else "col"}"/>'
            f'<c:grouping val="{"stacked" if kind is ChartKind.STACKED else "clustered"}"/>',
            f'<c:gapWidth val="{box.gap}"/><c:overlap val="{box.overlap}"/>',
        ),
        "lineChart": ('<c:grouping val="standard"/>', '<c:marker val="1"/>'),
        "scatterChart": ('<c:scatterStyle val="lineMarker"/>', ""),
        "pieChart": ("", '<c:firstSliceAng val="0"/>'),
        "doughnutChart": ("", f'<c:firstSliceAng val="0"/><c:holeSize val="{round(box.hole * 100)}"/>'),
    }[name]
    varied = int(bool(box.slices))
    series = "".join(series_elements(context, box))
    return f'<c:{name}>{before}<c:varyColors val="{varied}"/>{series}{after}{ids}</c:{name}>'
