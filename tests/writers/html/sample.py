"""A deck laid out by hand, with a slide of every kind the theme has, for tests of the HTML writer alone."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from deckgen import structs
from deckgen.deck.model import Note, Picture, Run, Runs, Section
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
from deckgen.theme.load import load_theme
from deckgen.theme.model import Align, Anchor, Theme
from deckgen.units import NONE, Point, Rect, grid, grid_rect

THEME: Theme = load_theme("lectern")

WOOD = Run("(Wood)", cites=("wood",))
NOTES = (
    Note((Run("Khrushchev recalled that one could hear a "), Run("pin", italic=True), Run(" drop "), WOOD)),
    Note((Run("Then ask the class:"),)),
    Note((Run("who knew?"),), 0),
    Note((Run("who could have known?"),), 1),
)


def para(text: str | Runs, style: str, *, last: bool = False, **more: object) -> PlacedParagraph:
    """Return a paragraph in a style's own size; `more` are fields of it."""
    runs = (Run(text),) if isinstance(text, str) else text
    kind = THEME.styles[style]
    plain = PlacedParagraph(runs, style, kind.size, kind.leading, Point(0) if last else kind.after, 1)
    return structs.replace(plain, **more)  # type: ignore[arg-type]


def text(layout: str, region: str, role: Role, *paragraphs: PlacedParagraph) -> TextBox:
    """Return a box that fills a region of a layout."""
    place = THEME.layouts[layout].region(region)
    assert place is not None
    key = f"{region}-box"
    return TextBox(
        key,
        role,
        region,
        place.rect,
        paragraphs,
        place.anchor,
        place.align,
        NONE,
        place.rect.height,
        fill=place.fill,
        pad=place.pad,
    )


def title(layout: str, words: str | Runs, region: str = "title") -> TextBox:
    """Return a slide's headline."""
    place = THEME.layouts[layout].region(region)
    assert place is not None
    assert place.style is not None
    return text(layout, region, Role.TITLE, para(words, place.style, last=True))


def unseen_title(words: str) -> TextBox:
    """Return a title for screen readers only."""
    box = title("list", words)
    return structs.replace(box, shown=False)


def picture(width: int = 320, height: int = 200, shade: str = "#0F4650") -> Picture:
    """Return a small PNG with a sun in it."""
    image = Image.new("RGB", (width, height), shade)
    ImageDraw.Draw(image).ellipse((width // 3, height // 4, width // 2, height // 2), "#F2A65A")
    data = io.BytesIO()
    image.save(data, "PNG")
    return Picture(data.getvalue(), "image/png", width, height, "sun.png")


def shown(layout: str, image: Picture, alt: str, crop: Crop | None = None) -> PictureBox:
    """Return a picture that fills the image region of a layout."""
    place = THEME.layouts[layout].region("image")
    assert place is not None
    return PictureBox("image", "image", place.rect, image, crop or Crop(), alt)


def table() -> TableBox:
    """Return a table of three columns and a header."""
    rows = (
        ("Law", "Before", "After"),
        ("Internal passports", "None for farmers", "For some"),
        ("Terms", "25", "15"),
    )
    return TableBox(
        key="table",
        region="table",
        rect=grid_rect(10, 23, 140, 24),
        widths=(grid(40), grid(70), grid(30)),
        heights=(grid(8), grid(8), grid(8)),
        rows=tuple(
            tuple(
                PlacedCell(
                    (para(cell, "table" if number else "thead", last=True),),
                    Align.END if at == 2 else Align.START,
                )
                for at, cell in enumerate(row)
            )
            for number, row in enumerate(rows)
        ),
        pads=((NONE, grid(1)), (grid(1), grid(1)), (grid(1), NONE)),
        pad_y=grid(1.5),
        name="Reforms of the law",
    )


def timeline() -> DiagramBox:
    """Return three events on the layout's axis."""
    events = (("1953", "Stalin dies"), ("25 February 1956", "The Secret Speech"), ("Autumn", "Hungary rises"))
    placed = []
    for number, (date, what) in enumerate(events):
        x = 10 + 47 * number
        when = _event_box("date", grid_rect(x, 25, 44, 16), para(date, "date", last=True), Anchor.BOTTOM)
        said = _event_box("text", grid_rect(x, 48, 42, 20), para(what, "label", last=True), Anchor.TOP)
        shapes = (
            Shape("date", when.rect, None, when),
            Shape("tick", grid_rect(x, 43, 2, 2.4), "mark", None),
            Shape("text", said.rect, None, said),
        )
        placed.append(Member(f"event-{number}", shapes))
    place = grid_rect(10, 25, 140, 50)
    return DiagramBox("timeline", "timeline", place, Diagram.TIMELINE, tuple(placed), "Three years")


def _event_box(key: str, rect: Rect, paragraph: PlacedParagraph, anchor: Anchor) -> TextBox:
    role = Role.LABEL
    return TextBox(key, role, "timeline", rect, (paragraph,), anchor, Align.START, NONE, rect.height)


def page(layout: str, *boxes: Box, name: str, section: int = 1, notes: tuple[Note, ...] = NOTES) -> Page:
    """Return a page that is not yet numbered."""
    return Page(
        id=name.lower().replace(" ", "-"),
        slide_id=name.lower().replace(" ", "-"),
        layout=layout,
        section=section,
        name=name,
        boxes=boxes,
        chrome=(),
        notes=notes,
        minutes=1.0,
        build=False,
        hidden=False,
    )


def deck(*pages: Page, theme: Theme = THEME, **more: object) -> Pages:
    """Return the pages as a deck, numbered, with foot and number where the layout has them."""
    numbered = tuple(structs.replace(one, chrome=_chrome(one, theme)) for one in pages)
    plain = Pages(
        deck_id="destalinisation",
        name="Khrushchev and the cult",
        authors=("A. Student",),
        date="2026-11-23",
        language="en-GB",
        right_to_left=False,
        minutes=15.0,
        sections=(Section("opening", (), "Opening", None), Section("speech", (), "The speech", 1)),
        pages=numbered,
        theme=theme,
        words=words_in("en-GB"),
    )
    return structs.replace(plain, **more)  # type: ignore[arg-type]


def _chrome(one: Page, theme: Theme) -> tuple[TextBox, ...]:
    if not theme.layouts[one.layout].chrome:
        return ()
    places = (
        (theme.chrome.footer, Role.FOOTER, "The speech"),
        (theme.chrome.number, Role.PAGE_NUMBER, ""),
    )
    return tuple(
        TextBox(
            place.name,
            role,
            place.name,
            place.rect,
            (para(words, "chrome", last=True),),
            place.anchor,
            place.align,
            NONE,
            place.rect.height,
        )
        for place, role, words in places
    )


def cover() -> Page:
    """Return a cover."""
    return page(
        "cover",
        title("cover", "For what reasons did Khrushchev pursue destalinisation?"),
        text("cover", "subtitle", Role.SUBTITLE, para("And with what results", "subtitle", last=True)),
        text(
            "cover",
            "byline",
            Role.BYLINE,
            para("A. Student", "byline"),
            para("History 214", "byline", last=True),
        ),
        name="Cover",
        section=0,
        notes=(),
    )


def points(*, build: bool = False, name: str = "The speech was met in silence") -> Page:
    """Return a slide with a list, nested once, with every kind of run."""
    runs = (
        Run("H"),
        Run("2", subscript=True),
        Run("O and x"),
        Run("2", superscript=True),
        Run(", "),
        Run("bold", bold=True),
        Run(", "),
        Run("glasnost", italic=True, language="ru"),
        Run(", "),
        Run("code", code=True),
        Run(", "),
        Run("a ", link="https://example.org/a?b=1&c=2"),
        Run("link", link="https://example.org/a?b=1&c=2", italic=True),
        Run(" "),
        WOOD,
    )
    body = text(
        "list",
        "body",
        Role.LIST,
        para("25 February 1956, the last day of the Congress", "body", level=0),
        para(runs, "body", level=0),
        para("Nobody clapped", "body", level=1, size=Point(22)),
        para(
            (
                Run("See "),
                Run("the table", link="#the-law-changed"),
            ),
            "body",
            level=0,
            last=True,
        ),
    )
    source = text("list", "source", Role.SOURCE, para((Run("Source: "), WOOD), "source", last=True))
    whole = page("list", title("list", name), body, source, name=name)
    return structs.replace(whole, build=build)


def every_kind() -> Pages:
    """Return a deck with a slide of each kind."""
    sun = picture()
    side = text(
        "figure-text",
        "body",
        Role.LIST,
        para("One remark", "body", level=0),
        para("Two", "body", level=0, last=True),
    )
    caption = structs.replace(
        text("figure-text", "body", Role.CAPTION, para("Fig. 1. A sun.", "caption", last=True)),
        key="caption-box",
        region="",
        rect=grid_rect(10, 72, 80, 5),
    )
    mottoes = [
        para("Kort, Michael. ", "works", key="kort", hang=grid(3)),
        para("Wood, Robert.", "works", key="wood", hang=grid(3), last=True),
    ]
    roadmap = [
        para("1  The speech", "roadmap", bold=True, colour="iink"),
        para("2  Its results", "roadmap", last=True),
    ]
    return deck(
        cover(),
        page(
            "section",
            title("section", "The speech"),
            text("section", "numeral", Role.NUMERAL, para("1", "numeral", last=True)),
            text("section", "roadmap", Role.ROADMAP, *roadmap),
            name="The speech",
        ),
        points(),
        points(build=True, name="Points one by one"),
        page(
            "text",
            title("text", "A paragraph"),
            text(
                "text",
                "body",
                Role.PROSE,
                para("Words that run on. " * 8, "body"),
                para("And end.", "body", last=True),
            ),
            name="A paragraph",
        ),
        page(
            "figure-text",
            title("figure-text", "A sun and what it means"),
            side,
            shown("figure-text", sun, "An orange sun"),
            caption,
            name="A sun",
        ),
        page(
            "figure",
            title("figure", "The sun again, cropped"),
            shown("figure", sun, "The same sun", Crop(0.2, 0.1, 0.2, 0.3)),
            name="Sun again",
        ),
        page(
            "two-column",
            title("two-column", "What changed, what stayed"),
            text("two-column", "left-heading", Role.HEADING, para("Changed", "colhead", last=True)),
            text("two-column", "left", Role.LIST, para("The camps", "body", level=0, last=True)),
            text("two-column", "right-heading", Role.HEADING, para("Stayed", "colhead", last=True)),
            text("two-column", "right", Role.LIST, para("The party", "body", level=0, last=True)),
            name="Two columns",
        ),
        page(
            "quote",
            unseen_title("Quotation: One could hear"),
            text(
                "quote",
                "quote",
                Role.QUOTE,
                para("“One could hear a pin drop.”", "quote"),
                para("Nikita Khrushchev, in his memoirs", "attribution", last=True),
            ),
            name="A quotation",
        ),
        page(
            "passage",
            title("passage", "Read closely"),
            text(
                "passage",
                "passage",
                Role.PASSAGE,
                para(
                    "It is here that Stalin showed in a whole series of cases his intolerance.",
                    "passage",
                    last=True,
                ),
            ),
            text("passage", "notes", Role.MARGIN_NOTES, para("Which cases?", "note", last=True)),
            name="A passage",
        ),
        page(
            "statement",
            title("statement", "He kept the party and dropped the cult.", "statement"),
            name="A statement",
        ),
        page(
            "question",
            title("question", "Who knew?", "prompt"),
            text("question", "task", Role.TASK, para("In pairs, 4 minutes.", "task", last=True)),
            name="A question",
        ),
        page(
            "big-number",
            title("big-number", "Four hours of it"),
            text("big-number", "number", Role.BIG_NUMBER, para("20,000", "number", last=True)),
            text("big-number", "label", Role.LABEL, para("words in the report", "body", last=True)),
            name="A number",
        ),
        page("table", title("table", "The law changed"), table(), name="The law changed"),
        page("timeline", title("timeline", "Nine years of thaw"), timeline(), name="A timeline"),
        page(
            "picture",
            title("picture", "A sun over the steppe"),
            shown("picture", picture(640, 296, "#334455"), "A sun over dark land"),
            text("picture", "credit", Role.CREDIT, para("Drawn by hand.", "piccredit", last=True)),
            name="A picture",
        ),
        page(
            "works-cited",
            title("works-cited", "Works Cited"),
            text("works-cited", "left", Role.REFERENCES, *mottoes),
            name="Works Cited",
            notes=(),
        ),
    )


def many(count: int) -> Pages:
    """Return a long deck of list slides."""
    made = []
    for number in range(count):
        made.append(points(name=f"Slide {number} of many", build=number % 3 == 0))
    return deck(*made)
