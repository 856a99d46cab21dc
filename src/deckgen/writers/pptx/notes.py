"""Speaker's notes → notes pages, and the master that they hang on."""

from __future__ import annotations

from deckgen.deck.model import Note, Run
from deckgen.layout.pages import Page
from deckgen.structs import replace
from deckgen.theme.model import Align
from deckgen.units import Emu, Rect, emu, grid, grid_rect
from deckgen.writers.pptx.context import PackageContext, notes_name, slide_name
from deckgen.writers.pptx.package import Part, Relations, office
from deckgen.writers.pptx.run_properties import RunProperties
from deckgen.writers.pptx.shapes.shape import (
    COLOUR_MAP,
    LOCKED_IMAGE,
    NO_LINE,
    PLAIN,
    RECTANGLE,
    ROOT,
    Names,
    ground,
    shape,
    transform,
)
from deckgen.writers.pptx.styles import MARKS, StyleWriter
from deckgen.writers.pptx.text import RunWriter, number_prompt, prompt
from deckgen.writers.pptx.xml import NAMESPACES, document

MASTER = "ppt/notesMasters/notesMaster1.xml"
SIZE = (6_858_000, 9_144_000)
"""Width and height of a notes page in EMU: 7½ × 10 in."""

_KIND = "application/vnd.openxmlformats-officedocument.presentationml"

_IMAGE_TOP, _IMAGE_WIDTH, _IMAGE_HEIGHT = grid(10), grid(70), grid(39.375)
_BODY: Rect = grid_rect(10, 54, 70, 56)
_NUMBER: Rect = grid_rect(60, 114, 20, 4)
"""Where the slide's picture, the text and the number are on a notes page of 90 × 120 grid units."""

_SPECK = Rect(Emu(0), Emu(0), emu(1), emu(1))
"""Where the hidden shape is."""

_SIZE, _AFTER, _INDENT = 1200, 600, emu(14)
"""Of the text: hundredths of a point, hundredths of a point, EMU a level."""

_WHITE = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
_FRAME = (
    '<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
    "<a:noAutofit/></a:bodyPr>"
)


def notes_part(context: PackageContext, page: Page, number: int) -> Part:
    """Return the notes page of a slide, the file's `number`th, from 1.

    It is there where nothing is to be said, too, for it carries an empty hidden shape with the slide's stable
    name, which outlives programs that rename all placeholders.
    """
    name = notes_name(number)
    relations = Relations(name)
    relations.part(office("notesMaster"), MASTER)
    relations.part(office("slide"), slide_name(number))
    pen = RunWriter(context, relations)
    names = Names(context.pages.deck_id, page)
    image = names.properties(next(names.ids), "#image")
    body = names.properties(next(names.ids), "#notes")
    text = "".join(_paragraph(pen, note) for note in page.notes) or pen.empty()
    shapes = (
        shape(image, '<p:nvPr><p:ph type="sldImg"/></p:nvPr>', "", kind=LOCKED_IMAGE),
        shape(body, '<p:nvPr><p:ph type="body" idx="1"/></p:nvPr>', "", f"<a:bodyPr/><a:lstStyle/>{text}"),
        _marker(names),
    )
    data = document(
        f"<p:notes {NAMESPACES}><p:cSld><p:spTree>{ROOT}{''.join(shapes)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )
    return Part(name, f"{_KIND}.notesSlide+xml", data, relations.all())


def notes_master(context: PackageContext, theme: str) -> Part:
    """Return the notes master. `theme` is the name of its own theme's part."""
    relations = Relations(MASTER)
    relations.part(office("theme"), theme)
    hand = context.hand
    levels = "".join(_level(hand, depth) for depth in range(9))
    data = document(
        f"<p:notesMaster {NAMESPACES}><p:cSld>{ground(_WHITE)}<p:spTree>{ROOT}{_master_shapes(context)}"
        f"</p:spTree></p:cSld>{COLOUR_MAP}<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )
    return Part(MASTER, f"{_KIND}.notesMaster+xml", data, relations.all())


def _image(slide: Rect) -> Rect:
    """Return the place of the slide's picture, in the middle above the notes, of the slide's own shape."""
    width = Emu(min(_IMAGE_WIDTH, _IMAGE_HEIGHT * slide.width // slide.height))
    return Rect(Emu((SIZE[0] - width) // 2), _IMAGE_TOP, width, _IMAGE_HEIGHT)


def _master_shapes(context: PackageContext) -> str:
    hand = context.hand
    side = hand.side(Align.END)
    outline = f'<a:noFill/><a:ln w="6350">{hand.palette.fill("muted")}</a:ln>'
    words = prompt(context.language, context.pages.words.notes)
    small = f'<a:lstStyle><a:lvl1pPr algn="{side}"><a:defRPr sz="1000"/></a:lvl1pPr></a:lstStyle>'
    return "".join(
        (
            shape(
                '<p:cNvPr id="2" name="Slide image"/>',
                '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr>',
                f"{transform(_image(hand.theme.slide))}{RECTANGLE}{outline}",
                kind=LOCKED_IMAGE,
            ),
            shape(
                '<p:cNvPr id="3" name="Notes"/>',
                '<p:nvPr><p:ph type="body" sz="quarter" idx="3"/></p:nvPr>',
                f"{transform(_BODY)}{RECTANGLE}",
                f"{_FRAME.format(anchor='t')}<a:lstStyle/>{words}",
            ),
            shape(
                '<p:cNvPr id="4" name="Slide number"/>',
                '<p:nvPr><p:ph type="sldNum" sz="quarter" idx="5"/></p:nvPr>',
                f"{transform(_NUMBER)}{RECTANGLE}",
                f"{_FRAME.format(anchor='b')}{small}{number_prompt(context.language, 'notes')}",
            ),
        )
    )


def _level(hand: StyleWriter, depth: int) -> str:
    side, rtl = hand.side(Align.START), int(hand.right_to_left)
    return (
        f'<a:lvl{depth + 1}pPr marL="{depth * _INDENT}" algn="{side}" defTabSz="914400" rtl="{rtl}" '
        'eaLnBrk="1" latinLnBrk="0">'
        f'<a:spcAft><a:spcPts val="{_AFTER}"/></a:spcAft><a:buNone/>'
        f"{hand.plain(_SIZE).xml('a:defRPr')}"
        f"</a:lvl{depth + 1}pPr>"
    )


def _paragraph(pen: RunWriter, note: Note) -> str:
    inherited = RunProperties()
    runs = "".join(pen.run(_leading_out(run), inherited) for run in note.runs)
    return f"<a:p>{_point(note.level)}{runs}{pen.end(inherited)}</a:p>"


def _leading_out(run: Run) -> Run:
    """Return a run without its link, where that leads to a slide.

    A notes page may be related to one slide only, its own (ECMA-376 part 1, 13.3.5): libraries that ask whose
    notes these are cannot tell with two.
    """
    return replace(run, link=None) if run.link and run.link.startswith("#") else run


def _point(level: int | None) -> str:
    if level is None:
        return ""
    depth = f' lvl="{level}"' if level else ""
    return (
        f'<a:pPr marL="{(level + 1) * _INDENT}"{depth} indent="{-_INDENT}"><a:buFont typeface="{MARKS}"/>'
        f'<a:buChar char="{"•" if level == 0 else "–"}"/></a:pPr>'
    )


def _marker(names: Names) -> str:
    about = names.properties(next(names.ids), "#slide", hidden=True)
    drawn = f"{transform(_SPECK)}{RECTANGLE}<a:noFill/>{NO_LINE}"
    return shape(about, "<p:nvPr/>", drawn, kind=PLAIN)
