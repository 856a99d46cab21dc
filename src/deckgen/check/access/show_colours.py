"""The colours of an HTML page, as far as the file itself tells them → texts that are too faint.

Judged are colours in style attributes, and the variables of deckgen's own shows, which set the colours of all
their text. What style sheets make of a page can be told in a browser only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from PIL import ImageColor

from deckgen.check.access.elements import Element, described, is_hidden, line_of, tag_of
from deckgen.check.access.rules import Issue, Spot, issue
from deckgen.check.access.texts import shown
from deckgen.theme.contrast import TEXT, ratio

LARGE = 3.0
"""The least ratio of large text."""

_ROOT = re.compile(r":root(?P<which>\[[^\]]*\])?\s*\{(?P<body>[^{}]*)\}")
_VARIABLE = re.compile(r"--([a-z]+)\s*:\s*(#[0-9A-Fa-f]{6})\b")

_PAIRS = (
    ("ink", "bg"), ("title", "bg"), ("muted", "bg"), ("accent", "bg"), ("ink", "panel"), ("iink", "ibg"),
    ("imuted", "ibg"), ("iaccent", "ibg"),
)  # fmt: skip
"""The variables of a show's texts, and of what they are in front of."""

_SIZE = re.compile(r"(\d+(?:\.\d+)?)(px|pt)")


def is_own(root: Element) -> bool:
    """Tell whether a page is a show that deckgen wrote."""
    return any(
        one.get("name") == "generator" and one.get("content", "").startswith("deckgen")
        for one in root.iter("meta")
    )


def faint_variables(root: Element) -> Iterator[Issue]:
    """Yield the pairs of a show's colours that are too faint, in each of its schemes."""
    for sheet in root.iter("style"):
        for found in _ROOT.finditer("".join(str(one) for one in sheet.itertext())):
            colours = dict(_VARIABLE.findall(found["body"]))
            scheme = (found["which"] or "").strip("[]").rpartition("=")[2].strip("\"'")
            for upper, lower in _PAIRS:
                if upper not in colours or lower not in colours:
                    continue
                contrast = ratio(colours[upper], colours[lower])
                if contrast < TEXT:
                    where = f" in the {scheme} scheme" if scheme else ""
                    figure = int(contrast * 100) / 100
                    message = (
                        f"the colour --{upper} on --{lower} has a contrast of {figure:g} : 1{where}, "
                        f"text needs {TEXT:g} : 1"
                    )
                    yield issue("contrast", Spot(element="<style>", line=line_of(sheet)), message)


def faint_texts(root: Element, at: Callable[[Element], Spot]) -> Iterator[Issue]:
    """Yield the elements that are too faint by their own style, or that of those around them.

    A page without style sheets is black on white where it says nothing; in one with them an element is judged
    where it sets both colours itself.
    """
    styled = next(root.iter("style", "link"), None) is not None
    for one in root.iter():
        text = _own_text(one)
        if not text or is_hidden(one, from_readers=False):
            continue
        colours = _own(one) if styled else _inherited(one)
        contrast = ratio(*colours) if colours else TEXT
        large = _is_large(one)
        unsure = large is None and styled  # a style sheet may set it in large letters
        least = LARGE if large or unsure else TEXT
        if contrast < least:
            figure = int(contrast * 100) / 100
            needed = f"text needs {least:g} : 1"
            message = f'"{shown(text)}" has a contrast of {figure:g} : 1, {needed}: {described(one)}'
            yield issue("contrast", at(one), message)


def _own_text(element: Element) -> str:
    """Return the text that is an element's own, without that of the elements in it."""
    if not tag_of(element):
        return ""
    return " ".join((element.text or "", *(one.tail or "" for one in element))).strip()


def _own(element: Element) -> tuple[str, str] | None:
    """Return the colours of text and background where an element sets both itself."""
    style = _style(element)
    return _both(style.get("color", ""), style.get("background-color") or style.get("background", ""))


def _both(text: str, ground: str) -> tuple[str, str] | None:
    """Return two colours as `#RRGGBB`, None where one of them is no opaque colour."""
    upper, lower = _colour(text), _colour(ground)
    return (upper, lower) if upper and lower else None


def _inherited(element: Element) -> tuple[str, str] | None:
    """Return the colours of text and background as an element has them from those around it."""
    around = (element, *element.iterancestors())
    text = next((found for one in around if (found := _text_colour(one))), "black")
    ground = next((found for one in around if (found := _ground_colour(one))), "white")
    return _both(text, ground)


def _text_colour(element: Element) -> str:
    own = _style(element).get("color", "") or (element.get("color", "") if tag_of(element) == "font" else "")
    return own or ("#0000EE" if tag_of(element) == "a" and element.get("href") else "")


def _ground_colour(element: Element) -> str:
    style = _style(element)
    return style.get("background-color") or style.get("background") or element.get("bgcolor") or ""


def _style(element: Element) -> dict[str, str]:
    pairs = (one.partition(":") for one in element.get("style", "").split(";") if ":" in one)
    return {name.strip().lower(): value.replace("!important", "").strip() for name, _, value in pairs}


def _colour(value: str) -> str:
    """Return `#RRGGBB`, empty for what is no opaque colour."""
    try:
        found = ImageColor.getrgb(value.strip().lower())
    except ValueError:
        return ""
    if len(found) == 4 and found[3] < 255:
        return ""
    return "#{:02X}{:02X}{:02X}".format(*found[:3])


def _is_large(element: Element) -> bool | None:
    """Tell whether a text counts as large; None where nothing says how large it is."""
    for one in (element, *element.iterancestors()):
        found = _SIZE.fullmatch(_style(one).get("font-size", ""))
        if found:
            points = float(found[1]) * (0.75 if found[2] == "px" else 1)
            return points >= 18 or (points >= 14 and _is_bold(element))
        if tag_of(one) in ("h1", "h2"):
            return True
    return None


def _is_bold(element: Element) -> bool:
    weight = _style(element).get("font-weight", "")
    return weight in ("bold", "bolder", "700", "800", "900") or tag_of(element) in ("b", "strong", "th")
