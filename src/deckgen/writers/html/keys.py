"""The slideshow's keys, in one table: the help shows it, the runtime reads it from there, the tests walk it.

Keys have the names that browsers give them; a letter is written small unless Shift is held.
"""

from __future__ import annotations

from deckgen.structs import Struct


class Way(Struct, frozen=True):
    """What the keys of a row do: the name that runtime and labels have for it, and the keys."""

    act: str
    keys: tuple[str, ...]


KEYS: tuple[Way, ...] = (
    Way("next", ("ArrowRight", "ArrowDown", " ", "PageDown", "Enter", "n", "l", "j")),
    Way("back", ("ArrowLeft", "ArrowUp", "Shift+ ", "PageUp", "p", "h", "k")),
    Way("onward", ("Alt+ArrowRight", "Alt+ArrowDown")),
    Way("backward", ("Alt+ArrowLeft", "Alt+ArrowUp")),
    Way("first", ("Home", "Shift+ArrowLeft", "Shift+ArrowUp")),
    Way("last", ("End", "Shift+ArrowRight", "Shift+ArrowDown")),
    Way("number", ("g",)),
    Way("home", ("Backspace",)),
    Way("overview", ("o",)),
    Way("escape", ("Escape",)),
    Way("search", ("/",)),
    Way("notes", ("t",)),
    Way("presenter", ("s",)),
    Way("desk", ("Shift+S",)),
    Way("smaller", ("-",)),
    Way("larger", ("+",)),
    Way("read", ("r",)),
    Way("full", ("f",)),
    Way("run", ("F5", "Shift+F5")),
    Way("black", ("b", ".", "v")),
    Way("white", ("w",)),
    Way("draw", ("d",)),
    Way("eraser", ("e",)),
    Way("wipe", ("Delete",)),
    Way("tools", ("m",)),
    Way("colours", ("c",)),
    Way("help", ("?",)),
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


_TURNED = {"ArrowRight": "ArrowLeft", "ArrowLeft": "ArrowRight"}


def shown(key: str, *, leftwards: bool = False) -> str:
    """Return a key as it is written on keyboards: `Shift+→`, `Space`, `N`.

    Where lines run `leftwards` the arrows to the sides have changed places.
    """
    held, plus, last = key.rpartition("+") if len(key) > 1 else ("", "", key)
    last = last.strip()
    last = _TURNED.get(last, last) if leftwards else last
    return held + plus + _SHOWN.get(last, last.upper() if len(last) == 1 else last)
