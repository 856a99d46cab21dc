"""Hostile decks opened and worked in a browser: nothing runs, nothing is asked for, the text is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.build import build
from deckgen.compile import Options
from deckgen.diagnostics import DeckgenError
from deckgen.layout.pages import Pages
from tests.building import SERVICES, walk
from tests.writers.html.conftest import Opened, Opening
from tests.writers.html.hostile import HIT, HOSTILE, OUTLINE, REFUSED, hostile
from tests.writers.html.sample import deck, points

RAN = "'hit' in window"
SCRIPTS = "document.querySelectorAll('script, iframe, object, embed, .slide svg').length"


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages of a hostile outline, by the walk that users take."""
    folder = tmp_path_factory.mktemp("sent")
    outline = folder / "sent.yaml"
    outline.write_text(OUTLINE, encoding="utf-8")
    return walk(outline, folder).pages


STRAIGHT = str.maketrans("“”‘’", "\"\"''")
"""Quotation marks as they are typed; slides show the language's."""


def work_through(show: Opened) -> None:
    """Walk all slides, follow what can be followed, open everything that shows text again."""
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "t", "t", "o", "Escape", "Home", "ArrowRight"):
        show.press(key)
    for link in show.tab.locator(".page.on a[href^='#']").all():
        link.dispatch_event("click")
    show.press("/")
    show.tab.keyboard.type("script")
    show.press("Escape")
    with show.context.expect_page() as opening:
        show.tab.keyboard.press("s")
    desk = show.watch(opening.value)
    show.until("document.documentElement.dataset.view === 'presenter'", desk)
    desk.keyboard.press("ArrowRight")
    desk.wait_for_timeout(200)
    assert not desk.evaluate(RAN)
    desk.close()
    show.press("r")
    show.tab.pdf()


def test_nothing_in_any_text_of_a_deck_runs(opening: Opening) -> None:
    """Titles, points, code, notes, ids, keys, names, labels and addresses are shown as they were typed."""
    show = opening(hostile())
    work_through(show)
    assert not show.tab.evaluate(RAN)
    assert show.tab.evaluate(SCRIPTS) == 2, "the file's own scripts are all there are"
    for place in (".l0 .p", "code", ".notes p"):
        assert HOSTILE in (show.tab.locator(f".page {place}").first.text_content() or "")
    assert show.tab.title().endswith(HOSTILE)
    schemes = "[...document.querySelectorAll('a[href]')].map(one => new URL(one.href).protocol)"
    assert set(show.tab.evaluate(schemes)) == {"https:", "file:"}


def test_nothing_in_an_outline_runs(opening: Opening, sent: Pages) -> None:
    """A whole outline of scripts, handlers, drawings and template syntax is a talk about them."""
    show = opening(sent)
    work_through(show)
    assert not show.tab.evaluate(RAN)
    assert show.tab.evaluate(SCRIPTS) == 2
    text = (show.tab.locator("main").text_content() or "").translate(STRAIGHT)
    for typed in (
        f"<svg onload={HIT}> \"quoted\" 'twice'",
        f"<script>{HIT}</script> and <b> and ${{1+1}} and 7+7 and {{% if 1 %}}",  # a blank, and never 14
        f"</script></code></pre><script>{HIT}</script>",
        f'<!-- <img src=x onerror="{HIT}"> {{{{7+7}}}}',
        f"</script><script>{HIT}</script> in the notes",
    ):
        assert typed in text


@pytest.mark.parametrize("said", REFUSED)
def test_an_outline_cannot_hold_what_runs(tmp_path: Path, said: str) -> None:
    """A link to a script or a file, and HTML of one's own, are errors of the outline; nothing is written."""
    outline = tmp_path / "trap.yaml"
    slide = f"      - title: One\n        text: '{said}'\n"
    outline.write_text(f"title: A trap\nsections:\n  s:\n    title: S\n    slides:\n{slide}")
    with pytest.raises(DeckgenError):
        build(Options(outline, to="html"), SERVICES)
    assert list(tmp_path.glob("*.html")) == []


@pytest.mark.parametrize(
    "attempt",
    [
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'hit = 1'}))",
        "document.body.insertAdjacentHTML('beforeend', '<img src=data:, onerror=\"hit = 1\">')",
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">')",
        "location.href = 'javascript:hit=1'",
        "document.body.append(Object.assign(document.createElement('img'), {src: 'https://example.org/'}))",
    ],
)
def test_the_policy_would_stop_it(opening: Opening, attempt: str) -> None:
    """Were something let through all the same, the browser would not run it, and these tests would see it."""
    show = opening(deck(points()))
    show.tab.evaluate(f"() => {{ {attempt} }}")
    for _ in range(3000):
        if any("Content Security Policy" in trouble for trouble in show.troubles):
            break
        show.tab.wait_for_timeout(50)
    assert any("Content Security Policy" in trouble for trouble in show.troubles)
    assert not show.tab.evaluate(RAN)
    show.troubles.clear()
