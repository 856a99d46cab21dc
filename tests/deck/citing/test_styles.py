"""deckgen's own styles, tried on the corpus against citeproc-js with the official files."""

from __future__ import annotations

import functools
import importlib.util
import os
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from deckgen.deck.citing.citations import Formatted
from deckgen.deck.citing.style_files import STYLES, style_file
from deckgen.deck.model import Run, Runs
from tests.deck.citing.bench import Corpus, read_corpus, styled
from tests.deck.citing.comparison import (
    REASONS,
    Compared,
    Difference,
    compared,
    decided,
    rules,
    whole_corpus,
)
from tests.tools import Missing

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parent
SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "make_citation_differences.py"

corpus = functools.cache(read_corpus)


@functools.cache
def formatted(style: str) -> Formatted:
    """Format the corpus in one of deckgen's styles."""
    return styled(corpus(), style, REASONS["styles"][style]["language"])


def shown(runs: Runs) -> str:
    """Return runs with stars around italics, hats around what is set high."""
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    mark = "**" if run.bold else "*" if run.italic else "^" if run.superscript else ""
    return f"{mark}{run.text}{mark}"


def groups(works: Corpus, result: Formatted) -> dict[str, str]:
    """Return each form of the corpus with what it becomes; in a note style, what its note says."""
    found = {}
    for form, runs, note in zip(works.forms, result.clusters, result.notes, strict=True):
        found[form] = f"{shown(runs)} {shown(note[2:])}" if note else shown(runs)
    return found


def entries(result: Formatted) -> dict[str, str]:
    """Return each work's key with its entry."""
    return {entry.key: shown(entry.runs) for entry in result.entries}


def _compared(style: str) -> Compared:
    """Compare a style with citeproc-js; skip where that is not to be had."""
    try:
        return compared(style)
    except Missing as missing:
        pytest.skip(str(missing))


def _script() -> ModuleType:
    """Return the script that writes the table of differences."""
    spec = importlib.util.spec_from_file_location("make_citation_differences", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_difference_from_the_official_styles_has_its_rule() -> None:
    """Each hunk that citeproc-js sets otherwise is decided, each rule is needed, and the table says so."""
    found = {style: _compared(style) for style in STYLES}
    by_rule, undecided = decided(found)
    assert undecided == []
    assert [rule.name for rule in rules() if rule.name not in by_rule] == [], "rules that nothing needs"
    assert all(each.entries > 200 for each in found.values())
    assert len(whole_corpus().forms) >= 60
    written = _script()
    assert written.PAGE.read_text(encoding="utf-8") == written.differences_page(), (
        f"run scripts/{SCRIPT.name}"
    )


@pytest.mark.parametrize(
    ("ours", "official"),
    [
        ("Kort, M. (1996). *Steam*.", "Kort, M. (1997). *Steam*."),
        ("Kort, M. (1996). *Steam*. Sharpe.", "Kort, M. (1996). *Steam*."),
        ("Kort, M. (1996). *Steam*.", "Kort, M. (1996). Steam."),
        ("Kort, M. (1996). *Steam*.", "Kort, M., & Poe, A. (1996). *Steam*."),
    ],
)
def test_a_difference_that_no_handbook_wants_has_no_rule(ours: str, official: str) -> None:
    """Another year, a publisher too many, a title without italics, an author lost: nothing decides these."""
    one = Difference("article-newspaper", ours, official)
    for style in ("apa", "chicago", "mla"):
        assert decided({style: Compared(1, 0, (one,), ())})[1]


@pytest.mark.parametrize("style", STYLES)
def test_a_style_gives_what_it_gave(style: str) -> None:
    """All of the corpus as the style has it; DECKGEN_REFRESH=1 writes it anew, to be read again."""
    result = formatted(style)
    lines = [f"{form} → {words}" for form, words in groups(corpus(), result).items()]
    lines += ["", *(f"{key}: {words}" for key, words in entries(result).items())]
    golden = FOLDER / "styles" / f"{style}.txt"
    text = "\n".join(lines) + "\n"
    if os.environ.get("DECKGEN_REFRESH"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("style", STYLES)
def test_a_style_is_deckgens_own_and_says_so(style: str) -> None:
    """A style file is well-formed CSL 1.0, under the project's licence, and owes nothing to a template."""
    text = style_file(style).read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    space = "{http://purl.org/net/xbiblio/csl}"
    assert root.tag == f"{space}style"
    assert root.get("version") == "1.0"
    assert root.findtext(f"{space}info/{space}rights") == "MIT"
    assert "zotero" not in text
    assert {file.stem for file in style_file(style).parent.glob("*.csl")} == set(STYLES)
    used = {node.get("macro") for node in root.iter() if node.get("macro")}
    assert used == {node.get("name") for node in root.iter(f"{space}macro")}
