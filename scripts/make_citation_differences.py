"""Write docs/citation-differences.md: deckgen's styles beside citeproc-js with the official files.

Needs node, the npm package citeproc, and the Python packages that the tests bring.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "citation-differences.md"

HEAD = """\
# Where the styles differ from the official ones

<!-- Written by scripts/make_citation_differences.py: change it there, or the reasons beside the tests. -->

Each of deckgen's seven styles sets {works} works of {kinds} kinds and {forms} forms of citation, and so does
citeproc-js with the official file of the Citation Style Language project. What is not the same has a reason
below; a test holds that.

| style | official file | entries | the same | groups | the same |
|---|---|---|---|---|---|
"""


def differences_page() -> str:
    """Return the page. Raises Missing where node, citeproc-js or the locale files are not there."""
    from tests.deck.citing.comparison import REASONS, compared, whole_corpus

    from deckgen.deck.citing.style_files import STYLES

    corpus = whole_corpus()
    kinds = {work.type for work in corpus.works}
    rows = [HEAD.format(works=len(corpus.works), kinds=len(kinds), forms=len(corpus.forms)).rstrip("\n")]
    found = {style: compared(style) for style in STYLES}
    for style, each in found.items():
        same = each.entries - len(each.differing_entries), each.groups - len(each.differing_groups)
        official = REASONS["styles"][style]["official"]
        rows.append(f"| {style} | {official} | {each.entries} | {same[0]} | {each.groups} | {same[1]} |")
    rows += ["", "## Entries", "", "| kind of work | how many differ | what decides |", "|---|---|---|"]
    for kind, reason in REASONS["entries"].items():
        counts = {style: Counter(one.kind for one in each.differing_entries) for style, each in found.items()}
        told = ", ".join(f"{style} {count[kind]}" for style, count in counts.items() if count[kind])
        rows.append(f"| {kind} | {told} | {reason} |")
    rows += ["", "## Citations", "", "| what is cited | what decides |", "|---|---|"]
    rows += [f"| {each['shown']} | {each['reason']} |" for each in REASONS["groups"]]
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    PAGE.write_text(differences_page(), encoding="utf-8")
