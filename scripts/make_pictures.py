"""The example lecture → the pictures of the documentation, drawn from the PowerPoint deck by LibreOffice.

    python scripts/make_pictures.py

draws it in every theme and variant; needs `soffice` and `pdftoppm` on the path.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from deckgen.cli import run
from deckgen.theme.files import theme_names

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
OUTLINE = ROOT / "outlines" / "destalinisation.yaml"

SHOWN = (1, 2, 4, 9, 13, 14, 15, 20, 24)
"""The slides on the README's picture."""

OF_THEMES = (1, 2, 4, 9, 14, 24)
"""The slides that show a theme."""

OF_VARIANTS = (6, 14)
"""The slides that show a theme's variants: the one in the dark, the other for comfortable reading."""

COLUMNS = 3
WIDTH = 400
GAP = 10
BACKDROP = "#8A9296"


def slides_of(outline: Path, theme: str, folder: Path, *flags: str) -> list[Image.Image]:
    """Build an outline in a theme and return its slides as pictures, `WIDTH` pixels wide."""
    order = ["build", "--quiet", "--force", "--to", "pptx", "--theme", theme, *flags]
    if run([*order, "-o", str(folder), str(outline)]):
        raise SystemExit(f"{outline} does not build")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    deck = folder / f"{outline.stem}.pptx"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(deck)]
    subprocess.run(convert, check=True, capture_output=True)
    pages = folder / "page"
    draw = ["pdftoppm", "-png", "-scale-to-x", str(2 * WIDTH), "-scale-to-y", "-1"]
    subprocess.run([*draw, str(deck.with_suffix(".pdf")), str(pages)], check=True)
    drawn = (Image.open(path) for path in sorted(folder.glob("page-*.png")))
    return [one.convert("RGB").resize((WIDTH, WIDTH * 9 // 16), Image.Resampling.LANCZOS) for one in drawn]


def sheet(slides: list[Image.Image]) -> Image.Image:
    """Return slides set in rows on a backdrop, in few enough colours for a small file."""
    height = WIDTH * 9 // 16
    rows = -(-len(slides) // COLUMNS)
    size = (COLUMNS * (WIDTH + GAP) + GAP, rows * (height + GAP) + GAP)
    whole = Image.new("RGB", size, BACKDROP)
    for number, slide in enumerate(slides):
        row, column = divmod(number, COLUMNS)
        whole.paste(slide, (GAP + column * (WIDTH + GAP), GAP + row * (height + GAP)))
    return whole.quantize(256, kmeans=2, dither=Image.Dither.NONE)


def save(name: str, slides: list[Image.Image]) -> None:
    """Write a sheet of slides among the pictures and say how large it is."""
    picture = PICTURES / f"{name}.png"
    sheet(slides).save(picture, optimize=True)
    print(f"{picture.relative_to(ROOT)}: {len(slides)} slides, {picture.stat().st_size // 1024} KB")


def drawn(theme: str, *flags: str) -> list[Image.Image]:
    """Return the slides of the example lecture in a theme and a variant."""
    with tempfile.TemporaryDirectory() as folder:
        return slides_of(OUTLINE, theme, Path(folder), *flags)


def main() -> None:
    """Draw the pictures and say which."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    dark, light = OF_VARIANTS
    variants: list[list[Image.Image]] = [[], []]
    for theme in theme_names():
        slides = drawn(theme)
        if theme == "lectern":
            save("deck", [slides[number - 1] for number in SHOWN])
        save(theme, [slides[number - 1] for number in OF_THEMES])
        variants[0].append(drawn(theme, "--dark")[dark - 1])
        variants[1].append(drawn(theme, "--comfort")[light - 1])
    save("variants", [slide for row in variants for slide in row])


if __name__ == "__main__":
    main()
