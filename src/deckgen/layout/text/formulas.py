"""A formula's MathML → how wide and high it is set, in ems: never less than any program sets it.

Which font sets formulas is not known: Cambria Math in PowerPoint and on Windows, another one elsewhere.
The widths are those of a wide one (DejaVu Math), heights and gaps on the large side. A test compares them
with what a browser shows.
"""

from __future__ import annotations

import functools
import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from deckgen.deck.model import Formula
from deckgen.structs import Struct, replace

if TYPE_CHECKING:
    from xml.etree import ElementTree

ASCENT, DESCENT = 0.95, 0.35
"""Of a letter's line, in ems of its size."""

LINE_ABOVE = 0.72
"""The share of a line's height that is taken to be above its baseline."""

AXIS = 0.28
"""How high fractions, tables and large brackets have their middle."""

SCALES = (1.0, 0.75, 0.62)
"""The size of scripts and of scripts' scripts."""

MARGIN = 1.03
"""What is added to the width of a whole formula."""

SIGN_SPACE, COMMA_SPACE = 0.57, 0.18
"""Around a sign between two things, and after a comma."""

RAISED, LOWERED = 0.45, 0.3
"""How far scripts are moved at least."""

FRACTION_GAP = 0.16
"""Between a fraction's bar and what is above and below it."""

COLUMN_GAP, ROW_GAP = 0.82, 0.14
"""Around the cells of a table."""

LARGE = 1.5
"""How much larger the signs of sums and integrals are on lines of their own."""

CIRCLED = 0.3
"""What a line around a part takes on each of its sides."""

INTEGRAL = 1.4
"""How much taller an integral is than a sum of the same width."""

LARGE_HALF, LARGE_BELOW = 0.6, 0.05
"""Half of a sum's height before it is enlarged, and how much further down than up it goes."""

BRACKET, DOUBLE_BRACKET = 0.12, 0.4
"""What is added to the width of a bracket that may grow: its larger forms are wider."""

BRACKET_HALF, BRACKET_GROWTH = 0.65, 0.2
"""Half of the height from which a bracket goes on growing in width, and by how much of what is beyond."""

INNER_SIGN = 1.5
"""How many times less space a large sign has, or one at the end of a row."""

BAR_ENDS = 0.15
"""By how much a fraction's bar is longer than what is above and below it."""

ROOT, ROOT_HEIGHT, ROOT_GROWTH = 0.75, 1.3, 0.12
"""The width of a root's sign around letters, their height, and its growth with what is higher."""

ROOF, ROOT_FOOT = 0.25, 0.1
"""What a root takes above and below what is in it."""

INDEX_FOOT = 0.6
"""How high above a root's foot its index begins, as a share of what is in it."""

SCRIPT_TOP, SCRIPT_FOOT = 0.6, 0.1
"""How far below the top and above the foot of a high base its scripts are, on the large side."""

AFTER_SCRIPT = 0.08
"""The space after a script; TeX leaves half a point at ten."""

LIMIT_GAP, LIMIT_SIDES = 0.15, 0.2
"""Between a base and what is above or below it, and what is added to its width."""

ACCENT = 0.45
"""The height of an accent, whatever its letter's."""

AFTER_STACK = 0.1
"""What is added to the width of a base with something above or below it."""

UNKNOWN = 0.95
"""The width of a character that the table lacks, on the wide side."""

_LARGE = set("∑∏∐⋃⋂⨆⋁⋀⨁⨂∫∬∭∮")
_TIGHT = set("()[]{}|‖⟨⟩⌊⌋⌈⌉/′″‴!¯^~→")
_UNSEEN = set("\u2061\u2062\u2063\u2064")


class Extent(Struct, frozen=True):
    """The size of a formula or of a part of it, in ems."""

    width: float
    ascent: float
    descent: float

    @property
    def height(self) -> float:
        """All of its height."""
        return self.ascent + self.descent

    def line(self, leading: float) -> float:
        """Return how much higher a line becomes that holds it."""
        above = max(self.ascent, LINE_ABOVE * leading) + max(self.descent, (1 - LINE_ABOVE) * leading)
        return above / leading


class _Style(Struct, frozen=True):
    """How a part is set: as on lines of its own or within them; how many scripts deep."""

    display: bool
    depth: int = 0

    @property
    def scale(self) -> float:
        return SCALES[min(self.depth, 2)]

    def script(self) -> _Style:
        return _Style(False, self.depth + 1)

    def within(self) -> _Style:
        """Return the style of what is above and below a fraction's bar."""
        return _Style(False, self.depth) if self.display else self.script()

    def close(self) -> _Style:
        return _Style(False, self.depth)


@functools.lru_cache(maxsize=4096)
def extent(formula: Formula) -> Extent:
    """Return how large a formula is, in ems of the size it is set at."""
    from xml.etree import ElementTree

    found = _extent(ElementTree.fromstring(formula.mathml), _Style(formula.display))
    return replace(found, width=found.width * MARGIN)


def _extent(element: ElementTree.Element, style: _Style) -> Extent:

    parts = list(element)
    match element.tag:
        case "mi" | "mn" | "mtext" | "mo":
            return _token(element, style)
        case "mspace":
            return Extent(_length(element.get("width", "0")) * style.scale, 0.0, 0.0)
        case "mfrac":
            return _fraction(parts, style)
        case "msqrt":
            return _root(_row(parts, style), style, 0.0)
        case "mroot":
            index = _extent(parts[1], style.script().script())
            return _root(_extent(parts[0], style), style, index.width, index.height)
        case "msub" | "msup" | "msubsup":
            return _scripts(element.tag, parts, style)
        case "munder" | "mover" | "munderover":
            return _stacked(element.tag, parts, style)
        case "mtable":
            return _table(parts, style.close())
        case "mstyle":
            shown = element.get("displaystyle")
            return _row(parts, _Style(shown == "true", style.depth) if shown else style)
        case "menclose":
            inner = _row(parts, style)
            return Extent(inner.width + 2 * CIRCLED, inner.ascent + CIRCLED, inner.descent + CIRCLED)
        case _:
            return _row(parts, style)


def _token(element: ElementTree.Element, style: _Style) -> Extent:
    text, scale = element.text or "", style.scale
    upright = element.tag != "mi" or element.get("mathvariant") == "normal" or len(text) > 1
    width = sum(_width(char if upright else _sloped(char)) for char in text)
    if element.tag == "mo" and text in _LARGE and style.display:
        half = LARGE_HALF * LARGE * (INTEGRAL if text in "∫∬∭∮" else 1.0)
        return Extent(width * LARGE * scale, (half + AXIS) * scale, (half - AXIS + LARGE_BELOW) * scale)
    return Extent(width * scale, ASCENT * scale, DESCENT * scale)


def _row(parts: list[ElementTree.Element], style: _Style) -> Extent:
    """Return the extent of what is side by side, brackets as high as what is between them."""
    found = [_extent(part, style) for part in parts]
    high = [one for one, part in zip(found, parts, strict=True) if not _stretches(part)] or found
    ascent = max((one.ascent for one in high), default=ASCENT * style.scale)
    descent = max((one.descent for one in high), default=DESCENT * style.scale)
    width = 0.0
    for place, (one, part) in enumerate(zip(found, parts, strict=True)):
        width += one.width
        if _stretches(part):
            half = max(ascent - AXIS * style.scale, descent + AXIS * style.scale)
            width += (DOUBLE_BRACKET if part.text in ("‖", "∥") else BRACKET) * style.scale
            width += BRACKET_GROWTH * max(0.0, half - BRACKET_HALF * style.scale)
            ascent, descent = max(ascent, half + AXIS * style.scale), max(descent, half - AXIS * style.scale)
        width += _space(part, place, len(parts)) * style.scale
    return Extent(width, ascent, descent)


def _stretches(part: ElementTree.Element) -> bool:
    return part.tag == "mo" and part.get("stretchy") == "true"


def _space(part: ElementTree.Element, place: int, count: int) -> float:
    """Return the space around a sign, in ems of its size."""
    core = part
    while core.tag in ("munder", "mover", "munderover", "msub", "msup", "msubsup") and len(core):
        core = core[0]
    text = core.text or ""
    if core.tag != "mo" or text in _UNSEEN or part.get("form") in ("prefix", "postfix"):
        return 0.0
    if text in ",;":
        return COMMA_SPACE
    if text in _TIGHT and core is part and text != "→":
        return 0.0
    if text in _LARGE or place in (0, count - 1):
        return SIGN_SPACE / INNER_SIGN
    return SIGN_SPACE


def _fraction(parts: list[ElementTree.Element], style: _Style) -> Extent:
    over, under = (_extent(part, style.within()) for part in parts)
    gap, axis = FRACTION_GAP * style.scale, AXIS * style.scale
    width = max(over.width, under.width) + BAR_ENDS * style.scale
    return Extent(width, axis + gap + over.height, max(0.0, gap + under.height - axis))


def _root(inner: Extent, style: _Style, index: float, above: float = 0.0) -> Extent:
    sign = (ROOT + ROOT_GROWTH * max(0.0, inner.height / style.scale - ROOT_HEIGHT)) * style.scale
    ascent = inner.ascent + ROOF * style.scale
    high = max(ascent, INDEX_FOOT * inner.height - inner.descent + above) if above else ascent
    return Extent(inner.width + sign + index, high, inner.descent + ROOT_FOOT * style.scale)


def _scripts(tag: str, parts: list[ElementTree.Element], style: _Style) -> Extent:
    base = _extent(parts[0], style)
    found = [_extent(part, style.script()) for part in parts[1:]]
    below = found[0] if tag != "msup" else None
    above = found[-1] if tag != "msub" else None
    ascent, descent = base.ascent, base.descent
    if above:
        shift = max(RAISED * style.scale, base.ascent - SCRIPT_TOP * style.scale)
        ascent = max(ascent, shift + above.ascent)
    if below:
        shift = max(LOWERED * style.scale, base.descent - SCRIPT_FOOT * style.scale)
        descent = max(descent, shift + below.descent)
    width = base.width + max(one.width for one in found) + AFTER_SCRIPT * style.scale
    return Extent(width, ascent, descent)


def _stacked(tag: str, parts: list[ElementTree.Element], style: _Style) -> Extent:
    """Return the extent of a base with something above or below it; beside it where lines are close."""
    sign = parts[0].text or ""
    if parts[0].tag == "mo" and sign in _LARGE and not style.display:
        return _scripts({"munder": "msub", "mover": "msup", "munderover": "msubsup"}[tag], parts, style)
    base = _extent(parts[0], style)
    gap = LIMIT_GAP * style.scale
    width, ascent, descent = base.width, base.ascent, base.descent
    for place, part in enumerate(parts[1:]):
        accent = part.get("accent") == "true"
        one = _extent(part, style if accent else style.script())
        width = width if accent else max(width, one.width + LIMIT_SIDES * style.scale)
        height = ACCENT * style.scale if accent else one.height
        if tag == "mover" or place == 1:
            ascent += gap + height
        else:
            descent += gap + height
    return Extent(width + AFTER_STACK * style.scale, ascent, descent)


def _table(rows: Iterable[ElementTree.Element], style: _Style) -> Extent:
    cells = [[_row(list(cell), style) for cell in row] for row in rows]
    columns = max((len(row) for row in cells), default=0)
    widths = (max((row[at].width for row in cells if at < len(row)), default=0.0) for at in range(columns))
    width = sum(widths) + columns * COLUMN_GAP * style.scale
    heights = (
        max((one.ascent for one in row), default=0.0) + max((one.descent for one in row), default=0.0)
        for row in cells
    )
    half = (sum(heights) + 2 * len(cells) * ROW_GAP * style.scale) / 2
    axis = AXIS * style.scale
    return Extent(width, half + axis, max(0.0, half - axis))


def _length(written: str) -> float:
    """Return a length in ems: `0.167em`; 0 for one in other units."""
    return max(0.0, float(written[:-2])) if written.endswith("em") else 0.0


def _sloped(char: str) -> str:
    """Return the sloped form in which a letter that stands alone is shown."""
    if "a" <= char <= "z":
        return "ℎ" if char == "h" else chr(0x1D44E + ord(char) - ord("a"))
    if "A" <= char <= "Z":
        return chr(0x1D434 + ord(char) - ord("A"))
    if "α" <= char <= "ω":
        return chr(0x1D6FC + ord(char) - ord("α"))
    return char


def _width(char: str) -> float:
    if char in _UNSEEN or unicodedata.combining(char):
        return 0.0
    known = _table_of_widths().get(char)
    if known is not None:
        return known
    return 1.0 if unicodedata.east_asian_width(char) in "WF" else UNKNOWN


@functools.cache
def _table_of_widths() -> dict[str, float]:
    text = Path(__file__).with_name("formula-widths.json").read_text(encoding="utf-8")
    found = cast("dict[str, str | list[int] | int]", json.loads(text))
    units = cast("int", found["units"])
    return {
        char: width / units
        for char, width in zip(
            cast("str", found["characters"]), cast("list[int]", found["widths"]), strict=True
        )
    }
