"""The shape of slides: what it is called, and what people type for it."""

from __future__ import annotations

import re

from deckgen.schema.shapes import Scalar

_SHARES = {"16:9": 16 / 9, "4:3": 4 / 3}
"""The shapes that slides can have, and how many times as wide as high such a slide is."""

_RUN_TOGETHER = {"169": ("16", "9"), "43": ("4", "3")}
"""How LaTeX's beamer writes them."""

_CALLED = {
    **dict.fromkeys(("wide", "widescreen", "breitbild", "panorámica", "grand écran"), "16:9"),
    **dict.fromkeys(("standard", "classic", "normal", "old"), "4:3"),
}
"""What programs for slides call them."""

_LIKE = 0.03
"""How far a share may be from that of a shape that is meant by it: 1366 × 768 are 16:9."""

_LONGEST = 20
"""Characters of a shape, however it is written."""


def ratio_of(typed: str) -> str:
    """Return the shape that is meant, by `4x3`, `4/3`, `43` or `1024 × 768`; else what was typed."""
    if called := _CALLED.get(typed.strip().lower().replace("-", "")):
        return called
    numbers = re.findall(r"[0-9]+", typed if len(typed) <= _LONGEST else "")
    across, down = map(int, _RUN_TOGETHER.get(typed.strip(), numbers if len(numbers) == 2 else (0, 0)))
    meant = (name for name, share in _SHARES.items() if down and abs(across / down - share) < _LIKE)
    return next(meant, typed)


RATIO = Scalar("a shape of slides", values=tuple(_SHARES), better=ratio_of, taken=True)
