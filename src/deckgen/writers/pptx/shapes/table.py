"""A table's box → a native table: header row flagged, ruled by horizontal lines only."""

from __future__ import annotations

from deckgen.layout.pages import TableBox
from deckgen.theme.model import Align, Anchor
from deckgen.units import emu
from deckgen.writers.pptx.identity import guid, number
from deckgen.writers.pptx.placeholders import Placeholder
from deckgen.writers.pptx.shapes.shape import Names, graphic_frame
from deckgen.writers.pptx.styles import StyleWriter, TextStyle
from deckgen.writers.pptx.text import RunWriter
from deckgen.writers.pptx.xml import A16, A, document

STYLE = guid("table", "style")
"""The id of deckgen's table style."""

_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_HEAVY, _HAIR = emu(1.5), emu(0.75)
_HEAD, _CELL = "thead", "table"
"""The type styles of header cells and of all others, where a theme has them."""


def table_styles(hand: StyleWriter) -> bytes:
    """Return the part that holds deckgen's table style, so that rows added by hand look alike."""
    head, cell = _look(hand, header=True), _look(hand, header=False)
    rules = (
        f"<a:left>{_none()}</a:left><a:right>{_none()}</a:right>"
        f"<a:bottom>{_rule(hand, 'a:ln', _HAIR, 'hair')}</a:bottom>"
        f"<a:insideH>{_rule(hand, 'a:ln', _HAIR, 'hair')}</a:insideH><a:insideV>{_none()}</a:insideV>"
    )
    heavy = _rule(hand, "a:ln", _HEAVY, "title")
    return document(
        f'<a:tblStyleLst xmlns:a="{A}" def="{STYLE}">'
        f'<a:tblStyle styleId="{STYLE}" styleName="Horizontal rules">'
        f"<a:wholeTbl>{_text(hand, cell)}<a:tcStyle><a:tcBdr>{rules}</a:tcBdr><a:fill><a:noFill/></a:fill>"
        f"</a:tcStyle></a:wholeTbl><a:firstRow>{_text(hand, head)}<a:tcStyle><a:tcBdr>"
        f"<a:top>{heavy}</a:top><a:bottom>{heavy}</a:bottom></a:tcBdr></a:tcStyle></a:firstRow>"
        "</a:tblStyle></a:tblStyleLst>"
    )


def table_frame(pen: RunWriter, names: Names, box: TableBox, slot: Placeholder | None) -> str:
    """Return a table. `slot` is the layout's place for it, None where it is free."""
    shape_id = next(names.ids)
    held = slot.placeholder if slot else ""
    mirrored = ' rtl="1"' if pen.context.hand.right_to_left else ""
    columns = "".join(
        f'<a:gridCol w="{width}">{_stable_id("colId", names, box, index)}</a:gridCol>'
        for index, width in enumerate(box.widths)
    )
    rows = "".join(_row(pen, names, box, index) for index in range(len(box.rows)))
    table = (
        f'<a:tbl><a:tblPr{mirrored} firstRow="1"><a:tableStyleId>{STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>"
    )
    about = names.properties(shape_id, box.key, box.name)
    return graphic_frame(about, held, box.rect, _TABLE, table)


def _row(pen: RunWriter, names: Names, box: TableBox, index: int) -> str:
    cells = "".join(_cell(pen, box, index, column) for column in range(len(box.rows[index])))
    return f'<a:tr h="{box.heights[index]}">{cells}{_stable_id("rowId", names, box, index)}</a:tr>'


def _cell(pen: RunWriter, box: TableBox, row: int, column: int) -> str:
    """Return the cell in a row and a column, both from 0; the style knows the first row as the header."""
    hand, cell, header = pen.context.hand, box.rows[row][column], row == 0
    anchor = ' anchor="ctr"' if box.anchor(row) is Anchor.MIDDLE else ""
    pads = box.pads_of(row, column)
    left, right = reversed(pads) if hand.right_to_left else pads
    inherited = _look(hand, header=header)
    text = "".join(pen.paragraph(one, cell.align, inherited) for one in cell.paragraphs) or pen.empty()
    over, under = _rules(hand, box, row, column)
    reach = f' gridSpan="{cell.span}"' if cell.span > 1 else "" if cell.span else ' hMerge="1"'
    return (
        f"<a:tc{reach}><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody>"
        f'<a:tcPr marL="{left}" marR="{right}" marT="{box.pad_y}" marB="{box.pad_y}"{anchor}>'
        f"{_none('a:lnL')}{_none('a:lnR')}{over}{under}<a:noFill/></a:tcPr></a:tc>"
    )


def _rules(hand: StyleWriter, box: TableBox, row: int, column: int) -> tuple[str, str]:
    """Return the rules above and below a cell: the header's are heavy, between its rows only over columns."""
    if row >= box.heads:
        over = _rule(hand, "a:lnT", _HAIR, "title") if row in box.ends else ""
        return over, _rule(hand, "a:lnB", _HAIR, "title" if row + 1 in box.ends else "hair")
    over = "" if row else _rule(hand, "a:lnT", _HEAVY, "title")
    over = _none("a:lnT") if row and box.rows[row - 1][column].span == 1 else over
    if row == box.heads - 1:
        return over, _rule(hand, "a:lnB", _HEAVY, "title")
    alone = box.rows[row][column].span == 1
    return over, _none("a:lnB") if alone else _rule(hand, "a:lnB", _HAIR, "hair")


def _look(hand: StyleWriter, *, header: bool) -> TextStyle:
    """Return what the table style hands down to a cell: colour, weight and face, but no size."""
    styles = hand.theme.styles
    style = styles.get(_HEAD if header else _CELL) or next(iter(styles.values()))
    return TextStyle(0, style.bold, style.colour, style.face, 0, 100_000, 0, align=Align.START)


def _text(hand: StyleWriter, look: TextStyle) -> str:
    colour = hand.palette.colours[look.colour]
    bold = ' b="on"' if look.bold else ""
    font = "major" if look.face == "heading" else "minor"
    return f'<a:tcTxStyle{bold}><a:fontRef idx="{font}"/>{colour}</a:tcTxStyle>'


def _rule(hand: StyleWriter, name: str, width: int, colour: str) -> str:
    return (
        f'<{name} w="{width}" cap="flat" cmpd="sng" algn="ctr">{hand.palette.fill(colour)}'
        f'<a:prstDash val="solid"/></{name}>'
    )


def _none(name: str = "a:ln") -> str:
    return f'<{name} w="0"><a:noFill/></{name}>'


def _stable_id(kind: str, names: Names, box: TableBox, index: int) -> str:
    """Return the extension that gives a row or column its lasting id, within the table."""
    uri = {
        "colId": "{9D8B030D-6E8A-4147-A177-3AD203B41FA5}",
        "rowId": "{0D108BD9-81ED-4DB2-BD59-A6C34878D82A}",
    }
    value = number(names.deck_id, names.page.id, box.key, kind, str(index))
    return (
        f'<a:extLst><a:ext uri="{uri[kind]}"><a16:{kind} xmlns:a16="{A16}" val="{value}"/></a:ext></a:extLst>'
    )
