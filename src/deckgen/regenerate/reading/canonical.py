"""XML → a text that is equal for what is equal but for ids, the noise of programs, and attributes' order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from lxml import etree

from deckgen.writers.pptx.xml import A, R

_A, _R = f"{{{A}}}", f"{{{R}}}"

_NOISE = {
    "dirty",
    "err",
    "lang",
    "altLang",
    "smtClean",
    "noProof",
    "bmk",
    "smtId",
    "fontScale",
    "lnSpcReduction",
    "kumimoji",
    "panose",
    "pitchFamily",
    "charset",
}
"""Attributes that tell of spelling, of languages, of how far PowerPoint fits a text, of faces' kin."""

_NAMELESS = {"cNvPr", "sldLayoutId"}
_IGNORED = {"endParaRPr", "proofErr", "normAutofit", "noAutofit"}
"""What PowerPoint writes of a text that it has looked at: whether it would fit it is no look of its own."""

IDS = (
    "FF2B5EF4-FFF2-40B4-BE49-F238E27FC236",
    "9D8B030D-6E8A-4147-A177-3AD203B41FA5",
    "0D108BD9-81ED-4DB2-BD59-A6C34878D82A",
    "BB962C8B-B14F-4D97-AF65-F5344CB8AC3E",
    "D42A27DB-BD31-4B8C-83A1-F6EECF244321",
)
"""Extensions of ids and of modification counts."""

_EXTENSIONS = {f"{{{one}}}" for one in IDS}


def _same(way: str) -> str:
    return way


def canonical(element: etree._Element, ways: Callable[[str], str] = _same) -> str:
    """Return what is written in an element; `ways` names what a relation's id stands for."""
    pieces: list[str] = []
    _write(element, ways, pieces)
    return "".join(pieces)


def fingerprint(text: str) -> str:
    """Return a short hash of a text."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _write(element: etree._Element, ways: Callable[[str], str], pieces: list[str]) -> None:
    name = str(element.tag).rpartition("}")[2]
    if _says_nothing(name, element):
        return
    attributes = _attributes(element, name, ways)
    inner: list[str] = []
    before = ""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag == f"{_A}r":
            before = _run(child, before, ways, inner)
            continue
        before = ""
        _write(child, ways, inner)
    if name == "extLst" and not inner:
        return
    if name in ("rPr", "pPr") and not attributes and not inner:
        return
    text = (element.text or "").strip() if len(element) else element.text or ""
    pieces.append(f"<{name} {' '.join(attributes)}>{text}{''.join(inner)}</>")


def _says_nothing(name: str, element: etree._Element) -> bool:
    """Tell whether an element is noise; so is a body without words, which programs add."""
    if name == "txBody":
        return not any(one.text for one in element.iter(f"{_A}t"))
    return name in _IGNORED or (name == "ext" and element.get("uri") in _EXTENSIONS)


def _attributes(element: etree._Element, name: str, ways: Callable[[str], str]) -> list[str]:
    if not element.attrib:
        return []
    found = []
    for key_, value_ in element.items():
        key, value = str(key_), str(value_)
        if key in _NOISE or (name in _NAMELESS and key in ("id", "name")):
            continue
        if key.startswith("{"):
            shown = ways(value) if key.startswith(_R) else value
            found.append(f"{key.rpartition('}')[2]}={shown}")
        else:
            found.append(f"{key}={value}")
    found.sort()
    return found


def _run(run: etree._Element, before: str, ways: Callable[[str], str], pieces: list[str]) -> str:
    """Write a run, joined with the one before it where they look alike; return its look."""
    look: list[str] = []
    properties = run.find(f"{_A}rPr")
    if properties is not None:
        _write(properties, ways, look)
    text = "".join(one.text or "" for one in run.iterfind(f"{_A}t"))
    if not text:
        return before
    key = "r" + "".join(look)
    if key == before:
        pieces[-1] += text
    else:
        pieces.append(f"<{key}>{text}")
    return key
