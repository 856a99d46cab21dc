"""A page → a slide: its boxes in the layout's placeholders, in reading order, the chrome last."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.layout.pages import Box, DiagramBox, Page, PictureBox, Role, TableBox, TextBox, TimelineBox
from deckgen.layout.plots import ChartBox
from deckgen.units import Emu, Rect
from deckgen.writers.pptx.chart import chart_frame
from deckgen.writers.pptx.diagram import diagram_groups
from deckgen.writers.pptx.edition import Edition, notes_name, slide_name
from deckgen.writers.pptx.formula import alternatives
from deckgen.writers.pptx.identity import guid, number
from deckgen.writers.pptx.package import Media, Part, Relations, office
from deckgen.writers.pptx.picture import picture_shape
from deckgen.writers.pptx.recording import Player
from deckgen.writers.pptx.shapes import DECORATIVE, ROOT, Names, placeholder, rectangle, text_shape
from deckgen.writers.pptx.slots import Slot, title_slot
from deckgen.writers.pptx.steps import Step, point_steps, timing
from deckgen.writers.pptx.table import table_frame
from deckgen.writers.pptx.text import Pen, field
from deckgen.writers.pptx.timeline import timeline_groups
from deckgen.writers.pptx.xml import NAMESPACES, P14, document

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"

TRANSITIONS = {"none": "", "fade": '<p:transition spd="fast"><p:fade/></p:transition>'}
"""How slides change → what says so."""

_CHROME = {Role.FOOTER, Role.PAGE_NUMBER, Role.SECTION_NUMBER}
"""The roles whose slots are named after them."""


def slide_part(edition: Edition, page: Page, stored: Media) -> Part:
    """Return the part of one slide. `stored` tells where the pictures are."""
    name = slide_name(page.number)
    relations = Relations(name)
    relations.part(office("slideLayout"), edition.layouts[page.layout])
    if page.notes:
        relations.part(office("notesSlide"), notes_name(page.number))
    writing = _Slide(edition, page, Pen(edition, relations), stored)
    shapes = "".join(
        (
            *(alternatives(writing.shape(box)) for box in page.boxes),
            writing.progress(),
            *(alternatives(writing.text(box)) for box in page.chrome),
        )
    )
    creation = number(edition.pages.deck_id, page.id)
    hidden = ' show="0"' if page.hidden else ""
    data = document(
        f"<p:sld {NAMESPACES}{hidden}><p:cSld><p:spTree>{ROOT}{shapes}</p:spTree><p:extLst>"
        f'<p:ext uri="{{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}}"><p14:creationId xmlns:p14="{P14}" '
        f'val="{creation}"/></p:ext></p:extLst></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>'
        f"{TRANSITIONS[edition.hand.theme.transition]}{timing(writing.steps, writing.players)}</p:sld>"
    )
    return Part(name, _CONTENT_TYPE, data, relations.all())


class _Slide:
    """One slide while it is written: which slots are still free, what appears step by step."""

    def __init__(self, edition: Edition, page: Page, pen: Pen, stored: Media) -> None:
        self.edition = edition
        self.page = page
        self.pen = pen
        self.stored = stored
        self.names = Names(edition.pages.deck_id, page)
        self.free: dict[str, Slot] = dict(_slots(edition, page))
        self.steps: list[Step] = []
        self.players: list[Player] = []

    def shape(self, box: Box) -> str:
        """Return the shape of a box."""
        match box:
            case TextBox():
                return self.text(box)
            case PictureBox():
                slot = self._take(box.region, "media" if box.recording else "pic")
                shape_id, shape = picture_shape(self.pen, self.names, box, slot, self.stored)
                if box.recording:
                    self.players.append(Player(shape_id, box.recording))
                return shape
            case TableBox():
                return table_frame(self.pen, self.names, box, self._take(box.region, "tbl"))
            case ChartBox():
                return chart_frame(self.pen, self.names, box, self._take(box.region, "chart"))
            case TimelineBox():
                shapes, steps = timeline_groups(self.pen, self.names, box, by_event=self.page.build)
                self.steps += steps
                return shapes
            case DiagramBox():
                shapes, steps = diagram_groups(self.pen, self.names, box, by_member=self.page.build)
                self.steps += steps
                return shapes

    def text(self, box: TextBox) -> str:
        """Return the shape of a box of text, and note the steps in which its points appear."""
        slot = self._take(self._slot_name(box))
        if slot is None:
            shape_id, shape = text_shape(self.pen, self.names, box)
        else:
            shape_id, shape = placeholder(self.pen, self.names, box, slot, self._number(box))
        if self.page.build:
            self.steps += point_steps(shape_id, box)
        return shape

    def progress(self) -> str:
        """Return the bar that tells how much of the deck has been shown, where the layout has its track."""
        pages, page = self.edition.pages, self.page
        track = pages.theme.chrome.progress
        if track is None or not pages.theme.layouts[page.layout].chrome:
            return ""
        width = Emu(round(track.width * min(max(page.progress, 0.0), 1.0)))
        if not width:
            return ""
        x = Emu(track.right - width) if pages.right_to_left else track.x
        about = self.names.properties(next(self.names.ids), "#progress", "", DECORATIVE)
        return rectangle(self.edition.hand, about, Rect(x, track.y, width, track.height), "mark")

    def _slot_name(self, box: TextBox) -> str:
        if box.role in _CHROME:
            return box.role.value
        if box.role is Role.TITLE:
            return title_slot(self.edition.pages.theme.layouts[self.page.layout])
        return box.region

    def _take(self, name: str, kind: str | None = None) -> Slot | None:
        """Return a slot that is still free, which then is not; `kind` is what it must be for."""
        slot = self.free.get(name)
        if slot is None or (kind is not None and slot.kind != kind):
            return None
        return self.free.pop(name)

    def _number(self, box: TextBox) -> str | None:
        """Return the paragraph of a slide number, which PowerPoint keeps right when slides move."""
        if box.role is not Role.PAGE_NUMBER:
            return None
        runs = tuple(run for paragraph in box.paragraphs for run in paragraph.runs)
        names = self.names
        return field(self.pen, runs, "slidenum", guid(names.deck_id, self.page.id, box.key, "field"))


def _slots(edition: Edition, page: Page) -> Mapping[str, Slot]:
    return edition.slots[page.layout]
