"""An HTML page's elements → which of them are there for readers, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

Element = etree._Element

_UNSEEN = {"script", "style", "template", "noscript", "head", "meta", "link", "title", "base"}


def tag_of(element: Element) -> str:
    """Return the name of an element in lower case, empty for comments."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def is_hidden(element: Element, *, from_readers: bool = True) -> bool:
    """Tell whether nobody sees an element; `from_readers`: or whether screen readers pass it over."""
    for one in (element, *element.iterancestors()):
        style = one.get("style", "").replace(" ", "").lower()
        if (
            tag_of(one) in _UNSEEN
            or one.get("hidden") is not None
            or "display:none" in style
            or "visibility:hidden" in style
        ):
            return True
        if from_readers and one.get("aria-hidden") == "true":
            return True
    return False


def text_of(element: Element) -> str:
    """Return what an element says aloud: its text and the names of its pictures, not what is hidden."""
    return " ".join("".join(_spoken(element)).split())


def _spoken(element: Element) -> Iterator[str]:
    tag = tag_of(element)
    if not tag or tag in _UNSEEN or element.get("aria-hidden") == "true" or element.get("hidden") is not None:
        return
    label = element.get("aria-label", "").strip()
    if label:
        yield f" {label} "
        return
    if tag in ("img", "area"):
        yield f" {element.get('alt', '')} "
        return
    yield element.text or ""
    for one in element:
        yield from _spoken(one)
        yield one.tail or ""


def name_of(element: Element, ids: dict[str, Element]) -> str:
    """Return the name by which an element is announced, empty where it has none."""
    referred = [ids[one] for one in element.get("aria-labelledby", "").split() if one in ids]
    named = " ".join(text_of(one) for one in referred).strip() or element.get("aria-label", "").strip()
    if named:
        return named
    title, kind = element.get("title", "").strip(), element.get("type", "").lower()
    match tag_of(element), kind:
        case (("img" | "area"), _) | ("input", "image"):
            return element.get("alt", "").strip() or title
        case ("svg", _):
            return _svg_name(element)
        case ("input", ("submit" | "reset")):
            return element.get("value", kind).strip()
        case ("input", "button"):
            return element.get("value", "").strip() or title
    return text_of(element) or title or _inner_name(element)


def _svg_name(element: Element) -> str:
    own = next((one for one in element if tag_of(one) in ("title", "desc")), None)
    return "".join(str(part) for part in own.itertext()).strip() if own is not None else ""


def _inner_name(element: Element) -> str:
    """Return the name of a drawing in an element that has no text."""
    for one in element.iter():
        if tag_of(one) == "svg" and not is_hidden(one):
            return name_of(one, {})
    return ""


def described(element: Element) -> str:
    """Return what messages call an element: `<img src="a.png">`, its data left out."""
    shown = [
        f'{name}="{value if len(value) <= 40 else value[:39] + "…"}"'
        for name in ("id", "class", "src", "href", "type", "name")
        if (value := element.get(name))
    ]
    return f"<{' '.join((tag_of(element), *shown[:2]))}>"


def line_of(element: Element) -> int:
    """Return the line that an element begins in, 0 where that is not known."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0
