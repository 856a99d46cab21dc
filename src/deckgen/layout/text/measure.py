"""Runs → the unbreakable fragments of a paragraph and how wide they are, in ems.

Widths are in ems, so that a paragraph is measured once, whatever sizes are tried. A line may end after a
fragment only. Renderers differ in where they break; a fragment ends only where all of them do (spaces,
hyphens and dashes between letters, between ideographs, between words that only dictionaries know), so that a
line count is never too low.
"""

from __future__ import annotations

import bisect
import functools
import math
import unicodedata
from collections.abc import Iterator

from deckgen.deck.model import Formula, Run, Runs
from deckgen.layout.text.blanks import BLANK
from deckgen.layout.text.dictionaries import line_ends
from deckgen.layout.text.formulas import extent
from deckgen.layout.text.metrics import Face, face
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern
from deckgen.theme.model import Theme, TypeStyle

SCRIPT_SIZE = 0.67
"""The size of superscripts and subscripts, as a share of the text's."""

LONG = 8.0
"""Addresses longer than this, in ems, may be broken anywhere."""

FORCED = math.inf
"""The gap after a fragment that ends its line whatever follows."""

UNBROKEN = "\ue000"
"""Stands for each character of a formula where places are looked for at which lines end."""

_WORD = pattern(f"([^{BLANK}]+)([{BLANK}]*)")
_HYPHEN = pattern("[-‐–—\u00ad]")
_BEYOND = pattern("[^\x00-\u0dff\u2000-\u2e7f]")
"""Characters without which a text needs no pattern of `east_asian`, whose compiling takes 20 ms."""
_ADDRESS = pattern(r"[/@_=&\\]|\w\.\w|www\.")

APART = 0.25
"""The space that LibreOffice and Word leave between an ideograph and a Latin letter or figure, in ems."""

WIDER = 0.65
"""How much wider a quotation mark is in most faces that have ideographs than in Latin ones, in ems."""

NOT_FIRST = frozenset(
    "、。，．・：；？！）］｝〉》」』】〕〗〙〟’”…‥ー々〻ゝゞヽヾ％‰℃"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}%"
)
"""Characters that no line begins with (kinsoku)."""

NOT_LAST = frozenset("（［｛〈《「『【〔〖〘〝‘“([{$£¥＄￡￥")
"""Characters that no line ends with (kinsoku)."""


class Measured(Struct, frozen=True):
    """A paragraph as fragments. All widths are in ems of the paragraph's size.

    `gaps` holds the space after each fragment, 0 where there is none. `ends` are the places in the text
    after each fragment, its space not counted. `addresses` are the fragments that may be broken anywhere.
    `foreign` says that another font than the theme's is needed, with lines of its own height.
    """

    text: str
    widths: tuple[float, ...]
    gaps: tuple[float, ...]
    ends: tuple[int, ...]
    addresses: frozenset[int]
    total: float
    """The width of all of it on one line; infinite where there is a forced line end."""
    foreign: bool

    def fragment(self, index: int) -> str:
        """Return the characters of a fragment."""
        return self.text[self.ends[index - 1] if index else 0 : self.ends[index]].strip()

    def longest(self) -> float:
        """Return the width of the widest fragment that must not be broken."""
        return max(
            (width for index, width in enumerate(self.widths) if index not in self.addresses), default=0.0
        )


def measure(runs: Runs, style: TypeStyle, theme: Theme, *, bold: bool | None = None) -> Measured:
    """Return the runs as fragments in the style's face; `bold` overrides the style's own weight."""
    strong = style.bold if bold is None else bold
    faces = theme.face(style).metrics, theme.faces["mono"].metrics
    return measured_in(runs, faces, strong, style.tracking / style.size, style.spacing / style.size)


@functools.lru_cache(maxsize=4096)
def measured_in(
    runs: Runs, faces: tuple[str, str], strong: bool, tracking: float, spacing: float
) -> Measured:
    """Return runs as fragments, in a face and that of program text, by the names of their widths.

    A title or a name of the road is measured several times over; what is asked for again is known.
    """
    text = runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)
    ruler = _Ruler(tuple(_cut(runs, faces, strong)), tracking, spacing)
    spans = _spans(runs)
    widths = [ruler.width(start, stop, text) for start, stop, _ in spans]
    blank = ruler.pieces[0].words[" "] + tracking + spacing if ruler.pieces else 0.0
    gaps = [_gap(space, blank) for _, _, space in spans]
    if _BEYOND.search(text):
        _set_apart(text, [start for start, _, _ in spans], widths)
    addresses = frozenset(
        index
        for index, (start, stop, _) in enumerate(spans)
        if widths[index] > LONG and _ADDRESS.search(text, start, stop)
    )
    total = sum(widths) + sum(gaps[:-1])
    foreign = any(piece.words.foreign(text[piece.start : piece.stop]) for piece in ruler.pieces)
    return Measured(
        text, tuple(widths), tuple(gaps), tuple(span[1] for span in spans), addresses, total, foreign
    )


def _spans(runs: Runs) -> list[tuple[int, int, str]]:
    """Return the start and stop of each fragment of the runs, and the white space after it.

    No line ends within a formula, whatever its text says.
    """
    whole = "".join(UNBROKEN * len(run.text) if run.formula else run.text for run in runs)
    if _HYPHEN.search(whole) or (_BEYOND.search(whole) and _is_breakable(whole)):
        return list(_fragments(whole))
    return [(*match.span(1), match[2]) for match in _WORD.finditer(whole)]


def _is_breakable(text: str) -> bool:
    """Tell whether lines may end within words of a text that go on without spaces or hyphens."""
    from deckgen.layout.text.east_asian import BREAKABLE

    return BREAKABLE.search(text) is not None


class _Piece(Struct, frozen=True):
    """A stretch of the text in one face; `scale` is its size as a share of the paragraph's."""

    start: int
    stop: int
    words: Face
    scale: float


def _cut(runs: Runs, faces: tuple[str, str], strong: bool) -> Iterator[_Piece]:
    start = 0
    for run in runs:
        stop = start + len(run.text)
        words = face(faces[run.code], bold=strong or run.bold, italic=run.italic)
        if run.formula:
            words = _formula_face(run.text, run.formula, words)
        yield _Piece(start, stop, words, _scale(run))
        start = stop


def run_face(run: Run, style: TypeStyle, theme: Theme, strong: bool) -> Face:
    """Return the widths of the face that a run is set in; `strong` tells whether its paragraph is bold."""
    chosen = theme.faces["mono"] if run.code else theme.face(style)
    return face(chosen.metrics, bold=strong or run.bold, italic=run.italic)


def _formula_face(text: str, formula: Formula, words: Face) -> Face:
    """Return a face in which a formula's text is as wide as the formula, or wider where the text is."""
    own = Face(words.characters)
    own[text] = max(extent(formula).width, words[text])
    return own


def _scale(run: Run) -> float:
    return SCRIPT_SIZE if run.superscript or run.subscript else 1.0


class _Ruler:
    """Measures stretches of a text from left to right, each in the faces it is set in.

    `tracking` is added after each character, `spacing` to each space as well, in ems.
    """

    def __init__(self, pieces: tuple[_Piece, ...], tracking: float, spacing: float) -> None:
        self.pieces = pieces
        self.tracking = tracking
        self.spacing = spacing
        self.at = 0

    def width(self, start: int, stop: int, text: str) -> float:
        """Return the width of `text[start:stop]` in ems; later calls never start before earlier ones."""
        pieces = self.pieces
        while pieces[self.at].stop <= start:
            self.at += 1
        piece = pieces[self.at]
        if stop <= piece.stop:
            width = piece.words[text[start:stop]] * piece.scale
        else:
            width = 0.0
            for piece in pieces[self.at :]:
                if piece.start >= stop:
                    break
                width += piece.words[text[max(start, piece.start) : min(stop, piece.stop)]] * piece.scale
        if text[stop - 1] == "\u00ad":
            width += piece.words["-"] * piece.scale
        if self.spacing:
            width += self.spacing * text.count("\u00a0", start, stop)
        return width + self.tracking * (stop - start)


def _set_apart(text: str, starts: list[int], widths: list[float]) -> None:
    """Add the space at each border between ideographs and other letters to the fragment before it.

    Quotation marks among ideographs are as wide as they.
    """
    from deckgen.layout.text.east_asian import BORDER, EAST_ASIAN, WIDE_MARK

    if not EAST_ASIAN.search(text):
        return
    for border in BORDER.finditer(text):
        widths[bisect.bisect_left(starts, border.end()) - 1] += APART
    for mark in WIDE_MARK.finditer(text):
        widths[bisect.bisect_right(starts, mark.start()) - 1] += WIDER


def _gap(space: str, blank: float) -> float:
    if space == " ":
        return blank
    if not space:
        return 0.0
    if any(char in "\n\v\u2028\u2029" for char in space):
        return FORCED
    return sum(0.0 if char == "\u200b" else max(blank, _WIDE_SPACES.get(char, 0.0)) for char in space)


_WIDE_SPACES = {"\u2000": 0.5, "\u2001": 1.0, "\u2002": 0.5, "\u2003": 1.0, "\u2004": 1 / 3, "\u3000": 1.0}
"""The spaces that Unicode makes wider than an ordinary one, in ems."""


def _fragments(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start and stop of each fragment, and the white space after it."""
    for match in _WORD.finditer(text):
        start, stop = match.span(1)
        space = match[2]
        if stop - start > 1:
            for cut in _cuts(text, start, stop):
                yield start, cut, ""
                start = cut
        yield start, stop, space


def _cuts(text: str, start: int, stop: int) -> Iterator[int]:
    """Yield the places within a word at which a line may end."""
    last = start
    known = _known_ends(text, start, stop) if _BEYOND.search(text, start, stop) else frozenset()
    for at in range(start + 1, stop):
        if at in known or _may_end(text, last, at, stop):
            last = at
            yield at


def _known_ends(text: str, start: int, stop: int) -> frozenset[int]:
    """Return the places in a word of letters without spaces between them at which a line may end."""
    from deckgen.layout.text.east_asian import UNSPACED

    if not UNSPACED.search(text, start, stop):
        return frozenset()
    ends = (start + end for end in line_ends(text[start:stop]))
    return frozenset(at for at in ends if UNSPACED.match(text, at))


def _may_end(text: str, start: int, at: int, stop: int) -> bool:
    """Tell whether a line may end before `text[at]` in the fragment that began at `start`."""
    before, after = text[at - 1], text[at]
    if before == "\u00ad":
        return True
    if before in "-‐–—":
        return after.isalpha() and at - start > 2 and text[at - 2].isalpha() and stop - at > 1
    if _is_ideograph(before) or _is_ideograph(after):
        known = (before in NOT_LAST or after in NOT_FIRST) or not (_sets(before) and _sets(after))
        return not known and not unicodedata.combining(after)
    return False


def _sets(char: str) -> bool:
    """Tell whether a character is an ideograph, a letter, a digit, or punctuation of the ideographs."""
    return char.isalnum() or _is_ideograph(char)


def _is_ideograph(char: str) -> bool:
    if char < "\u2e80":
        return False
    from deckgen.layout.text.east_asian import IDEOGRAPH

    return IDEOGRAPH.match(char) is not None
