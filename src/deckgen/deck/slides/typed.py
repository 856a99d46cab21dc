"""A slide as typed → the same as said: its layout, title, blocks, notes, and what it rests on.

Its id is the one that it would like; `numbering.unique_ids` gives it the one it has.
"""

from __future__ import annotations

from deckgen.deck import model
from deckgen.deck.blocks.builds import builds
from deckgen.deck.blocks.convert import converted
from deckgen.deck.blocks.meaning import Meaning
from deckgen.deck.cite_fields import citation_text
from deckgen.deck.citing.sourcing import Resting, bare_words
from deckgen.deck.essay import range_of
from deckgen.deck.kinds import default_title, layout_for, slide_name, texts_of
from deckgen.deck.markup.pieces import Citation
from deckgen.deck.markup.read import citations_in
from deckgen.deck.markup.scripts import named
from deckgen.deck.media.read import transcripts
from deckgen.deck.model import Run, Runs, plain
from deckgen.deck.numbering import slug
from deckgen.deck.slides.own import heading_of
from deckgen.diagnostics import Diagnostic
from deckgen.outline import model as outline_model
from deckgen.outline.model import Text
from deckgen.structs import replace


def typed_slide(
    typed: outline_model.Slide, section: outline_model.Section, place: int, meaning: Meaning
) -> tuple[model.Slide, tuple[Diagnostic, ...]]:
    """Return a slide of the outline, its id the one that it would like."""
    typed = _said_once(typed)
    usual = default_title(typed, meaning.words)
    typed_title = meaning.runs(typed.title)
    blocks, problems = converted(typed.blocks, replace(meaning, title=typed_title))
    title = typed_title or ((Run(usual),) if usual else ())
    name = plain(title) or slide_name(blocks, meaning.words)
    texts = tuple(texts_of(typed))
    cited = [one for text in texts for one in citations_in(meaning.markup.pieces[text.id])]
    foot = meaning.sourcing.foot(_resting(typed, cited, meaning), meaning.words)
    # What the list at the end has no entry for is said in full where it is.
    shorter = foot.shorter if meaning.outline.works_cited else ()
    slide = model.Slide(
        id=str(typed.id) if typed.id else f"{section.key}-{slug(name)}".rstrip("-"),
        kind=str(typed.layout) if typed.layout else layout_for(typed, titled=bool(title)),
        section=place,
        title=title,
        name=name,
        blocks=blocks,
        sources=_in_language(foot.lines, meaning),
        shorter_sources=tuple(_in_language(lines, meaning) for lines in shorter),
        notes=(*_notes(typed.notes, cited, meaning), *transcripts(blocks, meaning.words)),
        minutes=typed.minutes.value if typed.minutes else None,
        build=typed.build,
        hidden=typed.hidden,
        span=typed.span,
        paragraphs=range_of(typed.paragraphs),
        subtitle=meaning.runs(typed.subtitle),
        stacked=typed.stacked,
        footnotes=meaning.footnotes(texts),
    )
    return slide, (*problems, *builds(typed, blocks))


def _said_once(typed: outline_model.Slide) -> outline_model.Slide:
    """Return a slide without a title that says just what its question asks or its statement states."""
    large = next((one for one in typed.blocks if isinstance(one, _LARGE)), None)
    words = large.prompt if isinstance(large, outline_model.Question) else large.text if large else None
    if words is None or typed.title is None or _bare(words) != _bare(typed.title):
        return typed
    return replace(typed, title=None)


_LARGE = (outline_model.Question, outline_model.Statement)
"""What is set as large as a title, or larger."""


def _bare(text: Text) -> str:
    return " ".join(text.value.split()).casefold().rstrip(".?!… ")


def _in_language(lines: tuple[Runs, ...], meaning: Meaning) -> tuple[Runs, ...]:
    return tuple(named(one, meaning.language) for one in lines)


def _resting(typed: outline_model.Slide, cited: list[Citation], meaning: Meaning) -> Resting:
    """Return what a slide rests on: its citations, those of `cite:` apart, and its author's own words."""
    pieces = meaning.markup.pieces[citation_text(typed.cite).id] if typed.cite else ()
    whole = tuple(citations_in(pieces))
    own = meaning.runs(typed.source)
    beside = bare_words(meaning.said(tuple(one for one in pieces if not isinstance(one, Citation)), {}))
    own = (*own, Run("; "), *beside) if own and beside else own or beside
    below = {one.id for one in whole}
    return Resting(tuple(one for one in cited if one.id not in below), whole, own)


def answered(slide: model.Slide) -> tuple[model.Slide, ...]:
    """Return the slide that shows the answer of choices again; none where a click shows it."""
    asked = [one for one in slide.blocks if isinstance(one, model.Choices) and one.answer is not None]
    if slide.build or not asked:
        return ()
    shown = (replace(one, revealed=True) if isinstance(one, model.Choices) else one for one in slide.blocks)
    return (replace(slide, id=f"{slide.id}-answer", blocks=tuple(shown), notes=(), minutes=None),)


def _notes(text: Text | None, cited: list[Citation], meaning: Meaning) -> tuple[model.Note, ...]:
    """Return a slide's notes; after them the full references of what the slide and they cite."""
    said = meaning.markup.notes[text.id] if text else ()
    notes = meaning.notes(text)
    if not meaning.outline.references_in_notes:
        return notes
    groups = [*cited, *(one for inline, _ in said for one in citations_in(inline))]
    keys = {item.key for group in groups for item in group.items}
    listed = [entry.runs for entry in meaning.sourcing.formatted.entries if entry.key in keys]
    if not listed:
        return notes
    head = (Run(heading_of(meaning), bold=True),)
    return (*notes, *(model.Note(runs, None, spoken=False) for runs in (head, *listed)))
