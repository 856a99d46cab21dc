"""A chart's series → their elements: names, colours, the labels of their marks, and the numbers as cached."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.deck.model import ChartKind
from deckgen.layout.plots import DOT, LIGHT, SEAM, ChartBox, Label, LabelKind, Mark, Side
from deckgen.structs import replace
from deckgen.theme.model import Align
from deckgen.units import NONE, Emu, Rect, emu, points
from deckgen.writers.pptx.chart.text import (
    UNPAINTED,
    number_element,
    number_format,
    rich_text,
    share,
    type_of,
)
from deckgen.writers.pptx.chart.workbook import Cells
from deckgen.writers.pptx.context import PackageContext
from deckgen.writers.pptx.shapes.shape import NO_LINE
from deckgen.writers.pptx.xml import text as content

_SIDES = {
    Side.ABOVE: "t",
    Side.BELOW: "b",
    Side.BEFORE: "l",
    Side.AFTER: "r",
    Side.WITHIN: "ctr",
    Side.OUTSIDE: "outEnd",
}
_OTHER = {Side.BEFORE: Side.AFTER, Side.AFTER: Side.BEFORE}

_LAYOUT = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
_NOWHERE = Rect(NONE, NONE, NONE, NONE)
_C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"


def series_elements(context: PackageContext, box: ChartBox) -> Iterator[str]:
    """Yield the elements of the series."""
    for number in range(len(box.chart.series)):
        yield _Series(context, box, number).element()


class _Series:
    """One series while it is written."""

    def __init__(self, context: PackageContext, box: ChartBox, number: int) -> None:
        self.context = context
        self.box = box
        self.number = number
        self.one = box.chart.series[number]
        self.cells = Cells(box.chart)
        self.colour = box.keys[number]
        self.labels = {
            label.place: label for label in box.labels if label.side is not None and label.series == number
        }

    def element(self) -> str:
        kind = self.box.chart.kind
        invert = '<c:invertIfNegative val="0"/>' if self.box.gap else ""
        smooth = '<c:smooth val="0"/>' if kind in (ChartKind.LINE, ChartKind.SCATTER) else ""
        return (
            f'<c:ser><c:idx val="{self.number}"/><c:order val="{self.number}"/>'
            f"<c:tx><c:strRef><c:f>{self.cells.name(self.number)}</c:f><c:strCache>"
            f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{content(self.one.name)}</c:v></c:pt></c:strCache>'
            f"</c:strRef></c:tx>{self._paint()}{invert}{self._marker()}{''.join(self._points())}"
            f"{self._labelled()}{self._numbers()}{smooth}</c:ser>"
        )

    def _fill(self, colour: str) -> str:
        return self.context.hand.palette.fill(colour)

    def _paint(self) -> str:
        kind = self.box.chart.kind
        if kind is ChartKind.SCATTER:
            return '<c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr>'
        if kind is ChartKind.LINE:
            width = next((one.width for one in self.box.strokes if one.series == self.number), LIGHT)
            fill = self._fill(self.colour)
            return f'<c:spPr><a:ln w="{emu(width)}" cap="rnd">{fill}<a:round/></a:ln></c:spPr>'
        return f"<c:spPr>{self._fill(self.colour)}{self._edge()}</c:spPr>"

    def _edge(self) -> str:
        if not self.box.touching:
            return NO_LINE
        return f'<a:ln w="{emu(SEAM)}">{self._fill("bg")}</a:ln>'

    def _dots(self) -> list[Mark]:
        return [mark for mark in self.box.marks if mark.series == self.number]

    def _marker(self) -> str:
        kind = self.box.chart.kind
        if kind is ChartKind.SCATTER or (kind is ChartKind.LINE and self._all_dotted()):
            return self._dot(self.colour, DOT)
        return '<c:marker><c:symbol val="none"/></c:marker>' if kind is ChartKind.LINE else ""

    def _all_dotted(self) -> bool:
        return len(self._dots()) == sum(value is not None for value in self.one.values)

    def _dot(self, colour: str, breadth: Emu) -> str:
        size = round(points(breadth))
        return (
            f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/><c:spPr>{self._fill(colour)}'
            f"{NO_LINE}</c:spPr></c:marker>"
        )

    def _points(self) -> Iterator[str]:
        """Yield the marks that look otherwise than their series."""
        kind = self.box.chart.kind
        if self.box.slices:
            for one in self.box.slices:
                yield (
                    f'<c:dPt><c:idx val="{one.place}"/><c:bubble3D val="0"/>'
                    f"<c:spPr>{self._fill(one.colour)}{self._edge()}</c:spPr></c:dPt>"
                )
            return
        dotted = kind is ChartKind.SCATTER or self._all_dotted()
        for mark in self._dots():
            if kind in (ChartKind.LINE, ChartKind.SCATTER):
                if mark.colour != self.colour or not dotted:
                    yield (
                        f'<c:dPt><c:idx val="{mark.place}"/>{self._dot(mark.colour, mark.rect.width)}'
                        f'<c:bubble3D val="0"/>{self._paint()}</c:dPt>'
                    )
            elif mark.colour != self.colour:
                yield (
                    f'<c:dPt><c:idx val="{mark.place}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
                    f"<c:spPr>{self._fill(mark.colour)}{self._edge()}</c:spPr></c:dPt>"
                )

    def _labelled(self) -> str:
        """Return the labels: what holds for most of them once, and those that depart one by one."""
        alike = (one for one in self.labels.values() if one.says in (LabelKind.VALUE, LabelKind.SLICE))
        usual = next((one for one in alike if not any(one.shift)), None)
        single = []
        for place, value in enumerate(self.one.values):
            label = self.labels.get(place)
            if label is None:
                if usual is not None and value is not None:
                    single.append(f'<c:dLbl><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>')
            elif usual is None or _kind(label) != _kind(usual):
                single.append(self._label(label, place))
        leaders = '<c:showLeaderLines val="0"/>' if self.box.slices else ""
        return f"<c:dLbls>{''.join(single)}{self._said(usual)}{leaders}</c:dLbls>"

    def _label(self, label: Label, place: int) -> str:
        across, down = label.shift
        across = -across if self.box.turned else across
        frame = self.box.rect
        moved = ""
        if across or down:
            x, y = share(across / frame.width), share(down / frame.height)
            moved = f'<c:manualLayout><c:x val="{x}"/><c:y val="{y}"/></c:manualLayout>'
        layout = f"<c:layout>{moved}</c:layout>" if moved else "<c:layout/>"
        words = rich_text(self.context, self.box, label) if label.says is LabelKind.POINT else ""
        width, height = share(label.rect.width / frame.width), share(label.rect.height / frame.height)
        sized = (
            f'<c:extLst><c:ext uri="{_LAYOUT}" xmlns:c15="{_C15}"><c15:layout><c:manualLayout>'
            f'<c:w val="{width}"/><c:h val="{height}"/></c:manualLayout></c15:layout></c:ext></c:extLst>'
            if len(label.lines) > 2
            else ""
        )
        return f'<c:dLbl><c:idx val="{place}"/>{layout}{words}{self._said(label)}{sized}</c:dLbl>'

    def _said(self, label: Label | None) -> str:
        """Return what a label says and how; None: nothing."""
        says = label.says if label else None
        shown = {
            "LegendKey": False,
            "Val": says in (LabelKind.VALUE, LabelKind.NAMED_VALUE, LabelKind.SLICE, LabelKind.POINT),
            "CatName": says is LabelKind.SLICE,
            "SerName": says in (LabelKind.NAMED_VALUE, LabelKind.NAME),
            "Percent": False,
            "BubbleSize": False,
        }
        flags = "".join(f'<c:show{name} val="{int(value)}"/>' for name, value in shown.items())
        if label is None:
            return flags
        side = label.side
        if side and self.box.turned:
            side = _OTHER.get(side, side)
        # A doughnut's labels have one place only, and none may be named.
        doughnut = self.box.chart.kind is ChartKind.DOUGHNUT
        where = f'<c:dLblPos val="{_SIDES[side]}"/>' if side and not doughnut else ""
        apart = {LabelKind.NAMED_VALUE: " ", LabelKind.SLICE: "\n"}.get(label.says)
        separator = f"<c:separator>{apart}</c:separator>" if apart else ""
        return (
            f"{number_element(self.box.chart.form)}{UNPAINTED}"
            f"{type_of(self.context, self.box, label, whole=len(label.lines) <= 2)}{where}{flags}{separator}"
        )

    def _numbers(self) -> str:
        chart = self.box.chart
        scatter = self.box.across is not None
        if scatter:
            first = _reference("numRef", self.cells.categories, [*chart.xs], "General")
        else:
            first = _reference("strRef", self.cells.categories, [*chart.categories], "")
        code = number_format(chart.form)
        values = _reference("numRef", self.cells.values(self.number), [*self.one.values], code)
        one, other = ("xVal", "yVal") if scatter else ("cat", "val")
        return f"<c:{one}>{first}</c:{one}><c:{other}>{values}</c:{other}>"


def _kind(label: Label) -> Label:
    """Return a label without what differs from mark to mark."""
    return replace(label, key="", lines=(), rect=_NOWHERE, place=None, align=Align.START, swatch=None)


def _reference(kind: str, cells: str, values: list[float] | list[str] | list[float | None], code: str) -> str:
    """Return cells of the sheet with what they hold; gaps are left out."""
    cache = "numCache" if kind == "numRef" else "strCache"
    form = f"<c:formatCode>{content(code)}</c:formatCode>" if code else ""
    held = "".join(
        f'<c:pt idx="{place}"><c:v>{_held(value)}</c:v></c:pt>'
        for place, value in enumerate(values)
        if value is not None
    )
    return (
        f'<c:{kind}><c:f>{cells}</c:f><c:{cache}>{form}<c:ptCount val="{len(values)}"/>{held}</c:{cache}>'
        f"</c:{kind}>"
    )


def _held(value: float | str) -> str:
    return content(value) if isinstance(value, str) else format(value, ".15g")
