"""Masters, layouts and themes that were changed by hand stay, and what the outline adds follows them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from deckgen.regenerate.merging.plan import Choices
from deckgen.regenerate.regenerate import Keeping, Regenerated, regenerate
from tests.regenerate import hands, talk
from tests.regenerate.noise import like_powerpoint

CHANGED = talk.OUTLINES["a slide more"](talk.TALK).replace("turns brittle", "turns pale")


def rewritten(data: bytes, part: str, pattern: bytes, new: bytes) -> bytes:
    """Return a deck with the first of something in the parts that match another pattern written otherwise."""
    target, count = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if re.fullmatch(part, name):
                content, found = re.subn(pattern, new, content, count=1, flags=re.DOTALL)
                count += found
            archive.writestr(name, content)
    assert count, f"{pattern!r} is not in {part}"
    return target.getvalue()


def parts(data: bytes, pattern: str) -> dict[str, bytes]:
    """Return the parts of a deck whose names match."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if re.fullmatch(pattern, name)}


SHEETS = r"ppt/(theme/theme1|slideMasters/[^/]+|slideLayouts/[^/]+)\.xml"
BLUE = b'<a:accent1><a:srgbClr val="0000FF"/></a:accent1>'

EDITS: dict[str, Callable[[bytes], bytes]] = {
    "a colour": lambda data: rewritten(data, r"ppt/theme/theme1\.xml", rb"<a:accent1>.*?</a:accent1>", BLUE),
    "the ink": lambda data: rewritten(
        data, r"ppt/theme/theme1\.xml", rb"<a:dk1>.*?</a:dk1>", b'<a:dk1><a:srgbClr val="400000"/></a:dk1>'
    ),
    "a font": lambda data: rewritten(
        data,
        r"ppt/theme/theme1\.xml",
        rb'<a:minorFont><a:latin typeface="[^"]*"',
        b'<a:minorFont><a:latin typeface="Comic Sans MS"',
    ),
    "the master's ground": lambda data: rewritten(
        data,
        r"ppt/slideMasters/slideMaster1\.xml",
        rb"<p:bg>.*?</p:bg>",
        b'<p:bg><p:bgPr><a:solidFill><a:srgbClr val="FFFFE0"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>',
    ),
    "the titles' size": lambda data: rewritten(
        data, r"ppt/slideMasters/slideMaster1\.xml", rb'(<p:titleStyle>.*?)sz="\d+"', rb'\1sz="3300"'
    ),
    "a layout's name": lambda data: rewritten(
        data, r"ppt/slideLayouts/slideLayout3\.xml", rb'<p:cSld name="[^"]*"', b'<p:cSld name="Our own"'
    ),
}


def merged(deck: bytes, outline: str) -> Regenerated:
    """Merge an outline into a deck."""
    return regenerate(deck, talk.deck(outline), Keeping(Path("talk.pptx")), Choices())


@pytest.mark.parametrize("edit", EDITS)
def test_what_was_changed_on_masters_stays(edit: str) -> None:
    """Byte by byte; the outline's changes come in, its new slide on the deck's own layout."""
    deck = EDITS[edit](talk.deck(talk.TALK))
    made = merged(deck, CHANGED)
    assert parts(made.data, SHEETS) == parts(deck, SHEETS)
    said = hands.texts(hands.opened(made.data))
    assert any("turns pale" in text for text in said)
    assert any("Rye keeps longer" in text for text in said)
    assert not made.plan.conflicts
    assert merged(made.data, CHANGED).data == made.data


def test_slides_on_changed_masters_are_untouched() -> None:
    """Work on a master is none on each slide: a slide that the outline drops goes."""
    deck = like_powerpoint(EDITS["the ink"](EDITS["a font"](talk.deck(talk.TALK))))
    made = merged(deck, talk.without("prose")(talk.TALK))
    assert not any("Knock on" in text for text in hands.texts(hands.opened(made.data)))
    assert not made.plan.conflicts


def test_a_deck_made_anew_says_so_where_the_theme_has_changed() -> None:
    """The masters that were changed by hand stay, and the author is told how to get the theme's."""
    deck = EDITS["a colour"](talk.deck(talk.TALK))
    made = merged(deck, talk.TALK.replace("title: How bread", "theme: grid\ntitle: How bread"))
    assert BLUE in b"".join(parts(made.data, SHEETS).values())
    assert any("the theme has changed" in one.message for one in made.diagnostics)


def test_properties_of_the_file_by_hand_stay_and_the_outlines_come() -> None:
    """Title and author: either side's change is there; where both changed one, the hand's stays, reported."""
    deck = hands.opened(talk.deck(talk.TALK))
    deck.core_properties.author = "Ada Lovelace"
    mine = like_powerpoint(hands.saved(deck))
    retitled = talk.deck(talk.TALK.replace("title: How bread is made", "title: How loaves are made"))

    def told(data: bytes) -> tuple[str, str]:
        properties = hands.opened(data).core_properties
        return properties.title, properties.author

    made = _merged(mine, retitled)
    assert told(made.data) == ("How loaves are made", "Ada Lovelace")
    assert [(one.kind.name, one.name) for one in made.plan.findings if one.field == "author"] == [
        ("KEPT", "deck:author")
    ]
    assert _merged(made.data, retitled).data == made.data

    deck.core_properties.title = "Bread"
    made = _merged(hands.saved(deck), retitled)
    assert told(made.data) == ("Bread", "Ada Lovelace")
    assert [one.name for one in made.plan.conflicts if one.whole_deck] == ["deck:title"]
    made = _merged(hands.saved(deck), retitled, Choices(frozenset({"deck:title"})))
    assert told(made.data) == ("How loaves are made", "Ada Lovelace")
    assert told(_merged(hands.saved(deck), talk.deck(talk.TALK)).data) == ("Bread", "Ada Lovelace")


def _merged(deck: bytes, outline: bytes, choices: Choices | None = None) -> Regenerated:
    return regenerate(deck, outline, Keeping(Path("talk.pptx")), choices or Choices())
