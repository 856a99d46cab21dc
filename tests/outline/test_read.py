"""A good outline, read into values."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from deckgen.outline import model
from deckgen.outline.read import read_outline
from deckgen.outline.traps.traps import find_traps
from deckgen.schema.source import source_of
from tests.work import calls

ROOT = Path(__file__).resolve().parent.parent.parent
OUTLINES = sorted((ROOT / "outlines").glob("*.yaml"))
PATH = Path("talk.yaml")

SHORT_AND_FULL = """\
title: The talk
author:
  - Ada
  - Grace
references:
  - works.bib
  - kort:
      author: [Kort, "Kort, M."]
      year: 1996
  - more.json
cover: false
sections:
  one:
    title: One
    from: 1-3
    slides:
      - title: A slide
        id: first
        bullets:
          - one
          - two:
              - three
              - four
        notes: |
          First.

          Second.
        build: true
        minutes: 1.5
      - quote: Words
      - quote:
          text: Words
          by: Ada
          cite: "[@kort]"
      - image: map.png
        text:
          - One.
          - |
            Two.

            Three.
        title: Beside
      - title: Table
        table: trade.csv
      - title: Table
        table:
          columns: [a, ""]
          rows:
            - [1, ~]
      - title: Columns
        columns:
          - bullets:
              - one
          - title: Right
            text: two
      - question: Why?
      - question: {prompt: Why?, task: Talk, minutes: 3}
      - title: Number
        number: {value: "20,000", label: words}
      - title: Passage
        passage:
          text: Long
          notes: [one, two]
      - title: Times
        timeline:
          - date: 1953
            event: Stalin dies
"""


def _outline() -> model.Outline:
    reading = read_outline(SHORT_AND_FULL.encode(), PATH)
    assert reading.diagnostics == ()
    assert reading.outline is not None
    return reading.outline


def test_the_head_of_the_file() -> None:
    """Lists and single values, references and their files, switches and what they usually are."""
    outline = _outline()
    assert [str(one) for one in outline.authors] == ["Ada", "Grace"]
    assert [str(one) for one in outline.reference_files] == ["works.bib", "more.json"]
    (work,) = outline.references
    assert str(work.key) == "kort"
    assert [(str(one.name), [str(value) for value in one.values]) for one in work.fields] == [
        ("author", ["Kort", "Kort, M."]),
        ("year", ["1996"]),
    ]
    assert (outline.cover, outline.roadmap, outline.works_cited) == (False, True, True)
    assert outline.minutes is None


def test_a_cover_may_have_a_picture() -> None:
    """A group says what it is of; true and false say whether there is a cover at all."""
    head = "title: T\ncover:\n  file: a.png\n  alt: A\n  credit: B\n"
    rest = "sections:\n  one:\n    title: O\n    slides:\n      - {title: x, text: y}\n"
    reading = read_outline((head + rest).encode(), Path("talk.yaml"))
    assert reading.diagnostics == ()
    assert reading.outline is not None
    image = reading.outline.cover_image
    assert image is not None
    assert reading.outline.cover
    assert [str(one) for one in (image.file, image.alt, image.credit)] == ["a.png", "A", "B"]
    assert _outline().cover_image is None


def test_short_and_full_forms_of_what_fills_a_slide() -> None:
    """Both ways of writing lead to the same kinds of value, in the file's order."""
    (section,) = _outline().sections
    assert str(section.paragraphs) == "1-3"
    blocks = [slide.blocks for slide in section.slides]
    bullets = blocks[0][0]
    assert isinstance(bullets, model.Bullets)
    assert [(str(one.text), [str(child.text) for child in one.children]) for one in bullets.items] == [
        ("one", []),
        ("two", ["three", "four"]),
    ]
    short, full = blocks[1][0], blocks[2][0]
    assert isinstance(short, model.Quote)
    assert isinstance(full, model.Quote)
    assert (str(short.text), short.by, str(full.by), str(full.cite)) == ("Words", None, "Ada", "[@kort]")
    image, prose = blocks[3]
    assert isinstance(image, model.Image)
    assert isinstance(prose, model.Prose)
    assert [str(one) for one in prose.paragraphs] == ["One.", "Two.", "Three."]
    csv, table = blocks[4][0], blocks[5][0]
    assert isinstance(csv, model.Table)
    assert isinstance(table, model.Table)
    assert str(csv.file) == "trade.csv"
    assert [[str(cell) for cell in row] for row in (table.columns, *table.rows)] == [["a", ""], ["1", "~"]]
    columns = blocks[6][0]
    assert isinstance(columns, model.Columns)
    assert [type(one.blocks[0]) for one in columns.columns] == [model.Bullets, model.Prose]
    question = blocks[8][0]
    assert isinstance(question, model.Question)
    assert question.minutes is not None
    assert question.minutes.value == 3
    passage = blocks[10][0]
    assert isinstance(passage, model.Passage)
    assert [str(one) for one in passage.notes] == ["one", "two"]


def test_what_stands_on_every_slide() -> None:
    """Id, notes with their paragraphs, minutes and switches."""
    slide = _outline().sections[0].slides[0]
    assert str(slide.id) == "first"
    assert str(slide.notes) == "First.\n\nSecond."
    assert slide.minutes is not None
    assert slide.minutes.value == 1.5
    assert (slide.build, slide.hidden) == (True, False)


def test_spans_cover_what_they_stand_for() -> None:
    """A slide's span reaches from its first name to its last value, without the blank behind it."""
    slide = _outline().sections[0].slides[0]
    lines = SHORT_AND_FULL.splitlines()
    assert lines[slide.span.line - 1][slide.span.column - 1 :] == "title: A slide"
    assert lines[slide.span.end_line - 1][: slide.span.end_column - 1].strip() == "minutes: 1.5"
    assert slide.notes is not None
    at = slide.notes.at(8, 14)
    assert lines[at.line - 1][at.column - 1 : at.end_column - 1] == "Second"


@pytest.mark.parametrize("path", OUTLINES, ids=lambda path: path.stem)
def test_every_example_is_read_in_silence(path: Path) -> None:
    """The outlines that are shown as examples have neither errors nor warnings."""
    reading = read_outline(path.read_bytes(), path)
    assert reading.diagnostics == ()
    assert reading.outline is not None


@pytest.mark.parametrize("path", OUTLINES, ids=lambda path: path.stem)
def test_every_text_is_found_in_the_file(path: Path) -> None:
    """Each letter of each title and each note stands in the file where its mark says."""
    lines = path.read_text(encoding="utf-8").splitlines()
    outline = read_outline(path.read_bytes(), path).outline
    assert outline is not None
    for slide in (slide for section in outline.sections for slide in section.slides):
        for text in filter(None, (slide.title, slide.notes)):
            for offset in range(0, len(text.value), 7):
                if text.value[offset].isalpha():
                    at = text.at(offset, offset + 1)
                    assert lines[at.line - 1][at.column - 1] == text.value[offset]


def test_looking_for_traps_is_work_in_proportion() -> None:
    """Twenty times the lines are twenty times the work, with and without traps in them."""
    slide = ("title: {}", "bullets:", "- {}", "- {}", "notes: |", "  Said.", "")
    body = "      - " + "\n        ".join(slide) + "\n"
    head = "title: x\nsections:\n  one:\n    title: One\n    slides:\n"
    for filled in (body.format("A", "b", "c"), body.format("A: b", "*c*", '"d" e')):
        small, large = (source_of(head + filled * count, PATH) for count in (60, 1200))
        few, many = (calls(functools.partial(find_traps, one)) for one in (small, large))
        assert many < 21 * few


@pytest.mark.parametrize("value", ["{[a, b]: c}", "{? [a, b] : c}", "{{a: b}}"])
def test_a_list_or_group_in_place_of_a_name_is_reported(value: str) -> None:
    """Braces whose name is no text, where a text is expected, are an error of the outline."""
    data = f"title: T\nreferences:\n  kort: {{title: x, zz: {value}}}\n".encode()
    messages = [one.message for one in read_outline(data, Path("talk.yaml")).diagnostics]
    assert any("expected" in one for one in messages)
