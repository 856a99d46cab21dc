"""What the benchmark gives to each of the two programs is the same content."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from benchmarks.__main__ import ESSAY
from benchmarks.content import count, markdown, outline_of, stretched


@pytest.mark.parametrize("slides", [12, 120])
def test_an_outline_is_stretched_to_the_slide(slides: int, tmp_path: Path) -> None:
    """As many slides as asked for, in the same sections, each section in its share, ids once."""
    target = tmp_path / "long.yaml"
    stretched(ESSAY, slides, target)
    had, has = outline_of(ESSAY), outline_of(target)
    assert count(target) == slides
    assert [str(section.title) for section in has.sections] == [
        str(section.title) for section in had.sections
    ]
    for before, after in zip(had.sections, has.sections, strict=True):
        assert len(after.slides) == pytest.approx(len(before.slides) * slides / count(ESSAY), abs=1)
    ids = [str(slide.id) for section in has.sections for slide in section.slides if slide.id]
    assert len(ids) == len(set(ids)) > 0


def test_pandoc_is_given_every_word_of_the_outline() -> None:
    """Each title, note, point, cell and citation of the essay's outline stands in the Markdown."""
    text = re.sub(r"[\s>|]+", " ", markdown(ESSAY))
    typed = [
        slide.notes.value for section in outline_of(ESSAY).sections for slide in section.slides if slide.notes
    ]
    typed += [
        str(slide.title) for section in outline_of(ESSAY).sections for slide in section.slides if slide.title
    ]
    source = ESSAY.read_text(encoding="utf-8").partition("\nsections:")[2]
    typed += re.findall(r"(?m)^ +- ([A-Z][^\[\]{}\n:]+)$", source)
    assert len(typed) > 50
    assert [words for words in typed if " ".join(words.split()) not in text] == []
    cited = set(re.findall(r"@(\w+)", source))
    assert cited <= set(re.findall(r"@(\w+)", text))
