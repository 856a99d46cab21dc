"""The slides that deckgen makes by itself: cover, contents, sections, lists of works cited and of credits.

Their ids are those that they would like; `numbering.unique_ids` gives them the ones they have.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.deck import model
from deckgen.deck.blocks.figures import credit_entry, picture
from deckgen.deck.blocks.meaning import Meaning
from deckgen.deck.blocks.overviews import agenda_of
from deckgen.deck.markup.scripts import named
from deckgen.deck.model import Run, Runs, plain
from deckgen.deck.words import date_in
from deckgen.diagnostics import Diagnostic
from deckgen.outline import model as outline_model
from deckgen.structs import replace


def own_section(key: str, title: str) -> model.Section:
    """Return a section of deckgen's own, which has no number."""
    return model.Section(key, (Run(title),), title, None)


def heading_of(meaning: Meaning) -> str:
    """Return what the list of works cited is called: by the author, else by the style."""
    given = any(str(one.name) == "works-cited" for one in meaning.outline.words)
    own = meaning.words.works_cited
    return own if given else meaning.sourcing.formatted.heading or own


def cover(meaning: Meaning) -> tuple[model.Slide, tuple[Diagnostic, ...]]:
    """Return the first slide, with a picture where the outline names one."""
    outline = meaning.outline
    authors = _authors(outline.authors)
    date = date_in(meaning.language, str(outline.date)) if outline.date else ""
    place = [*meaning.runs(outline.course)]
    if date:
        place.append(Run(f" · {date}" if place else date))
    lines = (*((Run(meaning.text(line)),) for line in authors), _institute(meaning), tuple(place))
    byline = tuple(line for line in lines if line)
    said = model.Cover(meaning.runs(outline.subtitle), byline)
    slide = _slide("cover", "cover", meaning.runs(outline.title), said, meaning)
    slide = replace(slide, notes=meaning.notes(outline.cover_notes))
    if outline.cover_image is None:
        return slide, ()
    found, problems = picture(outline.cover_image, meaning)
    if found is None:
        return slide, problems
    # It has no number, for nothing refers to it.
    credited = replace(found, credit=meaning.runs(outline.cover_image.credit), label=_cover_label(meaning))
    return replace(slide, kind="cover-image", blocks=(said, credited)), problems


def _authors(authors: tuple[outline_model.Author, ...]) -> Iterator[str]:
    """Yield the authors in lines: in one, or one a place where they belong, named once."""
    places = dict.fromkeys(str(one.affiliation or "") for one in authors)
    for place in places:
        names = ", ".join(str(one) for one in authors if str(one.affiliation or "") == place)
        yield f"{names} · {place}" if place else names


def _institute(meaning: Meaning) -> Runs:
    """Return where all who give the talk belong, nothing where it is beside one of their names."""
    named = {str(one.affiliation).casefold() for one in meaning.outline.authors if one.affiliation}
    institute = meaning.outline.institute
    return () if institute is None or str(institute).casefold() in named else meaning.runs(institute)


def cover_credit(slide: model.Slide, meaning: Meaning) -> tuple[model.Entry, ...]:
    """Return the entry of the list of credits for the cover's picture, none where nobody is named."""
    image = meaning.outline.cover_image
    if image is None or image.credit is None or not meaning.runs(image.credit):
        return ()
    return (credit_entry(_cover_label(meaning), meaning.credit(image.credit), slide.id),)


def _cover_label(meaning: Meaning) -> Runs:
    return (Run(meaning.words.figure),)


def logo(meaning: Meaning) -> tuple[model.Figure | None, tuple[Diagnostic, ...]]:
    """Return the logo at the edge of every slide, None where there is none or it cannot be read."""
    typed = meaning.outline.logo
    return picture(typed, meaning) if typed else (None, ())


def contents(meaning: Meaning) -> model.Slide:
    """Return the list of the sections that is after the cover."""
    title = (Run(meaning.words.contents),)
    return _slide("agenda", "contents", title, agenda_of(None, meaning), meaning)


def roadmap(
    section: outline_model.Section, road: model.Roadmap, place: int, meaning: Meaning
) -> tuple[model.Slide, tuple[Diagnostic, ...]]:
    """Return the slide that a section begins with."""
    slide = _slide("section", str(section.key), meaning.runs(section.title), road, meaning)
    found, problems = picture(section.image, meaning) if section.image else (None, ())
    shown = (replace(found, credit=meaning.runs(section.image.credit)),) if found and section.image else ()
    return (
        replace(
            slide,
            section=place,
            span=section.title.span,
            blocks=(road, *shown),
            notes=meaning.notes(section.notes),
            minutes=section.minutes.value if section.minutes else None,
        ),
        problems,
    )


def closing(typed: outline_model.Closing, place: int, meaning: Meaning) -> model.Slide:
    """Return the slide that the talk ends on."""
    contact = tuple(meaning.runs(one) for one in typed.contact)
    said = model.Closing(meaning.runs(typed.text), contact, typed.span)
    slide = _slide("closing", "closing", meaning.runs(typed.title), said, meaning)
    return replace(slide, section=place, span=typed.span)


def listed(
    name: str, title: str, entries: tuple[model.Entry, ...], place: int, meaning: Meaning
) -> model.Slide:
    """Return a slide that lists entries: works cited, those of a section, endnotes, credits."""
    kind = "credits" if name == "credits" else "works-cited"
    said = tuple(
        replace(one, runs=named(one.runs, meaning.language), full=named(one.full, meaning.language))
        for one in entries
    )
    return replace(_slide(kind, name, (Run(title),), model.References(said), meaning), section=place)


def _slide(kind: str, name: str, title: Runs, block: model.Block, meaning: Meaning) -> model.Slide:
    """Return a slide that nobody typed, before the first section."""
    return model.Slide(
        id=name,
        kind=kind,
        section=0,
        title=title,
        name=plain(title),
        blocks=(block,),
        sources=(),
        notes=(),
        minutes=None,
        build=False,
        hidden=False,
        span=meaning.outline.title.span,
    )
