"""A compiled outline + the deck that is there → both merged, with what hangs on the outcome made anew.

Figures, tables and sources are counted as the merged deck has its slides, and texts are set as large as they
fit there. Both are put in the Pages that the deck is generated from and merged with: so they are the
outline's, and the next merge takes neither for a change by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from deckgen.compile import Compiled, Options, Services, compile_read
from deckgen.deck.kinds import blocks_of, kind_of
from deckgen.deck.model import Deck
from deckgen.deck.slides.copies import unlinked
from deckgen.diagnostics import Diagnostic, has_errors, warning
from deckgen.layout.pages import Page, Pages
from deckgen.outline.model import Outline, Section, Slide
from deckgen.regenerate.merging.order import moved
from deckgen.regenerate.merging.plan import Choices, Merge
from deckgen.regenerate.reading.files import Source
from deckgen.regenerate.reading.snapshot import DeckState
from deckgen.regenerate.refit import refitted
from deckgen.regenerate.regenerate import Keeping, Regenerated, regenerate
from deckgen.structs import Struct, replace
from deckgen.structs.memos import remembering
from deckgen.structs.pieces import Content
from deckgen.writers.pptx import pptx_files

_COUNTED = ("works-cited", "credits")
"""The kinds of slides that list what the others rest on."""


class Remade(Struct, frozen=True):
    """What came of it: the merge, the pages that were merged with, the files of the deck made from them."""

    made: Regenerated
    pages: Pages
    generated: Mapping[str, Content]
    diagnostics: tuple[Diagnostic, ...]


def remake(
    existing: Source, compiled: Compiled, keeping: Keeping, choices: Choices, use: tuple[Options, Services]
) -> Remade:
    """Merge an outline into the deck that is there; `use` is what it was compiled with.

    Raises `DeckgenError` where the deck cannot be worked on.
    """
    assert compiled.pages is not None, "what has no pages is not merged"
    with remembering():  # most of a deck that is generated again is as it was
        return _remade(existing, compiled.pages, (compiled, keeping, choices), use)


def _remade(
    existing: Source,
    pages: Pages,
    how: tuple[Compiled, Keeping, Choices],
    use: tuple[Options, Services],
) -> Remade:
    compiled, keeping, choices = how
    generated = pptx_files(pages)
    made = regenerate(existing, generated, keeping, choices)
    counted, found = recounted(compiled, made.plan, made.outline, *use)
    if counted is not pages:
        pages, generated = counted, pptx_files(counted)
        made = regenerate(existing, generated, keeping, choices, made.read)
    fitted = refitted(pages, made.plan, made.merged, made.outline)
    if fitted is not pages:
        pages, generated = fitted, pptx_files(fitted)
        made = regenerate(existing, generated, keeping, choices, made.read)
    return Remade(made, pages, generated, (*made.diagnostics, *found))


def recounted(
    compiled: Compiled, plan: Merge, generated: DeckState, options: Options, services: Services
) -> tuple[Pages, tuple[Diagnostic, ...]]:
    """Return the pages with everything counted as a merged deck has its slides.

    Slides that were deleted by hand keep what the outline says, for they may be asked back. The compiled
    pages are returned as they are where nothing is to be counted anew, or where that cannot be done, which is
    reported.
    """
    outline, pages = compiled.outline, compiled.pages
    assert outline is not None, "what was compiled has an outline"
    assert pages is not None, "what was compiled has pages"
    places = {one.part: place for place, one in enumerate(generated.slides)}
    shown = dict.fromkeys(
        pages.pages[places[one.outline.part]].slide_id for one in plan.slides if one.outline is not None
    )
    arranged = _arranged(compiled, outline, tuple(shown)) if _counts(outline) else None
    if arranged is None:
        return pages, ()
    anew = compile_read(arranged, replace(options, strict=False), services)
    if anew.pages is None or anew.deck is None or has_errors(anew.diagnostics):
        return pages, (_uncounted(anew),)
    return _counted(compiled, pages, anew.pages), ()


def _uncounted(anew: Compiled) -> Diagnostic:
    problem = next((one.message for one in anew.diagnostics if has_errors((one,))), "there is nothing left")
    return warning(
        "figures, tables and sources are numbered as in the outline, since without the slides that were"
        f" deleted or moved by hand it cannot be built: {problem}",
        None,
        "carry the deletions into the outline: deckgen pull --deletions",
    )


def _counts(outline: Outline) -> bool:
    """Tell whether anything of an outline is counted, or listed after it was cited."""
    if outline.references or outline.reference_files:
        return True
    slides = (slide for section in outline.every_section for slide in section.slides)
    return any(kind_of(block).numbered is not None for slide in slides for block in blocks_of(slide))


def _arranged(compiled: Compiled, outline: Outline, shown: tuple[str, ...]) -> Outline | None:
    """Return an outline with its slides as a deck shows them, None where that is how they are.

    `shown` are the ids of the deck's slides in order. A slide that was moved goes to the section of the one
    before it. Slides keep the ids that they have had.
    """
    assert compiled.deck is not None, "what was compiled has a deck"
    rank = {name: place for place, name in enumerate(shown)}
    typed = list(_typed(compiled.deck, outline))
    known = [one for one in typed if any(name in rank for name in one.ids)]
    order = sorted(range(len(known)), key=lambda at: known[at].rank(rank))
    if len(known) == len(typed) and order == sorted(order):
        return None
    elsewhere = moved(range(len(known)), order)
    lists: list[list[Slide]] = [[] for _ in outline.every_section]
    here = next((known[at].section for at in order if at not in elsewhere), 0)
    for at in order:
        here = here if at in elsewhere else known[at].section
        lists[here].append(_named(known[at].slide, known[at].ids[0], outline))
    return unlinked(_with_slides(outline, lists), outline)


class _Typed(Struct, frozen=True):
    """A slide of the outline: the place of its section, and the ids of the deck's slides made of it."""

    section: int
    slide: Slide
    ids: tuple[str, ...]

    def rank(self, ranks: Mapping[str, int]) -> int:
        """Return its place among the deck's slides."""
        return min(ranks[name] for name in self.ids if name in ranks)


def _typed(deck: Deck, outline: Outline) -> Iterator[_Typed]:
    names: dict[tuple[int, int], list[str]] = {}
    for one in deck.slides:
        names.setdefault((one.span.line, one.span.column), []).append(one.id)
    for at, section in enumerate(outline.every_section):
        for slide in section.slides:
            yield _Typed(at, slide, tuple(names.get((slide.span.line, slide.span.column), ())))


def _named(slide: Slide, name: str, outline: Outline) -> Slide:
    like = outline.title
    return slide if slide.id else replace(slide, id=replace(like, value=name, marks=like.marks[:1]))


def _with_slides(outline: Outline, lists: Sequence[Sequence[Slide]]) -> Outline:
    given = iter(lists)

    def filled(sections: tuple[Section, ...]) -> tuple[Section, ...]:
        return tuple(replace(one, slides=tuple(next(given))) for one in sections)

    return replace(outline, sections=filled(outline.sections), appendix=filled(outline.appendix))


def _counted(compiled: Compiled, pages: Pages, anew: Pages) -> Pages:
    """Return the outline's pages in the outline's order, each as it is counted anew where it is."""
    assert compiled.deck is not None, "what was compiled has a deck"
    listing = {one.id for one in compiled.deck.slides if one.kind in _COUNTED}
    groups, fresh = _groups(pages), _groups(anew)
    found: list[Page] = []
    for name, group in groups.items():
        if name in fresh:
            found += [replace(one, section=group[0].section) for one in fresh[name]]
        elif name not in listing:
            found += group
    if tuple(found) == pages.pages:
        return pages
    return replace(pages, pages=tuple(found))


def _groups(pages: Pages) -> dict[str, list[Page]]:
    """Return the pages of each slide by its id, in order."""
    found: dict[str, list[Page]] = {}
    for one in pages.pages:
        found.setdefault(one.slide_id, []).append(one)
    return found
