"""Scripts without spaces end their lines between words."""

from __future__ import annotations

import subprocess
import sys

import pytest

from deckgen.layout.text.measure import measure
from deckgen.theme.load import load_theme
from tests.layout.decks import runs


@pytest.mark.parametrize(
    "words",
    [
        ("พายุ", "ลูกเห็บ", "ทำลาย", "พืช", "ผล", "ของ", "ทั้ง", "จังหวัด"),
        ("ຂ້ອຍ", "ຮັກ", "ພາສາ", "ລາວ"),
        ("ខ្ញុំ", "ស្រឡាញ់", "ភាសា", "ខ្មែរ"),
        ("မြန်မာ", "စာ"),
    ],
)
def test_a_line_ends_between_words_only(words: tuple[str, ...]) -> None:
    """Thai, Lao, Khmer and Burmese are parted where their dictionaries know a word's end."""
    theme = load_theme("lectern")
    found = measure(runs("".join(words)), theme.styles["body"], theme)
    ends = {sum(map(len, words[: place + 1])) for place in range(len(words))}
    assert len(found.widths) > 1
    assert set(found.ends) <= ends


def test_places_are_counted_in_characters() -> None:
    """Emoji before Thai words, two units each to ICU, move none of their ends."""
    theme = load_theme("lectern")
    found = measure(runs("👍👍ไม่ดีครับ"), theme.styles["body"], theme)
    assert {5, 7} <= set(found.ends)


def test_the_dictionaries_are_loaded_for_such_texts_only() -> None:
    """A deck in another script starts without them."""
    code = (
        "import sys; from deckgen.layout.text.measure import measure; from deckgen.deck.model import Run;"
        "from deckgen.theme.load import load_theme; theme = load_theme('lectern');"
        "measure((Run('Хлеб, bread, パン'),), theme.styles['body'], theme);"
        "sys.exit('icu4py' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
