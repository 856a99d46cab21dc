"""A deck that cites, reads a file of references and has formulas: one Pandoc is asked for all of it."""

from __future__ import annotations

from pathlib import Path

from tests.building import walk
from tests.parity.compare import differences
from tests.parity.deck import read_deck
from tests.parity.show import read_show

OUTLINE = """\
title: Asked together
references: works.bib
sections:
  one:
    title: One
    slides:
      - title: A text that is cited, and one with $a^2$
        text: He said so [@kort, p. 3].
      - title: A formula
        equation: E = mc^2
"""


def test_each_question_gets_its_own_answer(tmp_path: Path) -> None:
    """Formulas are not taken for citations, whichever are ready first."""
    work = "@book{kort, author={Kort, Michael}, title={The Soviet Colossus}, publisher={Sharpe}, year={1996}}"
    (tmp_path / "works.bib").write_text(work, encoding="utf-8")
    outline = tmp_path / "talk.yaml"
    outline.write_text(OUTLINE, encoding="utf-8")
    made = walk(outline, tmp_path)
    deck = read_deck(made.deck)
    assert differences(deck, read_show(made.show)) == []
    said = " ".join(text for slide in deck.slides for text in slide.words.text)
    assert "(Kort 3)" in said.replace("\u00a0", " ")
    assert "The Soviet Colossus" in said
