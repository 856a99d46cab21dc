"""Theme → the theme part: its colours, its faces and the plain effects that shapes drawn later get."""

from __future__ import annotations

from deckgen.theme.model import Theme
from deckgen.writers.pptx.colours import SLOTS, digits, is_dark
from deckgen.writers.pptx.xml import A, attribute, document

_COLOURS = (
    ("dk1", "ink"),
    ("lt1", "bg"),
    ("dk2", "title"),
    ("lt2", "panel"),
    ("accent1", None),
    ("accent2", None),
    ("accent3", None),
    ("accent4", None),
    ("accent5", "accent"),
    ("accent6", "mark"),
    ("hlink", "accent"),
    ("folHlink", "muted"),
)
"""The slots in the schema's order and the role that each holds; None: the next colour for data."""

_TURNED = {"dk1": "bg", "lt1": "ink", "dk2": "panel", "lt2": "title"}
"""The roles of a dark theme's first slots: dark stays dark there, and masters map text to light."""

_SCRIPTS = (
    ("Jpan", "Yu Gothic"),
    ("Hang", "Malgun Gothic"),
    ("Hans", "Microsoft YaHei"),
    ("Hant", "Microsoft JhengHei"),
    ("Arab", "Arial"),
    ("Hebr", "Arial"),
    ("Thai", "Leelawadee UI"),
    ("Deva", "Nirmala UI"),
    ("Beng", "Nirmala UI"),
    ("Taml", "Nirmala UI"),
)
"""The faces that Office ships for the scripts that the theme's own faces lack."""

_JOINED = {
    **dict.fromkeys(("ar", "ckb", "fa", "ps", "sd", "ug", "ur"), "Arab"),
    **dict.fromkeys(("he", "iw", "yi"), "Hebr"),
    **dict.fromkeys(("hi", "mr", "ne", "sa"), "Deva"),
    "bn": "Beng",
    "ta": "Taml",
    "th": "Thai",
}
"""Languages whose letters are shaped → their script."""

_LEFTWARD_FACES = frozenset(("Arial", "Times New Roman", "Courier New"))
"""Faces that hold the letters of Arabic and Hebrew themselves."""

_LINE = '<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
_PLACEHOLDER = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme_part(theme: Theme, name: str, language: str) -> bytes:
    """Return the theme part of a deck in a language. `name` is what PowerPoint shows the theme as."""
    lines = "".join(_LINE.format(width=width, fill=_PLACEHOLDER) for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return document(
        f'<a:theme xmlns:a="{A}" name="{attribute(name)}"><a:themeElements>'
        f'<a:clrScheme name="{attribute(name)}">{_colours(theme)}</a:clrScheme>'
        f'<a:fontScheme name="{attribute(name)}">'
        f"<a:majorFont>{_faces(theme.faces['heading'].name, language)}</a:majorFont>"
        f"<a:minorFont>{_faces(theme.faces['body'].name, language)}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="{attribute(name)}"><a:fillStyleLst>{_PLACEHOLDER * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_PLACEHOLDER * 3}</a:bgFillStyleLst></a:fmtScheme>"
        f"</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/>{_own_colours(theme)}</a:theme>"
    )


def _colours(theme: Theme) -> str:
    data = [theme.data[index % len(theme.data)] for index in range(4)] if theme.data else []
    ahead = iter(data or [theme.colours["title"]] * 4)
    turned = _TURNED if is_dark(theme) else {}
    found = (
        (slot, theme.colours[turned.get(slot, role)] if role else next(ahead)) for slot, role in _COLOURS
    )
    return "".join(f'<a:{slot}><a:srgbClr val="{digits(value)}"/></a:{slot}>' for slot, value in found)


def _own_colours(theme: Theme) -> str:
    """Return the roles that no slot is left for, so that PowerPoint's colour picker offers them too."""
    rest = "".join(
        f'<a:custClr name="{attribute(role)}"><a:srgbClr val="{digits(value)}"/></a:custClr>'
        for role, value in theme.colours.items()
        if role not in SLOTS
    )
    return f"<a:custClrLst>{rest}</a:custClrLst>" if rest else ""


def _faces(latin: str, language: str) -> str:
    """Return a face and those for other scripts, first of all those of the deck's own language."""
    first, *rest = language.lower().replace("_", "-").split("-")
    chinese = "Hant" if {"hant", "tw", "hk", "mo"} & set(rest) else "Hans"
    faces = dict(_SCRIPTS)
    if latin in _LEFTWARD_FACES:
        faces |= {"Arab": latin, "Hebr": latin}
    ideographic = faces.get({"ja": "Jpan", "ko": "Hang", "zh": chinese, "yue": "Hant"}.get(first, ""), "")
    joined = faces.get(_JOINED.get(first, ""), "")
    scripts = "".join(f'<a:font script="{script}" typeface="{face}"/>' for script, face in faces.items())
    return (
        f'<a:latin typeface="{attribute(latin)}"/><a:ea typeface="{ideographic}"/>'
        f'<a:cs typeface="{joined}"/>{scripts}'
    )
