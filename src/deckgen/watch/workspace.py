"""An outline's file → its slideshow, again and again, and the files that each build has used."""

from __future__ import annotations

from pathlib import Path

from deckgen.compile import Compiled, Options, Services, compile_outline, read_file
from deckgen.deck.model import Deck
from deckgen.diagnostics import DeckgenError, Diagnostic, Severity, has_errors
from deckgen.project_files import watched
from deckgen.structs import Struct
from deckgen.writers.html import write_html


class Problem(Struct, frozen=True):
    """What is wrong with an outline: the diagnostic, and the slide that it belongs to, None for none."""

    diagnostic: Diagnostic
    slide: str | None


class Update(Struct, frozen=True):
    """What came of one build. `show` is the slideshow, None where errors stand in its way."""

    show: bytes | None
    compiled: Compiled | None
    problems: tuple[Problem, ...]


class Workspace(Struct):
    """One outline that is built again and again. `files` are those that the last build has used."""

    options: Options
    services: Services
    files: frozenset[Path] = frozenset()
    _last: Deck | None = None

    def update(self) -> Update:
        """Build the outline as it is now, and remember which files it has used; what is wrong is returned."""
        with watched() as used:
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
            return Update(write_html(compiled.pages), compiled, self._placed(compiled.diagnostics))
        return Update(None, compiled, self._placed(compiled.diagnostics))

    def _placed(self, diagnostics: tuple[Diagnostic, ...]) -> tuple[Problem, ...]:
        """Return what is wrong, errors first, each with its slide as the last good build had them."""
        ordered = sorted(diagnostics, key=lambda one: one.severity is not Severity.ERROR)
        return tuple(Problem(one, self._slide(one)) for one in ordered)

    def _slide(self, diagnostic: Diagnostic) -> str | None:
        span = diagnostic.span
        if self._last is None or span is None or span.path != self.options.path:
            return None
        slides = [slide for slide in self._last.slides if slide.span.path == span.path]
        before = [slide for slide in slides if 0 < slide.span.line <= span.line]
        return max(before, key=lambda slide: slide.span.line).id if before else None
