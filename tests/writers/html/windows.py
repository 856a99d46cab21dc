"""A window of a browser, whichever it is: what is asked of it, and Chromium's and Firefox's answers.

Chromium is driven by Playwright. Firefox, as Debian packages it, serves WebDriver BiDi on its own socket;
the few commands that are needed of it are spoken here.
"""

from __future__ import annotations

import json
import re
import subprocess
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Page as Tab
from websockets.sync.client import ClientConnection, connect

from tests.tools import PATIENCE

AT = """(() => {
    const points = [...document.querySelectorAll('.page.on [data-step]')]
    const shown = points.filter(one => !one.classList.contains('later')).length
    return document.querySelector('.page.on')?.dataset.number + '.' + shown
})()"""
"""The slide that is shown and how many of its points: `4.2`; of no slide where the show has not begun."""

BEGUN = "location.protocol !== 'about:' && !!document.querySelector('.page.on')"
"""Whether a show stands in the window: one that was just opened is empty at first, and complete as such."""

VIEW = "document.documentElement.dataset.view"


class Window(Protocol):
    """What tests ask of a window."""

    def press(self, key: str) -> None:
        """Press a key, with those held that stand before it: `Shift+ArrowRight`."""

    def evaluate(self, expression: str) -> Any:
        """Return what an expression gives in the page."""

    def load(self, address: str) -> None:
        """Go to an address and wait until it stands."""

    def reload(self) -> None:
        """Load the page again."""

    def drag(self, *places: tuple[int, int]) -> None:
        """Press the mouse at the first place, move over the others, let go; with one place it is a click."""


def middle(window: Window, selector: str) -> tuple[int, int]:
    """Return where the middle of an element lies in a window."""
    box = window.evaluate(
        f"(box => [box.x + box.width / 2, box.y + box.height / 2])"
        f"(document.querySelector({json.dumps(selector)}).getBoundingClientRect())"
    )
    return round(box[0]), round(box[1])


def until(window: Window, condition: str, why: str = "") -> None:
    """Wait until an expression holds in a window."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if window.evaluate(f"!!({condition})"):
            return
        time.sleep(0.05)
    raise AssertionError(f"{why} it never came to be that {condition}; stands at {window.evaluate(AT)}")


@dataclass(frozen=True, slots=True)
class ChromiumWindow:
    """A tab or popup of Chromium."""

    tab: Tab

    def press(self, key: str) -> None:
        """Press a key by Playwright's name."""
        self.tab.keyboard.press(re.sub(" $", "Space", key))

    def evaluate(self, expression: str) -> Any:
        """Return what an expression gives."""
        return self.tab.evaluate(f"() => ({expression})")

    def load(self, address: str) -> None:
        """Go to an address."""
        self.tab.goto(address)

    def reload(self) -> None:
        """Load the page again."""
        self.tab.reload()

    def drag(self, *places: tuple[int, int]) -> None:
        """Press the mouse at the first place, move over the others, let go."""
        mouse = self.tab.mouse
        mouse.move(*places[0])
        mouse.down()
        for place in places[1:]:
            mouse.move(*place, steps=3)
        mouse.up()


KEYS: Mapping[str, str] = {
    "Shift": "\ue008",
    "Alt": "\ue00a",
    "Backspace": "\ue003",
    "Delete": "\ue017",
    "F5": "\ue035",
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "PageUp": "\ue00e",
    "PageDown": "\ue00f",
    "End": "\ue010",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}
"""The code points by which WebDriver names the keys that write nothing."""


@dataclass(slots=True)
class Firefox:
    """A running Firefox: commands go in, answers and events come out."""

    socket: ClientConnection
    sent: int = 0
    active: str = ""
    events: list[dict[str, Any]] = field(default_factory=list)

    def call(self, method: str, **params: Any) -> Any:
        """Send a command and return its result. Raises AssertionError where Firefox refuses it."""
        self.sent += 1
        self.socket.send(json.dumps({"id": self.sent, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv(timeout=PATIENCE))
            if answer.get("id") == self.sent:
                assert answer["type"] == "success", f"{method}: {answer}"
                return answer["result"]
            self.events.append(answer)

    def chrome(self, expression: str) -> None:
        """Do in the program's own oldest window what no page may: zoom, search, set what a user has set."""
        windows = self.call("browsingContext.getTree", **{"moz:scope": "chrome"})["contexts"]
        answer = self.call(
            "script.evaluate",
            expression=expression,
            target={"context": windows[0]["context"]},
            awaitPromise=True,
        )
        assert answer["type"] == "success", f"{expression}: {answer['exceptionDetails']['text']}"

    @contextmanager
    def preferring(self, name: str, value: int) -> Iterator[None]:
        """Set a preference as a user sets it, and take it back at the end."""
        self.chrome(f"Services.prefs.setIntPref('{name}', {value})")
        yield
        self.chrome(f"Services.prefs.clearUserPref('{name}')")

    def windows(self) -> list[FirefoxWindow]:
        """Return all windows, the oldest first."""
        return [
            FirefoxWindow(self, one["context"]) for one in self.call("browsingContext.getTree")["contexts"]
        ]

    def second(self, before: Collection[str]) -> FirefoxWindow:
        """Return the window that a page has opened in addition to those before, once a show stands in it.

        It lies in front.
        """
        self.active = ""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if new := [one for one in self.windows() if one.context not in before]:
                until(new[0], BEGUN)
                return new[0]
            time.sleep(0.05)
        raise AssertionError("no second window came")

    def open(self, address: str) -> FirefoxWindow:
        """Open a window of its own and close all others."""
        old = self.windows()
        window = FirefoxWindow(self, self.call("browsingContext.create", type="window")["context"])
        for one in old:
            one.close()
        window.load(address)
        return window

    def troubles(self) -> list[str]:
        """Return what pages complained of, and what they asked for besides files; forget it then."""
        self.call("browsingContext.getTree")
        events, self.events = self.events, []
        told = []
        for event in events:
            params = event["params"]
            if event["method"] == "log.entryAdded":
                told.append(f"{params['level']}: {params['text']}")
            elif not params["request"]["url"].startswith(("file:", "data:", "about:", "blob:")):
                told.append(f"request: {params['request']['url']}")
        return told


@dataclass(frozen=True, slots=True)
class FirefoxWindow:
    """A tab or popup of Firefox."""

    firefox: Firefox
    context: str

    def press(self, key: str) -> None:
        """Press a key, and let it go."""
        *held, last = [key] if len(key) == 1 else key.split("+")
        values = [KEYS.get(one, one) for one in (*held, last)]
        self._act(
            {
                "type": "key",
                "id": "keyboard",
                "actions": [
                    *({"type": "keyDown", "value": one} for one in values),
                    *({"type": "keyUp", "value": one} for one in reversed(values)),
                ],
            }
        )

    def drag(self, *places: tuple[int, int], kind: str = "mouse", times: int = 1) -> None:
        """Press at the first place, move over the others, let go; with one place it is a click, or two."""
        moves = [{"type": "pointerMove", "x": x, "y": y, "duration": 20} for x, y in places]
        strokes = [{"type": "pointerDown", "button": 0}, *moves[1:], {"type": "pointerUp", "button": 0}]
        self._act(
            {
                "type": "pointer",
                "id": kind,
                "parameters": {"pointerType": kind},
                "actions": [moves[0], *(strokes * times)],
            }
        )

    def _act(self, source: dict[str, Any]) -> None:
        if self.firefox.active != self.context:
            self.firefox.call("browsingContext.activate", context=self.context)
            self.firefox.active = self.context
        self.firefox.call("input.performActions", context=self.context, actions=[source])

    def evaluate(self, expression: str) -> Any:
        """Return what an expression gives, through JSON; None while the page is being loaded.

        Raises AssertionError where the page throws.
        """
        return self.early(f"document.readyState === 'complete' ? ({expression}) : null")

    def early(self, expression: str) -> Any:
        """Return what an expression gives, also while the page is being loaded."""
        answer = self.firefox.call(
            "script.evaluate",
            expression=f"JSON.stringify({{is: {expression}}})",
            target={"context": self.context},
            awaitPromise=False,
        )
        assert answer["type"] == "success", f"{expression}: {answer['exceptionDetails']['text']}"
        return json.loads(answer["result"]["value"]).get("is")

    def awaited(self, expression: str) -> Any:
        """Return what a promise gives in the end, through JSON. Raises AssertionError where it is broken."""
        answer = self.firefox.call(
            "script.evaluate",
            expression=f"({expression}).then(JSON.stringify)",
            target={"context": self.context},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def load(self, address: str) -> None:
        """Go to an address, and see that it stands: under load Firefox may answer for the page before it."""
        self.firefox.call("browsingContext.navigate", context=self.context, url=address, wait="complete")
        until(self, f"location.href.split('#')[0] === {json.dumps(address.split('#')[0])}")

    def reload(self) -> None:
        """Load the page again."""
        self.firefox.call("browsingContext.reload", context=self.context, wait="complete")

    def resize(self, width: int, height: int) -> None:
        """Give the page this size."""
        size = {"width": width, "height": height}
        self.firefox.call("browsingContext.setViewport", context=self.context, viewport=size)

    def pdf(self, width: float, height: float) -> str:
        """Return the print on paper of this size in centimetres, as base64."""
        paper = {"width": width, "height": height}
        margin = {"top": 0, "bottom": 0, "left": 0, "right": 0}
        answer = self.firefox.call(
            "browsingContext.print",
            context=self.context,
            background=True,
            page=paper,
            margin=margin,
            shrinkToFit=False,
        )
        return str(answer["data"])

    def close(self) -> None:
        """Close the window."""
        self.firefox.call("browsingContext.close", context=self.context)


@contextmanager
def started(program: Path, profile: Path) -> Iterator[Firefox]:
    """Run Firefox without a screen and with a profile of its own."""
    profile.mkdir(parents=True, exist_ok=True)
    quiet = {
        "app.normandy.enabled": False,
        "browser.startup.page": 0,
        "datareporting.policy.dataSubmissionEnabled": False,
        "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False,
        "toolkit.telemetry.enabled": False,
    }
    lines = (f'user_pref("{name}", {json.dumps(value)});\n' for name, value in quiet.items())
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [str(program), "--headless", "--no-remote", "--profile", str(profile)]
    running = subprocess.Popen(
        [*command, "--remote-allow-system-access", "--remote-debugging-port", "0"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr is not None
    try:
        found = next((hit for line in running.stderr if (hit := re.search(r"ws://\S+", line))), None)
        assert found, "Firefox did not say where it listens"
        # No pings: they draw from Python's own random numbers in a thread of theirs, which Hypothesis takes
        # for a test's doing when one of its tests runs in this process while Firefox is still open.
        address = f"{found.group()}/session"
        with connect(address, max_size=None, ping_interval=None, open_timeout=PATIENCE) as socket:
            firefox = Firefox(socket)
            firefox.call("session.new", capabilities={})
            firefox.call("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
            yield firefox
            firefox.call("browser.close")
        running.wait(PATIENCE)
    finally:
        running.kill()
        running.wait()
        running.stderr.close()
