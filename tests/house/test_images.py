"""The committed pictures against the script that draws them, and against the outlines that name them."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from PIL import Image, ImageChops, ImageStat

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "images"
OUTLINES = sorted((ROOT / "outlines").glob("*.yaml"))

HEAVIEST = 250_000
"""Bytes that a committed picture may have."""


@pytest.fixture(scope="module")
def script(fonts: Callable[..., Path]) -> ModuleType:
    """`images/make_images.py` as a module, where its typeface is installed."""
    fonts("Calibri")
    spec = importlib.util.spec_from_file_location("make_images", IMAGES / "make_images.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_images"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def countries(world_atlas: Path) -> Path:
    """Natural Earth's countries at 1:50 million."""
    return world_atlas / "countries-50m.json"


def named_pictures() -> Iterator[tuple[Path, dict[str, str]]]:
    """Return each outline that has a picture, with what it says of the picture."""
    for outline in OUTLINES:
        for section in yaml.safe_load(outline.read_text(encoding="utf-8"))["sections"].values():
            for slide in section["slides"]:
                if "image" in slide:
                    yield outline, slide["image"]


def difference(one: Path, other: Path) -> float:
    """Return by how many of 255 steps two pictures differ on average; their sizes have to agree."""
    with Image.open(one) as first, Image.open(other) as second:
        assert first.size == second.size
        delta = ImageChops.difference(first.convert("RGB"), second.convert("RGB"))
    return max(ImageStat.Stat(delta).mean)


def test_script_draws_committed_pictures(script: ModuleType, countries: Path, tmp_path: Path) -> None:
    """Drawn again, every picture looks as it stands in the repository, and none is left out."""
    made = script.make_images(tmp_path, countries)
    assert {path.name for path in made} == {path.name for path in IMAGES.glob("*.png")}
    for path in made:
        assert difference(path, IMAGES / path.name) < 0.5, path.name


def test_script_draws_same_bytes_twice(script: ModuleType, countries: Path, tmp_path: Path) -> None:
    """Two runs on one machine give the same files, byte for byte."""
    folders = tmp_path / "one", tmp_path / "two"
    for folder in folders:
        folder.mkdir()
        script.make_images(folder, countries)
    for path in folders[0].iterdir():
        assert path.read_bytes() == (folders[1] / path.name).read_bytes()


def test_difference_sees_a_lost_label(
    script: ModuleType, countries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The comparison is fine enough to notice that one city has been left out."""
    atlas = script.read_atlas(countries)
    script.draw_lost_names(atlas).save(tmp_path / "all.png", script.COLOURS)
    monkeypatch.setattr(script, "CITIES", script.CITIES[1:])
    script.draw_lost_names(atlas).save(tmp_path / "fewer.png", script.COLOURS)
    assert difference(tmp_path / "all.png", tmp_path / "fewer.png") > 0.5


@pytest.mark.parametrize(
    ("city", "republic"),
    [
        ("Novomoskovsk", "Russia"),
        ("Donetsk", "Ukraine"),
        ("Volgograd", "Russia"),
        ("Tskhinvali", "Georgia"),
        ("Dushanbe", "Tajikistan"),
        ("Novokuznetsk", "Russia"),
    ],
)
def test_each_city_lies_in_its_republic(
    script: ModuleType, countries: Path, city: str, republic: str
) -> None:
    """The coordinates of a renamed city lie within the republic to which it belonged."""
    atlas = script.read_atlas(countries)
    places = {one.now: one.place for one in script.CITIES}
    around = {
        country.name
        for country in atlas.countries
        if sum(inside(places[city], atlas.ring(ring)) for ring in country.rings) % 2
    }
    assert around == {republic}


def inside(place: tuple[float, float], ring: list[tuple[float, float]]) -> bool:
    """Tell whether a ray to the east from the place crosses the ring an odd number of times."""
    x, y = place
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossings += 1
    return crossings % 2 == 1


def test_union_has_fifteen_republics(script: ModuleType, countries: Path) -> None:
    """All fifteen republics are found in the map data, and their shared borders are not its outline."""
    atlas = script.read_atlas(countries)
    assert len(script.REPUBLICS) == 15
    assert {country.name for country in atlas.countries} >= script.REPUBLICS
    outer, inner = atlas.outer_arcs(script.REPUBLICS), atlas.inner_arcs(script.REPUBLICS)
    assert not set(outer) & set(inner)
    assert len(inner) > 20


def test_projection_keeps_scale_and_angles(script: ModuleType) -> None:
    """On a standard parallel a degree has its true length, and small squares stay square everywhere."""
    project = script.Conic(parallels=(47.0, 68.0), middle=100.0, scale=1000.0, origin=(0.0, 0.0))
    (x1, y1), (x2, y2) = project((100.0, 47.0)), project((100.0, 47.01))
    assert abs(y2 - y1) == pytest.approx(1000 * 3.14159265 / 18_000, rel=1e-3)
    assert x1 == x2 == 0.0
    for latitude in (40.0, 60.0, 75.0):
        here, north = project((60.0, latitude)), project((60.0, latitude + 0.001))
        east = project((60.0 + 0.001 / script.math.cos(script.math.radians(latitude)), latitude))
        up = script.math.dist(here, north)
        assert script.math.dist(here, east) == pytest.approx(up, rel=1e-3)


def test_wrong_map_data_is_named(script: ModuleType, tmp_path: Path) -> None:
    """A file that is no atlas is refused with its name."""
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"type": "Topology"}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"wrong\.json"):
        script.read_atlas(wrong)


def test_missing_font_says_what_to_install(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Carlito the script names the file it sought and the package that has it."""
    monkeypatch.setattr(script, "_FOLDERS", ())
    monkeypatch.setattr(script.shutil, "which", lambda _: None)
    with pytest.raises(script.FontMissing, match=r"Carlito-Bold\.ttf.*fonts-crosextra-carlito"):
        script.font_file("bold")


@pytest.mark.parametrize("outline", OUTLINES, ids=lambda path: path.stem)
def test_outline_pictures_exist_and_are_described(outline: Path) -> None:
    """Every picture of an outline is there, and has an alt text of a listener's length and a credit."""
    for path, image in named_pictures():
        if path == outline:
            assert (outline.parent / image["file"]).is_file(), image["file"]
            assert 40 <= len(" ".join(image["alt"].split())) <= 250, image["file"]
            assert image["credit"]


def test_no_committed_picture_is_idle_or_heavy() -> None:
    """Every committed picture is named by an outline and is light enough for a repository."""
    named = {(path.parent / image["file"]).resolve() for path, image in named_pictures()}
    for picture in IMAGES.glob("*.png"):
        assert picture in named, picture.name
        assert picture.stat().st_size <= HEAVIEST, picture.name
