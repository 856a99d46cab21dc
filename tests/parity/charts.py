"""Charts read back: from the chart's part of a deck, and from the table and the drawing of a slideshow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree, html

from tests.parity.content import ChartContent, tidy

C = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

NARROW = 20
"""The gap between columns, in per cent of one, below which they are a histogram's."""


def read_charts(
    parts: Mapping[str, bytes], shapes: Iterable[etree._Element], rels: Mapping[str, tuple[str, str]]
) -> Iterator[ChartContent]:
    """Give the charts among a slide's shapes; `rels` are the slide's relations."""
    for shape in shapes:
        held = shape.find(".//c:chart", C)
        if held is None:
            continue
        root = etree.fromstring(parts[rels[held.get(R_ID, "")][1]])
        about = next(shape.iter("{*}cNvPr"))
        series = root.findall(".//c:ser", C)
        first = series[0].find("c:cat", C)
        heads = first if first is not None else series[0].find("c:xVal", C)
        yield ChartContent(
            kind=_kind(root),
            alt=tidy(about.get("descr", "")),
            categories=tuple(tidy(one or "") for one in _cells(heads)),
            names=tuple(tidy(one.findtext("c:tx//c:v", "", C)) for one in series),
            values=tuple(tuple(_number(one) for one in _cells(_numbers(part))) for part in series),
        )


def _numbers(series: etree._Element) -> etree._Element | None:
    values = series.find("c:val", C)
    return values if values is not None else series.find("c:yVal", C)


def _cells(holder: etree._Element | None) -> list[str | None]:
    """Return cells as the part remembers them, None for a gap."""
    assert holder is not None
    count = int(_value(holder, ".//c:ptCount"))
    found = {int(one.get("idx", "0")): one.findtext("c:v", "", C) for one in holder.iterfind(".//c:pt", C)}
    return [found.get(place) for place in range(count)]


def _kind(root: etree._Element) -> str:
    area = root.find("c:chart/c:plotArea", C)
    assert area is not None
    name = next(etree.QName(one).localname for one in area if etree.QName(one).localname.endswith("Chart"))
    if name == "scatterChart" and area.find("c:scatterChart/c:ser/c:spPr/a:ln/a:noFill", C) is None:
        return "line"
    if name != "barChart":
        return name.removesuffix("Chart")
    if _value(area, "c:barChart/c:barDir") == "bar":
        return "bar"
    if _value(area, "c:barChart/c:grouping") == "stacked":
        return "stacked"
    return "histogram" if int(_value(area, "c:barChart/c:gapWidth")) < NARROW else "column"


def _value(element: etree._Element, path: str) -> str:
    found = element.find(path, C)
    return "" if found is None else found.get("val", "")


def _number(text: str | None) -> float | None:
    return None if text is None else float(text)


def read_drawings(slide: html.HtmlElement) -> Iterator[ChartContent]:
    """Give the charts of a slideshow's slide: the drawing tells the kind, the table behind it the numbers."""
    drawings = [one for one in slide.iter("svg") if one.get("data-kind")]
    tables = [one for one in slide.iter("table") if "numbers" in one.getparent().get("class", "").split()]
    for drawing, table in zip(drawings, tables, strict=True):
        kind = drawing.get("data-kind", "")
        said = drawing.get("aria-labelledby", "")
        alt = "".join(one.text or "" for one in drawing if one.get("id") == said)
        head, *rows = table.iter("tr")
        named = any(row.find("th") is not None for row in rows)
        cells = [[_cell(one) for one in row.iter("th", "td")][named:] for row in rows]
        skip = 1 if kind == "scatter" else 0
        names = [tidy(one.text_content()) for one in head.iter("th", "td")][skip + named :]
        heads = (
            [row.findtext("th") or "" for row in rows] if not skip else [f"{row[0]:.15g}" for row in cells]
        )
        columns = list(zip(*(row[skip:] for row in cells), strict=True))
        yield ChartContent(kind, tidy(alt), tuple(map(tidy, heads)), tuple(names), tuple(columns))


def _cell(cell: html.HtmlElement) -> float | None:
    data = cell.find("data")
    return None if data is None else float(data.get("value", ""))
