"""An outline, its deck and what was changed by hand in it → what differs, what goes back, clean copies."""

from __future__ import annotations

from pathlib import Path

from deckgen.compile import Compiled, Options, Services, compile_file, read_file
from deckgen.diagnostics import DeckgenError, error, has_errors
from deckgen.limits import DECK_BYTES
from deckgen.orders.options import places
from deckgen.outline.write.slides import write_ids
from deckgen.outline.write.splice import Unwritable
from deckgen.project_files import FileKind, kind_of, refused_file
from deckgen.regenerate.applying.reflow import reflow
from deckgen.regenerate.merging.continued import States
from deckgen.regenerate.merging.merge import merge
from deckgen.regenerate.merging.plan import Finding
from deckgen.regenerate.pull import Pulled, Sources, pull
from deckgen.regenerate.reading.base import base_name, take_out
from deckgen.regenerate.reading.committed import base_of
from deckgen.regenerate.reading.package import BadDeck, Package, misread, open_package
from deckgen.regenerate.reading.read import read_deck
from deckgen.regenerate.reading.snapshot import DeckState
from deckgen.remake import recounted
from deckgen.schema.source import decoded
from deckgen.structs import Struct, replace
from deckgen.structs.pieces import Pieces
from deckgen.writers.pptx import pptx_pieces
from deckgen.writers.pptx.xml import A, P

_OUTLINES = (".yaml", ".yml")

DECK = FileKind("deck", DECK_BYTES)


class _Three(Struct, frozen=True):
    """A deck in its three states; `base` is the outline's where what was generated is lost."""

    compiled: Compiled
    base: DeckState
    hand: DeckState
    new: DeckState


def status(options: Options, services: Services) -> tuple[Finding, ...]:
    """Return what differs between an outline and its deck; raises `DeckgenError` where one cannot be read."""
    deck = next((one for one in places(options) if one.suffix == ".pptx"), None)
    if deck is None or kind_of(deck) is None:
        name = deck.name if deck else "deck"
        raise DeckgenError(error(f"there is no {name} yet", None, f"build it: deckgen build {options.path}"))
    three = _three(deck, options, services)
    with misread(deck):
        return merge(three.base, three.hand, three.new).findings


def differences(first: Path, second: Path, services: Services) -> tuple[Finding, ...]:
    """Return what differs between two decks or outlines, the second as what was changed."""
    one, two = _state(first, services), _state(second, services)
    try:
        return merge(one, two, one).findings
    except BadDeck:
        message = f"{first} and {second} have hardly a slide in common"
        raise DeckgenError(error(message, None, "compare two versions of one talk")) from None


def pulled(
    deck: Path, options: Options, services: Services, *, deletions: bool = False, own: bool = False
) -> Pulled:
    """Return what of a deck's changes by hand goes back into its outline; nothing is written."""
    three = _three(deck, options, services)
    compiled = three.compiled
    assert compiled.outline is not None
    assert compiled.deck is not None
    assert compiled.pages is not None
    text = decoded(read_file(options.path))
    given = Sources(text, compiled.outline, compiled.deck, compiled.pages, three.base, three.hand, three.new)
    return pull(given, deletions=deletions, own=own)


def stripped(deck: Path, *, notes: bool) -> Pieces:
    """Return a copy of a deck without what deckgen keeps in it; `notes` takes the notes out, too."""
    package = _opened(deck)
    with misread(deck):
        if (name := base_name(package)) is not None:
            take_out(package, name)
        for part in [one for one in package.files if notes and one.startswith("ppt/notesSlides/n")]:
            _silence(package, part)
        return package.pieces()


def with_ids(options: Options, services: Services) -> str | None:
    """Return the outline's file with an id in every slide, None where all have one.

    A slide's id is the one that it has had so far, so that nothing else changes.
    """
    compiled = _compiled(options, services)
    assert compiled.outline is not None
    assert compiled.deck is not None
    slides = {one.span.line: one for section in compiled.outline.sections for one in section.slides}
    ids = {
        one.span.line: one.id
        for one in compiled.deck.slides
        if one.span.line in slides
        and slides[one.span.line].id is None
        and slides[one.span.line].span == one.span
    }
    if not ids:
        return None
    text = decoded(read_file(options.path))
    try:
        return write_ids(text, compiled.outline, ids)
    except Unwritable as problem:
        raise DeckgenError(
            error(
                f"ids cannot be written into {options.path}: {problem}",
                None,
                "write each slide on lines of its own",
            )
        ) from None


def _silence(package: Package, part: str) -> None:
    a, p = f"{{{A}}}", f"{{{P}}}"
    for shape in package.touch(part).iter(f"{p}sp"):
        held = shape.find(f"{p}nvSpPr/{p}nvPr/{p}ph")
        body = shape.find(f"{p}txBody")
        if held is None or held.get("type") != "body" or body is None:
            continue
        for paragraph in body.findall(f"{a}p")[1:]:
            body.remove(paragraph)
        for paragraph in body.findall(f"{a}p"):
            for one in list(paragraph):
                paragraph.remove(one)


def _three(deck: Path, options: Options, services: Services) -> _Three:
    compiled = _compiled(options, services)
    three = _states(deck, compiled, services)
    # What is counted over the whole deck is counted as this one has its slides.
    with misread(deck):
        plan = merge(three.base, three.hand, three.new)
    pages, _ = recounted(compiled, plan, three.new, options, services)
    return three if pages is compiled.pages else _states(deck, replace(compiled, pages=pages), services)


def _states(deck: Path, compiled: Compiled, services: Services) -> _Three:
    assert compiled.pages is not None
    package = _opened(deck)
    generated = open_package(pptx_pieces(compiled.pages))
    with misread(deck):
        hand, new = read_deck(package), read_deck(generated)
        base = base_of(package, deck, hand.generation, services.cache)
        if base is None:
            return _Three(compiled, new, hand, new)
        states = reflow(base, package, generated, States(read_deck(base), hand, new))
        return _Three(compiled, states.base, states.hand, new)


def _compiled(options: Options, services: Services) -> Compiled:
    compiled = compile_file(options, services)
    if compiled.pages is None or has_errors(compiled.diagnostics):
        raise DeckgenError(*compiled.diagnostics)
    return compiled


def _state(path: Path, services: Services) -> DeckState:
    if path.suffix.lower() in _OUTLINES:
        pages = _compiled(Options(path, to="pptx"), services).pages
        assert pages is not None
        return read_deck(open_package(pptx_pieces(pages)))
    with misread(path):
        return read_deck(_opened(path))


def _opened(path: Path) -> Package:
    if (wrong := refused_file(path, DECK, str(path))) is not None:
        raise DeckgenError(wrong)
    with misread(path):
        return open_package(path)
