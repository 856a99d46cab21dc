"""What formatting citations costs: 3, 80 and 400 references, the first time and again.

`python -m benchmarks.citations` prints a table; `--styles mla,apa` and `--rounds 5` change what is measured.
The first time one Pandoc process runs, beside the other work of a build; again, what it gave is taken from
the cache and none is started. The times are medians.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from deckgen.deck.citing.citations import Request, start
from deckgen.deck.citing.references import Items, csl_items
from deckgen.deck.markup.inline import read_inline
from deckgen.deck.markup.pieces import Citation
from deckgen.diagnostics import Span
from deckgen.outline.model import Field, Reference, Text

SIZES = ((3, 22), (80, 200), (400, 1000))
"""References, and citations of them."""


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.citations", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--styles", default="mla,apa,chicago-notes,ieee", help="styles, by commas")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is run")
    chosen = parser.parse_args()
    print("| references | citations | style | first, ms | again, ms |")
    print("|---:|---:|---|---:|---:|")
    for references, citations in SIZES:
        works, clusters = _works(references), _clusters(citations, references)
        for style in chosen.styles.split(","):
            request = Request(clusters, works, style, "en-GB")
            rounds = [_measure(request) for _ in range(chosen.rounds)]
            first, again = (statistics.median(times) * 1000 for times in zip(*rounds, strict=True))
            print(f"| {references} | {citations} | {style} | {first:.0f} | {again:.1f} |")
    return 0


def _measure(request: Request) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        times = []
        for _ in range(2):
            started = time.perf_counter()
            start(request, Path(folder)).result()
            times.append(time.perf_counter() - started)
    return times[0], times[1]


def _works(count: int) -> Items:
    """Return books, articles and pages in turn, no two alike."""
    references = []
    for number in range(count):
        fields = {
            "author": f"Author{number % (count // 2 + 1)}, Ann",
            "title": f"The history of the year {1500 + number} and what came of it",
            "year": str(1900 + number % 120),
        }
        match number % 3:
            case 0:
                fields |= {"type": "book", "publisher": "A Press", "place": "London"}
            case 1:
                fields |= {"type": "article", "journal": "Slavic Review", "volume": "7", "pages": "12-34"}
            case _:
                fields |= {"type": "webpage", "website": "A Site", "url": f"https://example.org/{number}"}
        typed = tuple(Field(_text(name), (_text(value),)) for name, value in fields.items())
        references.append(Reference(_text(f"work{number}"), typed, _text("").span))
    return csl_items(references)[0]


def _clusters(count: int, references: int) -> tuple[Citation, ...]:
    found: list[Citation] = []
    for number in range(count):
        pieces, _ = read_inline(_text(f"[@work{number % references}, p. {number + 1}]", number + 1))
        found += [piece for piece in pieces if isinstance(piece, Citation)]
    return tuple(found)


def _text(words: str, line: int = 1) -> Text:
    return Text(words, Span(Path("talk.yaml"), line, 1, line, 1 + len(words)))


if __name__ == "__main__":
    raise SystemExit(main())
