"""Theme + what the outline wishes → the theme in that variant: other colours, other type, a narrower slide.

Everything that follows, measuring included, knows one theme only. So a dark deck is a deck like any other,
and what is spaced for comfortable reading fits as surely as what is not.
"""

from __future__ import annotations

from deckgen.structs import Struct, replace
from deckgen.theme.model import COMFORT, DARK, Chrome, Comfort, Decor, Frame, Layout, Region, Theme, TypeStyle
from deckgen.theme.scripts import in_script
from deckgen.units import NARROW_SLIDE, SLIDE, Emu, Point, Rect

JOINED = frozenset(
    (
        *("ar", "ckb", "dv", "fa", "ps", "sd", "syr", "ug", "ur"),
        *("as", "bn", "gu", "hi", "kn", "ml", "mr", "ne", "or", "pa", "sa", "si", "ta", "te"),
        *("bo", "km", "lo", "my", "th"),
    )
)
"""Languages whose letters join or stack: space between them would tear words apart."""

DISPLAY = Point(100)
"""Larger type is single figures and marks, which are set as the theme has them."""


def in_variant(theme: Theme, *, dark: bool, comfort: bool, language: str) -> Theme:
    """Return the theme as it is asked for; dark and comfortable may go together.

    A theme that lacks a variant stays as it is: ask `lacks` first. `language` is a BCP 47 tag.
    """
    theme = in_script(theme, language)
    name = DARK if dark else COMFORT if comfort else theme.variant
    chosen = theme.variants.get(name)
    if chosen is not None:
        theme = replace(theme, variant=name, colours=chosen.colours, data=chosen.data)
    if comfort and theme.comfort is not None:
        return _eased(theme, theme.comfort, language.lower().replace("_", "-").partition("-")[0])
    return theme


def lacks(theme: Theme, *, dark: bool, comfort: bool) -> str | None:
    """Return the variant that is asked for and that the theme does not have, or None."""
    if dark and DARK not in theme.variants:
        return DARK
    return COMFORT if comfort and theme.comfort is None else None


def _eased(theme: Theme, comfort: Comfort, language: str) -> Theme:
    letters, words = (0.0, comfort.words) if language in JOINED else (comfort.letters, comfort.words)
    styles = {name: _looser(style, comfort, letters, words) for name, style in theme.styles.items()}
    return replace(theme, styles=styles, faces={**theme.faces, **comfort.faces})


def _looser(style: TypeStyle, comfort: Comfort, letters: float, words: float) -> TypeStyle:
    """Return a style with more space; a face of even width has space enough between its letters."""
    if style.size > DISPLAY:
        return style
    least = comfort.heading_leading if style.face == "heading" else comfort.leading
    if style.face == "mono":
        return style
    return replace(
        style,
        leading=max(style.leading, least),
        tracking=Point(letters * style.size),
        spacing=Point(words * style.size),
    )


LARGER = 4 / 3
"""How much larger the smallest text is in large print: 24 points on a slide instead of 18."""


def in_large_print(theme: Theme) -> Theme:
    """Return the theme with higher floors, and what is smaller raised to them; what is large stays.

    What a slide does not hold at these sizes goes on on the next one.
    """
    usual = theme.floors
    body, table, references = (
        Point(round(one * LARGER)) for one in (usual.body, usual.table, usual.references)
    )
    floors = replace(usual, body=body, table=table, references=references)
    least = {"table": table, "thead": table, "works": references}
    styles = {
        name: one.at(Point(max(one.size, least.get(name, body)))) if _is_read(name) else one
        for name, one in theme.styles.items()
    }
    return replace(theme, floors=floors, styles=styles)


def _is_read(name: str) -> bool:
    """Tell whether a style is of what is read, not of what is at a slide's edge."""
    return name in _READ


_READ = frozenset(
    (
        *(
            "body",
            "lead",
            "takeaway",
            "passage",
            "note",
            "task",
            "agitem",
            "table",
            "thead",
            "label",
            "works",
        ),
        *("attribution", "caption", "colhead", "subtitle", "claim"),
    )
)


RATIOS = {"16:9": SLIDE, "4:3": NARROW_SLIDE}
"""What an outline may call the shape of its slides, and how large such a slide is."""


def in_ratio(theme: Theme, ratio: str) -> Theme:
    """Return the theme on slides of a shape, a key of `RATIOS`: places across shrink, type does not.

    Slides are of one height, so a title of two lines, a foot or a rail are where they were. Running text
    may take all of a narrower slide's width, for it is short of what can be read with ease.
    """
    slide = RATIOS[ratio]
    if slide == theme.slide:
        return theme
    narrow = _Narrower(theme, replace(theme, slide=slide))
    return replace(
        narrow.after,
        layouts={name: narrow.layout(one) for name, one in theme.layouts.items()},
        chrome=narrow.chrome(),
        frame=narrow.frame(),
    )


class _Narrower(Struct, frozen=True):
    """What becomes of places on the slides of one theme that go to those of another."""

    before: Theme
    after: Theme

    def frame(self) -> Frame:
        """Return the place of what slides hold."""
        usual, across = self.before.frame, self.after.across
        width = across(usual.width)
        return replace(usual, x=across(usual.x), width=width, measure=Emu(min(usual.measure, width)))

    def layout(self, usual: Layout) -> Layout:
        """Return a layout with all that it draws and holds."""
        regions = tuple(map(self.region, usual.regions))
        return replace(usual, decor=self.decor(usual.decor), regions=regions)

    def chrome(self) -> Chrome:
        """Return what is at the slides' edge."""
        usual = self.before.chrome
        return replace(
            usual,
            footer=self.region(usual.footer),
            number=self.region(usual.number),
            section_number=self.region(usual.section_number) if usual.section_number else None,
            progress=self.rect(usual.progress) if usual.progress else None,
            rules=self.decor(usual.rules),
        )

    def decor(self, usual: tuple[Decor, ...]) -> tuple[Decor, ...]:
        """Return flat rectangles."""
        return tuple(replace(one, rect=self.rect(one.rect)) for one in usual)

    def region(self, usual: Region) -> Region:
        """Return a region; paint keeps its width around the text, running text takes its measure."""
        rect = self.rect(usual.outer).grown(Emu(-usual.pad))
        frame = self.before.frame
        if (usual.rect.x, usual.rect.width) == (frame.x, frame.measure):
            rect = replace(rect, width=self.frame().measure)
        return replace(usual, rect=rect)

    def rect(self, usual: Rect) -> Rect:
        """Return a place with both of its edges where they are on the narrower slide."""
        left, right = self.after.across(usual.x), self.after.across(usual.right)
        return replace(usual, x=left, width=Emu(right - left))
