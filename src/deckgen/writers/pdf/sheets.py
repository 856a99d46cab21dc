"""What is printed beside the slides → pages of HTML, for a printer or for Pandoc to make a document of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from deckgen.layout.pages import Pages
from deckgen.layout.papers import TEXT, Card, Cells, GuidedSlide, Line, Piece, Spoken, blanks_of
from deckgen.units import Point

Blank = Callable[[Piece], str]
"""What puts something in the place of words that are left out."""

_SPACE = 0.23
"""The width of a space in ems, in the faces that a word processor takes."""

_STYLE = """
@page{size:A4;margin:18mm}
body{font:%(size)spt/1.5 %(face)s;margin:0;color:#000}
h1{font-size:1.5em;margin:0 0 .6em}h2{font-size:1.15em;margin:1.4em 0 .3em;break-after:avoid}
p,li{margin:.3em 0;orphans:2;widows:2}ul{margin:.2em 0;padding-left:1.4em}
table{border-collapse:collapse;margin:.5em 0}th,td{border:1px solid #777;padding:.2em .6em;text-align:start}
.blank{display:inline-block;border-bottom:1px solid #000;height:1.1em;vertical-align:baseline}
.filled{font-weight:bold;border-bottom:1px solid #000}
.bank{border:1px solid #777;padding:.4em .8em}
.said{border-inline-start:3px solid #777;padding-inline-start:.8em}
.about{color:#444;font-size:.9em}
"""

_CARDS = """
@page{size:A4;margin:0}
body{margin:0;font:%(size)spt/1.25 %(face)s;color:#000}
.sheet{display:grid;grid-template:148.5mm 148.5mm/105mm 105mm;break-after:page}
.sheet:last-child{break-after:auto}
.card{box-sizing:border-box;padding:8mm;outline:1px dashed #999;outline-offset:-.5px;position:relative}
.card h1{font-size:1em;margin:0 0 6pt;display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;
overflow:hidden}
.card p{margin:0 0 .4em}.card li{margin:0 0 .4em}.card ul{margin:0;padding-left:1.2em}
.foot{position:absolute;bottom:7mm;left:8mm;right:8mm;display:flex;justify-content:space-between;color:#444}
"""


def guided_sheet(pages: Pages, slides: Sequence[GuidedSlide], hints: str, *, key: bool = False) -> str:
    """Return guided notes as a page; `key`: with their words filled in. `hints`: `bank`, `letters`, empty."""
    bank = "" if key or hints != "bank" else _bank(slides)
    body = "".join(_slide(one, lambda piece: _blank(piece, hints, key=key)) for one in slides)
    return _page(pages, _STYLE, TEXT, f"{bank}{body}")


def guided_document(pages: Pages, slides: Sequence[GuidedSlide], hints: str) -> str:
    """Return guided notes as HTML for Pandoc: a blank is underlined spaces that do not break."""
    bank = _bank(slides) if hints == "bank" else ""
    body = "".join(_slide(one, lambda piece: _spaces(piece, hints)) for one in slides)
    return _page(pages, "", TEXT, f"{bank}{body}", titled=False)  # the document's own title says it


def _bank(slides: Sequence[GuidedSlide]) -> str:
    words = sorted(dict.fromkeys(blanks_of(slides)), key=str.casefold)
    return f'<p class="bank">{" · ".join(map(escape, words))}</p>' if words else ""


def _blank(piece: Piece, hints: str, *, key: bool) -> str:
    if key:
        return f'<span class="filled">{escape(piece.text)}</span>'
    first = escape(piece.text[:1]) if hints == "letters" else ""
    return f'{first}<span class="blank" style="width:{piece.width:g}pt">&nbsp;</span>'


def _spaces(piece: Piece, hints: str) -> str:
    first = escape(piece.text[:1]) if hints == "letters" else ""
    count = max(3, round(piece.width / TEXT / _SPACE))
    return f"{first}<u>{chr(0xA0) * count}</u>"


def _slide(one: GuidedSlide, blank: Blank) -> str:
    title = _said(one.title.pieces, blank)
    notes = f'<div class="said">{_parts(one.notes, blank)}</div>' if one.notes else ""
    return f"<section><h2>{one.number} · {title}</h2>{_parts(one.parts, blank)}{notes}</section>"


def _parts(parts: Iterable[Line | Cells], blank: Blank) -> str:
    """Return lines and tables; points that follow each other are one list, those below a point within it."""
    found: list[str] = []
    deep = -1  # the level of the point that is open; none
    for part in parts:
        level = part.level if isinstance(part, Line) and part.level is not None else -1
        level = min(level, deep + 1)
        found.append("</li></ul>" * (deep - level))
        if isinstance(part, Cells):
            found.append(_table(part, blank))
        elif level < 0:
            found.append(f"<p>{_said(part.pieces, blank)}</p>")
        else:
            begins = "<ul><li>" if level > deep else "</li><li>"
            found.append(f"{begins}{_said(part.pieces, blank)}")
        deep = level
    return "".join([*found, "</li></ul>" * (deep + 1)])


def _table(table: Cells, blank: Blank) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        name = "th" if number < table.heads else "td"
        rows.append(f"<tr>{''.join(_cell(name, cell, blank) for cell in row)}</tr>")
    head, body = "".join(rows[: table.heads]), "".join(rows[table.heads :])
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def _cell(name: str, cell: Line, blank: Blank) -> str:
    over = f' colspan="{cell.span}"' if cell.span > 1 else ""
    return f"<{name}{over}>{_said(cell.pieces, blank)}</{name}>"


def _said(pieces: Iterable[Piece], blank: Blank) -> str:
    return "".join(blank(one) if one.width else _set(one) for one in pieces)


def _set(piece: Piece) -> str:
    text = escape(piece.text)
    text = f"<em>{text}</em>" if piece.italic else text
    return f"<strong>{text}</strong>" if piece.bold else text


def card_sheets(pages: Pages, stacks: Sequence[Sequence[Card]], size: Point) -> str:
    """Return cue cards, four to a sheet; each speaker's begin on a sheet of their own."""
    sheets = []
    for stack in stacks:
        for start in range(0, len(stack), 4):
            held = "".join(map(_card, stack[start : start + 4]))
            sheets.append(f'<div class="sheet">{held}</div>')
    return _page(pages, _CARDS, size, "".join(sheets), titled=False)


def _card(card: Card) -> str:
    whose = f"{escape(card.speaker)} · " if card.speaker else ""
    part = f" ({card.part}/{card.parts})" if card.parts > 1 else ""
    minutes = f"{card.minutes:g} min" if card.minutes else ""
    foot = f'<div class="foot"><span>{whose}{card.number}{part}</span><span>{minutes}</span></div>'
    return f'<div class="card"><h1>{escape(card.name)}</h1>{_parts(card.lines, _set)}{foot}</div>'


def script_sheet(pages: Pages, spoken: Sequence[Spoken], size: Point) -> str:
    """Return what is said, slide by slide, to be read from paper."""
    body = "".join(map(_of_script, spoken))
    return _page(pages, _STYLE, size, body)


def _of_script(one: Spoken) -> str:
    about = " · ".join(filter(None, (one.speaker, f"{one.minutes:g} min" if one.minutes else "")))
    told = f'<p class="about">{escape(about)}</p>' if about else ""
    return f"<section><h2>{one.number} · {escape(one.name)}</h2>{told}{_parts(one.lines, _set)}</section>"


def _page(pages: Pages, style: str, size: Point, body: str, *, titled: bool = True) -> str:
    face = pages.theme.faces["body"].css
    sheet = style % {"size": f"{size:g}", "face": face} if style else ""
    way = "rtl" if pages.right_to_left else "ltr"
    head = f"<h1>{escape(pages.name)}</h1>" if titled else ""
    return (
        f'<!DOCTYPE html><html lang="{escape(pages.language)}" dir="{way}"><head><meta charset="utf-8">'
        f"<title>{escape(pages.name)}</title><style>{sheet}</style></head><body>{head}{body}</body></html>"
    )
