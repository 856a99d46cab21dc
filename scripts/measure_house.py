"""The source → how large and how branched it is, and how many of its files a new kind has touched.

    python scripts/measure_house.py [--commit COMMIT ...] [--names PATTERN ...]

Each commit is one that adds something: its files are counted from git, those of the source, the templates,
the tests and the docs apart. Each pattern is what a kind is known by: the files of the source that hold it
are named, which is what another of its kind costs. Complexity is McCabe's, counted as radon counts it, but
for functions within functions, which count by themselves.
"""

from __future__ import annotations

import argparse
import ast
import re
import statistics
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

MOST_COMPLEX = 15
"""How often a function may branch."""

MOST_LINES = 60
"""How many lines a function may have; tables written as functions may have more."""

MOST_PARAMETERS = 5
"""How many parameters a function has before a value is missing."""

MOST_FILES = 15
"""How many files may stand side by side in a room."""

_Callable = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the source: where it is, and how large and branched. `parameters` leaves out `self`."""

    name: str
    lines: int
    complexity: int
    parameters: int


@dataclass(frozen=True, slots=True)
class House:
    """What was measured: the lines of each file, its functions, and the files of each room."""

    files: dict[str, int]
    functions: tuple[Function, ...]
    rooms: dict[str, int]


def measure(source: Path) -> House:
    """Return the measures of all Python files below a folder."""
    files: dict[str, int] = {}
    functions: list[Function] = []
    rooms: Counter[str] = Counter()
    for path in sorted(source.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        inside = path.relative_to(source)
        files[inside.as_posix()] = len(text.splitlines())
        rooms[inside.parent.as_posix()] += not path.name.startswith("_")
        module = ".".join(inside.with_suffix("").parts)
        functions += (_measured(module, names, node) for names, node in _functions(ast.parse(text)))
    return House(files, tuple(functions), dict(rooms))


def _functions(node: ast.AST, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], _Callable]]:
    """Yield the functions below a node, each with the names of what it is in and its own."""
    for child in ast.iter_child_nodes(node):
        named = isinstance(child, _Callable | ast.ClassDef)
        inside = (*names, child.name) if isinstance(child, _Callable | ast.ClassDef) else names
        if isinstance(child, _Callable):
            yield inside, child
        yield from _functions(child, inside if named else names)


def _measured(module: str, names: tuple[str, ...], node: _Callable) -> Function:
    within = list(_functions(node))
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    lines -= sum((one.end_lineno or one.lineno) - one.lineno + 1 for names, one in within if len(names) == 1)
    given = node.args
    parameters = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    own = [one for one in parameters if one.arg not in ("self", "cls")]
    extra = (given.vararg is not None) + (given.kwarg is not None)
    branches = sum(_branches(one) for one in node.body)
    return Function(".".join((module, *names)), lines, 1 + branches, len(own) + extra)


def _branches(node: ast.AST) -> int:
    """Return how many ways part at a node and below it; functions within count by themselves."""
    if isinstance(node, _Callable | ast.ClassDef):
        return 0
    if isinstance(node, ast.Assert):
        return 1
    return _own_branches(node) + sum(map(_branches, ast.iter_child_nodes(node)))


def _own_branches(node: ast.AST) -> int:
    match node:
        case ast.If() | ast.IfExp():
            return 1
        case ast.Try():
            return len(node.handlers) + bool(node.orelse)
        case ast.BoolOp():
            return len(node.values) - 1
        case ast.For() | ast.While() | ast.AsyncFor():
            return 1 + bool(node.orelse)
        case ast.comprehension():
            return 1 + len(node.ifs)
        case ast.Match():
            # `case _` is the way that is left.
            last = node.cases[-1].pattern
            return len(node.cases) - (isinstance(last, ast.MatchAs) and last.pattern is None)
        case _:
            return 0


def touched(commit: str) -> Counter[str]:
    """Return how many files a commit touched below each folder at the top, read from git."""
    command = ["git", "-C", str(ROOT), "show", "--name-only", "--format=", commit]
    names = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return Counter(name.partition("/")[0] for name in names if name)


def naming(source: Path, pattern: str) -> tuple[str, ...]:
    """Return the files below a folder that hold what matches a pattern."""
    known_by = re.compile(pattern)
    return tuple(
        path.relative_to(source).as_posix()
        for path in sorted(source.rglob("*.py"))
        if known_by.search(path.read_text(encoding="utf-8"))
    )


def report(house: House) -> Iterator[str]:
    """Yield the measures in lines."""
    files, functions = house.files, house.functions
    lengths = [one.lines for one in functions]
    branched = [one.complexity for one in functions]
    yield f"{len(files)} files, {sum(files.values()):,} lines; median {statistics.median(files.values()):.0f}"
    yield f"largest file: {max(files.values())} lines ({max(files, key=files.__getitem__)})"
    yield f"{len(functions)} functions; median {statistics.median(lengths):.0f} lines, longest {max(lengths)}"
    yield f"complexity: mean {statistics.mean(branched):.2f}, most {max(branched)}"
    yield from _beyond("branch more than", MOST_COMPLEX, {one.name: one.complexity for one in functions})
    yield from _beyond("are longer than", MOST_LINES, {one.name: one.lines for one in functions})
    yield from _beyond("take more than", MOST_PARAMETERS, {one.name: one.parameters for one in functions})
    yield "files in the fullest rooms: " + ", ".join(
        f"{room} {count}" for room, count in Counter(house.rooms).most_common(6)
    )


def _beyond(what: str, most: int, measures: dict[str, int]) -> Iterator[str]:
    beyond = {name: measure for name, measure in measures.items() if measure > most}
    yield f"{len(beyond)} functions {what} {most}" + (":" if beyond else "")
    for name in sorted(beyond, key=lambda name: -beyond[name]):
        yield f"  {beyond[name]:4} {name}"


def main() -> None:
    """Print the measures of the source, and what each commit named has touched."""
    parser = argparse.ArgumentParser(description="Measure the source.")
    parser.add_argument("--commit", action="append", default=[], help="a commit whose files are counted")
    parser.add_argument("--names", action="append", default=[], help="what the files that know a kind hold")
    source, given = ROOT / "src" / "deckgen", parser.parse_args()
    for line in report(measure(source)):
        print(line)
    for pattern in given.names:
        found = naming(source, pattern)
        print(f"{len(found)} files know of {pattern}: {', '.join(found)}")
    for commit in given.commit:
        counts = touched(commit)
        print(f"{commit}: {', '.join(f'{count} in {folder}' for folder, count in counts.most_common())}")


if __name__ == "__main__":
    main()
