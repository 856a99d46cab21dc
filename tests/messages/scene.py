"""A scene: files, and the command that is given over them → what deckgen says, as a user meets it."""

from __future__ import annotations

import contextlib
import datetime
import io
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from unittest import mock

import deckgen
from deckgen import cli
from deckgen.compile import Options, Services, compile_outline
from deckgen.diagnostics import DeckgenError, Diagnostic, render

OUTLINE = "talk.yaml"
HOME = "/home/ann"
_CALL = "python "
"""What a command begins with that is a call from Python."""
DAY = datetime.date(2026, 12, 3)

Content: TypeAlias = str | bytes
State: TypeAlias = Callable[[Path], AbstractContextManager[object]]
"""Puts the machine, or the folder that it is given, into a state while the command runs."""


@dataclass(frozen=True, slots=True)
class Scene:
    """An outline with what is beside it, and what is done to it.

    Without a command the outline is compiled, as a build does before it writes. `first` is run before
    `command`, and what it says is not shown; `state` is the state of the machine in which the command runs.
    """

    outline: Content
    beside: Mapping[str, Content] = field(default_factory=dict)
    command: str = ""
    first: str = ""
    state: State = lambda folder: nullcontext()
    needs: str = ""
    """What has to be on the machine: "chromium", "posix"; empty where nothing has to."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One message, with the line that it speaks of and the name of that line's file, or the command."""

    said: Diagnostic
    line: str
    file: str


def play(scene: Scene) -> list[Heard]:
    """Give the command in a folder of its own and return what was said."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "talk"
        folder.mkdir()
        for name, content in {OUTLINE: scene.outline, **scene.beside}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with contextlib.chdir(folder), mock.patch.dict("os.environ", {"DECKGEN_CACHE": "off"}):
            if scene.first:
                _listen(scene.first)
            with scene.state(folder):
                heard = list(_compiled() if not scene.command else _listen(scene.command))
    return [_at_home(one, made) for one in heard]


def _at_home(heard: Heard, made: str) -> Heard:
    """Return a message as it is said on every machine, whose folder for what is temporary is another."""
    said = heard.said
    hints = tuple(one.replace(made, HOME) for one in said.hints)
    message = said.message.replace(made, HOME)
    return Heard(Diagnostic(said.severity, message, said.span, hints), heard.line, heard.file)


def _compiled() -> Iterator[Heard]:
    path = Path(OUTLINE)
    text = path.read_bytes()
    services = Services(clock=lambda: DAY)
    try:
        found = compile_outline(text, path, Options(path), services).diagnostics
    except DeckgenError as refused:
        found = refused.diagnostics
    for one in found:
        yield _heard(one, "")


def _listen(command: str) -> list[Heard]:
    """Give a command and return all that is rendered meanwhile."""
    heard: list[Heard] = []

    def rendered(one: Diagnostic, sources: Mapping[Path, str]) -> str:
        heard.append(_heard(one, command))
        return render(one, sources)

    quiet = io.StringIO()
    with (
        mock.patch.object(cli, "render", rendered),
        contextlib.redirect_stdout(quiet),
        contextlib.redirect_stderr(quiet),
    ):
        if command.startswith(_CALL):
            heard += _called(command.removeprefix(_CALL), command)
        else:
            cli.run(command.split())
    return heard


def _called(call: str, command: str) -> Iterator[Heard]:
    """Give what a call from Python raises."""
    try:
        eval(call, {"deckgen": deckgen})
    except DeckgenError as refused:
        yield from (_heard(one, command) for one in refused.diagnostics)


def _heard(one: Diagnostic, command: str) -> Heard:
    if one.span is None:
        shown = f">>> {command.removeprefix(_CALL)}" if command.startswith(_CALL) else f"$ deckgen {command}"
        return Heard(one, shown if command else "", "")
    try:
        lines = Path(one.span.path).read_bytes().decode("utf-8-sig", "replace").splitlines()
    except OSError:
        lines = []
    line = lines[one.span.line - 1] if 0 < one.span.line <= len(lines) else ""
    return Heard(one, line, os.path.basename(one.span.path))
