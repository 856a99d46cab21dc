"""A type style at a size → how wide words are in it, and how they are broken into lines, within a chart."""

from __future__ import annotations

from deckgen.deck.model import Run
from deckgen.layout.plots import LEADING
from deckgen.layout.text.lines import ems, row_starts, width_of
from deckgen.layout.text.measure import Measured, measure
from deckgen.layout.text.metrics import FALLBACK_LINE
from deckgen.structs import Struct, replace
from deckgen.theme.model import Theme, TypeStyle
from deckgen.units import NONE, Emu, Point, emu


class LabelMeasurer(Struct, frozen=True):
    """What the labels of a chart are measured with. Some may take `more` lines than is usual."""

    theme: Theme
    style: TypeStyle
    size: Point
    more: int = 0

    def at(self, size: Point) -> LabelMeasurer:
        """Return the same at another size."""
        return replace(self, size=size)

    @property
    def line(self) -> Emu:
        """The height of a line."""
        return emu(self.size * LEADING)

    def height(self, lines: tuple[str, ...]) -> Emu:
        """Return the height of lines; letters of scripts that the face lacks are higher."""
        foreign = any(self._measured(line, False).foreign for line in lines)
        return emu(self.size * (FALLBACK_LINE if foreign else LEADING) * len(lines))

    def width(self, text: str, *, bold: bool = False) -> Emu:
        """Return the width of a line, slack included."""
        return width_of(self._measured(text, bold).total, self.size) if text else NONE

    def widest(self, texts: tuple[str, ...], *, bold: bool = False) -> Emu:
        """Return the width of the widest of some lines."""
        return max((self.width(text, bold=bold) for text in texts), default=NONE)

    def lines(self, text: str, width: Emu | int, most: int, *, bold: bool = False) -> tuple[str, ...] | None:
        """Return a text broken into `most` lines at most, None where it does not fit a width so."""
        measured = self._measured(text, bold)
        room = ems(width, self.size)
        if measured.total <= room:
            return (text,)
        if most == 1 or measured.longest() > room or measured.addresses:
            return None
        starts = row_starts(measured, room, 0, most)
        if len(starts) > most:
            return None
        ends = [*starts[1:], len(measured.widths)]
        return tuple(_stretch(measured, start, stop) for start, stop in zip(starts, ends, strict=True))

    def _measured(self, text: str, bold: bool) -> Measured:
        return measure((Run(text),), self.style, self.theme, bold=bold)


def _stretch(measured: Measured, start: int, stop: int) -> str:
    first = measured.ends[start - 1] if start else 0
    return measured.text[first : measured.ends[stop - 1]].strip()
