"""The house as `docs/architecture.md` describes it, held by reading the source with `ast`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import deckgen

SOURCE = Path(__file__).resolve().parent.parent / "src" / "deckgen"

PUBLIC = {"__version__"}

FLOORS = {
    "units": 0,
    "diagnostics": 0,
    "languages": 0,
    "outline": 1,
    "theme": 1,
    "deck": 2,
    "layout": 3,
    "writers": 4,
    "saving": 5,
    "regenerate": 5,
    "check": 5,
    "build": 6,
    "cli": 7,
}
"""Room → floor. A room imports from floors below its own only."""

APART = {
    "outline": {"theme"},
    "deck": {"theme"},
    "layout": {"outline"},
    "writers": {"outline"},
}
"""Room → rooms below it that it must not know all the same."""

WRITERS = {"pptx", "html", "pdf"}

MOST_LINES = 600


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
        elif not _may_know(module.room, room):
            wrong.append(f"{module.name} imports {target}")
    return wrong


def _may_know(room: str, other: str) -> bool:
    if room not in FLOORS or other not in FLOORS:
        return True
    return FLOORS[other] < FLOORS[room] and other not in APART.get(room, set())


def _wing_of(target: str) -> str:
    room, _, inside = target.partition(".")
    wing = inside.partition(".")[0]
    return wing if room == "writers" and wing in WRITERS else ""


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_imports_go_down_only(module: Module) -> None:
    """No module imports from its own floor's other rooms, from above, or from a room it must not know."""
    assert _climbs(module) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("units", "from deckgen.layout import pages"),
        ("theme.load", "import deckgen.outline.model"),
        ("outline.read", "def late():\n    from deckgen.theme.load import load_theme"),
        ("layout.fit", "from deckgen.outline.model import Text"),
        ("writers.html.write", "from deckgen.writers.pptx import write_pptx"),
        ("deck.resolve", "from ..outline import model"),
        ("build", "from deckgen import cli"),
    ],
)
def test_an_import_that_climbs_is_seen(name: str, text: str) -> None:
    """The check above fails where it must, late and relative imports included."""
    assert len(_climbs(Module(name, text))) == 1


def test_every_room_has_a_floor() -> None:
    """A new room is given its floor here before it is used."""
    rooms = {module.room for module in MODULES} - {"__init__", "__main__"}
    assert rooms <= FLOORS.keys()


def test_public_names_are_pinned() -> None:
    """What a user may import from deckgen changes on purpose only."""
    exported = getattr(deckgen, "__all__", None)
    assert exported is None or set(exported) | {"__version__"} == PUBLIC
    rooms = {module.room for module in MODULES}
    visible = {name for name in vars(deckgen) if not name.startswith("_")} - rooms - {"annotations"}
    assert visible | {"__version__"} == PUBLIC


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_file_is_one_idea(module: Module) -> None:
    """Past six hundred lines a file hides a second idea; a drawer for odds and ends is none."""
    assert len(module.text.splitlines()) <= MOST_LINES
    assert not set(module.name.split(".")) & {"utils", "util", "helpers", "helper", "common", "misc"}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_only_the_command_line_prints(module: Module) -> None:
    """Text for the terminal, and leaving the process, are the business of cli.py."""
    if module.room in {"cli", "__main__"}:
        return
    calls = {
        ast.unparse(node.func) for node in ast.walk(ast.parse(module.text)) if isinstance(node, ast.Call)
    }
    assert not calls & {"print", "sys.stdout.write", "sys.stderr.write", "sys.exit", "os._exit", "input"}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_values_have_types(module: Module) -> None:
    """Nothing is passed about as a dict of anything."""
    loose = re.findall(r"\b(?:dict|Dict|Mapping|MutableMapping)\[str, Any\]", module.text)
    assert loose == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_every_module_says_from_what_to_what(module: Module) -> None:
    """A module opens with a docstring; one that holds nothing may be empty."""
    tree = ast.parse(module.text)
    assert not tree.body or ast.get_docstring(tree)
