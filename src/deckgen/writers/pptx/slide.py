"""A page → a slide: its boxes in the layout's placeholders, in reading order, the chrome last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from deckgen.layout.pages import Bar, Box, DiagramBox, Page, PictureBox, Role, TableBox, TextBox
from deckgen.layout.plots import ChartBox
from deckgen.layout.steps import Part as StepPart
from deckgen.layout.steps import steps_of
from deckgen.structs import replace
from deckgen.units import Emu, Rect
from deckgen.writers.pptx.chart.names import chart_numbers
from deckgen.writers.pptx.context import PackageContext, notes_name, slide_name
from deckgen.writers.pptx.formula import alternatives, holds_formulas
from deckgen.writers.pptx.identity import guid
from deckgen.writers.pptx.identity import number as creation_id
from deckgen.writers.pptx.package import Media, Part, Relations, office
from deckgen.writers.pptx.placeholders import Placeholder, title_slot
from deckgen.writers.pptx.shapes.diagram import diagram_groups
from deckgen.writers.pptx.shapes.formula_picture import drawn_shape
from deckgen.writers.pptx.shapes.picture import picture_shape
from deckgen.writers.pptx.shapes.recording import Player
from deckgen.writers.pptx.shapes.shape import (
    ROOT,
    Names,
    ShapeIds,
    placeholder,
    rectangle,
    text_shape,
)
from deckgen.writers.pptx.shapes.steps import Effect, Step, timing
from deckgen.writers.pptx.shapes.table import table_frame
from deckgen.writers.pptx.text import RunWriter, field
from deckgen.writers.pptx.xml import NAMESPACES, P14, document

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"

TRANSITIONS = {"none": "", "fade": '<p:transition spd="fast"><p:fade/></p:transition>'}
"""How slides change → what says so."""

_CHROME = {Role.FOOTER, Role.PAGE_NUMBER, Role.SECTION_NUMBER}
"""The roles whose slots are named after them."""


def slide_part(context: PackageContext, page: Page, number: int, stored: Media) -> Part:
    """Return the part of one slide, the file's `number`th, from 1. `stored` tells where the pictures are."""
    name = slide_name(number)
    relations = Relations(name)
    relations.part(office("slideLayout"), context.layouts[page.layout])
    relations.part(office("notesSlide"), notes_name(number))
    writing = _Slide(context, page, number, RunWriter(context, relations), stored)
    shapes = "".join(
        (
            *(writing.shape(box) for box in page.boxes),
            writing.progress(),
            *(writing.shape(box) for box in page.numbered_chrome(context.pages.shown_number(page, number))),
        )
    )
    creation = creation_id(context.pages.deck_id, page.id)
    hidden = ' show="0"' if page.hidden else ""
    data = document(
        f"<p:sld {NAMESPACES}{hidden}><p:cSld><p:spTree>{ROOT}{shapes}</p:spTree><p:extLst>"
        f'<p:ext uri="{{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}}"><p14:creationId xmlns:p14="{P14}" '
        f'val="{creation}"/></p:ext></p:extLst></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>'
        f"{TRANSITIONS[context.hand.theme.transition]}{timing(writing.steps(), writing.players)}</p:sld>"
    )
    return Part(name, _CONTENT_TYPE, data, relations.all())


class _Slide:
    """One slide while it is written: which slots are still free, the ids of what appears step by step.

    `ids` holds those of boxes by their keys, and of what in them appears by itself by both names.
    """

    def __init__(
        self, context: PackageContext, page: Page, number: int, pen: RunWriter, stored: Media
    ) -> None:
        self.context = context
        self.page = page
        self.number = number
        self.pen = pen
        self.stored = stored
        self.names = Names(context.pages.deck_id, page)
        self.free: dict[str, Placeholder] = dict(_slots(context, page))
        self.ids: dict[tuple[str, str], tuple[int, ...]] = {}
        self.players: list[Player] = []
        self.charts = chart_numbers(page, number)

    def shape(self, box: Box) -> str:
        """Return the shape of a box, in two forms where it holds formulas, and what marks its lines."""
        slot = self._slot(box)
        first = self.names.ids.following
        self.ids[box.key, ""] = (first,)
        shape = self._written(box, slot, self.pen, self.names)
        if holds_formulas(box):
            again = replace(self.names, ids=ShapeIds(first))
            shape = alternatives(shape, self._fallback(box, slot, again))
        # The bars lie on the program's ground.
        return shape + ("".join(self._turns(box)) if isinstance(box, TextBox) else "")

    def _fallback(self, box: Box, slot: Placeholder | None, names: Names) -> str:
        """Return what programs show that cannot set a box's formulas: a picture of one alone, else text."""
        drawn = drawn_shape(self.pen, names, box, self.stored) if isinstance(box, TextBox) else None
        return drawn or self._written(box, slot, replace(self.pen, math=False), names)

    def _turns(self, box: TextBox) -> Iterator[str]:
        """Yield the bars beside the lines of a program that stand out in turn: PowerPoint dims no text."""
        for turn in range(len(box.turns)):
            ids = []
            for place, rect in enumerate(box.turn_bars(turn), 1):
                ids.append(next(self.names.ids))
                about = self.names.properties(ids[-1], f"{box.key}/turn-{turn + 1}.{place}", "")
                yield rectangle(self.context.hand, about, rect, "mark")
            self.ids[box.key, _turn(turn)] = tuple(ids)

    def steps(self) -> tuple[Step, ...]:
        """Return what each click on the slide does, once all of it is written."""
        boxes = {box.key: box for box in self.page.boxes}
        found = (
            tuple(effect for part in step for effect in self._effects(boxes[part.box], part))
            for step in steps_of(self.page)
        )
        return tuple(step for step in found if step)

    def _effects(self, box: Box, part: StepPart) -> Iterator[Effect]:
        """Yield what happens to the shapes of a part at its step.

        The lines of a formula are one shape, which comes with the first.
        """
        if part.turn is not None:
            for one in self.ids[box.key, _turn(part.turn - 1)]:
                yield Effect(one, leaves=True, listed=True, again=part.turn > 1 or bool(box.together))
            for one in self.ids[box.key, _turn(part.turn)]:
                yield Effect(one, listed=True)
        elif part.member:
            yield from (Effect(one) for one in self.ids[box.key, part.member])
        elif not part.line:
            listed = isinstance(box, TextBox | Bar)
            yield from (Effect(one, part.paragraphs, listed=listed) for one in self.ids[box.key, ""])
            if part.whole and isinstance(box, TextBox) and box.turns:
                yield from (Effect(one, listed=True) for one in self.ids[box.key, _turn(0)])

    def _slot(self, box: Box) -> Placeholder | None:
        """Return the layout's place for a box, None where it is free."""
        match box:
            case TextBox():
                return self._take(self._slot_name(box))
            case PictureBox():
                return self._take(box.region, "media" if box.recording else "pic")
            case TableBox():
                return self._take(box.region, "tbl")
            case ChartBox():
                return self._take(box.region, "chart")
            case _:
                return None

    def _written(self, box: Box, slot: Placeholder | None, pen: RunWriter, names: Names) -> str:
        """Return the shape of a box, whose id is the next one, or the groups of what appears by itself."""
        match box:
            case TextBox() if slot:
                return placeholder(pen, names, box, slot, self._number(box))[1]
            case TextBox():
                return text_shape(pen, names, box)[1]
            case PictureBox():
                shape_id, shape = picture_shape(pen, names, box, slot, self.stored)
                if box.recording:
                    self.players.append(Player(shape_id, box.recording))
                return shape
            case TableBox():
                return table_frame(pen, names, box, slot)
            case ChartBox():
                from deckgen.writers.pptx.chart.part import chart_frame

                return chart_frame(pen, names, box, self.charts[box.key], slot)
            case Bar():
                about = names.properties(next(names.ids), box.key, box.says)
                return rectangle(self.context.hand, about, box.rect, box.colour)
            case DiagramBox():
                shapes, ids = diagram_groups(pen, names, box, by_member=self.page.build)
                self.ids.update({(box.key, name): (shape_id,) for name, shape_id in ids.items()})
                return shapes

    def progress(self) -> str:
        """Return the bar that tells how much of the deck has been shown, where the layout has its track."""
        pages, page = self.context.pages, self.page
        track = pages.theme.chrome.progress
        if track is None or not pages.theme.layouts[page.layout].chrome:
            return ""
        width = Emu(round(track.width * pages.share_shown(self.number)))
        if not width:
            return ""
        x = Emu(track.right - width) if pages.right_to_left else track.x
        about = self.names.properties(next(self.names.ids), "#progress", "")
        return rectangle(self.context.hand, about, Rect(x, track.y, width, track.height), "mark")

    def _slot_name(self, box: TextBox) -> str:
        if box.role in _CHROME:
            return box.role.value
        if box.role is Role.TITLE:
            return title_slot(self.context.pages.theme.layouts[self.page.layout])
        return box.region

    def _take(self, name: str, kind: str | None = None) -> Placeholder | None:
        """Return a slot that is still free, which then is not; `kind` is what it must be for."""
        slot = self.free.get(name)
        if slot is None or (kind is not None and slot.kind != kind):
            return None
        return self.free.pop(name)

    def _number(self, box: TextBox) -> str | None:
        """Return the paragraph of a slide number, which PowerPoint keeps right when slides move."""
        if box.role is not Role.PAGE_NUMBER or self.context.pages.sections[self.page.section].appendix:
            return None
        runs = tuple(run for paragraph in box.paragraphs for run in paragraph.runs)
        names = self.names
        return field(self.pen, runs, "slidenum", guid(names.deck_id, self.page.id, box.key, "field"))


def _turn(turn: int) -> str:
    """Return the name of what marks the lines of a turn."""
    return f"#turn-{turn}"


def _slots(context: PackageContext, page: Page) -> Mapping[str, Placeholder]:
    return context.slots[page.layout]
