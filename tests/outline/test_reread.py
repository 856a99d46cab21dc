"""An outline in which one slide has changed says the same whole or read among its neighbours."""

from __future__ import annotations

import os
import random
import re
import textwrap

import pytest

from deckgen.outline.read import read_outline
from deckgen.outline.reread import read_again
from deckgen.structs.memos import Memos, recall
from tests import tools
from tests.outline.slips.measure import BASES, PATH, alone

EDITS = int(os.environ.get("DECKGEN_EDITS", "250"))
"""How many edits are made at random; `DECKGEN_EDITS=5000` makes many more, others each time."""

SIGNS = "\"'[]{}:#-@*^|>&!,%`  \t\n=~a1"


def same(memos: Memos, text: str) -> bool:
    """Hold that a text says the same read both ways; tell whether only a part of it was read."""
    with memos.remembering():
        found = read_again(text.encode(), PATH)
        known = recall("reading", PATH)
        part = known is not None and known.reading is found and known.proven is not None
    # the repr has every place of every text, which equality leaves out
    assert repr(found) == repr(read_outline(text.encode(), PATH)), text
    return part


SLIDES = "".join(
    f"  - title: Mill {number}\n    bullets:\n      - It turned\n      - It stood\n" for number in range(9)
)
PLAIN = f"title: Mills\nslides:\n{SLIDES}closing:\n  title: Thanks\n"
"""An outline without sections."""


def edited(text: str, chance: random.Random) -> str:
    """Return a text in which somebody has typed, deleted, moved or replaced something in a line."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    line = lines[at]
    place = chance.randrange(len(line) + 1)
    ways = (
        f"{line[:place]}{chance.choice(SIGNS)}{line[place:]}",
        f"{line[:place]}{line[place + 1 :]}",
        f"{line[:place]} word {line[place:]}",
        f"{line}, and more",
        f" {line}",
        line[1:],
        f"  {line}",
        line.replace(":", "", 1),
        line.replace("- ", "", 1),
        line.swapcase(),
        f"# {line}",
        chance.choice(lines),
        line.strip(),
        "",
        None,
        f"{line}\n{line}",
        f"{line}\n{' ' * (len(line) - len(line.lstrip()))}- One more",
        f"{line}\n",
        f"{line[:place]}\n{line[place:]}",
    )
    often = (3, 3, 6, 6, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 3, 6, 2, 2)
    lines[at : at + 1] = [one for one in chance.choices(ways, often) if one is not None]
    return "\n".join(lines)


def test_a_line_more_moves_what_is_below() -> None:
    """Whatever the outline begins and ends with; the last slide is where the file may end."""
    endings = ("closing:\n  title: Thanks\n", "", "\n# the end\n", "minutes: 20\n")
    listed = "sections:\n  - title: All\n    slides:\n" + textwrap.indent(SLIDES, "    ")
    for body in (PLAIN, PLAIN.replace(f"slides:\n{SLIDES}", listed)):
        for ending in endings:
            text, memos = body.replace(endings[0], ending), Memos()
            same(memos, text)
            for number in (0, 4, 8, 8, 3):
                head = re.compile(rf"(Mill {number}\n( +)bullets:\n)")
                text = head.sub(r"\1\2  - Another\n", text)
                assert same(memos, text), text
            for number in (8, 4):  # and lines fewer than there are below
                text = re.sub(rf"(Mill {number}\n) +bullets:\n(?: +- [A-Z]\w+[ \w]*\n)+", r"\1", text)
                same(memos, text)


@pytest.mark.slow
def test_a_slip_is_told_alike() -> None:
    """Kinds of slip, planted in an outline that was read before: the whole of it is read again."""
    sheets = list(alone(1))
    for _, base, sheet in sheets if "DECKGEN_WHOLE" in os.environ else sheets[::4]:
        memos = Memos()
        same(memos, base)
        same(memos, sheet.text)


def test_random_edits_read_alike() -> None:
    """One edit after the other; after a few the outline is as it was, as somebody takes them back."""
    chance = random.Random(None if "DECKGEN_EDITS" in os.environ else 11)
    paths = (*BASES, *sorted((tools.ROOT / "outlines").glob("*.yaml")))
    bases = [*(path.read_text(encoding="utf-8") for path in paths), PLAIN, PLAIN]
    parts = 0
    for _ in range(EDITS // 5):
        memos, text = Memos(), chance.choice(bases)
        same(memos, text)
        for number in range(5):
            changed = edited(text, chance)
            parts += same(memos, changed)
            text = changed if number % 2 else text
    assert parts > EDITS // 20
