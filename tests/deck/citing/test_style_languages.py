"""deckgen's own styles in languages that they have no words of their own for."""

from __future__ import annotations

import pytest

from deckgen.deck.citing.style_files import STYLES
from tests.deck.citing.bench import styled
from tests.deck.citing.test_styles import corpus, entries, groups

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", ["en-GB", "de", "fr", "ru", "zh"])
def test_nothing_is_doubled_or_left_over(style: str, language: str) -> None:
    """No entry has two stops in a row, a space before a comma, an empty bracket, whatever the language."""
    result = styled(corpus(), style, language)
    unlisted = {work.key for work in corpus().works} - {entry.key for entry in result.entries}
    assert unlisted <= {"letter", "ownview"}, "some styles leave letters and own interviews out of the list"
    lines = [*groups(corpus(), result).values(), *entries(result).values()]
    wrong = [
        line
        for line in lines
        if any(
            sign in line.replace("*", "") for sign in ("..", ",,", " ,", "()", "[]", ". .", ",.", "  ", ":.")
        )
        or not line.strip()
    ]
    assert wrong == []
