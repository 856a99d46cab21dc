"""Decks laid out by hand: a slide of every layout of a theme, and slides that test the writer's edges."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable

from PIL import Image

from deckgen import structs
from deckgen.deck.model import Note, Picture, Recording, Run, Runs, Section
from deckgen.deck.words import words_in
from deckgen.layout.pages import (
    Box,
    Crop,
    Diagram,
    DiagramBox,
    Member,
    Page,
    Pages,
    PictureBox,
    PlacedCell,
    PlacedParagraph,
    Role,
    Shape,
    TableBox,
    TextBox,
)
from deckgen.structs.pieces import bytes_of
from deckgen.theme.load import load_theme
from deckgen.theme.model import Align, Anchor, Layout, Region, Theme
from deckgen.units import NONE, Point, Rect, grid, grid_rect
from tests.recordings import CAPTIONS, mp4, wav

THEME: Theme = load_theme("lectern")

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><circle r="1"/></svg>'

LINK = "https://example.org/a?b=1&c=ü#d"

NOTES = (
    Note((Run("One could hear a "), Run("pin", italic=True), Run(" drop "), Run("(Wood)", cites=("wood",)))),
    Note((Run("Ask: "), Run("who knew?", link=LINK)), 0),
    Note((Run("And who "), Run("could", bold=True), Run(" have known?")), 1),
)

ROLES = {
    "subtitle": Role.SUBTITLE,
    "byline": Role.BYLINE,
    "numeral": Role.NUMERAL,
    "roadmap": Role.ROADMAP,
    "left-heading": Role.HEADING,
    "right-heading": Role.HEADING,
    "quote": Role.QUOTE,
    "task": Role.TASK,
    "number": Role.BIG_NUMBER,
    "label": Role.LABEL,
    "passage": Role.PASSAGE,
    "notes": Role.MARGIN_NOTES,
    "caption": Role.CAPTION,
    "credit": Role.CREDIT,
    "source": Role.SOURCE,
}
"""Region → what stands in it, where it is not a list."""


def para(words: str | Runs, style: str, **more: object) -> PlacedParagraph:
    """Return a paragraph in a style's own size; `more` are fields of it."""
    runs = (Run(words),) if isinstance(words, str) else words
    kind = THEME.styles[style]
    plain = PlacedParagraph(runs, style, kind.size, kind.leading, kind.after, 1)
    return structs.replace(plain, **more)  # type: ignore[arg-type]


def filled(region: Region, role: Role, *paragraphs: PlacedParagraph) -> TextBox:
    """Return a box that fills a region as the layout has it."""
    return TextBox(
        region.name,
        role,
        region.name,
        region.rect,
        paragraphs,
        region.anchor,
        region.align,
        NONE,
        region.rect.height,
        fill=region.fill,
        pad=region.pad,
    )


def unseen(words: str) -> TextBox:
    """Return a title that only screen readers meet."""
    title = THEME.layouts["list"].region("title")
    assert title is not None
    return structs.replace(filled(title, Role.TITLE, para(words, "headline")), shown=False)


@functools.cache
def picture(shade: str = "#0F4650") -> Picture:
    """Return a small PNG in one colour."""
    data = io.BytesIO()
    Image.new("RGB", (160, 90), shade).save(data, "PNG")
    return Picture(data.getvalue(), "image/png", 160, 90, "sun.png")


def table(*rows: tuple[str, ...]) -> TableBox:
    """Return a table in the table layout's region; the first row is its header, the last column numbers."""
    columns = len(rows[0])
    return TableBox(
        key="table",
        region="table",
        rect=grid_rect(10, 23, 140, 8 * len(rows)),
        widths=tuple(grid(140 / columns) for _ in rows[0]),
        heights=tuple(grid(8) for _ in rows),
        rows=tuple(
            tuple(
                PlacedCell(
                    (para(cell, "table" if number else "thead", after=Point(0)),),
                    Align.END if place == columns - 1 else Align.START,
                )
                for place, cell in enumerate(row)
            )
            for number, row in enumerate(rows)
        ),
        pads=tuple((grid(place > 0), grid(place < columns - 1)) for place in range(columns)),
        pad_y=grid(1.5),
        name="Laws before and after",
    )


def timeline() -> DiagramBox:
    """Return two events on the timeline layout's axis."""
    placed = []
    for number, (date, what) in enumerate((("1953", "Stalin dies"), ("1956", "The Secret Speech")), 1):
        x = 47 * number - 37
        when = _event(f"date-{number}", Role.HEADING, grid_rect(x, 30, 44, 13), date, "date")
        said = _event(f"event-{number}", Role.LABEL, grid_rect(x, 47, 44, 20), what, "label")
        shapes = (
            Shape(when.key, when.rect, None, when),
            Shape(f"{when.key}/tick", grid_rect(x, 43.5, 1.4, 1.4), "mark", None),
            Shape(said.key, said.rect, None, said),
        )
        placed.append(Member(when.key, shapes))
    place = grid_rect(10, 25, 140, 50)
    return DiagramBox("timeline", "timeline", place, Diagram.TIMELINE, tuple(placed), "Years")


def _event(key: str, role: Role, rect: Rect, words: str, style: str) -> TextBox:
    anchor = Anchor.BOTTOM if role is Role.HEADING else Anchor.TOP
    paragraphs = (para(words, style),)
    return TextBox(key, role, "timeline", rect, paragraphs, anchor, Align.START, NONE, rect.height)


def page(page_id: str, layout: str, *boxes: Box, **more: object) -> Page:
    """Return a page that is not yet numbered; `more` are fields of it."""
    plain = Page(page_id, page_id, layout, 0, page_id, boxes, (), NOTES, 1.0, False, False)
    return structs.replace(plain, **more)  # type: ignore[arg-type]


def deck(*pages: Page, **more: object) -> Pages:
    """Return the pages as a deck, numbered, with foot and number where the layout has them."""
    numbered = tuple(structs.replace(one, chrome=_chrome(one.layout)) for one in pages)
    plain = Pages(
        deck_id="destalinisation",
        name="Khrushchev & the <cult>",
        authors=("A. Student", "B. Student"),
        date="2026-11-23",
        language="en-GB",
        right_to_left=False,
        minutes=15.0,
        sections=(Section("opening", (), "Opening", None), Section("speech", (), "The speech & after", 1)),
        pages=numbered,
        theme=THEME,
        words=words_in("en-GB"),
    )
    return structs.replace(plain, **more)  # type: ignore[arg-type]


def _chrome(layout: str) -> tuple[TextBox, ...]:
    if not THEME.layouts[layout].chrome:
        return ()
    foot, count = THEME.chrome.footer, THEME.chrome.number
    return (
        filled(foot, Role.FOOTER, para("The speech", "chrome")),
        filled(count, Role.PAGE_NUMBER, para("", "chrome")),
    )


def of_layout(layout: Layout) -> Page:
    """Return a page that fills every region of a layout."""
    boxes: list[Box] = []
    if layout.title_region is None:
        boxes.append(unseen(f"Title of {layout.name}"))
    boxes += [one for region in layout.regions for one in _contents(layout, region)]
    return page(f"a-{layout.name}", layout.name, *boxes)


def _contents(layout: Layout, region: Region) -> Iterable[Box]:
    if region.name == "mark":
        return ()
    if region.name == layout.title_region:
        return (filled(region, Role.TITLE, para(f"Title of {layout.name}", region.style or "")),)
    if region.name == "table":
        return (table(("Law", "Before", "After"), ("Passports", "none", "some"), ("Terms", "25", "15")),)
    if region.name == "timeline":
        return (timeline(),)
    if region.name == "media":
        return (_recording(region, "video"),)
    if region.style is None:
        return (PictureBox("image", region.name, region.rect, picture(), Crop(), "A sun over dark land"),)
    role = ROLES.get(region.name, Role.LIST)
    level = 0 if role is Role.LIST else None
    one = para(f"Words of {region.name} in {layout.name}", region.style, level=level)
    return (filled(region, role, one),)


def listed(page_id: str, *paragraphs: PlacedParagraph, **more: object) -> Page:
    """Return a list slide; `more` are fields of the page."""
    layout = THEME.layouts["list"]
    title, body = layout.region("title"), layout.region("body")
    assert title is not None
    assert body is not None
    head = filled(title, Role.TITLE, para("He kept the party", "headline"))
    return page(page_id, "list", head, filled(body, Role.LIST, *paragraphs), **more)


def runs_of_every_kind() -> Page:
    """Return a slide with every kind of run, nested points, links out and links to other slides."""
    return listed(
        "runs",
        para(
            (
                Run("H"),
                Run("2", subscript=True),
                Run("O, x"),
                Run("2", superscript=True),
                Run(" & "),
                Run("bold", bold=True),
                Run(" glasnost", italic=True, language="ru"),
                Run(" code", code=True),
                Run(" a", link=LINK),
                Run(" link", link=LINK, italic=True),
                Run(" over\ntwo lines"),
            ),
            "body",
            level=0,
        ),
        para("nested", "body", level=1, size=Point(22)),
        para(
            (Run("see "), Run("the table", link="#a-table"), Run(" and "), Run("nowhere", link="#gone")),
            "body",
            level=0,
        ),
    )


@functools.cache
def every_kind() -> Pages:
    """Return a deck with a slide of each layout, slides that build, one without notes and a hidden one."""
    built = listed(
        "built",
        para("first", "body", level=0),
        para("below the first", "body", level=1, size=Point(22)),
        para("second", "body", level=0),
        build=True,
    )
    decorative = PictureBox(
        "image", "image", grid_rect(20, 30, 60, 40), picture(), Crop(0.1, 0.2, 0.3, 0), ""
    )
    place = THEME.layouts["figure"].region("image")
    assert place is not None
    sounds = (_recording(place, "audio"), _recording(place, "video"))
    return deck(
        *(of_layout(layout) for layout in THEME.layouts.values()),
        runs_of_every_kind(),
        built,
        page("built-timeline", "timeline", unseen("Years"), timeline(), build=True, section=1),
        page("decorative", "figure", unseen("A decoration"), decorative, notes=(), section=1),
        page("hidden", "figure", unseen("Another sun"), _other_picture(), hidden=True, section=1),
        page("sounds", "figure", unseen("Sounds"), *sounds, build=True, section=1),
        page("drawn", "figure", unseen("A drawing"), _drawing("image"), section=1),
        page("drawn-again", "figure", unseen("The drawing"), _on_plate(), section=1),
    )


def _recording(region: Region, kind: str) -> PictureBox:
    recording = Recording(
        mp4() if kind == "video" else wav(0.1),
        "video/mp4" if kind == "video" else "audio/wav",
        kind == "video",
        *((640, 360) if kind == "video" else (0, 0)),
        name=kind,
        captions=CAPTIONS.encode(),
        start=1.5 if kind == "video" else 0.0,
        loop=kind == "audio",
    )
    image = Picture(DRAWING, "image/svg+xml", 1600, 900, "a.svg", bytes_of(picture("#EDF1F0").data))
    return PictureBox(kind, region.name, region.rect, image, Crop(), f"A {kind}", recording=recording)


def _drawing(region: str) -> PictureBox:
    image = Picture(DRAWING, "image/svg+xml", 2000, 1000, "a.svg", bytes_of(picture().data))
    return PictureBox("image", region, grid_rect(10, 23, 96, 48), image, Crop(), "A drawing")


def _on_plate() -> PictureBox:
    return structs.replace(
        _drawing("free"), crop=Crop(-0.05, -0.05, -0.05, -0.05), ground="ink", lost=("light",)
    )


def _other_picture() -> PictureBox:
    return PictureBox("image", "image", grid_rect(10, 23, 140, 48), picture("#C9650A"), Crop(), "Orange")


def hostile() -> Pages:
    """Return a deck whose words could break XML, with right-to-left text and free boxes."""
    words = "<a:t> & \"quoted\" 'single' ]]> \x00\x0b\x1f \ud800 \ufffe 𝔘 שלום"
    twice = listed('odd "id" & <more>', para(words, "body", level=0), section=1)
    spare = structs.replace(twice.boxes[1], key="spare", rect=grid_rect(10, 60, 60, 10))
    return deck(
        structs.replace(twice, boxes=(*twice.boxes, spare)),
        name=words,
        deck_id="odd:<id>",
        language="he",
        right_to_left=True,
        words=words_in("he"),
    )


def many(count: int) -> Pages:
    """Return a long deck of list slides with notes."""
    return deck(
        *(
            listed(
                f"slide-{number}",
                para((Run(f"Point {number} "), Run("linked", link=LINK)), "body", level=0),
                para("Another point of some length, as slides have them", "body", level=0),
            )
            for number in range(count)
        )
    )
