"""Changes of single values in an outline's file: only their bytes change, however they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.outline.write.slides import hide, reorder, take_out, write_ids
from deckgen.outline.write.splice import (
    Unwritable,
    insert_item,
    outline_of,
    remove_item,
    replace_part,
    scalar,
    texts_in,
)

PATH = Path("talk.yaml")

TALK = """\
title: A talk   # the title

sections:
  one:
    title: 'It''s the first'
    slides:
      # on the first slide
      - id: first
        title: "Two \\u00e4 words"
        bullets:
          - One point    # keep me
          - A point with points:
              - below
          - Last point
        notes: |
          Say it.

          Twice.

      - title: In brackets
        bullets: [above, "it: here"]

      - title: Folded
        text: >-
          Running text
          goes on.
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("A talk", "My talk", "title: My talk   # the title"),
        ("A talk", "My talk: on colons", 'title: "My talk: on colons"   # the title'),
        ("first", "fir'st", "    title: 'It''s the fir''st'"),
        ("words", 'wo"rds\\', '        title: "Two \\u00e4 wo\\"rds\\\\"'),
        ("One point", "12:30", '          - "12:30"    # keep me'),
        ("One point", "no", '          - "no"    # keep me'),
        ("above", "b, c", '        bullets: ["b, c", "it: here"]'),
        ("it: here", "it: there", '        bullets: [above, "it: there"]'),
        ("Twice.", "Three times.", "          Three times."),
        ("goes on.", "stops.", "          stops."),
    ],
)
def test_a_change_touches_its_line_only(old: str, new: str, line: str) -> None:
    """Quotes, comments, indentation and all other lines stay as they are."""
    found = next(one for one in texts_in(outline_of(TALK, PATH)) if old in one.value)
    start = found.value.index(old)
    changed = replace_part(TALK, found, start, start + len(old), new)
    before, after = TALK.splitlines(), changed.splitlines()
    differing = [two for one, two in zip(before, after, strict=True) if one != two]
    assert differing == [line]


def test_a_windows_file_keeps_its_line_ends() -> None:
    """Every line still ends as it did."""
    source = TALK.replace("\n", "\r\n")
    found = next(one for one in texts_in(outline_of(source, PATH)) if one.value == "One point")
    changed = insert_item(replace_part(source, found, 0, 3, "A"), found, "Another")
    assert changed.count("\r\n") == changed.count("\n") == source.count("\n") + 1


def test_items_come_and_go() -> None:
    """A point is put in after another in lists of lines and in brackets, and taken out; others stay."""
    points = {one.value: one for one in texts_in(outline_of(TALK, PATH))}
    more = insert_item(TALK, points["One point"], "# a point")
    assert '          - One point    # keep me\n          - "# a point"\n' in more
    assert '[above, new, "it: here"]' in insert_item(TALK, points["above"], "new")
    assert "keep me" not in remove_item(TALK, points["One point"])
    assert "bullets: [above]" in remove_item(TALK, points["it: here"])
    assert 'bullets: ["it: here"]' in remove_item(TALK, points["above"])
    with pytest.raises(Unwritable):
        remove_item(TALK, points["A point with points"])


def test_slides_move_with_their_comments() -> None:
    """The lines of a slide go where it goes, what stands above it as a comment, too."""
    outline = outline_of(TALK, PATH)
    first, second, third = (slide.span.line for slide in outline.sections[0].slides)
    moved = reorder(TALK, outline, [(0, [third, first, second])])
    assert moved.index("Folded") < moved.index("# on the first slide") < moved.index("id: first")
    assert sorted(moved.split()) == sorted(TALK.split())
    without = take_out(TALK, outline, third)
    assert "Folded" not in without
    assert "Last point" in without


def test_slides_are_hidden_and_named() -> None:
    """`hidden` and `id` are lines of their own, put in and taken out."""
    outline = outline_of(TALK, PATH)
    first, _, second = outline.sections[0].slides
    hidden = hide(TALK, second, hidden=True)
    assert "      - hidden: true\n        title: Folded" in hidden
    again = outline_of(hidden, PATH).sections[0].slides[2]
    assert again.hidden
    assert write_ids(TALK, outline, {second.span.line: "fold", first.span.line: "no"}) == TALK.replace(
        "- title: Folded", "- id: fold\n        title: Folded"
    )


def test_words_that_yaml_takes_for_something_else_are_quoted() -> None:
    """YAML 1.1 reads yes, 12:30 and ~ as no text."""
    quoted = ("yes", "12:30", "~", "1.0", "a: b", "- a", "a #b", "", " a", "[a]")
    assert [one for one in quoted if not scalar(one).startswith('"')] == []
    assert scalar("plain words, with a comma") != '"plain'
    assert scalar("plain words") == "plain words"
