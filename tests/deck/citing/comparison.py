"""Our styles beside the official ones: what is the same, what differs, and the rule that decides it."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from deckgen.deck.citing.citations import Formatted, Request, start
from deckgen.deck.markup.pieces import Mode
from deckgen.deck.model import Run, Runs
from tests.deck.citing.bench import CORPUS, Corpus, read_corpus
from tests.deck.citing.citeproc_js import Told, reported_by_citeproc_js

MORE = CORPUS.with_name("more_works.yaml")
GROUP = "group"
"""What stands for a kind of work where a citation in the text differs."""

REASONS = yaml.safe_load(Path(__file__).with_name("differences.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Difference:
    """One entry or group that is not the same: its work's kind, or the form typed, and both texts."""

    kind: str
    ours: str
    official: str

    def hunks(self) -> Iterator[tuple[str, str]]:
        """Yield the words that differ, ours beside the official ones; what only marks part is one hunk."""
        ours, official = _TOKENS.findall(self.ours), _TOKENS.findall(self.official)
        spans: list[tuple[int, int, int, int]] = []
        for tag, a, b, c, d in difflib.SequenceMatcher(None, ours, official, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            if spans and not any(map(str.isalnum, "".join(ours[spans[-1][1] : a]))):
                spans[-1] = (spans[-1][0], b, spans[-1][2], d)
            else:
                spans.append((a, b, c, d))
        for a, b, c, d in spans:
            yield "".join(ours[a:b]).strip(), "".join(official[c:d]).strip()


_TOKENS = re.compile(r"\w+|[^\w\s]|\s+")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_STANDS_FOR = {
    "<day>": rf"(?:\d{{4}} )?(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})?,?",
    "<place>": "(?:Boston|Leeds|Berlin|London|New York|Moscow|Washington)",
}


@dataclass(frozen=True)
class Rule:
    """What decides some differences: where it holds (nothing: everywhere), and how its hunks look."""

    name: str
    words: str
    styles: Sequence[str]
    works: Sequence[str]
    hunks: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]

    def decides(self, style: str, kind: str, ours: str, official: str) -> bool:
        """Tell whether the rule decides a hunk of a kind of work, or of a citation in the text."""
        holds = style in (self.styles or (style,)) and kind in (self.works or (kind,))
        return holds and any(one.fullmatch(ours) and two.fullmatch(official) for one, two in self.hunks)


@functools.cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in their order: the first that fits decides."""
    return tuple(
        Rule(
            each["name"],
            each["rule"],
            each.get("styles", ()),
            each.get("works", ()),
            tuple((_pattern(one), _pattern(two)) for one, two in each["hunks"]),
        )
        for each in REASONS["rules"]
    )


def _pattern(looks: str) -> re.Pattern[str]:
    for sign, stands_for in _STANDS_FOR.items():
        looks = looks.replace(sign, stands_for)
    return re.compile(looks)


Decided = Mapping[str, Mapping[str, Sequence[tuple[str, str]]]]
"""A rule's name → the style → its hunks."""


def decided(found: Mapping[str, Compared]) -> tuple[Decided, list[str]]:
    """Return the hunks of all styles by the rule that decides them, and those that none does."""
    by_rule: dict[str, dict[str, list[tuple[str, str]]]] = {}
    undecided = []
    for style, each in found.items():
        kinds = [(one.kind, one) for one in each.differing_entries]
        for kind, one in (*kinds, *((GROUP, one) for one in each.differing_groups)):
            for hunk in one.hunks():
                rule = next((rule for rule in rules() if rule.decides(style, kind, *hunk)), None)
                if rule:
                    by_rule.setdefault(rule.name, {}).setdefault(style, []).append(hunk)
                else:
                    undecided.append(f"{style}, {kind}: {hunk[0]!r} beside {hunk[1]!r} in {one.ours}")
    return by_rule, undecided


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
    told = _told(listed["official"], listed["language"])
    request = Request(corpus.clusters, corpus.works, style, listed["language"], ("*",))
    ours = start(request, None).result()
    kinds = {work.key: work.type for work in corpus.works}
    numeric = style in ("ieee", "vancouver")
    names = [""] * len(told.groups) if style in _NAMING else _names(corpus)
    between = " " if numeric else " · "
    mine = {entry.key: _plain(entry.runs, numeric) for entry in ours.entries}
    entries = [
        Difference(kinds[key], mine.get(key, ""), _alike(words, numeric))
        for key, words in told.entries.items()
    ]
    groups = [
        Difference(form, one, _alike(f"{name}{between}{official}" if name else official, False))
        for form, one, official, name in zip(corpus.forms, _groups(ours), told.groups, names, strict=True)
    ]
    return Compared(
        len(entries),
        len(groups),
        tuple(one for one in entries if not _same(one)),
        tuple(one for one in groups if one.ours != one.official),
    )


_NAMING = ("mla", "apa", "chicago", "harvard")
"""The styles whose official files can name an author in a sentence."""


@functools.cache
def _told(official: str, language: str) -> Told:
    return reported_by_citeproc_js(whole_corpus(), official, language)


def _names(corpus: Corpus) -> list[str]:
    """Return whom each group names in a sentence, as citeproc-js has it in MLA, empty where in brackets."""
    listed = REASONS["styles"]["mla"]
    told = _told(listed["official"], listed["language"]).groups
    return [
        re.split(r" [(\[]", one)[0] if cluster.items[0].mode is Mode.NARRATIVE else ""
        for one, cluster in zip(told, corpus.clusters, strict=True)
    ]


def _groups(ours: Formatted) -> list[str]:
    """Return what stands for each group; in a note style, what its note says after the name before it."""
    notes = ours.notes or ((),) * len(ours.clusters)
    return [
        _plain((*runs[:-1], *((Run(" · "),) if runs[:-1] else ()), *note[2:]) if note else runs, False)
        for note, runs in zip(notes, ours.clusters, strict=True)
    ]


def _plain(runs: Runs, numeric: bool) -> str:
    return _alike("".join(f"*{run.text}*" if run.italic else run.text for run in runs), numeric)


def _alike(words: str, numeric: bool) -> str:
    """Return a text without what is one to a reader: kinds of spaces and apostrophes, a number in front."""
    words = words.replace("\u00a0", " ").replace("’", "'").replace("^", "").replace("[NO_PRINTED_FORM]", "")
    words = re.sub(r"\s+", " ", re.sub(r"\*\s*\*", "", words.replace("**", ""))).strip()
    return re.sub(r"^\[?\d+[\].]\s*", "", words) if numeric else words


def _same(one: Difference) -> bool:
    """Tell whether two entries are the same; dashes in an author's place depend on what stands above."""
    pairs = ((one.ours, one.official), (one.official, one.ours))
    return one.ours == one.official or any(a.startswith("———") and b.endswith(a[3:]) for a, b in pairs)
