"""A page of HTML, a slideshow of deckgen's or any other → what keeps people from reading it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from deckgen.check.access.elements import Element, described, is_hidden, line_of, name_of, tag_of, text_of
from deckgen.check.access.rules import Issue, Reading, Spot, issue
from deckgen.check.access.show_colours import faint_texts, faint_variables, is_own
from deckgen.check.access.show_parts import fields, links, media, pictures
from deckgen.check.access.texts import TAG, is_stock_title, shown
from deckgen.diagnostics import DeckgenError, error
from deckgen.schema.numerals import whole
from deckgen.structs import Struct

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_HEADING = re.compile(r"h[1-6]")
_ZOOM = re.compile(
    r"user-scalable\s*=\s*(?:no|0)|maximum-scale\s*=\s*(?:0\.\d+|1(?:\.\d+)?)(?![\d.])", re.IGNORECASE
)
_REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "headers")


class Page(Struct, frozen=True):
    """A page as it was read: its root, its elements by id, and the spots of its slides."""

    root: Element
    ids: dict[str, Element]
    slides: tuple[Element, ...]

    def at(self, element: Element) -> Spot:
        """Return the spot of an element: its slide, where it is on one, and its line."""
        line = line_of(element)
        for one in (element, *element.iterancestors()):
            if tag_of(one) == "section" and one.get("data-number"):
                digits = one.get("data-number", "")
                return Spot(whole(digits) or 0, one.get("aria-label", ""), described(element), line)
        return Spot(0, "", described(element), line)


def read_show(data: bytes) -> Reading:
    """Return what is found in a page of HTML. Raises `DeckgenError` where it is none."""
    page = _page(data)
    issues = [
        *_whole(page),
        *_headings(page),
        *_ids(page),
        *pictures(page.root, page.ids, page.at),
        *links(page.root, page.ids, page.at),
        *fields(page.root, page.ids, page.at),
        *media(page.root, page.at),
        *_tables(page),
        *_lists(page),
        *_languages(page),
        *faint_texts(page.root, page.at),
    ]
    notes = []
    if is_own(page.root):
        issues += faint_variables(page.root)
    else:
        notes.append("colours that style sheets set: their contrast can be judged in a browser only")
    title = " ".join((page.root.findtext(".//title") or "").split())
    return Reading(title, "slide", len(page.slides), tuple(issues), tuple(notes))


def _page(data: bytes) -> Page:
    if not data.strip() or b"<" not in data or b"\0" in data[:1000].replace(b"\xff\xfe", b""):
        raise DeckgenError(
            error("this is not an HTML page", None, "check a file that holds a web page, such as talk.html")
        )
    parser = etree.HTMLParser(huge_tree=True, encoding=_encoding(data), remove_comments=True)
    root = etree.fromstring(data, parser)
    if root is None or not isinstance(root.tag, str):
        raise DeckgenError(
            error("this is not an HTML page", None, "check a file that holds a web page, such as talk.html")
        )
    ids: dict[str, Element] = {}
    for one in root.iter():
        if isinstance(one.tag, str) and (own := one.get("id")):
            ids.setdefault(own, one)
    slides = tuple(one for one in root.iter("section") if one.get("data-number"))
    return Page(root, ids, slides)


def _encoding(data: bytes) -> str | None:
    """Return UTF-8 where the page is in it, else None: as it says itself."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _whole(page: Page) -> Iterator[Issue]:
    """Yield what is wrong with the page as a whole."""
    title = " ".join((page.root.findtext(".//title") or "").split())
    spot = Spot(element="<title>")
    if not title:
        yield issue("document-title", spot, "the page has no title")
    elif is_stock_title(title):
        yield issue("document-title", spot, f'the title of the page says nothing: "{shown(title)}"')
    language = (page.root.get("lang", "") or page.root.get(_XML_LANG, "")).strip()
    if not language:
        yield issue("language-missing", page.at(page.root), "the page has no language")
    elif not TAG.fullmatch(language):
        yield issue("language-unknown", page.at(page.root), f'"{shown(language)}" is no language')
    yield from _settings(page)
    yield from _focus(page)


def _settings(page: Page) -> Iterator[Issue]:
    """Yield what a page does to its readers: keeps them from enlarging it, moves, changes by itself."""
    for one in page.root.iter("meta"):
        content = one.get("content", "")
        if one.get("name", "").lower() == "viewport" and _ZOOM.search(content):
            yield issue("zoom-blocked", page.at(one), f'the page cannot be enlarged: "{shown(content)}"')
        if one.get("http-equiv", "").lower() == "refresh" and not content.strip().startswith("0;"):
            yield issue("advance-timed", page.at(one), f'the page is changed by itself: "{shown(content)}"')
    for one in page.root.iter("marquee", "blink"):
        yield issue("motion-repeats", page.at(one), f"text moves without an end: {described(one)}")
    for one in page.root.iter("iframe", "frame"):
        if not is_hidden(one) and not name_of(one, page.ids):
            yield issue("frame-title", page.at(one), f"a frame has no title: {described(one)}")


_FOCUSED = {"button", "input", "select", "textarea", "iframe", "summary"}


def _focus(page: Page) -> Iterator[Issue]:
    for one in page.root.iter():
        if not isinstance(one.tag, str):
            continue
        digits = one.get("tabindex", "").strip()
        if (whole(digits) or 0) > 0:
            message = f"{described(one)} is reached before what comes before it"
            yield issue("focus-order", page.at(one), message)
        linked = tag_of(one) == "a" and one.get("href") is not None
        reached = linked or tag_of(one) in _FOCUSED or digits == "0"
        if reached and not digits.startswith("-") and one.get("disabled") is None and _is_muted(one):
            message = f"{described(one)} can be reached, and is hidden from readers"
            yield issue("focus-hidden", page.at(one), message)


def _is_muted(element: Element) -> bool:
    """Tell whether an element is hidden from screen readers and seen all the same."""
    muted = any(one.get("aria-hidden") == "true" for one in (element, *element.iterancestors()))
    return muted and not is_hidden(element, from_readers=False)


def _headings(page: Page) -> Iterator[Issue]:
    levels: list[int] = []
    for one, here in _heads(page):
        if not name_of(one, page.ids):
            yield issue("heading-empty", page.at(one), f"a heading is empty: {described(one)}")
            continue
        if levels and here > levels[-1] + 1:
            said = shown(text_of(one))
            message = f'the heading "{said}" is of level {here}, and comes after one of level {levels[-1]}'
            yield issue("heading-skipped", page.at(one), message)
        levels.append(here)
    if not levels:
        yield issue("heading-missing", Spot(), "the page has no heading")
    elif 1 not in levels:
        yield issue("heading-missing", Spot(), "the page has no heading of the first level")


def _heads(page: Page) -> Iterator[tuple[Element, int]]:
    """Yield the headings that are not hidden, with their levels."""
    for one in page.root.iter():
        tag = tag_of(one)
        plain = _HEADING.fullmatch(tag) is not None
        role = one.get("role", "heading" if plain else "") if tag else ""
        if role == "heading" and not is_hidden(one):
            level = one.get("aria-level", tag[1:] if plain else "2")
            yield one, whole(level) or 2


def _ids(page: Page) -> Iterator[Issue]:
    elements = [one for one in page.root.iter() if isinstance(one.tag, str)]
    counts = Counter(own for one in elements if (own := one.get("id")))
    for own, count in counts.items():
        if count > 1:
            yield issue(
                "id-duplicate", page.at(page.ids[own]), f'{count} elements have the id "{shown(own)}"'
            )
    for one in elements:
        for name in _REFERENCES:
            lost = [own for own in one.get(name, "").split() if own not in page.ids]
            if lost and (name != "for" or tag_of(one) in ("label", "output")):
                message = f'{name} of {described(one)} names "{shown(lost[0])}", which no element is called'
                yield issue("reference-broken", page.at(one), message)


def _tables(page: Page) -> Iterator[Issue]:
    for table in page.root.iter("table"):
        if table.get("role") in ("presentation", "none") or is_hidden(table):
            continue
        cells = _cells(table)
        if len(cells) < 2 or max(map(len, cells)) < 2:
            continue
        heads = [one for row in cells for one in row if tag_of(one) == "th"]
        if not heads and not table.xpath("boolean(.//*[@role='columnheader' or @role='rowheader'])"):
            yield issue("table-header", page.at(table), f"a table has no header cells: {described(table)}")
        for one in heads:
            if one is not cells[0][0] and not name_of(one, page.ids) and not is_hidden(one):
                yield issue("table-header-empty", page.at(one), "a header cell of a table is empty")


def _cells(table: Element) -> list[list[Element]]:
    """Return the cells of a table, row by row, without those of tables within it."""
    rows = [one for one in table.iter("tr") if next(one.iterancestors("table"), None) is table]
    return [[one for one in row if tag_of(one) in ("td", "th")] for row in rows]


def _lists(page: Page) -> Iterator[Issue]:
    for one in page.root.iter("li"):
        parent = one.getparent()
        if parent is None or (
            tag_of(parent) not in ("ul", "ol", "menu", "template")
            and parent.get("role") not in ("list", "group")
        ):
            yield issue("list-broken", page.at(one), f'an entry is in no list: "{shown(text_of(one))}"')


def _languages(page: Page) -> Iterator[Issue]:
    for one in page.root.iter():
        if isinstance(one.tag, str) and one is not page.root and one.get("lang") is not None:
            tag = one.get("lang", "").strip()
            if tag and not TAG.fullmatch(tag):
                yield issue("language-unknown", page.at(one), f'"{shown(tag)}" is no language')
