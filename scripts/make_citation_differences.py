"""Write docs/citation-differences.md: deckgen's styles beside citeproc-js with the official files.

Needs node, the npm package citeproc, and the Python packages that the tests bring.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "citation-differences.md"

HEAD = """\
# Where the styles differ from the official ones

<!-- Written by scripts/make_citation_differences.py: change it there, or the reasons beside the tests. -->

Each of deckgen's seven styles sets {works} works of {kinds} kinds and {forms} forms of citation, and so does
citeproc-js with the official file of the Citation Style Language project. An entry that differs is cut into
the words that differ, {hunks} in all, and each of these has a rule below that decides it; a test holds that
none has none. Where a paragraph of a handbook has a number, that is from memory: none of their editions lay
beside this table. Citations in the running of a sentence (`@kort argues`) are compared, too: where an
official file cannot name an author there, as those with numbers and notes cannot, the name is held against
that in MLA.

| style | official file | entries | the same | groups | the same |
|---|---|---|---|---|---|
"""


def differences_page() -> str:
    """Return the page. Raises Missing where node, citeproc-js or the locale files are not there."""
    from tests.deck.citing.comparison import REASONS, compared, decided, rules, whole_corpus

    from deckgen.deck.citing.style_files import STYLES

    corpus = whole_corpus()
    kinds = {work.type for work in corpus.works}
    found = {style: compared(style) for style in STYLES}
    by_rule, undecided = decided(found)
    assert not undecided, undecided
    hunks = sum(len(some) for styles in by_rule.values() for some in styles.values())
    head = HEAD.format(works=len(corpus.works), kinds=len(kinds), forms=len(corpus.forms), hunks=hunks)
    rows = [head.rstrip("\n")]
    for style, each in found.items():
        same = each.entries - len(each.differing_entries), each.groups - len(each.differing_groups)
        official = REASONS["styles"][style]["official"]
        rows.append(f"| {style} | {official} | {each.entries} | {same[0]} | {each.groups} | {same[1]} |")
    rows += ["", "## What differs, and what decides it", ""]
    rows += ["| what differs | how often | deckgen, official | the rule |", "|---|---|---|---|"]
    for rule in rules():
        styles = by_rule.get(rule.name, {})
        told = ", ".join(f"{style} {len(some)}" for style, some in styles.items())
        first = next((hunk for some in styles.values() for hunk in some), ("", ""))
        shown = ", ".join(f"`{_short(words)}`" if words else "–" for words in first)
        rows.append(f"| {rule.name} | {told} | {shown} | {rule.words} |")
    return "\n".join(rows) + "\n"


def _short(words: str) -> str:
    return words if len(words) < 40 else f"{words[:38]}…"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    PAGE.write_text(differences_page(), encoding="utf-8")
