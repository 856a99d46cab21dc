"""What deckgen last generated, found again: inside the deck, or beside it in `.deckgen/`; or taken out.

The copy beside the deck is named after the generation that the deck's properties name: these outlive programs
that drop what is inside, and OpenDocument.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from deckgen.diagnostics import error
from deckgen.project_files import special
from deckgen.regenerate.reading.kept import CACHED, FOLDER, sidecar
from deckgen.regenerate.reading.package import CONTENT_TYPES, BadDeck, Package, relations_of
from deckgen.writers.pptx.base import FORM
from deckgen.writers.pptx.document.properties import core_document
from deckgen.writers.pptx.package import CORE_KIND, CORE_PROPERTIES
from deckgen.writers.pptx.xml import attribute, document

_MOST = 256 << 20
_ROOT = re.compile(rb'<(?:\w+:)?base\s[^>]*xmlns(?::\w+)?="tag:deckgen,2026:base"')
_CT = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def base_name(package: Package) -> str | None:
    """Return the name of the part that holds a deck's base, None where none does."""
    main = package.led("", "officeDocument")[0]
    # LibreOffice relates it from the package instead.
    for name in (*package.led(main, "customXml"), *package.led("", "customXml")):
        if name in package.files and _ROOT.search(package.files[name][:2048]):
            return name
    return None


def embedded(package: Package) -> bytes | None:
    """Return the base that a deck holds, None where it holds none that can be read.

    Raises `BadDeck` where a newer deckgen wrote it.
    """
    name = base_name(package)
    return _unpacked(package.root(name)) if name else None


def _unpacked(root: etree._Element) -> bytes | None:
    form = root.get("form", "")
    if form.isdigit() and int(form) > FORM:
        raise BadDeck(
            error("the deck was built by a newer deckgen than this", None, "update deckgen, then build again")
        )
    try:
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(base64.b64decode("".join((root.text or "").split())), _MOST)
    except (ValueError, zlib.error):
        return None
    return data if unpacking.eof else None


def beside(deck: Path, generation: str, cache: Path | None) -> bytes | None:
    """Return the base of a generation that is kept beside a deck, or in the cache; None where none is.

    A deck that was given another name is looked up by its generation alone.
    """
    if not generation:
        return None
    names = [sidecar(deck, generation), *sorted((deck.parent / FOLDER).glob(f"*-{generation}.json.z"))]
    if cache is not None:
        names.append(cache / CACHED / f"{generation}.json.z")
    for one in names:
        try:
            data = None if special(one) else unpacked(one.read_bytes())
        except OSError:
            continue
        if data is not None:
            return data
    return None


def unpacked(packed: bytes) -> bytes | None:
    """Return a base as it was before it was packed, None where that is broken or no base."""
    try:
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(packed, _MOST)
    except zlib.error:
        return None
    return data if unpacking.eof else None


def base_package(text: bytes) -> Package | None:
    """Return a base's parts, None where it is none. Raises `BadDeck` where a newer deckgen wrote it."""
    try:
        found = json.loads(text)
        form, parts, hashes = int(found["form"]), found["parts"], found["hashes"]
        relations, kinds = found["relations"], found.get("kinds", {})
        properties = {str(name): str(one) for name, one in found.get("properties", {}).items()}
        if form > FORM:
            raise BadDeck(
                error(
                    "the deck was built by a newer deckgen than this",
                    None,
                    "update deckgen, then build again",
                )
            )
        files = {str(name): str(one).encode() for name, one in parts.items()}
        for name, rows in relations.items():
            if rows:
                files[relations_of(name)] = _relations(rows)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    main = "ppt/presentation.xml"
    if main not in files:
        return None
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    roots = [("rId1", office, main, False)]
    if properties:
        files[CORE_PROPERTIES] = core_document(properties)
        roots.append(("rId2", CORE_KIND, CORE_PROPERTIES, False))
    files[relations_of("")] = _relations(roots)
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    files[CONTENT_TYPES] = document(f'<Types xmlns="{_CT}">{rows}</Types>')
    return Package(files, {str(name): str(one) for name, one in hashes.items()})


def _relations(rows: Iterable[tuple[str, str, str, bool]]) -> bytes:
    outside = ' TargetMode="External"'
    written = "".join(
        f'<Relationship Id="{way}" Type="{kind}" Target="{attribute(target)}"{outside * bool(external)}/>'
        for way, kind, target, external in rows
    )
    return document(f'<Relationships xmlns="{_RELS}">{written}</Relationships>')


def put_base(package: Package, new: Package, *, embed: bool = True) -> None:
    """Have a deck hold the base of a new one as that holds it, in the part that it has for it; or none."""
    name, source = base_name(package), base_name(new)
    if not embed:
        if name is not None:
            take_out(package, name)
        return
    if source is None:
        return
    if name is not None:
        as_it_is = package.root(name).text == new.root(source).text
        if not as_it_is and embedded(package) != embedded(new):
            package.put(name, new.files[source])
        return
    main = package.led("", "officeDocument")[0]
    free = package.free("customXml/item1.xml")
    package.put(free, new.files[source])
    for way in new.ways(source).values():
        properties = package.free("customXml/itemProps1.xml")
        package.put(properties, new.files[way.target], new.kind(way.target))
        package.relate(free, way.kind, properties)
    leading = next(one for one in new.ways("ppt/presentation.xml").values() if one.target == source)
    package.relate(main, leading.kind, free)


def take_out(package: Package, name: str) -> None:
    """Take the part of a base out of a deck."""
    main = package.led("", "officeDocument")[0]
    for source in (main, ""):
        for way in [one for one in package.ways(source).values() if one.target == name]:
            package.unrelate(source, way.id)
    package.prune()
