"""Every key of the help, pressed at the slides and at the desk, in Chromium and in Firefox."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from deckgen.writers.html.keys import KEYS, Way, shown
from tests import tools
from tests.writers.html.conftest import Pair
from tests.writers.html.windows import AT, VIEW, until

pytestmark = pytest.mark.browser  # its fixtures are chosen by name

BUILT, LINKING = "points-one-by-one", "the-speech-was-met-in-silence"
FOLLOW = "document.querySelector('.page.on a[href=\"#the-law-changed\"]').click()"
NOTE = "document.querySelector('#deckgen-notes').style.getPropertyValue('--note')"
TALL = "document.querySelector('#deckgen-notes').getBoundingClientRect().height > 40"


STATE = f"""[document.documentElement.dataset.scheme, document.documentElement.dataset.tool || '',
    document.querySelector('#deckgen-blank').className, Math.round(20 * {NOTE}),
    !document.fullscreenElement].join()"""
"""What lasts from slide to slide: colours, the tool in hand, blank or full screen, the size of the notes."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What is so after a key of an act was pressed at `start`.

    `slides` and `desk` hold in the window of that name where the key was pressed there, `both` in both
    windows; `undo` are keys that take it back.
    """

    slides: str = "true"
    desk: str = "true"
    both: str = "true"
    undo: tuple[str, ...] = ()
    start: str = BUILT
    before: str = "0"


def at(place: str) -> Proof:
    """Return the proof that both windows stand at a place."""
    return Proof(both=f"{AT} === '{place}'")


def here(condition: str, *undo: str) -> Proof:
    """Return the proof that something holds in the window where the key was pressed, whichever it is."""
    return Proof(condition, condition, undo=undo)


def opens(element: str) -> Proof:
    """Return the proof that a dialog opens in the one window."""
    return here(f"document.querySelector('{element}').open", "Escape")


PROOFS = {
    "next": at("4.1"),
    "back": at("3.0"),
    "onward": at("5.0"),
    "backward": at("3.0"),
    "first": at("1.0"),
    "last": at("17.0"),
    "number": here("document.querySelector('.count').textContent === 'Go to…'"),
    "home": Proof(both=f"{AT} === '3.0'", start=LINKING, before=FOLLOW),
    "overview": here(f"{VIEW} === 'overview'", "o"),
    "escape": Proof(f"{VIEW} === 'overview'", f"{VIEW} === 'presenter'"),
    "search": opens("#deckgen-search"),
    "help": opens("#deckgen-help"),
    "notes": Proof(TALL, TALL, undo=("t",)),
    "presenter": Proof(f"{VIEW} === 'show'", f"{VIEW} === 'presenter'"),
    "desk": Proof(f"{VIEW} === 'presenter'", f"{VIEW} === 'presenter'", undo=("Shift+S",)),
    "smaller": here(f"{NOTE} < 0.9", "+"),
    "larger": here(f"{NOTE} > 1.1", "-"),
    "read": here(f"{VIEW} === 'read'", "r"),
    "full": here("document.fullscreenElement === document.documentElement", "f"),
    "run": Proof(
        "document.fullscreenElement === document.documentElement",
        f"{VIEW} === 'presenter'",
        undo=("Escape",),
    ),
    "eraser": Proof(both="document.documentElement.dataset.tool === 'eraser'", undo=("e",)),
    "wipe": Proof(both="!document.querySelector('.page.on polyline')"),
    "tools": opens("#deckgen-tools"),
    "black": Proof(both="document.querySelector('#deckgen-blank:not([hidden]).black')", undo=("b",)),
    "white": Proof(both="document.querySelector('#deckgen-blank:not([hidden]).white')", undo=("w",)),
    "draw": Proof(both="document.documentElement.dataset.tool === 'laser'", undo=("d", "d")),
    "colours": Proof(both="document.documentElement.dataset.scheme === 'dark'", undo=("c", "c")),
}


@pytest.mark.parametrize("where", ["slides", "desk"])
@pytest.mark.parametrize("way", KEYS, ids=lambda way: way.act)
def test_every_key_does_what_the_help_says(pair: Pair, way: Way, where: str) -> None:
    """Each key does it in the window where it is pressed, and where both are concerned in the other too."""
    proof = PROOFS[way.act]
    window, other = pair[where], pair["desk" if where == "slides" else "slides"]
    for key in way.keys:
        named = f"{key!r} in {where}:"
        until(pair["desk"], f"{VIEW} === 'presenter'", named)
        for place in ("cover", proof.start):
            pair["slides"].evaluate(f"location.hash = '#{place}'")
            for one in pair.values():
                until(one, f"document.querySelector('.page.on')?.id === '{place}'", named)
        states = {name: one.evaluate(STATE) for name, one in pair.items()}
        pair["slides"].evaluate(proof.before)
        if proof.before != "0":
            until(pair["desk"], f"{AT} === '14.0'", named)
        window.press(key)
        until(window, proof.slides if where == "slides" else proof.desk, named)
        until(window, proof.both, named)
        until(other, proof.both, named)
        for undo in proof.undo:
            window.press(undo)
        if window.evaluate(VIEW) == "overview":
            window.press("Escape")
        until(window, f"{VIEW} === '{'show' if where == 'slides' else 'presenter'}'", named)
        # What is taken back is on its way to the other window; a move made there meanwhile would undo it.
        for name, one in pair.items():
            until(one, f"{STATE} === {json.dumps(states[name])}", named)


def test_no_key_lacks_a_proof() -> None:
    """The help and the table of proofs name the same acts, and no key stands for two."""
    assert {way.act for way in KEYS} == set(PROOFS)
    keys = [key for way in KEYS for key in way.keys]
    assert len(keys) == len(set(keys))


REVEALS = {
    "next": ("ArrowRight", "ArrowDown", " ", "PageDown", "n", "l", "j"),
    "back": ("ArrowLeft", "ArrowUp", "Shift+ ", "PageUp", "p", "h", "k"),
    "onward": ("Alt+ArrowRight", "Alt+ArrowDown"),
    "backward": ("Alt+ArrowLeft", "Alt+ArrowUp"),
    "first": ("Home", "Shift+ArrowLeft", "Shift+ArrowUp"),
    "last": ("End", "Shift+ArrowRight", "Shift+ArrowDown"),
    "black": ("b", ".", "v"),
    "full": ("f",),
    "overview": ("o",),
    "escape": ("Escape",),
    "presenter": ("s",),
    "number": ("g",),
    "help": ("?",),
}
"""The keys that reveal.js's own help lists, on slides in one row. Its `/` pauses; ours searches."""


def test_the_keys_of_reveal_js() -> None:
    """Who comes from reveal.js finds each of its keys where it was."""
    ours = {way.act: way.keys for way in KEYS}
    assert {act: set(keys) - set(ours[act]) for act, keys in REVEALS.items()} == {
        act: set() for act in REVEALS
    }


def test_the_pages_of_the_docs_list_every_key() -> None:
    """docs/slideshow.md names each key as the help does."""
    text = (tools.ROOT / "docs" / "slideshow.md").read_text(encoding="utf-8")
    table = text[text.index("| key |") : text.index("A click goes on")]
    named = {key.strip() for line in table.splitlines() for key in line.split("|")[1:2]}
    words = " ".join(named).replace(",", " ").replace(" or ", " ").replace(" and ", " ").split()
    missing = [shown(key) for way in KEYS for key in way.keys if not set(shown(key).split()) <= set(words)]
    assert missing == []
