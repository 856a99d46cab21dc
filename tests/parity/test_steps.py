"""Slides that are built step by step: both files do the same at each click, and say where they cannot."""

from __future__ import annotations

import pytest
from lxml import etree, html
from playwright.sync_api import Browser

from tests.building import Walked, walk
from tests.tools import PATIENCE, OoxmlValidator
from tests.writers.html.conftest import painted
from tests.writers.pptx.killers import P, killed_by, opened

OUTLINE = r"""
title: Step by step
language: en-GB
sections:
  - title: What appears
    slides:
      - title: Lines stand out in turn
        build: true
        code:
          language: python
          text: |
            total = 0
            for year in range(3):
                total += year

            print(total)
          highlight: [1, 2-3, all]
          output: "3"
        takeaway: It adds up
        notes: a
      - title: A formula of two lines
        build: true
        equation:
          text: '\begin{aligned} a &= \begin{pmatrix} 1 \\ 2 \end{pmatrix} \\ &= c \end{aligned}'
          caption: Two lines
        notes: a
      - title: Two columns
        build: true
        columns:
          - title: Here
            bullets: [One, Two]
          - title: There
            code: {text: "x\ny", highlight: [1, 2]}
        notes: a
      - title: Formulas one below the other
        build: true
        body:
          - equation: a = b
          - text: and then
          - equation: b = c
        notes: a
      - build: true
        question: {prompt: Who came after?, options: [Malenkov, Khrushchev], answer: B}
        notes: a
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """Build the deck."""
    folder = tmp_path_factory.mktemp("steps")
    outline = folder / "talk.yaml"
    outline.write_text(OUTLINE, encoding="utf-8")
    return walk(outline, folder)


def clicks(built: Walked) -> dict[str, list[list[str]]]:
    """Return what each click on each slide of the deck does: `+` or `-`, the shape's name, the paragraph."""
    file = opened(built.deck.read_bytes())
    found: dict[str, list[list[str]]] = {}
    for number, page in enumerate(built.pages.pages, 1):
        root = file.roots[f"ppt/slides/slide{number}.xml"]
        names = {one.get("id"): str(one.get("name")).partition("/")[2] for one in root.iter(f"{P}cNvPr")}
        for effect in root.iter(f"{P}cTn"):
            if effect.get("nodeType") not in ("clickEffect", "withEffect"):
                continue
            if effect.get("nodeType") == "clickEffect":
                found.setdefault(page.id, []).append([])
            (target,) = effect.iter(f"{P}spTgt")
            part = next((f" {one.get('st')}" for one in target.iter(f"{P}pRg")), "")
            sign = {"entr": "+", "exit": "-"}[str(effect.get("presetClass"))]
            found[page.id][-1].append(f"{sign}{names[target.get('spid')]}{part}")
    return found


def test_each_click_of_the_deck(built: Walked) -> None:
    """Bars follow the lines that stand out, columns come with their headings, the answer comes last."""
    found = clicks(built)
    lines, formula, columns, formulas, question = (found[one.id] for one in built.pages.pages if one.build)
    assert lines == [
        ["-code/turn-1.1", "+code/turn-2.1"],
        ["-code/turn-2.1"],
        ["+output-bar", "+output"],
        ["+takeaway-bar", "+takeaway"],
    ]
    assert formula == [["+equation"], ["+caption"]]
    assert columns == [
        ["+c1-rule", "+c1-heading", "+c1 0"],
        ["+c1 1"],
        ["+c2-rule", "+c2-heading", "+c2-code", "+c2-code/turn-1.1"],
        ["-c2-code/turn-1.1", "+c2-code/turn-2.1"],
    ]
    assert formulas == [["+equation"], ["+body 0"], ["+equation-2"]]
    assert question == [["+choice-1/group"], ["+choice-2/group"], ["+choices-answer"]]


def test_the_show_has_as_many_steps(built: Walked) -> None:
    """What a click does in one file it does in the other; only a formula of lines has more in the show."""
    show = html.document_fromstring(built.show.read_bytes())
    steps = {one.get("id"): int(one.get("data-steps", 0)) for one in show.iter("section")}
    for page, each in clicks(built).items():
        assert steps[page] == len(each), page
    rows = [one for one in show.iter("mtr") if one.get("data-step")]
    assert [one.get("data-step") for one in rows] == ["1", "2"]
    said = "PowerPoint shows the 2 lines of this formula at once; the slideshow, one by one"
    assert [one.message for one in built.built.warnings].count(said) == 1


def test_programs_take_the_deck(built: Walked, ooxml_validator: OoxmlValidator) -> None:
    """What leaves again is animated as Office's schemas have it, and is there."""
    assert killed_by(built.deck.read_bytes()) == []
    assert ooxml_validator(built.deck) == []
    root = opened(built.deck.read_bytes()).roots["ppt/slides/slide3.xml"]
    listed = [tuple(one.get(name) for name in ("spid", "grpId")) for one in root.iter(f"{P}bldP")]
    assert len(listed) == len(set(listed)) > 0, etree.tostring(root)


def test_the_show_step_by_step(built: Walked, browser: Browser) -> None:
    """Other lines step back; the next window shows the next step; paper has all of it alike."""
    tab = browser.new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    tab.set_default_timeout(1000 * PATIENCE)
    first = next(one.id for one in built.pages.pages if one.build)
    tab.goto(f"{built.show.as_uri()}#{first}")
    painted(tab)
    lines = "[...document.querySelectorAll('.page.on [data-lit]')]"
    lit = f"{lines}.map(one => +!one.classList.contains('back'))"
    shade = f"getComputedStyle({lines}.at(-1)).color"
    seen = "[...document.querySelectorAll('.page.on [data-step]')].filter(one => !one.matches('.later'))"
    quiet = tab.evaluate(shade)
    assert tab.evaluate(lit) == [1, 0, 0, 0, 0]
    tab.keyboard.press("PageDown")
    assert tab.evaluate(lit) == [0, 1, 1, 0, 0]
    assert "for year in range(3)" in tab.locator("#deckgen-said").inner_text()
    tab.keyboard.press("PageDown")
    assert tab.evaluate(lit) == [1, 1, 1, 1, 1]
    loud = tab.evaluate(shade)
    tab.keyboard.press("PageUp")
    assert (tab.evaluate(lit), tab.evaluate(shade) == quiet != loud) == ([0, 1, 1, 0, 0], True)
    tab.emulate_media(media="print")
    assert tab.evaluate(shade) == loud
    tab.emulate_media(media="screen", forced_colors="active")
    first = f"getComputedStyle({lines}[1]).color"
    assert tab.evaluate(shade) != tab.evaluate(first), "dimmed where all pages have the system's colours"
    tab.emulate_media(forced_colors="none")
    for _ in range(4):
        tab.keyboard.press("PageDown")
    assert tab.evaluate(f"{seen}.length") == 0, "the first line of the formula comes with the next click"
    tab.keyboard.press("PageDown")
    assert tab.evaluate(f"{seen}.map(one => one.localName)") == ["mtr"]
    tab.keyboard.press("Shift+S")
    assert tab.locator("#deckgen-next mtr.later").count() == 0
    tab.keyboard.press("Escape")
    tab.keyboard.press("r")
    assert tab.locator(".says").inner_text() == "B", "who reads the deck as a text sees the answer"
    tab.close()
