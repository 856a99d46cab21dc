"""What `citations:` names → the file of a citation style, fit to be used."""

from __future__ import annotations

import difflib
from pathlib import Path

from deckgen.deck.files import not_utf8, project_file
from deckgen.deck.xml_files import elements
from deckgen.diagnostics import Diagnostic, Refused, Span, error
from deckgen.outline.model import Text

STYLES = ("mla", "apa", "chicago", "chicago-notes", "harvard", "ieee", "vancouver")
"""The styles that deckgen brings, a file each in `styles/`."""

LONGEST_STYLE = 2_000_000
"""Bytes of a style file beyond which it is refused."""


def find_style(typed: Text | None, outline: Path) -> str | Path:
    """Return the style that the outline names: one of deckgen's own, or a .csl file of the project.

    None means `mla`. Raises `Refused` where there is no such style.
    """
    if typed is None:
        return STYLES[0]
    name = typed.value.strip().lower()
    if name in STYLES:
        return name
    if name.endswith(".csl"):
        found = project_file(typed, outline, "citation style")
        if isinstance(found, Diagnostic):
            raise Refused(found)
        return found
    near = difflib.get_close_matches(name, STYLES, 1, 0.5)
    raise Refused(
        error(
            f'there is no citation style "{typed}"',
            typed.span,
            *((f'did you mean "{near[0]}"?',) if near else ()),
            f"styles are {', '.join(STYLES)}, or a .csl file in the project folder",
        )
    )


def style_file(style: str | Path) -> Path:
    """Return where a style's file is."""
    if isinstance(style, Path):
        return style
    return Path(__file__).with_name("styles") / f"{style}.csl"


def style_bytes(style: str | Path) -> bytes:
    """Return the content of a style's file; raises `Refused` for one that is not to be used."""
    path = style_file(style)
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise Refused(
            error(f'the citation style "{path.name}" cannot be read: {problem.strerror}', _start(path))
        ) from None
    if isinstance(style, str):
        return content
    wrong = _wrong(content.removeprefix(b"\xef\xbb\xbf"), path)
    if wrong:
        raise Refused(wrong)
    return content


def unusable(style: Path, complaint: str) -> Diagnostic:
    """Return that a style is well-formed and yet of no use to citeproc, in its own words."""
    words = complaint.rpartition("CiteprocParseError: ")[2].rpartition("CiteprocXMLError: ")[2]
    return error(
        f'the citation style "{style.name}" cannot be used: {words}',
        _start(style),
        "get the file anew from where it came from",
    )


def _wrong(content: bytes, path: Path) -> Diagnostic | None:
    if len(content) > LONGEST_STYLE:
        message = f'"{path.name}" is {len(content):,} bytes long, too long for a citation style'
        return error(message, _start(path))
    wrong = not_utf8(content, path, path.name)
    if wrong:
        return wrong
    found = elements(content, path, "citation style", ("link",))
    if isinstance(found, Diagnostic):
        return found
    root, *links = found
    if root.name != "style":
        return error(
            f'"{path.name}" is no citation style: it holds <{root.name}>, not <style>',
            root.span,
            "a page of a website was saved, perhaps, instead of the file",
        )
    parent = next((one for one in links if one.attributes.get("rel") == "independent-parent"), None)
    if parent is None:
        return None
    name = parent.attributes.get("href", "").rpartition("/")[2]
    return error(
        f'the citation style "{path.name}" only points to another, "{name}", and nothing is fetched '
        "from a network",
        parent.span,
        f"save {name}.csl in the project folder and name that",
    )


def _start(path: Path) -> Span:
    return Span(path, 1, 1, 1, 1)
