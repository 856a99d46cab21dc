"""From a checkout to a verdict: the one list of checks, the same here and in CI.

`python -m tests` runs them all. `--fast` leaves out the tests that need a browser, LibreOffice, or seconds by
themselves. Further arguments go to pytest (`python -m tests tests/layout -k title`); where they name files or
folders, only these are tested, and neither linted nor type-checked.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

CHECKS = {
    "ruff check": ("ruff", "check", "."),
    "ruff format": ("ruff", "format", "--check", "."),
    "mypy": ("mypy",),
}
PYTEST = ("pytest", "-n", "auto", "--maxprocesses", "4", "--dist", "loadscope", "--no-loadscope-reorder")
"""Tests of a file stay in one process, for they share what they look at; `conftest.py` puts the longest files
first."""


FAST = ("-m", "not browser and not office and not slow")
"""What chooses the tests that are done in about a minute."""


def main(arguments: list[str]) -> int:
    """Run every check, whatever the ones before it found, and return 0 only when all are content.

    pytest comes last, and its closing line with the counts is the last line printed.
    """
    given = [one for one in arguments if one != "--fast"]
    chosen = FAST if "--fast" in arguments else ()
    checks = {} if names_paths(given) else CHECKS
    failed = [name for name, command in checks.items() if _run(name, command) != 0]
    if failed:
        os.environ["DECKGEN_FAILED_CHECKS"] = ", ".join(failed)
    with tempfile.TemporaryDirectory(prefix="deckgen-compiled-") as compiled:
        keep_compiled(Path(compiled))
        tests = _run("pytest", (*PYTEST, *chosen, *given))
    return 1 if failed else tests


def keep_compiled(folder: Path) -> None:
    """Have compiled Python kept in a folder for this run, where the environment keeps none at all.

    Hundreds of processes are started by the tests: without it each compiles all that it imports, which is
    two thirds of its work.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder)


def names_paths(arguments: list[str]) -> bool:
    """Tell whether any of pytest's arguments names a file or a folder of tests, or a test in one."""
    return any((ROOT / one.partition("::")[0]).exists() for one in arguments if not one.startswith("-"))


def _run(name: str, command: tuple[str, ...]) -> int:
    print(f"\n$ python -m {shlex.join(command)}", flush=True)
    started = time.monotonic()
    status = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode
    if name != "pytest":
        verdict = "ok" if status == 0 else f"FAILED (exit {status})"
        print(f"{name}: {verdict}, {time.monotonic() - started:.1f} s", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
