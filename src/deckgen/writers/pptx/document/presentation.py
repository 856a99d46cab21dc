"""Slides, master, sections → the presentation part, and the small parts that are beside it."""

from __future__ import annotations

from deckgen.layout.pages import LineRules
from deckgen.structs import replace
from deckgen.theme.model import LIGHT, Theme
from deckgen.units import SLIDE, Rect
from deckgen.writers.pptx import notes
from deckgen.writers.pptx.colours import is_dark
from deckgen.writers.pptx.context import PackageContext, slide_name
from deckgen.writers.pptx.document.master import ID, MASTER, other_levels
from deckgen.writers.pptx.document.sections import sections
from deckgen.writers.pptx.document.theme_part import theme_part
from deckgen.writers.pptx.package import Part, Relations, office
from deckgen.writers.pptx.shapes.table import table_styles
from deckgen.writers.pptx.xml import NAMESPACES, attribute, document, element

PRESENTATION = "ppt/presentation.xml"
THEME, NOTES_THEME = "ppt/theme/theme1.xml", "ppt/theme/theme2.xml"

_KIND = "application/vnd.openxmlformats-officedocument.presentationml"
_FIRST_SLIDE = 256
"""The smallest id that a slide may have."""

_GRID = '<p:gridSpacing cx="76200" cy="76200"/>'


def presentation_part(context: PackageContext, base: str | None) -> Part:
    """Return the presentation part; `base` names the part of what was generated, None: there is none."""
    relations = Relations(PRESENTATION)
    master = relations.part(office("slideMaster"), MASTER)
    noted = relations.part(office("notesMaster"), notes.MASTER)
    slides = "".join(
        f'<p:sldId id="{_FIRST_SLIDE + number - 1}" '
        f'r:id="{relations.part(office("slide"), slide_name(number))}"/>'
        for number in range(1, len(context.pages.pages) + 1)
    )
    for kind, name in (
        ("presProps", "ppt/presProps.xml"),
        ("viewProps", "ppt/viewProps.xml"),
        ("theme", THEME),
        ("tableStyles", "ppt/tableStyles.xml"),
    ):
        relations.part(office(kind), name)
    if base is not None:
        relations.part(office("customXml"), base)
    listed = f"<p:sldIdLst>{slides}</p:sldIdLst>" if slides else ""
    mirrored = ' rtl="1"' if context.hand.right_to_left else ""
    named = sections(context.pages, _FIRST_SLIDE)
    extended = f"<p:extLst>{named}</p:extLst>" if named else ""
    kept = _kinsoku(context.pages.line_rules)
    data = document(
        f'<p:presentation {NAMESPACES}{mirrored} saveSubsetFonts="1" autoCompressPictures="0">'
        f'<p:sldMasterIdLst><p:sldMasterId id="{ID}" r:id="{master}"/></p:sldMasterIdLst>'
        f'<p:notesMasterIdLst><p:notesMasterId r:id="{noted}"/></p:notesMasterIdLst>{listed}'
        f"{_size(context.hand.theme.slide)}"
        f'<p:notesSz cx="{notes.SIZE[0]}" cy="{notes.SIZE[1]}"/>{kept}<p:defaultTextStyle>'
        f'<a:defPPr><a:defRPr lang="{attribute(context.language)}"/></a:defPPr>{other_levels(context.hand)}'
        f"</p:defaultTextStyle>{extended}</p:presentation>"
    )
    return Part(PRESENTATION, f"{_KIND}.presentation.main+xml", data, relations.all())


def _size(slide: Rect) -> str:
    """Return the size of all slides; PowerPoint names the old shape of screens as it does itself."""
    named = {} if slide == SLIDE else {"type": "screen4x3"}
    return element("p:sldSz", {"cx": slide.width, "cy": slide.height, **named})


def _kinsoku(rules: LineRules | None) -> str:
    """Return the characters that no line begins or ends with, nothing where there are no such rules."""
    if rules is None:
        return ""
    marks = {"lang": rules.language, "invalStChars": rules.not_first, "invalEndChars": rules.not_last}
    return element("p:kinsoku", marks)


def side_parts(context: PackageContext) -> tuple[Part, ...]:
    """Return the parts beside the presentation: how it is shown and viewed, its theme, its table style."""
    theme = context.hand.theme
    name = theme.name.capitalize()
    office_kind = "application/vnd.openxmlformats-officedocument"
    return (
        Part("ppt/presProps.xml", f"{_KIND}.presProps+xml", document(f"<p:presentationPr {NAMESPACES}/>")),
        Part(
            "ppt/viewProps.xml",
            f"{_KIND}.viewProps+xml",
            document(f"<p:viewPr {NAMESPACES}>{_GRID}</p:viewPr>"),
        ),
        Part(THEME, f"{office_kind}.theme+xml", theme_part(theme, name, context.language)),
        Part("ppt/tableStyles.xml", f"{_KIND}.tableStyles+xml", table_styles(context.hand)),
    )


def on_paper(theme: Theme) -> Theme:
    """Return a theme in the colours that it has on white paper, where notes are printed."""
    light = theme.variants[LIGHT]
    return replace(theme, colours=light.colours, data=light.data) if is_dark(theme) else theme


def notes_theme(context: PackageContext) -> Part:
    """Return the theme of the notes master, which may share no part with the slides'."""
    theme = on_paper(context.hand.theme)
    kind = "application/vnd.openxmlformats-officedocument.theme+xml"
    return Part(NOTES_THEME, kind, theme_part(theme, f"{theme.name.capitalize()} notes", context.language))
