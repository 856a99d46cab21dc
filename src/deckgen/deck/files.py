"""The name of a file in the outline → the file, if it may be read at all."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

from deckgen.diagnostics import Diagnostic, Span, error
from deckgen.outline.model import Text

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")


def project_folder(outline: Path) -> Path:
    """Return the folder that an outline's files may come from.

    It is the outline's own folder, or, where that is called `outlines`, the one above it.
    """
    folder = outline.resolve().parent
    return folder.parent if folder.name == "outlines" else folder


def project_file(name: Text, outline: Path, kind: str) -> Path | Diagnostic:
    """Return where the file is that the outline names, or why it cannot be used.

    `kind` says what it is to be, for messages: "picture", "table". Nothing is fetched from a network, and
    nothing outside the project folder is read, not even through a link.
    """
    if _ADDRESS.match(name.value):
        return error(
            f'"{name}" is an address, and a {kind} has to be a file: nothing is fetched from a network',
            name.span,
            "save it beside the outline and write its file name here",
            *(("or link to it in a text: [the film](https://…)",) if kind == "recording" else ()),
        )
    root = project_folder(outline)
    path = outline.resolve().parent / name.value.replace("\\", "/")
    try:
        real = path.resolve()
        inside = real.is_relative_to(root)
        found = inside and real.is_file()
    except (OSError, ValueError, RuntimeError):
        return error(f'"{name}" cannot be the name of a file', name.span)
    if not inside:
        return error(
            f'the {kind} "{name}" lies outside the project folder {root.name}',
            name.span,
            f"copy it into {root.name} and write its name from the outline's folder",
        )
    if not found:
        return error(f'there is no {kind} "{name}"', name.span, *_nearest(path, outline, kind))
    return _seen_from(outline, real)


def _seen_from(outline: Path, file: Path) -> Path:
    """Return a file's place as the outline's own is written, so that messages name both alike."""
    folder = outline.parent.resolve()
    return outline.parent / file.relative_to(folder) if file.is_relative_to(folder) else file


def _nearest(path: Path, outline: Path, kind: str) -> tuple[str, ...]:
    folder = path.parent
    try:
        names = sorted(one.name for one in folder.iterdir() if one.is_file())
    except OSError:
        return (f"there is no folder {folder.name} beside the outline",)
    near = difflib.get_close_matches(path.name, names, 1, 0.5)
    if near:
        prefix = Path(path.parent.name) if path.parent != outline.resolve().parent else Path()
        return (f'did you mean "{(prefix / near[0]).as_posix()}"?',)
    return (f"a {kind} is named from the outline's folder, for instance images/{path.name}",)


def not_utf8(data: bytes, path: Path, name: str) -> Diagnostic | None:
    """Return where a file that ought to be text in UTF-8 is something else, None where it is."""
    hint = "export it again as UTF-8 (Unicode) without another encoding"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return error(f'"{name}" is written in UTF-16, and UTF-8 is needed', Span(path, 1, 1, 1, 2), hint)
    stop = data.find(b"\0")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        stop = problem.start if stop < 0 else min(stop, problem.start)
    if stop < 0:
        return None
    before = data[:stop]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    return error(
        f'"{name}" is not UTF-8 text: a letter in line {line} cannot be read',
        Span(path, line, column, line, column + 1),
        hint,
    )
