"""Files as many programs export them → their entries in each style, beside those of works as typed."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from deckgen.deck.citing.citations import Request, start
from deckgen.deck.citing.reference_files import open_files, with_files
from deckgen.deck.citing.references import Items, Work, csl_items
from deckgen.deck.citing.style_files import STYLES
from deckgen.deck.model import Runs, plain
from deckgen.outline.model import Field, Reference
from deckgen.structs import replace
from tests.deck.citing.bench import typed

HERE = Path(__file__).parent
_OURS = (".py", ".yaml")
FILES = tuple(sorted(one.name for one in HERE.glob("*.*") if one.suffix not in _OURS))

_TYPED = yaml.safe_load((HERE / "typed.yaml").read_text(encoding="utf-8"))
_SAID = yaml.safe_load((HERE / "said.yaml").read_text(encoding="utf-8"))
_LED_BY = {
    "article": "Roe", "book": "Neumann", "chapter": "Low", "paper": "Lee", "thesis": "Miranda",
    "report": "World Kettle Organization", "page": "National Institute of Boiling", "news": "Jones",
}  # fmt: skip
"""Kind of work → who leads its entry: a name of its own in each file, so that none is another's second."""


@dataclass(frozen=True)
class Compared:
    """One work of a file in one style: its entry as the file has it, and as the work was typed."""

    file: str
    kind: str
    style: str
    filed: str
    typed: str

    @property
    def same(self) -> bool:
        """Tell whether both are the same."""
        return self.filed == self.typed


def _tag(number: int) -> str:
    return "bcdfghjklmnpqrstvwxz"[number]


def _tagged(text: str, tag: str) -> str:
    for name in _LED_BY.values():
        text = text.replace(name, name + tag)
    return text


@functools.cache
def works() -> tuple[tuple[str, str, Work, Work], ...]:
    """Return file, kind, the work of the file and the same as typed, for each work of each file."""
    found = []
    for number, name in enumerate(FILES):
        tag = _tag(number)
        for kind, filed in _filed(name, tag):
            key = f"{tag}-{kind}"
            expected = _expected(kind, _SAID.get(name, {}).get(kind, {}), tag)
            found.append((name, kind, replace(filed, key=key), replace(expected, key=key)))
    return tuple(found)


def _filed(name: str, tag: str) -> Iterator[tuple[str, Work]]:
    with tempfile.TemporaryDirectory() as folder:
        outline = Path(folder, "talk.yaml")
        text = (HERE / name).read_text(encoding="utf-8")
        outline.with_name(name).write_text(_tagged(text, tag), encoding="utf-8")
        items, problems = with_files((), open_files((typed(name),), outline))
    assert not problems, problems
    for work in items:
        people = " ".join(f"{one.family} {one.literal}" for _, names in work.names[:1] for one in names[:1])
        (kind,) = (kind for kind, lead in _LED_BY.items() if lead in people)
        yield kind, work


def _expected(kind: str, said: dict[str, object], tag: str) -> Work:
    fields = {**_TYPED[kind], **said}
    values = {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
    given = tuple(
        Field(typed(name), tuple(typed(_tagged(str(one), tag)) for one in each))
        for name, each in values.items()
    )
    (work,), _ = csl_items((Reference(typed(kind), given, typed(kind).span),))
    return replace(work, library=True)


@functools.cache
def compared(style: str) -> tuple[Compared, ...]:
    """Set all works twice in a style, as filed and as typed."""
    filed = _entries(tuple(work for *_, work, _ in works()), style)
    expected = _entries(tuple(work for *_, work in works()), style)
    return tuple(
        Compared(name, kind, style, filed[work.key], expected[work.key]) for name, kind, work, _ in works()
    )


def _entries(items: Items, style: str) -> dict[str, str]:
    result = start(Request((), items, style, "en-GB", ("*",)), None).result()
    after = {"ieee": "] ", "vancouver": ". "}.get(style, "")
    shown = {entry.key: _shown(entry.runs) for entry in result.entries}
    return {key: words.partition(after)[2] if after else words for key, words in shown.items()}


def _shown(runs: Runs) -> str:
    return "".join(
        f"*{plain((one,))}*" if one.italic else f"~{one.text}~" if one.subscript else one.text for one in runs
    )


def grid() -> list[str]:
    """Return the rows of a table: for each file, how many of its works are the same in each style."""
    rows = [f"| file | works | {' | '.join(STYLES)} |", f"|---|---|{'---|' * len(STYLES)}"]
    for name in FILES:
        counts = []
        for style in STYLES:
            mine = [one for one in compared(style) if one.file == name]
            counts.append(str(sum(one.same for one in mine)))
        rows.append(f"| `{name}` | {len(mine)} | {' | '.join(counts)} |")
    return rows
