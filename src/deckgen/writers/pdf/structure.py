"""A browser's PDF → the same pages with what PDF/UA-1 asks for in addition.

A browser tags headings, lists, tables, links and figures. What it leaves out is put in here: the name of
the standard in the file's metadata, the language, the body of a list's item, what its newer tags are in
the older standard, formulas, what is only ornament, what a link leads to, and the sections above the
bookmarks.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from html import escape
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    Fit,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from deckgen.layout.pages import Page, Pages, Role, TextBox, paragraphs_of

_ROLES = {"/Strong": "/Span", "/Em": "/Span"}
"""Tags of PDF 2.0 → what they are in PDF 1.7, on which PDF/UA-1 is based."""

Operation = tuple[Any, bytes]
"""What is drawn: operands, and the operator."""

_BEGINS = (b"BDC", b"BMC")
_ORNAMENT: Operation = ([NameObject("/Artifact")], b"BMC")
_END: Operation = ([], b"EMC")
"""What a stretch that is tagged begins and ends with, and one that is ornament."""

_PATH = (b"m", b"l", b"c", b"v", b"y", b"h", b"re", b"W", b"W*")
_PAINTS = (b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"Tj", b"TJ", b"'", b'"')
"""What makes up a path, between whose parts nothing else may come, and what is seen."""


def completed(printed: bytes, pages: Pages) -> bytes:
    """Return a printed PDF with its structure completed; `pages` are those it was printed from."""
    reader = PdfReader(io.BytesIO(printed))
    places = _places(reader, [page for page in pages.pages if not page.hidden])
    writer = PdfWriter(clone_from=reader)
    _structure(writer, pages)
    _name_links(writer, {page.id: page.name for page in pages.pages})
    writer.root_object.pop("/Outlines", None)
    _bookmark(writer, pages, places)
    return _written(writer, pages)


def completed_paper(printed: bytes, pages: Pages) -> bytes:
    """Return cards, a script or guided notes with their structure completed; bookmarks are the browser's."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(printed)))
    _structure(writer, pages)
    return _written(writer, pages)


def _structure(writer: PdfWriter, pages: Pages) -> None:
    """Put in the language, and complete the tree of tags."""
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(pages.language)
    tree = root.get("/StructTreeRoot")
    if tree is not None:
        _complete(writer, tree.get_object(), _formulas(pages))
        for page in writer.pages:
            _mark_ornament(writer, page)


def _written(writer: PdfWriter, pages: Pages) -> bytes:
    """Return the file's bytes, with what it says of itself."""
    card = StreamObject()
    card.set_data(_card(pages).encode("utf-8"))
    card.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    writer.root_object[NameObject("/Metadata")] = writer._add_object(card)
    kept = {key: str(one) for key, one in (writer.metadata or {}).items() if key in ("/Title", "/Producer")}
    writer.metadata = {**kept, "/Creator": "deckgen"}
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _places(reader: PdfReader, shown: list[Page]) -> list[tuple[Page, int]]:
    """Return each page of the deck with the number, from 0, of the sheet it is on.

    Of slides there is one to a sheet. Of a handout the slides' headings tell, each in its turn: the browser
    has made bookmarks of them. A slide without one is where the slide before it is.
    """
    if len(reader.pages) == len(shown):
        return list(zip(shown, range(len(shown)), strict=True))
    deep = 1 if shown and shown[0].layout.startswith("cover") and _headed(shown[0]) else 0
    sheets = iter([sheet for sheet, depth in _marks(reader, reader.outline, 0) if depth <= deep])
    found, sheet = [], 0
    for page in shown:
        if _headed(page):
            sheet = next(sheets, sheet)
        found.append((page, sheet))
    return found


def _headed(page: Page) -> bool:
    """Tell whether a page's title is seen on it."""
    return any(isinstance(box, TextBox) and box.role is Role.TITLE and box.shown for box in page.boxes)


def _marks(reader: PdfReader, marks: Any, depth: int) -> Iterator[tuple[int, int]]:
    """Yield the sheets that the browser's bookmarks lead to, and how deep each bookmark lies."""
    for one in marks:
        if isinstance(one, list):
            yield from _marks(reader, one, depth + 1)
        else:
            yield reader.get_destination_page_number(one) or 0, depth


def _bookmark(writer: PdfWriter, pages: Pages, places: list[tuple[Page, int]]) -> None:
    """Write a bookmark for each page of the deck, below its section's where there are several."""
    parents: dict[int, IndirectObject] = {}
    several = len({page.section for page, _ in places}) > 1
    for page, sheet in places:
        if several and page.section not in parents:
            name = pages.sections[page.section].name
            parents[page.section] = writer.add_outline_item(title=name, page_number=sheet, fit=Fit.fit())
        parent = parents.get(page.section)
        writer.add_outline_item(title=page.name, page_number=sheet, parent=parent, fit=Fit.fit())


def _formulas(pages: Pages) -> frozenset[str]:
    """Return what the formulas of a deck are read out as, whose tags are then called after what they are."""
    boxes = [box for page in pages.pages for box in page.boxes]
    runs = (run for box in boxes for one in paragraphs_of(box) for run in one.runs if run.formula)
    about = (box.about for box in boxes if isinstance(box, TextBox) and box.role is Role.EQUATION)
    return frozenset((*(run.text for run in runs), *about))


def _mark_ornament(writer: PdfWriter, page: PageObject) -> None:
    """Mark what is drawn outside of all tags, grounds, rules and bullets, as nothing to be read."""
    content = page.get_contents()
    if content is None:
        return
    found: list[Operation] = []
    path: list[Operation] = []
    depth = 0
    for operation in content.operations:
        operator = operation[1]
        depth += (operator in _BEGINS) - (operator == _END[1])
        if depth or operator == _END[1]:
            found.append(operation)
        elif operator in _PATH:
            path.append(operation)
        elif operator in _PAINTS:
            found += (_ORNAMENT, *path, operation, _END)
            path.clear()
        else:
            found += (*path, operation)
            path.clear()
    content.operations = found
    drawn = StreamObject()
    drawn.set_data(content.get_data())
    page[NameObject("/Contents")] = writer._add_object(drawn.flate_encode())


def _complete(writer: PdfWriter, tree: Any, formulas: frozenset[str]) -> None:
    """Put into the tree of tags what the browser leaves out."""
    tree[NameObject("/RoleMap")] = DictionaryObject(
        {NameObject(new): NameObject(old) for new, old in _ROLES.items()}
    )
    parents = _numbers(tree.get("/ParentTree"))
    for element in list(_elements(tree)):
        kind = element.get("/S")
        if kind == "/LI":
            _give_body(writer, element, parents)
        elif kind == "/Figure" and element.get("/Alt") in formulas:
            element[NameObject("/S")] = NameObject("/Formula")
        elif kind == "/Figure" and not element.get("/Alt"):
            # HTML's figure holds the picture, which has its description, and the caption.
            element[NameObject("/S")] = NameObject("/Div")


def _elements(tree: Any) -> Iterator[Any]:
    waiting = [tree]
    while waiting:
        kids = waiting.pop().get("/K")
        for kid in kids.get_object() if isinstance(getattr(kids, "get_object", list)(), list) else [kids]:
            one = kid.get_object() if kid is not None else None
            if isinstance(one, DictionaryObject) and "/S" in one:
                yield one
                waiting.append(one)


def _numbers(tree: Any) -> dict[int, Any]:
    """Return what a tree of numbers holds, by number."""
    found: dict[int, Any] = {}
    waiting = [tree] if tree is not None else []
    while waiting:
        node = waiting.pop().get_object()
        waiting.extend(node.get("/Kids", []))
        pairs = node.get("/Nums", [])
        found.update(zip(map(int, pairs[::2]), pairs[1::2], strict=True))
    return found


def _give_body(writer: PdfWriter, item: Any, parents: dict[int, Any]) -> None:
    """Put all that an item of a list holds into a body."""
    kids = item.get("/K")
    held = kids.get_object() if kids is not None else []
    inside = list(held) if isinstance(held, list) else [kids]
    if not inside or any(_kind(kid) == "/LBody" for kid in inside):
        return
    body = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/StructElem"),
            NameObject("/S"): NameObject("/LBody"),
            NameObject("/P"): item.indirect_reference,
            NameObject("/K"): ArrayObject(inside),
        }
    )
    if "/Pg" in item:
        body[NameObject("/Pg")] = item.raw_get("/Pg")
    reference = writer._add_object(body)
    for kid in inside:
        one = kid.get_object()
        if isinstance(one, DictionaryObject) and "/S" in one:
            one[NameObject("/P")] = reference
        elif isinstance(one, int) and "/Pg" in item:
            holders = parents.get(int(item["/Pg"].get("/StructParents", -1)))
            if holders is not None:
                holders.get_object()[one] = reference
    item[NameObject("/K")] = ArrayObject([reference])


def _kind(kid: Any) -> str:
    one = kid.get_object()
    return str(one.get("/S", "")) if isinstance(one, DictionaryObject) else ""


def _name_links(writer: PdfWriter, names: dict[str, str]) -> None:
    """Say of each link what it leads to: an address, or a slide's name."""
    for page in writer.pages:
        for reference in page.get("/Annots", ()):
            link = reference.get_object()
            if link.get("/Subtype") != "/Link" or "/Contents" in link:
                continue
            action = link.get("/A")
            address = action.get_object().get("/URI") if action is not None else None
            target = str(link.get("/Dest", "")).lstrip("/")
            says = str(address) if address is not None else names.get(target, target)
            link[NameObject("/Contents")] = TextStringObject(says)


def _card(pages: Pages) -> str:
    """Return what the file says of itself, in XMP: title, authors, language, its standard."""
    authors = "".join(f"<rdf:li>{escape(one)}</rdf:li>" for one in pages.authors)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(pages.name)}</rdf:li></rdf:Alt></dc:title>'
        + (f"<dc:creator><rdf:Seq>{authors}</rdf:Seq></dc:creator>" if authors else "")
        + f"<dc:language><rdf:Bag><rdf:li>{escape(pages.language)}</rdf:li></rdf:Bag></dc:language>"
        "<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="r"?>'
    )
