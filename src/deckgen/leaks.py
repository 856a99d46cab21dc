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
from typing import Any

from deckgen.diagnostics import Diagnostic, Span, error
from deckgen.structs.patterns import pattern
from deckgen.structs.pieces import Pieces
from deckgen.theme.files import slideshow_parts

FEWEST = 3
"""Words from which a withheld text can be distinguished from what any text may say."""

LONGEST = 6
"""Words of a text that are looked for at once: a longer one is looked for in stretches of so many, so that a
part of it is found, too."""

_WITHIN = pattern(
    r"<([aw]:rPr)(?:\s(?:[^<>]*[^<>/])?)?>.*?</\1>"
    r"|</?(?:[aw]:(?:r|t|rPr)|span|b|i|u|a|em|strong|mark|sup|sub|bdi|wbr|q|cite|code|small)(?:\s[^<>]*)?/?>",
    re.DOTALL,
)
"""Tags within a line, and what a run says of its looks."""

_TAG = pattern(r"<[^<>]*>")
_PACKED = pattern(r"[A-Za-z0-9+/]{200,}={0,2}")
_ESCAPED = pattern(r"\\u([0-9a-fA-F]{4})")
_MARKUP = pattern(r"\[[^\[\]]*@[^\[\]]*\]|\]\([^()]*\)|\{[.#][^{}]*\}|[*_`~^\\\[\]]")
_LINE_END = pattern(r"\\[nrt]")
_LEGIBLE = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xf4]{12,}")
_WIDE = re.compile(rb"(?:[\x20-\xff]\0){12,}")
_BETWEEN = pattern(r"[\W_]+")


def leaks(
    files: Mapping[Path, bytes | Pieces | Path],
    withheld: Iterable[tuple[str, Span]],
    kept: Iterable[str],
    hint: str = "this is a fault of deckgen's: nothing was written; please report it",
) -> Iterator[Diagnostic]:
    """Yield an error for each withheld text of which something is in a file.

    `withheld` are texts as typed, with their places; `kept` are the texts that the readers are to have: what
    is said in one of them, too, gives nothing away. Neither does what the slideshow itself is made of.
    """
    shown = " ".join(_plain(text) for text in (*kept, *slideshow_parts()))
    wanted = [
        (stretch, span)
        for text, span in withheld
        for stretch in _stretches(_plain(text))
        if f" {stretch} " not in f" {shown} "
    ]
    for path, data in files.items():
        said = [(where, f" {text} ") for where, text in _texts(path.name, data)]
        for stretch, span in wanted:
            where = next((where for where, text in said if f" {stretch} " in text), None)
            if where is not None:
                message = f'"{stretch[:60]}" would be in {path.name} ({where}), and is not for its readers'
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
    elif b"\0" in data[:1024]:
        yield from _binary(name, data)
    else:
        yield from _marked_up(name, data.decode("utf-8", "replace"))


def _binary(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the words that a picture, a recording or a typeface says of itself."""
    said = b" ".join(_LEGIBLE.findall(data)).decode("utf-8", "replace")
    wide = b" ".join(_WIDE.findall(data)).decode("utf-16-le", "replace")
    yield f"what {name} says of itself", _plain(f"{said} {wide}")


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the words of a package's parts, their names and its comment; of recordings those at both ends."""
    yield "the names of its parts", _plain(" ".join((archive.comment.decode("latin-1"), *archive.namelist())))
    for part in archive.infolist():
        if part.filename.endswith(_PLAYED) and part.file_size > 2 * _END:
            with archive.open(part) as played:
                begin = played.read(_END)
                played.seek(-_END, io.SEEK_END)
                yield from _binary(part.filename, begin + played.read())
        else:
            yield from _texts(part.filename, archive.read(part))


_PLAYED = (".mp4", ".mov", ".webm", ".mp3", ".m4a", ".wav", ".ogg")

_END = 1 << 18
"""Bytes at the beginning and the end of a recording, where it says whose it is."""


def _marked_up(name: str, text: str) -> Iterator[tuple[str, str]]:
    text = _ESCAPED.sub(lambda one: chr(int(one[1], 16)), text)
    # A word may be cut by tags that are within lines, and ends at all others.
    yield name, _plain(html.unescape(_TAG.sub(" ", _WITHIN.sub("", text))))
    yield f"{name}, word by word", _plain(html.unescape(_TAG.sub(" ", text)))
    # scripts write the ends of lines as letters
    yield f"{name}, scripts", _plain(_LINE_END.sub(" ", text)) if _LINE_END.search(text) else ""
    # attributes hold texts, too: names, descriptions
    yield f"{name}, attributes", _plain(html.unescape(" ".join(re.findall(r'"([^"<>]*)"', text))))
    for packed in _PACKED.findall(text):
        try:
            inner = base64.b64decode(packed, validate=True)
        except ValueError:
            continue
        try:
            unpacked = zlib.decompress(inner)
        except zlib.error:
            yield from _texts(f"{name}, what is embedded", inner)
        else:
            yield from _texts(f"{name}, what is kept for merging", unpacked)


def _pdf(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the words of each page, and of all else that is named, described or attached."""
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(data))
    for number, page in enumerate(reader.pages, 1):
        yield f"{name}, page {number}", _plain(page.extract_text())
    yield f"{name}, metadata", _plain(" ".join(str(one) for one in (reader.metadata or {}).values()))
    size: Any = reader.trailer["/Size"]
    for number in range(1, int(size)):
        for said in _said(pypdf.generic.IndirectObject(number, 0, reader).get_object()):
            yield f"{name}, tags, bookmarks and attachments", said


def _said(held: object) -> Iterator[str]:
    """Yield what an object of a PDF says: its strings and names, and what its stream has in words."""
    from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

    waiting = [held]
    strings: list[str] = []
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            waiting += dict.values(one)
            strings += map(str, one)
        elif isinstance(one, ArrayObject):
            waiting += list.__iter__(one)
        elif isinstance(one, str):
            strings.append(one)
    yield _plain(" ".join(strings))
    if isinstance(held, StreamObject) and held.get("/Type") in ("/Metadata", "/EmbeddedFile"):
        yield from (text for _, text in _texts("", bytes(held.get_data())))
