"""What makes slides hard to follow is reported, and right slides are left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from deckgen.check import check as check_module
from deckgen.check.check import SWITCHES
from tests.check.talk import check, kinds

MANY = " ".join(["tambora"] * 45)
READ_OUT = "Every farm in the valley lost its harvest to the frost of that cold July"


def slide(body: str, notes: str = "") -> str:
    """Return a slide of a list."""
    said = f"        notes: {notes}\n" if notes else ""
    return f"      - title: A title of its own\n        id: s\n{body}{said}"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (f"        text: {MANY}\n", "many-words"),
        (f"        bullets: [{MANY}]\n", "many-words"),
        (f"        text: {'火山の夏' * 21}\n", "many-words"),
        ("        bullets: [a, b, c, d, e, f]\n", "long-list"),
        ("        bullets: [{a: [{b: [c]}]}]\n", "deep-list"),
        (f"        bullets: [a, {'word ' * 34}]\n", "long-point"),
        (f"        bullets: [a, {{b: [{'word ' * 34}]}}]\n", "long-point"),
        (f"        numbered: [a, {'火山の夏' * 21}]\n", "long-point"),
        ("        image: {file: a.png, decorative: true}\n", "decorative-picture"),
        ("        media: {file: a.MP4, alt: A mill at work}\n", "no-captions"),
        (f"        quote: {MANY}\n", "long-quotation"),
        (f"        passage: {MANY} {MANY} {MANY}\n", "long-passage"),
        ("        text: '**a** and **b** and **c** and **d**'\n", "much-emphasis"),
        ("        text: see [here](https://example.org)\n", "empty-link"),
        ("        text: see [click here!](#s)\n", "empty-link"),
        ("        image: {file: a.png, alt: IMG_2044.jpg}\n", "poor-alt"),
        ("        image: {file: a.png, alt: a picture}\n", "poor-alt"),
        (f"        image: {{file: a.png, alt: {'word ' * 60}}}\n", "poor-alt"),
    ],
)
def test_what_is_hard_to_follow_is_reported(body: str, kind: str) -> None:
    """Each kind where it is planted."""
    assert kind in [one for _, one in kinds(check(slide(body)))]


SCRIPT = " ".join(["They kept what little grain there was for the winter."] * 6)


def written_out(last: str, notes: str) -> list[str]:
    """Return what is found on the last slide of a talk whose other notes are a script."""
    others = "".join(f"      - {{title: T{at}, text: So., notes: {SCRIPT}}}\n" for at in range(3))
    return [
        kind for where, kind in kinds(check(others + slide(f"        text: {last}\n", notes))) if where == "s"
    ]


def test_slides_are_held_against_notes_that_are_a_script() -> None:
    """Notes of a word or two where the others are written out; more to read than there is time for."""
    assert written_out("So.", "See there.") == ["short-notes"]
    assert written_out(" ".join(["word"] * 36), SCRIPT[:120]) == ["dense"]
    assert written_out(" ".join(["word"] * 36), f"{SCRIPT} {SCRIPT}") == []


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Results", ["topic-title"]),
        ("Zusammenfassung:", ["topic-title"]),
        ("The results were a surprise", []),
        ("A " + "very " * 20 + "long title", ["long-title"]),
        (
            "火山の噴火によって夏が失われた年にヨーロッパの農民たちは何を食べて生き延びたのかを考えてみる",
            ["long-title"],
        ),
    ],
)
def test_titles_that_say_little_or_much(title: str, kind: list[str]) -> None:
    """A title of any talk, or one of more than two lines."""
    found = kinds(check(slide("        text: So.\n").replace("A title of its own", title)))
    assert [one for where, one in found if where == "s"] == kind


def test_an_effect_between_slides_is_a_tip() -> None:
    """Once for the talk, and not where there is none."""
    slides = slide("        text: So.\n")
    assert kinds(check(slides, "transition: fade\n")) == [(None, "transition")]
    assert kinds(check(slides, "transition: none\n")) == []


def test_notes_that_read_the_slide_out() -> None:
    """Notes in the slide's own words are reported, notes that explain it are not."""
    body = f"        text: {READ_OUT}\n"
    assert "read-aloud" in [one for _, one in kinds(check(slide(body, READ_OUT)))]
    other = "Think of what that means for a family that lives from what it grows, and has nothing else"
    assert "read-aloud" not in [one for _, one in kinds(check(slide(body, other)))]


@pytest.mark.parametrize(
    "body",
    [
        "        bullets: [Many left, Some stayed, None returned, All were poor, It was cold]\n",
        "        numbered: [a, b, c, d, e, f]\n",
        "        bullets: [{a: [b, c]}]\n",
        "        text: see [the map of Tambora](https://example.org) and [more on frost](#s)\n",
        "        image: {file: a.png, alt: 'Photo of a street in Geneva, 1816'}\n",
        f"        table: {{columns: [a, b], rows: [[{MANY}, x]]}}\n",
        f"        compare: {{sides: [a, b], rows: [[{MANY}, x, y]]}}\n",
        f"        text: {'well-known and-so-on ' * 19}\n",
        "        text: '**One** word of three is **strong**'\n",
        f"        bullets: [a, '{'[wordy](https://example.org/a-long-address) ' * 20}']\n",
        "        media: {file: a.mp4, alt: A mill at work, captions: a.vtt}\n",
        "        media: {file: a.mp3, alt: A mill at work}\n",
        "        media: {file: a.mp4, alt: A mill at work, loop: true}\n",
    ],
)
def test_what_is_right_is_left_alone(body: str) -> None:
    """Nothing about the slide's design is said."""
    planted = {
        "many-words",
        "long-list",
        "deep-list",
        "much-emphasis",
        "empty-link",
        "poor-alt",
        "read-aloud",
        "long-point",
        "decorative-picture",
        "no-captions",
    }
    assert not planted & {one for _, one in kinds(check(slide(body)))}


SCENES: dict[str, tuple[str, str, str]] = {
    "quotations": ("misquoted", slide("        quote: covered with floating ashes, thick enough\n"), ""),
    "numbers": ("number-differs", slide("        text: 'Of its 4,300 metres, 2,950 were left'\n"), ""),
    "names": ("name-differs", slide("        text: Tambora stands on the island of Java\n"), ""),
    "statements": (
        "says-otherwise",
        slide("        text: People made the weather, but a mountain made the hunger\n"),
        "",
    ),
    "sources": ("source-dropped", slide("        text: 'Of its 4,300 metres, 2,850 were left'\n"), ""),
    "paragraphs": ("from-beyond", slide("        text: So.\n        from: 40\n"), ""),
    "time": ("too-long", slide("        text: So.\n", f"{SCRIPT} {SCRIPT} {SCRIPT}"), "minutes: 1\n"),
    "titles": ("topic-title", slide("        text: So.\n").replace("A title of its own", "Results"), ""),
    "transitions": ("transition", slide("        text: So.\n"), "transition: fade\n"),
    "words": ("many-words", slide(f"        text: {MANY}\n"), ""),
    "lists": ("long-list", slide("        bullets: [a, b, c, d, e, f]\n"), ""),
    "reading-aloud": ("read-aloud", slide(f"        text: {READ_OUT}\n", READ_OUT), ""),
    "emphasis": ("much-emphasis", slide("        text: '**a** **b** **c** **d**'\n"), ""),
    "sections": (
        "many-sections",
        slide("        text: So.\n")
        + "".join(f"  s{at}:\n    title: T{at}\n    slides: [{{statement: So.}}]\n" for at in range(5)),
        "",
    ),
    "alt": ("poor-alt", slide("        image: {file: a.png, alt: a picture}\n"), ""),
    "links": ("empty-link", slide("        text: see [here](https://example.org)\n"), ""),
    "pictures": ("decorative-picture", slide("        image: {file: a.png, decorative: true}\n"), ""),
    "captions": ("no-captions", slide("        media: {file: a.webm, alt: A mill at work}\n"), ""),
    "speakers": (
        "no-speaker",
        slide("        text: So.\n        speaker: Ann\n") + "      - statement: So.\n",
        "",
    ),
}
"""What is switched → a kind that it reports, and a talk in which it does: slides, and lines at the head."""


@pytest.mark.parametrize("name", SWITCHES)
def test_each_check_can_be_switched_off(name: str) -> None:
    """What it reports is there, and gone when the outline says so; nothing else goes."""
    kind, slides, head = SCENES[name]
    every = kinds(check(slides, head))
    assert kind in [one for _, one in every]
    kept = kinds(check(slides, f"{head}check:\n  {name}: off\n"))
    assert kept == [one for one in every if one[1] not in SWITCHES[name]]


def test_everything_that_is_found_can_be_switched_off() -> None:
    """Each kind that the checks name belongs to one switch, but for what a teacher asks."""
    named = set()
    for file in Path(check_module.__file__).parent.rglob("*.py"):
        if file.parent.name != "access":
            text = file.read_text(encoding="utf-8")
            named |= set(re.findall(r'finding\(\s*[\w.]+,\s*"([a-z-]+)"', text))
            named |= set(re.findall(r'(?:kind = |Verdict\()"([a-z-]+)"', text))
    listed = [kind for kinds_of_it in SWITCHES.values() for kind in kinds_of_it]
    assert len(listed) == len(set(listed))
    assert named - set(listed) == {"requirement"}
