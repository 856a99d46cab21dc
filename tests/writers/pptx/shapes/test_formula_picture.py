"""What programs show that cannot set formulas: a picture of each that stands alone, and its line of text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from deckgen.compile import Options, compile_outline
from deckgen.layout.pages import Pages, TextBox
from deckgen.structs import replace
from deckgen.theme.files import theme_names
from deckgen.writers.pptx import write_pptx
from deckgen.writers.pptx.shapes.formula_picture import PER_POINT, formula_picture, formula_pictures
from tests.building import SERVICES

HEAD = "title: T\ncover: false\nsections:\n  a:\n    title: A\n    slides:\n"
ALONE = r"      - {title: Alone, equation: 't_{1/2} = \frac{\ln 2}{\lambda}'}"
AMONG = "      - {title: Among words, text: 'The value of $x^2 = t_{1/2}$ is known.'}"


def _pages(slides: str, head: str = HEAD) -> Pages:
    path = Path("talk.yaml")
    made = compile_outline(head + slides, path, Options(path), SERVICES)
    assert made.pages is not None
    return made.pages


def _fallbacks(pages: Pages) -> list[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(write_pptx(pages))) as package:
        root = etree.fromstring(package.read("ppt/slides/slide1.xml"))
    return list(root.iter("{*}Fallback"))


def _equation(pages: Pages) -> TextBox:
    return next(box for box in pages.pages[0].boxes if isinstance(box, TextBox) and box.key == "equation")


def test_a_formula_alone_is_a_picture_with_its_text() -> None:
    """The picture fills the shape, the line stays in it, too faint to be seen; the formula stays Office's."""
    pages = _pages(ALONE)
    (fallback,) = _fallbacks(pages)
    assert len(list(fallback.iter("{*}blipFill"))) == 1
    assert "".join(one.text or "" for one in fallback.iter("{*}t")) == "t_(1/2) = (ln 2)/λ"
    assert [one.get("val") for one in fallback.iter("{*}alpha")] == ["1000"]
    choice = fallback.getprevious()
    assert choice is not None
    assert [len(list(choice.iter(f"{{*}}{name}"))) for name in ("oMath", "blip")] == [1, 0]


@pytest.mark.parametrize("dark", ["true", "false"])
@pytest.mark.parametrize("name", theme_names())
def test_the_picture_is_drawn_in_the_colour_of_the_text(name: str, dark: str) -> None:
    """It has the shape of its box, is transparent but for the formula, and no larger than its type asks."""
    pages = _pages(ALONE, f"theme: {name}\ndark: {dark}\n{HEAD}")
    box = _equation(pages)
    picture = formula_picture(box, pages.theme, right_to_left=False)
    assert picture is not None
    with Image.open(io.BytesIO(picture)) as image:
        assert image.width / image.height == pytest.approx(box.outer.width / box.outer.height, rel=0.01)
        left, top, right, bottom = image.getchannel("A").getbbox() or (0, 0, 0, 0)
        style = pages.theme.styles[box.paragraphs[0].style]
        seen = {image.getpixel((x, y)) for x in range(left, right) for y in range(top, bottom)}
    assert left < 4 * PER_POINT
    assert 1.0 < (bottom - top) / PER_POINT / box.paragraphs[0].size < 3.0
    ink = tuple(bytes.fromhex(pages.theme.colours[style.colour].removeprefix("#")))
    assert (*ink, 255) in seen


def test_a_formula_among_words_stays_text() -> None:
    """Nobody knows where its line breaks in another program, so it reads as its line there."""
    pages = _pages(AMONG)
    (fallback,) = _fallbacks(pages)
    assert not list(fallback.iter("{*}blip"))
    assert not list(fallback.iter("{*}alpha"))
    assert list(formula_pictures(pages)) == []
    looks = {run.findtext("{*}t"): (run[0].get("i"), run[0].get("baseline")) for run in fallback.iter("{*}r")}
    assert looks["1/2"] == (None, "-25000")
    assert looks["t"] == ("1", None)


def test_markup_that_cannot_be_drawn_stays_text() -> None:
    """A formula that the library does not know is shown as its line, as before."""
    pages = _pages(ALONE)
    box = _equation(pages)
    (run,) = box.paragraphs[0].runs
    assert run.formula is not None
    for broken in ("<math><mroot/></math>", "<math><nonsense></math>"):
        odd = replace(run, formula=replace(run.formula, mathml=broken))
        wrong = replace(box, paragraphs=(replace(box.paragraphs[0], runs=(odd,)),))
        assert formula_picture(wrong, pages.theme, right_to_left=False) is None
