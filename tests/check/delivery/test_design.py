"""What makes slides hard to follow is reported, and right slides are left alone."""

from __future__ import annotations

import pytest

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
    }
    assert not planted & {one for _, one in kinds(check(slide(body)))}
