"""What is checked of a talk, and what a teacher asks of it: `check:`, `requires:`, and the latter's file."""

from __future__ import annotations

from pathlib import Path

import yaml

from deckgen.diagnostics import Diagnostic, Edit, Span, error, in_order
from deckgen.limits import REQUIREMENTS_BYTES
from deckgen.outline.language.check_fields import ASKED, CHECK, KINDS_OF_SOURCES, REQUIRES
from deckgen.outline.model import Requirement
from deckgen.project_files import FileKind
from deckgen.schema.closest import closest
from deckgen.schema.compose import compose
from deckgen.schema.places import places_of
from deckgen.schema.source import read_source
from deckgen.schema.text import Text
from deckgen.schema.values import Values
from deckgen.schema.walk import CheckedMapping, Validator
from deckgen.structs import Struct

REQUIREMENTS = FileKind("file of requirements", REQUIREMENTS_BYTES)


class Asked(Struct, frozen=True):
    """What a file of requirements says, and what is wrong with it."""

    requirements: tuple[Requirement, ...]
    diagnostics: tuple[Diagnostic, ...]
    source: str


def unchecked(values: Values, found: CheckedMapping) -> tuple[str, ...]:
    """Return the checks that an outline switches off."""
    entry = found.entries.get("check")
    group = values.walk.group(entry.node, CHECK, entry.name) if entry else None
    if group is None:
        return ()
    read = ((name, values.text(group, name)) for name in group.entries)
    return tuple(name for name, text in read if text and text.value.lower() in ("off", "false"))


def speaker(values: Values, found: CheckedMapping, speakers: tuple[Text, ...]) -> Text | None:
    """Return who speaks on a slide or in a section; where speakers are listed it must be one of them."""
    name = values.text(found, "speaker")
    if name and speakers and name.value not in {one.value for one in speakers}:
        known = [one.value for one in speakers]
        near = closest(name.value, known)
        edits = (Edit(name.span, near),) if near else ()
        hint = f"write: {near}" if near else f"the speakers are: {', '.join(known)}"
        message = f'"{name}" is not among the speakers'
        values.walk.problems.append(error(message, name.span, hint, edits=edits))
    return name


def required(values: Values, found: CheckedMapping) -> tuple[Requirement, ...]:
    """Return what an outline itself says is asked of it, nothing where it names a file."""
    entry = found.entries.get("requires")
    if entry is None or not isinstance(entry.node, yaml.MappingNode):
        return ()
    group = values.walk.group(entry.node, REQUIRES, entry.name)
    return _requirements(values, group) if group else ()


def required_file(values: Values, found: CheckedMapping) -> Text | None:
    """Return the name of the file of requirements, None where the outline says itself what is asked."""
    entry = found.entries.get("requires")
    if entry is None or isinstance(entry.node, yaml.MappingNode):
        return None
    named = values.short_or_group(found, "requires", REQUIRES)
    return named if isinstance(named, Text) else None


def read_requirements(data: bytes, path: Path) -> Asked:
    """Read a file of requirements; all that is wrong with it is reported at once."""
    source, shown, problems = read_source(data, path, REQUIREMENTS)
    if source is None:
        return Asked((), problems, shown)
    composed = compose(places_of(source, ()))
    found = [*problems, *composed.diagnostics]
    walk = Validator(composed.places, ASKED, gaps=composed.gaps)
    asked: tuple[Requirement, ...] = ()
    if isinstance(composed.root, yaml.MappingNode):
        group = walk.group(composed.root, REQUIRES)
        asked = _requirements(Values(walk), group) if group else ()
    elif not found:
        message = f"{path.name} asks for nothing; it should say what is required"
        found.append(error(message, Span(path, 1, 1, 1, 1), "for instance: slides: 8-12"))
    return Asked(asked, in_order((*found, *walk.problems)), source.text)


def _requirements(values: Values, group: CheckedMapping) -> tuple[Requirement, ...]:
    read: list[Requirement] = []
    for name, entry in group.entries.items():
        if name == "sources" and not isinstance(entry.node, yaml.ScalarNode):
            kinds = values.walk.group(entry.node, KINDS_OF_SOURCES, entry.name)
            given = kinds.entries.items() if kinds else ()
            counted = [(one.name, values.text(kinds, kind)) for kind, one in given] if kinds else []
            read += [Requirement(entry.name, (text,), kind) for kind, text in counted if text]
        elif texts := values.texts(group, name):
            read.append(Requirement(entry.name, texts))
    return tuple(read)
