"""The cells of a column → what the column holds."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[-+−–]?[$€£¥]?\s?\d[\d.,'’   ]*\s?(%|[A-Za-zµ°²³]{0,3})")


def is_numeric(column: list[str]) -> bool:
    """Tell whether a column holds numbers, with or without units; dashes and empty cells do not count."""
    values = [value.strip() for value in column if value.strip() not in ("", "–", "—", "-", "n/a")]
    return bool(values) and all(_NUMBER.fullmatch(value) for value in values)
