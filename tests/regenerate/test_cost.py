"""A merge costs in proportion to the deck, and reads nothing twice that nobody changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from deckgen.compile import Options
from deckgen.regenerate.merging.plan import Choices
from deckgen.regenerate.regenerate import Keeping, regenerate
from deckgen.revise import pulled
from tests.building import SERVICES
from tests.regenerate import hands, talk
from tests.work import calls


def merging(slides: int) -> Callable[[], object]:
    """Return the merge of a deck of so many slides, in one of which a word was changed."""
    written = "".join(
        f"      - {{id: s{one}, title: Slide {one} of many, bullets: [First {one}, Then it], notes: Say}}\n"
        for one in range(slides)
    )
    text = f"title: Many\nsections:\n  all:\n    title: All of them\n    slides:\n{written}"
    generated = talk.deck(text)
    deck = hands.opened(generated)
    hands._put(deck, "First 1", "First", "Foremost")
    worked = hands.saved(deck)
    return lambda: regenerate(worked, generated, Keeping(Path("talk.pptx")), Choices())


def test_ten_times_the_slides_cost_ten_times_the_work() -> None:
    """No slide is compared with every other one."""
    few, many = merging(4), merging(40)
    few()  # what is done once in a process
    assert calls(many) < 12 * calls(few)


def carrying(slides: int, folder: Path) -> Callable[[], object]:
    """Return the pull of a deck in each of whose slides a word was changed."""
    written = "".join(
        f"      - title: Slide {one} of many\n        bullets: [First {one}, Then it]\n        notes: Say\n"
        for one in range(slides)
    )
    folder.mkdir()
    outline = folder / "talk.yaml"
    outline.write_text(f"title: Many\nsections:\n  all:\n    title: All of them\n    slides:\n{written}")
    deck = hands.opened(talk.deck(outline.read_text()))
    for one in range(slides):
        hands._put(deck, f"First {one}", "First", "Foremost")
    path = folder / "talk.pptx"
    path.write_bytes(hands.saved(deck))
    return lambda: pulled(path, Options(outline, to="pptx"), SERVICES)


def test_many_changes_go_back_without_the_whole_file_being_read_for_each(tmp_path: Path) -> None:
    """Of five times the slides, all of them changed, the pull is not twenty-five times the work."""
    few, many = carrying(9, tmp_path / "few"), carrying(45, tmp_path / "many")
    few()
    assert calls(many) < 9 * calls(few)
