"""What a teacher asks of a talk, line by line: what is asked, what there is, and whether that will do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from deckgen.check.delivery.speakers import parts_of
from deckgen.check.delivery.timing import TOLERANCE, clock, minutes_of, said_minutes
from deckgen.check.findings import DECK, Finding, Place, Told, finding
from deckgen.check.talk import Subject, TalkSlide
from deckgen.deck.citing.style_files import style_called
from deckgen.deck.kinds import blocks_of
from deckgen.diagnostics import Severity, Span
from deckgen.outline import model
from deckgen.outline.model import Requirement
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

_AMOUNT = pattern(r"(?:(at least|at most) )?([0-9]{1,9})(?:-([0-9]{1,9}))?")

FAIR = 0.2
"""How far a speaker's minutes may be from an equal share of them."""

_KINDS = {
    "books": frozenset({"book", "chapter", "entry-dictionary", "entry-encyclopedia", "classic", "pamphlet"}),
    "articles": frozenset(
        {
            "article",
            "article-journal",
            "article-magazine",
            "article-newspaper",
            "paper-conference",
            "review",
            "review-book",
        }
    ),
    "websites": frozenset({"webpage", "post", "post-weblog"}),
    "films": frozenset({"motion_picture", "broadcast", "song", "speech", "performance"}),
}
"""A kind of sources that is asked for → the types of works that are."""


class Asked(Struct, frozen=True):
    """One line of what is asked: its name, how much, what there is, and whether that will do."""

    name: str
    wanted: str
    there: str
    met: bool
    span: Span


class _Answer(Struct, frozen=True):
    """What there is of something, in words, and whether it will do."""

    there: str
    met: bool


def asked_of(subject: Subject) -> tuple[Asked, ...]:
    """Return each line of what is asked, with what there is."""
    lines = []
    for one in subject.requirements:
        name = str(one.name if one.kind is None or str(one.kind) == "all" else one.kind)
        answer = _ANSWERS[str(one.name)](subject, one)
        wanted = ", ".join(map(str, one.values))
        lines.append(Asked(name, wanted, answer.there, answer.met, one.values[0].span))
    return tuple(lines)


def requirements(subject: Subject) -> Iterator[Finding]:
    """Report what is asked and is not there."""
    for one in asked_of(subject):
        if not one.met:
            wanted = "" if one.wanted in ("true", "false") else f" {one.wanted}"
            message = f"asked for {one.name}{wanted}, found {one.there}"
            yield finding(
                Severity.WARNING,
                "requirement",
                Place(DECK.slide, "requires"),
                Told(message, one.span, ("change the talk, or what is asked of it",)),
            )


def _amount(count: float, wanted: str, *, about: bool = False) -> bool:
    """Tell whether there is as much as is wanted; `about` allows a tenth where one number is given."""
    found = _AMOUNT.fullmatch(wanted)
    assert found, wanted
    word, first, last = found[1], int(found[2]), found[3]
    if last is not None:
        return first <= count <= int(last)
    if word == "at most":
        return count <= first
    if word is None and about:
        return abs(count - first) <= TOLERANCE * first
    return count >= first


def _minutes(subject: Subject, one: Requirement) -> _Answer:
    takes = minutes_of(subject)
    rounded = round(takes, 1)
    return _Answer(f"about {said_minutes(takes)}", _amount(rounded, str(one.values[0]), about=True))


def _slides(subject: Subject, one: Requirement) -> _Answer:
    count = len(_shown(subject))
    return _Answer(_count(count, "slide"), _amount(count, str(one.values[0])))


def _sections(subject: Subject, one: Requirement) -> _Answer:
    sections = subject.outline.sections
    if len(one.values) == 1 and _AMOUNT.fullmatch(str(one.values[0])):
        return _Answer(_count(len(sections), "section"), _amount(len(sections), str(one.values[0])))
    named = {_bare(text.value) for section in sections for text in (section.key, section.title)}
    missing = [str(text) for text in one.values if _bare(text.value) not in named]
    return _Answer(f"no {' and no '.join(missing)}" if missing else "all of them", not missing)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _sources(subject: Subject, one: Requirement) -> _Answer:
    kind = str(one.kind) if one.kind else "all"
    cited = {cite.key for slide in _shown(subject) for cite in slide.cites}
    types = [subject.sources[key] for key in cited if key in subject.sources]
    if kind == "others":
        usual = frozenset().union(*_KINDS.values())
        types = [name for name in types if name not in usual]
    elif kind != "all":
        types = [name for name in types if name in _KINDS[kind]]
    return _Answer(f"{len(types)} cited", _amount(len(types), str(one.values[0])))


def _style(subject: Subject, one: Requirement) -> _Answer:
    typed = str(one.values[0])
    wanted = style_called(typed)[0] or typed.casefold().removesuffix(".csl")
    return _Answer(subject.style, subject.style.casefold().removesuffix(".csl") == wanted)


def _quotations(subject: Subject, one: Requirement) -> _Answer:
    kinds = (model.Quote, model.Passage, model.Verse)
    count = sum(isinstance(block, kinds) for slide in _shown(subject) for block in blocks_of(slide.slide))
    return _Answer(_count(count, "quotation"), _amount(count, str(one.values[0])))


def _pictures_in(subject: Subject) -> list[model.Image | model.Media]:
    blocks = (block for slide in _shown(subject) for block in blocks_of(slide.slide))
    return [block for block in blocks if isinstance(block, model.Image | model.Media)]


def _pictures(subject: Subject, one: Requirement) -> _Answer:
    count = len(_pictures_in(subject))
    return _Answer(_count(count, "picture"), _amount(count, str(one.values[0])))


def _credits(subject: Subject, one: Requirement) -> _Answer:
    cover = subject.outline.cover_image
    pictures = [*_pictures_in(subject), *([cover] if cover else ())]
    bare = [image for image in pictures if image.credit is None]
    return _switch(one, _of(len(bare), len(pictures), "picture", "does not say who made it"), met=not bare)


def _notes(subject: Subject, one: Requirement) -> _Answer:
    slides = _shown(subject)
    silent = [slide for slide in slides if slide.slide.notes is None]
    return _switch(one, _of(len(silent), len(slides), "slide", "has no notes"), met=not silent)


def _cited(subject: Subject, one: Requirement) -> _Answer:
    own = (model.Statement, model.Question, model.Agenda, model.Summary)
    slides = [
        slide for slide in _shown(subject) if not all(isinstance(block, own) for block in slide.slide.blocks)
    ]
    bare = [slide for slide in slides if not slide.cites and slide.slide.source is None]
    return _switch(one, _of(len(bare), len(slides), "slide", "cites no source"), met=not bare)


def _speakers(subject: Subject, one: Requirement) -> _Answer:
    count = len({part.name for part in parts_of(subject) if part.name} or set(subject.outline.authors))
    return _Answer(_count(count, "speaker"), _amount(count, str(one.values[0])))


def _equal(subject: Subject, one: Requirement) -> _Answer:
    parts = [part for part in parts_of(subject) if part.name]
    if not parts and len(subject.outline.authors) == 1:
        return _switch(one, f"{subject.outline.authors[0]} speaks alone", met=True)
    whole = sum(part.minutes for part in parts)
    share = whole / len(parts) if parts else 0
    said = ", ".join(f"{part.name} {clock(part.minutes)}" for part in parts)
    fair = bool(parts) and all(abs(part.minutes - share) <= FAIR * share for part in parts)
    return _switch(one, said or "no speaker named", met=fair)


def _switch(one: Requirement, there: str, *, met: bool) -> _Answer:
    """Return an answer to what is asked with true or false; what is not asked is met."""
    return _Answer(there, met or str(one.values[0]).casefold() == "false")


def _shown(subject: Subject) -> list[TalkSlide]:
    return [slide for slide in subject.slides if not slide.slide.hidden]


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _of(number: int, every: int, noun: str, lacks: str) -> str:
    """Say how many of all lack something: `1 slide of 9 has no notes`, `all 9 slides are well`."""
    if not number:
        return f"nothing missing on {_count(every, noun)}" if every else _count(every, noun)
    verb = (
        lacks
        if number == 1
        else lacks.replace("has ", "have ").replace("does ", "do ").replace("cites ", "cite ")
    )
    return f"{_count(number, noun)} of {every} that {verb}"


_ANSWERS: dict[str, Callable[[Subject, Requirement], _Answer]] = {
    "minutes": _minutes,
    "slides": _slides,
    "sections": _sections,
    "sources": _sources,
    "style": _style,
    "quotations": _quotations,
    "pictures": _pictures,
    "credits": _credits,
    "notes": _notes,
    "cited": _cited,
    "speakers": _speakers,
    "equal-parts": _equal,
}
"""What is asked → how it is looked for."""
