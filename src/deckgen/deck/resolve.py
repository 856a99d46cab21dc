"""Outline, markup, formatted citations → Deck: what slides say, their kinds, what they rest on.

`markup.read_markup` has read every text of the outline by then; the citations have been formatted elsewhere
meanwhile. What is counted over the whole deck is counted by passes of their own (`numbering`), so that a
slide depends on its own part of the outline and on nothing before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from deckgen.deck import model
from deckgen.deck.blocks.figures import credits_of
from deckgen.deck.blocks.meaning import Meaning
from deckgen.deck.cite_fields import citation_text
from deckgen.deck.citing.citations import Formatted
from deckgen.deck.citing.sourcing import FOOT, Cited, source
from deckgen.deck.citing.style_files import STYLES, style_called
from deckgen.deck.essay import essay_of, range_of
from deckgen.deck.formulas import Formulas
from deckgen.deck.kinds import blocks_of, texts_of
from deckgen.deck.markup.quotes import typography_of
from deckgen.deck.markup.read import Markup, bare_citations, citations_in
from deckgen.deck.model import plain
from deckgen.deck.numbering import number, slug, unique_ids
from deckgen.deck.slides import own
from deckgen.deck.slides.arrange import arranged
from deckgen.deck.slides.handover import handed_over
from deckgen.deck.slides.links import dangling
from deckgen.deck.slides.own import own_section
from deckgen.deck.slides.typed import answered, typed_slide
from deckgen.deck.words import words_of
from deckgen.diagnostics import Diagnostic, has_errors, warning
from deckgen.outline import model as outline_model
from deckgen.outline.model import Outline
from deckgen.project_files import mark_of, note_use, watched
from deckgen.structs import Struct, replace
from deckgen.structs.memos import Same, memo, recall, same


class Resolved(Struct, frozen=True):
    """The deck, or None where an error stands in its way, with all that was found on the way."""

    deck: model.Deck | None
    diagnostics: tuple[Diagnostic, ...]


class _Built(Struct, frozen=True):
    """A slide whose id is what it would like; `typed` is None where deckgen made it."""

    slide: model.Slide
    typed: outline_model.Slide | None = None
    speaker: str = ""

    @property
    def wanted(self) -> tuple[str, bool]:
        """The id that it would like, and whether the outline gives it."""
        return self.slide.id, bool(self.typed and self.typed.id)


def resolve(outline: Outline, markup: Markup, formatted: Formatted, formulas: Formulas) -> Resolved:
    """Return the deck that the outline describes; reads the pictures and tables that it names."""
    meaning, problems = _meaning(outline, markup, formatted, formulas)
    around = same("around slides", _around(meaning))
    sections, built, found = _opening(meaning)
    titles = tuple(meaning.runs(one.title) for one in outline.sections)
    for place, section in enumerate(outline.sections):
        title = titles[place]
        covered = range_of(section.paragraphs)
        sections.append(model.Section(str(section.key), title, plain(title), place + 1, paragraphs=covered))
        if _has_roads(outline):
            road = model.Roadmap(titles, place, meaning.runs(section.claim))
            slide, wrong = own.roadmap(section, road, len(sections) - 1, meaning)
            first = section.speaker or (section.slides[0].speaker if section.slides else None)
            built.append(_Built(slide, speaker=str(first or "")))
            found += wrong
        found += _add_slides(section, len(sections) - 1, built, meaning, around)
    found += _add_end(sections, built, meaning, around)
    found += _unsaid(outline)
    slides = handed_over(_with_ids(built), [one.speaker for one in built])
    ids = frozenset((*(one.id for one in slides), *(str(one.key) for one in outline.every_section)))
    found += dangling(markup, ids, meaning.numbers)
    deck, wrong = _deck(meaning, tuple(sections), slides)
    every = (*problems, *formulas.diagnostics, *found, *wrong)
    return Resolved(None if has_errors(every) else deck, every)


def _meaning(
    outline: Outline, markup: Markup, formatted: Formatted, formulas: Formulas
) -> tuple[Meaning, tuple[Diagnostic, ...]]:
    """Return what gives the outline's texts their meaning."""
    language = str(outline.language) if outline.language else "en"
    words, problems = words_of(language, outline.words)
    where = str(outline.sources) if outline.sources else FOOT
    meaning = Meaning(
        outline=outline,
        markup=markup,
        sourcing=source(
            Cited(markup.on_slides, markup.in_notes, _whole(outline, markup)),
            formatted.typeset(typography_of(outline)),
            where,
        ),
        formulas=formulas,
        words=words,
        language=language,
        style=style_called(str(outline.citations or STYLES[0]))[0],
    )
    numbers = number(outline, meaning.runs)
    silent = outline.appendix if _has_roads(outline) else outline.every_section
    aliases = {str(one.key): numbers.first[str(one.key)] for one in silent if str(one.key) in numbers.first}
    return replace(meaning, numbers=numbers, aliases=aliases), problems


def _whole(outline: Outline, markup: Markup) -> frozenset[int]:
    """Return the ids of the groups of citations that whole slides rest on, and tables."""
    slides = [slide for section in outline.every_section for slide in section.slides]
    fields = (citation_text(slide.cite) for slide in slides if slide.cite)
    found = [one for field in fields for one in citations_in(markup.pieces[field.id])]
    blocks = (block for slide in slides for block in blocks_of(slide))
    credits = (one.credit for one in blocks if isinstance(one, outline_model.Table) and one.credit)
    found += [one for text in credits for one in bare_citations(markup.pieces[text.id])]
    return frozenset(one.id for one in found)


def _has_roads(outline: Outline) -> bool:
    """Tell whether each section opens with a slide of its own."""
    return outline.roadmap and len(outline.sections) > 1


def _opening(meaning: Meaning) -> tuple[list[model.Section], list[_Built], list[Diagnostic]]:
    """Return what comes before the outline's own sections."""
    outline = meaning.outline
    agenda = outline.agenda and bool(outline.sections)
    sections = [own_section("opening", meaning.words.opening)] if outline.cover or agenda else []
    built: list[_Built] = []
    problems: list[Diagnostic] = []
    if outline.cover:
        slide, wrong = own.cover(meaning)
        built.append(_Built(slide))
        problems += wrong
    if agenda:
        built.append(_Built(own.contents(meaning)))
    return sections, built, problems


def _add_end(
    sections: list[model.Section], built: list[_Built], meaning: Meaning, around: Meaning
) -> list[Diagnostic]:
    """Add what comes after the sections: the closing, lists of works and makers, the appendix."""
    outline = meaning.outline
    if outline.closing:
        slide = own.closing(outline.closing, len(sections), meaning)
        sections.append(own_section("closing", plain(slide.title)))
        built.append(_Built(slide))
    lists = _lists(_with_ids(built), built, meaning)
    for place, (name, heading, entries) in enumerate(lists, len(sections)):
        sections.append(own_section(name, heading))
        built.append(_Built(own.listed(name, heading, entries, place, meaning)))
    found: list[Diagnostic] = []
    for section in outline.appendix:
        title = meaning.runs(section.title)
        sections.append(model.Section(str(section.key), title, plain(title), None, appendix=True))
        found += _add_slides(section, len(sections) - 1, built, meaning, around)
    return found


def _spoken_first(section: outline_model.Section, meaning: Meaning) -> tuple[model.Note, ...]:
    """Return what is said where a section opens, at its first slide where none of its own opens it."""
    opened = _has_roads(meaning.outline) and section not in meaning.outline.appendix
    return () if opened else meaning.notes(section.notes)


def _add_slides(
    section: outline_model.Section, place: int, built: list[_Built], meaning: Meaning, around: Meaning
) -> list[Diagnostic]:
    """Add a section's slides, and the list of what it cites where it closes with one; return problems."""
    problems: list[Diagnostic] = []
    spoken = _spoken_first(section, meaning)
    for typed in section.slides:
        slide, wrong = _said(typed, section, place, meaning, around)
        slide, spoken = replace(slide, notes=(*spoken, *slide.notes)) if spoken else slide, ()
        speaker = typed.speaker or section.speaker
        built.append(_Built(slide, typed, str(speaker or "")))
        built += (_Built(one) for one in answered(slide))
        problems += wrong
    if section.works_cited:
        problems += _add_works(section, place, built, meaning)
    return problems


def _add_works(
    section: outline_model.Section, place: int, built: list[_Built], meaning: Meaning
) -> list[Diagnostic]:
    """Add the list of what a section cites; return a warning where that is nothing."""
    texts = (text for typed in section.slides for text in texts_of(typed))
    cited = (one for text in texts for one in citations_in(meaning.markup.pieces[text.id]))
    keys = {item.key for one in cited for item in one.items}
    entries = tuple(one for one in meaning.sourcing.formatted.entries if one.key in keys)
    if not entries:
        message = "this section cites nothing, so it has no list of works"
        return [warning(message, section.span, "cite a work in it, or take its works-cited: out")]
    name, heading = f"{section.key}-works-cited", own.heading_of(meaning)
    built.append(_Built(own.listed(name, heading, entries, place, meaning)))
    return []


def _around(meaning: Meaning) -> Meaning:
    """Return all that the meaning of a slide depends on, apart from it and its markup."""
    outline = replace(meaning.outline, sections=(), appendix=())
    return replace(meaning, outline=outline, markup=_NO_MARKUP)


_NO_MARKUP = Markup({}, {}, (), (), ())


def _said(
    typed: outline_model.Slide, section: outline_model.Section, place: int, meaning: Meaning, around: Meaning
) -> tuple[model.Slide, tuple[Diagnostic, ...]]:
    """Return a slide of the outline as said; it is remembered while its files are the same."""

    def make() -> _Said:
        with watched() as files:
            said = typed_slide(arranged(typed), section, place, meaning)
        return _Said(*said, files)

    if any(isinstance(one, outline_model.Summary) for one in typed.blocks):  # it says what others claim
        return typed_slide(arranged(typed), section, place, meaning)
    name = typed.span.line
    known: _Said | None = recall("said", name)
    marks = {path: mark_of(path) for path in known.files} if known else {}
    given = (Same(typed), str(section.key), place, Same(meaning.markup.parts[name]), Same(around), marks)
    said = memo("said", name, given, make)
    for path, found in said.files.items():
        note_use(path, found)
    return said.slide, said.problems


class _Said(Struct, frozen=True):
    """A slide as said, what is wrong with it, and the files that it depends on."""

    slide: model.Slide
    problems: tuple[Diagnostic, ...]
    files: dict[Path, str | None]


def _unsaid(outline: Outline) -> Iterator[Diagnostic]:
    """Yield what is said for the opening of sections that open without a slide."""
    for section in outline.appendix if _has_roads(outline) else outline.every_section:
        for name, said in (("image", section.image), ("minutes", section.minutes)):
            if said:
                yield warning(
                    f'this section has no opening slide, so its "{name}" are not shown',
                    said.span,
                    "move them to its first slide",
                )


def _with_ids(built: Sequence[_Built]) -> tuple[model.Slide, ...]:
    ids = unique_ids(one.wanted for one in built)
    return tuple(replace(one.slide, id=name) for one, name in zip(built, ids, strict=True))


def _lists(
    slides: tuple[model.Slide, ...], built: Sequence[_Built], meaning: Meaning
) -> list[tuple[str, str, tuple[model.Entry, ...]]]:
    """Return the lists at the deck's end: their names, headings and entries; `slides` have their ids."""
    outline, words = meaning.outline, meaning.words
    makers: list[model.Entry] = []
    for slide, one in zip(slides, built, strict=True):
        if one.typed:
            makers += credits_of(one.typed, slide.id, meaning)
        elif slide.kind == "cover-image":
            makers += own.cover_credit(slide, meaning)
    works = meaning.sourcing.formatted.entries if outline.works_cited else ()
    wanted = (
        ("endnotes", words.notes, meaning.sourcing.endnotes),
        ("works-cited", own.heading_of(meaning), works),
        ("credits", words.credits, tuple(makers) if outline.credits else ()),
    )
    return [(name, heading, entries) for name, heading, entries in wanted if entries]


def _deck(
    meaning: Meaning, sections: tuple[model.Section, ...], slides: tuple[model.Slide, ...]
) -> tuple[model.Deck, tuple[Diagnostic, ...]]:
    """Return the deck of all that was built, and what is wrong with what it names as a whole."""
    outline = meaning.outline
    title = meaning.runs(outline.title)
    essay = essay_of(outline)
    logo, problems = own.logo(meaning)
    deck = model.Deck(
        id=slug(outline.path.stem) or "deck",
        title=title,
        name=plain(title),
        authors=tuple(str(author) for author in outline.authors),
        date=str(outline.date) if outline.date else None,
        language=meaning.language,
        minutes=outline.minutes.value if outline.minutes else None,
        sections=sections,
        slides=slides,
        words=meaning.words,
        footer=meaning.runs(outline.footer),
        logo=logo,
        essay=None if isinstance(essay, Diagnostic) else essay,
        embed=outline.embed,
        own_colours=outline.own_colours,
    )
    return deck, (*problems, essay) if isinstance(essay, Diagnostic) else problems
