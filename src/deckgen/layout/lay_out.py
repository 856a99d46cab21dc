"""Deck + Theme → Pages: every slide placed, split where it must be, titled, numbered.

All slides are placed even where some do not fit, so that one run reports all that do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from deckgen.deck.model import Block, Columns, Deck, Figure, Images, Note, Question, Run, Runs, Slide, plain
from deckgen.diagnostics import DeckgenError, Diagnostic, Span, error
from deckgen.languages import right_to_left
from deckgen.layout.flow.headlines import agreed_size, headline_box, numbered, subtitle_box
from deckgen.layout.flow.place import place
from deckgen.layout.flow.settle import ceilings
from deckgen.layout.kinds.allowed import ALLOWED
from deckgen.layout.kinds.context import Fragment, PlacingContext, Setting, headline, setting_of
from deckgen.layout.kinds.sources import source_box
from deckgen.layout.pages import Box, Page, Pages, PlacedParagraph, Role, TextBox, paragraphs_of
from deckgen.layout.passes.accents import accented
from deckgen.layout.passes.bidi import in_one_direction
from deckgen.layout.passes.chrome import Chrome
from deckgen.layout.passes.line_rules import line_rules
from deckgen.layout.passes.links import linked
from deckgen.layout.passes.mirror import mirrored
from deckgen.layout.passes.notes import share_notes
from deckgen.layout.passes.part_sources import for_part, note_numbers
from deckgen.layout.text.fit import high
from deckgen.structs import Struct, replace
from deckgen.structs.memos import memo, same
from deckgen.theme.model import LIKE, Align, Anchor, Layout, Theme
from deckgen.units import NONE, Point, Rect, grid

_OWN_TITLE = ("cover", "cover-image", "section")
"""The kinds of slides whose title is no headline."""

UNSEEN = Rect(grid(10), grid(-14), grid(140), grid(14))
"""Where a title is that only screen readers meet: above the slide."""


class _Look(Struct, frozen=True):
    """What all slides of a deck share: its theme, the size of its headlines."""

    theme: Theme
    head: Point


class _Placed(Struct, frozen=True):
    """A slide with its parts placed, its titles and chrome still to come."""

    context: PlacingContext
    parts: tuple[Fragment, ...]


def lay_out(deck: Deck, theme: Theme) -> tuple[Pages | None, tuple[Diagnostic, ...]]:
    """Return the deck as it is laid out on its slides, or None where something does not fit, and why."""
    problems: list[Diagnostic] = []
    chrome = Chrome(deck, theme)
    found: list[_Placed] = []
    heads: list[tuple[TextBox | None, ...]] = []
    look = same("look", _Look(theme, agreed_size(deck, theme)))
    for slide in deck.slides:
        try:
            placed, titles = _remembered(look, slide, setting_of(slide, deck))
            found.append(placed)
            heads.append(titles)
        except DeckgenError as refused:
            problems += refused.diagnostics
    if problems:
        return None, tuple(problems)
    titled = [
        (one, known if len(known) == len(one.parts) else tuple(_titles(one)))
        for one, known in zip(_harmonised(found, theme), heads, strict=True)
    ]
    pages = [page for placed, titles in titled for page in _pages(placed, titles, chrome)]
    linked_pages, coloured = accented(linked(tuple(pages)), theme)
    laid_out = Pages(
        deck_id=deck.id,
        name=deck.name,
        authors=deck.authors,
        date=deck.date,
        language=deck.language,
        right_to_left=right_to_left(deck.language),
        minutes=deck.minutes,
        sections=deck.sections,
        pages=linked_pages,
        theme=coloured,
        words=deck.words,
        line_rules=line_rules(deck.language, linked_pages),
        embed=deck.embed,
        own_colours=deck.own_colours,
    )
    return _turned(laid_out) if laid_out.right_to_left else laid_out, ()


def _turned(pages: Pages) -> Pages:
    """Return the pages as those read them who read from right to left."""
    return mirrored(replace(pages, pages=in_one_direction(pages.pages)))


def _remembered(look: _Look, slide: Slide, setting: Setting) -> tuple[_Placed, tuple[TextBox | None, ...]]:
    """Return a slide with its parts placed, and the titles of these; see `_placed`."""

    def place_it() -> tuple[_Placed, tuple[TextBox | None, ...]]:
        placed = _placed(look, slide, setting)
        return placed, tuple(_titles(placed))

    placed, titles = memo(
        "placed", slide.id, (look, slide, setting, tuple(_pictured(slide.blocks))), place_it
    )
    return replace(placed, context=_now(placed.context, slide)), titles


def _now(context: PlacingContext, slide: Slide) -> PlacingContext:
    """Return a context with the slide as it stands in the outline now; it says what it said."""
    if slide.span == context.slide.span:
        return context
    return replace(context, slide=slide if slide.kind == context.slide.kind else _framed(slide))


def _pictured(blocks: Iterable[Block]) -> Iterator[Span]:
    """Yield where the pictures of a slide are named, which their boxes say, too."""
    for block in blocks:
        if isinstance(block, Figure):
            yield block.span
        elif isinstance(block, Images):
            yield from _pictured(block.figures)
        elif isinstance(block, Columns):
            yield from _pictured(one for column in block.columns for one in column.blocks)


def _placed(look: _Look, slide: Slide, setting: Setting) -> _Placed:
    """Place a slide's contents; raises `DeckgenError` where they do not fit.

    A picture that would fill the slide is below its title where that, or its credit, is too long for the
    field that is left.
    """
    try:
        return _on_layout(look, slide, setting)
    except DeckgenError:
        if slide.kind == "picture":
            with suppress(DeckgenError):
                framed = _on_layout(look, _framed(slide), setting)
                tuple(_titles(framed))
                return framed
        raise


def _framed(slide: Slide) -> Slide:
    """Return a slide that a picture would fill with the picture whole, in the frame of the others."""
    blocks = tuple(replace(one, crop=None) if isinstance(one, Figure) else one for one in slide.blocks)
    return replace(slide, kind="figure" if len(blocks) == 1 else "flow", blocks=blocks)


def _on_layout(look: _Look, slide: Slide, setting: Setting) -> _Placed:
    """Place a slide's contents on the layout of its kind, below its headline."""
    theme = look.theme
    layout = _layout(slide, theme)
    bleeding = slide.kind == "picture" and layout.region("source") is None
    source, unsaid = (None, ()) if bleeding else source_box(slide, theme, layout)
    context = PlacingContext(setting, slide, theme, layout, source, unsaid=unsaid, head=look.head)
    headed = layout if layout.title_shown else theme.layouts["list"]
    if not plain(slide.title).strip() or headed.region("title") is None:
        return _Placed(context, tuple(place(context)))
    if slide.kind in _OWN_TITLE:
        return _resumed(context, tuple(place(context)))
    context = _headed(context, headline_box(context, slide.title, headed))
    parts = tuple(place(context))
    if len(parts) == 1:
        return _Placed(context, parts)
    return _below_tallest(context, parts, headed)


def _resumed(context: PlacingContext, parts: tuple[Fragment, ...]) -> _Placed:
    """Return a slide whose title is one of its boxes; what it goes on to is below a headline."""
    if len(parts) == 1:
        return _Placed(context, parts)
    title = numbered(context, context.slide.title, len(parts), len(parts))
    following = headline_box(context, title, context.theme.layouts["list"])
    context = replace(context, following=following)
    return _Placed(context, tuple(place(context)))


def _headed(context: PlacingContext, title: TextBox) -> PlacingContext:
    """Return a slide with its headline, and its subtitle right below that."""
    subtitle, left = subtitle_box(context, title)
    return replace(context, title=title, subtitle=subtitle, unsaid=(*left, *context.unsaid))


def _below_tallest(context: PlacingContext, parts: tuple[Fragment, ...], headed: Layout) -> _Placed:
    """Return a slide of several parts, all of them below the tallest of their numbered headlines."""
    title = context.title
    while title is not None:
        total = len(parts)
        runs = numbered(context, context.slide.title, total, total)
        longer = headline_box(context, runs, headed)
        if longer.height <= title.height:
            break
        title = longer
        context = _headed(context, title)
        parts = tuple(place(context))
    return _Placed(context, parts)


def _harmonised(found: list[_Placed], theme: Theme) -> list[_Placed]:
    """Return the slides, those that differ a little from their siblings in size set as they are."""
    sizes = ceilings([one.parts[0].sizing if len(one.parts) == 1 else None for one in found], theme.scale)
    return [_smaller(one, size) if size else one for one, size in zip(found, sizes, strict=True)]


def _smaller(placed: _Placed, size: Point) -> _Placed:
    """Return a slide with its main text no larger than a size, unless that costs a slide."""
    context, slide = replace(placed.context, ceiling=size), placed.context.slide
    given = (context, tuple(_pictured(slide.blocks)))
    parts = memo("harmonised", slide.id, given, lambda: tuple(place(context)))
    return _Placed(context, parts) if len(parts) <= len(placed.parts) else placed


def _layout(slide: Slide, theme: Theme) -> Layout:
    """Return the layout of a slide: the one with a headline where a title is given and it has one."""
    layout = theme.layouts.get(slide.kind)
    if layout is None and slide.kind.startswith("flow"):
        layout = theme.layouts["list"]
    if layout is None or slide.kind.removesuffix("-titled") not in ALLOWED:
        message = f'the theme "{theme.name}" has no layout called "{slide.kind}", which this slide needs'
        raise DeckgenError(error(message, slide.span, LIKE))
    titled = theme.layouts.get(f"{slide.kind}-titled")
    return titled if titled and plain(slide.title) and not layout.title_shown else layout


def _titles(placed: _Placed) -> Iterator[TextBox | None]:
    """Yield the title's box of each part; None where a box of its contents is the title."""
    context, total = placed.context, len(placed.parts)
    shown = plain(context.slide.title).strip()
    for number, part in enumerate(placed.parts, 1):
        if any(isinstance(box, TextBox) and box.role is Role.TITLE for box in part.boxes):
            yield None
        elif part.layout.title_shown and shown:
            if part.layout is context.layout and context.slide.kind in _OWN_TITLE:
                yield headline(context, context.slide.title, context.region("title"), "title", Role.TITLE)
            elif total == 1 and context.title and part.layout is context.layout:
                yield context.title
            else:
                runs = numbered(context, context.slide.title, number, total)
                yield headline_box(context, runs, part.layout)
        else:
            yield _unseen_title(context, numbered(context, (Run(context.slide.name),), number, total))


def _unseen_title(context: PlacingContext, runs: Runs) -> TextBox:
    """Return a title that is there for screen readers and lists of slides only."""
    style = context.theme.styles["headline"]
    paragraph = PlacedParagraph(runs, style.name, style.size, style.leading, Point(0), 1)
    height = high(style.size * style.leading)
    theme = context.theme
    # A long one grows away from the slide.
    return TextBox(
        "title",
        Role.TITLE,
        "title",
        replace(UNSEEN, x=theme.across(UNSEEN.x), width=theme.across(UNSEEN.width)),
        (paragraph,),
        Anchor.BOTTOM,
        Align.START,
        NONE,
        height,
        shown=False,
    )


def _pages(placed: _Placed, titles: tuple[TextBox | None, ...], chrome: Chrome) -> Iterator[Page]:
    """Yield the pages of a slide."""
    slide, context = placed.context.slide, placed.context
    texts = [_text(part) for part in placed.parts] if len(placed.parts) > 1 else [""]
    notes = share_notes(slide.notes, texts)
    minutes = _minutes(slide, notes)
    sources = _sources(placed)
    for place_, (part, title) in enumerate(zip(placed.parts, titles, strict=True)):
        source = (sources[place_],) if sources[place_] else ()
        suffix = f".{place_ + 1}" if place_ else ""  # no id that is given may hold a full stop
        yield Page(
            id=f"{slide.id}{suffix}",
            slide_id=slide.id,
            layout=part.layout.name,
            section=slide.section,
            name=_name(context, place_ + 1, len(placed.parts)),
            boxes=(
                *((title,) if title else ()),
                *((context.subtitle,) if context.subtitle and title else ()),
                *_in_reading_order(part, title),
                *source,
                *chrome.logos(part.layout),
            ),
            chrome=chrome.boxes(part.layout, slide.section, _head_size(part, title)),
            notes=notes[place_],
            speaker=slide.speaker,
            minutes=minutes[place_],
            build=slide.build,
            hidden=slide.hidden,
            countdown=None if place_ else _countdown(slide),
        )


def _head_size(part: Fragment, title: TextBox | None) -> Point | None:
    """Return the size of a page's headline, which may be one of its boxes; None where it shows none."""
    own = (one for one in part.boxes if isinstance(one, TextBox) and one.role is Role.TITLE)
    head = title or next(own, None)
    return head.paragraphs[0].size if head is not None and head.shown else None


def _sources(placed: _Placed) -> list[TextBox | None]:
    """Return each page's line of sources; a part of a slide has those that it cites.

    Where the line is too long and goes on as text, its beginning is on all parts. On a part that has another
    ground than its kind of slide, choices below a question, it has the look of that ground.
    """
    context = placed.context
    if context.source is None:
        return [None] * len(placed.parts)
    whole = len(placed.parts) == 1 or context.unsaid
    if whole or not context.slide.sources:
        return _alike(placed, context.slide)
    shown = [note_numbers(_runs(one)) for one in placed.parts]
    anywhere = frozenset().union(*shown)
    found: list[TextBox | None] = []
    for part, here in zip(placed.parts, shown, strict=True):
        slide = for_part(context.slide, here, anywhere)
        layout = _ground(context, part)
        if layout is context.layout and slide.sources == context.slide.sources:
            found.append(context.source)
        else:
            found.append(source_box(slide, context.theme, layout)[0])
    return found


def _alike(placed: _Placed, slide: Slide) -> list[TextBox | None]:
    """Return the slide's line of sources on each part, set once for each ground: there may be hundreds."""
    context = placed.context
    made = {context.layout.name: context.source}
    for layout in (_ground(context, part) for part in placed.parts):
        if layout.name not in made:
            made[layout.name] = source_box(slide, context.theme, layout)[0]
    return [made[_ground(context, part).name] for part in placed.parts]


def _ground(context: PlacingContext, part: Fragment) -> Layout:
    """Return the layout whose ground a part's sources are on."""
    same_ground = part.layout.background == context.layout.background
    return context.layout if same_ground else part.layout


def _runs(part: Fragment) -> list[Runs]:
    return [one.runs for box in part.boxes for one in paragraphs_of(box)]


def _countdown(slide: Slide) -> float | None:
    """Return how many minutes a slide's question has, None where it has none."""
    return next((one.minutes for one in slide.blocks if isinstance(one, Question)), None)


def _name(context: PlacingContext, number: int, total: int) -> str:
    return plain(numbered(context, (Run(context.slide.name),), number, total)).replace("\u00a0", " ")


def _in_reading_order(part: Fragment, title: TextBox | None) -> tuple[Box, ...]:
    """Return a part's boxes, the one that is the title first."""
    if title is not None:
        return part.boxes
    return tuple(
        sorted(part.boxes, key=lambda box: not (isinstance(box, TextBox) and box.role is Role.TITLE))
    )


def _text(part: Fragment) -> str:
    """Return the words of a part, for finding the notes that go with it."""
    return " ".join(map(plain, _runs(part)))


def _minutes(slide: Slide, notes: tuple[tuple[Note, ...], ...]) -> list[float | None]:
    """Return each page's share of the slide's minutes, by how much there is to say on it."""
    if slide.minutes is None or len(notes) == 1:
        return [slide.minutes] * len(notes)
    words = [sum(len(plain(note.runs).split()) for note in part) for part in notes]
    whole = sum(words)
    shares = [count / whole for count in words] if whole else [1 / len(notes)] * len(notes)
    return [slide.minutes * share for share in shares]
