"""Charts as other programs have them: kinds as names, labels beside values, series by name → data or rows."""

from __future__ import annotations

import yaml

from deckgen.outline.forms.compared import rows_as_typed
from deckgen.outline.forms.nodes import TAG, fields_of, grouped, keys_of, listed, rows_at, scalar, texts_in
from deckgen.outline.language.chart_fields import CHART, CHART_KINDS
from deckgen.schema.advice import nearest
from deckgen.structs.patterns import pattern

_FIGURE = pattern(r"[-+−]?[$€£]?\d[\d.,'  ]*\s?%?")
_LABELS, _VALUES, _SERIES = ("labels", "categories"), ("values", "data", "numbers"), ("series", "datasets")


def chart(node: yaml.Node) -> yaml.Node | None:
    """Return a chart in another form as one with `data`, or `columns` and `rows`; None: it is one."""
    given = fields_of(node)
    if not given:
        return None
    if made := _bare(node, given) or _kind(node, given) or _beside(node, given) or _axes(node, given):
        return chart(made) or made
    if made := _nested(node, given):
        return made
    heads = [one.value for one in texts_in(given.get("columns"))]
    rows = rows_as_typed(given.get("rows"), heads) if heads else None
    return _with(node, ("rows",), ("rows", rows)) if rows else None


def _with(node: yaml.Node, without: tuple[str, ...], *pairs: tuple[str, yaml.Node]) -> yaml.MappingNode:
    """Return a group with some of its fields replaced by others."""
    kept = [(key, value) for key, value in node.value if key.value not in without]
    made = grouped(node, *pairs)
    return yaml.MappingNode(TAG + "map", [*kept, *made.value], node.start_mark, node.end_mark)


def _bare(node: yaml.Node, given: dict[str, yaml.Node]) -> yaml.MappingNode | None:
    """Read numbers under their names, and nothing else, as the data of a chart."""
    figures = all(isinstance(one, yaml.ScalarNode) and _FIGURE.fullmatch(one.value) for one in given.values())
    if len(given) < 2 or not figures or any(CHART.field(one) or nearest(one, CHART) for one in given):
        return None
    return grouped(node, ("data", node))


def _kind(node: yaml.Node, given: dict[str, yaml.Node]) -> yaml.MappingNode | None:
    """Read `bar: {a: 1, b: 2}` as a chart of that kind."""
    kinds = [one for one in given if one in CHART_KINDS]
    if len(kinds) != 1 or {"kind", "type", "data"} & set(given):
        return None
    if not isinstance(given[kinds[0]], yaml.CollectionNode):
        return None
    return _with(node, (kinds[0],), ("kind", keys_of(node)[kinds[0]]), ("data", given[kinds[0]]))


def _beside(node: yaml.Node, given: dict[str, yaml.Node]) -> yaml.MappingNode | None:
    """Read labels with as many values, or with series of as many, as rows."""
    label = next((one for one in _LABELS if texts_in(given.get(one))), "")
    names = texts_in(given.get(label)) if label else []
    if not names:
        return None
    value = next((one for one in _VALUES if len(texts_in(given.get(one))) == len(names)), "")
    if value:
        pairs = list(zip(names, texts_in(given[value]), strict=True))
        at = given[label]
        data = yaml.MappingNode(TAG + "map", pairs, at.start_mark, at.end_mark)
        return _with(node, (label, value), ("data", data))
    named = next((one for one in _SERIES if one in given), "")
    made = _in_series(node, names, _series(given[named])) if named else None
    return _with(node, (label, named), *made) if made else None


def _in_series(
    node: yaml.Node, names: list[yaml.Node], series: list[tuple[yaml.Node, list[yaml.Node]]]
) -> tuple[tuple[str, yaml.Node], ...] | None:
    """Return headings and rows of series, each of which has a number for every category."""
    if not series or any(len(one) != len(names) for _, one in series):
        return None
    heads = rows_at(node, [scalar("", node), *(name for name, _ in series)])
    columns = zip(*(one for _, one in series), strict=True)
    rows = [rows_at(name, [name, *cells]) for name, cells in zip(names, columns, strict=True)]
    return ("columns", heads), ("rows", rows_at(node, rows))


def _series(node: yaml.Node) -> list[tuple[yaml.Node, list[yaml.Node]]]:
    """Return the names of series with their numbers, written under their names or as a list of both."""
    if isinstance(node, yaml.MappingNode):
        return [(key, texts_in(value)) for key, value in node.value]
    found: list[tuple[yaml.Node, list[yaml.Node]]] = []
    for one in node.value if isinstance(node, yaml.SequenceNode) else ():
        given = fields_of(one)
        name = next((given[key] for key in ("name", "label", "title") if key in given), None)
        numbers = next((texts_in(given[key]) for key in ("values", "data", "numbers") if key in given), [])
        if name is None and len(given) == 1:
            name, numbers = keys_of(one)[next(iter(given))], texts_in(next(iter(given.values())))
        if name is None or not numbers:
            return []
        found.append((name, numbers))
    return found


def _axes(node: yaml.Node, given: dict[str, yaml.Node]) -> yaml.MappingNode | None:
    """Read `x: [1, 2]` and `y: [3, 4]` as pairs of numbers."""
    across, up = texts_in(given.get("x")), texts_in(given.get("y"))
    if not across or len(across) != len(up) or {"data", "rows"} & set(given):
        return None
    pairs = [rows_at(one, (one, other)) for one, other in zip(across, up, strict=True)]
    if any(key.value in ("kind", "type") and value.value == "scatter" for key, value in node.value):
        return _with(node, ("x", "y"), ("data", rows_at(given["x"], pairs)))
    data = [(one, other) for one, other in zip(across, up, strict=True)]
    at = given["x"]
    return _with(node, ("x", "y"), ("data", yaml.MappingNode(TAG + "map", data, at.start_mark, at.end_mark)))


def _nested(node: yaml.Node, given: dict[str, yaml.Node]) -> yaml.MappingNode | None:
    """Read series with numbers under the same categories, and points with x and y, as rows and pairs."""
    name = next((one for one in ("data", "values", "series") if one in given), "")
    data = given.get(name)
    if isinstance(data, yaml.SequenceNode):
        return _points(node, name, data)
    inner = fields_of(data)
    series = {one: fields_of(value) for one, value in inner.items()}
    if not series or not all(series.values()) or {"rows", "columns"} & set(given):
        return None
    categories = list(next(iter(series.values())))
    if any(list(one) != categories for one in series.values()):
        return None
    keys = keys_of(next(iter(inner.values())))
    rows = [
        rows_at(keys[one], [keys[one], *(values[one] for values in series.values())]) for one in categories
    ]
    heads = rows_at(node, [scalar("", node), *keys_of(data).values()])
    return _with(node, (name,), ("columns", heads), ("rows", rows_at(node, rows)))


def _points(node: yaml.Node, name: str, data: yaml.SequenceNode) -> yaml.MappingNode | None:
    """Read `{x: 1, y: 2}` and `{label: a, value: 1}` in a list as pairs and as numbers under names."""
    pairs = []
    for one in data.value:
        given = fields_of(one)
        if len(given) != 2 or not all(isinstance(value, yaml.ScalarNode) for value in given.values()):
            return None
        if not set(given) & {"x", "label", "name", "category"}:
            return None
        pairs.append(tuple(given.values()))
    if pairs and "x" in fields_of(data.value[0]):
        return _with(node, (name,), (name, rows_at(data, [rows_at(one, (one, two)) for one, two in pairs])))
    made = yaml.MappingNode(TAG + "map", pairs, data.start_mark, data.end_mark)
    return _with(node, (name,), (name, made)) if listed(node, [one for one, _ in pairs]) else None
