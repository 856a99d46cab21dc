"""How much text an essay may have: more is refused before anything looks at it; and what cannot be read."""

from __future__ import annotations

from deckgen.diagnostics import DeckgenError, error
from deckgen.limits import ESSAY_CHARACTERS

NESTED = "its parts are nested too deeply"


def within_bounds(text: str, name: str) -> str:
    """Return the text of the essay called `name`; raises `DeckgenError` where it is longer than any essay."""
    if len(text) > ESSAY_CHARACTERS:
        raise too_long(name)
    return text


def too_long(name: str) -> DeckgenError:
    """Return that an essay has more text than is read."""
    message = f'the essay "{name}" is too long: at most {ESSAY_CHARACTERS:,} characters of text are read'
    hint = "name a file that holds the part which the talk is drawn from"
    return DeckgenError(error(message, None, hint))


def unreadable(name: str, why: str) -> DeckgenError:
    """Return that an essay cannot be read, and why."""
    return DeckgenError(
        error(
            f'the essay "{name}" cannot be read: {why[:200]}',
            None,
            "open it in the program that wrote it, and save it again",
            "or save its text alone, as .md or .txt",
        )
    )
