"""Pictures and the pixels that their places need → pictures as the files hold them: on all cores, and kept.

What was made of a picture is kept in the cache, under a name made of all that it depends on: the picture's
bytes, the size, this code, and Pillow with its libraries. So a photograph is unpacked once, not in each
build.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.util
import os
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import MsgspecError, msgpack

from deckgen.deck.media import bare, draw, raster
from deckgen.deck.media.raster import Embedded, embedded
from deckgen.deck.media.svg import MIME as DRAWING
from deckgen.deck.media.svg import drawn
from deckgen.deck.model import Picture
from deckgen.pandoc.process import keep, kept
from deckgen.project_files import digest, note_use
from deckgen.structs import Struct
from deckgen.structs.pieces import bytes_of, key_of

FOLDER = "pictures"
"""The folder within the cache."""

MOST_KEPT = 400
"""Pictures beyond which the oldest go: some hundred megabytes."""

LEAST_PIXELS = 100_000
"""Pixels of a picture that is sooner made again than looked up."""

AT_ONCE = 60_000_000
"""Pixels that are unpacked at once, which take three or four bytes each: of larger pictures, fewer are."""

Wanted = tuple[Picture, tuple[int, int]]
"""A picture, and how many pixels the place needs that shows all of it."""


class _Kept(Struct, frozen=True):
    """What was made of a picture: its bytes, its kind and size, and how many its file holds.

    `untouched`: it is shown as it is, and its bytes are not kept once more.
    """

    data: bytes
    kind: tuple[str, int, int]
    frames: int
    untouched: bool


class Result(Struct):
    """What becomes of a picture, None until `sample` has returned."""

    made: Embedded | None = None


def sample(wanted: Sequence[tuple[Wanted, Result]], cache: Path | None) -> None:
    """Fill in the results: what was made before is taken from the cache, all else is made at once."""
    _note_fonts(one[0] for one, _ in wanted)
    left: list[tuple[Wanted, Result]] = []
    for one, result in wanted:
        result.made = _recalled(one, cache)
        if result.made is None:
            left.append((one, result))
    largest = max((one[0].width * one[0].height for one, _ in left), default=1)
    threads = min(len(left), os.cpu_count() or 1, AT_ONCE // max(1, largest))
    if threads < 2:
        for one, result in left:
            result.made = _made(one, cache)
        return
    from concurrent.futures import ThreadPoolExecutor

    # Pillow lets other threads work while it unpacks, scales and packs. Filters of warnings are of the whole
    # process: what each thread sets aside is put back here, when none is at work.
    with warnings.catch_warnings(), ThreadPoolExecutor(threads) as pool:
        warnings.simplefilter("ignore")
        all_made = pool.map(lambda found: _made(found[0], cache), left)
        for (_, result), made in zip(left, all_made, strict=True):
            result.made = made


def _note_fonts(pictures: Iterable[Picture]) -> None:
    """Have the folders of fonts be known as used where a drawing has letters, and draw anew if one is new."""
    if not any(one.mime == DRAWING and b"text" in bytes_of(one.data) for one in pictures):
        return
    folders = tuple(draw.font_folders())
    for one in folders:
        note_use(one)
    _forget(tuple(one.stat().st_mtime_ns if one.is_dir() else 0 for one in folders))


@functools.lru_cache(maxsize=1)
def _forget(fonts: tuple[int, ...]) -> None:
    """Forget what was drawn with other fonts."""
    embedded.cache_clear()
    drawn.cache_clear()


def _made(wanted: Wanted, cache: Path | None) -> Embedded:
    picture, need = wanted
    made = embedded(picture, *need)
    path = _path(wanted, cache)
    if path is not None and made.picture is not None:
        shown, data = made.picture, made.picture.data
        untouched = data is picture.data
        packed = b"" if untouched else bytes_of(data)
        kind = shown.mime, shown.width, shown.height
        keep(path, msgpack.encode(_Kept(packed, kind, made.frames, untouched)))
        _thin(path.parent)
    return made


def _recalled(wanted: Wanted, cache: Path | None) -> Embedded | None:
    path = _path(wanted, cache)
    if path is None or (data := kept(path)) is None:
        return None
    try:
        found = msgpack.decode(data, type=_Kept)
    except MsgspecError:
        return None
    picture = wanted[0]
    shown = picture.data if found.untouched else found.data
    return Embedded(Picture(shown, *found.kind, picture.name), found.frames)


def _path(wanted: Wanted, cache: Path | None) -> Path | None:
    """Return where it is kept what is made of a picture, None where it is made each time.

    Drawings are: their letters are those of the machine. So is what moves, of which little is made.
    """
    picture, need = wanted
    few = picture.width * picture.height < LEAST_PIXELS
    if cache is None or few or picture.mime in (DRAWING, "image/gif", "") or (code := _code()) is None:
        return None
    asked = f"{code} {key_of(picture.data).hex()} {picture.mime} {picture.width} {picture.height} {need}"
    return cache / FOLDER / hashlib.sha256(asked.encode(errors="replace")).hexdigest()[:40]


@functools.cache
def _code() -> str | None:
    """Return what tells all that makes pictures from other versions of it."""
    from PIL import __version__, _imaging

    try:
        own = digest(Path(raster.__file__).read_bytes() + Path(bare.__file__).read_bytes())
    except OSError:
        return None
    libraries = (
        getattr(_imaging, name, "") for name in ("jpeglib_version", "zlib_version", "jp2klib_version")
    )
    heic = importlib.util.find_spec("pillow_heif") is not None  # to import it takes as long as all of Pillow
    return " ".join((own, __version__, str(heic), *map(str, libraries)))


def _thin(folder: Path) -> None:
    """Keep the newest."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        found = sorted((one.stat().st_mtime, one.path) for one in entries)
        for _, one in found[:-MOST_KEPT]:
            os.unlink(one)
