"""What was typed → the known name that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.outline.language import fields
from deckgen.outline.read import read_outline
from deckgen.schema import compose
from deckgen.schema.closest import closest, surely


@pytest.mark.parametrize(
    ("typed", "known", "near", "sure"),
    [
        ("tilte", ["title", "table"], "title", "title"),
        ("titel", ["title", "table"], "title", "title"),
        ("Title", ["title", "table"], "title", "title"),
        ("works_cited", ["works-cited"], "works-cited", "works-cited"),
        ("Müller", ["muller", "miller"], "muller", "muller"),
        ("kort1", ["kort", "wood"], "kort", "kort"),
        ("sizes", ["size", "sides"], "size", None),
        ("byy", ["by", "to"], "by", None),
        ("bullet points", ["bullets", "text"], "bullets", None),
        ("quite another thing", ["bullets", "text"], None, None),
    ],
)
def test_what_was_meant(typed: str, known: list[str], near: str | None, sure: str | None) -> None:
    """The likeliest name is shown; sure is only what one slip of typing parts from it, and from no other."""
    assert (closest(typed, known), surely(typed, known)) == (near, sure)


def test_every_slip_in_a_field_of_a_slide_finds_it() -> None:
    """A letter doubled, dropped or swapped in any longer name leads back to that name."""
    names = fields.SLIDE.names
    for name in (one for one in names if len(one) > 4):
        slips = [name[:2] + name[1:], name[:3] + name[4:], name[:1] + name[2] + name[1] + name[3:]]
        assert [closest(slip, names) for slip in slips] == [name] * 3, slips


def test_a_file_of_endless_values_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the most values that are read, one error says so and the reading ends."""
    monkeypatch.setattr(compose, "MOST_VALUES", 50)
    names = ", ".join(f"w{number}" for number in range(60))
    found = read_outline(f"title: x\nnocite: [{names}]\n".encode(), Path("talk.yaml")).diagnostics
    assert [one.message for one in found if "values" in one.message] == ["the file holds more than 50 values"]


def test_a_letter_typed_twice_is_plain_in_short_names_too() -> None:
    """Other slips are not: `all` may be anything."""
    assert surely("altt", ["alt", "caption"]) == "alt"
    assert surely("alk", ["alt", "caption"]) is None


def test_what_stands_around_a_name_is_no_part_of_it() -> None:
    """Marks of Word and Markdown, a full stop and characters that nobody sees."""
    for typed in ("“by”", "`by`", "**by**", "by.", "by\u200b"):
        assert surely(typed, ["by", "text"]) == "by"
