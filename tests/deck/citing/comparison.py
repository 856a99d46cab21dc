"""Our styles beside the official ones: what is the same, what differs, and what decides it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from deckgen.deck.citing.citations import Formatted, Request, start
from deckgen.deck.markup.pieces import Mode
from deckgen.deck.model import Runs
from tests.deck.citing.bench import CORPUS, Corpus, read_corpus
from tests.deck.citing.citeproc_js import reported_by_citeproc_js

MORE = CORPUS.with_name("more_works.yaml")
REASONS = yaml.safe_load(Path(__file__).with_name("differences.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Difference:
    """One entry or group that is not the same: its work's kind, or the form typed, and both texts."""

    kind: str
    ours: str
    official: str


@dataclass(frozen=True)
class Compared:
    """One style: how many entries and groups there are, and those that differ."""

    entries: int
    groups: int
    differing_entries: tuple[Difference, ...]
    differing_groups: tuple[Difference, ...]


@functools.cache
def whole_corpus() -> Corpus:
    """Return the corpus with all works."""
    first, more = read_corpus(), read_corpus(MORE)
    return Corpus(
        (*first.works, *more.works), first.clusters, first.forms, (*first.diagnostics, *more.diagnostics)
    )


@functools.cache
def compared(style: str) -> Compared:
    """Compare a style with citeproc-js and the official file. Raises Missing."""
    corpus, listed = whole_corpus(), REASONS["styles"][style]
    told = reported_by_citeproc_js(corpus, listed["official"], listed["language"])
    request = Request(corpus.clusters, corpus.works, style, listed["language"], ("*",))
    ours = start(request, None).result()
    kinds = {work.key: work.type for work in corpus.works}
    numeric = style in ("ieee", "vancouver")
    mine = {entry.key: _plain(entry.runs, numeric) for entry in ours.entries}
    entries = [
        Difference(kinds[key], mine.get(key, ""), _alike(words, numeric))
        for key, words in told.entries.items()
    ]
    groups = [
        Difference(form, one, _alike(official, False))
        for form, cluster, one, official in zip(
            corpus.forms, corpus.clusters, _groups(ours), told.groups, strict=True
        )
        if cluster.items[0].mode is not Mode.NARRATIVE
    ]
    return Compared(
        len(entries),
        len(groups),
        tuple(one for one in entries if not _same(one)),
        tuple(one for one in groups if one.ours != one.official),
    )


def _groups(ours: Formatted) -> list[str]:
    """Return what stands for each group; in a note style, what its note says."""
    notes = ours.notes or ((),) * len(ours.clusters)
    return [
        _plain(note[2:] if note else runs, False) for note, runs in zip(notes, ours.clusters, strict=True)
    ]


def _plain(runs: Runs, numeric: bool) -> str:
    return _alike("".join(f"*{run.text}*" if run.italic else run.text for run in runs), numeric)


def _alike(words: str, numeric: bool) -> str:
    """Return a text without what is one to a reader: kinds of spaces and apostrophes, a number in front."""
    words = words.replace("\u00a0", " ").replace("’", "'").replace("^", "")
    words = re.sub(r"\s+", " ", re.sub(r"\*\s*\*", "", words.replace("**", ""))).strip()
    return re.sub(r"^\[?\d+[\].]\s*", "", words) if numeric else words


def _same(one: Difference) -> bool:
    """Tell whether two entries are the same; dashes in an author's place depend on what stands above."""
    pairs = ((one.ours, one.official), (one.official, one.ours))
    return one.ours == one.official or any(a.startswith("———") and b.endswith(a[3:]) for a, b in pairs)
