"""`python -m tests.parity deck.pptx deck.html`: print what the two files do not have in common.

Exit code 0 where there is nothing, 1 where there is, 2 where the command line is wrong.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.parity.compare import differences
from tests.parity.deck import read_deck
from tests.parity.show import read_show


def main(arguments: list[str]) -> int:
    """Compare two files and tell the differences, one a line."""
    if len(arguments) != 2:
        print("usage: python -m tests.parity DECK.pptx SHOW.html", file=sys.stderr)
        return 2
    deck, show = read_deck(Path(arguments[0])), read_show(Path(arguments[1]))
    found = differences(deck, show)
    print("\n".join(found) or f"{len(deck.slides)} slides, no difference")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
