"""What has no place on a slide."""

from __future__ import annotations

from collections.abc import Iterator

from tests.messages.media import picture
from tests.messages.scene import Scene
from tests.messages.typed import slide

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
_SLIDES = (
    f"table: {{columns: [a, b, c, d, e, f], rows: [[{', '.join([LONG] * 6)}]]}}",
    f"columns:\n  - text: {LONG * 2}\n  - text: b\n  - text: c",
    f"equation: {' + '.join(f'x_{{{one}}}' for one in range(100, 160))}",
    f"chart: {{kind: pie, data: {{{', '.join(LONG + str(one) + ': 1' for one in range(8))}}}}}",
    "layout: table\nbullets: [a]",
    "table: {columns: [a], rows: [[1]]}\nbody:\n  - text: So.",
    "process:\n  steps: [" + ", ".join(f"{LONG} {LONG} {one}" for one in range(9)) + "]",
)


def scenes() -> Iterator[Scene]:
    """Give the scenes."""
    beside = {"map.png": picture(1900, 900)}
    for text in _SLIDES:
        yield Scene(slide(text), beside)
    yield Scene(slide("text: So.", "word " * 300))
