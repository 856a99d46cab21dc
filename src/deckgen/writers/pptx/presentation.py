"""Slides, master, sections → the presentation part, and the small parts that stand beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from deckgen.deck.model import Run
from deckgen.layout.measure import NOT_FIRST, NOT_LAST
from deckgen.layout.pages import TextBox
from deckgen.theme.model import LIGHT, Theme
from deckgen.units import SLIDE
from deckgen.writers.pptx import notes
from deckgen.writers.pptx.colours import is_dark
from deckgen.writers.pptx.edition import Edition, slide_name
from deckgen.writers.pptx.master import ID, MASTER, other_levels
from deckgen.writers.pptx.package import Part, Relations, office
from deckgen.writers.pptx.sections import sections
from deckgen.writers.pptx.table import table_styles
from deckgen.writers.pptx.theme_part import theme_part
from deckgen.writers.pptx.xml import NAMESPACES, attribute, document

PRESENTATION = "ppt/presentation.xml"
THEME, NOTES_THEME = "ppt/theme/theme1.xml", "ppt/theme/theme2.xml"

_KIND = "application/vnd.openxmlformats-officedocument.presentationml"
_FIRST_SLIDE = 256
"""The smallest id that a slide may have."""

_RULED = {"ja": "ja-JP", "ko": "ko-KR", "zh": "zh-CN"}
"""Languages with rules of their own for what may stand at a line's ends."""

_GRID = '<p:gridSpacing cx="76200" cy="76200"/>'


def presentation_part(edition: Edition, *, with_notes: bool) -> Part:
    """Return the presentation part; `with_notes` tells that there is a notes master."""
    relations = Relations(PRESENTATION)
    master = relations.part(office("slideMaster"), MASTER)
    noted = (
        f'<p:notesMasterIdLst><p:notesMasterId r:id="{relations.part(office("notesMaster"), notes.MASTER)}"/>'
        "</p:notesMasterIdLst>"
        if with_notes
        else ""
    )
    slides = "".join(
        f'<p:sldId id="{_FIRST_SLIDE + page.number - 1}" '
        f'r:id="{relations.part(office("slide"), slide_name(page.number))}"/>'
        for page in edition.pages.pages
    )
    for kind, name in (
        ("presProps", "ppt/presProps.xml"),
        ("viewProps", "ppt/viewProps.xml"),
        ("theme", THEME),
        ("tableStyles", "ppt/tableStyles.xml"),
    ):
        relations.part(office(kind), name)
    listed = f"<p:sldIdLst>{slides}</p:sldIdLst>" if slides else ""
    mirrored = ' rtl="1"' if edition.hand.right_to_left else ""
    named = sections(edition.pages, _FIRST_SLIDE)
    extended = f"<p:extLst>{named}</p:extLst>" if named else ""
    data = document(
        f'<p:presentation {NAMESPACES}{mirrored} saveSubsetFonts="1" autoCompressPictures="0">'
        f'<p:sldMasterIdLst><p:sldMasterId id="{ID}" r:id="{master}"/></p:sldMasterIdLst>{noted}{listed}'
        f'<p:sldSz cx="{SLIDE.width}" cy="{SLIDE.height}"/>'
        f'<p:notesSz cx="{notes.SIZE[0]}" cy="{notes.SIZE[1]}"/>{_kinsoku(edition)}<p:defaultTextStyle>'
        f'<a:defPPr><a:defRPr lang="{attribute(edition.language)}"/></a:defPPr>{other_levels(edition.hand)}'
        f"</p:defaultTextStyle>{extended}</p:presentation>"
    )
    return Part(PRESENTATION, f"{_KIND}.presentation.main+xml", data, relations.all())


def _kinsoku(edition: Edition) -> str:
    """Return the characters that no line begins or ends with, where any text is in such a language."""
    spoken = (edition.language, *sorted({run.language for run in _runs(edition) if run.language}))
    ruled = next((_RULED[one] for tag in spoken if (one := tag.lower().split("-")[0]) in _RULED), None)
    if ruled is None:
        return ""
    first, last = ("".join(sorted(chars)) for chars in (NOT_FIRST, NOT_LAST))
    return f'<p:kinsoku lang="{ruled}" invalStChars="{attribute(first)}" invalEndChars="{attribute(last)}"/>'


def _runs(edition: Edition) -> Iterator[Run]:
    """Give the runs of the slides' boxes of text."""
    for page in edition.pages.pages:
        for box in page.boxes:
            if isinstance(box, TextBox):
                for paragraph in box.paragraphs:
                    yield from paragraph.runs


def side_parts(edition: Edition) -> tuple[Part, ...]:
    """Return the parts beside the presentation: how it is shown and viewed, its theme, its table style."""
    theme = edition.hand.theme
    name = theme.name.capitalize()
    office_kind = "application/vnd.openxmlformats-officedocument"
    return (
        Part("ppt/presProps.xml", f"{_KIND}.presProps+xml", document(f"<p:presentationPr {NAMESPACES}/>")),
        Part(
            "ppt/viewProps.xml",
            f"{_KIND}.viewProps+xml",
            document(f"<p:viewPr {NAMESPACES}>{_GRID}</p:viewPr>"),
        ),
        Part(THEME, f"{office_kind}.theme+xml", theme_part(theme, name, edition.language)),
        Part("ppt/tableStyles.xml", f"{_KIND}.tableStyles+xml", table_styles(edition.hand)),
    )


def on_paper(theme: Theme) -> Theme:
    """Return a theme in the colours that it has on white paper, where notes are printed."""
    light = theme.variants[LIGHT]
    return replace(theme, colours=light.colours, data=light.data) if is_dark(theme) else theme


def notes_theme(edition: Edition) -> Part:
    """Return the theme of the notes master, which may share no part with the slides'."""
    theme = on_paper(edition.hand.theme)
    kind = "application/vnd.openxmlformats-officedocument.theme+xml"
    return Part(NOTES_THEME, kind, theme_part(theme, f"{theme.name.capitalize()} notes", edition.language))
