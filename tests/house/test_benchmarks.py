"""What the benchmark gives to each of the two programs is the same content."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from benchmarks import tables
from benchmarks.content import ESSAY, count, markdown, outline_of, placed, stretched
from benchmarks.course import Course
from benchmarks.growth import MOST, growth
from benchmarks.plain import main as plain
from benchmarks.runs import Taken, run
from benchmarks.watch import Latencies
from pptx import Presentation

from deckgen.layout.pages import Page
from deckgen.layout.passes.links import linked


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


@pytest.mark.slow
def test_work_grows_with_the_deck_and_no_faster() -> None:
    """The short form of the benchmark: a slide of a longer deck costs no more than one of a shorter."""
    assert growth() <= MOST


@pytest.mark.slow
def test_work_that_grows_faster_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A phase that looks at every slide for each slide fails the same test."""

    def each_with_each(pages: tuple[Page, ...]) -> tuple[Page, ...]:
        for one in pages:
            sum(len(repr(other.id)) for _ in range(500) for other in pages if other.id != one.id)
        return linked(pages)

    monkeypatch.setattr("deckgen.layout.lay_out.linked", each_with_each)
    assert growth((40, 160), tries=1) > MOST


def test_the_tables_are_put_between_their_marks() -> None:
    """All of them, in place of the last ones; what Pandoc was not given the time for is said to be more."""
    second = Taken(1.0, 0.9, 50_000_000, 1000)
    names = ("cold", "warm", "unchanged", *tables.FORMATS, "python-pptx")
    ended = Taken(100.0, 99.0, 900_000_000, ended=True)
    rows = [
        tables.Row(name, slides, 3, dict.fromkeys(names, second) | {"Pandoc pptx": last})
        for name, slides, last in (("essay", 18, second), ("120 slides", 120, second), ("3,600", 3600, ended))
    ]
    many = Course(200, Taken(34.0, 33.0, 1), Taken(20.0, 36.0, 1), second)
    made = tables.tables(rows, Latencies(120, 100, 61.0, 92.0, 40.0), many, ("0.1", "1.2"))
    for cell in ("| essay | 18 | 3 | 1,000 |", "> 100,000", "< 0.010", "| median | 61 |", "1.70 ×", "> 900"):
        assert cell in made
    page = tables.PAGE.read_text(encoding="utf-8")
    once = tables.page_with(page, made)
    assert made in once
    assert tables.page_with(once, made) == once
    assert tables.page_with(once, "x").partition(tables.BEGIN)[0] == page.partition(tables.BEGIN)[0]


def test_a_run_that_takes_too_long_is_ended() -> None:
    """Its times are those until then; one that fails stops the benchmark."""
    found = run(["sleep", "1000"], limit=0.01)
    assert found.ended
    with pytest.raises(SystemExit, match="false"):
        run(["false"])


def test_the_script_with_python_pptx_has_every_slide(tmp_path: Path) -> None:
    """It is given what deckgen is given."""
    outline = placed(tmp_path) / "talk.yaml"
    stretched(ESSAY, 12, outline)
    plain(outline, tmp_path / "plain.pptx")
    assert len(Presentation(str(tmp_path / "plain.pptx")).slides) == 12
