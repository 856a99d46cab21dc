"""Fields of other programs' files, which people bring along, and what is done here instead."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NOWHERE = "leave it out, or keep it as a comment, with # before it"
_THEME = "sizes, faces and colours come from the theme: theme: lectern"

OWN_FILES = (
    "files of their own may be programs (code: {file: run.py}), numbers (data: sales.csv), "
    "references (references: works.bib) and pictures"
)
"""What an outline, which is one file, takes from others."""

_ADVICE = {
    "say it when you build: deckgen build talk.yaml --to pptx": "output format to formats pdf-engine writer",
    _THEME: "fontsize font-size font fonts fontfamily mainfont sansfont colortheme fonttheme innertheme "
    "outertheme color colour colors colours background backgroundcolor background-color linkcolor "
    "colorlinks highlighter highlight-style css stylesheet navigation section-titles",
    _NOWHERE: "abstract keywords tags categories category description version published permalink marp "
    "paginate header header-includes include-in-header documentclass classoption geometry slide-level "
    "toc-depth filters drawings mdc download exportfilename monofont papersize documentation license "
    "licence draft weight slug revealjs",
    f"copy the lines of that file to this place; {OWN_FILES}": "include includes import imports",
    "give each slide that is to appear step by step: build: true": "incremental pause",
    "formulas are written between dollars, and nothing has to be switched on": "math mathjax katex",
}

OTHER_PROGRAMS: Mapping[str, tuple[str, str]] = {
    name: (f'"{name}" is a field of another program', advice)
    for advice, names in _ADVICE.items()
    for name in names.split()
}
"""A field → what is wrong with it in an outline, and what to do."""

_TEACHERS = ("teacher", "professor", "instructor", "lecturer", "supervisor")
OTHER_PROGRAMS = {
    **OTHER_PROGRAMS,
    **{
        one: (
            f'"{one}" has no field of its own',
            "write who teaches after the course: course: Biology 9b, Mr Okafor",
        )
        for one in (*_TEACHERS, *(name.capitalize() for name in _TEACHERS))
    },
    **dict.fromkeys(
        ("class", "Class"),
        (
            '"class" has no field of its own',
            "for the name of a class write: course: English 11; looks come from the theme: theme: lectern",
        ),
    ),
}

INCLUDED: Mapping[str, tuple[str, str]] = {
    name: (f'"{name}" has no effect: an outline is a single file', OTHER_PROGRAMS[name][1])
    for name in ("include", "includes", "import", "imports")
}
"""Fields that bring in other files, wherever they are written."""

_INCLUDES = re.compile(r"!\W*(?:includes?|imports?|inc|input|file|load|read)\b", re.IGNORECASE)


def brought_in(command: str, file: str) -> tuple[str, str] | None:
    """Return what is wrong with a command that means another file, and what to do; None: it means none."""
    if not _INCLUDES.match(command):
        return None
    copied = f"copy the lines of {file} to this place" if file else "copy its lines to this place"
    return f'"{command}" has no effect: an outline is a single file', f"{copied}; {OWN_FILES}"
