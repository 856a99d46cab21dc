"""An outline is built again at every save, and the slides in the browser follow."""

from __future__ import annotations

import http.client
import json
import os
import queue
import re
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from deckgen.build import BuildResult
from deckgen.compile import Options
from deckgen.diagnostics import DeckgenError
from deckgen.project_files import changed_meanwhile
from deckgen.structs.pieces import Later, Pieces
from deckgen.watch import session as watching
from deckgen.watch.live import live, waiting
from deckgen.watch.server import Server, State
from deckgen.watch.session import Events, Session
from deckgen.watch.watcher import Watcher
from deckgen.watch.workspace import Update, Workspace
from tests.building import SERVICES
from tests.tools import PATIENCE

TALK = """\
title: Tides
references: works.bib
sections:
  moon:
    title: The moon
    slides:
      - title: The moon pulls the water
        bullets: ['Twice a day [@darwin]', Everywhere]
      - title: The sun helps
        table: heights.csv
        notes: Said.
"""
BIB = "@book{darwin, author={Darwin, George}, title={The Tides}, publisher={Murray}, year={1898}}"


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """An outline that uses two other files."""
    (tmp_path / "works.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "heights.csv").write_text("Port,Height\nBrest,7\n", encoding="utf-8")
    file = tmp_path / "talk.yaml"
    file.write_text(TALK, encoding="utf-8")
    return file


def save(file: Path, old: str, new: str) -> None:
    """Change a file as an editor does, with another time of change."""
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    stamp = file.stat().st_mtime_ns + 1_000_000
    os.utime(file, ns=(stamp, stamp))


def test_a_build_knows_the_files_that_it_used(talk: Path) -> None:
    """The outline, its references, its tables, and those that are named and missing."""
    workspace = Workspace(Options(talk), SERVICES)
    update = workspace.update()
    assert update.show is not None
    assert {one.name for one in workspace.files} >= {"talk.yaml", "works.bib", "heights.csv"}
    save(talk, "heights.csv", "missing.csv")
    update = workspace.update()
    assert update.show is None
    assert [one.diagnostic.message for one in update.problems] == ['there is no table "missing.csv"']
    assert update.problems[0].slide == "moon-the-sun-helps"
    assert {one.name for one in workspace.files} >= {"missing.csv", "heights.csv", "works.bib"}


def test_a_file_that_is_replaced_has_changed(tmp_path: Path) -> None:
    """Written in place, renamed over, gone and come back."""
    file, other = tmp_path / "a", tmp_path / "b"
    file.write_text("one")
    watcher = Watcher([file, tmp_path / "never"])
    assert watcher.changed() == frozenset()
    save(file, "one", "two")
    assert watcher.changed() == {file}
    other.write_text("two")
    other.replace(file)
    assert watcher.changed() == {file}
    file.unlink()
    assert watcher.changed() == {file}
    assert watcher.changed() == frozenset()
    file.write_text("two")
    assert watcher.changed() == {file}


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of a page."""
    with closing(Server(State(Later(lambda: Pieces((b"<p>sli", b"des</p>"))), 1))) as made:
        yield made


def ask(server: Server, path: str, how: str = "GET", **headers: str) -> tuple[int, bytes]:
    """Ask for a path with other headers than a browser's, and return the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    connection.putrequest(how, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def test_only_who_knows_the_address_is_served(server: Server) -> None:
    """The token, this machine's name, and no page from elsewhere."""
    path = re.sub("^http://[^/]+", "", server.address)
    assert ask(server, path) == (200, b"<p>slides</p>")
    assert ask(server, path, Host=f"localhost:{server.port}")[0] == 200
    assert ask(server, "/")[0] == 404
    assert ask(server, "/../../etc/passwd")[0] == 404
    assert ask(server, path + "talk.yaml")[0] == 404
    assert ask(server, path, Host="attacker.example")[0] == 404
    assert ask(server, path, Origin="https://attacker.example")[0] == 404
    assert ask(server, path + "write", "POST", Origin="https://attacker.example")[0] == 404
    assert ask(server, path + "write", "POST", Host="attacker.example")[0] == 404
    assert ask(server, "/write", "POST")[0] == 404
    assert not tuple(server.orders()), "nothing is written for others"


def test_a_page_is_put_together_when_it_is_asked_for(server: Server) -> None:
    """Once; where a recording has just been saved again, the browser is told to come back."""
    calls: list[int] = []

    def made() -> Pieces:
        calls.append(1)
        if len(calls) == 1:
            raise changed_meanwhile(Path("speech.mp3"))
        return Pieces((b"<p>here</p>",))

    path = re.sub("^http://[^/]+", "", server.address)
    server.show(State(Later(made), 2))
    assert calls == []
    status, said = ask(server, path)
    assert status == 503
    assert b'"speech.mp3" was changed' in said
    assert ask(server, path) == ask(server, path) == (200, b"<p>here</p>")
    assert len(calls) == 2


def test_a_taken_port_is_no_obstacle(server: Server) -> None:
    """Another is found."""
    with closing(Server(State(Later(lambda: Pieces(())), 1), server.port)) as second:
        assert second.port != server.port


def test_listeners_hear_of_each_state(server: Server) -> None:
    """The one that is, then each that comes."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    connection.request("GET", re.sub("^http://[^/]+", "", server.address) + "events")
    stream = connection.getresponse()
    assert stream.getheader("Content-Type") == "text/event-stream"
    assert json.loads(stream.readline().removeprefix(b"data: ")) == {
        "version": 1,
        "problems": [],
        "changes": None,
    }
    stream.readline()
    server.show(State(Later(lambda: Pieces(())), 2, (("wrong", "a"),)))
    assert json.loads(stream.readline().removeprefix(b"data: ")) == {
        "version": 2, "problems": [{"text": "wrong", "slide": "a"}], "changes": None,
    }  # fmt: skip
    stream.close()
    connection.close()


def test_the_page_may_run_what_makes_it_listen_and_nothing_else() -> None:
    """The script's hash joins the policy, and it may speak with where it came from."""
    page = bytes(waiting("a & b", 3)).decode()
    assert "<title>a &amp; b</title>" in page
    policy = re.search('Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert re.search("script-src 'sha256-[^']+' ;", policy[1])
    assert policy[1].endswith("; connect-src 'self'")
    assert bytes(live(Pieces((b"<body>", b"</body>")), 1)).startswith(b"<body><script>")


class Heard:
    """What a session tells."""

    def __init__(self) -> None:
        self.built: list[Update] = []
        self.written: queue.SimpleQueue[BuildResult] = queue.SimpleQueue()
        self.refused: list[DeckgenError] = []

    @property
    def events(self) -> Events:
        """What the session calls."""
        return Events(lambda one, _: self.built.append(one), self.written.put, self.refused.append)


def test_a_session_builds_at_each_save_and_writes_after_a_pause(
    talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake keeps the last good slides; the files are written when nothing has changed for a while."""
    monkeypatch.setattr(watching, "PAUSE", 0.0)
    heard = Heard()
    session = Session(Options(talk), SERVICES, heard.events)
    try:
        session.step()
        assert {path.name for path in heard.written.get_nowait().files} == {"talk.pptx", "talk.html"}
        session.step()
        assert heard.written.empty()
        save(talk.with_name("heights.csv"), "Brest,7", "Saint-Malo,12")
        session.step()
        assert b"Saint-Malo" in bytes(heard.built[-1].show or b"")
        save(talk, "bullets", "bulets")
        session.step()
        assert heard.built[-1].show is None
        session.step()
        assert heard.refused == []
        assert heard.written.empty()
        save(talk, "bulets", "bullets")
        session.step()
        session.step()
        assert heard.written.get_nowait().slides == 4
        away = talk.rename(talk.with_name("away.yaml"))
        session.step()
        assert heard.built[-1].show is None
        assert "talk.yaml" in heard.built[-1].problems[0].diagnostic.message
        save(away, "Twice a day", "Twice daily")
        away.replace(talk)
        session.step()
        assert b"Twice daily" in bytes(heard.built[-1].show or b"")
    finally:
        session.close()


def test_the_browser_follows(talk: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that is saved is on the screen, on the same slide; a mistake appears over it and goes again.

    The presenter's window follows, too, by what is changed in it and when it is loaded again. The files
    are written when they are asked for.
    """
    monkeypatch.setattr(watching, "PAUSE", 1e9)
    heard = Heard()
    session = Session(Options(talk), SERVICES, heard.events)
    stop = threading.Event()
    runner = threading.Thread(target=session.run, args=(stop,))
    runner.start()
    page = browser.new_page(viewport={"width": 1400, "height": 800})
    page.set_default_timeout(1000 * PATIENCE)

    def comes(condition: str, window: Page | None = None) -> bool:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if (window or page).evaluate(condition):
                    return True
            except Exception:  # while the page is loaded again there is nothing to ask
                pass
            time.sleep(0.02)
        return False

    on = "document.querySelector('.page.on')?.innerText"
    try:
        page.goto(session.server.address)
        page.evaluate("location.hash = '#moon-the-sun-helps'")
        assert comes(f"{on}.includes('Brest')")
        page.evaluate("window.loaded = 1")
        with page.expect_popup() as opened:
            page.keyboard.press("s")
        desk = opened.value
        assert comes(f"{on}?.includes('Brest') && document.documentElement.dataset.view == 'presenter'", desk)
        save(talk.with_name("heights.csv"), "Brest", "Saint-Malo")
        assert comes(f"{on}.includes('Saint-Malo')")
        save(talk, "notes: Said.", "notes: Said twice.")
        assert comes("document.querySelector('.page.on .notes')?.textContent.includes('twice')")
        assert comes(f"{on}.includes('Saint-Malo')", desk)
        assert comes("document.querySelector('#deckgen-notes')?.innerText.includes('Said twice')", desk)
        assert page.evaluate("window.loaded"), "a page whose slides look otherwise is not loaded again"
        save(talk, "The sun helps", "The sun helps a little")
        assert comes(f"!window.loaded && {on}.includes('a little')")
        assert comes(
            f"{on}?.includes('a little') && document.documentElement.dataset.view == 'presenter'", desk
        )
        save(talk, "The sun helps a little", "The sun helps")
        assert comes(f"{on}.includes('sun helps') && !{on}.includes('little')")
        save(talk, "bullets", "bulets")
        assert comes("document.querySelector('aside[role=alert]')?.innerText.includes('bulets')")
        assert comes("document.querySelector('aside[role=alert]')?.innerText.includes('bulets')", desk)
        desk.close()
        assert page.evaluate("/\\n +\\| +\\^+/.test(document.querySelector('aside').innerText)"), "a caret"
        assert not talk.with_suffix(".pptx").exists()
        page.keyboard.press("Control+s")
        assert comes("document.querySelector('output')?.textContent.startsWith('Not written: ')")
        assert comes(f"{on}.includes('Saint-Malo')")
        save(talk, "bulets", "bullets")
        assert comes("!document.querySelector('aside[role=alert]')")
        assert comes(f"{on}.includes('Saint-Malo')")
        page.keyboard.press("Control+s")
        assert comes("document.querySelector('output')?.textContent == 'Written: talk.pptx, talk.html'")
        assert talk.with_suffix(".pptx").exists()
    finally:
        page.close()
        stop.set()
        runner.join()
        session.close()
