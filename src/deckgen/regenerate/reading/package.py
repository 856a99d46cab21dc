"""A deck of any program → its parts, and back; what is not touched keeps its bytes.

Parts are read when they are asked for. XML is parsed without entities, documents with a DTD are refused, and
nothing is unpacked beyond a bound.
"""

from __future__ import annotations

import contextlib
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from deckgen.diagnostics import DeckgenError, error, visible
from deckgen.limits import MOST_DECK_ELEMENTS, UNPACKED_DECK_BYTES
from deckgen.regenerate.reading.files import Files, Source, content_of, opened
from deckgen.structs import Struct, replace
from deckgen.structs.patterns import pattern
from deckgen.structs.pieces import Content, Pieces, chunks_of, key_of
from deckgen.writers.pptx.package import UNREADABLE, pack, whole_name

CONTENT_TYPES = "[Content_Types].xml"

_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_STRICT = "http://purl.oclc.org/ooxml/"
"""How the namespaces of strict OOXML begin (ISO/IEC 29500-1, conformance class strict)."""

_TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships/", "officeDocument/2006/relationships/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", "officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", "officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", "officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", "drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/presentationml/main", "presentationml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", "spreadsheetml/2006/main"),
)
"""Beginning of a strict name → that of the transitional one, below schemas.openxmlformats.org."""

_ANEW = "open the deck in PowerPoint and save it again, or take an earlier copy of it"
_OTHERS = pattern(r"wordprocessingml|spreadsheetml|ms-word|ms-excel|visio")
"""What the content type of a main part says that is none of a presentation."""
_PPTX = "give the name of a .pptx file"
_MOST_XML = 64 << 20

_MISREAD = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What comes of looking for something that is not there, or of reading a number that is none."""


class Way(Struct, frozen=True):
    """A relation: its id, the last word of its kind, the whole kind, and the part or address it leads to."""

    id: str
    kind: str
    target: str
    external: bool

    @property
    def short(self) -> str:
        """The last word of the kind: slide, notesSlide, image."""
        return self.kind.rpartition("/")[2]


class Package:
    """The parts of a deck; `hashes` stand for parts of which only the fingerprint is known."""

    def __init__(self, files: Mapping[str, Content], hashes: Mapping[str, str] | None = None) -> None:
        self.files = Files(files)
        self.hashes = dict(hashes or {})
        self._roots: dict[str, etree._Element] = {}
        self._ways: dict[str, dict[str, Way]] = {}
        self._digests: dict[str, str] = {}
        self._changed = False
        self._touched: set[str] = set()
        self._moved: set[str] = set()

    @property
    def changed(self) -> bool:
        """Whether anything was changed since it was opened."""
        return self._changed or bool(self._touched or self._moved)

    def as_it_was(self, files: Mapping[str, Content]) -> Package:
        """Return it with the files that it had, and what was read of those that are still the same."""
        found = Package(files)
        same = {"", *(name for name in files if self.holds(name, files[name]))}
        found._roots = {name: one for name, one in self._roots.items() if name in same}
        found._digests = {name: one for name, one in self._digests.items() if name in same}
        lost = {*files, *self.files} - same
        found._ways = {
            name: one
            for name, one in self._ways.items()
            if name in same and name not in self._moved and relations_of(name) not in lost
        }
        return found

    def holds(self, name: str, content: Content) -> bool:
        """Tell whether a file has that very content, and nothing in it is about to be changed."""
        untouched = name not in self._touched and name in self.files
        return untouched and self.files.content(name) is content

    def root(self, name: str) -> etree._Element:
        """Return the root of a part, parsed once; changes to it count after `touch`.

        Raises `DeckgenError` where the part is not there, or is broken.
        """
        if name not in self._roots:
            if name not in self.files:
                message = f"the deck is damaged: it refers to {visible(name)[:200]}, which is not in it"
                raise BadDeck(error(message, None, _ANEW))
            self._roots[name] = parsed(self.files[name], name)
        return self._roots[name]

    def touch(self, name: str) -> etree._Element:
        """Return the root of a part that is about to be changed."""
        self._touched.add(name)
        return self.root(name)

    def put(self, name: str, data: Content, kind: str | None = None) -> None:
        """Put bytes in a part's place; `kind` is the content type of a new one."""
        self.files[name] = data
        self._roots.pop(name, None)
        self._digests.pop(name, None)
        self._changed = True
        self._touched.discard(name)
        if kind and self.kind(name) != kind:
            types = self.touch(CONTENT_TYPES)
            etree.SubElement(types, f"{_CT}Override", PartName=f"/{name}", ContentType=kind)

    def kind(self, name: str) -> str:
        """Return the content type of a part, empty where none is given."""
        types = self.root(CONTENT_TYPES)
        for one in types.iterfind(f"{_CT}Override"):
            if one.get("PartName", "").lower() == f"/{name}".lower():
                return one.get("ContentType", "")
        extension = name.rpartition(".")[2].lower()
        for one in types.iterfind(f"{_CT}Default"):
            if one.get("Extension", "").lower() == extension:
                return one.get("ContentType", "")
        return ""

    def ways(self, source: str) -> Mapping[str, Way]:
        """Return the relations of a part by their ids; those of the package itself for an empty name."""
        if source not in self._ways:
            self._ways[source] = dict(self._read_ways(source))
        return self._ways[source]

    def _read_ways(self, source: str) -> Iterator[tuple[str, Way]]:
        name = relations_of(source)
        if name not in self.files:
            return
        for one in parsed(self.files[name], name).iterfind(f"{_RELS}Relationship"):
            way, target = one.get("Id", ""), one.get("Target", "")
            external = one.get("TargetMode") == "External"
            place = target if external else whole_name(source, target)
            yield way, Way(way, one.get("Type", ""), place, external)

    def led(self, source: str, short: str) -> tuple[str, ...]:
        """Return the parts that relations of a kind lead to, in their order."""
        return tuple(
            one.target for one in self.ways(source).values() if one.short == short and not one.external
        )

    def relate(self, source: str, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of a relation, a new one where there is none yet."""
        known = self.ways(source)
        for one in known.values():
            if (one.kind, one.target, one.external) == (kind, target, external):
                return one.id
        numbers = [int(found[1]) for one in known if (found := re.fullmatch(r"rId(\d+)", one))]
        free = f"rId{max(numbers, default=0) + 1}"
        self._ways[source][free] = Way(free, kind, target, external)
        self._moved.add(source)
        return free

    def relate_as(self, source: str, way: Way) -> None:
        """Have a part have a relation of a given id."""
        self.ways(source)
        self._ways[source][way.id] = way
        self._moved.add(source)

    def unrelate(self, source: str, way: str) -> None:
        """Take a relation away."""
        if way in self.ways(source):
            del self._ways[source][way]
            self._moved.add(source)

    def drop(self, name: str) -> None:
        """Take a part and its relations away; relations to it are the caller's."""
        self._changed = True
        for one in (name, relations_of(name)):
            self.files.pop(one, None)
            self._roots.pop(one, None)
        self._ways[name] = {}
        self._touched.discard(name)
        self._moved.discard(name)
        types = self.root(CONTENT_TYPES)
        for row in types.findall(f"{_CT}Override"):
            if row.get("PartName") == f"/{name}":
                self.touch(CONTENT_TYPES).remove(row)

    def free(self, like: str) -> str:
        """Return a name for a new part like one that is given: the same, its number one that is free."""
        stem, extension = posixpath.splitext(like)
        stem = stem.rstrip("0123456789")
        taken = {one.lower() for one in self.files}
        number = 1
        while f"{stem}{number}{extension}".lower() in taken:
            number += 1
        return f"{stem}{number}{extension}"

    def digest(self, name: str) -> str:
        """Return the fingerprint of a part's bytes, empty where there is no such part."""
        if name in self.hashes:
            return self.hashes[name]
        if name not in self.files:
            return ""
        if name not in self._digests:
            self._digests[name] = key_of(self.files.content(name)).hex()
        return self._digests[name]

    def prune(self) -> None:
        """Drop what nothing leads to any more: parts that were reached only from what is gone."""
        reached, waiting = set[str](), [""]
        while waiting:
            for one in self.ways(waiting.pop()).values():
                if not one.external and one.target in self.files and one.target not in reached:
                    reached.add(one.target)
                    waiting.append(one.target)
        for name in [*self.files]:
            unreached = name not in reached and name != CONTENT_TYPES and not name.endswith(".rels")
            if unreached and not name.endswith("/"):
                self.drop(name)

    def pack(self) -> bytes:
        """Return the bytes of the file; see `pieces`."""
        return bytes(self.pieces())

    def pieces(self) -> Pieces:
        """Return the file: parts in their order, those that were not touched with the bytes that they had.

        Raises `DeckgenError` where it is larger than PowerPoint opens.
        """
        for name in self._touched & self.files.keys():
            self.files[name] = etree.tostring(
                self._roots[name], xml_declaration=True, encoding="UTF-8", standalone=True
            )
        for source in self._moved:
            self.files[relations_of(source)] = self._written_ways(source)
        self._touched.clear()
        self._moved.clear()
        names = (CONTENT_TYPES, *(one for one in self.files if one != CONTENT_TYPES))
        return pack((name, self.files.content(name)) for name in names)

    def _written_ways(self, source: str) -> bytes:
        root = etree.Element(f"{_RELS}Relationships", nsmap={None: _RELS[1:-1]})  # type: ignore[dict-item]
        for one in self._ways[source].values():
            target = one.target if one.external else _from(source, one.target)
            row = etree.SubElement(root, f"{_RELS}Relationship", Id=one.id, Type=one.kind, Target=target)
            if one.external:
                row.set("TargetMode", "External")
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def relations_of(name: str) -> str:
    """Return the name of the part that holds a part's relations."""
    folder, last = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{last}.rels")


def _from(source: str, name: str) -> str:
    return posixpath.relpath(name, posixpath.dirname(source) or ".") if source else name


def parsed(data: bytes, name: str) -> etree._Element:
    """Return the root of XML. Raises `DeckgenError` where it is broken, too large, or has a DTD."""
    if len(data) > _MOST_XML:
        raise BadDeck(
            error(
                f"{name} in the deck is {len(data) >> 20} MB of XML, more than any slide needs", None, _ANEW
            )
        )
    if data.count(b"<") > 2 * MOST_DECK_ELEMENTS:  # an element has one or two
        raise BadDeck(
            error(
                f"{name} in the deck has more than {MOST_DECK_ELEMENTS:,} elements: no slide needs as many",
                None,
                _ANEW,
            )
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        raise BadDeck(
            error(
                f"{name} in the deck is not well-formed XML: {problem.msg}",
                None,
                _ANEW,
            )
        ) from None
    if b"<!DOCTYPE" in data[:4096].upper():
        raise BadDeck(
            error(f"{name} in the deck declares a document type, which no office program writes", None, _ANEW)
        )
    return root


class BadDeck(DeckgenError):
    """What is wrong with a deck itself, said without its name; `misread` puts that before it."""


@contextlib.contextmanager
def misread(path: Path) -> Iterator[None]:
    """Name the deck in what is wrong with it, which may be that it lacks what every program writes.

    The formats of office files have thousands of rules, and a damaged deck may break any of them. Raises
    `DeckgenError` that names the deck.
    """
    try:
        yield
    except BadDeck as refused:
        named = (replace(one, message=f"{path}: {one.message}") for one in refused.diagnostics)
        raise DeckgenError(*named) from None
    except _MISREAD as problem:
        what = f"{type(problem).__name__}: {problem}"[:200]
        message = f"{path}: the deck is damaged, and cannot be read ({what})"
        fresh = "or have a new one: deckgen build --fresh, which keeps a dated copy of this one"
        raise DeckgenError(error(message, None, _ANEW, fresh)) from problem


def open_package(source: Source | Mapping[str, Content], *, workbook: bool = False) -> Package:
    """Return the parts of a deck, or of a workbook that it holds. Raises `BadDeck` where it is none.

    One that was not packed yet is given by its files.
    """
    if isinstance(source, Mapping):
        return Package(source)
    try:
        with opened(source) as file:
            _refuse_others(file)
            size = file.seek(0, io.SEEK_END)
            with zipfile.ZipFile(file) as archive:
                listed = [one for one in archive.infolist() if not one.is_dir()]
                _refuse_bombs(listed, size)
                files = {one.filename: content_of(source, archive, one) for one in listed}
    except UNREADABLE as problem:
        raise BadDeck(
            error(f"the deck is damaged and cannot be read: {problem}", None, "take an earlier copy of it")
        ) from None
    if CONTENT_TYPES not in files or relations_of("") not in files:
        raise BadDeck(error("this is a zip file, but not a presentation", None, _PPTX))
    package = Package(_in_one_form(files))
    main = package.led("", "officeDocument")
    if not main or (not workbook and _OTHERS.search(package.kind(main[0]))):
        raise BadDeck(error("this is an office file, but not a presentation", None, _PPTX))
    return package


def _in_one_form(files: dict[str, Content]) -> dict[str, Content]:
    """Return the files of a package in the form that all programs read, also of one saved as strict."""
    if not any(_STRICT.encode() in Files(files)[name] for name in (relations_of(""), CONTENT_TYPES)):
        return files
    return {
        name: _transitional(one) if _is_xml(name) and isinstance(one, bytes) else one
        for name, one in files.items()
    }


class Pictures:
    """The pictures that decks hold, by their fingerprints; decks are opened when one is asked for."""

    def __init__(self, *decks: Source | Mapping[str, Content]) -> None:
        self._decks = decks
        self._known: dict[str, Content] | None = None

    def find(self, fingerprint: str) -> bytes | None:
        """Return the bytes of a picture, None where no deck holds it."""
        if self._known is None:
            packages = [open_package(one) for one in self._decks]
            self._known = {
                one.digest(name): one.files.content(name)
                for one in packages
                for name in one.files
                if name.startswith("ppt/media/")
            }
        found = self._known.get(fingerprint)
        return None if found is None else b"".join(chunks_of(found))


def _refuse_others(file: BinaryIO) -> None:
    data = file.read(1 << 20)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        wanted, encrypted = "EncryptedPackage".encode("utf-16-le"), False
        while data and not encrypted:
            encrypted = wanted in data
            data = data[-len(wanted) :] + more if (more := file.read(1 << 20)) else b""
        raise BadDeck(
            error(
                "the deck is encrypted with a password", None, "remove the password in PowerPoint and save it"
            )
            if encrypted
            else error(
                "the deck is in the binary form of PowerPoint 97 to 2003",
                None,
                "save it as .pptx in PowerPoint or LibreOffice",
            )
        )
    if not data.startswith(b"PK"):
        raise BadDeck(error("this is not a PowerPoint file", None, _PPTX))
    if data[30:38] == b"mimetype" and b"opendocument" in data[38:120]:
        raise BadDeck(error("the deck is an OpenDocument file", None, "save it as .pptx in LibreOffice"))


def _refuse_bombs(listed: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse what unpacks into far more than a deck holds, and names that two parts share."""
    whole = sum(one.file_size for one in listed)
    if whole > min(UNPACKED_DECK_BYTES, (32 << 20) + 60 * size):
        raise BadDeck(
            error(f"the deck unpacks into {whole >> 20} MB, which no presentation needs", None, _ANEW)
        )
    names = [one.filename.lower() for one in listed]
    if len(set(names)) < len(names):
        raise BadDeck(error("the deck is damaged: two of its parts have the same name", None, _ANEW))


def once_each(slides: Sequence[str]) -> None:
    """Raise `DeckgenError` where a list of slides has one of them twice: no program writes that."""
    if len(set(slides)) < len(slides):
        raise BadDeck(error("the deck is damaged: one slide is in it twice", None, _ANEW))


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _transitional(data: bytes) -> bytes:
    """Return a strict part in the transitional form, which all programs and this one write."""
    for strict, usual in _TRANSITIONAL:
        data = data.replace(strict, b"http://schemas.openxmlformats.org/" + usual.encode())
    return data
