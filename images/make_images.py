"""Natural Earth's countries → the pictures of the outlines, as PNG files beside this script.

The map is drawn from Natural Earth (public domain) as the npm package `world-atlas` carries it. To draw
everything again:

    npm install world-atlas@2.0.2
    python images/make_images.py --data node_modules/world-atlas/countries-50m.json

Without `--data` only the pictures that need no map are drawn. Type is set in Carlito, which has the
widths of Calibri (Debian and Ubuntu: `fonts-crosextra-carlito`). The same Pillow draws the same bytes.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

Point = tuple[float, float]
Ring = list[Point]
Colour = tuple[int, int, int]

SCALE = 3
"""Everything is drawn this many times too large and then made smaller, which smooths its edges."""

# The colours of the theme lectern.
PAPER: Colour = (0xFB, 0xFB, 0xF9)
INK: Colour = (0x1B, 0x2B, 0x30)
TITLE: Colour = (0x0F, 0x46, 0x50)
ACCENT: Colour = (0xA8, 0x43, 0x0B)
RULE: Colour = (0xC7, 0xD0, 0xD0)
DARK: Colour = (0x14, 0x34, 0x3B)
# Tints between them: water, land, and a grey that can be read on both.
WATER: Colour = (0xDC, 0xE6, 0xE7)
LAND: Colour = (0xF6, 0xF7, 0xF4)
UNION: Colour = (0xBD, 0xCF, 0xCF)
FADED: Colour = (0x3F, 0x51, 0x57)
# The grounds of the themes folio and grid.
PAGE: Colour = (0xFF, 0xFE, 0xFC)
WHITE: Colour = (0xFF, 0xFF, 0xFF)


# ── Type ─────────────────────────────────────────────────────────────────────────────────────

_FACES = {"regular": ("Carlito-Regular.ttf", "Carlito"), "bold": ("Carlito-Bold.ttf", "Carlito:bold")}
_FOLDERS = (
    Path("/usr/share/fonts/truetype/crosextra"),
    Path("/usr/share/fonts/carlito"),
    Path("/usr/share/fonts/google-carlito-fonts"),
    Path("/Library/Fonts"),
    Path.home() / "Library/Fonts",
    Path.home() / ".local/share/fonts",
    Path("C:/Windows/Fonts"),
)


class FontMissing(Exception):
    """Carlito is not on this machine."""


def font_file(face: str) -> Path:
    """Return the file of Carlito `regular` or `bold`. Raises FontMissing."""
    name, pattern = _FACES[face]
    for folder in _FOLDERS:
        if (folder / name).is_file():
            return folder / name
    if shutil.which("fc-match"):
        answer = subprocess.run(
            ["fc-match", "--format=%{file}", pattern], capture_output=True, text=True, check=False
        )
        if Path(answer.stdout).name == name:
            return Path(answer.stdout)
    raise FontMissing(
        f"the font file {name} was not found; install Carlito (Debian, Ubuntu: fonts-crosextra-carlito)"
    )


@dataclass(frozen=True, slots=True)
class Canvas:
    """A drawing surface whose lengths are the pixels of the finished picture."""

    image: Image.Image
    draw: ImageDraw.ImageDraw

    @classmethod
    def blank(cls, width: int, height: int, colour: Colour) -> Canvas:
        """Return an empty surface of `width` × `height` pixels."""
        image = Image.new("RGB", (width * SCALE, height * SCALE), colour)
        return cls(image, ImageDraw.Draw(image))

    def area(self, ring: Sequence[Point], colour: Colour) -> None:
        """Fill the inside of a closed line."""
        if len(ring) > 2:
            self.draw.polygon([(x * SCALE, y * SCALE) for x, y in ring], fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        """Fill a rectangle."""
        self.area([(left, top), (right, top), (right, bottom), (left, bottom)], colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """Draw a line through points with round corners and ends."""
        thick = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(thick, fill=colour, width=max(1, round(width * SCALE)), joint="curve")

    def dot(self, centre: Point, radius: float, colour: Colour) -> None:
        """Fill a circle."""
        x, y, r = centre[0] * SCALE, centre[1] * SCALE, radius * SCALE
        self.draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    def width_of(self, text: str, size: float, face: str = "regular") -> float:
        """Return how wide the text is, in pixels."""
        return float(self._font(size, face).getlength(text)) / SCALE

    def write(
        self,
        place: Point,
        text: str,
        size: float,
        colour: Colour,
        *,
        face: str = "regular",
        anchor: str = "ls",
    ) -> None:
        """Set a line of type; `anchor` is Pillow's, `ls` being left end and base line."""
        x, y = place
        self.draw.text((x * SCALE, y * SCALE), text, font=self._font(size, face), fill=colour, anchor=anchor)

    def save(self, path: Path, colours: int) -> None:
        """Make the picture smaller, with a palette of at most `colours` colours, and write it as PNG."""
        small = self.image.resize(
            (self.image.width // SCALE, self.image.height // SCALE), Image.Resampling.BOX
        )
        limited = small.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        limited.save(path, "PNG", optimize=True)

    @staticmethod
    def _font(size: float, face: str) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(
            str(font_file(face)), round(size * SCALE), layout_engine=ImageFont.Layout.BASIC
        )


# ── Map data: TopoJSON → rings of longitude and latitude ─────────────────────────────────────

REPUBLICS = frozenset(
    (
        "Armenia",
        "Azerbaijan",
        "Belarus",
        "Estonia",
        "Georgia",
        "Kazakhstan",
        "Kyrgyzstan",
        "Latvia",
        "Lithuania",
        "Moldova",
        "Russia",
        "Tajikistan",
        "Turkmenistan",
        "Ukraine",
        "Uzbekistan",
    )
)
"""The fifteen republics of the union by the names that Natural Earth gives their successors."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its name, and its rings as numbers of arcs (a negative one, `~n`, is run backwards)."""

    name: str
    rings: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Atlas:
    """Countries and the border lines that they share, each line stored once."""

    arcs: tuple[tuple[Point, ...], ...]
    countries: tuple[Country, ...]

    def ring(self, numbers: Iterable[int]) -> Ring:
        """Return the points of a ring of arcs, in degrees."""
        points: Ring = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points.extend(arc if not points else arc[1:])
        return points

    def outer_arcs(self, names: frozenset[str]) -> list[tuple[Point, ...]]:
        """Return the lines that bound the union of the countries: those that only one of them has."""
        return [self.arcs[number] for number, times in sorted(self._uses(names).items()) if times == 1]

    def inner_arcs(self, names: frozenset[str]) -> list[tuple[Point, ...]]:
        """Return the border lines between countries of the union."""
        return [self.arcs[number] for number, times in sorted(self._uses(names).items()) if times > 1]

    def _uses(self, names: frozenset[str]) -> dict[int, int]:
        uses: dict[int, int] = {}
        for country in self.countries:
            if country.name in names:
                for number in (one for ring in country.rings for one in ring):
                    real = number if number >= 0 else ~number
                    uses[real] = uses.get(real, 0) + 1
        return uses


def read_atlas(path: Path) -> Atlas:
    """Read a quantised TopoJSON file with an object `countries`. Raises ValueError where it is another."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    try:
        (scale_x, scale_y), (left, bottom) = (
            topology["transform"]["scale"],
            topology["transform"]["translate"],
        )
        geometries = topology["objects"]["countries"]["geometries"]
        arcs = []
        for steps in topology["arcs"]:
            x = y = 0
            arc = []
            for step_x, step_y in steps:
                x, y = x + step_x, y + step_y
                arc.append((x * scale_x + left, y * scale_y + bottom))
            arcs.append(tuple(arc))
        countries = []
        for geometry in geometries:
            polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
            rings = tuple(tuple(ring) for polygon in polygons for ring in polygon)
            countries.append(Country(geometry["properties"]["name"], rings))
    except (KeyError, TypeError) as problem:
        raise ValueError(f"{path.name} is not world-atlas's countries-50m.json") from problem
    return Atlas(tuple(arcs), tuple(countries))


# ── Projection ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Conic:
    """Lambert's conformal conic projection with two standard parallels, scaled onto a picture.

    Angles are degrees; `scale` is pixels for one radius of the earth; `origin` is where the middle
    meridian meets the pole, in pixels.
    """

    parallels: tuple[float, float]
    middle: float
    scale: float
    origin: Point

    def __call__(self, place: Point) -> Point:
        """Return where a longitude and latitude stands in the picture."""
        longitude, latitude = place
        low, high = (math.radians(one) for one in self.parallels)
        cone = math.log(math.cos(low) / math.cos(high)) / math.log(_stretch(high) / _stretch(low))
        factor = math.cos(low) * _stretch(low) ** cone / cone
        radius = self.scale * factor / _stretch(math.radians(max(latitude, -60.0))) ** cone
        turn = (longitude - self.middle + 180.0) % 360.0 - 180.0
        angle = cone * math.radians(turn)
        return self.origin[0] + radius * math.sin(angle), self.origin[1] + radius * math.cos(angle)

    def backside(self, place: Point) -> bool:
        """Tell whether a place is so near the cut behind the middle meridian that lines would leap."""
        return abs((place[0] - self.middle + 180.0) % 360.0 - 180.0) > 150.0


def _stretch(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)


# ── The map: places that lost Stalin's name ──────────────────────────────────────────────────

MAP_SIZE = (2400, 1110)


@dataclass(frozen=True, slots=True)
class City:
    """A city that was renamed in 1961: both names, where it lies, and where its label stands.

    `shift` is from the dot to the label's near end, in pixels; a negative x sets the label to the left.
    """

    before: str
    now: str
    place: Point
    shift: Point


CITIES = (
    City("Stalinogorsk", "Novomoskovsk", (38.27, 54.03), (112, 14)),
    City("Stalino", "Donetsk", (37.80, 48.00), (-170, -6)),
    City("Stalingrad", "Volgograd", (44.51, 48.71), (146, 16)),
    City("Staliniri", "Tskhinvali", (43.97, 42.23), (-150, 40)),
    City("Stalinabad", "Dushanbe", (68.77, 38.56), (150, 46)),
    City("Stalinsk", "Novokuznetsk", (87.11, 53.76), (70, -20)),
)
MOSCOW = (37.62, 55.75)


def draw_lost_names(atlas: Atlas) -> Canvas:
    """Draw the Soviet Union with the six cities of its territory that lost Stalin's name in 1961."""
    canvas = Canvas.blank(*MAP_SIZE, WATER)
    project = Conic(parallels=(47.0, 68.0), middle=100.0, scale=1280.0, origin=(1400.0, -124.0))
    for inside, colour in ((False, LAND), (True, UNION)):
        for country in atlas.countries:
            if (country.name in REPUBLICS) is inside:
                for numbers in country.rings:
                    ring = atlas.ring(numbers)
                    if not any(project.backside(place) for place in ring):
                        canvas.area([project(place) for place in ring], colour)
    for arc in atlas.inner_arcs(REPUBLICS):
        canvas.line([project(place) for place in arc], UNION, 2.0)
    for arc in atlas.outer_arcs(REPUBLICS):
        canvas.line([project(place) for place in arc], TITLE, 2.5)
    canvas.write((1360, 450), "Soviet Union", 80, TITLE)
    _city(canvas, (1380, 508))
    canvas.write((1412, 524), "renamed in 1961", 46, INK)
    for city in CITIES:
        _label(canvas, project(city.place), city)
    moscow = project(MOSCOW)
    canvas.dot(moscow, 13, PAPER)
    canvas.dot(moscow, 9, INK)
    canvas.write((moscow[0] + 22, moscow[1] - 22), "Moscow", 46, INK)
    return canvas


def _label(canvas: Canvas, dot: Point, city: City) -> None:
    x, y = dot[0] + city.shift[0], dot[1] + city.shift[1]
    left = city.shift[0] < 0
    size_now, size_before = 56, 46
    anchor = "rs" if left else "ls"
    canvas.line([dot, (x + (12 if left else -12), y)], INK, 2.5)
    _city(canvas, dot)
    canvas.write((x, y + 4), city.before, size_before, FADED, anchor=anchor)
    width = canvas.width_of(city.before, size_before)
    start = x - width if left else x
    canvas.line([(start - 4, y - 10), (start + width + 4, y - 10)], ACCENT, 3)
    canvas.write((x, y + 58), city.now, size_now, INK, face="bold", anchor=anchor)


def _city(canvas: Canvas, dot: Point) -> None:
    canvas.dot(dot, 17, PAPER)
    canvas.dot(dot, 13, ACCENT)


# ── The diagram: the struggle for Stalin's place ─────────────────────────────────────────────

DIAGRAM_SIZE = (1600, 960)


def draw_power_struggle() -> Canvas:
    """Draw how guilt travels from Stalin to three of his heirs, while the fourth has cut the line."""
    canvas = Canvas.blank(*DIAGRAM_SIZE, PAPER)
    canvas.box(0, 0, 420, 960, DARK)
    canvas.write((48, 158), "Stalin", 112, PAPER, face="bold")
    for place, words in enumerate(("accused of", "crimes in the", "Secret Speech")):
        canvas.write((48, 244 + 70 * place), words, 60, RULE)
    for place, name in enumerate(("Molotov", "Kaganovich", "Malenkov")):
        y = 130.0 + 190 * place
        _arrow(canvas, 420, 660, y, ACCENT)
        canvas.write((688, y + 28), name, 88, INK, face="bold")
    _bracket(canvas, 1166, 82, 558)
    canvas.write((1206, 304), "his helpers", 64, ACCENT)
    canvas.write((1206, 378), "share the guilt", 64, ACCENT)
    y = 800.0
    canvas.box(420, y - 10, 490, y + 10, TITLE)
    canvas.box(594, y - 10, 660, y + 10, TITLE)
    for x in (508.0, 548.0):
        canvas.line([(x, y + 46), (x + 28, y - 46)], TITLE, 12)
    canvas.write((688, y + 28), "Khrushchev", 88, TITLE, face="bold")
    _bracket(canvas, 1166, 728, 872)
    canvas.write((1206, y - 16), "the accuser", 64, TITLE)
    canvas.write((1206, y + 58), "stands apart", 64, TITLE)
    return canvas


def _arrow(canvas: Canvas, left: float, right: float, y: float, colour: Colour) -> None:
    canvas.box(left, y - 10, right - 40, y + 10, colour)
    canvas.area([(right - 50, y - 34), (right, y), (right - 50, y + 34)], colour)


def _bracket(canvas: Canvas, x: float, top: float, bottom: float) -> None:
    canvas.line([(x - 18, top), (x, top), (x, bottom), (x - 18, bottom)], RULE, 5)


# ── The beats of two lines of verse ──────────────────────────────────────────────────────────

BEATS = (
    (("Ty", 1), ("ger", 0), ("Ty", 1), ("ger,", 0), ("burn", 1), ("ing", 0), ("bright,", 1)),
    (("Could", 0), ("frame", 1), ("thy", 0), ("fear", 1), ("ful", 0), ("sym", 1), ("me", 0), ("try?", 1)),
)
"""The syllables of lines 1 and 4 of Blake's poem, and whether each has a beat."""


def draw_tyger_beats() -> Canvas:
    """Draw a dot over each syllable, a large one where it is stressed, the beats of both lines in columns."""
    canvas = Canvas.blank(1640, 560, PAGE)
    step = 190.0
    for row, (number, line) in enumerate(zip((1, 4), BEATS, strict=True)):
        y = 66.0 + 340 * row
        canvas.write((4, y + 118), str(number), 60, FADED)
        for place, (syllable, beat) in enumerate(line):
            x = 274 + step * (place if line[0][1] else place - 1) + step * 0.5
            canvas.dot((x, y), 62 if beat else 20, ACCENT if beat else FADED)
            face = "bold" if beat else "regular"
            canvas.write((x, y + 120), syllable, 60, INK, face=face, anchor="ms")
    return canvas


# ── Nuclei that decay ────────────────────────────────────────────────────────────────────────

NUCLEI, ACROSS = 64, 8


def draw_half_life() -> Canvas:
    """Draw 64 nuclei after none, one, two and three half-lives; those that have decayed are rings."""
    canvas = Canvas.blank(1800, 585, WHITE)
    order = random.Random(14).sample(range(NUCLEI), NUCLEI)
    for stage in range(4):
        left = set(order[: NUCLEI >> stage])
        for place in range(NUCLEI):
            x = 62 + 461 * stage + 43 * (place % ACROSS)
            y = 62 + 43 * (place // ACROSS)
            canvas.dot((x, y), 16, ACCENT if place in left else RULE)
            if place not in left:
                canvas.dot((x, y), 11, WHITE)
        middle = 62 + 461 * stage + 43 * (ACROSS - 1) / 2
        canvas.write((middle, 472), f"{len(left)} left", 60, INK, face="bold", anchor="ms")
        after = ("at the start", "1 half-life", "2 half-lives", "3 half-lives")[stage]
        canvas.write((middle, 538), after, 52, FADED, anchor="ms")
    return canvas


# ── A tram, a switch, five people and one ────────────────────────────────────────────────────


def draw_tram() -> Canvas:
    """Draw a track that forks, people as dots on both of its ends, and the tram that comes."""
    canvas = Canvas.blank(1600, 760, PAPER)
    for x in range(60, 1560, 60):
        canvas.line([(x, 225), (x, 295)], RULE, 10)
    for rail in (-20.0, 20.0):
        canvas.line([(40, 260 + rail), (1560, 260 + rail)], FADED, 8)
        canvas.line([(620, 260 + rail), (980, 560 + rail), (1560, 560 + rail)], FADED, 8)
    for x in range(1020, 1560, 60):
        canvas.line([(x, 525), (x, 595)], RULE, 10)
    canvas.box(90, 120, 420, 300, DARK)
    for x in (120, 220, 320):
        canvas.box(x, 150, x + 70, 215, WATER)
    canvas.area([(450, 180), (530, 210), (450, 240)], ACCENT)
    canvas.dot((620, 260), 26, TITLE)
    canvas.write((560, 370), "switch", 58, TITLE, face="bold", anchor="ms")
    for place in range(5):
        _person(canvas, 1120 + 92.0 * place, 260)
    _person(canvas, 1304, 560)
    canvas.write((1304, 120), "five", 70, INK, face="bold", anchor="ms")
    canvas.write((1304, 710), "one", 70, INK, face="bold", anchor="ms")
    return canvas


def _person(canvas: Canvas, x: float, y: float) -> None:
    canvas.dot((x, y - 58), 24, ACCENT)
    canvas.area([(x - 26, y - 28), (x + 26, y - 28), (x + 18, y + 44), (x - 18, y + 44)], ACCENT)


# ── The command ──────────────────────────────────────────────────────────────────────────────

DRAWN: dict[str, Callable[[], Canvas]] = {
    "power-struggle.png": draw_power_struggle,
    "tyger-beats.png": draw_tyger_beats,
    "half-life.png": draw_half_life,
    "tram.png": draw_tram,
}
"""The pictures that need nothing but type."""

MAPPED: dict[str, Callable[[Atlas], Canvas]] = {"lost-names.png": draw_lost_names}
"""The pictures that are drawn from map data."""

COLOURS = 64
"""Colours in a picture's palette: enough for smooth edges between a dozen tints."""


def make_images(folder: Path, data: Path | None) -> tuple[Path, ...]:
    """Draw all pictures, those from map data only where there is some, and return their files."""
    made = []
    for name, draw in DRAWN.items():
        draw().save(folder / name, COLOURS)
        made.append(folder / name)
    if data is not None:
        atlas = read_atlas(data)
        for name, draw_map in MAPPED.items():
            draw_map(atlas).save(folder / name, COLOURS)
            made.append(folder / name)
    return tuple(made)


def main() -> int:
    """Read the command line, draw, and tell what was drawn."""
    parser = argparse.ArgumentParser(description="Draw the pictures of the outlines.")
    parser.add_argument(
        "--data", type=Path, help="world-atlas's countries-50m.json; without it, no map is drawn"
    )
    parser.add_argument("--to", type=Path, default=Path(__file__).parent, help="the folder to write to")
    chosen = parser.parse_args()
    try:
        for path in make_images(chosen.to, chosen.data):
            print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")
    except (FontMissing, OSError, ValueError) as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
