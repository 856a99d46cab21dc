"""MathML → a line of text that reads as the formula: for old programs, searching, copying and alt texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckgen.structs.patterns import pattern

if TYPE_CHECKING:
    from xml.etree import ElementTree

HIGH = dict(
    zip(
        "0123456789+−-=()nabcdefghijklmoprstuvwxyzβγδθ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵝᵞᵟᶿ",
        strict=True,
    )
)
LOW = dict(zip("0123456789+−-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))

_RELATIONS = set("=<>≤≥≠≈≡∼≅→←↔⇒⇐⇔∈∉⊂⊆⊃⊇∝↦⇌≪≫+±∓−×⋅÷∪∩∧∨⟶⟵∣:")
"""Signs with a space on both sides, where something is on both."""

_OPENING = set("([{⟨⌊⌈")
_LARGE = set("∑∏∫∬∮")
_BRACES = set("⏞⏟︷︸")
_UNSEEN = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064"))
_ABOVE = {
    **dict.fromkeys("→\u20d7", "\u20d7"),
    **dict.fromkeys("¯‾ˉ\u0304\u0305", "\u0304"),
    **dict.fromkeys("^ˆ\u0302", "\u0302"),
    **dict.fromkeys("˙\u0307", "\u0307"),
    **dict.fromkeys("¨\u0308", "\u0308"),
    **dict.fromkeys("~˜\u0303", "\u0303"),
}
"""Accents over a letter → the characters that combine with it."""

_LETTER = pattern("[^\u0300-\u036f\u20d0-\u20ff][\u0300-\u036f\u20d0-\u20ff]*")
"""A letter with all that is above and below it already: the next accent comes once, at its end."""

_MARKS = "\u0300-\u036f\u20d0-\u20ff⁰-₟²³¹ᵃ-ᶿ⁄′″!"
_SCRIPT = "[\ue000\ue001][^\ue002]*\ue002"
"""A script as `formula_line` writes it."""

_ATOM = pattern(rf"[∂Δ−]?(?:\d[\d.,]*|\w|[∞∂])(?:[{_MARKS}]|{_SCRIPT})*|√\([^()]*\)|√\w")
"""What is above or below a fraction's stroke without brackets."""


def linear_text(mathml: str) -> str:
    """Return a formula in one line: `x = (−b ± √(b² − 4ac))/(2a)`."""
    from xml.etree import ElementTree

    said = _said(ElementTree.fromstring(mathml))
    return re.sub(r"\s+", " ", said).strip()


def rows_of(mathml: str) -> int:
    """Return how many lines a formula has set one below the other; those of a matrix do not count."""
    from xml.etree import ElementTree

    element = ElementTree.fromstring(mathml)
    while len(element) == 1 and element.tag != "mtable":
        element = element[0]
    return len(element) if element.tag == "mtable" else 1


def _said(element: ElementTree.Element) -> str:
    parts = list(element)
    match element.tag:
        case "mi" | "mn" | "mo" | "mtext":
            return (element.text or "").translate(_UNSEEN)
        case "mspace" | "mphantom":
            return " "
        case "mtable":
            return "; ".join(_cells([_said(cell) for cell in row]) for row in parts)
        case "msqrt":
            return f"√{_rooted(_row(parts))}"
        case "mfrac" | "mroot" | "msub" | "munder" | "msup" | "mover" | "msubsup" | "munderover":
            return _composed(element, [_said(part) for part in parts])
        case _:
            return _row(parts)


def _composed(element: ElementTree.Element, said: list[str]) -> str:
    """Return a base with what is set above, below or beside it; both are said already."""
    match element.tag, said:
        case "mfrac", [over, under]:
            stroke = element.get("linethickness") != "0"
            return f"{_held(over)}/{_held(under)}" if stroke else f"{over} over {under}"
        case "mroot", [base, degree]:
            return f"{_set(degree, HIGH, '^')}√{_rooted(base)}".replace("^", "", 1)
        case "msub" | "munder", [base, below]:
            return base if below in _BRACES else base + _below(below)
        case "msup", [base, above]:
            return base + _raised(above)
        case "mover", [base, above]:
            return _over(base, above)
        case _:
            base, below, above = said
            return base + _below(below) + _raised(above)


def _row(parts: list[ElementTree.Element]) -> str:
    """Return what is side by side, with a space around signs that are between two things."""
    said = ""
    for place, part in enumerate(parts):
        text = _said(part)
        if not text:
            continue
        inside = bool(said.strip()) and place + 1 < len(parts)
        if inside and _is_sign(part) and said.rstrip()[-1:] not in _OPENING | _RELATIONS | {","}:
            said = f"{said.rstrip()} {text.strip()} "
        elif part.tag == "mo" and text.strip() in (",", ";"):
            said = f"{said.rstrip()}{text.strip()} "
        elif _apart(parts, place, said, text):
            said = f"{said} {text}"
        else:
            said += text
    return said


def _is_sign(part: ElementTree.Element) -> bool:
    """Tell whether it is a sign between two things, also with something above it."""
    core = part[0] if part.tag in ("mover", "munder", "munderover") else part
    return core.tag == "mo" and (core.text or "") in _RELATIONS and not core.get("form")


def is_large(part: ElementTree.Element) -> bool:
    """Tell whether a part begins with a large sign, whose limits may be above and below it."""
    return _first(part).text in _LARGE


def is_word(part: ElementTree.Element) -> bool:
    """Tell whether a part begins with a name of several letters, as functions have: sin, log."""
    first = _first(part)
    return first.tag == "mi" and len((first.text or "").strip()) > 1


def unset(said: str) -> bool:
    """Tell whether what is set above or below something says nothing by itself: primes, braces."""
    return not said or set(said) <= set("′″‴") | _BRACES


def _apart(parts: list[ElementTree.Element], place: int, said: str, text: str) -> bool:
    """Tell whether a space sets it off: names of functions, sums, what follows a fraction."""
    if not place or said[-1:] in ("", " ", *_OPENING) or not (text[0].isalnum() or text[0] in "([{√∑∏∫∂"):
        return False
    before = parts[place - 1]
    if before.tag in ("mfrac", "munder", "munderover") or _first(before).text in _LARGE:
        return True
    if not (is_word(before) or is_word(parts[place])):
        return False
    return text[0] not in "([" and before.tag not in ("mo", "mspace") and said[-1] not in _RELATIONS


def _first(part: ElementTree.Element) -> ElementTree.Element:
    return next((one for one in part.iter() if one.text), part)


def _cells(row: list[str]) -> str:
    """Return a row of a table: columns with commas between, but equations aligned at their sign."""
    said = [one.strip() for one in row if one.strip()]
    if any(one.strip()[:1] in _RELATIONS for one in row[1:] if one.strip()):
        return " ".join(f"{one[0]} {one[1:].lstrip()}" if one[0] in _RELATIONS else one for one in said)
    return ", ".join(said)


def _held(text: str) -> str:
    """Return a text in brackets, where it is more than one thing."""
    return text if _ATOM.fullmatch(text) else f"({text})"


def _rooted(text: str) -> str:
    return text if re.fullmatch(r"\w", text) or text.isdigit() else f"({text})"


def _raised(text: str) -> str:
    return text if text and set(text) <= set("′″‴") else _set(text, HIGH, "^")


def _below(text: str) -> str:
    return _set(text, LOW, "_")


def _set(text: str, signs: dict[str, str], mark: str) -> str:
    """Return a text in small characters where there are such, else after a mark."""
    close = text.replace(" ", "")
    if close and all(char in signs for char in close) and not re.search(r"[^\W\d_]{3}", close):
        return "".join(signs[char] for char in close)
    return f"{mark}{text}" if len(text) == 1 else f"{mark}({text})"


def _over(base: str, above: str) -> str:
    accent = _ABOVE.get(above)
    if accent:
        return _LETTER.sub(rf"\g<0>{accent}", "".join(base.split()))
    if above in _BRACES:
        return base
    if base in _RELATIONS:
        return f"{base}({above})"
    return f"{base}{_raised(above)}"
