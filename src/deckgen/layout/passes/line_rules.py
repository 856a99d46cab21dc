"""The languages that are on the slides → the characters that no line begins or ends with."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layout.pages import LineRules, Page, TextBox
from deckgen.layout.text.measure import NOT_FIRST, NOT_LAST

_RULED = {"ja": "ja-JP", "ko": "ko-KR", "zh": "zh-CN"}
"""Languages with rules of their own for the characters at a line's ends."""


def line_rules(language: str, pages: tuple[Page, ...]) -> LineRules | None:
    """Return the rules by which lines were broken, None where no text is in a language that has any."""
    spoken = (language, *sorted(set(_languages(pages))))
    ruled = next((_RULED[one] for tag in spoken if (one := tag.lower().split("-")[0]) in _RULED), None)
    if ruled is None:
        return None
    return LineRules(ruled, "".join(sorted(NOT_FIRST)), "".join(sorted(NOT_LAST)))


def _languages(pages: tuple[Page, ...]) -> Iterator[str]:
    for page in pages:
        for box in page.boxes:
            if isinstance(box, TextBox):
                yield from (run.language for one in box.paragraphs for run in one.runs if run.language)
