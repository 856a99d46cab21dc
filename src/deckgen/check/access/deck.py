"""A PowerPoint deck → what keeps people from reading it, slide by slide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise

from deckgen.check.access.objects import SHOWING, empty_placeholders, objects, sections_of
from deckgen.check.access.rules import Issue, Reading, Spot, issue
from deckgen.check.access.runs import Unjudged, repeated_links, runs
from deckgen.check.access.slides import A_, FURNITURE, P_, Box, Shape, Slide, slides_of
from deckgen.check.access.texts import is_stock_section, is_stock_title, plain, shown
from deckgen.regenerate.reading.files import Source
from deckgen.regenerate.reading.package import Package, open_package

_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"

_SHARED = 0.5
"""The share of the narrower of two shapes that must be above the other for one to be above the other."""


def read_deck(deck: Source) -> Reading:
    """Return what is found in a deck. Raises `DeckgenError` where it cannot be read."""
    package = open_package(deck)
    slides = tuple(slides_of(package))
    unjudged = Unjudged()
    issues = [*_whole(package, slides)]
    for slide in slides:
        issues += _slide(slide)
        issues += objects(slide)
        issues += runs(slide, unjudged)
    issues += _same_titles(slides)
    issues += repeated_links(slides)
    title = _title(package) or next((slide.title for slide in slides if slide.title), "")
    notes = tuple(_notes(slides, unjudged))
    return Reading(title, "slide", len(slides), tuple(sorted(issues, key=lambda one: one.spot.number)), notes)


def _whole(package: Package, slides: tuple[Slide, ...]) -> Iterator[Issue]:
    """Yield what is wrong with the deck as a whole: its title, its sections, how it is shown."""
    title = _title(package)
    if not title:
        yield issue("document-title", Spot(), "the file has no title in its properties")
    elif is_stock_title(title):
        yield issue(
            "document-title", Spot(), f'the title in the file\'s properties says nothing: "{shown(title)}"'
        )
    part = package.led("", "officeDocument")[0]
    yield from _sections(package, part)
    for settings in package.led(part, "presProps"):
        shown_as = package.root(settings).find(f"{P_}showPr") if settings in package.files else None
        if shown_as is not None and (
            shown_as.get("loop") in ("1", "true") or shown_as.find(f"{P_}kiosk") is not None
        ):
            yield issue("motion-repeats", Spot(), "the show begins again by itself after its last slide")


def _sections(package: Package, part: str) -> Iterator[Issue]:
    names = sections_of(package.root(part))
    for name in names:
        if is_stock_section(name):
            message = (
                f'the section "{name}" has the name that programs give'
                if name.strip()
                else "a section has no name"
            )
            yield issue("section-default", Spot(element=name), message)
    counts = Counter(plain(name) for name in names if not is_stock_section(name))
    for name, count in counts.items():
        if count > 1:
            yield issue("section-duplicate", Spot(element=name), f'{count} sections are called "{name}"')


def _title(package: Package) -> str:
    for name in package.led("", "core-properties"):
        if name in package.files:
            return (package.root(name).findtext(_DC_TITLE) or "").strip()
    return ""


def _slide(slide: Slide) -> Iterator[Issue]:
    titles = [one for one in slide.shapes if one.is_title]
    if not titles:
        yield issue("title-missing", slide.at(), "the slide has no title")
    elif not slide.title:
        yield issue("title-empty", slide.at(titles[0].name), "the title is empty")
    elif titles[0].hidden:
        yield issue("title-empty", slide.at(titles[0].name), "the title is hidden in the selection pane")
    yield from empty_placeholders(slide)
    yield from _order(slide, titles[0] if titles else None)


def _same_titles(slides: tuple[Slide, ...]) -> Iterator[Issue]:
    first: dict[str, int] = {}
    for before, slide in zip((None, *slides), slides, strict=False):
        title = plain(slide.title)
        if before is not None and _goes_on(before, slide):
            continue
        if title and first.setdefault(title, slide.number) != slide.number:
            message = f'the title "{shown(slide.title)}" is that of slide {first[title]}, too'
            yield issue("title-duplicate", slide.at(), message)


def _goes_on(before: Slide, slide: Slide) -> bool:
    """Tell whether a slide shows all that the one before it does, and perhaps more: a step of it."""
    said, more = ({one.text for one in each.shapes if one.text} for each in (before, slide))
    return plain(before.title) == plain(slide.title) and len(said) > 1 and said <= more | _furniture(before)


def _furniture(slide: Slide) -> set[str]:
    """Return the texts of a slide that count up: its number, its footer."""
    named = {one.text for one in slide.shapes if one.slot is not None and one.slot[0] in FURNITURE}
    return named | {str(slide.number)}


def _order(slide: Slide, title: Shape | None) -> Iterator[Issue]:
    """Yield where the order in which shapes are read is surely not that in which they are seen."""
    said = [one for one in slide.shapes if _is_read(one) and one.box is not None]
    if title is not None and title in said:
        yield from _title_order(slide, title, said[: said.index(title)])
    rest = [(one, one.box) for one in said if one is not title and one.group is None and one.box is not None]
    for (before, lower), (after, upper) in combinations(rest, 2):
        if _is_above(upper, lower):
            message = f'"{after.name}" is above "{before.name}" and is read after it'
            yield issue("order-visual", slide.at(after.name), message)
            return
    yield from _row_order(slide, [one for one in rest if one[0].kind == "text" and one[0].text])


def _title_order(slide: Slide, title: Shape, earlier: list[Shape]) -> Iterator[Issue]:
    """Yield what is read before the title, though it is below."""
    for one in earlier:
        if title.box and one.box and one.box.top >= title.box.top and not one.box.meets(title.box):
            message = f'the title is read after "{one.name}", which is below it'
            yield issue("order-title", slide.at(title.name), message)
            return


def _is_read(shape: Shape) -> bool:
    """Tell whether a screen reader reads a shape out, and the slide does not carry it as its furniture."""
    if shape.decorative or shape.hidden or (shape.slot is not None and shape.slot[0] in FURNITURE):
        return False
    return bool(shape.text or shape.alt) or shape.kind in SHOWING or shape.kind == "table"


def _is_above(upper: Box, lower: Box) -> bool:
    """Tell whether a shape is above another: wholly, and with much of the narrower one over the other."""
    if upper.bottom > lower.top:
        return False
    shared = min(upper.right, lower.right) - max(upper.left, lower.left)
    narrower = min(upper.right - upper.left, lower.right - lower.left)
    return narrower > 0 and shared >= narrower * _SHARED


def _row_order(slide: Slide, texts: list[tuple[Shape, Box]]) -> Iterator[Issue]:
    """Yield two texts side by side, of the same height and size, of which the second is read first."""
    backwards = any(one.get("rtl") in ("1", "true") for one in slide.root.iter(f"{A_}pPr"))
    for (before, first), (after, second) in combinations(texts, 2):
        left, right = (first, second) if backwards else (second, first)
        level = abs(left.top - right.top) < _LEVEL and abs(left.bottom - right.bottom) < _LEVEL
        if level and left.right <= right.left:
            message = f'"{after.name}" comes before "{before.name}" in its row and is read after it'
            yield issue("order-row", slide.at(after.name), message)
            return


_LEVEL = 50_000
"""EMU, 4 pt: texts whose edges differ by less are in one row."""


def _notes(slides: tuple[Slide, ...], unjudged: Unjudged) -> Iterator[str]:
    """Yield what was seen and is no fault, and what could not be judged."""
    hidden = [str(slide.number) for slide in slides if slide.hidden]
    if hidden:
        yield f"hidden, and checked all the same: slide{'' if len(hidden) == 1 else 's'} {', '.join(hidden)}"
    for before, slide in pairwise(slides):
        if slide.title and _goes_on(before, slide):
            pair = f"slides {before.number} and {slide.number}"
            yield f"{pair} have one title: the second is the first with more on it"
    for number, names in unjudged.places.items():
        yield f"slide {number}: the contrast of {', '.join(names)}: what is behind is not one colour"
