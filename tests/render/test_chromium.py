"""Slideshows as Chromium shows them: on two screens, on a phone and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser

from deckgen.deck.model import Run
from deckgen.layout.pages import Box, Pages, TextBox
from deckgen.structs import replace
from deckgen.writers.html import write_html
from tests.building import CASES, DECKS, Walked, case_name, walk
from tests.render.judge import faults
from tests.render.printed import sheets
from tests.render.rules import broken, broken_anywhere
from tests.render.shown import Seen, Show, crowded, cut_off, opened, sheet
from tests.render.test_office import squeezed

SCREENS = ((1280, 720), (1920, 1080))
PHONE = (390, 844)

FILLS = """async width => {
    const spare = () => {
        const box = document.querySelector('.page.on .slide').getBoundingClientRect()
        return Math.abs(Math.min(innerWidth - box.width, innerHeight - box.height))
    }
    for (let turn = 0; innerWidth !== width || spare() > 1; turn++) {
        if (turn > 600) throw new Error(`${spare()} pixels of the window are left over`)
        await new Promise(requestAnimationFrame)
    }
}"""
"""Waits until the window is that wide, and the slide that is shown fills it, one way or the other."""


@pytest.fixture(scope="module", params=CASES, ids=case_name)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """Both files of each outline."""
    outline, theme = request.param
    return walk(outline, tmp_path_factory.mktemp(outline.stem), theme)


def _seen(show: Show, pages: Pages) -> dict[str, Seen]:
    """Look at every slide that an audience sees."""
    slides = [page.id for page in pages.pages if not page.hidden]
    return dict(zip(slides, show.walk(slides), strict=True))


def _text_faults(slides: dict[str, Seen], *, scrolls: bool) -> list[str]:
    """Return what is wrong with the text of slides as they are shown."""
    found = []
    for slide, seen in slides.items():
        assert seen["words"], f"nothing can be seen of {slide}"
        found += [f"{slide}: {fault}" for fault in (*cut_off(seen, scrolls=scrolls), *crowded(seen))]
    return found


def test_all_can_be_read_on_a_screen_and_on_paper(
    made: Walked, browser: Browser, axe_source: str, tmp_path: Path
) -> None:
    """No word of any slide is cut off or covers another, on two screens and printed; all is accessible.

    On a screen of the slides' own size the words stand where the layout put them, as they do in the deck;
    print gives one slide a page, whole. axe-core finds no violation of WCAG 2.2 AA. Nothing is asked for,
    nothing complained of. It is one window throughout: a new one costs as much as all that is looked at.
    """
    small, large = SCREENS
    with opened(browser, made.show, *small) as show:
        assert not _reads(show)
        show.page.pdf(path=tmp_path / "show.pdf", prefer_css_page_size=True, print_background=True)
        assert faults(_with_formulas_set(made.pages), sheets(tmp_path / "show.pdf")) == []
        slides = _seen(show, made.pages)
        assert _text_faults(slides, scrolls=False) == []
        assert faults(made.pages, tuple(map(sheet, slides.values()))) == []
        _resize(show, large)
        assert not _reads(show)
        assert _text_faults(_seen(show, made.pages), scrolls=False) == []
        _resize(show, small)
        assert broken_anywhere(show.page, axe_source) == []
        assert show.complaints == []


def test_all_can_be_read_on_a_phone(made: Walked, browser: Browser, axe_source: str) -> None:
    """There the slides are a text: no word is cut off, axe-core finds no violation, nothing is asked for."""
    with opened(browser, made.show, *PHONE) as show:
        assert _reads(show)
        assert _text_faults(_seen(show, made.pages), scrolls=True) == []
        assert broken(show.page, axe_source) == []
        assert show.complaints == []


def _reads(show: Show) -> bool:
    """Tell whether the slides are shown as one text to read."""
    return bool(show.page.evaluate("document.documentElement.dataset.view === 'read'"))


def _resize(show: Show, size: tuple[int, int]) -> None:
    """Give the window another size, and wait until the slide that is shown fills it."""
    width, height = size
    show.page.set_viewport_size({"width": width, "height": height})
    show.page.evaluate(FILLS, width)


def _with_formulas_set(pages: Pages) -> Pages:
    """Return the pages with the letters of formulas as they are drawn, which is without a line's signs.

    A fraction in a line has a slash and brackets; one that is set has a stroke, which is no letter.
    """

    def box(one: Box) -> Box:
        if not isinstance(one, TextBox):
            return one
        return replace(
            one,
            paragraphs=tuple(
                replace(paragraph, runs=tuple(map(_set, paragraph.runs))) for paragraph in one.paragraphs
            ),
        )

    return replace(
        pages,
        pages=tuple(replace(page, boxes=tuple(map(box, page.boxes))) for page in pages.pages),
    )


def _set(run: Run) -> Run:
    if run.formula is None:
        return run
    said = etree.fromstring(run.formula.mathml).itertext()
    return replace(run, text="".join(text for text in said if isinstance(text, str)))


def test_a_show_that_overflows_is_caught(browser: Browser, tmp_path: Path) -> None:
    """Lists in boxes of a third of their size are seen to leave them."""
    pages = squeezed(walk(DECKS[0], tmp_path).pages)
    file = tmp_path / "squeezed.html"
    file.write_bytes(write_html(pages))
    with opened(browser, file, 1280, 720) as show:
        seen = tuple(map(sheet, _seen(show, pages).values()))
    assert any("leaves its box body" in fault for fault in faults(pages, seen))


FAULTY = """<!DOCTYPE html><html lang="en" data-view="show"><title>Faulty</title>
<style>.slide {{position: relative; width: 1280px; height: 720px; overflow: hidden; font: 40px sans-serif}}
p {{position: absolute; margin: 0; white-space: nowrap; {style}}}</style>
<section id="one"><div class="slide"><p style="left: 100px; top: 100px">Some words</p>
<p style="{place}">Other words {more}</p></div></section>{extra}</html>"""


def _faulty(tmp_path: Path, **parts: str) -> Path:
    file = tmp_path / "faulty.html"
    whole = {"style": "", "place": "left: 100px; top: 300px", "more": "", "extra": ""} | parts
    file.write_text(FAULTY.format(**whole), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        pytest.param({}, "", id="in order"),
        pytest.param({"place": "left: 1200px; top: 300px"}, "'words' is cut off by", id="off the slide"),
        pytest.param(
            {"place": "left: 100px; top: 300px; width: 120px; overflow: hidden"},
            "'words' is cut off",
            id="clipped",
        ),
        pytest.param({"place": "left: 130px; top: 110px"}, "cover each other", id="on top of each other"),
    ],
)
def test_text_that_cannot_be_read_is_caught(
    browser: Browser, tmp_path: Path, parts: dict[str, str], said: str
) -> None:
    """Words cut off by the slide or a box, and words on words, are told; words in order are not."""
    with opened(browser, _faulty(tmp_path, **parts), 1280, 720) as show:
        seen = show.see("one")
        found = [*cut_off(seen, scrolls=False), *crowded(seen)]
    assert (found == []) if not said else any(said in fault for fault in found), found


def test_requests_and_errors_are_caught(browser: Browser, tmp_path: Path) -> None:
    """A picture from elsewhere and a script that fails are complaints."""
    extra = '<img src="nowhere.png" alt=""><script>undefinedName()</script>'
    with opened(browser, _faulty(tmp_path, extra=extra), 1280, 720) as show:
        show.page.wait_for_load_state()
    assert any("asked for" in one and "nowhere.png" in one for one in show.complaints)
    assert any("undefinedName" in one for one in show.complaints)


def test_a_violation_is_caught(browser: Browser, tmp_path: Path, axe_source: str) -> None:
    """A picture without words and letters too faint to read are violations."""
    faint = _faulty(
        tmp_path, style="color: #bbb", extra='<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
    )
    with opened(browser, faint, 1280, 720) as show:
        rules = {told.partition(":")[0] for told in broken(show.page, axe_source)}
    assert {"image-alt", "color-contrast"} <= rules
