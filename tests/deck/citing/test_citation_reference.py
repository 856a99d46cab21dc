"""docs/citations.md, the page on citations and references, and what it says of the files of many programs."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from deckgen.deck.citing.citations import Request, start
from deckgen.deck.citing.style_files import STYLES
from deckgen.deck.markup.inline import read_inline
from deckgen.deck.markup.pieces import Citation
from deckgen.deck.model import Run, plain
from tests.deck.citing.bench import read_corpus, typed
from tests.deck.citing.exports.compare import FILES, compared, works

ROOT = Path(__file__).resolve().parents[3]


def script() -> ModuleType:
    """Return the script that writes the page."""
    path = ROOT / "scripts" / "make_citation_reference.py"
    spec = importlib.util.spec_from_file_location("make_citation_reference", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_page_is_up_to_date() -> None:
    """The page is what scripts/make_citation_reference.py writes now."""
    written = script()
    assert written.PAGE.read_text(encoding="utf-8") == written.page(), (
        "run scripts/make_citation_reference.py"
    )


def test_the_page_tells_the_truth_about_citations() -> None:
    """Every row of the table of ways to cite gives what the page says it gives."""
    page = script().PAGE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`|]*@[^`|]*)` \| (.+?) \|$", page, re.MULTILINE)
    assert len(rows) == 7
    listed = tuple(work for work in read_corpus().works if work.key in ("kort", "wood", "thackeray"))
    for form, expected in rows:
        pieces, wrong = read_inline(typed(form))
        assert wrong == ()
        clusters = tuple(piece for piece in pieces if isinstance(piece, Citation))
        shown = iter(start(Request(clusters, listed, "mla", "en"), None).result().clusters)
        words = "".join(piece.text if isinstance(piece, Run) else plain(next(shown)) for piece in pieces)
        assert words == expected


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_a_work_of_a_file_is_set_as_one_that_was_typed(style: str) -> None:
    """Each work of each file has the very entry that it has where its fields stand in the outline."""
    wrong = [(one.file, one.kind, one.filed, one.typed) for one in compared(style) if not one.same]
    assert wrong == []


def test_every_program_and_kind_of_work_is_tried() -> None:
    """Fourteen programs' files, and each kind of work from several of them."""
    assert len(FILES) >= 14
    found = works()
    assert len(found) >= 60
    assert all(sum(kind == one for _, one, *_ in found) >= 4 for _, kind, *_ in found)
