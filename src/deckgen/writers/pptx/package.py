"""Parts and how they relate → the pieces of a package: the one room that knows the container's form.

The file is written in the parts' order, with fixed times and attributes, so that equal parts make equal
bytes. Every part is listed in the content types and reached by a relation; the time is linear in the
number of parts.
"""

from __future__ import annotations

import hashlib
import operator
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from functools import partial

from deckgen.diagnostics import DeckgenError, Diagnostic, error
from deckgen.limits import DECK_BYTES
from deckgen.structs import Struct
from deckgen.structs.memos import memo
from deckgen.structs.pieces import Content, Piece, Pieces, chunks_of, key_of
from deckgen.writers.pptx.xml import attribute, document

UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    OSError,
    OverflowError,
    RuntimeError,  # encrypted, or packed in a way that this Python does not know
    ValueError,
)
"""What may be raised where a package is opened that is damaged, encrypted or made to do harm."""

CORE_PROPERTIES = "docProps/core.xml"
"""The part that names the generation, and so has no share in it."""

CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
"""The kind of relation that leads to it."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_EXTENSIONS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "ogg": "audio/ogg",
    "vtt": "text/vtt",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The content types that follow from a part's extension."""

_SUFFIXES = {kind: extension for extension, kind in _EXTENSIONS.items()}

Media = Mapping[bytes, str]
"""The digest of the bytes of a picture, a recording or captions → the name of the part that holds them."""

_DAY = 1 << 5 | 1
"""The earliest day a zip file can hold, 1 January 1980, given to every part."""

_OWN = 0o600 << 16
"""Who may read a file that is unpacked, and write it: its owner."""

_UTF8 = 0x800
"""Says that a file's name has other letters than those of ASCII."""

_VERSION = 20
"""Of the zip format: the one that can deflate."""

_MOST_FILES = 0xFFFF

_FILE, _LISTED, _END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
"""How a file, its entry in the list at the end, and what comes after that begin."""

_ABOUT, _PLACE, _WHOLE = "<HHHHHLLL", "<HHHLL", "<HHHHLLH"
"""What the format says of a file, of its place, and of the whole."""


class Relation(Struct, frozen=True):
    """A part's way to another part, or to an address outside where `external`."""

    id: str
    kind: str
    target: str
    external: bool


class Part(Struct, frozen=True):
    """One file of the package. `name` has no leading slash; `content_type` is the whole media type."""

    name: str
    content_type: str
    data: Content
    relations: tuple[Relation, ...] = ()


class Relations:
    """Gathers what one part refers to while its XML is written; the same target gets the same id."""

    __slots__ = ("_found", "_source")

    def __init__(self, source: str) -> None:
        self._source = source
        self._found: dict[tuple[str, str], Relation] = {}

    def part(self, kind: str, name: str) -> str:
        """Return the id of the relation of that kind to the part of that name."""
        return self._relate(kind, _way(self._source, name), external=False)

    def address(self, kind: str, address: str) -> str:
        """Return the id of the relation of that kind to an address outside the file."""
        return self._relate(kind, address, external=True)

    def all(self) -> tuple[Relation, ...]:
        """Return the relations in the order in which they were asked for."""
        return tuple(self._found.values())

    def _relate(self, kind: str, target: str, *, external: bool) -> str:
        known = self._found.get((kind, target))
        if known is None:
            known = Relation(f"rId{len(self._found) + 1}", kind, target, external)
            self._found[kind, target] = known
        return known.id


def _way(source: str, name: str) -> str:
    """Return how a part is named from the folder of another."""
    here, there = source.split("/")[:-1], name.split("/")
    while here and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "/".join((*(".." for _ in here), *there))


def whole_name(source: str, target: str) -> str:
    """Return the name of the part that a relation of the part `source` leads to."""
    if target.startswith("/"):
        return target[1:]
    name = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
    while name.startswith("../"):  # as LibreOffice writes it for custom XML
        name = name[3:]
    return name


def office(kind: str) -> str:
    """Return the whole name of one of Office's kinds of relation."""
    return f"{_OFFICE}/{kind}"


def media_parts(files: Iterable[tuple[str, Content]], stem: str) -> tuple[Media, tuple[Part, ...]]:
    """Return the parts of files given by kind and bytes, equal ones once, and where each is found."""
    names: dict[bytes, str] = {}
    parts = []
    for mime, data in files:
        key = key_of(data)
        if key not in names:
            names[key] = f"ppt/media/{stem}{len(names) + 1}.{_SUFFIXES[mime]}"
            parts.append(Part(names[key], mime, data))
    return names, tuple(parts)


def entries(parts: Iterable[Part], roots: Iterable[Relation]) -> list[tuple[str, Content]]:
    """Return the files of the package in order: content types, roots, each part with its relations."""
    listed = list(parts)
    files: list[tuple[str, Content]] = [
        ("[Content_Types].xml", _content_types(listed)),
        ("_rels/.rels", _relations(roots)),
    ]
    for part in listed:
        files.append((part.name, part.data))
        if part.relations:
            folder, name = posixpath.split(part.name)
            files.append((f"{folder}/_rels/{name}.rels", _relations(part.relations)))
    return files


def pack(files: Iterable[tuple[str, Content]]) -> Pieces:
    """Return the zip file of the named files; media are stored as they are, all else deflated.

    `zipfile` writes the same, byte for byte, but takes no file that is deflated already, and none that is not
    in memory. Raises `DeckgenError` where it would be larger than PowerPoint opens.
    """
    files = list(files)
    whole = sum(len(data) + 200 + 2 * len(name) for name, data in files)
    if len(files) > _MOST_FILES or whole > DECK_BYTES:
        raise DeckgenError(_too_large(len(files), whole))
    written: list[Piece] = []
    listed: list[bytes] = []
    place = 0
    for name, data in files:
        if "/media/" in name:
            packed, method = data, zipfile.ZIP_STORED
        else:
            assert isinstance(data, bytes), "only media stay in files"
            packed, method = memo("deflated", name, data, partial(_deflated, data)), zipfile.ZIP_DEFLATED
        crc = zlib.crc32(data) if isinstance(data, bytes) else data.crc
        raw = name.encode()
        flags = 0 if name.isascii() else _UTF8
        about = struct.pack(_ABOUT, _VERSION, flags, method, 0, _DAY, crc, len(packed), len(data))
        sizes = struct.pack("<HH", len(raw), 0)
        written += (b"".join((_FILE, about, sizes, raw)), packed)
        listed += (
            _LISTED,
            bytes((_VERSION, 0)),
            about,
            sizes,
            struct.pack(_PLACE, 0, 0, 0, _OWN, place),
            raw,
        )
        place += len(_FILE) + len(about) + len(sizes) + len(raw) + len(packed)
    count, size = len(listed) // 6, sum(map(len, listed))
    end = struct.pack(_WHOLE, 0, 0, count, count, size, place, 0)
    return Pieces((*written, b"".join((*listed, _END, end))))


def _too_large(files: int, size: int) -> Diagnostic:
    if files > _MOST_FILES:
        return error(f"the deck would hold more than {_MOST_FILES:,} files", None, _SEVERAL)
    return error(
        f"the deck would have {size // 1_000_000:,} MB, and PowerPoint opens none above "
        f"{DECK_BYTES // 1_000_000:,} MB",
        None,
        "make its recordings and pictures smaller",
        _SEVERAL,
    )


_SEVERAL = "make several outlines of it"


def _deflated(data: bytes) -> bytes:
    packing = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -15)
    return packing.compress(data) + packing.flush()


class Fingerprint:
    """A short hash of a package's files, core properties aside; they are given to it sorted by name."""

    __slots__ = ("_hash",)

    def __init__(self) -> None:
        self._hash = hashlib.blake2b(digest_size=6)

    def begin(self, name: str, size: int) -> None:
        """Begin a file of `size` bytes, whose bytes then follow."""
        self._hash.update(f"{name}\0{size}\0".encode())

    def add(self, data: bytes) -> None:
        """Go on with the file's bytes."""
        self._hash.update(data)

    def text(self) -> str:
        """Return the fingerprint: twelve hexadecimal digits."""
        return self._hash.hexdigest()


def fingerprint(files: Iterable[tuple[str, Content]]) -> str:
    """Return the fingerprint of the named files."""
    found = Fingerprint()
    for name, data in sorted(files, key=operator.itemgetter(0)):
        if name != CORE_PROPERTIES:
            found.begin(name, len(data))
            for chunk in chunks_of(data):
                found.add(chunk)
    return found.text()


def _content_types(parts: list[Part]) -> bytes:
    extensions = {"rels", "xml"}
    overrides = []
    for part in parts:
        extension = part.name.rpartition(".")[2]
        if _EXTENSIONS.get(extension) == part.content_type:
            extensions.add(extension)
        else:
            overrides.append(f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>')
    defaults = [
        f'<Default Extension="{one}" ContentType="{_EXTENSIONS[one]}"/>' for one in sorted(extensions)
    ]
    return document(f'<Types xmlns="{_PACKAGE}/content-types">{"".join(defaults + overrides)}</Types>')


def _relations(relations: Iterable[Relation]) -> bytes:
    rows = (
        f'<Relationship Id="{one.id}" Type="{one.kind}" Target="{attribute(one.target)}"{_mode(one)}/>'
        for one in relations
    )
    return document(f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>')


def _mode(relation: Relation) -> str:
    return ' TargetMode="External"' if relation.external else ""
