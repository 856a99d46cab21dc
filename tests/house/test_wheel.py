"""The package as users install it: a wheel with all it needs, and a checkout that is worked in."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests import tools

pytestmark = pytest.mark.slow

TEMPLATES = tools.ROOT / "templates"

OUTLINE = """\
title: A talk from a wheel
sections:
  first:
    title: The first part
    slides:
      - title: It is built away from the checkout
        bullets:
          - by the installed package alone
        notes: Nothing of the checkout is in reach.
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout without asking anything of a network."""
    folder = tmp_path_factory.mktemp("wheel")
    _python("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=tools.ROOT)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the wheel is installed into, apart from the checkout."""
    folder = tmp_path_factory.mktemp("installed")
    options = ("--quiet", "--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check")
    _python("-m", "pip", "install", *options, "--target", str(folder), str(wheel), cwd=folder)
    return folder


def _python(*arguments: str, cwd: Path, **environment: str) -> str:
    """Run Python and return what it prints; a failure shows all of it."""
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=os.environ | {"DECKGEN_CACHE": "off"} | environment,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_every_template_and_nothing_of_the_tests(wheel: Path) -> None:
    """Each file of templates/ is in the wheel, byte for byte; tests and outlines are not."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for file in (path for path in TEMPLATES.rglob("*") if path.is_file()):
            name = f"deckgen/templates/{file.relative_to(TEMPLATES).as_posix()}"
            assert archive.read(name) == file.read_bytes()
    assert "deckgen/py.typed" in names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"deckgen"}
    assert not [name for name in names if name.endswith((".pyc", ".pptx", ".html"))]


def test_the_wheel_builds_an_outline(installed: Path, tmp_path: Path) -> None:
    """The installed package, not the checkout, makes both files."""
    (tmp_path / "talk.yaml").write_text(OUTLINE, encoding="utf-8")
    found = _python("-c", "import deckgen; print(deckgen.__file__)", cwd=tmp_path, PYTHONPATH=str(installed))
    assert Path(found.strip()).is_relative_to(installed)
    _python("-m", "deckgen", "build", "talk.yaml", cwd=tmp_path, PYTHONPATH=str(installed))
    assert (tmp_path / "talk.pptx").stat().st_size > 10_000
    assert "It is built away from the checkout" in (tmp_path / "talk.html").read_text(encoding="utf-8")


def test_the_checkout_builds_the_same_bytes(installed: Path, tmp_path: Path) -> None:
    """An editable install finds the templates in the checkout, and makes what the wheel makes."""
    made = {}
    for name, path in (("wheel", installed), ("checkout", tools.ROOT / "src")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "talk.yaml").write_text(OUTLINE, encoding="utf-8")
        _python("-m", "deckgen", "build", "talk.yaml", cwd=folder, PYTHONPATH=str(path))
        made[name] = [(folder / f"talk.{kind}").read_bytes() for kind in ("pptx", "html")]
    assert made["wheel"] == made["checkout"]


def test_the_command_is_installed(installed: Path) -> None:
    """`deckgen` on the command line is the package's own main."""
    (entry,) = installed.glob("deckgen-*.dist-info/entry_points.txt")
    assert "deckgen = deckgen.__main__:main" in entry.read_text(encoding="utf-8")
