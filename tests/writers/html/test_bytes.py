"""The file as bytes: what it holds, what it never holds, and whether it was changed."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from deckgen import structs
from deckgen.deck.model import Note, Run
from deckgen.structs import replace
from deckgen.structs.pieces import bytes_of
from deckgen.theme.files import template_folder
from deckgen.writers.generation import Generation
from deckgen.writers.html import generation_of, write_html
from tests.work import calls
from tests.writers.html.conftest import parsed
from tests.writers.html.hostile import HOSTILE, hostile
from tests.writers.html.sample import (
    THEME,
    deck,
    every_kind,
    many,
    page,
    picture,
    points,
    shown,
    title,
)


def test_the_same_pages_give_the_same_bytes() -> None:
    """Nothing of the clock, of chance or of an earlier run gets into the file."""
    assert write_html(every_kind()) == write_html(every_kind())


def test_a_file_knows_itself() -> None:
    """A file as written is told from one changed by a single letter, and from any other file."""
    data = write_html(every_kind())
    assert generation_of(data) is Generation.AS_WRITTEN
    assert generation_of(data.replace(b"met in silence", b"met in Silence")) is Generation.CHANGED
    assert generation_of(data + b"\n") is Generation.CHANGED
    with_fingerprint = re.search(rb'deckgen-generation" content="([0-9a-f]{64})"', data)
    assert with_fingerprint is not None
    assert generation_of(data.replace(with_fingerprint.group(1), b"0" * 64)) is Generation.CHANGED
    assert generation_of(data.replace(with_fingerprint.group(1), b"")) is Generation.CHANGED


def test_other_line_ends_are_no_change() -> None:
    """A file that a version control system gave Windows line ends is still as written."""
    data = write_html(every_kind())
    assert generation_of(data.replace(b"\n", b"\r\n")) is Generation.AS_WRITTEN


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff", b"<!DOCTYPE html><title>x</title>", b"PK\x03\x04", "ü".encode("utf-16")]
)
def test_a_foreign_file_is_foreign(data: bytes) -> None:
    """Whatever the bytes are, the answer is an answer."""
    assert generation_of(data) is Generation.FOREIGN


def test_a_seal_typed_into_the_outline_is_text() -> None:
    """The words of a seal in a title or in the notes do not stand in for the file's own."""
    forged = f'<meta name="deckgen-generation" content="{"0" * 64}">'
    pages = deck(points(name=forged), name=forged)
    data = write_html(pages)
    assert generation_of(data) is Generation.AS_WRITTEN
    assert generation_of(data.replace(b"last day", b"Last day")) is Generation.CHANGED


def test_nothing_typed_becomes_markup() -> None:
    """Hostile text everywhere an outline can put text adds no element and no attribute."""
    root = parsed(write_html(hostile()))
    assert len(root.findall(".//script")) == 2
    assert len(root.findall(".//img")) == 1
    assert root.findall(".//*[@onerror]") == []
    assert root.findall(".//*[@onload]") == []
    assert root.findtext(".//title") == HOSTILE
    assert root.find(".//img").get("alt") == HOSTILE


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//example.org",
        "file:///etc",
        " https://x y",
        "https://a\nb",
    ],
)
def test_a_link_that_leads_nowhere_good_is_text(link: str) -> None:
    """Only https, http, mailto and slides of the deck can be followed; the words stay."""
    slide = page(
        "list",
        title("list", (Run("Follow me", link=link),)),
        name="Links",
        notes=(Note((Run("and me", link=link),)),),
    )
    root = parsed(write_html(deck(slide)))
    assert root.findall(".//main//a") == []
    assert "Follow me" in root.text_content()


def test_the_policy_allows_this_file_and_nothing_else() -> None:
    """Scripts and styles are named by their hashes; nothing inline, nothing evaluated, nothing fetched."""
    data = write_html(every_kind())
    root = parsed(data)
    policy = root.find(".//meta[@http-equiv]").get("content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert (rules["img-src"], rules["media-src"]) == ("data: blob:", "data:")
    assert "unsafe" not in policy
    assert "http" not in policy
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        bodies = re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>".encode(), data, re.DOTALL)
        hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(one).digest()).decode()}'" for one in bodies]
        assert rules[rule].split() == hashes
    assert root.findall(".//*[@style]") == []


def test_a_picture_shown_twice_is_stored_once() -> None:
    """The bytes of equal pictures stand in the file a single time, and both places show them."""
    sun = picture(400, 300)
    code = base64.b64encode(bytes_of(sun.data))
    alone = deck(page("figure", title("figure", "Once"), shown("figure", sun, "a sun"), name="Once"))
    twice = deck(
        page("figure", title("figure", "Once"), shown("figure", sun, "a sun"), name="Once"),
        page("figure", title("figure", "Twice"), shown("figure", picture(400, 300), "a sun"), name="Twice"),
        page(
            "figure", title("figure", "Else"), shown("figure", replace(sun, name="b"), "a sun"), name="Else"
        ),
    )
    assert write_html(alone).count(code) == 1
    assert write_html(twice).count(code) == 1
    assert write_html(twice).count(b'alt="a sun"') == 3


def test_a_theme_cannot_break_out_of_the_styles() -> None:
    """A colour that is none is refused; a face with markup in its name stays a name."""
    face = structs.replace(THEME.faces["body"], name='x"}</style><script>', css="y;}</style><script>")
    odd = structs.replace(THEME, faces={**THEME.faces, "body": face})
    root = parsed(write_html(deck(points(), theme=odd)))
    assert len(root.findall(".//script")) == 2
    bad = structs.replace(THEME, colours={**THEME.colours, "ink": "red;}"})
    with pytest.raises(ValueError, match="not a colour"):
        write_html(deck(points(), theme=bad))


def test_the_runtime_weighs_less_than_fifty_kilobytes() -> None:
    """All scripts together, as they stand in the file; its own styles weigh half of that.

    Seventeen of them bought the board, the countdown, recordings in step, windows that find each other.
    """
    scripts = re.findall(rb"<script>(.*?)</script>", write_html(every_kind()), re.DOTALL)
    assert len(scripts) == 2
    assert sum(map(len, scripts)) < 50_000
    styles = (template_folder() / "slideshow" / "style").glob("*.css")
    assert sum(len(one.read_bytes()) for one in styles) < 25_000


def test_a_slide_costs_the_same_in_a_long_deck() -> None:
    """Ten times the slides take about ten times the bytes, and ten times the work."""
    write_html(many(2))
    few, lots = many(60), many(600)
    assert len(write_html(lots)) < 10.5 * len(write_html(few))
    assert calls(lambda: write_html(lots)) < 11 * calls(lambda: write_html(few))
