"""By what a slide or a shape is found again after another program had the file: names, marks, the base."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from deckgen.writers.pptx import write_pptx
from deckgen.writers.pptx.base import base_text
from deckgen.writers.pptx.write import parts_of
from tests.building import DECKS, OUTLINES, walk
from tests.writers.pptx import sample

_FALLBACK = re.compile(r"<mc:Fallback>.*?</mc:Fallback>", re.DOTALL)
_NAME = re.compile(r'<p:cNvPr [^>]*name="(dg:[^"]+)"')


@pytest.mark.parametrize("outline", [*OUTLINES, *DECKS], ids=lambda path: path.stem)
def test_no_two_shapes_share_a_name(outline: Path, tmp_path: Path) -> None:
    """Names are unique in the whole deck, and every slide's notes page names its page."""
    walked = walk(outline, tmp_path)
    archive = zipfile.ZipFile(walked.deck)
    slides = [one for one in archive.namelist() if one.startswith("ppt/slides/s")]
    texts = [_FALLBACK.sub("", archive.read(one).decode()) for one in slides]
    names = Counter(name for text in texts for name in _NAME.findall(text))
    assert [name for name, count in names.items() if count > 1] == []
    notes = [archive.read(one).decode() for one in archive.namelist() if one.startswith("ppt/notesSlides/n")]
    marks = [name for text in notes for name in _NAME.findall(text) if name.endswith("/#slide")]
    assert marks == [f"dg:{page.id}/#slide" for page in walked.pages.pages]


def test_a_slide_goes_on_under_a_name_that_no_other_may_have(tmp_path: Path) -> None:
    """A long slide with an id and one that is called like its second page do not share their names."""
    long = ", ".join(f'"Point {place} of a list that goes on and on over the slide"' for place in range(24))
    head = "title: T\nsections:\n  a:\n    title: A\n    slides:\n"
    talk = tmp_path / "talk.yaml"
    talk.write_text(
        f"{head}      - {{id: long, title: Long, bullets: [{long}]}}\n"
        "      - {id: long-2, title: Another, bullets: [One]}\n",
        encoding="utf-8",
    )
    ids = [page.id for page in walk(talk, tmp_path / "out").pages.pages]
    assert {"long", "long.2", "long-2"} <= set(ids)
    assert len(set(ids)) == len(ids)


def test_the_base_is_in_the_file_and_can_be_left_out() -> None:
    """What was generated stands in a part of its own, the same bytes each time, or nowhere."""
    pages = sample.every_kind()
    with_base, without = write_pptx(pages), write_pptx(pages, with_base=False)
    assert with_base == write_pptx(pages)
    assert "customXml/item1.xml" in zipfile.ZipFile(io.BytesIO(with_base)).namelist()
    assert not [one for one in zipfile.ZipFile(io.BytesIO(without)).namelist() if "customXml" in one]
    base = json.loads(base_text("deck", parts_of(pages)))
    archive = zipfile.ZipFile(io.BytesIO(without))
    slides = [one for one in archive.namelist() if one.startswith("ppt/slides/s")]
    assert [one for one in base["parts"] if one.startswith("ppt/slides/s")] == slides
    assert len(with_base) - len(without) < 0.2 * len(without), "the base is compact"
