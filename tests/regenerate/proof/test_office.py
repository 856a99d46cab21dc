"""Decks that LibreOffice itself has worked in, or only opened and saved, are merged with."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from deckgen.regenerate.merging.plan import Choices, Kind
from deckgen.regenerate.regenerate import Keeping, regenerate
from tests.regenerate import hands, talk
from tests.regenerate.office import resaved, worked_in
from tests.tools import Office


def test_work_done_in_libreoffice_stays(soffice: Office, tmp_path: Path) -> None:
    """Words, a colour, notes, a place, a hidden slide, a new one; and the outline's changes around them."""
    worked = worked_in(soffice, talk.deck(talk.TALK), tmp_path)
    after = (
        talk.TALK.replace("falls out when", "drops out when")
        .replace("A hollow sound", "A dull sound")
        .replace("seen from above", "seen from below")
        .replace("Say that it was done", "Mention that it was done")
    )
    made = regenerate(worked, talk.deck(after), Keeping(tmp_path / "talk.pptx"), Choices())
    deck = hands.opened(made.data)
    said = "\n".join(hands.texts(deck))
    assert made.plan.conflicts == ()
    for words in ("golden", "nine thousand", "A slide made in LibreOffice"):
        assert words in said
    for words in ("drops out when", "A dull sound", "seen from below", "Mention that it was done"):
        assert words in said
    assert any(b"c01010" in etree.tostring(one._element).lower() for one in deck.slides)
    assert [one.title for one in made.merged.slides if one.hidden] == ["More bread was eaten before the war"]
    assert not any(one.shape.startswith("PlaceHolder") for one in made.plan.findings)
    moved = [one for one in made.plan.findings if one.kind is Kind.KEPT and one.field == "place"]
    assert [one.title for one in moved] == ["A mill grinds between stones"]
    again = regenerate(made.data, talk.deck(after), Keeping(tmp_path / "talk.pptx"), Choices())
    assert again.data == made.data


def test_a_deck_that_was_only_saved_is_unchanged(soffice: Office, tmp_path: Path) -> None:
    """Three times by LibreOffice, and through OpenDocument: nothing was changed by hand."""
    for turn, kinds in enumerate((("pptx", "pptx", "pptx"), ("odp", "pptx"))):
        (saved,) = resaved(soffice, [talk.deck(talk.TALK)], tmp_path / str(turn), *kinds)
        cache = tmp_path / "cache"
        _keep(cache)
        made = regenerate(
            saved, talk.deck(talk.TALK), Keeping(tmp_path / "talk.pptx", cache=cache), Choices()
        )
        assert not made.lost
        assert [one.name for one in made.plan.findings] == []


def _keep(cache: Path) -> None:
    from deckgen.regenerate.reading.kept import kept_files

    for path, data in kept_files(talk.pages(talk.TALK), talk.deck(talk.TALK), None, cache).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
