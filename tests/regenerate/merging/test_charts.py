"""A chart's workbook that was given other numbers, while the chart itself shows the old ones."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from deckgen.regenerate.merging.plan import Choices, Kind
from deckgen.regenerate.regenerate import Keeping, Regenerated, regenerate
from tests.regenerate import hands, talk
from tests.regenerate.noise import like_powerpoint

OUTLINES = {
    "unchanged": talk.TALK,
    "another number": talk.TALK.replace("[Before, 120]", "[Before, 130]"),
    "another word": talk.TALK.replace("More bread was eaten", "Far more bread was eaten"),
}


def rezipped(data: bytes, change: dict[str, tuple[bytes, bytes]]) -> bytes:
    """Return a zip file with something else in some of its files: pattern, replacement."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name in change:
                content, count = re.subn(*change[name], content)
                assert count, name
            archive.writestr(name, content)
    return target.getvalue()


def with_workbook(deck: bytes, change: dict[str, tuple[bytes, bytes]]) -> bytes:
    """Return a deck in which only the workbook of its chart was changed."""
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        name = next(one for one in archive.namelist() if one.endswith(".xlsx"))
        book = rezipped(archive.read(name), change)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as out:
            for one in archive.namelist():
                out.writestr(one, book if one == name else archive.read(one))
    return target.getvalue()


NINETY = {"xl/worksheets/sheet1.xml": (rb"<v>85</v>", b"<v>90.5</v>")}


def merged(deck: bytes, change: str, **choices: str) -> Regenerated:
    """Merge a changed outline into a deck."""
    return regenerate(deck, talk.deck(OUTLINES[change]), Keeping(Path("talk.pptx")), Choices(**choices))  # type: ignore[arg-type]


@pytest.mark.parametrize("change", OUTLINES)
@pytest.mark.parametrize("noisy", [False, True])
def test_the_workbooks_numbers_are_shown(change: str, noisy: bool) -> None:
    """They are the hand's: they stay, are reported, and the chart shows them from now on."""
    deck = with_workbook(talk.deck(talk.TALK), NINETY)
    made = merged(like_powerpoint(deck) if noisy else deck, change)
    assert "90.5" in hands.texts(hands.opened(made.data))
    found = [one for one in made.plan.findings if one.field == "data"]
    assert [one.kind for one in found] == [Kind.CONFLICT if change == "another number" else Kind.KEPT]
    again = merged(made.data, change)
    assert again.data == made.data


def test_the_outlines_numbers_are_taken_when_asked() -> None:
    """With a workbook that holds them."""
    deck = with_workbook(talk.deck(talk.TALK), NINETY)
    made = merged(deck, "another number", all="outline")
    assert {"130", "85"} <= set(hands.texts(hands.opened(made.data)))
    assert merged(made.data, "another number").data == made.data


def test_a_slide_whose_workbook_was_changed_is_not_dropped() -> None:
    """It is work by hand, though no slide shows it yet."""
    deck = with_workbook(talk.deck(talk.TALK), NINETY)
    outline = talk.deck(talk.without("numbers")(talk.TALK))
    made = regenerate(deck, outline, Keeping(Path("talk.pptx")), Choices())
    assert any("More bread" in text for text in hands.texts(hands.opened(made.data)))
    assert [one.kind for one in made.plan.conflicts] == [Kind.CONFLICT]


@pytest.mark.parametrize(
    "change",
    [
        {"xl/workbook.xml": (rb'name="Sheet1"', b'name="Other"')},
        {"xl/worksheets/sheet1.xml": (rb"<v>85</v>", b"<f>B2/2</f>")},
        {"xl/worksheets/sheet1.xml": (rb"<sheetData>.*</sheetData>", b"<sheetData>")},
    ],
)
def test_a_workbook_that_cannot_be_read_says_nothing(change: dict[str, tuple[bytes, bytes]]) -> None:
    """The chart stays as it shows itself."""
    made = merged(with_workbook(talk.deck(talk.TALK), change), "unchanged")
    assert made.plan.findings == ()
