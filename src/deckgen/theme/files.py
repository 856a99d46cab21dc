"""Where the themes and the slideshow's parts lie: in the installed package, or in the checkout."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from deckgen.limits import THEME_BYTES
from deckgen.project_files import FileKind, note_use


def template_folder() -> Path:
    """Return the folder that holds the themes and the slideshow's parts.

    A wheel carries it inside the package; an editable install has it only at the checkout's top.
    """
    package = Path(__file__).resolve().parent.parent
    shipped = package / "templates"
    return shipped if shipped.is_dir() else package.parent.parent / "templates"


def slideshow_parts() -> Iterator[str]:
    """Yield the styles and scripts of the slideshow, as every talk has them."""
    for part in sorted((template_folder() / "slideshow").glob("*/*.*s")):
        yield part.read_text(encoding="utf-8")


FILE = "theme.yaml"
"""What a theme's file is called, in a folder that is called after the theme."""

THEME_FILE = FileKind("theme file", THEME_BYTES)


def own_theme(name: str, folder: Path) -> Path | None:
    """Return the file of a user's own theme, in a folder of its own beside the outline; None: there is none.

    `folder` is the outline's.
    """
    if "/" in name or "\\" in name or name in ("", ".", ".."):
        return None
    places = (folder / name / FILE, folder / "templates" / name / FILE)
    for one in places:
        note_use(one)
        if os.path.isfile(one):
            return one
    return None


def own_themes(folder: Path) -> tuple[str, ...]:
    """Return the names of the user's own themes beside an outline, sorted."""
    found = (*folder.glob(f"*/{FILE}"), *folder.glob(f"templates/*/{FILE}"))
    return tuple(sorted({path.parent.name for path in found}))


def theme_names() -> tuple[str, ...]:
    """Return the names of the themes that come with deckgen, sorted."""
    return tuple(sorted(path.parent.name for path in template_folder().glob(f"*/{FILE}")))
