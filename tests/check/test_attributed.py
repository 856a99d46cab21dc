"""Words that the essay gives to one person and the slide to another are reported, and nothing else is."""

from __future__ import annotations

import pytest

from deckgen.check.essay import EssayText
from deckgen.check.reading.essay_file import read_essay
from tests.check.talk import check

ESSAY = """\
The storm lasted for three days. As Mary Shelley recalled, "it proved a wet, ungenial summer" by the lake.
Byron sat inside with his guests and proposed a game. "We will each write a ghost story," said Lord Byron to
them all.

According to Polidori, "the conversation turned on principles" that night. The doctor kept a diary. Later
Shelley's words were "incessant rain often confined us for days" in the house of Diodati.

Geneva housed Percy Shelley that summer. When he saw the bread at Dupont's he said, "a loaf costs what a sheep
cost" and left. "This winter," wrote Claire Clairmont, "will be the end of the poor of the lake."

The harvest failed. "The rain never stopped for a single week of that year" is what the registers say.
"""


@pytest.fixture(scope="module")
def essay(tmp_path_factory: pytest.TempPathFactory) -> EssayText:
    """An essay that quotes several people."""
    file = tmp_path_factory.mktemp("essay") / "essay.md"
    file.write_text(ESSAY, encoding="utf-8")
    return read_essay(file, file.name)


@pytest.mark.parametrize(
    ("quote", "by", "speaker"),
    [
        ("it proved a wet, ungenial summer", "Lord Byron", "Mary Shelley"),
        ("it proved a wet, ungenial summer", "Mary Shelley, preface to Frankenstein", None),
        ("it proved a wet, ungenial summer", "Mrs. Shelley", None),
        ("We will each write a ghost story", "Polidori", "Lord Byron"),
        ("We will each write a ghost story", "Byron", None),
        ("the conversation turned on principles", "Lord Byron, diary", "Polidori"),
        ("the conversation turned on principles", "John Polidori", None),
        ("incessant rain often confined us for days", "Byron", "Shelley"),
        ("a loaf costs what a sheep cost", "Lord Byron", "Percy Shelley"),
        ("a loaf costs what a sheep cost", "Percy Bysshe Shelley", None),
        ("This winter will be the end of the poor", "Claire Clairmont", None),
        ("This winter … will be the end of the poor", "Lord Byron", "Claire Clairmont"),
        ("The rain never stopped for a single week of that year", "Anybody", None),
    ],
)
def test_words_given_to_somebody_else(essay: EssayText, quote: str, by: str, speaker: str | None) -> None:
    """With the name that the essay has; where it names nobody, nothing is said."""
    slide = f'      - quote: {{text: "{quote}", by: "{by}"}}\n        notes: Said.\n'
    found = [one for one in check(slide, source=essay) if one.kind == "other-speaker"]
    assert [one.essay for one in found] == ([speaker] if speaker else [])
    assert {one.kind for one in check(slide, source=essay)} <= {"other-speaker", "no-notes"}
