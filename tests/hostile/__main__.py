"""`python -m tests.hostile [FIRST] [COUNT]`: build hostile inputs by the thousand, and print the figures.

`python -m tests.hostile found` builds all that fell once; `python -m tests.hostile orders [FIRST] [COUNT]`
asks all commands odd things.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.hostile import orders
from tests.hostile.found import FOUND
from tests.hostile.judge import FIGURES, judged, judged_found
from tests.hostile.run import warm


def main() -> int:
    """Build the inputs from a number on; return 1 where any of them fell."""
    if sys.argv[1:] == ["found"]:
        return found()
    asked = [one for one in sys.argv[1:] if one != "orders"]
    judge = orders.judged if len(asked) < len(sys.argv) - 1 else judged
    first, count = (int(one) for one in (*asked, *("0", "500")[len(asked) :]))
    os.environ["DECKGEN_CACHE"] = "off"
    warm()
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for start in range(first, first + count, 50):
            figures, fallen = judge(range(start, min(start + 50, first + count)), Path(folder))
            total += figures
            for one in fallen:
                print(one, flush=True)
    print(", ".join(f"{name} {total[name]}" for name in FIGURES))
    return int(any(total[name] for name in FIGURES[1:]))


def found() -> int:
    """Build each input that fell once; return 1 where any falls again."""
    os.environ["DECKGEN_CACHE"] = "off"
    warm()
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for name in FOUND:
            figures, fallen = judged_found([name], Path(folder))
            total += figures
            for one in fallen:
                print(one, flush=True)
    print(", ".join(f"{name} {total[name]}" for name in FIGURES))
    return int(any(total[name] for name in FIGURES[1:]))


if __name__ == "__main__":
    sys.exit(main())
