"""A deck that somebody has worked in, and the same generated anew → both merged into one file, checked."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from deckgen.diagnostics import DeckgenError, Diagnostic, error, warning
from deckgen.regenerate.applying.apply import apply, name_generation, unsign
from deckgen.regenerate.applying.reflow import reflow
from deckgen.regenerate.merging.continued import States
from deckgen.regenerate.merging.merge import merge
from deckgen.regenerate.merging.plan import Choices, Kind, Merge
from deckgen.regenerate.merging.sheets import MASTERS
from deckgen.regenerate.reading.base import base_name, put_base
from deckgen.regenerate.reading.committed import base_of
from deckgen.regenerate.reading.files import Source, opened
from deckgen.regenerate.reading.package import BadDeck, Package, misread, open_package
from deckgen.regenerate.reading.read import identifier_of, read_deck, slide_size
from deckgen.regenerate.reading.snapshot import DeckState
from deckgen.structs import Struct
from deckgen.structs.pieces import Content

_MACROS = "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"


class Read(Struct, frozen=True):
    """What a merge has read, for another one of the same deck: its files, and what was generated.

    `hand` is the deck that is there as it was, as it was worked in, and what was read of it before that.
    `base` is None where it was changed to fit, or is lost.
    """

    hand: tuple[Package, Package, DeckState]
    outline: tuple[Package, DeckState]
    base: tuple[Package, DeckState] | None


class Regenerated(Struct, frozen=True):
    """What came of it: the file, what was merged, the deck as it now is and as it was generated.

    `file` is what was there where nothing is to be changed. `lost` says that what deckgen last generated was
    found nowhere, so that nothing of the outline was taken.
    """

    file: Source
    plan: Merge
    merged: DeckState
    outline: DeckState
    diagnostics: tuple[Diagnostic, ...]
    lost: bool
    read: Read | None = None

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        with opened(self.file) as file:
            return file.read()


class Keeping(Struct, frozen=True):
    """Where a deck is, and where what was generated is kept for the next merge.

    `path` is the deck's file, as messages name it. `embed` has that file hold what was generated; `cache`
    is the folder where it is kept as well, None: nowhere.
    """

    path: Path
    embed: bool = True
    cache: Path | None = None


def known(data: bytes | Path, path: Path) -> bool:
    """Tell whether a file is a deck that deckgen made, whoever saved it last.

    Raises `DeckgenError` where it is a deck that cannot be read.
    """
    with opened(data) as file:
        if not file.read(4).startswith((b"PK", b"\xd0\xcf\x11\xe0")):
            return False
    package = _opened(data, path)
    with misread(path):
        return bool(identifier_of(package)[0] or base_name(package))


def regenerate(
    existing: Source,
    generated: Source | Mapping[str, Content],
    keeping: Keeping,
    choices: Choices,
    known: Read | None = None,
) -> Regenerated:
    """Merge a newly generated deck, which may be given by its files, into the one that is there.

    `known` is what was read of both when the same deck was merged with pages that were a little other. Raises
    `DeckgenError` where the deck cannot be worked on, or is another's; nothing is written in any case.
    """
    with misread(keeping.path):
        return _merged(existing, generated, keeping, choices, known)


def _merged(
    existing: Source,
    generated: Source | Mapping[str, Content],
    keeping: Keeping,
    choices: Choices,
    known: Read | None,
) -> Regenerated:
    path = keeping.path
    outline = open_package(generated)
    hand, state = _read(existing, path, known)
    wanted = read_deck(outline, known.outline if known else None)
    base, before = _last_generated((hand, state), (outline, wanted), keeping, known)
    found, present = list(_reported(hand, path)), faults(hand, state)
    if base is None:
        found.append(_lost(path))
    elif slide_size(outline) not in (slide_size(base), slide_size(hand)):
        raise DeckgenError(_other_size(path))
    files, untouched = {name: hand.files.content(name) for name in hand.files}, state
    generated_base = None
    if base is not None:
        flowed = reflow(base, hand, outline, States(before, state, wanted))
        if flowed.base is before:
            generated_base = base, before
        before, state = flowed.base, flowed.hand
    plan = merge(before, state, wanted, choices)
    found += (*unused(choices, plan), *_other_looks(plan, path))
    apply(plan, hand, outline, _marks(base))
    put_base(hand, outline, embed=keeping.embed)
    name_generation(hand, outline)
    if not hand.changed:
        read = Read((hand, hand, untouched), (outline, wanted), generated_base)
        return Regenerated(existing, plan, state, wanted, tuple(found), base is None, read)
    if unsign(hand):
        found.append(
            warning(
                f"{path} was signed; the signature does not hold for what was merged, and is gone",
                None,
                "sign it again",
            )
        )
    data = hand.pieces()
    as_it_was = hand.as_it_was(files)
    merged = validated(data, present, (as_it_was, state))
    read = Read((as_it_was, hand, untouched), (outline, wanted), generated_base)
    return Regenerated(data, plan, merged, wanted, tuple(found), base is None, read)


def _read(existing: Source, path: Path, known: Read | None) -> tuple[Package, DeckState]:
    if known is None:
        package = _opened(existing, path)
        return package, read_deck(package)
    package, worked, before = known.hand
    return package, read_deck(package, (worked, before), itself=True)


def _last_generated(
    hand: tuple[Package, DeckState], outline: tuple[Package, DeckState], keeping: Keeping, known: Read | None
) -> tuple[Package | None, DeckState]:
    """Return what deckgen last generated, with its state: the outline's where it is lost."""
    if known is not None and known.base is not None:
        return known.base
    base = base_of(hand[0], keeping.path, hand[1].generation, keeping.cache)
    return base, read_deck(base, outline) if base is not None else outline[1]


def unused(choices: Choices, plan: Merge) -> Iterator[Diagnostic]:
    """Yield a warning for each name that was to be taken or restored, and that nothing is called."""
    fields = {name for one in plan.findings for name in one.names}
    gone = {one.slide.partition(".")[0] for one in plan.findings if one.field == "slide" and not one.shape}
    for name in sorted(choices.take & fields):
        about = [one for one in plan.findings if name in (one.name, one.name.partition(":")[0])]
        if about and all(one.kind is not Kind.APPLIED for one in about):
            yield warning(
                f'"{name}" cannot be taken from the outline, and stays as it is in the deck',
                None,
                "what you no longer want of your own, take away in PowerPoint",
                "a new deck: deckgen build --fresh, which keeps a dated copy of this one",
            )
    for asked, known, option in ((choices.take, fields, "--take"), (choices.restore, gone, "--restore")):
        for name in sorted(asked - known):
            near = difflib.get_close_matches(name, sorted(known), 1)
            likely = (f"did you mean {option} {near[0]}?",) if near else ()
            yield warning(
                f'nothing was decided by {option} "{name}": no slide that differs has a part of that name',
                None,
                *likely,
                "deckgen status lists what differs",
            )


def _opened(existing: Source, path: Path) -> Package:
    with misread(path):
        return open_package(existing)


def _reported(hand: Package, path: Path) -> tuple[Diagnostic, ...]:
    if hand.kind(hand.led("", "officeDocument")[0]) == _MACROS and path.suffix.lower() == ".pptx":
        hint = "PowerPoint opens it as .pptm only: rename it, or save it as .pptx there"
        return (warning(f"{path} holds macros though it is called .pptx; they are kept", None, hint),)
    return ()


def _lost(path: Path) -> Diagnostic:
    return warning(
        f"{path}: what deckgen last generated is found neither in the deck nor beside it, so nothing of the"
        " outline was put in; from the next build on it is there again",
        None,
        "take a slide as the outline has it: deckgen build --take SLIDE",
        "take all of it: deckgen build --take-all outline, or --fresh for a new deck",
    )


def _marks(base: Package | None) -> Mapping[str, str]:
    """Return what tells of the layouts that were last generated."""
    hashes = base.hashes if base is not None else {}
    return {name: one for name, one in hashes.items() if name.startswith("#")}


def _other_looks(plan: Merge, path: Path) -> Iterator[Diagnostic]:
    if any(one.kind is Kind.CONFLICT and one.field == MASTERS for one in plan.findings):
        yield warning(
            f"{path}: the theme has changed; the deck's masters were changed by hand, and stay as they are",
            None,
            f"put all slides on the theme's masters: deckgen build --take deck:{MASTERS}",
            "a new deck in the new theme: deckgen build --fresh, which keeps a dated copy of this one",
        )


def _other_size(path: Path) -> Diagnostic:
    return error(
        f"{path}: its slides no longer have the shape that the outline's have, so nothing keeps its place",
        None,
        "give the outline the ratio that it had",
        "or have a new deck: deckgen build --fresh, which keeps a dated copy of this one",
    )


def validated(
    data: Source, before: frozenset[str] = frozenset(), like: tuple[Package, DeckState] | None = None
) -> DeckState:
    """Return the state of a deck that was just packed; `like` is the one that it was made of.

    Raises `DeckgenError` where it has a fault that was not there `before`.
    """
    package = open_package(data)
    state = read_deck(package, like)
    wrong = sorted(faults(package, state) - before)
    if wrong:
        raise BadDeck(
            error(
                f"merging would have damaged the deck: {wrong[0]}", None, "please report this with the deck"
            )
        )
    return state


def faults(package: Package, state: DeckState) -> frozenset[str]:
    """Return what a program would have to repair: ways that lead nowhere, ids that two shapes share."""
    wrong = {
        f"{source} leads to {way.target}, which is not there"
        for source in ("", *package.files)
        if not source.endswith(".rels")
        for way in package.ways(source).values()
        if not way.external and way.target not in package.files
    }
    for slide in state.slides:
        ids = Counter(one.id for one in slide.shapes)
        wrong |= {f"{slide.part} has two shapes with the id {one}" for one, count in ids.items() if count > 1}
    return frozenset(wrong)
