"""theme.yaml → Theme: every number checked, every mistake with its place in the file."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from deckgen.diagnostics import Diagnostic, Refused, Span, error
from deckgen.theme.files import template_folder, theme_names
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
    Layout,
    Region,
    Theme,
    TypeStyle,
    Variant,
)
from deckgen.units import Emu, Point, Rect, grid, grid_rect

Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

ROLES = [
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
]
"""The colour roles that every theme gives."""

KEYS = (
    "name",
    "faces",
    "colours",
    "data",
    "floors",
    "scale",
    "styles",
    "bullets",
    "chrome",
    "common",
    "layouts",
    "dark",
    "comfort",
)
"""What a theme file holds."""

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def load_theme(name: str) -> Theme:
    """Return the theme of that name among those that come with deckgen.

    Raises `Refused` where there is none, naming those there are.
    """
    if name not in theme_names():
        known = ", ".join(theme_names())
        raise Refused(error(f'there is no theme called "{name}"', None, f"the themes are: {known}"))
    return _load(template_folder() / name / "theme.yaml")


@functools.cache
def _load(path: Path) -> Theme:
    return read_theme(path.read_text(encoding="utf-8"), path)


def read_theme(text: str, path: Path) -> Theme:
    """Return the theme that the text of a theme file describes; `path` is for messages only.

    Raises `Refused` at the first mistake of a part, with all of them that stand apart.
    """
    try:
        node = yaml.compose(text, Loader)
    except yaml.MarkedYAMLError as problem:
        raise Refused(error(f"this is not YAML: {problem.problem}", _mark_span(problem, path))) from None
    if not isinstance(node, yaml.MappingNode):
        raise Refused(error("a theme file holds keys and values, this one does not", Span(path, 1, 1, 1, 1)))
    return _theme(_Map.of(node, path))


def _theme(top: _Map) -> Theme:
    top.only(KEYS)
    colours = {role: one.colour() for role, one in top.map("colours").items()}
    for role in ROLES:
        if role not in colours:
            raise top.map("colours").wrong(f'the colour "{role}" is missing')
    faces = {name: _face(one.map_()) for name, one in top.map("faces").items()}
    for name in ("heading", "body", "mono"):
        if name not in faces:
            raise top.map("faces").wrong(f'the face "{name}" is missing')
    names = _Names(frozenset(colours), frozenset(faces), frozenset(top.map("styles")))
    styles = {name: _style(name, one.map_(), names) for name, one in top.map("styles").items()}
    floors = top.map("floors")
    common = {name: one.map_() for name, one in top.map("common").items()}
    bullets = [_bullet(one.map_(), names) for one in top.value("bullets").sequence()]
    if len(bullets) != 2:
        raise top.value("bullets").wrong(f"two levels of bullets are expected, found {len(bullets)}")
    data = tuple(one.colour() for one in top.value("data").sequence())
    variants = {LIGHT: Variant(colours, data)}
    for name in (DARK, COMFORT):
        if name in top:
            variants[name] = _variant(top.map(name), variants[LIGHT], comfort=name == COMFORT)
    return Theme(
        name=top.value("name").text(),
        faces=faces,
        colours=colours,
        data=data,
        styles=styles,
        layouts={name: _layout(name, one.map_(), common, names) for name, one in top.map("layouts").items()},
        bullets=(bullets[0], bullets[1]),
        chrome=_chrome(top.map("chrome"), names),
        floors=Floors(*(Point(floors.value(key).number()) for key in Floors.__slots__)),
        scale=tuple(Point(one.number()) for one in top.value("scale").sequence()),
        variants=variants,
        comfort=_comfort(top.map(COMFORT)) if COMFORT in top else None,
    )


def _face(node: _Map) -> Face:
    node.only(["name", "css", "metrics", "natural"])
    return Face(
        name=node.value("name").text(),
        css=node.value("css").text(),
        metrics=node.value("metrics").text(),
        natural=node.value("natural").number(),
    )


def _variant(node: _Map, usual: Variant, *, comfort: bool) -> Variant:
    """Return a variant's colours; what it does not name is as usual."""
    node.only(["colours", "data", *(_SPACING if comfort else ())])
    colours = dict(usual.colours)
    for role, value in node.map("colours").items():
        if role not in colours:
            raise value.wrong(f'there is no colour called "{role}" among the theme\'s own')
        colours[role] = value.colour()
    data = tuple(one.colour() for one in node["data"].sequence()) if "data" in node else usual.data
    return Variant(colours, data)


_SPACING = ("faces", "letter-spacing", "word-spacing", "leading", "heading-leading")
"""What the variant for comfortable reading says besides its colours."""


def _comfort(node: _Map) -> Comfort:
    return Comfort(
        faces={name: _face(one.map_()) for name, one in node.map("faces").items()} if "faces" in node else {},
        letters=node.number("letter-spacing", default=0.0),
        words=node.number("word-spacing", default=0.0),
        leading=node.number("leading", default=0.0),
        heading_leading=node.number("heading-leading", default=0.0),
    )


def _style(name: str, node: _Map, names: _Names) -> TypeStyle:
    node.only(["size", "leading", "bold", "colour", "face", "after", "tracking"])
    return TypeStyle(
        name=name,
        size=Point(node.value("size").number()),
        leading=node.value("leading").number(),
        bold=node.flag("bold", default=False),
        colour=node.value("colour").one_of(names.colours, "colour"),
        face=node["face"].one_of(names.faces, "face") if "face" in node else "body",
        after=Point(node.number("after", default=0.0)),
        tracking=Point(node.number("tracking", default=0.0)),
        spacing=Point(0),
    )


def _bullet(node: _Map, names: _Names) -> Bullet:
    node.only(["char", "colour", "size", "indent", "hang"])
    return Bullet(
        char=node.value("char").text(),
        colour=node.value("colour").one_of(names.colours, "colour"),
        size=Point(node["size"].number()) if "size" in node else None,
        indent=grid(node.value("indent").number()),
        hang=grid(node.value("hang").number()),
    )


def _chrome(node: _Map, names: _Names) -> Chrome:
    node.only(["footer", "number", "section-number", "progress", "rules"])
    section = node.get("section-number")
    return Chrome(
        footer=_region("footer", node.map("footer"), names),
        number=_region("number", node.map("number"), names),
        section_number=_region("section-number", section.map_(), names) if section else None,
        progress=node["progress"].rect() if "progress" in node else None,
        rules=_decor(node.get("rules"), names),
    )


def _layout(name: str, node: _Map, common: Mapping[str, _Map], names: _Names) -> Layout:
    node.only(["label", "background", "chrome", "source", "title", "decor", "regions"])
    own = {key: one.map_() for key, one in node.map("regions").items()}
    title = node["title"].text() if "title" in node else "true"
    title_region = title if title in own else None
    title_shown = title == "true"
    if not title_shown and title != "false" and title_region is None:
        raise node["title"].wrong(f'the title is "true", "false" or a region of the layout, not "{title}"')
    wanted: dict[str, _Map] = {}
    if title_shown:
        wanted["title"] = own.get("title", common["title"])
    elif title_region:
        wanted[title_region] = own[title_region]
    wanted.update(own)
    if node.flag("source", default=True):
        wanted["source"] = wanted.pop("source", common["source"])
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


def _region(name: str, node: _Map, names: _Names) -> Region:
    node.only(["at", "style", "anchor", "align"])
    return Region(
        name=name,
        rect=node.value("at").rect(),
        style=node["style"].one_of(names.styles, "style") if "style" in node else None,
        anchor=Anchor(node["anchor"].one_of({one.value for one in Anchor}, "anchor"))
        if "anchor" in node
        else Anchor.TOP,
        align=Align(node["align"].one_of({one.value for one in Align}, "alignment"))
        if "align" in node
        else Align.START,
    )


def _decor(node: _Value | None, names: _Names) -> tuple[Decor, ...]:
    pieces = [one.map_() for one in node.sequence()] if node else []
    for piece in pieces:
        piece.only(["at", "colour"])
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


@dataclass(frozen=True, slots=True)
class _Value:
    """A node of the file that knows how to be read as what is expected, or say why it cannot."""

    node: yaml.Node
    path: Path

    def wrong(self, message: str, *hints: str) -> Refused:
        start, end = self.node.start_mark, self.node.end_mark
        span = Span(self.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        return Refused(error(message, span, *hints))

    def text(self) -> str:
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.wrong("a single value is expected here")
        return str(self.node.value)

    def number(self) -> float:
        try:
            return float(self.text())
        except ValueError:
            raise self.wrong(f'a number is expected, found "{self.text()}"') from None

    def colour(self) -> str:
        if not _HEX.fullmatch(self.text()):
            raise self.wrong(f"a colour like '#1B2B30' is expected, found \"{self.text()}\"")
        return self.text().upper()

    def one_of(self, names: Iterable[str], kind: str) -> str:
        value = self.text()
        known = sorted(names)
        if value not in known:
            near = difflib.get_close_matches(value, known, 1)
            hint = f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(known)}"
            raise self.wrong(f'there is no {kind} called "{value}"', hint)
        return value

    def sequence(self) -> list[_Value]:
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.wrong("a list is expected here")
        return [_Value(one, self.path) for one in self.node.value]

    def map_(self) -> _Map:
        if not isinstance(self.node, yaml.MappingNode):
            raise self.wrong("keys and values are expected here")
        return _Map.of(self.node, self.path)

    def rect(self) -> Rect:
        numbers = [one.number() for one in self.sequence()]
        if len(numbers) != 4:
            raise self.wrong(f"[x, y, width, height] is expected, found {len(numbers)} numbers")
        return _inside(grid_rect(*numbers), self)


def _inside(rect: Rect, value: _Value) -> Rect:
    if not grid_rect(0, 0, 160, 90).contains(rect) or min(rect.width, rect.height) <= Emu(0):
        raise value.wrong("this place is not within the slide, which is 160 units wide and 90 high")
    return rect


@dataclass(frozen=True, slots=True)
class _Map(Mapping[str, _Value]):
    """A mapping of the file, read with its keys checked."""

    self_: _Value
    entries: Mapping[str, _Value]

    @classmethod
    def of(cls, node: yaml.MappingNode, path: Path) -> _Map:
        entries: dict[str, _Value] = {}
        for key, value in node.value:
            name = _Value(key, path).text()
            if name in entries:
                raise _Value(key, path).wrong(f'the key "{name}" stands here twice')
            entries[name] = _Value(value, path)
        return cls(_Value(node, path), entries)

    def __getitem__(self, key: str) -> _Value:
        return self.entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def wrong(self, message: str, *hints: str) -> Refused:
        return self.self_.wrong(message, *hints)

    def only(self, known: Iterable[str]) -> None:
        problems: list[Diagnostic] = []
        known = list(known)
        for key, value in self.entries.items():
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                hint = f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(known)}"
                problems += value.wrong(f'unknown key "{key}"', hint).diagnostics
        if problems:
            raise Refused(*problems)

    def value(self, key: str) -> _Value:
        if key not in self.entries:
            raise self.wrong(f'"{key}" is missing here')
        return self.entries[key]

    def map(self, key: str) -> _Map:
        return self.value(key).map_()

    def number(self, key: str, *, default: float) -> float:
        return self.entries[key].number() if key in self.entries else default

    def flag(self, key: str, *, default: bool) -> bool:
        if key not in self.entries:
            return default
        return self.entries[key].one_of(("true", "false"), "such value") == "true"


def _mark_span(problem: yaml.MarkedYAMLError, path: Path) -> Span:
    mark = problem.problem_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Span(path, line, column, line, column + 1)
