"""What paper keeps of a slideshow: colours, links, room to write; and PDFs by the command line."""

from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
import pytest

from deckgen import cli
from deckgen.writers.pdf.browser import CHOICE
from tests.tools import ROOT
from tests.writers.html.conftest import Opening

DARK_GROUND = (20 / 255, 52 / 255, 59 / 255)


def test_colours_survive_a_browser_that_saves_ink(opening: Opening) -> None:
    """Grounds are printed although the browser was not asked to print backgrounds."""
    data = opening().tab.pdf(prefer_css_page_size=True, print_background=False)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        grounds = [one["non_stroking_color"] for one in pdf.pages[0].rects if one["width"] > 900]
        inks = {one["non_stroking_color"] for one in pdf.pages[0].chars}
    assert any(ground == pytest.approx(DARK_GROUND, abs=0.01) for ground in grounds)
    assert any(min(ink) > 0.9 for ink in inks), "light letters on the dark ground"


@pytest.mark.parametrize(("query", "least"), [("?print=notes", 136), ("?print=3", 272)])
def test_handouts_have_room_to_write(opening: Opening, query: str, least: int) -> None:
    """Below the notes, or beside each of three slides, stand lines, for 36 and 72 millimetres at least."""
    show = opening(query=query)
    show.tab.emulate_media(media="print")
    height = "parseFloat(getComputedStyle(page, '::after').height)"
    heights = show.tab.evaluate(
        f"[...document.querySelectorAll('.page')].map(page => {height}).filter(Number.isFinite)"
    )
    assert len(heights) in (15, 17), "a cover and a section slide head the page of the next slide"
    assert min(heights) >= least
    ruled = "getComputedStyle(document.querySelector('.page'), '::after').backgroundImage"
    assert show.tab.evaluate(ruled).startswith("repeating-linear-gradient")


@pytest.mark.parametrize("query", ["?print=notes", "?print=3"])
def test_handouts_keep_the_links(opening: Opening, query: str) -> None:
    """What could be clicked on the slide can be clicked in the handout."""
    data = opening(query=query).tab.pdf(prefer_css_page_size=True, print_background=True, format="A4")
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        links = {link.get("uri") for page in pdf.pages for link in page.hyperlinks}
    assert "https://example.org/a?b=1&c=2" in links


def test_the_command_line_makes_both_pdfs(
    tmp_path: Path, chromium_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--to pdf,handout` writes the slides and the handout beside each other."""
    monkeypatch.setenv(CHOICE, str(chromium_path))
    outline = ROOT / "tests" / "decks" / "plain.yaml"
    order = ["build", "--quiet", "--to", "pdf,handout", "-o", str(tmp_path), str(outline)]
    assert cli.run(order) == cli.DONE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plain-handout.pdf", "plain.pdf"]
    with pdfplumber.open(tmp_path / "plain.pdf") as slides:
        assert slides.pages[0].width > slides.pages[0].height
    with pdfplumber.open(tmp_path / "plain-handout.pdf") as handout:
        assert handout.pages[0].width < handout.pages[0].height
