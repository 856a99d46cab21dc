"""Many outlines are built at once, each as it is alone, and none stops another."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from deckgen import cli
from deckgen.build import build
from deckgen.course import progress
from deckgen.course.find import orders_of
from deckgen.course.many import build_all
from deckgen.course.one import Made
from deckgen.diagnostics import DeckgenError
from deckgen.orders.options import Options, Services
from tests.tools import PATIENCE, ROOT

TALK = "title: Talk {n}\nslides:\n  - title: It says {n}\n    bullets: [One, Two]\n"
NAMES = ("a.yaml", "week1/b.yml", "week1/c.yaml", "week2/deep/d.yaml")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of outlines, one of them with a mistake, and of other files that no build may take for one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "home"))
    monkeypatch.delenv("DECKGEN_CACHE", raising=False)
    for number, name in enumerate(NAMES):
        file = tmp_path / "course" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TALK.format(n=number), encoding="utf-8")
    for name, text in {
        "week1/wrong.yaml": "title: Wrong\nslides: [{bulets: [A]}]\n",
        "week1/asked.yaml": "slides: 10-20\n",
        "own/theme.yaml": "title: no\n",
        ".git/talk.yaml": TALK,
        "settings.yaml": "name: x\n",
    }.items():
        file = tmp_path / "course" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "course"


def test_a_folder_stands_for_its_outlines(course: Path) -> None:
    """Whatever is an outline, in order, none twice; with -o, into the same folders elsewhere."""
    found = orders_of([Path("course"), Path("course/a.yaml")], Options("", folder="out"))
    assert [one.path.as_posix() for one in found] == [
        "course/a.yaml", "course/week1/b.yml", "course/week1/c.yaml", "course/week1/wrong.yaml",
        "course/week2/deep/d.yaml",
    ]  # fmt: skip
    assert [str(one.folder) for one in found] == [
        "out",
        "out/week1",
        "out/week1",
        "out/week1",
        "out/week2/deep",
    ]
    matched = orders_of([Path("course/week1/[bc].y*ml")], Options(""))
    assert [one.path.name for one in matched] == ["b.yml", "c.yaml"]
    with pytest.raises(DeckgenError, match="there is no outline in course/own"):
        orders_of([Path("course/own")], Options(""))
    with pytest.raises(DeckgenError, match="no file matches course/x"):
        orders_of([Path("course/x*")], Options(""))


def test_each_is_built_as_alone(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line each in order, a mistake stops no other, the files are those of single builds."""
    assert cli.run(["build", "--jobs", "2", "-o", "out", "course"]) == cli.FAILED
    out, err = capsys.readouterr()
    assert [line.partition(":")[0] for line in out.splitlines()] == ["a", "b", "c", "d"]
    assert "course/week1/wrong.yaml: " in err
    for name in NAMES:
        alone = build(Options(course / name, folder="alone"), Services())
        for file in alone.files:
            assert file.read_bytes() == (Path("out") / name).with_name(file.name).read_bytes()
    (course / "week1" / "wrong.yaml").unlink()
    times = {one: one.stat().st_mtime_ns for one in Path("out").rglob("*.*")}
    assert cli.run(["build", "--jobs", "2", "-o", "out", "course"]) == cli.DONE
    out, err = capsys.readouterr()
    assert (out.count("(unchanged)"), err) == (4, "")
    assert {one: one.stat().st_mtime_ns for one in Path("out").rglob("*.*")} == times


def test_what_has_not_changed_starts_no_process(course: Path, tmp_path: Path) -> None:
    """Only what has changed goes to the executor, whichever that is."""
    orders = orders_of([course / "week1" / "b.yml", course / "week1" / "c.yaml"], Options(""))
    services, started = Services(tmp_path / "kept"), list[int]()

    def start(count: int) -> Executor:
        started.append(count)
        return ThreadPoolExecutor(1)

    assert {place for place, made in build_all(orders, services, start) if made.built} == {0, 1}
    assert [made.built.changed for _, made in build_all(orders, services, start) if made.built] == [False] * 2
    assert started == [2]


_KILLED = """\
import os, signal, sys
from pathlib import Path
from deckgen.course import many
from deckgen.course.find import orders_of
from deckgen.orders.options import Options, Services
make = many.make
def killed(options, services, *, check):
    if options.path.name == "b.yml":
        os.kill(os.getpid(), signal.SIGKILL)
    return make(options, services, check=check)
many.make = killed
orders = orders_of(map(Path, sys.argv[1:]), Options("", to="html"))
for place, made in sorted(many.build_all(orders, Services(), many.processes(2))):
    print(place, made.built is not None, *(one.message for one in made.refused))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the process that is ended is forked")
def test_a_process_that_is_ended_takes_no_other_with_it(course: Path) -> None:
    """The outline that ends it is reported; all others are built, however many were under way."""
    names = [str(course / name) for name in NAMES]
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, *names], capture_output=True, text=True, timeout=300
    )
    assert done.stdout.splitlines() == [
        "0 True",
        f"1 False the system has ended the process that built {names[1]}",
        "2 True",
        "3 True",
    ], done.stderr


@pytest.mark.slow
def test_a_cluster_builds_each_once_though_a_worker_dies(course: Path, tmp_path: Path) -> None:
    """Two workers of Dask, one ended in the middle of a build: the files are those of builds alone."""
    (course / "week1" / "wrong.yaml").unlink()
    out, notes = tmp_path / "out", tmp_path / "notes"
    command = [sys.executable, "-m", "tests.course.dying", str(course), str(out), str(notes)]
    here = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, env=here, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["made"] == [[str(course / name), True] for name in NAMES]
    assert told["written"] == ["writing a.html", "writing b.html", "writing c.html", "writing d.html"]
    assert told["died"]
    for name in NAMES:
        (alone,) = build(Options(course / name, to="html", folder="alone"), Services()).files
        assert alone.read_bytes() == (out / name).with_suffix(".html").read_bytes()


def test_what_dask_gives_up_is_built_here(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An executor that loses its processes, or stops, leaves nothing unbuilt."""

    class KilledWorker(Exception):
        """Named as Dask's."""

    class Losing(ThreadPoolExecutor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            lost: Future[Any] = Future()
            lost.set_exception(KilledWorker("run-1"))
            return lost

    monkeypatch.setattr("deckgen.course.many.processes", lambda jobs: lambda count: ThreadPoolExecutor(1))
    orders = orders_of([course / name for name in NAMES[:2]], Options("", to="html"))
    assert [place for place, made in build_all(orders, Services(), Losing) if made.built] == [0, 1]


def test_a_cluster_that_is_not_there_is_said(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody answers at its address, or the address is none."""
    for address in ("tcp://127.0.0.1:9", "nonsense://x"):
        assert cli.run(["build", "--dask", address, "course"]) == cli.FAILED
        assert f"error: no scheduler of a Dask cluster answers at {address}" in capsys.readouterr().err
    assert cli.run(["build", "--dask", "x", "--jobs", "2", "course"]) == cli.MISUSED


class Terminal(io.StringIO):
    """What takes itself for a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_a_terminal_shows_how_many_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """One bar for all outlines, which is taken away where something else is to be said."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    with progress.Progress(quiet=False) as shown:
        shown.count(3, 200)
        shown.pause()
        print("a line", file=terminal)
        shown.count(4, 200)
    said = terminal.getvalue()
    assert "3/200" in said.partition("a line")[0]
    assert "4/200" in said.partition("a line")[2]
    with progress.Progress(quiet=True) as silent:
        silent.count(3, 200)
    assert terminal.getvalue() == said


def test_a_mistake_of_deckgens_own_stops_no_other(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is reported with the outline that it came up with."""

    def broken(options: Options, services: Services, *, check: bool = True) -> Made:
        raise ValueError(options.path.name)

    monkeypatch.setattr("deckgen.course.many.make", broken)
    orders = orders_of([course / name for name in NAMES], Options(""))
    made = dict(build_all(orders, Services(), lambda count: ThreadPoolExecutor(1)))
    assert sorted(made) == [0, 1, 2, 3]
    assert "a.yaml could not be built: ValueError: a.yaml" in made[0].refused[0].message


def test_jobs_are_a_number(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Anything else is a mistake of the command line."""
    assert cli.run(["build", "--jobs", "many", "course"]) == cli.MISUSED
    assert "a whole number from 1 is needed" in capsys.readouterr().err
