"""A chart's scales → its axes, with their ends and steps written out and their labels' type."""

from __future__ import annotations

from deckgen.deck.model import ChartKind
from deckgen.layout.plots import AXIS, ChartBox, Say, Scale
from deckgen.writers.pptx.chart_text import UNPAINTED, number_element, type_of
from deckgen.writers.pptx.edition import Edition


def axes(edition: Edition, box: ChartBox) -> str:
    """Return the axes of a chart, none of a pie."""
    kind = box.chart.kind
    if kind in (ChartKind.PIE, ChartKind.DOUGHNUT):
        return ""
    if box.across is not None:
        foot = _numbers(edition, box, box.across, 1, 2, "b", lined=True, turned=box.turned)
        return foot + _numbers(edition, box, box.scale, 2, 1, _start(box), lined=True, turned=False)
    if kind is ChartKind.BAR:
        across = "t" if box.scale.low < 0 else "b"
        names = _categories(edition, box, _start(box), turned=True, lined=bool(box.axes))
        return names + _numbers(edition, box, box.scale, 2, 1, across, lined=False, turned=box.turned)
    names = _categories(edition, box, "b", turned=box.turned, lined=True)
    return names + _numbers(edition, box, box.scale, 2, 1, _start(box), lined=False, turned=False)


def _start(box: ChartBox) -> str:
    return "r" if box.turned else "l"


def _line(edition: Edition, *, lined: bool) -> str:
    if not lined:
        return UNPAINTED
    fill = edition.hand.palette.fill("muted")
    return f'<c:spPr><a:noFill/><a:ln w="{AXIS}" cap="flat">{fill}<a:round/></a:ln></c:spPr>'


def _scaling(turned: bool, scale: Scale | None) -> str:
    order = "maxMin" if turned else "minMax"
    ends = f'<c:max val="{scale.high:.12g}"/><c:min val="{scale.low:.12g}"/>' if scale else ""
    return f'<c:scaling><c:orientation val="{order}"/>{ends}</c:scaling>'


def _categories(edition: Edition, box: ChartBox, side: str, *, turned: bool, lined: bool) -> str:
    label = next(iter(box.says(Say.CATEGORY)), None)
    return (
        f'<c:catAx><c:axId val="1"/>{_scaling(turned, None)}<c:delete val="0"/><c:axPos val="{side}"/>'
        f'<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_line(edition, lined=lined)}'
        f'{type_of(edition, box, label)}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        f'<c:lblAlgn val="ctr"/><c:lblOffset val="50"/><c:tickLblSkip val="{box.skip}"/>'
        f'<c:tickMarkSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _numbers(
    edition: Edition,
    box: ChartBox,
    scale: Scale,
    own: int,
    other: int,
    side: str,
    *,
    lined: bool,
    turned: bool,
) -> str:
    """Return an axis of numbers; one whose ticks are not shown is there all the same, and not seen."""
    label = next(iter(box.says(Say.TICK)), None)
    between = "midCat" if box.across is not None else "between"
    return (
        f'<c:valAx><c:axId val="{own}"/>{_scaling(turned, scale)}<c:delete val="{int(not scale.shown)}"/>'
        f'<c:axPos val="{side}"/>{number_element(scale.form)}<c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{"low" if box.across else "nextTo"}"/>'
        f"{_line(edition, lined=lined)}{type_of(edition, box, label)}"
        f'<c:crossAx val="{other}"/><c:crosses val="{"min" if box.across else "autoZero"}"/>'
        f'<c:crossBetween val="{between}"/><c:majorUnit val="{scale.step:.12g}"/></c:valAx>'
    )
