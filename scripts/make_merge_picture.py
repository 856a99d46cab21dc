"""A small talk that somebody has worked in → the picture of its merge's page in docs/regenerate.md.

    python scripts/make_merge_picture.py

Needs a Chromium and playwright.
"""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path

from PIL import Image
from pptx import Presentation

import deckgen

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "pictures" / "merge-report.png"
WIDTH, HEIGHT = 1440, 860
"""In pixels: the page shows it at half of that, sharp on fine screens."""

TALK = """\
title: How bread is made
sections:
  field:
    title: From the field
    slides:
      - id: grain
        title: Grain is cut in late summer
        bullets:
          - The ears turn yellow
          - The straw turns brittle
          - The grain falls out when it is rubbed
      - id: flour
        title: Three kinds of flour
        table:
          columns: [Kind, Ash, Use]
          rows:
            - [White, "405", Cakes]
            - [Bread, "550", Rolls]
            - [Dark, "1050", Loaves]
"""


def reported(folder: Path) -> Path:
    """Build a talk, work in its deck and its outline, build again; return the page of the merge."""
    outline, deck = folder / "talk.yaml", folder / "talk.pptx"
    outline.write_text(TALK, encoding="utf-8")
    deckgen.build(deckgen.Options(outline, to="pptx"))
    shown = Presentation(str(deck))
    for slide in shown.slides:
        for shape in slide.shapes:
            runs = (
                [run for one in shape.text_frame.paragraphs for run in one.runs]
                if shape.has_text_frame
                else []
            )
            if getattr(shape, "has_table", False) and shape.has_table:
                runs = shape.table.cell(2, 2).text_frame.paragraphs[0].runs
            for run in runs:
                run.text = run.text.replace("yellow", "golden").replace("Rolls", "Rolls and buns")
    shown.save(str(deck))
    outline.write_text(TALK.replace("turn yellow", "turn pale"), encoding="utf-8")
    deckgen.build(deckgen.Options(outline, to="pptx"))
    return folder / "talk.merge.html"


def main() -> None:
    """Draw the page, and say how large the picture is."""
    from playwright.sync_api import sync_playwright

    from deckgen.writers.pdf.browser import find_browser

    with tempfile.TemporaryDirectory() as place, sync_playwright() as player:
        os.chdir(place)  # so that the commands on the page name the outline alone
        page_file = reported(Path()).absolute()
        browser = player.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(page_file.as_uri())
        drawn = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
        browser.close()
    drawn.quantize(64, kmeans=2, dither=Image.Dither.NONE).save(PICTURE, optimize=True)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
