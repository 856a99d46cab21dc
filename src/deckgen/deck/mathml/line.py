"""MathML → a formula in one line, as runs: slanted letters, real subscripts and superscripts.

Programs that cannot set Office's formulas show it among words. What is raised or lowered twice, such as the
index of an exponent, is written with the small characters of `text`, or as it is typed.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from deckgen.deck.mathml.text import is_large, is_word, linear_text, unset
from deckgen.deck.runs import Run
from deckgen.structs.patterns import pattern

if TYPE_CHECKING:
    from xml.etree import ElementTree

RAISED, LOWERED, LEVEL = "\ue000", "\ue001", "\ue002"
"""What is before and after what is set above or below the line."""

_SCRIPTS = ("msub", "msup", "msubsup", "munder", "mover", "munderover")
_STRETCH = pattern(f"([{RAISED}{LOWERED}])([^{LEVEL}]*){LEVEL}|[^{RAISED}{LOWERED}]+")
_MARKED = pattern("[_^]")
"""What is in a line before something raised or lowered that has no small characters."""

_SHARE = pattern(r"([_^])\(([0-9]+/[0-9]+)\)")
"""A fraction of numbers that is raised or lowered."""

_LOW, _HIGH = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"), str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_LOOSE = pattern(r" ([^\w\s]) ")
"""A sign between two things with a space on both sides, which it has not in small type."""

_SLANTED = pattern("((?:[\U0001d434-\U0001d467\u210e\U0001d6fc-\U0001d71b][\u0300-\u036f\u20d0-\u20ff]*)+)")
"""Letters as Unicode has them for formulas, which stand for slanted ones until the line is made."""


def formula_line(mathml: str) -> tuple[Run, ...]:
    """Return a formula in one line, which no program is to break at a space."""
    from xml.etree import ElementTree

    root = ElementTree.fromstring(mathml)
    _slant(root)
    line = linear_text(ElementTree.tostring(_scripted(root), encoding="unicode"))
    runs: list[Run] = []
    for found in _STRETCH.finditer(line):
        way, text = found[1], found[2] if found[1] else found[0]
        for piece in filter(None, _SLANTED.split(text)):
            slanted = _SLANTED.fullmatch(piece) is not None
            said = unicodedata.normalize("NFKC", piece) if slanted else piece.replace(" ", "\u00a0")
            runs.append(Run(said, italic=slanted, superscript=way == RAISED, subscript=way == LOWERED))
    return tuple(runs)


def _slant(root: ElementTree.Element) -> None:
    """Write names of one letter in the characters that stand for slanted ones."""
    for one in root.iter("mi"):
        letter = (one.text or "").strip()
        if len(letter) == 1 and one.get("mathvariant") != "normal":
            one.text = _slanted(letter)


def _slanted(letter: str) -> str:
    code = ord(letter)
    if letter == "h":
        return "\u210e"
    if "A" <= letter <= "Z":
        return chr(0x1D434 + code - ord("A"))
    if "a" <= letter <= "z":
        return chr(0x1D44E + code - ord("a"))
    return chr(0x1D6FC + code - ord("α")) if "α" <= letter <= "ω" else letter


def _scripted(element: ElementTree.Element) -> ElementTree.Element:
    """Return a formula whose scripts of one level are texts between the signs for above and below."""
    from xml.etree import ElementTree

    if element.tag in _SCRIPTS and (made := _script(element)) is not None:
        return made
    copy = ElementTree.Element(element.tag, element.attrib)
    copy.text = element.text
    copy.extend(_scripted(one) for one in element)
    return copy


def _small(line: str) -> str:
    """Return a line with its raised and lowered fractions of numbers in small characters.

    Only what is seen has them: faces lack some, and programs then copy them out of their order.
    """
    return _SHARE.sub(
        lambda found: (found[2].translate(_LOW if found[1] == "_" else _HIGH)).replace("/", "⁄"), line
    )


def _script(element: ElementTree.Element) -> ElementTree.Element | None:
    """Return a base with its scripts beside it, None where they are none or hold others at full size."""
    from xml.etree import ElementTree

    base, *scripts = element
    limits = element.tag.startswith(("munder", "mover"))
    if limits and not (is_large(base) or is_word(base)):
        return None
    said = [_small(linear_text(ElementTree.tostring(one, encoding="unicode"))) for one in scripts]
    if any(unset(one) or _MARKED.search(one) for one in said):
        return None
    single = RAISED if element.tag in ("msup", "mover") else LOWERED
    ways = (LOWERED, RAISED) if len(said) > 1 else (single,)
    row = ElementTree.Element("mrow")
    row.append(_scripted(base))
    for way, text in zip(ways, said, strict=True):
        close = _LOOSE.sub(r"\1", text)
        ElementTree.SubElement(row, "mtext").text = f"{way}{close}{LEVEL}"
    return row
