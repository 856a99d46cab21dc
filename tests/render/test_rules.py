"""The look at all slides together, against slides shown alone and against faults that were put in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.building import walk
from tests.render.rules import alone, broken_anywhere, judged, unfolded
from tests.render.shown import Show, opened
from tests.tools import ROOT

KINDS = ROOT / "tests" / "decks" / "kinds.yaml"


FAULTS = {
    "contents": ("button-name", "one.firstElementChild.append(document.createElement('button'))"),
    "table": ("color-contrast", "one.querySelector('h2 .p').style.color = '#cccccc'"),
    "evidence-a-picture-may-fill-the-slide": ("image-alt", "one.querySelector('img').removeAttribute('alt')"),
    "works-cited": ("aria-roles", "one.querySelector('h2').setAttribute('role', 'titel')"),
}
"""Slides, the rule that is broken on each, and how."""


@pytest.fixture(scope="module")
def show(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Show]:
    """Every kind of slide, opened."""
    made = walk(KINDS, tmp_path_factory.mktemp("rules"), "grid")
    with opened(browser, made.show, 1280, 720) as one:
        yield one


@pytest.fixture(scope="module")
def together(show: Show, axe_source: str) -> dict[str, str]:
    """The verdicts on all slides together."""
    return {one["looked"]: one["verdict"] for one in unfolded(show.page, axe_source)}


@pytest.mark.parametrize("slide", FAULTS)
def test_a_slide_is_judged_among_all_as_it_is_alone(
    show: Show, together: dict[str, str], axe_source: str, slide: str
) -> None:
    """Every rule looks at every element of a slide in both ways, and says the same unless it is unsure."""
    alone(show.page, slide)
    shown = [one for one in judged(show.page, axe_source) if one["slide"] == slide]
    assert len(shown) > 10
    assert [one for one in shown if together.get(one["looked"]) not in (one["verdict"], "unsure")] == []


def test_a_fault_on_any_slide_is_found(show: Show, axe_source: str) -> None:
    """Rules broken on purpose, on slides that are not shown, are told with their slides; no others."""
    for slide, (_, fault) in FAULTS.items():
        show.page.evaluate(f"id => {{ const one = document.getElementById(id); {fault} }}", slide)
    alone(show.page, "contents")
    told = {tuple(one.split(": ")[:2]) for one in broken_anywhere(show.page, axe_source)}
    assert told == {(slide, rule) for slide, (rule, _) in FAULTS.items()}
