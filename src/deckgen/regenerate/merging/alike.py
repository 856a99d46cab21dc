"""Two states of a shape → whether they say, show and look the same, noise of programs aside; what differs.

Where nothing that is merged differs, an edge, a shadow, margins or the width of a column may. The deck is
changed in place, so these stay whatever else is merged; they are named here, to be reported.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping

from deckgen.regenerate.merging.text import pairs
from deckgen.regenerate.reading.canonical import canonical
from deckgen.regenerate.reading.inherit import Element
from deckgen.regenerate.reading.snapshot import Line, Lines, Look, ShapeState, alike_colours, said
from deckgen.writers.pptx.xml import A, P

_A, _P = f"{{{A}}}", f"{{{P}}}"

NEAR = 6_350
"""Half a point in EMU: LibreOffice takes 360 EMU off a shape's width and height whenever it saves."""

_CROP = 10
"""Hundred-thousandths of a picture: LibreOffice moves its edges by 4."""


_PAINTS = ("noFill", "solidFill", "gradFill", "pattFill", "blipFill", "grpFill")


def alike_places(one: ShapeState, other: ShapeState) -> bool:
    """Tell whether two shapes are at the same place; a line goes where what it joins goes."""
    if "line" in (one.kind, other.kind) or one.place is None or other.place is None:
        return True
    return one.place.near(other.place, NEAR)


def alike_looks(one: Lines, other: Lines) -> bool:
    """Tell whether two texts look alike to the last run."""
    if len(one) != len(other):
        return False
    return all(a.align == b.align and _alike_runs(a, b) for a, b in zip(one, other, strict=True))


def _alike_runs(one: Line, other: Line) -> bool:
    first = [look for part in one.stretches for look in [part.look] * len(part.text)]
    second = [look for part in other.stretches for look in [part.look] * len(part.text)]
    linked = [bool(part.stress.link) for part in one.stretches for _ in part.text]
    if len(first) != len(second):
        return False
    pairs_of_looks = {(a, b) for a, b, link in zip(first, second, linked, strict=True) if not link}
    return all(a.like(b) for a, b in pairs_of_looks)


def styled_alike(one: ShapeState, other: ShapeState) -> bool:
    """Tell whether two shapes have one paint, one form, and, where they say the same, texts of one look."""
    painted = alike_colours(one.fill, other.fill) and alike_colours(one.line, other.line)
    if one.kind == "line":
        return True
    if not painted or (one.form != other.form and _as_many(one) == _as_many(other)):
        return False
    return all(_looks_in_common(a, b) for a, b in texts_of(one, other))


def _as_many(table: ShapeState) -> list[int]:
    return [len(row) for row in table.cells]


def _looks_in_common(one: Lines, other: Lines) -> bool:
    """Tell whether the paragraphs that two texts share look alike, by what most of their characters do."""
    for place, at in pairs(one, other).items():
        a, b = _main(one[place]), _main(other[at])
        if a is not None and b is not None and not (a[0].like(b[0]) and a[1] == b[1]):
            return False
    return True


def _main(line: Line) -> tuple[Look, str] | None:
    parts = [one for one in line.stretches if not one.stress.link] or list(line.stretches)
    if not parts:
        return None
    return max(parts, key=lambda one: len(one.text)).look, line.align


def texts_of(one: ShapeState, other: ShapeState) -> Iterator[tuple[Lines, Lines]]:
    """Yield the texts of two shapes, side by side: their own, and those of their cells."""
    yield one.lines or (), other.lines or ()
    if one.cells and other.cells and len(one.cells[0]) != len(other.cells[0]):
        return  # which cell is which is not known
    for row, row_ in zip(one.cells, other.cells, strict=False):
        yield from zip(row, row_, strict=False)


def said_cells(shape: ShapeState) -> list[list[object]]:
    """Return what the cells of a table say."""
    return [[said(cell) for cell in row] for row in shape.cells]


def says_same(one: ShapeState, other: ShapeState) -> bool:
    """Tell whether two shapes say and show the same."""
    mine = said(one.lines or ())
    spoken = mine == said(other.lines or ()) or (
        one.instead is not None and said(one.instead) == said(other.lines or ())
    )
    return (
        spoken
        and said_cells(one) == said_cells(other)
        and one.series == other.series
        and alike_figures(one, other)
    )


def alike_figures(one: ShapeState, other: ShapeState) -> bool:
    """Tell whether two shapes show one picture, cut alike."""
    if one.figure is None or other.figure is None:
        return one.figure is other.figure
    same = one.figure.digest == other.figure.digest
    return same and all(abs(a - b) <= _CROP for a, b in zip(one.figure.crop, other.figure.crop, strict=True))


def pristine(base: ShapeState, hand: ShapeState) -> bool:
    """Tell whether a shape is written as it was, the noise of programs aside."""
    if not base.drawn.like(hand.drawn) or base.series != hand.series or counted_anew(base, hand):
        return False
    if base.chart_drawn is None or hand.chart_drawn is None:
        return base.chart_drawn is hand.chart_drawn
    return base.chart_drawn.like(hand.chart_drawn)


def counted_anew(base: ShapeState, hand: ShapeState) -> bool:
    """Tell whether a chart's workbook was given other numbers, and the chart itself none."""
    return bool(hand.held) and hand.held != base.held and hand.series == base.series


def untouched(base: ShapeState, hand: ShapeState, *, by_office: bool) -> bool:
    """Tell whether a shape is provably as it was, so that it may be deleted or replaced.

    LibreOffice writes all of it anew; then it has to say, stand and look the same to the last run, and a
    chart, of whose look not all is read, never is.
    """
    if pristine(base, hand):
        return True
    if not by_office or base.chart:
        return False
    looks = all(alike_looks(a, b) or said(a) != said(b) for a, b in texts_of(base, hand))
    same = says_same(base, hand) and looks and styled_alike(base, hand) and alike_places(base, hand)
    return same and base.hidden == hand.hidden and hand.alt in (base.alt, "")


LOOKS = frozenset({"paint", "bullets", "borders"})
"""What the rule of looks tells of mostly."""

OTHER = "details"
"""What a change is called of which nothing else is known."""


def details(base: ShapeState, hand: ShapeState) -> Iterator[str]:
    """Yield what else differs of two shapes, by its name in reports."""
    mine, others = _facets(base), _facets(hand)
    for name, before in mine.items():
        # With a row or a paragraph more, all of them differ.
        if before != others[name] and len(before) == len(others[name]):
            yield name
    if _bullets(base, hand):
        yield "bullets"


def differ_otherwise(base: ShapeState, hand: ShapeState) -> bool:
    """Tell whether anything is written of two shapes that is not the same, their paragraphs left out."""
    return _without_text(base) != _without_text(hand)


def _without_text(shape: ShapeState) -> str:
    """Return what is written of a shape but for its text, and for its place, which may be inherited."""
    element = copy.deepcopy(_itself(shape))
    for one in list(element.iter(f"{_A}p", f"{_A}xfrm", f"{_P}xfrm")):
        parent = one.getparent()
        if parent is not None and not (one.get("flipH") or one.get("flipV")):
            parent.remove(one)
    return canonical(element, shape.drawn.ways)


def _itself(shape: ShapeState) -> Element:
    """Return a shape's element; that of a group without its members, of which each is told by itself."""
    element = shape.drawn.element
    if shape.kind != "group":
        return element
    alone = copy.copy(element)
    for one in list(alone):
        if one.tag not in (f"{_P}nvGrpSpPr", f"{_P}grpSpPr"):
            alone.remove(one)
    return alone


def _facets(shape: ShapeState) -> Mapping[str, tuple[str, ...]]:
    """Return what is written of each side of a shape that reports have a name for."""
    ways, top = shape.drawn.ways, _itself(shape)
    about, body = next(top.iter(f"{_P}cNvPr"), None), next(top.iter(f"{_A}bodyPr"), None)

    def one(elements: Iterable[Element]) -> tuple[str, ...]:
        return ("".join(canonical(each, ways) for each in elements),)

    return {
        "visibility": (str(shape.hidden),),
        "click": one(each for each in (about if about is not None else ()) if "hlink" in str(each.tag)),
        "outline": one(_properties(top, placed=False)),
        "paint": one(_properties(top, placed=True)),
        "box": one([body] if body is not None else []),
        "effects": one(_picture(top)),
        "widths": tuple(each.get("w", "") for each in top.iter(f"{_A}gridCol")),
        "heights": tuple(each.get("h", "") for each in top.iter(f"{_A}tr")),
        "borders": tuple(_cell(each) for each in top.iter(f"{_A}tc")),
        "spacing": tuple(_spaced(each) for each in top.iter(f"{_A}p")),
        "letters": tuple(_apart(each) for each in top.iter(f"{_A}p")),
    }


def _properties(top: Element, *, placed: bool) -> Iterator[Element]:
    """Yield a shape's properties: its paint where they are `placed`, else all but that and its place."""
    for holder in top.iter(f"{_P}spPr"):
        for one in holder:
            name = str(one.tag).rpartition("}")[2]
            if name != "xfrm" and (name in _PAINTS) == placed:
                yield one


def _picture(top: Element) -> Iterator[Element]:
    for blip in top.iter(f"{_A}blip"):
        yield from (one for one in blip if one.tag != f"{_A}extLst")


def _cell(cell: Element) -> str:
    held = cell.find(f"{_A}tcPr")
    spans = " ".join(str(cell.get(name)) for name in ("gridSpan", "rowSpan", "hMerge", "vMerge"))
    return spans + (canonical(held) if held is not None else "")


def _spaced(paragraph: Element) -> str:
    properties = paragraph.find(f"{_A}pPr")
    if properties is None:
        return ""
    names = ("marL", "marR", "indent", "algn", "rtl")
    rows = (
        one
        for one in properties
        if str(one.tag).rpartition("}")[2] in ("lnSpc", "spcBef", "spcAft", "tabLst")
    )
    return " ".join(
        (*(properties.get(name, "") for name in names), *(canonical(one) for one in rows))
    ).strip()


def _apart(paragraph: Element) -> str:
    """Return how far apart the characters of a paragraph are set."""
    return " ".join(sorted({one.get("spc", "0") for one in paragraph.iter(f"{_A}rPr")} - {"0"}))


def _bullets(base: ShapeState, hand: ShapeState) -> bool:
    before, mine = base.lines or (), hand.lines or ()
    return any(before[one].marker != mine[two].marker for one, two in pairs(before, mine).items())
