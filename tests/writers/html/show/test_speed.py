"""A long deck opens, turns its pages and shows them all at once; benchmarks/show.py tells how fast."""

from __future__ import annotations

from tests.writers.html.conftest import Opening
from tests.writers.html.sample import many

STEPS = """async () => {
    for (let n = 0; n < 60; n++) {
        await new Promise(requestAnimationFrame)
        dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }))
    }
}"""


def test_five_hundred_slides(opening: Opening) -> None:
    """Sixty steps lead where sixty steps lead, and only one page is laid out at a time."""
    show = opening(many(500))
    show.tab.evaluate(STEPS)
    assert int(show.at.partition(".")[0]) > 25
    shown = "[...document.querySelectorAll('.page')].filter(one => one.getBoundingClientRect().height).length"
    assert show.tab.evaluate(shown) == 1


def test_the_overview_of_five_hundred_slides(opening: Opening) -> None:
    """All slides are shown at once."""
    show = opening(many(500))
    show.tab.evaluate("dispatchEvent(new KeyboardEvent('keydown', { key: 'o' }))")
    assert show.view == "overview"
