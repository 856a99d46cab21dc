"""Files that were made for some readers → whether anything that those are not to have is in them.

Every part of every file is searched: the XML of a deck, what it embeds, its properties, what it keeps for the
next merge; the HTML with its scripts; the text and the metadata of a PDF.
"""

from __future__ import annotations

import base64
import html
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from deckgen.diagnostics import Diagnostic, Span, error
from deckgen.structs.patterns import pattern
from deckgen.structs.pieces import Pieces

FEWEST = 3
"""Words from which a withheld text can be distinguished from what any text may say."""

LONGEST = 6
"""Words of a text that are looked for at once: a longer one is looked for in stretches of so many, so that a
part of it is found, too."""

_TAG = pattern(r"<[^<>]*>")
_PACKED = pattern(r"[A-Za-z0-9+/]{200,}={0,2}")
_ESCAPED = pattern(r"\\u([0-9a-fA-F]{4})")
_MARKUP = pattern(r"\[[^\[\]]*@[^\[\]]*\]|\]\([^()]*\)|\{[.#][^{}]*\}|[*_`~^\\\[\]]")
_BETWEEN = pattern(r"[\W_]+")


def leaks(
    files: Mapping[Path, bytes | Pieces | Path], withheld: Iterable[tuple[str, Span]], kept: Iterable[str]
) -> Iterator[Diagnostic]:
    """Yield an error for each withheld text of which something is in a file.

    `withheld` are texts as typed, with their places; `kept` are the texts that the readers are to have: what
    is said in one of them, too, gives nothing away.
    """
    shown = " ".join(_plain(text) for text in kept)
    wanted = [
        (stretch, span)
        for text, span in withheld
        for stretch in _stretches(_plain(text))
        if f" {stretch} " not in f" {shown} "
    ]
    for path, data in files.items():
        said = {where: f" {text} " for where, text in _texts(path.name, data)}
        for stretch, span in wanted:
            where = next((where for where, text in said.items() if f" {stretch} " in text), None)
            if where is not None:
                message = f'"{stretch[:60]}" would be in {path.name} ({where}), and is not for its readers'
                hint = "this is a fault of deckgen's: nothing was written; please report it"
                yield error(message, span, hint)


def _stretches(text: str) -> Iterator[str]:
    words = text.split()
    if len(words) < FEWEST:
        return
    for start in range(0, len(words), LONGEST):
        part = words[start : start + LONGEST]
        if len(part) >= FEWEST or start == 0:
            yield " ".join(part)


def _plain(text: str) -> str:
    """Return the words of a text, however marks and spaces are written."""
    bare = unicodedata.normalize("NFKC", _MARKUP.sub(" ", text)).casefold()
    return _BETWEEN.sub(" ", bare).strip()


def _texts(name: str, data: bytes | Pieces | Path) -> Iterator[tuple[str, str]]:
    """Yield the words of every part of a file, and what the part is called."""
    if isinstance(data, Path):
        with zipfile.ZipFile(data) as archive:  # a deck that stays as it is
            yield from _parts(archive)
    elif isinstance(data, Pieces):
        if not name.endswith(".pptx"):
            yield from _texts(name, data.told())
            return
        with zipfile.ZipFile(data.opened()) as archive:
            yield from _parts(archive)
    elif data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from _parts(archive)
    elif data[:5] == b"%PDF-":
        yield from _pdf(name, data)
    elif not data[:64].lstrip().startswith((b"\x89PNG", b"\xff\xd8", b"GIF8", b"RIFF")):
        yield from _marked_up(name, data.decode("utf-8", "replace"))


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the words of a package's parts, but not what is in the sound and the pictures of recordings."""
    for part in archive.namelist():
        if not part.endswith(_PLAYED):
            yield from _texts(part, archive.read(part))


_PLAYED = (".mp4", ".mov", ".webm", ".mp3", ".m4a", ".wav", ".ogg")


def _marked_up(name: str, text: str) -> Iterator[tuple[str, str]]:
    text = _ESCAPED.sub(lambda one: chr(int(one[1], 16)), text)
    yield name, _plain(html.unescape(_TAG.sub("", text)))
    # attributes hold texts, too: names, descriptions
    yield f"{name}, attributes", _plain(html.unescape(" ".join(re.findall(r'"([^"<>]*)"', text))))
    for packed in _PACKED.findall(text):
        try:
            inner = base64.b64decode(packed, validate=True)
            unpacked = zlib.decompress(inner)
        except (ValueError, zlib.error):
            continue
        yield from _marked_up(f"{name}, what is kept for merging", unpacked.decode("utf-8", "replace"))


def _pdf(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(data))
    for number, page in enumerate(reader.pages, 1):
        yield f"{name}, page {number}", _plain(page.extract_text())
    yield f"{name}, metadata", _plain(" ".join(str(one) for one in (reader.metadata or {}).values()))
