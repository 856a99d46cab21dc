"""A chart's part → the numbers that it shows, and those of its workbook where these are others.

Programs that write workbooks leave what the chart shows as it was; PowerPoint takes the workbook's numbers
the next time that they are edited there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping

from lxml import etree

from deckgen.diagnostics import DeckgenError
from deckgen.regenerate.reading.canonical import canonical
from deckgen.regenerate.reading.inherit import Element
from deckgen.regenerate.reading.package import Package, open_package
from deckgen.regenerate.reading.snapshot import Series
from deckgen.structs.patterns import pattern

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_RANGE = pattern(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
_CELL = pattern(r"([A-Z]{1,3})(\d+)")
_MOST_CELLS = 100_000

TITLES, CATEGORIES, VALUES = ("tx",), ("cat", "xVal"), ("val", "yVal")
"""What holds the name, the categories or first numbers, and the numbers of a series."""


def shown_series(root: Element) -> tuple[Series, ...]:
    """Return the series of a chart as it shows them."""
    return tuple(
        Series(
            " ".join(_first(one, TITLES)),
            tuple(_first(one, CATEGORIES)),
            tuple(_first(one, VALUES)),
        )
        for one in root.iter(f"{_C}ser")
    )


def chart_looks(root: Element | None) -> tuple[str, str]:
    """Return what a chart is drawn as, and how: its paints, marks, titles and legend; without its numbers."""
    if root is None:
        return "", ""
    area = root.find(f"{_C}chart/{_C}plotArea")
    plots = [one for one in area if one.find(f"{_C}ser") is not None] if area is not None else []
    kinds = [
        " ".join(
            [
                etree.QName(plot).localname.removesuffix("Chart"),
                *(str(one.get("val")) for name in _FORMS for one in plot.findall(f"{_C}{name}")),
            ]
        )
        for plot in plots
    ]
    painted = [
        *root.iterfind(f"{_C}spPr"),
        *root.iterfind(f"{_C}chart/{_C}title"),
        *root.iterfind(f"{_C}chart/{_C}legend"),
        *(one for plot in plots for name in _PAINTED for one in plot.iterfind(f"{_C}ser/{_C}{name}")),
    ]
    return ", ".join(kinds), "".join(map(canonical, painted))


_FORMS, _PAINTED = ("barDir", "grouping"), ("spPr", "marker", "dPt")


def workbook_series(package: Package, part: str, shown: tuple[Series, ...]) -> tuple[Series, ...]:
    """Return the series of a chart as its workbook has them; empty where they are as shown, or not known."""
    root = package.root(part)
    references = [[_formula(one, names) for names in (TITLES, CATEGORIES, VALUES)] for one in _all(root)]
    if not references or not all(three[2] for three in references):
        return ()
    for name in package.led(part, "package"):
        if name not in package.files:
            continue
        try:
            sheets = _Sheets(open_package(package.files[name], workbook=True))
            found = tuple(
                Series(
                    " ".join(sheets.cells(title)) if title else one.name,
                    tuple(sheets.cells(categories)) if categories else one.categories,
                    tuple(sheets.cells(values)),
                )
                for (title, categories, values), one in zip(references, shown, strict=True)
            )
        except (DeckgenError, LookupError, ValueError):
            return ()
        return () if _plain(found) == _plain(shown) else found
    return ()


def show_series(root: Element, series: tuple[Series, ...]) -> None:
    """Have a chart show other series than it has so far: as many, each by the cells that it refers to."""
    for one, wanted in zip(_all(root), series, strict=True):
        three = (TITLES, (wanted.name,)), (CATEGORIES, wanted.categories), (VALUES, wanted.values)
        for names, values in three:
            for cache in [cache for name in names for cache in one.iterfind(f"{_C}{name}/*/*")]:
                if cache.tag in (f"{_C}numCache", f"{_C}strCache"):
                    _fill(cache, values)


def _fill(cache: Element, values: tuple[str, ...]) -> None:
    for old in cache.findall(f"{_C}pt"):
        cache.remove(old)
    count = cache.find(f"{_C}ptCount")
    if count is not None:
        count.set("val", str(len(values)))
    for place, value in enumerate(values):
        if value or cache.tag == f"{_C}strCache":
            point = etree.SubElement(cache, f"{_C}pt", idx=str(place))
            etree.SubElement(point, f"{_C}v").text = value


def _all(root: Element) -> list[Element]:
    return list(root.iter(f"{_C}ser"))


def _plain(series: tuple[Series, ...]) -> list[tuple[str, list[str], list[str]]]:
    """Return series without what a chart and a workbook write in different ways: gaps at the end."""
    return [(one.name, _trimmed(one.categories), _trimmed(one.values)) for one in series]


def _trimmed(values: tuple[str, ...]) -> list[str]:
    found = list(values)
    while found and not found[-1]:
        found.pop()
    return found


def _first(series: Element, names: tuple[str, ...]) -> list[str]:
    return next((found for name in names if (found := _cached(series.find(f"{_C}{name}")))), [])


def _formula(series: Element, names: tuple[str, ...]) -> str:
    """Return the cells that something of a series refers to, empty where it refers to none."""
    for name in names:
        for one in series.iterfind(f"{_C}{name}/*/{_C}f"):
            return one.text or ""
    return ""


def _cached(holder: Element | None) -> list[str]:
    """Return what a chart remembers of cells, numbers without what only their writing differs in."""
    if holder is None:
        return []
    found: dict[int, str] = {}
    for point in holder.iter(f"{_C}pt"):
        value = point.findtext(f"{_C}v", "")
        parent = point.getparent()
        if parent is not None and str(parent.tag).endswith("numCache"):
            value = _number(value)
        found[int(point.get("idx", "0"))] = value
    if not found:
        return [one.text or "" for one in holder.iter(f"{_C}v")]
    return [found.get(place, "") for place in range(max(found) + 1)]


def _number(value: str) -> str:
    with contextlib.suppress(ValueError):
        return f"{float(value):.12g}"
    return value


class _Sheets:
    """The sheets of a workbook, read as far as they are asked for; raises where a reference is not simple."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = package.led("", "officeDocument")[0]
        self.shared = [
            "".join(text.text or "" for text in one.iter(f"{_X}t"))
            for name in package.led(self.main, "sharedStrings")
            for one in package.root(name).iterfind(f"{_X}si")
        ]
        self._known: dict[str, Mapping[tuple[int, int], str]] = {}

    def cells(self, reference: str) -> Iterator[str]:
        """Yield what the cells of a range hold, row by row."""
        match = _RANGE.fullmatch(reference)
        if match is None:
            raise ValueError(reference)
        held = self._sheet((match[1] or match[2]).replace("''", "'"))
        first = _column(match[3]), int(match[4])
        last = (_column(match[5]), int(match[6])) if match[5] else first
        if (last[0] - first[0] + 1) * (last[1] - first[1] + 1) > _MOST_CELLS:
            raise ValueError(reference)
        for row in range(first[1], last[1] + 1):
            for column in range(first[0], last[0] + 1):
                yield held.get((column, row), "")

    def _sheet(self, name: str) -> Mapping[tuple[int, int], str]:
        if name not in self._known:
            listed = self.package.root(self.main).iterfind(f"{_X}sheets/{_X}sheet")
            ways = {one.get("name", ""): one.get(f"{_REL}id", "") for one in listed}
            root = self.package.root(self.package.ways(self.main)[ways[name]].target)
            self._known[name] = dict(self._held(root))
        return self._known[name]

    def _held(self, root: Element) -> Iterator[tuple[tuple[int, int], str]]:
        for one in root.iter(f"{_X}c"):
            match = _CELL.fullmatch(one.get("r", ""))
            if match is None:
                raise ValueError(one.get("r", ""))
            kind, value = one.get("t", "n"), one.findtext(f"{_X}v", "")
            if kind == "s":
                value = self.shared[int(value)]
            elif kind == "inlineStr":
                value = "".join(text.text or "" for text in one.iter(f"{_X}t"))
            elif kind == "n":
                value = _number(value)
                if not value and one.find(f"{_X}f") is not None:
                    raise ValueError("a formula that nobody has reckoned")
            yield (_column(match[1]), int(match[2])), value


def _column(letters: str) -> int:
    number = 0
    for one in letters:
        number = 26 * number + ord(one) - ord("A") + 1
    return number
