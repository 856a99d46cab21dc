"""What `citations:` names → the file of a citation style, fit to be used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from deckgen.deck.citing.xml_files import elements
from deckgen.deck.files import project_file
from deckgen.diagnostics import DeckgenError, Diagnostic, Span, error
from deckgen.limits import MOST_STYLE_PARTS, STYLE_BYTES
from deckgen.outline.model import Text
from deckgen.project_files import FileKind, read_project_file, utf8_text
from deckgen.schema.closest import closest
from deckgen.structs.patterns import pattern

STYLES = ("mla", "apa", "chicago", "chicago-notes", "harvard", "ieee", "vancouver")
"""The styles that deckgen brings, a file each in `styles/`."""

_EDITIONS = {"mla": "9", "apa": "7", "chicago": "18", "chicago-notes": "18"}
"""The editions of the handbooks that these styles follow."""

_OTHER_NAMES = {
    "modern language association": "mla",
    "american psychological association": "apa",
    "chicago author date": "chicago",
    "chicago full note": "chicago-notes",
    "chicago fullnote bibliography": "chicago-notes",
    "chicago full note bibliography": "chicago-notes",
    "chicago note bibliography": "chicago-notes",
    "chicago notes bibliography": "chicago-notes",
    "chicago notes and bibliography": "chicago-notes",
    "chicago footnotes": "chicago-notes",
    "harvard cite them right": "harvard",
    "cite them right": "harvard",
    "cite them right harvard": "harvard",
}
"""What the styles are called by rubrics, and by the collections that reference managers have them from."""

_SAID_BESIDE = pattern(
    r"\b(?:the|style|styles|format|referencing|citations?|edition|edn?|manual|of|guide)\b|"
    r"(?<=\d)(?:st|nd|rd|th)\b|[^a-z0-9]+"
)

STYLE = FileKind("citation style", STYLE_BYTES)

_ANEW = "download the file again from where it came from"


def find_style(typed: Text | None, outline: Path) -> str | Path:
    """Return the style that the outline names: one of deckgen's own, or a .csl file of the project.

    None means `mla`. Raises `DeckgenError` where there is no such style.
    """
    if typed is None:
        return STYLES[0]
    name, other_edition = style_called(typed.value)
    if name and not other_edition:
        return name
    if typed.value.strip().lower().endswith(".csl"):
        found = project_file(typed, outline, STYLE)
        if isinstance(found, Diagnostic):
            raise DeckgenError(found)
        return found
    near = closest(typed.value.strip().lower(), STYLES)
    raise DeckgenError(
        error(
            f'there is no citation style "{typed}"',
            typed.span,
            *((f'"{name}" follows edition {_EDITIONS[name]} of the handbook',) if name in _EDITIONS else ()),
            *((f'did you mean "{name or near}"?',) if name or near else ()),
            f"styles are {', '.join(STYLES)}, or a .csl file in the project folder",
        )
    )


def style_called(typed: str) -> tuple[str, str]:
    """Return deckgen's own style that some words name, else "", and an edition that it does not follow.

    `MLA 9th edition` and `chicago-author-date` are plain enough; `APA 6` is APA, and another edition.
    """
    plain = typed.strip().lower()
    if plain in STYLES:
        return plain, ""
    words = re.findall(r"[a-z]+|\d+", _SAID_BESIDE.sub(" ", plain))
    called = " ".join(word for word in words if word.isalpha())
    name = _OTHER_NAMES.get(called, called.replace(" ", "-"))
    editions = {word for word in words if word.isdigit()} - {_EDITIONS.get(name, "")}
    return (name, " ".join(editions)) if name in STYLES else ("", "")


def style_file(style: str | Path) -> Path:
    """Return where a style's file is."""
    if isinstance(style, Path):
        return style
    return Path(__file__).with_name("styles") / f"{style}.csl"


def style_bytes(style: str | Path) -> bytes:
    """Return the content of a style's file; raises `DeckgenError` for one that is not to be used."""
    path = style_file(style)
    content = read_project_file(path, STYLE, path.name, _start(path))
    if isinstance(content, Diagnostic):
        raise DeckgenError(content)
    if isinstance(style, str):
        return content
    wrong = _wrong(content, path)
    if wrong:
        raise DeckgenError(wrong)
    return content


def unusable(style: Path, complaint: str) -> Diagnostic:
    """Return that a style is well-formed and yet of no use to citeproc, in its own words."""
    words = complaint.rpartition("CiteprocParseError: ")[2].rpartition("CiteprocXMLError: ")[2]
    return error(
        f'the citation style "{style.name}" cannot be used: {words}',
        _start(style),
        _ANEW,
    )


def _wrong(content: bytes, path: Path) -> Diagnostic | None:
    text = utf8_text(content, path, path.name)
    if isinstance(text, Diagnostic):
        return text
    found = elements(text.encode(), path, "citation style", ("link",))
    if isinstance(found, Diagnostic):
        return found
    root, *links = found
    if root.name != "style":
        return error(
            f'"{path.name}" is not a citation style: it holds <{root.name}>, not <style>',
            root.span,
            "a page of a website was saved, perhaps, instead of the file",
        )
    if grows := _growing(content):
        return error(f'the citation style "{path.name}" cannot be used: {grows}', root.span, _ANEW)
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


def _growing(content: bytes) -> str:
    """Return how a style's macros use each other without end, empty where they do not.

    citeproc would follow them until its memory is full.
    """
    own, uses = _macros(content)
    sizes, circling = _added_up(own, uses)
    if circling:
        inside, seen = next(iter(circling)), set[str]()
        while inside not in seen:
            seen.add(inside)
            inside = next(one for one in uses[inside] if one in circling)
        return f'its macro "{inside}" uses itself'
    if max(sizes.values(), default=0) > MOST_STYLE_PARTS:
        return f"its macros come to more than {MOST_STYLE_PARTS:,} elements"
    return ""


def _added_up(own: Counter[str], uses: Mapping[str, list[str]]) -> tuple[Counter[str], dict[str, list[str]]]:
    """Return each macro's elements with those of the macros it uses, and the macros that lead in a circle."""
    sizes, waiting = Counter(own), dict(uses)
    used_by: dict[str, list[str]] = {}
    for name, needed in uses.items():
        for one in needed:
            used_by.setdefault(one, []).append(name)
    unknown = {name: len(needed) for name, needed in uses.items()}
    ready = [name for name in {**own, **used_by} if name not in uses]
    while ready:
        name = ready.pop()
        waiting.pop(name, None)
        for user in used_by.get(name, ()):
            sizes[user] += sizes[name]
            unknown[user] -= 1
            if not unknown[user]:
                ready.append(user)
    return sizes, waiting


def _macros(content: bytes) -> tuple[Counter[str], dict[str, list[str]]]:
    """Return how many elements each macro has, and the macros it uses; "" is what is in none."""
    from xml.parsers import expat

    own: Counter[str] = Counter()
    uses: dict[str, list[str]] = {}
    within = ""

    def begun(name: str, attributes: dict[str, str]) -> None:
        nonlocal within
        if name.rpartition(" ")[2] == "macro":
            within = attributes.get("name", "")
        own[within] += 1
        if "macro" in attributes:
            uses.setdefault(within, []).append(attributes["macro"])

    def ended(name: str) -> None:
        nonlocal within
        if name.rpartition(" ")[2] == "macro":
            within = ""

    parser = expat.ParserCreate("utf-8", " ")
    parser.StartElementHandler = begun
    parser.EndElementHandler = ended
    parser.Parse(content, True)
    return own, uses


def _start(path: Path) -> Span:
    return Span(path, 1, 1, 1, 1)
