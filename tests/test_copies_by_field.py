"""Whatever a field holds, a copy that is not to have it does not, and is searched for it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from deckgen.build import build
from deckgen.compile import Options
from deckgen.deck.slides.copies import copy_for
from deckgen.diagnostics import has_errors
from deckgen.outline.language import fields
from deckgen.outline.language.block_fields import FILE
from deckgen.outline.read import read_outline
from deckgen.outline.readers import PUBLIC, STUDENTS
from deckgen.schema.shapes import Field, Group
from tests.building import NOW, SERVICES
from tests.outline.language.test_fields import _AROUND, example_of
from tests.test_copies import everything

WITHIN = [
    (group, field)
    for group in fields.GROUPS
    for field in group.fields
    if "slides:" in _AROUND[group.noun][0] or group is fields.SECTION
]
"""Every field of a slide, of what a slide holds, and of a section, as the language lists them."""

OPEN = "title: The lesson\nsections:\n  open:\n    title: All\n    slides: [{statement: It is raining.}]\n"
UNSAID = frozenset(("only", "data", "speaker"))
"""What names readers or a file; and who speaks, who may be the talk's author."""

FEWEST = 600
"""Places that hold words: the fields are walked, and this tells that they are."""


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each text of a YAML value."""
    if isinstance(value, dict | list):
        entries = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in entries:
            yield from leaves(one, (*path, key))
    else:
        yield path


def planted(group: Group, field: Field, number: int) -> Iterator[tuple[str, Any]]:
    """Yield canaries and the sections that hold them: one for each place of a field that takes words."""
    outline = yaml.load(example_of(group, field), yaml.BaseLoader)
    files = {one.name for every in fields.GROUPS for one in every.fields if one.shape is FILE}
    sections = outline.get("sections") or {}
    (section,) = sections.values() if isinstance(sections, dict) else sections
    for at, path in enumerate(leaves(section)):
        if path[-1] in files or path[-1] in UNSAID:
            continue
        changed = copy.deepcopy(section)
        place = changed
        for step in path[:-1]:
            place = place[step]
        words = f"the canary {number}x{at} sings here"
        place[path[-1]] = words
        changed = unnamed(changed, words)
        changed["only"] = "speaker"
        reading = read_outline(whole({"kept": changed}), Path("talk.yaml"))
        if not has_errors(reading.diagnostics):
            yield words, changed


def unnamed(value: Any, but: str) -> Any:
    """Return a YAML value without ids, which may be given once only, but for one."""
    if isinstance(value, list):
        return [unnamed(one, but) for one in value]
    if not isinstance(value, dict):
        return value
    return {key: unnamed(one, but) for key, one in value.items() if key != "id" or one == but}


def whole(sections: dict[str, Any]) -> bytes:
    """Return an outline of a section for all and of others."""
    outline = yaml.load(OPEN, yaml.BaseLoader)
    outline["sections"] |= sections
    return yaml.safe_dump(outline, allow_unicode=True, sort_keys=False, width=10_000).encode()


@pytest.fixture(scope="module")
def canaries() -> dict[str, Any]:
    """All canaries, each with its section."""
    found: dict[str, Any] = {}
    for number, (group, field) in enumerate(WITHIN):
        found |= dict(planted(group, field, number))
    return found


def test_every_field_is_withheld_and_searched_for(canaries: dict[str, Any], tmp_path: Path) -> None:
    """No copy has any of them, and each is among the texts that the files are searched for."""
    assert len(canaries) >= FEWEST
    talk = tmp_path / "talk.yaml"
    talk.write_bytes(whole({f"s{at}": one for at, one in enumerate(canaries.values())}))
    outline = read_outline(talk.read_bytes(), talk).outline
    assert outline is not None
    for reader in (STUDENTS, PUBLIC):
        withheld = {text.value for text in copy_for(outline, reader).withheld}
        assert [one for one in canaries if not any(one in text for text in withheld)] == []
        result = build(Options(talk, reader=reader), SERVICES, now=NOW)
        for path in result.files:
            assert "sings" not in everything(path.read_bytes()), path.name
