"""A second build of what has not changed does nothing, and whatever has changed is noticed."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from deckgen import cli
from deckgen.build import build
from deckgen.course.one import Made, make
from deckgen.deck.media import draw
from deckgen.orders.options import Options, Services
from deckgen.orders.unchanged import FOLDER, recall
from deckgen.structs import replace
from deckgen.theme.start import own_theme_text
from tests import recordings, tools

TALK = """\
title: A talk of many files
date: today
theme: mine
essay: essay.md
requires: asked.yaml
references: works.bib
citations: own.csl
sections:
  one:
    title: The first
    slides:
      - {title: A picture, image: {file: shapes.png, alt: Shapes}}
      - {title: A drawing, image: {file: shapes.svg, alt: Shapes}}
      - {title: A table, table: harvest.csv}
      - {title: A program, code: {file: sort.py}}
      - {title: A sound, media: {file: hum.wav, alt: A hum, captions: hum.vtt}}
      - {title: A word, bullets: ['Said long ago [@darwin]', 'Twice']}
"""
BIB = "@book{darwin, author={Darwin, George}, title={The Tides}, publisher={Murray}, year={1898}}"
DECKS, STYLE = tools.ROOT / "tests" / "decks", "src/deckgen/deck/citing/styles/mla.csl"

DAY = datetime.date(2026, 11, 23)


@pytest.fixture
def options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Options:
    """An outline that reads a file of every kind, all saved a while ago."""
    folder = tmp_path / "talks"
    (folder / "mine").mkdir(parents=True)
    monkeypatch.chdir(folder)
    texts = {
        "talk.yaml": TALK,
        "essay.md": "# Essay\n\nOnce upon a time.\n",
        "asked.yaml": "slides: 3-20\n",
        "works.bib": BIB,
        "sort.py": "print(sorted('tides'))\n",
        "hum.vtt": recordings.CAPTIONS,
        "mine/theme.yaml": own_theme_text("mine", "lectern"),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    Image.new("RGB", (60, 40), "teal").save(folder / "shapes.png")  # so coarse that there is a warning
    for name in ("shapes.svg", "harvest.csv"):
        (folder / name).write_bytes((DECKS / name).read_bytes())
    (folder / "own.csl").write_bytes((tools.ROOT / STYLE).read_bytes())
    (folder / "hum.wav").write_bytes(recordings.wav())
    return Options("talk.yaml")


@pytest.fixture
def services(tmp_path: Path) -> Services:
    """Services with a cache of their own and a day that stays."""
    return Services(tmp_path / "cache", clock=lambda: DAY)


def everything(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return what tells each file below a folder from any other that could be in its place."""
    stats = {str(one): one.stat() for one in folder.rglob("*") if one.is_file()}
    return {name: (one.st_mtime_ns, one.st_ctime_ns, one.st_ino) for name, one in stats.items()}


def aged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have files that were saved just now count as settled."""
    monkeypatch.setattr("deckgen.orders.unchanged._SETTLED", -(10**12))


def test_a_second_build_writes_nothing_and_says_the_same(
    options: Options, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Warnings and the line of the check, too; neither in the folder nor in the cache is anything touched."""
    aged(monkeypatch)
    first = make(options, services)
    assert first.built is not None, first.refused
    assert first.built.changed
    assert first.built.warnings
    assert "1 of 1 requirements met" in first.checked
    before = everything(tmp_path)
    second = make(options, services)
    assert second == Made(replace(first.built, changed=False), first.checked)
    assert everything(tmp_path) == before
    assert build(options, services) == second.built


def _grow(name: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        with (folder / name).open("ab") as file:
            file.write(b" ")

    return change


def _new(name: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")

    return change


CHANGES: dict[str, Callable[[Path], None]] = {
    **{name: _grow(name) for name in ("talk.yaml", "essay.md", "asked.yaml", "works.bib", "own.csl")},
    **{name: _grow(name) for name in ("shapes.png", "shapes.svg", "harvest.csv", "sort.py", "hum.wav")},
    **{name: _grow(name) for name in ("hum.vtt", "mine/theme.yaml")},
    "a deck worked in": _grow("talk.pptx"),
    "a show worked in": _grow("talk.html"),
    "a deck removed": lambda folder: (folder / "talk.pptx").unlink(),
    "a picture removed": lambda folder: (folder / "shapes.png").unlink(),
    "a deck that is open": _new(".~lock.talk.pptx#"),
}
"""What may happen between two builds."""


def test_whatever_changes_is_noticed(
    options: Options, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file that a build used or made, each option, the day, the folder, another deckgen."""
    aged(monkeypatch)
    folder = Path.cwd()
    assert make(options, services).built is not None
    assert recall(options, services) is not None
    for name, change in CHANGES.items():
        before = {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()}
        change(folder)
        assert recall(options, services) is None, name
        for one in folder.rglob("*"):
            if one.is_file() and one not in before:
                one.unlink()
        for one, data in before.items():
            one.write_bytes(data)
        assert recall(options, services) is not None, name
    for other in (replace(options, dark=True), replace(options, to="html"), replace(options, theme="grid")):
        assert recall(other, services) is None
    tomorrow = replace(services, clock=lambda: DAY + datetime.timedelta(days=1))
    assert recall(options, tomorrow) is None
    assert recall(options, Services()) is None
    monkeypatch.setattr("deckgen.orders.unchanged.__version__", "0")
    assert recall(options, services) is None


def test_a_font_that_is_installed_is_noticed(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letters of a drawing are those of the machine: a deck with such a drawing is built again."""
    aged(monkeypatch)
    fonts = tmp_path / "fonts" / "inner"
    fonts.mkdir(parents=True)
    monkeypatch.setattr(draw, "_FOLDERS", {"linux": (str(fonts.parent),)})
    monkeypatch.chdir(tmp_path)
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60">{}<rect width="9" height="9"/></svg>'
    outline = "title: A\nsections: {a: {title: B, slides: [{title: C, image: {file: a.svg, alt: D}}]}}"
    Path("talk.yaml").write_text(outline, encoding="utf-8")
    options = Options("talk.yaml", to="html")
    for number, (letters, known) in enumerate((("<text>A</text>", False), ("", True))):
        Path("a.svg").write_text(svg.format(letters), encoding="utf-8")
        assert make(options, services).built is not None
        assert recall(options, services) is not None
        (fonts / f"new{number}.ttf").touch()
        assert (recall(options, services) is not None) == known


def test_a_theme_of_ones_own_that_appears_is_noticed(services: Services, tmp_path: Path) -> None:
    """A file that was looked for and not there counts as one that was read."""
    talk = tmp_path / "talk.yaml"
    talk.write_text(
        TALK.partition("date")[0] + "sections: {a: {title: A, slides: [{title: A, bullets: [B, C]}]}}"
    )
    build(talk, services)
    assert recall(Options(talk), services) is not None
    (tmp_path / "templates" / "lectern").mkdir(parents=True)
    (tmp_path / "templates" / "lectern" / "theme.yaml").write_text(own_theme_text("lectern", "lectern"))
    assert recall(Options(talk), services) is None


def test_a_file_saved_during_a_build_leaves_no_record(
    options: Options, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read of it is not certain, so the next build is a whole one."""
    monkeypatch.setattr("deckgen.orders.unchanged._SETTLED", 10**15)
    talk = Path("talk.yaml")
    talk.write_text(TALK.replace("essay: essay.md\n", ""), encoding="utf-8")
    build(options, services)
    assert recall(options, services) is not None  # for all files of this outline are hashed as they are read
    monkeypatch.setattr("deckgen.theme.load.read_project_file", _unnoted)
    build(replace(options, dark=True), services)
    assert recall(replace(options, dark=True), services) is None


def _unnoted(path: Path, *_: object) -> bytes:
    """Read a file that is looked for, and tell nobody what was in it."""
    return path.read_bytes()


def test_what_was_merged_is_merged_again(options: Options, services: Services) -> None:
    """A deck that somebody has worked in takes the whole way at each build."""
    from pptx import Presentation

    build(options, services)
    deck = Presentation("talk.pptx")
    deck.slides[1].shapes.title.text = "Worked in"
    deck.save("talk.pptx")
    assert build(options, services).merged is not None
    assert build(options, services).merged is not None
    Path("talk.html").unlink()
    html = replace(options, to="html")
    build(html, services)
    assert recall(html, services) is None


def test_a_damaged_record_counts_for_nothing(
    options: Options, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record of another form, or bytes that are none, is passed over."""
    aged(monkeypatch)
    assert services.cache is not None
    build(replace(options, to="html"), services)
    assert recall(replace(options, to="html"), services) is not None
    (record,) = (services.cache / FOLDER).iterdir()
    record.write_bytes(record.read_bytes()[:-1])
    assert recall(replace(options, to="html"), services) is None


_LISTENING = """\
import json, os, sys
opened = set()
def hear(event, given):
    if event == "open" and isinstance(given[0], (str, bytes, os.PathLike)):
        opened.add(os.path.abspath(os.fsdecode(given[0])))
sys.addaudithook(hear)
from deckgen import cli
code = cli.run(["build", "talk.yaml"])
print(json.dumps([code, sorted(opened)]))
"""


def test_every_file_that_a_build_opens_is_in_its_record(options: Options, tmp_path: Path) -> None:
    """Python itself says which files were opened; those in the project are in the record, each of them."""
    cache = tmp_path / "home"
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache), "HOME": str(cache)}
    environment.pop("DECKGEN_CACHE", None)
    done = subprocess.run(
        [sys.executable, "-c", _LISTENING], capture_output=True, env=environment, check=True, timeout=300
    )
    code, opened = json.loads(done.stdout.splitlines()[-1])
    assert code == cli.DONE
    (record,) = cache.rglob(f"{FOLDER}/*")
    known = json.loads(record.read_bytes().partition(b"\n")[2])
    inside = {one for one in opened if Path(one).is_relative_to(Path.cwd()) and Path(one).is_file()}
    listed = {os.path.abspath(one) for one in (*known["used"], *known["written"])}
    assert inside - listed == set()
    assert {Path(one).name for one in listed} >= {name.rpartition("/")[2] for name in CHANGES if "." in name}
