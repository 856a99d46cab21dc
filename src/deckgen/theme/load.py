"""theme.yaml → Theme: every number checked, all mistakes at once, each with its place in the file."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from deckgen.diagnostics import Diagnostic, Refused, Span, error, in_order
from deckgen.theme.contrast import Spots, too_faint
from deckgen.theme.files import FILE, template_folder, theme_names
from deckgen.theme.model import (
    COMFORT,
    DARK,
    LIGHT,
    LIKE,
    TRANSITIONS,
    Align,
    Anchor,
    Bullet,
    Chrome,
    Comfort,
    Decor,
    Face,
    Floors,
    Layout,
    Region,
    Theme,
    TypeStyle,
    Variant,
)
from deckgen.theme.nodes import Group, Value, nearest
from deckgen.theme.strangers import report_strangers
from deckgen.theme.syntax import not_yaml
from deckgen.units import Emu, Point, grid

Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

ROLES = (
    "bg",
    "panel",
    "ink",
    "title",
    "muted",
    "accent",
    "mark",
    "rule",
    "hair",
    "ibg",
    "iink",
    "imuted",
    "iaccent",
)
"""The colour roles that every theme gives."""

FACES = ("heading", "body", "mono")
"""The faces that every theme gives."""

METRICS = ("carlito", "liberation-sans", "liberation-serif", "liberation-mono")
"""The tables of widths that a face may be measured with."""

STYLES = ("headline", "body", "attribution", "caption", "table", "thead", "date")
"""The styles that are looked for by name, whatever the layouts use."""

LAYOUTS = ("cover", "section", "list", "works-cited")
"""The layouts that every deck may need."""

KEYS = (
    "name",
    "like",
    "faces",
    "colours",
    "data",
    "dark",
    "comfort",
    "floors",
    "scale",
    "transition",
    "styles",
    "bullets",
    "chrome",
    "common",
    "layouts",
)
"""What a theme file holds."""

NEEDED = tuple(one for one in KEYS if one not in ("like", "dark", "comfort", "transition"))
"""What a theme file must hold that is like no other."""

NAMED = ("faces", "colours", "dark", "comfort", "floors", "styles", "common", "layouts")
"""The parts whose members are taken one by one, by name, from the theme that a file says it is like."""

SERIES = 4
"""The most colours for data: more series than this cannot be told apart."""


def load_theme(name: str) -> Theme:
    """Return the theme of that name among those that come with deckgen.

    Raises `Refused` where there is none, naming those there are.
    """
    if name not in theme_names():
        known = theme_names()
        raise Refused(error(f'there is no theme called "{name}"', None, nearest(name, known)))
    return load_file(template_folder() / name / FILE)


def load_file(path: Path) -> Theme:
    """Return the theme that a file describes; raises `Refused` with all that is wrong in it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(error(f"{path} is not text, a theme.yaml is expected")) from None
    except OSError as problem:
        raise Refused(error(f"{path} cannot be read: {problem.strerror}")) from None
    return _once(text, path)


def read_theme(text: str, path: Path) -> Theme:
    """Return the theme that the text of a theme file describes; `path` is for messages only.

    Raises `Refused` with all that is wrong in it.
    """
    try:
        node = yaml.compose(text, Loader)
    except yaml.MarkedYAMLError as problem:
        raise Refused(not_yaml(problem, text, path)) from None
    except yaml.YAMLError as problem:
        raise Refused(error(f"this is not YAML: {problem}", Span(path, 1, 1, 1, 1))) from None
    if not isinstance(node, yaml.MappingNode):
        raise Refused(error("a theme file holds keys and values, this one does not", Span(path, 1, 1, 1, 1)))
    problems: list[Diagnostic] = []
    own = Value(node, path, problems).group()
    top = _filled(own)
    theme = _theme(top)
    if not problems:
        problems += too_faint(theme, _spots(own))
    report_strangers(own, theme)
    if problems:
        raise Refused(*in_order(dict.fromkeys(problems)))
    return theme


_once = functools.lru_cache(maxsize=16)(read_theme)


def _filled(own: Group) -> Group:
    """Return a theme's keys with what they lack taken from the theme that it says it is like, if any.

    Raises `Refused` where what would have to be filled is no group of keys.
    """
    if "like" not in own:
        return _complete(own)
    origin = own["like"].one_of(theme_names(), "theme that comes with deckgen")
    text = (template_folder() / origin / FILE).read_text(encoding="utf-8")
    node = yaml.compose(text, Loader)
    if node is None:
        return own
    usual = Value(node, own.whole.path, own.whole.problems).group()
    filled = _joined(own, usual)
    if own.whole.problems:
        raise Refused(*in_order(own.whole.problems))
    return filled.group()


def _complete(own: Group) -> Group:
    """Return a theme's keys; those that are missing are reported together, and no more afterwards."""
    lacking = [f'"{key}"' for key in NEEDED if key not in own]
    if not lacking:
        return own
    own.whole.report(f"{', '.join(lacking)} {'is' if len(lacking) == 1 else 'are'} missing here", LIKE)
    return Group(replace(own.whole, missing=True), own.entries, own.keys_)


def _joined(own: Group, usual: Group) -> Value:
    """Return keys with their values, those that are not there taken from others."""
    node = own.whole.node
    if not isinstance(node, yaml.MappingNode):
        return own.whole
    inner = {
        key: _joined(own[key].group(), usual[key].group()).node
        for key in NAMED
        if key in own and key in usual
    }
    given = [(key, inner.get(str(key.value), value)) for key, value in node.value]
    more = [(key, value) for key, value in usual.whole.node.value if key.value not in own]
    return replace(
        own.whole, node=yaml.MappingNode(node.tag, [*given, *more], node.start_mark, node.end_mark)
    )


def _theme(top: Group) -> Theme:
    top.only(KEYS)
    light = _variant(top, None)
    variants = {LIGHT: light}
    for name, more in ((DARK, ()), (COMFORT, SPACING)):
        if name in top:
            node = top.group(name)
            node.only(("colours", "data", *more))
            variants[name] = _variant(node, light)
    faces = {name: _face(one.group()) for name, one in _all(top, "faces", FACES, "face")}
    used = top.group("styles")
    names = _Names(frozenset(light.colours), frozenset(faces), frozenset(used))
    styles = {name: _style(name, one.group(), names) for name, one in _all(top, "styles", STYLES, "style")}
    floors = top.group("floors")
    floors.only(Floors.__slots__)
    least = Floors(*(Point(floors.value(key).positive()) for key in Floors.__slots__))
    _report_small(used, styles, least)
    common = {name: one.group() for name, one in top.group("common").items()}
    levels = top.value("bullets")
    bullets = [_bullet(one.group(), names) for one in levels.sequence()]
    if len(bullets) != 2:
        if isinstance(levels.node, yaml.SequenceNode):
            levels.report(f"two levels of bullets are expected, found {len(bullets)}")
        bullets = [Bullet("•", "ink", None, grid(4), grid(4))] * 2
    return Theme(
        name=top.value("name").text(),
        faces=faces,
        colours=light.colours,
        data=light.data,
        styles=styles,
        layouts={
            name: _layout(name, one.group(), common, names)
            for name, one in _all(top, "layouts", LAYOUTS, "layout")
        },
        bullets=(bullets[0], bullets[1]),
        chrome=_chrome(top.group("chrome"), names),
        floors=least,
        scale=_scale(top.value("scale")),
        variants=variants,
        comfort=_comfort(top.group(COMFORT)) if COMFORT in top else None,
        transition=top["transition"].one_of(TRANSITIONS, "transition") if "transition" in top else "none",
    )


def _all(top: Group, key: str, needed: tuple[str, ...], kind: str) -> list[tuple[str, Value]]:
    """Return a part's entries; those that every theme gives are reported where they are missing."""
    part = top.group(key)
    _missing(part, [name for name in needed if name not in part], kind)
    return list(part.items())


def _report_small(used: Group, styles: Mapping[str, TypeStyle], floors: Floors) -> None:
    """Report the styles of the most text that are smaller than what nothing of their kind may be."""
    for name, kind in (("body", "body"), ("lead", "body"), ("table", "table"), ("works", "references")):
        least = getattr(floors, kind)
        if name in styles and styles[name].size < least:
            message = f'the style "{name}" of {styles[name].size:g} pt is below the floor of {least:g} pt'
            used.group(name).value("size").report(message, f'that is what "floors" says of "{kind}"')


def _missing(part: Group, names: list[str], kind: str) -> None:
    """Report what a part of the file lacks, all of it at once."""
    named = ", ".join(f'"{name}"' for name in names)
    if len(names) == 1:
        part.whole.report(f"the {kind} {named} is missing", LIKE)
    elif names:
        part.whole.report(f"the {kind}s {named} are missing", LIKE)


def _variant(node: Group, usual: Variant | None) -> Variant:
    """Return a variant's colours; what it does not name is as usual, None: it has to name all."""
    given = node.group("colours")
    colours = dict(usual.colours) if usual else {}
    for role, value in given.items():
        if usual and role not in usual.colours:
            given.keys_[role].report(f'there is no colour called "{role}"', nearest(role, usual.colours))
        else:
            colours[role] = value.colour()
    if usual is None:
        _missing(given, [role for role in ROLES if role not in colours], "colour")
        colours = dict.fromkeys(ROLES, "#000000") | colours
    if usual and "data" not in node:
        return Variant(colours, usual.data)
    series = node.value("data")
    data = tuple(one.colour() for one in series.sequence())
    if not 1 <= len(data) <= SERIES:
        series.report(f"one to {SERIES} colours for data are expected, found {len(data)}")
    return Variant(colours, data)


def _spots(own: Group) -> Spots:
    """Return where the colours of each variant are written in the theme's own file."""
    found: dict[tuple[str, str], Span] = {}
    for variant, node in ((LIGHT, own), *((one, own.group(one)) for one in (DARK, COMFORT) if one in own)):
        for role, value in node.group("colours").items() if "colours" in node else ():
            found[variant, role] = value.span
        if "data" in node:
            for place, value in enumerate(node["data"].sequence()):
                found[variant, f"data {place}"] = value.span
    return found


def _scale(node: Value) -> tuple[Point, ...]:
    written = node.sequence()
    sizes = tuple(Point(one.positive()) for one in written)
    if written and list(sizes) != sorted(sizes, reverse=True):
        largest = ", ".join(f"{one:g}" for one in sorted(sizes, reverse=True))
        node.report("sizes are expected, the largest first", f"write it as: [{largest}]")
    if not written and isinstance(node.node, yaml.SequenceNode):
        node.report("one size at least is expected here", "for example: [30, 26, 22, 20, 18]")
    if not written or list(sizes) != sorted(sizes, reverse=True):
        return (Point(18),)
    return sizes


def _face(node: Group) -> Face:
    node.only(("name", "css", "metrics", "natural"))
    return Face(
        name=node.value("name").text(),
        css=node.value("css").text(),
        metrics=node.value("metrics").one_of(METRICS, "table of widths"),
        natural=node.value("natural").positive(),
    )


SPACING = ("faces", "letter-spacing", "word-spacing", "leading", "heading-leading")
"""What the variant for comfortable reading says besides its colours."""


def _comfort(node: Group) -> Comfort:
    faces = node.group("faces") if "faces" in node else {}
    for name in faces:
        if name not in FACES:
            faces[name].report(f'there is no face called "{name}"', nearest(name, FACES))
    return Comfort(
        faces={name: _face(one.group()) for name, one in faces.items()},
        letters=node.number("letter-spacing", default=0.0),
        words=node.number("word-spacing", default=0.0),
        leading=node.number("leading", default=0.0),
        heading_leading=node.number("heading-leading", default=0.0),
    )


def _style(name: str, node: Group, names: _Names) -> TypeStyle:
    node.only(("size", "leading", "bold", "colour", "face", "after", "tracking"))
    return TypeStyle(
        name=name,
        size=Point(node.value("size").positive()),
        leading=node.value("leading").positive(),
        bold=node.flag("bold", default=False),
        colour=node.value("colour").one_of(names.colours, "colour"),
        face=node["face"].one_of(names.faces, "face") if "face" in node else "body",
        after=Point(node.number("after", default=0.0)),
        tracking=Point(node.number("tracking", default=0.0)),
        spacing=Point(0),
    )


def _bullet(node: Group, names: _Names) -> Bullet:
    node.only(("char", "colour", "size", "indent", "hang"))
    return Bullet(
        char=node.value("char").text(),
        colour=node.value("colour").one_of(names.colours, "colour"),
        size=Point(node["size"].positive()) if "size" in node else None,
        indent=grid(node.value("indent").number()),
        hang=grid(node.value("hang").number()),
    )


def _chrome(node: Group, names: _Names) -> Chrome:
    node.only(("footer", "number", "section-number", "progress", "rules"))
    section = node.get("section-number")
    return Chrome(
        footer=_region("footer", node.group("footer"), names, text=True),
        number=_region("number", node.group("number"), names, text=True),
        section_number=_region("section-number", section.group(), names, text=True) if section else None,
        progress=node["progress"].rect() if "progress" in node else None,
        rules=_decor(node.get("rules"), names),
    )


def _layout(name: str, node: Group, common: Mapping[str, Group], names: _Names) -> Layout:
    node.only(("label", "background", "chrome", "source", "title", "decor", "regions"))
    own = {key: one.group() for key, one in node.group("regions").items()}
    title = node["title"].text() if "title" in node else "true"
    title_region = title if title in own else None
    title_shown = title == "true"
    if not title_shown and title != "false" and title_region is None:
        node["title"].report(f'the title is "true", "false" or a region of the layout, not "{title}"')
    wanted: dict[str, Group] = {}
    if title_shown and (given := own.get("title", common.get("title"))):
        wanted["title"] = given
    elif title_region:
        wanted[title_region] = own[title_region]
    elif title_shown:
        node.whole.report('this layout has no place for "title", and there is none in "common" either')
    wanted.update(own)
    if node.flag("source", default=True):
        source = wanted.pop("source", common.get("source"))
        if source is None:
            node.whole.report('this layout has no place for "source", and there is none in "common" either')
        else:
            wanted["source"] = source
    return Layout(
        name=name,
        label=node.value("label").text(),
        background=node["background"].one_of(names.colours, "colour") if "background" in node else "bg",
        decor=_decor(node.get("decor"), names),
        regions=tuple(_region(key, one, names) for key, one in wanted.items()),
        title_shown=title_shown,
        title_region="title" if title_shown else title_region,
        chrome=node.flag("chrome", default=True),
    )


def _region(name: str, node: Group, names: _Names, *, text: bool = False) -> Region:
    """Return a place of a layout; `text` tells that there must be a style."""
    node.only(("at", "style", "anchor", "align", "fill", "pad"))
    styled = text or "style" in node
    pad = grid(node.number("pad", default=0.0))
    return Region(
        name=name,
        rect=node.value("at").rect().grown(Emu(-pad)),
        style=node.value("style").one_of(names.styles, "style") if styled else None,
        anchor=Anchor(node["anchor"].one_of({one.value for one in Anchor}, "anchor"))
        if "anchor" in node
        else Anchor.TOP,
        align=Align(node["align"].one_of({one.value for one in Align}, "alignment"))
        if "align" in node
        else Align.START,
        fill=node["fill"].one_of(names.colours, "colour") if "fill" in node else None,
        pad=pad,
    )


def _decor(node: Value | None, names: _Names) -> tuple[Decor, ...]:
    pieces = [one.group() for one in node.sequence()] if node else []
    for piece in pieces:
        piece.only(("at", "colour"))
    return tuple(
        Decor(piece.value("at").rect(), piece.value("colour").one_of(names.colours, "colour"))
        for piece in pieces
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """What a theme file may refer to by name."""

    colours: frozenset[str]
    faces: frozenset[str]
    styles: frozenset[str]
