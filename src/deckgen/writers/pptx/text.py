"""Paragraphs and runs → text bodies: what they inherit is left out, every run names its language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlsplit, urlunsplit

from deckgen.deck.model import Run, Runs
from deckgen.layout.pages import PlacedParagraph, TextBox
from deckgen.structs import Struct, replace
from deckgen.structs.patterns import pattern
from deckgen.theme.model import Align, Anchor, marker
from deckgen.writers.pptx.colours import rgb
from deckgen.writers.pptx.context import PackageContext
from deckgen.writers.pptx.formula import office_math
from deckgen.writers.pptx.identity import guid
from deckgen.writers.pptx.package import Relations, office
from deckgen.writers.pptx.run_properties import Hyperlink, RunProperties
from deckgen.writers.pptx.styles import TextStyle, paragraph_look
from deckgen.writers.pptx.xml import text as content

ANCHORS = {Anchor.TOP: "t", Anchor.MIDDLE: "ctr", Anchor.BOTTOM: "b"}

_BASELINES = {(True, False): 30_000, (False, True): -25_000}
"""Superscript and subscript → how far the baseline is moved, in thousandths of a per cent of the size."""

_BREAK = pattern("[\n\v\u2028]")

_FAINT = 1_000
"""How much of its ground's colour text has that is not to be seen, in thousandths of a per cent. LibreOffice
leaves text that is wholly transparent out of PDFs."""


def _like(run: Run, line: Runs) -> Iterator[Run]:
    """Yield the runs of a formula in one line with the looks of the text that it is in."""
    for one in line:
        stressed = replace(run, text=one.text, formula=None, italic=one.italic or run.italic)
        yield replace(stressed, superscript=one.superscript, subscript=one.subscript)


_LINK_COLOUR = '<a:schemeClr val="hlink"/>'


class RunWriter(Struct, frozen=True):
    """What runs are written with: the deck, and the relations of the part that they are in.

    `math` says that formulas are written as Office sets them, else as what they read as in one line. `faint`
    says that the text cannot be seen, since a picture stands in its place.
    """

    context: PackageContext
    relations: Relations
    math: bool = True
    faint: bool = False

    def run(self, run: Run, inherited: RunProperties, ink: str | None = None, role: str | None = None) -> str:
        """Return one run; line breaks within it become break elements.

        `inherited` is how its paragraph departs from what it hangs on. `ink` is the paragraph's colour role
        where links keep it: on grounds that the theme's link colour is not meant for, and where the link
        belongs to a citation.
        """
        properties = self._properties(run, inherited, ink, role).xml()
        pieces = _BREAK.split(run.text)
        written = [f"<a:r>{properties}<a:t>{content(piece)}</a:t></a:r>" if piece else "" for piece in pieces]
        return f"<a:br>{properties}</a:br>".join(written)

    def formula(self, run: Run, inherited: RunProperties, size: int, ink: str | None) -> str:
        """Return a formula as Office sets it, which inherits no size, or as a run."""
        inherited = replace(inherited, size=size)
        if run.formula is None or not self.math:
            line = () if self.faint or run.formula is None else run.formula.line
            return "".join(self.run(one, inherited, ink) for one in _like(run, line)) or self.run(
                run, inherited, ink
            )
        role = run.colour or ink
        fill = self.context.hand.palette.colours[role] if role else inherited.fill
        look = RunProperties(language=self._language(run), size=size, fill=fill)
        return office_math(run.formula, look)

    def end(self, inherited: RunProperties) -> str:
        """Return what a paragraph's end looks like, for what is typed there by hand."""
        return replace(inherited, language=self.context.language).xml("a:endParaRPr")

    def _language(self, run: Run) -> str:
        return run.language or self.context.language

    def _properties(
        self, run: Run, inherited: RunProperties, ink: str | None, role: str | None
    ) -> RunProperties:
        hand = self.context.hand
        link, fill = self._linked(run, ink)
        own = hand.palette.colours[run.colour] if run.colour else None
        return replace(
            inherited,
            language=self._language(run),
            bold=True if run.bold else inherited.bold,
            italic=True if run.italic else None,
            underline=True if run.underline else None,
            struck=True if run.struck else None,
            highlight=rgb(marker(hand.theme.colours[role or "ink"])) if run.mark else None,
            baseline=_BASELINES.get((run.superscript, run.subscript)),
            unproofed=True if run.code else None,
            fill=self._faint() if self.faint else fill or own or inherited.fill,
            faces=hand.faces("mono") if run.code else inherited.faces,
            link=link,
        )

    def _faint(self) -> str:
        ground = self.context.hand.theme.colours["bg"].removeprefix("#")
        return f'<a:srgbClr val="{ground}"><a:alpha val="{_FAINT}"/></a:srgbClr>'

    def _linked(self, run: Run, ink: str | None) -> tuple[Hyperlink | None, str | None]:
        """Return a run's link to an address or a slide, none to a slide that is not there, and its colour.

        The colour is written out, since LibreOffice gives it to plain runs only.
        """
        link = self.way(run.link) if run.link else None
        if link is None:
            return None, None
        if ink is None:
            return link, _LINK_COLOUR
        return replace(link, own_colour=True), self.context.hand.palette.colours[ink]

    def way(self, target: str) -> Hyperlink | None:
        """Return what leads to a link's target, None where that is no slide of the deck."""
        if not target.startswith("#"):
            return Hyperlink(self.relations.address(office("hyperlink"), encoded(target)))
        slide = self.context.targets.get(target[1:])
        if slide is None:
            return None
        return Hyperlink(self.relations.part(office("slide"), slide), "ppaction://hlinksldjump")

    def paragraph(self, paragraph: PlacedParagraph, align: Align, above: TextStyle) -> str:
        """Return a paragraph, with what departs from the look that it inherits at its depth."""
        hand = self.context.hand
        look = paragraph_look(hand.theme, paragraph, align)
        departs = hand.character(look, above)
        ink = None if hand.theme.links_in(look.colour) == "accent" else look.colour
        quiet = look.colour if paragraph.key else None
        inks = (ink or quiet or (look.colour if run.cites else None) for run in paragraph.runs)
        runs = "".join(
            self.formula(run, departs, look.size, one)
            if run.formula
            else self.run(run, departs, one, look.colour)
            for run, one in zip(paragraph.runs, inks, strict=True)
        )
        start = hand.paragraph(paragraph.level or 0, look, above)
        return f"<a:p>{start}{runs}{self.end(departs)}</a:p>"

    def empty(self) -> str:
        """Return a paragraph without text."""
        return f"<a:p>{self.end(RunProperties())}</a:p>"


def paragraphs(pen: RunWriter, box: TextBox, looks: tuple[TextStyle, ...]) -> str:
    """Return a box's paragraphs, each with what departs from the look of its depth."""
    found = box.paragraphs if pen.math else box.instead or box.paragraphs
    written = (pen.paragraph(one, box.align, looks[min(one.level or 0, len(looks) - 1)]) for one in found)
    return "".join(written) or pen.empty()


def field(pen: RunWriter, runs: Runs, kind: str, guid: str) -> str:
    """Return a paragraph that is one field, showing the runs until PowerPoint counts anew."""
    shown = "".join(run.text for run in runs)
    look = RunProperties(language=pen.context.language).xml()
    end = pen.end(RunProperties())
    return f'<a:p><a:fld id="{guid}" type="{kind}">{look}<a:t>{content(shown)}</a:t></a:fld>{end}</a:p>'


def prompt(language: str, words: str) -> str:
    """Return the paragraph of plain words that shows in an empty placeholder, or in a shape of a layout."""
    look = RunProperties(language=language).xml()
    return f"<a:p><a:r>{look}<a:t>{content(words)}</a:t></a:r></a:p>"


def number_prompt(language: str, sheet: str) -> str:
    """Return the paragraph that shows a slide's number on a master or layout (`sheet`)."""
    look = RunProperties(language=language)
    return (
        f'<a:p><a:fld id="{guid(sheet, "number")}" type="slidenum">{look.xml()}'
        f"<a:t>‹#›</a:t></a:fld>{look.xml('a:endParaRPr')}</a:p>"
    )


class Insets(Struct, frozen=True):
    """The space between a text and its frame, in EMU; `start` is the side where its lines begin."""

    start: int = 0
    end: int = 0
    top: int = 0
    bottom: int = 0


NO_INSETS = Insets()


def frame(anchor: Anchor, insets: Insets = NO_INSETS, *, right_to_left: bool) -> str:
    """Return the whole frame of a text body, nothing refitted."""
    left, right = (insets.end, insets.start) if right_to_left else (insets.start, insets.end)
    return (
        f'<a:bodyPr vert="horz" wrap="square" '
        f'lIns="{left}" tIns="{insets.top}" rIns="{right}" bIns="{insets.bottom}" '
        f'rtlCol="{int(right_to_left)}" anchor="{ANCHORS[anchor]}"><a:noAutofit/></a:bodyPr>'
    )


def list_style(levels: Iterable[str]) -> str:
    """Return a list style of the levels that depart in something."""
    found = "".join(levels)
    return f"<a:lstStyle>{found}</a:lstStyle>" if found else "<a:lstStyle/>"


def encoded(address: str) -> str:
    """Return an address with what may not be in a relation's target percent-encoded."""
    try:
        parts = urlsplit(address)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
        address = urlunsplit(parts._replace(netloc=host))
    except ValueError:
        pass
    return quote(address, safe="%/:=&?~#+!$,;'@()*[]")
