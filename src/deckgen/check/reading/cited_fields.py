"""Citations that word processors hide in fields → a copy of the file with a mark in the place of each.

Pandoc reads some of them, and takes works for each other where all are called ITEM-1 (Mendeley). So the
fields are read here, from the file's XML: Zotero's and Mendeley's CSL, EndNote's records, Word's own sources,
and Citavi's placeholders, in .docx and .odt. In the copy each is one character of Unicode's private use area,
which Pandoc passes on.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from deckgen.check.essay import EssayWork
from deckgen.check.words import words_of
from deckgen.limits import UNPACKED_ESSAY_BYTES
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

FIRST_MARK, LAST_MARK = 0xE000, 0xF8FF
"""The private use area: so many groups of citations can be marked."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_BIBLIOGRAPHY = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"
_PARTS = pattern(r"(?:word/(?:document|footnotes|endnotes)|content)\.xml")
_LIST = pattern(r"\b(?:ZOTERO_BIBL|CSL_BIBLIOGRAPHY|EN\.REFLIST|BIBLIOGRAPHY|CitaviBibliography)\b")
_BEFORE_PAGES = pattern(r"^[\s,]*(?:pages?|pp?\.|S\.)?\s*")


class CitedWork(Struct, frozen=True):
    """One work of a group: how it is known, and the pages that follow it."""

    work: EssayWork
    pages: str


Group = tuple[CitedWork, ...]


def with_marks(data: bytes) -> tuple[bytes, dict[str, Group]]:
    """Return a copy of a .docx or .odt file with marks for its citations, and what each mark stands for.

    Where the file is no archive or its XML is broken, it is returned as it is: Pandoc says what is wrong.
    """
    groups: dict[str, Group] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(one.file_size for one in archive.infolist()) > UNPACKED_ESSAY_BYTES:
                return data, {}
            sources = dict(_word_sources(archive))
            parts = [one for one in archive.infolist() if _PARTS.fullmatch(one.filename)]
            marked = {one.filename: _Part(archive.read(one), sources, groups).marked() for one in parts}
            if not groups:
                return data, {}
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
                for one in archive.infolist():
                    copy.writestr(one, marked.get(one.filename) or archive.read(one))
    except (zipfile.BadZipFile, etree.XMLSyntaxError, OSError, RuntimeError, NotImplementedError, EOFError):
        return data, {}
    return out.getvalue(), groups


def markup_of(data: bytes) -> int:
    """Return how many bytes the parts of a .docx or .odt file unpack to that hold its text; 0: it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            named = (one for one in archive.infolist() if one.filename.endswith(".xml"))
            return sum(one.file_size for one in named)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return 0


def _tree(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


class _Part:
    """One part of a file: its fields are found, read and replaced."""

    def __init__(self, data: bytes, sources: dict[str, EssayWork], groups: dict[str, Group]) -> None:
        self.root = _tree(data)
        self.sources = sources
        self.groups = groups

    def marked(self) -> bytes:
        """Return the part with marks in the place of citations, and without lists of works."""
        self._content_controls()
        self._simple_fields()
        self._fields()
        self._reference_marks()
        return etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _mark(self, group: Group) -> str:
        mark = chr(FIRST_MARK + len(self.groups))
        self.groups[mark] = group
        return mark

    def _known(self, group: Group) -> bool:
        return bool(group) and FIRST_MARK + len(self.groups) <= LAST_MARK

    def _content_controls(self) -> None:
        """Mendeley Cite keeps a citation in the tag of a content control."""
        for control in list(self.root.iter(f"{_W}sdt")):
            tag = control.find(f"{_W}sdtPr/{_W}tag")
            value = "" if tag is None else str(tag.get(f"{_W}val") or "")
            content = control.find(f"{_W}sdtContent")
            if content is None:
                continue
            if value.startswith("MENDELEY_BIBLIOGRAPHY"):
                content.clear()
            elif value.startswith("MENDELEY_CITATION"):
                group = tuple(_csl(_json(_decoded(value.rpartition("_")[2]))))
                if self._known(group):
                    self._fill(content, self._mark(group))

    def _fill(self, content: etree._Element, mark: str) -> None:
        """Put a mark in the place of all that a content control holds."""
        paragraph = content.find(f"{_W}p")
        place = content if paragraph is None else paragraph
        for one in list(place):
            if one.tag != f"{_W}pPr":
                place.remove(one)
        place.append(_run(mark))

    def _simple_fields(self) -> None:
        for one in list(self.root.iter(f"{_W}fldSimple")):
            group = self._group(str(one.get(f"{_W}instr") or ""), "")
            parent = one.getparent()
            if self._known(group) and parent is not None:
                parent.replace(one, _run(self._mark(group)))

    def _fields(self) -> None:
        """Walk the runs: a field is from its `begin` to its `end`, others may be inside."""
        depth, command, hidden = 0, "", ""
        inside: list[etree._Element] = []
        for run in list(self.root.iter(f"{_W}r")):
            for one in run:
                if one.tag == f"{_W}fldChar":
                    kind = one.get(f"{_W}fldCharType")
                    depth += {"begin": 1, "end": -1}.get(str(kind), 0)
                    stored = one.find(f"{_W}fldData")
                    hidden += "" if stored is None else "".join(str(stored.text or "").split())
                elif one.tag == f"{_W}instrText":
                    command += str(one.text or "")
            inside.append(run)
            if depth <= 0:
                self._replace(inside, command, hidden)
                depth, command, hidden, inside = 0, "", "", []

    def _replace(self, runs: list[etree._Element], command: str, hidden: str) -> None:
        if not command:
            return
        if _LIST.search(command):
            self._drop(runs)
            return
        group = self._group(command, hidden)
        if self._known(group):
            runs[0].addprevious(_run(self._mark(group)))
            self._drop(runs)

    def _drop(self, runs: list[etree._Element]) -> None:
        for run in runs:
            parent = run.getparent()
            if parent is not None:
                parent.remove(run)

    def _group(self, command: str, hidden: str) -> Group:
        """Return what a field cites, empty where it is no citation or cannot be read."""
        if "CSL_CITATION" in command:
            return tuple(_csl(_json(command[command.find("{") :])))
        if "EN.CITE" in command:
            return tuple(_endnote(command)) or tuple(_endnote(_decoded(hidden)))
        if "CitaviPlaceholder" in command:
            return tuple(_citavi(_json(_decoded(command.partition("{")[2].rpartition("}")[0]))))
        if command.split()[:1] == ["CITATION"]:
            return tuple(self._word(command))
        return ()

    def _word(self, command: str) -> Iterator[CitedWork]:
        """Yield what Word's own field cites: `CITATION Tag \\p 12 \\m Other`."""
        words = command.split()[1:]
        tag, pages = "", ""
        for at, word in enumerate(words):
            before = words[at - 1] if at else "\\m"
            if before == "\\m" and not word.startswith("\\"):
                if tag in self.sources:
                    yield CitedWork(self.sources[tag], pages)
                tag, pages = word, ""
            elif before == "\\p":
                pages = word.strip('"')
        if tag in self.sources:
            yield CitedWork(self.sources[tag], pages)

    def _reference_marks(self) -> None:
        """In .odt a citation is between two marks, the first of which holds it in its name."""
        for start in list(self.root.iter(f"{_TEXT}reference-mark-start")):
            name = str(start.get(f"{_TEXT}name") or "")
            group = tuple(_csl(_json(name[name.find("{") :]))) if "CSL_CITATION" in name else ()
            if not self._known(group):
                continue
            start.tail = self._mark(group)
            following = start.getnext()
            while following is not None and following.tag != f"{_TEXT}reference-mark-end":
                gone, following = following, following.getnext()
                parent = gone.getparent()
                if parent is not None:
                    parent.remove(gone)


def _run(mark: str) -> etree._Element:
    run = etree.Element(f"{_W}r")
    text = etree.SubElement(run, f"{_W}t")
    text.text = mark
    return run


def _decoded(packed: str) -> str:
    """Return the text of something in Base64, empty where it is none."""
    try:
        return base64.b64decode(packed + "=" * (-len(packed) % 4)).decode("utf-8", "replace").rstrip("\0")
    except (binascii.Error, ValueError):
        return ""


def _json(text: str) -> Any:
    """Return the value that a text begins with, None where that is no JSON."""
    try:
        return json.JSONDecoder().raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def work_of(surnames: list[str], title: str) -> EssayWork:
    """Return a work as its names and its title tell it from others."""
    names = frozenset(word.key for name in surnames for word in words_of(name)[-1:])
    bare = " ".join(word.key for word in words_of(re.sub(r"<[^<>]*>", "", title)))
    return EssayWork(f"{'-'.join(sorted(names))}:{bare}", names, title)


def _csl(citation: Any) -> Iterator[CitedWork]:
    for item in _listed(citation, "citationItems"):
        data = item.get("itemData") if isinstance(item, dict) else None
        if isinstance(data, dict):
            people = [*_listed(data, "author"), *_listed(data, "editor")]
            names = [
                str(one.get("family") or one.get("literal") or "") for one in people if isinstance(one, dict)
            ]
            pages = str(item.get("locator") or "") if item.get("label", "page") == "page" else ""
            pages = pages or _BEFORE_PAGES.sub("", str(item.get("suffix") or ""))
            yield CitedWork(work_of(names, str(data.get("title") or "")), pages.strip())


def _listed(value: Any, name: str) -> list[Any]:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def _endnote(text: str) -> Iterator[CitedWork]:
    start, stop = text.find("<EndNote>"), text.rfind("</EndNote>")
    if start < 0 or stop < start:
        return
    try:
        root = _tree(text[start : stop + len("</EndNote>")].encode())
    except etree.XMLSyntaxError:
        return
    for cite in root.iter("Cite"):
        authors = cite.iterfind("record/contributors/authors/author")
        names = [_said(one).partition(",")[0] for one in authors]
        title = "".join(_said(one) for one in cite.iterfind("record/titles/title"))
        pages = str(cite.findtext("Pages") or cite.findtext("Suffix") or "")
        names = names or [str(cite.findtext("Author") or "")]
        yield CitedWork(work_of(names, title), _BEFORE_PAGES.sub("", pages).strip())


def _said(element: etree._Element) -> str:
    """Return the text of an element and of all in it."""
    return "".join(str(one) for one in element.itertext())


def _citavi(found: Any) -> Iterator[CitedWork]:
    for entry in _listed(found, "Entries"):
        reference = entry.get("Reference") if isinstance(entry, dict) else None
        if isinstance(reference, dict):
            people = [*_listed(reference, "Authors"), *_listed(reference, "Editors")]
            names = [str(one.get("LastName") or "") for one in people if isinstance(one, dict)]
            pages = re.search(r"<os>([^<]*)</os>", str(entry.get("PageRange") or ""))
            yield CitedWork(work_of(names, str(reference.get("Title") or "")), pages[1] if pages else "")


def _word_sources(archive: zipfile.ZipFile) -> Iterator[tuple[str, EssayWork]]:
    """Yield Word's own sources by their tags."""
    for name in archive.namelist():
        if not re.fullmatch(r"customXml/item\d+\.xml", name):
            continue
        try:
            root = _tree(archive.read(name))
        except etree.XMLSyntaxError:
            continue
        for source in root.iter(f"{_BIBLIOGRAPHY}Source"):
            people = source.iter(f"{_BIBLIOGRAPHY}Last", f"{_BIBLIOGRAPHY}Corporate")
            names = [_said(one) for one in people]
            title = str(source.findtext(f"{_BIBLIOGRAPHY}Title") or "")
            yield str(source.findtext(f"{_BIBLIOGRAPHY}Tag") or ""), work_of(names, title)
