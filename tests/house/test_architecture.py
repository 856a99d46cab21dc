"""The house as `docs/architecture.md` describes it, held by reading the source with `ast`."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from scripts.measure_house import MOST_COMPLEX, MOST_FILES, MOST_LINES, MOST_PARAMETERS, measure, naming

import deckgen

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "deckgen"

PUBLIC = {
    "__version__",
    "BuildResult",
    "Compiled",
    "DeckgenError",
    "Diagnostic",
    "Options",
    "build",
    "check",
    "compile",
}

FLOORS = {
    "units": 0,
    "structs": -3,
    "messages": -2,
    "limits": -2,
    "diagnostics": -1,
    "project_files": 0,
    "languages": 0,
    "pandoc": 1,
    "schema": 1,
    "imaging": 1,
    "outline": 2,
    "theme": 2,
    "deck": 3,
    "layout": 4,
    "writers": 5,
    "saving": 6,
    "leaks": 6,
    "regenerate": 6,
    "importing": 6,
    "check": 7,
    "orders": 7,
    "compile": 8,
    "remake": 9,
    "review": 9,
    "build": 10,
    "course": 11,
    "revise": 11,
    "arguments": 11,
    "watch": 11,
    "cli": 12,
}
"""Room → floor. A room imports from floors below its own only."""

INNER_FLOORS = {
    "outline": {
        "model": 0,
        "readers": 0,
        "language": 0,
        "traps": 1,
        "forms": 1,
        "requirements": 1,
        "blocks": 2,
        "draft": 2,
        "moved": 1,
        "read": 3,
        "reread": 4,
        "fix": 4,
        "write": 5,
    },
    "schema": {
        "closest": 0,
        "numerals": 0,
        "source": 0,
        "text": 0,
        "places": 1,
        "shapes": 1,
        "json_schema": 2,
        "syntax": 2,
        "scalars": 2,
        "advice": 3,
        "compose": 3,
        "strays": 4,
        "walk": 5,
        "values": 6,
    },
    "theme": {
        "files": 0,
        "model": 0,
        "nodes": 0,
        "contrast": 1,
        "tints": 2,
        "fields": 1,
        "scripts": 1,
        "unknown_names": 1,
        "reference": 2,
        "start": 2,
        "variants": 2,
        "load": 2,
    },
    "deck": {
        "runs": 0,
        "files": 0,
        "mathml": 1,
        "other_markup": 0,
        "doubts": 1,
        "cite_fields": 0,
        "charted": 1,
        "composed": 1,
        "essay": 1,
        "model": 2,
        "words": 3,
        "media": 3,
        "kinds": 3,
        "markup": 4,
        "numbering": 4,
        "formulas": 5,
        "citing": 5,
        "blocks": 6,
        "slides": 7,
        "resolve": 8,
    },
    "check": {
        "work": 0,
        "essay": 0,
        "words": 0,
        "findings": 0,
        "reading": 1,
        "talk": 1,
        "quotations": 2,
        "sources": 2,
        "coverage": 2,
        "delivery": 2,
        "stated": 3,
        "attributed": 4,
        "quoted": 5,
        "check": 6,
        "report": 6,
        "access": 7,
    },
    "layout": {
        "plots": 0,
        "pages": 1,
        "steps": 2,
        "text": 2,
        "chart": 3,
        "kinds": 4,
        "passes": 4,
        "flow": 5,
        "lay_out": 6,
        "papers": 6,
    },
    "regenerate": {
        "reading": 0,
        "markup": 1,
        "merging": 1,
        "applying": 2,
        "follow": 2,
        "own": 2,
        "pull": 3,
        "pull_tables": 2,
        "report": 2,
        "report_page": 3,
        "refit": 3,
        "regenerate": 3,
    },
}
"""Room → what is in it → inner floor. Inside a room, too, imports go down only."""

APART = {
    "outline": {"theme"},
    "deck": {"theme"},
    "layout": {"outline"},
    "writers": {"outline"},
}
"""Room → rooms below it that it must not know all the same."""

WRITERS = {"pptx", "html", "pdf"}

LONGEST_FILE = 600

TABLES = {"outline.language.reference_fields._fields"}
"""Functions that are tables, and may be as long as these."""


@dataclass(frozen=True)
class Module:
    """One file of the source: its dotted name below deckgen, and its text."""

    name: str
    text: str

    @property
    def room(self) -> str:
        """The first part of the name: the room it stands in."""
        return self.name.partition(".")[0]

    @property
    def wing(self) -> str:
        """For writers, the one of them it belongs to; empty for what they share."""
        return _wing_of(self.name)


def _modules() -> tuple[Module, ...]:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__") or "__init__"
        found.append(Module(name, path.read_text(encoding="utf-8")))
    return tuple(found)


MODULES = _modules()


def _imports(module: Module) -> Iterator[str]:
    """Give the dotted names below deckgen that a module imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(module.text)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield "." * node.level + (node.module or "")
                continue
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            top, _, rest = name.partition(".")
            if top == "deckgen":
                yield rest


PLACED = {"pages", "papers", "plots", "steps"}
"""What writers may know of `layout`: the values that come out of it."""


def _climbs(module: Module) -> list[str]:
    """Name the imports of a module that the house forbids."""
    wrong = []
    for target in _imports(module):
        room = target.partition(".")[0]
        if target.startswith("."):
            wrong.append(f"{module.name} imports {target}: write the whole name")
        elif room == module.room:
            if module.wing and _wing_of(target) not in ("", module.wing):
                wrong.append(f"{module.name} imports {target}: one writer does not know another")
            if not _is_below(module.name, target):
                wrong.append(f"{module.name} imports {target}: not on an inner floor below")
        elif not _may_know(module.room, room):
            wrong.append(f"{module.name} imports {target}")
        elif module.room == "writers" and room == "layout" and target.split(".")[1] not in PLACED:
            wrong.append(f"{module.name} imports {target}: what it needs belongs in the placed values")
    return wrong


def _is_below(name: str, target: str) -> bool:
    """Tell whether a module may import one of its own room."""
    room, here, there = name.partition(".")[0], *(one.split(".")[1:2] for one in (name, target))
    floors = INNER_FLOORS.get(room)
    if floors is None or here == there or not here or not there or there[0] not in floors:
        return True
    return here[0] in floors and floors[there[0]] < floors[here[0]]


def _may_know(room: str, other: str) -> bool:
    if room not in FLOORS or other not in FLOORS:
        return True
    return FLOORS[other] < FLOORS[room] and other not in APART.get(room, set())


def _wing_of(target: str) -> str:
    room, _, inside = target.partition(".")
    wing = inside.partition(".")[0]
    return wing if room == "writers" and wing in WRITERS else ""


def test_imports_go_down_only() -> None:
    """No module imports from its own floor's other rooms, from above, or from a room it must not know."""
    assert [wrong for module in MODULES for wrong in _climbs(module)] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("units", "from deckgen.layout import pages"),
        ("theme.load", "import deckgen.outline.model"),
        ("outline.read", "def late():\n    from deckgen.theme.load import load_theme"),
        ("layout.fit", "from deckgen.outline.model import Text"),
        ("writers.html.write", "from deckgen.writers.pptx import write_pptx"),
        ("deck.resolve", "from ..outline import model"),
        ("writers.pptx.text", "from deckgen.layout.text.measure import NOT_FIRST"),
        ("build", "from deckgen import cli"),
        ("deck.media.read", "from deckgen.deck.citing import citations"),
        ("layout.text.fit", "from deckgen.layout.kinds.place import place"),
        ("layout.passes.links", "from deckgen.layout.kinds import place"),
        ("regenerate.merging.match", "from deckgen.regenerate.applying.edits import apply"),
        ("regenerate.reading.read", "from deckgen.regenerate.merging.text import words"),
    ],
)
def test_an_import_that_climbs_is_seen(name: str, text: str) -> None:
    """The check above fails where it must, late and relative imports included."""
    assert len(_climbs(Module(name, text))) == 1


def test_values_are_structs() -> None:
    """No module makes a dataclass, which takes long to import: `deckgen.structs` has Struct and replace."""
    assert [module.name for module in MODULES if "from dataclasses" in module.text] == ["structs"]


def test_no_files_import_each_other() -> None:
    """No file needs, by whatever detour, one that needs it, not even for a type or late in a function."""
    known = {module.name for module in MODULES}
    needed = {module.name: set(_needed(module, known)) for module in MODULES}
    assert _circles(needed) == []
    needed["units"].add("layout.pages")
    assert _circles(needed) != []


def _needed(module: Module, known: set[str]) -> Iterator[str]:
    """Give the files that a module imports, or imports names from."""
    for target in _imports(module):
        found = target if target in known else target.rpartition(".")[0]
        if found in known and found != module.name:
            yield found


def _circles(needed: Mapping[str, set[str]]) -> list[str]:
    """Return the files that are in circles or need such as are, empty where there is no circle."""
    left = {name: set(others) for name, others in needed.items()}
    while free := {name for name, others in left.items() if not others}:
        left = {name: others - free for name, others in left.items() if name not in free}
    return sorted(left)


def test_every_room_has_a_floor() -> None:
    """A new room, or a new file in a room with floors of its own, is given its floor before it is used."""
    rooms = {module.room for module in MODULES} - {"__init__", "__main__"}
    assert rooms <= FLOORS.keys()
    inside = {tuple(module.name.split(".")[:2]) for module in MODULES if "." in module.name}
    assert [
        one for one in sorted(inside) if one[0] in INNER_FLOORS and one[1] not in INNER_FLOORS[one[0]]
    ] == []


def test_public_names_are_pinned() -> None:
    """What a user may import from deckgen changes on purpose only, and is there."""
    assert set(dir(deckgen)) == PUBLIC
    assert {*deckgen.__all__, "__version__"} == PUBLIC
    assert [name for name in deckgen.__all__ if not callable(getattr(deckgen, name))] == []


def test_a_file_is_one_idea() -> None:
    """Past six hundred lines a file hides a second idea; past fifteen files a room does."""
    long = [module.name for module in MODULES if len(module.text.splitlines()) > LONGEST_FILE]
    drawers = {"utils", "util", "helpers", "helper", "common", "misc"}
    odd = [module.name for module in MODULES if drawers & set(module.name.split("."))]
    crowded = _crowded(SOURCE, *(ROOT / name for name in ("tests", "scripts", "benchmarks")))
    assert (long, odd, crowded) == ([], [], [])


def _crowded(*tops: Path) -> list[str]:
    """Name the rooms below some folders that hold too many files."""
    files = Counter(path.parent for top in tops for path in top.rglob("[!_]*.py"))
    return sorted(room.as_posix() for room, count in files.items() if count > MOST_FILES)


def test_a_crowded_room_is_seen(tmp_path: Path) -> None:
    """A room with one file too many is named, and those beside and above it are not."""
    for number in range(MOST_FILES + 1):
        (tmp_path / f"plain{number}" / "full").mkdir(parents=True)
        (tmp_path / "plain0" / "full" / f"one{number}.py").touch()
    assert _crowded(tmp_path) == [(tmp_path / "plain0" / "full").as_posix()]


def test_a_function_is_one_idea() -> None:
    """No function branches over fifteen times, is longer than sixty lines or takes over five values."""
    functions = measure(SOURCE).functions
    branched = {one.name for one in functions if one.complexity > MOST_COMPLEX}
    long = {one.name for one in functions if one.lines > MOST_LINES}
    crowded = {one.name for one in functions if one.parameters > MOST_PARAMETERS}
    assert (sorted(branched), sorted(long - TABLES), sorted(crowded)) == ([], [], [])


def test_what_a_new_kind_costs_is_as_the_page_says() -> None:
    """The page of architecture counts the files that know of a kind as they are: seven at most."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    said = re.search(r"--names '([^']+)'` names the (\d+) files", page)
    assert said is not None
    found = naming(SOURCE, said[1])
    assert (len(found) <= 7, len(found)) == (True, int(said[2])), found


def test_a_function_that_branches_too_often_is_seen(tmp_path: Path) -> None:
    """Each way that a function may part counts, in functions within it by themselves."""
    text = """
def f(a, *b, c=1):
    if a or b:
        return [x for x in b if x] if c else 0
    for _ in b:
        try:
            assert a
        except (ValueError, KeyError):
            pass
        else:
            match a:
                case 1: pass
                case _: pass
    def g(self):
        while self: pass
    return g
"""
    (tmp_path / "one.py").write_text(text, encoding="utf-8")
    found = [(one.name, one.complexity, one.parameters) for one in measure(tmp_path).functions]
    assert found == [("one.f", 11, 3), ("one.f.g", 2, 0)]


def test_only_the_command_line_prints() -> None:
    """Text for the terminal, and leaving the process, are the business of cli.py."""
    forbidden = {"print", "sys.stdout.write", "sys.stderr.write", "sys.exit", "os._exit", "input"}
    prints = [
        f"{module.name}: {called}"
        for module in MODULES
        if module.room not in {"cli", "__main__"}
        for called in _calls(module) & forbidden
    ]
    assert prints == []


def _calls(module: Module) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(ast.parse(module.text)) if isinstance(node, ast.Call)}


def test_every_module_says_what_it_is() -> None:
    """A module opens with a docstring, one that holds nothing may be empty; nothing is a dict of anything."""
    silent = [one.name for one in MODULES if one.text.strip() and not ast.get_docstring(ast.parse(one.text))]
    loose = [
        one.name for one in MODULES if re.search(r"\b(?:[dD]ict|(?:Mutable)?Mapping)\[str, Any\]", one.text)
    ]
    assert (silent, loose) == ([], [])
