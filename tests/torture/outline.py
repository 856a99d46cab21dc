"""The table of slides → an outline in a folder, with the files that it names."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from deckgen.outline.language import fields, slide_fields
from tests.recordings import CAPTIONS, mp4
from tests.tools import ROOT
from tests.torture.fields import WORDY
from tests.torture.looks import VARIANTS, Look
from tests.torture.slides import PICTURE, Typed, slides
from tests.torture.words import PROSE, long_title, said

REFERENCES = {
    "kort": {
        "type": "book",
        "author": "Kort, Michael",
        "title": said(8),
        "publisher": "Press",
        "year": "1996",
    },
    "wood": {
        "type": "book",
        "author": "Wood, Alan",
        "title": said(4, 9),
        "publisher": "Press",
        "year": "2005",
    },
    "page": {"type": "webpage", "title": said(12), "url": "https://example.org/a/page/of-some-length.html"},
    "long": {
        "type": "article-journal",
        "author": ["Nováková, Eva", "Ōta, Ken", "Björnsdóttir, Guðrún"],
        "title": said(45, 30),
        "in": said(9),
        "year": "2015",
        "pages": "120-145",
    },
}


def write_outline(folder: Path, look: Look) -> Path:
    """Write the outline in a look into a folder, the files it names beside it, and return its path."""
    _write_files(folder)
    file = folder / "torture.yaml"
    cover = {"cover": PICTURE | {"credit": said(60)}}
    file.write_text("".join((*_head(look), _typed(cover, ""), *_sections(look))), encoding="utf-8")
    return file


def write_sections(
    folder: Path, look: Look, sections: Iterable[Typed], *, references: Typed | None = None
) -> Path:
    """Write an outline of these sections in a look, and what they may name beside it; return its path."""
    _write_files(folder)
    typed = {f"part{number}": section for number, section in enumerate(sections, 1)}
    file = folder / "talk.yaml"
    head = _look(look) | {"title": "Chance"} | ({"references": references} if references else {})
    file.write_text(_typed(head | {"sections": typed}, ""), encoding="utf-8")
    return file


def _write_files(folder: Path) -> None:
    (folder / "clips").mkdir(exist_ok=True)
    (folder / "clips" / "speech.mp4").write_bytes(mp4())
    (folder / "clips" / "speech.vtt").write_text(CAPTIONS, encoding="utf-8")
    for name in ("shapes.png", "images/map.png"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "tests" / "decks" / "shapes.png", folder / name)


def _look(look: Look) -> Typed:
    """Return the switches of a look, as many for each, so that all else stands in the same lines."""
    switches = {one: str(one == look.variant).lower() for one in VARIANTS}
    return {"theme": look.theme, "ratio": look.ratio, **switches}


def _head(look: Look) -> Iterator[str]:
    head = {
        "title": long_title(300),
        "subtitle": said(40),
        "author": [f"{name} Example" for name in PROSE[:40]],
        "course": said(9),
        "date": "2026-11-23",
        "language": "en-GB",
        **_look(look),
        "references": REFERENCES | {f"work{at}": _work(at) for at in range(24)},
        "nocite": "all",
        "credits": True,
    }
    yield _typed(head, "")


def _sections(look: Look) -> Iterator[str]:
    wordy = [slide(said(110, 7 * at)) for at, slide in enumerate(WORDY.values())]
    sections = (*slides(spacious=look.spacious), ("Fields that say too much", wordy), ("Examples", []))
    yield "sections:\n"
    for number, (title, typed) in enumerate(sections, 1):
        yield f"  part{number}:\n    title: {title}\n    slides:\n"
        for one in typed:
            yield _entry(_typed(one, "        "))
        if not typed:
            yield from (_entry(one) for one in examples())
    for number in range(1, 12):
        yield f"  more{number}:\n    title: {_quoted(long_title(27 * number))}\n    slides:\n"
        yield _entry(_typed({"statement": said(3, number)}, "        "))


def examples() -> Iterator[str]:
    """Yield a slide for each kind of slide and each way to fill it, from the language's own examples."""
    shown = {field.name: field.example for field in fields.SLIDE.fields}
    for names, kinds in slide_fields.KINDS.items():
        for kind in kinds:
            lines = [f"title: An example of {kind}", *(shown[name] for name in sorted(names))]
            text = "\n".join((*lines, f"layout: {kind}"))
            yield textwrap.indent(text, "        ") + "\n"


def _entry(slide: str) -> str:
    return slide.replace("        ", "      - ", 1)


def _typed(one: Mapping[str, object], indent: str) -> str:
    text = yaml.dump(one, Dumper=_Dumper, allow_unicode=True, width=10**6, sort_keys=False, default_style='"')
    return textwrap.indent(text.replace("!!bool ", ""), indent)


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as authors do, line by line behind a bar, and nothing by reference."""

    def ignore_aliases(self, data: object) -> bool:
        """Write what is there twice twice."""
        return True


def _lines(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _lines)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


def _work(at: int) -> Typed:
    return {
        "type": "book",
        "author": f"Author{at}, A.",
        "title": said(3 + at, at),
        "publisher": "Example Press",
        "year": f"{1990 + at}",
    }
