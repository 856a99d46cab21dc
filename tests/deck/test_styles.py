"""deckgen's own styles, tried on the corpus against the citation project's official files."""

from __future__ import annotations

import functools
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from deckgen.deck.citations import Formatted
from deckgen.deck.model import Run, Runs
from deckgen.deck.style_files import STYLES, style_file
from tests.deck.bench import OFFICIAL, Corpus, read_corpus, styled

FOLDER = Path(__file__).parent
LISTED = yaml.safe_load((FOLDER / "differences.yaml").read_text(encoding="utf-8"))

corpus = functools.cache(read_corpus)


@functools.cache
def formatted(style: str, *, official: bool) -> Formatted:
    """Format the corpus in one of deckgen's styles or in the official file that it stands for."""
    listed = LISTED[style]
    file = OFFICIAL / f"{listed['official']}.csl" if official else style
    return styled(corpus(), file, listed["language"])


def shown(runs: Runs) -> str:
    """Return runs with stars around italics, hats around what is set high."""
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    mark = "**" if run.bold else "*" if run.italic else "^" if run.superscript else ""
    return f"{mark}{run.text}{mark}"


def groups(works: Corpus, result: Formatted) -> dict[str, str]:
    """Return each form of the corpus with what it becomes; in a note style, what its note says."""
    found = {}
    for form, cluster, runs in zip(works.forms, works.clusters, result.clusters, strict=True):
        note = result.notes.get(cluster, ())
        found[form] = f"{shown(runs)} {shown(note[2:])}" if note else shown(runs)
    return found


def entries(result: Formatted) -> dict[str, str]:
    """Return each work's key with its entry."""
    return {entry.key: shown(entry.runs) for entry in result.entries}


@pytest.mark.parametrize("style", STYLES)
def test_a_style_differs_from_the_official_one_only_as_listed(style: str) -> None:
    """Every group and every entry is the same, or the difference is listed with its reason."""
    ours, official = formatted(style, official=False), formatted(style, official=True)
    works, listed = corpus(), LISTED[style]
    mine, theirs = groups(works, ours), groups(works, official)
    differing = {form for form in theirs if mine[form] != theirs[form]}
    assert differing == set(listed.get("groups") or {}), "groups"
    mine, theirs = entries(ours), entries(official)
    differing = {key for key in {*mine, *theirs} if mine.get(key) != theirs.get(key)}
    assert differing == set(listed.get("entries") or {}), "entries"
    same = [key for key in theirs if key not in differing]
    assert [key for key in mine if key in same] == same, "order"


@pytest.mark.parametrize("style", STYLES)
def test_every_difference_has_a_reason(style: str) -> None:
    """A reason is a sentence."""
    listed = LISTED[style]
    reasons = [*(listed.get("groups") or {}).values(), *(listed.get("entries") or {}).values()]
    assert all(len(reason.split()) >= 4 and reason.endswith(".") for reason in reasons)


@pytest.mark.parametrize("style", STYLES)
def test_a_style_gives_what_it_gave(style: str) -> None:
    """All of the corpus as the style has it; DECKGEN_REFRESH=1 writes it anew, to be read again."""
    result = formatted(style, official=False)
    lines = [f"{form} → {words}" for form, words in groups(corpus(), result).items()]
    lines += ["", *(f"{key}: {words}" for key, words in entries(result).items())]
    golden = FOLDER / "styles" / f"{style}.txt"
    text = "\n".join(lines) + "\n"
    if os.environ.get("DECKGEN_REFRESH"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", ["en-GB", "de", "fr", "ru", "zh"])
def test_nothing_is_doubled_or_left_over(style: str, language: str) -> None:
    """No entry has two stops in a row, a space before a comma, an empty bracket, whatever the language."""
    result = styled(corpus(), style, language)
    unlisted = {work.key for work in corpus().works} - {entry.key for entry in result.entries}
    assert unlisted <= {"letter", "ownview"}, "some styles leave letters and own interviews out of the list"
    lines = [*groups(corpus(), result).values(), *entries(result).values()]
    wrong = [
        line
        for line in lines
        if any(
            sign in line.replace("*", "") for sign in ("..", ",,", " ,", "()", "[]", ". .", ",.", "  ", ":.")
        )
        or not line.strip()
    ]
    assert wrong == []


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
