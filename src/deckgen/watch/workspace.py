"""An outline's file → its slideshow, again and again, and the files that each build has used."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from operator import itemgetter
from pathlib import Path

from deckgen.compile import Compiled, Options, Services, compile_outline, read_file
from deckgen.deck.model import Deck
from deckgen.diagnostics import DeckgenError, Diagnostic, Severity, has_errors
from deckgen.project_files import watched
from deckgen.structs import Struct, field
from deckgen.structs.memos import Memos
from deckgen.structs.pieces import Later
from deckgen.watch.changes import Changes, changes
from deckgen.writers.html.write import Show, show_of
from deckgen.writers.html.write import whole as whole_show


class Problem(Struct, frozen=True):
    """What is wrong with an outline: the diagnostic, and the slide that it belongs to, None for none."""

    diagnostic: Diagnostic
    slide: str | None


class Update(Struct, frozen=True):
    """What came of one build. `show` is the slideshow, None where errors stand in its way.

    `changes` are what an open page has to change that shows the last one, None where it has to load this one:
    only then does the whole of it have to be put together.
    """

    show: Later | None
    compiled: Compiled | None
    problems: tuple[Problem, ...]
    changes: Changes | None = None


class Workspace(Struct):
    """One outline that is built again and again. `files` are those that the last build has used."""

    options: Options
    services: Services
    files: frozenset[Path] = frozenset()
    memos: Memos = field(default_factory=Memos)
    _last: Deck | None = None
    _shown: Show | None = None

    def update(self) -> Update:
        """Build the outline as it is now, and remember which files it has used; what is wrong is returned."""
        with self.memos.remembering(), watched() as used:
            try:
                source = read_file(self.options.path)
                compiled = compile_outline(source, self.options.path, self.options, self.services)
            except DeckgenError as refused:
                self.files |= {self.options.path, *used}
                return Update(None, None, tuple(Problem(one, None) for one in refused.diagnostics))
        whole = not has_errors(compiled.diagnostics) and compiled.pages is not None
        # After an error some files may not have been looked at: those of the last good build still count.
        self.files = frozenset((self.options.path, *used, *(() if whole else self.files)))
        if whole and compiled.pages is not None:
            self._last = compiled.deck
            try:
                with self.memos.remembering():
                    show = show_of(compiled.pages)
            except DeckgenError as refused:  # a recording was saved meanwhile
                return Update(None, compiled, tuple(Problem(one, None) for one in refused.diagnostics))
            found = changes(self._shown, show) if self._shown else None
            self._shown = show
            made = Later(partial(whole_show, show))
            return Update(made, compiled, self._placed(compiled.diagnostics), found)
        return Update(None, compiled, self._placed(compiled.diagnostics))

    def _placed(self, diagnostics: tuple[Diagnostic, ...]) -> tuple[Problem, ...]:
        """Return what is wrong, errors first, each with its slide as the last good build had them."""
        ordered = sorted(diagnostics, key=lambda one: one.severity is not Severity.ERROR)
        typed = [one for one in self._last.slides if one.span.path == self.options.path] if self._last else []
        begins = sorted((one.span.line, one.id) for one in typed if one.span.line > 0)
        return tuple(Problem(one, self._slide(one, begins)) for one in ordered)

    def _slide(self, diagnostic: Diagnostic, begins: list[tuple[int, str]]) -> str | None:
        """Return the slide of what is wrong, of those that begin at these lines."""
        span = diagnostic.span
        if span is None or span.path != self.options.path:
            return None
        after = bisect_right(begins, span.line, key=itemgetter(0))
        return begins[after - 1][1] if after else None
