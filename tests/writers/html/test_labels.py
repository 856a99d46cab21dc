"""The slideshow's controls speak the deck's language, and English where deckgen does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml import html

from deckgen import structs
from deckgen.deck.words import languages, words_in
from deckgen.theme.files import template_folder
from deckgen.writers.html import write_html
from deckgen.writers.html.keys import KEYS
from deckgen.writers.html.labels import SCRIPT_WORDS, labels_in
from tests.writers.html.conftest import Opening, parsed
from tests.writers.html.sample import deck, points


def spoken(language: str, *, leftwards: bool = False) -> html.HtmlElement:
    """Return the document of a deck in a language."""
    pages = structs.replace(deck(points(), language=language), words=words_in(language))
    return parsed(write_html(structs.replace(pages, right_to_left=leftwards)))


def said(root: html.HtmlElement) -> Iterator[str]:
    """Give all that the controls say or are called, but for the names on keys."""
    for control in root.xpath("//*[contains(concat(' ', @class, ' '), ' ui ') or @id='deckgen-next']"):
        for one in control.iter():
            if one.tag == "kbd":
                continue
            yield from (one.get(name) for name in ("aria-label", "title", "data-name") if one.get(name))
            yield from (text.strip() for text in (one.text, one.tail) if text and text.strip())


@pytest.mark.parametrize("language", [one for one in languages() if one != "en"])
def test_no_control_is_left_in_english(language: str) -> None:
    """Buttons, dials, help, search and settings are labelled in the deck's own language."""
    english, own = list(said(spoken("en"))), list(said(spoken(language)))
    assert len(own) == len(english) > 70
    same = {one for one, other in zip(own, english, strict=True) if one == other}
    assert same <= {"A−", "A+", "Start", "Pause", "Slide", "Notes"}


def test_a_russian_deck_speaks_russian(opening: Opening) -> None:
    """Labels, announcements and the pace are Russian, and nothing claims to be in another language."""
    pages = structs.replace(deck(points(), points(), language="ru"), words=words_in("ru"))
    show = opening(pages)
    assert show.tab.locator(".ui[lang]").count() == 0
    assert show.tab.get_by_role("button", name="Все слайды").count() == 1
    show.press("b")
    assert show.tab.locator("#deckgen-said").inner_text() == "Чёрный экран"
    show.press("Shift+S", "ArrowRight")
    assert "0:00 из " in show.tab.locator("[data-show=slide]").inner_text()
    assert show.tab.locator("[data-show=pace]").inner_text().startswith("опережение ")
    assert show.tab.get_by_role("button", name="Пауза").is_visible()


def test_an_arabic_deck_is_worked_from_the_right(opening: Opening) -> None:
    """The bar stands at the left, runs to the left, and its arrows point where the keys go."""
    pages = structs.replace(deck(points(), points(), language="ar"), words=words_in("ar"))
    show = opening(structs.replace(pages, right_to_left=True))
    bar = show.tab.locator("#deckgen-bar")
    back, onward = (bar.get_by_label(name, exact=True).bounding_box() for name in ("السابق", "التالي"))
    place = bar.bounding_box()
    assert place is not None
    assert back is not None
    assert onward is not None
    assert place["x"] < 100
    assert onward["x"] < back["x"]
    turned = "getComputedStyle(document.querySelector('[data-do=next] svg')).transform"
    assert show.tab.evaluate(turned) == "matrix(-1, 0, 0, 1, 0, 0)"
    show.press("?")
    assert show.tab.locator("[data-act=next] kbd").first.inner_text() == "←"
    show.press("Escape")
    assert show.press("ArrowLeft") == "2"


@pytest.mark.parametrize(
    ("language", "speaks"), [("pt-BR", "pt"), ("zh-TW", "zh-Hant"), ("nn", "nb"), ("tlh", "en"), ("fa", "en")]
)
def test_labels_say_what_language_they_are_in(language: str, speaks: str) -> None:
    """A region's language is its language; where deckgen does not speak one, English is marked as English."""
    assert labels_in(language).language == speaks
    marks = {
        (one.get("lang"), one.get("dir"))
        for one in spoken(language).xpath("//nav[@id='deckgen-bar'] | //dialog")
    }
    foreign = speaks.partition("-")[0] != language.partition("-")[0]
    assert marks == {(speaks, "ltr") if foreign else (None, None)}


def test_no_label_is_idle() -> None:
    """Each label is a key's, the runtime's, or stands in the template."""
    template = (template_folder() / "slideshow.html.j2").read_text(encoding="utf-8")
    named = set(re.findall(r"say\.([a-z]+)", template)) | set(re.findall(r"'([a-z0-9-]+)'", template))
    used = named | set(SCRIPT_WORDS) | {way.act for way in KEYS}
    assert set(labels_in("en").words) - used == set()


@pytest.mark.parametrize("language", ["ar", "hi", "en"])
def test_letters_that_join_stay_joined(opening: Opening, language: str) -> None:
    """In comfort the letters of the text to read stand apart, but not where that would tear words."""
    show = opening(deck(points(), language=language), query="?read&variant=comfort")
    spacing = "parseFloat(getComputedStyle(document.querySelector('.l0 .p')).letterSpacing) || 0"
    words = "parseFloat(getComputedStyle(document.querySelector('.l0 .p')).wordSpacing)"
    assert (show.tab.evaluate(spacing) > 1) == (language == "en")
    assert show.tab.evaluate(words) > 1
