"""What is named on the command line, outlines, folders and patterns → the outlines, each with its options."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from deckgen.diagnostics import DeckgenError, error
from deckgen.orders.options import Options, folder_of
from deckgen.project_files import FOLDER, kind_of
from deckgen.structs import replace
from deckgen.structs.patterns import pattern

_ENDINGS = (".yaml", ".yml")
_NOT_OUTLINES = ("theme.yaml", "theme.yml")
_PASSED_OVER = ("node_modules", "site-packages", "__pycache__")

_OUTLINE = pattern(r"(?mi)^(?:title[ \t]*:|(?:sections|slides)[ \t]*:[ \t]*(?:#.*)?\r?$)")
"""What tells an outline, also one with mistakes, from other YAML: a title, or slides below their name."""

_READ = 200_000
"""Bytes of a file in which that has to come."""


def orders_of(named: Iterable[Path], like: Options) -> tuple[Options, ...]:
    """Return the options of every outline that is named, in a folder that is, or matches a pattern.

    What is found in a folder is built into the same folders below the one that the files go to. Raises
    `DeckgenError` where a folder or a pattern leads to no outline.
    """
    found: dict[str, Options] = {}
    for path in named:
        for order in _orders(path, like):
            found.setdefault(os.path.abspath(order.path), order)
    return tuple(found.values())


def _orders(path: Path, like: Options) -> Iterator[Options]:
    if kind_of(path) == FOLDER:
        outlines = tuple(_outlines_in(path))
        if not outlines:
            hint = "an outline is a file that ends in .yaml and has a title; begin one with: deckgen new"
            raise DeckgenError(error(f"there is no outline in {path} or the folders in it", None, hint))
        for one in outlines:
            order = replace(like, outline=one)
            folder = None if like.folder is None else folder_of(like) / one.parent.relative_to(path)
            yield replace(order, folder=folder)
    elif not os.path.lexists(path) and glob.has_magic(str(path)):
        matched = sorted(glob.glob(str(path), recursive=True))
        if not matched:
            raise DeckgenError(error(f"no file matches {path}", None, "for instance: course/*.yaml"))
        for name in matched:
            if kind_of(Path(name)) == FOLDER or name.lower().endswith(_ENDINGS):
                yield from _orders(Path(name), like)
    else:
        yield replace(like, outline=path)


def _outlines_in(folder: Path) -> Iterator[Path]:
    """Yield the outlines in a folder and those in it, by name; hidden folders are passed over.

    A link to a folder is not followed, so that there is no circle. Raises `DeckgenError` for a folder that
    cannot be read: what is in it would be missing from the course without a word.
    """
    waiting = [folder]
    while waiting:
        files, folders = _entries(waiting.pop())
        for one in files:
            if _is_outline(one):
                yield one
        waiting += reversed(folders)


def _entries(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the YAML files in a folder, and the folders in it, by name."""
    files, folders = [], []
    try:
        with os.scandir(folder) as listed:
            for one in listed:
                if one.name.startswith(".") or one.name in _PASSED_OVER:
                    continue
                if one.is_dir(follow_symlinks=False):
                    folders.append(folder / one.name)
                elif one.name.lower().endswith(_ENDINGS) and one.name not in _NOT_OUTLINES:
                    files.append(folder / one.name)
    except OSError as problem:
        hint = "see that you may open it, or name the outlines one by one"
        raise DeckgenError(
            error(f"the folder {folder} cannot be read: {problem.strerror}", None, hint)
        ) from None
    return sorted(files), sorted(folders)


def _is_outline(path: Path) -> bool:
    """Tell whether a file looks like an outline; one that cannot be read does: to build it says why."""
    if kind_of(path) != "":
        return False
    try:
        with path.open("rb") as file:
            return bool(_OUTLINE.search(file.read(_READ).decode("utf-8-sig", "replace")))
    except OSError:
        return True
