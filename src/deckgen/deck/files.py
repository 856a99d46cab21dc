"""The name of a file in the outline → the file, if it may be read at all."""

from __future__ import annotations

from pathlib import Path

from deckgen.diagnostics import Diagnostic, error
from deckgen.outline.model import Text
from deckgen.project_files import (
    MAY_READ,
    NAME_A_FILE,
    FileKind,
    Held,
    hold_project_file,
    note_use,
    read_project_file,
    special,
)
from deckgen.schema.closest import closest
from deckgen.structs import Struct
from deckgen.structs.patterns import pattern


class ProjectFile(Struct, frozen=True):
    """A file that the outline names: where it is, and what is in it."""

    path: Path
    data: bytes


_ADDRESS = pattern(r"[A-Za-z][A-Za-z0-9+.-]+:|//")


def project_folder(outline: Path) -> Path:
    """Return the folder that an outline's files may come from.

    It is the outline's own folder, or, where that is called `outlines`, the one above it.
    """
    folder = outline.resolve().parent
    return folder.parent if folder.name == "outlines" else folder


def open_project_file(name: Text, outline: Path, kind: FileKind) -> ProjectFile | Diagnostic:
    """Return the file that the outline names, or why it cannot be used; see `project_file`."""
    path = project_file(name, outline, kind)
    if isinstance(path, Diagnostic):
        return path
    data = read_project_file(path, kind, name.value, name.span)
    return data if isinstance(data, Diagnostic) else ProjectFile(path, data)


def held_project_file(name: Text, outline: Path, kind: FileKind) -> Held | Diagnostic:
    """Return what holds the bytes of a large file that the outline names, or why it cannot be used."""
    path = project_file(name, outline, kind)
    return path if isinstance(path, Diagnostic) else hold_project_file(path, kind, name.value, name.span)


def project_file(name: Text, outline: Path, kind: FileKind) -> Path | Diagnostic:
    """Return where the file is that the outline names, or why it cannot be used.

    Nothing is fetched from a network, and nothing outside the project folder is read, even
    through a link.
    """
    if _ADDRESS.match(name.value):
        return error(
            f'"{name}" is an address, and {kind.one} has to be a file: deckgen downloads nothing',
            name.span,
            "save it beside the outline and write its file name here",
            *(("or link to it in a text: [the film](https://…)",) if kind.noun == "recording" else ()),
        )
    root = project_folder(outline)
    path = outline.resolve().parent / name.value.replace("\\", "/")
    note_use(path)
    try:
        real = path.resolve()
        inside = real.is_relative_to(root)
        what = special(real) if inside else ""
    except (FileNotFoundError, NotADirectoryError):
        return error(f'there is no {kind.noun} "{name}"', name.span, *_nearest(path, outline, kind))
    except PermissionError as problem:
        return error(f'the {kind.noun} "{name}" cannot be read: {problem.strerror}', name.span, MAY_READ)
    except (OSError, ValueError, RuntimeError):
        return error(f'"{name}" cannot be the name of a file', name.span, NAME_A_FILE)
    if not inside:
        return error(
            f'the {kind.noun} "{name}" lies outside the project folder {root.name}',
            name.span,
            f"copy it into {root.name} and write its name from the outline's folder",
        )
    return kind.misplaced(what, name.value, name.span) if what else _seen_from(outline, real)


def _seen_from(outline: Path, file: Path) -> Path:
    """Return a file's place as the outline's own is written, so that messages name both alike."""
    folder = outline.parent.resolve()
    return outline.parent / file.relative_to(folder) if file.is_relative_to(folder) else file


def _nearest(path: Path, outline: Path, kind: FileKind) -> tuple[str, ...]:
    folder = path.parent
    try:
        names = sorted(one.name for one in folder.iterdir() if one.is_file())
    except OSError:
        return (f"there is no folder {folder.name} beside the outline",)
    near = closest(path.name, names)
    if near:
        prefix = Path(path.parent.name) if path.parent != outline.resolve().parent else Path()
        return (f'did you mean "{(prefix / near).as_posix()}"?',)
    example = f"images/{path.name}" if kind.noun == "picture" else f"files/{path.name}"
    return (f"{kind.one} is named from the outline's folder, for instance {example}",)
