"""A case file ↔ an outline and what is to be said of it. See tests/outline/cases/README.md.

`python -m tests.outline.expected tests/outline/cases/*.yaml` writes into the files what deckgen says now;
look at the change before you keep it.
"""

from __future__ import annotations

import codecs
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from deckgen.diagnostics import Diagnostic
from deckgen.outline.fix import corrections
from deckgen.outline.read import read_outline

CASES = Path(__file__).parent / "cases"

_SIGN = re.compile(rb"[ \t]*#!(?: |\r?$)")
_SAID = re.compile(r"(error|warning)(?: (\d+))?: (.*)")


@dataclass(frozen=True)
class Case:
    """An outline as bytes, what is expected of each line, and the lines that `fix` writes."""

    path: Path
    data: bytes
    said: tuple[str, ...]
    """`line:column: error: message`, each followed by its hints as `hint: …`."""
    fixed: tuple[str, ...]


def read_case(path: Path) -> Case:
    """Part a case file into the outline and what is expected of it."""
    whole = path.read_bytes()
    mark = codecs.BOM_UTF8 if whole.startswith(codecs.BOM_UTF8) else b""
    kept: list[bytes] = []
    said: list[str] = []
    fixed: list[str] = []
    for line in (
        whole.removeprefix(mark).splitlines(keepends=True) if b"\r" not in whole else _lines(whole, mark)
    ):
        if not _SIGN.match(line):
            kept.append(line)
            continue
        text = line.decode("utf-8").strip().removeprefix("#!").strip()
        if text.startswith("fix: "):
            fixed.append(text.removeprefix("fix: "))
        elif found := _SAID.match(text):
            said.append(f"{len(kept) + 1}:{found[2] or 1}: {found[1]}: {found[3]}")
        else:
            assert text.startswith("hint: "), f"{path.name}: what is {text!r}?"
            said.append(text)
    return Case(path, mark + b"".join(kept), tuple(said), tuple(fixed))


def _lines(whole: bytes, mark: bytes) -> list[bytes]:
    return re.findall(rb"[^\n]*\n|[^\n]+", whole.removeprefix(mark))


def said_of(case: Case) -> tuple[str, ...]:
    """Return what reading a case's outline says."""
    return tuple(row for one in read_outline(case.data, case.path).diagnostics for row in _rows(one))


def _rows(one: Diagnostic) -> list[str]:
    span = one.span
    assert span is not None
    message = f"{span.line}:{span.column}: {one.severity.value}: {one.message}"
    return [
        message,
        *(f"hint: {' / '.join(part.strip() for part in hint.splitlines())}" for hint in one.hints),
    ]


def fixed_in(case: Case) -> tuple[str, ...]:
    """Return the lines that correcting a case's outline writes."""
    diff = corrections(case.data, case.path).diff.splitlines()[2:]
    return tuple(line[1:].strip() for line in diff if line.startswith("+"))


def rewrite(path: Path) -> None:
    """Write into a case file what deckgen says of its outline now."""
    case = read_case(path)
    mark = codecs.BOM_UTF8 if case.data.startswith(codecs.BOM_UTF8) else b""
    lines = re.findall(rb"[^\n]*\n|[^\n]+", case.data.removeprefix(mark))
    before: dict[int, list[str]] = {}
    place = 1
    for row in said_of(case):
        if found := re.match(r"(\d+):(\d+): (error|warning): (.*)", row):
            place = int(found[1])
            before.setdefault(place, []).append(f"#! {found[3]} {found[2]}: {found[4]}")
        else:
            before[place].append(f"#! {row}")
    rows: list[bytes] = []
    for number, line in enumerate([*lines, b""], 1):
        indent = line[: len(line) - len(line.lstrip(b" "))]
        rows += [indent + text.encode() + b"\n" for text in before.pop(number, [])]
        rows.append(line)
    rows += [f"#! fix: {line}\n".encode() for line in fixed_in(case)]
    path.write_bytes(mark + b"".join(rows))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        rewrite(Path(name))
