"""MathML → a line of text that reads as the formula: for old programs, searching, copying and alt texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree import ElementTree

_HIGH = dict(
    zip(
        "0123456789+−-=()nabcdefghijklmoprstuvwxyzβγδθ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵝᵞᵟᶿ",
        strict=True,
    )
)
_LOW = dict(zip("0123456789+−-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))

_RELATIONS = set("=<>≤≥≠≈≡∼≅→←↔⇒⇐⇔∈∉⊂⊆⊃⊇∝↦⇌≪≫+±∓−×⋅÷∪∩∧∨⟶⟵∣:")
"""Signs with a space on both sides, where something stands on both."""

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

_MARKS = "\u0300-\u036f\u20d0-\u20ff⁰-₟²³¹ᵃ-ᶿ′″!"
_ATOM = re.compile(rf"[∂Δ−]?(?:\d[\d.,]*|\w|[∞∂])[{_MARKS}]*|√\([^()]*\)|√\w")
"""What stands above or below a fraction's stroke without brackets."""


def linear_text(mathml: str) -> str:
    """Return a formula in one line: `x = (−b ± √(b² − 4ac))/(2a)`."""
    from xml.etree import ElementTree

    said = _said(ElementTree.fromstring(mathml))
    return re.sub(r"\s+", " ", said).strip()


def _said(element: ElementTree.Element) -> str:
    parts = list(element)
    match element.tag:
        case "mi" | "mn" | "mo" | "mtext":
            return (element.text or "").translate(_UNSEEN)
        case "mspace":
            return " "
        case "mfrac":
            over, under = _said(parts[0]), _said(parts[1])
            if element.get("linethickness") == "0":
                return f"{over} over {under}"
            return f"{_held(over)}/{_held(under)}"
        case "msqrt":
            return f"√{_rooted(_row(parts))}"
        case "mroot":
            return f"{_set(_said(parts[1]), _HIGH, '^')}√{_rooted(_said(parts[0]))}".replace("^", "", 1)
        case "msub" | "munder":
            base, below = _said(parts[0]), _said(parts[1])
            return base if below in _BRACES else base + _below(below)
        case "msup":
            return _said(parts[0]) + _raised(_said(parts[1]))
        case "mover":
            return _over(_said(parts[0]), _said(parts[1]))
        case "msubsup" | "munderover":
            return _said(parts[0]) + _below(_said(parts[1])) + _raised(_said(parts[2]))
        case "mtable":
            rows = [[_said(cell) for cell in row] for row in parts]
            return "; ".join(_cells(row) for row in rows)
        case "mphantom":
            return " "
        case _:
            return _row(parts)


def _row(parts: list[ElementTree.Element]) -> str:
    """Return what stands side by side, with a space around signs that stand between two things."""
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


def _apart(parts: list[ElementTree.Element], place: int, said: str, text: str) -> bool:
    """Tell whether a space sets it off: names of functions, sums, what follows a fraction."""
    if not place or said[-1:] in ("", " ", *_OPENING) or not (text[0].isalnum() or text[0] in "([{√∑∏∫∂"):
        return False
    before = parts[place - 1]
    if before.tag == "mfrac" or _first(before).text in _LARGE or before.tag in ("munder", "munderover"):
        return True
    named = len((_first(before).text or "").strip()) > 1 and _first(before).tag == "mi"
    if named or (_first(parts[place]).tag == "mi" and len((_first(parts[place]).text or "").strip()) > 1):
        return text[0] not in "([" and before.tag not in ("mo", "mspace") and said[-1] not in _RELATIONS
    return False


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
    return text if text and set(text) <= set("′″‴") else _set(text, _HIGH, "^")


def _below(text: str) -> str:
    return _set(text, _LOW, "_")


def _set(text: str, signs: dict[str, str], mark: str) -> str:
    """Return a text in small characters where there are such, else behind a mark."""
    close = text.replace(" ", "")
    if close and all(char in signs for char in close) and not re.search(r"[^\W\d_]{3}", close):
        return "".join(signs[char] for char in close)
    return f"{mark}{text}" if len(text) == 1 else f"{mark}({text})"


def _over(base: str, above: str) -> str:
    accent = _ABOVE.get(above)
    if accent:
        return "".join(char + accent for char in base if not char.isspace())
    if above in _BRACES:
        return base
    if base in _RELATIONS:
        return f"{base}({above})"
    return f"{base}{_raised(above)}"
