"""docs/citations.md, the page on citations and references."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

from deckgen.deck.citations import Request, start
from deckgen.deck.inline import Cluster, read_inline
from deckgen.deck.model import Run, plain
from tests.deck.bench import read_corpus, typed

ROOT = Path(__file__).resolve().parent.parent.parent


def script() -> ModuleType:
    """Return the script that writes the page."""
    path = ROOT / "scripts" / "make_citation_reference.py"
    spec = importlib.util.spec_from_file_location("make_citation_reference", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
    works = tuple(work for work in read_corpus().works if work.key in ("kort", "wood", "thackeray"))
    for form, expected in rows:
        pieces, wrong = read_inline(typed(form))
        assert wrong == ()
        clusters = tuple(piece for piece in pieces if isinstance(piece, Cluster))
        shown = iter(start(Request(clusters, works, "mla", "en"), None).result().clusters)
        words = "".join(piece.text if isinstance(piece, Run) else plain(next(shown)) for piece in pieces)
        assert words == expected
