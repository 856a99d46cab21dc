"""A theme's layouts → slide layouts: every region a placeholder, decoration as shapes, its own ground."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.theme.model import Decor, Layout
from deckgen.writers.pptx.context import PackageContext
from deckgen.writers.pptx.document.master import MASTER, Styles, styles
from deckgen.writers.pptx.package import Part, Relations, office
from deckgen.writers.pptx.placeholders import FOOTER, MARK, NUMBER, Placeholder
from deckgen.writers.pptx.shapes.shape import (
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
from deckgen.writers.pptx.styles import TextStyle, style_look
from deckgen.writers.pptx.text import Insets, frame, list_style, number_prompt, prompt
from deckgen.writers.pptx.xml import NAMESPACES, attribute, document, element

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml"
_PROMPTS = "en-GB"
"""The language of what empty placeholders ask for."""

_DRAWN = '<p:nvPr userDrawn="1"/>'


def layout_parts(context: PackageContext) -> tuple[Part, ...]:
    """Return the parts of all layouts of the theme."""
    theme = context.hand.theme
    above = styles(theme)
    return tuple(_layout_part(context, layout, above) for layout in theme.layouts.values())


def _layout_part(context: PackageContext, layout: Layout, above: Styles) -> Part:
    name = context.layouts[layout.name]
    relations = Relations(name)
    relations.part(office("slideMaster"), MASTER)
    hand = context.hand
    decor = list(_decor(context, layout))
    shapes = [
        rectangle(hand, _about(place, f"Decoration {place - 1}", DECORATIVE), one.rect, one.colour, _DRAWN)
        for place, one in enumerate(decor, 2)
    ]
    shapes.append(_quotation_mark(context, layout, len(shapes) + 2))
    for slot in context.slots[layout.name].values():
        shapes.append(_placeholder(context, slot, above, len(shapes) + 2))
    own = ground(hand.palette.fill(layout.background)) if layout.background != "bg" else ""
    data = document(
        f'<p:sldLayout {NAMESPACES} preserve="1" userDrawn="1"><p:cSld name="{attribute(layout.label)}">'
        f"{own}<p:spTree>{ROOT}{''.join(shapes)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )
    return Part(name, _CONTENT_TYPE, data, relations.all())


def _decor(context: PackageContext, layout: Layout) -> Iterator[Decor]:
    """Give a layout's decoration, hindmost first, with the track of the progress bar."""
    chrome = context.hand.theme.chrome
    yield from layout.decor
    if layout.chrome:
        yield from chrome.rules
        if chrome.progress is not None:
            yield Decor(chrome.progress, "rule")


def _quotation_mark(context: PackageContext, layout: Layout, shape_id: int) -> str:
    """Return the large quotation mark of a layout that has room for one."""
    region = layout.region(MARK)
    if region is None or region.style is None:
        return ""
    hand = context.hand
    look = style_look(hand.theme, hand.theme.styles[region.style], region.align)
    drawn = f"{transform(region.rect)}{RECTANGLE}<a:noFill/>{NO_LINE}"
    body = (
        f"{frame(region.anchor, right_to_left=hand.right_to_left)}{list_style([hand.level(0, look, None)])}"
        f"{prompt(context.language, context.pages.quotation_mark)}"
    )
    return shape(_about(shape_id, "Quotation mark", DECORATIVE), _DRAWN, drawn, body, TEXT_BOX)


def _placeholder(context: PackageContext, slot: Placeholder, above: Styles, shape_id: int) -> str:
    hand = context.hand
    # Google Slides and LibreOffice lose track of a colour that comes from the master's text styles.
    levels = (
        hand.level(depth, look, _above(slot, depth, above), coloured=True)
        for depth, look in enumerate(slot.looks)
    )
    held = slot.named(prompted=slot.name not in (FOOTER, NUMBER))
    insets = frame(slot.anchor, Insets(*(slot.pad,) * 4), right_to_left=hand.right_to_left)
    body = f"{insets}{list_style(levels)}{_prompt(context, slot)}"
    fill = hand.palette.fill(slot.fill) if slot.fill else ""
    about = _about(shape_id, slot.name.replace("-", " ").capitalize())
    return shape(about, f"<p:nvPr>{held}</p:nvPr>", f"{transform(slot.rect)}{RECTANGLE}{fill}", body)


def _above(slot: Placeholder, depth: int, above: Styles) -> TextStyle | None:
    """Return the look that the master hands down to a slot.

    None for foot and number, whose looks LibreOffice takes from the layout alone.
    """
    if slot.name in (FOOTER, NUMBER):
        return None
    return above.title if slot.is_title else above.body[depth]


def _prompt(context: PackageContext, slot: Placeholder) -> str:
    """Return what is in an empty placeholder: the number itself, or what belongs there."""
    if slot.name == NUMBER:
        return number_prompt(context.language, "layout")
    if slot.name == FOOTER:
        # LibreOffice gives the foot of slides the look of the layout's, and that only where it has text.
        language, words = context.language, context.pages.name
    else:
        language, words = _PROMPTS, slot.name.replace("-", " ").capitalize()
    return prompt(language, words)


def _about(shape_id: int, name: str, extension: str = "") -> str:
    extended = f"<a:extLst>{extension}</a:extLst>" if extension else ""
    return element("p:cNvPr", {"id": shape_id, "name": name}, extended)
