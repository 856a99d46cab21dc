"""A chart's scales → its axes, with their ends and steps written out and their labels' type."""

from __future__ import annotations

from deckgen.deck.model import ChartKind
from deckgen.layout.plots import AXIS, ChartBox, LabelKind, Scale
from deckgen.structs import Struct
from deckgen.writers.pptx.chart.text import UNPAINTED, number_element, type_of
from deckgen.writers.pptx.context import PackageContext


def axes(context: PackageContext, box: ChartBox) -> str:
    """Return the axes of a chart, none of a pie."""
    kind = box.chart.kind
    if kind in (ChartKind.PIE, ChartKind.DOUGHNUT):
        return ""
    if box.across is not None:
        foot = _Axis(box.across, "b", lined=True, turned=box.turned, number=1)
        side = _Axis(box.scale, _start(box), lined=kind is ChartKind.SCATTER)
        return _numbers(context, box, foot) + _numbers(context, box, side)
    if kind is ChartKind.BAR:
        across = "t" if box.scale.low < 0 else "b"
        names = _categories(context, box, _start(box), turned=True, lined=bool(box.axes))
        return names + _numbers(context, box, _Axis(box.scale, across, turned=box.turned))
    names = _categories(context, box, "b", turned=box.turned, lined=True)
    return names + _numbers(context, box, _Axis(box.scale, _start(box)))


def _start(box: ChartBox) -> str:
    return "r" if box.turned else "l"


def _line(context: PackageContext, *, lined: bool) -> str:
    if not lined:
        return UNPAINTED
    fill = context.hand.palette.fill("muted")
    return f'<c:spPr><a:noFill/><a:ln w="{AXIS}" cap="flat">{fill}<a:round/></a:ln></c:spPr>'


def _scaling(turned: bool, scale: Scale | None) -> str:
    order = "maxMin" if turned else "minMax"
    ends = f'<c:max val="{scale.high:.12g}"/><c:min val="{scale.low:.12g}"/>' if scale else ""
    return f'<c:scaling><c:orientation val="{order}"/>{ends}</c:scaling>'


def _categories(context: PackageContext, box: ChartBox, side: str, *, turned: bool, lined: bool) -> str:
    label = next(iter(box.says(LabelKind.CATEGORY)), None)
    return (
        f'<c:catAx><c:axId val="1"/>{_scaling(turned, None)}<c:delete val="0"/><c:axPos val="{side}"/>'
        f'<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_line(context, lined=lined)}'
        f'{type_of(context, box, label)}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        f'<c:lblAlgn val="ctr"/><c:lblOffset val="50"/><c:tickLblSkip val="{box.skip}"/>'
        f'<c:tickMarkSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


class _Axis(Struct, frozen=True):
    """An axis of numbers: the side it is at, whether a line is drawn, whether it runs the other way round.

    `number` is its id in the file, 1 for the axis across; the other's is what is left of 1 and 2.
    """

    scale: Scale
    side: str
    lined: bool = False
    turned: bool = False
    number: int = 2


def _numbers(context: PackageContext, box: ChartBox, axis: _Axis) -> str:
    """Return an axis of numbers; one whose ticks are not shown is there all the same, and not seen."""
    scale = axis.scale
    label = next(iter(box.says(LabelKind.TICK)), None)
    between = "midCat" if box.across is not None else "between"
    return (
        f'<c:valAx><c:axId val="{axis.number}"/>{_scaling(axis.turned, scale)}'
        f'<c:delete val="{int(not scale.shown)}"/>'
        f'<c:axPos val="{axis.side}"/>{number_element(scale.form)}<c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{"low" if box.across else "nextTo"}"/>'
        f"{_line(context, lined=axis.lined)}{type_of(context, box, label)}"
        f'<c:crossAx val="{3 - axis.number}"/><c:crosses val="{"min" if box.across else "autoZero"}"/>'
        f'<c:crossBetween val="{between}"/><c:majorUnit val="{scale.step:.12g}"/></c:valAx>'
    )
