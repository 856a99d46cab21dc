"""Faults in pages of HTML, shows of deckgen's and pages of others; what axe finds is found, too."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from playwright.sync_api import Browser

from deckgen.check.access.rules import RULES, Reading
from tests.building import KEPT, OUTLINES, walk
from tests.check.access.planted import found_in, news, tally

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Rivers and their towns</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main>
<h1>Rivers and their towns</h1>
<p>Towns grow where <a href="https://example.org/fords">fords were known</a>.
<a href="#end">To the end</a></p>
<h2>Bridges</h2>
<figure><img src="bridge.png" alt="A stone bridge of three arches">
<figcaption>About 1140</figcaption></figure>
<table><caption>Bridges</caption><tr><th scope="col">Town</th><th scope="col">Year</th></tr>
<tr><td>Upper Ford</td><td>1140</td></tr></table>
<ul><li>a ford</li><li>a bridge</li></ul>
<p><label for="toll">Toll in pence</label> <input id="toll" type="text">
<button type="button">Reckon</button></p>
<video src="pier.mp4" controls><track kind="captions" src="pier.vtt" srclang="en"></video>
<p style="color:#333;background-color:#fff">A note in grey</p>
<svg role="img" aria-label="A plan of the ford" width="9" height="9"></svg>
<iframe title="A map of the river" src="about:blank"></iframe>
<p id="end">The end</p>
</main></body></html>
"""


class Fault(NamedTuple):
    """A fault in the page: what is put in the place of what, the rule that it breaks, and axe's name for it.

    The name is empty where axe has no such rule, or judges it only on some pages.
    """

    old: str
    new: str
    rule: str
    axe: str = ""


FAULTS = (
    Fault('<html lang="en">', "<html>", "language-missing", "html-has-lang"),
    Fault('<html lang="en">', '<html lang="english_uk!">', "language-unknown", "html-lang-valid"),
    Fault("<title>Rivers and their towns</title>", "", "document-title", "document-title"),
    Fault("<title>Rivers and their towns</title>", "<title>Untitled</title>", "document-title"),
    Fault("initial-scale=1", "initial-scale=1, user-scalable=no", "zoom-blocked", "meta-viewport"),
    Fault("initial-scale=1", "initial-scale=1, maximum-scale=1.0", "zoom-blocked", "meta-viewport"),
    Fault(' alt="A stone bridge of three arches"', "", "alt-missing", "image-alt"),
    Fault("A stone bridge of three arches", "DSC_0042.JPG", "alt-poor"),
    Fault("A stone bridge of three arches", "image", "alt-poor"),
    Fault("A stone bridge of three arches", "A stone bridge. " * 20, "alt-long"),
    Fault(' aria-label="A plan of the ford"', "", "alt-missing", "svg-img-alt"),
    Fault("fords were known", "click here", "link-vague"),
    Fault("fords were known", "", "link-empty", "link-name"),
    Fault("fords were known", '<img src="a.png" alt="">', "link-empty", "link-name"),
    Fault('<a href="#end">', '<a href="#fin">', "link-broken"),
    Fault("<h2>Bridges</h2>", "<h4>Bridges</h4>", "heading-skipped", "heading-order"),
    Fault("<h2>Bridges</h2>", "<h2> </h2>", "heading-empty", "empty-heading"),
    Fault("<h1>Rivers and their towns</h1>", "", "heading-missing", "page-has-heading-one"),
    Fault(
        '<th scope="col">Town</th><th scope="col">Year</th>', "<td>Town</td><td>Year</td>", "table-header"
    ),
    Fault('<th scope="col">Year</th>', '<th scope="col"></th>', "table-header-empty", "empty-table-header"),
    Fault("<ul><li>a ford</li><li>a bridge</li></ul>", "<li>a ford</li>", "list-broken", "listitem"),
    Fault('<label for="toll">Toll in pence</label>', "Toll in pence", "label-missing", "label"),
    Fault('for="toll"', 'for="tolls"', "reference-broken"),
    Fault(">Reckon</button>", "></button>", "name-missing", "button-name"),
    Fault('<p id="end">', '<p id="toll">', "id-duplicate"),
    Fault('<track kind="captions" src="pier.vtt" srclang="en">', "", "captions-missing"),
    Fault(" controls>", " controls autoplay>", "media-autoplay"),
    Fault(' title="A map of the river"', "", "frame-title", "frame-title"),
    Fault("color:#333", "color:#aaa", "contrast", "color-contrast"),
    Fault("background-color:#fff", "background-color:rgb(70,70,70)", "contrast", "color-contrast"),
    Fault('<p id="end">', '<p id="end"><font color="#cccccc">pale</font> ', "contrast", "color-contrast"),
    Fault('<button type="button">', '<button type="button" tabindex="4">', "focus-order", "tabindex"),
    Fault("<button ", '<button aria-hidden="true" ', "focus-hidden", "aria-hidden-focus"),
    Fault("</title>", '</title><meta http-equiv="refresh" content="900">', "advance-timed", "meta-refresh"),
    Fault("<ul>", "<marquee>Bridges!</marquee><ul>", "motion-repeats", "marquee"),
    Fault('<p id="end">', '<p id="end" lang="??">', "language-unknown", "valid-lang"),
    Fault("The end", '<a href="https://example.org/x">https://example.org/x</a>', "link-address"),
)  # fmt: skip
"""What is planted into the page."""

EXCUSED = {"region", "landmark-one-main", "video-caption", "tabindex", "scrollable-region-focusable"}
"""Rules of axe that are about good practice, or about what is not in the file."""


def test_the_page_is_clean() -> None:
    """Nothing is reported of the page before anything is planted."""
    assert _read(PAGE).issues == ()


def _read(page: str) -> Reading:
    return found_in(page.encode(), ".html")


def _spoilt(fault: Fault) -> str:
    assert fault.old in PAGE, fault
    return PAGE.replace(fault.old, fault.new, 1)


WITH_IT = {"list-broken", "reference-broken", "label-missing", "link-broken", "alt-missing"}
"""Rules that may be broken by what breaks another."""


def test_what_is_planted_into_a_page_is_found() -> None:
    """Each fault is found; what else is reported comes of the same change."""

    def judged() -> Iterator[tuple[str, bool, set[tuple[int, str]]]]:
        for one in FAULTS:
            reported = news(_read(PAGE), _read(_spoilt(one)))
            others = {spot for spot in reported if spot[1] not in {one.rule, *WITH_IT}}
            yield one.new, any(rule == one.rule for _, rule in reported), others

    assert tally("pages of HTML", judged()) == []


def test_axe_finds_no_more(browser: Browser, axe_source: str) -> None:
    """Whatever axe finds in a page is reported here, too, under the rule that is about the same."""
    tab = browser.new_page()
    missed, unconfirmed, agreed = [], [], 0
    for fault in FAULTS:
        tab.set_content(_spoilt(fault))
        tab.evaluate(axe_source)
        found = json.loads(
            tab.evaluate("axe.run().then(one => JSON.stringify(one.violations.map(v => v.id)))")
        )
        ours = {one.rule.id for one in _read(_spoilt(fault)).issues}
        assert fault.rule in ours
        if fault.axe and fault.axe not in found:
            unconfirmed.append((fault.rule, fault.axe, found))
        agreed += bool(fault.axe) and fault.axe in found
        known = {one.axe for one in FAULTS if one.rule in ours}
        missed += [(fault.rule, one) for one in found if one not in known | EXCUSED]
    tab.close()
    print(f"axe and deckgen agree on {agreed} of {len(FAULTS)} faults; {len(missed)} that only axe finds")
    assert (missed, unconfirmed) == ([], [])


# ── shows of our own ──────────────────────────────────────────────────────────────────────────

Edit = Callable[[str], str]


def _swap(old: str, new: str) -> Edit:
    def edit(page: str) -> str:
        assert old in page, old
        return page.replace(old, new, 1)

    return edit


def _cut(start: str, end: str, new: str = "") -> Edit:
    def edit(page: str) -> str:
        first = page.index(start)
        return page[:first] + new + page[page.index(end, first) + len(end) :]

    return edit


SHOW_FAULTS: tuple[tuple[str, Edit, str, int], ...] = (
    ("picture not described", _cut(' alt="Syllables', '"'), "alt-missing", 3),
    ("picture named after its file", _cut('alt="Syllables', '"', 'alt="beats.svg"'), "alt-poor", 3),
    ("language deleted", _swap('<html lang="en-GB"', "<html"), "language-missing", 0),
    ("title deleted", _cut("<title>", "</title>"), "document-title", 0),
    ("a colour made faint", _swap("--muted:#5E5953", "--muted:#B9B4AE"), "contrast", 0),
    ("dark ink in the dark scheme", _swap("--ink:#FAF7F2", "--ink:#3A3634"), "contrast", 0),
    ("link to a slide that is gone", _swap('href="#works-cited"', 'href="#sources"'), "link-broken", 2),
    ("button emptied", _swap('data-do="timer">Start<', 'data-do="timer"><'), "name-missing", 0),
    ("heading of a low level", _swap("<h2", "<h5"), "heading-skipped", 2),
)
"""What is planted into the show of the poem, and on which slide."""


@cache
def _show() -> str:
    outline = next(one for one in OUTLINES if one.stem == "tyger")
    return walk(outline, KEPT / "access").show.read_text(encoding="utf-8")


def test_what_is_planted_into_a_show_is_found() -> None:
    """Shows that were changed by hand: each fault is found on its slide, and nothing else is."""

    def judged() -> Iterator[tuple[str, bool, set[tuple[int, str]]]]:
        for name, edit, rule, slide in SHOW_FAULTS:
            reported = news(_read(_show()), _read(edit(_show())))
            yield name, (slide, rule) in reported, reported - {(slide, rule)}

    assert {rule for _, _, rule, _ in SHOW_FAULTS} <= RULES.keys()
    assert tally("shows that deckgen built", judged()) == []
