"""Deck + Theme → Pages: every slide placed, split where it must be, titled, numbered.

All slides are placed even where some do not fit, so that one run reports all that do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from deckgen.deck.model import Deck, Note, Run, Runs, Slide, plain
from deckgen.diagnostics import Diagnostic, Refused, error
from deckgen.languages import right_to_left
from deckgen.layout.chrome import Chrome
from deckgen.layout.fit import high
from deckgen.layout.harmonise import ceilings, set_as
from deckgen.layout.leftwards import in_one_direction
from deckgen.layout.links import linked
from deckgen.layout.mirror import mirrored
from deckgen.layout.notes import share_notes
from deckgen.layout.pages import Box, Page, Pages, PlacedParagraph, Role, TextBox, paragraphs_of
from deckgen.layout.place import PLACERS, place
from deckgen.layout.sheet import Part, Sheet, headline, source_box
from deckgen.theme.model import LIKE, Align, Anchor, Layout, Theme
from deckgen.units import NONE, Point, Rect, grid

UNSEEN = Rect(grid(10), grid(-14), grid(140), grid(14))
"""Where a title stands that only screen readers meet: above the slide."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A slide with its parts placed, its titles and chrome still to come."""

    sheet: Sheet
    parts: tuple[Part, ...]


def lay_out(deck: Deck, theme: Theme) -> tuple[Pages | None, tuple[Diagnostic, ...]]:
    """Return the deck as it stands on its slides, or None where something does not fit, and why."""
    problems: list[Diagnostic] = []
    chrome = Chrome(deck, theme)
    found: list[_Placed] = []
    heads: list[tuple[TextBox | None, ...]] = []
    for slide in deck.slides:
        try:
            found.append(_placed(deck, slide, theme))
            heads.append(tuple(_titles(found[-1])))
        except Refused as refused:
            problems += refused.diagnostics
    if problems:
        return None, tuple(problems)
    titled = [
        (one, known if len(known) == len(one.parts) else tuple(_titles(one)))
        for one, known in zip(_harmonised(found), heads, strict=True)
    ]
    total = sum(len(titles) for _, titles in titled)
    pages: list[Page] = []
    for placed, titles in titled:
        pages += _pages(placed, titles, chrome, len(pages) + 1, total)
    laid_out = Pages(
        deck_id=deck.id,
        name=deck.name,
        authors=deck.authors,
        date=deck.date,
        language=deck.language,
        right_to_left=right_to_left(deck.language),
        minutes=deck.minutes,
        sections=deck.sections,
        pages=linked(tuple(pages)),
        theme=theme,
        words=deck.words,
    )
    return _turned(laid_out) if laid_out.right_to_left else laid_out, ()


def _turned(pages: Pages) -> Pages:
    """Return the pages as those read them who read from right to left."""
    return mirrored(replace(pages, pages=in_one_direction(pages.pages)))


def _placed(deck: Deck, slide: Slide, theme: Theme) -> _Placed:
    """Place a slide's contents; raises `Refused` where they do not fit.

    A picture that would fill the slide stands below its title where that, or its credit, is too long for the
    field that is left.
    """
    try:
        return _on_layout(deck, slide, theme)
    except Refused:
        if slide.kind == "picture":
            with suppress(Refused):
                framed = _on_layout(deck, replace(slide, kind="figure"), theme)
                tuple(_titles(framed))
                return framed
        raise


def _on_layout(deck: Deck, slide: Slide, theme: Theme) -> _Placed:
    """Place a slide's contents on the layout of its kind."""
    layout = _layout(slide, theme)
    bleeding = slide.kind == "picture" and layout.region("source") is None
    source, unsaid = (None, ()) if bleeding else source_box(slide, theme, layout)
    sheet = Sheet(deck, slide, theme, layout, source, unsaid=unsaid)
    return _Placed(sheet, tuple(place(sheet)))


def _harmonised(found: list[_Placed]) -> list[_Placed]:
    """Return the slides, those that differ a little from their siblings in size set as they are."""
    sizes = ceilings([set_as(one.sheet.slide.section, _boxes(one)) for one in found])
    return [_smaller(one, size) if size else one for one, size in zip(found, sizes, strict=True)]


def _boxes(placed: _Placed) -> Iterator[Box]:
    return (box for part in placed.parts for box in part.boxes)


def _smaller(placed: _Placed, size: Point) -> _Placed:
    """Return a slide with its main text no larger than a size, unless that costs a slide."""
    sheet = replace(placed.sheet, ceiling=size)
    parts = tuple(place(sheet))
    return _Placed(sheet, parts) if len(parts) <= len(placed.parts) else placed


def _layout(slide: Slide, theme: Theme) -> Layout:
    """Return the layout of a slide: the one with a headline where a title is given and it has one."""
    layout = theme.layouts.get(slide.kind)
    if layout is None or slide.kind.removesuffix("-titled") not in PLACERS:
        message = f'the theme "{theme.name}" has no layout called "{slide.kind}", which this slide needs'
        raise Refused(error(message, slide.span, LIKE))
    titled = theme.layouts.get(f"{slide.kind}-titled")
    return titled if titled and plain(slide.title) and not layout.title_shown else layout


def _titles(placed: _Placed) -> Iterator[TextBox | None]:
    """Yield the title's box of each part; None where a box of its contents is the title."""
    sheet, total = placed.sheet, len(placed.parts)
    shown = plain(sheet.slide.title).strip()
    for number, part in enumerate(placed.parts, 1):
        if any(isinstance(box, TextBox) and box.role is Role.TITLE for box in part.boxes):
            yield None
        elif part.layout.title_shown and shown:
            runs = _numbered(sheet, sheet.slide.title, number, total)
            region, room = sheet.region("title", part.layout), sheet.title_room(part.layout)
            yield headline(sheet, runs, region, "title", Role.TITLE, room)
        else:
            yield _unseen_title(sheet, _numbered(sheet, (Run(sheet.slide.name),), number, total))


def _numbered(sheet: Sheet, title: Runs, number: int, total: int) -> Runs:
    """Return a title with its part, never torn from its last word's line end: `Title (1 of 2)`."""
    if total == 1:
        return title
    part = sheet.deck.words.part_of.format(part=number, parts=total).replace(" ", "\u00a0")
    return (*title, Run(f" ({part})"))


def _unseen_title(sheet: Sheet, runs: Runs) -> TextBox:
    """Return a title that is there for screen readers and lists of slides only."""
    style = sheet.theme.styles["headline"]
    paragraph = PlacedParagraph(runs, style.name, style.size, style.leading, Point(0), 1)
    height = high(style.size * style.leading)
    # A long one grows away from the slide.
    return TextBox(
        "title",
        Role.TITLE,
        "title",
        UNSEEN,
        (paragraph,),
        Anchor.BOTTOM,
        Align.START,
        NONE,
        height,
        shown=False,
    )


def _pages(
    placed: _Placed, titles: tuple[TextBox | None, ...], chrome: Chrome, first: int, total: int
) -> Iterator[Page]:
    """Yield the pages of a slide, numbered from `first` on."""
    slide, sheet = placed.sheet.slide, placed.sheet
    texts = [_text(part) for part in placed.parts] if len(placed.parts) > 1 else [""]
    notes = share_notes(slide.notes, texts)
    minutes = _minutes(slide, notes)
    for place_, (part, title) in enumerate(zip(placed.parts, titles, strict=True)):
        number = first + place_
        source = (sheet.source,) if sheet.source else ()
        suffix = f"-{place_ + 1}" if place_ else ""
        yield Page(
            id=f"{slide.id}{suffix}",
            slide_id=slide.id,
            number=number,
            layout=part.layout.name,
            section=slide.section,
            name=_name(sheet, place_ + 1, len(placed.parts)),
            boxes=(*((title,) if title else ()), *_in_reading_order(part, title), *source),
            chrome=chrome.boxes(part.layout, slide.section, number),
            progress=number / total,
            notes=notes[place_],
            minutes=minutes[place_],
            build=slide.build,
            hidden=slide.hidden,
        )


def _name(sheet: Sheet, number: int, total: int) -> str:
    return plain(_numbered(sheet, (Run(sheet.slide.name),), number, total)).replace("\u00a0", " ")


def _in_reading_order(part: Part, title: TextBox | None) -> tuple[Box, ...]:
    """Return a part's boxes, the one that is the title first."""
    if title is not None:
        return part.boxes
    return tuple(
        sorted(part.boxes, key=lambda box: not (isinstance(box, TextBox) and box.role is Role.TITLE))
    )


def _text(part: Part) -> str:
    """Return the words of a part, for finding the notes that go with it."""
    return " ".join(plain(one.runs) for box in part.boxes for one in paragraphs_of(box))


def _minutes(slide: Slide, notes: tuple[tuple[Note, ...], ...]) -> list[float | None]:
    """Return each page's share of the slide's minutes, by how much there is to say on it."""
    if slide.minutes is None or len(notes) == 1:
        return [slide.minutes] * len(notes)
    words = [sum(len(plain(note.runs).split()) for note in part) for part in notes]
    whole = sum(words)
    shares = [count / whole for count in words] if whole else [1 / len(notes)] * len(notes)
    return [slide.minutes * share for share in shares]
