"""An outline → the outline of the copy that some readers get, and the words that this copy withholds.

What a reader is not to have is taken out before anything is made of the outline, so numbers, works cited,
links and pages are those of the copy. Each text that was taken out is listed, so that what is written can be
searched for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar, cast

from deckgen.deck.markup.read import read_markup
from deckgen.outline import model
from deckgen.outline.model import Outline, Section, Slide, Text
from deckgen.outline.readers import PUBLIC, SPEAKER
from deckgen.structs import Struct, replace, with_fields
from deckgen.structs.patterns import pattern

_LINK = pattern(r"\[([^\[\]]*)\]\(#([^()\s]+)\)")


Value = TypeVar("Value")
Held = TypeVar("Held")


class Copy(Struct, frozen=True):
    """The outline of a copy, and every text that was taken out of it, as typed."""

    outline: Outline
    withheld: tuple[Text, ...] = ()


def copy_for(outline: Outline, reader: str) -> Copy:
    """Return the copy of an outline for the speaker, for students or for the public."""
    if reader == SPEAKER:
        return Copy(outline)
    outline = _unspoken(outline)
    kept = replace(
        outline,
        sections=tuple(_sections(outline.sections, reader)),
        appendix=() if reader == PUBLIC else tuple(_sections(outline.appendix, reader)),
        cover_notes=None,
        references_in_notes=False,
    )
    kept = unlinked(kept, outline)
    kept = replace(kept, references=_cited(outline, kept))
    left = {text.value for text in texts_in(kept)}
    withheld = tuple(text for text in texts_in(outline) if text.value not in left)
    return Copy(kept, withheld)


def texts_in(outline: Outline) -> Iterator[Text]:
    """Yield every text of an outline, whatever field holds it: descriptions, program text and formulas, too.

    Of the works only the titles: where books appear and who publishes them many works have in common.
    """
    yield from held_in(replace(outline, references=()), Text)
    for work in outline.references:
        titles = tuple(field for field in work.fields if str(field.name) == "title")
        yield from held_in(titles, Text)


def held_in(value: object, kind: type[Held]) -> Iterator[Held]:
    """Yield all of one kind that a value of the outline or the deck holds, in its order."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, kind):
            yield one
        elif isinstance(one, tuple):
            waiting += reversed(one)
        elif isinstance(one, Struct) and not isinstance(one, Text):
            waiting += (getattr(one, name) for name in reversed(one.__struct_fields__))


def _sections(sections: Iterable[Section], reader: str) -> Iterator[Section]:
    for section in sections:
        if _shown(section.only, reader):
            slides = tuple(_slide(one) for one in section.slides if _kept(one, reader))
            if slides:
                yield replace(section, slides=slides, notes=None)


def _kept(slide: Slide, reader: str) -> bool:
    return not slide.hidden and _shown(slide.only, reader)


def _shown(only: Text | None, reader: str) -> bool:
    """Tell whether what is only for some readers is for this one."""
    return only is None or str(only) == reader


def _slide(slide: Slide) -> Slide:
    """Return a slide without its notes, and its question without its answer."""
    blocks = tuple(
        replace(one, answer=None) if isinstance(one, model.Question) else one for one in slide.blocks
    )
    return replace(slide, blocks=blocks, notes=None)


def _unspoken(outline: Outline) -> Outline:
    """Return an outline in which nobody is named who speaks: that is said in the notes alone."""

    def silent(section: Section) -> Section:
        return replace(
            section, speaker=None, slides=tuple(replace(one, speaker=None) for one in section.slides)
        )

    return replace(
        outline,
        speakers=(),
        sections=tuple(map(silent, outline.sections)),
        appendix=tuple(map(silent, outline.appendix)),
    )


def _ids(outline: Outline) -> frozenset[str]:
    keys = {str(section.key) for section in outline.every_section}
    slides = (slide for section in outline.every_section for slide in section.slides)
    return frozenset(keys | {str(slide.id) for slide in slides if slide.id})


def unlinked(outline: Outline, whole: Outline) -> Outline:
    """Return an outline in which what led to a slide that only the `whole` one has is plain text."""
    gone = _ids(whole) - _ids(outline)
    if not gone:
        return outline

    def plain(text: Text) -> Text:
        value = _LINK.sub(lambda one: one[1] if one[2] in gone else one[0], text.value)
        return text if value == text.value else replace(text, value=value, marks=text.marks[:1])

    return _mapped(outline, plain)


def _mapped(value: Value, change: Callable[[Text], Text]) -> Value:
    """Return a value of the outline with every text in it changed."""
    if isinstance(value, Text):
        return cast(Value, change(value))
    if isinstance(value, tuple):
        return cast(Value, tuple(_mapped(one, change) for one in value))
    if not isinstance(value, Struct):
        return value
    return cast(Value, with_fields(value, lambda one: _mapped(one, change)))


def _cited(whole: Outline, kept: Outline) -> tuple[model.Reference, ...]:
    """Return the references without those that only what was taken out cites."""
    cited, left = (
        {item.key for cluster in read_markup(one).clusters for item in cluster.items} for one in (whole, kept)
    )
    listed = {str(key) for key in kept.nocite}
    return tuple(one for one in kept.references if str(one.key) not in cited - left or str(one.key) in listed)
