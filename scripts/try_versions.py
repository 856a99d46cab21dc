"""`python -m scripts.try_versions lowest|newest`: build talks with the lowest or the newest versions allowed.

An environment is made in a temporary folder, with each package that deckgen needs at exactly the lowest
version that pyproject.toml allows, or at the newest that there is. In it, every example and every deck of the
tests are built, and both files of each are checked. It takes a few minutes and 300 MB.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

TALKS = (*sorted((ROOT / "outlines").glob("*.yaml")), *sorted((ROOT / "tests" / "decks").glob("*.yaml")))


def lowest(project: Mapping[str, object]) -> dict[str, str]:
    """Return the lowest version of each package that deckgen needs, of those of its extras, too."""
    needed = project["dependencies"]
    extras = project["optional-dependencies"]
    assert isinstance(needed, list)
    assert isinstance(extras, dict)
    listed = [*needed, *(one for name, several in extras.items() if name != "tests" for one in several)]
    return dict(_parted(one) for one in listed)


def _parted(requirement: str) -> tuple[str, str]:
    found = re.fullmatch(r"([\w.-]+)>=([\d.]+)", requirement)
    assert found, f"{requirement}: a lower bound and nothing else is expected"
    return found[1], found[2]


def main() -> int:
    """Make the environment and build; return 1 where a talk cannot be built."""
    which = sys.argv[1:]
    if which not in (["lowest"], ["newest"]):
        print(__doc__)
        return 2
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bounds = lowest(project)
    wanted = [f"{name}=={low}" if which == ["lowest"] else name for name, low in bounds.items()]
    with tempfile.TemporaryDirectory(prefix="deckgen-versions-") as folder:
        python = _environment(Path(folder), wanted)
        talks = Path(folder, "talks")
        shutil.copytree(ROOT / "outlines", talks / "outlines")
        shutil.copytree(ROOT / "images", talks / "images")
        shutil.copytree(ROOT / "tests" / "decks", talks / "decks")
        subprocess.run([python, "-m", "pip", "list", "--disable-pip-version-check"], check=True)
        folders = [str(talks / "outlines"), str(talks / "decks")]
        build = [python, "-m", "deckgen", "build", "--fresh", *folders]
        check = [python, "-m", "deckgen", "check"]
        failed = subprocess.run(build, check=False).returncode != 0
        made = [*talks.glob("*/*.pptx"), *talks.glob("*/*.html")]
        failed |= len(made) != 2 * len(TALKS)
        for one in made:
            failed |= subprocess.run([*check, one], check=False, stdout=subprocess.DEVNULL).returncode != 0
    came = "FAILED" if failed else "all built and checked"
    print(f"{which[0]}: {len(made)} files of {len(TALKS)} talks, {came}")
    return int(failed)


def _environment(folder: Path, wanted: list[str]) -> str:
    """Return the Python of an environment with these packages and deckgen itself."""
    subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
    python = str(folder / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python")
    install = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*install, *wanted], check=True)
    subprocess.run([*install, "--no-deps", str(ROOT)], check=True)
    return python


if __name__ == "__main__":
    sys.exit(main())
