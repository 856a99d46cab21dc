"""The speaker's desk: a second window that works from a file, and the same desk in one window."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page as Tab

from deckgen import structs
from deckgen.layout.pages import Pages
from tests.writers.html.conftest import Opened, Opening, painted
from tests.writers.html.sample import cover, deck, every_kind, points

AT = "document.querySelector('.page.on')?.dataset.number"
LINK = "document.querySelector('#deckgen-presenter-top [data-show=link]').innerText"
SHOWN = "document.querySelectorAll('.page.on [data-step]:not(.later)').length"


def desk_of(show: Opened) -> Tab:
    """Press S and return the second window, once it has heard from the first."""
    with show.context.expect_page() as opening:
        show.tab.keyboard.press("s")
    desk = show.watch(opening.value)
    desk.wait_for_load_state()
    show.until("document.documentElement.dataset.view === 'presenter'", desk)
    painted(desk)
    return desk


def reads(tab: Tab, name: str) -> str:
    """Return what one of the desk's dials shows."""
    return tab.locator(f"#deckgen-presenter-top [data-show={name}]").inner_text()


def test_the_desk_shows_what_a_speaker_needs(opening: Opening) -> None:
    """This slide, the next one, the notes with their citations, the list of slides, the clocks."""
    show = opening(query="#the-speech")
    desk = desk_of(show)
    assert desk.evaluate(AT) == "2"
    assert "The speech was met in silence" in desk.locator("#deckgen-next").inner_text()
    assert "one could hear a pin drop (Wood)" in desk.locator("#deckgen-notes").inner_text()
    assert desk.locator("#deckgen-list a").count() == 17
    assert desk.locator("#deckgen-list [aria-current]").inner_text() == "2. The speech"
    assert reads(desk, "elapsed") == "0:00"
    assert reads(desk, "left") == "15:00"
    assert ":" in reads(desk, "clock")


def test_either_window_moves_both(opening: Opening) -> None:
    """A key in one window shows in the other, forwards and backwards, point by point."""
    show = opening(query="#the-speech-was-met-in-silence")
    desk = desk_of(show)
    desk.keyboard.press("ArrowRight")
    show.until_at(4)
    desk.keyboard.press("ArrowRight")
    show.until(f"{SHOWN} === 1")
    show.press("ArrowRight")
    show.until(f"{SHOWN} === 2", desk)
    show.press("ArrowLeft", "ArrowLeft", "ArrowLeft")
    show.until(f"{AT} === '3'", desk)
    desk.locator("#deckgen-list a").nth(12).click()
    show.until_at(13)
    desk.keyboard.press("b")
    show.until("!document.querySelector('#deckgen-blank').hidden")
    show.press("b")
    show.until("document.querySelector('#deckgen-blank').hidden", desk)


def test_the_next_point_is_seen_before_it_is_shown(opening: Opening) -> None:
    """On a slide that is built the second picture is the same slide with one point more."""
    show = opening(query="#points-one-by-one")
    desk = desk_of(show)
    later = "document.querySelectorAll('#deckgen-next [data-step]:not(.later)').length"
    assert desk.evaluate(later) == 1
    desk.keyboard.press("ArrowRight")
    assert desk.evaluate(later) == 2
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("ArrowRight")
    assert desk.locator("#deckgen-next").inner_text().startswith("A paragraph")
    ids = desk.evaluate(
        "[...document.querySelectorAll('[id]')].map(one => one.id)"
        ".filter((id, n, all) => all.indexOf(id) !== n)"
    )
    assert ids == []


def test_the_windows_find_each_other_again(opening: Opening) -> None:
    """Each window can be loaded again, and the two go on together."""
    show = opening(query="#the-speech")
    desk = desk_of(show)
    show.reload(desk)
    show.until("document.documentElement.dataset.view === 'presenter'", desk)
    show.press("ArrowRight")
    show.until(f"{AT} === '3'", desk)
    show.until("history.state && location.hash === '#the-speech-was-met-in-silence'")
    show.reload()
    show.tab.evaluate("() => addEventListener('message', () => { window.called = true })")
    show.until("window.called")
    show.press("ArrowRight")
    show.until(f"{AT} === '4'", desk)
    desk.keyboard.press("Alt+ArrowRight")
    show.until_at(5)


def moved_twice(opening: Opening) -> tuple[Opened, Tab, str]:
    """Return the slides after two moves, their desk, which knows of them, and the token of both."""
    show = opening(query="#the-speech")
    desk = desk_of(show)
    token = desk.evaluate("new URLSearchParams(location.search).get('presenter')")
    show.press("ArrowRight", "ArrowRight")
    show.until(f"{AT} === '4'", desk)
    return show, desk, token


def test_old_news_move_nothing(opening: Opening) -> None:
    """What one window says before it has heard of the other's move does not take the move back."""
    show, desk, token = moved_twice(opening)
    old = f"{{deckgen: '{token}', what: 'at', turn: 1, edit: 1, n: 1, step: 0, blank: ''}}"
    desk.evaluate(f"opener.postMessage({old}, '*')")
    show.tab.wait_for_timeout(300)
    assert (show.at, desk.evaluate(AT)) == ("4.0", "4")


def test_what_is_set_takes_no_move_back(opening: Opening) -> None:
    """What is set at the desk before it has heard of a move leaves the slides where they are."""
    show, desk, token = moved_twice(opening)
    meanwhile = f"{{deckgen: '{token}', what: 'at', turn: 1, edit: 99, n: 1, step: 0, blank: 'black'}}"
    desk.evaluate(f"opener.postMessage({meanwhile}, '*')")
    show.until("document.querySelector('#deckgen-blank').className === 'black'")
    assert (show.at, desk.evaluate(AT)) == ("4.0", "4")


def test_moves_at_the_same_moment_end_at_one_slide(opening: Opening) -> None:
    """Where both windows have moved before they heard of each other, the one with the slides is right."""
    show = opening(query="#the-speech")
    desk = desk_of(show)
    token = desk.evaluate("new URLSearchParams(location.search).get('presenter')")
    show.press("ArrowRight")
    show.until(f"{AT} === '3'", desk)
    show.until("history.state.turn === 1")
    crossed = f"{{deckgen: '{token}', what: 'at', turn: 1, edit: 1, n: 9, step: 0, blank: ''}}"
    desk.evaluate(f"opener.postMessage({crossed}, '*')")
    show.tab.wait_for_timeout(300)
    assert (show.at, desk.evaluate(AT)) == ("3", "3")


def test_the_desk_says_when_it_is_alone(opening: Opening) -> None:
    """When the window with the slides is closed the desk says so and still turns its own pages."""
    show = opening(query="#the-speech")
    desk = desk_of(show)
    show.tab.close()
    show.until(f"{LINK}.includes('does not answer')", desk)
    desk.keyboard.press("ArrowRight")
    assert desk.evaluate(AT) == "3"


def test_nobody_else_is_listened_to(opening: Opening) -> None:
    """A message from another window, or without the token that only the two have, moves nothing."""
    show = opening(query="#the-speech")
    desk = desk_of(show)
    token = desk.evaluate("new URLSearchParams(location.search).get('presenter')")
    assert len(token) == 32
    for told in (
        f"{{deckgen: '{token}', what: 'at', turn: 99, edit: 99, n: 9, step: 0, blank: ''}}",
        "{deckgen: '', what: 'at', turn: 99, edit: 99, n: 9, step: 0}",
    ):
        show.tab.evaluate(f"postMessage({told}, '*')")
    desk.evaluate(
        "opener.postMessage({deckgen: 'guess', what: 'at', turn: 99, edit: 99, n: 9, step: 0}, '*')"
    )
    for n in ('"9"', "1.5", "null", "'__proto__'"):
        desk.evaluate(
            f"opener.postMessage({{deckgen: '{token}', what: 'at', turn: 9, edit: 9, n: {n}, step: 0}}, '*')"
        )
    stranger = show.context.new_page()
    stranger.goto("about:blank")
    stranger.evaluate("window.name = 'x'")
    show.tab.wait_for_timeout(400)
    assert show.at == "2"
    known = f"{{deckgen: '{token}', what: 'at', turn: 99, edit: 99, n: 9, step: 0, blank: ''}}"
    desk.evaluate(f"opener.postMessage({known}, '*')")
    show.until_at(10)


def test_clocks_and_pace(opening: Opening) -> None:
    """The clock starts with the talk; time, what is left, and the pace against the plan are told."""
    show = opening(every_kind())
    show.tab.clock.install(time=0)
    show.reload()
    show.tab.clock.pause_at(60_000)
    show.press("Shift+S")
    assert (reads(show.tab, "elapsed"), reads(show.tab, "pace")) == ("0:00", "—")
    show.press("ArrowRight")
    show.tab.clock.run_for(30_000)
    assert (reads(show.tab, "elapsed"), reads(show.tab, "left")) == ("0:30", "14:30")
    assert reads(show.tab, "slide") == "0:30 of 1:00"
    assert reads(show.tab, "pace") == "0:30 ahead"
    show.tab.clock.run_for(170_000)
    assert reads(show.tab, "pace") == "1:20 behind"
    assert reads(show.tab, "section") == "3:20 of 16:00"
    show.tab.get_by_role("button", name="Pause").click()
    show.tab.clock.run_for(60_000)
    assert reads(show.tab, "elapsed") == "3:20"
    show.tab.get_by_role("button", name="Start").click()
    show.tab.clock.run_for(720_000)
    assert reads(show.tab, "left") == "−0:20"
    show.tab.get_by_role("button", name="Reset").click()
    assert reads(show.tab, "elapsed") == "0:00"


def test_slides_without_minutes_share_what_is_left(opening: Opening) -> None:
    """A talk of ten minutes with one slide of four leaves two for each of the three others."""
    plain = [structs.replace(points(name=f"Slide {n}"), minutes=None) for n in range(4)]
    plain[1] = structs.replace(plain[1], minutes=4.0)
    show = opening(deck(*plain, minutes=10.0))
    show.press("Shift+S")
    plans = [reads(show.tab, "slide")]
    for _ in range(3):
        show.press("ArrowRight")
        plans.append(reads(show.tab, "slide"))
    assert [plan.partition(" of ")[2] for plan in plans] == ["2:00", "4:00", "2:00", "2:00"]


def timeless() -> Pages:
    """Return a deck that plans no time at all."""
    pages = [structs.replace(one, minutes=None) for one in (cover(), points())]
    return deck(*pages, minutes=None)


def test_without_a_plan_there_is_no_pace(opening: Opening) -> None:
    """A deck that says nothing of minutes gets a clock and no reproaches."""
    show = opening(timeless())
    show.press("Shift+S", "ArrowRight")
    assert [reads(show.tab, name) for name in ("left", "pace")] == ["—", "—"]
    assert " of " not in reads(show.tab, "slide")


def test_the_desk_in_one_window(opening: Opening) -> None:
    """Shift and S turn the only screen into the desk; Escape turns it back at the slide reached."""
    show = opening()
    show.press("Shift+S")
    assert show.view == "presenter"
    assert show.press("ArrowRight") == "2"
    assert show.tab.locator("#deckgen-notes").is_visible()
    assert show.tab.locator("#deckgen-next").is_visible()
    show.press("Escape")
    assert (show.view, show.at) == ("show", "2")
    assert show.tab.locator("#deckgen-next").is_hidden()


def test_larger_notes(opening: Opening) -> None:
    """The notes grow and shrink at a button."""
    show = opening(query="#the-speech")
    show.press("Shift+S")
    size = "parseFloat(getComputedStyle(document.querySelector('#deckgen-notes p')).fontSize)"
    before = show.tab.evaluate(size)
    show.tab.get_by_role("button", name="Larger notes").click()
    assert show.tab.evaluate(size) == pytest.approx(before * 1.15, abs=0.2)
    show.tab.get_by_role("button", name="Smaller notes").click()
    assert show.tab.evaluate(size) == pytest.approx(before, abs=0.2)
