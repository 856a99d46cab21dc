"""Work by hand stands beside what deckgen never writes: none of either is lost when a deck is built again."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from deckgen.regenerate.merging.plan import Choices
from deckgen.regenerate.regenerate import Keeping, Regenerated, regenerate
from tests.regenerate import hands, talk
from tests.regenerate.extras import EXTRAS
from tests.regenerate.noise import like_powerpoint
from tests.writers.pptx.killers import killed_by

KEPT = re.compile(
    r"ppt/(comment|authors|ink/|media/(media|audio)|diagrams/|tags/|embeddings/ole)[^/]*", re.IGNORECASE
)
"""The parts that PowerPoint puts there."""

OUTLINES: dict[str, Callable[[str], str]] = {
    "the same": lambda text: text,
    "a point of the slide": talk.Change("The straw turns brittle", "The straw turns dry", "turns dry"),
    "a point more": talk.Change(
        "          - The straw", "          - Larks sing\n          - The straw", "Larks sing"
    ),
    "the slide moved": talk._moved,
    "the slide dropped": talk.without("points"),
    "the slide retitled": talk.Change("Grain is cut in late summer", "Harvest time", "Harvest time"),
    "a slide before it": talk.Change(
        "      - id: points\n",
        "      - title: First of all\n        text: Listen.\n      - id: points\n",
        "First of",
    ),
}


def worked(names: list[str]) -> bytes:
    """Return the talk's deck with some extras on the slide of points, a word of which was changed, too."""
    deck = hands.opened(talk.deck(talk.TALK))
    slide = hands.slide(deck, "Grain is cut")
    for name in names:
        EXTRAS[name](deck, slide)
    hands._put(deck, "The ears turn", "yellow", "golden")
    return like_powerpoint(hands.saved(deck))


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts that PowerPoint put there."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if KEPT.match(name)}


def ways(data: bytes) -> list[str]:
    """Return where the relations of slides and of the presentation lead, those of kinds deckgen has not."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = [one for one in archive.namelist() if re.match(r"ppt/(slides/)?_rels/", one)]
        targets = [
            one for name in files for one in re.findall(r'Target="([^"]+)"', archive.read(name).decode())
        ]
    return sorted(one for one in targets if KEPT.match(f"ppt/{one.removeprefix('../')}"))


MARKS = {
    "ink": b"Ink 90",
    "a video": b'name="Film"',
    "SmartArt": b"Diagram 3",
    "a transition": b"vortex",
    "a sound": b"bell.wav",
    "an add-in's tag": b"custDataLst",
    "an Excel sheet": b"Excel.Sheet.12",
    "an animation": b"presetClass",
    "a hidden slide": b'show="0"',
    "sections": b"My own part",
    "a jump link": b"hlinksldjump",
}
"""What is written of each in a slide or in the presentation."""


def written(data: bytes) -> bytes:
    """Return all XML of slides and of the presentation."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [
            one for one in archive.namelist() if re.fullmatch(r"ppt/(slides/slide\d+|presentation)\.xml", one)
        ]
        return b"".join(archive.read(name) for name in names)


def check(before: bytes, made: Regenerated, names: list[str]) -> None:
    """Hold that all extras are there, lead where they led, and that PowerPoint would open the file."""
    assert parts(made.data) == parts(before)
    assert ways(made.data) == ways(before)
    text = written(made.data)
    for name in names:
        assert MARKS.get(name, b"") in text, name
    assert "golden" in "".join(hands.texts(hands.opened(made.data)))
    assert set(killed_by(made.data)) <= set(killed_by(before))


@pytest.mark.parametrize("change", OUTLINES)
def test_all_of_it_at_once(change: str) -> None:
    """Whatever the outline does to the slide that holds it, and when it is built again after that."""
    names = [one for one in EXTRAS if one != "a sound"]  # a slide has one transition
    before = worked(names)
    after = talk.deck(OUTLINES[change](talk.TALK))
    made = regenerate(before, after, Keeping(Path("talk.pptx")), Choices())
    check(before, made, names)
    again = regenerate(made.data, after, Keeping(Path("talk.pptx")), Choices())
    assert again.data == made.data


@pytest.mark.parametrize("name", EXTRAS)
def test_a_dropped_slide_stays_for_one_of_it(name: str) -> None:
    """A slide that holds nothing else made by hand is not deleted with it."""
    deck = hands.opened(talk.deck(talk.TALK))
    EXTRAS[name](deck, hands.slide(deck, "Grain is cut"))
    before = hands.saved(deck)
    after = talk.deck(talk.without("points")(talk.TALK))
    made = regenerate(before, after, Keeping(Path("talk.pptx")), Choices())
    kept = any(one.title.startswith("Grain is cut") for one in made.merged.slides)
    if name in ("sections", "a jump link"):
        assert not kept  # they stand elsewhere, and stay there
        assert MARKS[name] in written(made.data) or name == "a jump link"
        assert name != "a jump link" or b"Back to the field" in written(made.data)
    else:
        assert kept
        assert made.plan.conflicts
        assert parts(made.data) == parts(before)


def _background(slide: Any) -> None:
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = hands.RGBColor(0xF0, 0xE0, 0xD0)


def _foot(slide: Any) -> None:
    shape = next(
        one for one in slide.shapes if one.has_text_frame and "From the field" in one.text_frame.text
    )
    shape.text_frame.text = "Only for class 9b"


def _layout(slide: Any) -> None:
    others = slide.slide_layout.slide_master.slide_layouts
    other = next(one for one in others if one.name != slide.slide_layout.name)
    way = next(one for one in slide.part.rels.values() if one.reltype.endswith("/slideLayout"))
    way._target = other.part


def _timed(slide: Any) -> None:
    slide._element.find(f"{hands.P}clrMapOvr").addnext(_made('<p:transition advTm="5000"/>'))


def _bare(slide: Any) -> None:
    slide._element.set("showMasterSp", "0")


def _recoloured(slide: Any) -> None:
    mapped = " ".join(
        f'{name}="{value}"'
        for name, value in {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}.items()
    )
    found = slide._element.find(f"{hands.P}clrMapOvr")
    found[:] = [_made(f"<a:overrideClrMapping {mapped}/>")]


def _beside_notes(slide: Any) -> None:
    tree = slide.notes_slide.shapes._spTree
    tree.append(copy.deepcopy(next(one for one in tree if one.tag == f"{hands.P}sp")))
    for one in tree[-1].iter(f"{hands.P}nvPr"):
        one[:] = []
    next(tree[-1].iter(f"{hands.P}cNvPr")).set("name", "TextBox 9")


def _coloured_notes(slide: Any) -> None:
    run = slide.notes_slide.notes_text_frame.paragraphs[0].runs[0]
    run.font.color.rgb = hands.RGBColor(0xC0, 0x10, 0x10)


def _made(xml: str) -> Any:
    names = f'xmlns:p="{hands.P[1:-1]}" xmlns:a="{hands.A[1:-1]}"'
    return etree.fromstring(xml.replace(" ", f" {names} ", 1))


@pytest.mark.parametrize(
    "do", [_background, _foot, _layout, _timed, _bare, _recoloured, _beside_notes, _coloured_notes]
)
def test_a_dropped_slide_stays_for_what_is_no_shape_of_its_own(do: Callable[[Any], None]) -> None:
    """A background, a foot, a layout, a time after which it goes on, the look of notes are work, too."""
    deck = hands.opened(talk.deck(talk.TALK))
    do(hands.slide(deck, "Grain is cut"))
    after = talk.deck(talk.without("points")(talk.TALK))
    made = regenerate(hands.saved(deck), after, Keeping(Path("talk.pptx")), Choices())
    assert [one.title for one in made.plan.conflicts] == ["Grain is cut in late summer"]
    assert any(one.title.startswith("Grain is cut") for one in made.merged.slides)


def test_backgrounds_and_transitions_by_hand_stay_and_the_outlines_come() -> None:
    """A changed slide keeps the background that it was given; another slide gets the outline's transition."""
    deck = hands.opened(talk.deck(talk.TALK))
    _background(hands.slide(deck, "Grain is cut"))
    EXTRAS["a transition"](deck, hands.slide(deck, "Three kinds"))
    after = talk.deck(talk.TALK.replace("The straw turns", "The straw gets"))
    fading = re.compile(rb"(</p:clrMapOvr>)")
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(after)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            slide = name.startswith("ppt/slides/slide")
            archive.writestr(
                name, fading.sub(rb"\1<p:transition><p:fade/></p:transition>", data) if slide else data
            )
    made = regenerate(hands.saved(deck), target.getvalue(), Keeping(Path("talk.pptx")), Choices())
    slides = {one.title: one for one in made.merged.slides}
    assert b"F0E0D0" in written(made.data)
    assert slides["Three kinds of flour"].transition == "vortex fade"
    assert slides["Grain is cut in late summer"].transition == "fade"
    assert set(killed_by(made.data)) <= set(killed_by(hands.saved(deck)))
