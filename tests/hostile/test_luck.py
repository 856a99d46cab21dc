"""Bad luck: whatever befalls a build, the files are old or new, both whole, and nothing else is left."""

from __future__ import annotations

import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hostile import luck
from tests.hostile.run import Run, begin, end, run, warm
from tests.tools import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are forked and watched through /proc"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]

FILES = ("talk.html", "talk.pptx", "talk.yaml")
MOMENTS = 40
"""More operations than a build of a small talk has."""


def outline(word: str) -> str:
    """Return an outline of one slide with a word in it."""
    slide = f"      - title: Slide\n        text: It says {word}.\n"
    return f"title: A talk\nsections:\n  - title: S\n    slides:\n{slide}"


def word_of(path: Path) -> str:
    """Return which of the words a file holds; fails where it is not whole."""
    if path.suffix == ".pptx":
        with zipfile.ZipFile(path) as deck:
            assert deck.testzip() is None
            text = deck.read("ppt/slides/slide2.xml").decode()
    else:
        text = path.read_text(encoding="utf-8")
        assert text.rstrip().endswith("</html>")
    (word,) = [one for one in ("first", "second") if f"says {one}." in text]
    return word


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with an outline whose files were built from an earlier state of it."""
    monkeypatch.setenv("DECKGEN_CACHE", "off")
    warm()
    home = tmp_path / "home"
    home.mkdir()
    (home / "talk.yaml").write_text(outline("first"))
    assert run(["build", "talk.yaml"], home).code == 0
    (home / "talk.yaml").write_text(outline("second"))
    return home


def anew(home: Path, name: str) -> Path:
    """Return a copy of the folder."""
    return Path(shutil.copytree(home, home.with_name(name)))


def words(home: Path) -> tuple[str, str]:
    """Return the words of the show and the deck."""
    return word_of(home / "talk.html"), word_of(home / "talk.pptx")


def names(home: Path) -> tuple[str, ...]:
    """Return the names of all that lies in a folder."""
    return tuple(sorted(one.name for one in home.iterdir()))


def befallen(
    home: Path, what: luck.Befall, *, writing: bool = False, lasting: bool = False
) -> Iterator[tuple[Path, Run]]:
    """Give folder and end of a build for each operation at which something befalls it, until none does."""
    for moment in range(MOMENTS):
        copy = anew(home, f"m{moment}")
        before = luck.at(moment, copy, what, writing=writing, lasting=lasting)
        ended = run(["build", "talk.yaml"], copy, before=before)
        assert not ended.traceback, ended.said
        yield copy, ended
        if ended.code == 0:
            return
    pytest.fail(f"a build has more than {MOMENTS} operations, or one that goes well is not known as that")


def test_killed_at_any_file_operation_both_files_are_whole(home: Path) -> None:
    """Killed before any operation, each file is the old or the new one; the next build leaves no litter."""
    count = 0
    for copy, ended in befallen(home, luck.kill):
        count += 1
        assert ended.code in (0, -signal.SIGKILL), ended.said
        words(copy)
        if ended.code:
            assert run(["build", "talk.yaml"], copy).code == 0
        assert words(copy) == ("second", "second")
        assert names(copy) == FILES
    assert count > 5


@pytest.mark.parametrize(
    ("what", "codes", "said"),
    [
        (luck.interrupt, {130}, "stopped"),
        (luck.fill_the_disk, {1, 4}, "error: "),
        (luck.forbid, {1, 4}, "error: "),
    ],
)
def test_at_any_writing_that_fails_all_is_as_it_was(
    home: Path, what: luck.Befall, codes: set[int], said: str
) -> None:
    """Interrupted, or refused by the disk, at any writing: both files are the old ones or both are new."""
    for copy, ended in befallen(home, what, writing=True):
        assert ended.code in {0, *codes}, (ended.code, ended.said)
        assert names(copy) == FILES, ended.said
        expected = "second" if ended.code == 0 else "first"
        assert words(copy) == (expected, expected), ended.said
        assert ended.code == 0 or said in ended.said


def test_a_disk_that_stays_full_leaves_what_there_was(home: Path) -> None:
    """Where nothing at all can be written, the message says so and the old files stand."""
    copy = anew(home, "full")
    ended = run(
        ["build", "talk.yaml"], copy, before=luck.at(0, copy, luck.fill_the_disk, writing=True, lasting=True)
    )
    assert (ended.code, words(copy), names(copy)) == (1, ("first", "first"), FILES)
    assert "the disk is full" in ended.said


@pytest.mark.parametrize("most", [0, 5_000, 60_000])
def test_a_disk_that_fills_within_a_file_leaves_what_there_was(home: Path, most: int) -> None:
    """Writing breaks off after so many bytes: nothing half is left."""

    def small() -> None:
        # what the run says goes to a file of its own, which is short
        resource.setrlimit(resource.RLIMIT_FSIZE, (max(most, 3_000), max(most, 3_000)))

    ended = run(["build", "talk.yaml"], home, before=small)
    assert (ended.code, words(home), names(home)) == (1, ("first", "first"), FILES), ended.said


def test_an_interrupt_while_it_thinks_changes_nothing(home: Path) -> None:
    """Ctrl-C between operations, in the layout and the writers, leaves all as it was."""
    for name in ("deckgen.build:compile_file", "deckgen.build:back_up", "deckgen.build:save_all"):
        module, _, function = name.partition(":")

        def plant(module: str = module, function: str = function) -> None:
            if not hasattr(sys.modules[module], function):
                raise AssertionError(f"{module} has no {function}")
            setattr(sys.modules[module], function, lambda *_, **__: luck.interrupt())

        copy = anew(home, function)
        ended = run(["build", "talk.yaml"], copy, before=plant)
        assert (ended.code, words(copy), names(copy)) == (130, ("first", "first"), FILES), ended.said


@pytest.mark.parametrize("count", [2, 8])
def test_builds_at_the_same_time_leave_the_files_of_one(home: Path, count: int) -> None:
    """All end well, and show and deck are of the same build."""
    for turn in range(2):
        (home / "other").mkdir(exist_ok=True)
        (home / "other" / "talk.yaml").write_text(outline("first"))
        (home / "talk.yaml").write_text(outline("second"))
        outlines = ("talk.yaml", "other/talk.yaml")
        begun = [begin(["build", outlines[at % 2], "-o", "."], _place(home, at)) for at in range(count)]
        ended = [end(one) for one in begun]
        assert [one.code for one in ended] == [0] * count, [one.said for one in ended]
        deck, show = words(home)
        assert deck == show, turn
        assert not [one for one in names(home) if one.startswith(".")]


def _place(home: Path, at: int) -> Path:
    """Return another way to the folder, so that what a run says goes to a file of its own."""
    way = home.with_name(f"way{at}")
    if not way.exists():
        way.symlink_to(home, target_is_directory=True)
    return way


def _in_its_place(one: Path, make: Callable[[Path], None]) -> None:
    one.unlink()
    make(one)


def _sealed(body: bytes) -> bytes:
    """Return what is whole by its checksum, as a deckgen of another version would have kept it."""
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


CACHES: dict[str, Callable[[Path], object]] = {
    "first bit": lambda one: one.write_bytes(bytes([one.read_bytes()[0] ^ 1]) + one.read_bytes()[1:]),
    "last bit": lambda one: one.write_bytes(one.read_bytes()[:-1] + bytes([one.read_bytes()[-1] ^ 1])),
    "empty": lambda one: one.write_bytes(b""),
    "foreign": lambda one: one.write_bytes(b"import os; os.system('false')"),
    "half": lambda one: one.write_bytes(one.read_bytes()[: one.stat().st_size // 2]),
    "of another version": lambda one: one.write_bytes(_sealed(b'{"form": 99, "answer": ["of", 2]}')),
    "no JSON": lambda one: one.write_bytes(_sealed(b"\x80\x04N.")),
    "a list": lambda one: one.write_bytes(_sealed(b"[[], null, 3]")),
    "a folder": lambda one: _in_its_place(one, Path.mkdir),
    "a pipe": lambda one: _in_its_place(one, os.mkfifo),
}


@pytest.mark.parametrize("what", CACHES)
def test_whatever_the_cache_holds_the_files_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """A cache that is damaged, foreign or in the way is not used, and never seen in the files."""
    monkeypatch.delenv("DECKGEN_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    warm()
    home = tmp_path / "home"
    home.mkdir()
    text = (
        outline("first").replace("first", "first $x^2$ [@k]")
        + "references: {k: {type: book, title: T, year: 1999}}\n"
    )
    (home / "talk.yaml").write_text(text)
    made = []
    for _ in range(2):
        ended = run(["build", "talk.yaml"], home)
        assert ended.code == 0, ended.said
        made.append([(home / name).read_bytes() for name in FILES[:2]])
        for name in FILES[:2]:
            (home / name).unlink()
        kept = [one for one in (tmp_path / "cache").rglob("*") if one.is_file()]
        assert kept or len(made) > 1
        for one in kept:
            CACHES[what](one)
    assert made[0] == made[1]


@pytest.mark.parametrize("befall", [luck.forbid, luck.fill_the_disk, luck.interrupt])
def test_a_cache_that_cannot_be_written_stops_no_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, befall: luck.Befall
) -> None:
    """A full or read-only home is no reason to build nothing; Ctrl-C there leaves nothing half."""
    monkeypatch.delenv("DECKGEN_CACHE", raising=False)
    cache = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    warm()
    home = tmp_path / "home"
    home.mkdir()
    (home / "talk.yaml").write_text(outline("first"))
    lasting = befall is not luck.interrupt
    ended = run(["build", "talk.yaml"], home, before=luck.at(0, cache, befall, writing=True, lasting=lasting))
    assert not ended.traceback, ended.said
    assert names(home) in (FILES, ("talk.yaml",))
    assert (ended.code, names(home)) == ((0, FILES) if lasting else (130, names(home))), ended.said


SURROUNDINGS: dict[str, dict[str, str | None]] = {
    "no home": {"HOME": None, "TMPDIR": None, "XDG_CACHE_HOME": None},
    "a home that is not there": {"HOME": "/nonexistent", "TMPDIR": "/nonexistent"},
    "before 1980": {"SOURCE_DATE_EPOCH": "0"},
    "no date at all": {"SOURCE_DATE_EPOCH": "x"},
    "locale C": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": None},
    "ASCII": {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
}


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_whatever_surrounds_it_a_talk_is_built(tmp_path: Path, name: str) -> None:
    """Without a home, with a clock before zip files, in a locale of ASCII: both files are there."""
    (tmp_path / "größe.yaml").write_text(
        outline("first").replace("A talk", "Ein „Gespräch“"), encoding="utf-8"
    )
    changed = SURROUNDINGS[name]
    kept = {key: value for key, value in os.environ.items() if key not in changed}
    environment = {**kept, **{key: value for key, value in changed.items() if value is not None}}
    done = _command(["build", "größe.yaml"], tmp_path, environment)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
    assert sorted(one.name for one in tmp_path.iterdir()) == ["größe.html", "größe.pptx", "größe.yaml"]


def _command(
    arguments: list[str], folder: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "deckgen", *arguments]
    environment = {**environment, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=600, check=False)


def test_a_clock_before_1980_is_no_reason_to_stop(home: Path) -> None:
    """Zip files know no dates before 1980; a machine whose battery is empty has one."""

    def past() -> None:
        import time

        time.time = lambda: 86_400.0

    ended = run(["build", "talk.yaml"], home, before=past)
    assert (ended.code, words(home)) == (0, ("second", "second")), ended.said


@pytest.mark.parametrize(
    "closed", [">&-", "2>&-", ">&- 2>&-", "<&-", "| head -c 1 >/dev/null", "2>&1 | true", ">/dev/full"]
)
def test_where_nobody_hears_the_files_are_written(home: Path, closed: str) -> None:
    """Closed outputs, a reader that leaves and a full device are no reason for a traceback or half a deck."""
    heard = home.with_name("heard")
    line = f"{sys.executable} -m deckgen build talk.yaml {closed}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with heard.open("wb") as output:
        subprocess.run(line, shell=True, cwd=home, env=environment, stderr=output, timeout=600, check=False)
    assert b"Traceback" not in heard.read_bytes()
    assert b"Exception ignored" not in heard.read_bytes()
    assert (words(home), names(home)) == (("second", "second"), FILES)


def test_an_outline_that_changes_while_it_is_read_is_one_of_both(home: Path) -> None:
    """A message about lines that are not there any more is no traceback, and the files are of one state."""
    for moment, text in enumerate(("title: [\n", outline("first"), "", outline("second") + "x: y\n" * 30)):
        for seen in range(3):
            copy = anew(home, f"c{moment}{seen}")

            def change(path: Path = copy / "talk.yaml", text: str = text) -> None:
                handle = os.open(str(path.parent.parent / "new"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
                os.write(handle, text.encode())
                os.close(handle)
                os.replace(path.parent.parent / "new", path)

            ended = run(["build", "talk.yaml"], copy, before=luck.at(seen, copy / "talk.yaml", change))
            assert not ended.traceback, ended.said
            show, deck = words(copy)
            assert show == deck
            assert names(copy) == FILES


@pytest.mark.parametrize("leads", ["/dev/null", "/dev/full", "/proc/self/mem"])
def test_a_device_in_the_place_of_a_file_is_a_message(home: Path, leads: str) -> None:
    """What an output's link leads to is no ordinary file: it is left alone, and so is the other file."""
    (home / "talk.html").unlink()
    (home / "talk.html").symlink_to(leads)
    ended = run(["build", "talk.yaml"], home)
    assert (ended.code, word_of(home / "talk.pptx"), ended.traceback) == (4, "first", False), ended.said
    (home / "talk.yaml").unlink()
    (home / "talk.yaml").symlink_to(leads)
    ended = run(["build", "talk.yaml"], home)
    assert (ended.code, ended.traceback) == (1, False), ended.said


def test_moments_are_told_apart(home: Path) -> None:
    """The hook counts: a moment beyond the last operation befalls nothing, the first befalls at once."""
    late, early = anew(home, "late"), anew(home, "early")
    assert run(["build", "talk.yaml"], late, before=luck.at(10_000, late, luck.kill)).code == 0
    assert run(["build", "talk.yaml"], early, before=luck.at(0, early, luck.kill)).code == -signal.SIGKILL


def test_killed_at_any_time_both_files_are_whole(home: Path) -> None:
    """Killed and interrupted at seeded shares of a build's work, wherever that is just then."""
    chance = random.Random(19)
    for turn in range(6):
        copy = anew(home, f"t{turn}")
        spent = chance.uniform(0.0, 0.3)
        number = signal.SIGKILL if turn % 2 else signal.SIGINT

        def bell(spent: float = spent, number: int = number) -> None:
            signal.signal(signal.SIGPROF, lambda *_: os.kill(os.getpid(), number))
            signal.setitimer(signal.ITIMER_PROF, max(spent, 0.001))

        ended = run(["build", "talk.yaml"], copy, before=bell)
        assert ended.code in (0, 130, -signal.SIGKILL), ended.said
        assert not ended.traceback, ended.said
        words(copy)
        assert run(["build", "talk.yaml"], copy).code == 0
        assert (words(copy), names(copy)) == (("second", "second"), FILES)


AMID = """
import os, signal, sys
from deckgen.__main__ import main

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[-1]:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
main()
"""


@pytest.mark.parametrize("module", ["deckgen.cli", "deckgen.arguments", "deckgen.diagnostics"])
def test_interrupted_while_it_starts(tmp_path: Path, module: str) -> None:
    """Ctrl-C amid the imports ends as it does later: a line, the code 130, no traceback."""
    ended = subprocess.run(
        [sys.executable, "-c", AMID, module], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "stopped; nothing has been changed\n")
