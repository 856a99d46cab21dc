"""Decks of strangers that are merged with: what is damaged in them is reported, and they stay as they are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from deckgen.build import DeckInTheWay, build
from deckgen.compile import Options, Services
from deckgen.diagnostics import DeckgenError
from deckgen.limits import MOST_DECK_ELEMENTS
from deckgen.revise import status, stripped
from tests.hostile.mutate import rewritten
from tests.tools import ROOT

PLAIN = ROOT / "tests" / "decks" / "plain.yaml"
LAYOUT = b"../slideLayouts/"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a deck as it is built."""
    folder = tmp_path_factory.mktemp("deck")
    (path,) = build(Options(PLAIN, to="pptx", folder=folder), Services()).files
    return path.read_bytes()


DAMAGE: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a layout that is not there": (
        "ppt/slides/_rels/slide2.xml.rels",
        lambda part: part.replace(LAYOUT, LAYOUT + b"[a](x)"),
    ),
    "a master that is not there": (
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
        lambda part: part.replace(b"slideMaster1", b"slideMaster9"),
    ),
    "a slide that is not there": (
        "ppt/_rels/presentation.xml.rels",
        lambda part: part.replace(b"slides/slide2", b"slides/slide99"),
    ),
    "no sizes": ("ppt/presentation.xml", lambda part: part.replace(b' cx="', b' dx="')),
    "sizes of no digits": ("ppt/presentation.xml", lambda part: part.replace(b' cx="', b' cx="\xc2\xb2')),
}


REPAIRED = ("a slide that is not there", "no sizes", "sizes of no digits")
"""What a merge can do without."""


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_deck_is_reported_and_kept(tmp_path: Path, built: bytes, name: str) -> None:
    """A way that leads nowhere and a number that is none end in a message or a merge, in every command."""
    part, change = DAMAGE[name]
    outline, deck = tmp_path / "plain.yaml", tmp_path / "plain.pptx"
    outline.write_bytes(PLAIN.read_bytes())
    damaged = rewritten(built, part, change)
    assert damaged != built
    deck.write_bytes(damaged)
    options = Options(outline, to="pptx")
    assert zipfile.ZipFile(io.BytesIO(bytes(stripped(deck, notes=False)))).testzip() is None
    if name in REPAIRED:
        status(options, Services())
        build(options, Services())
        return
    with pytest.raises(DeckgenError):
        status(options, Services())
    with pytest.raises(DeckInTheWay, match="the deck is damaged"):
        build(options, Services())
    assert deck.read_bytes() == damaged


def test_a_slide_of_far_too_many_elements_is_refused(tmp_path: Path, built: bytes) -> None:
    """Hundreds of thousands of runs are not read: a merge of fewer takes a second for each five thousand."""
    outline, deck = tmp_path / "plain.yaml", tmp_path / "plain.pptx"
    outline.write_bytes(PLAIN.read_bytes())
    runs = b"<a:br></a:br>" * (MOST_DECK_ELEMENTS + 1)
    crowded = rewritten(
        built, "ppt/slides/slide2.xml", lambda part: part.replace(b"</a:p>", runs + b"</a:p>", 1)
    )
    deck.write_bytes(crowded)
    with pytest.raises(DeckInTheWay, match="has more than 300,000 elements"):
        build(Options(outline, to="pptx"), Services())
    assert deck.read_bytes() == crowded
