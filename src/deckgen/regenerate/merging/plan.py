"""What a merge comes to, as values: what is to be done to the deck, and what is to be said of it."""

from __future__ import annotations

import enum
from collections.abc import Mapping

from deckgen.regenerate.merging.text import MergedLine
from deckgen.regenerate.reading.snapshot import Lines, ShapeState, SlideState
from deckgen.structs import Struct, field


class Kind(enum.Enum):
    """What became of a change."""

    APPLIED = "applied"
    """The outline's change is in the deck."""
    KEPT = "kept"
    """What was changed by hand stays, and the outline says nothing else."""
    CONFLICT = "conflict"
    """Both changed the same; what was changed by hand stays."""


class Finding(Struct, frozen=True):
    """One change and what became of it.

    `slide` is the page of the outline, empty for a slide of the user's own; `number` its place in the merged
    deck, from 1, 0 where it is not in it. `shape` is empty where the whole slide is meant. `base`, `outline`
    and `hand` are what each says, as text.
    """

    kind: Kind
    slide: str
    number: int
    title: str
    shape: str
    field: str
    base: str = ""
    outline: str = ""
    hand: str = ""

    @property
    def name(self) -> str:
        """What `--take` calls it."""
        if self.whole_deck:
            return f"deck:{self.field}"
        return f"{self.slide}/{self.shape}:{self.field}" if self.shape else f"{self.slide}:{self.field}"

    @property
    def whole_deck(self) -> bool:
        """Whether it is about no slide, but about what all of them stand on."""
        return not (self.slide or self.number or self.title or self.shape)

    @property
    def names(self) -> frozenset[str]:
        """All that it may be asked for by: itself, its shape, its page, the outline's slide."""
        slide = self.slide.partition(".")[0]
        return frozenset({self.name, self.name.partition(":")[0], self.slide, slide} - {""})


Key = tuple[str, int]
"""What tells a slide from all others: the state that holds it, and its number there."""


class Choices(Struct, frozen=True):
    """What the user decides otherwise: fields for which the outline counts, for all of them, what comes back.

    `all` is `outline`, `hand` or empty.
    """

    take: frozenset[str] = frozenset()
    all: str = ""
    restore: frozenset[str] = frozenset()

    def takes(self, finding: Finding) -> bool:
        """Tell whether the outline counts for a field."""
        return self.all == "outline" or bool(finding.names & self.take)

    def takes_whole(self, finding: Finding) -> bool:
        """Tell whether it counts for all of the shape, or of the slide, that a finding is about."""
        return self.all == "outline" or bool((finding.names - {finding.name}) & self.take)


class TextEdit(Struct, frozen=True):
    """Put merged lines in a shape's text, in a cell (row and column), or, without `shape`, in the notes."""

    shape: ShapeState | None
    lines: tuple[MergedLine, ...]
    hand: Lines
    outline: ShapeState | None
    cell: tuple[int, int] | None = None


class MergedRow(Struct, frozen=True):
    """A row of a merged table: which of the hand's and the outline's it is, and the cells that change."""

    hand: int | None
    outline: int | None
    cells: tuple[tuple[MergedLine, ...] | None, ...] = ()


class MergedColumn(Struct, frozen=True):
    """A column of a merged table: which of the hand's and of the outline's it is."""

    hand: int | None
    outline: int | None


class TableEdit(Struct, frozen=True):
    """Put merged rows in a table; `heights` has them as tall as the outline's.

    `columns` are empty where they stay as they are.
    """

    shape: ShapeState
    outline: ShapeState
    rows: tuple[MergedRow, ...]
    heights: bool = True
    columns: tuple[MergedColumn, ...] = ()


class Replace(Struct, frozen=True):
    """Put the outline's shape in the place of one that nobody touched."""

    shape: ShapeState
    outline: ShapeState


class Insert(Struct, frozen=True):
    """Put a shape of the outline in, after another, None: first; `group` is the group that it goes into."""

    outline: ShapeState
    after: ShapeState | None
    group: ShapeState | None = None


class Delete(Struct, frozen=True):
    """Take a shape away."""

    shape: ShapeState


class Adopt(Struct, frozen=True):
    """Take one thing over from the outline's shape.

    It is `place`, `style`, `gaps` between paragraphs, `alt`, `picture`, `chart` or a chart's `data`;
    `workbook` has a chart show the numbers of its own workbook. `looks` is the look of everything, also of
    what was given another one by hand; `widths`, `borders` and such are what is written of them.
    `base` is the shape as it was generated, None where that is not needed.
    """

    shape: ShapeState
    outline: ShapeState
    what: str
    base: ShapeState | None = None


Edit = TextEdit | TableEdit | Replace | Insert | Delete | Adopt


class SlidePlan(Struct, frozen=True):
    """A slide of the merged deck, in order: the hand's, changed by edits, or one of the outline's, put in.

    `adopt` names what is taken from the outline as well: `animation`, `background`, `transition`, `layout`,
    `stacking`.
    """

    hand: SlideState | None
    outline: SlideState | None
    edits: tuple[Edit, ...] = ()
    hidden: bool | None = None
    adopt: frozenset[str] = frozenset()
    base: SlideState | None = None


class MergedSection(Struct, frozen=True):
    """A section of the merged list of slides, and the keys of its slides."""

    id: str
    name: str
    slides: tuple[Key, ...]


class Merge(Struct, frozen=True):
    """A merged deck: its slides in order, and what is to be said.

    `matches` are the slides that were found again, by their places in the base, with what spoke for it.
    `sections` are the ids, names and numbers of slides of each section, None: the deck's own stay. `follow`
    has all slides go on the outline's masters.
    """

    slides: tuple[SlidePlan, ...]
    findings: tuple[Finding, ...]
    matches: Mapping[int, str] = field(default_factory=dict)
    sections: tuple[tuple[str, str, int], ...] | None = None
    follow: bool = False
    properties: tuple[str, ...] = ()
    """The properties of the file that become the outline's."""

    @property
    def conflicts(self) -> tuple[Finding, ...]:
        """What both sides changed."""
        return tuple(one for one in self.findings if one.kind is Kind.CONFLICT)

    @property
    def changes(self) -> bool:
        """Whether anything of the deck is to be changed."""
        return any(
            one.edits or one.hand is None or one.hidden is not None or one.adopt for one in self.slides
        )
