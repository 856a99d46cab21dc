"""What a deck's slides were generated as → the part that keeps it inside the file, for the next build.

A build over a deck that somebody has worked in has to tell what was changed there from what the outline
changed; for that it needs what both set out from, the base: the XML of slides, notes, charts, and of the
layouts, master and theme that they inherit from. It is encoded as JSON, deflated, in Base64: about a tenth
of the deck. LibreOffice keeps such a part (measured), and ISO/IEC 29500-1 §15.2.5 asks it of all programs.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable, Mapping

from deckgen.structs.patterns import pattern
from deckgen.structs.pieces import key_of
from deckgen.writers.pptx.identity import guid
from deckgen.writers.pptx.package import (
    CORE_PROPERTIES,
    Part,
    Relation,
    Relations,
    office,
    whole_name,
)
from deckgen.writers.pptx.xml import document

BASE = "customXml/item1.xml"
"""The part that holds the base, in a deck as it was written."""

FORM = 1
"""The form in which the base is kept. A deck with a newer one was made by a newer deckgen."""

NAMESPACE = "tag:deckgen,2026:base"

_PROPERTIES = "customXml/itemProps1.xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_KIND = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"

_KEPT = (
    "ppt/presentation.xml",
    "ppt/slides/",
    "ppt/slideLayouts/",
    "ppt/slideMasters/",
    "ppt/theme/theme1.xml",
    "ppt/tableStyles.xml",
    "ppt/notesSlides/",
    "ppt/charts/",
)
"""The parts that the base holds; of all others only their fingerprint is kept."""

_IDS = pattern(
    r'<a:ext uri="\{(?:FF2B5EF4-FFF2-40B4-BE49-F238E27FC236|9D8B030D-6E8A-4147-A177-3AD203B41FA5|'
    r'0D108BD9-81ED-4DB2-BD59-A6C34878D82A)\}">.*?</a:ext>',
    re.DOTALL,
)
"""Ids that follow from names; they are random enough to double the base's size."""

_SAID = pattern(r' (?!xmlns)[\w:]+="[^"]*"|>[^<]+(?=<)')
"""Attributes and texts of XML."""


def base_text(deck_id: str, parts: Iterable[Part], properties: Mapping[str, str] | None = None) -> bytes:
    """Return the base of a deck as JSON. The same parts give the same bytes.

    `properties` are those of the file that may be changed by hand, as XML elements are named: `dc:title`.
    """
    listed = list(parts)
    used = {
        _target(part, one) for part in listed for one in part.relations if part.name.startswith("ppt/slides/")
    }
    kept: dict[str, str] = {}
    hashes: dict[str, str] = {}
    relations: dict[str, list[tuple[str, str, str, bool]]] = {}
    for part in listed:
        if part.name.startswith("ppt/slideLayouts/"):
            assert isinstance(part.data, bytes), "only media stay in files"
            hashes[f"#{part.name}"] = sheet_mark(part.data)
            if part.name not in used:
                continue
        if part.name.startswith(_KEPT):
            assert isinstance(part.data, bytes), "only media stay in files"
            kept[part.name] = _IDS.sub("", part.data.decode())
            relations[part.name] = [_row(one) for one in part.relations]
        elif part.name != CORE_PROPERTIES:
            hashes[part.name] = key_of(part.data).hex()
    found = {
        "form": FORM,
        "deck": deck_id,
        "parts": kept,
        "relations": relations,
        "hashes": hashes,
        "properties": dict(properties or {}),
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def sheet_mark(data: bytes) -> str:
    """Return what is equal where a layout says the same, however a program has written its attributes."""
    written = data.partition(b"?>")[2].decode("utf-8", "replace")
    return key_of("\n".join(sorted(_SAID.findall(written))).encode())[:6].hex()


def base_parts(deck_id: str, text: bytes) -> tuple[Part, Part]:
    """Return the parts that keep a base."""
    relations = Relations(BASE)
    relations.part(office("customXmlProps"), _PROPERTIES)
    properties = document(
        f'<ds:datastoreItem xmlns:ds="{_CUSTOM}" ds:itemID="{guid(deck_id, "base")}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    return (
        Part(BASE, "application/xml", base_item(text), relations.all()),
        Part(_PROPERTIES, _KIND, properties),
    )


def base_item(text: bytes) -> bytes:
    """Return the bytes of the part that holds a base."""
    packed = base64.b64encode(zlib.compress(text)).decode()
    return document(f'<base xmlns="{NAMESPACE}" form="{FORM}">{packed}</base>')


def _row(relation: Relation) -> tuple[str, str, str, bool]:
    return relation.id, relation.kind, relation.target, relation.external


def _target(part: Part, relation: Relation) -> str:
    return "" if relation.external else whole_name(part.name, relation.target)
