"""The recipes of docs/outline.md → a picture of each, as Chromium shows its slide.

    python scripts/make_recipes.py [NAME …]

A recipe is a picture named among `docs/pictures/recipes/` and the lines of YAML below it: slides, or
fields of a whole outline. Needs a Chromium and playwright.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
import textwrap
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

import deckgen

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "outline.md"
PICTURES = ROOT / "docs" / "pictures" / "recipes"
WIDTH = 720
"""How wide a picture is, in pixels: the page shows it at half of that, sharp on fine screens."""

SHOWN = {"closing": 1}
"""The place of the slide that is shown, counted from 0, where that is not the first."""

_RECIPE = re.compile(
    r'^<img src="pictures/recipes/([\w-]+)\.png" alt="([^"]+)"[^>]*>\n\n```yaml\n(.*?)```', re.M | re.S
)

_AROUND = {
    "title": "title: A talk\n",
    "language": "language: en-GB\n",
    "citations": "citations: mla\n",
    "cover": "cover: false\n",
    "roadmap": "roadmap: false\n",
    "works-cited": "works-cited: false\n",
    "nocite": "nocite: all\n",
    "references": """\
references:
  kort: {type: book, author: "Kort, Michael", title: The Soviet Colossus, publisher: M.E. Sharpe, year: 1996}
  thackeray:
    type: book
    editor: Thackeray, Frank W.
    title: Events That Changed Russia since 1855
    publisher: Greenwood Press
    year: 2007
""",
    "sections": "sections:\n  part:\n    title: The part\n    slides:\n",
}
"""What an outline needs around a recipe: each field but those that the recipe has itself."""

_SLIDES = {
    "marks": "- {id: map, title: A map, text: Here.}\n",
    "closing": "- {title: The end, text: Here.}\n",
    "cover": "- {title: The end, text: Here.}\n",
    "section": "- {title: The start, text: Here.}\n",
}
_NEXT = "  results:\n    title: The results\n    slides:\n      - statement: It ends here.\n"
"""A second section: a talk of one section has no road."""
"""Slides that a recipe speaks of, or that it cannot do without."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A picture's name, what it shows in words, and the lines that make it."""

    name: str
    alt: str
    lines: str

    @property
    def outline(self) -> str:
        """The recipe as an outline that builds."""
        slides = self.lines if self.lines.startswith("- ") else ""
        slides = textwrap.indent(slides + _SLIDES.get(self.name, ""), " " * 6)
        fields = "" if self.lines.startswith("- ") else self.lines
        head = "".join(
            text for name, text in _AROUND.items() if name != "sections" and not _has(fields, name)
        )
        if _has(fields, "sections"):
            return f"{head.replace(_AROUND['roadmap'], '')}{fields}    slides:\n{slides}{_NEXT}"
        return f"{head}{fields}{_AROUND['sections']}{slides}"


def _has(fields: str, name: str) -> bool:
    return re.search(rf"^{name}:", fields, re.M) is not None


def recipes() -> Iterator[Recipe]:
    """Yield the recipes in the page's order."""
    for found in _RECIPE.finditer(PAGE.read_text(encoding="utf-8")):
        yield Recipe(*found.groups())


def lay_beside(folder: Path) -> None:
    """Put the files that recipes name beside an outline: the project's pictures, and a hum."""
    images = folder / "images"
    images.mkdir()
    for picture in (ROOT / "images").glob("*.png"):
        (images / picture.name).write_bytes(picture.read_bytes())
    with wave.open(str(images / "report.wav"), "wb") as hum:
        hum.setnchannels(1)
        hum.setsampwidth(1)
        hum.setframerate(4000)
        hum.writeframes(bytes(128 + at // 20 % 2 * 9 for at in range(4000)))
    captions = "WEBVTT\n\n00:00.000 --> 00:01.000\nComrades!\n"
    (images / "report.vtt").write_text(captions, encoding="utf-8")


def draw(chosen: Sequence[Recipe]) -> Iterator[tuple[Recipe, Image.Image]]:
    """Yield each recipe with its slide as Chromium draws it, all its parts shown."""
    from playwright.sync_api import sync_playwright

    from deckgen.writers.pdf.browser import find_browser

    with tempfile.TemporaryDirectory() as place, sync_playwright() as player:
        folder = Path(place)
        lay_beside(folder)
        browser = player.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": WIDTH * 9 // 16})
        for one in chosen:
            file = folder / f"{one.name}.yaml"
            file.write_text(one.outline, encoding="utf-8")
            deckgen.build(deckgen.Options(file, to="html"))
            page.goto(file.with_suffix(".html").as_uri())
            page.evaluate(
                "at => { location.hash = '#' + document.querySelectorAll('.page')[at].id }",
                SHOWN.get(one.name, 0),
            )
            page.wait_for_timeout(300)  # until a change of slides has faded
            yield one, Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        browser.close()


def main(names: Sequence[str]) -> None:
    """Draw the recipes that are named, or all, and say how large the pictures are."""
    PICTURES.mkdir(exist_ok=True)
    for recipe, drawn in draw([one for one in recipes() if not names or one.name in names]):
        path = PICTURES / f"{recipe.name}.png"
        drawn.quantize(64, kmeans=2, dither=Image.Dither.NONE).save(path, optimize=True)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
