"""What a slide says: charts, program text, formulas, markup, and what is doubtful in a talk as a whole."""

# ruff: noqa: E501
from __future__ import annotations

from collections.abc import Iterator

from tests.messages.citing import pandoc
from tests.messages.scene import Scene
from tests.messages.typed import slide

_SLIDES = (
    'chart: {kind: histogram, columns: ["", a], rows: [[x, 1], [y, 2]]}',
    "chart: {kind: histogram, data: {a: 1, b: 2}}",
    f"chart: {{kind: pie, data: {{{', '.join(f'{one}: 1' for one in 'abcdefghi')}}}}}",
    "chart: {data: {a: '', b: ''}}",
    f"chart: {{data: {{{', '.join(f'n{one}: {one}' for one in range(1, 2_010))}}}}}",
    'chart: {columns: ["", a, b, c, d, e, f], rows: [[x, 1, 2, 3, 4, 5, 6]]}',
    "chart: {columns: [Town, Place], rows: [[A, north], [B, south]]}",
    "chart: {kind: scatter, data: [['', 2], [1, 3]]}",
    'chart: {columns: ["", b], rows: [["", 2], [x, 3]]}',
    "code: {language: Transact-SQL, text: x = 1}",
    "code: {language: .py, text: x = 1}",
    'code: {language: python, text: "x = 1", start: 10, highlight: 3}',
    "code: {language: python, file: sort.py, lines: 5-9}",
    'code: {language: python, text: "a\\nb", highlight: [1, 2]}',
    "bullets:\n  - '[words]{size=20}'",
    "bullets:\n  - '[words]{.big}'",
    "bullets:\n  - '[words]{color=bright}'",
    "equation: \\begin{tikzpicture} x \\end{tikzpicture}",
    "equation: \\ce{H2O}",
    f"equation: {'x^{' * 12}y{'}' * 12}",
    f"equation: {'x+' * 2001}x",
    f"equation: '{chr(92)}frac{{' * 0 + 'x'",
    "equation: '" + "\\frac{" * 40 + "1" + "}{2}" * 40 + "'",
    "equation: '\\newcommand{\\a}{" + "x" * 900 + "}" + "\\a" * 9 + "'",
    "equation: '\\begin{aligned} a &= b \\\\ &= c \\end{aligned}'\nbuild: true",
    "bullets:\n  - '" + "[" * 30 + "a" + "]" * 30 + "'",
    "bullets:\n  - a \uf0b7 pasted",
    "bullets: [a]\nnotes: 'Said.^[Here.]'",
    "table: {columns: [a, b], rows: [[1, 2]], id: prices}\ntakeaway: see @tbl:prices",
    "image: {file: https://example.org/map.png, alt: A map}",
    "image: {file: ../../map.png, alt: A map}",
    "bullets:\n  - see @fig:storm",
    "chart: {kind: pie, data: {a: -3, b: 4}}",
)


def scenes() -> Iterator[Scene]:
    """Give the scenes."""
    beside = {"sort.py": "x = 1\ny = 2\n"}
    for text in _SLIDES:
        yield Scene(slide(text), beside)
    yield Scene(slide("code: {language: python, file: sort.py}"), {"sort.py": ""})
    garbage = pandoc("#!/bin/sh\nread -r asked; echo nonsense\n")
    yield Scene(slide("equation: x^2"), state=garbage, needs="posix")
    notes = "Nobody clapped, and nobody moved. " * 400
    yield Scene(f"title: The thaw\nminutes: 5\nslides:\n  - title: One\n    text: So.\n    notes: {notes}\n")
    yield Scene(
        "title: The thaw\nworks-cited: true\nsections:\n  one:\n    title: One\n    works-cited: true\n    slides:\n"
        "      - title: A\n        text: So.\n"
    )
    yield Scene(
        "title: The thaw\nessay: essay.doc\nslides:\n  - title: One\n    text: So.\n", {"essay.doc": "x"}
    )
    yield Scene(
        "title: The thaw\nsections:\n  one:\n    title: One\n    minutes: 2\n    slides:\n      - title: A\n        text: So.\n"
    )
    yield Scene("title: The thaw\ntheme: foliage\nslides:\n  - title: One\n    text: So.\n")
    hidden = "title: The thaw\nslides:\n  - title: One\n    text: So.\n    only: speaker\n"
    yield Scene(hidden, command="build talk.yaml --for public")
