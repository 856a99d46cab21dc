# ruff: noqa: E501 (the inputs are kept as they are typed)
"""A seed → a command line, what lies in its folder and what surrounds it: all commands, asked the wrong things.

Everything that is named lies in the folder of the case, and nothing that a command may write to is a device:
the tests may run with every right, and would take a device away that is not guarded.
"""

from __future__ import annotations

import functools
import io
import json
import os
import random
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from deckgen.compile import Options, Services, compile_outline
from deckgen.regenerate.reading.kept import sidecar
from deckgen.writers.pptx import generation_of, write_pptx
from deckgen.writers.pptx.base import base_text
from deckgen.writers.pptx.write import parts_of
from tests.hostile.judge import FIGURES, unwell
from tests.hostile.mutate import rewritten
from tests.hostile.run import Run, run

OUTLINE = (
    "title: T\nsections:\n  - title: S\n    slides:\n      - title: A\n        bullets: [one, two]\n"
    "        notes: Say it.\n"
)
LONG = "x" * 300
ACCENT = "u\N{COMBINING DIAERESIS}"
NAMES = (
    "talk.yaml", "talk.pptx", "talk.html", "folder", "loop.yaml", "loop.pptx", "nowhere.yaml", "pipe.yaml", "pipe.pptx",
    "empty.yaml", "empty.pptx", "a.pdf", "", ".", LONG, f"{LONG}.yaml", f"{LONG}.pptx", "x/" * 3_000 + "a.yaml",
    "talk.yaml/a.yaml", "talk.pptx/a.pptx", "a\nb.yaml", "-", "--", "\udcff.yaml", "\N{PILE OF POO}.yaml", f"{ACCENT}.yaml", "ü.yaml",
    "%s%n.yaml", "CON.yaml", "NUL", "talk.yaml.", "talk.yaml ", ".yaml", "..yaml", "-x.yaml", "*", "**/*.yaml", "[", "?" * 200,
    "~", "\x1b[31m.yaml", "https://a.org/b.yaml", "y" * 250 + ".yaml", "y" * 240 + ".yaml", "course", "circle", "a b.yaml",
)  # fmt: skip
NUMBERS = ("0", "-1", "9" * 5_000, "²", "1e308", "nan", "", "٣", "1_0", "0x10", "2.5")

COMMANDS = (
    ("build", "NAME"), ("build", "NAME", "NAME"), ("build", "talk.yaml", "-o", "NAME"), ("build", "--ids", "NAME"),
    ("build", "talk.yaml", "--theme", "NAME"), ("build", "talk.yaml", "--to", "NAME"), ("build", "talk.yaml", "--take", "NAME"),
    ("build", "talk.yaml", "--restore", "NAME"), ("build", "talk.yaml", "--jobs", "NUMBER"), ("build", "talk.yaml", "--per-page", "NUMBER"),
    ("build", "talk.yaml", "--fresh"), ("build", "talk.yaml", "--no-embed-base"), ("build", "folder", "-o", "NAME"),
    ("check", "NAME"), ("check", "NAME", "NAME"), ("check", "NAME", "--json"), ("check", "talk.yaml", "--page", "NAME"),
    ("fix", "NAME"), ("fix", "--write", "NAME"), ("status", "NAME"), ("status", "talk.yaml", "-o", "NAME"),
    ("diff", "NAME", "NAME"), ("diff", "talk.pptx", "NAME"), ("pull", "NAME"), ("pull", "talk.pptx", "--outline", "NAME"),
    ("pull", "--write", "talk.pptx"), ("strip", "NAME"), ("strip", "talk.pptx", "-o", "NAME"), ("new", "NAME"),
    ("theme", "new", "NAME"), ("theme", "new", "own", "--from", "NAME"), ("theme", "check", "NAME"), ("schema",), ("NAME",), (),
    ("watch", "talk.yaml", "--port", "NUMBER"),
)  # fmt: skip
"""`NAME` and `NUMBER` stand for an odd one. What `watch` is given is never good: it would not end."""

SURROUNDINGS: Mapping[str, tuple[str | None, ...]] = {
    "LC_ALL": ("C", "POSIX", "tr_TR.UTF-8", "xx_YY.utf16", ""),
    "PYTHONIOENCODING": ("ascii", "utf-16", "latin-1:strict"),
    "PYTHONUTF8": ("0",),
    "HOME": (None, "", "/nonexistent", "~"),
    "TMPDIR": (None, "/nonexistent", ""),
    "XDG_CACHE_HOME": ("relative", "", "/proc/nowhere", LONG, "\n"),
    "COLUMNS": ("0", "-1", "9" * 50, "x", ""),
    "LINES": ("0",),
    "TERM": ("dumb", "", "x"),
    "NO_COLOR": ("", "1"),
    "FORCE_COLOR": ("1",),
    "SOURCE_DATE_EPOCH": ("-1", "9" * 30, "x", ""),
    "PATH": ("", "/nonexistent"),
    "TZ": ("x", "", "UTC+99"),
}


@dataclass(frozen=True, slots=True)
class Order:
    """A command line, what is changed in its folder, and what surrounds it."""

    arguments: tuple[str, ...]
    change: Callable[[Path], None]
    environment: Mapping[str, str | None]
    what: str
    lost: bool = False
    """Whether the folder is taken away before the command begins."""


@functools.cache
def _built() -> Mapping[str, bytes]:
    """Return an outline's files and the one beside them, as they are after a build and a word by hand."""
    path = Path("talk.yaml")
    pages = compile_outline(OUTLINE, path, Options(path), Services()).pages
    assert pages is not None
    deck = write_pptx(pages, with_base=False)
    found = re.search(rb":([0-9a-f]{12})<", zipfile.ZipFile(io.BytesIO(deck)).read("docProps/core.xml"))
    assert found
    base = zlib.compress(base_text(pages.deck_id, parts_of(pages)))
    changed = rewritten(deck, "ppt/slides/slide2.xml", lambda one: one.replace(b">two<", b">three<"))
    return {
        "talk.yaml": OUTLINE.encode(),
        "talk.pptx": changed,
        str(sidecar(Path("talk.pptx"), found[1].decode())): base,
    }


def lay_out(folder: Path) -> None:
    """Fill a folder with good files and bad ones."""
    for name, data in _built().items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    for name in ("folder", "course", "course/in", "circle"):
        (folder / name).mkdir()
    for name in (
        "folder/a.yaml",
        "course/in/b.yaml",
        "y" * 240 + ".yaml",
        "a\nb.yaml",
        "\N{PILE OF POO}.yaml",
    ):
        (folder / name).write_text(OUTLINE)
    for name in ("empty.yaml", "empty.pptx"):
        (folder / name).write_bytes(b"")
    (folder / "a.pdf").write_bytes(b"%PDF-1.4\n")
    for name in ("pipe.yaml", "pipe.pptx", "course/pipe.yaml"):
        os.mkfifo(folder / name)
    for name, target in (
        ("loop.yaml", "loop.yaml"),
        ("loop.pptx", "loop.pptx"),
        ("nowhere.yaml", "no/x.yaml"),
    ):
        (folder / name).symlink_to(target)
    for name, target in (("course/up", ".."), ("circle/self", "."), ("circle/x.yaml", "x.yaml")):
        (folder / "x").parent.joinpath(name).symlink_to(target)


ODD: tuple[object, ...] = (
    None, True, [], {}, [[]], "", "x", -1, 2**70, 1.5, float("inf"), "\ud800", "\0", "<", "9" * 5_000, ["a"] * 4, {"a": None},
)  # fmt: skip


def _base(chance: random.Random, folder: Path) -> str:
    """Change what is kept beside a deck: its bytes, or, well packed, what it says."""
    (path,) = (folder / ".deckgen").iterdir()
    if chance.random() < 0.3:
        data = path.read_bytes()
        at = chance.randrange(len(data))
        path.write_bytes(data[:at] + chance.choice((b"", b"\0\xff", data)) + data[at + 1 :])
        return "base's bytes"
    said = json.loads(zlib.decompress(path.read_bytes()))
    place: object = said
    for _ in range(chance.randrange(3)):
        inner = place[chance.choice(list(place))] if isinstance(place, dict) and place else None
        place = inner if isinstance(inner, dict | list) and inner else place
    if isinstance(place, dict):
        place[chance.choice((*place, "kinds", "form", "x"))] = chance.choice(ODD)
    elif isinstance(place, list):
        place[0] = chance.choice(ODD)
    text = json.dumps(chance.choice(ODD) if chance.random() < 0.1 else said).encode()
    path.write_bytes(zlib.compress(text if chance.random() < 0.9 else b"[" * 100_000))
    return "base"


def _report(chance: random.Random, folder: Path) -> str:
    """Have something in the place of a merge's reports."""
    for name in ("talk.merge.json", "talk.merge.html", "talk.backup-20200101-000000.pptx"):
        match chance.randrange(4):
            case 0:
                (folder / name).mkdir()
            case 1:
                (folder / name).symlink_to(name)
            case 2:
                os.mkfifo(folder / name)
            case _:
                (folder / name).write_bytes(b"{" * 10)
    return "reports"


def _litter(chance: random.Random, folder: Path) -> str:
    """Have something where builds put what they write, and where programs say that a file is open."""
    for name in (".talk-abcdef-1-x.deckgen", ".talk-abcdef-²-.deckgen", "~$talk.pptx", ".~lock.talk.html#"):
        if chance.random() < 0.4:
            (folder / name).mkdir() if chance.random() < 0.3 else (folder / name).write_bytes(b"x")
    return "litter"


def _course(chance: random.Random, folder: Path) -> str:
    """Have a course of many files, deep folders, and files that only look like outlines."""
    for at in range(chance.choice((3, 300))):
        text = chance.choice(("", "x: y\n", "title: [", "\0", "a: 1\n" * 100))
        (folder / "course" / f"{at}.yaml").write_text(text)
    deep = folder / "course"
    for _ in range(chance.choice((1, 50))):
        deep = deep / "d"
        deep.mkdir()
    return "course"


CHANGES = (_base, _base, _report, _litter, _course)


def order(seed: int) -> Order:
    """Return the command of a number; the same number gives the same."""
    chance = random.Random(f"orders {seed}")
    arguments = tuple(
        chance.choice(NAMES) if one == "NAME" else chance.choice(NUMBERS) if one == "NUMBER" else one
        for one in chance.choice(COMMANDS)
    )
    if arguments[:2] == ("watch", "talk.yaml") and arguments[-1] in ("0", "1_0", "٣"):
        arguments = (*arguments[:-1], "99999999")
    environment = {
        name: chance.choice(SURROUNDINGS[name])
        for name in chance.sample(list(SURROUNDINGS), chance.choice((0, 1, 3)))
    }
    change = chance.choice(CHANGES)
    touched = chance.random() < 0.6
    inner = random.Random(seed)
    what = f"{seed}: {change.__name__ if touched else ''} {environment} deckgen {' '.join(arguments)[:120]!r}"

    def made(folder: Path) -> None:
        if touched:
            change(inner, folder)

    return Order(arguments, made, environment, what, chance.random() < 0.02)


def judged(
    seeds: Iterable[int], folder: Path, before: Callable[[], None] | None = None
) -> tuple[Counter[str], list[str]]:
    """Carry out the commands of some numbers; return the figures, and what fell with what it said."""
    figures: Counter[str] = Counter(dict.fromkeys(FIGURES, 0))
    fallen: list[str] = []
    for seed in seeds:
        one = order(seed)
        home = folder / f"outer{seed}" / "home"
        home.mkdir(parents=True)
        lay_out(home)
        one.change(home)
        ended = run(one.arguments, home, before=functools.partial(_surround, one, home, before))
        figures["tried"] += 1
        for fault in _faults(ended, one, home):
            figures[fault] += 1
            fallen.append(f"{fault}: {one.what}: {ended.code}: {ended.said[-900:]}")
    return figures, fallen


def _surround(one: Order, home: Path, before: Callable[[], None] | None) -> None:
    """Be in the surroundings of an order: what the process that carries it out does first."""
    for name, value in one.environment.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
    os.environ.pop("DECKGEN_CACHE", None)
    os.environ.setdefault("XDG_CACHE_HOME", str(home / ".cache"))
    if one.lost:
        gone = home.parent / "gone"
        gone.mkdir()
        os.chdir(gone)
        gone.rmdir()
    if before:
        before()


def _faults(ended: Run, one: Order, home: Path) -> Iterator[str]:
    """Yield what is wrong with how a command ended: the old files are there, as they were or replaced whole."""
    yield from unwell(ended, home, (0, 1, 2, 3, 4))
    if ended.code in (1, 2, 4) and not ended.said.strip():
        yield "silent"
    if not (home / "talk.yaml").read_bytes().startswith(b"title: T\n") or not _whole(home / "talk.pptx"):
        yield "lost"
    if any(
        stat.S_ISREG((home / name).lstat().st_mode)
        for name in ("pipe.yaml", "pipe.pptx", "folder", "circle/self")
    ):
        yield "lost"
    if [found for found in home.glob(".talk-*.deckgen") if "abcdef" not in found.name]:
        yield "litter"
    alone = one.arguments[:2] == ("build", "talk.yaml") and one.arguments[2:3] and one.arguments[2][:1] == "-"
    if alone and ended.code in (1, 2, 4) and (home / "talk.html").exists():
        yield "half"


def _whole(deck: Path) -> bool:
    try:
        generation_of(deck)
        with zipfile.ZipFile(deck) as archive:
            return archive.testzip() is None
    except (OSError, ValueError, zipfile.BadZipFile):
        return False
