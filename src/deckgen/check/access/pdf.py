"""A PDF's bytes → what keeps people from reading it: tags, language, title, texts of figures, bookmarks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from deckgen.check.access.rules import Issue, Reading, Spot, issue
from deckgen.check.access.texts import TAG, is_stock_title, poor_alt, shown
from deckgen.diagnostics import DeckgenError, error

FEWEST_BOOKMARKED = 10
"""Pages from which a PDF needs bookmarks to be found one's way in, an own estimate."""

_DEEPEST = 200
"""Levels of a structure that are followed."""

_MOST_ELEMENTS = 200_000

_READ_ALOUD = 1 << 9
"""The bit of a locked file's permissions (ISO 32000-1, table 22)."""


def read_pdf(data: bytes) -> Reading:
    """Return what is found in a PDF. Raises `DeckgenError` where it is locked or none."""
    if b"%PDF-" not in data[:1024]:
        raise DeckgenError(error("this is not a PDF", None, "give the name of a .pdf file"))
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DeckgenError(
                error(
                    "the PDF is encrypted with a password", None, "take the password off, and check it again"
                )
            )
        return _read(reader)
    except PyPdfError as problem:
        raise DeckgenError(
            error(f"the PDF is damaged and cannot be read: {problem}", None, "export it again")
        ) from None


def _read(reader: pypdf.PdfReader) -> Reading:
    root = _object(reader.trailer["/Root"])
    elements = list(_elements(_object(root.get("/StructTreeRoot"))))
    references = ((page.indirect_reference, number) for number, page in enumerate(reader.pages, 1))
    pages = {reference.idnum: number for reference, number in references if reference}
    tagged = bool(_object(root.get("/MarkInfo")).get("/Marked", False)) and bool(elements)
    issues = [*_whole(reader, root, tagged), *_scans(reader), *_tab_order(reader, tagged), *_fields(reader)]
    issues += _tags(elements, pages, _roles(root))
    title = _title(reader)
    notes = () if tagged else ("without tags nothing can be said of figures, tables and headings",)
    return Reading(title, "page", len(reader.pages), tuple(issues), notes)


def _object(value: Any) -> Any:
    """Return what a reference leads to; an empty dictionary for nothing."""
    found = value.get_object() if isinstance(value, IndirectObject) else value
    return DictionaryObject() if found is None else found


def _title(reader: pypdf.PdfReader) -> str:
    card = reader.xmp_metadata
    named = (card.dc_title or {}) if card is not None else {}
    found = next((one for one in named.values() if one.strip()), "")
    return str(found or (reader.metadata.title if reader.metadata else "") or "").strip()


def _whole(reader: pypdf.PdfReader, root: Any, tagged: bool) -> Iterator[Issue]:
    if not tagged:
        yield issue("pdf-untagged", Spot(), "the file has no tags: screen readers must guess what is what")
    language = str(root.get("/Lang", "")).strip()
    if not language:
        yield issue("language-missing", Spot(), "the file has no language")
    elif not TAG.fullmatch(language):
        yield issue("language-unknown", Spot(), f'"{shown(language)}" is no language')
    title = _title(reader)
    if not title:
        yield issue("document-title", Spot(), "the file has no title in its properties")
    elif is_stock_title(title):
        yield issue(
            "document-title", Spot(), f'the title in the file\'s properties says nothing: "{shown(title)}"'
        )
    shown_as = _object(root.get("/ViewerPreferences"))
    if title and not bool(_object(shown_as.get("/DisplayDocTitle", False))):
        yield issue("pdf-title-hidden", Spot(), "the window shows the file's name instead of its title")
    if len(reader.pages) >= FEWEST_BOOKMARKED and not _object(root.get("/Outlines")).get("/First"):
        yield issue("pdf-bookmarks", Spot(), f"the file has {len(reader.pages)} pages and no bookmarks")
    locked = _object(reader.trailer.get("/Encrypt"))
    if locked and not int(locked.get("/P", -1)) & _READ_ALOUD:
        yield issue("pdf-locked", Spot(), "the file forbids programs to read its text")


def _scans(reader: pypdf.PdfReader) -> Iterator[Issue]:
    for number, page in enumerate(reader.pages, 1):
        resources = _object(page.get("/Resources"))
        things = _object(resources.get("/XObject"))
        pictured = any(_object(one).get("/Subtype") == "/Image" for one in things.values())
        if pictured and not page.extract_text().strip():
            yield issue("pdf-scan", Spot(number), "the page is a picture and has no text")


def _tab_order(reader: pypdf.PdfReader, tagged: bool) -> Iterator[Issue]:
    if not tagged:
        return
    wrong = [
        number
        for number, page in enumerate(reader.pages, 1)
        if len(_object(page.get("/Annots"))) and page.get("/Tabs") != "/S"
    ]
    if wrong:
        pages = f"page{'' if len(wrong) == 1 else 's'} {', '.join(map(str, wrong[:10]))}"
        yield issue("pdf-tab-order", Spot(wrong[0]), f"the tab key does not follow the structure on {pages}")


def _fields(reader: pypdf.PdfReader) -> Iterator[Issue]:
    for number, page in enumerate(reader.pages, 1):
        for one in _object(page.get("/Annots")) or ():
            field = _object(one)
            label = field.get("/TU") or _object(field.get("/Parent")).get("/TU")
            if field.get("/Subtype") == "/Widget" and not label:
                yield issue(
                    "label-missing", Spot(number, "", str(field.get("/T", ""))), "a field has no label"
                )


def _elements(tree: Any) -> Iterator[DictionaryObject]:
    """Yield the elements of a structure in reading order, those that loop back left out."""
    waiting: list[tuple[Any, int]] = [(tree.get("/K"), 0)] if tree else []
    seen: set[int] = set()
    count = 0
    while waiting and count < _MOST_ELEMENTS:
        reference, depth = waiting.pop()
        if isinstance(reference, IndirectObject):
            if reference.idnum in seen:
                continue
            seen.add(reference.idnum)
        one = _object(reference)
        if isinstance(one, ArrayObject):
            waiting += [(child, depth) for child in reversed(one)]
        elif isinstance(one, DictionaryObject) and depth < _DEEPEST:
            if one.get("/S"):
                count += 1
                yield one
            waiting.append((one.get("/K"), depth + 1))


def _roles(root: Any) -> dict[str, str]:
    tree = _object(root.get("/StructTreeRoot"))
    return {str(name): str(_object(role)) for name, role in _object(tree.get("/RoleMap")).items()}


_LEVELS = {f"/H{level}": level for level in range(1, 7)}


def _tags(elements: list[DictionaryObject], pages: dict[int, int], roles: dict[str, str]) -> Iterator[Issue]:
    level, page = 0, 0
    for one in elements:
        kind = _role(one, roles)
        place = one.raw_get("/Pg") if "/Pg" in one else None
        page = pages.get(place.idnum, page) if isinstance(place, IndirectObject) else page
        spot = Spot(page, "", kind.strip("/"))
        alt = str(one.get("/Alt", "") or one.get("/ActualText", "")).strip()
        if kind in ("/Figure", "/Formula"):
            noun = kind[1:].lower()
            if not alt and not _is_empty(one):
                yield issue("alt-missing", spot, f"a {noun} has no alternative text")
            elif alt and kind == "/Figure":
                yield from poor_alt(alt, spot, f"a {noun}", picture=False)
        elif kind == "/Table":
            yield from _table(one, spot, roles)
        elif kind in _LEVELS:
            here = _LEVELS[kind]
            if level and here > level + 1:
                message = f"a heading of level {here} comes after one of level {level}"
                yield issue("heading-skipped", spot, message)
            level = here


def _role(element: DictionaryObject, roles: dict[str, str]) -> str:
    """Return the standard kind of an element, by way of the file's own names for kinds."""
    kind = str(element.get("/S", ""))
    for _ in range(10):
        if kind not in roles or roles[kind] == kind:
            break
        kind = roles[kind]
    return kind


def _is_empty(element: DictionaryObject) -> bool:
    """Tell whether an element holds nothing."""
    held = _object(element.get("/K"))
    return isinstance(held, (ArrayObject, DictionaryObject)) and not len(held)


def _table(table: DictionaryObject, spot: Spot, roles: dict[str, str]) -> Iterator[Issue]:
    inside = [_role(one, roles) for one in _elements(table)]
    if inside.count("/TR") >= 2 and "/TH" not in inside:
        yield issue("table-header", spot, "a table has no header cells")
