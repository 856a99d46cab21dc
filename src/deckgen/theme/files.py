"""Where the themes and the slideshow's parts lie: in the installed package, or in the checkout."""

from __future__ import annotations

from pathlib import Path


def template_folder() -> Path:
    """Return the folder that holds the themes and the slideshow's parts.

    A wheel carries it inside the package; an editable install has it only at the checkout's top.
    """
    package = Path(__file__).resolve().parent.parent
    shipped = package / "templates"
    return shipped if shipped.is_dir() else package.parent.parent / "templates"


def theme_names() -> tuple[str, ...]:
    """Return the names of the themes that come with deckgen, sorted."""
    return tuple(sorted(path.parent.name for path in template_folder().glob("*/theme.yaml")))
