"""docs/dependencies.md lists what deckgen needs with its licences, and is held to the packages."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from scripts.try_versions import lowest

from tests.tools import ROOT

ROW = re.compile(r"^\| ([\w.-]+)(?: \(extra `(\w+)`\))? \| ([\d.]+) \| [\d.]+ \| ([^|]+) \|", re.MULTILINE)
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
LISTED = {row[0]: row for row in ROW.findall(PAGE)}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _name(requirement: str) -> str:
    return re.split(r"[<>=!~\[; ]", requirement, maxsplit=1)[0]


NEEDED = {_name(one): "" for one in PROJECT["dependencies"]} | {
    _name(one): extra
    for extra, several in PROJECT["optional-dependencies"].items()
    if extra != "tests"
    for one in several
}


KNOWN_FAULTS = {
    "jinja2": "3.1.6",  # CVE-2025-27516: what a template sees may get out of its sandbox
    "pillow": "11.3",  # CVE-2025-48379: a picture may write beyond its memory
    "pygments": "2.20",  # CVE-2026-4539: a program in ADL that is read without end
}
"""Package → the version from which on it has none of the faults that are known of those before."""


def test_no_version_with_a_known_fault_is_allowed() -> None:
    """The lowest versions are those without one, they are the ones that are tried, and the page says so."""
    bounds = lowest(PROJECT)
    assert bounds.keys() == NEEDED.keys()
    below = [name for name, first in KNOWN_FAULTS.items() if _parts(bounds[name]) < _parts(first)]
    unnamed = [name for name, first in KNOWN_FAULTS.items() if f"{name} from {first}" not in PAGE]
    newer = [name for name, row in LISTED.items() if _parts(row[2]) < _parts(bounds[name])]
    assert (below, unnamed, newer) == ([], [], [])
    with pytest.raises(AssertionError, match="a lower bound and nothing else"):
        lowest({"dependencies": ["jinja2"], "optional-dependencies": {}})


def _parts(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def test_each_dependency_is_listed_and_no_other() -> None:
    """The table has a row for each package of pyproject.toml, with the extra that asks for it."""
    assert {name: row[1] for name, row in LISTED.items()} == NEEDED


@pytest.mark.parametrize("name", sorted(LISTED))
def test_the_licence_is_the_one_that_the_package_names(name: str) -> None:
    """What the table says is in the installed package: in its metadata, or in the licence that lies in it."""
    try:
        found = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        pytest.skip(f"{name} is not installed")
    fields = [one for field in ("License-Expression", "License") for one in found.get_all(field) or ()]
    named = " ".join((*fields, *(one for one in found.get_all("Classifier") or () if "License" in one)))
    files = [Path(str(one.locate())) for one in metadata.files(name) or () if "LICENSE" in one.name.upper()]
    texts = " ".join(
        one.read_text(encoding="utf-8") for one in files if one.suffix != ".py" and one.is_file()
    )
    said = f"{named} {texts}"
    for licence in re.split(r"[,;] ", LISTED[name][3].strip()):
        family = "|".join(FAMILIES[licence])
        assert re.search(family, said), (name, licence, named)


FAMILIES = {
    "MIT": (r"\bMIT\b", "Permission is hereby granted, free of charge"),
    "MIT-CMU": ("MIT-CMU", "HPND"),
    "BSD-2-Clause": ("BSD-2-Clause", "Redistribution and use in source and binary forms"),
    "BSD-3-Clause": ("BSD-3-Clause", "Redistribution and use in source and binary forms"),
    "Apache-2.0": ("Apache-2.0",),
    "Pandoc itself GPL-2.0-or-later": ("",),
    "ICU under the Unicode licence": ("",),
}
"""How a licence is named in packages: by its short name, or by words of it. The last two are of programs
within packages, which name their own alone."""
