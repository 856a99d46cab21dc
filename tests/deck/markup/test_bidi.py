"""In decks written from right to left, Latin texts and signed numbers keep their order."""

from __future__ import annotations

import pytest

from deckgen.deck.markup.scripts import named
from deckgen.deck.model import Run


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A title, with a question?", "A title, with a question?|"),
        ("(Doyle 86)", "|(Doyle 86)|"),
        ("Oxford UP, 2002.", "Oxford UP, 2002.|"),
        ("Doyle 2002", "Doyle 2002"),
        ("-90.5", "|-90.5"),
        ("עלייה של +12.5% (−£3)", "עלייה של |+12.5% (|−£3)"),
        ("בשנים 1788–89, טל׳ 03-123", "בשנים 1788–89, טל׳ 03-123"),
        ("מי? Diderot!", "מי? Diderot!"),
        ("1,250", "1,250"),
        ("למדנו C++ ואז C# וגם A*", "למדנו C++| ואז C#| וגם A*|"),
        ("ב-C++.", "ב-C++|."),
        ("קוד ב .NET או @user", "קוד ב |.NET או |@user"),
        ("a + b שווה 3 + 4", "a + b שווה 3 + 4"),
        ("טל׳ 03 123 4567 או (03) 1234567", "טל׳ |03 123 4567 או |(03) 1234567"),
        ("טל׳ +972 3 123 4567", "טל׳ |+972 3 123 4567"),
        ("בשנת 1788 או 1789", "בשנת 1788 או 1789"),
    ],
)
def test_marks_stand_where_the_order_needs_them(words: str, expected: str) -> None:
    """A text in Latin letters keeps the signs at its ends, a number its sign; all else orders itself."""
    assert "".join(run.text for run in named((Run(words),), "he")) == expected.replace("|", "\u200e")
    assert "".join(run.text for run in named((Run(words),), "en")) == words


def test_programs_and_formulas_get_no_marks() -> None:
    """What is set as it was typed stays so, and a sign behind letters of another run is no number's."""
    code = Run("x = -1", code=True)
    assert named((Run("הקוד "), code), "he") == (Run("הקוד "), code)
    parts = (Run("סעיף", bold=True), Run("-5 בחוק"))
    assert named(parts, "he") == parts


def test_a_script_that_the_tag_names_is_the_decks_own() -> None:
    """Arabic letters of an Azerbaijani deck in Arabic script are no foreign words."""
    assert named((Run("چۆرک"),), "az-Arab") == (Run("چۆرک"),)
    assert named((Run("چۆرک"),), "az")[0].language == "ar"
