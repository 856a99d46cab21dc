"""Every key of a theme's file in one table: what it is called, what it takes, what it is for.

The check of a theme, the JSON Schema for editors and the tables of `docs/themes.md` are read from here.
"""

from __future__ import annotations

import re

from deckgen.schema.json_schema import Schema, json_schema
from deckgen.schema.shapes import SWITCH, TEXT, Field, Group, Keyed, Language, ListOf, Scalar
from deckgen.structs import replace
from deckgen.theme.model import LIKE, TRANSITIONS, Align, Anchor

METRICS = ("carlito", "liberation-sans", "liberation-serif", "liberation-mono")
"""The tables of widths that a face may be measured with."""

FACES = ("heading", "body", "mono")
"""The faces that every theme gives."""

STYLES = ("headline", "body", "attribution", "caption", "table", "thead", "date")
"""The styles that are looked for by name, whatever the layouts use."""

LAYOUTS = ("cover", "section", "list", "works-cited")
"""The layouts that every deck may need."""

SERIES = 4
"""The most colours for data: more series than this cannot be distinguished."""


def _plain_number(typed: str) -> str:
    """Return what was meant as a number: with a point, without a unit."""
    if found := re.fullmatch(r"(-?\d{1,6}(?:[.,]\d{1,6})?)\s*(pt|px|em|rem|in|cm|mm|u|%)?", typed):
        number = found[1].replace(",", ".")
        return f"{float(number) / 100:g}" if found[2] == "%" else number
    return ""


def _hex(typed: str) -> str:
    """Return what was meant as a colour: three digits twice each, `rgb(…)` in hexadecimal, a # in front."""
    if found := re.fullmatch(r"rgb\((\d{1,3}),\s*(\d{1,3}),\s*(\d{1,3})\)", typed.strip(), re.I):
        return "#" + "".join(f"{min(255, int(one)):02X}" for one in found.groups())
    if found := re.fullmatch(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})", typed):
        digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
        return f"#{digits.upper()}"
    return ""


def _amount(typed: str) -> str:
    return "for instance: 24"


NAME = Scalar("a name")
AMOUNT = Scalar(
    "a number", pattern=r"^-?[0-9]{1,6}(\.[0-9]{1,9})?$", number=True, better=_plain_number, hint=_amount
)
SIZE = Scalar(
    "a number above 0",
    pattern=r"^(?=.*[1-9])[0-9]{1,6}(\.[0-9]{1,9})?$",
    number=True,
    better=_plain_number,
    hint=_amount,
)
COLOUR = Scalar(
    "a colour like '#1B2B30'",
    pattern=r"^#[0-9A-Fa-f]{6}$",
    better=_hex,
    hint=lambda typed: (
        "write # and six digits, as colour pickers show it, in quotation marks"
        if typed
        else "put it in quotation marks: what follows a # is a comment"
    ),
)
PLACE = ListOf(AMOUNT, "[x, y, width, height]", least=4, most=4)

FACE = Group(
    "a face",
    (
        Field("name", TEXT, "The face's name in PowerPoint.", "name: Calibri", required=True),
        Field("css", TEXT, "The faces a browser tries, in order.", "css: Calibri, Carlito, sans-serif",
              required=True, tried=("family", "font-family", "stack")),
        Field("metrics", Scalar("a table of widths", values=METRICS),
              "The table it is measured with: `carlito` (Calibri), `liberation-sans` (Arial), "
              "`liberation-serif` (Times New Roman) or `liberation-mono` (Courier New).",
              "metrics: carlito", required=True, tried=("widths",)),
        Field("natural", SIZE, "The height of a line of it as a multiple of its size: 1.221 for Calibri, "
              "1.198 for Arial and Times New Roman, 1.193 for Courier New.", "natural: 1.221",
              required=True),
    ),
    doc="A typeface, and how it is measured.",
    lacking=LIKE,
)  # fmt: skip

FACE_SET = Group(
    "a set of faces",
    (
        Field("heading", FACE, "The face of headlines.", "heading: {name: Calibri, …}", required=True),
        Field("body", FACE, "The face of all other text.", "body: {name: Calibri, …}", required=True),
        Field("mono", FACE, "The face of program text.", "mono: {name: Courier New, …}", required=True),
    ),
    rest=FACE,
    doc="The typefaces.",
    lacking=LIKE,
)  # fmt: skip

VARIANT_FACES = Group(
    "a variant's faces",
    tuple(replace(one, required=False) for one in FACE_SET.fields),
    doc="The typefaces that a variant changes.",
)

_ROLES = (
    ("bg", "The background of slides."),
    ("panel", "The background of those that are set off quietly."),
    ("ink", "Text."),
    ("title", "Headlines."),
    ("muted", "What is said in passing."),
    ("accent", "Text that catches the eye, links."),
    ("mark", "List marks, ticks, progress."),
    ("rule", "Lines."),
    ("hair", "The finest lines."),
    ("ibg", "The background of inverse slides."),
    ("iink", "Text on them."),
    ("imuted", "What is said on them in passing."),
    ("iaccent", "Text on them that catches the eye."),
)
ROLES = tuple(name for name, _ in _ROLES)
"""The colour roles that every theme gives."""

COLOURS = Group(
    "a set of colours",
    tuple(Field(name, COLOUR, doc, f"{name}: '#1B2B30'", required=True) for name, doc in _ROLES),
    rest=COLOUR,
    doc="A colour, `'#RRGGBB'` in quotation marks, for each role; and for roles of your own.",
    lacking=LIKE,
)
VARIANT_COLOURS = Group(
    "a variant's colours",
    tuple(Field(name, COLOUR, doc, f"{name}: '#1B2B30'") for name, doc in _ROLES),
    rest=COLOUR,
    doc="The colours that the variant changes.",
)
DATA = ListOf(COLOUR, f"one to {SERIES} colours", most=SERIES)

_COLOURS_FIELD = Field("colours", VARIANT_COLOURS, "The colours that it changes.", "colours: {bg: '#14343B'}",
                       required=True, tried=("colors", "color", "colour"))  # fmt: skip
_DATA_FIELD = Field("data", DATA, "Its colours for the series of charts.", "data: ['#C9EDF2', '#F2A65A']")

DARK_VARIANT = Group(
    "the dark variant",
    (_COLOURS_FIELD, _DATA_FIELD),
    doc="What `dark: true` puts in place of `colours` and `data`; what it leaves out stays as it is.",
)
COMFORT_VARIANT = Group(
    "the comfort variant",
    (
        _COLOURS_FIELD,
        _DATA_FIELD,
        Field("faces", VARIANT_FACES, "Faces in place of the theme's own.",
              "faces: {heading: {name: Arial, …}}"),
        Field("letter-spacing", AMOUNT, "The space added after each letter, in ems.",
              "letter-spacing: 0.12"),
        Field("word-spacing", AMOUNT, "The space added to each space in addition, in ems, in the slideshow.",
              "word-spacing: 0.16"),
        Field("leading", AMOUNT, "The least distance of lines of text, as a multiple of their size.",
              "leading: 1.5"),
        Field("heading-leading", AMOUNT, "The same for styles in the face `heading`.",
              "heading-leading: 1.15"),
    ),
    doc="What `comfort: true` puts in place of `colours` and `data`, and how it sets type.",
)  # fmt: skip

FLOORS = Group(
    "the floors",
    (
        Field("body", SIZE, "The least size of text, in points.", "body: 18", required=True),
        Field("table", SIZE, "The least size of text in tables.", "table: 16", required=True),
        Field("references", SIZE, "The least size of the list of works cited.", "references: 14",
              required=True),
        Field("chrome", SIZE, "The least size of what is at the slide's edge.", "chrome: 12", required=True),
    ),
    doc="The sizes below which nothing is set, in points.",
    lacking=LIKE,
)  # fmt: skip

STYLE = Group(
    "a style",
    (
        Field("size", SIZE, "The size of type, in points.", "size: 26", required=True),
        Field("leading", SIZE, "The distance of lines, as a multiple of the size.", "leading: 1.25",
              required=True, tried=("line-height",)),
        Field("bold", SWITCH, "Whether it is bold.", "bold: true", tried=("weight",)),
        Field("colour", NAME, "A colour's role.", "colour: ink", required=True, tried=("color",)),
        Field("face", NAME, "A face: `heading`, `body` (unless it says otherwise) or `mono`.",
              "face: heading", tried=("font",)),
        Field("after", AMOUNT, "The space after a paragraph, in points.", "after: 16"),
        Field("tracking", AMOUNT, "The space added after each character, in points; below zero draws them "
              "together.", "tracking: -0.5"),
    ),
    doc="How a kind of text is set.",
)  # fmt: skip

BULLET = Group(
    "a list mark",
    (
        Field("char", TEXT, "The mark.", "char: '•'", required=True),
        Field("colour", NAME, "A colour's role.", "colour: mark", required=True, tried=("color",)),
        Field("size", SIZE, "The size of the level's text, where it is not the list's own.", "size: 22"),
        Field("indent", AMOUNT, "How far text is set in.", "indent: 4", required=True),
        Field("hang", AMOUNT, "How far before it the mark is.", "hang: 4", required=True),
    ),
    doc="The mark of a level of lists.",
)  # fmt: skip

REGION = Group(
    "a region",
    (
        Field("at", PLACE, "Its place.", "at: [10, 23, 128, 53]", required=True),
        Field("style", NAME, "The style of its text; none for a picture.", "style: body"),
        Field("anchor", Scalar("an anchor", values=tuple(one.value for one in Anchor)),
              "Where text is in a region that is taller than it: `top`, `middle` or `bottom`.",
              "anchor: bottom"),
        Field("align", Scalar("an alignment", values=tuple(one.value for one in Align)),
              "To which side lines are set: `start`, `center` or `end`.", "align: center"),
        Field("fill", NAME, "The role of the colour it is painted in.", "fill: panel"),
        Field("pad", AMOUNT, "How far within the paint its text is.", "pad: 2"),
    ),
    doc="A place of a layout.",
)  # fmt: skip

DECOR = Group(
    "a rectangle",
    (
        Field("at", PLACE, "Its place.", "at: [10, 55, 140, 0.25]", required=True),
        Field("colour", NAME, "A colour's role.", "colour: iaccent", required=True, tried=("color",)),
    ),
    doc="A flat rectangle, such as a line.",
)  # fmt: skip
DECORS = ListOf(DECOR, "a list of rectangles", least=0)

CHROME = Group(
    "the chrome",
    (
        Field("footer", REGION, "Where the section's name is.",
              "footer: {at: [10, 84, 104, 3], style: chrome}", required=True),
        Field("number", REGION, "Where the slide's number is.",
              "number: {at: [130, 84, 20, 3], style: chrome}", required=True),
        Field("section-number", REGION, "Where the section's number is by itself, if it is.",
              "section-number: {at: [4, 84, 5, 3], style: chrome}"),
        Field("progress", PLACE, "The place of the bar that grows with the talk.",
              "progress: [0, 0, 160, 0.75]"),
        Field("rules", DECORS, "Lines on every slide.", "rules: [{at: [10, 20, 140, 0.1], colour: hair}]"),
    ),
    doc="What is at the slide's edge.",
)  # fmt: skip

LAYOUT = Group(
    "a layout",
    (
        Field("label", TEXT, "What PowerPoint calls the layout.", "label: Title and list", required=True),
        Field("background", NAME, "A colour's role; `bg` where it is not given.", "background: panel"),
        Field("title", NAME, "`true`: there is a headline; `false`: there is none; or the region that is "
              "read out as the title.", "title: statement"),
        Field("source", SWITCH, "`false` where the layout has no place for sources.", "source: false"),
        Field("chrome", SWITCH, "`false` where nothing is at the edge.", "chrome: false"),
        Field("decor", DECORS, "Flat rectangles.", "decor: [{at: [10, 55, 140, 0.25], colour: iaccent}]"),
        Field("regions", Keyed(REGION, "regions under their names"),
              "The places of what the slide holds, in reading order.",
              "regions:\n  body: {at: [10, 23, 128, 53], style: body}", required=True),
    ),
    doc="A kind of slide: its background, its decoration and its regions.",
)  # fmt: skip

_SIZES = ListOf(SIZE, "a list of sizes")

FRAME = Group(
    "the frame",
    (
        Field("x", AMOUNT, "Its left edge.", "x: 10", required=True),
        Field("width", AMOUNT, "Its width.", "width: 140", required=True),
        Field("bottom", AMOUNT, "Its foot, where the slide names no sources.", "bottom: 79", required=True),
        Field("measure", AMOUNT, "The width of running text.", "measure: 128", required=True),
        Field("untitled", AMOUNT, "Its top on slides without a headline.", "untitled: 14", required=True),
        Field("gap", AMOUNT, "The space between the headline's last line and the first line of text, in "
              "points.", "gap: 32", required=True),
        Field("cap", AMOUNT, "How much lower than a line of text a picture begins, in points, so that it is "
              "level with the tops of letters.", "cap: 9", required=True),
        Field("bar", AMOUNT, "The width of the bar beside a slide's conclusion.", "bar: 0.75",
              required=True),
        Field("headlines", _SIZES, "The sizes of headlines, largest first: a deck takes the largest that "
              "most of its headlines reach on two lines.", "headlines: [40, 36, 32]", required=True),
    ),
    doc="The place of what a slide holds below its headline; where it is not given, that of lists.",
)  # fmt: skip

COMMON = Group(
    "the common places",
    (
        Field("title", REGION, "The place of the headline.",
              "title: {at: [10, 7, 140, 14], style: headline}"),
        Field("source", REGION, "The place of sources.", "source: {at: [10, 77, 140, 5], style: source}"),
    ),
    rest=REGION,
    doc="The places on every layout that does not say otherwise.",
)  # fmt: skip


def _partial(group: Group) -> Group:
    """Return a group that need not hold all of its fields, for the rest is taken from another theme."""
    return replace(group, fields=tuple(replace(one, required=False) for one in group.fields))


def _theme(*, like: bool) -> Group:
    """Return the group of a theme's file; one that is `like` another need hold nothing but its name."""
    needed = not like
    faces, colours, floors = (_partial(one) if like else one for one in (FACE_SET, COLOURS, FLOORS))
    styles = Keyed(STYLE, "styles under their names", needed=STYLES if needed else (), lacking=LIKE)
    layouts = Keyed(LAYOUT, "layouts under their names", needed=LAYOUTS if needed else (), lacking=LIKE)
    return Group(
        "a theme",
        (
            Field("name", TEXT, "What the theme is called.", "name: school", required=True),
            Field("like", NAME, "The theme of deckgen's that whatever is missing here is taken from.",
                  "like: lectern", tried=("base", "extends", "from")),
            Field("faces", faces, "The typefaces `heading`, `body` and `mono`.",
                  "faces:\n  heading: {name: Calibri, …}", required=needed, tried=("fonts", "typefaces")),
            Field("colours", colours, "A colour, `'#RRGGBB'` in quotation marks, for each role.",
                  "colours:\n  ink: '#1B2B30'", required=needed, tried=("colors", "palette")),
            Field("data", DATA, f"One to {SERIES} colours for the series of charts.",
                  "data: ['#0F4650', '#C9650A']", required=needed, tried=("series",)),
            Field("dark", DARK_VARIANT, "What `dark: true` puts in place of `colours` and `data`.",
                  "dark:\n  colours: {bg: '#14343B'}"),
            Field("comfort", COMFORT_VARIANT,
                  "What `comfort: true` puts in their place, and how it sets type.",
                  "comfort:\n  colours: {bg: '#FBF6E9'}\n  leading: 1.5"),
            Field("floors", floors, "The sizes below which nothing is set.",
                  "floors: {body: 18, table: 16, references: 14, chrome: 12}", required=needed),
            Field("scale", _SIZES, "The sizes that body text steps down through where there is much of it, "
                  "largest first.", "scale: [30, 26, 22, 20, 18]", required=needed, tried=("sizes",)),
            Field("transition", Scalar("a way to change slides", values=TRANSITIONS),
                  "How slides change: `none`, or `fade`, a short one; viewers who ask for less motion get "
                  "none.", "transition: fade"),
            Field("styles", styles, "How each kind of text is set.",
                  "styles:\n  body: {size: 26, leading: 1.25, colour: ink}", required=needed),
            Field("bullets", ListOf(BULLET, "two levels of list marks", least=2, most=2),
                  "The marks of lists, for two levels.",
                  "bullets:\n  - {char: '•', colour: mark, indent: 4, hang: 4}", required=needed),
            Field("chrome", CHROME, "What is at the slide's edge.",
                  "chrome:\n  footer: {at: [10, 84, 104, 3], style: chrome}", required=needed),
            Field("frame", FRAME, "The place of what a slide holds below its headline.",
                  "frame: {x: 10, width: 140, bottom: 79, …}"),
            Field("common", COMMON, "The places of `title` and `source` on every layout that does not say "
                  "otherwise.", "common:\n  title: {at: [10, 7, 140, 14], style: headline}",
                  required=needed),
            Field("layouts", layouts, "The kinds of slide.",
                  "layouts:\n  list:\n    label: Title and list\n    regions: {…}", required=needed),
        ),
        doc="A theme: all that is said of looks.",
        lacking=LIKE,
    )  # fmt: skip


THEME = _theme(like=False)
LIKE_THEME = _theme(like=True)

ALL = Language(
    (THEME, FACE_SET, VARIANT_FACES, FACE, COLOURS, VARIANT_COLOURS, DARK_VARIANT, COMFORT_VARIANT, FLOORS,
     STYLE, BULLET, CHROME, FRAME, COMMON, LAYOUT, REGION, DECOR)
)  # fmt: skip
"""The whole language of themes."""


def theme_schema() -> Schema:
    """Return the JSON Schema of a theme's file; a theme may be like another, so that it need hold little."""
    said = "A theme: all that is said of how deckgen's slides look."
    whole = (FACE_SET, COLOURS, FLOORS)
    groups = (_partial(one) if one in whole else one for one in ALL.groups[1:])
    return json_schema(Language((LIKE_THEME, *groups)), "deckgen theme", said)
