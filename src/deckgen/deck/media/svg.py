"""An SVG file → a drawing that shows the same everywhere and runs nothing; its picture for what knows no SVG.

What is in it is taken over element by element. Programs, movements and HTML are left out, for a browser
and PowerPoint would not do the same with them; what leads out of the file is an error, for nothing is
fetched. `resvg` draws the picture.
"""

from __future__ import annotations

import base64
import functools
import io
import re
import urllib.parse
import warnings
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from deckgen.limits import DRAWING_BYTES, MOST_ATTRIBUTES, MOST_ELEMENTS, MOST_PIXELS, SLIMMEST
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern

if TYPE_CHECKING:
    from lxml import etree

MIME = "image/svg+xml"

LONGEST = 2_000
"""What the longer side of a drawing is called in pixels; a drawing has no pixels of its own."""

LARGEST_DRAWN = 6_000
"""The longer side of the picture that is drawn of it."""

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_SPACES = frozenset(("http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"))
"""Whose attributes take part in what is seen."""
_LEFT_OUT = {
    "script": "programs",
    "handler": "programs",
    "foreignObject": "text in HTML",
    "animate": "movements",
    "animateColor": "movements",
    "animateMotion": "movements",
    "animateTransform": "movements",
    "set": "movements",
    "audio": "sound",
    "video": "video",
    "iframe": "web pages",
}
"""The elements that are not taken over → what they are, in the user's words."""

_UNSEEN = frozenset(("title", "desc", "metadata"))
"""The elements that nobody sees: the slide describes the drawing in words of its own."""

_LED_TO = pattern(r"#([^\s\"'();,{}<>&%]*)")
"""What something in a drawing leads to, as far as it needs no marks around it, and colours."""

_UNITS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
    "q": 96 / 101.6,
}
_LENGTH = pattern(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([a-zA-Z]*)\s*")
_NUMBERS = pattern(r"[\s,]+")
_ADDRESS = pattern(r"url\(\s*(['\"]?)\s*", re.IGNORECASE)
_IMPORT = pattern(r"@import\b", re.IGNORECASE)
_OTHER_ADDRESS = pattern(r"\b(?:image-set|cross-fade|element|image|src|paint)\(\s*['\"a-z]", re.IGNORECASE)
"""Other ways of CSS to name a picture, which no drawing needs."""
_ESCAPED = pattern(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_PICTURE = pattern(r"data:image/(?:png|jpe?g|gif|webp)[;,]", re.IGNORECASE)
_INSIDE = ("PNG", "JPEG", "GIF", "WEBP")
_FONT = pattern(r"data:(?:font/|application/(?:x-)?font|application/octet-stream)", re.IGNORECASE)


class Drawing(Struct, frozen=True):
    """A drawing that can be embedded, how large it is called, and what was left out of it, in words."""

    data: bytes
    width: int
    height: int
    left_out: tuple[str, ...] = ()


class Flaw(Struct, frozen=True):
    """Why a drawing cannot be used, in the file's line (None: in no single one), and what to do about it."""

    message: str
    line: int | None
    hint: str


class _Found(Exception):
    """Carries the first flaw out of the walk through a drawing."""

    def __init__(self, message: str, line: int | None, hint: str) -> None:
        self.flaw = Flaw(message, line, hint)


def is_drawing(data: bytes) -> bool:
    """Tell whether bytes begin as an SVG file does, packed or not."""
    if data[:2] == b"\x1f\x8b":
        return True
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\0", b"")
    return head.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--")) or b"<svg" in head


def read_drawing(data: bytes) -> Drawing | Flaw:
    """Return an SVG file as it can be embedded, or why it cannot."""
    try:
        root = _parsed(_unpacked(data))
        left_out = tuple(dict.fromkeys(_cleaned(root)))
        _count(root)
        width, height = _size(root)
    except _Found as found:
        return found.flaw
    except RecursionError:
        return Flaw("its parts use one another without end", None, _AS_PNG)
    return Drawing(_bytes(root), width, height, left_out)


_AS_PNG = "export it as PNG, about 2000 pixels wide, and name that file"
_AS_PLAIN = "export it once more as plain SVG, or as PNG, about 2000 pixels wide"


def _unpacked(data: bytes) -> bytes:
    if data[:2] == b"\x1f\x8b":
        try:
            data = zlib.decompressobj(wbits=31).decompress(data, DRAWING_BYTES + 1)
        except zlib.error:
            raise _Found(
                "it is packed, and the package is damaged", None, "save or download it again"
            ) from None
    if len(data) > DRAWING_BYTES:
        allowed = DRAWING_BYTES // 1_000_000
        raise _Found(f"it is larger than the {allowed} MB that a drawing may have", None, _AS_PNG)
    return data


def _parsed(data: bytes) -> etree._Element:
    """Return the root of a drawing; nothing outside of it is read, and what it repeats is limited."""
    from lxml import etree

    # Entities that the file itself explains are read: lxml's own default, and what Illustrator needs.
    parser = etree.XMLParser(
        no_network=True, load_dtd=False, huge_tree=False, remove_pis=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        text = re.sub(r",? line \d+, column \d+.*", "", problem.msg or "").strip()
        raise _Found(f"it is not well-formed: {text}", problem.lineno, _AS_PLAIN) from None
    dtd: Any = root.getroottree().docinfo.internalDTD
    for entity in dtd.iterentities() if dtd is not None else ():
        if entity.system_url:
            raise _Found(f'its entity "{entity.name}" is another file, which is not read', None, _AS_PLAIN)
    for one in root.iter(etree.Entity):
        raise _Found(f'it names "{one.text}", which it does not explain', _line(one), _AS_PLAIN)
    if etree.QName(root).localname != "svg":
        raise _Found(f"it holds <{etree.QName(root).localname}>, not <svg>", _line(root), _AS_PLAIN)
    if root.tag == "svg":
        raise _Found("it does not say that it is SVG: xmlns is missing", _line(root), _AS_PLAIN)
    return root


def _line(one: etree._Element) -> int | None:
    """Return the line of its file that an element begins in."""
    line: object = one.sourceline
    return line if isinstance(line, int) else None


def _cleaned(root: etree._Element) -> Iterator[str]:
    """Take out of a drawing what is not taken over, and yield what it was, in words."""
    from lxml import etree

    for one in list(root.iter(etree.Element)):
        name = etree.QName(one).localname
        own = etree.QName(one).namespace == _SVG[1:-1]
        if not own or name in _LEFT_OUT:
            parent = one.getparent()
            if parent is None:
                raise _Found("it does not say that it is SVG: xmlns is another's", _line(one), _AS_PLAIN)
            if name in _LEFT_OUT and not (
                name == "foreignObject" and etree.QName(parent).localname == "switch"
            ):
                yield _LEFT_OUT[name]
            _drop(one, parent)
            continue
        if name in _UNSEEN and (parent := one.getparent()) is not None:
            _drop(one, parent)
            continue
        if len(one.attrib) > MOST_ATTRIBUTES:
            raise _Found(
                f"one of its elements has more than {MOST_ATTRIBUTES} attributes", _line(one), _AS_PNG
            )
        yield from _attributes(one, name)
        if name == "style":
            _own_only(_unescaped("".join(map(str, one.itertext()))), _line(one))


def _drop(one: etree._Element, parent: etree._Element) -> None:
    """Remove an element, and keep the text after it."""
    if one.tail:
        before = one.getprevious()
        if before is None:
            parent.text = (parent.text or "") + one.tail
        else:
            before.tail = (before.tail or "") + one.tail
    parent.remove(one)


def _attributes(one: etree._Element, name: str) -> Iterator[str]:
    from lxml import etree

    for key, value in list(one.attrib.items()):
        key, value = str(key), str(value)
        local = etree.QName(key).localname.lower()
        space = etree.QName(key).namespace
        if local.startswith("on"):
            del one.attrib[key]
            yield _LEFT_OUT["script"]
        elif local.startswith(("data-", "aria-")) or (space and space not in _SPACES):
            del one.attrib[key]  # a program's own notes: names of layers, folders, settings
        elif local == "base" or (local == "href" and name == "a"):
            del one.attrib[key]
        elif local in ("href", "src"):
            if not _inside(value, _PICTURE):
                raise _leads_out(value, _line(one))
            if not value.strip().startswith("#"):
                _weigh(value, _line(one))
        elif "(" in value or "@" in value:
            _own_only(_unescaped(value), _line(one))


def _weigh(address: str, line: int | None) -> None:
    """Raise the flaw of a drawing that holds a picture which unpacks to very much; only its head is read."""
    from PIL import Image

    head, _, typed = address.partition(",")
    data = urllib.parse.unquote_to_bytes(typed)
    packed = head.rstrip().endswith("base64")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(base64.b64decode(data) if packed else data), formats=_INSIDE) as held:
                large = held.width * held.height > MOST_PIXELS
    except Image.DecompressionBombError:
        large = True
    except (OSError, ValueError, SyntaxError, RuntimeError):
        return  # a broken picture is not drawn, here as in a browser
    if large:
        most = MOST_PIXELS // 1_000_000
        raise _Found(f"it holds a picture of more than {most} million pixels", line, _AS_PNG)


def _own_only(text: str, line: int | None) -> None:
    """Raise the flaw of a style that names anything outside of the drawing."""
    for found in _ADDRESS.finditer(text):
        # how it begins tells all; where it is never closed, the end of the style closes it
        address = text[found.end() : found.end() + 100].partition(found[1] or ")")[0]
        if not _inside(address, _PICTURE) and not _FONT.match(address):
            raise _leads_out(address, line)
    if other := _OTHER_ADDRESS.search(text):
        raise _leads_out(text[other.start() : other.start() + 60], line)
    if _IMPORT.search(text):
        raise _Found("its style is taken from another file, which is not read", line, _AS_PLAIN)


def _inside(address: str, kind: re.Pattern[str]) -> bool:
    address = address.strip()
    return not address or address.startswith("#") or kind.match(address) is not None


def _leads_out(address: str, line: int | None) -> _Found:
    shown = address.strip() if len(address) <= 60 else f"{address.strip()[:60]}…"
    return _Found(
        f'it names "{shown}", and nothing outside of a drawing is read', line,
        "embed what it names in the drawing, or export it as PNG, about 2000 pixels wide",
    )  # fmt: skip


def _unescaped(text: str) -> str:
    """Return a style with its escapes carried out, behind which an address might hide."""
    return _ESCAPED.sub(lambda one: chr(min(int(one[1], 16), 0x10FFFF)) if one[1] else one[2], text)


def _count(root: etree._Element) -> None:
    """Raise the flaw of a drawing whose elements, used again and again, are too many."""
    named = {str(one.get("id")): one for one in root.iter() if one.get("id")}
    counted: dict[etree._Element, int] = {}
    open_: set[etree._Element] = set()

    def count(one: etree._Element) -> int:
        if one in counted:
            return counted[one]
        if one in open_:
            return 0
        open_.add(one)
        found = 1 + sum(map(count, one))
        if one.tag == f"{_SVG}use":
            used = named.get((one.get("href") or one.get(_XLINK) or "").strip().lstrip("#"))
            found += count(used) if used is not None else 0
        open_.discard(one)
        counted[one] = found
        return found

    if count(root) > MOST_ELEMENTS:
        raise _Found(f"it has more than {MOST_ELEMENTS} parts", None, _AS_PNG)


def _size(root: etree._Element) -> tuple[int, int]:
    """Return the size that a drawing is given, its longer side `LONGEST`; both are written into it."""
    box = _view_box(root)
    width, height = _length(root.get("width")), _length(root.get("height"))
    if box is None:
        if width is None or height is None:
            hint = 'write its size into it: viewBox="0 0 800 600", or export it once more'
            raise _Found("it does not say how large it is", _line(root), hint)
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    elif width is None or height is None:
        width, height = box
    if min(width, height) <= 0 or not max(width, height) <= SLIMMEST * min(width, height):
        raise _Found("its width and height are nothing that can be shown", _line(root), _AS_PNG)
    share = LONGEST / max(width, height)
    size = max(1, round(width * share)), max(1, round(height * share))
    root.set("width", str(size[0]))
    root.set("height", str(size[1]))
    for name in ("x", "y"):
        if name in root.attrib:
            del root.attrib[name]
    return size


def _view_box(root: etree._Element) -> tuple[float, float] | None:
    given = root.get("viewBox")
    if given is None:
        return None
    try:
        _, _, width, height = (float(one) for one in _NUMBERS.split(given.strip()))
    except ValueError:
        raise _Found(f'its viewBox "{given[:40]}" is not four numbers', _line(root), _AS_PLAIN) from None
    if not (0 < width < 1e9 and 0 < height < 1e9):
        raise _Found(f'its viewBox "{given[:40]}" has no room', _line(root), _AS_PLAIN)
    return width, height


def _length(given: str | None) -> float | None:
    """Return a length in pixels, None where it is not given or given as a share of what is around it."""
    found = _LENGTH.fullmatch(given or "")
    unit = _UNITS.get(found[2].lower()) if found else None
    length = float(found[1]) * unit if found and unit else None
    return length if length is not None and 0 < length < 1e9 else None


def _bytes(root: etree._Element) -> bytes:
    """Return a drawing as one file: no document type, no comments, nothing of the program that made it."""
    from lxml import etree

    etree.cleanup_namespaces(root)
    data: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    styled = b"<style" in data
    led_to = set(_LED_TO.findall(data.decode()))
    for one in root.iter(etree.Element):
        if not led_to.issuperset(_LED_TO.findall(f"#{one.get('id', '')}")[:1]):
            one.attrib.pop("id", "")  # a name that nothing leads to: a layer's, a shape's
        if not styled:
            one.attrib.pop("class", "")
    cleaned: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return cleaned


@functools.lru_cache(maxsize=32)
def drawn(data: bytes, width: int, height: int) -> bytes | None:
    """Return a drawing that `read_drawing` gave as PNG of that size, or None where it cannot be drawn."""
    from deckgen.deck.media.draw import drawn_apart

    share = min(1.0, LARGEST_DRAWN / max(width, height))
    return drawn_apart(data, max(1, round(width * share)), max(1, round(height * share)))
