"""A merge → a page that shows its slides as they were, as the outline has them and as they are by hand."""

from __future__ import annotations

import base64
import io
import itertools
from collections.abc import Callable, Iterator, Mapping
from html import escape

from deckgen.regenerate.merging.plan import Finding, Kind, Merge, SlidePlan
from deckgen.regenerate.reading.snapshot import Line, Lines, ShapeState, SlideState
from deckgen.regenerate.report import Merged, counted, decision, named
from deckgen.structs import Struct
from deckgen.structs.matching import opcodes
from deckgen.structs.patterns import pattern
from deckgen.units import SLIDE, Rect

_HEIGHT = SLIDE.height
"""Of a slide of deckgen's, of whatever width, in EMU."""

_WIDEST = 480
"""In pixels: how wide pictures are on the page, where a slide is about as wide as that."""

_LONG, _AROUND = 400, 40
"""From how many characters on a text is cut, and how many words and spaces are shown beside what differs."""

_TOKEN = pattern(r"\w+|\s+|[^\w\s]")

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:1500px;padding:0 1rem}
body{color:#1b2b30;background:#fff}
h1{font-size:1.6rem;margin:0 0 .3rem}
h2{font-size:1.15rem;margin:2.5rem 0 .6rem;border-top:1px solid #ccd;padding-top:1rem}
nav ul{columns:2;padding-left:1.2rem;max-width:70rem}
.three{display:grid;grid-template-columns:repeat(3,1fr);gap:1rem}
.three h3{font-size:.9rem;margin:0 0 .3rem}
.slide{position:relative;aspect-ratio:var(--ratio);outline:1px solid #99a;background:#fff;overflow:hidden}
.slide{container-type:size;line-height:1.2}
.slide>div{position:absolute;white-space:pre-wrap;overflow-wrap:anywhere}
.slide p{margin:0}
.slide img{width:100%;height:100%;object-fit:fill;display:block}
.slide .hit{outline:3px solid #b3261e;outline-offset:1px}
.slide table{width:100%;height:100%;border-collapse:collapse}
.slide td{border-bottom:1px solid #99a;vertical-align:middle}
.slide td+td{padding-left:2.4cqh}
.grey{background:#e6eaee;color:#1b2b30}
.none{display:grid;place-items:center;color:#566;background:#f4f6f8}
table.changes{border-collapse:collapse;width:100%;margin:.8rem 0;table-layout:fixed}
table.changes th,table.changes td{border:1px solid #ccd;padding:.35rem .6rem;text-align:left}
table.changes td{vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}
table.changes :is(th,td):first-child{width:14%}
table.changes :is(th,td):last-child{width:22%;white-space:normal}
mark{background:#ffe58a;color:inherit}
.conflict{color:#b3261e;font-weight:600}
.kept{color:#0b5b3b}
.applied{color:#1d4f91}
code{background:#eef1f4;padding:.1rem .3rem;font-weight:400;color:#1b2b30}
nav a{color:inherit}
@media(prefers-color-scheme:dark){
:root{color-scheme:dark}
body{color:#dde5e8;background:#14191c}
h2,table.changes :is(th,td){border-color:#3a464b}
mark{background:#6b5600}
.conflict{color:#ff9a90}
.kept{color:#7fd6ac}
.applied{color:#9cc4f5}
code{background:#263035;color:#dde5e8}
.slide{color:#1b2b30}
}
@media(max-width:800px){.three,nav ul{grid-template-columns:1fr;columns:1}}
@media print{section{break-inside:avoid}}
"""


class Surroundings(Struct, frozen=True):
    """What slides are drawn with: the whole of one, the grounds of the outline's slides by their parts,
    RRGGBB, and a picture's bytes by its fingerprint. `source` is the outline's file.
    """

    slide: Rect
    grounds: Mapping[str, str]
    picture: Callable[[str], bytes | None]
    source: str


def report_page(plan: Merge, merged: Merged, title: str, around: Surroundings) -> bytes:
    """Return the page, self-contained."""
    by_number: dict[int, list[Finding]] = {}
    for one in merged.findings:
        by_number.setdefault(-1 if one.whole_deck else one.number, []).append(one)
    ordered = sorted(by_number.items(), key=_last)
    drawing = _Drawing(around)
    body = "".join(_section(plan, number, found, drawing) for number, found in ordered)
    beyond = "".join(f"<li>{escape(one) or 'untitled'}</li>" for one in merged.beyond)
    only = f"<h2>Slides that only PowerPoint has</h2><ul>{beyond}</ul>" if beyond else ""
    ratio = f":root{{--ratio:{around.slide.width}/{around.slide.height}}}"
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        f"<title>{escape(title)}: what was merged</title><style>{_STYLE}{ratio}</style></head><body>"
        f"<h1>{escape(title)}: what was merged</h1>{_summary(merged)}{_contents(ordered)}{body}{only}"
        "</body></html>\n"
    ).encode()


def _summary(merged: Merged) -> str:
    conflicts, applied, kept = len(merged.conflicts), merged.count(Kind.APPLIED), merged.count(Kind.KEPT)
    first = (
        f'<p class="conflict">{counted(conflicts, "conflict")}: you and the outline changed the same. '
        "Your deck has it as you made it. To take the outline's, run the command beside it.</p>"
        if conflicts
        else '<p class="kept">No conflicts.</p>'
    )
    return (
        f"{first}<p>{counted(applied, 'change')} of the outline applied, {counted(kept, 'change')} by hand "
        "kept. <mark>Marked</mark> words were not there before; what has a red frame differs from the "
        "outline.</p>"
    )


def _contents(ordered: list[tuple[int, list[Finding]]]) -> str:
    """Return links to the slides, where there are many."""
    if len(ordered) < 4:
        return ""
    rows = "".join(
        f'<li{_tone(found)}><a href="#s{number}">{_heading(number, found)}</a></li>'
        for number, found in ordered
    )
    return f"<nav><ul>{rows}</ul></nav>"


def _tone(found: list[Finding]) -> str:
    return ' class="conflict"' if any(one.kind is Kind.CONFLICT for one in found) else ""


def _last(one: tuple[int, list[Finding]]) -> tuple[bool, int]:
    return one[0] == 0, one[0]


def _heading(number: int, findings: list[Finding]) -> str:
    if findings[0].whole_deck:
        return "The whole deck"
    title = findings[0].title or "untitled"
    return f"Slide {number}: {escape(title)}" if number else "Slides that are not in the deck"


def _section(plan: Merge, number: int, findings: list[Finding], drawing: _Drawing) -> str:
    slide = plan.slides[number - 1] if number > 0 else None
    told = any(one.kind is not Kind.APPLIED for one in findings)
    shown = drawing.three(slide, findings) if slide and told else ""
    rows = "".join(
        _row(one, drawing.around.source, with_title=not number, both=both) for one, both in _joined(findings)
    )
    return (
        f'<section id="s{number}"><h2>{_heading(number, findings)}</h2>{shown}<table class=changes>'
        f"<tr><th>what<th>before<th>outline<th>by hand<th>result</tr>{rows}</table></section>"
    )


def _joined(findings: list[Finding]) -> Iterator[tuple[Finding, bool]]:
    """Yield findings, those once of which a part was kept and a part taken, and tell these."""
    taken = {_about(one) for one in findings if one.kind is Kind.APPLIED}
    kept = {_about(one) for one in findings if one.kind is Kind.KEPT}
    for one in findings:
        both = _about(one) in taken & kept
        if not both or one.kind is not Kind.APPLIED:
            yield one, both


def _about(one: Finding) -> tuple[str, str, str, str]:
    return one.name, one.base, one.outline, one.hand


def _row(one: Finding, source: str, *, with_title: bool, both: bool) -> str:
    result = {
        Kind.CONFLICT: "conflict: yours was kept",
        Kind.KEPT: "kept, and the outline’s change taken" if both else "kept",
        Kind.APPLIED: "taken from the outline",
    }[one.kind]
    command = escape(f"deckgen build {decision(one)} {source}")
    take = f"<br><code>{command}</code>" if one.kind is Kind.CONFLICT else ""
    what = f"{one.title}: {named(one)}" if with_title else named(one)
    cells = "".join(
        f"<td>{text}"
        for text in (
            _told(one.base, "", (one.outline, one.hand)),
            _told(one.outline, one.base, (one.base, one.hand)),
            _told(one.hand, one.base, (one.base, one.outline)),
        )
    )
    return f'<tr><td>{escape(what)}{cells}<td class="{one.kind.value}">{result}{take}</tr>'


def _told(text: str, before: str, others: tuple[str, ...]) -> str:
    """Return a text with the words set off that were not there before.

    Of a long one, what is far from all that differs from `others` is left out.
    """
    words = _TOKEN.findall(text)
    near = [len(text) <= _LONG] * len(words)
    for one in others:
        for first, last in _differing(one, words):
            here = slice(max(0, first - _AROUND), last + _AROUND)
            near[here] = [True] * len(near[here])
    if not any(near):
        near[:_AROUND] = [True] * len(near[:_AROUND])
    new = [False] * len(words)
    for first, last in _differing(before, words) if before else ():
        new[first:last] = [True] * (last - first)
    pieces = []
    for (shown, marked), group in itertools.groupby(
        zip(near, new, words, strict=True), key=lambda one: (one[0], one[1])
    ):
        piece = escape("".join(word for _, _, word in group))
        marked = marked and bool(piece.strip())
        pieces.append((f"<mark>{piece}</mark>" if marked else piece) if shown else " … ")
    return "".join(pieces)


def _differing(before: str, words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield from where to where words are others than those of a text."""
    for tag, _, _, first, last in opcodes(_TOKEN.findall(before), words):
        if tag != "equal":
            yield first, last


class _Drawing:
    """Draws slides, and keeps the pictures that it has made small."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.known: dict[str, str] = {}

    def three(self, slide: SlidePlan, findings: list[Finding]) -> str:
        """Return a slide in its three states, what differs set off."""
        hit = {one.shape for one in findings if one.kind is not Kind.APPLIED}
        ground = self.around.grounds.get(slide.outline.part if slide.outline else "", "FFFFFF")
        drawn = (
            f"<div><h3>{name}</h3>{self._slide(state, hit, ground)}</div>"
            for name, state in (("Before", slide.base), ("Outline", slide.outline), ("By hand", slide.hand))
        )
        return f'<div class="three">{"".join(drawn)}</div>'

    def _slide(self, state: SlideState | None, hit: set[str], ground: str) -> str:
        if state is None:
            return '<div class="slide none"><p>not there</p></div>'
        corners: dict[int, tuple[int, int]] = {}
        pieces = []
        for one in state.shapes:
            place = one.place
            if place is None or one.kind == "line":
                continue
            x, y = corners.get(one.group, (0, 0)) if one.group is not None else (0, 0)
            corners[one.id] = (x + place.x, y + place.y)
            if one.kind != "group":
                pieces.append(self._shape(one, (x + place.x, y + place.y), one.field_name in hit))
        label = escape(state.title)
        style = f"background:#{ground}"
        return f'<div class="slide" role="img" aria-label="{label}" style="{style}">{"".join(pieces)}</div>'

    def _shape(self, one: ShapeState, corner: tuple[int, int], hit: bool) -> str:
        assert one.place is not None, "what is drawn has a place"
        left, top = corner
        place = (
            f"left:{_share(left)};top:{_share(top)};width:{_share(one.place.width)};"
            f"height:{_share(one.place.height)}"
        )
        if one.place.turned:
            place += f";transform:rotate({one.place.turned:g}deg)"
        paint = f";background:#{one.fill[:6]}" if len(one.fill) >= 6 and one.fill[:6].isalnum() else ""
        place += ";white-space:pre" if one.instead is not None else ""  # a formula, said in a line
        shown = self._picture(one) if one.figure is not None else ""
        names = [
            *(["hit"] if hit else []),
            *(["grey"] if one.kind in ("picture", "chart") and not shown else []),
        ]
        marked = f' class="{" ".join(names)}"' if names else ""
        return f'<div{marked} style="{place}{paint}">{shown or _inner(one)}</div>'

    def _picture(self, one: ShapeState) -> str:
        """Return a picture, small; empty where it is not at hand, or of a kind that is not read."""
        digest = one.figure.digest if one.figure else ""
        if digest not in self.known:
            data = self.around.picture(digest) if digest else None
            self.known[digest] = _small(data) if data is not None else ""
        source = self.known[digest]
        return f'<img alt="{escape(one.alt)}" src="{source}">' if source else ""


def _small(data: bytes) -> str:
    """Return a picture as its own address, as wide as the page shows it; empty where it is not read."""
    from deckgen.deck.media.raster import UNREADABLE, opened

    target = io.BytesIO()
    try:
        with opened(data) as image:
            image.thumbnail((_WIDEST, _WIDEST))
            image.convert("RGBA").save(target, "WEBP", quality=70)
    except UNREADABLE:
        return ""
    return f"data:image/webp;base64,{base64.b64encode(target.getvalue()).decode()}"


def _inner(one: ShapeState) -> str:
    """Return what a shape says: its text, its cells, a chart's numbers, or what a picture shows, in words."""
    if one.cells:
        return _table(["".join(_lines(cell)) for cell in row] for row in one.cells)
    if one.series:
        names = one.series[0].categories
        rows = [[escape(name), *(escape(s.values[at]) for s in one.series if at < len(s.values))]
                for at, name in enumerate(names)]  # fmt: skip
        return f'<div style="font-size:3.2cqh">{_table(rows)}</div>'
    if one.kind in ("picture", "chart"):
        return f'<p style="font-size:2.5cqh">{escape(one.alt or one.kind)}</p>'
    return "".join(_lines(one.lines or ()))


def _table(rows: Iterator[list[str]] | list[list[str]]) -> str:
    written = "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row)}</tr>" for row in rows)
    return f"<table>{written}</table>"


def _share(length: int) -> str:
    return f"{100 * length / _HEIGHT:.2f}cqh"


def _lines(lines: Lines) -> Iterator[str]:
    for line in lines:
        style = f"padding-left:{3.6 * line.level:g}cqh"
        if line.align in _ALIGNED:
            style += f";text-align:{_ALIGNED[line.align]}"
        yield f'<p style="{style}">{"".join(_stretches(line)) or "&nbsp;"}</p>'


_ALIGNED = {"ctr": "center", "r": "right"}


def _stretches(line: Line) -> Iterator[str]:
    for one in line.stretches:
        size = one.look.size / 100 * 12_700 / _HEIGHT * 100
        face = "".join(char for char in one.look.face if char.isalnum() or char in " -")
        raised = one.stress.baseline
        size *= 0.66 if raised else 1
        style = f"font-size:{size:.2f}cqh;color:#{one.look.colour[:6]};font-family:'{face}',sans-serif"
        weight = ";font-weight:700" if one.stress.bold else ""
        slope = ";font-style:italic" if one.stress.italic else ""
        slope += f";vertical-align:{'super' if raised > 0 else 'sub'}" if raised else ""
        yield f'<span style="{style}{weight}{slope}">{escape(one.text)}</span>'
