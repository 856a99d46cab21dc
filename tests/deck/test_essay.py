"""`essay:` and `from:` in the outline → the Deck's essay, and what of it sections and slides cover."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.compile import Compiled, Options, compile_outline
from deckgen.deck.essay import KINDS
from tests.building import SERVICES

OUTLINE = """\
title: T
essay: {essay}
sections:
  one:
    title: One
    from: 2-4
    slides:
      - {{title: A slide that says something, from: 3, bullets: [One, Two]}}
      - {{title: A slide of my own, bullets: [Three, Four]}}
"""


def compiled(folder: Path, essay: str) -> Compiled:
    """Compile an outline in a folder that names an essay."""
    path = folder / "talk.yaml"
    return compile_outline(OUTLINE.format(essay=essay), path, Options(path), SERVICES)


def test_essay_and_paragraphs_are_in_the_deck(tmp_path: Path) -> None:
    """The file's place, and the first and last paragraph of what is drawn from it, reach the Deck."""
    (tmp_path / "essay.md").write_text("An essay.", encoding="utf-8")
    made = compiled(tmp_path, "essay.md")
    assert made.diagnostics == ()
    assert made.deck is not None
    assert made.deck.essay is not None
    assert made.deck.essay.path == tmp_path / "essay.md"
    named = [*(one.paragraphs for one in made.deck.sections), *(one.paragraphs for one in made.deck.slides)]
    assert [one and (one.first, one.last) for one in named] == [None, (2, 4), None, (3, 3), None]


@pytest.mark.parametrize("ending", [*KINDS, ".DOCX"])
def test_the_kinds_of_essays(tmp_path: Path, ending: str) -> None:
    """Each kind of file that people write essays in is taken, whichever case its ending is in."""
    (tmp_path / f"essay{ending}").write_bytes(b"")
    assert compiled(tmp_path, f"essay{ending}").diagnostics == ()


@pytest.mark.parametrize(
    ("essay", "message", "hint"),
    [
        ("esay.md", 'there is no essay "esay.md"', 'did you mean "essay.md"?'),
        ("talk.docx", 'there is no essay "talk.docx"',
         "an essay is named from the outline's folder, for instance files/talk.docx"),
        ("../essay.md", 'the essay "../essay.md" lies outside the project folder mine', "copy it into mine"),
        ("https://example.org/essay.html", "is an address, and an essay has to be a file", "save it beside"),
        ("essay.doc", '"essay.doc" is not a file that an essay can be read from', "save it as one of: .md,"),
        ("texts", '"texts" is a folder, not an essay', "name the file in it: texts/…"),
    ],
)  # fmt: skip
def test_an_essay_that_cannot_be_used_is_an_error(
    tmp_path: Path, essay: str, message: str, hint: str
) -> None:
    """It is reported where the outline names it, with what to do, and there is no deck."""
    folder = tmp_path / "mine"
    (folder / "texts").mkdir(parents=True)
    for place in (folder / "essay.md", folder / "essay.doc", tmp_path / "essay.md"):
        place.write_text("An essay.", encoding="utf-8")
    made = compiled(folder, essay)
    (problem,) = made.diagnostics
    assert message in problem.message
    assert problem.hints[0].startswith(hint)
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (2, 8)
    assert made.deck is None


@pytest.mark.parametrize("typed", ["9" * 70 + "-3", "9" * 5000, "100000"])
def test_a_paragraph_that_no_essay_has_is_an_error(tmp_path: Path, typed: str) -> None:
    """A number too long to be one is reported, however long it is."""
    (tmp_path / "essay.md").write_text("An essay.", encoding="utf-8")
    path = tmp_path / "talk.yaml"
    text = OUTLINE.format(essay="essay.md").replace("2-4", typed)
    (problem,) = compile_outline(text, path, Options(path), SERVICES).diagnostics
    assert "expected a paragraph's number" in problem.message
