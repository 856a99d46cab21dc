"""Labels → how a chart's part writes them: type, number formats, texts of their own."""

from __future__ import annotations

from deckgen.deck.model import NumberFormat
from deckgen.layout.plots import ChartBox, Label, LabelKind
from deckgen.structs import Struct, replace
from deckgen.units import Rect
from deckgen.writers.pptx.chart.locales import locale_mark
from deckgen.writers.pptx.context import PackageContext
from deckgen.writers.pptx.run_properties import RunProperties
from deckgen.writers.pptx.shapes.shape import NO_LINE, RECTANGLE
from deckgen.writers.pptx.text import ANCHORS
from deckgen.writers.pptx.xml import A, attribute, document
from deckgen.writers.pptx.xml import text as content

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
FLAT, TILTED = "0", "1"
"""How labels are turned: not at all, or by a sixty thousandth of a degree, which is none in whole degrees.

LibreOffice knows nothing of categories that are passed over: flat names it breaks in pieces, and those that
it may turn it sets askew, over what is below. Of tilted ones it passes over those that would cover each
other. Two forms, one for each program (ISO 29500-3), are not written: Office's own charts have them at their
root alone.
"""

UNPAINTED = f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>"
"""What says that a part of a chart has neither ground nor edge."""

CDR = "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"


DATES = {"day": r"yyyy\-mm\-dd", "month": r"yyyy\-mm"}
"""How days and months are written, as spreadsheets say it."""


def number_format(form: NumberFormat) -> str:
    """Return how numbers are written, as spreadsheets say it; a number below zero has a true minus."""
    if form.days:
        return DATES[form.days]
    digits = ("#,##0" if form.grouped else "0") + ("." + "0" * form.decimals if form.decimals else "")
    mark = locale_mark(form.language) if form.decimals or form.grouped else ""
    shown = f"{mark}{_quoted(form.before)}{digits}{_quoted(form.after)}"
    return f"{shown};{mark}{_quoted(chr(0x2212))}{shown.removeprefix(mark)}"


def _quoted(sign: str) -> str:
    return '"' + sign.replace('"', "") + '"' if sign else ""


def number_element(form: NumberFormat) -> str:
    """Return the element that says how numbers are written."""
    return f'<c:numFmt formatCode="{attribute(number_format(form))}" sourceLinked="0"/>'


def type_of(context: PackageContext, box: ChartBox, label: Label | None, *, whole: bool = False) -> str:
    """Return the type that labels like this one are set in; None: that of all the chart.

    `whole` keeps them on the lines that they have.
    """
    passed_over = label is not None and label.says is LabelKind.CATEGORY and box.skip > 1
    turn = TILTED if passed_over else FLAT
    wrap = "none" if whole else "square"
    size, bold, colour = (label.size, label.bold, label.colour) if label else (box.size, False, "ink")
    return (
        f'<c:txPr><a:bodyPr rot="{turn}" spcFirstLastPara="1" vertOverflow="overflow" '
        f'horzOverflow="overflow" vert="horz" wrap="{wrap}" '
        'lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>'
        f"<a:p><a:pPr>{_look(context, box, size, colour, bold=bold).xml('a:defRPr')}</a:pPr>"
        f"{RunProperties(language=context.language).xml('a:endParaRPr')}</a:p></c:txPr>"
    )


def rich_text(context: PackageContext, box: ChartBox, label: Label) -> str:
    """Return a label's own words, where they are no number, category or series of the sheet."""
    look = _look(context, box, label.size, label.colour, bold=label.bold)
    return (
        '<c:tx><c:rich><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle/><a:p><a:pPr>'
        f"{look.xml('a:defRPr')}</a:pPr>"
        f"<a:r>{replace(look, language=context.language).xml()}<a:t>{content(label.text)}</a:t></a:r>"
        "</a:p></c:rich></c:tx>"
    )


def _look(context: PackageContext, box: ChartBox, size: float, colour: str, *, bold: bool) -> RunProperties:
    """Return how letters look; all is written out, since programs take what is missing from no style."""
    hand = context.hand
    style = hand.theme.styles[box.style]
    return RunProperties(
        size=round(size * 100),
        bold=bold,
        italic=False,
        underline=False,
        struck=False,
        tracking=round(style.tracking * size / style.size * 100) or None,
        baseline=0,
        fill=hand.palette.colours[colour],
        faces=hand.faces(style.face),
    )


def apart(box: ChartBox) -> tuple[Label, ...]:
    """Return the labels that are in the chart as text of their own: no axis and no mark bears them."""
    return tuple(label for label in box.says(LabelKind.NAME, LabelKind.NOTE) if label.side is None)


def user_shapes(context: PackageContext, box: ChartBox, labels: tuple[Label, ...]) -> bytes:
    """Return the part that holds texts within a chart; they move and grow with it."""
    shapes: list[str] = []
    for label in labels:
        if label.swatch and label.series is not None:
            fill = context.hand.palette.fill(box.keys[label.series])
            swatch = _Drawn(f"{label.key}/swatch", label.swatch, fill)
            shapes.append(_shape(box, len(shapes) + 2, swatch))
        shapes.append(_text(context, box, len(shapes) + 2, label))
    return document(f'<c:userShapes xmlns:c="{C}" xmlns:a="{A}">{"".join(shapes)}</c:userShapes>')


def _text(context: PackageContext, box: ChartBox, shape_id: int, label: Label) -> str:
    hand = context.hand
    look = _look(context, box, label.size, label.colour, bold=label.bold)
    side = hand.side(label.align)
    turned = f' algn="{side}" rtl="{int(hand.right_to_left)}"'
    body = (
        '<cdr:txBody><a:bodyPr vertOverflow="overflow" horzOverflow="overflow" vert="horz" wrap="square" '
        f'lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{ANCHORS[label.anchor]}"><a:noAutofit/>'
        f"</a:bodyPr><a:lstStyle/><a:p><a:pPr{turned}/><a:r>"
        f"{replace(look, language=context.language).xml()}"
        f"<a:t>{content(label.text)}</a:t></a:r></a:p></cdr:txBody>"
    )
    return _shape(box, shape_id, _Drawn(label.key, label.rect, "<a:noFill/>", body))


class _Drawn(Struct, frozen=True):
    """A shape within a chart: its name, its place on the slide, its paint, the body of its text."""

    name: str
    rect: Rect
    fill: str
    body: str = ""


def _shape(box: ChartBox, shape_id: int, drawn: _Drawn) -> str:
    """Return a shape within a chart, placed by shares of the chart's breadth and height."""
    rect = drawn.rect
    left, top = (rect.x - box.rect.x) / box.rect.width, (rect.y - box.rect.y) / box.rect.height
    right, bottom = left + rect.width / box.rect.width, top + rect.height / box.rect.height
    kind = ' txBox="1"' if drawn.body else ""
    return (
        f'<cdr:relSizeAnchor xmlns:cdr="{CDR}"><cdr:from><cdr:x>{share(left)}</cdr:x>'
        f"<cdr:y>{share(top)}</cdr:y></cdr:from><cdr:to><cdr:x>{share(right)}</cdr:x>"
        f'<cdr:y>{share(bottom)}</cdr:y></cdr:to><cdr:sp macro="" textlink=""><cdr:nvSpPr>'
        f'<cdr:cNvPr id="{shape_id}" name="{attribute(drawn.name)}"/><cdr:cNvSpPr{kind}/></cdr:nvSpPr>'
        "<cdr:spPr>"
        f'<a:xfrm><a:off x="{rect.x - box.rect.x}" y="{rect.y - box.rect.y}"/>'
        f'<a:ext cx="{rect.width}" cy="{rect.height}"/></a:xfrm>{RECTANGLE}'
        f"{drawn.fill}{NO_LINE}</cdr:spPr>{drawn.body}</cdr:sp></cdr:relSizeAnchor>"
    )


def share(value: float) -> str:
    """Return a share of a chart's breadth or height, as its parts write it."""
    return f"{value:.6f}".rstrip("0").rstrip(".") or "0"
