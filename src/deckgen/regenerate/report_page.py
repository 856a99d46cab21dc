"""A merge → a page that shows its slides as they were, as the outline has them and as they are by hand."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from deckgen.regenerate.merging.plan import Finding, Kind, Merge, SlidePlan
from deckgen.regenerate.reading.snapshot import Line, Lines, ShapeState, SlideState
from deckgen.regenerate.report import Merged
from deckgen.units import SLIDE, Rect

_HEIGHT = SLIDE.height
"""Of a slide of deckgen's, of whatever width, in EMU."""

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:1500px;padding:0 1rem}
body{color:#1b2b30;background:#fff}
h1{font-size:1.6rem}
h2{font-size:1.15rem;margin:2.5rem 0 .5rem;border-top:1px solid #ccd;padding-top:1rem}
.three{display:grid;grid-template-columns:repeat(3,1fr);gap:1rem}
.three h3{font-size:.9rem;margin:0 0 .3rem}
.slide{position:relative;aspect-ratio:var(--ratio);border:1px solid #99a;background:#fff;overflow:hidden}
.slide{container-type:size}
.slide div{position:absolute;white-space:pre-wrap;overflow-wrap:anywhere}
.slide p{margin:0}
.slide .hit{outline:2px solid #b3261e;outline-offset:2px}
.slide table{width:100%;border-collapse:collapse}
.slide td{border-bottom:1px solid #99a;vertical-align:top}
.grey{background:#e6eaee}
.none{display:grid;place-items:center;color:#566}
table.changes{border-collapse:collapse;width:100%;margin:.8rem 0}
table.changes th,table.changes td{border:1px solid #ccd;padding:.35rem .6rem;text-align:left}
table.changes td{vertical-align:top;white-space:pre-wrap}
.conflict{color:#b3261e;font-weight:600}
.kept{color:#0b5b3b}
.applied{color:#1d4f91}
code{background:#eef1f4;padding:.1rem .3rem}
@media(max-width:800px){.three{grid-template-columns:1fr}}
"""


def report_page(plan: Merge, merged: Merged, title: str, slide: Rect) -> bytes:
    """Return the page, self-contained; `slide` is the whole of a slide of the outline's deck."""
    by_number: dict[int, list[Finding]] = {}
    for one in merged.findings:
        by_number.setdefault(one.number, []).append(one)
    body = "".join(_section(plan, number, found) for number, found in sorted(by_number.items(), key=_last))
    count = len(merged.conflicts)
    head = (
        f"{count} conflict{'' if count == 1 else 's'}: what was changed by hand was kept"
        if count
        else "No conflicts"
    )
    beyond = "".join(f"<li>{escape(one) or 'untitled'}</li>" for one in merged.beyond)
    only = f"<h2>Slides that only PowerPoint has</h2><ul>{beyond}</ul>" if beyond else ""
    ratio = f":root{{--ratio:{slide.width}/{slide.height}}}"
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        f"<title>{escape(title)}: what was merged</title><style>{_STYLE}{ratio}</style></head><body>"
        f"<h1>{escape(title)}: what was merged</h1><p>{head}. "
        f"{merged.count(Kind.APPLIED)} changes of the outline were applied, {merged.count(Kind.KEPT)} by "
        f"hand were kept.</p>{body}{only}</body></html>\n"
    ).encode()


def _last(one: tuple[int, list[Finding]]) -> tuple[bool, int]:
    return one[0] == 0, one[0]


def _section(plan: Merge, number: int, findings: list[Finding]) -> str:
    slide = plan.slides[number - 1] if number else None
    title = findings[0].title or "untitled"
    name = f"Slide {number}: {escape(title)}" if number else "Slides that are not in the deck"
    shown = _three(slide, findings) if slide and any(one.kind is not Kind.APPLIED for one in findings) else ""
    rows = "".join(_row(one) for one in findings)
    return (
        f"<section><h2>{name}</h2>{shown}<table class=changes><tr><th>what<th>before<th>outline<th>by hand"
        f"<th>result</tr>{rows}</table></section>"
    )


def _row(one: Finding) -> str:
    result = {
        Kind.CONFLICT: "conflict: the deck's own was kept",
        Kind.KEPT: "kept",
        Kind.APPLIED: "taken from the outline",
    }[one.kind]
    take = f"<br><code>--take {escape(one.name)}</code>" if one.kind is Kind.CONFLICT else ""
    what = escape(f"{one.shape} {one.field}".strip())
    cells = "".join(f"<td>{escape(text)}" for text in (one.base, one.outline, one.hand))
    return f'<tr><td>{what}{cells}<td class="{one.kind.value}">{result}{take}</tr>'


def _three(slide: SlidePlan, findings: list[Finding]) -> str:
    hit = {one.shape for one in findings if one.kind is not Kind.APPLIED}
    drawn = (
        f"<div><h3>{name}</h3>{_slide(state, hit)}</div>"
        for name, state in (("Before", slide.base), ("Outline", slide.outline), ("By hand", slide.hand))
    )
    return f'<div class="three">{"".join(drawn)}</div>'


def _slide(state: SlideState | None, hit: set[str]) -> str:
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
            pieces.append(_shape(one, (x + place.x, y + place.y), one.field_name in hit))
    return f'<div class="slide" role="img" aria-label="{escape(state.title)}">{"".join(pieces)}</div>'


def _shape(one: ShapeState, corner: tuple[int, int], hit: bool) -> str:
    assert one.place is not None, "what is drawn has a place"
    left, top = corner
    place = (
        f"left:{_share(left)};top:{_share(top)};width:{_share(one.place.width)};"
        f"height:{_share(one.place.height)}"
    )
    paint = f";background:#{one.fill[:6]}" if len(one.fill) >= 6 and one.fill[:6].isalnum() else ""
    marked = ' class="hit"' if hit else ' class="grey"' if one.kind in ("picture", "chart") else ""
    inner = "".join(_lines(one.lines or ()))
    if one.cells:
        rows = ("".join(f"<td>{''.join(_lines(cell))}" for cell in row) for row in one.cells)
        inner = f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    elif one.kind in ("picture", "chart"):
        inner = f'<p style="font-size:2.5cqh">{escape(one.alt or one.kind)}</p>'
    return f'<div{marked} style="{place}{paint}">{inner}</div>'


def _share(length: int) -> str:
    return f"{100 * length / _HEIGHT:.2f}cqh"


def _lines(lines: Lines) -> Iterator[str]:
    for line in lines:
        yield f'<p style="padding-left:{3.6 * line.level:g}cqh">{"".join(_stretches(line)) or "&nbsp;"}</p>'


def _stretches(line: Line) -> Iterator[str]:
    for one in line.stretches:
        size = one.look.size / 100 * 12_700 / _HEIGHT * 100
        style = f"font-size:{size:.2f}cqh;color:#{one.look.colour[:6]}"
        weight = ";font-weight:700" if one.stress.bold else ""
        slope = ";font-style:italic" if one.stress.italic else ""
        yield f'<span style="{style}{weight}{slope}">{escape(one.text)}</span>'
