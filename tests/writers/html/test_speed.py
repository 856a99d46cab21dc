"""How fast a long deck opens and turns its pages, measured in the browser."""

from __future__ import annotations

import statistics

from tests.writers.html.conftest import Opening
from tests.writers.html.sample import many

STEPS = """async () => {
    const frame = () => new Promise(requestAnimationFrame)
    const times = []
    for (let n = 0; n < 60; n++) {
        await frame()
        const start = performance.now()
        dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }))
        document.querySelector('.page.on').getBoundingClientRect()
        times.push(performance.now() - start)
    }
    return times
}"""


def test_five_hundred_slides(opening: Opening) -> None:
    """The deck stands soon after the file is opened, and a step takes less than a frame of 16 ms.

    The bound on opening is loose, for machines that do other work at the same time; alone it takes 200 ms.
    """
    show = opening(many(500))
    opened = show.tab.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    times = show.tab.evaluate(STEPS)
    assert int(show.at.partition(".")[0]) > 25
    assert statistics.median(times) < 16
    assert opened < 1500


def test_the_overview_of_five_hundred_slides(opening: Opening) -> None:
    """Laying out all slides at once takes less than a second."""
    show = opening(many(500))
    took = show.tab.evaluate(
        """() => {
            const start = performance.now()
            dispatchEvent(new KeyboardEvent('keydown', { key: 'o' }))
            document.querySelector('.page.on').getBoundingClientRect()
            return performance.now() - start
        }"""
    )
    assert show.view == "overview"
    assert took < 1000
