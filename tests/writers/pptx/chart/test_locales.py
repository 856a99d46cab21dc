"""Number formats of charts tell LibreOffice the language of their signs."""

from __future__ import annotations

import pytest

from deckgen.deck.blocks import numbers
from deckgen.deck.model import NumberFormat
from deckgen.writers.pptx.chart.locales import locale_mark
from deckgen.writers.pptx.chart.text import number_format


def test_every_language_with_a_decimal_comma_has_its_mark() -> None:
    """No language that deckgen writes commas in is forgotten, and no two but Norwegian's share a mark."""
    commas = numbers._SPACED | numbers._DOTTED
    marks = {language: locale_mark(language) for language in commas - {"no"}}
    assert all(marks.values())
    assert len(set(marks.values())) == len(marks)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (NumberFormat(1, False, "ru", after="\u00a0%"), '[$-419]0.0"\u00a0%";[$-419]"−"0.0"\u00a0%"'),
        (NumberFormat(0, True, "de-AT"), '[$-407]#,##0;[$-407]"−"#,##0'),
        (NumberFormat(0, False, "de"), '0;"−"0'),
        (NumberFormat(1, False, "de-CH"), '0.0;"−"0.0'),
        (NumberFormat(1, False, "he"), '0.0;"−"0.0'),
    ],
)
def test_a_format_names_its_language_where_signs_depend_on_it(form: NumberFormat, expected: str) -> None:
    """Whole numbers without thousands, and languages with a point, need no mark."""
    assert number_format(form) == expected
