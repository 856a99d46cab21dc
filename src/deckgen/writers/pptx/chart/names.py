"""How the parts of a deck's charts are named."""

from __future__ import annotations

from deckgen.layout.pages import Page
from deckgen.layout.plots import ChartBox


def chart_numbers(page: Page, number: int) -> dict[str, str]:
    """Return what the parts of a page's charts are numbered with, by their boxes' keys.

    The first is numbered after the slide, the file's `number`th; the others' numbers go on from that.
    """
    keys = [box.key for box in page.boxes if isinstance(box, ChartBox)]
    return {key: f"{number}-{place}" if place else f"{number}" for place, key in enumerate(keys)}


def chart_name(number: str) -> str:
    """Return the name of a chart's part; `number` is from `chart_numbers`."""
    return f"ppt/charts/chart{number}.xml"
