"""An outline's text in, its Pages out: the whole walk but for the files it would write.

text → Outline → Deck → Pages. Each phase says all that it finds wrong and hands on what it can, so that one
run reports typing mistakes, unknown citations and missing pictures together. Nothing is written but what
the cache keeps, no clock is asked, and an error is a diagnostic among others, so that a watcher and a
checker go on where a build stops.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.deck import formulas, resolve
from deckgen.deck.citing import citations
from deckgen.deck.citing.reference_files import open_files, with_files
from deckgen.deck.citing.references import Items, csl_items
from deckgen.deck.citing.slips.fields import in_fields
from deckgen.deck.citing.slips.marks import citation_slips
from deckgen.deck.citing.style_files import find_style, style_called
from deckgen.deck.doubts import doubts
from deckgen.deck.markup.read import Markup, every_text, read_markup
from deckgen.deck.model import Deck
from deckgen.deck.slides.copies import copy_for
from deckgen.diagnostics import DeckgenError, Diagnostic, Severity, error, has_errors, in_order, warning
from deckgen.orders.options import Options as Options
from deckgen.orders.options import Services as Services
from deckgen.orders.options import user_services as user_services
from deckgen.outline.model import Outline, Text
from deckgen.outline.read import OUTLINE
from deckgen.outline.readers import READERS
from deckgen.outline.reread import read_again
from deckgen.pandoc.process import Pandoc
from deckgen.project_files import read_project_file
from deckgen.structs import Struct, replace
from deckgen.structs.memos import keep, recall

if TYPE_CHECKING:
    from deckgen.layout.pages import Pages
    from deckgen.theme.model import Theme

DEFAULT_THEME = "lectern"


class Compiled(Struct, frozen=True):
    """What came of an outline: as far as each phase got, and all that was found on the way, in order.

    `outline` is None where the file cannot be read, `deck` where an error stands in its way, and `pages`
    where there is any error at all.
    """

    outline: Outline | None
    deck: Deck | None
    pages: Pages | None
    diagnostics: tuple[Diagnostic, ...]
    withheld: tuple[Text, ...] = ()
    """What the copy that was asked for does not say, as typed."""


def _nothing() -> tuple[Diagnostic, ...]:
    """Do nothing while Pandoc works."""
    return ()


def compile(talk: str | os.PathLike[str] | Options) -> Compiled:
    """Compile an outline's file, and write nothing; what is wrong is returned, not raised.

    `talk` is the outline's file, or options that name it.
    """
    return compile_file(talk if isinstance(talk, Options) else Options(talk), user_services())


def compile_file(
    options: Options, services: Services, meanwhile: Callable[[], Iterable[Diagnostic]] = _nothing
) -> Compiled:
    """Compile the outline's file that the options name; see `compile_outline`."""
    services.progress("reading the outline")
    try:
        source = read_file(options.path)
    except DeckgenError as refused:
        return Compiled(None, None, None, refused.diagnostics)
    return compile_outline(source, options.path, options, services, meanwhile)


def compile_outline(
    source: bytes | str,
    path: Path,
    options: Options,
    services: Services,
    meanwhile: Callable[[], Iterable[Diagnostic]] = _nothing,
) -> Compiled:
    """Compile an outline's text; nothing is written, and what is wrong is returned, not raised.

    `path` is where the text is or will be: other files are named from there. `meanwhile` is called
    once while Pandoc works, and what it reports is reported with the rest.
    """
    reading = read_again(_bytes(source), path)
    outline = _dated(reading.outline, services) if reading.outline else None
    if outline is not None:
        return compile_read(outline, options, services, meanwhile, reading.diagnostics)
    judged = map(_as_error, reading.diagnostics) if options.strict else reading.diagnostics
    return Compiled(None, None, None, in_order(judged))


def compile_read(
    outline: Outline,
    options: Options,
    services: Services,
    meanwhile: Callable[[], Iterable[Diagnostic]] = _nothing,
    before: Iterable[Diagnostic] = (),
) -> Compiled:
    """Compile an outline that has been read; `before` is what was found wrong with it then."""
    found = list(before)
    deck = pages = None
    withheld: tuple[Text, ...] = ()
    try:
        outline, withheld = _copy(outline, options)
        gathered = _gather(outline, options, services, meanwhile, found)
        services.progress("laying out")
        deck = _resolved(outline, gathered, found)
        if deck and gathered.theme and not has_errors(found):
            pages = _laid_out(deck, gathered.theme, found, services.cache)
            found.extend(_unblanked(options, pages) if pages else ())
    except DeckgenError as refused:
        found.extend(refused.diagnostics)
    judged = map(_as_error, found) if options.strict else found
    return Compiled(outline, deck, pages, in_order(judged), withheld)


def _copy(outline: Outline, options: Options) -> tuple[Outline, tuple[Text, ...]]:
    """Return the outline of the copy that is asked for, and what it withholds; raises `DeckgenError`."""
    if options.reader not in READERS:
        known = ", ".join(READERS)
        raise DeckgenError(
            error(f'there is no copy for "{options.reader}"', None, f"copies are for: {known}")
        )
    copy = copy_for(outline, options.reader)
    if outline.sections and not copy.outline.sections:
        message = f"no slide of this outline is for {_READERS[options.reader]}"
        raise DeckgenError(error(message, outline.span, "remove only: or hidden: from those that are"))
    return copy.outline, copy.withheld


_READERS = {"students": "students", "public": "the public", "speaker": "the speaker"}


def _dated(outline: Outline, services: Services) -> Outline:
    """Return an outline whose date, where it says `today`, is the day of the clock."""
    date = outline.date
    if date is None or date.value.strip().lower() != "today":
        return outline
    return replace(outline, date=replace(date, value=services.clock().isoformat(), marks=()))


class _Gathered(Struct, frozen=True):
    """What Deck and Pages are made from, apart from the Outline; `theme`: None where it has errors."""

    markup: Markup
    formulas: formulas.Formulas
    formatted: citations.Formatted
    theme: Theme | None


def _gather(
    outline: Outline,
    options: Options,
    services: Services,
    meanwhile: Callable[[], Iterable[Diagnostic]],
    found: list[Diagnostic],
) -> _Gathered:
    """Read texts, references and theme, and have Pandoc format; add to what was found.

    Raises `DeckgenError` where Pandoc, a style or a file makes it impossible to go on.
    """
    services.progress("formatting citations")
    with closing(services.pandoc()) as program:
        markup = read_markup(outline)
        opened = open_files(outline.reference_files, outline.path)
        own, diagnostics = csl_items(outline.references)
        items, in_files = with_files(own, opened, _wanted(outline, markup))
        found.extend((*markup.diagnostics, *diagnostics, *in_files))
        texts = tuple(every_text(outline))
        found.extend((*_citation_slips(outline, texts, items), *doubts(outline, texts)))
        whole, complete = not has_errors(found), not has_errors(in_files)
        style = _style(outline, found)
        request = replace(_request(outline, markup, items, style), whole=whole, complete=complete)
        converting = formulas.convert(outline, markup, services.cache, program)
        citing = _formatting(request, services.cache, program)
        # While it formats, there is time to import what only the rest of the walk needs.
        from deckgen.layout.lay_out import lay_out  # noqa: F401
        from deckgen.layout.passes.sampling import sampled  # noqa: F401

        theme, diagnostics = _theme(options, outline)
        found.extend(diagnostics)
        found.extend(meanwhile())
        # Answers come in the order of the questions, and the last one ends the process.
        converted, formatted = converting.result(), citing()
    # What is misspelt is reported already, with its correction.
    told = {one.message for one in found}
    found.extend(_untold(found, [one for one in formatted.diagnostics if one.message not in told]))
    return _Gathered(markup, converted, formatted, theme)


def _formatting(
    request: citations.Request, cache: Path | None, program: Pandoc
) -> Callable[[], citations.Formatted]:
    """Start formatting, and return what waits for it; what was asked last time as well is remembered.

    A style of the user's own is a file, which may say something else now, and what was wrong may be in
    another line: neither is.
    """
    before: tuple[citations.Request, citations.Formatted] | None = recall("formatted", "")
    if before and before[0] == request and isinstance(request.style, str):
        known = before[1]
        return lambda: known
    citing = citations.start(request, cache, program)

    def formatted() -> citations.Formatted:
        result = citing.result()
        if not result.diagnostics:
            keep("formatted", "", (request, result))
        return result

    return formatted


def _untold(found: list[Diagnostic], more: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Give what has no cure yet; where an error is at a place that has one, that place becomes the error."""
    cured = {
        (one.span.line, at): place
        for place, one in enumerate(found)
        if one.edits and one.span
        for at in range(one.span.column, one.span.end_column + 1)
        if one.span.line == one.span.end_line
    }
    for one in more:
        place = cured.get((one.span.line, one.span.column)) if one.span else None
        if place is None or one.severity is not Severity.ERROR:
            yield one
        else:
            found[place] = _as_error(found[place])


def _resolved(outline: Outline, gathered: _Gathered, found: list[Diagnostic]) -> Deck | None:
    resolved = resolve.resolve(outline, gathered.markup, gathered.formatted, gathered.formulas)
    found.extend(resolved.diagnostics)
    return resolved.deck


def _unblanked(options: Options, pages: Pages) -> Iterator[Diagnostic]:
    """Warn of guided notes in which nothing is left blank."""
    if not any(name.startswith("guided") for name in options.formats):
        return
    from deckgen.layout.papers import blanks_of, guided

    if not blanks_of(guided(pages)):
        hint = "put what the class fills in between double braces, in a point or in notes: the {{veil}}"
        yield warning("nothing is left blank in the guided notes", None, hint)


def _laid_out(deck: Deck, theme: Theme, found: list[Diagnostic], cache: Path | None) -> Pages | None:
    """Return the pages of a deck, None where something has no place; add to what was found."""
    from deckgen.layout.lay_out import lay_out
    from deckgen.layout.passes.sampling import sampled

    placed, diagnostics = lay_out(deck, theme)
    found.extend(diagnostics)
    if placed is None or has_errors(diagnostics):
        return None
    pages, diagnostics = sampled(placed, cache)
    found.extend(diagnostics)
    return None if has_errors(diagnostics) else pages


def _theme(options: Options, outline: Outline) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """Return the theme that is asked for, in the variant that is, or None, and what is wrong with it."""
    from deckgen.theme.load import load_file, load_theme
    from deckgen.theme.model import LIKE
    from deckgen.theme.variants import in_large_print, in_ratio, in_variant, lacks

    name = _theme_name(options, outline)
    where = outline.theme.span if outline.theme and not options.theme else None
    try:
        path = _own_theme(options, outline)
        theme = load_file(path) if path else load_theme(name)
    except DeckgenError as refused:
        return None, tuple(one if one.span else replace(one, span=where) for one in refused.diagnostics)
    dark, comfort = options.dark or outline.dark, options.comfort or outline.comfort
    if missing := lacks(theme, dark=dark, comfort=comfort):
        message = f'the theme "{theme.name}" has no part "{missing}", which "{missing}: true" needs'
        return None, (error(message, where, LIKE),)
    language = str(outline.language) if outline.language else "en"
    if outline.transition:
        theme = replace(theme, transition=str(outline.transition))
    theme = in_large_print(theme) if options.size == "large" else theme
    theme = in_variant(theme, dark=dark, comfort=comfort, language=language)
    return in_ratio(theme, outline.ratio), ()


def _theme_name(options: Options, outline: Outline) -> str:
    """Return what the theme is called by the one who is to decide: the options, then the outline."""
    if options.theme:
        return os.fspath(options.theme)
    return str(outline.theme) if outline.theme else DEFAULT_THEME


def _own_theme(options: Options, outline: Outline) -> Path | None:
    """Return the file of a theme of the user's own, None where one of deckgen's is meant.

    A file that is named on the command line may lie anywhere; one that the outline names may not lie
    outside its project folder. Raises `DeckgenError` where it does, or is not there.
    """
    from deckgen.deck.files import project_file
    from deckgen.theme.files import THEME_FILE, own_theme, own_themes, theme_names

    folder = outline.path.parent
    name = _theme_name(options, outline)
    if options.theme and name.lower().endswith((".yaml", ".yml")):
        return Path(name)
    if not options.theme and outline.theme and outline.theme.value.lower().endswith((".yaml", ".yml")):
        found = project_file(outline.theme, outline.path, THEME_FILE)
        if isinstance(found, Diagnostic):
            raise DeckgenError(found)
        return found
    own = own_theme(name, folder)
    if own is None and name not in theme_names() and (known := own_themes(folder)):
        listed = ", ".join((*known, *theme_names()))
        raise DeckgenError(error(f'there is no theme called "{name}"', None, f"the themes are: {listed}"))
    return own


def read_file(path: Path) -> bytes:
    """Return the bytes of an outline's file; raises `DeckgenError` where it cannot be read."""
    data = read_project_file(path, OUTLINE, str(path))
    if isinstance(data, bytes):
        return data
    raise DeckgenError(data if os.path.lexists(path) else replace(data, hints=(_instead(path),)))


def _instead(path: Path) -> str:
    """Return what may have been meant by the name of an outline that is not there."""
    names = sorted(one.name for one in path.parent.glob("*.y*ml")) if os.path.isdir(path.parent) else []
    if names:
        return f"in this folder there are: {', '.join(names[:8])}"
    return "start a new outline: deckgen new talk.yaml"


def _wanted(outline: Outline, markup: Markup) -> frozenset[str] | None:
    """Return the keys of the works that the talk rests on, None: all that its files of references hold."""
    listed = {str(key) for key in outline.nocite}
    if any(key.lower() in ("all", "*") for key in listed):
        return None
    return frozenset(listed | {item.key for cluster in markup.clusters for item in cluster.items})


def slips(outline: Outline) -> tuple[Diagnostic, ...]:
    """Return what is wrong with an outline's references, citations and markup and has one certain cure."""
    own, found = csl_items(outline.references)
    items, _ = with_files(own, open_files(outline.reference_files, outline.path), frozenset())
    texts = tuple(every_text(outline))
    marked = (*read_markup(outline).diagnostics, *doubts(outline, texts))
    return tuple(one for one in (*found, *_citation_slips(outline, texts, items), *marked) if one.edits)


def _citation_slips(outline: Outline, texts: Iterable[Text], items: Items) -> Iterator[Diagnostic]:
    """Give what looks like a citation and is none, in fields of citations first, then in all other texts."""
    told = dict(in_fields(outline, items))
    yield from told.values()
    others = [one for one in texts if one.id not in told]
    style, _ = style_called(str(outline.citations or ""))
    dated = style in ("apa", "chicago", "harvard")
    yield from citation_slips(others, items, numeric=style == "vancouver", dated=dated)


def _style(outline: Outline, found: list[Diagnostic]) -> str | Path:
    """Return the citation style; where there is none of its name, the default, to check the rest."""
    try:
        return find_style(outline.citations, outline.path)
    except DeckgenError as refused:
        found.extend(refused.diagnostics)
        return find_style(None, outline.path)


def _request(outline: Outline, markup: Markup, items: Items, style: str | Path) -> citations.Request:
    return citations.Request(
        clusters=markup.clusters,
        items=items,
        style=style,
        language=str(outline.language) if outline.language else "en",
        nocite=tuple("*" if str(key).lower() == "all" else str(key) for key in outline.nocite),
    )


def _bytes(source: bytes | str) -> bytes:
    """Return a text as a file would hold it; half a character pair is left for the reader to report."""
    return source.encode(errors="surrogatepass") if isinstance(source, str) else source


def _as_error(diagnostic: Diagnostic) -> Diagnostic:
    return replace(diagnostic, severity=Severity.ERROR)
