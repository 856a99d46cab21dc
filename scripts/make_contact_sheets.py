"""An outline with every kind of slide → contact sheets of each theme and variant, from both files.

    python scripts/make_contact_sheets.py [--themes lectern folio] [--variants light dark] [--to FOLDER]

draws the PowerPoint deck with LibreOffice and the slideshow with Chromium, one sheet each, to be looked at
side by side.

    python scripts/make_contact_sheets.py --docs

makes the sheets that the page on themes shows: small ones of each theme's PowerPoint deck. Needs `soffice`,
`pdftoppm` and a Chromium.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import tempfile
import wave
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image

from deckgen.cli import run
from deckgen.theme.files import theme_names
from deckgen.writers.pdf.browser import find_browser

ROOT = Path(__file__).resolve().parent.parent
OUTLINE = ROOT / "tests" / "decks" / "kinds.yaml"
VARIANTS = {"light": (), "dark": ("--dark",), "comfort": ("--comfort",)}
COLUMNS, WIDTH, GAP = 5, 384, 8
SMALL = 240
"""How wide a slide is on the sheets of the docs, in pixels."""

PICTURES = ROOT / "docs" / "pictures"
BACKDROP = "#8A9296"


LAST = """\
  formulas:
    title: Formulas
    slides:
      - title: A formula is set as it was typed in TeX
        equation: {text: 'E_k = \\frac{1}{2} m v^2', caption: The energy of what moves}
        bullets: ['Twice the speed, four times $E_k$']
  recordings:
    title: Recordings
    slides:
      - title: A recording waits for a click
        media: {file: hum.wav, alt: A hum of a second, captions: hum.vtt, caption: A hum}
      - title: A recording may stand beside points
        media: {file: hum.wav, alt: The same hum, captions: hum.vtt}
        bullets: [It is low, It is short]
"""


def with_more(outline: Path, folder: Path) -> Path:
    """Copy an outline and what lies beside it, add formulas and a sound made here; return its path."""
    shutil.copytree(outline.parent, folder, dirs_exist_ok=True)
    with wave.open(str(folder / "hum.wav"), "wb") as hum:
        hum.setnchannels(1)
        hum.setsampwidth(1)
        hum.setframerate(4000)
        hum.writeframes(bytes(128 + at // 20 % 2 * 9 for at in range(4000)))
    (folder / "hum.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\n[A hum]\n", encoding="utf-8")
    copy = folder / outline.name
    copy.write_text(f"{outline.read_text(encoding='utf-8').rstrip()}\n{LAST}", encoding="utf-8")
    return copy


def built(outline: Path, theme: str, variant: str, folder: Path) -> Path:
    """Build both files of an outline and return their path without its suffix."""
    order = ["build", "--quiet", "--force", "--theme", theme, *VARIANTS[variant], "-o", str(folder)]
    if run([*order, str(outline)]):
        raise SystemExit(f"{outline} does not build in {theme}, {variant}")
    return folder / outline.stem


def in_office(deck: Path, folder: Path) -> Iterator[Image.Image]:
    """Yield the slides of a PowerPoint deck as LibreOffice draws them."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(deck)]
    subprocess.run(convert, check=True, capture_output=True)
    draw = ["pdftoppm", "-png", "-scale-to-x", str(2 * WIDTH), "-scale-to-y", "-1"]
    subprocess.run([*draw, str(deck.with_suffix(".pdf")), str(folder / "page")], check=True)
    for path in sorted(folder.glob("page-*.png")):
        with Image.open(path) as drawn:
            yield drawn.convert("RGB")


def in_browser(show: Path) -> Iterator[Image.Image]:
    """Yield the slides of a slideshow as Chromium draws them, all points shown."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 2 * WIDTH, "height": 2 * WIDTH * 9 // 16})
        page.emulate_media(reduced_motion="reduce")
        page.goto(show.as_uri())
        for slide in page.evaluate("() => [...document.querySelectorAll('.page')].map(one => one.id)"):
            page.evaluate("id => { location.hash = '#' + id }", slide)
            page.wait_for_function(
                "id => !document.getElementById(id).closest('[inert], [hidden]')", arg=slide
            )
            page.evaluate(
                "() => document.querySelectorAll('.later').forEach(one => one.classList.remove('later'))"
            )
            yield Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        browser.close()


def sheet(slides: Sequence[Image.Image], columns: int = COLUMNS, width: int = WIDTH) -> Image.Image:
    """Return slides set in rows on a backdrop."""
    height = width * 9 // 16
    rows = -(-len(slides) // columns)
    whole = Image.new("RGB", (columns * (width + GAP) + GAP, rows * (height + GAP) + GAP), BACKDROP)
    for number, slide in enumerate(slides):
        row, column = divmod(number, columns)
        small = slide.resize((width, height), Image.Resampling.LANCZOS)
        whole.paste(small, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    return whole


def for_docs() -> None:
    """Write a small sheet of each theme among the pictures of the docs, and say how large it is."""
    for theme in theme_names():
        with tempfile.TemporaryDirectory() as folder:
            outline = with_more(OUTLINE, Path(folder) / "outline")
            deck = built(outline, theme, "light", Path(folder)).with_suffix(".pptx")
            drawn = sheet(list(in_office(deck, Path(folder))), width=SMALL)
        path = PICTURES / f"every-kind-{theme}.png"
        drawn.quantize(128, kmeans=2, dither=Image.Dither.NONE).save(path, optimize=True)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB")


def main() -> None:
    """Draw the sheets that are asked for and say where they are."""
    parser = argparse.ArgumentParser(description="Draw contact sheets of every kind of slide.")
    parser.add_argument("--outline", type=Path, help="another outline than that of every kind of slide")
    parser.add_argument("--themes", nargs="+", default=theme_names(), metavar="THEME")
    parser.add_argument("--variants", nargs="+", default=list(VARIANTS), choices=list(VARIANTS))
    parser.add_argument("--to", type=Path, default=Path("contact-sheets"), metavar="FOLDER")
    parser.add_argument("--docs", action="store_true", help="make the small sheets of the docs, no others")
    chosen = parser.parse_args()
    if chosen.docs:
        for_docs()
        return
    chosen.to.mkdir(parents=True, exist_ok=True)
    for theme in chosen.themes:
        for variant in chosen.variants:
            with tempfile.TemporaryDirectory() as folder:
                outline = chosen.outline or with_more(OUTLINE, Path(folder) / "outline")
                files = built(outline, theme, variant, Path(folder))
                office = list(in_office(files.with_suffix(".pptx"), Path(folder)))
                browser = list(in_browser(files.with_suffix(".html")))
            for name, slides in (("office", office), ("browser", browser)):
                path = chosen.to / f"{theme}-{variant}-{name}.png"
                sheet(slides).save(path)
                print(f"{path}: {len(slides)} slides")


if __name__ == "__main__":
    main()
