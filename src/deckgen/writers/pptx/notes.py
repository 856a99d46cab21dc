"""Speaker's notes → notes pages, and the master that they hang on."""

from __future__ import annotations

from deckgen.deck.model import Note
from deckgen.layout.pages import Page
from deckgen.theme.model import Align
from deckgen.units import Emu, Rect, emu, grid_rect
from deckgen.writers.pptx.edition import Edition, notes_name, slide_name
from deckgen.writers.pptx.looks import MARKS, Hand
from deckgen.writers.pptx.package import Part, Relations, office
from deckgen.writers.pptx.shapes import (
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
from deckgen.writers.pptx.text import Pen, number_prompt
from deckgen.writers.pptx.xml import NAMESPACES, attribute, document
from deckgen.writers.pptx.xml import text as content

MASTER = "ppt/notesMasters/notesMaster1.xml"
SIZE = (6_858_000, 9_144_000)
"""Width and height of a notes page in EMU: 7½ × 10 in."""

_KIND = "application/vnd.openxmlformats-officedocument.presentationml"

_IMAGE: Rect = grid_rect(10, 10, 70, 39.375)
_BODY: Rect = grid_rect(10, 54, 70, 56)
_NUMBER: Rect = grid_rect(60, 114, 20, 4)
"""Where slide, text and number stand on a notes page of 90 × 120 grid units."""

_SPECK = Rect(Emu(0), Emu(0), emu(1), emu(1))
"""Where the hidden shape stands."""

_SIZE, _AFTER, _INDENT = 1200, 600, emu(14)
"""Of the text: hundredths of a point, hundredths of a point, EMU a level."""

_WHITE = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
_FRAME = (
    '<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
    "<a:noAutofit/></a:bodyPr>"
)


def notes_part(edition: Edition, page: Page) -> Part:
    """Return the notes page of a slide that has notes.

    It also carries an empty hidden shape with the slide's lasting name, which outlives programs that
    rename all placeholders.
    """
    name = notes_name(page.number)
    relations = Relations(name)
    relations.part(office("notesMaster"), MASTER)
    relations.part(office("slide"), slide_name(page.number))
    pen = Pen(edition, relations)
    names = Names(edition.pages.deck_id, page)
    image = names.properties(next(names.ids), "#image")
    body = names.properties(next(names.ids), "#notes")
    text = "".join(_paragraph(pen, note) for note in page.notes)
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


def notes_master(edition: Edition, theme: str) -> Part:
    """Return the notes master. `theme` is the name of its own theme's part."""
    relations = Relations(MASTER)
    relations.part(office("theme"), theme)
    hand = edition.hand
    levels = "".join(_level(hand, depth) for depth in range(9))
    data = document(
        f"<p:notesMaster {NAMESPACES}><p:cSld>{ground(_WHITE)}<p:spTree>{ROOT}{_master_shapes(edition)}"
        f"</p:spTree></p:cSld>{COLOUR_MAP}<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )
    return Part(MASTER, f"{_KIND}.notesMaster+xml", data, relations.all())


def _master_shapes(edition: Edition) -> str:
    hand = edition.hand
    side = hand.side(Align.END)
    outline = f'<a:noFill/><a:ln w="6350">{hand.palette.fill("muted")}</a:ln>'
    prompt = (
        f'<a:p><a:r><a:rPr lang="{attribute(edition.language)}"/>'
        f"<a:t>{content(edition.pages.words.notes)}</a:t></a:r></a:p>"
    )
    small = f'<a:lstStyle><a:lvl1pPr algn="{side}"><a:defRPr sz="1000"/></a:lvl1pPr></a:lstStyle>'
    return "".join(
        (
            shape(
                '<p:cNvPr id="2" name="Slide image"/>',
                '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr>',
                f"{transform(_IMAGE)}{RECTANGLE}{outline}",
                kind=LOCKED_IMAGE,
            ),
            shape(
                '<p:cNvPr id="3" name="Notes"/>',
                '<p:nvPr><p:ph type="body" sz="quarter" idx="3"/></p:nvPr>',
                f"{transform(_BODY)}{RECTANGLE}",
                f"{_FRAME.format(anchor='t')}<a:lstStyle/>{prompt}",
            ),
            shape(
                '<p:cNvPr id="4" name="Slide number"/>',
                '<p:nvPr><p:ph type="sldNum" sz="quarter" idx="5"/></p:nvPr>',
                f"{transform(_NUMBER)}{RECTANGLE}",
                f"{_FRAME.format(anchor='b')}{small}{number_prompt(edition.language, 'notes')}",
            ),
        )
    )


def _level(hand: Hand, depth: int) -> str:
    side, rtl = hand.side(Align.START), int(hand.right_to_left)
    return (
        f'<a:lvl{depth + 1}pPr marL="{depth * _INDENT}" algn="{side}" defTabSz="914400" rtl="{rtl}" '
        'eaLnBrk="1" latinLnBrk="0">'
        f'<a:spcAft><a:spcPts val="{_AFTER}"/></a:spcAft><a:buNone/>'
        f'<a:defRPr sz="{_SIZE}" kern="1200">{hand.palette.fill("ink")}{hand.faces("body")}</a:defRPr>'
        f"</a:lvl{depth + 1}pPr>"
    )


def _paragraph(pen: Pen, note: Note) -> str:
    runs = "".join(pen.run(run, "", "") for run in note.runs)
    return f"<a:p>{_point(note.level)}{runs}{pen.end('', '')}</a:p>"


def _point(level: int | None) -> str:
    if level is None:
        return ""
    depth = f' lvl="{level}"' if level else ""
    return (
        f'<a:pPr marL="{(level + 1) * _INDENT}"{depth} indent="{-_INDENT}"><a:buFont typeface="{MARKS}"/>'
        f'<a:buChar char="{"•" if level == 0 else "–"}"/></a:pPr>'
    )


def _marker(names: Names) -> str:
    about = names.properties(next(names.ids), "#slide").replace("<p:cNvPr ", '<p:cNvPr hidden="1" ', 1)
    drawn = f"{transform(_SPECK)}{RECTANGLE}<a:noFill/>{NO_LINE}"
    return shape(about, "<p:nvPr/>", drawn, kind=PLAIN)
