"""Paragraphs and runs → text bodies: what they inherit is left out, every run names its language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit, urlunsplit

from deckgen.deck.model import Run, Runs
from deckgen.layout.pages import PlacedParagraph, TextBox
from deckgen.theme.model import Align, Anchor
from deckgen.units import Emu
from deckgen.writers.pptx.edition import Edition
from deckgen.writers.pptx.formula import both, first_of, office_math
from deckgen.writers.pptx.identity import guid
from deckgen.writers.pptx.looks import Look, paragraph_look
from deckgen.writers.pptx.package import Relations, office
from deckgen.writers.pptx.xml import AHYP, attribute, element
from deckgen.writers.pptx.xml import text as content

ANCHORS = {Anchor.TOP: "t", Anchor.MIDDLE: "ctr", Anchor.BOTTOM: "b"}

_RAISED = {(True, False): ' baseline="30000"', (False, True): ' baseline="-25000"'}
_BREAK = re.compile("[\n\v\u2028]")

_OWN_COLOUR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}">'
    f'<ahyp:hlinkClr xmlns:ahyp="{AHYP}" val="tx"/></a:ext></a:extLst>'
)
"""Lets a link keep the text's colour: the theme's link colour is meant for the plain ground."""

_LINK_COLOUR = '<a:solidFill><a:schemeClr val="hlink"/></a:solidFill>'


@dataclass(frozen=True, slots=True)
class Pen:
    """What runs are written with: the deck, and the relations of the part that they stand in."""

    edition: Edition
    relations: Relations

    def run(self, run: Run, attributes: str, children: str, ink: str | None = None) -> str:
        """Return one run; line breaks within it become break elements.

        `attributes` and `children` are those that its paragraph gives it. `ink` is the paragraph's colour
        role where links keep it: on grounds that the theme's link colour is not meant for, and where the
        link belongs to a citation.
        """
        properties = self._properties(run, attributes, children, ink)
        pieces = _BREAK.split(run.text)
        written = [f"<a:r>{properties}<a:t>{content(piece)}</a:t></a:r>" if piece else "" for piece in pieces]
        return f"<a:br>{properties}</a:br>".join(written)

    def formula(self, run: Run, attributes: str, children: str, ink: str | None) -> str:
        """Return a formula in both its forms, for `alternatives` to part: as Office sets it, and as a run."""
        assert run.formula is not None
        role = run.colour or ink
        colour = self.edition.hand.palette.fill(role) if role else _parted(children)[0]
        weight = re.sub(r' (?:spc|b)="[^"]*"', "", attributes)
        language = attribute(run.language or self.edition.language)
        own = office_math(run.formula, f' lang="{language}"{weight}', colour)
        return both(own, self.run(replace(run, formula=None), attributes, children, ink))

    def end(self, attributes: str, children: str) -> str:
        """Return what a paragraph's end looks like, for what is typed there by hand."""
        language = attribute(self.edition.language)
        return element("a:endParaRPr", f' lang="{language}"{attributes}', children)

    def _properties(self, run: Run, attributes: str, children: str, ink: str | None) -> str:
        language = attribute(run.language or self.edition.language)
        if run.bold and ' b="1"' not in attributes:
            attributes = attributes.replace(' b="0"', "") + ' b="1"'
        if run.italic:
            attributes += ' i="1"'
        attributes += _RAISED.get((run.superscript, run.subscript), "")
        if run.colour:
            children = self.edition.hand.palette.fill(run.colour) + _parted(children)[1]
        if run.code:
            attributes += ' noProof="1"'
            children = children.partition("<a:latin")[0] + self.edition.hand.faces("mono")
        if run.link:
            children = self._linked(run.link, children, ink)
        return element("a:rPr", f' lang="{language}"{attributes}', children)

    def _linked(self, target: str, children: str, ink: str | None) -> str:
        """Return a run's children with a link to an address or a slide; a slide that is not there gets none.

        The colour is written out, since LibreOffice gives it to plain runs only.
        """
        way = self.way(target)
        if way is None:
            return children
        fill = self.edition.hand.palette.fill(ink) if ink else _LINK_COLOUR
        return fill + _parted(children)[1] + element("a:hlinkClick", way, _OWN_COLOUR if ink else "")

    def way(self, target: str) -> str | None:
        """Return the attributes that lead to a link's target."""
        if not target.startswith("#"):
            return f' r:id="{self.relations.address(office("hyperlink"), encoded(target))}"'
        slide = self.edition.targets.get(target[1:])
        if slide is None:
            return None
        where = self.relations.part(office("slide"), slide)
        return f' r:id="{where}" action="ppaction://hlinksldjump"'

    def paragraph(self, paragraph: PlacedParagraph, align: Align, above: Look) -> str:
        """Return a paragraph, with what departs from the look that it inherits at its depth."""
        hand = self.edition.hand
        look = paragraph_look(hand.theme, paragraph, align)
        attributes, children = hand.character(look, above)
        ink = None if hand.theme.links_in(look.colour) == "accent" else look.colour
        quiet = look.colour if paragraph.key else None
        inks = (ink or quiet or (look.colour if run.cites else None) for run in paragraph.runs)
        size = f' sz="{look.size}"'
        runs = "".join(
            self.formula(run, size + attributes.replace(size, ""), children, one)
            if run.formula
            else self.run(run, attributes, children, one)
            for run, one in zip(paragraph.runs, inks, strict=True)
        )
        start = hand.paragraph(paragraph.level or 0, look, above)
        return f"<a:p>{start}{runs}{self.end(attributes, children)}</a:p>"

    def empty(self) -> str:
        """Return a paragraph without text."""
        return f"<a:p>{self.end('', '')}</a:p>"


def _parted(children: str) -> tuple[str, str]:
    """Return the fill of a run's properties, empty where it has none of its own, and its other children."""
    fill, end, faces = children.partition("</a:solidFill>")
    return (fill + end, faces) if end else ("", children)


def paragraphs(pen: Pen, box: TextBox, looks: tuple[Look, ...]) -> str:
    """Return a box's paragraphs, each with what departs from the look of its depth."""

    def written(found: tuple[PlacedParagraph, ...]) -> str:
        return "".join(
            pen.paragraph(one, box.align, looks[min(one.level or 0, len(looks) - 1)]) for one in found
        )

    shown = written(box.paragraphs) or pen.empty()
    return both(first_of(shown), written(box.instead)) if box.instead else shown


def field(pen: Pen, runs: Runs, kind: str, guid: str) -> str:
    """Return a paragraph that is one field, showing the runs until PowerPoint counts anew."""
    shown = "".join(run.text for run in runs)
    language = attribute(pen.edition.language)
    return (
        f'<a:p><a:fld id="{guid}" type="{kind}"><a:rPr lang="{language}"/>'
        f"<a:t>{content(shown)}</a:t></a:fld>{pen.end('', '')}</a:p>"
    )


def number_prompt(language: str, sheet: str) -> str:
    """Return the paragraph that shows a slide's number on a master or layout (`sheet`)."""
    spoken = attribute(language)
    return (
        f'<a:p><a:fld id="{guid(sheet, "number")}" type="slidenum"><a:rPr lang="{spoken}"/>'
        f'<a:t>‹#›</a:t></a:fld><a:endParaRPr lang="{spoken}"/></a:p>'
    )


def frame(
    anchor: Anchor,
    *,
    right_to_left: bool,
    start: Emu | int = 0,
    end: Emu | int = 0,
    top: Emu | int = 0,
    bottom: Emu | int = 0,
) -> str:
    """Return the whole frame of a text body: its insets in EMU, nothing refitted."""
    left, right = (end, start) if right_to_left else (start, end)
    return (
        f'<a:bodyPr vert="horz" wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" '
        f'rtlCol="{int(right_to_left)}" anchor="{ANCHORS[anchor]}"><a:noAutofit/></a:bodyPr>'
    )


def list_style(levels: Iterable[str]) -> str:
    """Return a list style of the levels that depart in something."""
    found = "".join(levels)
    return f"<a:lstStyle>{found}</a:lstStyle>" if found else "<a:lstStyle/>"


def encoded(address: str) -> str:
    """Return an address with what may not stand in a relation's target percent-encoded."""
    try:
        parts = urlsplit(address)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
        address = urlunsplit(parts._replace(netloc=host))
    except ValueError:
        pass
    return quote(address, safe="%/:=&?~#+!$,;'@()*[]")
