"""The slideshow shows what the deck says after somebody has worked in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from deckgen.build import build
from deckgen.compile import Options
from tests.building import NOW, SERVICES
from tests.regenerate import hands, talk


def outline(folder: Path, text: str = talk.TALK) -> Path:
    """Write an outline with its picture, and return its file."""
    path = folder / "talk.yaml"
    path.write_text(text, encoding="utf-8")
    (folder / "shapes.png").write_bytes((talk.FOLDER / "shapes.png").read_bytes())
    return path


def worked(folder: Path, do: Callable[[hands.Deck], None]) -> Path:
    """Write a deck in which something was done by hand, beside its outline, and return the outline's file."""
    deck = hands.opened(talk.deck(talk.TALK))
    do(deck)
    (folder / "talk.pptx").write_bytes(hands.saved(deck))
    return outline(folder)


@pytest.mark.parametrize("kinds", ["pptx,html", "html,pptx", "html"])
@pytest.mark.parametrize(
    ("do", "shown", "gone"),
    [
        (hands._numbers, "Before 120, After 90", "After 85"),
        (hands._cell, "Fine cakes", ">Cakes<"),
        (hands._alt, "Two mill stones", 'alt="Two shapes"'),
        (hands._delete_slide, "Four steps", "The crust tells"),
    ],
)
def test_the_slideshow_follows(
    do: Callable[[hands.Deck], None], shown: str, gone: str, kinds: str, tmp_path: Path
) -> None:
    """Numbers of charts, cells, alt text and deleted slides, also where the slideshow alone is built."""
    path = worked(tmp_path, do)
    before = (tmp_path / "talk.pptx").read_bytes()
    built = build(Options(path, to=kinds), SERVICES, now=NOW)
    show = (tmp_path / "talk.html").read_text(encoding="utf-8")
    assert shown in show
    assert gone not in show
    if kinds == "html":
        assert (tmp_path / "talk.pptx").read_bytes() == before
        assert any("the deck itself is left as it is" in one.message for one in built.warnings)


def test_a_deck_that_cannot_be_followed_is_no_obstacle_to_a_slideshow(tmp_path: Path) -> None:
    """It is built from the outline, and what is left out is said."""
    path = outline(tmp_path)
    (tmp_path / "talk.pptx").write_bytes(talk.deck(talk.TALK)[:9000])
    built = build(Options(path, to="html"), SERVICES, now=NOW)
    assert any("left out" in one.message for one in built.warnings)
    assert "The crust tells" in (tmp_path / "talk.html").read_text(encoding="utf-8")


def test_a_deck_as_written_or_of_another_program_says_nothing(tmp_path: Path) -> None:
    """Nor does one that is to be built anew."""
    path = outline(tmp_path)
    (tmp_path / "talk.pptx").write_bytes(talk.deck(talk.TALK))
    assert build(Options(path, to="html"), SERVICES, now=NOW).warnings == ()
    (tmp_path / "talk.pptx").write_bytes(b"no deck at all")
    assert build(Options(path, to="html"), SERVICES, now=NOW).warnings == ()
    path = worked(tmp_path, hands._cell)
    assert build(Options(path, to="html", fresh=True), SERVICES, now=NOW).warnings == ()
