"""Office's own schemas find nothing wrong with a deck, and are shown to find something where there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.writers.pptx import write_pptx
from tests.tools import OoxmlValidator
from tests.writers.pptx import sample
from tests.writers.pptx.test_killers import DECKS, spoiled


@pytest.mark.parametrize("name", DECKS)
def test_no_errors(name: str, tmp_path: Path, ooxml_validator: OoxmlValidator) -> None:
    """A deck of each sort is without error."""
    file = tmp_path / "deck.pptx"
    file.write_bytes(write_pptx(DECKS[name]()))
    assert ooxml_validator(file) == []


def test_an_error_is_found(tmp_path: Path, ooxml_validator: OoxmlValidator) -> None:
    """An attribute that the schema does not know is told."""
    file = tmp_path / "deck.pptx"
    data = write_pptx(sample.every_kind())
    file.write_bytes(spoiled(data, "ppt/slides/slide1.xml", "<a:bodyPr/>", '<a:bodyPr anchor="middle"/>'))
    assert ooxml_validator(file)
