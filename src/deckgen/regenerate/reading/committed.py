"""A deck in a git repository → the base that its last commit holds, where the deck itself has lost it."""

from __future__ import annotations

import os
from pathlib import Path

from deckgen.diagnostics import DeckgenError
from deckgen.regenerate.reading.base import base_package, beside, embedded, unpacked
from deckgen.regenerate.reading.kept import sidecar
from deckgen.regenerate.reading.package import Package, open_package
from deckgen.regenerate.reading.read import identifier_of
from deckgen.schema.numerals import whole

_PATIENCE = 10.0
"""Seconds that git may take for a file: a repository on a slow share must not hold a build up."""

_MOST_BYTES = 400_000_000
"""Of a file in a commit, which git unpacks into memory; a larger deck's base is looked for elsewhere."""


def base_of(hand: Package, deck: Path, generation: str, cache: Path | None) -> Package | None:
    """Return the base of a deck: from the deck, from beside it or the cache, else from git; None: it is lost.

    `generation` is the one that the deck names. Raises `DeckgenError` where a newer deckgen wrote it.
    """
    text = embedded(hand) or beside(deck, generation, cache) or committed(deck, generation)
    return base_package(text) if text else None


def committed(deck: Path, generation: str) -> bytes | None:
    """Return the base of a deck's generation from the last commit, None where git has none.

    Without a generation the deck's own in that commit is taken: whether they are one talk, the merge tells.
    """
    if generation and (kept := _in_head(sidecar(deck, generation))) is not None:
        text = unpacked(kept)
        if text is not None:
            return text
    data = _in_head(deck)
    if data is None:
        return None
    try:
        package = open_package(data)
        found = embedded(package)
        return found if generation in ("", identifier_of(package)[1]) else None
    except DeckgenError:
        return None


def _in_head(path: Path) -> bytes | None:
    """Return the bytes of a file in the last commit, None where there is no git or no such file."""
    import subprocess

    folder = next((one for one in path.absolute().parents if one.is_dir()), None)
    if folder is None:
        return None
    named = path.absolute().relative_to(folder).as_posix()
    flags = subprocess.CREATE_NO_WINDOW if os.name == "nt" else 0  # type: ignore[attr-defined,unused-ignore]
    # A repository of a stranger's may say how to fetch what it lacks: nothing is fetched.
    around = {
        **os.environ,
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }

    def asked(what: str) -> bytes | None:
        command = ["git", "-C", str(folder), "cat-file", what, f"HEAD:./{named}"]
        try:
            done = subprocess.run(
                command, capture_output=True, timeout=_PATIENCE, env=around, check=False, creationflags=flags
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout if done.returncode == 0 else None

    size = whole((asked("-s") or b"").decode("ascii", "replace").strip())
    return asked("blob") if size is not None and size <= _MOST_BYTES else None
