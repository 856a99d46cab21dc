"""Theme and places → CSS: colours and faces as variables, layouts as rules, each look and place a class.

A strict content security policy leaves no room for style attributes, so whatever is said about the looks
of an element is said in a rule, and equal looks share one.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

from deckgen.deck.model import Run
from deckgen.layout.pages import PlacedParagraph, TextBox
from deckgen.structs import Struct, field
from deckgen.theme.model import (
    COMFORT,
    DARK,
    GROUNDED,
    Align,
    Anchor,
    Bullet,
    Decor,
    Face,
    Layout,
    Region,
    Theme,
    TypeStyle,
    Variant,
    marker,
)
from deckgen.theme.variants import JOINED
from deckgen.units import EMU_PER_INCH, Emu, Rect, pixels

PIXELS_PER_POINT = 4 / 3

NAME_LENGTH = 7
"""Characters of a hash that name a class, 35 bits: of 400 classes two are alike once in 400,000 decks."""

_JUSTIFY = {Anchor.TOP: "flex-start", Anchor.MIDDLE: "center", Anchor.BOTTOM: "flex-end"}
_ALIGN = {Align.START: "start", Align.CENTER: "center", Align.END: "end"}


LEVELS = range(4)
"""The levels of points that a list has at most."""


class Twin(Struct, frozen=True):
    """Faces of the same build as one that may be absent, and how wide they run beside it.

    `near` are faces that most systems have; scaled by `percent` their lines come out as long as the
    absent face's, `bold` the same for the bold cut.
    """

    same: tuple[str, ...]
    near: tuple[str, ...]
    percent: float
    bold: float


TWINS: Mapping[str, Twin] = {
    "Calibri": Twin(("Carlito",), ("Arial", "Liberation Sans", "Helvetica", "Roboto"), 91.0, 87.5),
    "Arial": Twin(("Liberation Sans", "Arimo", "Helvetica"), ("DejaVu Sans", "Verdana"), 87.7, 83.9),
    "Times New Roman": Twin(("Liberation Serif", "Tinos", "Times"), ("DejaVu Serif",), 77.8, 75.1),
    "Courier New": Twin(("Liberation Mono", "Cousine"), ("DejaVu Sans Mono", "Menlo"), 99.7, 99.7),
}
"""Face → what stands in for it. The shares are ratios of the widths of a page of English."""


class Sheet(Struct):
    """A style sheet that grows: equal declarations get one class.

    A class is named after what it declares, so that an element keeps its classes whatever is written before
    it. Names begin with a capital, which no class of the templates does.
    """

    prefix: str
    names: dict[str, str] = field(default_factory=dict)
    """What is declared → the class."""
    rules: dict[str, str] = field(default_factory=dict)
    """The class → what it declares."""
    asked: list[tuple[str, ...]] | None = None
    """What is asked for from now on, None where nobody wants to know."""

    def name(self, *declarations: str) -> str:
        """Return the class that carries these declarations."""
        if self.asked is not None:
            self.asked.append(declarations)
        text = ";".join(declarations)
        return self.name_for(text, (text.encode(),))

    def name_for(self, text: str, known_by: Iterable[bytes]) -> str:
        """Return the class that carries declarations; the name of a new one follows from bytes."""
        found = self.names.get(text)
        if found is None:
            found = self.names[text] = self._new_name(known_by)
            self.rules[found] = text
        return found

    def _new_name(self, known_by: Iterable[bytes]) -> str:
        """Return a name that no other declarations have: one character longer where two would share one."""
        digested = hashlib.blake2b(digest_size=20)
        for chunk in known_by:
            digested.update(chunk)
        digest = base64.b32encode(digested.digest()).decode().lower()
        lengths = range(NAME_LENGTH, len(digest) + 1)
        return next(name for count in lengths if (name := f"{self.prefix}{digest[:count]}") not in self.rules)

    def css(self) -> str:
        """Return the rules, one a line, by name: where they were first needed does not matter."""
        return "\n".join(f".{name}{{{self.rules[name]}}}" for name in sorted(self.rules))


def number(value: float) -> str:
    """Return a number as CSS writes it, to a thousandth."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


@functools.lru_cache(maxsize=1 << 12)
def px(length: Emu | int) -> str:
    """Return a length in EMU as CSS pixels of the stage."""
    return f"{number(pixels(length))}px"


def place(rect: Rect) -> tuple[str, ...]:
    """Return the declarations that put a box at its rectangle of the slide."""
    return (
        f"left:{px(rect.x)}",
        f"top:{px(rect.y)}",
        f"width:{px(rect.width)}",
        f"height:{px(rect.height)}",
    )


def text_place(box: TextBox) -> tuple[str, ...]:
    """Return the declarations that put a text box at its place, with its anchor, side and inset."""
    inset = (f"padding-inline-end:{px(box.inset_end)}",) if box.inset_end else ()
    paint = (f"padding:{px(box.pad)}", f"background:var(--{_word(box.fill)})") if box.fill else ()
    return (*place(box.outer), *_setting(box.anchor, box.align), *paint, *inset)


def _setting(anchor: Anchor, align: Align) -> tuple[str, ...]:
    side = () if align is Align.START else (f"text-align:{_ALIGN[align]}",)
    where = () if anchor is Anchor.TOP else (f"justify-content:{_JUSTIFY[anchor]}",)
    return (*where, *side)


def paint(decor: Decor) -> tuple[str, ...]:
    """Return the declarations of a flat rectangle that belongs to a layout."""
    return (*place(decor.rect), f"background:var(--{_word(decor.colour)})")


def text_side(align: Align) -> tuple[str, ...]:
    """Return the declaration that sets a cell's lines to a side."""
    return (f"text-align:{_ALIGN[align]}",)


def paragraph_size(paragraph: PlacedParagraph, style: TypeStyle, *, last: bool) -> tuple[str, ...]:
    """Return what only holds on the stage: size, leading, space after (none after a box's last)."""
    after = 0.0 if last else paragraph.after
    hang = (f"padding-inline-start:{px(paragraph.hang)}", f"text-indent:-{px(paragraph.hang)}")
    short = (f"padding-inline-end:{px(paragraph.short)}",) if paragraph.short else ()
    number = paragraph.number
    numbered = (f"--h:{px(number.hang)}", f"padding-inline-start:{px(number.indent)}") if number else ()
    spaced = style.tracking * paragraph.size / style.size
    tracking = (f"letter-spacing:{_points(spaced)}",) if spaced else ()
    wider = style.spacing * paragraph.size / style.size
    spacing = (f"word-spacing:{_points(wider)}",) if wider else ()
    return (
        f"font-size:{_points(paragraph.size)}",
        f"line-height:{_points(paragraph.size * paragraph.leading)}",
        *((f"margin-bottom:{_points(after)}",) if after else ()),
        *(hang if paragraph.hang else ()),
        *numbered,
        *short,
        *tracking,
        *spacing,
    )


def paragraph_look(paragraph: PlacedParagraph, style: TypeStyle) -> tuple[str, ...]:
    """Return what holds in every view: colour, weight and face."""
    bold = style.bold if paragraph.bold is None else paragraph.bold
    return (
        f"color:var(--{_word(paragraph.colour or style.colour)})",
        f"font-weight:{700 if bold else 400}",
        f"font-family:var(--{_word(style.face)})",
        *_marker(paragraph, style),
    )


def _marker(paragraph: PlacedParagraph, style: TypeStyle) -> tuple[str, ...]:
    """Return the ground of highlighted words in a paragraph on an inverse ground."""
    role = paragraph.colour or style.colour
    inverse = role not in GROUNDED and any(run.mark for run in paragraph.runs)
    return ("--m:var(--imarker)",) if inverse else ()


def run_look(run: Run) -> tuple[str, ...]:
    """Return the colour of a run of program text; its weight and slope are those of its elements."""
    return (f"color:var(--{_word(run.colour or 'ink')})",)


def variable(name: str) -> str:
    """Return a colour role or a face as the variable that holds it."""
    return f"var(--{_word(name)})"


@functools.lru_cache(maxsize=1 << 12)
def _points(size: float) -> str:
    return f"{number(size * PIXELS_PER_POINT)}px"


def theme_css(theme: Theme, quote_open: str) -> str:
    """Return what a theme says in every view: faces, colours, variants, the layouts' grounds, list marks."""
    rules = [
        _faces(theme),
        ":root{" + _variables(theme.colours) + _series(theme.data) + _families(theme) + "}",
        "@media screen{",
        *(_variant(name, variant) for name, variant in theme.variants.items()),
        "}",
        *(_ground(layout, theme) for layout in theme.layouts.values()),
        *(_mark(level, theme.bullet(level)) for level in LEVELS),
        f":root{{--quote-open:{_string(quote_open)};--wide:{stage_width(theme)}}}",
    ]
    return "\n".join(rules)


def reading_css(theme: Theme) -> str:
    """Return what a theme says of the text to read: grounds, opening quotation marks, letters that join.

    Text that is on decoration on the stage has that as its ground. The large mark beside a quotation
    is set before its first line. No space is put between letters that join or stack.
    """
    rules = []
    for layout in theme.layouts.values():
        name, ground = _word(layout.name), _title_ground(layout)
        if ground is not None:
            rules.append(f".k-{name}{{background-color:var(--{_word(ground)})}}")
        for region in layout.regions if ground is None else ():
            under = _ground_of(region, layout)
            if under is not None:
                look = f"background-color:var(--{_word(under)});padding:.75rem 1rem"
                rules.append(f".k-{name} .b-{_word(region.name)}{{{look}}}")
        if layout.region("mark") is not None:
            rules.append(f".k-{name} blockquote .p:first-child::before{{content:var(--quote-open)}}")
    joined = ",".join(f":lang({language})" for language in sorted(JOINED))
    rules.append(
        f":root[data-scheme={COMFORT}] :is(.p,.notes,bdi):is({joined}){{letter-spacing:0!important}}"
    )
    return "\n".join(rules)


def _title_ground(layout: Layout) -> str | None:
    """Return the colour role of the decoration that a layout's title is on, None where it has none."""
    title = layout.region(layout.title_region or "")
    return _ground_of(title, layout) if title else None


def _ground_of(region: Region, layout: Layout) -> str | None:
    """Return the colour role of the decoration that a region is on, None where it has none."""
    under = [one.colour for one in layout.decor if one.rect.contains(region.rect)]
    return under[-1] if under else None


def stage_width(theme: Theme) -> int:
    """Return how wide a slide is in CSS pixels; all are 720 high."""
    return round(pixels(theme.slide.width))


def stage_css(theme: Theme) -> str:
    """Return what a theme says of places on the stage: quotation marks, list indents, the bar of progress."""
    rules = [rule for layout in theme.layouts.values() for rule in _stage_layout(layout, theme)]
    for level in LEVELS:
        bullet = theme.bullet(level)
        outer = theme.bullet(level - 1).indent if level else 0
        rules.append(
            f".l{level}{{padding-inline-start:{px(bullet.indent - outer)}}}"
            f".l{level}>.p::before{{inset-inline-start:{px(bullet.indent - outer - bullet.hang)}}}"
            f".l{level}>.p:has(math)::before{{inset-inline-start:{px(-bullet.hang)}}}"
        )
    if theme.chrome.progress:
        rules.append(".bar{" + ";".join((*place(theme.chrome.progress), "background:var(--rule)")) + "}")
    inches = (number(one / EMU_PER_INCH) for one in (theme.slide.width, theme.slide.height))
    rules.append("@page{size:" + " ".join(f"{one}in" for one in inches) + ";margin:0}")
    return "\n".join(rules)


def _faces(theme: Theme) -> str:
    """Return the faces that are used where neither the theme's face nor its twin is installed."""
    wanted = dict.fromkeys(face.name for face in theme.faces.values())
    rules = []
    for name in wanted:
        twin = TWINS.get(name)
        if twin is None:
            continue
        for weight, suffix, percent in ((400, "", twin.percent), (700, " Bold", twin.bold)):
            sources = ",".join(f"local({_string(one + suffix)})" for one in twin.near)
            rules.append(
                f"@font-face{{font-family:{_string(_fitted(name))};font-weight:{weight};"
                f"src:{sources};size-adjust:{number(percent)}%}}"
            )
    return "\n".join(rules)


def _fitted(name: str) -> str:
    return f"{name} fitted"


def _families(theme: Theme) -> str:
    return "".join(f"--{_word(key)}:{_family(face)};" for key, face in theme.faces.items())


def _family(face: Face) -> str:
    twin = TWINS.get(face.name)
    own = (face.name, *twin.same, _fitted(face.name)) if twin else (face.name,)
    return ",".join([*(_string(one) for one in own), re.sub(r"[^\w \"',-]", "", face.css)])


def _variables(colours: Mapping[str, str]) -> str:
    safe = {role: _colour(value) for role, value in colours.items()}
    ink, inverse = safe["ink"], safe.get("iink", safe["ink"])
    markers = f"--marker:{marker(ink)};--imarker:{marker(inverse)};"
    return "".join(f"--{_word(role)}:{value};" for role, value in safe.items()) + markers


def _series(data: Sequence[str]) -> str:
    """Return the colours of charts' series as variables."""
    return "".join(f"--data{place}:{_colour(value)};" for place, value in enumerate(data))


def _variant(name: str, variant: Variant) -> str:
    """Return the rule that gives the reader a variant's colours, whichever the deck was built in."""
    scheme = "dark" if name == DARK else "light"
    series = _series(variant.data)
    return f":root[data-scheme={_word(name)}]{{color-scheme:{scheme};{_variables(variant.colours)}{series}}}"


def plate_css(painted: str, ground: str, lost: Sequence[str], theme: Theme) -> str:
    """Return the rules that paint what a selector names, in the variants in which its pictures are lost."""
    plate = f"background-color:var(--{_word(ground)})"
    own = [f"{painted}{{{plate}}}"] if theme.variant in lost else []
    chosen = [
        f":root[data-scheme={_word(variant)}] {painted}"
        f"{{{plate if variant in lost else 'background-color:transparent'}}}"
        for variant in theme.variants
        if (variant in lost) is not (theme.variant in lost)
    ]
    return "\n".join((*own, "@media screen{", *chosen, "}") if chosen else own)


def _ground(layout: Layout, theme: Theme) -> str:
    role = _word(layout.background)
    inverse = layout.background == "ibg"
    ink = "iink" if inverse else "ink"
    return f".k-{_word(layout.name)}{{background-color:var(--{role});color:var(--{ink})}}"


def _stage_layout(layout: Layout, theme: Theme) -> Iterable[str]:
    name = _word(layout.name)
    mark = layout.region("mark")
    if mark is not None and mark.style is not None:
        yield f".k-{name}::before{{{_quote_mark(mark, theme.styles[mark.style])}}}"


def _quote_mark(region: Region, style: TypeStyle) -> str:
    """Return the large quotation mark that hangs beside a quotation; readers aloud pass over it."""
    return ";".join(
        (
            "content:var(--quote-open)",
            "content:var(--quote-open)/''",
            "position:absolute",
            *place(region.rect),
            f"font-size:{_points(style.size)}",
            f"line-height:{_points(style.size * style.leading)}",
            f"font-weight:{700 if style.bold else 400}",
            f"font-family:var(--{_word(style.face)})",
            f"color:var(--{_word(style.colour)})",
            *_setting(region.anchor, region.align),
        )
    )


def _mark(level: int, bullet: Bullet) -> str:
    char = _string(bullet.char)
    return f".l{level}>.p::before{{content:{char};content:{char}/'';color:var(--{_word(bullet.colour)})}}"


def _string(text: str) -> str:
    """Return a CSS string; whatever could end it, or the style element, is written as an escape."""
    safe = "".join(
        char if char.isalnum() or char in " -_.,•–—“”„«»‹›「" else f"\\{ord(char):x} " for char in text
    )
    return f'"{safe}"'


def _word(text: str) -> str:
    """Return a theme's name as a word that can be in a selector."""
    return re.sub(r"[^A-Za-z0-9-]", "-", text)


def _colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        raise ValueError(f"not a colour: {value}")
    return value
