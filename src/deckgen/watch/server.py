"""A slideshow that changes → pages for the browsers of this machine, and of no other.

The address holds a token that nobody else can guess, and a request has to name this machine as its host: so
neither another computer nor a page of the web that is open in the same browser can read the slides.
"""

from __future__ import annotations

import contextlib
import json
import queue
import secrets
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

from msgspec import structs

from deckgen.diagnostics import DeckgenError
from deckgen.structs import Struct, field
from deckgen.structs.pieces import Later, Pieces, chunks_of
from deckgen.watch.changes import Changes

HOST = "127.0.0.1"
WRITING = 120.0
"""Seconds for which a page that asks for the files waits for an answer."""

ALIVE = 15.0
"""Seconds after which a listener is sent something, so that one that has gone is noticed."""


class State(Struct, frozen=True):
    """What the browsers are to know: the page, its number, and what is wrong now, by slide.

    `changes` are what a page of the number before has to change to be this one, None: it has to be loaded.
    """

    page: Later
    version: int
    problems: tuple[tuple[str, str | None], ...] = ()
    changes: Changes | None = None

    def event(self) -> bytes:
        """The state as a server-sent event."""
        problems = [{"text": text, "slide": slide} for text, slide in self.problems]
        told = json.dumps(
            {
                "version": self.version,
                "problems": problems,
                "changes": self.changes and structs.asdict(self.changes),
            },
            ensure_ascii=False,
        )
        return f"data: {told}\n\n".encode()


class _Shared(Struct):
    """What the requests' threads share."""

    state: State
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    listeners: list[queue.SimpleQueue[bytes]] = field(default_factory=list)
    orders: queue.SimpleQueue[queue.SimpleQueue[str]] = field(default_factory=queue.SimpleQueue)
    lock: threading.Lock = field(default_factory=threading.Lock)
    closing: bool = False


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = False

    def __init__(self, port: int, shared: _Shared) -> None:
        self.shared = shared
        super().__init__((HOST, port), _Handler)


class Server:
    """Serves one slideshow. `port` 0, and one that is taken, stand for any that is free."""

    def __init__(self, state: State, port: int = 0) -> None:
        self._shared = _Shared(state)
        try:
            self._server = _Server(port, self._shared)
        except OSError:
            self._server = _Server(0, self._shared)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """The port that is listened at."""
        return self._server.server_address[1]

    @property
    def address(self) -> str:
        """Where the slideshow is."""
        return f"http://{HOST}:{self.port}/{self._shared.token}/"

    def show(self, state: State) -> None:
        """Serve another state from now on, and tell everybody who listens."""
        with self._shared.lock:
            self._shared.state = state
            listeners = tuple(self._shared.listeners)
        for one in listeners:
            one.put(state.event())

    def orders(self) -> Iterator[Callable[[str], None]]:
        """Yield what answers those who have asked for the files to be written now: what came of it."""
        with contextlib.suppress(queue.Empty):
            while True:
                yield self._shared.orders.get_nowait().put

    def close(self) -> None:
        """Stop listening."""
        for answer in self.orders():
            answer("")
        self._shared.closing = True
        for one in tuple(self._shared.listeners):
            one.put(b"")
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "deckgen"
    sys_version = ""

    @property
    def _shared(self) -> _Shared:
        return cast(_Server, self.server).shared

    def do_GET(self) -> None:
        """Answer with the slideshow, or with what happens to it from now on."""
        path = self.path.split("?")[0]
        if not self._trusted() or not path.startswith(f"/{self._shared.token}/"):
            self._answer(HTTPStatus.NOT_FOUND, b"not found\n", "text/plain")
            return
        rest = path[len(self._shared.token) + 2 :]
        if rest == "":
            self._show()
        elif rest == "events":
            self._listen()
        else:
            self._answer(HTTPStatus.NOT_FOUND, b"not found\n", "text/plain")

    def _show(self) -> None:
        """Answer with the slideshow; where a recording is just being saved, with what keeps it."""
        try:
            page = self._shared.state.page.pieces()
        except DeckgenError as refused:
            said = f"{refused.diagnostics[0].message}\nReload this page in a moment.\n"
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, said.encode(), "text/plain; charset=utf-8")
            return
        self._answer(HTTPStatus.OK, page, "text/html; charset=utf-8")

    def do_POST(self) -> None:
        """Have the files written, and answer with what came of it."""
        if not self._trusted() or self.path != f"/{self._shared.token}/write":
            self._answer(HTTPStatus.NOT_FOUND, b"not found\n", "text/plain")
            return
        told: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._shared.orders.put(told)
        with contextlib.suppress(queue.Empty):
            said = told.get(timeout=WRITING)
            self._answer(HTTPStatus.OK, said.encode(), "text/plain; charset=utf-8")

    def _trusted(self) -> bool:
        """Tell whether a request was meant for this machine: no other name leads here, no other page asks."""
        port = cast(_Server, self.server).server_address[1]
        hosts = {f"{HOST}:{port}", f"localhost:{port}"}
        origin = self.headers.get("Origin")
        return self.headers.get("Host") in hosts and (
            origin is None or origin.removeprefix("http://") in hosts
        )

    def _answer(self, status: HTTPStatus, body: bytes | Pieces, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        for chunk in chunks_of(body):
            self.wfile.write(chunk)

    def _listen(self) -> None:
        """Send what happens as it happens, until the browser goes or the server does."""
        told: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        with self._shared.lock:
            self._shared.listeners.append(told)
            told.put(self._shared.state.event())
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            while not self._shared.closing:
                try:
                    event = told.get(timeout=ALIVE)
                except queue.Empty:
                    event = b": still here\n\n"
                self.wfile.write(event)
                self.wfile.flush()
        except OSError:
            pass  # the browser has closed the page
        finally:
            with self._shared.lock:
                self._shared.listeners.remove(told)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for what concerns the outline."""
