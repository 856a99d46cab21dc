"""An HTML page's pictures, links, fields and recordings → what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import unquote

from deckgen.check.access.elements import Element, described, is_hidden, name_of, tag_of, text_of
from deckgen.check.access.rules import Issue, Spot, issue
from deckgen.check.access.texts import ADDRESS, is_vague, poor_alt, shown

Places = Callable[[Element], Spot]
Ids = dict[str, Element]

_DECORATION = ("presentation", "none")


def pictures(root: Element, ids: Ids, at: Places) -> Iterator[Issue]:
    """Yield what is wrong with the texts of pictures."""
    for one in root.iter():
        kind = _picture(one)
        if not kind or is_hidden(one) or one.get("role") in _DECORATION:
            continue
        called, name = described(one), name_of(one, ids)
        if not name:
            yield from _nameless(one, kind, at(one), called)
        elif kind in ("img", "role"):
            yield from poor_alt(name, at(one), called, picture=kind == "img" and not _is_chart(one))


def _nameless(element: Element, kind: str, spot: Spot, called: str) -> Iterator[Issue]:
    if kind == "area":
        yield issue("link-empty", spot, f"a part of a picture is a link without words: {called}")
    elif kind == "img" and element.get("alt") is None:
        yield issue("alt-missing", spot, f"a picture has no alternative text: {called}")
    elif kind in ("drawn", "role") and not _is_in_named(element):
        yield issue("alt-missing", spot, f"a drawing has no alternative text: {called}")


def _picture(element: Element) -> str:
    """Return which kind of picture an element is, empty where it is none."""
    tag = tag_of(element)
    if tag == "img":
        return "img"
    if tag == "area":
        return "area" if element.get("href") is not None else ""
    if tag and element.get("role") == "img":
        return "role"
    return "drawn" if tag in ("svg", "canvas", "object", "embed") else ""


def _is_chart(element: Element) -> bool:
    return any("chart" in one.get("class", "").split() for one in (element, *element.iterancestors()))


def _is_in_named(element: Element) -> bool:
    """Tell whether a drawing is part of something that has words: a button, a link, a named picture."""
    tags, roles = {"button", "a", "label", "summary", "svg"}, {"img", "button", "link"}
    return any(tag_of(one) in tags or one.get("role") in roles for one in element.iterancestors())


def links(root: Element, ids: Ids, at: Places) -> Iterator[Issue]:
    """Yield what is wrong with the words and the ends of links."""
    ends = {"top", *ids, *(one.get("name", "") for one in root.iter("a"))}
    for one in root.iter("a"):
        href = one.get("href")
        if href is None or is_hidden(one):
            continue
        words = name_of(one, ids)
        said = shown(words)
        if not words:
            yield issue("link-empty", at(one), f"a link has no words: {described(one)}")
        elif is_vague(words):
            yield issue("link-vague", at(one), f'the link "{said}" does not say where it leads')
        elif ADDRESS.fullmatch(words) and not _has_context(one, words):
            yield issue("link-address", at(one), f'a link shows nothing but its address: "{said}"')
        if href.startswith("#") and len(href) > 1 and unquote(href[1:]) not in ends:
            yield issue(
                "link-broken", at(one), f'the link "{said}" leads to "{shown(href)}", which is not there'
            )


def _has_context(link: Element, words: str) -> bool:
    """Tell whether the paragraph around an address says where it leads."""
    for one in link.iterancestors():
        if tag_of(one) in ("p", "li", "td", "dd", "div", "figcaption", "body"):
            rest = [word for word in text_of(one).replace(words, " ").split() if any(map(str.isalpha, word))]
            return len(rest) >= 3 and tag_of(one) != "body"
    return False


_UNLABELLED = {"hidden", "submit", "reset", "button", "image"}


_PRESSED = {"button", "link", "tab", "menuitem"}


def fields(root: Element, ids: Ids, at: Places) -> Iterator[Issue]:
    """Yield buttons and fields without a name."""
    labelled = {one.get("for", "") for one in root.iter("label") if text_of(one)} - {""}
    for one in root.iter():
        kind = _field(one)
        if not kind or is_hidden(one):
            continue
        if kind == "button" and not name_of(one, ids):
            yield issue("name-missing", at(one), f"a button has no words: {described(one)}")
        if kind == "field" and one.get("id") not in labelled and not _is_labelled(one, ids):
            yield issue("label-missing", at(one), f"a field has no label: {described(one)}")


def _field(element: Element) -> str:
    """Return whether an element is a button or a field, empty where it is neither."""
    tag = tag_of(element)
    kind = element.get("type", "text").lower() if tag == "input" else ""
    if tag in ("button", "summary") or kind in _UNLABELLED - {"hidden"}:
        return "button"
    if tag and tag != "a" and element.get("role") in _PRESSED:
        return "button"
    return "field" if tag in ("select", "textarea") or kind not in ("", *_UNLABELLED) else ""


def _is_labelled(field: Element, ids: Ids) -> bool:
    """Tell whether a field has a label around it, or a name of its own."""
    wrapped = any(text_of(one) for one in field.iterancestors("label"))
    own = field.get("aria-label", "").strip() or field.get("title", "").strip()
    return wrapped or bool(own) or any(one in ids for one in field.get("aria-labelledby", "").split())


def media(root: Element, at: Places) -> Iterator[Issue]:
    """Yield recordings without captions, and those that begin by themselves."""
    for one in root.iter("video", "audio"):
        if is_hidden(one):
            continue
        called = described(one)
        tracks = [track.get("kind", "subtitles") for track in one.iter("track")]
        silent = one.get("muted") is not None
        if one.tag == "video" and not silent and not {"captions", "subtitles"} & set(tracks):
            yield issue("captions-missing", at(one), f"a video has no captions: {called}")
        if one.tag == "audio" and not tracks:
            message = f"a recording has no captions; its words may be nowhere else: {called}"
            yield issue("transcript", at(one), message)
        if one.get("autoplay") is not None and not silent:
            yield issue("media-autoplay", at(one), f"a recording begins to play by itself: {called}")
        if one.get("loop") is not None and one.get("autoplay") is not None and silent:
            yield issue("motion-repeats", at(one), f"a video moves without an end: {called}")
