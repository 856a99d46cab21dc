"""A small talk on the tests' essay → pictures of its report, its guided notes and its cue cards for the docs.

    python scripts/make_report_pictures.py

needs an installed Chromium or Chrome, and `pdftoppm` on the path.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from deckgen.cli import run
from deckgen.writers.pdf.browser import find_browser

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
ESSAY = ROOT / "tests" / "check" / "summer.md"

TALK = """\
title: The year without a summer
language: en-GB
essay: summer.md
minutes: 1
requires: {slides: 3-6, quotations: 1, sources: at least 2}
speakers: [Mara Quill, Jon Ferris]
references:
  wood2014: {type: book, author: "Wood, Gillen", title: Tambora, publisher: Princeton UP, year: 2014}
  post1977: {type: book, author: "Post, John", title: Crisis, publisher: Johns Hopkins UP, year: 1977}
sections:
  mountain:
    title: The mountain
    from: 2-3
    speaker: Mara Quill
    slides:
      - title: Tambora lost its upper {{third}}
        from: 2
        bullets: ["Of 4,300 metres, {{2,580}} were left [@wood2014, p. 20]"]
        notes: The mountain blew away its upper {{third}} in one night. Nobody in Europe heard of it.
      - quote:
          text: covered with floating ashes, thick enough to walk upon
          cite: "[@wood2014, p. 24]"
        from: 2
        notes: So much stone floated on the sea that a ship took it for land.
  hunger:
    title: The hunger
    from: 4-9
    speaker: Jon Ferris
    slides:
      - title: Where a government acted late, few died
        from: 7
        text: It takes {{prices}} that the poor cannot pay, roads without grain, and a state [@post1977].
        notes: Hunger does not follow from a bad harvest by itself. It needs three things more.
"""
WIDTH = 700


def main() -> None:
    """Draw all pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(ESSAY, folder)
        (folder / "talk.yaml").write_text(TALK, encoding="utf-8")
        with contextlib.chdir(folder):
            run(["check", "talk.yaml", "--page", "report.html"])
            run(["build", "--quiet", "--to", "guided,cards", "talk.yaml"])
        shot = [
            str(find_browser()),
            "--headless=new",
            "--no-sandbox",
            f"--screenshot={folder / 'report.png'}",
        ]
        size = ["--window-size=1000,1500", "--hide-scrollbars"]
        subprocess.run([*shot, *size, (folder / "report.html").as_uri()], check=True, capture_output=True)
        _keep(folder / "report.png", "check.png")
        for kind in ("guided", "cards"):
            drawn = folder / kind
            draw = ["pdftoppm", "-png", "-r", "90", "-singlefile", str(folder / f"talk-{kind}.pdf")]
            subprocess.run([*draw, str(drawn)], check=True)
            _keep(drawn.with_suffix(".png"), f"{kind}.png")


def _keep(picture: Path, name: str) -> None:
    """Save a picture without the empty ground below it, in few colours."""
    with Image.open(picture) as whole:
        drawn = whole.convert("RGB")
    ink = Image.eval(drawn.convert("L"), lambda value: 255 if value < 245 else 0).getbbox()
    assert ink is not None, name
    drawn = drawn.crop((0, 0, drawn.width, min(drawn.height, ink[3] + 24)))
    drawn = drawn.resize((WIDTH, round(drawn.height * WIDTH / drawn.width)), Image.Resampling.LANCZOS)
    drawn.quantize(64).save(PICTURES / name, optimize=True)


if __name__ == "__main__":
    main()
