"""deckgen: a YAML outline in, an editable PowerPoint deck and a self-contained HTML slideshow out.

`deckgen.build("talk.yaml")` makes both files; `docs/python.md` shows the rest. What is named here is
imported when it is first asked for, so that `import deckgen` takes no time.
"""

import sys

TYPE_CHECKING = False
"""As in `typing`, whose import would take longer than all the rest; checkers of types know the name."""

if TYPE_CHECKING:
    from types import ModuleType

    from deckgen.build import BuildResult, build
    from deckgen.compile import Compiled, Options, compile
    from deckgen.diagnostics import DeckgenError, Diagnostic
    from deckgen.review import check
else:
    ModuleType = type(sys)

__version__ = "0.1.0"

__all__ = [
    "BuildResult",
    "Compiled",
    "DeckgenError",
    "Diagnostic",
    "Options",
    "build",
    "check",
    "compile",
]

_ROOMS = {
    "BuildResult": "deckgen.build",
    "Compiled": "deckgen.compile",
    "DeckgenError": "deckgen.diagnostics",
    "Diagnostic": "deckgen.diagnostics",
    "Options": "deckgen.compile",
    "build": "deckgen.build",
    "check": "deckgen.review",
    "compile": "deckgen.compile",
}


class _Package(ModuleType):
    """This package, whose functions `build`, `check` and `compile` are called as rooms of it are.

    Python sets an imported room as an attribute of its package; left alone, that would hide the function.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _ROOMS and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


if not TYPE_CHECKING:  # or a name that is not there would be a name of any type

    def __getattr__(name: str) -> object:
        """Import one of the public names."""
        if name not in _ROOMS:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        found: object = getattr(import_module(_ROOMS[name]), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
