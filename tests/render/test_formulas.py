"""Formulas as programs show them: no larger than was measured, in their boxes, valid."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from lxml import etree
from playwright.sync_api import Browser

from deckgen.build import build
from deckgen.compile import Options
from deckgen.deck.model import Formula, Run
from deckgen.diagnostics import DeckgenError
from deckgen.layout.pages import Box, Pages, Role, TextBox
from deckgen.layout.text.formulas import extent
from deckgen.structs import replace
from deckgen.theme.files import template_folder, theme_names
from tests.building import SERVICES, Walked, walk
from tests.render.judge import faults
from tests.render.printed import sheets
from tests.render.rules import broken_anywhere
from tests.render.shown import crowded, cut_off, opened
from tests.tools import Office, OoxmlValidator
from tests.writers.pptx.killers import killed_by

OUTLINE = Path(__file__).with_name("formulas.yaml")
CORPUS = Path(__file__).with_name("corpus.yaml")
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@pytest.fixture(scope="module", params=theme_names())
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """Both files of the outline in each theme."""
    return walk(OUTLINE, tmp_path_factory.mktemp("formulas"), request.param)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Formula]:
    """The formulas of schoolbooks, on lines of their own and within lines, by their names."""
    formulas: dict[str, str] = yaml.safe_load(CORPUS.read_text(encoding="utf-8"))
    head = {"title": "Formulas", "roadmap": False}
    slides = [
        slide
        for name, tex in formulas.items()
        for slide in ({"title": name, "equation": tex}, *_inline(name, tex))
    ]
    folder = tmp_path_factory.mktemp("corpus")
    text = yaml.safe_dump({**head, "sections": {"all": {"title": "All", "slides": slides}}}, width=10_000)
    (folder / "all.yaml").write_text(text, encoding="utf-8")
    found: dict[str, Formula] = {}
    for page in walk(folder / "all.yaml", folder).pages.pages:
        for run in _runs(page.boxes):
            if run.formula:
                found[page.name + ("" if run.formula.display else ", in a line")] = run.formula
    assert len(found) >= 80
    return found


def _inline(name: str, tex: str) -> Iterator[dict[str, str]]:
    if "&" not in tex:
        yield {"title": name, "text": f"${tex}$"}


def _runs(boxes: tuple[object, ...]) -> Iterator[Run]:
    for box in boxes:
        if isinstance(box, TextBox):
            yield from (run for paragraph in box.paragraphs for run in paragraph.runs)


SIZE = 40
"""Of the formulas that are measured, in CSS pixels."""


def test_no_formula_is_larger_than_measured(corpus: dict[str, Formula], browser: Browser) -> None:
    """In every font for formulas that is installed, Chromium shows none wider or higher; few much smaller."""
    sheet = (template_folder() / "slideshow/style/base.css").read_text()
    rule = re.search(r"^math\{.*\}$", sheet, re.MULTILINE)
    cells = re.findall(r"^mtd\[.*\}$", sheet, re.MULTILINE)
    assert rule is not None
    style = "\n".join(
        (rule[0], *cells, f"p{{font-size:{SIZE}px;line-height:{SIZE * 1.2}px;white-space:nowrap}}")
    )
    shown = "".join(
        f"<p><math{' displaystyle=true' if one.display else ''}>{one.mathml}</math></p>"
        for one in corpus.values()
    )
    page = browser.new_page()
    page.set_content(f"<!doctype html><style>{style}</style>{shown}")
    for font in (None, "DejaVu Math TeX Gyre", "Noto Sans Math"):
        if font:
            page.add_style_tag(content=f"math{{font-family:{json.dumps(font)}!important}}")
        sizes = page.evaluate(
            "[...document.querySelectorAll('math')].map(one => one.getBoundingClientRect())"
            ".map(one => [one.width, one.height])"
        )
        assert len(sizes) == len(corpus)
        spare = []
        for (name, formula), (width, height) in zip(corpus.items(), sizes, strict=True):
            whole = extent(formula)
            assert width / SIZE <= whole.width, f"{name} is {width / SIZE:.2f} wide, {whole} was measured"
            assert height / SIZE <= whole.height, f"{name} is {height / SIZE:.2f} high, {whole} was measured"
            spare.append(whole.width * SIZE / width)
        assert sorted(spare)[len(spare) // 2] < 1.5
    page.close()


def test_the_deck_is_valid(made: Walked, ooxml_validator: OoxmlValidator) -> None:
    """The Open XML SDK and the list of what kills files find nothing to complain of."""
    assert ooxml_validator(made.deck) == []
    assert killed_by(made.deck.read_bytes()) == []


def test_programs_without_formulas_show_a_line(made: Walked, soffice: Office) -> None:
    """In LibreOffice every formula reads as a line of text, within its box."""
    assert faults(_as_text(made.pages), sheets(soffice(made.deck))) == []


def _as_text(pages: Pages) -> Pages:
    def box(one: Box) -> Box:
        return replace(one, paragraphs=one.instead or one.paragraphs) if isinstance(one, TextBox) else one

    return replace(
        pages,
        pages=tuple(replace(page, boxes=tuple(map(box, page.boxes))) for page in pages.pages),
    )


ROOM = """one => {
  const [a, b] = [one, one.closest('.b')].map(x => x.getBoundingClientRect())
  return [a.left - b.left, a.top - b.top, b.right - a.right, b.bottom - a.bottom]
}"""
"""A formula → the space between it and the edges of its box."""


def test_the_slideshow_shows_formulas(made: Walked, browser: Browser, axe_source: str) -> None:
    """Nothing is cut off, nothing covers another, each formula stands in its box; axe is content."""
    with opened(browser, made.show, 1280, 720) as show:
        for page in made.pages.pages:
            show.go(page.id)
            seen = show.see(page.id)
            assert [*cut_off(seen, scrolls=False), *crowded(seen)] == []
            if any(isinstance(box, TextBox) and box.role is Role.EQUATION for box in page.boxes):
                room = show.page.locator(f"[id='{page.id}'] .b-equation math").evaluate(ROOM)
                assert min(room) > -1, page.id
        assert broken_anywhere(show.page, axe_source) == []
        assert show.complaints == []


def test_a_formula_is_found_and_copied_as_a_line(made: Walked, browser: Browser) -> None:
    """What a reader marks and copies is the line, once; searching finds it."""
    with opened(browser, made.show, 1280, 720) as show:
        show.go("roots")
        said = show.page.evaluate(
            "() => { const range = document.createRange();"
            " range.selectNodeContents(document.querySelector('#roots .b-equation'));"
            " getSelection().removeAllRanges(); getSelection().addRange(range);"
            " return getSelection().toString() }"
        )
        assert said.strip() == "x = (−b ± √(b² − 4ac))/(2a)"
        show.page.keyboard.press("/")
        show.page.keyboard.type("4ac")
        assert "(b² − 4ac))/(2a)" in show.page.locator("dialog[open] ul").inner_text()


def test_office_is_given_sizes_and_words(made: Walked) -> None:
    """Every part of a formula names size and face; a large one has alt text; both forms share an id."""
    with zipfile.ZipFile(made.deck) as archive:
        slides = [name for name in archive.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        roots = [etree.fromstring(archive.read(name)) for name in slides]
    runs = [one for root in roots for one in root.iter(f"{M}r")]
    controls = [one for root in roots for one in root.iter(f"{M}ctrlPr")]
    assert len(runs) > 100
    assert len(controls) > 10
    for one in (*runs, *controls):
        look = one.find(f"{A}rPr")
        assert look is not None
        assert int(look.get("sz", "0")) >= 1200
        assert [face.get("typeface") for face in look.iter(f"{A}latin")] == ["Cambria Math"]
    choices = [one for root in roots for one in root.iter(f"{MC}AlternateContent")]
    assert len(choices) >= 10
    for one in choices:
        first, other = (
            [held.get("id") for held in form.iter() if held.tag.endswith("}cNvPr")] for form in one
        )
        assert first == other
    alts = [one.get("descr") for root in roots for one in root.iter() if one.tag.endswith("}cNvPr")]
    told = ("E equals m times c squared", "x = (−b ± √(b² − 4ac))/(2a)")
    assert {f"{one} (Equation)" for one in told} <= set(alts)


def test_a_formula_that_is_too_large_is_reported(tmp_path: Path) -> None:
    """A very long one steps down, one that no size makes fit is an error with its line."""
    head = "title: T\nsections:\n  a:\n    title: A\n    slides:\n"
    wide = " + ".join(f"x_{{{n}}}" for n in range(16))
    file = tmp_path / "talk.yaml"
    file.write_text(f"{head}      - title: S\n        equation: {wide}\n", encoding="utf-8")
    pages = walk(file, tmp_path / "one").pages
    (paragraph,) = next(
        box.paragraphs
        for page in pages.pages
        for box in page.boxes
        if isinstance(box, TextBox) and box.role is Role.EQUATION
    )
    assert 18 <= paragraph.size < 30
    file.write_text(f"{head}      - title: S\n        equation: {wide} + {wide} + {wide}\n", encoding="utf-8")
    with pytest.raises(DeckgenError) as refused:
        build(Options(file), SERVICES)
    (problem,) = refused.value.diagnostics
    assert "this formula is too wide" in problem.message
    assert problem.span is not None
    assert problem.span.line == 7
