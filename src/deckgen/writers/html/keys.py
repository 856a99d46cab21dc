"""The slideshow's keys, in one table: the help shows it, the runtime reads it from there, the tests walk it.

Keys have the names that browsers give them; a letter is written small unless Shift is held.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """What the keys of a row do: the runtime's name for it, the keys, and a line for the help."""

    act: str
    keys: tuple[str, ...]
    does: str


KEYS: tuple[Way, ...] = (
    Way("next", ("ArrowRight", "ArrowDown", " ", "PageDown", "Enter", "n", "l", "j"), "Next point or slide"),
    Way("back", ("ArrowLeft", "ArrowUp", "Shift+ ", "PageUp", "p", "h", "k"), "Back"),
    Way("onward", ("Alt+ArrowRight", "Alt+ArrowDown"), "Next slide, whatever its points"),
    Way("backward", ("Alt+ArrowLeft", "Alt+ArrowUp"), "Previous slide, whatever its points"),
    Way("first", ("Home", "Shift+ArrowLeft", "Shift+ArrowUp"), "First slide"),
    Way("last", ("End", "Shift+ArrowRight", "Shift+ArrowDown"), "Last slide"),
    Way("number", ("g",), "Go to a slide: its number, then Enter"),
    Way("home", ("Backspace",), "Back to where a link was followed"),
    Way("overview", ("o",), "All slides"),
    Way("escape", ("Escape",), "Out of what was opened; all slides"),
    Way("search", ("/",), "Search slides and notes"),
    Way("notes", ("t",), "Notes below the slide"),
    Way("presenter", ("s",), "Presenter view in a second window"),
    Way("desk", ("Shift+S",), "Presenter view in this window"),
    Way("smaller", ("-",), "Smaller notes"),
    Way("larger", ("+",), "Larger notes"),
    Way("read", ("r",), "Read as a page"),
    Way("full", ("f",), "Full screen"),
    Way("black", ("b", ".", "v"), "Black screen"),
    Way("white", ("w",), "White screen"),
    Way("draw", ("d",), "Pointer, then pen, then neither"),
    Way("colours", ("c",), "Light, dark, comfort"),
    Way("help", ("?",), "This help"),
)

_SHOWN = {
    "ArrowRight": "→",
    "ArrowLeft": "←",
    "ArrowDown": "↓",
    "ArrowUp": "↑",
    "PageDown": "Page Down",
    "PageUp": "Page Up",
    "Escape": "Esc",
    "": "Space",
    "-": "−",
}


def shown(key: str) -> str:
    """Return a key as it is written on keyboards: `Shift+→`, `Space`, `N`."""
    held, plus, last = key.rpartition("+") if len(key) > 1 else ("", "", key)
    last = last.strip()
    return held + plus + _SHOWN.get(last, last.upper() if len(last) == 1 else last)
