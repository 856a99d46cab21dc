"""What was only set off by hand, a word, a row, a chart's paint, is not lost with what it was given to."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image as Picture
from pptx.oxml import ns

from deckgen.regenerate.merging.plan import Choices, Kind
from deckgen.regenerate.reading.package import Pictures
from deckgen.regenerate.regenerate import Keeping, Regenerated, regenerate
from deckgen.regenerate.report import Merged
from deckgen.regenerate.report_page import Surroundings, report_page
from deckgen.units import SLIDE
from tests.regenerate import hands, talk

Look = Callable[[hands.Deck], bool]


def _highlighted(deck: hands.Deck) -> None:
    run = hands.shape(deck, "The ears turn").text_frame.paragraphs[0].runs[-1]
    properties = run._r.get_or_add_rPr()
    properties.append(
        etree.fromstring(f'<a:highlight {ns.nsdecls("a")}><a:srgbClr val="ABC123"/></a:highlight>')
    )


def _bold_word(deck: hands.Deck) -> None:
    run = hands.shape(deck, "The ears turn").text_frame.paragraphs[0].runs[-1]
    made = etree.fromstring(etree.tostring(run._r))
    run._r.addnext(made)
    run.text = "The ears turn "
    next(made.iter(f"{hands.A}t")).text = "yellow"
    properties = made.find(f"{hands.A}rPr")
    if properties is None:
        properties = etree.Element(f"{hands.A}rPr")
        made.insert(0, properties)
    properties.set("b", "1")


def _numbered(deck: hands.Deck) -> None:
    for paragraph in hands.shape(deck, "The ears turn").text_frame.paragraphs:
        properties = paragraph._p.get_or_add_pPr()
        for one in [one for one in properties if etree.QName(one).localname.startswith("bu")]:
            properties.remove(one)
        properties.append(etree.fromstring(f'<a:buAutoNum {ns.nsdecls("a")} type="arabicPeriod"/>'))


def _painted_row(deck: hands.Deck) -> None:
    cell = hands.shape(deck, "Three kinds", "table").table.cell(2, 0)
    cell.fill.solid()
    cell.fill.fore_color.rgb = hands.RGBColor(0xAB, 0xC1, 0x23)


def _painted_bars(deck: hands.Deck) -> None:
    fill = hands.shape(deck, "More bread", "chart").chart.plots[0].series[0].format.fill
    fill.solid()
    fill.fore_color.rgb = hands.RGBColor(0xAB, 0xC1, 0x23)


def _grey(deck: hands.Deck) -> None:
    blip = hands.shape(deck, "A mill grinds", "picture")._element.blipFill.find(f"{hands.A}blip")
    blip.insert(0, etree.fromstring(f"<a:grayscl {ns.nsdecls('a')}/>"))


def _written(token: bytes) -> Look:
    """Return a test of whether something is written on a slide, or in a chart."""

    def there(deck: hands.Deck) -> bool:
        slides = [etree.tostring(one._element) for one in deck.slides]
        charts = [one.blob for one in deck.part.package.iter_parts() if "/charts/chart" in str(one.partname)]
        return any(token.lower() in one.lower() for one in (*slides, *charts))

    return there


def _is_bold(deck: hands.Deck) -> bool:
    shapes = (shape for one in deck.slides for shape in hands.every(one.shapes) if shape.has_text_frame)
    runs = (run for shape in shapes for one in shape.text_frame.paragraphs for run in one.runs)
    return any("yellow" in run.text and run.font.bold for run in runs)


def _as_text(text: str) -> str:
    start, stop = text.index("        bullets:"), text.index("        notes: Say")
    return f"{text[:start]}        text: Nothing of it is left\n{text[stop:]}"


def _put(old: str, new: str) -> Callable[[str], str]:
    return talk.Change(old, new, "")


def _wider(text: str) -> str:
    return (
        text.replace("[Kind, Ash, Use]", "[Kind, Ash, Use, Price]")
        .replace("Cakes]", "Cakes, 1]")
        .replace("Rolls]", "Rolls, 2]")
        .replace("Loaves]", "Loaves, 3]")
    )


def merged(
    edit: Callable[[hands.Deck], None], outline: str, take: frozenset[str] = frozenset()
) -> Regenerated:
    """Merge an outline into the talk's deck, in which something was done by hand."""
    deck = hands.opened(talk.deck(talk.TALK))
    edit(deck)
    return regenerate(hands.saved(deck), talk.deck(outline), Keeping(Path("talk.pptx")), Choices(take))


@pytest.mark.parametrize(
    ("edit", "stays", "taken", "beside"),
    [
        (_highlighted, _written(b"ABC123"), _as_text, _put("straw turns brittle", "straw grows brittle")),
        (_bold_word, _is_bold, _put("turn yellow", "turn pale"), _put("The ears", "All ears")),
        (_bold_word, _is_bold, _as_text, _put("straw turns brittle", "straw grows brittle")),
        (_numbered, _written(b"arabicPeriod"), _as_text, _put("straw turns", "straw grows")),
        (_painted_row, _written(b"ABC123"), _put('            - [Bread, "550", Rolls]\n', ""), _wider),
        (_painted_bars, _written(b"ABC123"), _put("kind: bar", "kind: column"), _put("85]", "86]")),
    ],
)  # fmt: skip
def test_looks_given_by_hand_stay(
    edit: Callable[[hands.Deck], None],
    stays: Look,
    taken: Callable[[str], str],
    beside: Callable[[str], str],
) -> None:
    """Alone they are listed, with a change beside them both are there; where they would go, it is told."""
    alone = merged(edit, talk.TALK)
    assert [one.kind for one in alone.plan.findings] == [Kind.KEPT]
    both = merged(edit, beside(talk.TALK))
    assert stays(hands.opened(both.data))
    assert both.plan.conflicts == ()
    assert any(one.kind is Kind.APPLIED for one in both.plan.findings)
    gone = merged(edit, taken(talk.TALK))
    assert stays(hands.opened(gone.data))
    (conflict,) = {one.name for one in gone.plan.conflicts}
    again = merged(edit, taken(talk.TALK), take=frozenset({conflict}))
    assert not stays(hands.opened(again.data))


def test_a_picture_that_was_made_grey_stays_grey() -> None:
    """Whatever picture the outline now names."""
    shown = Picture.new("RGB", (60, 40), "#123456")
    data = io.BytesIO()
    shown.save(data, "PNG")
    deck = hands.opened(talk.deck(talk.TALK))
    found = hands.slide(deck, "A mill grinds")
    _, way = found.part.get_or_add_image_part(io.BytesIO(data.getvalue()))
    hands.shape(deck, "A mill grinds", "picture")._element.blipFill.find(f"{hands.A}blip").set(
        f"{hands.R}embed", way
    )
    outline = hands.saved(deck)
    grey = hands.opened(talk.deck(talk.TALK))
    _grey(grey)
    made = regenerate(hands.saved(grey), outline, Keeping(Path("talk.pptx")), Choices())
    assert hands._own_picture(hands.opened(made.data))
    assert _written(b"grayscl")(hands.opened(made.data))
    assert made.plan.conflicts == ()


def test_the_page_shows_pictures_and_marks_words() -> None:
    """A word that the hand changed is marked, a picture is drawn, and the command names the outline."""
    deck = hands.opened(talk.deck(talk.TALK))
    for name in ("the same word", "the picture"):
        hands.HANDS[name].do(deck)
    data, outline = hands.saved(deck), talk.deck(talk.TALK.replace("turn yellow", "turn pale"))
    made = regenerate(data, outline, Keeping(Path("talk.pptx")), Choices())
    merged = Merged(made.plan.findings, (), True, source="talk.yaml")
    around = Surroundings(SLIDE, {}, Pictures(data, outline).find, merged.source)
    page = report_page(made.plan, merged, "Bread", around).decode()
    assert "The ears turn <mark>golden</mark>" in page
    assert "The ears turn <mark>pale</mark>" in page
    assert page.count('src="data:image/webp;base64,') == 3
    assert "deckgen build --take points/body:text talk.yaml" in page
    assert "<mark>another</mark> picture" in page
