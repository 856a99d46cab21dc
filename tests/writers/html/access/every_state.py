"""Every slide, state, window and choice of colours against axe, in all themes or in those that are named.

    python -m tests.writers.html.access.every_state [THEME ...]

It takes some minutes a theme, so it is run by hand; the tests hold all kinds of slides, and each state on one
of them. What is broken is printed, a line each; exit code 1 where anything is.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from deckgen.theme.files import theme_names
from deckgen.theme.model import COMFORT, DARK, LIGHT
from tests import tools
from tests.building import walk
from tests.parity.test_steps import OUTLINE
from tests.recordings import CAPTIONS, mp4
from tests.render.rules import broken, broken_anywhere
from tests.writers.html.access.test_every_theme import KINDS, MORE, REST
from tests.writers.html.conftest import painted

STATES = {
    "overview": ("o", "o"),
    "help": ("?", "Escape"),
    "search": ("/", "Escape"),
    "notes": ("t", "t"),
    "tools": ("m", "Escape"),
    "black": ("b", "b"),
    "white": ("w", "w"),
    "desk here": ("Shift+S", "Escape"),
    "reading": ("r", "r"),
}
"""A state of the window → the keys that lead into it and out of it."""


def decks(theme: str, folder: Path) -> Iterator[Path]:
    """Yield slideshows that hold every kind of slide between them."""
    for file in KINDS.parent.glob("*.[!y]*"):
        shutil.copy(file, folder)
    (folder / "film.mp4").write_bytes(mp4())
    (folder / "film.vtt").write_text(CAPTIONS, encoding="utf-8")
    for name, text in {
        "every": KINDS.read_text("utf-8").rstrip() + MORE,
        "rest": REST,
        "steps": OUTLINE,
    }.items():
        outline = folder / f"{name}.yaml"
        outline.write_text(text, encoding="utf-8")
        yield walk(outline, folder, theme).show


def states(tab: Page, axe: str) -> Iterator[tuple[str, str]]:
    """Yield what is broken on all slides, in each state of the window on one, and step by step."""
    yield from (("all slides", told) for told in broken_anywhere(tab, axe))
    tab.keyboard.press("Home")
    for state, (into, out) in STATES.items():
        tab.keyboard.press(into)
        painted(tab)
        yield from ((state, told) for told in broken(tab, axe))
        tab.keyboard.press(out)
    for number in tab.evaluate(
        "[...document.querySelectorAll('.page[data-steps]')].map(one => one.dataset.number)"
    ):
        tab.keyboard.press("g")
        tab.keyboard.type(number)
        tab.keyboard.press("Enter")
        yield from ((f"slide {number}, first step", told) for told in broken(tab, axe))


def looked(browser: Browser, show: Path, axe: str) -> Iterator[str]:
    """Yield what is broken in a slideshow, in both windows and in all its colours."""
    for scheme in (LIGHT, DARK, COMFORT):
        context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
        tab = context.new_page()
        tab.goto(f"{show.as_uri()}?scheme={scheme}")
        painted(tab)
        yield from (f"{scheme}, {state}: {told}" for state, told in states(tab, axe))
        with context.expect_page() as opening:
            tab.keyboard.press("s")
        desk = opening.value
        desk.wait_for_selector("[data-view=presenter] .page.on")
        yield from (f"{scheme}, desk: {told}" for told in broken(desk, axe))
        for key in ("o", "?", "b"):
            desk.keyboard.press(key)
            yield from (f"{scheme}, desk, {key}: {told}" for told in broken(desk, axe))
            desk.keyboard.press("Escape")
        context.close()


def main(themes: list[str]) -> int:
    """Look at every theme that is named, or at all, and print what is broken."""
    axe = (tools.npm_package("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    chromium = tools.program("chromium", "chromium-browser", "google-chrome")
    count = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=list(tools.CHROMIUM_FLAGS))
        for theme in themes or theme_names():
            with tempfile.TemporaryDirectory() as folder:
                for show in decks(theme, Path(folder)):
                    for told in looked(browser, show, axe):
                        count += 1
                        print(f"{theme}, {show.stem}, {told}", flush=True)
            print(f"{theme}: looked at", flush=True)
        browser.close()
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
