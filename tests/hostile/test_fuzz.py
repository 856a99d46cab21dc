"""Some of the inputs that `python -m tests.hostile` makes by the thousand, and proof that it finds faults."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from deckgen import cli
from tests.hostile import orders
from tests.hostile.found import FOUND
from tests.hostile.judge import judged, judged_found
from tests.hostile.run import run, warm

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are forked and watched through /proc"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]


@pytest.mark.parametrize("share", range(4))
def test_hostile_inputs_end_in_a_deck_or_a_message(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, share: int
) -> None:
    """No traceback, no hang, no gigabyte, nothing half, outside or lost, and never silence."""
    monkeypatch.setenv("DECKGEN_CACHE", "off")
    warm()
    figures, fallen = judged(range(share * 8, share * 8 + 8), tmp_path)
    assert figures.pop("tried") == 8
    assert not any(figures.values()), "\n".join(fallen)


def test_whatever_a_command_is_asked_it_says_why_not(tmp_path: Path) -> None:
    """Odd names, numbers, sidecars, courses and surroundings, in all commands; what was there stays there."""
    warm()
    figures, fallen = orders.judged(range(30), tmp_path)
    assert figures.pop("tried") == 30
    assert not any(figures.values()), "\n".join(fallen)


SLOW = {"5,000 rows", "100,000 keys in flow"}
SOME = tuple(name for name in tuple(FOUND)[::13] if name not in SLOW)
"""Of those that fell once, what is tried each time; `python -m tests.hostile found` tries all."""


def test_what_fell_once_stays_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Formulas, texts, names, tables, drawings, recordings and themes that once took a build down."""
    monkeypatch.setenv("DECKGEN_CACHE", "off")
    warm()
    figures, fallen = judged_found(SOME, tmp_path)
    assert figures.pop("tried") == len(SOME)
    assert not any(figures.values()), "\n".join(fallen)


def _plant(name: str, fault: Callable[..., object]) -> Callable[[], None]:
    def planted() -> None:
        setattr(sys.modules["deckgen.build"], name, fault)

    return planted


def _crash(*_: object) -> None:
    raise KeyError("planted")


def _litter(options: object, *_: object) -> None:
    Path("../outside.txt").write_text("planted")
    Path("talk.pptx").write_bytes(b"half")
    raise SystemExit(1)


def _eat(*_: object) -> None:
    held = [bytearray(os.urandom(1 << 20)) * 1_200]
    time.sleep(0.1 * len(held))
    raise SystemExit(1)


def _wait(*_: object) -> None:
    time.sleep(600)


@pytest.mark.parametrize(
    ("fault", "found"),
    [(_crash, {"traceback"}), (_litter, {"outside", "half"}), (_eat, {"over memory"})],
)
def test_the_judge_finds_planted_faults(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fault: Callable[..., object], found: set[str]
) -> None:
    """A build that crashes, writes elsewhere, leaves half a pair or eats memory is noticed as that."""
    monkeypatch.setenv("DECKGEN_CACHE", "off")
    warm()
    figures, _ = judged([0], tmp_path, _plant("compile_file", fault))
    assert found <= {name for name, count in figures.items() if count}


def _take_away(*_: object) -> None:
    for name in ("pipe.yaml", "talk.pptx"):
        Path(name).unlink()
        Path(name).write_bytes(b"planted")
    raise SystemExit(1)


@pytest.mark.parametrize(
    ("fault", "found"), [(_crash, "traceback"), (_take_away, "lost"), (_litter, "outside")]
)
def test_the_judge_of_commands_finds_planted_faults(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fault: Callable[..., object], found: str
) -> None:
    """A command that crashes, takes something away or writes elsewhere is noticed as that."""

    def planted() -> None:
        for name in cli._COMMANDS:
            monkeypatch.setitem(cli._COMMANDS, name, fault)

    warm()
    figures, _ = orders.judged([0], tmp_path, planted)
    assert figures[found]


def test_the_judge_finds_a_planted_hang(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A build that waits without end is ended, and counts as a hang; here after two seconds."""
    monkeypatch.setenv("DECKGEN_CACHE", "off")
    monkeypatch.setattr("tests.hostile.judge.run", partial(run, seconds=2.0))
    warm()
    figures, _ = judged([0], tmp_path, _plant("compile_file", _wait))
    assert figures["hang"] == 1
