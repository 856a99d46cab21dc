"""Watching an outline, from its first build until it is stopped: build, serve, look, build again.

The slideshow is in the browser right after a save. The files are written once nothing has been saved for a
moment, so that a deck that somebody has worked in is merged with once, not at every letter.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from deckgen.build import BuildResult, build
from deckgen.compile import Options, Services
from deckgen.diagnostics import DeckgenError, render
from deckgen.project_files import mark_of
from deckgen.schema.source import readable
from deckgen.structs import Struct
from deckgen.structs.pieces import Later, Pieces
from deckgen.watch.live import live, waiting
from deckgen.watch.server import Server, State
from deckgen.watch.watcher import EVERY, Watcher
from deckgen.watch.workspace import Problem, Update, Workspace

PAUSE = 2.0
"""Seconds without a change after which the files are written."""

SAVING = 0.3
"""Seconds for which an outline may be gone or empty while an editor saves it."""

MOST_SHOWN = 5
"""Problems that are shown over the slides."""


class Events(Struct, frozen=True):
    """Who hears of what happens: builds with what is wrong, files that were written or could not be."""

    built: Callable[[Update, float], None]
    written: Callable[[BuildResult], None]
    refused: Callable[[DeckgenError], None]


class Session:
    """Watches one outline and serves its slideshow: `step` does what there is to do, `run` goes on."""

    def __init__(self, options: Options, services: Services, events: Events, port: int = 0) -> None:
        self._options, self._services, self._events = options, services, events
        self._workspace = Workspace(options, services)
        self._page: Later | None = None
        self._version, self._unwritten = 0, 0.0
        first, tell = self._build()
        self.server = Server(first, port)
        self._watcher = Watcher(self._workspace.files)
        tell()

    def _build(self) -> tuple[State, Callable[[], None]]:
        """Build, and return what is to be shown, and what then tells what came of it."""
        began = time.monotonic()
        update = self._workspace.update()
        if update.show is not None:
            self._version += 1
            self._page = Later(partial(_live, update.show, self._version))
            self._unwritten = time.monotonic() + PAUSE
        else:
            self._unwritten = 0.0
            self._page = self._page or Later(partial(waiting, self._options.path.name, self._version))
        problems = tuple((_text(one, self._options.path), one.slide) for one in update.problems[:MOST_SHOWN])
        shown = problems if update.show is None else ()
        state = State(self._page, self._version, shown, update.changes)
        return state, partial(self._events.built, update, time.monotonic() - began)

    def step(self) -> None:
        """Build if a file has changed; write the files if nothing has for a while."""
        if self._watcher.changed():
            end = time.monotonic() + SAVING
            while not _whole(self._options.path) and time.monotonic() < end:
                time.sleep(EVERY)
            self._watcher.changed()
            state, tell = self._build()
            self.server.show(state)
            tell()
            self._watcher.watch(self._workspace.files)
            return
        if self._unwritten and time.monotonic() >= self._unwritten:
            self.write()
        for answer in self.server.orders():
            answer(self.write())

    def write(self) -> str:
        """Write the files, merged with what was changed by hand; return in a line what came of it."""
        self._unwritten = 0.0
        try:
            with self._workspace.memos.remembering():
                built = build(self._options, self._services)
            self._events.written(built)
            gc.collect()  # the command line has turned it off, which only a short run can bear
        except DeckgenError as refused:
            self._events.refused(refused)
            return f"Not written: {refused.diagnostics[0].message}"
        return f"Written: {', '.join(path.name for path in built.files)}"

    def run(self, stop: threading.Event) -> None:
        """Go on until `stop` is set; then write what is not written yet."""
        while not stop.wait(self._watcher.pause):
            self.step()

    def close(self) -> None:
        """Stop serving; what was built and not written yet is written."""
        if self._unwritten:
            self.write()
        self.server.close()


def _live(show: Later, version: int) -> Pieces:
    return live(show.pieces(), version)


def _whole(path: Path) -> bool:
    """Tell whether a file is there and holds anything: an editor may empty or remove it before it writes."""
    mark = mark_of(path)
    return mark is not None and mark[1] > 0


def _text(problem: Problem, path: Path) -> str:
    """Return a problem as it is shown on a terminal, with its line."""
    span = problem.diagnostic.span
    sources: Mapping[Path, str] = {}
    if span is not None and span.path == path:
        try:
            sources = {path: readable(path.read_bytes())}
        except OSError:
            sources = {}
    return render(problem.diagnostic, sources)
