"""What a script with python-pptx makes of one: titles, points, notes, pictures; nothing is measured."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pptx import Presentation
from pptx.util import Inches


def main(outline: Path, target: Path) -> None:
    """Write a deck of the outline's words."""
    talk = yaml.load(outline.read_text(encoding="utf-8"), yaml.CSafeLoader)
    deck = Presentation()
    for section in talk["sections"].values():
        for slide in section["slides"]:
            made = deck.slides.add_slide(deck.slide_layouts[1])
            made.shapes.title.text = str(slide.get("title", ""))
            made.placeholders[1].text = "\n".join(_words(slide))
            if "notes" in slide:
                made.notes_slide.notes_text_frame.text = str(slide["notes"])
            if isinstance(slide.get("image"), dict):
                file = outline.parent / slide["image"]["file"]
                made.shapes.add_picture(str(file), Inches(5), Inches(2), height=Inches(4))
    deck.save(str(target))


def _words(value: Any) -> Iterator[str]:
    """Yield every text of a slide but its title, its notes and its id."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name not in ("title", "notes", "id", "file"):
                yield from _words(one)
    elif isinstance(value, list):
        for one in value:
            yield from _words(one)
    else:
        yield str(value)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
