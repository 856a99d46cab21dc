"""Theme → the slide master: ground, title, body, foot, number, and the text styles of all layouts."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.structs import Struct
from deckgen.theme.model import Align, Region, Theme
from deckgen.writers.pptx.colours import is_dark
from deckgen.writers.pptx.context import PackageContext
from deckgen.writers.pptx.package import Part, Relations, office
from deckgen.writers.pptx.placeholders import base_layout
from deckgen.writers.pptx.shapes.shape import COLOUR_MAP, DARK_MAP, RECTANGLE, ROOT, ground, shape, transform
from deckgen.writers.pptx.styles import StyleWriter, TextStyle, style_look
from deckgen.writers.pptx.text import frame, list_style, number_prompt
from deckgen.writers.pptx.xml import NAMESPACES, attribute, document

MASTER = "ppt/slideMasters/slideMaster1.xml"
ID = 2_147_483_648
"""The master's id; the layouts' follow it. Masters and layouts share one range, which begins here."""

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml"
_DEPTHS = 9


class Styles(Struct, frozen=True):
    """The looks that the master hands down to the layouts; those of the body one a depth."""

    title: TextStyle
    body: tuple[TextStyle, ...]
    foot: TextStyle
    number: TextStyle


def styles(theme: Theme) -> Styles:
    """Return the looks that the master hands down."""
    title, body = _regions(theme)
    chrome = theme.chrome
    return Styles(
        title=style_look(theme, theme.styles[title.style or "headline"], title.align),
        body=tuple(
            style_look(theme, theme.styles[body.style or "body"], body.align, depth)
            for depth in range(_DEPTHS)
        ),
        foot=style_look(theme, theme.styles[chrome.footer.style or "chrome"], chrome.footer.align),
        number=style_look(theme, theme.styles[chrome.number.style or "chrome"], chrome.number.align),
    )


def master_part(context: PackageContext, theme: str) -> Part:
    """Return the slide master. `theme` is the name of its theme's part."""
    hand = context.hand
    found = styles(hand.theme)
    title, body = _regions(hand.theme)
    chrome = hand.theme.chrome
    relations = Relations(MASTER)
    layouts = "".join(
        f'<p:sldLayoutId id="{ID + place}" r:id="{relations.part(office("slideLayout"), name)}"/>'
        for place, name in enumerate(context.layouts.values(), 1)
    )
    relations.part(office("theme"), theme)
    writing = _Placeholders(context)
    shapes = "".join(
        (
            writing.shape(2, '<p:ph type="title"/>', title, "", writing.prompt("Title")),
            writing.shape(3, '<p:ph type="body" idx="1"/>', body, "", writing.prompt("Text", "Second level")),
            writing.shape(
                4,
                '<p:ph type="ftr" sz="quarter" idx="3"/>',
                chrome.footer,
                hand.level(0, found.foot, None),
                writing.prompt(),
            ),
            writing.shape(
                5,
                '<p:ph type="sldNum" sz="quarter" idx="4"/>',
                chrome.number,
                hand.level(0, found.number, None),
                number_prompt(context.language, "master"),
            ),
        )
    )
    mapped = DARK_MAP if is_dark(hand.theme) else COLOUR_MAP
    data = document(
        f"<p:sldMaster {NAMESPACES}><p:cSld>{ground(hand.palette.fill('bg'))}"
        f"<p:spTree>{ROOT}{shapes}</p:spTree></p:cSld>{mapped}<p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst>"
        f"<p:txStyles><p:titleStyle>{hand.level(0, found.title, None)}</p:titleStyle>"
        f"<p:bodyStyle>{_levels(hand, found.body)}</p:bodyStyle>"
        f"<p:otherStyle>{other_levels(hand)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )
    return Part(MASTER, _CONTENT_TYPE, data, relations.all())


def other_levels(hand: StyleWriter) -> str:
    """Return the list style of text that is in no placeholder, as drawn by hand."""
    side, rtl = hand.side(Align.START), int(hand.right_to_left)
    return "".join(
        f'<a:lvl{depth}pPr marL="{(depth - 1) * 457_200}" algn="{side}" defTabSz="914400" rtl="{rtl}" '
        f'eaLnBrk="1" latinLnBrk="0">{hand.plain(1800).xml("a:defRPr")}</a:lvl{depth}pPr>'
        for depth in range(1, _DEPTHS + 1)
    )


class _Placeholders(Struct, frozen=True):
    """Writes the master's placeholders."""

    context: PackageContext

    def shape(self, shape_id: int, held: str, region: Region, levels: str, text: str) -> str:
        rtl = self.context.hand.right_to_left
        about = f'<p:cNvPr id="{shape_id}" name="{attribute(region.name.capitalize())}"/>'
        body = f"{frame(region.anchor, right_to_left=rtl)}{list_style([levels])}{text}"
        return shape(about, f"<p:nvPr>{held}</p:nvPr>", f"{transform(region.rect)}{RECTANGLE}", body)

    def prompt(self, *levels: str) -> str:
        rows = "".join(
            f'<a:p><a:pPr lvl="{depth}"/><a:r><a:rPr lang="en-GB"/><a:t>{text}</a:t></a:r></a:p>'
            for depth, text in enumerate(levels)
        )
        return rows or f'<a:p><a:endParaRPr lang="{attribute(self.context.language)}"/></a:p>'


def _levels(hand: StyleWriter, looks: Sequence[TextStyle]) -> str:
    return "".join(hand.level(depth, look, None) for depth, look in enumerate(looks))


def _regions(theme: Theme) -> tuple[Region, Region]:
    """Return the regions that the master's title and body are drawn after."""
    layout = base_layout(theme)
    regions = [one for one in layout.regions if one.style is not None]
    title = layout.region(layout.title_region or "title") or regions[0]
    return title, layout.region("body") or regions[-1]
