"""A theme's layouts → slide layouts: every region a placeholder, decoration as shapes, its own ground."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.theme.model import Decor, Layout
from deckgen.writers.pptx.edition import Edition
from deckgen.writers.pptx.looks import Look, style_look
from deckgen.writers.pptx.master import MASTER, Styles, styles
from deckgen.writers.pptx.package import Part, Relations, office
from deckgen.writers.pptx.shapes import (
    DECORATIVE,
    NO_LINE,
    RECTANGLE,
    ROOT,
    TEXT_BOX,
    ground,
    rectangle,
    shape,
    transform,
)
from deckgen.writers.pptx.slots import FOOTER, MARK, NUMBER, Slot
from deckgen.writers.pptx.text import frame, list_style, number_prompt
from deckgen.writers.pptx.xml import NAMESPACES, attribute, document, element
from deckgen.writers.pptx.xml import text as content

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml"
_PROMPTS = "en-GB"
"""The language of what empty placeholders ask for."""

_DRAWN = '<p:nvPr userDrawn="1"/>'


def layout_parts(edition: Edition) -> tuple[Part, ...]:
    """Return the parts of all layouts of the theme."""
    theme = edition.hand.theme
    above = styles(theme)
    return tuple(_layout_part(edition, layout, above) for layout in theme.layouts.values())


def _layout_part(edition: Edition, layout: Layout, above: Styles) -> Part:
    name = edition.layouts[layout.name]
    relations = Relations(name)
    relations.part(office("slideMaster"), MASTER)
    hand = edition.hand
    decor = list(_decor(edition, layout))
    shapes = [
        rectangle(hand, _about(place, f"Decoration {place - 1}", DECORATIVE), one.rect, one.colour, _DRAWN)
        for place, one in enumerate(decor, 2)
    ]
    shapes.append(_quotation_mark(edition, layout, len(shapes) + 2))
    for slot in edition.slots[layout.name].values():
        shapes.append(_placeholder(edition, slot, above, len(shapes) + 2))
    own = ground(hand.palette.fill(layout.background)) if layout.background != "bg" else ""
    data = document(
        f'<p:sldLayout {NAMESPACES} preserve="1" userDrawn="1"><p:cSld name="{attribute(layout.label)}">'
        f"{own}<p:spTree>{ROOT}{''.join(shapes)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )
    return Part(name, _CONTENT_TYPE, data, relations.all())


def _decor(edition: Edition, layout: Layout) -> Iterator[Decor]:
    """Give a layout's decoration, hindmost first, with the track of the progress bar."""
    chrome = edition.hand.theme.chrome
    yield from layout.decor
    if layout.chrome:
        yield from chrome.rules
        if chrome.progress is not None:
            yield Decor(chrome.progress, "rule")


def _quotation_mark(edition: Edition, layout: Layout, shape_id: int) -> str:
    """Return the large quotation mark of a layout that has room for one."""
    region = layout.region(MARK)
    if region is None or region.style is None:
        return ""
    hand = edition.hand
    look = style_look(hand.theme, hand.theme.styles[region.style], region.align)
    drawn = f"{transform(region.rect)}{RECTANGLE}<a:noFill/>{NO_LINE}"
    body = (
        f"{frame(region.anchor, right_to_left=hand.right_to_left)}{list_style([hand.level(0, look, None)])}"
        f'<a:p><a:r><a:rPr lang="{attribute(edition.language)}"/>'
        f"<a:t>{content(edition.pages.words.quote_open.strip())}</a:t></a:r></a:p>"
    )
    return shape(_about(shape_id, "Quotation mark", DECORATIVE), _DRAWN, drawn, body, TEXT_BOX)


def _placeholder(edition: Edition, slot: Slot, above: Styles, shape_id: int) -> str:
    hand = edition.hand
    levels = (hand.level(depth, look, _above(slot, depth, above)) for depth, look in enumerate(slot.looks))
    held = slot.placeholder
    if slot.name not in (FOOTER, NUMBER):
        held = held.replace("<p:ph", '<p:ph hasCustomPrompt="1"', 1)
    pad = slot.pad
    insets = frame(slot.anchor, right_to_left=hand.right_to_left, start=pad, end=pad, top=pad, bottom=pad)
    body = f"{insets}{list_style(levels)}{_prompt(edition, slot)}"
    fill = hand.palette.fill(slot.fill) if slot.fill else ""
    about = _about(shape_id, slot.name.replace("-", " ").capitalize())
    return shape(about, f"<p:nvPr>{held}</p:nvPr>", f"{transform(slot.rect)}{RECTANGLE}{fill}", body)


def _above(slot: Slot, depth: int, above: Styles) -> Look | None:
    """Return the look that the master hands down to a slot.

    None for foot and number, whose looks LibreOffice takes from the layout alone.
    """
    if slot.name in (FOOTER, NUMBER):
        return None
    return above.title if slot.is_title else above.body[depth]


def _prompt(edition: Edition, slot: Slot) -> str:
    """Return what stands in an empty placeholder: the number itself, or what belongs there."""
    if slot.name == NUMBER:
        return number_prompt(edition.language, "layout")
    if slot.name == FOOTER:
        # LibreOffice gives the foot of slides the look of the layout's, and that only where it has text.
        language, words = edition.language, edition.pages.name
    else:
        language, words = _PROMPTS, slot.name.replace("-", " ").capitalize()
    return f'<a:p><a:r><a:rPr lang="{attribute(language)}"/><a:t>{content(words)}</a:t></a:r></a:p>'


def _about(shape_id: int, name: str, extension: str = "") -> str:
    extended = f"<a:extLst>{extension}</a:extLst>" if extension else ""
    return element("p:cNvPr", f' id="{shape_id}" name="{attribute(name)}"', extended)
