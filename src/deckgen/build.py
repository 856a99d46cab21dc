"""The whole walk: an outline's file in, a deck's files out.

text → Outline → Deck → Pages → bytes → files. Each phase says all that it finds wrong and hands on what
it can, so that one run reports typing mistakes, unknown citations and missing pictures together. The walk
stops where an error leaves nothing to go on with, and nothing has been written by then.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.deck import citations, formulas, resolve
from deckgen.deck.markup import Markup, read_markup
from deckgen.deck.model import Deck, plain
from deckgen.deck.pandoc import Pandoc
from deckgen.deck.reference_files import open_files, with_files
from deckgen.deck.references import Items, csl_items
from deckgen.deck.style_files import find_style
from deckgen.diagnostics import Diagnostic, Refused, Severity, error, has_errors, in_order
from deckgen.outline.model import Outline
from deckgen.outline.read import read_outline
from deckgen.saving import Target, back_up, refuse_if_open, refuse_to_lose, save_all
from deckgen.writers import USUAL, WRITERS

if TYPE_CHECKING:
    from deckgen.layout.pages import Pages
    from deckgen.theme.model import Theme

WORDS_A_MINUTE = 130
"""How fast a lecturer speaks, for the minutes that the notes take."""

DEFAULT_THEME = "lectern"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built, and how.

    `folder` is where the files go, None: beside the outline. `theme` overrides the outline's, `dark` and
    `comfort` add to what it says of the theme's variants. `strict`
    makes warnings errors; `force` replaces files changed by hand, keeping a dated copy. `cache` is the
    folder for what the next build need not do again, None: nowhere.
    """

    outline: Path
    formats: tuple[str, ...] = USUAL
    folder: Path | None = None
    theme: str | None = None
    dark: bool = False
    comfort: bool = False
    strict: bool = False
    force: bool = False
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What came of it: the files, what they hold, and the warnings."""

    files: tuple[Path, ...]
    backups: tuple[Path, ...]
    slides: int
    sections: int
    minutes: float
    """How long the notes take to speak, at 130 words a minute."""
    warnings: tuple[Diagnostic, ...]


def build(
    order: Order, now: datetime.datetime, progress: Callable[[str], None] = lambda phase: None
) -> Built:
    """Build the files of an outline, all of them or none.

    `progress` is told the phase that begins. Raises `Refused` with all that stands in the way.
    """
    found: list[Diagnostic] = []

    def stop_if_wrong() -> None:
        if has_errors(found) or (order.strict and found):
            raise Refused(*in_order(found if not order.strict else map(_as_error, found)))

    progress("reading the outline")
    outline, diagnostics = _read(order.outline)
    found.extend(diagnostics)
    targets = _targets(order)

    progress("formatting citations")
    with closing(Pandoc()) as program:
        # While Pandoc reads files of references, the outline's own texts are read.
        opened = open_files(outline.reference_files, outline.path, order.cache, program)
        markup = read_markup(outline)
        own, diagnostics = csl_items(outline.references)
        items, in_files = with_files(own, opened)
        found.extend((*markup.diagnostics, *diagnostics, *in_files))
        whole, complete = not has_errors(found), not has_errors(in_files)
        request = _request(outline, markup, items, whole=whole, complete=complete)
        converting = formulas.convert(outline, markup, order.cache, program)
        citing = citations.start(request, order.cache, program)
        # While it formats, there is time to import what only the rest of the walk needs.
        from deckgen.layout.lay_out import lay_out
        from deckgen.layout.sampling import sampled

        theme, diagnostics = _theme(order, outline)
        found.extend(diagnostics)
        for name in order.formats:
            WRITERS[name].load(order.cache)
        blocked = refuse_if_open(targets) if order.force else refuse_to_lose(targets)
        # Answers come in the order of the questions, and the last one ends the process.
        converted, formatted = converting.result(), citing.result()
    found.extend(formatted.diagnostics)

    progress("laying out")
    resolved = resolve.resolve(outline, markup, formatted, converted)
    found.extend((*resolved.diagnostics, *blocked))
    stop_if_wrong()
    assert resolved.deck is not None
    assert theme is not None
    placed, diagnostics = lay_out(resolved.deck, theme)
    found.extend(diagnostics)
    stop_if_wrong()
    assert placed is not None
    pages, diagnostics = sampled(placed)
    found.extend(diagnostics)
    stop_if_wrong()

    files: dict[Path, bytes] = {}
    for name, target in zip(order.formats, targets, strict=True):
        progress(f"writing {target.path.name}")
        files[target.path] = WRITERS[name].write(pages)
    backups = back_up(targets, now) if order.force else ()
    save_all(files)
    return _built(pages, resolved.deck, tuple(files), backups, tuple(found))


def _theme(order: Order, outline: Outline) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """Return the theme that is asked for, in the variant that is, or None, and what is wrong with it."""
    from deckgen.theme.load import load_file, load_theme
    from deckgen.theme.model import LIKE
    from deckgen.theme.variants import in_variant, lacks

    name = order.theme or (str(outline.theme) if outline.theme else DEFAULT_THEME)
    where = outline.theme.span if outline.theme and not order.theme else None
    try:
        path = _own_theme(order, outline)
        theme = load_file(path) if path else load_theme(name)
    except Refused as refused:
        return None, tuple(one if one.span else replace(one, span=where) for one in refused.diagnostics)
    dark, comfort = order.dark or outline.dark, order.comfort or outline.comfort
    if missing := lacks(theme, dark=dark, comfort=comfort):
        message = f'the theme "{theme.name}" has no part "{missing}", which "{missing}: true" needs'
        return None, (error(message, where, LIKE),)
    language = str(outline.language) if outline.language else "en"
    if outline.transition:
        theme = replace(theme, transition=str(outline.transition))
    return in_variant(theme, dark=dark, comfort=comfort, language=language), ()


def _own_theme(order: Order, outline: Outline) -> Path | None:
    """Return the file of a theme of the user's own, None where one of deckgen's is meant.

    A file that is named on the command line may lie anywhere; one that the outline names may not lie
    outside its project folder. Raises `Refused` where it does, or is not there.
    """
    from deckgen.deck.files import project_file
    from deckgen.theme.files import own_theme, own_themes, theme_names

    folder = outline.path.parent
    if order.theme and order.theme.lower().endswith((".yaml", ".yml")):
        return Path(order.theme)
    if not order.theme and outline.theme and outline.theme.value.lower().endswith((".yaml", ".yml")):
        found = project_file(outline.theme, outline.path, "theme")
        if isinstance(found, Diagnostic):
            raise Refused(found)
        return found
    name = order.theme or (str(outline.theme) if outline.theme else DEFAULT_THEME)
    own = own_theme(name, folder)
    if own is None and name not in theme_names() and (known := own_themes(folder)):
        listed = ", ".join((*known, *theme_names()))
        raise Refused(error(f'there is no theme called "{name}"', None, f"the themes are: {listed}"))
    return own


def _read(path: Path) -> tuple[Outline, tuple[Diagnostic, ...]]:
    """Return a file's outline and what is wrong in it; raises `Refused` where there is none to go on."""
    reading = read_outline(read_file(path), path)
    if reading.outline is None:
        raise Refused(*in_order(reading.diagnostics))
    return reading.outline, reading.diagnostics


def read_file(path: Path) -> bytes:
    """Return the bytes of an outline's file; raises `Refused` where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(_missing(path)) from None
    except IsADirectoryError:
        raise Refused(error(f"{path} is a folder, an outline's file is expected")) from None
    except OSError as problem:
        raise Refused(error(f"{path} cannot be read: {problem.strerror}")) from None


def _missing(path: Path) -> Diagnostic:
    folder = path.parent
    names = sorted(one.name for one in folder.glob("*.y*ml")) if folder.is_dir() else []
    if names:
        return error(f"there is no file {path}", None, f"in this folder there are: {', '.join(names[:8])}")
    return error(f"there is no file {path}", None, "start a new outline: deckgen new talk.yaml")


def places(order: Order) -> tuple[Path, ...]:
    """Return the files that an order asks for, in its own order."""
    folder = order.folder or order.outline.parent
    return tuple(folder / f"{order.outline.stem}{WRITERS[name].suffix}" for name in order.formats)


def _targets(order: Order) -> tuple[Target, ...]:
    return tuple(
        Target(place, WRITERS[name].generation_of)
        for name, place in zip(order.formats, places(order), strict=True)
    )


def _request(
    outline: Outline, markup: Markup, items: Items, *, whole: bool, complete: bool
) -> citations.Request:
    return citations.Request(
        clusters=markup.clusters,
        items=items,
        style=find_style(outline.citations, outline.path),
        language=str(outline.language) if outline.language else "en",
        nocite=tuple("*" if str(key).lower() == "all" else str(key) for key in outline.nocite),
        whole=whole,
        complete=complete,
    )


def _as_error(diagnostic: Diagnostic) -> Diagnostic:
    return replace(diagnostic, severity=Severity.ERROR)


def _built(
    pages: Pages,
    deck: Deck,
    files: tuple[Path, ...],
    backups: tuple[Path, ...],
    found: tuple[Diagnostic, ...],
) -> Built:
    words = sum(
        len(re.findall(r"\w+", plain(note.runs)))
        for page in pages.pages
        for note in page.notes
        if note.spoken
    )
    return Built(
        files=files,
        backups=backups,
        slides=len(pages.pages),
        sections=sum(section.number is not None for section in deck.sections),
        minutes=words / WORDS_A_MINUTE,
        warnings=in_order(found),
    )
