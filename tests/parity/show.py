"""HTML slideshow → content, read from its elements as a browser without styles and scripts would."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html

from deckgen.structs import replace
from tests.parity.charts import read_drawings
from tests.parity.content import DeckContent, Line, SlideContent, Stretch, line, recording, tidy, words
from tests.parity.formulas import in_order, letters

BLOCKS = frozenset(
    {"article", "aside", "blockquote", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "h1", "h2"}
    | {
        "h3",
        "h4",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
SILENT = {"script", "style", "template", "button", "svg", "math"}
KINDS = {
    "em": "italic",
    "i": "italic",
    "strong": "bold",
    "b": "bold",
    "u": "underline",
    "mark": "highlight",
    "code": "code",
    "sup": "superscript",
    "sub": "subscript",
}


@dataclass(frozen=True, slots=True)
class Show:
    """The document, and where its fragments lead."""

    root: html.HtmlElement
    numbers: dict[str, int]
    """Id → the number of the slide that bears or holds it, from 1."""

    def target(self, address: str) -> str:
        """Return where a link leads, as the content names it."""
        if not address.startswith("#"):
            return address
        return f"slide {self.numbers[address[1:]]}"


def read_show(path: Path) -> DeckContent:
    """Return what an .html file says."""
    root = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    slides = [one for one in root.iter("section") if "page" in _classes(one)]
    numbers = {
        held.get("id", ""): number
        for number, slide in enumerate(slides, start=1)
        for held in slide.iter()
        if isinstance(held.tag, str) and held.get("id")
    }
    show = Show(root, numbers)
    return DeckContent(
        title=tidy(root.findtext(".//title") or ""),
        authors="; ".join(_meta(root, "author")),
        language=root.get("lang", ""),
        slides=tuple(_slide(show, slide) for slide in slides),
    )


def _meta(root: html.HtmlElement, name: str) -> list[str]:
    return [tidy(one.get("content", "")) for one in root.iterfind(f".//meta[@name='{name}']")]


def _classes(element: etree._Element) -> set[str]:
    return set(element.get("class", "").split())


def _slide(show: Show, slide: html.HtmlElement) -> SlideContent:
    notes = [one for one in slide.iter("aside", "div") if "notes" in _classes(one)]
    chrome = [one for one in slide.iter("div") if "chrome" in _classes(one)]
    headings = list(slide.iter("h1", "h2"))
    numbers = [one for one in slide.iter("div") if "numbers" in _classes(one)]
    apart = {*notes, *chrome, *numbers}
    tables = [
        one for one in slide.iter("table") if one.getparent() not in numbers and "versus" not in _classes(one)
    ]
    return SlideContent(
        title=tidy(" ".join(one.text for one in _lines(show, headings[0]))) if headings else "",
        section=slide.get("data-section", ""),
        hidden=slide.get("data-hidden") is not None,
        words=words(_lines(show, slide, apart)),
        chrome=tuple(one.text for part in chrome for one in _lines(show, part) if one.text),
        alt_texts=tuple(_alt_texts(slide)),
        recordings=tuple(_recording(one) for one in slide.iter("video")),
        tables=tuple(_table(show, one) for one in tables),
        charts=tuple(read_drawings(slide)),
        formulas=tuple(
            letters(text for text in one.itertext() if isinstance(text, str))
            for one in slide.iter("math")
            if not apart & set(one.iterancestors())
        ),
        notes=words(_leading_out(one) for part in notes for one in _lines(show, part)),
    )


def _leading_out(one: Line) -> Line:
    """Return a line without what leads to slides: the notes of an Office file may be related to no other."""
    led = (
        replace(stretch, target="") if stretch.target.startswith("slide ") else stretch
        for stretch in one.stretches
    )
    return replace(one, stretches=tuple(led))


def _recording(video: html.HtmlElement) -> str:
    address, _, start = video.get("src", "").partition("#t=")
    tracks = [_held(one.get("src", "")) for one in video.iter("track") if one.get("kind") == "captions"]
    loop = video.get("loop") is not None
    return recording(_held(address), b"".join(tracks), float(start or 0), loop=loop)


def _held(address: str) -> bytes:
    """Return the bytes that a data: address holds."""
    head, _, data = address.partition(",")
    assert head.startswith("data:"), head[:40]
    assert head.endswith(";base64"), head[:40]
    return base64.b64decode(data)


def _alt_texts(slide: html.HtmlElement) -> Iterator[str]:
    for one in slide.iter("img", "video", "math"):
        around = [held for held in one.iterancestors() if "b-equation" in _classes(held)]
        if one.tag != "math":
            yield tidy(one.get("alt", one.get("aria-label", "no alt attribute")))
        elif around:
            yield tidy(one.get("aria-label", ""))


def _table(show: Show, table: html.HtmlElement) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(tidy(" ".join(one.text for one in _lines(show, cell))) for cell in row.iter("th", "td"))
        for row in table.iter("tr")
    )


def _lines(
    show: Show, element: html.HtmlElement, apart: set[html.HtmlElement] | None = None
) -> Iterator[Line]:
    """Give the paragraphs of an element in order, without the parts that stand `apart`."""
    gathered: list[Stretch] = []
    level: int | None = None
    for piece, depth in _pieces(show, element, Stretch(""), apart or set(), None):
        if piece is None:
            yield line(gathered, level)
            gathered = []
        else:
            if piece.text.strip():
                level = depth
            gathered.append(piece)
    yield line(gathered, level)


Piece = tuple[Stretch | None, int | None]
"""A stretch and the depth of the list it stands in; None in its place is a paragraph's end."""


def _pieces(
    show: Show, element: html.HtmlElement, like: Stretch, apart: set[html.HtmlElement], depth: int | None
) -> Iterator[Piece]:
    if not isinstance(element.tag, str) or element.tag in SILENT or element in apart:
        return
    if element.tag == "span" and "m" in _classes(element):
        said = element.findtext("span") or ""
        noted = any("notes" in _classes(one) for one in element.iterancestors())
        yield replace(like, text=said if noted else in_order(said), kinds=frozenset()), depth
        return
    block = element.tag in BLOCKS or "p" in _classes(element)
    like, depth = _inherited(show, element, like, depth)
    if block:
        yield None, depth
    if element.tag == "br":
        yield replace(like, text="\n"), depth
    exact = any(one.tag == "pre" for one in (element, *element.iterancestors()))
    yield from _text(element.text, like, depth, exact=exact)
    for child in element:
        yield from _pieces(show, child, like, apart, depth)
        yield from _text(child.tail, like, depth, exact=exact)
    if block:
        yield None, depth


def _text(text: str | None, like: Stretch, depth: int | None, *, exact: bool) -> Iterator[Piece]:
    """Give characters; where they are `exact`, each line is a paragraph."""
    for place, part in enumerate((text or "").split("\n") if exact else [text or ""]):
        if place:
            yield None, depth
        if part:
            yield replace(like, text=part), depth


def _inherited(
    show: Show, element: html.HtmlElement, like: Stretch, depth: int | None
) -> tuple[Stretch, int | None]:
    """Return what an element hands down to the text in it.

    A list of works cited or of credits is a list for those who hear it, without marks for those who see it.
    """
    if element.tag in KINDS:
        like = replace(like, kinds=like.kinds | {KINDS[element.tag]})
    if element.tag == "a" and element.get("href"):
        like = replace(like, target=show.target(element.get("href")))
    own = show.root.get("lang", "")
    language = element.get("lang", like.language or own)
    like = replace(like, language="" if language == own else language)
    if _marked(element):
        depth = sum(map(_marked, element.iterancestors()))
    elif element.tag == "li" and _goes_on(element):
        depth = None
    return like, depth


def _goes_on(item: html.HtmlElement) -> bool:
    """Tell whether an item is the rest of a numbered point, which shows no number again."""
    numbered = "n" in _classes(item)
    return numbered and not any(re.fullmatch(r"n\d", one) for one in _classes(item))


def _marked(element: html.HtmlElement) -> bool:
    """Tell whether an element is a list whose points have marks or numbers: other ordered lists are drawn."""
    if element.tag == "ul":
        return not _listed_works(element)
    return element.tag == "ol" and "type" in element.attrib


def _listed_works(element: html.HtmlElement) -> bool:
    around = element.getparent()
    return around is not None and "b-references" in around.get("class", "").split()
