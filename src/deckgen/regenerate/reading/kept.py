"""What was generated → the files that keep it outside the deck: in `.deckgen/` beside it, and in the cache.

Every build comes here, and few have a deck to merge with: nothing that reads decks is imported.
"""

from __future__ import annotations

import base64
import contextlib
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from deckgen.layout.pages import Pages
from deckgen.structs.pieces import Content, Pieces, bytes_of
from deckgen.writers.pptx.base import BASE
from deckgen.writers.pptx.package import CORE_PROPERTIES
from deckgen.writers.pptx.write import generated_base, parts_of

FOLDER = ".deckgen"
"""The folder beside a deck for what deckgen keeps of it."""

CACHED = "bases"
"""The folder within the cache."""

_MOST_CACHED = 200
_HELD = re.compile(rb">([A-Za-z0-9+/=]+)</base>")
_NAMED = re.compile(rb":([0-9a-f]{12})<")


def sidecar(deck: Path, generation: str) -> Path:
    """Return the file beside a deck that keeps the base of one of its generations."""
    return deck.parent / FOLDER / f"{deck.stem}-{generation}.json.z"


def kept_files(
    pages: Pages, data: bytes | Pieces | Mapping[str, Content], deck: Path | None, cache: Path | None
) -> dict[Path, bytes]:
    """Return the files that keep the base of a generated deck in addition to it; its own may be given.

    One is in the cache where there is one, and one beside `deck`, None: not.
    """
    if deck is None and cache is None:
        return {}
    core, item = _told(data)
    found = _HELD.search(item)
    packed = base64.b64decode(found[1]) if found else zlib.compress(generated_base(pages, parts_of(pages)))
    named = _NAMED.search(core)
    assert named is not None, "a generated deck names its generation"
    generation = named[1].decode()
    files = {sidecar(deck, generation): packed} if deck is not None else {}
    if cache is not None:
        files[cache / CACHED / f"{generation}.json.z"] = packed
        _thin(cache / CACHED)
    return files


def _told(data: bytes | Pieces | Mapping[str, Content]) -> tuple[bytes, bytes]:
    """Return the core properties and the part that holds the base, empty where none does."""
    if isinstance(data, Mapping):
        return bytes_of(data[CORE_PROPERTIES]), bytes_of(data.get(BASE, b""))
    with zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data.opened()) as archive:
        return archive.read(CORE_PROPERTIES), archive.read(BASE) if BASE in archive.namelist() else b""


def _thin(folder: Path) -> None:
    """Keep the newest of the bases in the cache."""
    with contextlib.suppress(OSError):
        found = sorted(folder.glob("*.json.z"), key=lambda one: one.stat().st_mtime, reverse=True)
        for one in found[_MOST_CACHED:]:
            one.unlink()
