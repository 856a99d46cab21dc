"""theme.yaml → Theme: every number checked, all mistakes at once, each with its place in the file."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

import yaml

from deckgen.diagnostics import DeckgenError, Diagnostic, Span, error, in_order
from deckgen.project_files import read_project_file
from deckgen.schema.compose import Loader, compose
from deckgen.schema.places import places_of
from deckgen.schema.source import read_source, source_of
from deckgen.schema.walk import Validator
from deckgen.structs import Struct
from deckgen.theme import fields
from deckgen.theme.contrast import Spots, too_faint
from deckgen.theme.files import FILE, THEME_FILE, template_folder, theme_names
from deckgen.theme.model import (
    COMFORT,
    DARK,
    LIGHT,
    Align,
    Anchor,
    Bullet,
    Chrome,
    Comfort,
    Decor,
    Face,
    Floors,
    Frame,
    Layout,
    Region,
    Theme,
    TypeStyle,
    Variant,
)
from deckgen.theme.nodes import Part, nearest
from deckgen.theme.unknown_names import report_unknown
from deckgen.units import Emu, Point, Rect, grid, points

NAMED = ("faces", "colours", "dark", "comfort", "floors", "styles", "common", "layouts")
"""The parts whose members are taken one by one, by name, from the theme that a file says it is like."""

_PLACE = "give its place in one of them: at: [10, 9, 140, 12]"


def load_theme(name: str) -> Theme:
    """Return the theme of that name among those that come with deckgen.

    Raises `DeckgenError` where there is none, naming those there are.
    """
    if name not in theme_names():
        known = theme_names()
        raise DeckgenError(error(f'there is no theme called "{name}"', None, nearest(name, known)))
    return _ours(name)


@functools.cache
def _ours(name: str) -> Theme:
    """Return a theme that comes with deckgen; a test has checked it, so that no build need do so again."""
    path = template_folder() / name / FILE
    composed = compose(places_of(source_of(path.read_text(encoding="utf-8"), path), ()))
    assert composed.root is not None, name
    return _theme(Part(composed.root, Validator(composed.places, fields.ALL)))


def load_file(path: Path) -> Theme:
    """Return the theme that a file describes; raises `DeckgenError` with all that is wrong in it."""
    data = read_project_file(path, THEME_FILE, str(path))
    if isinstance(data, Diagnostic):
        raise DeckgenError(data)
    source, _, problems = read_source(data, path, THEME_FILE)
    if source is None:
        raise DeckgenError(*problems)
    try:
        theme = _once(source.text, path)
    except DeckgenError as refused:
        raise DeckgenError(*in_order((*problems, *refused.diagnostics))) from None
    if problems:
        raise DeckgenError(*problems)
    return theme


def read_theme(text: str, path: Path) -> Theme:
    """Return the theme that the text of a theme file describes; `path` is for messages only.

    Raises `DeckgenError` with all that is wrong in it.
    """
    source = source_of(text, path)
    composed = compose(places_of(source, ()))
    if not isinstance(composed.root, yaml.MappingNode):
        if composed.diagnostics:
            raise DeckgenError(*composed.diagnostics)
        hint = "deckgen theme new NAME writes one to start from"
        raise DeckgenError(
            error("a theme file holds names and values, this one does not", source.span(0, 0), hint)
        )
    walk = Validator(composed.places, fields.ALL, gaps=composed.gaps)
    walk.problems += composed.diagnostics
    own = Part(composed.root, walk)
    walk.check(composed.root, fields.LIKE_THEME if "like" in own or composed.gaps else fields.THEME)
    theme = _theme(_filled(own))
    if not walk.problems:
        walk.problems += too_faint(theme, _spots(own))
    report_unknown(own, theme)
    if walk.problems:
        raise DeckgenError(*in_order(dict.fromkeys(walk.problems)))
    return theme


_once = functools.lru_cache(maxsize=16)(read_theme)


def _filled(own: Part) -> Part:
    """Return a theme with what it lacks taken from the theme that it says it is like, if any.

    Where a line could not be read, it is taken from any: what is not there may be in that line.
    """
    if "like" not in own and not own.walk.gaps:
        return own
    names = theme_names()
    origin = own["like"].one_of(names, "theme that comes with deckgen") if "like" in own else names[0]
    node = yaml.compose((template_folder() / origin / FILE).read_text(encoding="utf-8"), Loader)
    assert node is not None, origin
    return Part(_joined(own, Part(_borrowed(node, own.node.start_mark), own.walk)), own.walk)


def _borrowed(node: yaml.Node, mark: yaml.Mark) -> yaml.Node:
    """Return a node of another file with `mark` as the place of all that is in it."""
    if isinstance(node, yaml.MappingNode):
        pairs = [(_borrowed(key, mark), _borrowed(value, mark)) for key, value in node.value]
        return yaml.MappingNode(node.tag, pairs, mark, mark)
    if isinstance(node, yaml.SequenceNode):
        return yaml.SequenceNode(node.tag, [_borrowed(one, mark) for one in node.value], mark, mark)
    return yaml.ScalarNode(node.tag, node.value, mark, mark)


def _joined(own: Part, usual: Part) -> yaml.Node:
    """Return names with their values, those that are not there taken from others."""
    node = own.node
    if not isinstance(node, yaml.MappingNode):
        return usual.node
    inner = {key: _joined(own[key], usual[key]) for key in NAMED if key in own and key in usual}
    given = [(key, inner.get(str(key.value), value)) for key, value in node.value]
    more = [(key, value) for key, value in usual.node.value if key.value not in own]
    return yaml.MappingNode(node.tag, [*given, *more], node.start_mark, node.end_mark)


def _theme(top: Part) -> Theme:
    light = _variant(top, None)
    variants = {LIGHT: light}
    for name in (DARK, COMFORT):
        if name in top:
            variants[name] = _variant(top[name], light)
    faces = {name: _face(one) for name, one in top.part("faces").items()}
    used = top.part("styles")
    names = _Names(frozenset(light.colours), frozenset(faces), frozenset(used))
    styles = {name: _style(name, one, names) for name, one in used.items()}
    floors = Floors(*(Point(top.part("floors").part(key).size()) for key in Floors.__struct_fields__))
    _report_small(used, styles, floors)
    bullets = [_bullet(one, names) for one in top.part("bullets").members()]
    while len(bullets) < 2:
        bullets.append(Bullet("•", "ink", None, grid(4), grid(4)))
    common = top.part("common")
    layouts = {name: _layout(name, one, common, names) for name, one in top.part("layouts").items()}
    return Theme(
        name=top.part("name").text(),
        faces=faces,
        colours=light.colours,
        data=light.data,
        styles=styles,
        layouts=layouts,
        bullets=(bullets[0], bullets[1]),
        chrome=_chrome(top.part("chrome"), names),
        frame=_frame(top["frame"]) if "frame" in top else _usual_frame(layouts, styles),
        floors=floors,
        scale=_scale(top.part("scale")),
        variants=variants,
        comfort=_comfort(top[COMFORT]) if COMFORT in top else None,
        transition=top.part("transition").text() or "none",
    )


def _report_small(used: Part, styles: Mapping[str, TypeStyle], floors: Floors) -> None:
    """Report the styles of the most text that are smaller than what nothing of their kind may be."""
    for name, kind in (("body", "body"), ("lead", "body"), ("table", "table"), ("works", "references")):
        least = getattr(floors, kind)
        if name in styles and styles[name].size < least and used[name].part("size").is_number():
            message = f'the style "{name}" of {styles[name].size:g} pt is below the floor of {least:g} pt'
            used[name].part("size").report(message, f'write {least:g} or more: "floors" says so of "{kind}"')


def _variant(node: Part, usual: Variant | None) -> Variant:
    """Return a variant's colours; what it does not name is as usual, None: it has to name all."""
    given = node.part("colours")
    colours = dict(usual.colours if usual else dict.fromkeys(fields.ROLES, "#000000"))
    for role, value in given.items():
        if usual and role not in usual.colours:
            value.report_name(f'there is no colour called "{role}"', nearest(role, usual.colours))
        else:
            colours[role] = value.colour()
    if usual and "data" not in node:
        return Variant(colours, usual.data)
    return Variant(colours, tuple(one.colour() for one in node.part("data").members()))


def _spots(own: Part) -> Spots:
    """Return where the colours of each variant are written in the theme's own file."""
    found: dict[tuple[str, str], Span] = {}
    for variant, node in ((LIGHT, own), (DARK, own.part(DARK)), (COMFORT, own.part(COMFORT))):
        for role, value in node.part("colours").items():
            found[variant, role] = value.span
        for place, value in enumerate(node.part("data").members()):
            found[variant, f"data {place}"] = value.span
    return found


def _scale(node: Part) -> tuple[Point, ...]:
    sizes = tuple(Point(one.size()) for one in node.members())
    largest_first = sorted(sizes, reverse=True)
    if list(sizes) != largest_first:
        better = ", ".join(f"{one:g}" for one in largest_first)
        node.report("the sizes of a scale begin with the largest", f"write: [{better}]")
    return tuple(largest_first) or (Point(18),)


def _face(node: Part) -> Face:
    return Face(
        name=node.part("name").text(),
        css=node.part("css").text(),
        metrics=node.part("metrics").text(),
        natural=node.part("natural").size(),
    )


def _comfort(node: Part) -> Comfort:
    return Comfort(
        faces={name: _face(one) for name, one in node.part("faces").items()},
        letters=node.part("letter-spacing").number(default=0.0),
        words=node.part("word-spacing").number(default=0.0),
        leading=node.part("leading").number(default=0.0),
        heading_leading=node.part("heading-leading").number(default=0.0),
    )


def _style(name: str, node: Part, names: _Names) -> TypeStyle:
    return TypeStyle(
        name=name,
        size=Point(node.part("size").size()),
        leading=node.part("leading").size(),
        bold=node.part("bold").flag(),
        colour=node.part("colour").one_of(names.colours, "colour"),
        face=node["face"].one_of(names.faces, "face") if "face" in node else "body",
        after=Point(node.part("after").number(default=0.0)),
        tracking=Point(node.part("tracking").number(default=0.0)),
        spacing=Point(0),
    )


def _bullet(node: Part, names: _Names) -> Bullet:
    return Bullet(
        char=node.part("char").text(),
        colour=node.part("colour").one_of(names.colours, "colour"),
        size=Point(node["size"].size()) if "size" in node else None,
        indent=grid(node.part("indent").number()),
        hang=grid(node.part("hang").number()),
    )


def _chrome(node: Part, names: _Names) -> Chrome:
    footer, number, section = (
        _region(name, node.part(name), names) for name in ("footer", "number", "section-number")
    )
    for name in ("footer", "number", "section-number"):
        if name in node and "style" not in node[name]:
            node[name].report(f'"{name}" needs "style"', "for instance: style: chrome")
    return Chrome(
        footer=footer,
        number=number,
        section_number=section if "section-number" in node else None,
        progress=node["progress"].rect() if "progress" in node else None,
        rules=_decor(node.part("rules"), names),
    )


def _frame(node: Part) -> Frame:
    """Return where slides hold what they hold, as the file says."""
    lengths = ("x", "width", "bottom", "measure", "untitled", "bar")
    return Frame(
        **{name: grid(node.part(name).number()) for name in lengths},
        gap=Point(node.part("gap").number()),
        cap=Point(node.part("cap").number()),
        headlines=_scale(node.part("headlines")),
    )


def _usual_frame(layouts: Mapping[str, Layout], styles: Mapping[str, TypeStyle]) -> Frame:
    """Return that place where a file does not say: what lists have, below the place of headlines."""
    found = layouts.get("list")
    body, title = (found.region("body"), found.region("title")) if found else (None, None)
    head = styles.get("headline")
    rect = body.rect if body else Rect(grid(10), grid(23), grid(140), grid(53))
    line = head.size * head.leading if head else 0.0
    above = points(Emu(rect.y - title.rect.y)) - line if title else 32.0
    return Frame(
        x=rect.x,
        width=rect.width,
        bottom=rect.bottom,
        measure=rect.width,
        gap=Point(max(0.0, above)),
        cap=Point(0),
        untitled=rect.y,
        bar=grid(0.75),
        headlines=(head.size,) if head else (Point(32),),
    )


def _layout(name: str, node: Part, common: Part, names: _Names) -> Layout:
    own = dict(node.part("regions").items())
    title = node.part("title").text() or "true"
    title_region = title if title in own else None
    title_shown = title == "true"
    if not title_shown and title != "false" and title_region is None:
        node["title"].report(
            f'the title is "true", "false" or a region of the layout, not "{title}"',
            f"its regions are: {', '.join(own)}",
        )
    wanted: dict[str, Part] = {}
    if title_shown and (given := own.get("title", common.get("title"))):
        wanted["title"] = given
    elif title_region:
        wanted[title_region] = own[title_region]
    elif title_shown:
        node.report_name('this layout has no place for "title", and there is none in "common" either', _PLACE)
    wanted.update(own)
    if node.part("source").flag(default=True):
        source = wanted.pop("source", common.get("source"))
        if source is None:
            node.report_name(
                'this layout has no place for "source", and there is none in "common" either', _PLACE
            )
        else:
            wanted["source"] = source
    return Layout(
        name=name,
        label=node.part("label").text(),
        background=node["background"].one_of(names.colours, "colour") if "background" in node else "bg",
        decor=_decor(node.part("decor"), names),
        regions=tuple(_region(key, one, names) for key, one in wanted.items()),
        title_shown=title_shown,
        title_region="title" if title_shown else title_region,
        chrome=node.part("chrome").flag(default=True),
    )


def _region(name: str, node: Part, names: _Names) -> Region:
    pad = grid(node.part("pad").number(default=0.0))
    return Region(
        name=name,
        rect=node.part("at").rect().grown(Emu(-pad)),
        style=node["style"].one_of(names.styles, "style") if "style" in node else None,
        anchor=_ANCHORS.get(node.part("anchor").text(), Anchor.TOP),
        align=_ALIGNS.get(node.part("align").text(), Align.START),
        fill=node["fill"].one_of(names.colours, "colour") if "fill" in node else None,
        pad=pad,
    )


_ANCHORS = {one.value: one for one in Anchor}
_ALIGNS = {one.value: one for one in Align}


def _decor(node: Part, names: _Names) -> tuple[Decor, ...]:
    return tuple(
        Decor(one.part("at").rect(), one.part("colour").one_of(names.colours, "colour"))
        for one in node.members()
    )


class _Names(Struct, frozen=True):
    """What a theme file may refer to by name."""

    colours: frozenset[str]
    faces: frozenset[str]
    styles: frozenset[str]
