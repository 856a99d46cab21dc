"""The other ways to look at a deck: all slides, the search, a text to read, paper, and without scripts."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

import pdfplumber
import pytest

from deckgen import structs
from deckgen.deck.model import Run
from deckgen.layout.pages import Role
from deckgen.layout.plots import ChartBox
from tests.building import DECKS, walk
from tests.writers.html.conftest import Opened, Opening
from tests.writers.html.sample import cover, deck, page, para, points, text, title

PHONE = (390, 844)
AT_400_PERCENT = (320, 256)

TOO_WIDE = """() => [...document.querySelectorAll('.slide *')].filter(one => {
    const box = one.getBoundingClientRect()
    return box.width > 2 && !one.closest('.wide') && (box.right > innerWidth + 1 || box.left < -1)
}).map(one => one.outerHTML.slice(0, 90))"""


def test_all_slides_at_once(opening: Opening) -> None:
    """O and Escape lay out all slides under their sections' names and return to the one chosen."""
    show = opening(query="#a-paragraph")
    show.press("o")
    assert show.view == "overview"
    assert show.tab.locator(".part").all_inner_texts() == ["Opening", "The speech"]
    boxes = [one.bounding_box() for one in show.tab.locator(".page").all()]
    assert len({(box["x"], box["y"]) for box in boxes if box}) == 17
    assert show.tab.evaluate("document.activeElement.getAttribute('aria-label')") == "5. A paragraph"
    show.press("ArrowRight")
    assert show.press("Enter") == "6"
    assert show.view == "show"
    show.press("Escape")
    assert (show.view, show.press("Escape")) == ("overview", "6")
    assert show.view == "show"


def test_arrows_in_the_overview_follow_the_eye(opening: Opening) -> None:
    """Down and up go to the slide below and above, across the sections' gap too."""
    show = opening()
    show.press("o")
    label = "document.activeElement.getAttribute('aria-label').split('.')[0]"
    walked = []
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowUp", "ArrowUp", "End", "Home"):
        show.press(key)
        walked.append(show.tab.evaluate(label))
    assert walked == ["2", "6", "7", "3", "1", "17", "1"]


def test_a_click_in_the_overview_goes_there(opening: Opening) -> None:
    """A small slide is a link to the slide."""
    show = opening()
    show.press("o")
    show.tab.get_by_role("link", name="13. A number").click()
    assert (show.at, show.view) == ("13", "show")


def test_search_finds_slides_and_notes(opening: Opening) -> None:
    """Every word must be there, whatever its accents and case; Enter goes to the first that is found."""
    show = opening()
    show.press("/")
    box = show.tab.get_by_label("Search slides and notes")
    found = show.tab.locator("#deckgen-search a")
    box.fill("INTERNÁL passports")
    assert [text.splitlines()[0] for text in found.all_inner_texts()] == ["14. The law changed"]
    box.fill("pin drop")
    assert found.count() == 15
    box.fill("orange sun")
    assert [text.splitlines()[0] for text in found.all_inner_texts()] == ["6. A sun"]
    box.fill("no such words")
    assert found.count() == 0
    assert "0 of 17" in show.tab.locator("#deckgen-search").inner_text()
    show.press("Escape")
    assert show.tab.locator("#deckgen-search").is_hidden()
    show.press("/")
    box.fill("memoirs")
    assert show.press("Enter") == "9"
    assert show.tab.locator("#deckgen-search").is_hidden()
    assert show.press("ArrowRight") == "10"


def test_a_phone_reads_a_text(opening: Opening) -> None:
    """Below seven hundred pixels the slides are one text to scroll, as wide as the window, in order."""
    show = opening(size=PHONE)
    assert show.view == "read"
    assert show.tab.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    assert show.tab.evaluate(TOO_WIDE) == []
    tops = [one.bounding_box() for one in show.tab.locator(".page").all()]
    heights = [box["y"] for box in tops if box]
    assert heights == sorted(heights)
    assert len(set(heights)) == 17
    size = "parseFloat(getComputedStyle(document.querySelector('.l0 .p')).fontSize)"
    assert show.tab.evaluate(size) >= 16


def test_four_hundred_percent_loses_nothing(opening: Opening) -> None:
    """A window of 1280 × 1024 zoomed to 400 % is 320 × 256: all text is there, and only down is scrolled."""
    show = opening(size=AT_400_PERCENT)
    assert show.view == "read"
    assert show.tab.evaluate("document.documentElement.scrollWidth") == 320
    assert show.tab.evaluate(TOO_WIDE) == []
    assert "25 February 1956" in show.tab.locator("main").inner_text()
    show.tab.keyboard.press("?")
    dialog = show.tab.get_by_role("dialog").bounding_box()
    assert dialog is not None
    assert (dialog["x"] >= 0, dialog["x"] + dialog["width"] <= 320) == (True, True)


def test_reading_on_a_wide_screen(opening: Opening) -> None:
    """?read and R open the text at the slide that was shown; R returns to the slide that is read."""
    show = opening(query="?read")
    assert show.view == "read"
    show = opening(query="#works-cited")
    show.press("r")
    assert show.view == "read"
    assert show.tab.locator("#works-cited h2").is_visible()
    assert show.tab.evaluate("scrollY") > 1000
    show.tab.evaluate("document.querySelector('#a-quotation').scrollIntoView()")
    show.press("r")
    assert (show.view, show.at) == ("show", "9")


def test_notes_in_the_text_on_request(opening: Opening) -> None:
    """The text is without notes until they are asked for."""
    show = opening(size=PHONE)
    notes = show.tab.locator("#the-speech .notes")
    assert notes.is_hidden()
    show.tab.locator("#deckgen-bar").get_by_label("Notes").click()
    assert notes.is_visible()


def test_links_in_the_text_scroll(opening: Opening) -> None:
    """A link to another slide leads there in the text too."""
    show = opening(size=PHONE)
    show.tab.locator("#the-speech-was-met-in-silence").get_by_role("link", name="the table").click()
    box = show.tab.locator("#the-law-changed").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 60


def test_a_window_made_narrow_changes_over(opening: Opening) -> None:
    """Turning a phone goes from text to slides and back, at the same place."""
    show = opening(query="#a-statement")
    show.tab.set_viewport_size({"width": 390, "height": 844})
    show.until("document.documentElement.dataset.view === 'read'")
    assert show.tab.locator("#a-statement h2").is_visible()
    show.tab.set_viewport_size({"width": 844, "height": 390})
    show.until("document.documentElement.dataset.view === 'show'")
    assert show.at == "11"


def test_dark_and_comfort(opening: Opening) -> None:
    """A reader's choice of colours is applied at once and kept for the session; comfort spaces letters."""
    show = opening(query="?read#a-paragraph")
    ground = "getComputedStyle(document.querySelector('#a-paragraph .slide')).backgroundColor"
    spacing = "getComputedStyle(document.querySelector('#a-paragraph .p')).letterSpacing"
    assert show.tab.evaluate(ground) == "rgb(251, 251, 249)"
    show.press("?")
    show.tab.get_by_label("Dark").check()
    assert show.tab.evaluate(ground) == "rgb(20, 52, 59)"
    show.tab.get_by_label("Comfort").check()
    assert show.tab.evaluate(ground) == "rgb(251, 246, 233)"
    assert show.tab.evaluate(spacing) != "normal"
    show.reload()
    show.until(f"{ground} === 'rgb(251, 246, 233)'")


def test_copy_as_text(opening: Opening) -> None:
    """The whole deck goes to the clipboard as plain text: titles, points, alt texts, notes."""
    show = opening()
    show.context.grant_permissions(["clipboard-read", "clipboard-write"])
    show.press("?")
    show.tab.get_by_role("button", name="Copy as text").click()
    show.until("document.querySelector('[data-do=copy]').textContent === 'Copied'")
    text = show.tab.evaluate("navigator.clipboard.readText()")
    assert "3. The speech was met in silence\n- 25 February 1956, the last day of the Congress\n" in text
    assert "\n  - Nobody clapped\n" in text
    assert "[An orange sun]" in text
    assert "Khrushchev recalled that one could hear a pin drop (Wood)" in text


def test_notes_are_found_and_copied_point_by_point(opening: Opening) -> None:
    """A point that has points below it is told without them, and each once."""
    show = opening()
    show.press("/")
    show.tab.get_by_label("Search slides and notes").fill("who knew")
    assert "who knew?who could" not in show.tab.locator("#deckgen-search").inner_text()
    show.press("Escape")
    show.until("!document.querySelector('dialog[open]')")
    show.press("?")
    show.context.grant_permissions(["clipboard-read", "clipboard-write"])
    show.tab.get_by_role("button", name="Copy as text").click()
    show.until("document.querySelector('[data-do=copy]').textContent === 'Copied'")
    text = show.tab.evaluate("navigator.clipboard.readText()")
    assert "\nwho knew?\nwho could have known?\n" in text


def test_a_key_right_behind_a_shut_search_counts(opening: Opening) -> None:
    """The field keeps the focus for a moment after its dialog is shut; a key pressed then is not its own."""
    show = opening()
    show.press("/")
    show.tab.get_by_label("Search slides and notes").fill("thaw")
    show.tab.evaluate(
        """() => {
            const field = document.activeElement
            document.querySelector('#deckgen-search').close()
            field.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}))
        }"""
    )
    assert show.at == "2"


WORDS_BROKEN = """() => [...document.querySelectorAll('.t .p')].flatMap(one => {
    const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT)
    const broken = []
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        for (const word of node.data.matchAll(/\\S+/g)) {
            const range = document.createRange()
            range.setStart(node, word.index)
            range.setEnd(node, word.index + word[0].length)
            if (range.getClientRects().length > 1) broken.push(word[0])
        }
    }
    return broken
})"""


def test_a_phone_gets_whole_words_and_both_quotation_marks(opening: Opening) -> None:
    """Cells of tables break between words only; a quotation opens with the mark that it closes with."""
    show = opening(size=(320, 800))
    assert show.tab.evaluate(WORDS_BROKEN) == []
    said = "document.querySelector('#a-quotation blockquote').innerText.trim()"
    words = str(show.tab.evaluate(said))
    assert (words[0], words[-1]) == ("“", "”")
    assert show.tab.evaluate("document.body.getBoundingClientRect().height") >= 800


@pytest.mark.parametrize("language", ["en", "he", "zh"])
def test_what_is_to_slant_slants_in_every_language(opening: Opening, language: str) -> None:
    """Scripts that do not slant were set bold before; the show turns nothing more, as PowerPoint does not."""
    emphasis = Run("said", italic=True)
    remark = Run("# said", italic=True, code=True)
    prose = text("text", "body", Role.PROSE, para((emphasis,), "body"))
    program = text("code", "code", Role.CODE, para((remark,), "code"))
    show = opening(deck(page("list", title("list", "T"), prose, program, name="T"), language=language))
    look = "(one => getComputedStyle(one).fontStyle + getComputedStyle(one).fontWeight)"
    assert show.tab.evaluate(f"{look}(document.querySelector('.page .b-prose em'))") == "italic400"
    assert show.tab.evaluate(f"{look}(document.querySelector('.page pre em'))") == "italic400"


def printed(show: Opened, **how: object) -> list[tuple[float, float, str]]:
    """Return the pages that the browser prints: width and height in inches, text."""
    data = show.tab.pdf(prefer_css_page_size=True, print_background=True, **how)  # type: ignore[arg-type]
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [
            (round(float(one.width) / 72, 2), round(float(one.height) / 72, 2), one.extract_text() or "")
            for one in pdf.pages
        ]


@pytest.mark.parametrize("query", ["", "#a-paragraph", "?read", "?scheme=dark", "#points-one-by-one"])
def test_one_slide_a_page(opening: Opening, query: str) -> None:
    """Whatever is on the screen, paper gets every slide whole, with all points, and no notes."""
    pages = printed(opening(query=query))
    assert [(width, height) for width, height, _ in pages] == [(13.33, 7.5)] * 17
    assert "Nobody clapped" in pages[3][2]
    assert "Works Cited" in pages[16][2]
    assert "pin drop (Wood)" not in "".join(text for _, _, text in pages)


def test_paper_without_scripts(opening: Opening) -> None:
    """The slides print one a page where scripts are switched off."""
    pages = printed(opening(script=False))
    assert [(width, height) for width, height, _ in pages] == [(13.33, 7.5)] * 17


@pytest.mark.parametrize(("query", "count"), [("", 2), ("?print=notes", 2), ("?print=3", 1)])
def test_hidden_slides_are_not_printed(opening: Opening, query: str, count: int) -> None:
    """A slide that is passed over takes no paper, first, last or between, in any print."""
    spare = [structs.replace(points(name=f"Spare {n}"), hidden=True) for n in range(3)]
    show = opening(deck(spare[0], cover(), spare[1], points(), spare[2]), query=query)
    pages = printed(show, format="A4")
    assert len(pages) == count
    assert "Spare" not in "".join(text for _, _, text in pages)


@pytest.mark.parametrize(("paper", "size"), [("A4", (8.28, 11.71)), ("Letter", (8.5, 11.0))])
def test_a_handout_with_notes(opening: Opening, paper: str, size: tuple[float, float]) -> None:
    """?print=notes sets each slide above its notes, a page each; cover and section slide share one."""
    pages = printed(opening(query="?print=notes"), format=paper)
    assert len(pages) in (15, 16)
    assert pages[0][:2] == pytest.approx(size, abs=0.02)
    assert "destalinisation?" in pages[0][2]
    mine = next(text for _, _, text in pages if "met in silence" in text)
    assert "pin drop (Wood)" in mine
    assert "Points one by one" not in mine


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_three_to_a_page(opening: Opening, paper: str) -> None:
    """?print=3 sets three slides on each page beside lines to write on."""
    pages = printed(opening(query="?print=3"), format=paper)
    assert len(pages) == 6
    assert "destalinisation?" in pages[0][2]
    assert "met in silence" in pages[0][2]
    assert "Points one by one" in pages[1][2]


def test_paper_keeps_the_links(opening: Opening, tmp_path: Path) -> None:
    """What could be clicked on the slide can be clicked in the PDF."""
    data = opening().tab.pdf(prefer_css_page_size=True, print_background=True)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        links = {one.get("uri") for one in pdf.pages[2].hyperlinks}
    assert "https://example.org/a?b=1&c=2" in links


def test_without_scripts_the_slides_stand_one_under_another(opening: Opening) -> None:
    """Every slide is there at its size with its notes below it, and nothing that would need a script."""
    show = opening(script=False, size=(1400, 900))
    boxes = [one.bounding_box() for one in show.tab.locator(".slide").all()]
    assert [(box["width"], box["height"]) for box in boxes if box] == [(1280, 720)] * 17
    tops = [box["y"] for box in boxes if box]
    assert all(below - above > 720 for above, below in itertools.pairwise(tops))
    assert show.tab.locator("#the-speech .notes").is_visible()
    assert show.tab.locator("#deckgen-bar").is_hidden()
    phone = opening(script=False, size=PHONE)
    assert phone.tab.locator("#a-table, #the-law-changed").first.is_visible()


def test_motion_is_asked_for(opening: Opening) -> None:
    """Nothing moves for those who want no motion."""
    duration = "getComputedStyle(document.querySelector('.page.on')).transitionDuration"
    assert opening(calm=True).tab.evaluate(duration) == "0s"
    assert opening(calm=False).tab.evaluate(duration) == "0.25s"


def test_a_deck_of_one_slide(opening: Opening) -> None:
    """There is nowhere to go, and nothing breaks."""
    show = opening(deck(cover()))
    assert show.press("ArrowRight", "ArrowLeft", "End", "Home", "o", "Escape", "9", "Enter") == "1"


def test_ids_that_need_escapes(opening: Opening) -> None:
    """A slide whose lasting name is not plain letters is reached by its address all the same."""
    odd = structs.replace(points(name="Odd"), id="größe-100%-ü", slide_id="größe-100%-ü")
    show = opening(deck(cover(), odd))
    show.press("ArrowRight")
    show.until("decodeURIComponent(location.hash) === '#größe-100%-ü'")
    show.reload()
    assert show.at == "2"


def test_zoom_enlarges_the_text(opening: Opening) -> None:
    """At 200 % the slides are a text, twice as large; a window moved to a finer screen stays a show."""
    show = opening(query="#the-speech-was-met-in-silence", size=(1920, 1080))
    client = show.context.new_cdp_session(show.tab)

    def screen(width: int, height: int, density: float) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": density, "mobile": False}
        client.send("Emulation.setDeviceMetricsOverride", size)

    size = """(one => parseFloat(getComputedStyle(one).fontSize) * devicePixelRatio
        * one.getBoundingClientRect().width / one.offsetWidth)(document.querySelector('.page.on .l0 > .p'))"""
    before = show.tab.evaluate(size)
    screen(1920, 1080, 2)
    show.until("devicePixelRatio === 2")
    assert show.view == "show"
    screen(1920, 1080, 1)
    show.until("devicePixelRatio === 1")
    screen(960, 540, 2)
    show.until(f"document.documentElement.dataset.view === 'read' && {size} >= {2 * before - 2}")
    screen(1920, 1080, 1)
    show.until("document.documentElement.dataset.view === 'show'")


def test_forced_colours_lose_nothing(opening: Opening, tmp_path: Path) -> None:
    """Words of charts, bars, progress and pressed buttons are told by the system's own colours."""
    charts = next(path for path in DECKS if path.stem == "charts")
    made = walk(charts, tmp_path).pages
    drawn = next(one for one in made.pages if any(isinstance(box, ChartBox) for box in one.boxes))
    show = opening(made, query=f"#{drawn.id}")
    show.tab.emulate_media(forced_colors="active")
    fill = "getComputedStyle(document.querySelector('.chart text')).fill"
    ink = "getComputedStyle(document.querySelector('.page.on h2 .p')).color"
    assert show.tab.evaluate(fill) == show.tab.evaluate(ink)
    stroke = "getComputedStyle(document.querySelector('.chart rect')).stroke"
    assert show.tab.evaluate(stroke) == show.tab.evaluate(ink)
    show.tab.mouse.move(300, 300)
    show.press("t")
    pressed = "getComputedStyle(document.querySelector('[data-do=notes]')).outlineStyle"
    assert show.tab.evaluate(pressed) == "solid"


def test_a_long_text_has_a_list_of_contents(opening: Opening) -> None:
    """It folds out above the text, under the sections' names, and leads to each slide."""
    show = opening(size=PHONE)
    contents = show.tab.get_by_role("navigation", name="Contents")
    contents.locator("summary").click()
    assert contents.locator("a").count() == 17
    assert contents.locator(".section").all_inner_texts() == ["Opening", "The speech"]
    contents.get_by_role("link", name="The law changed").click()
    box = show.tab.locator("#the-law-changed").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 60


def test_printing_from_the_desk_gives_the_slides(opening: Opening) -> None:
    """No clock, no list and no next slide; the same pages as from the show."""
    show = opening()
    there = printed(show)
    show.press("Shift+S")
    assert printed(show) == there
    assert show.view == "presenter"
